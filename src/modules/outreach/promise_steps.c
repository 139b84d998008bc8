/* The states of a promise and what may be done in each: document 2 (c). */
#include "modules/outreach/promise_steps.h"
#include "app/reconcile.h"
#include "app/notice.h"
#include "app/post.h"
#include "app/setting.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/contacts/contacts.h"
#include "store/store.h"

const struct norm norm_accept = { "accept", "接受移交", "2 (c)", "outreach.accept_minutes", true,
				  LADDER_DESK };
const struct norm norm_broken = { "broken", "处理失约", "2 (c)", "outreach.broken_hours", false,
				  LADDER_HEAD };

static const struct field keep_fields[] = {
	FIELD(keep_input, evidence, .label = "兑现情况", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED, .max = 2000, .hint = "办了什么，谁看过"),
};
static const struct field move_fields[] = {
	FIELD(move_input, due_at, .label = "改到", .show = SHOW_TIME, .flags = IN_FORM | REQUIRED),
	FIELD(move_input, told_at, .label = "告知业主时间", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED, .hint = "到期前已经告诉业主，才能改期"),
	FIELD(move_input, told_way, .label = "告知方式", .show = SHOW_ENUM, .choices = channels_out,
	      .flags = IN_FORM | REQUIRED),
	FIELD(move_input, reason, .label = "改期原因", .flags = IN_FORM | REQUIRED, .max = 500),
};
static const struct field offer_fields[] = {
	FIELD(offer_input, to, .label = "移交给", .show = SHOW_ID, .flags = IN_FORM | REQUIRED),
	FIELD(offer_input, remark, .label = "交代", .flags = IN_FORM, .max = 500),
};
static const struct field decline_fields[] = {
	FIELD(decline_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED, .max = 500),
};
static const struct field settle_fields[] = {
	FIELD(settle_input, cause, .label = "失约原因", .flags = IN_FORM | REQUIRED, .max = 500),
	FIELD(settle_input, measure, .label = "补救措施", .flags = IN_FORM | REQUIRED, .max = 500),
	FIELD(settle_input, told_at, .label = "告知业主时间", .show = SHOW_TIME, .flags = IN_FORM,
	      .hint = "没有补办就处理的，写明何时和业主说清"),
};
static const struct field withdraw_fields[] = {
	FIELD(withdraw_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED, .max = 500),
};

/* ---- may it? ---- */

/* Whoever follows it up or promised it, and who leads the desk. */
static int is_own(struct ctx *cx, const struct promise *p)
{
	const struct actor *a = cx->actor;

	if (!a || a->id == p->holder_id || a->id == p->promiser_id ||
	    actor_may(a, PERM_PROMISE_SUPERVISE))
		return OK;
	return fail(cx, ERR_FORBIDDEN, T(cx, "这条承诺由%s跟进，由本人或客服主管来办。"),
		    p->holder_name ? p->holder_name : "-");
}

static int may_keep(struct ctx *cx, const void *record, const void *input)
{
	(void)input;
	return is_own(cx, record);
}

/* When the owner is said to have been told. */
static int check_told(struct ctx *cx, const struct promise *p, int64_t at)
{
	if (at > cx->now + MINUTES(1) || at < p->created_at - MINUTES(1))
		return fail_field(cx, "told_at", T(cx, "告知业主的时间应在承诺之后、现在之前。"));
	return OK;
}

static int may_move(struct ctx *cx, const void *record, const void *input)
{
	const struct promise *p = record;
	const struct move_input *in = input;
	int64_t days;
	int r = is_own(cx, p);

	if (r == OK)
		r = check_told(cx, p, in->told_at);
	if (r == OK)
		r = setting_int(cx, "outreach.promise_days", &days);
	if (r < 0)
		return r;
	if (in->told_at >= p->due_at)
		return fail_field(cx, "told_at", T(cx, "到期以后才告知业主，不能算改期。"));
	if (in->due_at <= cx->now)
		return fail_field(cx, "due_at", T(cx, "承诺的时间要在以后。"));
	if (in->due_at > cx->now + DAYS(days))
		return fail_field(cx, "due_at", T(cx, "最多可以承诺到 %d 天以内。"), (int)days);
	if (p->moves && !actor_may(cx->actor, PERM_PROMISE_SUPERVISE))
		return fail(cx, ERR_FORBIDDEN, T(cx, "已经改过一次期，再改要客服主管来办。"));
	return OK;
}

static int may_offer(struct ctx *cx, const void *record, const void *input)
{
	const struct promise *p = record;
	const struct offer_input *in = input;
	int64_t found;
	int r = is_own(cx, p);

	if (r < 0)
		return r;
	if (p->offered_id)
		return fail(cx, ERR_CONFLICT, T(cx, "已经移交给%s，等对方接受或退回。"),
			    p->offered_name ? p->offered_name : "-");
	if (in->to == p->holder_id)
		return fail_field(cx, "to", T(cx, "本来就由这个人跟进。"));
	r = store_int(cx,
		      SQL("SELECT account_id FROM staff WHERE community_id = ? AND account_id = ?"
			  " AND left_on = 0"),
		      BINDS(cx->community, in->to), &found);
	return r == ERR_NOT_FOUND ? fail_field(cx, "to", T(cx, "这个人不在本管理处。")) : r;
}

static int may_accept(struct ctx *cx, const void *record, const void *input)
{
	const struct promise *p = record;

	(void)input;
	if (cx->actor && cx->actor->id != p->offered_id)
		return fail(cx, ERR_FORBIDDEN, T(cx, "移交给了%s，由本人接受或退回。"),
			    p->offered_name ? p->offered_name : "-");
	return OK;
}

/* The supervisor closes a broken promise once it was kept after all, or the owner was told why
 * not. */
static int may_settle(struct ctx *cx, const void *record, const void *input)
{
	const struct promise *p = record;
	const struct settle_input *in = input;

	if (p->state == PROMISE_BROKEN && !in->told_at)
		return fail_field(cx, "told_at", T(cx, "还没有兑现：先兑现，或写明何时和业主说清。"));
	return in->told_at ? check_told(cx, p, in->told_at) : OK;
}

static bool is_offered(const void *record)
{
	return ((const struct promise *)record)->offered_id != 0;
}

/* Never a person's step: only break_it() says so of a record. */
static bool has_run_out(const void *record)
{
	return ((const struct promise *)record)->run_out;
}

static bool is_to_do(const void *record)
{
	return ((const struct promise *)record)->state != PROMISE_KEPT_LATE;
}

/* ---- what it does ---- */

#define THEN(name) \
	static int then_##name(struct ctx *cx, void *record, void *input, \
			       struct journal_entry *entry)

THEN(keep)
{
	const struct promise *p = record;
	const struct keep_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE promise SET kept_at = ?, evidence = ?, offered_id = 0"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, in->evidence, cx->community, p->id));

	entry->note = in->evidence;
	return r;
}

THEN(move)
{
	const struct promise *p = record;
	const struct move_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE promise SET due_at = ?, moves = moves + 1, told_at = ?,"
			       " told_way = ?, move_reason = ? WHERE community_id = ? AND id = ?"),
			   BINDS(in->due_at, in->told_at, in->told_way, in->reason, cx->community,
				 p->id));

	entry->note = in->reason;
	entry->claimed_at = in->told_at;
	if (r == OK)
		r = obligation_cancel(cx, "promise", p->id, "keep");
	if (r == OK)
		r = obligation_promise(cx, &norm_keep, "promise", p->id, in->due_at, p->holder_id, 0);
	return r;
}

THEN(offer)
{
	const struct promise *p = record;
	const struct offer_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE promise SET offered_id = ?, offered_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->to, cx->now, cx->community, p->id));

	entry->note = in->remark;
	if (r == OK)
		r = obligation_open(cx, &norm_accept, "promise", p->id, 0, in->to, 0, NULL);
	if (r < 0)
		return r;
	return notice_tell(cx, &(struct notice){ .account = in->to, .kind = "assigned",
						 .subject = "promise", .subject_id = p->id,
						 .title = T(cx, "有一条承诺移交给你"),
						 .text = p->content });
}

THEN(accept)
{
	const struct promise *p = record;
	int r = store_exec(cx,
			   SQL("UPDATE promise SET holder_id = offered_id, offered_id = 0"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(cx->community, p->id));

	(void)input;
	entry->note = p->offered_name;
	return r == OK ? obligation_owner(cx, "promise", p->id, "keep", p->offered_id, 0) : r;
}

THEN(decline)
{
	const struct promise *p = record;
	const struct decline_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE promise SET offered_id = 0 WHERE community_id = ? AND id = ?"),
			   BINDS(cx->community, p->id));

	entry->note = in->reason;
	return r;
}

THEN(break)
{
	const struct promise *p = record;
	int64_t post;
	int r = store_exec(cx,
			   SQL("UPDATE promise SET broken_at = ? WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, cx->community, p->id));

	(void)input;
	(void)entry;
	if (r == OK)
		r = post_of_role(cx, ROLE_SUPERVISOR, &post);
	return r == OK ? obligation_open(cx, &norm_broken, "promise", p->id, 0, 0, post, NULL) : r;
}

THEN(settle)
{
	const struct promise *p = record;
	const struct settle_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE promise SET cause = ?, measure = ?, offered_id = 0"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->cause, in->measure, cx->community, p->id));

	entry->note = arena_printf(cx->arena, "%s；%s", in->cause, in->measure);
	entry->claimed_at = in->told_at;
	/* what was never done is not called done */
	return r == OK ? obligation_cancel(cx, "promise", p->id, NULL) : r;
}

THEN(withdraw)
{
	const struct promise *p = record;
	const struct withdraw_input *in = input;

	entry->note = in->reason;
	return obligation_cancel(cx, "promise", p->id, NULL);
}

/* Kept while a hand-over stands open: whoever did it has answered that as well. */
#define KEEP(from, to, label) { (from), "keep", (to), PERM_PROMISE_WRITE, (label), \
	STEP_INPUT(keep_input, keep_fields), may_keep, then_keep, .meets = { "keep", "accept" } }
#define WITHDRAW(from) { (from), "withdraw", PROMISE_WITHDRAWN, PERM_PROMISE_SUPERVISE, "撤回", \
	STEP_INPUT(withdraw_input, withdraw_fields), NULL, then_withdraw, .drops = true }
#define BREAK(from) { (from), "break", PROMISE_BROKEN, PERM_PROMISE_WRITE, "到期失约", \
	NULL, 0, 0, NULL, then_break, NULL, has_run_out }

static const struct step steps[] = {
	KEEP(PROMISE_OPEN, PROMISE_KEPT, "已兑现"),
	KEEP(PROMISE_MOVED, PROMISE_KEPT, "已兑现"),
	KEEP(PROMISE_BROKEN, PROMISE_KEPT_LATE, "补记兑现"),
	{ PROMISE_OPEN, "move", PROMISE_MOVED, PERM_PROMISE_WRITE, "改期",
	  STEP_INPUT(move_input, move_fields), may_move, then_move },
	{ PROMISE_MOVED, "move", PROMISE_MOVED, PERM_PROMISE_SUPERVISE, "再改期",
	  STEP_INPUT(move_input, move_fields), may_move, then_move },
	{ ANY_STATE, "accept", SAME_STATE, PERM_PROMISE_WRITE, "接受移交",
	  NULL, 0, 0, may_accept, then_accept, NULL, is_offered, .meets = { "accept" } },
	{ ANY_STATE, "decline", SAME_STATE, PERM_PROMISE_WRITE, "退回移交",
	  STEP_INPUT(decline_input, decline_fields), may_accept, then_decline, NULL, is_offered,
	  .meets = { "accept" } },
	{ ANY_STATE, "hand_over", SAME_STATE, PERM_PROMISE_WRITE, "移交",
	  STEP_INPUT(offer_input, offer_fields), may_offer, then_offer, NULL, is_to_do },
	BREAK(PROMISE_OPEN),
	BREAK(PROMISE_MOVED),
	{ PROMISE_BROKEN, "settle", PROMISE_SETTLED, PERM_PROMISE_SUPERVISE, "处理失约",
	  STEP_INPUT(settle_input, settle_fields), may_settle, then_settle, .drops = true,
	  .meets = { "broken" } },
	{ PROMISE_KEPT_LATE, "settle", PROMISE_SETTLED, PERM_PROMISE_SUPERVISE, "处理失约",
	  STEP_INPUT(settle_input, settle_fields), may_settle, then_settle,
	  .meets = { "broken", "accept" } },
	WITHDRAW(PROMISE_OPEN),
	WITHDRAW(PROMISE_MOVED),
};

static bool is_final(int state)
{
	return state == PROMISE_KEPT || state == PROMISE_SETTLED || state == PROMISE_WITHDRAWN;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE promise SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));
	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这条承诺刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("promise", "promise",
	     KEPT_TIME("promise", "told_at") KEPT_TIME("promise", "kept_at")
	     KEPT_TIME("promise", "broken_at") KEPT_TIME("promise", "created_at"))

const struct machine promise_machine = {
	.subject = "promise",
	.states = promise_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct promise, id),
	.state_at = offsetof(struct promise, state),
	.version_at = offsetof(struct promise, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};
