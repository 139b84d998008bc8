/* How much came in: by kind, building, day, month and hour; and how long it took. A record is
 * counted when it was received, as the lists do that the charts lead to. */
#include "base/civil.h"
#include "base/random.h"
#include "modules/complaints/complaint_month.h"
#include "modules/figures/figure_parts.h"
#include "modules/requests/requests.h"
#include "store/store.h"

enum { ROWS_MOST = 4000, BUILDINGS_SHOWN = 15 };

/* What was received at an instant has a later id: the key finds where to begin. */
static int64_t id_from(int64_t received)
{
	return id_floor(received - DAYS(1));
}

struct count {
	const char *building;
	int kind;
	int32_t day;
	int64_t n;
};
static const struct field count_fields[] = {
	FIELD(count, building, 0), FIELD(count, kind, 0), FIELD(count, day, 0), FIELD(count, n, 0),
};

#define RECEIVED " q.community_id = ? AND q.id >= ? AND q.received_at >= ? AND q.received_at < ?" \
	" AND q.hidden_from <> ?"
#define RECEIVED_BINDS(cx, from, until) \
	(cx)->community, id_from(from), (from), (until), request_viewer(cx)

static int count_buildings(struct ctx *cx, int64_t from, int64_t until, struct count **ret,
			   size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT COALESCE(r.building, '') AS building, q.kind, COUNT(*) AS n"
			      " FROM request q LEFT JOIN room r ON r.community_id = q.community_id"
			      " AND r.id = q.room_id WHERE" RECEIVED
			      " GROUP BY COALESCE(r.building, ''), q.kind LIMIT ?"),
			  BINDS(RECEIVED_BINDS(cx, from, until), (int64_t)ROWS_MOST),
			  FIELDS(count, count_fields), ret, ret_count);
}

static bool counts(const struct figures *f, const struct count *n)
{
	return (!f->building || !strcmp(f->building, n->building)) && n->kind >= 1 &&
	       n->kind <= FIGURE_KINDS;
}

static void name_kinds(struct ctx *cx, struct chart *c)
{
	c->series_count = FIGURE_KINDS;
	for (int k = 1; k <= FIGURE_KINDS; k++)
		c->series[k - 1] = T(cx, choice_of(request_kinds, k)->label);
}

/* ---- by kind ---- */

static int add_complaints(struct ctx *cx, const struct figures *f, struct chart *c)
{
	struct complaint_month now, before;
	struct chart_row *row;
	char first[CIVIL_TEXT], last[CIVIL_TEXT];
	int r = complaint_month_read(cx, f->month, &now);

	if (r == OK)
		r = complaint_month_read(cx, f->before, &before);
	if (r < 0)
		return r;
	row = figure_row(c, T(cx, "投诉"));
	row->n[0] = now.all.received;
	row->before = before.all.received;
	row->path = arena_printf(cx->arena, "/complaints?from=%s&to=%s", civil_date(f->first, first),
				 civil_date(f->last, last));
	return OK;
}

static int add_kinds(struct ctx *cx, struct figures *f, const struct count *now, size_t now_count,
		     const struct count *before, size_t before_count)
{
	struct chart *c = figure_add(f, "kinds", T(cx, "报事按类别"), CHART_BARS);
	const struct chart_row *most;
	int64_t was = 0;
	int r = OK;

	c->compared = true;
	c->first = T(cx, "类别");
	c->series[c->series_count++] = T(cx, "本月");
	c->empty = T(cx, "这个月没有登记报事。来电来访从“登记”记起，这里就有数。");
	c->remark = T(cx, "按受理时间计，含已取消的；竖线是上月。");
	figure_rows(cx, c, FIGURE_KINDS + 1);
	for (int k = 1; k <= FIGURE_KINDS; k++) {
		struct chart_row *row = figure_row(c, T(cx, choice_of(request_kinds, k)->label));
		for (size_t i = 0; i < now_count; i++)
			row->n[0] += counts(f, &now[i]) && now[i].kind == k ? now[i].n : 0;
		for (size_t i = 0; i < before_count; i++)
			row->before += counts(f, &before[i]) && before[i].kind == k ? before[i].n : 0;
		row->path = figure_requests(cx, k, f->building, f->first, f->last);
	}
	if (!f->building)
		r = add_complaints(cx, f, c);
	for (size_t i = 0; i < c->row_count; i++)
		was += c->rows[i].before;
	most = figure_most(c);
	if (most)
		c->finding = arena_printf(cx->arena,
					  T(cx, "共 %" PRId64 " 件，上月 %" PRId64 " 件；最多的是%s。"),
					  chart_total(c), was, most->label);
	return r;
}

/* ---- by building ---- */

static struct chart_row *row_of(struct chart *c, const char *key, const char **keys)
{
	for (size_t i = 0; i < c->row_count; i++)
		if (!strcmp(keys[i], key))
			return &c->rows[i];
	keys[c->row_count] = key;
	return figure_row(c, key);
}

struct keyed {
	struct chart_row row;
	const char *key;
	int64_t sum;
};

static int by_sum(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	if (x->sum != y->sum)
		return x->sum < y->sum ? 1 : -1;
	return strcmp(x->key, y->key);
}

/* The busiest first; what is beyond the last one shown is one row. */
static void sort_buildings(struct ctx *cx, const struct figures *f, struct chart *c,
			   const char **keys)
{
	struct keyed *all = arena_array(cx->arena, c->row_count + 1, sizeof *all);
	size_t count = c->row_count;

	for (size_t i = 0; i < count; i++)
		all[i] = (struct keyed){ c->rows[i], keys[i], chart_sum(c, &c->rows[i]) };
	qsort(all, count, sizeof *all, by_sum);
	c->row_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct chart_row *row = &c->rows[MIN(i, BUILDINGS_SHOWN)];
		if (i <= BUILDINGS_SHOWN) {
			*row = all[i].row;
			c->row_count++;
		} else {
			for (size_t s = 0; s < c->series_count; s++)
				row->n[s] += all[i].row.n[s];
		}
		if (i == BUILDINGS_SHOWN && count > i + 1) {
			row->label = T(cx, "其余楼栋");
			continue;
		}
		if (i > BUILDINGS_SHOWN)
			continue;
		row->label = *all[i].key ? arena_printf(cx->arena, T(cx, "%s 栋"), all[i].key)
					 : T(cx, "没有房号");
		if (!*all[i].key)
			continue;
		row->path = figure_requests(cx, 0, all[i].key, f->first, f->last);
		for (int k = 1; k <= FIGURE_KINDS; k++)
			row->paths[k - 1] = figure_requests(cx, k, all[i].key, f->first, f->last);
	}
}

static void add_buildings(struct ctx *cx, struct figures *f, const struct count *now, size_t count)
{
	struct chart *c = figure_add(f, "buildings", T(cx, "报事按楼栋"), CHART_BARS);
	const char **keys = arena_array(cx->arena, count + 1, sizeof *keys);
	const struct chart_row *most;

	c->first = T(cx, "楼栋");
	c->empty = T(cx, "这个月没有登记报事。来电来访从“登记”记起，这里就有数。");
	c->remark = T(cx, "按受理时间计，不含投诉。");
	name_kinds(cx, c);
	figure_rows(cx, c, count);
	for (size_t i = 0; i < count; i++)
		if (counts(f, &now[i]))
			row_of(c, now[i].building, keys)->n[now[i].kind - 1] += now[i].n;
	sort_buildings(cx, f, c, keys);
	most = figure_most(c);
	if (most)
		c->finding = arena_printf(cx->arena, T(cx, "最多的是%s，%" PRId64 " 件。"), most->label,
					  chart_sum(c, most));
}

/* ---- by day, by month ---- */

static int count_days(struct ctx *cx, const struct figures *f, int64_t from, struct count **ret,
		      size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT COALESCE(r.building, '') AS building, q.kind,"
			      " (q.received_at + ?) / 86400000 AS day, COUNT(*) AS n"
			      " FROM request q LEFT JOIN room r ON r.community_id = q.community_id"
			      " AND r.id = q.room_id AND r.building = ? WHERE" RECEIVED
			      " GROUP BY 1, 2, 3 LIMIT ?"),
			  BINDS(MINUTES(f->zone), f->building ? f->building : "",
				RECEIVED_BINDS(cx, from, f->until), (int64_t)ROWS_MOST * 2),
			  FIELDS(count, count_fields), ret, ret_count);
}

static void add_days(struct ctx *cx, struct figures *f, const struct count *days, size_t count)
{
	struct chart *c = figure_add(f, "days", T(cx, "报事按天"), CHART_COLUMNS);
	const struct chart_row *most;
	char text[CIVIL_TEXT];

	c->first = T(cx, "日期");
	c->empty = T(cx, "这个月没有登记报事。来电来访从“登记”记起，这里就有数。");
	name_kinds(cx, c);
	figure_rows(cx, c, 31);
	for (int32_t day = f->first; day <= f->last; day++) {
		struct chart_row *row = figure_row(c, arena_strdup(cx->arena, civil_date(day, text)));
		int n = day - f->first + 1;
		row->tick = n % 5 && n != 1 ? NULL : arena_printf(cx->arena, "%d", n);
		row->path = figure_requests(cx, 0, f->building, day, day);
	}
	for (size_t i = 0; i < count; i++)
		if (counts(f, &days[i]) && days[i].day >= f->first && days[i].day <= f->last)
			c->rows[days[i].day - f->first].n[days[i].kind - 1] += days[i].n;
	most = figure_most(c);
	if (most)
		c->finding = arena_printf(cx->arena, T(cx, "最忙的是 %s，%" PRId64 " 件。"), most->label,
					  chart_sum(c, most));
}

static void add_months(struct ctx *cx, struct figures *f, const struct count *days, size_t count)
{
	struct chart *c = figure_add(f, "months", T(cx, "报事十二个月"), CHART_COLUMNS);
	int base = f->year * 12 + f->number - FIGURE_MONTHS;

	c->first = T(cx, "月份");
	c->empty = T(cx, "这十二个月没有登记报事。来电来访从“登记”记起，这里就有数。");
	c->remark = T(cx, "到所选的月为止；按受理时间计，不含投诉。");
	name_kinds(cx, c);
	figure_rows(cx, c, FIGURE_MONTHS);
	for (int m = base; m < base + FIGURE_MONTHS; m++) {
		int32_t first = civil_day(m / 12, m % 12 + 1, 1);
		int32_t last = civil_day((m + 1) / 12, (m + 1) % 12 + 1, 1) - 1;
		struct chart_row *row = figure_row(c, arena_printf(cx->arena, "%04d-%02d", m / 12,
								   m % 12 + 1));
		row->tick = arena_printf(cx->arena, "%d", m % 12 + 1);
		row->path = figure_requests(cx, 0, f->building, first, last);
		for (int k = 1; k <= FIGURE_KINDS; k++)
			row->paths[k - 1] = figure_requests(cx, k, f->building, first, last);
	}
	for (size_t i = 0; i < count; i++) {
		struct civil t;
		civil_from_day(days[i].day, &t);
		if (counts(f, &days[i]))
			c->rows[t.year * 12 + t.month - 1 - base].n[days[i].kind - 1] += days[i].n;
	}
	if (chart_total(c))
		c->finding = arena_printf(cx->arena, T(cx, "十二个月共 %" PRId64 " 件。"),
					  chart_total(c));
}

int figure_volume(struct ctx *cx, struct figures *f)
{
	struct count *now, *before, *days;
	size_t now_count, before_count, day_count;
	int m = f->year * 12 + f->number - FIGURE_MONTHS;
	int64_t year = civil_ms(civil_day(m / 12, m % 12 + 1, 1), 0, f->zone);
	int r = count_buildings(cx, f->from, f->until, &now, &now_count);

	if (r == OK)
		r = count_buildings(cx, f->from_before, f->from, &before, &before_count);
	if (r == OK)
		r = count_days(cx, f, year, &days, &day_count);
	if (r == OK)
		r = add_kinds(cx, f, now, now_count, before, before_count);
	if (r < 0)
		return r;
	if (!f->building)
		add_buildings(cx, f, now, now_count);
	add_days(cx, f, days, day_count);
	add_months(cx, f, days, day_count);
	return OK;
}
