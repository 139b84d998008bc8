#include "modules/shifts/orders.h"
#include "app/reconcile.h"
#include "app/journal.h"
#include "app/notice.h"
#include "app/number.h"
#include "app/setting.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/shifts/shifts.h"
#include "record/form.h"
#include "store/store.h"

static_assert(ORDER_CONFIRMED == 6 && ORDER_CANCELLED == 7, "the SQL of orders says state < 6");

const struct norm order_sign_norm = { "sign", "签收", "11 (c)", "shifts.order_sign_minutes", true,
				      LADDER_HEAD, BY_TIME };
const struct norm order_finish_norm = { "finish", "完成", "11 (c)", "shifts.order_due_days", false,
					LADDER_HEAD, BY_DAYS };
const struct norm order_confirm_norm = { "confirm", "确认", "11 (c)",
					 "shifts.order_confirm_minutes", true, LADDER_HEAD,
					 BY_TIME };
const struct norm order_reissue_norm = { "reissue", "重新安排", "11 (c)",
					 "shifts.order_confirm_minutes", true, LADDER_HEAD,
					 BY_TIME };

/* ---- who it is for ---- */

/* Somebody else who works here, or a post in use; by a day that lies ahead. */
static int check_target(struct ctx *cx, int64_t undertaker, int64_t post, int64_t due)
{
	int64_t days, found;
	int r = setting_int(cx, "shifts.order_due_days", &days);

	if (r == OK && due <= cx->now)
		return fail_field(cx, "due_at", T(cx, "要求完成时间应在现在之后。"));
	if (r == OK && due > cx->now + DAYS(days))
		return fail_field(cx, "due_at", T(cx, "要求完成时间最多定在 %d 天以内。"), (int)days);
	if (r < 0)
		return r;
	if (!undertaker == !post)
		return fail_field(cx, "undertaker", T(cx, "请选择承办人或承办岗位，选一个。"));
	if (undertaker && cx->actor && undertaker == cx->actor->id)
		return fail_field(cx, "undertaker", T(cx, "不能给自己下指令。"));
	if (undertaker)
		return shift_must_work_here(cx, "undertaker", undertaker);
	r = store_int(cx,
		      SQL("SELECT id FROM post WHERE community_id = ? AND id = ? AND retired_at = 0"),
		      BINDS(cx->community, post), &found);
	return r == ERR_NOT_FOUND ? fail_field(cx, "post", T(cx, "没有这个岗位。")) : r;
}

/* Signing has its clock from now, the work the agreed day. */
static int start_clocks(struct ctx *cx, int64_t id, int64_t undertaker, int64_t post, int64_t due)
{
	int r = obligation_open(cx, &order_sign_norm, "order", id, 0, undertaker, post, NULL);

	if (r == OK)
		r = obligation_promise(cx, &order_finish_norm, "order", id, due, undertaker, post);
	return r;
}

/* What waits for somebody now: "ZL20261123-0007 请签收". */
static int tell(struct ctx *cx, int64_t id, int64_t account, int64_t post, const char *title,
		const char *text)
{
	char *number;
	int r = store_text(cx,
			   SQL("SELECT number FROM office_order WHERE community_id = ? AND id = ?"),
			   BINDS(cx->community, id), &number);

	if (r < 0 || (!account && !post))
		return r;
	return notice_tell(cx, &(struct notice){ .account = account, .post = post, .kind = "order",
						 .subject = "order", .subject_id = id,
						 .title = arena_printf(cx->arena, "%s %s", number,
								       title),
						 .text = text });
}

int order_issue(struct ctx *cx, const struct order_new *in, int64_t *ret_id)
{
	int64_t id = id_new(cx->now);
	char *number;
	int r = form_check(cx, order_new_fields, in);

	if (r == OK)
		r = check_target(cx, in->undertaker, in->post, in->due_at);
	if (r == OK)
		r = number_next(cx, "ZL", &number);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO office_order (community_id, id, number, state, text,"
				   " undertaker_id, post_id, due_at, issued_by, issued_at, signed_by,"
				   " signed_at, result, finished_at, confirmed_by, confirmed_at, reason,"
				   " version) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 0, 0, '', 0, 0, 0,"
				   " '', 1)"),
			       BINDS(cx->community, id, number, in->text, in->undertaker, in->post,
				     in->due_at, cx->actor ? cx->actor->id : 0, cx->now));
	if (r == OK)
		r = start_clocks(cx, id, in->undertaker, in->post, in->due_at);
	if (r == OK)
		r = tell(cx, id, in->undertaker, in->post, T(cx, "新指令，请签收"), in->text);
	if (r < 0)
		return r;
	*ret_id = id;
	return journal_add(cx, &(struct journal_entry){ .subject = "order",
							.subject_id = id,
							.action = "open",
							.to_state = "issued",
							.note = in->text });
}

/* ---- the steps: what they ask for ---- */

struct result_input {
	const char *result;
};
struct reason_input {
	const char *reason;
};
struct reissue_input {
	int64_t undertaker, post, due_at;
	const char *remark;
};
struct note_input {
	const char *text;
};
static const struct field result_fields[] = {
	FIELD(result_input, result, .label = "完成情况", .show = SHOW_LONG, .max = 2000,
	      .flags = IN_FORM | REQUIRED),
};
static const struct field reason_fields[] = {
	FIELD(reason_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED),
};
static const struct field reissue_fields[] = {
	FIELD(reissue_input, undertaker, .label = "承办人", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(reissue_input, post, .label = "或承办岗位", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(reissue_input, due_at, .label = "要求完成", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED),
	FIELD(reissue_input, remark, .label = "说明", .flags = IN_FORM),
};
static const struct field note_fields[] = {
	FIELD(note_input, text, .label = "内容", .show = SHOW_LONG, .max = 2000,
	      .flags = IN_FORM | REQUIRED),
};

/* ---- may they? ---- */

static int holds(struct ctx *cx, int64_t post, bool *ret)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT post_id FROM staff_post WHERE community_id = ? AND post_id = ?"
			      " AND account_id = ? AND from_at <= ?"
			      " AND (until_at = 0 OR until_at > ?) LIMIT 1"),
			  BINDS(cx->community, post, cx->actor->id, cx->now, cx->now), &found);

	*ret = r == OK;
	return r == ERR_NOT_FOUND ? OK : r;
}

/* Who undertakes it, or whoever holds the post while nobody has signed; a desk order (no post
 * either, after its person left) is any issuer's to see to. */
static int may_undertake(struct ctx *cx, const void *record, const void *input)
{
	const struct order *o = record;
	bool held = false;
	int r = OK;

	(void)input;
	if (!cx->actor || o->undertaker_id == cx->actor->id)
		return OK;
	if (!o->undertaker_id && o->post_id)
		r = holds(cx, o->post_id, &held);
	if (r < 0 || held || (!o->undertaker_id && !o->post_id))
		return r;
	return fail(cx, ERR_FORBIDDEN, T(cx, "这条指令由%s承办。"),
		    o->undertaker_name ? o->undertaker_name : o->post_name ? o->post_name : "-");
}

static bool is_head(const struct actor *a)
{
	return actor_is(a, ROLE_DIRECTOR) || actor_is(a, ROLE_DEPUTY_DIRECTOR);
}

/* Who issued it, or the head of the office; never who did the work. */
static int may_judge(struct ctx *cx, const void *record, const void *input)
{
	const struct order *o = record;

	(void)input;
	if (!cx->actor)
		return OK;
	if (o->undertaker_id == cx->actor->id)
		return fail(cx, ERR_FORBIDDEN, T(cx, "承办人不能确认或撤销自己的指令。"));
	if (o->issued_by == cx->actor->id || is_head(cx->actor))
		return OK;
	return fail(cx, ERR_FORBIDDEN, T(cx, "由下达人 %s 或管理处主任来办。"),
		    o->issued_by_name ? o->issued_by_name : T(cx, "系统"));
}

static int may_reissue(struct ctx *cx, const void *record, const void *input)
{
	const struct reissue_input *in = input;
	int r = may_judge(cx, record, NULL);

	return r == OK ? check_target(cx, in->undertaker, in->post, in->due_at) : r;
}

/* ---- what they do ---- */

#define THEN(name) \
	static int then_##name(struct ctx *cx, void *record, void *input, \
			       struct journal_entry *entry)

/* Whoever signs it undertakes it from then on. */
THEN(sign)
{
	struct order *o = record;
	int64_t me = cx->actor ? cx->actor->id : o->undertaker_id;
	int r = store_exec(cx,
			   SQL("UPDATE office_order SET undertaker_id = ?, signed_by = ?, signed_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(me, me, cx->now, cx->community, o->id));

	(void)input;
	(void)entry;
	o->undertaker_id = me;
	return r == OK ? obligation_owner(cx, "order", o->id, "finish", me, o->post_id) : r;
}

THEN(finish)
{
	const struct order *o = record;
	const struct result_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE office_order SET result = ?, finished_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->result, cx->now, cx->community, o->id));

	entry->note = in->result;
	if (r == OK)
		r = obligation_open(cx, &order_confirm_norm, "order", o->id, 0, o->issued_by, 0, NULL);
	if (r == OK)
		r = tell(cx, o->id, o->issued_by, 0, T(cx, "已办完，请确认"), in->result);
	return r;
}

THEN(confirm)
{
	const struct order *o = record;
	int r = store_exec(cx,
			   SQL("UPDATE office_order SET confirmed_by = ?, confirmed_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(cx->actor ? cx->actor->id : 0, cx->now, cx->community, o->id));

	(void)input;
	(void)entry;
	return r;
}

static int keep_reason(struct ctx *cx, const struct order *o, const char *reason)
{
	return store_exec(cx,
			  SQL("UPDATE office_order SET reason = ? WHERE community_id = ? AND id = ?"),
			  BINDS(reason, cx->community, o->id));
}

/* It cannot be done so: the issuer sees to it anew, with a clock of his own. */
THEN(send_back)
{
	const struct order *o = record;
	int r;

	entry->note = ((const struct reason_input *)input)->reason;
	r = keep_reason(cx, o, entry->note);
	if (r == OK)
		r = obligation_cancel(cx, "order", o->id, NULL);
	if (r == OK)
		r = obligation_open(cx, &order_reissue_norm, "order", o->id, 0, o->issued_by, 0, NULL);
	return r == OK ? tell(cx, o->id, o->issued_by, 0, T(cx, "被退回，请重新安排"), entry->note) : r;
}

/* It was not done well: the work is owed again, by the day that was set. */
THEN(redo)
{
	const struct order *o = record;
	int r;

	entry->note = ((const struct reason_input *)input)->reason;
	r = keep_reason(cx, o, entry->note);
	if (r == OK)
		r = obligation_promise(cx, &order_finish_norm, "order", o->id, o->due_at, o->undertaker_id,
				       o->post_id);
	return r == OK ? tell(cx, o->id, o->undertaker_id, o->post_id, T(cx, "退回重办"), entry->note) : r;
}

THEN(reissue)
{
	const struct order *o = record;
	const struct reissue_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE office_order SET undertaker_id = ?, post_id = ?, due_at = ?,"
			       " signed_by = 0, signed_at = 0 WHERE community_id = ? AND id = ?"),
			   BINDS(in->undertaker, in->post, in->due_at, cx->community, o->id));

	entry->note = in->remark;
	if (r == OK)
		r = start_clocks(cx, o->id, in->undertaker, in->post, in->due_at);
	return r == OK ? tell(cx, o->id, in->undertaker, in->post, T(cx, "新指令，请签收"), o->text) : r;
}

THEN(cancel)
{
	const struct order *o = record;
	int r;

	entry->note = ((const struct reason_input *)input)->reason;
	r = keep_reason(cx, o, entry->note);
	return r == OK ? obligation_cancel(cx, "order", o->id, NULL) : r;
}

THEN(note)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct note_input *)input)->text;
	return OK;
}

static const struct step steps[] = {
	{ ORDER_ISSUED, "sign", ORDER_SIGNED, PERM_SHIFT_WRITE, "签收", NULL, 0, 0, may_undertake,
	  then_sign, NULL, NULL, false, { "sign" } },
	{ ORDER_SIGNED, "start", ORDER_WORKING, PERM_SHIFT_WRITE, "开始办理", NULL, 0, 0,
	  may_undertake, NULL, NULL, NULL, false, { NULL } },
	{ ORDER_WORKING, "finish", ORDER_DONE, PERM_SHIFT_WRITE, "报完成",
	  STEP_INPUT(result_input, result_fields), may_undertake, then_finish, NULL, NULL, false,
	  { "finish" } },
	{ ORDER_DONE, "confirm", ORDER_CONFIRMED, PERM_ORDER_ISSUE, "确认", NULL, 0, 0, may_judge,
	  then_confirm, NULL, NULL, false, { "confirm" } },
	{ ORDER_ISSUED, "return", ORDER_RETURNED, PERM_SHIFT_WRITE, "退回",
	  STEP_INPUT(reason_input, reason_fields), may_undertake, then_send_back, NULL, NULL, false,
	  { NULL } },
	{ ORDER_SIGNED, "return", ORDER_RETURNED, PERM_SHIFT_WRITE, "退回",
	  STEP_INPUT(reason_input, reason_fields), may_undertake, then_send_back, NULL, NULL, false,
	  { NULL } },
	{ ORDER_WORKING, "return", ORDER_RETURNED, PERM_SHIFT_WRITE, "退回",
	  STEP_INPUT(reason_input, reason_fields), may_undertake, then_send_back, NULL, NULL, false,
	  { NULL } },
	{ ORDER_DONE, "return", ORDER_WORKING, PERM_ORDER_ISSUE, "退回重办",
	  STEP_INPUT(reason_input, reason_fields), may_judge, then_redo, NULL, NULL, false,
	  { "confirm" } },
	{ ORDER_RETURNED, "reissue", ORDER_ISSUED, PERM_ORDER_ISSUE, "重新下达",
	  STEP_INPUT(reissue_input, reissue_fields), may_reissue, then_reissue, NULL, NULL, false,
	  { "reissue" } },
	{ ANY_STATE, "note", SAME_STATE, PERM_SHIFT_WRITE, "补充记录",
	  STEP_INPUT(note_input, note_fields), NULL, then_note, NULL, NULL, false, { NULL } },
	{ ORDER_ISSUED, "cancel", ORDER_CANCELLED, PERM_ORDER_ISSUE, "撤销",
	  STEP_INPUT(reason_input, reason_fields), may_judge, then_cancel, NULL, NULL, true, { NULL } },
	{ ORDER_SIGNED, "cancel", ORDER_CANCELLED, PERM_ORDER_ISSUE, "撤销",
	  STEP_INPUT(reason_input, reason_fields), may_judge, then_cancel, NULL, NULL, true, { NULL } },
	{ ORDER_WORKING, "cancel", ORDER_CANCELLED, PERM_ORDER_ISSUE, "撤销",
	  STEP_INPUT(reason_input, reason_fields), may_judge, then_cancel, NULL, NULL, true, { NULL } },
	{ ORDER_RETURNED, "cancel", ORDER_CANCELLED, PERM_ORDER_ISSUE, "撤销",
	  STEP_INPUT(reason_input, reason_fields), may_judge, then_cancel, NULL, NULL, true, { NULL } },
};

static bool is_final(int state)
{
	return state == ORDER_CONFIRMED || state == ORDER_CANCELLED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE office_order SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));
	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这条指令刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("order", "office_order",
	     KEPT_TIME("order", "issued_at") KEPT_TIME("order", "signed_at")
	     KEPT_TIME("order", "finished_at") KEPT_TIME("order", "confirmed_at"))

const struct machine order_machine = {
	.subject = "order",
	.states = order_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct order, id),
	.state_at = offsetof(struct order, state),
	.version_at = offsetof(struct order, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int order_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	       const struct input *in, int zone_minutes, struct order *ret)
{
	int r = order_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &order_machine, ret, action, version, in, zone_minutes);
	return r == OK ? order_get(cx, id, ret) : r;
}

/* ---- changing hands ---- */

int order_hand(struct ctx *cx, int64_t id, int64_t from, int64_t to, const char *note)
{
	int r = store_exec(cx,
			   SQL("UPDATE office_order SET undertaker_id = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND undertaker_id = ?"),
			   BINDS(to, cx->community, id, from));

	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "order",
							.subject_id = id,
							.action = "hand",
							.note = note });
}

/* Its open duties went to a post already; the order follows them. */
static int return_to_post(struct ctx *cx, const struct order *o)
{
	struct obligation *list;
	size_t count;
	int64_t post = o->post_id;
	int r = obligation_of(cx, "order", o->id, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].state == OBLIGATION_OPEN && !list[i].owner_id)
			post = list[i].post_id;
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE office_order SET undertaker_id = 0, post_id = ?,"
				   " version = version + 1 WHERE community_id = ? AND id = ?"),
			       BINDS(post, cx->community, o->id));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){
				       .subject = "order", .subject_id = o->id, .action = "hand",
				       .note = arena_printf(cx->arena, T(cx, "承办人 %s 离职，转给岗位"),
							    o->undertaker_name) });
}

int orders_of_leaver(struct ctx *cx, int64_t account)
{
	struct order *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT q.id, q.post_id, a.name AS undertaker_name FROM office_order q"
			       " JOIN account a ON a.id = q.undertaker_id WHERE q.community_id = ?"
			       " AND q.undertaker_id = ? AND q.state < 6 LIMIT 1000"),
			   BINDS(cx->community, account), order_fields, &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = return_to_post(cx, &rows[i]);
	return r;
}
