/* Document 11 (b), (d): the roster. */
#include "modules/shifts/shifts_test.h"

TEST(the_roster_tells_who_is_on_duty_now_and_a_stand_in_comes_before_the_one_he_stands_in_for)
{
	struct ctx *cx = staffed("2026-11-23 10:00");
	int64_t on_duty;
	struct roster *rows;
	size_t count;

	office_as(cx, supervisor);
	CHECK_OK(put_on(cx, "2026-11-23", BAND_DAY, ROLE_FRONT_DESK, desk_a));
	CHECK_OK(put_on(cx, "2026-11-23", BAND_NIGHT, ROLE_FRONT_DESK, desk_b));
	CHECK_OK(shift_on_duty(cx, ROLE_FRONT_DESK, &on_duty));
	CHECK_INT(on_duty, desk_a);
	CHECK_OK(shift_on_duty(cx, ROLE_GUARD, &on_duty));
	CHECK_INT(on_duty, 0);
	clock_to(cx, "2026-11-24 03:00"); /* the night of the day before */
	CHECK_OK(shift_on_duty(cx, ROLE_FRONT_DESK, &on_duty));
	CHECK_INT(on_duty, desk_b);
	clock_to(cx, "2026-11-23 18:00"); /* the evening has begun, and nobody has it */
	CHECK_OK(shift_on_duty(cx, ROLE_FRONT_DESK, &on_duty));
	CHECK_INT(on_duty, 0);
	clock_to(cx, "2026-11-23 10:00");
	CHECK_OK(roster_list(cx, civil_day_of(cx->now, ZONE_SHANGHAI),
			     civil_day_of(cx->now, ZONE_SHANGHAI), &rows, &count));
	CHECK_INT(count, 2);
	CHECK_ERR(roster_stand_in(cx, rows[0].id, 0, technician), ERR_INVALID);
	CHECK_ERR(roster_stand_in(cx, rows[0].id, 0, desk_a), ERR_INVALID);
	CHECK_OK(roster_stand_in(cx, rows[0].id, 0, desk_b));
	CHECK_OK(shift_on_duty(cx, ROLE_FRONT_DESK, &on_duty));
	CHECK_INT(on_duty, desk_b);
	CHECK_ERR(roster_stand_in(cx, rows[0].id, 1, 0), ERR_CONFLICT);
}

TEST(a_person_is_in_a_shift_once_and_only_in_a_role_he_holds)
{
	struct ctx *cx = staffed("2026-11-23 10:00");
	struct roster_new in = { .band = BAND_DAY, .role = ROLE_FRONT_DESK, .account = desk_a };
	int filled;

	office_as(cx, supervisor);
	CHECK_OK(put_on(cx, "2026-11-25", BAND_DAY, ROLE_FRONT_DESK, desk_a));
	CHECK_ERR(put_on(cx, "2026-11-25", BAND_DAY, ROLE_FRONT_DESK, desk_a), ERR_INVALID);
	CHECK_HAS(cx->why, "2026-11-25");
	CHECK_ERR(put_on(cx, "2026-11-26", BAND_DAY, ROLE_GUARD, desk_a), ERR_INVALID);
	CHECK_ERR(put_on(cx, "2026-11-20", BAND_DAY, ROLE_FRONT_DESK, desk_a), ERR_INVALID);
	CHECK_OK(civil_parse_day("2026-11-26", &in.day));
	in.until = in.day + 4;
	CHECK_OK(roster_add(cx, &in, &filled));
	CHECK_INT(filled, 5);
	in.until = in.day + 200;
	CHECK_ERR(roster_add(cx, &in, &filled), ERR_INVALID);
}

TEST(a_shift_with_too_few_who_may_take_calls_is_a_gap)
{
	struct ctx *cx = staffed("2026-11-23 10:00");
	bool gap[ROSTER_DAYS][4];
	struct roster *rows;
	size_t count;
	int monday = civil_day_of(cx->now, ZONE_SHANGHAI);

	office_as(cx, supervisor);
	CHECK_OK(put_on(cx, "2026-11-23", BAND_DAY, ROLE_FRONT_DESK, desk_a));
	CHECK_OK(put_on(cx, "2026-11-23", BAND_EVENING, ROLE_GUARD, guard));
	CHECK_OK(roster_list(cx, monday, monday + 6, &rows, &count));
	CHECK_OK(roster_gaps(cx, rows, count, monday, 7, gap));
	CHECK(!gap[0][BAND_DAY] && !gap[0][BAND_EVENING] && gap[0][BAND_NIGHT] && gap[1][BAND_DAY]);
	office_as(cx, director);
	CHECK_OK(setting_change(cx, "shifts.least_callers", "2", 0));
	CHECK_OK(roster_gaps(cx, rows, count, monday, 7, gap));
	CHECK(gap[0][BAND_DAY]);
}

TEST(a_week_is_copied_without_who_left_and_without_who_stands_there_already)
{
	struct ctx *cx = staffed("2026-11-23 10:00");
	int monday = civil_day_of(cx->now, ZONE_SHANGHAI);
	struct roster *rows;
	size_t count;
	int64_t copied;

	office_as(cx, supervisor);
	CHECK_ERR(roster_copy_week(cx, monday + 7, &copied), ERR_CONFLICT);
	CHECK_OK(put_on(cx, "2026-11-23", BAND_DAY, ROLE_FRONT_DESK, desk_a));
	CHECK_OK(put_on(cx, "2026-11-24", BAND_DAY, ROLE_FRONT_DESK, desk_b));
	CHECK_OK(put_on(cx, "2026-11-25", BAND_NIGHT, ROLE_GUARD, guard));
	CHECK_OK(put_on(cx, "2026-11-30", BAND_DAY, ROLE_FRONT_DESK, desk_a));
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE staff SET left_on = 1 WHERE community_id = ?"
				" AND account_id = ?"),
			    BINDS(cx->community, guard)));
	CHECK_OK(roster_copy_week(cx, monday + 7, &copied));
	CHECK_INT(copied, 1);
	CHECK_OK(roster_list(cx, monday + 7, monday + 13, &rows, &count));
	CHECK_INT(count, 2);
	CHECK_OK(roster_copy_week(cx, monday + 7, &copied));
	CHECK_INT(copied, 0);
}
