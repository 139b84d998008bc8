/* The figures of a month: document 3 (e). */
#include "app/calendar.h"
#include "base/civil.h"
#include "modules/calls/calls.h"
#include "modules/contacts/contacts.h"
#include "store/store.h"

enum { ROWS_MOST = 200 };

int64_t call_share(int64_t n, int64_t of)
{
	return of > 0 ? (n * 1000 + of / 2) / of : -1;
}

static const struct field month_fields[] = {
	FIELD(call_month, answered, 0),	    FIELD(call_month, counted, 0),
	FIELD(call_month, within, 0),	    FIELD(call_month, missed, 0),
	FIELD(call_month, back_in_time, 0), FIELD(call_month, back, 0),
	FIELD(call_month, unreachable, 0),  FIELD(call_month, waiting, 0),
	FIELD(call_month, promised, 0),	    FIELD(call_month, promise_kept, 0),
	FIELD(call_month, dispatched, 0),   FIELD(call_month, dispatch_ms, 0),
	FIELD(call_month, dispatch_late, 0),
};

static int count_calls(struct ctx *cx, int64_t from, int64_t to, struct call_month *m)
{
	return store_one(
		cx,
		SQL("SELECT"
		    " COALESCE(SUM(CASE WHEN answered_at > 0 THEN 1 ELSE 0 END), 0) AS answered,"
		    " COALESCE(SUM(CASE WHEN answered_at > 0 AND rings > 0 THEN 1 ELSE 0 END), 0)"
		    " AS counted,"
		    " COALESCE(SUM(CASE WHEN answered_at > 0 AND rings > 0 AND rings <= ? THEN 1"
		    " ELSE 0 END), 0) AS within,"
		    " COALESCE(SUM(CASE WHEN missed_at > 0 THEN 1 ELSE 0 END), 0) AS missed,"
		    " COALESCE(SUM(CASE WHEN missed_at > 0 AND first_back_at > 0"
		    " AND first_back_at <= back_due_at THEN 1 ELSE 0 END), 0) AS back_in_time,"
		    " COALESCE(SUM(CASE WHEN missed_at > 0 AND state = 5 THEN 1 ELSE 0 END), 0)"
		    " AS back,"
		    " COALESCE(SUM(CASE WHEN state = 6 THEN 1 ELSE 0 END), 0) AS unreachable,"
		    " COALESCE(SUM(CASE WHEN state = 4 THEN 1 ELSE 0 END), 0) AS waiting,"
		    " COALESCE(SUM(CASE WHEN promised_at > 0 THEN 1 ELSE 0 END), 0) AS promised,"
		    " COALESCE(SUM(CASE WHEN promised_at > 0 AND replied_at > 0"
		    " AND replied_at <= promised_at THEN 1 ELSE 0 END), 0) AS promise_kept"
		    " FROM call WHERE community_id = ? AND received_at >= ? AND received_at < ?"),
		BINDS(m->most_rings, cx->community, from, to), FIELDS(call_month, month_fields), m);
}

/* 派单: of what came in by telephone, from the end of the intake to the dispatch. */
static int count_dispatch(struct ctx *cx, int64_t from, int64_t to, struct call_month *m)
{
	int r = store_one(
		cx,
		SQL("SELECT COUNT(*) AS dispatched,"
		    " COALESCE(CAST(AVG(o.done_at - o.started_at) AS BIGINT), 0) AS dispatch_ms,"
		    " COALESCE(SUM(CASE WHEN o.state = 3 THEN 1 ELSE 0 END), 0) AS dispatch_late"
		    " FROM obligation o"
		    " JOIN request q ON q.community_id = o.community_id AND q.id = o.subject_id"
		    " JOIN contact c ON c.community_id = q.community_id AND c.id = q.contact_id"
		    " WHERE o.community_id = ? AND o.subject = 'request' AND o.kind = 'dispatch'"
		    " AND o.state IN (2, 3) AND c.channel = 1 AND c.received_at >= ?"
		    " AND c.received_at < ?"),
		BINDS(cx->community, from, to), FIELDS(call_month, month_fields), m);
	if (r < 0)
		return r;
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM call_repeat WHERE community_id = ? AND at >= ?"
			     " AND at < ?"),
			 BINDS(cx->community, from, to), &m->repeats);
}

struct group {
	int kind;
	const char *building;
	int64_t n;
};
static const struct field group_fields[] = {
	FIELD(group, kind, 0), FIELD(group, building, 0), FIELD(group, n, 0),
};

static int count_kinds(struct ctx *cx, int64_t from, int64_t to, struct call_month *m)
{
	struct group *rows;
	size_t count;
	int r = store_list(
		cx,
		SQL("SELECT q.kind, COUNT(*) AS n FROM contact c"
		    " JOIN request q ON q.community_id = c.community_id AND q.contact_id = c.id"
		    " WHERE c.community_id = ? AND c.channel = 1 AND c.received_at >= ?"
		    " AND c.received_at < ? GROUP BY q.kind ORDER BY n DESC, q.kind LIMIT ?"),
		BINDS(cx->community, from, to, ROWS_MOST), FIELDS(group, group_fields), &rows,
		&count);

	m->kinds = arena_array(cx->arena, ROWS_MOST, sizeof *m->kinds);
	for (size_t i = 0; r == OK && i < count; i++) {
		const struct choice *c = choice_of(request_kinds, rows[i].kind);
		m->kinds[m->kind_count++] =
			(struct call_count){ c ? T(cx, c->label) : "?", rows[i].n };
	}
	return r;
}

static int count_buildings(struct ctx *cx, int64_t from, int64_t to, struct call_month *m)
{
	struct group *rows;
	size_t count;
	int r = store_list(
		cx,
		SQL("SELECT COALESCE(r.building, '') AS building, COUNT(*) AS n FROM contact c"
		    " LEFT JOIN room r ON r.community_id = c.community_id AND r.id = c.room_id"
		    " WHERE c.community_id = ? AND c.channel = 1 AND c.received_at >= ?"
		    " AND c.received_at < ? GROUP BY COALESCE(r.building, '')"
		    " ORDER BY n DESC, building LIMIT ?"),
		BINDS(cx->community, from, to, ROWS_MOST), FIELDS(group, group_fields), &rows,
		&count);

	m->buildings = arena_array(cx->arena, ROWS_MOST, sizeof *m->buildings);
	for (size_t i = 0; r == OK && i < count; i++) {
		const char *name = rows[i].building;
		m->buildings[m->building_count++] =
			(struct call_count){ *name ? name : T(cx, "没有房号"), rows[i].n };
	}
	return r;
}

int call_stretch(struct ctx *cx, int64_t from, int64_t until, struct call_month *ret)
{
	int r;

	*ret = (struct call_month){ 0 };
	r = setting_int(cx, "calls.rings", &ret->most_rings);
	return r == OK ? count_calls(cx, from, until, ret) : r;
}

int call_month(struct ctx *cx, int year, int month, struct call_month *ret)
{
	int64_t from, to;
	int zone, r = calendar_zone(cx, &zone);

	*ret = (struct call_month){ .year = year, .month = month };
	if (r == OK)
		r = setting_int(cx, "calls.rings", &ret->most_rings);
	if (r < 0)
		return r;
	from = civil_ms(civil_day(year, month, 1), 0, zone);
	to = civil_ms(month == 12 ? civil_day(year + 1, 1, 1) : civil_day(year, month + 1, 1), 0,
		      zone);
	r = count_calls(cx, from, to, ret);
	if (r == OK)
		r = count_dispatch(cx, from, to, ret);
	if (r == OK)
		r = count_kinds(cx, from, to, ret);
	return r == OK ? count_buildings(cx, from, to, ret) : r;
}
