/* The states of a request and what may be done in each: documents 15 (c), 16 (c). */
#include "app/reconcile.h"
#include "app/setting.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/requests/norms.h"
#include "modules/requests/step_inputs.h"
#include "store/store.h"

static_assert(REQUEST_CLOSED == 11 && REQUEST_CANCELLED == 12, "the SQL of requests says < 11");

static bool is_repair(const void *record)
{
	return ((const struct request_record *)record)->kind == KIND_REPAIR;
}

static bool is_help(const void *record)
{
	return ((const struct request_record *)record)->kind == KIND_HELP;
}

static bool is_talk(const void *record)
{
	return !is_repair(record) && !is_help(record);
}

static bool is_suggestion(const void *record)
{
	return ((const struct request_record *)record)->kind == KIND_SUGGESTION;
}

static bool is_answerable(const void *record)
{
	return !is_repair(record);
}

static bool is_grave(const void *record)
{
	const struct request_record *q = record;
	return q->help_class == HELP_CRIME || q->help_class == HELP_DISASTER;
}

/* ---- may it? ---- */

/* A promised or agreed time lies ahead, and not so far that the matter is forgotten. */
static int check_promise(struct ctx *cx, const char *field, int64_t at)
{
	int64_t days;
	int r;

	if (!at)
		return OK;
	if (at < cx->now - MINUTES(5))
		return fail_field(cx, field, T(cx, "这个时间已经过去。"));
	r = setting_int(cx, "requests.promise_days", &days);
	if (r == OK && at > cx->now + DAYS(days))
		return fail_field(cx, field, T(cx, "最多可以约到 %d 天以内。"), (int)days);
	return r;
}

/* When something is said to have been: after the matter came in, and not in the future. */
static int check_claim(struct ctx *cx, const struct request_record *q, const char *field,
		       int64_t at)
{
	if (at && (at > cx->now + MINUTES(1) || at < q->received_at - MINUTES(1)))
		return fail_field(cx, field, T(cx, "这个时间应在受理之后、现在之前。"));
	return OK;
}


/* 派单: to a person who works here, or to a post. */
static int may_dispatch(struct ctx *cx, const void *record, const void *input)
{
	const struct dispatch_input *in = input;
	int64_t found;
	int r;

	(void)record;
	if (!in->assignee && !in->post)
		return fail_field(cx, "assignee", T(cx, "请选择派给谁，或派给哪个岗位。"));
	r = check_promise(cx, "appointment_at", in->appointment_at);
	if (r < 0)
		return r;
	if (in->assignee) {
		r = store_int(cx,
			      SQL("SELECT account_id FROM staff WHERE community_id = ?"
				  " AND account_id = ? AND left_on = 0"),
			      BINDS(cx->community, in->assignee), &found);
		if (r == ERR_NOT_FOUND)
			return fail_field(cx, "assignee", T(cx, "这个人不在本管理处。"));
		if (r < 0)
			return r;
		if (cx->actor && in->assignee == cx->actor->id)
			return fail_field(cx, "assignee", T(cx, "不能派给自己，请派给别人或岗位。"));
	}
	if (!in->post)
		return OK;
	r = store_int(cx,
		      SQL("SELECT id FROM post WHERE community_id = ? AND id = ? AND retired_at = 0"),
		      BINDS(cx->community, in->post), &found);
	return r == ERR_NOT_FOUND ? fail_field(cx, "post", T(cx, "没有这个岗位。")) : r;
}

/* A worker marks what he did himself; the desk may mark it for him. */
static int is_doer(struct ctx *cx, const struct request_record *q)
{
	int64_t found;
	int r;

	if (!cx->actor || q->assignee_id == cx->actor->id || actor_may(cx->actor, PERM_REQUEST_DISPATCH))
		return OK;
	if (q->post_id && !q->assignee_id) {
		r = store_int(cx,
			      SQL("SELECT post_id FROM staff_post WHERE community_id = ? AND post_id = ?"
				  " AND account_id = ? AND from_at <= ? AND (until_at = 0 OR until_at > ?)"),
			      BINDS(cx->community, q->post_id, cx->actor->id, cx->now, cx->now),
			      &found);
		if (r != ERR_NOT_FOUND)
			return r;
	}
	return fail(cx, ERR_FORBIDDEN, T(cx, "这张单派给了%s，由本人或前台来记。"),
		    q->assignee_name ? q->assignee_name : q->post_name ? q->post_name : "-");
}

static int may_work(struct ctx *cx, const void *record, const void *input)
{
	(void)input;
	return is_doer(cx, record);
}

static int may_wait(struct ctx *cx, const void *record, const void *input)
{
	const struct wait_input *in = input;
	int r = check_promise(cx, "promised_at", in->promised_at);

	return r == OK ? may_work(cx, record, input) : r;
}

static int may_arrive(struct ctx *cx, const void *record, const void *input)
{
	const struct claim_input *in = input;
	const struct request_record *q = record;

	int r = check_claim(cx, q, "at", in->at);

	return r == OK ? is_doer(cx, q) : r;
}

/* Of those who were sent, or the desk for them. */
static int may_help_arrive(struct ctx *cx, const void *record, const void *input)
{
	const struct claim_input *in = input;
	const struct request_record *q = record;
	int64_t found;
	int r = check_claim(cx, q, "at", in->at);

	if (r < 0 || !cx->actor || actor_may(cx->actor, PERM_REQUEST_DISPATCH))
		return r;
	r = store_int(cx,
		      SQL("SELECT account_id FROM request_helper WHERE community_id = ?"
			  " AND request_id = ? AND account_id = ?"),
		      BINDS(cx->community, q->id, cx->actor->id), &found);
	if (r == ERR_NOT_FOUND)
		return fail(cx, ERR_FORBIDDEN, T(cx, "到场由派出的人或前台来记。"));
	return r;
}

/* 报价先于施工: what costs more than was told needs the owner's word. */
static int may_finish(struct ctx *cx, const void *record, const void *input)
{
	const struct request_record *q = record;
	const struct finish_input *in = input;

	if (q->quote_fen >= 0 && in->total_fen > q->quote_fen && text_blank(in->over_quote_reason))
		return fail_field(cx, "over_quote_reason",
				  T(cx, "合计超过了施工前的报价，请写明业主同意加价的经过。"));
	return is_doer(cx, q);
}

static int may_sign(struct ctx *cx, const void *record, const void *input)
{
	const struct request_record *q = record;
	const struct sign_input *in = input;

	if (text_blank(in->signed_by) && text_blank(in->unsigned_reason))
		return fail_field(cx, "signed_by", T(cx, "请填写签收人；没有签字的写明原因。"));
	if (q->total_fen > 0 && !in->pay_way && !text_blank(in->signed_by))
		return fail_field(cx, "pay_way", T(cx, "这张单要收费，请选择付款方式。"));
	return OK;
}

/* 15 (d): two guards for a patient; fewer only when it is said that there are no more. */
static int may_send(struct ctx *cx, const void *record, const void *input)
{
	const struct request_record *q = record;
	const struct send_input *in = input;
	int64_t wanted;
	int r;

	if (!in->helper_count)
		return fail_field(cx, "helpers", T(cx, "请选择派谁去。"));
	if (q->help_class != HELP_PATIENT || in->short_handed)
		return OK;
	r = setting_int(cx, "requests.patient_guards", &wanted);
	if (r == OK && (int64_t)in->helper_count < wanted)
		return fail_field(cx, "helpers",
				  T(cx, "急救病人要派 %d 名秩序维护员，现在只有 %zu 名；人手确实不够时请勾选“人手不足”。"),
				  (int)wanted, in->helper_count);
	return r;
}

static int may_police(struct ctx *cx, const void *record, const void *input)
{
	const struct police_input *in = input;

	if (!in->police_at && text_blank(in->no_police_reason))
		return fail_field(cx, "police_at", T(cx, "请填写报警时间，或不报警的原因。"));
	return check_claim(cx, record, "police_at", in->police_at);
}

/* Whoever was sent must have come before the matter is called handled. */
static int may_end(struct ctx *cx, const void *record, const void *input)
{
	const struct request_record *q = record;
	struct obligation *list;
	size_t count;
	int r = obligation_of(cx, "request", q->id, &list, &count);

	(void)input;
	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].state == OBLIGATION_OPEN && !strcmp(list[i].kind, "arrive"))
			return fail(cx, ERR_CONFLICT, T(cx, "派出的人还没有记到场。"));
	return r;
}

/* ---- closing: nothing closes with an open duty ---- */

static int closed_children(struct ctx *cx, const struct request_record *q)
{
	char *number;
	int r = store_text(cx,
			   SQL("SELECT number FROM request WHERE community_id = ? AND parent_id = ?"
			       " AND +state < 11 LIMIT 1"),
			   BINDS(cx->community, q->id), &number);
	if (r == ERR_NOT_FOUND)
		return OK;
	return r < 0 ? r : fail(cx, ERR_CONFLICT, T(cx, "由它转出的 %s 还没有关闭。"), number);
}

/* 15 (g) 4: crime and disaster. */
static int grave_is_handled(struct ctx *cx, const struct request_record *q)
{
	if (text_blank(q->security_text))
		return fail(cx, ERR_CONFLICT, T(cx, "还缺秩序维护队长的处理意见。"));
	if (!q->sighted_by)
		return fail(cx, ERR_CONFLICT, T(cx, "还缺管理处主任的阅示。"));
	if (q->help_class == HELP_CRIME && !q->police_at && text_blank(q->no_police_reason))
		return fail(cx, ERR_CONFLICT, T(cx, "请记下 110 报警时间，或不报警的原因。"));
	return OK;
}

static int may_close(struct ctx *cx, const void *record, const void *input)
{
	const struct request_record *q = record;
	int r;

	(void)input;
	if (is_grave(q)) {
		r = grave_is_handled(cx, q);
		if (r < 0)
			return r;
	}
	if (q->outcome == OUTCOME_DECLINED && (text_blank(q->refer_name) || text_blank(q->refer_phone)))
		return fail(cx, ERR_CONFLICT,
			    T(cx, "办不了的求助要转到外部机构：请先记下对方的名称和电话。"));
	return closed_children(cx, q);
}

static const struct step steps[] = {
	/* 报修 */
	{ REQUEST_NEW, "dispatch", REQUEST_DISPATCHED, PERM_REQUEST_DISPATCH, "派单",
	  STEP_INPUT(dispatch_input, dispatch_fields), may_dispatch, then_dispatch, NULL, is_repair },
	{ REQUEST_DISPATCHED, "dispatch", REQUEST_DISPATCHED, PERM_REQUEST_DISPATCH, "改派",
	  STEP_INPUT(dispatch_input, dispatch_fields), may_dispatch, then_dispatch, NULL, is_repair },
	{ REQUEST_DISPATCHED, "arrive", REQUEST_ARRIVED, PERM_REQUEST_WORK, "到场",
	  STEP_INPUT(claim_input, claim_fields), may_arrive, then_arrive, NULL, is_repair },
	{ REQUEST_ARRIVED, "finish", REQUEST_FINISHED, PERM_REQUEST_WORK, "完工",
	  STEP_INPUT(finish_input, finish_fields), may_finish, then_finish, read_finish, is_repair,
	  .meets = { "finish" } },
	{ REQUEST_ARRIVED, "quote", SAME_STATE, PERM_REQUEST_WORK, "报价",
	  STEP_INPUT(quote_input, quote_fields), may_work, then_quote, NULL, is_repair },
	{ REQUEST_ARRIVED, "review", REQUEST_IN_REVIEW, PERM_REQUEST_WORK, "提请评审",
	  STEP_INPUT(reason_input, reason_fields), may_work, then_review, NULL, is_repair },
	{ REQUEST_IN_REVIEW, "reviewed", REQUEST_ARRIVED, PERM_REQUEST_REVIEW, "评审答复",
	  STEP_INPUT(text_input, text_fields), NULL, then_reviewed, NULL, is_repair },
	{ REQUEST_ARRIVED, "wait", REQUEST_WAITING, PERM_REQUEST_WORK, "待料改约",
	  STEP_INPUT(wait_input, wait_fields), may_wait, then_wait, NULL, is_repair },
	{ REQUEST_WAITING, "resume", REQUEST_ARRIVED, PERM_REQUEST_WORK, "继续施工",
	  NULL, 0, 0, may_work, then_resume, NULL, is_repair },
	{ REQUEST_FINISHED, "sign", REQUEST_SIGNED, PERM_REQUEST_WORK, "签收",
	  STEP_INPUT(sign_input, sign_fields), may_sign, then_sign, NULL, is_repair,
	  .meets = { "sign" } },
	{ REQUEST_FINISHED, "redo", REQUEST_ARRIVED, PERM_REQUEST_CLOSE, "返工",
	  STEP_INPUT(reason_input, reason_fields), NULL, then_redo, NULL, is_repair },
	{ REQUEST_SIGNED, "redo", REQUEST_ARRIVED, PERM_REQUEST_CLOSE, "返工",
	  STEP_INPUT(reason_input, reason_fields), NULL, then_redo, NULL, is_repair },
	{ REQUEST_SIGNED, "close", REQUEST_CLOSED, PERM_REQUEST_CLOSE, "关闭",
	  NULL, 0, 0, may_close, then_close, NULL, is_repair,
	  .meets = { "close" } },
	/* 求助 */
	{ REQUEST_NEW, "answer", REQUEST_ANSWERED, PERM_REQUEST_WRITE, "答复",
	  STEP_INPUT(text_input, text_fields), NULL, then_answer, NULL, is_answerable },
	{ REQUEST_NEW, "send", REQUEST_HANDLING, PERM_REQUEST_WRITE, "派人",
	  STEP_INPUT(send_input, send_fields), may_send, then_send, read_send, is_help },
	{ REQUEST_ANSWERED, "send", REQUEST_HANDLING, PERM_REQUEST_WRITE, "派人",
	  STEP_INPUT(send_input, send_fields), may_send, then_send, read_send, is_help },
	{ REQUEST_HANDLING, "send", REQUEST_HANDLING, PERM_REQUEST_WRITE, "加派",
	  STEP_INPUT(send_input, send_fields), may_send, then_send, read_send, is_help },
	{ REQUEST_HANDLING, "arrive", REQUEST_HANDLING, PERM_REQUEST_WORK, "到场",
	  STEP_INPUT(claim_input, claim_fields), may_help_arrive, then_help_arrive, NULL, is_help },
	{ REQUEST_NEW, "turn", REQUEST_HANDLING, PERM_REQUEST_WRITE, "转为工单",
	  STEP_INPUT(turn_input, turn_fields), NULL, then_turn, NULL, is_help },
	{ REQUEST_ANSWERED, "turn", REQUEST_HANDLING, PERM_REQUEST_WRITE, "转为工单",
	  STEP_INPUT(turn_input, turn_fields), NULL, then_turn, NULL, is_help },
	{ REQUEST_HANDLING, "turn", REQUEST_HANDLING, PERM_REQUEST_WRITE, "转为工单",
	  STEP_INPUT(turn_input, turn_fields), NULL, then_turn, NULL, is_help },
	{ ANY_STATE, "police", SAME_STATE, PERM_REQUEST_WRITE, "报警记录",
	  STEP_INPUT(police_input, police_fields), may_police, then_police, NULL, is_grave },
	{ ANY_STATE, "security", SAME_STATE, PERM_REQUEST_SECURITY, "处理意见",
	  STEP_INPUT(text_input, text_fields), NULL, then_security, NULL, is_grave },
	{ ANY_STATE, "sight", SAME_STATE, PERM_REQUEST_SIGHT, "阅示",
	  STEP_INPUT(text_input, text_fields), NULL, then_sight, NULL, is_grave },
	{ REQUEST_ANSWERED, "finish", REQUEST_HANDLED, PERM_REQUEST_WRITE, "处置完毕",
	  STEP_INPUT(outcome_input, outcome_fields), may_end, then_outcome, NULL, is_help,
	  .meets = { "finish" } },
	{ REQUEST_HANDLING, "finish", REQUEST_HANDLED, PERM_REQUEST_WRITE, "处置完毕",
	  STEP_INPUT(outcome_input, outcome_fields), may_end, then_outcome, NULL, is_help,
	  .meets = { "finish" } },
	{ ANY_STATE, "refer", SAME_STATE, PERM_REQUEST_WRITE, "转外部机构",
	  STEP_INPUT(refer_input, refer_fields), NULL, then_refer, NULL, is_help },
	{ REQUEST_HANDLED, "close", REQUEST_CLOSED, PERM_REQUEST_CLOSE, "关闭",
	  NULL, 0, 0, may_close, then_close, NULL, is_help,
	  .meets = { "close" } },
	/* 咨询、建议、表扬 */
	{ REQUEST_ANSWERED, "finish", REQUEST_HANDLED, PERM_REQUEST_WRITE, "完整答复",
	  STEP_INPUT(text_input, text_fields), NULL, then_full_answer, NULL, is_suggestion },
	{ REQUEST_HANDLED, "close", REQUEST_CLOSED, PERM_REQUEST_WRITE, "关闭",
	  NULL, 0, 0, may_close, then_close, NULL, is_suggestion,
	  .meets = { "close" } },
	{ REQUEST_ANSWERED, "close", REQUEST_CLOSED, PERM_REQUEST_WRITE, "关闭",
	  NULL, 0, 0, may_close, then_close, NULL, is_talk,
	  .meets = { "close" } },
	/* 各类都可以 */
	{ ANY_STATE, "note", SAME_STATE, PERM_REQUEST_WRITE, "补充记录",
	  STEP_INPUT(text_input, text_fields), NULL, then_note, NULL, NULL },
	{ ANY_STATE, "incident", SAME_STATE, PERM_REQUEST_WRITE, "并入事件",
	  STEP_INPUT(incident_input, join_fields), NULL, then_incident, NULL, NULL },
	{ ANY_STATE, "correct", SAME_STATE, PERM_REQUEST_CORRECT, "更正",
	  STEP_INPUT(correct_input, correct_fields), NULL, then_correct, NULL, NULL },
	{ REQUEST_NEW, "cancel", REQUEST_CANCELLED, PERM_REQUEST_WRITE, "取消",
	  STEP_INPUT(reason_input, reason_fields), NULL, then_cancel, NULL, NULL, true },
	{ REQUEST_DISPATCHED, "cancel", REQUEST_CANCELLED, PERM_REQUEST_WRITE, "取消",
	  STEP_INPUT(reason_input, reason_fields), NULL, then_cancel, NULL, NULL, true },
};

static bool is_final(int state)
{
	return state == REQUEST_CLOSED || state == REQUEST_CANCELLED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE request SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));
	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这张工单刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("request", "request",
	     KEPT_TIME("request", "received_at") KEPT_TIME("request", "answered_at")
	     KEPT_TIME("request", "dispatched_at") KEPT_TIME("request", "arrived_at")
	     KEPT_TIME("request", "finished_at") KEPT_TIME("request", "signed_at")
	     KEPT_TIME("request", "police_at") KEPT_TIME("request", "closed_at")
	     KEPT_TIME("request", "created_at"))

const struct machine request_machine = {
	.subject = "request",
	.states = request_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct request_record, id),
	.state_at = offsetof(struct request_record, state),
	.version_at = offsetof(struct request_record, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int request_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		 const struct input *in, int zone_minutes, struct request_record *ret)
{
	int r = request_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &request_machine, ret, action, version, in, zone_minutes);
	if (r == OK)
		r = norms_refresh(cx, ret);
	return r == OK ? request_get(cx, id, ret) : r;
}
