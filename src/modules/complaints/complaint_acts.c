/* What each step of a complaint does, in the transaction that moves the state. */
#include "app/post.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/complaints/complaint_inputs.h"
#include "modules/complaints/complaint_norms.h"
#include "modules/incidents/incidents.h"
#include "modules/requests/requests.h"
#include "store/store.h"

#define THEN(name) \
	int complaint_then_##name(struct ctx *cx, void *record, void *input, \
				  struct journal_entry *entry)

static int64_t self(const struct ctx *cx)
{
	return cx->actor ? cx->actor->id : 0;
}

static int meet_all(struct ctx *cx, const struct complaint *c, const char *const *kinds)
{
	int r = OK;

	for (; r == OK && *kinds; kinds++)
		r = complaint_meet(cx, c, *kinds);
	return r;
}

static int cancel(struct ctx *cx, const struct complaint *c, const char *kind)
{
	return obligation_cancel(cx, "complaint", c->id, kind);
}

static const char *label_of(struct ctx *cx, const struct choice *choices, int value)
{
	const struct choice *c = choice_of(choices, value);

	return c ? T(cx, c->label) : "-";
}

/* "电话：已经安排保洁" */
static const char *told(struct ctx *cx, int way, const char *text)
{
	return arena_printf(cx->arena, T(cx, "%s：%s"), label_of(cx, complaint_ways, way), text);
}

THEN(first_reply)
{
	struct complaint *c = record;
	const struct complaint_told *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE complaint SET first_reply_at = ? WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, cx->community, c->id));

	entry->note = told(cx, in->way, in->text);
	return r == OK ? complaint_meet(cx, c, "reply") : r;
}

/* ---- the verdict ---- */

/* The help call it came from says the same. */
int complaint_hide_origin(struct ctx *cx, const struct complaint *c)
{
	return strcmp(c->origin, "request") ? OK : request_hide(cx, c->origin_id, c->accused_id);
}

/* Kept off from now on: duties leave his board, and what he was to do goes to the unit's post. */
int complaint_keep_off(struct ctx *cx, struct complaint *c, int64_t accused, const char *called)
{
	char *name = NULL;
	int r = OK;

	if (accused && text_blank(called)) {
		r = store_text(cx, SQL_ALL("SELECT name FROM account WHERE id = ?"), BINDS(accused),
			       &name);
		called = name;
	}
	c->accused_id = accused;
	c->accused_name = called ? called : "";
	if (accused && c->assignee_id == accused) {
		c->assignee_id = 0;
		if (r == OK && !c->post_id)
			r = complaint_post_of_unit(cx, c->unit, &c->post_id);
		if (r == OK)
			r = obligation_owner(cx, "complaint", c->id, NULL, 0, c->post_id);
	}
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE complaint SET accused_id = ?, accused_name = ?, assignee_id = ?,"
				   " post_id = ? WHERE community_id = ? AND id = ?"),
			       BINDS(accused, c->accused_name, c->assignee_id, c->post_id,
				     cx->community, c->id));
	if (r == OK)
		r = complaint_hide_origin(cx, c);
	return r == OK ? obligation_hide(cx, "complaint", c->id, accused) : r;
}

int complaint_set_grade(struct ctx *cx, struct complaint *c, int grade, int64_t from)
{
	static const char *const of_major[] = { "plan", "progress", "company" };
	bool was_major = c->grade == GRADE_MAJOR;
	int r;

	/* the same grade keeps its clock */
	if (grade == c->grade)
		return OK;
	r = store_exec(cx, SQL("UPDATE complaint SET grade = ? WHERE community_id = ? AND id = ?"),
		       BINDS(grade, cx->community, c->id));
	c->grade = grade;
	if (r == OK && c->state < COMPLAINT_ANSWERED)
		r = complaint_clock_handle(cx, c, from);
	if (grade == GRADE_MAJOR)
		return r == OK ? complaint_clocks_major(cx, c, from) : r;
	for (size_t i = 0; r == OK && was_major && i < COUNT(of_major); i++)
		r = cancel(cx, c, of_major[i]);
	return r;
}

/* The one before it, of the same household and cause: 重复投诉. */
static int link_repeat(struct ctx *cx, struct complaint *c)
{
	struct complaint *list;
	size_t count;
	int r = complaint_repeats(cx, c, &list, &count);

	if (r < 0 || !count)
		return r;
	c->repeat_of = list[0].id;
	return store_exec(cx,
			  SQL("UPDATE complaint SET repeat_of = ? WHERE community_id = ? AND id = ?"),
			  BINDS(c->repeat_of, cx->community, c->id));
}

static int judge_valid(struct ctx *cx, struct complaint *c, const struct verify_input *in)
{
	int r = link_repeat(cx, c);

	if (r == OK)
		r = complaint_set_grade(cx, c, in->grade, MAX(c->received_at, c->reopened_at));
	if (r == OK)
		r = cancel(cx, c, "assign");
	return r == OK ? complaint_clock(cx, c, "assign", 0, 0, 0) : r;
}

THEN(verify)
{
	struct complaint *c = record;
	const struct verify_input *in = input;
	bool valid = in->validity == VALIDITY_VALID;
	int grade = valid ? in->grade : c->grade, r;

	c->validity = in->validity;
	c->cause = in->cause ? in->cause : c->cause;
	c->unit = in->unit ? in->unit : c->unit;
	r = store_exec(cx,
		       SQL("UPDATE complaint SET validity = ?, validity_reason = ?, refer_name = ?,"
			   " refer_phone = ?, judged_by = ?, judged_at = ?, first_grade = ?, cause = ?,"
			   " unit = ? WHERE community_id = ? AND id = ?"),
		       BINDS(in->validity, in->reason, in->refer_name ? in->refer_name : "",
			     in->refer_phone ? in->refer_phone : "", self(cx), cx->now, grade,
			     c->cause, c->unit, cx->community, c->id));
	entry->note = valid
		? arena_printf(cx->arena, T(cx, "有效，%s：%s"),
			       label_of(cx, complaint_grades, in->grade), in->reason)
		: arena_printf(cx->arena, T(cx, "无效：%s；指引到 %s"), in->reason, in->refer_name);
	if (r == OK && in->accused)
		r = complaint_keep_off(cx, c, in->accused, in->accused == c->accused_id ? c->accused_name : NULL);
	if (r == OK)
		r = complaint_meet(cx, c, "verify");
	if (r < 0)
		return r;
	if (valid)
		return judge_valid(cx, c, in);
	r = cancel(cx, c, "assign");
	return r == OK ? complaint_set_grade(cx, c, GRADE_MINOR, MAX(c->received_at, c->reopened_at)) : r;
}

/* ---- handling ---- */

static int named(struct ctx *cx, int64_t assignee, int64_t post, const char **ret)
{
	char *name = NULL;
	int r = assignee ? store_text(cx, SQL_ALL("SELECT name FROM account WHERE id = ?"),
				      BINDS(assignee), &name)
			 : store_text(cx, SQL("SELECT name FROM post WHERE community_id = ? AND id = ?"),
				      BINDS(cx->community, post), &name);

	*ret = r == OK && name ? name : "";
	return r == ERR_NOT_FOUND ? OK : r;
}

THEN(assign)
{
	static const char *const of_unit[] = { "handle", "plan", "progress" };
	struct complaint *c = record;
	const struct assign_input *in = input;
	const char *who;
	int r = OK;

	c->unit = in->unit ? in->unit : c->unit;
	c->assignee_id = in->assignee;
	c->post_id = in->post;
	if (!c->assignee_id && !c->post_id)
		r = complaint_post_of_unit(cx, c->unit, &c->post_id);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE complaint SET unit = ?, assignee_id = ?, post_id = ?,"
				   " assigned_at = ? WHERE community_id = ? AND id = ?"),
			       BINDS(c->unit, c->assignee_id, c->post_id, cx->now, cx->community, c->id));
	if (r == OK)
		r = named(cx, c->assignee_id, c->post_id, &who);
	if (r < 0)
		return r;
	entry->note = arena_printf(cx->arena, "%s %s %s", label_of(cx, complaint_units, c->unit), who,
				   in->remark ? in->remark : "");
	r = complaint_meet(cx, c, "assign");
	for (size_t i = 0; r == OK && i < COUNT(of_unit); i++)
		r = obligation_owner(cx, "complaint", c->id, of_unit[i], c->assignee_id, c->post_id);
	return r;
}

THEN(propose)
{
	struct complaint *c = record;
	const struct propose_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE complaint SET proposal = ?, proposed_by = ?, proposed_at = ?,"
			       " approval = '', approved_by = 0, approved_at = 0"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->proposal, self(cx), cx->now, cx->community, c->id));

	entry->note = in->proposal;
	if (r == OK)
		r = complaint_meet(cx, c, "plan");
	return r == OK ? complaint_clock(cx, c, "approve", 0, 0, 0) : r;
}

THEN(approve)
{
	struct complaint *c = record;
	const struct approve_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE complaint SET approval = ?, approved_by = ?, approved_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->approval, self(cx), cx->now, cx->community, c->id));

	entry->note = in->approval;
	return r == OK ? complaint_meet(cx, c, "approve") : r;
}

THEN(send_back)
{
	struct complaint *c = record;
	const struct why_input *in = input;
	int r = complaint_meet(cx, c, "approve");

	entry->note = in->reason;
	/* 重大: another plan is owed, as soon as the first one was */
	if (r == OK && c->grade == GRADE_MAJOR)
		r = complaint_clock(cx, c, "plan", 0, 0, 0);
	return r;
}

/* ---- the end ---- */

static int save_result(struct ctx *cx, struct complaint *c, const char *result)
{
	int r = store_exec(cx,
			   SQL("UPDATE complaint SET result = ?, answered_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(result, cx->now, cx->community, c->id));

	c->result = result;
	return r == OK ? complaint_index(cx, c) : r;
}

THEN(tell_owner)
{
	static const char *const done[] = { "reply", "answer", "handle", "progress", NULL };
	struct complaint *c = record;
	const struct answer_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE complaint SET answer = ?, answer_way = ?,"
			       " first_reply_at = CASE WHEN first_reply_at = 0 THEN ? ELSE first_reply_at"
			       " END WHERE community_id = ? AND id = ?"),
			   BINDS(in->answer, in->way, cx->now, cx->community, c->id));

	entry->note = told(cx, in->way, in->answer);
	if (r == OK)
		r = save_result(cx, c, text_blank(in->result) ? in->answer : in->result);
	if (r == OK)
		r = meet_all(cx, c, done);
	if (r == OK)
		r = complaint_clock(cx, c, "close", 0, 0, 0);
	/* 8 (g) 4: after 不满意 the case does not close without a second visit */
	return r == OK && c->reopen_count ? complaint_clock(cx, c, "visit", 0, 0, 0) : r;
}

static int close_now(struct ctx *cx, struct complaint *c, int opinion)
{
	int r = store_exec(cx,
			   SQL("UPDATE complaint SET closed_at = ?,"
			       " opinion = CASE WHEN ? = 0 THEN opinion ELSE ? END,"
			       " first_closed_at = CASE WHEN first_closed_at = 0 THEN ?"
			       " ELSE first_closed_at END WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, opinion, opinion, cx->now, cx->community, c->id));

	return r == OK ? complaint_replies_begin(cx, c) : r;
}

/* 匿名: handled, with nobody to answer. */
THEN(close_handled)
{
	struct complaint *c = record;
	const struct handled_input *in = input;
	int r = save_result(cx, c, in->result);

	entry->note = arena_printf(cx->arena, T(cx, "匿名，不需要答复；%s"), in->result);
	return r == OK ? close_now(cx, c, 0) : r;
}

THEN(close)
{
	struct complaint *c = record;
	const struct close_input *in = input;

	entry->note = arena_printf(cx->arena, "%s %s",
				   in->opinion ? label_of(cx, complaint_opinions, in->opinion) : "",
				   in->remark ? in->remark : "");
	return close_now(cx, c, in->opinion);
}

THEN(reopen)
{
	struct complaint *c = record;
	const struct why_input *in = input;
	bool anew = c->state == COMPLAINT_NEW;
	int r = store_exec(cx,
			   SQL("UPDATE complaint SET reopen_count = reopen_count + 1, reopened_at = ?,"
			       " closed_at = 0, answered_at = 0, opinion = 0"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, cx->community, c->id));

	entry->note = in->reason;
	c->reopen_count++;
	c->reopened_at = cx->now;
	if (r == OK)
		r = complaint_replies_cancel(cx, c->id);
	if (r == OK)
		r = cancel(cx, c, "close");
	if (r == OK)
		r = complaint_clock_handle(cx, c, 0);
	if (r == OK && !c->anonymous)
		r = complaint_clock(cx, c, "answer", 0, 0, 0);
	if (r == OK && anew)
		r = complaint_clock(cx, c, "verify", 0, 0, 0);
	return r == OK && c->grade == GRADE_MAJOR ? complaint_clocks_major(cx, c, 0) : r;
}

THEN(progress)
{
	struct complaint *c = record;
	const struct complaint_told *in = input;
	int r = complaint_meet(cx, c, "progress");

	entry->note = told(cx, in->way, in->text);
	return r == OK ? complaint_clock(cx, c, "progress", 0, 0, 0) : r;
}

THEN(tell_company)
{
	struct complaint *c = record;
	const struct company_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE complaint SET company_person = ?, company_at = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->person, cx->now, cx->community, c->id));

	entry->note = arena_printf(cx->arena, "%s %s", in->person, in->remark ? in->remark : "");
	return r == OK ? complaint_meet(cx, c, "company") : r;
}

/* "轻微 → 重大：…" */
THEN(regrade)
{
	struct complaint *c = record;
	const struct regrade_input *in = input;

	entry->note = arena_printf(cx->arena, T(cx, "%s → %s：%s"),
				   label_of(cx, complaint_grades, c->grade),
				   label_of(cx, complaint_grades, in->grade), in->reason);
	return complaint_set_grade(cx, c, in->grade, MAX(c->received_at, c->reopened_at));
}

THEN(sight)
{
	const struct complaint *c = record;
	const struct complaint_words *in = input;

	entry->note = in->text;
	return store_exec(cx, SQL("UPDATE complaint SET sight = ? WHERE community_id = ? AND id = ?"),
			  BINDS(in->text, cx->community, c->id));
}

THEN(remark)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct complaint_words *)input)->text;
	return OK;
}

/* 并入事件: the complaint goes on; the complainant is told too when the incident is over. */
THEN(join)
{
	const struct complaint *c = record;
	const struct join_input *in = input;
	struct incident_report who = { c->person_name, c->phone, c->room };
	struct incident i;
	int r = incident_find(cx, in->incident, "incident", &i);

	if (r < 0)
		return r;
	entry->note = arena_printf(cx->arena, "%s %s", i.number, i.title);
	return incident_attach(cx, i.id, &who, "complaint", c->id);
}
