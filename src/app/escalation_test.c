#include "app/escalation.h"
#include "app/jobs.h"
#include "app/journal.h"
#include "app/notice.h"
#include "app/post.h"
#include "app/setting.h"
#include "office.h"

static const struct norm answer = { "answer", "答复", "15 (d)", "requests.help_answer_minutes",
				    false, LADDER_DESK };
static const struct norm finish = { "finish", "完工", "16 (d)", "requests.finish_minutes", false,
				    LADDER_ENGINEERING };
static const struct norm working = { "arrive", "到场", "16 (d)", "requests.arrive_minutes", true,
				     LADDER_ENGINEERING };

static int64_t post(struct ctx *cx, const char *name, enum role role)
{
	int64_t id = id_new(cx->now);

	CHECK_OK(store_exec(cx, SQL("INSERT INTO post (community_id, id, name, role) VALUES (?, ?, ?, ?)"),
			    BINDS(cx->community, id, name, (int)role)));
	return id;
}

static struct ctx *staffed(const char *now)
{
	struct ctx *cx = office(now);

	(void)post(cx, "主任", ROLE_DIRECTOR);
	(void)post(cx, "主管", ROLE_SUPERVISOR);
	(void)post(cx, "领班", ROLE_TEAM_LEADER);
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

static int64_t notices(struct ctx *cx, const char *kind)
{
	int64_t n;

	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND kind = ?"),
			   BINDS(cx->community, kind), &n));
	return n;
}

static void run_at(struct ctx *cx, const char *at)
{
	cx->now = office_at(at);
	CHECK_OK(escalation_run(cx));
}

TEST(at_four_of_five_minutes_the_owner_is_warned_once)
{
	struct ctx *cx = staffed("2026-11-23 10:00");

	CHECK_OK(obligation_open(cx, &answer, "request", 7, 0, 0, 0, NULL));
	run_at(cx, "2026-11-23 10:03");
	CHECK_INT(only(cx).warned_at, 0);
	run_at(cx, "2026-11-23 10:04");
	CHECK_INT(only(cx).warned_at, office_at("2026-11-23 10:04"));
	run_at(cx, "2026-11-23 10:05");
	CHECK_INT(only(cx).rung, 0);
	CHECK_INT(notices(cx, "warn"), 1);
}

TEST(what_expires_climbs_to_the_supervisor_and_half_a_norm_later_to_the_director)
{
	struct ctx *cx = staffed("2026-11-23 10:00");

	CHECK_OK(obligation_open(cx, &finish, "request", 7, 0, 0, 0, NULL));
	run_at(cx, "2026-11-24 10:01");
	CHECK_INT(only(cx).rung, 1);
	CHECK_STR(only(cx).rung_post_name, "领班");
	run_at(cx, "2026-11-24 21:59");
	CHECK_INT(only(cx).rung, 1);
	run_at(cx, "2026-11-24 22:01");
	CHECK_STR(only(cx).rung_post_name, "主管");
	run_at(cx, "2026-11-25 10:02");
	CHECK_STR(only(cx).rung_post_name, "主任");
	CHECK_INT(only(cx).next_at, 0);
	CHECK_INT(notices(cx, "climb"), 3);
}

TEST(each_rung_is_a_setting_and_an_unknown_name_is_the_directors)
{
	struct ctx *cx = staffed("2026-11-23 10:00");

	(void)post(cx, "夜班主管", ROLE_SUPERVISOR);
	CHECK_OK(setting_change(cx, "duties.desk_1", "夜班主管", 0));
	CHECK_OK(setting_change(cx, "duties.desk_2", "没有这个岗位", 0));
	CHECK_OK(obligation_open(cx, &answer, "request", 7, 0, 0, 0, NULL));
	run_at(cx, "2026-11-23 10:06");
	CHECK_STR(only(cx).rung_post_name, "夜班主管");
	run_at(cx, "2026-11-23 10:30");
	CHECK_STR(only(cx).rung_post_name, "主任");
}

TEST(in_working_time_nothing_climbs_while_the_office_is_closed)
{
	struct ctx *cx = staffed("2026-11-23 17:40");

	CHECK_OK(obligation_open(cx, &working, "request", 7, 0, 0, 0, NULL));
	run_at(cx, "2026-11-23 17:56");
	CHECK_INT(only(cx).rung, 1);
	run_at(cx, "2026-11-24 08:00");
	CHECK_INT(only(cx).rung, 1);
	run_at(cx, "2026-11-24 08:36");
	CHECK_INT(only(cx).rung, 2);
}

TEST(after_a_weekend_without_a_server_each_climbs_once_to_where_it_belongs)
{
	struct ctx *cx = staffed("2026-11-20 17:00");

	for (int i = 0; i < 250; i++)
		CHECK_OK(obligation_open(cx, &finish, "request", 100 + i, 0, 0, 0, NULL));
	run_at(cx, "2026-11-23 08:30");
	CHECK_INT(notices(cx, "warn"), 0);
	CHECK_INT(notices(cx, "climb"), 250);
	run_at(cx, "2026-11-23 08:31");
	CHECK_INT(notices(cx, "climb"), 250);
}

TEST(when_the_clock_goes_back_nothing_is_told_twice)
{
	struct ctx *cx = staffed("2026-11-23 10:00");

	CHECK_OK(obligation_open(cx, &answer, "request", 7, 0, 0, 0, NULL));
	run_at(cx, "2026-11-23 10:06");
	run_at(cx, "2026-11-23 09:00");
	run_at(cx, "2026-11-23 10:06");
	CHECK_INT(only(cx).rung, 1);
	CHECK_INT(notices(cx, "climb"), 1);
}

TEST(what_stands_still_does_not_climb_and_goes_on_with_what_was_left)
{
	struct ctx *cx = staffed("2026-11-23 10:00");

	CHECK_OK(obligation_open(cx, &finish, "request", 7, 0, 0, 0, NULL));
	cx->now = office_at("2026-11-23 11:00");
	CHECK_OK(obligation_pause(cx, "request", 7, "等配件"));
	run_at(cx, "2026-11-25 10:00");
	CHECK_INT(only(cx).rung, 0);
	CHECK_OK(obligation_resume(cx, "request", 7));
	CHECK_INT(only(cx).due_at, office_at("2026-11-26 09:00"));
	run_at(cx, "2026-11-26 04:11");
	CHECK_INT(only(cx).warned_at, 0);
	run_at(cx, "2026-11-26 04:13");
	CHECK(only(cx).warned_at != 0);
}

TEST(what_is_done_in_time_is_never_told_of)
{
	struct ctx *cx = staffed("2026-11-23 10:00");

	CHECK_OK(obligation_open(cx, &answer, "request", 7, 0, 0, 0, NULL));
	CHECK_OK(obligation_meet(cx, "request", 7, "answer", 0));
	run_at(cx, "2026-11-23 12:00");
	CHECK_INT(notices(cx, "warn") + notices(cx, "climb"), 0);
}

TEST(a_promise_climbs_by_the_time_that_was_given_for_it)
{
	struct ctx *cx = staffed("2026-11-23 10:00");

	CHECK_OK(obligation_promise(cx, &answer, "request", 7, office_at("2026-11-23 20:00"), 0, 0));
	run_at(cx, "2026-11-23 18:00");
	CHECK(only(cx).warned_at != 0);
	run_at(cx, "2026-11-23 20:01");
	CHECK_STR(only(cx).rung_post_name, "主管");
	run_at(cx, "2026-11-24 01:01");
	CHECK_STR(only(cx).rung_post_name, "主任");
}

TEST(a_norm_of_days_ends_at_midnight_and_one_of_working_days_at_closing_time)
{
	static const struct norm days = { "visit", "回访", "9 (d)", "requests.promise_days", false,
					  LADDER_DESK, BY_DAYS };
	static const struct norm open_days = { "visit", "回访", "9 (d)", "requests.promise_days", true,
					       LADDER_DESK, BY_WORKING_DAYS };
	struct ctx *cx = staffed("2026-06-10 14:00");
	int64_t due;

	CHECK_OK(setting_change(cx, "requests.promise_days", "3", 0));
	CHECK_OK(obligation_open(cx, &days, "request", 7, 0, 0, 0, &due));
	CHECK_INT(due, office_at("2026-06-14 00:00"));
	CHECK_OK(obligation_open(cx, &open_days, "request", 8, 0, 0, 0, &due));
	CHECK_INT(due, office_at("2026-06-15 18:00"));
}

TEST(a_clock_that_jumps_is_noticed_and_a_little_drift_is_not)
{
	struct clock_look before = { 1000000, 5000000 };
	struct clock_look drift = { 1000000 + 1100, 5000000 + 1000000 };
	struct clock_look ahead = { 1000000 + MINUTES(10), 5000000 + 1000000 };
	struct clock_look back = { 1000000 - HOURS(1), 5000000 + 1000000 };

	CHECK_INT(clock_jump(&before, &drift), 0);
	CHECK_INT(clock_jump(&before, &ahead), MINUTES(10) - 1000);
	CHECK_INT(clock_jump(&before, &back), -HOURS(1) - 1000);
}

TEST(of_a_jump_the_administrator_is_told)
{
	struct ctx *cx = staffed("2026-11-23 10:00");
	int64_t community = cx->community;

	(void)post(cx, "管理员", ROLE_ADMINISTRATOR);
	CHECK_OK(jobs_tell_jump(cx, -HOURS(1)));
	cx->community = community;
	CHECK_INT(notices(cx, "clock"), 1);
}
