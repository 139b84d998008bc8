/* Document 9 (g) 1 and 6, 13 (d), 16 (g) 6: visits about complaints, and complaints that visits
 * open. */
#include "modules/complaints/complaints_test.h"
#include "modules/visits/visit_figures.h"
#include "visit_office.h"

/* The last visit about a record; how many there are. */
static size_t asked_about(struct ctx *cx, const char *subject, int64_t id, struct visit *ret)
{
	struct visit *list;
	size_t count;

	CHECK_OK(visit_of_subject(cx, subject, id, &list, &count));
	if (count)
		*ret = list[count - 1];
	return count;
}

static int record(struct ctx *cx, int64_t who, struct visit *v, const char *grade)
{
	int r;

	office_as(cx, who);
	r = visit_go(cx, v, "record", "channel", "phone", "grade", grade, "remarks", "还在响", NULL);
	office_as(cx, desk);
	return r;
}

static int review(struct ctx *cx, struct visit *v)
{
	int r;

	office_as(cx, director);
	r = visit_go(cx, v, "review", NULL);
	office_as(cx, desk);
	return r;
}

TEST(scenario_9_g_1_three_days_after_closing_until_midnight_and_a_day_late_is_0_of_1_on_time)
{
	struct ctx *cx = reception("2026-06-09 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯异响");
	struct visit_month m;
	struct visit v;

	CHECK_OK(setting_change(cx, "visits.complaint_days", "3", 0));
	worked_on(cx, &c);
	cx->now = office_at("2026-06-10 14:00");
	CHECK_OK(act(cx, desk, &c, "answer", "answer", "已修好", "way", "phone", NULL));
	CHECK_OK(act(cx, supervisor, &c, "close", NULL));
	CHECK_INT(asked_about(cx, "complaint", c.id, &v), 1);
	CHECK_INT(v.due_at, office_at("2026-06-14 00:00"));
	CHECK_INT(visit_owed(cx, &v, "visit").due_at, v.due_at);
	cx->now = office_at("2026-06-14 11:00");
	CHECK_OK(record(cx, supervisor, &v, "A"));
	CHECK_INT(v.late_days, 1);
	CHECK_INT(visit_owed(cx, &v, "visit").state, OBLIGATION_LATE);
	CHECK_OK(visit_month_read(cx, 2026, 6, &m));
	CHECK_INT(m.kinds[0].key, VISIT_COMPLAINT);
	CHECK_INT(m.kinds[0].on_time, 0);
	CHECK_INT(m.kinds[0].due, 1);
	CHECK_STR(visit_rate(cx->arena, m.all.on_time, m.all.due), "0.00 %");
}

TEST(document_13_a_valid_complaint_is_asked_about_within_48_hours_by_the_supervisor)
{
	struct ctx *cx = reception("2026-06-09 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯异响"), invalid, nobody;
	struct visit v;
	int64_t post;

	answered(cx, &c);
	CHECK_INT(asked_about(cx, "complaint", c.id, &v), 1);
	CHECK_INT(v.due_at, cx->now + HOURS(48));
	CHECK_OK(store_int(cx, SQL("SELECT id FROM post WHERE community_id = ? AND name = 'zhou'"),
			   BINDS(cx->community), &post));
	CHECK_INT(v.post_id, post);
	CHECK_INT(v.unit, DEPT_ENGINEERING);
	/* its handler is kept off */
	CHECK_ERR(record(cx, engineer, &v, "A"), ERR_INVALID);
	invalid = complained(cx, "3-1-102", "市政路坑洼");
	CHECK_OK(act(cx, supervisor, &invalid, "verify", "validity", "invalid", "reason", "市政",
		     "refer_name", "市政", "refer_phone", "12319", NULL));
	CHECK_OK(act(cx, desk, &invalid, "answer", "answer", "已告知", "way", "phone", NULL));
	CHECK_INT(asked_about(cx, "complaint", invalid.id, &v), 0);
	CHECK_OK(complaint_open(cx, &(struct complaint_intake){ .channel = COMPLAINT_BY_MAILBOX,
								.text = "前台态度差" }, &nobody));
	worked_on(cx, &nobody);
	CHECK_OK(act(cx, supervisor, &nobody, "close", "result", "已批评教育", NULL));
	CHECK_INT(asked_about(cx, "complaint", nobody.id, &v), 0);
}

TEST(a_major_complaint_is_asked_about_by_the_head_of_the_office)
{
	struct ctx *cx = reception("2026-06-09 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯困人三次");
	struct visit v;

	CHECK_OK(act(cx, supervisor, &c, "verify", "validity", "valid", "reason", "属实", "grade",
		     "major", "cause", "equipment", "unit", "engineering", NULL));
	CHECK_OK(act(cx, supervisor, &c, "assign", NULL));
	CHECK_OK(act(cx, engineer, &c, "propose", "proposal", "更换", NULL));
	CHECK_OK(act(cx, director, &c, "tell_company", "person", "公司总经理", NULL));
	CHECK_OK(act(cx, director, &c, "approve", "approval", "同意", NULL));
	CHECK_OK(act(cx, desk, &c, "answer", "answer", "已换", "way", "visit", NULL));
	CHECK_INT(asked_about(cx, "complaint", c.id, &v), 1);
	CHECK(v.major);
	CHECK_ERR(record(cx, supervisor, &v, "A"), ERR_FORBIDDEN);
	CHECK_OK(record(cx, director, &v, "A"));
}

TEST(scenario_9_g_6_grade_c_opens_a_complaint_about_the_order_and_a_second_visit_follows_its_end)
{
	struct ctx *cx = reception("2026-06-09 10:00");
	struct request_record q;
	struct complaint *opened, c;
	struct visit_record *rows;
	struct visit first, next;
	size_t count;

	vo.worker = chief;
	q = repaired(cx, (struct request_intake){ .room = "3-1-101", .text = "卫生间漏水" }, NULL);
	CHECK_INT(asked_about(cx, "request", q.id, &first), 1);
	CHECK_OK(record(cx, desk, &first, "C"));
	CHECK_OK(complaint_of_origin(cx, "request", q.id, &opened, &count));
	CHECK_INT(count, 1);
	CHECK_INT(first.complaint_id, opened[0].id);
	CHECK_STR(opened[0].room, "3-1-101");
	CHECK_HAS(opened[0].text, q.number);
	CHECK_INT(opened[0].cause, CAUSE_REPAIR);
	CHECK_OK(visit_go(cx, &first, "correct", "channel", "phone", "grade", "C", "remarks", "还漏",
			  "reason", "写错", NULL));
	CHECK_OK(complaint_of_origin(cx, "request", q.id, &opened, &count));
	CHECK_INT(count, 1);
	CHECK_OK(visit_records(cx, first.id, &rows, &count));
	CHECK_STR(rows[0].remarks, "还在响");
	CHECK_OK(review(cx, &first));
	CHECK_INT(first.state, VISIT_FAILED);
	c = opened[0];
	cx->now += HOURS(5);
	answered(cx, &c);
	CHECK_INT(asked_about(cx, "complaint", c.id, &next), 1);
	CHECK_INT(next.parent_id, first.id);
	CHECK_INT(next.round, 2);
	CHECK_INT(next.reason, REASON_SECOND);
	CHECK_INT(next.due_at, cx->now + HOURS(48));
	CHECK_ERR(record(cx, chief, &next, "A"), ERR_INVALID); /* who did the work at first */
	CHECK_OK(record(cx, supervisor, &next, "B"));
	CHECK_OK(review(cx, &next));
	CHECK_INT(next.state, VISIT_CLOSED);
	CHECK_OK(visit_get(cx, first.id, &first));
	CHECK_INT(first.state, VISIT_CLOSED);
}

TEST(scenario_16_g_6_a_dissatisfied_callback_reopens_the_complaint_and_counts_as_done)
{
	struct ctx *cx = reception("2026-06-09 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯异响");
	struct visit_month m;
	struct visit v, second_visit;
	int64_t closed;

	answered(cx, &c);
	CHECK_OK(act(cx, supervisor, &c, "close", NULL));
	closed = c.first_closed_at;
	CHECK_INT(asked_about(cx, "complaint", c.id, &v), 1);
	cx->now += HOURS(20);
	CHECK_OK(record(cx, supervisor, &v, "C"));
	CHECK_INT(v.complaint_id, c.id);
	CHECK_OK(complaint_get(cx, c.id, &c));
	CHECK_INT(c.state, COMPLAINT_HANDLING);
	CHECK_INT(c.reopen_count, 1);
	CHECK_INT(c.first_closed_at, closed);
	CHECK_INT(c.opinion, 0);
	CHECK_OK(visit_month_read(cx, 2026, 6, &m));
	CHECK_INT(m.all.due, 1);
	CHECK_INT(m.all.on_time, 1);
	CHECK_OK(review(cx, &v));
	CHECK_OK(act(cx, engineer, &c, "propose", "proposal", "换曳引轮", NULL));
	CHECK_OK(act(cx, supervisor, &c, "approve", "approval", "同意", NULL));
	CHECK_OK(act(cx, desk, &c, "answer", "answer", "已换", "way", "phone", NULL));
	CHECK_ERR(act(cx, supervisor, &c, "close", NULL), ERR_CONFLICT);
	CHECK_INT(asked_about(cx, "complaint", c.id, &second_visit), 2);
	CHECK_INT(second_visit.parent_id, v.id);
	CHECK_OK(record(cx, supervisor, &second_visit, "A"));
	CHECK_OK(act(cx, supervisor, &c, "close", NULL));
	CHECK_INT(c.opinion, OPINION_SATISFIED);
	CHECK_INT(c.first_closed_at, closed);
	CHECK_OK(review(cx, &second_visit));
	CHECK_OK(visit_get(cx, v.id, &v));
	CHECK_INT(v.state, VISIT_CLOSED);
}

TEST(a_complaint_that_goes_on_before_it_was_asked_about_stops_that_clock_until_its_next_answer)
{
	struct ctx *cx = reception("2026-06-09 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯异响");
	struct visit v;

	answered(cx, &c);
	cx->now += HOURS(3);
	CHECK_OK(act(cx, desk, &c, "reopen", "reason", "业主来电说还响", NULL));
	CHECK_INT(asked_about(cx, "complaint", c.id, &v), 1);
	CHECK(visit_owed(cx, &v, "visit").paused_at != 0);
	cx->now += DAYS(3);
	CHECK_OK(act(cx, engineer, &c, "propose", "proposal", "换曳引轮", NULL));
	CHECK_OK(act(cx, supervisor, &c, "approve", "approval", "同意", NULL));
	CHECK_OK(act(cx, desk, &c, "answer", "answer", "已换", "way", "phone", NULL));
	CHECK_INT(asked_about(cx, "complaint", c.id, &v), 1);
	CHECK_INT(v.due_at, cx->now + HOURS(48));
	CHECK_INT(visit_owed(cx, &v, "visit").due_at, v.due_at);
	CHECK_INT(visit_owed(cx, &v, "visit").paused_at, 0);
}

TEST(a_complaint_of_a_visit_that_was_merged_still_leads_to_a_second_visit)
{
	struct ctx *cx = reception("2026-06-09 10:00");
	struct complaint main = complained(cx, "3-1-102", "整栋楼漏水"), own = { .id = 0 };
	struct request_record q;
	struct visit first, *list;
	size_t count, seconds = 0;

	vo.worker = chief;
	q = repaired(cx, (struct request_intake){ .room = "3-1-101", .text = "卫生间漏水" }, NULL);
	CHECK_INT(asked_about(cx, "request", q.id, &first), 1);
	CHECK_OK(record(cx, desk, &first, "C"));
	own.id = first.complaint_id;
	CHECK_OK(act(cx, supervisor, &own, "merge", "main", main.number, "reason", "同一处漏水", NULL));
	answered(cx, &main);
	CHECK_OK(visit_of_subject(cx, "complaint", main.id, &list, &count));
	CHECK_INT(count, 2);
	for (size_t i = 0; i < count; i++) {
		seconds += list[i].parent_id == first.id;
		CHECK_STR(list[i].room, list[i].parent_id ? "3-1-101" : "3-1-102");
	}
	CHECK_INT(seconds, 1);
}

TEST(the_person_complained_about_sees_no_visit_about_it)
{
	struct ctx *cx = reception("2026-06-09 10:00");
	struct obligation_filter f = { .view = VIEW_OFFICE, .subject = "visit" };
	struct complaint c;
	struct visit v, *list;
	struct obligation *owed;
	size_t count;

	CHECK_OK(complaint_open(cx, &(struct complaint_intake){
		.channel = COMPLAINT_BY_PHONE, .room = "3-1-101", .phone = "13812345612",
		.text = "保安队长态度差", .accused = chief }, &c));
	answered(cx, &c);
	CHECK_INT(asked_about(cx, "complaint", c.id, &v), 1);
	CHECK_OK(obligation_list(cx, &f, &owed, &count));
	CHECK_INT(count, 1);
	office_as(cx, chief);
	CHECK_OK(visit_list(cx, &(struct visit_filter){ .most = 10 }, &list, &count));
	CHECK_INT(count, 0);
	CHECK_OK(visit_of_room(cx, v.room_id, 10, &list, &count));
	CHECK_INT(count, 0);
	CHECK_ERR(visit_go(cx, &v, "record", "channel", "phone", "grade", "A", NULL), ERR_NOT_FOUND);
	CHECK_OK(obligation_list(cx, &f, &owed, &count));
	CHECK_INT(count, 0);
}
