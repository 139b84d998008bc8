#include "modules/visits/visit_figures.h"
#include "app/calendar.h"
#include "app/layer.h"
#include "base/civil.h"
#include "modules/visits/visit_plans.h"
#include "store/store.h"

enum { SHOWN = IN_JSON | IN_LIST, ROWS_MOST = 200 };
static const struct field fields[] = {
	FIELD(visit_figure, key, 0),
	FIELD(visit_figure, name, .label = "姓名", .flags = SHOWN),
	FIELD(visit_figure, due, .label = "应回访", .flags = SHOWN),
	FIELD(visit_figure, on_time, .label = "按时", .flags = SHOWN),
	FIELD(visit_figure, graded, .label = "有评价", .flags = SHOWN),
	FIELD(visit_figure, satisfied, .label = "满意", .flags = SHOWN),
	FIELD(visit_figure, pleased, .flags = IN_JSON),
	FIELD(visit_figure, unsatisfied, .label = "不满意", .flags = SHOWN),
	FIELD(visit_figure, unsigned_count, .label = "缺签名", .flags = SHOWN),
	FIELD(visit_figure, nobody, .label = "未果", .flags = SHOWN),
};
const struct fields visit_figure_fields = FIELDS(visit_figure, fields);

/* Two decimals of a hundredth, half up: 275 of 400 is "68.75 %", 19 of 20 is "95.00 %". */
const char *visit_rate(struct arena *a, int64_t part, int64_t whole)
{
	int64_t n;

	if (!whole)
		return NULL;
	n = (part * 20000 + whole) / (2 * whole);
	return arena_printf(a, "%" PRId64 ".%02d %%", n / 100, (int)(n % 100));
}

/* A time limit that ends at 24:00 of the last day belongs to the month: from < due <= until. */
#define SUMS \
	" COALESCE(SUM(CASE WHEN v.due_at > ? AND v.due_at <= ? AND v.state <> 9 AND (v.due_at < ?" \
	" OR v.visited_at > 0 OR v.outcome = 2) THEN 1 ELSE 0 END), 0) AS due," \
	" COALESCE(SUM(CASE WHEN v.due_at > ? AND v.due_at <= ? AND v.state <> 9 AND" \
	" ((v.visited_at > 0 AND v.visited_at <= v.due_at) OR (v.outcome = 2 AND ? = 1))" \
	" THEN 1 ELSE 0 END), 0) AS on_time," \
	" COALESCE(SUM(CASE WHEN v.visited_at >= ? AND v.visited_at < ? AND v.grade > 0" \
	" THEN 1 ELSE 0 END), 0) AS graded," \
	" COALESCE(SUM(CASE WHEN v.visited_at >= ? AND v.visited_at < ? AND v.grade IN (1, 2)" \
	" THEN 1 ELSE 0 END), 0) AS satisfied," \
	" COALESCE(SUM(CASE WHEN v.visited_at >= ? AND v.visited_at < ? AND v.grade = 1" \
	" THEN 1 ELSE 0 END), 0) AS pleased," \
	" COALESCE(SUM(CASE WHEN v.visited_at >= ? AND v.visited_at < ? AND v.grade = 3" \
	" THEN 1 ELSE 0 END), 0) AS unsatisfied," \
	" COALESCE(SUM(CASE WHEN v.visited_at >= ? AND v.visited_at < ? AND v.state = 4" \
	" THEN 1 ELSE 0 END), 0) AS unsigned_count," \
	" COALESCE(SUM(CASE WHEN v.closed_at >= ? AND v.closed_at < ? AND v.outcome = 2" \
	" THEN 1 ELSE 0 END), 0) AS nobody FROM visit v"
#define OF_MONTH \
	" WHERE v.community_id = ? AND ((v.due_at > ? AND v.due_at <= ?)" \
	" OR (v.visited_at >= ? AND v.visited_at < ?)" \
	" OR (v.closed_at <> 0 AND v.closed_at >= ? AND v.closed_at < ?))"
#define SUM_BINDS(cx, a, b, counts) \
	BINDS(a, b, (cx)->now, a, b, counts, a, b, a, b, a, b, a, b, a, b, a, b)

/* The same sums over one group: the head says by what, the tail ends it. */
static int read_group(struct ctx *cx, const struct sql *head, const struct sql *tail, int64_t from,
		      int64_t until, struct visit_figure **ret, size_t *ret_count)
{
	struct query q;
	int64_t counts;
	int r = setting_int(cx, "visits.unreached_counts", &counts);

	if (r < 0)
		return r;
	query_init(&q, cx->arena, head, SUM_BINDS(cx, from, until, counts));
	query_add(&q, PIECE(OF_MONTH),
		  BINDS(cx->community, from, until, from, until, from, until));
	query_add(&q, tail, BINDS((int)ROWS_MOST));
	return query_list(cx, &q, visit_figure_fields, ret, ret_count);
}

static int read_all(struct ctx *cx, int64_t from, int64_t until, struct visit_figure *ret)
{
	struct visit_figure *all;
	size_t count;
	int r = read_group(cx, PIECE("SELECT 0 AS key," SUMS), PIECE(" LIMIT ?"), from, until,
			   &all, &count);

	if (r == OK)
		*ret = all[0];
	return r;
}

static int read_groups(struct ctx *cx, int64_t from, int64_t until, struct visit_month *ret)
{
	int r = read_all(cx, from, until, &ret->all);

	if (r == OK)
		r = read_group(cx, PIECE("SELECT v.kind AS key," SUMS),
			       PIECE(" GROUP BY v.kind ORDER BY v.kind LIMIT ?"), from, until,
			       &ret->kinds, &ret->kind_count);
	if (r == OK)
		r = read_group(cx, PIECE("SELECT v.unit AS key," SUMS),
			       PIECE(" AND v.unit <> 0 GROUP BY v.unit ORDER BY v.unit LIMIT ?"), from,
			       until, &ret->units, &ret->unit_count);
	if (r == OK)
		r = read_group(cx,
			       PIECE("SELECT CASE WHEN v.visitor_id <> 0 THEN v.visitor_id ELSE"
				     " v.assignee_id END AS key,"
				     " (SELECT a.name FROM account a WHERE a.id = CASE WHEN"
				     " v.visitor_id <> 0 THEN v.visitor_id ELSE v.assignee_id END)"
				     " AS name," SUMS),
			       PIECE(" AND (v.visitor_id <> 0 OR v.assignee_id <> 0) GROUP BY 1, 2"
				     " ORDER BY 2 LIMIT ?"),
			       from, until, &ret->people, &ret->person_count);
	return r;
}

static int month_of(struct ctx *cx, int year, int month, int64_t *ret_from, int64_t *ret_until)
{
	int zone, r = calendar_zone(cx, &zone);

	if (r < 0)
		return r;
	*ret_from = civil_ms(civil_day(year, month, 1), 0, zone);
	*ret_until = civil_ms(civil_day(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1),
			      0, zone);
	return OK;
}

int visit_month_read(struct ctx *cx, int year, int month, struct visit_month *ret)
{
	int64_t from, until;
	int r = month_of(cx, year, month, &from, &until);

	*ret = (struct visit_month){ .year = year, .month = month };
	if (r == OK)
		r = setting_int(cx, "visits.satisfied_percent", &ret->target);
	return r < 0 ? r : read_groups(cx, from, until, ret);
}

int visit_month_sum(struct ctx *cx, int year, int month, struct visit_figure *ret)
{
	int64_t from, until;
	int r = month_of(cx, year, month, &from, &until);

	*ret = (struct visit_figure){ 0 };
	return r < 0 ? r : read_all(cx, from, until, ret);
}

/* ---- 走访覆盖 ---- */

static const struct field coverage_fields[] = {
	FIELD(coverage_row, building, .label = "楼栋", .flags = SHOWN),
	FIELD(coverage_row, occupied, .label = "已入住", .flags = SHOWN),
	FIELD(coverage_row, visited, .label = "已走访", .flags = SHOWN),
};
const struct fields coverage_row_fields = FIELDS(coverage_row, coverage_fields);
static const struct field missing_fields[] = {
	FIELD(unvisited, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(unvisited, last_at, .label = "上次走访", .show = SHOW_TIME, .flags = SHOWN),
};
const struct fields unvisited_fields = FIELDS(unvisited, missing_fields);

struct year {
	int64_t from, until, face_only;
};

static int year_of(struct ctx *cx, int year, struct year *ret)
{
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = setting_int(cx, "visits.coverage_face_only", &ret->face_only);
	if (r < 0)
		return r;
	ret->from = civil_ms(civil_day(year, 1, 1), 0, zone);
	ret->until = civil_ms(civil_day(year + 1, 1, 1), 0, zone);
	return OK;
}

/* A shop is visited as well as a flat; a parking place is not. */
#define LIVED_IN "h.state IN (5, 6) AND h.use <> 3"
#define WAS_VISITED \
	"EXISTS (SELECT 1 FROM visit v WHERE v.community_id = h.community_id AND v.room_id = h.id" \
	" AND v.visited_at >= ? AND v.visited_at < ? AND (? = 0 OR v.channel IN (1, 4)))"

int visit_coverage_rows(struct ctx *cx, int year, struct coverage_row **ret, size_t *ret_count)
{
	struct year y;
	int r = year_of(cx, year, &y);

	if (r < 0)
		return r;
	return store_list(cx,
			  SQL("SELECT h.building, COUNT(*) AS occupied,"
			      " SUM(CASE WHEN " WAS_VISITED " THEN 1 ELSE 0 END) AS visited FROM room h"
			      " WHERE h.community_id = ? AND " LIVED_IN " GROUP BY h.building"
			      " ORDER BY LENGTH(h.building), h.building LIMIT 500"),
			  BINDS(y.from, y.until, y.face_only, cx->community), coverage_row_fields, ret,
			  ret_count);
}

int visit_coverage(struct ctx *cx, int year, struct coverage *ret)
{
	struct coverage_row *rows;
	size_t count;
	int r = visit_coverage_rows(cx, year, &rows, &count);

	*ret = (struct coverage){ 0 };
	for (size_t i = 0; r == OK && i < count; i++) {
		ret->occupied += rows[i].occupied;
		ret->visited += rows[i].visited;
	}
	return r == OK ? setting_int(cx, "visits.coverage_percent", &ret->target) : r;
}

int visit_unvisited(struct ctx *cx, int year, size_t most, struct unvisited **ret,
		    size_t *ret_count)
{
	struct year y;
	int r = year_of(cx, year, &y);

	if (r < 0)
		return r;
	return store_list(cx,
			  SQL("SELECT h.room, COALESCE(w.last_at, 0) AS last_at FROM room h LEFT JOIN"
			      " (SELECT room_id, MAX(visited_at) AS last_at FROM visit"
			      " WHERE community_id = ? AND (? = 0 OR channel IN (1, 4))"
			      " GROUP BY room_id) w ON w.room_id = h.id"
			      " WHERE h.community_id = ? AND " LIVED_IN " AND NOT " WAS_VISITED
			      " ORDER BY COALESCE(w.last_at, 0), LENGTH(h.building), h.building, h.id"
			      " LIMIT ?"),
			  BINDS(cx->community, y.face_only, cx->community, y.from, y.until, y.face_only,
				(int64_t)most),
			  unvisited_fields, ret, ret_count);
}

/* ---- the layer of the room grid ---- */

const struct choice visit_room_marks[] = {
	{ 1, "green", "已访" },
	{ 2, "amber", "未访" },
	CHOICE_END,
};

int visit_layer(struct ctx *cx, const char *building, struct room_mark **ret, size_t *ret_count)
{
	struct civil now;
	struct year y;
	int zone, r = calendar_zone(cx, &zone);

	civil_from_ms(cx->now, r == OK ? zone : 0, &now);
	if (r == OK)
		r = year_of(cx, now.year, &y);
	if (r < 0)
		return r;
	return store_list(cx,
			  SQL("SELECT h.id AS room_id, CASE WHEN " WAS_VISITED
			      " THEN 1 ELSE 2 END AS value, 0 AS number FROM room h"
			      " WHERE h.community_id = ? AND h.building = ? AND " LIVED_IN
			      " LIMIT ?"),
			  BINDS(y.from, y.until, y.face_only, cx->community, building,
				(int64_t)LAYER_ROOMS),
			  room_mark_fields, ret, ret_count);
}
