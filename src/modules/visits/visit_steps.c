/* The states of a return visit and what may be done in each: document 9 (c). */
#include "app/reconcile.h"
#include "app/calendar.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/visits/visit_parts.h"
#include "store/store.h"

static_assert(VISIT_CLOSED == 8 && VISIT_CANCELLED == 9, "the SQL of visits says < 8");

static bool is_planned(const void *record)
{
	const struct visit *v = record;
	return v->reason == REASON_PLAN || v->reason == REASON_HAND;
}

static bool owes_reply(const void *record)
{
	return ((const struct visit *)record)->reply_at != 0;
}

static int check_staff(struct ctx *cx, const char *field, int64_t account)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT account_id FROM staff WHERE community_id = ?"
			      " AND account_id = ? AND left_on = 0"),
			  BINDS(cx->community, account), &found);

	return r == ERR_NOT_FOUND ? fail_field(cx, field, T(cx, "这个人不在本管理处。")) : r;
}

/* ---- may it? ---- */

static int may_assign(struct ctx *cx, const void *record, const void *input)
{
	const struct visit *v = record;
	const struct assign_input *in = input;
	int64_t found;
	int r;

	if (!in->assignee && !in->post)
		return fail_field(cx, "assignee", T(cx, "请选择安排给谁，或哪个岗位。"));
	if (in->assignee) {
		r = check_staff(cx, "assignee", in->assignee);
		return r == OK ? visit_not_by_doer(cx, v->id, "assignee", in->assignee) : r;
	}
	r = store_int(cx,
		      SQL("SELECT id FROM post WHERE community_id = ? AND id = ? AND retired_at = 0"),
		      BINDS(cx->community, in->post), &found);
	return r == ERR_NOT_FOUND ? fail_field(cx, "post", T(cx, "没有这个岗位。")) : r;
}

static int may_send_home(struct ctx *cx, const void *record, const void *input)
{
	const struct assign_input *in = input;

	return in->assignee || in->post ? may_assign(cx, record, input) : OK;
}

static int check_promise(struct ctx *cx, const char *field, int64_t at)
{
	enum { DAYS_MOST = 60 };

	if (at && at < cx->now - MINUTES(5))
		return fail_field(cx, field, T(cx, "这个时间已经过去。"));
	if (at > cx->now + DAYS(DAYS_MOST))
		return fail_field(cx, field, T(cx, "最多可以约到 %d 天以内。"), (int)DAYS_MOST);
	return OK;
}

static int may_contact(struct ctx *cx, const void *record, const void *input)
{
	const struct contact_input *in = input;
	const struct visit *v = record;
	int r = check_promise(cx, "appointment_at", in->appointment_at);

	return r == OK && cx->actor ? visit_not_by_doer(cx, v->id, "visitor", cx->actor->id) : r;
}

static int may_try(struct ctx *cx, const void *record, const void *input)
{
	const struct visit *v = record;

	(void)input;
	return cx->actor ? visit_not_by_doer(cx, v->id, "visitor", cx->actor->id) : OK;
}

/* 9 (d): who goes to whom; and never who did the work. */
static int check_visitor(struct ctx *cx, const struct visit *v, int64_t visitor)
{
	const struct actor *a = cx->actor;
	int r = a ? visit_not_by_doer(cx, v->id, "visitor", a->id) : OK;

	if (r == OK && visitor) {
		r = check_staff(cx, "visitor", visitor);
		if (r == OK)
			r = visit_not_by_doer(cx, v->id, "visitor", visitor);
	}
	if (r == OK && a && v->major && !actor_is(a, ROLE_DIRECTOR) &&
	    !actor_is(a, ROLE_DEPUTY_DIRECTOR))
		return fail(cx, ERR_FORBIDDEN, T(cx, "重大投诉由管理处主任回访。"));
	return r;
}

static int check_signature(struct ctx *cx, const struct visit *v, int64_t signature)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT id FROM attachment WHERE community_id = ? AND id = ?"
			      " AND subject = 'visit' AND subject_id = ?"),
			  BINDS(cx->community, signature, v->id), &found);

	return r == ERR_NOT_FOUND ? fail_field(cx, "signature", T(cx, "没有找到签名的图片。")) : r;
}

static int check_record(struct ctx *cx, const struct visit *v, const struct record_input *in)
{
	if (in->at && (in->at > cx->now + MINUTES(1) || in->at < v->began_at - MINUTES(1)))
		return fail_field(cx, "at", T(cx, "回访时间应在事项办结之后、现在之前。"));
	if (in->grade == GRADE_C && text_blank(in->remarks) && text_blank(in->shortcomings))
		return fail_field(cx, "remarks", T(cx, "不满意的请写明哪里不满意。"));
	if (!text_blank(in->new_issue) && text_blank(in->answer) && !in->reply_at)
		return fail_field(cx, "reply_at", T(cx, "提出的新问题要当场答复，或约定什么时候答复。"));
	if (in->signature)
		return check_signature(cx, v, in->signature);
	return check_promise(cx, "reply_at", in->reply_at);
}

static int may_record(struct ctx *cx, const void *record, const void *input)
{
	const struct visit *v = record;
	const struct record_input *in = input;
	int r = check_visitor(cx, v, in->visitor);

	return r == OK ? check_record(cx, v, in) : r;
}

static int may_correct(struct ctx *cx, const void *record, const void *input)
{
	const struct visit *v = record;
	const struct record_input *in = input;

	if (text_blank(in->reason))
		return fail_field(cx, "reason", T(cx, "请写明更正的原因。"));
	if (cx->actor && cx->actor->id != v->visitor_id && !actor_may(cx->actor, PERM_VISIT_REVIEW))
		return fail(cx, ERR_FORBIDDEN, T(cx, "回访记录由回访人或主管更正。"));
	return may_record(cx, record, input);
}

static int may_sign(struct ctx *cx, const void *record, const void *input)
{
	const struct visit_sign_input *in = input;

	if (!in->signature)
		return fail_field(cx, "signature", T(cx, "请业主签名，或上传签好的记录单照片。"));
	return check_signature(cx, record, in->signature);
}

static int may_review(struct ctx *cx, const void *record, const void *input)
{
	const struct visit *v = record;
	const struct review_input *in = input;

	if (cx->actor && cx->actor->id == v->visitor_id)
		return fail(cx, ERR_FORBIDDEN, T(cx, "自己的回访由别人审核。"));
	if (v->grade == GRADE_C && in->verdict == VERDICT_PASSED)
		return fail_field(cx, "verdict", T(cx, "业主不满意的回访不能判合格。"));
	if (v->grade != GRADE_C && in->verdict == VERDICT_FAILED && text_blank(in->opinion))
		return fail_field(cx, "opinion", T(cx, "请写明为什么不合格。"));
	return OK;
}

/* 二次回访: until somebody else has asked again. */
static int may_accept(struct ctx *cx, const void *record, const void *input)
{
	const struct visit *v = record;
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT id FROM visit WHERE community_id = ? AND parent_id = ?"
			      " AND +state >= 8"),
			  BINDS(cx->community, v->id), &found);

	(void)input;
	return r == ERR_NOT_FOUND ? fail(cx, ERR_CONFLICT, T(cx, "二次回访还没有结果，不能关闭。"))
				  : r;
}

static int must_be_waived(struct ctx *cx, const struct visit *v, const char *kind)
{
	struct obligation *list;
	bool waived = false, open = false;
	size_t count;
	int r = obligation_of(cx, "visit", v->id, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		if (strcmp(list[i].kind, kind) != 0)
			continue;
		open |= list[i].state == OBLIGATION_OPEN;
		waived |= list[i].state == OBLIGATION_WAIVED;
	}
	return r == OK && (open || !waived) ? fail(cx, ERR_CONFLICT, T(cx, "这一项没有免办。")) : r;
}

static int may_be_waived(struct ctx *cx, const void *record, const void *input)
{
	(void)input;
	return must_be_waived(cx, record, "visit");
}

static int may_excuse(struct ctx *cx, const void *record, const void *input)
{
	(void)input;
	return must_be_waived(cx, record, "sign");
}

static const struct step steps[] = {
	{ VISIT_PENDING, "record", VISIT_IN_REVIEW, PERM_VISIT_WRITE, "记录回访",
	  STEP_INPUT(record_input, record_inputs), may_record, then_visit_record, NULL, NULL },
	{ VISIT_CONTACTED, "record", VISIT_IN_REVIEW, PERM_VISIT_WRITE, "记录回访",
	  STEP_INPUT(record_input, record_inputs), may_record, then_visit_record, NULL, NULL },
	{ VISIT_UNREACHED, "record", VISIT_IN_REVIEW, PERM_VISIT_WRITE, "记录回访",
	  STEP_INPUT(record_input, record_inputs), may_record, then_visit_record, NULL, NULL },
	{ VISIT_PENDING, "unreachable", SAME_STATE, PERM_VISIT_WRITE, "联系不上",
	  STEP_INPUT(unreachable_input, unreachable_inputs), may_try, then_visit_unreachable, NULL,
	  NULL },
	{ VISIT_CONTACTED, "unreachable", SAME_STATE, PERM_VISIT_WRITE, "联系不上",
	  STEP_INPUT(unreachable_input, unreachable_inputs), may_try, then_visit_unreachable, NULL,
	  NULL },
	{ VISIT_PENDING, "contact", VISIT_CONTACTED, PERM_VISIT_WRITE, "已联系，另约时间",
	  STEP_INPUT(contact_input, contact_inputs), may_contact, then_visit_contact, NULL, NULL },
	{ VISIT_CONTACTED, "contact", VISIT_CONTACTED, PERM_VISIT_WRITE, "改约时间",
	  STEP_INPUT(contact_input, contact_inputs), may_contact, then_visit_contact, NULL, NULL },
	{ VISIT_UNREACHED, "home", VISIT_PENDING, PERM_VISIT_REVIEW, "改为上门",
	  STEP_INPUT(assign_input, assign_inputs), may_send_home, then_visit_home, NULL, NULL },
	{ VISIT_UNREACHED, "give_up", VISIT_CLOSED, PERM_VISIT_REVIEW, "按未果关闭",
	  STEP_INPUT(visit_text_input, visit_text_inputs), NULL, then_visit_give_up, NULL, NULL,
	  .drops = true },
	{ VISIT_UNSIGNED, "sign", VISIT_IN_REVIEW, PERM_VISIT_WRITE, "补签名",
	  STEP_INPUT(visit_sign_input, sign_inputs), may_sign, then_visit_sign, NULL, NULL },
	{ VISIT_IN_REVIEW, "review", VISIT_PASSED, PERM_VISIT_REVIEW, "审核",
	  STEP_INPUT(review_input, review_inputs), may_review, then_visit_review, NULL, NULL },
	{ ANY_STATE, "answer", SAME_STATE, PERM_VISIT_WRITE, "已答复业主",
	  STEP_INPUT(visit_text_input, visit_text_inputs), NULL, then_visit_answer, NULL,
	  owes_reply },
	{ VISIT_UNSIGNED, "correct", VISIT_IN_REVIEW, PERM_VISIT_WRITE, "更正记录",
	  STEP_INPUT(record_input, correct_inputs), may_correct, then_visit_correct, NULL, NULL },
	{ VISIT_IN_REVIEW, "correct", VISIT_IN_REVIEW, PERM_VISIT_WRITE, "更正记录",
	  STEP_INPUT(record_input, correct_inputs), may_correct, then_visit_correct, NULL, NULL },
	{ VISIT_PASSED, "close", VISIT_CLOSED, PERM_VISIT_REVIEW, "关闭", NULL, 0, 0, NULL,
	  then_visit_close, NULL, NULL },
	{ VISIT_FAILED, "accept", VISIT_CLOSED, PERM_VISIT_REVIEW, "二次回访已有结果", NULL, 0, 0,
	  may_accept, then_visit_close, NULL, NULL },
	/* 免办: two people agreed that it need not be done; the system goes on */
	{ VISIT_PENDING, "waived", VISIT_CANCELLED, PERM_VISIT_REVIEW, "按免办结束", NULL, 0, 0,
	  may_be_waived, then_visit_waived, NULL, NULL, .drops = true },
	{ VISIT_CONTACTED, "waived", VISIT_CANCELLED, PERM_VISIT_REVIEW, "按免办结束", NULL, 0, 0,
	  may_be_waived, then_visit_waived, NULL, NULL, .drops = true },
	{ VISIT_UNREACHED, "waived", VISIT_CANCELLED, PERM_VISIT_REVIEW, "按免办结束", NULL, 0, 0,
	  may_be_waived, then_visit_waived, NULL, NULL, .drops = true },
	{ VISIT_UNSIGNED, "excuse", VISIT_IN_REVIEW, PERM_VISIT_REVIEW, "免补签名", NULL, 0, 0,
	  may_excuse, then_visit_excuse, NULL, NULL },
	{ VISIT_PENDING, "assign", SAME_STATE, PERM_VISIT_REVIEW, "安排回访人",
	  STEP_INPUT(assign_input, assign_inputs), may_assign, then_visit_assign, NULL, NULL },
	{ VISIT_CONTACTED, "assign", SAME_STATE, PERM_VISIT_REVIEW, "安排回访人",
	  STEP_INPUT(assign_input, assign_inputs), may_assign, then_visit_assign, NULL, NULL },
	{ VISIT_PENDING, "cancel", VISIT_CANCELLED, PERM_VISIT_REVIEW, "取消",
	  STEP_INPUT(visit_text_input, visit_text_inputs), NULL, then_visit_cancel, NULL,
	  is_planned, .drops = true },
	{ VISIT_CONTACTED, "cancel", VISIT_CANCELLED, PERM_VISIT_REVIEW, "取消",
	  STEP_INPUT(visit_text_input, visit_text_inputs), NULL, then_visit_cancel, NULL,
	  is_planned, .drops = true },
};

static bool is_final(int state)
{
	return state == VISIT_CLOSED || state == VISIT_CANCELLED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE visit SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));
	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这次回访刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("visit", "visit",
	     KEPT_TIME("visit", "began_at") KEPT_TIME("visit", "visited_at")
	     KEPT_TIME("visit", "signed_at") KEPT_TIME("visit", "closed_at")
	     KEPT_TIME("visit", "created_at"))

const struct machine visit_machine = {
	.subject = "visit",
	.states = visit_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct visit, id),
	.state_at = offsetof(struct visit, state),
	.version_at = offsetof(struct visit, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

/* ---- what follows by itself: the system takes these steps ---- */

static int by_system(struct ctx *cx, int64_t id, const char *action)
{
	struct ctx system = *cx;
	struct input none;
	struct visit v;
	int r;

	system.actor = NULL;
	input_init(&none, cx->arena);
	r = visit_get(&system, id, &v);
	if (r == OK)
		r = step_take(&system, &visit_machine, &v, action, 0, &none, ZONE_SHANGHAI);
	return r < 0 ? fail(cx, r, "%s", system.why) : OK;
}

/* The step that is due by itself, NULL = none: a passed visit that owes nothing is closed; so is
 * one that was not accepted, once a second visit has ended. */
static int next_by_itself(struct ctx *cx, const struct visit *v, const char **ret)
{
	int64_t n;
	int r;

	*ret = NULL;
	if (v->state != VISIT_PASSED && v->state != VISIT_FAILED)
		return OK;
	r = obligation_open_count(cx, "visit", v->id, &n);
	if (r < 0 || n)
		return r;
	if (v->state == VISIT_PASSED) {
		*ret = "close";
		return OK;
	}
	r = store_int(cx,
		      SQL("SELECT COUNT(*) FROM visit WHERE community_id = ? AND parent_id = ?"
			  " AND +state >= 8"),
		      BINDS(cx->community, v->id), &n);
	if (r == OK && n)
		*ret = "accept";
	return r;
}

static int settle(struct ctx *cx, int64_t id)
{
	const char *action;
	struct visit v;

	for (; id; id = v.parent_id) {
		int r = visit_get(cx, id, &v);
		if (r == OK)
			r = next_by_itself(cx, &v, &action);
		if (r == OK && action)
			r = by_system(cx, id, action);
		if (r < 0 || (!action && v.state < VISIT_CLOSED))
			return r;
	}
	return OK;
}

static int is_owed(struct ctx *cx, int64_t id, const char *kind, bool *ret)
{
	struct obligation *list;
	size_t count;
	int r = obligation_of(cx, "visit", id, &list, &count);

	*ret = false;
	for (size_t i = 0; r == OK && i < count; i++)
		*ret |= list[i].state == OBLIGATION_OPEN && !strcmp(list[i].kind, kind);
	return r;
}

int visit_duty_waived(struct ctx *cx, int64_t id)
{
	static const struct {
		const char *kind, *action;
	} next[] = {
		[VISIT_PENDING] = { "visit", "waived" },   [VISIT_CONTACTED] = { "visit", "waived" },
		[VISIT_UNREACHED] = { "visit", "waived" }, [VISIT_UNSIGNED] = { "sign", "excuse" },
		[VISIT_IN_REVIEW] = { "review", "review" },
	};
	struct ctx system = *cx;
	struct visit v;
	bool owed = true;
	int r;

	system.actor = NULL;
	r = visit_get(&system, id, &v);
	if (r == OK && v.state <= VISIT_IN_REVIEW)
		r = is_owed(&system, id, next[v.state].kind, &owed);
	if (r == OK && !owed)
		r = by_system(&system, id, next[v.state].action);
	if (r == OK)
		r = settle(&system, id);
	return r < 0 ? fail(cx, r, "%s", system.why) : OK;
}

int visit_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	       const struct input *in, int zone_minutes, struct visit *ret)
{
	int r = visit_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &visit_machine, ret, action, version, in, zone_minutes);
	if (r == OK)
		r = settle(cx, id);
	return r == OK ? visit_get(cx, id, ret) : r;
}
