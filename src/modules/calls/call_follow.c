/* What is written down from a call: the call and the register are joined both ways; what comes
 * again within some hours is joined to what came before. */
#include "app/journal.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/calls/call_events.h"
#include "modules/contacts/contacts.h"
#include "store/store.h"

/* The first that is written down of a call stays the one it leads to. */
static int join(struct ctx *cx, const struct contact *c, int64_t *ret_call)
{
	int64_t found;
	int r = store_int(cx, SQL("SELECT id FROM call WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, c->call_id), &found);

	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "call_id", T(cx, "没有找到这通来电。"));
	*ret_call = c->call_id;
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE call SET contact_id = ?, version = version + 1"
			      " WHERE community_id = ? AND id = ? AND contact_id = 0"),
			  BINDS(c->id, cx->community, c->call_id));
}

static int promise(struct ctx *cx, int64_t call, const struct contact *c)
{
	struct call record;
	int r = call_get(cx, call, &record);

	if (r < 0 || record.state > CALL_ENDED)
		return r;
	r = store_exec(cx,
		       SQL("UPDATE call SET state = ?, version = version + 1 WHERE community_id = ?"
			   " AND id = ?"),
		       BINDS(CALL_PROMISED, cx->community, call));
	if (r == OK)
		r = call_owe_reply(cx, &record, c->reply_at, c->text);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){
				       .subject = "call", .subject_id = call, .action = "promise",
				       .from_state = choice_of(call_states, record.state)->word,
				       .to_state = "promised", .note = c->text });
}

/* ---- 重复来电 ---- */

struct matter_row {
	int64_t id;
	int kind;
	const char *number;
};
static const struct field matter_row_fields[] = {
	FIELD(matter_row, id, 0), FIELD(matter_row, kind, 0), FIELD(matter_row, number, 0),
};

static int note_repeat(struct ctx *cx, const struct request_record *q,
		       const struct matter_row *earlier)
{
	int r = store_exec(cx,
			   SQL("INSERT INTO call_repeat (community_id, request_id, earlier_id, at)"
			       " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"),
			   BINDS(cx->community, q->id, earlier->id, q->received_at));

	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){
					    .subject = "request", .subject_id = q->id,
					    .action = "repeat", .note = earlier->number });
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "request",
							.subject_id = earlier->id,
							.action = "repeat", .note = q->number });
}

static int find_repeat(struct ctx *cx, const struct request_record *q, int64_t hours)
{
	struct matter_row earlier;
	int r;

	if (!q->room_id)
		return OK;
	r = store_one(cx,
		      SQL("SELECT id, kind, number FROM request WHERE community_id = ?"
			  " AND room_id = ? AND +kind = ? AND id < ? AND contact_id <> ?"
			  " AND received_at >= ? AND received_at <= ? ORDER BY id DESC LIMIT 1"),
		      BINDS(cx->community, q->room_id, q->kind, q->id, q->contact_id,
			    q->received_at - HOURS(hours), q->received_at),
		      FIELDS(matter_row, matter_row_fields), &earlier);
	if (r == ERR_NOT_FOUND)
		return OK;
	return r < 0 ? r : note_repeat(cx, q, &earlier);
}

static int find_repeats(struct ctx *cx, int64_t contact)
{
	struct request_record *list;
	int64_t hours;
	size_t count = 0;
	int r = setting_int(cx, "calls.repeat_hours", &hours);

	if (r == OK)
		r = request_of_contact(cx, contact, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = find_repeat(cx, &list[i], hours);
	return r;
}

int call_follow_contact(struct ctx *cx, int64_t id)
{
	struct contact c;
	int64_t call = 0;
	int r = contact_get(cx, id, &c);

	if (r < 0 || c.channel != CHANNEL_PHONE || c.direction != DIRECTION_IN)
		return r;
	if (c.call_id)
		r = join(cx, &c, &call);
	else if (c.rings || c.answered_after_ms || c.reply_at)
		r = call_by_hand(cx, c.id, c.phone, c.received_at, c.rings, c.answered_after_ms,
				 &call);
	if (r == OK && c.reply_at && call)
		r = promise(cx, call, &c);
	return r == OK ? find_repeats(cx, id) : r;
}
