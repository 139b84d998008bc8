/* What people do with a call: call back, promise, transfer. Document 3 (c). */
#include "modules/calls/call_events.h"
#include "app/reconcile.h"
#include "base/civil.h"
#include "base/text.h"
#include "store/store.h"

struct back_input {
	const char *text;
	int64_t at;
};
static const struct field back_fields[] = {
	FIELD(back_input, text, .label = "说了什么", .show = SHOW_LONG, .flags = IN_FORM),
	FIELD(back_input, at, .label = "回拨时间", .show = SHOW_TIME, .flags = IN_FORM,
	      .hint = "补录时填写，只作说明；时限按登记时间算"),
};
struct promise_input {
	int64_t promised_at;
	const char *text;
};
static const struct field promise_fields[] = {
	FIELD(promise_input, promised_at, .label = "约定回复时间", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED),
	FIELD(promise_input, text, .label = "回复什么", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};
struct say_input {
	const char *text;
};
static const struct field reply_fields[] = {
	FIELD(say_input, text, .label = "答复内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};
struct transfer_input {
	int64_t to;
	const char *text;
};
static const struct field transfer_fields[] = {
	FIELD(transfer_input, to, .label = "转给", .show = SHOW_ID, .flags = IN_FORM | REQUIRED),
	FIELD(transfer_input, text, .label = "交代", .flags = IN_FORM),
};
struct correct_input {
	const char *phone, *remark, *reason;
};
static const struct field correct_fields[] = {
	FIELD(correct_input, phone, .label = "来电号码", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(correct_input, remark, .label = "备注", .show = SHOW_LONG, .flags = IN_FORM),
	FIELD(correct_input, reason, .label = "更正的原因", .flags = IN_FORM | REQUIRED),
};

static const struct norm retry_norm = { "retry", "再次回拨", "3 (c)", "calls.retry_minutes", false };
static const struct norm reply_norm = { "reply", "预约回复", "3 (c)", "requests.promise_days", false };
static const struct norm accept_norm = { "accept", "接受转接", "3 (c)", "calls.accept_minutes", false };

const struct norm_of call_norms[] = {
	{ "call", &call_callback_norms[0] },
	{ "call", &call_callback_norms[1] },
	{ "call", &retry_norm },
	{ "call", &reply_norm },
	{ "call", &accept_norm },
	{ NULL, NULL },
};

static int check_back_time(struct ctx *cx, const struct call *c, int64_t at)
{
	if (at && (at > cx->now + MINUTES(1) || at < c->missed_at - MINUTES(1)))
		return fail_field(cx, "at", T(cx, "这个时间应在漏接之后、现在之前。"));
	return OK;
}

static int may_return(struct ctx *cx, const void *record, const void *input)
{
	return check_back_time(cx, record, ((const struct back_input *)input)->at);
}

/* Tries lie apart: three within a minute are one. */
static int may_try(struct ctx *cx, const void *record, const void *input)
{
	const struct call *c = record;
	const struct back_input *in = input;
	int64_t gap;
	int r = check_back_time(cx, c, in->at);

	if (r == OK)
		r = setting_int(cx, "calls.retry_minutes", &gap);
	if (r == OK && c->last_try_at && cx->now < c->last_try_at + MINUTES(gap))
		return fail(cx, ERR_CONFLICT, T(cx, "离上次回拨还不到 %d 分钟，请稍后再打。"), (int)gap);
	return r;
}

static int may_try_again(struct ctx *cx, const void *record, const void *input)
{
	const struct call *c = record;
	int64_t tries;
	int r = may_try(cx, record, input);

	if (r == OK)
		r = setting_int(cx, "calls.tries", &tries);
	if (r == OK && c->tries + 1 >= tries)
		return fail(cx, ERR_CONFLICT, T(cx, "已到第 %d 次，还没打通请记“无法接通”。"), (int)tries);
	return r;
}

static int may_give_up(struct ctx *cx, const void *record, const void *input)
{
	const struct call *c = record;
	int64_t tries;
	int r = may_try(cx, record, input);

	if (r == OK)
		r = setting_int(cx, "calls.tries", &tries);
	if (r == OK && c->tries + 1 < tries)
		return fail(cx, ERR_CONFLICT, T(cx, "要打满 %d 次都不通才能记“无法接通”，现在是第 %d 次。"),
			    (int)tries, c->tries + 1);
	return r;
}

static int may_promise(struct ctx *cx, const void *record, const void *input)
{
	const struct promise_input *in = input;
	int64_t days;
	int r = setting_int(cx, "requests.promise_days", &days);

	(void)record;
	if (r == OK && in->promised_at <= cx->now)
		return fail_field(cx, "promised_at", T(cx, "约定的时间要在以后。"));
	if (r == OK && in->promised_at > cx->now + DAYS(days))
		return fail_field(cx, "promised_at", T(cx, "最多可以约到 %d 天以内。"), (int)days);
	return r;
}

static int may_transfer(struct ctx *cx, const void *record, const void *input)
{
	const struct transfer_input *in = input;
	int64_t found;
	int r;

	(void)record;
	if (cx->actor && in->to == cx->actor->id)
		return fail_field(cx, "to", T(cx, "不能转给自己。"));
	r = store_int(cx,
		      SQL("SELECT account_id FROM staff WHERE community_id = ? AND account_id = ?"
			  " AND left_on = 0"),
		      BINDS(cx->community, in->to), &found);
	return r == ERR_NOT_FOUND ? fail_field(cx, "to", T(cx, "这个人不在本管理处。")) : r;
}

static int may_accept(struct ctx *cx, const void *record, const void *input)
{
	const struct call *c = record;

	(void)input;
	if (!cx->actor || c->transfer_to == cx->actor->id || actor_may(cx->actor, PERM_CALL_CORRECT))
		return OK;
	return fail(cx, ERR_FORBIDDEN, T(cx, "这通电话转给了%s，由本人接受。"),
		    c->transfer_name ? c->transfer_name : "-");
}

/* Only who answered it, or the supervisor. */
static int may_correct(struct ctx *cx, const void *record, const void *input)
{
	const struct call *c = record;

	(void)input;
	if (!cx->actor || c->answerer_id == cx->actor->id || actor_may(cx->actor, PERM_CALL_CORRECT))
		return OK;
	return fail(cx, ERR_FORBIDDEN, T(cx, "来电登记由接听人本人或客服主管更正。"));
}

/* ---- acts ---- */

static int then_return(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct back_input *in = input;
	struct call *c = record;

	entry->note = in->text;
	entry->claimed_at = in->at;
	return store_exec(cx,
			  SQL("UPDATE call SET returned_at = ?, returned_by = ?, first_back_at ="
			      " CASE WHEN first_back_at = 0 THEN ? ELSE first_back_at END"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->actor ? cx->actor->id : 0, cx->now, cx->community,
				c->id));
}

static int count_try(struct ctx *cx, const struct call *c)
{
	return store_exec(cx,
			  SQL("UPDATE call SET tries = tries + 1, last_try_at = ?, first_back_at ="
			      " CASE WHEN first_back_at = 0 THEN ? ELSE first_back_at END"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->now, cx->community, c->id));
}

/* 没打通: the duty to call back was kept, the next try is owed. */
static int then_try(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct back_input *in = input;
	const struct call *c = record;
	int64_t due;
	int r = count_try(cx, c);

	entry->note = in->text;
	entry->claimed_at = in->at;
	if (r < 0)
		return r;
	return obligation_open(cx, &retry_norm, "call", c->id, 0, c->duty_id, c->duty_post_id,
			       &due);
}

static int then_give_up(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct back_input *in = input;
	const struct call *c = record;

	entry->note = in->text;
	entry->claimed_at = in->at;
	return count_try(cx, c);
}

int call_owe_reply(struct ctx *cx, const struct call *c, int64_t at, const char *text)
{
	int64_t owner = c->answerer_id ? c->answerer_id : cx->actor ? cx->actor->id : 0;
	int r = store_exec(cx,
			   SQL("UPDATE call SET promised_at = ?, promise = ? WHERE community_id = ?"
			       " AND id = ?"),
			   BINDS(at, text, cx->community, c->id));

	if (r < 0)
		return r;
	return obligation_promise(cx, &reply_norm, "call", c->id, at, owner, c->duty_post_id);
}

static int then_promise(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct promise_input *in = input;

	entry->note = in->text;
	return call_owe_reply(cx, record, in->promised_at, in->text);
}

static int then_reply(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct say_input *in = input;
	const struct call *c = record;

	entry->note = in->text;
	return store_exec(cx,
			  SQL("UPDATE call SET replied_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, c->id));
}

static int then_transfer(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct transfer_input *in = input;
	const struct call *c = record;
	int64_t due;
	int r;

	entry->note = in->text;
	r = store_exec(cx,
		       SQL("UPDATE call SET transfer_to = ?, transferred_at = ?, accepted_at = 0"
			   " WHERE community_id = ? AND id = ?"),
		       BINDS(in->to, cx->now, cx->community, c->id));
	if (r < 0)
		return r;
	return obligation_open(cx, &accept_norm, "call", c->id, 0, in->to, 0, &due);
}

static int then_accept(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct call *c = record;

	(void)input;
	(void)entry;
	return store_exec(cx,
			  SQL("UPDATE call SET accepted_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, c->id));
}

static int then_correct(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct correct_input *in = input;
	const struct call *c = record;
	const char *phone = text_blank(in->phone) ? c->phone : in->phone;
	const char *remark = text_blank(in->remark) ? c->remark : in->remark;

	entry->note = arena_printf(cx->arena, "%s%s%s → %s", in->reason, T(cx, "；号码 "),
				   text_mask(cx->arena, c->phone), text_mask(cx->arena, phone));
	return store_exec(cx,
			  SQL("UPDATE call SET phone = ?, remark = ?, corrected = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(phone, remark, c->corrected || !text_blank(in->phone), cx->community,
				c->id));
}

static const struct step steps[] = {
	{ CALL_MISSED, "return", CALL_RETURNED, PERM_CALL_ANSWER, "已回拨",
	  STEP_INPUT(back_input, back_fields), may_return, then_return, .meets = { "callback", "retry" } },
	{ CALL_MISSED, "try", SAME_STATE, PERM_CALL_ANSWER, "没打通",
	  STEP_INPUT(back_input, back_fields), may_try_again, then_try, .meets = { "callback", "retry" } },
	{ CALL_MISSED, "unreachable", CALL_UNREACHABLE, PERM_CALL_ANSWER, "无法接通",
	  STEP_INPUT(back_input, back_fields), may_give_up, then_give_up,
	  .meets = { "callback", "retry" } },
	{ CALL_TALKING, "promise", CALL_PROMISED, PERM_CALL_ANSWER, "预约回复",
	  STEP_INPUT(promise_input, promise_fields), may_promise, then_promise, NULL, NULL },
	{ CALL_ENDED, "promise", CALL_PROMISED, PERM_CALL_ANSWER, "预约回复",
	  STEP_INPUT(promise_input, promise_fields), may_promise, then_promise, NULL, NULL },
	{ CALL_PROMISED, "reply", CALL_REPLIED, PERM_CALL_ANSWER, "已回复",
	  STEP_INPUT(say_input, reply_fields), NULL, then_reply, .meets = { "reply" } },
	{ CALL_TALKING, "transfer", CALL_TRANSFERRED, PERM_CALL_ANSWER, "转接",
	  STEP_INPUT(transfer_input, transfer_fields), may_transfer, then_transfer, NULL, NULL },
	{ CALL_ENDED, "transfer", CALL_TRANSFERRED, PERM_CALL_ANSWER, "转接",
	  STEP_INPUT(transfer_input, transfer_fields), may_transfer, then_transfer, NULL, NULL },
	{ CALL_TRANSFERRED, "accept", CALL_ENDED, PERM_CALL_ANSWER, "接受转接",
	  NULL, 0, 0, may_accept, then_accept, .meets = { "accept" } },
	{ ANY_STATE, "correct", SAME_STATE, PERM_CALL_ANSWER, "更正",
	  STEP_INPUT(correct_input, correct_fields), may_correct, then_correct, NULL, NULL },
};

static bool is_final(int state)
{
	return state == CALL_RETURNED || state == CALL_UNREACHABLE || state == CALL_REPLIED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE call SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));
	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这通来电刚被别人处理过，请看过最新内容再办。"));
	return r;
}

/* or the exchange said so */
#define CALL_TIME(column) \
	KEPT_TIME_OR("call", column, \
		     " AND NOT EXISTS (SELECT 1 FROM call_event e WHERE e.community_id = r.community_id" \
		     " AND e.call_id = r.id AND e.at = r." column ")")
KEPT_RECORDS("call", "call",
	     CALL_TIME("received_at") CALL_TIME("ringing_at") CALL_TIME("answered_at")
	     CALL_TIME("ended_at") CALL_TIME("missed_at") KEPT_TIME("call", "transferred_at")
	     KEPT_TIME("call", "accepted_at") KEPT_TIME("call", "replied_at")
	     KEPT_TIME("call", "first_back_at") KEPT_TIME("call", "last_try_at")
	     KEPT_TIME("call", "returned_at") KEPT_TIME("call", "created_at"))

const struct machine call_machine = {
	.subject = "call",
	.states = call_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct call, id),
	.state_at = offsetof(struct call, state),
	.version_at = offsetof(struct call, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int call_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	      const struct input *in, int zone_minutes, struct call *ret)
{
	int r = call_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &call_machine, ret, action, version, in, zone_minutes);
	return r == OK ? call_get(cx, id, ret) : r;
}
