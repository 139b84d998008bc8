#include "modules/complaints/complaint_norms.h"
#include "app/post.h"
#include "app/permission.h"
#include "store/store.h"

const struct setting complaint_settings[] = {
	{ "complaints.first_reply_hours", SETTING_HOURS, 24, 1, 240, NULL,
	  "投诉受理后多少小时内首次答复业主", "8 (d)" },
	{ "complaints.urgent_reply_hours", SETTING_HOURS, 2, 1, 48, NULL,
	  "特急投诉多少小时内首次答复业主", "8 (d)" },
	{ "complaints.verify_hours", SETTING_HOURS, 24, 1, 240, NULL,
	  "投诉受理后多少小时内由主管判定有效或无效", "8 (d)" },
	{ "complaints.assign_hours", SETTING_HOURS, 8, 1, 240, NULL,
	  "有效投诉判定后多少小时内派发到责任部门", "8 (d)" },
	{ "complaints.minor_hours", SETTING_HOURS, 48, 1, 720, NULL, "轻微投诉多少小时内办结", "8 (d)" },
	{ "complaints.important_hours", SETTING_HOURS, 72, 1, 720, NULL, "重要投诉多少小时内办结",
	  "8 (d)" },
	{ "complaints.major_days", SETTING_INT, 7, 1, 60, NULL, "重大投诉多少个工作日内办结", "8 (d)" },
	{ "complaints.plan_hours", SETTING_HOURS, 24, 1, 240, NULL, "重大投诉多少小时内拿出处理方案",
	  "8 (d)" },
	{ "complaints.progress_hours", SETTING_HOURS, 48, 1, 720, NULL,
	  "重大投诉每隔多少小时向业主告知进展", "8 (d)" },
	{ "complaints.company_hours", SETTING_HOURS, 24, 1, 240, NULL, "重大投诉多少小时内报公司",
	  "8 (c)" },
	{ "complaints.approve_hours", SETTING_HOURS, 24, 1, 240, NULL,
	  "处理方案提出后多少小时内审批", "8 (c)" },
	{ "complaints.answer_days", SETTING_INT, 10, 1, 60, NULL,
	  "投诉最迟多少天内答复业主（地方规定的上限）", "8 (d)" },
	{ "complaints.letter_days", SETTING_INT, 5, 1, 60, NULL, "来函、信箱的投诉多少个工作日内答复",
	  "8 (d)" },
	{ "complaints.close_hours", SETTING_HOURS, 72, 1, 720, NULL, "答复业主后多少小时内关闭投诉",
	  "8 (c)" },
	{ "complaints.revisit_hours", SETTING_HOURS, 48, 1, 720, NULL,
	  "重新处理的投诉答复后多少小时内二次回访", "13 (d)" },
	{ "complaints.reply_all_hours", SETTING_HOURS, 24, 1, 240, NULL,
	  "并案关闭后多少小时内逐户回复", "8 (d)" },
	{ "complaints.major_after_days", SETTING_INT, 30, 1, 365, NULL,
	  "有效投诉满多少天未办结自动升为重大", "8 (d)" },
	{ "complaints.repeat_days", SETTING_INT, 90, 1, 730, NULL,
	  "同一户、同一原因多少天内再次投诉算重复投诉", "8 (e)" },
	{ "complaints.report_days", SETTING_INT, 5, 1, 28, NULL, "月投诉分析报告每月几号前完成",
	  "8 (d)" },
	{ 0 },
};

/* Whose it is when nobody is named. */
enum holder { OF_DESK, OF_SUPERVISOR, OF_DIRECTOR, OF_APPROVER, OF_UNIT };
struct rule {
	struct norm norm;
	enum holder holder;
};
static const struct rule rules[] = {
	{ { "reply", "首次答复", "8 (d)", "complaints.first_reply_hours" }, OF_DESK },
	{ { "verify", "判定", "8 (c)", "complaints.verify_hours" }, OF_SUPERVISOR },
	{ { "assign", "派发", "8 (c)", "complaints.assign_hours" }, OF_SUPERVISOR },
	{ { "plan", "处理方案", "8 (d)", "complaints.plan_hours", .ladder = LADDER_HEAD }, OF_UNIT },
	{ { "progress", "告知进展", "8 (d)", "complaints.progress_hours" }, OF_UNIT },
	{ { "company", "报公司", "8 (c)", "complaints.company_hours", .ladder = LADDER_HEAD },
	  OF_DIRECTOR },
	{ { "approve", "审批", "8 (c)", "complaints.approve_hours", .ladder = LADDER_HEAD },
	  OF_APPROVER },
	{ { "answer", "答复业主", "8 (d)", "complaints.answer_days", .count = BY_DAYS }, OF_DESK },
	{ { "close", "关闭", "8 (c)", "complaints.close_hours" }, OF_SUPERVISOR },
	{ { "visit", "二次回访", "9 (c)", "complaints.revisit_hours" }, OF_SUPERVISOR },
};
static const struct norm urgent_reply = { "reply", "首次答复", "8 (d)",
					  "complaints.urgent_reply_hours" };
static const struct norm letter_answer = { "answer", "答复来函", "8 (d)", "complaints.letter_days",
					   .count = BY_WORKING_DAYS };
static const struct norm reply_all = { "reply", "逐户回复", "8 (d)", "complaints.reply_all_hours" };
/* the first reply to somebody whose case was merged before he had one */
static const struct norm first_reply = { "first", "首次答复", "8 (d)",
					 "complaints.first_reply_hours" };
static const struct norm first_urgent = { "first", "首次答复", "8 (d)",
					  "complaints.urgent_reply_hours" };
static const struct norm handles[] = {
	[GRADE_MINOR] = { "handle", "办结", "8 (d)", "complaints.minor_hours" },
	[GRADE_IMPORTANT] = { "handle", "办结", "8 (d)", "complaints.important_hours" },
	[GRADE_MAJOR] = { "handle", "办结", "8 (d)", "complaints.major_days",
			  .ladder = LADDER_HEAD, .count = BY_WORKING_DAYS },
};

const struct norm_of complaint_norms[] = {
	{ "complaint", &rules[0].norm },
	{ "complaint", &rules[1].norm },
	{ "complaint", &rules[2].norm },
	{ "complaint", &rules[3].norm },
	{ "complaint", &rules[4].norm },
	{ "complaint", &rules[5].norm },
	{ "complaint", &rules[6].norm },
	{ "complaint", &rules[7].norm },
	{ "complaint", &rules[8].norm },
	{ "complaint", &rules[9].norm },
	{ "complaint", &urgent_reply },
	{ "complaint", &letter_answer },
	{ "complaint", &handles[GRADE_MINOR] },
	{ "complaint", &handles[GRADE_IMPORTANT] },
	{ "complaint", &handles[GRADE_MAJOR] },
	{ "complaint_reply", &reply_all },
	{ "complaint_reply", &first_reply },
	{ "complaint_reply", &first_urgent },
	{ "complaint_report", &complaint_report_norm },
	{ "request", &complaint_child_norm },
	{ NULL, NULL },
};
static_assert(COUNT(rules) == 10, "a norm is missing in complaint_norms");

int complaint_post_of_unit(struct ctx *cx, int unit, int64_t *ret)
{
	static const enum role roles[] = {
		[UNIT_SERVICE] = ROLE_FRONT_DESK, [UNIT_ENGINEERING] = ROLE_ENGINEERING_MANAGER,
		[UNIT_ORDER] = ROLE_GUARD_LEADER, [UNIT_CLEANING] = ROLE_STEWARD,
		[UNIT_FINANCE] = ROLE_FINANCE,	  [UNIT_OFFICE] = ROLE_DEPUTY_DIRECTOR,
		[UNIT_DEVELOPER] = ROLE_ENGINEERING_MANAGER,
	};

	if (!unit)
		return post_of_role(cx, ROLE_SUPERVISOR, ret);
	return post_of_role(cx, roles[unit], ret);
}

static int post_of_holder(struct ctx *cx, const struct complaint *c, enum holder holder,
			  int64_t *ret)
{
	if (holder == OF_APPROVER)
		holder = c->grade == GRADE_MINOR ? OF_SUPERVISOR : OF_DIRECTOR;
	switch (holder) {
	case OF_DESK:
		return post_of_role(cx, ROLE_FRONT_DESK, ret);
	case OF_DIRECTOR:
		return post_of_role(cx, ROLE_DIRECTOR, ret);
	case OF_UNIT:
		*ret = c->post_id;
		return c->post_id || c->assignee_id ? OK : complaint_post_of_unit(cx, c->unit, ret);
	default:
		return post_of_role(cx, ROLE_SUPERVISOR, ret);
	}
}

/* Begins, and stays out of sight of the person complained about. */
static int begin(struct ctx *cx, const struct complaint *c, const struct norm *n, int64_t from,
		 int64_t owner, int64_t post)
{
	int r = obligation_open(cx, n, "complaint", c->id, from, owner, post, NULL);

	return r == OK && c->accused_id ? obligation_hide(cx, "complaint", c->id, c->accused_id) : r;
}

static bool is_letter(const struct complaint *c)
{
	return c->channel == COMPLAINT_BY_LETTER || c->channel == COMPLAINT_BY_MAILBOX;
}

int complaint_clock(struct ctx *cx, const struct complaint *c, const char *kind, int64_t from,
		    int64_t owner, int64_t post)
{
	for (size_t i = 0; i < COUNT(rules); i++) {
		const struct norm *n = &rules[i].norm;
		int r = OK;
		if (strcmp(n->kind, kind))
			continue;
		if (!owner && !post)
			r = post_of_holder(cx, c, rules[i].holder, &post);
		if (!owner && rules[i].holder == OF_UNIT)
			owner = c->assignee_id;
		if (c->urgent && !strcmp(kind, "reply"))
			n = &urgent_reply;
		else if (is_letter(c) && !strcmp(kind, "answer"))
			n = &letter_answer;
		return r < 0 ? r : begin(cx, c, n, from, owner, post);
	}
	return fail(cx, ERR_INTERNAL, "no norm %s", kind);
}

int complaint_clock_handle(struct ctx *cx, const struct complaint *c, int64_t from)
{
	int64_t post = c->post_id;
	int r = obligation_cancel(cx, "complaint", c->id, "handle");

	if (r == OK && !post && !c->assignee_id)
		r = complaint_post_of_unit(cx, c->unit, &post);
	return r < 0 ? r : begin(cx, c, &handles[c->grade], from, c->assignee_id, post);
}

int complaint_owes(struct ctx *cx, int64_t id, const char *kind, bool *ret)
{
	struct obligation *list;
	size_t count;
	int r = obligation_of(cx, "complaint", id, &list, &count);

	*ret = false;
	for (size_t i = 0; r == OK && i < count; i++)
		*ret |= list[i].state == OBLIGATION_OPEN && !strcmp(list[i].kind, kind);
	return r;
}

/* What is open already goes on. */
static int clock_once(struct ctx *cx, const struct complaint *c, const char *kind, int64_t from)
{
	bool owed;
	int r = complaint_owes(cx, c->id, kind, &owed);

	return r < 0 || owed ? r : complaint_clock(cx, c, kind, from, 0, 0);
}

int complaint_clocks_major(struct ctx *cx, const struct complaint *c, int64_t from)
{
	int r = OK;

	if (c->state < COMPLAINT_PROPOSED)
		r = clock_once(cx, c, "plan", from);
	if (r == OK && !c->anonymous && c->state < COMPLAINT_ANSWERED)
		r = clock_once(cx, c, "progress", from);
	return r == OK && !c->company_at ? clock_once(cx, c, "company", from) : r;
}

int complaint_clocks_begin(struct ctx *cx, struct complaint *c)
{
	int r = OK;

	if (!c->anonymous) {
		r = complaint_clock(cx, c, "reply", c->received_at, 0, 0);
		if (r == OK)
			r = complaint_clock(cx, c, "answer", c->received_at, 0, 0);
	}
	if (r == OK)
		r = complaint_clock(cx, c, "verify", c->received_at, 0, 0);
	if (r == OK)
		r = complaint_clock_handle(cx, c, c->received_at);
	if (r == OK && c->grade == GRADE_MAJOR)
		r = complaint_clocks_major(cx, c, c->received_at);
	return r == OK ? complaint_clocks_refresh(cx, c) : r;
}

int complaint_clocks_refresh(struct ctx *cx, struct complaint *c)
{
	struct obligation *list;
	size_t count;
	int64_t due = 0;
	int r = obligation_of(cx, "complaint", c->id, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].state == OBLIGATION_OPEN && !list[i].paused_at &&
		    (!due || list[i].due_at < due))
			due = list[i].due_at;
	if (r < 0 || due == c->due_at)
		return r;
	c->due_at = due;
	return store_exec(cx, SQL("UPDATE complaint SET due_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(due, cx->community, c->id));
}

int complaint_meet(struct ctx *cx, const struct complaint *c, const char *kind)
{
	return obligation_meet(cx, "complaint", c->id, kind, 0);
}

/* ---- everybody of a merged case ---- */

int complaint_replies_begin(struct ctx *cx, const struct complaint *c)
{
	struct complaint_party *list;
	size_t count;
	int64_t post;
	int r = complaint_parties(cx, c->id, &list, &count);

	if (r == OK)
		r = post_of_role(cx, ROLE_FRONT_DESK, &post);
	/* one person alone was answered by the step itself */
	if (count == 1 && !c->anonymous)
		count = 0;
	for (size_t i = 0; r == OK && i < count; i++) {
		r = obligation_open(cx, &reply_all, "complaint_reply", list[i].id, 0, 0, post, NULL);
		if (r == OK && c->accused_id)
			r = obligation_hide(cx, "complaint_reply", list[i].id, c->accused_id);
	}
	return r;
}

int complaint_replies_first(struct ctx *cx, const struct complaint *c)
{
	const struct norm *first = c->urgent ? &first_urgent : &first_reply;
	struct complaint_party p = { 0 };
	bool owed;
	int64_t post;
	int r = complaint_owes(cx, c->id, "reply", &owed);

	if (r < 0 || !owed)
		return r;
	r = store_int(cx,
		      SQL("SELECT id FROM complaint_party WHERE community_id = ? AND source_id = ?"),
		      BINDS(cx->community, c->id), &p.id);
	if (r == OK)
		r = post_of_role(cx, ROLE_FRONT_DESK, &post);
	if (r == OK)
		r = obligation_open(cx, first, "complaint_reply", p.id, c->received_at, 0, post, NULL);
	return r == OK && c->accused_id
		? obligation_hide(cx, "complaint_reply", p.id, c->accused_id) : r;
}

int complaint_replies_cancel(struct ctx *cx, int64_t complaint)
{
	struct complaint_party *list;
	size_t count;
	int r = complaint_parties(cx, complaint, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = obligation_cancel(cx, "complaint_reply", list[i].id, "reply");
	return r;
}
