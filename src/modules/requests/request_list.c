/* Lists of requests: filters, order, cursor, search. */
#include "base/civil.h"
#include "app/layer.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/requests/requests.h"
#include "modules/requests/select.h"
#include "store/search.h"
#include "store/store.h"

/* Filters besides the words. */
static bool is_narrow(const struct request_filter *f)
{
	return f->kind || f->assignee || f->received_from || f->received_to ||
	       !text_blank(f->building) || (!text_blank(f->state) && strcmp(f->state, "all"));
}

bool request_filter_is_narrow(const struct request_filter *f)
{
	return !text_blank(f->q) || is_narrow(f);
}

/* words with other filters are followed as far as lists count: LIMIT_TOTAL hits */
enum { FOUND_AT_ONCE = 32, FOUND_ROUNDS = LIMIT_TOTAL / FOUND_AT_ONCE };

/* What a list shows of a request; the long texts stay where they are. */
#define SELECT_ROW \
	"SELECT q.id, q.number, q.kind, q.help_class, q.state, q.urgency, q.source, q.room, q.place," \
	" q.person_name, q.phone, q.title, q.received_at, q.answered_at, q.assignee_id, q.post_id," \
	" a.name AS assignee_name, p.name AS post_name, q.appointment_at, q.arrived_at," \
	" q.finished_at, q.due_at, q.closed_at, q.total_fen, q.created_at, q.version" \
	" FROM request q LEFT JOIN account a ON a.id = q.assignee_id" \
	" LEFT JOIN post p ON p.community_id = q.community_id AND p.id = q.post_id"

static int filter_state(struct ctx *cx, struct query *q, const char *word)
{
	const struct choice *c;

	if (text_blank(word) || !strcmp(word, "all"))
		return OK;
	if (!strcmp(word, "open")) {
		query_and(q, PIECE("q.state < 11"), BINDS());
	} else if (!strcmp(word, "overdue")) {
		query_and(q, PIECE("q.state < 11 AND q.due_at > 0 AND q.due_at < ?"), BINDS(cx->now));
	} else if (!strcmp(word, "undispatched")) {
		query_and(q, PIECE("q.kind = 1 AND q.state = 1"), BINDS());
	} else if ((c = choice_named(request_states, word))) {
		query_and(q, PIECE("q.state = ?"), BINDS(c->value));
	} else {
		return fail_field(cx, "state", T(cx, "没有“%s”这个状态。"), word);
	}
	return OK;
}

/* "3" → "3-%", with what LIKE would take for a sign made plain. */
static const char *rooms_of(struct ctx *cx, const char *building)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 1024);
	for (const char *s = building; *s; s++) {
		if (strchr("!%_", *s))
			strbuf_char(&b, '!');
		strbuf_char(&b, *s);
	}
	STRBUF_LITERAL(&b, "-%");
	return b.s;
}

static int add_filters(struct ctx *cx, struct query *q, const struct request_filter *f)
{
	int r = filter_state(cx, q, f->state);

	if (f->kind)
		query_and(q, PIECE("q.kind = ?"), BINDS(f->kind));
	if (!text_blank(f->building))
		query_and(q, PIECE("q.room LIKE ? ESCAPE '!'"),
			  BINDS(rooms_of(cx, f->building)));
	if (f->assignee) /* or sent to the post that this person holds now */
		query_and(q,
			  PIECE("q.assignee_id = ? OR (q.assignee_id = 0 AND q.post_id IN (SELECT post_id"
				" FROM staff_post WHERE community_id = ? AND account_id = ?"
				" AND from_at <= ? AND (until_at = 0 OR until_at > ?)))"),
			  BINDS(f->assignee, cx->community, f->assignee, cx->now, cx->now));
	if (f->received_from)
		query_and(q, PIECE("q.received_at >= ?"), BINDS(f->received_from));
	if (f->received_to)
		query_and(q, PIECE("q.received_at < ?"), BINDS(f->received_to));
	return r;
}

/* A room is looked up as a room; everything else goes to the search. */
static const char *room_of(struct ctx *cx, const struct request_filter *f)
{
	return text_blank(f->q) ? NULL : text_room(cx->arena, f->q);
}

static void begin_list(struct ctx *cx, struct query *q, const struct request_filter *f)
{
	const struct sql *head = f->whole ? PIECE(SELECT_REQUEST "WHERE q.community_id = ?")
					  : PIECE(SELECT_ROW " WHERE q.community_id = ?");

	query_init(q, cx->arena, head, BINDS(cx->community));
	q->has_where = true;
	query_and(q, PIECE(REQUEST_VISIBLE), BINDS(request_viewer(cx)));
}

static int list_plain(struct ctx *cx, const struct request_filter *f, struct request_record **ret,
		      size_t *ret_count)
{
	const char *room = room_of(cx, f);
	struct query q;
	int r;

	begin_list(cx, &q, f);
	r = add_filters(cx, &q, f);
	if (room)
		query_and(&q, PIECE("q.room = ?"), BINDS(room));
	if (f->by_due && f->after_id)
		query_and(&q,
			  PIECE("(CASE WHEN q.due_at = 0 THEN 9007199254740991 ELSE q.due_at END > ?"
				" OR (CASE WHEN q.due_at = 0 THEN 9007199254740991 ELSE q.due_at END = ?"
				" AND q.id > ?))"),
			  BINDS(f->after_due, f->after_due, f->after_id));
	else if (f->after_id)
		query_and(&q, PIECE("q.id < ?"), BINDS(f->after_id));
	if (f->by_due)
		query_add(&q,
			  PIECE(" ORDER BY CASE WHEN q.due_at = 0 THEN 9007199254740991 ELSE q.due_at END,"
				" q.id LIMIT ?"),
			  BINDS((int64_t)f->most));
	else
		query_add(&q, PIECE(" ORDER BY q.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return r < 0 ? r : query_list(cx, &q, request_fields, ret, ret_count);
}

/* The found ids that pass the other filters, in one statement. */
static int pick(struct ctx *cx, const struct request_filter *f, const int64_t *ids, size_t count,
		struct request_record **ret, size_t *ret_count)
{
	struct query q;
	int r;

	begin_list(cx, &q, f);
	r = add_filters(cx, &q, f);
	query_add(&q, PIECE(" AND q.id IN (0"), BINDS());
	for (size_t i = 0; i < count; i++)
		query_add(&q, PIECE(", ?"), BINDS(ids[i]));
	query_add(&q, PIECE(") ORDER BY q.id DESC"), BINDS());
	return r < 0 ? r : query_list(cx, &q, request_fields, ret, ret_count);
}

static int list_found(struct ctx *cx, const struct request_filter *f, struct request_record **ret,
		      size_t *ret_count)
{
	struct request_record *rows = arena_array(cx->arena, f->most + FOUND_AT_ONCE, sizeof *rows);
	int64_t before = f->after_id;
	size_t got = 0;
	int r = OK;

	for (int round = 0; r == OK && round < FOUND_ROUNDS && got < f->most; round++) {
		struct request_record *some;
		int64_t *ids;
		size_t count, kept;
		r = search_find(cx, "request", f->q, before, FOUND_AT_ONCE, &ids, &count);
		if (r < 0 || !count)
			break;
		r = pick(cx, f, ids, count, &some, &kept);
		for (size_t i = 0; r == OK && i < kept; i++)
			rows[got++] = some[i];
		before = ids[count - 1];
		if (count < FOUND_AT_ONCE)
			break;
	}
	*ret = rows;
	*ret_count = MIN(got, f->most);
	return r;
}

int request_list(struct ctx *cx, const struct request_filter *f, struct request_record **ret,
		 size_t *ret_count)
{
	if (text_blank(f->q) || room_of(cx, f))
		return list_plain(cx, f, ret, ret_count);
	return list_found(cx, f, ret, ret_count);
}

/* Words together with other filters are counted by what the list itself would show; so are those
 * of who is kept off from some, whom a count would tell that his word is in them. */
static int total_found(struct ctx *cx, const struct request_filter *f, int64_t *ret)
{
	struct request_filter all = *f;
	struct request_record *rows;
	int64_t hidden;
	size_t count;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM request WHERE community_id = ? AND hidden_from = ?"
			      " AND hidden_from <> 0"),
			  BINDS(cx->community, request_viewer(cx)), &hidden);

	if (r < 0)
		return r;
	if (!hidden && !is_narrow(f))
		return search_total(cx, "request", f->q, LIMIT_TOTAL, ret);
	all.most = FOUND_AT_ONCE * FOUND_ROUNDS;
	all.after_id = 0;
	r = list_found(cx, &all, &rows, &count);
	*ret = (int64_t)count;
	return r;
}

int request_total(struct ctx *cx, const struct request_filter *f, int64_t *ret)
{
	const char *room = room_of(cx, f);
	struct query q;
	int r;

	if (!text_blank(f->q) && !room)
		return total_found(cx, f, ret);
	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM request q WHERE q.community_id = ?"),
		   BINDS(cx->community));
	q.has_where = true;
	query_and(&q, PIECE(REQUEST_VISIBLE), BINDS(request_viewer(cx)));
	r = add_filters(cx, &q, f);
	if (room)
		query_and(&q, PIECE("q.room = ?"), BINDS(room));
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return r < 0 ? r : query_int(cx, &q, ret);
}

static const struct field count_fields[] = {
	FIELD(request_counts, fresh, 0),   FIELD(request_counts, working, 0),
	FIELD(request_counts, due_soon, 0), FIELD(request_counts, overdue, 0),
	FIELD(request_counts, today, 0),
};

int request_count(struct ctx *cx, int64_t day_start, struct request_counts *ret)
{
	int r = store_one(cx,
			  SQL("SELECT COALESCE(SUM(CASE WHEN state = 1 THEN 1 ELSE 0 END), 0) AS fresh,"
			      " COALESCE(SUM(CASE WHEN state > 1 THEN 1 ELSE 0 END), 0) AS working,"
			      " COALESCE(SUM(CASE WHEN due_at >= ? AND due_at < ? THEN 1 ELSE 0 END), 0)"
			      " AS due_soon,"
			      " COALESCE(SUM(CASE WHEN due_at > 0 AND due_at < ? THEN 1 ELSE 0 END), 0)"
			      " AS overdue FROM request WHERE community_id = ? AND state < 11"),
			  BINDS(cx->now, cx->now + MINUTES(15), cx->now, cx->community),
			  FIELDS(request_counts, count_fields), ret);
	if (r < 0)
		return r;
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM request WHERE community_id = ? AND id >= ?"),
			 BINDS(cx->community, id_floor(day_start)), &ret->today);
}

/* ---- the layer of the room grid ---- */

const struct choice request_marks[] = {
	{ 1, "amber", "在办" },
	{ 2, "red", "超时" },
	CHOICE_END,
};

int request_layer(struct ctx *cx, const char *building, struct room_mark **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT q.room_id, COUNT(*) AS number,"
			      " MAX(CASE WHEN q.due_at > 0 AND q.due_at < ? THEN 2 ELSE 1 END) AS value"
			      " FROM room h JOIN request q ON q.community_id = h.community_id"
			      " AND q.room_id = h.id WHERE h.community_id = ? AND h.building = ?"
			      " AND q.state NOT IN (11, 12) AND " REQUEST_VISIBLE
			      " GROUP BY q.room_id LIMIT ?"),
			  BINDS(cx->now, cx->community, building, request_viewer(cx),
				(int64_t)LAYER_ROOMS),
			  room_mark_fields, ret, ret_count);
}
