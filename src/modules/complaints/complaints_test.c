/* The acceptance scenarios of document 8 (g) and of 16 (g) 4 and 6, by name. */
#include "modules/complaints/complaints_test.h"

TEST(scenario_8_g_1_a_minor_complaint_shows_both_clocks_48_and_24_hours_after_it_came)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯异响");

	CHECK_INT(duty(cx, "complaint", c.id, "reply").due_at, office_at("2026-06-02 10:00"));
	cx->now += HOURS(3);
	CHECK_OK(act(cx, supervisor, &c, "verify", "validity", "valid", "reason", "属实", "grade",
		     "minor", "cause", "equipment", NULL));
	CHECK_INT(duty(cx, "complaint", c.id, "handle").due_at, office_at("2026-06-03 10:00"));
	CHECK_INT(duty(cx, "complaint", c.id, "handle").state, OBLIGATION_OPEN);
	CHECK_INT(duty(cx, "complaint", c.id, "reply").state, OBLIGATION_OPEN);
	CHECK_INT(c.due_at, office_at("2026-06-01 21:00")); /* to be given to a unit, the soonest */
}

TEST(scenario_8_g_2_valid_and_open_for_a_month_becomes_major_and_director_and_company_are_told)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯异响"), other;
	struct journal_entry *events;
	size_t count;
	int64_t told;

	CHECK_OK(act(cx, supervisor, &c, "verify", "validity", "valid", "reason", "属实", "grade",
		     "minor", "cause", "equipment", NULL));
	other = complained(cx, "3-1-102", "没有判定的不升级");
	office_commit(cx);
	office_as(cx, 0);
	cx->now = office_at("2026-07-01 09:59");
	CHECK_OK(complaint_upgrade_due(cx));
	CHECK_OK(complaint_get(cx, c.id, &c));
	CHECK_INT(c.grade, GRADE_MINOR);
	cx->now = office_at("2026-07-01 10:00");
	CHECK_OK(complaint_upgrade_due(cx));
	CHECK_OK(complaint_upgrade_due(cx)); /* once only */
	CHECK_OK(complaint_get(cx, c.id, &c));
	CHECK_INT(c.grade, GRADE_MAJOR);
	CHECK_INT(c.first_grade, GRADE_MINOR);
	CHECK_INT(c.upgraded_at, cx->now);
	CHECK_OK(journal_of(cx, "complaint", c.id, &events, &count));
	CHECK_STR(events[count - 1].action, "upgrade");
	CHECK_HAS(events[count - 1].note, "轻微 → 重大");
	CHECK_HAS(events[count - 1].data, "\"from\":\"minor\"");
	CHECK_INT(duty(cx, "complaint", c.id, "company").due_at, office_at("2026-07-02 10:00"));
	CHECK_INT(duty(cx, "complaint", c.id, "plan").due_at, office_at("2026-07-02 10:00"));
	CHECK_INT(duty(cx, "complaint", c.id, "progress").due_at, office_at("2026-07-03 10:00"));
	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND account_id = ?"
			       " AND subject_id = ?"),
			   BINDS(cx->community, director, c.id), &told));
	CHECK_INT(told, 1);
	CHECK_OK(complaint_get(cx, other.id, &other));
	CHECK_INT(other.grade, GRADE_MINOR);
	CHECK_OK(act(cx, director, &c, "tell_company", "person", "公司总经理", NULL));
	CHECK_INT(duty(cx, "complaint", c.id, "company").state, OBLIGATION_MET);
}

TEST(scenario_8_g_3_an_invalid_complaint_has_a_reason_and_a_referral_and_counts_as_received_only)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint c = complained(cx, "3-1-101", "小区外的市政路坑洼，要求重铺");
	struct complaint_month m;

	CHECK_ERR(act(cx, supervisor, &c, "verify", "validity", "invalid", "reason", "市政道路", NULL),
		  ERR_INVALID);
	CHECK_STR(cx->errors->field, "refer_name");
	CHECK_OK(act(cx, supervisor, &c, "verify", "validity", "invalid", "reason", "市政道路",
		     "refer_name", "市政养护中心", "refer_phone", "12319", NULL));
	CHECK_INT(c.validity, VALIDITY_INVALID);
	CHECK_ERR(act(cx, supervisor, &c, "assign", "unit", "office", NULL), ERR_CONFLICT);
	CHECK_OK(act(cx, desk, &c, "answer", "answer", "这段路由市政负责，已告知电话", "way", "phone",
		     NULL));
	CHECK_OK(act(cx, supervisor, &c, "close", NULL));
	CHECK_INT(c.state, COMPLAINT_CLOSED);
	CHECK_OK(complaint_month_read(cx, "2026-06", &m));
	CHECK_INT(m.all.received, 1);
	CHECK_INT(m.all.judged, 1);
	CHECK_INT(m.all.valid, 0);
	CHECK_STR(complaint_rate(cx, m.all.valid, m.all.judged), "0.0%");
	CHECK_STR(complaint_rate(cx, m.all.handled, m.all.received), "100.0%");
}

TEST(scenario_8_g_4_after_dissatisfaction_it_is_worked_on_again_and_needs_a_second_visit)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯异响");
	int64_t first;

	answered(cx, &c);
	CHECK_OK(act(cx, supervisor, &c, "close", NULL));
	first = c.first_closed_at;
	CHECK(first > 0);
	cx->now += DAYS(2);
	CHECK_OK(complaint_reopen(cx, c.id, "回访不满意：还响"));
	CHECK_OK(complaint_get(cx, c.id, &c));
	CHECK_INT(c.state, COMPLAINT_HANDLING);
	CHECK_INT(c.reopen_count, 1);
	CHECK_INT(c.closed_at, 0);
	CHECK_INT(duty(cx, "complaint", c.id, "handle").due_at, cx->now + HOURS(48));
	CHECK_OK(act(cx, engineer, &c, "propose", "proposal", "换曳引轮", NULL));
	CHECK_OK(act(cx, supervisor, &c, "approve", "approval", "同意", NULL));
	CHECK_OK(act(cx, desk, &c, "answer", "answer", "已更换", "way", "visit", NULL));
	CHECK_ERR(act(cx, supervisor, &c, "close", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "二次回访");
	cx->now += HOURS(5);
	CHECK_OK(complaint_visited(cx, c.id, OPINION_SATISFIED));
	CHECK_OK(act(cx, supervisor, &c, "close", NULL));
	CHECK_INT(c.state, COMPLAINT_CLOSED);
	CHECK_INT(c.first_closed_at, first);
	CHECK_INT(c.closed_at, cx->now);
	CHECK_INT(c.opinion, OPINION_SATISFIED);
}

TEST(scenario_8_g_5_a_night_complaint_is_first_in_the_day_desks_list_with_its_own_time_and_clock)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint_filter f = { .state = "open", .by_due = true, .most = 1 };
	struct complaint day = complained(cx, "3-1-101", "白天的投诉"), night, *rows;
	size_t count;

	cx->now = office_at("2026-06-01 23:40");
	office_as(cx, chief);
	night = complained(cx, "3-1-102", "楼下烧烤扰民");
	CHECK_INT(night.received_at, office_at("2026-06-01 23:40"));
	cx->now = office_at("2026-06-02 08:30");
	office_as(cx, desk);
	(void)complained(cx, "3-1-103", "早上的投诉");
	CHECK_OK(complaint_list(cx, &f, &rows, &count));
	CHECK_INT(rows[0].id, night.id);
	CHECK(rows[0].after_hours);
	CHECK_INT(duty(cx, "complaint", night.id, "reply").due_at, office_at("2026-06-02 23:40"));
	/* the rest follows, the soonest first */
	f.after_key = complaint_key(&rows[0]);
	f.after_id = rows[0].id;
	CHECK_OK(complaint_list(cx, &f, &rows, &count));
	CHECK_INT(rows[0].id, day.id);
}

TEST(scenario_8_g_6_six_owners_one_lift_one_main_case_with_six_persons_and_six_replies_on_closing)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint main = complained(cx, "3-1-101", "电梯困人"), c[5];
	struct complaint_party *persons;
	size_t count;

	for (int i = 0; i < 5; i++) {
		c[i] = complained(cx, arena_printf(cx->arena, "3-1-10%d", i + 2), "电梯又坏了");
		CHECK_OK(act(cx, supervisor, &c[i], "merge", "main", main.number, "reason", "同一部电梯",
			     NULL));
		CHECK_INT(c[i].state, COMPLAINT_MERGED);
		CHECK_INT(c[i].main_id, main.id);
		CHECK_HAS(c[i].number, "TS20260601-");
	}
	CHECK_OK(complaint_parties(cx, main.id, &persons, &count));
	CHECK_INT(count, 6);
	answered(cx, &main);
	CHECK_OK(act(cx, supervisor, &main, "close", NULL));
	for (size_t i = 0; i < 6; i++) {
		struct obligation o = duty(cx, "complaint_reply", persons[i].id, "reply");
		CHECK_INT(o.state, OBLIGATION_OPEN);
		CHECK_INT(o.due_at, cx->now + HOURS(24));
		CHECK_OK(complaint_party_told(cx, persons[i].id, WAY_PHONE, "电梯已修好"));
		CHECK_INT(duty(cx, "complaint_reply", persons[i].id, "reply").state, OBLIGATION_MET);
	}
	CHECK_ERR(complaint_party_told(cx, persons[0].id, WAY_PHONE, "再说一次"), ERR_CONFLICT);
}

TEST(scenario_16_g_4_rudeness_without_a_phone_closes_after_handling_and_is_listed_as_anonymous)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint_intake in = { .channel = COMPLAINT_BY_MAILBOX, .cause = CAUSE_MANNER,
				       .text = "前台说话难听" };
	struct complaint_filter f = { .anonymous = 1, .most = 10 };
	struct complaint c, *rows;
	size_t count;

	CHECK_OK(complaint_open(cx, &in, &c));
	CHECK(c.anonymous);
	CHECK_INT(duty(cx, "complaint", c.id, "reply").id, 0);
	CHECK_INT(duty(cx, "complaint", c.id, "answer").id, 0);
	CHECK_OK(act(cx, supervisor, &c, "verify", "validity", "valid", "reason", "监控属实", "grade",
		     "important", "cause", "manner", "unit", "service", NULL));
	CHECK_OK(act(cx, supervisor, &c, "assign", NULL));
	CHECK_OK(act(cx, supervisor, &c, "propose", "proposal", "当事人检讨，班前会培训", NULL));
	CHECK_ERR(act(cx, supervisor, &c, "approve", "approval", "同意", NULL), ERR_FORBIDDEN);
	CHECK_OK(act(cx, director, &c, "approve", "approval", "同意", NULL));
	CHECK_ERR(act(cx, desk, &c, "answer", "answer", "-", "way", "phone", NULL), ERR_CONFLICT);
	CHECK_OK(act(cx, supervisor, &c, "close", "result", "已检讨并培训", NULL));
	CHECK_INT(c.state, COMPLAINT_CLOSED);
	CHECK_INT(c.validity, VALIDITY_VALID);
	CHECK_OK(complaint_list(cx, &f, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_INT(rows[0].id, c.id);
}

TEST(scenario_16_g_6_a_dissatisfied_callback_reopens_with_new_deadlines_and_keeps_the_first_closing)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯异响");
	int64_t first;

	answered(cx, &c);
	CHECK_ERR(act(cx, supervisor, &c, "close", "opinion", "dissatisfied", NULL), ERR_INVALID);
	CHECK_OK(act(cx, supervisor, &c, "close", "opinion", "fair", NULL));
	first = c.first_closed_at;
	cx->now = office_at("2026-06-03 15:00");
	CHECK_OK(act(cx, desk, &c, "reopen", "reason", "业主不满意", NULL));
	CHECK_INT(c.first_closed_at, first);
	CHECK_INT(duty(cx, "complaint", c.id, "handle").due_at, office_at("2026-06-05 15:00"));
	CHECK_INT(duty(cx, "complaint", c.id, "handle").state, OBLIGATION_OPEN);
	CHECK_INT(duty(cx, "complaint", c.id, "answer").due_at, office_at("2026-06-14 00:00"));
	CHECK_INT(c.opinion, 0);
}

TEST(the_month_has_no_figures_from_nothing_and_owes_a_report_by_the_fifth)
{
	struct ctx *cx = reception("2026-06-10 10:00");
	struct complaint_month m;
	struct complaint c = complained(cx, "3-1-101", "电梯异响");
	struct obligation o;

	answered(cx, &c);
	CHECK_OK(complaint_month_read(cx, "2026-05", &m));
	CHECK_INT(m.all.received, 0);
	CHECK_STR(complaint_rate(cx, m.all.handled, m.all.received), "无数据");
	CHECK_ERR(complaint_month_read(cx, "2026-07", &m), ERR_NOT_FOUND);
	CHECK_ERR(complaint_month_read(cx, "2026-13", &m), ERR_NOT_FOUND);
	CHECK_ERR(complaint_report_done(cx, "2026-06", "分析"), ERR_CONFLICT);
	office_commit(cx);
	cx->now = office_at("2026-07-01 00:30");
	CHECK_OK(complaint_report_due(cx));
	CHECK_OK(complaint_report_due(cx));
	o = duty(cx, "complaint_report", 202606, "report");
	CHECK_INT(o.due_at, office_at("2026-07-06 00:00"));
	CHECK_OK(complaint_month_read(cx, "2026-06", &m));
	CHECK_INT(m.all.received, 1);
	CHECK_INT(m.all.handled, 1);
	CHECK_INT(m.households, 6);
	CHECK_STR(complaint_rate(cx, m.all.received, m.households), "16.6%");
	CHECK_INT(m.grade_count, 1);
	CHECK_INT(m.units[0].value, UNIT_ENGINEERING);
	CHECK_OK(complaint_report_done(cx, "2026-06", "电梯投诉集中，安排大修"));
	CHECK_INT(duty(cx, "complaint_report", 202606, "report").state, OBLIGATION_MET);
	CHECK_ERR(complaint_report_done(cx, "2026-06", "再写"), ERR_CONFLICT);
	/* down over two months: the job catches up, in order */
	cx->now = office_at("2026-10-02 09:00");
	CHECK_OK(complaint_report_due(cx));
	CHECK_INT(duty(cx, "complaint_report", 202607, "report").state, OBLIGATION_OPEN);
	CHECK_INT(duty(cx, "complaint_report", 202609, "report").state, OBLIGATION_OPEN);
}

TEST(a_letter_is_answered_within_five_working_days)
{
	struct ctx *cx = reception("2026-06-05 10:00"); /* a Friday */
	struct complaint_intake in = { .channel = COMPLAINT_BY_LETTER, .room = "3-1-101",
				       .person_name = "陈伟", .text = "电梯异响" };
	struct complaint c;

	CHECK_OK(complaint_open(cx, &in, &c));
	CHECK_STR(duty(cx, "complaint", c.id, "answer").label, "答复来函");
	CHECK_INT(duty(cx, "complaint", c.id, "answer").due_at, office_at("2026-06-12 18:00"));
	c = complained(cx, "3-1-101", "路灯不亮");
	CHECK_STR(duty(cx, "complaint", c.id, "answer").label, "答复业主");
}
