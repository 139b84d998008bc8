/* When people come to the office, and how long answers and arrivals took. */
#include "base/civil.h"
#include "base/random.h"
#include "modules/figures/figure_parts.h"
#include "store/store.h"

enum { HOURS_OF_DAY = 24, WEEKDAYS = 7, ROWS_MOST = 400, STEPS = 6 };

/* ---- heat map ---- */

struct hour {
	int weekday, hour;
	int64_t n;
};
static const struct field hour_fields[] = {
	FIELD(hour, weekday, 0), FIELD(hour, hour, 0), FIELD(hour, n, 0),
};

/* 1970-01-01 was a Thursday; weekday 0 is Monday. */
static int count_hours(struct ctx *cx, const struct figures *f, struct hour **ret,
		       size_t *ret_count)
{
	int64_t zone = MINUTES(f->zone);
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT ((c.received_at + ?) / 86400000 + 3) % 7 AS weekday,"
			 " (c.received_at + ?) / 3600000 % 24 AS hour, COUNT(*) AS n FROM contact c"
			 " WHERE c.community_id = ? AND c.id >= ? AND c.received_at >= ?"
			 " AND c.received_at < ? AND c.direction = 1"),
		   BINDS(zone, zone, cx->community, id_floor(f->from - DAYS(1)), f->from, f->until));
	q.has_where = true;
	if (f->building)
		query_and(&q,
			  PIECE("c.room_id IN (SELECT id FROM room WHERE community_id = ?"
				" AND building = ?)"),
			  BINDS(cx->community, f->building));
	query_add(&q, PIECE(" GROUP BY 1, 2 LIMIT ?"), BINDS((int64_t)ROWS_MOST));
	return query_list(cx, &q, FIELDS(hour, hour_fields), ret, ret_count);
}

int figure_hours(struct ctx *cx, struct figures *f)
{
	const char *const days[] = { T(cx, "周一"), T(cx, "周二"), T(cx, "周三"), T(cx, "周四"),
				     T(cx, "周五"), T(cx, "周六"), T(cx, "周日") };
	struct chart *c = figure_add(f, "hours", T(cx, "来电来访的时段"), CHART_HEAT);
	const struct chart_row *most;
	struct hour *rows;
	size_t count;
	int r = count_hours(cx, f, &rows, &count);

	if (r < 0)
		return r;
	c->first = T(cx, "时段");
	c->empty = T(cx, "这个月没有来电来访。从“登记”记起，这里就有数。");
	c->remark = T(cx, "来电、来访、来信按受理的钟点，不含回出去的。");
	c->series_count = WEEKDAYS;
	for (size_t d = 0; d < WEEKDAYS; d++)
		c->series[d] = days[d];
	figure_rows(cx, c, HOURS_OF_DAY);
	for (int h = 0; h < HOURS_OF_DAY; h++)
		figure_row(c, arena_printf(cx->arena, "%02d", h));
	for (size_t i = 0; i < count; i++)
		c->rows[rows[i].hour].n[rows[i].weekday] += rows[i].n;
	most = figure_most(c);
	if (most)
		c->finding = arena_printf(cx->arena,
					  T(cx, "共 %" PRId64 " 次；%s 点最多，%" PRId64 " 次。"),
					  chart_total(c), most->label, chart_sum(c, most));
	return OK;
}

/* ---- how long it took ---- */

static const struct {
	const char *kind, *label;
} duties[] = {
	{ "answer", "答复" }, { "dispatch", "派单" }, { "arrive", "到场" }, { "finish", "完工" },
};
enum { DUTIES = COUNT(duties) };

struct took {
	const char *kind;
	int step;
	int64_t n, ms;
};
static const struct field took_fields[] = {
	FIELD(took, kind, 0), FIELD(took, step, 0), FIELD(took, n, 0), FIELD(took, ms, 0),
};

/* From the beginning of the clock to the end, without its pauses; of what fell due in the month. */
static int count_times(struct ctx *cx, const struct figures *f, struct took **ret,
		       size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT kind, CASE WHEN ms <= 300000 THEN 0 WHEN ms <= 900000 THEN 1"
			 " WHEN ms <= 1800000 THEN 2 WHEN ms <= 7200000 THEN 3"
			 " WHEN ms <= 86400000 THEN 4 ELSE 5 END AS step, COUNT(*) AS n,"
			 " CAST(SUM(ms) AS BIGINT) AS ms FROM (SELECT o.kind,"
			 " o.done_at - o.started_at - o.paused_ms AS ms FROM obligation o"
			 " JOIN request q ON q.community_id = o.community_id AND q.id = o.subject_id"
			 " WHERE o.community_id = ? AND o.state IN (2, 3) AND o.due_at >= ?"
			 " AND o.due_at < ? AND o.subject = 'request'"
			 " AND o.kind IN ('answer', 'dispatch', 'arrive', 'finish')"),
		   BINDS(cx->community, f->from, f->until));
	q.has_where = true;
	if (f->building)
		query_and(&q,
			  PIECE("q.room_id IN (SELECT id FROM room WHERE community_id = ?"
				" AND building = ?)"),
			  BINDS(cx->community, f->building));
	query_add(&q, PIECE(") AS took GROUP BY 1, 2 LIMIT ?"), BINDS((int64_t)ROWS_MOST));
	return query_list(cx, &q, FIELDS(took, took_fields), ret, ret_count);
}

static void fill_duty(struct ctx *cx, struct chart *c, size_t duty, const struct took *rows,
		      size_t count)
{
	struct chart_row *row = figure_row(c, T(cx, duties[duty].label));
	int64_t n = 0, ms = 0;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].kind, duties[duty].kind) != 0)
			continue;
		row->n[rows[i].step] = rows[i].n;
		n += rows[i].n;
		ms += rows[i].ms;
	}
	if (!n)
		return;
	row->remark = arena_printf(cx->arena, T(cx, "平均 %s"), figure_time(cx, ms / n));
	if (!strcmp(duties[duty].kind, "arrive"))
		c->finding = arena_printf(cx->arena, T(cx, "到场平均 %s，%" PRId64 " 次。"),
					  figure_time(cx, ms / n), n);
}

int figure_times(struct ctx *cx, struct figures *f)
{
	const char *const steps[STEPS] = { T(cx, "5 分钟内"), T(cx, "15 分钟内"),
					   T(cx, "30 分钟内"), T(cx, "2 小时内"),
					   T(cx, "24 小时内"), T(cx, "更久") };
	struct chart *c = figure_add(f, "times", T(cx, "答复和到场用时"), CHART_BARS);
	struct took *rows;
	size_t count;
	int r = count_times(cx, f, &rows, &count);

	if (r < 0)
		return r;
	c->first = T(cx, "事项");
	c->empty = T(cx, "这个月没有办完的答复、派单、到场、完工。");
	c->remark = T(cx, "时限在这个月到期并且办完的；从起算到办完，含下班时间，不含暂停。");
	c->scale = true;
	c->series_count = STEPS;
	for (size_t s = 0; s < STEPS; s++)
		c->series[s] = steps[s];
	figure_rows(cx, c, DUTIES);
	for (size_t d = 0; d < DUTIES; d++)
		fill_duty(cx, c, d, rows, count);
	return OK;
}
