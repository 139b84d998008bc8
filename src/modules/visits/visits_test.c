/* Document 9 (g) and the callbacks of 15 (e), by name. */
#include "base/text.h"
#include "modules/visits/visit_draw.h"
#include "modules/visits/visit_figures.h"
#include "modules/visits/visit_plans.h"
#include "visit_office.h"

/* ---- which matters are asked about ---- */

TEST(scenario_9_g_2_of_37_indoor_repairs_12_are_drawn_and_both_leaks_are_among_them)
{
	struct ctx *cx = visit_office("2026-05-04 09:00");
	int chosen = 0, leaks = 0;

	for (int i = 0; i < 37; i++) {
		bool leak = i == 11 || i == 30;
		struct request_record q = repaired(cx, (struct request_intake){
			.text = leak ? "卫生间天花漏水" : "门把手松了" }, NULL);
		struct visit v;
		if (visits_of(cx, q.id, &v)) {
			chosen++;
			leaks += v.reason == REASON_LEAK;
			CHECK_INT(v.kind, VISIT_REPAIR);
		}
		CHECK(chosen >= ((i + 1) * 30 + 99) / 100);
		cx->now += HOURS(3);
	}
	CHECK_INT(leaks, 2);
	CHECK(chosen >= 12);
	CHECK(chosen <= 16);
}

TEST(the_draw_of_a_month_can_be_made_again_from_its_seed_and_the_numbers)
{
	struct ctx *cx = visit_office("2026-05-04 09:00");
	char *seed, *number;
	int64_t lot;

	CHECK_OK(visit_month_seed(cx, 202605, "5eed"));
	(void)repaired(cx, (struct request_intake){ .text = "门把手松了" }, NULL);
	CHECK_OK(store_text(cx, SQL("SELECT seed FROM visit_month WHERE community_id = ?"),
			    BINDS(cx->community), &seed));
	CHECK_STR(seed, "5eed");
	CHECK_OK(store_text(cx, SQL("SELECT number FROM visit_draw WHERE community_id = ?"),
			    BINDS(cx->community), &number));
	CHECK_OK(store_int(cx, SQL("SELECT lot FROM visit_draw WHERE community_id = ?"),
			   BINDS(cx->community), &lot));
	CHECK_INT(visit_lot(seed, number), lot);
	CHECK_INT(visit_lot("5eed", "BX20260504-0001"), visit_lot("5eed", "BX20260504-0001"));
}

TEST(the_lots_are_spread_evenly)
{
	int below = 0;

	for (int i = 0; i < 10000; i++) {
		char number[32];
		(void)snprintf(number, sizeof number, "BX20260504-%04d", i);
		below += visit_lot("seed", number) < 30;
	}
	CHECK(below > 2800 && below < 3200);
}

TEST(paid_urgent_and_redone_repairs_and_leaks_are_always_asked_about)
{
	struct ctx *cx = visit_office("2026-05-04 09:00");
	struct visit v;
	struct request_record q;

	CHECK_OK(setting_change(cx, "visits.repair_percent", "0", 0));
	q = repaired(cx, (struct request_intake){ .text = "换水龙头" }, "30");
	CHECK_INT(visits_of(cx, q.id, &v), 1);
	CHECK_INT(v.reason, REASON_PAID);
	CHECK_INT(v.kind, VISIT_SERVICE);
	q = repaired(cx, (struct request_intake){ .text = "跳闸", .urgency = URGENCY_URGENT }, NULL);
	CHECK_INT(visits_of(cx, q.id, &v), 1);
	CHECK_INT(v.reason, REASON_URGENT);
	q = repaired(cx, (struct request_intake){ .text = "上次报过，门锁又坏了" }, NULL);
	CHECK_INT(visits_of(cx, q.id, &v), 1);
	CHECK_INT(v.reason, REASON_REDONE);
	q = repaired(cx, (struct request_intake){ .text = "屋面渗水", .place = "3 栋屋面",
						  .public_area = true, .phone = "13812345612" }, NULL);
	CHECK_INT(visits_of(cx, q.id, &v), 1);
	CHECK_INT(v.reason, REASON_LEAK);
	q = repaired(cx, (struct request_intake){ .text = "门把手松了" }, NULL);
	CHECK_INT(visits_of(cx, q.id, &v), 0);
	q = repaired(cx, (struct request_intake){ .text = "楼道灯不亮", .place = "3 栋大堂",
						  .public_area = true, .phone = "13812345612" }, NULL);
	CHECK_INT(visits_of(cx, q.id, &v), 0);
}

TEST(a_repair_is_asked_about_the_same_or_the_next_day)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit v;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	CHECK_INT(v.due_at, office_at("2026-05-06 00:00"));
	CHECK_INT(visit_owed(cx, &v, "visit").due_at, v.due_at);
	CHECK(v.post_id != 0);
}

TEST(scenario_15_e_help_for_a_patient_crime_and_disaster_is_asked_about_within_a_day)
{
	static const int classes[] = { HELP_PATIENT, HELP_CRIME, HELP_DISASTER };
	struct ctx *cx = visit_office("2026-05-04 09:00");

	for (size_t i = 0; i < COUNT(classes); i++) {
		struct request_record q;
		struct visit v;
		CHECK_OK(request_open(cx, &(struct request_intake){
			.kind = KIND_HELP, .help_class = classes[i], .wish = WISH_NOTHING,
			.room = "3-2-501", .text = "要帮忙" }, &q));
		cx->actor = NULL;
		CHECK_OK(request_go(cx, q.id, "send", "helpers.0", visit_id_text(cx, vo.guard),
				    "short_handed", "1", NULL));
		CHECK_OK(request_go(cx, q.id, "arrive", NULL));
		if (classes[i] != HELP_PATIENT) {
			CHECK_OK(request_go(cx, q.id, "security", "text", "已处理", NULL));
			office_as(cx, vo.director);
			CHECK_OK(request_go(cx, q.id, "sight", "text", "阅", NULL));
			office_as(cx, 0);
		}
		if (classes[i] == HELP_CRIME)
			CHECK_OK(request_go(cx, q.id, "police", "no_police_reason", "误会", NULL));
		CHECK_OK(request_go(cx, q.id, "finish", "result", "已处置", NULL));
		CHECK_OK(request_go(cx, q.id, "close", NULL));
		CHECK_INT(visits_of(cx, q.id, &v), 1);
		CHECK_INT(v.reason, REASON_GRAVE);
		CHECK_INT(v.due_at, cx->now + HOURS(24));
		office_as(cx, vo.guard);
		CHECK_ERR(visit_not_by_doer(cx, v.id, "visitor", vo.guard), ERR_INVALID);
		office_as(cx, vo.desk);
	}
}

/* ---- who asks ---- */

TEST(scenario_9_g_3_the_technician_who_did_the_work_is_refused_as_caller)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit v;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	office_as(cx, vo.supervisor);
	CHECK_ERR(visit_go(cx, &v, "assign", "assignee", visit_id_text(cx, vo.worker), NULL),
		  ERR_INVALID);
	CHECK_HAS(cx->why, "经办人");
	CHECK_ERR(visit_go(cx, &v, "record", "channel", "phone", "grade", "A", "visitor",
			   visit_id_text(cx, vo.worker), NULL),
		  ERR_INVALID);
	CHECK_OK(visit_go(cx, &v, "assign", "assignee", visit_id_text(cx, vo.steward), NULL));
	CHECK_INT(visit_owed(cx, &v, "visit").owner_id, vo.steward);
	/* also when he has a post that may */
	office_as(cx, vo.worker);
	office_only.actor.roles |= INT64_C(1) << ROLE_FRONT_DESK;
	CHECK_ERR(visit_go(cx, &v, "record", "channel", "phone", "grade", "A", NULL), ERR_INVALID);
	CHECK_ERR(visit_go(cx, &v, "unreachable", "channel", "phone", NULL), ERR_INVALID);
}

/* ---- signature ---- */

TEST(scenario_9_g_4_a_home_visit_without_signature_waits_for_it_and_a_telephone_visit_does_not)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct journal_entry *events;
	struct visit home, phone;
	size_t count;

	CHECK_INT(visits_of(cx, q.id, &home), 1);
	office_as(cx, vo.steward);
	CHECK_OK(visit_go(cx, &home, "record", "channel", "visit", "grade", "A", NULL));
	CHECK_INT(home.state, VISIT_UNSIGNED);
	CHECK_STR(choice_of(visit_states, home.state)->label, "待补签");
	CHECK_INT(visit_owed(cx, &home, "sign").state, OBLIGATION_OPEN);
	CHECK_INT(visit_owed(cx, &home, "visit").state, OBLIGATION_MET);
	CHECK_ERR(visit_go(cx, &home, "sign", NULL), ERR_INVALID);
	CHECK_ERR(visit_go(cx, &home, "sign", "signature", "77", NULL), ERR_INVALID);
	CHECK_OK(visit_go(cx, &home, "sign", "signature", signature_of(cx, &home), NULL));
	CHECK_INT(home.state, VISIT_IN_REVIEW);
	CHECK_INT(visit_owed(cx, &home, "sign").state, OBLIGATION_MET);

	q = repaired(cx, (struct request_intake){ .text = "厨房漏水" }, NULL);
	CHECK_INT(visits_of(cx, q.id, &phone), 1);
	CHECK_OK(visit_go(cx, &phone, "record", "channel", "phone", "grade", "B", NULL));
	CHECK_INT(phone.state, VISIT_IN_REVIEW);
	CHECK_OK(journal_of(cx, "visit", phone.id, &events, &count));
	CHECK_HAS(events[count - 1].note, "电话回访");
	office_as(cx, vo.supervisor);
	CHECK_OK(visit_go(cx, &phone, "review", "opinion", "好", NULL));
	CHECK_INT(phone.state, VISIT_CLOSED);
	CHECK_INT(phone.outcome, VISIT_DONE);
}

/* ---- the verdict ---- */

TEST(what_a_visit_found_is_corrected_by_a_new_row_and_never_changed)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit_record *rows;
	struct visit v;
	size_t count;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	office_as(cx, vo.desk);
	CHECK_OK(visit_go(cx, &v, "record", "channel", "phone", "grade", "A", "remarks", "好", NULL));
	CHECK_ERR(visit_go(cx, &v, "record", "channel", "phone", "grade", "B", NULL), ERR_CONFLICT);
	CHECK_ERR(visit_go(cx, &v, "correct", "channel", "phone", "grade", "B", NULL), ERR_INVALID);
	office_as(cx, vo.clerk);
	CHECK_ERR(visit_go(cx, &v, "correct", "channel", "phone", "grade", "B", "reason", "听错",
			   NULL), ERR_FORBIDDEN);
	office_as(cx, vo.desk);
	CHECK_OK(visit_go(cx, &v, "correct", "channel", "phone", "grade", "B", "reason", "听错了",
			  NULL));
	CHECK_INT(v.grade, GRADE_B);
	CHECK_OK(visit_records(cx, v.id, &rows, &count));
	CHECK_INT(count, 2);
	CHECK_INT(rows[0].grade, GRADE_A);
	CHECK_STR(rows[0].remarks, "好");
	CHECK_INT(rows[1].n, 2);
	office_commit(cx);
	CHECK(store_exec(cx, SQL("UPDATE visit_record SET grade = 1 WHERE community_id = ?"),
			 BINDS(cx->community)) < 0);
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
	CHECK(store_exec(cx, SQL("DELETE FROM visit_record WHERE community_id = ?"),
			 BINDS(cx->community)) < 0);
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
}

TEST(nobody_reviews_a_visit_of_his_own_and_what_displeased_is_not_passed)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit v, second;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	office_as(cx, vo.supervisor);
	CHECK_ERR(visit_go(cx, &v, "record", "channel", "phone", "grade", "C", NULL), ERR_INVALID);
	CHECK_OK(visit_go(cx, &v, "record", "channel", "phone", "grade", "B", NULL));
	CHECK_ERR(visit_go(cx, &v, "review", NULL), ERR_FORBIDDEN);
	office_as(cx, vo.director);
	CHECK_ERR(visit_go(cx, &v, "review", "verdict", "failed", NULL), ERR_INVALID);
	CHECK_OK(visit_go(cx, &v, "review", "verdict", "failed", "opinion", "没问效果", NULL));
	CHECK_INT(v.state, VISIT_FAILED);
	CHECK_INT(visits_of(cx, q.id, &second), 2);
	CHECK_INT(second.round, 2);
	CHECK_INT(second.parent_id, v.id);
	CHECK_INT(second.due_at, office_at("2026-05-07 00:00"));
	CHECK_ERR(visit_go(cx, &v, "accept", NULL), ERR_CONFLICT);
	CHECK_ERR(visit_not_by_doer(cx, second.id, "visitor", vo.worker), ERR_INVALID);
	office_as(cx, vo.desk);
	CHECK_OK(visit_go(cx, &second, "record", "channel", "phone", "grade", "A", NULL));
	office_as(cx, vo.supervisor);
	CHECK_OK(visit_go(cx, &second, "review", NULL));
	CHECK_INT(second.state, VISIT_CLOSED);
	CHECK_OK(visit_get(cx, v.id, &v));
	CHECK_INT(v.state, VISIT_CLOSED);
}

TEST(an_answer_promised_at_the_door_is_owed_until_it_was_given)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit v;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	CHECK_ERR(visit_go(cx, &v, "record", "channel", "phone", "grade", "A", "new_issue", "路灯太暗",
			   NULL), ERR_INVALID);
	CHECK_OK(visit_go(cx, &v, "record", "channel", "phone", "grade", "A", "new_issue", "路灯太暗",
			  "reply_at", "2026-05-08 12:00", NULL));
	office_as(cx, vo.supervisor);
	CHECK_OK(visit_go(cx, &v, "review", NULL));
	CHECK_INT(v.state, VISIT_PASSED);
	CHECK_ERR(visit_go(cx, &v, "close", NULL), ERR_CONFLICT);
	CHECK_INT(visit_owed(cx, &v, "reply").due_at, office_at("2026-05-08 12:00"));
	CHECK_OK(visit_go(cx, &v, "answer", "text", "已换灯泡", NULL));
	CHECK_INT(v.state, VISIT_CLOSED);
}

/* ---- 无法联系 ---- */

TEST(three_tries_on_two_days_go_to_the_supervisor_who_decides)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit_try *tries;
	struct visit v;
	size_t count;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	for (int i = 0; i < 4; i++) {
		CHECK_OK(visit_go(cx, &v, "unreachable", "channel", "phone", "remarks", "没人接", NULL));
		CHECK_INT(v.state, VISIT_PENDING);
	}
	cx->now = office_at("2026-05-05 10:00");
	CHECK_OK(visit_go(cx, &v, "unreachable", "channel", "wechat", NULL));
	CHECK_INT(v.state, VISIT_UNREACHED);
	CHECK_OK(visit_tries(cx, v.id, &tries, &count));
	CHECK_INT(count, 5);
	CHECK_INT(tries[4].channel, BY_WECHAT);
	CHECK_ERR(visit_go(cx, &v, "give_up", "text", "搬走了", NULL), ERR_FORBIDDEN);
	office_as(cx, vo.supervisor);
	CHECK_INT(visit_owed(cx, &v, "decide").state, OBLIGATION_OPEN);
	CHECK_OK(visit_go(cx, &v, "home", "assignee", visit_id_text(cx, vo.steward), NULL));
	CHECK_INT(v.state, VISIT_PENDING);
	CHECK(v.at_home);
	CHECK_INT(visit_owed(cx, &v, "decide").state, OBLIGATION_MET);
	office_as(cx, vo.steward);
	for (int day = 5; day <= 7; day++) {
		cx->now = office_at(arena_printf(cx->arena, "2026-05-0%d 18:00", day));
		CHECK_OK(visit_go(cx, &v, "unreachable", "channel", "visit", NULL));
	}
	CHECK_INT(v.state, VISIT_UNREACHED);
	office_as(cx, vo.supervisor);
	CHECK_OK(visit_go(cx, &v, "give_up", "text", "搬走了，电话停机", NULL));
	CHECK_INT(v.state, VISIT_CLOSED);
	CHECK_INT(v.outcome, VISIT_NOBODY);
	CHECK_INT(visit_owed(cx, &v, "visit").state, OBLIGATION_CANCELLED);
}

/* ---- 免办, and people who leave ---- */

/* What two people agree on in 待办, without that area. */
static void waive(struct ctx *cx, const struct visit *v, const char *kind)
{
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE obligation SET state = 5, done_at = ? WHERE community_id = ?"
				" AND subject = 'visit' AND subject_id = ? AND kind = ? AND state = 1"),
			    BINDS(cx->now, cx->community, v->id, kind)));
	CHECK_OK(follow_tell(cx, "visit", "waived", v->id));
}

TEST(a_visit_whose_duty_was_waived_goes_on_without_it)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit v;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	waive(cx, &v, "visit");
	CHECK_OK(visit_get(cx, v.id, &v));
	CHECK_INT(v.state, VISIT_CANCELLED);
	q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	CHECK_INT(visits_of(cx, q.id, &v), 1);
	CHECK_OK(visit_go(cx, &v, "record", "channel", "visit", "grade", "A", NULL));
	office_as(cx, vo.supervisor);
	CHECK_ERR(visit_go(cx, &v, "excuse", NULL), ERR_CONFLICT);
	waive(cx, &v, "sign");
	CHECK_OK(visit_get(cx, v.id, &v));
	CHECK_INT(v.state, VISIT_IN_REVIEW);
	waive(cx, &v, "review");
	CHECK_OK(visit_get(cx, v.id, &v));
	CHECK_INT(v.state, VISIT_CLOSED);
}

TEST(who_leaves_gives_his_visits_and_plans_to_the_post)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit v;
	int64_t moved, post;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	post = v.post_id;
	office_as(cx, vo.supervisor);
	CHECK_OK(visit_go(cx, &v, "assign", "assignee", visit_id_text(cx, vo.clerk), NULL));
	CHECK_OK(obligation_move(cx, vo.clerk, post, &moved));
	CHECK_OK(follow_tell(cx, "person", "leave", vo.clerk));
	CHECK_OK(visit_get(cx, v.id, &v));
	CHECK_INT(v.assignee_id, 0);
	CHECK_INT(v.post_id, post);
}

/* ---- plan, coverage, figures ---- */

static void settle_rooms(struct ctx *cx, int count)
{
	for (int i = 0; i < count; i++) {
		struct room room = { .room = arena_printf(cx->arena, "%d-1-%d", 1 + i / 100,
							  101 + i % 100),
				     .state = i % 2 ? ROOM_OCCUPIED : ROOM_LET };
		int64_t id;
		enum put put;
		CHECK_OK(room_put(cx, &room, &id, &put));
	}
}

TEST(scenario_9_g_5_275_of_400_occupied_units_are_68_75_percent_and_125_are_listed)
{
	struct ctx *cx = visit_office("2026-03-02 09:00");
	struct unvisited *missing;
	struct coverage c;
	size_t count;
	int32_t today;

	CHECK_OK(store_exec(cx, SQL("UPDATE room SET state = 3 WHERE community_id = ?"),
			    BINDS(cx->community)));
	settle_rooms(cx, 400);
	for (int i = 0; i < 275; i++) {
		struct visit_intake in = { .room = arena_printf(cx->arena, "%d-1-%d", 1 + i / 100,
								101 + i % 100),
					   .title = "走访" };
		struct visit v;
		CHECK_OK(visit_arrange(cx, &in, &v));
		CHECK_OK(visit_go(cx, &v, "record", "channel", "phone", "grade", "A", NULL));
	}
	cx->now = office_at("2026-12-31 18:00");
	CHECK_OK(visit_coverage(cx, 2026, &c));
	CHECK_INT(c.occupied, 400);
	CHECK_INT(c.visited, 275);
	CHECK_STR(visit_rate(cx->arena, c.visited, c.occupied), "68.75 %");
	CHECK(c.visited * 100 < c.occupied * c.target);
	CHECK_OK(visit_unvisited(cx, 2026, 1000, &missing, &count));
	CHECK_INT(count, 125);
	CHECK_OK(setting_change(cx, "visits.coverage_face_only", "1", 0));
	CHECK_OK(visit_coverage(cx, 2026, &c));
	CHECK_INT(c.visited, 0);
	/* the next year begins at nought */
	today = civil_day_of(cx->now, ZONE_SHANGHAI);
	cx->now = civil_ms(today + 2, 600, ZONE_SHANGHAI);
	CHECK_OK(visit_unvisited(cx, 2027, 1000, &missing, &count));
	CHECK_INT(count, 400);
}

TEST(a_plan_spreads_its_households_over_working_days_and_opens_each_some_days_before)
{
	struct ctx *cx = visit_office("2026-03-02 09:00");
	struct visit_plan_intake in = { .category = PLAN_DIRECTOR, .owner = vo.director,
					.from_on = civil_day(2026, 3, 2),
					.until_on = civil_day(2026, 3, 31), .count = 20 };
	struct visit_plan plan;
	struct plan_room *rooms;
	struct visit *list;
	int64_t id;
	size_t count;

	CHECK_OK(setting_change(cx, "visits.steward_rooms", "0", 0));
	settle_rooms(cx, 30);
	CHECK_OK(visit_plan_add(cx, &in, &id));
	CHECK_OK(visit_plan_get(cx, id, &plan));
	CHECK_INT(plan.rooms, 20);
	CHECK_INT(plan.opened, 0);
	cx->actor = NULL;
	CHECK_OK(visit_plan_run(cx));
	CHECK_OK(visit_plan_get(cx, id, &plan));
	CHECK(plan.opened >= 4 && plan.opened <= 7);
	CHECK_OK(visit_plan_run(cx));
	CHECK_OK(visit_plan_rooms(cx, id, &rooms, &count));
	for (size_t i = 0; i < count; i++) {
		struct civil t;
		civil_from_day(rooms[i].planned_on, &t);
		CHECK(t.weekday <= 5);
		CHECK((rooms[i].visit_id != 0) == (rooms[i].planned_on <= civil_day(2026, 3, 9)));
	}
	CHECK_OK(visit_list(cx, &(struct visit_filter){ .by_due = true, .most = 50 }, &list, &count));
	CHECK_INT(count, plan.opened);
	CHECK_INT(list[0].kind, VISIT_REGULAR);
	CHECK_INT(list[0].assignee_id, vo.director);
	CHECK_INT(list[0].due_at, office_at("2026-03-03 00:00"));
	/* the server was off: all that came near is opened once */
	cx->now = office_at("2026-04-02 09:00");
	CHECK_OK(visit_plan_run(cx));
	CHECK_OK(visit_plan_get(cx, id, &plan));
	CHECK_INT(plan.opened, 20);
}

TEST(each_month_a_stewards_area_gets_a_plan_of_those_visited_longest_ago)
{
	struct ctx *cx = visit_office("2026-03-02 09:00");
	struct visit_plan *plans;
	size_t count;

	settle_rooms(cx, 30);
	cx->actor = NULL;
	CHECK_OK(visit_plan_run(cx));
	CHECK_OK(visit_plan_run(cx));
	CHECK_OK(visit_plan_list(cx, 2026, &plans, &count));
	CHECK_INT(count, 1);
	CHECK_INT(plans[0].rooms, 12);
	CHECK(plans[0].automatic);
	cx->now = office_at("2026-04-01 09:00");
	CHECK_OK(visit_plan_run(cx));
	CHECK_OK(visit_plan_list(cx, 2026, &plans, &count));
	CHECK_INT(count, 2);
}

TEST(the_month_counts_what_was_on_time_by_kind_and_person_and_nothing_is_no_data)
{
	struct ctx *cx = visit_office("2026-05-04 16:20");
	struct request_record q = repaired(cx, (struct request_intake){ .text = "漏水" }, NULL);
	struct visit_month m;
	struct visit v;

	CHECK_INT(visits_of(cx, q.id, &v), 1);
	CHECK_OK(visit_go(cx, &v, "record", "channel", "phone", "grade", "A", NULL));
	cx->now = office_at("2026-05-20 10:00");
	q = repaired(cx, (struct request_intake){ .text = "又漏水了" }, NULL);
	CHECK_INT(visits_of(cx, q.id, &v), 1);
	cx->now = office_at("2026-05-22 10:00");
	CHECK_OK(visit_go(cx, &v, "record", "channel", "visit", "grade", "C", "remarks", "还漏", NULL));
	CHECK_INT(v.late_days, 1);
	CHECK_OK(visit_month_read(cx, 2026, 5, &m));
	CHECK_INT(m.all.due, 2);
	CHECK_INT(m.all.on_time, 1);
	CHECK_INT(m.all.graded, 2);
	CHECK_INT(m.all.satisfied, 1);
	CHECK_INT(m.all.unsigned_count, 1);
	CHECK_INT(m.kind_count, 1);
	CHECK_INT(m.person_count, 1);
	CHECK_STR(m.people[0].name, "lin");
	CHECK_STR(visit_rate(cx->arena, m.all.on_time, m.all.due), "50.00 %");
	CHECK_OK(visit_month_read(cx, 2026, 4, &m));
	CHECK_INT(m.all.due, 0);
	CHECK(!visit_rate(cx->arena, m.all.on_time, m.all.due));
}
