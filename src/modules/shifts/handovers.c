/* Handing over a shift (交接班): everything open goes with it, and both sign. */
#include "modules/shifts/shifts.h"
#include "app/reconcile.h"
#include "app/journal.h"
#include "app/notice.h"
#include "app/subject.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/complaints/complaints.h"
#include "modules/requests/requests.h"
#include "modules/shifts/orders.h"
#include "modules/visits/visits.h"
#include "record/form.h"
#include "store/store.h"

enum { NAMED = 4, HEAD = 12 }; /* a message has room for so much */
enum { SHOWN = IN_JSON | IN_LIST };

const struct choice handover_states[] = {
	{ HANDOVER_OPEN, "open", "待交接" },
	{ HANDOVER_ACCEPTED, "accepted", "已交接" },
	{ HANDOVER_RETURNED, "returned", "已退回" },
	{ HANDOVER_WITHDRAWN, "withdrawn", "已撤回" },
	CHOICE_END,
};

static const struct field table[] = {
	FIELD(handover, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(handover, day, .label = "日期", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(handover, band, .label = "班次", .show = SHOW_ENUM, .choices = bands, .flags = SHOWN),
	FIELD(handover, state, .label = "状态", .show = SHOW_ENUM, .choices = handover_states,
	      .flags = SHOWN | IN_TITLE),
	FIELD(handover, from_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(handover, from_name, .label = "交班人", .flags = SHOWN),
	FIELD(handover, to_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(handover, to_name, .label = "接班人", .flags = SHOWN),
	FIELD(handover, item_count, .label = "未完事项", .flags = SHOWN),
	FIELD(handover, keys, .label = "钥匙（把）", .flags = SHOWN),
	FIELD(handover, receipts, .label = "票据（张）", .flags = SHOWN),
	FIELD(handover, cash_fen, .label = "现金", .show = SHOW_MONEY, .flags = SHOWN),
	FIELD(handover, remark, .label = "交代事项", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(handover, opened_at, .label = "交班签字", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(handover, ended_at, .label = "接班签字", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(handover, reason, .label = "原因", .flags = SHOWN),
	FIELD(handover, version, .flags = IN_JSON),
};
const struct fields handover_fields = FIELDS(handover, table);

static const struct field item_table[] = {
	FIELD(handover_item, subject, .flags = IN_JSON),
	FIELD(handover_item, subject_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(handover_item, number, .label = "编号", .flags = SHOWN),
	FIELD(handover_item, title, .label = "内容", .flags = SHOWN),
	FIELD(handover_item, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(handover_item, due_at, .label = "到期", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(handover_item, taken, .label = "移交应办", .flags = IN_JSON),
};
const struct fields handover_item_fields = FIELDS(handover_item, item_table);

const struct field handover_new_table[HANDOVER_NEW_FIELDS] = {
	FIELD(handover_new, to, .label = "接班人", .show = SHOW_ID, .flags = IN_FORM | REQUIRED),
	FIELD(handover_new, day, .label = "日期", .show = SHOW_DATE, .flags = IN_FORM,
	      .hint = "不填就是现在这一班"),
	FIELD(handover_new, band, .label = "班次", .show = SHOW_ENUM, .choices = bands,
	      .flags = IN_FORM),
	FIELD(handover_new, remark, .label = "交代事项", .show = SHOW_LONG, .max = 2000,
	      .flags = IN_FORM),
	FIELD(handover_new, keys, .label = "钥匙（把）", .min = 0, .max = 9999, .flags = IN_FORM),
	FIELD(handover_new, receipts, .label = "票据（张）", .min = 0, .max = 99999,
	      .flags = IN_FORM),
	FIELD(handover_new, cash_fen, .label = "现金", .show = SHOW_MONEY, .min = 0,
	      .max = MONEY_MAX, .flags = IN_FORM),
};
const struct fields handover_new_fields = FIELDS(handover_new, handover_new_table);

int handover_read(struct ctx *cx, const struct input *in, int zone_minutes,
		  struct handover_new *ret)
{
	int r = form_read(cx, in, "", handover_new_fields, zone_minutes, ret);

	for (size_t i = 0; r == OK; i++) {
		const char *prefix = arena_printf(cx->arena, "items.%zu.", i);
		const char *id = input_last(in, arena_printf(cx->arena, "%sid", prefix));
		struct handover_item *item = &ret->items[ret->item_count];
		if (!input_has(in, prefix))
			break;
		if (text_blank(id)) /* a box that is not ticked */
			continue;
		if (ret->item_count == HANDOVER_ITEMS)
			return fail_field(cx, "items", T(cx, "一次最多交接 %d 项。"), HANDOVER_ITEMS);
		item->subject = input_text(in, arena_printf(cx->arena, "%ssubject", prefix));
		if (!item->subject || text_int(id, &item->subject_id) < 0)
			return fail_field(cx, "items", T(cx, "第 %zu 项不对。"), i + 1);
		ret->item_count++;
	}
	return r;
}

/* ---- what is open ---- */

int handover_open_items(struct ctx *cx, int64_t account, struct handover_item **ret,
			size_t *ret_count)
{
	int r = store_list(cx,
			   SQL("SELECT subject, subject_id, MIN(due_at) AS due_at FROM obligation"
			       " WHERE community_id = ? AND owner_id = ? AND state = 1"
			       " AND subject NOT IN ('handover', 'reading') GROUP BY subject, subject_id"
			       " ORDER BY 3, 2 LIMIT ?"),
			   BINDS(cx->community, account, HANDOVER_ITEMS + 1), handover_item_fields,
			   ret, ret_count);

	for (size_t i = 0; r == OK && i < *ret_count; i++) {
		struct handover_item *item = &(*ret)[i];
		struct subject_name name = subject_name(cx, item->subject, item->subject_id);
		item->number = name.number;
		item->title = name.title;
		item->room = name.room ? name.room : "";
	}
	return r;
}

static bool same(const struct handover_item *a, const struct handover_item *b)
{
	return a->subject_id == b->subject_id && !strcmp(a->subject, b->subject);
}

static bool has(const struct handover_item *list, size_t count, const struct handover_item *item)
{
	for (size_t i = 0; i < count; i++)
		if (same(&list[i], item))
			return true;
	return false;
}

/* The first characters, so that a message can name several. */
static const char *head(struct ctx *cx, const char *text)
{
	const char *at = text;

	for (int i = 0; i < HEAD && *at && *at != '\n'; i++)
		(void)text_next(&at);
	return arena_printf(cx->arena, "%.*s%s", (int)(at - text), text, *at ? "…" : "");
}

/* 11 (g) 2: nothing that is open is left behind, and nothing else is handed on. */
static int check_items(struct ctx *cx, const struct handover_new *in,
		       const struct handover_item *open, size_t count)
{
	struct strbuf left;
	int missing = 0;

	strbuf_init(&left, cx->arena, 4096);
	for (size_t i = 0; i < count; i++) {
		if (has(in->items, in->item_count, &open[i]))
			continue;
		if (++missing <= NAMED)
			strbuf_printf(&left, "%s%s %s", missing > 1 ? T(cx, "；") : "", open[i].number,
				      head(cx, open[i].title));
	}
	if (missing)
		return fail_field(cx, "items",
				  T(cx, "还有 %d 项未完事项没有列入交接：%s%s。全部列入后才能交班。"),
				  missing, left.s, missing > NAMED ? T(cx, "等") : "");
	for (size_t i = 0; i < in->item_count; i++)
		if (!has(open, count, &in->items[i]))
			return fail_field(cx, "items",
					  T(cx, "列出的第 %zu 项不是你的未完事项（可能刚办完），请看过最新的清单再交班。"),
					  i + 1);
	return OK;
}

/* 回避: nobody takes over what he is kept off, nor a visit for his own work. Which one it is, is not
 * said: the list stays with who has it. */
static int must_not_concern(struct ctx *cx, int64_t to, const struct handover_item *open,
			    size_t count)
{
	int64_t kept_off;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM obligation WHERE community_id = ? AND owner_id = ?"
			      " AND state = 1 AND hidden_from = ?"),
			  BINDS(cx->community, cx->actor->id, to), &kept_off);

	if (r == OK && kept_off)
		return fail_field(cx, "to", T(cx, "有的事项这个人应当回避，请交给别人。"));
	for (size_t i = 0; r == OK && i < count; i++)
		if (!strcmp(open[i].subject, "visit"))
			r = visit_not_by_doer(cx, open[i].subject_id, "to", to);
	return r;
}

/* ---- opening ---- */

static int may_take_over(struct ctx *cx, int64_t account)
{
	int64_t roles;
	int r = shift_must_work_here(cx, "to", account);

	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT roles FROM staff WHERE community_id = ? AND account_id = ?"),
			      BINDS(cx->community, account), &roles);
	for (int role = 0; r == OK && role < ROLES; role++)
		if (roles & (INT64_C(1) << role) && role_may((enum role)role, PERM_SHIFT_WRITE))
			return OK;
	return r < 0 ? r : fail_field(cx, "to", T(cx, "这个人的岗位不能接班。"));
}

/* One at a time, and first what was taken over. */
static int must_be_free(struct ctx *cx, int64_t me)
{
	struct handover waiting;
	int64_t id;
	int r = handover_waiting(cx, me, &waiting);

	if (r == OK && waiting.id)
		return fail(cx, ERR_CONFLICT, T(cx, "%s 交给你的班还没有签收，请先签收再交班。"),
			    waiting.from_name);
	if (r < 0)
		return r;
	r = store_int(cx,
		      SQL("SELECT id FROM handover WHERE community_id = ? AND from_id = ? AND state = 1"
			  " LIMIT 1"),
		      BINDS(cx->community, me), &id);
	if (r == OK)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "你已经交班，等接班人签收；要改请先撤回那一份。"));
	return r == ERR_NOT_FOUND ? OK : r;
}

static int check_new(struct ctx *cx, const struct handover_new *in)
{
	int r = form_check(cx, handover_new_fields, in);

	if (r == OK && !cx->actor)
		return fail(cx, ERR_FORBIDDEN, T(cx, "交班由本人签字。"));
	if (r == OK && in->to == cx->actor->id)
		return fail_field(cx, "to", T(cx, "接班人要是另一个人。"));
	if (r == OK)
		r = may_take_over(cx, in->to);
	return r == OK ? must_be_free(cx, cx->actor->id) : r;
}

static int insert_items(struct ctx *cx, int64_t id, const struct handover_item *items, size_t count)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < count; i++)
		r = store_exec(cx,
			       SQL("INSERT INTO handover_item (community_id, handover_id, subject,"
				   " subject_id, number, title, room, due_at, taken)"
				   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"),
			       BINDS(cx->community, id, items[i].subject, items[i].subject_id,
				     items[i].number, items[i].title, items[i].room,
				     items[i].due_at));
	return r;
}

static int insert(struct ctx *cx, int64_t id, const struct handover_new *in,
		  const struct shift *shift, size_t items)
{
	return store_exec(cx,
			  SQL("INSERT INTO handover (community_id, id, day, band, state, from_id, to_id,"
			      " remark, keys, receipts, cash_fen, item_count, opened_at, ended_at,"
			      " reason, version)"
			      " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', 1)"),
			  BINDS(cx->community, id, shift->day, shift->band, cx->actor->id, in->to,
				in->remark ? in->remark : "", in->keys, in->receipts, in->cash_fen,
				(int)items, cx->now));
}

const struct norm handover_accept_norm = { "accept", "接班签收", "11 (c)", "shifts.accept_minutes",
					   false, LADDER_DESK, BY_TIME };

static int sign_out(struct ctx *cx, int64_t id, const struct handover_new *in, size_t items)
{
	int r = obligation_open(cx, &handover_accept_norm, "handover", id, 0, in->to, 0, NULL);

	if (r == OK)
		r = notice_tell(cx, &(struct notice){
					    .account = in->to, .kind = "handover",
					    .subject = "handover", .subject_id = id, .urgent = true,
					    .title = arena_printf(cx->arena,
								  T(cx, "%s 交班给你，请签收"),
								  cx->actor->name),
					    .text = in->remark });
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){
				       .subject = "handover", .subject_id = id, .action = "open",
				       .to_state = "open",
				       .note = arena_printf(cx->arena, T(cx, "交班签字，未完事项 %zu 项"),
							    items) });
}

int handover_open(struct ctx *cx, const struct handover_new *in, int64_t *ret_id)
{
	int64_t id = id_new(cx->now);
	struct handover_item *open;
	struct shift shift;
	size_t count;
	int r = check_new(cx, in);

	if (r == OK)
		r = in->day && in->band ? shift_of(cx, in->day, in->band, &shift)
					: shift_at(cx, cx->now, &shift);
	if (r == OK && (shift.from > cx->now || shift.from < cx->now - DAYS(3)))
		return fail_field(cx, "day", T(cx, "只能交接现在或最近三天的班次。"));
	if (r == OK)
		r = handover_open_items(cx, cx->actor->id, &open, &count);
	if (r == OK && count > HANDOVER_ITEMS)
		return fail_field(cx, "items", T(cx, "一次最多交接 %d 项。"), HANDOVER_ITEMS);
	if (r == OK)
		r = check_items(cx, in, open, count);
	if (r == OK)
		r = must_not_concern(cx, in->to, open, count);
	if (r == OK)
		r = insert(cx, id, in, &shift, count);
	if (r == OK)
		r = insert_items(cx, id, open, count);
	if (r == OK)
		r = sign_out(cx, id, in, count);
	if (r == OK)
		*ret_id = id;
	return r;
}

/* ---- the steps ---- */

struct reason_input {
	const char *reason;
};
static const struct field reason_fields[] = {
	FIELD(reason_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED),
};

/* 接班 is signed by the incoming person alone, in his own session. */
static int may_accept(struct ctx *cx, const void *record, const void *input)
{
	const struct handover *h = record;

	(void)input;
	if (cx->actor && cx->actor->id != h->to_id)
		return fail(cx, ERR_FORBIDDEN, T(cx, "由接班人 %s 本人签收。"), h->to_name);
	return OK;
}

/* By who handed over; a head of the shift does it for somebody who named the wrong person. */
static int may_withdraw(struct ctx *cx, const void *record, const void *input)
{
	const struct handover *h = record;

	(void)input;
	if (cx->actor && cx->actor->id != h->from_id && !actor_may(cx->actor, PERM_ROSTER_WRITE))
		return fail(cx, ERR_FORBIDDEN, T(cx, "由交班人 %s 或排班的主管撤回。"), h->from_name);
	return OK;
}

static int hand_record(struct ctx *cx, const struct handover *h, const struct handover_item *item,
		       const char *note)
{
	int r = OK;

	if (!strcmp(item->subject, "request"))
		return request_hand(cx, item->subject_id, h->from_id, h->to_id, note);
	if (!strcmp(item->subject, "order"))
		return order_hand(cx, item->subject_id, h->from_id, h->to_id, note);
	if (!strcmp(item->subject, "complaint"))
		r = complaint_hand(cx, item->subject_id, h->from_id, h->to_id);
	else if (!strcmp(item->subject, "visit"))
		r = visit_hand(cx, item->subject_id, h->from_id, h->to_id);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = item->subject,
							.subject_id = item->subject_id,
							.action = "hand",
							.note = note });
}

/* One record changes hands: every open duty of his on it, and the record itself. */
static int hand_item(struct ctx *cx, const struct handover *h, const struct handover_item *item)
{
	const char *note = arena_printf(cx->arena, "%s → %s", h->from_name, h->to_name);
	int64_t taken;
	int r = obligation_hand(cx, item->subject, item->subject_id, h->from_id, h->to_id, &taken);

	if (r == OK && taken)
		r = hand_record(cx, h, item, note);
	if (r < 0 || !taken)
		return r;
	return store_exec(cx,
			  SQL("UPDATE handover_item SET taken = ? WHERE community_id = ?"
			      " AND handover_id = ? AND subject = ? AND subject_id = ?"),
			  BINDS(taken, cx->community, h->id, item->subject, item->subject_id));
}

static int end(struct ctx *cx, const struct handover *h, const char *reason)
{
	return store_exec(cx,
			  SQL("UPDATE handover SET ended_at = ?, reason = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, reason, cx->community, h->id));
}

static int then_accept(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct handover *h = record;
	struct handover_item *items;
	size_t count;
	int r = handover_items(cx, h->id, &items, &count);

	(void)input;
	entry->note = T(cx, "接班签字");
	for (size_t i = 0; r == OK && i < count; i++)
		r = hand_item(cx, h, &items[i]);
	return r == OK ? end(cx, h, "") : r;
}

/* Nothing changes hands; who handed over still owes it all. */
static int then_end(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct handover *h = record;
	int r = obligation_cancel(cx, "handover", h->id, NULL);

	entry->note = ((const struct reason_input *)input)->reason;
	return r == OK ? end(cx, h, entry->note) : r;
}

static const struct step steps[] = {
	{ HANDOVER_OPEN, "accept", HANDOVER_ACCEPTED, PERM_SHIFT_WRITE, "签收接班", NULL, 0, 0,
	  may_accept, then_accept, NULL, NULL, false, { "accept" } },
	{ HANDOVER_OPEN, "return", HANDOVER_RETURNED, PERM_SHIFT_WRITE, "退回",
	  STEP_INPUT(reason_input, reason_fields), may_accept, then_end, NULL, NULL, true, { NULL } },
	{ HANDOVER_OPEN, "withdraw", HANDOVER_WITHDRAWN, PERM_SHIFT_WRITE, "撤回",
	  STEP_INPUT(reason_input, reason_fields), may_withdraw, then_end, NULL, NULL, true, { NULL } },
};

static bool is_final(int state)
{
	return state != HANDOVER_OPEN;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE handover SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));
	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这份交接班刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("handover", "handover",
	     KEPT_TIME("handover", "opened_at") KEPT_TIME("handover", "ended_at"))

const struct machine handover_machine = {
	.subject = "handover",
	.states = handover_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct handover, id),
	.state_at = offsetof(struct handover, state),
	.version_at = offsetof(struct handover, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int handover_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct handover *ret)
{
	int r = handover_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &handover_machine, ret, action, version, in, zone_minutes);
	return r == OK ? handover_get(cx, id, ret) : r;
}
