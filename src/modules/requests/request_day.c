/* The figures of a day, for the report of the desk. */
#include "base/random.h"
#include "modules/requests/requests.h"
#include "store/store.h"

static const struct field fields[] = {
	FIELD(request_day, received, 0),
	FIELD(request_day, closed, 0),
	FIELD(request_day, open, 0),
	FIELD(request_day, overdue, 0),
};

/* A duty that was open at `to` and had run out by then, on a request of the kind. */
static int overdue_at(struct ctx *cx, int kind, int64_t to, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(DISTINCT q.id) FROM obligation o JOIN request q"
			     " ON q.community_id = o.community_id AND q.id = o.subject_id"
			     " WHERE o.community_id = ? AND o.subject = 'request' AND q.kind = ?"
			     " AND (o.state = 1 OR (o.done_at <> 0 AND o.done_at >= ?))"
			     " AND o.due_at < ? AND o.started_at < ? AND o.paused_at = 0"),
			 BINDS(cx->community, kind, to, to, to), ret);
}

int request_of_day(struct ctx *cx, int kind, int64_t from, int64_t to, struct request_day *ret)
{
	int r = store_one(cx,
			  SQL("SELECT (SELECT COUNT(*) FROM request WHERE community_id = ? AND kind = ?"
			      " AND id >= ? AND id < ?) AS received,"
			      " (SELECT COUNT(*) FROM request WHERE community_id = ? AND kind = ?"
			      " AND closed_at <> 0 AND closed_at >= ? AND closed_at < ?) AS closed,"
			      " (SELECT COUNT(*) FROM request WHERE community_id = ? AND kind = ?"
			      " AND id < ? AND (state < 11 OR (closed_at <> 0 AND closed_at >= ?)))"
			      " AS open"),
			  BINDS(cx->community, kind, id_floor(from), id_floor(to), cx->community, kind,
				from, to, cx->community, kind, id_floor(to), to),
			  FIELDS(request_day, fields), ret);

	return r == OK ? overdue_at(cx, kind, to, &ret->overdue) : r;
}

static const struct field today_fields[] = {
	FIELD(request_today, received, 0),
	FIELD(request_today, closed, 0),
};
struct open_kind {
	int kind;
	int64_t n;
};
static const struct field kind_fields[] = { FIELD(open_kind, kind, 0), FIELD(open_kind, n, 0) };

int request_today(struct ctx *cx, int64_t day_start, struct request_today *ret)
{
	struct open_kind *rows;
	size_t count;
	int r;

	*ret = (struct request_today){ 0 };
	r = store_one(cx,
		      SQL("SELECT (SELECT COUNT(*) FROM request WHERE community_id = ? AND id >= ?)"
			  " AS received, (SELECT COUNT(*) FROM request WHERE community_id = ?"
			  " AND closed_at <> 0 AND closed_at >= ?) AS closed"),
		      BINDS(cx->community, id_floor(day_start), cx->community, day_start),
		      FIELDS(request_today, today_fields), ret);
	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT kind, COUNT(*) AS n FROM request WHERE community_id = ?"
				   " AND state < 11 GROUP BY kind ORDER BY kind LIMIT 50"),
			       BINDS(cx->community), FIELDS(open_kind, kind_fields), &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		ret->open += rows[i].n;
		if (rows[i].kind >= 1 && rows[i].kind <= REQUEST_KINDS)
			ret->open_of[rows[i].kind - 1] = rows[i].n;
	}
	return r;
}
