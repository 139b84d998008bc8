/* What the steps of a return visit ask for, and what they do in the transaction that moves it. */
#include "app/calendar.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/visits/visit_complaints.h"
#include "modules/visits/visit_parts.h"
#include "store/store.h"

const struct field assign_inputs[2] = {
	FIELD(assign_input, assignee, .label = "安排给", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(assign_input, post, .label = "或安排给岗位", .show = SHOW_ID, .flags = IN_FORM),
};
const struct field contact_inputs[2] = {
	FIELD(contact_input, appointment_at, .label = "约定时间", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED),
	FIELD(contact_input, remarks, .label = "说明", .flags = IN_FORM),
};
const struct field unreachable_inputs[2] = {
	FIELD(unreachable_input, channel, .label = "方式", .show = SHOW_ENUM,
	      .choices = visit_channels, .flags = IN_FORM),
	FIELD(unreachable_input, remarks, .label = "说明", .flags = IN_FORM,
	      .hint = "如无人接听、家里没人"),
};

#define RECORD_FIELDS \
	FIELD(record_input, channel, .label = "方式", .show = SHOW_ENUM, .choices = visit_channels, \
	      .flags = IN_FORM | REQUIRED), \
	FIELD(record_input, grade, .label = "满意度", .show = SHOW_ENUM, .choices = visit_grades, \
	      .flags = IN_FORM | REQUIRED), \
	FIELD(record_input, respondent, .label = "受访人", .flags = IN_FORM, .max = 60), \
	FIELD(record_input, quality, .label = "质量", .show = SHOW_ENUM, .choices = visit_marks, \
	      .flags = IN_FORM), \
	FIELD(record_input, attitude, .label = "服务态度", .show = SHOW_ENUM, \
	      .choices = visit_marks, .flags = IN_FORM), \
	FIELD(record_input, effect, .label = "效果", .show = SHOW_ENUM, .choices = visit_marks, \
	      .flags = IN_FORM), \
	FIELD(record_input, tidy, .label = "穿鞋套、人走场净", .show = SHOW_ENUM, \
	      .choices = visit_answers, .flags = IN_FORM), \
	FIELD(record_input, explained, .label = "说明了维修情况", .show = SHOW_ENUM, \
	      .choices = visit_answers, .flags = IN_FORM), \
	FIELD(record_input, remarks, .label = "备注", .show = SHOW_LONG, .flags = IN_FORM, \
	      .max = 2000), \
	FIELD(record_input, shortcomings, .label = "缺点不足", .show = SHOW_LONG, .flags = IN_FORM, \
	      .max = 2000), \
	FIELD(record_input, suggestions, .label = "建议", .show = SHOW_LONG, .flags = IN_FORM, \
	      .max = 2000), \
	FIELD(record_input, new_issue, .label = "新问题", .show = SHOW_LONG, .flags = IN_FORM, \
	      .max = 2000), \
	FIELD(record_input, answer, .label = "当场答复", .show = SHOW_LONG, .flags = IN_FORM, \
	      .max = 2000), \
	FIELD(record_input, reply_at, .label = "约定答复", .show = SHOW_TIME, .flags = IN_FORM), \
	FIELD(record_input, at, .label = "回访时间", .show = SHOW_TIME, .flags = IN_FORM, \
	      .hint = "不填就是现在；补录的时间只作说明，时限按登记时间算")

const struct field record_inputs[RECORD_INPUT_FIELDS] = {
	RECORD_FIELDS,
	FIELD(record_input, visitor, .label = "回访人", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(record_input, signature, .label = "签名", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(record_input, signed_by, .label = "签名人", .flags = IN_FORM, .max = 60),
};
const struct field correct_inputs[CORRECT_INPUT_FIELDS] = {
	RECORD_FIELDS,
	FIELD(record_input, reason, .label = "更正的原因", .flags = IN_FORM | REQUIRED),
};
const struct field sign_inputs[2] = {
	FIELD(visit_sign_input, signature, .label = "签名", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(visit_sign_input, signed_by, .label = "签名人", .flags = IN_FORM, .max = 60),
};
const struct field review_inputs[2] = {
	FIELD(review_input, verdict, .label = "结论", .show = SHOW_ENUM, .choices = visit_verdicts,
	      .flags = IN_FORM),
	FIELD(review_input, opinion, .label = "审核意见", .show = SHOW_LONG, .flags = IN_FORM,
	      .max = 2000),
};
const struct field visit_text_inputs[1] = {
	FIELD(visit_text_input, text, .label = "说明", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 2000),
};

#define THEN(name) \
	int then_visit_##name(struct ctx *cx, void *record, void *input, \
			      struct journal_entry *entry)

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int64_t actor_id(const struct ctx *cx)
{
	return cx->actor ? cx->actor->id : 0;
}

static const char *minute_text(struct ctx *cx, int64_t at)
{
	char text[CIVIL_TEXT];
	int zone;

	if (calendar_zone(cx, &zone) < 0)
		zone = ZONE_SHANGHAI;
	return arena_strdup(cx->arena, civil_minute(at, zone, text));
}

/* The table's row names one end; where there are two, the record goes on to the other. */
static int go_on(struct ctx *cx, struct visit *v, int to, struct journal_entry *entry)
{
	int r;

	if (v->state == to)
		return OK;
	if (!entry->from_state)
		entry->from_state = choice_of(visit_states, v->state)->word;
	r = visit_machine.move(cx, v->id, v->state, v->version, to);
	v->state = to;
	v->version++;
	entry->to_state = choice_of(visit_states, to)->word;
	return r;
}

/* ---- before the visit ---- */

static int assign(struct ctx *cx, const struct visit *v, const struct assign_input *in,
		  struct journal_entry *entry)
{
	char *name = NULL;
	int r = in->assignee ? store_text(cx, SQL_ALL("SELECT name FROM account WHERE id = ?"),
					  BINDS(in->assignee), &name)
			     : store_text(cx, SQL("SELECT name FROM post WHERE community_id = ?"
						  " AND id = ?"),
					  BINDS(cx->community, in->post), &name);

	if (r < 0)
		return r;
	entry->note = name;
	r = store_exec(cx,
		       SQL("UPDATE visit SET assignee_id = ?, post_id = ? WHERE community_id = ?"
			   " AND id = ?"),
		       BINDS(in->assignee, in->post, cx->community, v->id));
	return r == OK ? obligation_owner(cx, "visit", v->id, "visit", in->assignee, in->post) : r;
}

THEN(assign)
{
	return assign(cx, record, input, entry);
}

THEN(contact)
{
	const struct visit *v = record;
	const struct contact_input *in = input;

	entry->note = arena_printf(cx->arena, T(cx, "约定 %s %s"),
				   minute_text(cx, in->appointment_at), or_empty(in->remarks));
	return store_exec(cx,
			  SQL("UPDATE visit SET appointment_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(in->appointment_at, cx->community, v->id));
}

static const struct field try_at_fields[] = { FIELD(visit_try, at, 0) };

/* 9 (c): so many tries on so many days since the last decision. */
static int tried_enough(struct ctx *cx, const struct visit *v, bool *ret)
{
	int64_t tries, days, seen = 0;
	int32_t last = -1;
	struct visit_try *list;
	size_t count;
	int zone, r = setting_int(cx, "visits.tries", &tries);

	*ret = false;
	if (r == OK)
		r = setting_int(cx, "visits.try_days", &days);
	if (r == OK)
		r = calendar_zone(cx, &zone);
	if (r < 0 || v->tries < tries)
		return r;
	r = store_list(cx,
		       SQL("SELECT at FROM visit_try WHERE community_id = ? AND visit_id = ?"
			   " ORDER BY id DESC LIMIT ?"),
		       BINDS(cx->community, v->id, v->tries), FIELDS(visit_try, try_at_fields), &list,
		       &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		int32_t day = civil_day_of(list[i].at, zone);
		seen += day != last;
		last = day;
	}
	*ret = seen >= days;
	return r;
}

THEN(unreachable)
{
	struct visit *v = record;
	const struct unreachable_input *in = input;
	int channel = in->channel ? in->channel : (int)BY_PHONE;
	int64_t post;
	bool enough;
	int r = store_exec(cx,
			   SQL("INSERT INTO visit_try (community_id, id, visit_id, at, channel,"
			       " remarks, by_id) VALUES (?, ?, ?, ?, ?, ?, ?)"),
			   BINDS(cx->community, id_new(cx->now), v->id, cx->now, channel,
				 or_empty(in->remarks), actor_id(cx)));

	v->tries++;
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE visit SET tries = ? WHERE community_id = ? AND id = ?"),
			       BINDS(v->tries, cx->community, v->id));
	entry->note = arena_printf(cx->arena, T(cx, "第 %d 次，%s %s"), v->tries,
				   T(cx, choice_of(visit_channels, channel)->label),
				   or_empty(in->remarks));
	if (r == OK)
		r = tried_enough(cx, v, &enough);
	if (r < 0 || !enough)
		return r;
	r = go_on(cx, v, VISIT_UNREACHED, entry);
	if (r == OK)
		r = post_of_role(cx, ROLE_SUPERVISOR, &post);
	return r == OK ? visit_clock(cx, v, CLOCK_DECIDE, 0, post) : r;
}

THEN(home)
{
	struct visit *v = record;
	const struct assign_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE visit SET at_home = 1, tries = 0 WHERE community_id = ?"
			       " AND id = ?"),
			   BINDS(cx->community, v->id));

	if (r == OK)
		r = obligation_meet(cx, "visit", v->id, "decide", 0);
	if (r == OK && (in->assignee || in->post))
		r = assign(cx, v, in, entry);
	return r;
}

static int end(struct ctx *cx, const struct visit *v, int outcome)
{
	return store_exec(cx,
			  SQL("UPDATE visit SET outcome = ?, closed_at = ? WHERE community_id = ?"
			      " AND id = ?"),
			  BINDS(outcome, cx->now, cx->community, v->id));
}

THEN(give_up)
{
	const struct visit *v = record;
	int64_t counts;
	int r = obligation_meet(cx, "visit", v->id, "decide", 0);

	entry->note = ((const struct visit_text_input *)input)->text;
	if (r == OK)
		r = setting_int(cx, "visits.unreached_counts", &counts);
	if (r == OK)
		r = counts ? obligation_meet(cx, "visit", v->id, "visit", 0)
			   : obligation_cancel(cx, "visit", v->id, "visit");
	if (r == OK)
		r = visit_tell_complaint(cx, v, 0);
	return r == OK ? end(cx, v, VISIT_NOBODY) : r;
}

THEN(cancel)
{
	const struct visit *v = record;
	int r = obligation_cancel(cx, "visit", v->id, NULL);

	entry->note = ((const struct visit_text_input *)input)->text;
	return r == OK ? end(cx, v, VISIT_DROPPED) : r;
}

THEN(waived)
{
	(void)input;
	(void)entry;
	return end(cx, record, VISIT_DROPPED);
}

THEN(close)
{
	const struct visit *v = record;

	(void)input;
	(void)entry;
	return end(cx, v, VISIT_DONE);
}

/* ---- the record ---- */

static int save_record(struct ctx *cx, const struct visit *v, const struct record_input *in)
{
	int64_t n;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM visit_record WHERE community_id = ?"
			      " AND visit_id = ?"),
			  BINDS(cx->community, v->id), &n);

	if (r < 0)
		return r;
	return store_exec(cx,
		SQL("INSERT INTO visit_record (community_id, id, visit_id, n, at, channel, respondent,"
		    " grade, quality, attitude, effect, tidy, explained, shortcomings, suggestions,"
		    " new_issue, answer, reply_at, remarks, reason, visitor_id, created_by, created_at)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
		BINDS(cx->community, id_new(cx->now), v->id, n + 1, in->at ? in->at : cx->now,
		      in->channel, text_blank(in->respondent) ? v->person_name : in->respondent,
		      in->grade, in->quality, in->attitude, in->effect, in->tidy, in->explained,
		      or_empty(in->shortcomings), or_empty(in->suggestions), or_empty(in->new_issue),
		      or_empty(in->answer), in->reply_at, or_empty(in->remarks),
		      or_empty(in->reason), v->visitor_id, actor_id(cx), cx->now));
}

static int save_signature(struct ctx *cx, struct visit *v, int64_t signature, const char *by)
{
	int r = store_exec(cx,
			   SQL("INSERT INTO visit_signature (community_id, visit_id, attachment_id,"
			       " signed_by, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)"),
			   BINDS(cx->community, v->id, signature,
				 text_blank(by) ? v->person_name : by, cx->now, actor_id(cx)));

	v->signed_at = cx->now;
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE visit SET signed_at = ? WHERE community_id = ? AND id = ?"),
			       BINDS(cx->now, cx->community, v->id));
	return r;
}

/* Who looks at it: the supervisor; at a supervisor's or a complaint's, the head of the office. */
static int review_post(struct ctx *cx, const struct visit *v, int64_t *ret)
{
	bool head = v->kind == VISIT_COMPLAINT || actor_is(cx->actor, ROLE_SUPERVISOR);

	return post_of_role(cx, head ? ROLE_DIRECTOR : ROLE_SUPERVISOR, ret);
}

/* Where a recorded visit stands: 待补签 at the door without a signature, else 待审核, or 合格 where
 * the office does not review what pleased. `was` is the state before the step. */
static int find_place(struct ctx *cx, struct visit *v, int was, struct journal_entry *entry)
{
	bool unsigned_ = v->channel == BY_DOOR && !v->signed_at;
	int64_t reviews, post;
	int r = setting_int(cx, "visits.review", &reviews);

	if (r == OK && was == VISIT_UNSIGNED && !unsigned_)
		r = v->signed_at ? obligation_meet(cx, "visit", v->id, "sign", 0)
				 : obligation_cancel(cx, "visit", v->id, "sign");
	if (r == OK && was == VISIT_IN_REVIEW && unsigned_)
		r = obligation_cancel(cx, "visit", v->id, "review");
	if (r < 0)
		return r;
	if (unsigned_) {
		r = go_on(cx, v, VISIT_UNSIGNED, entry);
		if (r < 0 || was == VISIT_UNSIGNED)
			return r;
		return visit_clock(cx, v, CLOCK_SIGN, v->visitor_id, 0);
	}
	if (!reviews && v->grade != GRADE_C)
		return go_on(cx, v, VISIT_PASSED, entry);
	if (was == VISIT_IN_REVIEW)
		return OK;
	r = review_post(cx, v, &post);
	return r == OK ? visit_clock(cx, v, CLOCK_REVIEW, 0, post) : r;
}

/* 9 (g) 6: what displeased is complained about by itself, once a visit. */
static int complain(struct ctx *cx, struct visit *v, const struct record_input *in)
{
	int r;

	if (v->grade != GRADE_C || v->complaint_id)
		return OK;
	r = visit_complain(cx, v, in, &v->complaint_id);
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE visit SET complaint_id = ? WHERE community_id = ? AND id = ?"),
			  BINDS(v->complaint_id, cx->community, v->id));
}

/* What the record in force says goes to the visit, for lists and figures. */
static int take_over(struct ctx *cx, struct visit *v, const struct record_input *in)
{
	int r;

	v->channel = in->channel;
	v->grade = in->grade;
	r = store_exec(cx,
		       SQL("UPDATE visit SET channel = ?, grade = ?, visited_at = ?, visitor_id = ?,"
			   " outcome = 1 WHERE community_id = ? AND id = ?"),
		       BINDS(v->channel, v->grade, v->visited_at, v->visitor_id, cx->community, v->id));
	if (r == OK && in->reply_at) {
		if (v->reply_at)
			r = obligation_cancel(cx, "visit", v->id, "reply");
		v->reply_at = in->reply_at;
		if (r == OK)
			r = visit_promise(cx, v, in->reply_at);
		if (r == OK)
			r = store_exec(cx,
				       SQL("UPDATE visit SET reply_at = ? WHERE community_id = ?"
					   " AND id = ?"),
				       BINDS(in->reply_at, cx->community, v->id));
	}
	if (r == OK)
		r = visit_tell_complaint(cx, v, v->grade);
	return r == OK ? complain(cx, v, in) : r;
}

static const char *told(struct ctx *cx, const struct record_input *in)
{
	/* 9 (d): a telephone visit needs no signature and says so instead */
	return arena_printf(cx->arena, "%s，%s %s%s",
			    in->channel == BY_PHONE
				    ? T(cx, "电话回访")
				    : T(cx, choice_of(visit_channels, in->channel)->label),
			    T(cx, choice_of(visit_grades, in->grade)->label), or_empty(in->remarks),
			    or_empty(in->shortcomings));
}

THEN(record)
{
	struct visit *v = record;
	const struct record_input *in = input;
	int r;

	v->visited_at = cx->now;
	v->visitor_id = in->visitor ? in->visitor : actor_id(cx);
	entry->claimed_at = in->at;
	entry->note = told(cx, in);
	r = save_record(cx, v, in);
	if (r == OK)
		r = obligation_meet(cx, "visit", v->id, "visit", 0);
	if (r == OK)
		r = obligation_cancel(cx, "visit", v->id, "decide");
	if (r == OK && in->signature)
		r = save_signature(cx, v, in->signature, in->signed_by);
	if (r == OK)
		r = take_over(cx, v, in);
	return r == OK ? find_place(cx, v, VISIT_PENDING, entry) : r;
}

THEN(correct)
{
	struct visit *v = record;
	const struct record_input *in = input;
	bool was_review = !entry->from_state;
	int r = save_record(cx, v, in);

	entry->note = arena_printf(cx->arena, "%s；%s", in->reason, told(cx, in));
	if (r == OK)
		r = take_over(cx, v, in);
	if (r == OK)
		r = find_place(cx, v, was_review ? VISIT_IN_REVIEW : VISIT_UNSIGNED, entry);
	return r;
}

THEN(sign)
{
	struct visit *v = record;
	const struct visit_sign_input *in = input;
	int r = save_signature(cx, v, in->signature, in->signed_by);

	entry->note = arena_printf(cx->arena, T(cx, "签名人：%s"),
				   text_blank(in->signed_by) ? v->person_name : in->signed_by);
	return r == OK ? find_place(cx, v, VISIT_UNSIGNED, entry) : r;
}

/* 免签: reviewed as it is. */
THEN(excuse)
{
	struct visit *v = record;
	int64_t post;
	int r = review_post(cx, v, &post);

	(void)input;
	(void)entry;
	return r == OK ? visit_clock(cx, v, CLOCK_REVIEW, 0, post) : r;
}

/* ---- after it ---- */

THEN(review)
{
	struct visit *v = record;
	const struct review_input *in = input;
	bool failed = in->verdict ? in->verdict == VERDICT_FAILED : v->grade == GRADE_C;
	struct visit second;
	int r = store_exec(cx,
			   SQL("UPDATE visit SET reviewed_by = ?, review_text = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(actor_id(cx), or_empty(in->opinion), cx->community, v->id));

	entry->note = arena_printf(cx->arena, "%s %s", T(cx, failed ? "不合格" : "合格"),
				   or_empty(in->opinion));
	if (r == OK)
		r = obligation_meet(cx, "visit", v->id, "review", 0);
	if (r == OK && failed)
		r = go_on(cx, v, VISIT_FAILED, entry);
	/* with a complaint the second visit is owed when that one has been dealt with */
	if (r == OK && failed && !v->complaint_id)
		r = visit_second(cx, v, 0, &second);
	return r;
}

THEN(answer)
{
	const struct visit *v = record;
	int r = obligation_meet(cx, "visit", v->id, "reply", 0);

	entry->note = ((const struct visit_text_input *)input)->text;
	if (r < 0)
		return r;
	return store_exec(cx, SQL("UPDATE visit SET reply_at = 0 WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, v->id));
}
