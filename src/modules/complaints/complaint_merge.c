/* Correcting a complaint, and making one case of several: nothing is deleted, each keeps its
 * number. */
#include "base/strbuf.h"
#include "base/text.h"
#include "modules/complaints/complaint_inputs.h"
#include "modules/complaints/complaint_norms.h"
#include "modules/complaints/complaint_select.h"
#include "modules/houses/houses.h"
#include "store/store.h"

#define THEN(name) \
	int complaint_then_##name(struct ctx *cx, void *record, void *input, \
				  struct journal_entry *entry)

/* ---- correcting ---- */

static void tell(struct strbuf *out, struct ctx *cx, const char *what, const char *old,
		 const char *new)
{
	strbuf_printf(out, "%s %s → %s；", T(cx, what), old && *old ? old : "-", new);
}

static void tell_choice(struct strbuf *out, struct ctx *cx, const char *what,
			const struct choice *choices, int *old, int new)
{
	const struct choice *before = choice_of(choices, *old), *after = choice_of(choices, new);

	if (!after || new == *old)
		return;
	tell(out, cx, what, before ? T(cx, before->label) : "", T(cx, after->label));
	*old = new;
}

static int amend_room(struct ctx *cx, struct complaint *c, const char *typed, struct strbuf *out)
{
	struct room room;
	int r;

	if (text_blank(typed))
		return OK;
	r = room_find(cx, typed, &room);
	if (r < 0)
		return r == ERR_NOT_FOUND ? fail_field(cx, "room", "%s", cx->why) : r;
	tell(out, cx, "房号", c->room, room.room);
	c->room_id = room.id;
	c->room = room.room;
	return OK;
}

static int amend_accused(struct ctx *cx, struct complaint *c, const struct amend_input *in,
			 struct strbuf *out)
{
	int64_t accused = in->nobody ? 0 : in->accused;

	if (!in->nobody && !in->accused)
		return OK;
	/* the name stays out of the journal, which he may be able to read */
	tell(out, cx, "被投诉人", "", T(cx, accused ? "已登记" : "没有被投诉的员工"));
	return complaint_keep_off(cx, c, accused, NULL);
}

/* The person who is to be told is the one the complaint names now. */
static int amend_party(struct ctx *cx, const struct complaint *c)
{
	return store_exec(cx,
			  SQL("UPDATE complaint_party SET person_name = ?, phone = ?, room_id = ?, room = ?"
			      " WHERE community_id = ? AND source_id = ? AND told_at = 0"),
			  BINDS(c->person_name, c->phone, c->room_id, c->room, cx->community, c->id));
}

/* Who was nobody can be told from now on. */
static int amend_anonymous(struct ctx *cx, struct complaint *c)
{
	int r;

	if (!c->anonymous || (text_blank(c->phone) && !c->room_id))
		return OK;
	c->anonymous = false;
	r = complaint_add_party(cx, c);
	if (r == OK)
		r = complaint_clock(cx, c, "reply", 0, 0, 0);
	return r == OK ? complaint_clock(cx, c, "answer", 0, 0, 0) : r;
}

THEN(amend)
{
	struct complaint *c = record;
	const struct amend_input *in = input;
	struct strbuf out;
	int r;

	strbuf_init(&out, cx->arena, 4096);
	r = amend_room(cx, c, in->room, &out);
	if (!text_blank(in->person_name)) {
		tell(&out, cx, "投诉人", c->person_name, in->person_name);
		c->person_name = in->person_name;
	}
	if (!text_blank(in->phone)) {
		tell(&out, cx, "电话", text_mask(cx->arena, c->phone), text_mask(cx->arena, in->phone));
		c->phone = in->phone;
	}
	tell_choice(&out, cx, "渠道", complaint_channels, &c->channel, in->channel);
	tell_choice(&out, cx, "投诉原因", complaint_causes, &c->cause, in->cause);
	tell_choice(&out, cx, "责任部门", complaint_units, &c->unit, in->unit);
	if (r == OK)
		r = amend_accused(cx, c, in, &out);
	if (r == OK && !out.len)
		return fail(cx, ERR_INVALID, T(cx, "没有要更正的内容。"));
	entry->note = arena_printf(cx->arena, "%s%s", out.s, in->reason);
	if (r == OK)
		r = amend_anonymous(cx, c);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE complaint SET room_id = ?, room = ?, person_name = ?, phone = ?,"
				   " channel = ?, cause = ?, unit = ?, anonymous = ?"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(c->room_id, c->room, c->person_name, c->phone, c->channel, c->cause,
				     c->unit, c->anonymous, cx->community, c->id));
	if (r == OK)
		r = amend_party(cx, c);
	return r == OK ? complaint_index(cx, c) : r;
}

/* ---- merging ---- */

int complaint_find_main(struct ctx *cx, const char *typed, struct complaint *ret)
{
	int64_t id;
	const char *number = text_trim(cx->arena, typed);
	int r;

	if (text_int(number, &id) < 0) {
		r = store_int(cx, SQL("SELECT id FROM complaint WHERE community_id = ? AND number = ?"),
			      BINDS(cx->community, number), &id);
		if (r < 0)
			return r == ERR_NOT_FOUND
				? fail_field(cx, "main", T(cx, "没有找到编号 %s 的投诉。"), number) : r;
	}
	r = complaint_get(cx, id, ret);
	return r == ERR_NOT_FOUND ? fail_field(cx, "main", T(cx, "没有找到编号 %s 的投诉。"), number) : r;
}

int complaint_may_merge(struct ctx *cx, const void *record, const void *input)
{
	const struct complaint *c = record;
	const struct merge_input *in = input;
	struct complaint main;
	int r = complaint_find_main(cx, in->main, &main);

	if (r < 0)
		return r;
	if (main.id == c->id)
		return fail_field(cx, "main", T(cx, "不能并入自己。"));
	if (main.state >= COMPLAINT_CLOSED)
		return fail_field(cx, "main", T(cx, "%s 已经关闭或已并案，请并入在办的主案。"),
				  main.number);
	if (c->accused_id && main.accused_id && c->accused_id != main.accused_id)
		return fail_field(cx, "main", T(cx, "两件投诉的被投诉人不同，不能并案。"));
	return OK;
}

THEN(merge)
{
	struct complaint *c = record, main;
	const struct merge_input *in = input;
	int r = complaint_find_main(cx, in->main, &main);

	if (r == OK)
		r = complaint_replies_first(cx, c);
	/* also those that were merged into this one before */
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE complaint SET main_id = ? WHERE community_id = ?"
				   " AND (id = ? OR main_id = ?)"),
			       BINDS(main.id, cx->community, c->id, c->id));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE complaint_party SET complaint_id = ? WHERE community_id = ?"
				   " AND complaint_id = ?"),
			       BINDS(main.id, cx->community, c->id));
	if (r == OK)
		r = obligation_cancel(cx, "complaint", c->id, NULL);
	if (r == OK && c->accused_id && !main.accused_id)
		r = complaint_keep_off(cx, &main, c->accused_id, c->accused_name);
	if (r < 0)
		return r;
	entry->note = arena_printf(cx->arena, T(cx, "并入 %s：%s"), main.number, in->reason);
	return journal_add(cx, &(struct journal_entry){
				       .subject = "complaint", .subject_id = main.id,
				       .action = "take_in",
				       .note = arena_printf(cx->arena, T(cx, "%s 并入本案：%s"),
							    c->number, in->reason) });
}

/* ---- everybody who complained of it ---- */

static const struct field party_fields[] = {
	FIELD(complaint_party, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(complaint_party, complaint_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(complaint_party, source_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(complaint_party, source_number, .label = "来自", .flags = IN_JSON | IN_LIST),
	FIELD(complaint_party, person_name, .label = "投诉人", .flags = IN_JSON | IN_LIST),
	FIELD(complaint_party, phone, .label = "联系电话", .show = SHOW_PHONE,
	      .flags = IN_JSON | IN_LIST),
	FIELD(complaint_party, room_id, .show = SHOW_ID),
	FIELD(complaint_party, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_JSON | IN_LIST),
	FIELD(complaint_party, told_at, .label = "已回复", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(complaint_party, told_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(complaint_party, told_name, .label = "回复人", .flags = IN_JSON | IN_LIST),
	FIELD(complaint_party, told_way, .label = "方式", .show = SHOW_ENUM,
	      .choices = complaint_ways, .flags = IN_JSON | IN_LIST),
	FIELD(complaint_party, told_text, .label = "回复内容", .show = SHOW_LONG,
	      .flags = IN_JSON | IN_LIST),
	FIELD(complaint_party, due_at, .label = "到期", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
};
const struct fields complaint_party_fields = FIELDS(complaint_party, party_fields);

#define SELECT_PARTY \
	"SELECT p.id, p.complaint_id, p.source_id, s.number AS source_number, p.person_name, p.phone," \
	" p.room_id, p.room, p.told_at, p.told_by, a.name AS told_name, p.told_way, p.told_text," \
	" COALESCE((SELECT MIN(o.due_at) FROM obligation o WHERE o.community_id = p.community_id" \
	" AND o.subject = 'complaint_reply' AND o.subject_id = p.id AND o.state = 1), 0) AS due_at" \
	" FROM complaint_party p" \
	" JOIN complaint s ON s.community_id = p.community_id AND s.id = p.source_id" \
	" LEFT JOIN account a ON a.id = p.told_by WHERE p.community_id = ?"

int complaint_parties(struct ctx *cx, int64_t complaint, struct complaint_party **ret,
		      size_t *ret_count)
{
	return store_list(cx, SQL(SELECT_PARTY " AND p.complaint_id = ? ORDER BY p.id LIMIT 1000"),
			  BINDS(cx->community, complaint), complaint_party_fields, ret, ret_count);
}

int complaint_party_get(struct ctx *cx, int64_t id, struct complaint_party *ret)
{
	struct complaint c;
	int r = store_one(cx, SQL(SELECT_PARTY " AND p.id = ?"), BINDS(cx->community, id),
			  complaint_party_fields, ret);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有找到这位投诉人。"));
	return r == OK ? complaint_get(cx, ret->complaint_id, &c) : r;
}

int complaint_party_told(struct ctx *cx, int64_t id, int way, const char *text)
{
	struct complaint_party p;
	int r = complaint_party_get(cx, id, &p);

	if (r < 0)
		return r;
	if (!p.due_at)
		return fail(cx, ERR_CONFLICT, T(cx, "这位投诉人现在没有要回复的事。"));
	if (!way)
		return fail_field(cx, "way", T(cx, "请选择回复的方式。"));
	if (text_blank(text))
		return fail_field(cx, "text", T(cx, "请写下回复的内容。"));
	r = store_exec(cx,
		       SQL("UPDATE complaint_party SET told_at = ?, told_by = ?, told_way = ?,"
			   " told_text = ? WHERE community_id = ? AND id = ?"),
		       BINDS(cx->now, cx->actor ? cx->actor->id : 0, way, text, cx->community, id));
	if (r == OK)
		r = obligation_meet(cx, "complaint_reply", id, "first", 0);
	if (r == OK)
		r = obligation_meet(cx, "complaint_reply", id, "reply", 0);
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){
					       .subject = "complaint", .subject_id = p.complaint_id,
					       .action = "tell_party",
					       .note = arena_printf(cx->arena, "%s %s", p.room, text) });
}
