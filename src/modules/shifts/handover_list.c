/* Reading handovers, holding back what is not signed for, and what becomes of them when somebody
 * leaves. */
#include "modules/shifts/shifts.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/requests/requests.h"
#include "store/store.h"

#define SELECT_HANDOVER \
	"SELECT h.id, h.day, h.band, h.state, h.from_id, f.name AS from_name, h.to_id," \
	" t.name AS to_name, h.remark, h.keys, h.receipts, h.cash_fen, h.item_count, h.opened_at," \
	" h.ended_at, h.reason, h.version FROM handover h" \
	" LEFT JOIN account f ON f.id = h.from_id LEFT JOIN account t ON t.id = h.to_id" \
	" WHERE h.community_id = ?"

int handover_get(struct ctx *cx, int64_t id, struct handover *ret)
{
	int r = store_one(cx, SQL(SELECT_HANDOVER " AND h.id = ?"), BINDS(cx->community, id),
			  handover_fields, ret);

	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这份交接班记录。")) : r;
}

/* Without what the reader is kept off (回避). */
int handover_items(struct ctx *cx, int64_t id, struct handover_item **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT i.subject, i.subject_id, i.number, i.title, i.room, i.due_at,"
			      " i.taken FROM handover_item i WHERE i.community_id = ? AND i.handover_id = ?"
			      " AND NOT EXISTS (SELECT 1 FROM obligation o"
			      " WHERE o.community_id = i.community_id AND o.subject = i.subject"
			      " AND o.subject_id = i.subject_id AND o.hidden_from = ?"
			      " AND o.hidden_from <> 0) ORDER BY i.due_at, i.subject_id LIMIT ?"),
			  BINDS(cx->community, id, cx->actor ? cx->actor->id : 0, HANDOVER_ITEMS),
			  handover_item_fields, ret,
			  ret_count);
}

static void add_filter(struct query *q, const struct handover_filter *f)
{
	q->has_where = true;
	if (f->state)
		query_and(q, PIECE("h.state = ?"), BINDS(f->state));
	if (f->person)
		query_and(q, PIECE("h.from_id = ? OR h.to_id = ?"), BINDS(f->person, f->person));
}

int handover_list(struct ctx *cx, const struct handover_filter *f, struct handover **ret,
		  size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(SELECT_HANDOVER), BINDS(cx->community));
	add_filter(&q, f);
	if (f->after)
		query_and(&q, PIECE("h.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY h.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, handover_fields, ret, ret_count);
}

int handover_total(struct ctx *cx, const struct handover_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM handover h WHERE h.community_id = ?"),
		   BINDS(cx->community));
	add_filter(&q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

int handover_waiting(struct ctx *cx, int64_t account, struct handover *ret)
{
	int r;

	*ret = (struct handover){ 0 };
	r = store_one(cx, SQL(SELECT_HANDOVER " AND h.to_id = ? AND h.state = 1 ORDER BY h.id LIMIT 1"),
		      BINDS(cx->community, account), handover_fields, ret);
	return r == ERR_NOT_FOUND ? OK : r;
}

/* ---- nothing is worked on before it is signed for ---- */

/* Life and property do not wait for a signature. */
static int is_emergency(struct ctx *cx, const char *subject, int64_t id, bool *ret)
{
	struct request_record q;
	int r;

	*ret = false;
	if (strcmp(subject, "request"))
		return OK;
	r = request_get(cx, id, &q);
	if (r == OK)
		*ret = q.urgency == URGENCY_EMERGENCY || q.help_class == HELP_PATIENT ||
		       q.help_class == HELP_CRIME || q.help_class == HELP_DISASTER;
	return r;
}

int handover_guard(struct ctx *cx, const char *subject, int64_t id, const char *action)
{
	bool emergency = false;
	char *from;
	int r;

	(void)action;
	if (!cx->actor)
		return OK;
	r = store_text(cx,
		       SQL("SELECT a.name FROM handover_item i JOIN handover h"
			   " ON h.community_id = i.community_id AND h.id = i.handover_id"
			   " JOIN account a ON a.id = h.from_id"
			   " WHERE i.community_id = ? AND i.subject = ? AND i.subject_id = ?"
			   " AND h.to_id = ? AND h.state = 1 LIMIT 1"),
		       BINDS(cx->community, subject, id, cx->actor->id), &from);
	if (r == ERR_NOT_FOUND)
		return OK;
	if (r == OK)
		r = is_emergency(cx, subject, id, &emergency);
	if (r < 0 || emergency)
		return r;
	return fail(cx, ERR_CONFLICT, T(cx, "%s 交给你的班还没有签收，签收以后才能办理。请到“交接班”签收。"),
		    from);
}

/* ---- somebody left ---- */

struct waiting {
	int64_t id, from_id;
};
static const struct field waiting_fields[] = {
	FIELD(waiting, id, 0),
	FIELD(waiting, from_id, 0),
};

static int withdraw(struct ctx *cx, int64_t id, const char *reason)
{
	struct handover h;
	struct input in;

	input_init(&in, cx->arena);
	input_add(&in, "reason", reason);
	return handover_step(cx, id, "withdraw", 0, &in, 0, &h);
}

int handovers_of_leaver(struct ctx *cx, int64_t account)
{
	const struct actor *who = cx->actor;
	struct waiting *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id, from_id FROM handover WHERE community_id = ? AND state = 1"
			       " AND (from_id = ? OR to_id = ?) LIMIT 100"),
			   BINDS(cx->community, account, account),
			   FIELDS(waiting, waiting_fields), &rows, &count);

	cx->actor = NULL; /* it follows from the leaving; nobody decides it */
	for (size_t i = 0; r == OK && i < count; i++)
		r = withdraw(cx, rows[i].id,
			     rows[i].from_id == account ? T(cx, "交班人离职，未完事项已转给岗位")
							: T(cx, "接班人离职，请重新交班"));
	cx->actor = who;
	return r;
}
