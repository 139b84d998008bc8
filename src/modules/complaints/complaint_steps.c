/* The states of a complaint and what may be done in each: documents 8 (c), 16 (c). */
#include "app/journal.h"
#include "app/reconcile.h"
#include "base/text.h"
#include "modules/complaints/complaint_inputs.h"
#include "modules/complaints/complaint_norms.h"
#include "store/store.h"

static_assert(COMPLAINT_CLOSED == 7 && COMPLAINT_MERGED == 8, "the SQL of complaints says < 7");

#define MAY(name) \
	int complaint_may_##name(struct ctx *cx, const void *record, const void *input)

static const struct complaint *of(const void *record)
{
	return record;
}

static bool is_valid(const void *record)
{
	return of(record)->validity == VALIDITY_VALID;
}

static bool is_invalid(const void *record)
{
	return of(record)->validity == VALIDITY_INVALID;
}

static bool is_known(const void *record)
{
	return !of(record)->anonymous;
}

static bool is_unanswered(const void *record)
{
	return is_known(record) && !of(record)->first_reply_at;
}

static bool is_nobody(const void *record)
{
	return of(record)->anonymous;
}

static bool is_invalid_and_known(const void *record)
{
	return is_invalid(record) && is_known(record);
}

static bool is_invalid_and_nobody(const void *record)
{
	return is_invalid(record) && is_nobody(record);
}

static bool is_major_and_known(const void *record)
{
	return of(record)->grade == GRADE_MAJOR && is_known(record) &&
	       of(record)->state < COMPLAINT_ANSWERED;
}

static bool is_major_untold(const void *record)
{
	return of(record)->grade == GRADE_MAJOR && !of(record)->company_at;
}

static bool is_gradable(const void *record)
{
	return is_valid(record) && of(record)->state < COMPLAINT_ANSWERED;
}

static bool is_not_invalid(const void *record)
{
	return !is_invalid(record);
}

/* ---- may it? ---- */

MAY(judge)
{
	const struct verify_input *in = input;

	(void)record;
	if (in->validity == VALIDITY_VALID) {
		if (!in->grade)
			return fail_field(cx, "grade", T(cx, "有效的投诉请选择等级。"));
		if (!in->cause)
			return fail_field(cx, "cause", T(cx, "有效的投诉请选择原因。"));
	} else if (text_blank(in->refer_name)) {
		return fail_field(cx, "refer_name",
				  T(cx, "无效的投诉不能一推了之：请写明指引业主找哪个单位。"));
	}
	return in->accused ? complaint_is_staff(cx, in->accused, "accused") : OK;
}

/* Refused when nobody but the person complained about holds the post now. */
static int post_is_open(struct ctx *cx, const struct complaint *c, int64_t post)
{
	int64_t found, others;
	int r = store_int(cx,
			  SQL("SELECT id FROM post WHERE community_id = ? AND id = ? AND retired_at = 0"),
			  BINDS(cx->community, post), &found);

	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "post", T(cx, "没有这个岗位。"));
	if (r < 0 || !c->accused_id)
		return r;
	r = store_int(cx,
		      SQL("SELECT COALESCE(MAX(CASE WHEN account_id = ? THEN 1 ELSE 2 END), 2)"
			  " FROM staff_post WHERE community_id = ? AND post_id = ?"
			  " AND from_at <= ? AND (until_at = 0 OR until_at > ?)"),
		      BINDS(c->accused_id, cx->community, post, cx->now, cx->now), &others);
	return r == OK && others == 1
		? fail_field(cx, "post", T(cx, "这个岗位现在只有被投诉人一个人，请派给别的岗位。")) : r;
}

MAY(assign)
{
	const struct assign_input *in = input;
	int r = OK;

	if (!in->unit && !of(record)->unit)
		return fail_field(cx, "unit", T(cx, "请选择责任部门。"));
	if (in->assignee)
		r = complaint_may_work(cx, in->assignee, "assignee");
	if (r == OK && in->assignee && complaint_hidden_from(of(record), in->assignee))
		return fail_field(cx, "assignee", T(cx, "被投诉人不能办理针对自己的投诉。"));
	return r == OK && in->post ? post_is_open(cx, of(record), in->post) : r;
}

/* Of those it was given to; who judges may step in for them. */
MAY(propose)
{
	const struct complaint *c = record;
	int64_t found;
	int r;

	(void)input;
	if (!cx->actor || c->assignee_id == cx->actor->id ||
	    actor_may(cx->actor, PERM_COMPLAINT_JUDGE))
		return OK;
	r = store_int(cx,
		      SQL("SELECT post_id FROM staff_post WHERE community_id = ? AND post_id = ?"
			  " AND account_id = ? AND from_at <= ? AND (until_at = 0 OR until_at > ?)"),
		      BINDS(cx->community, c->post_id, cx->actor->id, cx->now, cx->now), &found);
	if (r != ERR_NOT_FOUND)
		return r;
	return fail(cx, ERR_FORBIDDEN, T(cx, "这件投诉派给了%s，由本人提出方案。"),
		    c->assignee_name ? c->assignee_name : c->post_name ? c->post_name : "-");
}

/* Four eyes; minor by the supervisor, important and major by the director, major not before the
 * company was told. */
MAY(approve)
{
	const struct complaint *c = record;
	int r;

	(void)input;
	if (cx->actor && cx->actor->id == c->proposed_by)
		return fail(cx, ERR_FORBIDDEN, T(cx, "方案是你提出的，要由另一个人审批。"));
	if (c->grade == GRADE_MINOR)
		return OK;
	r = actor_must(cx, PERM_COMPLAINT_GRAVE);
	if (r == OK && c->grade == GRADE_MAJOR && !c->company_at)
		return fail(cx, ERR_CONFLICT, T(cx, "重大投诉要先报公司，再审批。"));
	return r;
}

MAY(regrade)
{
	const struct regrade_input *in = input;

	if (in->grade == of(record)->grade)
		return fail_field(cx, "grade", T(cx, "现在就是这个等级。"));
	/* what the month made 重大 only the director takes back */
	return in->grade < of(record)->grade && of(record)->grade == GRADE_MAJOR
		? actor_must(cx, PERM_COMPLAINT_GRAVE) : OK;
}

MAY(close)
{
	const struct close_input *in = input;

	(void)record;
	if (in->opinion == OPINION_DISSATISFIED)
		return fail_field(cx, "opinion", T(cx, "业主不满意，请“重新处理”，不要关闭。"));
	return OK;
}

MAY(amend)
{
	const struct amend_input *in = input;
	int r = OK;

	if (in->accused && in->nobody)
		return fail_field(cx, "nobody", T(cx, "已经选了被投诉人。"));
	if (in->nobody && of(record)->accused_id)
		r = actor_must(cx, PERM_COMPLAINT_JUDGE);
	return r == OK && in->accused ? complaint_is_staff(cx, in->accused, "accused") : r;
}

#define INPUT_OF(st, table) STEP_INPUT(st, complaint_##table##_fields)
#define DO(name) complaint_then_##name
static const struct step steps[] = {
	{ COMPLAINT_NEW, "verify", COMPLAINT_JUDGED, PERM_COMPLAINT_JUDGE, "判定",
	  INPUT_OF(verify_input, verify), complaint_may_judge, DO(verify), NULL, NULL },
	{ COMPLAINT_JUDGED, "assign", COMPLAINT_HANDLING, PERM_COMPLAINT_JUDGE, "派发",
	  INPUT_OF(assign_input, assign), complaint_may_assign, DO(assign), NULL, is_valid },
	{ COMPLAINT_JUDGED, "answer", COMPLAINT_ANSWERED, PERM_COMPLAINT_WRITE, "答复业主",
	  INPUT_OF(answer_input, answer), NULL, DO(tell_owner), NULL, is_invalid_and_known },
	{ COMPLAINT_JUDGED, "close", COMPLAINT_CLOSED, PERM_COMPLAINT_CLOSE, "关闭",
	  INPUT_OF(handled_input, handled), NULL, DO(close_handled), NULL, is_invalid_and_nobody, false,
	  { "handle", "close" } },
	{ COMPLAINT_JUDGED, "verify", COMPLAINT_JUDGED, PERM_COMPLAINT_JUDGE, "改判",
	  INPUT_OF(verify_input, verify), complaint_may_judge, DO(verify), NULL, NULL },
	{ COMPLAINT_HANDLING, "propose", COMPLAINT_PROPOSED, PERM_COMPLAINT_WORK, "提出方案",
	  INPUT_OF(propose_input, propose), complaint_may_propose, DO(propose), NULL, NULL },
	{ COMPLAINT_HANDLING, "assign", COMPLAINT_HANDLING, PERM_COMPLAINT_JUDGE, "改派",
	  INPUT_OF(assign_input, assign), complaint_may_assign, DO(assign), NULL, NULL },
	{ COMPLAINT_PROPOSED, "approve", COMPLAINT_APPROVED, PERM_COMPLAINT_APPROVE, "同意方案",
	  INPUT_OF(approve_input, approve), complaint_may_approve, DO(approve), NULL, NULL },
	{ COMPLAINT_PROPOSED, "send_back", COMPLAINT_HANDLING, PERM_COMPLAINT_APPROVE, "退回方案",
	  INPUT_OF(why_input, why), NULL, DO(send_back), NULL, NULL },
	{ COMPLAINT_APPROVED, "answer", COMPLAINT_ANSWERED, PERM_COMPLAINT_WRITE, "答复业主",
	  INPUT_OF(answer_input, answer), NULL, DO(tell_owner), NULL, is_known },
	{ COMPLAINT_APPROVED, "close", COMPLAINT_CLOSED, PERM_COMPLAINT_CLOSE, "处理完毕并关闭",
	  INPUT_OF(handled_input, handled), NULL, DO(close_handled), NULL, is_nobody, false,
	  { "handle", "close" } },
	{ COMPLAINT_ANSWERED, "close", COMPLAINT_CLOSED, PERM_COMPLAINT_CLOSE, "关闭",
	  INPUT_OF(close_input, close), complaint_may_close, DO(close), NULL, NULL, false,
	  { "close" } },
	{ COMPLAINT_ANSWERED, "reopen", COMPLAINT_HANDLING, PERM_COMPLAINT_WRITE, "重新处理",
	  INPUT_OF(why_input, why), NULL, DO(reopen), NULL, is_not_invalid },
	{ COMPLAINT_CLOSED, "reopen", COMPLAINT_HANDLING, PERM_COMPLAINT_WRITE, "重新处理",
	  INPUT_OF(why_input, why), NULL, DO(reopen), NULL, is_not_invalid },
	{ COMPLAINT_ANSWERED, "reopen", COMPLAINT_NEW, PERM_COMPLAINT_WRITE, "重新判定",
	  INPUT_OF(why_input, why), NULL, DO(reopen), NULL, is_invalid },
	{ COMPLAINT_CLOSED, "reopen", COMPLAINT_NEW, PERM_COMPLAINT_WRITE, "重新判定",
	  INPUT_OF(why_input, why), NULL, DO(reopen), NULL, is_invalid },
	/* in any state that is no end */
	{ ANY_STATE, "reply", SAME_STATE, PERM_COMPLAINT_WRITE, "首次答复",
	  INPUT_OF(complaint_told, told), NULL, DO(first_reply), NULL, is_unanswered },
	{ ANY_STATE, "progress", SAME_STATE, PERM_COMPLAINT_WORK, "告知进展",
	  INPUT_OF(complaint_told, told), NULL, DO(progress), NULL, is_major_and_known },
	{ ANY_STATE, "tell_company", SAME_STATE, PERM_COMPLAINT_GRAVE, "报公司",
	  INPUT_OF(company_input, company), NULL, DO(tell_company), NULL, is_major_untold },
	{ ANY_STATE, "regrade", SAME_STATE, PERM_COMPLAINT_JUDGE, "改等级",
	  INPUT_OF(regrade_input, regrade), complaint_may_regrade, DO(regrade), NULL, is_gradable },
	{ ANY_STATE, "sight", SAME_STATE, PERM_COMPLAINT_GRAVE, "主任批示",
	  INPUT_OF(complaint_words, words), NULL, DO(sight), NULL, NULL },
	{ ANY_STATE, "note", SAME_STATE, PERM_COMPLAINT_WRITE, "补充记录",
	  INPUT_OF(complaint_words, words), NULL, DO(remark), NULL, NULL },
	{ ANY_STATE, "incident", SAME_STATE, PERM_COMPLAINT_WRITE, "并入事件",
	  INPUT_OF(join_input, join), NULL, DO(join), NULL, NULL },
	{ ANY_STATE, "correct", SAME_STATE, PERM_COMPLAINT_WRITE, "更正",
	  INPUT_OF(amend_input, amend), complaint_may_amend, DO(amend), NULL, NULL },
	{ ANY_STATE, "merge", COMPLAINT_MERGED, PERM_COMPLAINT_JUDGE, "并入另一件",
	  INPUT_OF(merge_input, merge), complaint_may_merge, DO(merge), NULL, NULL, true },
};

static bool is_final(int state)
{
	return state == COMPLAINT_CLOSED || state == COMPLAINT_MERGED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE complaint SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这件投诉刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("complaint", "complaint",
	     KEPT_TIME("complaint", "received_at") KEPT_TIME("complaint", "happened_at")
	     KEPT_TIME("complaint", "judged_at") KEPT_TIME("complaint", "upgraded_at")
	     KEPT_TIME("complaint", "assigned_at") KEPT_TIME("complaint", "first_reply_at")
	     KEPT_TIME("complaint", "proposed_at") KEPT_TIME("complaint", "approved_at")
	     KEPT_TIME("complaint", "company_at") KEPT_TIME("complaint", "answered_at")
	     KEPT_TIME("complaint", "first_closed_at") KEPT_TIME("complaint", "closed_at")
	     KEPT_TIME("complaint", "reopened_at") KEPT_TIME("complaint", "created_at"))

const struct machine complaint_machine = {
	.subject = "complaint",
	.states = complaint_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct complaint, id),
	.state_at = offsetof(struct complaint, state),
	.version_at = offsetof(struct complaint, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int complaint_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		   const struct input *in, int zone_minutes, struct complaint *ret)
{
	int r = complaint_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &complaint_machine, ret, action, version, in, zone_minutes);
	if (r == OK)
		r = complaint_clocks_refresh(cx, ret);
	return r == OK ? complaint_read(cx, id, ret) : r;
}

int complaint_reopen(struct ctx *cx, int64_t id, const char *reason)
{
	struct complaint c;
	struct input in;

	input_init(&in, cx->arena);
	input_add(&in, "reason", reason);
	return complaint_step(cx, id, "reopen", 0, &in, 0, &c);
}

int complaint_visited(struct ctx *cx, int64_t id, int opinion)
{
	struct complaint c;
	int r = complaint_read(cx, id, &c);

	if (r == OK && opinion)
		r = store_exec(cx, SQL("UPDATE complaint SET opinion = ? WHERE community_id = ? AND id = ?"),
			       BINDS(opinion, cx->community, id));
	if (r == OK)
		r = complaint_meet(cx, &c, "visit");
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){
					    .subject = "complaint", .subject_id = id, .action = "visited",
					    .note = opinion ? choice_of(complaint_opinions, opinion)->label
							    : NULL });
	return r == OK ? complaint_clocks_refresh(cx, &c) : r;
}
