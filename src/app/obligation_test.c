#include "app/obligation.h"
#include "app/setting.h"
#include "office.h"

static const struct norm arrive = { "arrive", "到场", "16 (d)", "requests.arrive_minutes", true };
static const struct norm answer = { "answer", "答复", "15 (d)", "requests.arrive_minutes", false };

static struct ctx *office_with_norm(const char *now, const char *minutes)
{
	struct ctx *cx = office(now);

	CHECK_OK(setting_change(cx, "requests.arrive_minutes", minutes, 0));
	return cx;
}

static struct obligation only(struct ctx *cx)
{
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_of(cx, "request", 7, &list, &count));
	CHECK_INT(count, 1);
	return list[0];
}

static int64_t begin(struct ctx *cx, const struct norm *n)
{
	int64_t due = 0;

	CHECK_OK(obligation_open(cx, n, "request", 7, 0, 0, 0, &due));
	return due;
}

TEST(what_begins_before_closing_time_goes_on_next_morning)
{
	struct ctx *cx = office_with_norm("2026-11-23 17:40", "30");

	CHECK_INT(begin(cx, &arrive), office_at("2026-11-24 08:40"));
	CHECK_HAS(only(cx).arithmetic, "17:40 + 30 分钟");
	CHECK_HAS(only(cx).arithmetic, "18:00 下班");
	CHECK_HAS(only(cx).arithmetic, "08:30");
	CHECK_HAS(only(cx).arithmetic, "08:40");
}

TEST(days_off_do_not_count_and_the_sum_names_them)
{
	struct ctx *cx = office_with_norm("2026-09-30 17:50", "30");

	CHECK_INT(begin(cx, &arrive), office_at("2026-10-08 08:50"));
	CHECK_HAS(only(cx).arithmetic, "国庆节");
}

TEST(a_swapped_working_day_counts)
{
	struct ctx *cx = office_with_norm("2026-10-09 17:50", "30");

	CHECK_INT(begin(cx, &arrive), office_at("2026-10-10 08:50"));
}

TEST(beyond_the_published_year_the_sum_says_that_days_off_are_not_known)
{
	struct ctx *cx = office_with_norm("2026-12-31 17:50", "30");

	CHECK_INT(begin(cx, &arrive), office_at("2027-01-01 08:50"));
	CHECK_HAS(only(cx).arithmetic, "假日表只到 2026-12-31");
}

TEST(round_the_clock_the_office_hours_do_not_matter)
{
	struct ctx *cx = office_with_norm("2026-11-21 02:13", "30");

	CHECK_INT(begin(cx, &answer), office_at("2026-11-21 02:43"));
}

TEST(an_open_obligation_keeps_the_norm_it_began_with)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	struct obligation *list;
	size_t count;

	(void)begin(cx, &arrive);
	cx->now += MINUTES(1);
	CHECK_OK(setting_change(cx, "requests.arrive_minutes", "15", 0));
	CHECK_INT(begin(cx, &arrive), office_at("2026-11-23 10:16"));
	CHECK_OK(obligation_of(cx, "request", 7, &list, &count));
	CHECK_INT(count, 2);
	CHECK_INT(list[0].due_at, office_at("2026-11-23 10:30"));
	CHECK_INT(list[0].norm_ms, MINUTES(30));
	CHECK_INT(list[1].norm_ms, MINUTES(15));
}

TEST(a_late_entry_begins_when_it_came_with_the_norm_of_that_time)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	int64_t due;

	cx->now = office_at("2026-11-23 11:00");
	CHECK_OK(setting_change(cx, "requests.arrive_minutes", "15", 0));
	CHECK_OK(obligation_open(cx, &arrive, "request", 7, office_at("2026-11-23 10:05"), 0, 0,
				 &due));
	CHECK_INT(due, office_at("2026-11-23 10:35"));
	CHECK_INT(cx->now, office_at("2026-11-23 11:00"));
	CHECK(only(cx).overdue);
}

TEST(done_by_the_minute_it_is_due_is_met_and_later_is_late)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");

	cx->now = begin(cx, &arrive);
	CHECK(!only(cx).overdue);
	CHECK_OK(obligation_meet(cx, "request", 7, "arrive", 0));
	CHECK_INT(only(cx).state, OBLIGATION_MET);
	CHECK_INT(only(cx).done_at, cx->now);
}

TEST(the_recorded_time_decides_not_the_claimed_one)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	int64_t due = begin(cx, &arrive);

	cx->now = due + MINUTES(1);
	CHECK(only(cx).overdue);
	CHECK_OK(obligation_meet(cx, "request", 7, "arrive", due - MINUTES(5)));
	CHECK_INT(only(cx).state, OBLIGATION_LATE);
	CHECK_INT(only(cx).done_at, due - MINUTES(5));
	CHECK(!only(cx).overdue);
}

TEST(meeting_what_is_not_open_changes_nothing)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");

	CHECK_OK(obligation_meet(cx, "request", 7, "arrive", 0));
	(void)begin(cx, &arrive);
	CHECK_OK(obligation_meet(cx, "request", 7, "review", 0));
	CHECK_INT(only(cx).state, OBLIGATION_OPEN);
	CHECK_OK(obligation_cancel(cx, "request", 7, NULL));
	CHECK_OK(obligation_meet(cx, "request", 7, "arrive", 0));
	CHECK_INT(only(cx).state, OBLIGATION_CANCELLED);
}

TEST(a_pause_moves_the_due_time_by_the_working_time_it_took_and_says_why)
{
	struct ctx *cx = office_with_norm("2026-11-23 17:00", "120");
	struct obligation o;

	CHECK_INT(begin(cx, &arrive), office_at("2026-11-24 09:30"));
	cx->now = office_at("2026-11-23 17:30");
	CHECK_OK(obligation_pause(cx, "request", 7, "等待配件"));
	o = only(cx);
	CHECK_STR(o.pause_reason, "等待配件");
	cx->now = office_at("2026-11-24 10:00");
	CHECK(!only(cx).overdue);
	CHECK_OK(obligation_resume(cx, "request", 7));
	o = only(cx);
	CHECK_INT(o.due_at, office_at("2026-11-24 11:30"));
	CHECK_INT(o.paused_ms, HOURS(2));
	CHECK_INT(o.paused_at, 0);
	CHECK_HAS(o.arithmetic,
		  "；暂停 11-23 17:30–11-24 10:00（等待配件） → 顺延至 11-24 11:30");
}

TEST(round_the_clock_a_pause_moves_the_due_time_by_all_it_took)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");

	(void)begin(cx, &answer);
	cx->now = office_at("2026-11-23 10:10");
	CHECK_OK(obligation_pause(cx, "request", 7, "等待业主"));
	cx->now = office_at("2026-11-23 14:10");
	CHECK_OK(obligation_resume(cx, "request", 7));
	CHECK_INT(only(cx).due_at, office_at("2026-11-23 14:30"));
	CHECK_HAS(only(cx).arithmetic, "暂停 11-23 10:10–14:10（等待业主）");
}

TEST(a_second_pause_adds_to_the_first_and_a_second_resume_to_nothing)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");

	(void)begin(cx, &answer);
	for (int i = 0; i < 2; i++) {
		CHECK_OK(obligation_pause(cx, "request", 7, "等待业主"));
		CHECK_OK(obligation_pause(cx, "request", 7, "别的原因"));
		CHECK_STR(only(cx).pause_reason, "等待业主");
		cx->now += MINUTES(10);
		CHECK_OK(obligation_resume(cx, "request", 7));
		CHECK_OK(obligation_resume(cx, "request", 7));
	}
	CHECK_INT(only(cx).due_at, office_at("2026-11-23 10:50"));
	CHECK_INT(only(cx).paused_ms, MINUTES(20));
}

TEST(what_was_late_before_the_pause_stays_late)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	int64_t due = begin(cx, &arrive);

	cx->now = due + MINUTES(1);
	CHECK_OK(obligation_pause(cx, "request", 7, "等待配件"));
	cx->now += HOURS(1);
	CHECK_OK(obligation_meet(cx, "request", 7, "arrive", 0));
	CHECK_INT(only(cx).due_at, due);
	CHECK_INT(only(cx).state, OBLIGATION_LATE);
}

TEST(done_during_a_pause_is_met)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");

	(void)begin(cx, &arrive);
	cx->now += MINUTES(10);
	CHECK_OK(obligation_pause(cx, "request", 7, "等待配件"));
	cx->now += HOURS(3);
	CHECK_OK(obligation_meet(cx, "request", 7, "arrive", 0));
	CHECK_INT(only(cx).state, OBLIGATION_MET);
}

TEST(a_pause_needs_a_reason)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");

	(void)begin(cx, &arrive);
	CHECK_ERR(obligation_pause(cx, "request", 7, "　"), ERR_INVALID);
	CHECK_STR(cx->errors->field, "reason");
	CHECK_INT(only(cx).paused_at, 0);
}

TEST(a_promised_time_is_due_as_promised)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	int64_t open, due = office_at("2026-11-28 20:00");

	CHECK_OK(obligation_promise(cx, &arrive, "request", 7, due, 0, 0));
	CHECK_INT(only(cx).due_at, due);
	CHECK_STR(only(cx).arithmetic, "约定 2026-11-28 20:00");
	CHECK_OK(obligation_open_count(cx, "request", 7, &open));
	CHECK_INT(open, 1);
	CHECK_OK(obligation_cancel(cx, "request", 7, "arrive"));
	CHECK_OK(obligation_open_count(cx, "request", 7, &open));
	CHECK_INT(open, 0);
}

TEST(an_office_that_never_opens_gets_a_reason_instead_of_a_due_time)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	int64_t due;

	CHECK_OK(setting_change(cx, "calendar.closes", "00:00", 0));
	CHECK_ERR(obligation_open(cx, &arrive, "request", 7, 0, 0, 0, &due), ERR_CONFLICT);
	CHECK_HAS(cx->why, "工作日历");
}

/* Five records, due 10:30, 10:31 … ; the first two are chen's, the first is paused. */
static int64_t five_records(struct ctx *cx)
{
	int64_t chen = office_person(cx, "chen", ROLE_TECHNICIAN);

	for (int i = 1; i <= 5; i++) {
		CHECK_OK(obligation_open(cx, &answer, "request", i, 0, i <= 2 ? chen : 0, 0, NULL));
		cx->now += MINUTES(1);
	}
	CHECK_OK(obligation_pause(cx, "request", 1, "等待业主"));
	return chen;
}

TEST(the_list_has_the_soonest_first_and_goes_on_where_it_ended)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	struct obligation_filter f = { .most = 2 };
	struct obligation *list;
	size_t count;

	(void)five_records(cx);
	CHECK_OK(obligation_list(cx, &f, &list, &count));
	CHECK_INT(count, 2);
	CHECK_INT(list[0].subject_id, 1);
	f = (struct obligation_filter){ .most = 10, .after_due = list[1].due_at,
					.after_id = list[1].id };
	CHECK_OK(obligation_list(cx, &f, &list, &count));
	CHECK_INT(count, 3);
	CHECK_INT(list[0].subject_id, 3);
}

TEST(the_list_can_show_one_owner_the_overdue_and_the_ended)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	int64_t chen = five_records(cx);
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_list(cx, &(struct obligation_filter){ .owner = chen }, &list, &count));
	CHECK_INT(count, 2);
	CHECK_STR(list[1].owner_name, "chen");
	cx->now = office_at("2026-11-23 10:32");
	CHECK_OK(obligation_list(cx, &(struct obligation_filter){ .overdue = true }, &list,
				 &count));
	CHECK_INT(count, 1);
	CHECK_INT(list[0].subject_id, 2);
	CHECK(list[0].overdue);
	CHECK_OK(obligation_owner(cx, "request", 2, NULL, 0, 5));
	CHECK_OK(obligation_meet(cx, "request", 2, "answer", 0));
	CHECK_OK(obligation_list(cx, &(struct obligation_filter){ .state = OBLIGATION_LATE }, &list,
				 &count));
	CHECK_INT(count, 1);
	CHECK_INT(list[0].post_id, 5);
	CHECK_INT(list[0].owner_id, 0);
}

TEST(what_one_person_owes_here_goes_to_a_post_and_nothing_else_does)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	int64_t chen = five_records(cx), moved;
	struct obligation *list;
	size_t count;

	cx->community = 2;
	CHECK_OK(obligation_move(cx, chen, 5, &moved));
	CHECK_INT(moved, 0);
	cx->community = 1;
	CHECK_OK(obligation_move(cx, chen, 5, &moved));
	CHECK_INT(moved, 2);
	CHECK_OK(obligation_list(cx, &(struct obligation_filter){ 0 }, &list, &count));
	CHECK_INT(count, 5);
	for (size_t i = 0; i < count; i++) {
		CHECK_INT(list[i].owner_id, 0);
		moved -= list[i].post_id == 5;
	}
	CHECK_INT(moved, 0);
}

TEST(another_community_sees_none_of_it)
{
	struct ctx *cx = office_with_norm("2026-11-23 10:00", "30");
	struct obligation *list;
	size_t count;

	(void)five_records(cx);
	cx->community = 2;
	CHECK_OK(obligation_list(cx, &(struct obligation_filter){ 0 }, &list, &count));
	CHECK_INT(count, 0);
	CHECK_OK(obligation_cancel(cx, "request", 1, NULL));
	cx->community = 1;
	CHECK_OK(obligation_list(cx, &(struct obligation_filter){ 0 }, &list, &count));
	CHECK_INT(count, 5);
}
