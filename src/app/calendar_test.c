#include "app/calendar.h"
#include "app/journal.h"
#include "app/setting.h"
#include "office.h"

static bool is_open(struct ctx *cx, const char *at)
{
	const struct work_calendar *c;

	CHECK_OK(calendar_load(cx, &c));
	return worktime_open(c, office_at(at));
}

static int working_days(struct ctx *cx, int year)
{
	const struct work_calendar *c;
	int count = 0;

	cx->now = civil_ms(civil_day(year, 1, 1), 0, ZONE_SHANGHAI);
	CHECK_OK(calendar_load(cx, &c));
	for (int32_t day = civil_day(year, 1, 1); day < civil_day(year + 1, 1, 1); day++)
		count += worktime_day_open(c, day);
	return count;
}

TEST(the_office_is_open_on_working_days_from_half_past_eight_to_six)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK(!is_open(cx, "2026-11-23 08:29"));
	CHECK(is_open(cx, "2026-11-23 08:30"));
	CHECK(is_open(cx, "2026-11-23 17:59"));
	CHECK(!is_open(cx, "2026-11-23 18:00"));
	CHECK(!is_open(cx, "2026-11-22 10:00"));
}

TEST(published_days_off_are_closed_and_swapped_working_days_open)
{
	struct ctx *cx = office("2025-12-31 10:00");

	CHECK(!is_open(cx, "2026-02-17 10:00"));
	CHECK(is_open(cx, "2026-02-14 10:00"));
	CHECK(is_open(cx, "2026-02-24 10:00"));
	CHECK(is_open(cx, "2026-02-28 10:00"));
	CHECK(is_open(cx, "2026-09-20 10:00"));
	CHECK(!is_open(cx, "2026-09-25 10:00"));
	CHECK(!is_open(cx, "2026-10-07 10:00"));
	CHECK(is_open(cx, "2026-10-10 10:00"));
	CHECK(!is_open(cx, "2026-10-11 10:00"));
}

TEST(a_year_has_as_many_working_days_as_the_notices_leave)
{
	struct ctx *cx = office("2025-01-01 10:00");

	/* weekdays less the days off that fall on them, and the swapped days */
	CHECK_INT(working_days(cx, 2025), 248);
	CHECK_INT(working_days(cx, 2026), 248);
}

static void check_year(struct ctx *cx, int year, int off, int swapped)
{
	struct calendar_day *list;
	size_t count;

	CHECK_OK(calendar_days(cx, year, &list, &count));
	for (size_t i = 0; i < count; i++)
		list[i].working ? swapped-- : off--;
	CHECK_INT(off, 0);
	CHECK_INT(swapped, 0);
}

TEST(the_days_of_the_notices_are_all_there)
{
	struct ctx *cx = office("2026-11-23 10:00");

	/* 1 + 8 + 3 + 5 + 3 + 8, and 3 + 9 + 3 + 5 + 3 + 3 + 7 */
	check_year(cx, 2025, 28, 5);
	check_year(cx, 2026, 33, 6);
}

TEST(the_calendar_is_known_to_the_end_of_the_last_published_year)
{
	struct ctx *cx = office("2026-11-23 10:00");
	const struct work_calendar *c;

	CHECK_OK(calendar_load(cx, &c));
	CHECK_INT(c->known_until, civil_day(2026, 12, 31));
	/* one day of the office's own does not make a year known; its National Day does */
	CHECK_OK(calendar_set(cx, &(struct calendar_day){ civil_day(2027, 1, 1), false, "元旦" }));
	CHECK_OK(calendar_load(cx, &c));
	CHECK_INT(c->known_until, civil_day(2026, 12, 31));
	CHECK_OK(calendar_set(cx, &(struct calendar_day){ civil_day(2027, 10, 1), false, "国庆节" }));
	CHECK_OK(calendar_load(cx, &c));
	CHECK_INT(c->known_until, civil_day(2027, 12, 31));
}

TEST(seeding_twice_keeps_what_the_office_changed)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_OK(calendar_set(cx, &(struct calendar_day){ civil_day(2026, 10, 7), true, "加班" }));
	CHECK_OK(calendar_set(cx, &(struct calendar_day){ civil_day(2026, 10, 8), false, "店庆" }));
	CHECK_OK(calendar_seed(cx));
	CHECK(is_open(cx, "2026-10-07 10:00"));
	CHECK(!is_open(cx, "2026-10-08 10:00"));
}

TEST(a_day_of_the_calendar_is_set_and_removed_in_the_journal)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int day = civil_day(2026, 11, 24);
	struct journal_entry *list;
	size_t count;

	CHECK_ERR(calendar_set(cx, &(struct calendar_day){ day, false, " " }), ERR_INVALID);
	CHECK_OK(calendar_set(cx, &(struct calendar_day){ day, false, "停电检修" }));
	CHECK(!is_open(cx, "2026-11-24 10:00"));
	CHECK_OK(calendar_remove(cx, day));
	CHECK(is_open(cx, "2026-11-24 10:00"));
	CHECK_ERR(calendar_remove(cx, day), ERR_NOT_FOUND);
	CHECK_OK(journal_of(cx, "calendar", day, &list, &count));
	CHECK_INT(count, 2);
	CHECK_STR(list[0].note, "2026-11-24 放假：停电检修");
}

TEST(weekends_open_when_the_office_says_so)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_OK(setting_change(cx, "calendar.weekend_opens", "09:00", 0));
	CHECK_OK(setting_change(cx, "calendar.weekend_closes", "12:00", 0));
	CHECK(is_open(cx, "2026-11-28 09:00"));
	CHECK(!is_open(cx, "2026-11-28 12:00"));
	CHECK_OK(setting_change(cx, "calendar.last_weekday", "6", 0));
	CHECK(is_open(cx, "2026-11-28 17:00"));
	CHECK(!is_open(cx, "2026-11-29 17:00"));
}
