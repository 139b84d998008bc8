#include "base/civil.h"
#include "test.h"

static int month_length(int year, int month)
{
	if (month == 2)
		return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

TEST(days_agree_with_counting_them_one_by_one_from_1900_to_2200)
{
	int32_t day = -25567; /* 1900-01-01, a Monday */
	int weekday = 1;

	for (int year = 1900; year <= 2200; year++)
		for (int month = 1; month <= 12; month++)
			for (int d = 1; d <= 31; d++) {
				struct civil c;
				bool valid = d <= month_length(year, month);

				CHECK_INT(civil_day_valid(year, month, d), valid);
				if (!valid)
					continue;
				CHECK_INT(civil_day(year, month, d), day);
				civil_from_day(day, &c);
				CHECK(c.year == year && c.month == month && c.day == d);
				CHECK_INT(c.weekday, weekday);
				weekday = weekday % 7 + 1;
				day++;
			}
	CHECK(!civil_day_valid(1899, 12, 31) && !civil_day_valid(2201, 1, 1));
	CHECK(!civil_day_valid(2026, 0, 1) && !civil_day_valid(2026, 13, 1));
	CHECK(!civil_day_valid(2026, 1, 0));
}

TEST(an_instant_falls_on_the_day_of_its_zone_also_before_1970)
{
	static const int zones[] = { -720, -210, 0, 345, 480, 840 };
	struct civil c;

	for (size_t z = 0; z < COUNT(zones); z++)
		for (int32_t day = -3; day <= 3; day++)
			for (int minute = 0; minute < 1440; minute += 7) {
				int64_t at = civil_ms(day, minute, zones[z]);
				CHECK_INT(civil_day_of(at, zones[z]), day);
				CHECK_INT(civil_day_of(at + 59999, zones[z]), day);
				civil_from_ms(at + 59999, zones[z], &c);
				CHECK_INT(c.hour * 60 + c.minute, minute);
				CHECK_INT(c.second, 59);
			}
}

TEST(dates_are_read_as_people_and_machines_write_them)
{
	static const struct {
		const char *text, *same;
	} rows[] = {
		{ "2019/4/25 9:32:09", "2019-04-25T09:32:09+08:00" },
		{ "2026-11-23", "2026-11-23T00:00:00+08:00" },
		{ "2026.4.5 9:32", "2026-04-05T09:32:00+08:00" },
		{ "2026年4月5日 9:32", "2026-04-05T09:32:00+08:00" },
		{ "２０２６－４－５　９：３２", "2026-04-05T09:32:00+08:00" },
		{ "2026-11-23T20:44:07.123+08:00", "2026-11-23T20:44:07.123+08:00" },
		{ "2026-11-23T12:44:07Z", "2026-11-23T20:44:07+08:00" },
		{ "2026-11-23T12:44:07.1239999999Z", "2026-11-23T20:44:07.123+08:00" },
		{ "2026-11-23T09:14:07-03:30", "2026-11-23T20:44:07+08:00" },
		{ " 2024-02-29   23:59 ", "2024-02-29T23:59:00+08:00" },
		{ "1969-12-31 23:59:59.5", "1969-12-31T23:59:59.500+08:00" },
	};
	char text[CIVIL_TEXT];

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t at;
		CHECK_OK(civil_parse(rows[i].text, ZONE_SHANGHAI, &at));
		CHECK_STR(civil_rfc3339(at, ZONE_SHANGHAI, text), rows[i].same);
	}
}

TEST(what_is_no_date_is_refused)
{
	static const char *const rows[] = {
		"", "2026", "2026-11", "2026-2-29", "2026-13-1", "2026-0-1", "1899-12-31", "26-1-1",
		"2026-11-23x", "2026-11-23 9", "2026-11-23 24:00", "2026-11-23 9:60",
		"2026-11-23 9:00:60", "2026-11-23 9:", "2026-11-23 :30", "2026-11-23T9:00+25:00",
		"2026-11-23 9:00:", "20261123", "2026-11-23 9:00 +", "2026-11-23 9:00:00 下午", "明天",
		"2026-11-23T09:00:00+08:00 2026-11-23T09:00:00+08:00 2026-11-23T09:00:00", NULL,
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t at = 7;
		if (civil_parse(rows[i], ZONE_SHANGHAI, &at) != ERR_INVALID || at != 7)
			test_failed(__FILE__, __LINE__, "\"%s\"", rows[i] ? rows[i] : "NULL");
	}
}

TEST(a_day_alone_takes_no_time)
{
	int32_t day;

	CHECK_OK(civil_parse_day("2026/11/23", &day));
	CHECK_INT(day, civil_day(2026, 11, 23));
	CHECK_ERR(civil_parse_day("2026-11-23 9:00", &day), ERR_INVALID);
	CHECK_ERR(civil_parse_day("2026-02-30", &day), ERR_INVALID);
	CHECK_INT(day, civil_day(2026, 11, 23));
}

TEST(a_time_of_day_runs_to_24_00)
{
	static const char *const wrong[] = { "", "8", "24:01", "25:00", "8:60", "8:3:0",
					     "-1:00", "8:" };
	int minute;
	char text[CIVIL_TEXT];

	CHECK_OK(civil_parse_clock("8:30", &minute));
	CHECK_INT(minute, 510);
	CHECK_OK(civil_parse_clock("２４：００", &minute));
	CHECK_INT(minute, 1440);
	CHECK_STR(civil_clock(minute, text), "24:00");
	for (size_t i = 0; i < COUNT(wrong); i++)
		CHECK_ERR(civil_parse_clock(wrong[i], &minute), ERR_INVALID);
}

TEST(instants_are_written_in_their_zone)
{
	char text[CIVIL_TEXT];

	CHECK_STR(civil_rfc3339(0, 0, text), "1970-01-01T00:00:00+00:00");
	CHECK_STR(civil_rfc3339(-1, -210, text), "1969-12-31T20:29:59.999-03:30");
	CHECK_STR(civil_minute(0, ZONE_SHANGHAI, text), "1970-01-01 08:00");
	CHECK_STR(civil_date(civil_day(2026, 1, 2), text), "2026-01-02");
}
