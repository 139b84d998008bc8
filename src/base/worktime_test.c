#include "base/worktime.h"
#include "base/text.h"
#include "test.h"

/* 2026-09-20 is a Sunday, 10-10 a Saturday. */
static const struct special_day october[] = {
	{ 20716, true, "国庆节调休" }, { 20727, false, "国庆节" }, { 20728, false, "国庆节" },
	{ 20729, false, "国庆节" },    { 20730, false, "国庆节" }, { 20731, false, "国庆节" },
	{ 20732, false, "国庆节" },    { 20733, false, "国庆节" }, { 20736, true, "国庆节调休" },
	{ 20819, false, "元旦" },
};

/* Monday to Friday, 08:30 to 18:00. */
static struct work_calendar office(void)
{
	struct work_calendar c = { .zone_minutes = ZONE_SHANGHAI, .special = october,
				   .special_count = COUNT(october) };

	c.known_until = civil_day(2026, 12, 31);
	for (int i = 0; i < 5; i++)
		c.bands[i][0] = (struct work_band){ 510, 1080 };
	return c;
}

static int64_t at(const char *text)
{
	int64_t ms;

	CHECK_OK(civil_parse(text, ZONE_SHANGHAI, &ms));
	return ms;
}

static const char *sum_text(const struct work_calendar *c, const char *from, int64_t duration,
			    const char *want_due)
{
	static struct arena a;
	static struct strbuf b;
	char text[CIVIL_TEXT];
	int64_t due;

	strbuf_init(&b, &a, 4000);
	CHECK_OK(worktime_add(c, LANGUAGE_ZH, at(from), duration, &b, &due));
	CHECK_STR(civil_minute(due, ZONE_SHANGHAI, text), want_due);
	CHECK(!b.full);
	return b.s;
}

TEST(the_sum_of_one_day_needs_no_date)
{
	struct work_calendar c = office();

	CHECK_STR(sum_text(&c, "2026-11-23 17:40", MINUTES(20), "2026-11-23 18:00"),
		  "17:40 + 20 分钟 → 18:00");
	CHECK_STR(sum_text(&c, "2026-11-23 09:00", SECONDS(3600 + 90), "2026-11-23 10:01"),
		  "09:00 + 1 小时 1 分钟 30 秒 → 10:01");
	CHECK_STR(sum_text(&c, "2026-11-22 03:00", 0, "2026-11-22 03:00"), "03:00 + 0 秒 → 03:00");
}

TEST(the_sum_names_closing_time_and_the_next_morning)
{
	struct work_calendar c = office();

	CHECK_STR(sum_text(&c, "2026-11-23 17:40", MINUTES(30), "2026-11-24 08:40"),
		  "11-23 17:40 + 30 分钟，18:00 下班，次日 08:30 续计 → 11-24 08:40");
	CHECK_STR(sum_text(&c, "2026-11-20 17:40", MINUTES(30), "2026-11-23 08:40"),
		  "11-20 17:40 + 30 分钟，18:00 下班，休息日不计，11-23 08:30 续计 → 11-23 08:40");
}

TEST(a_clock_that_starts_outside_working_time_waits_for_the_opening)
{
	struct work_calendar c = office();

	CHECK_STR(sum_text(&c, "2026-11-23 20:15", MINUTES(30), "2026-11-24 09:00"),
		  "11-23 20:15 非工作时间，次日 08:30 起计 + 30 分钟 → 11-24 09:00");
	CHECK_STR(sum_text(&c, "2026-11-23 06:00", MINUTES(30), "2026-11-23 09:00"),
		  "06:00 非工作时间，08:30 起计 + 30 分钟 → 09:00");
	CHECK_STR(sum_text(&c, "2026-11-21 10:00", MINUTES(30), "2026-11-23 09:00"),
		  "11-21 10:00 非工作时间，休息日不计，11-23 08:30 起计 + 30 分钟 → 11-23 09:00");
}

TEST(a_lunch_break_is_a_break_and_not_closing_time)
{
	struct work_calendar c = office();

	c.bands[0][0] = (struct work_band){ 510, 720 };
	c.bands[0][1] = (struct work_band){ 840, 1080 };
	CHECK_STR(sum_text(&c, "2026-11-23 11:50", MINUTES(30), "2026-11-23 14:20"),
		  "11:50 + 30 分钟，12:00 休息，14:00 续计 → 14:20");
}

TEST(a_holiday_that_is_skipped_is_named_with_its_days)
{
	struct work_calendar c = office();

	CHECK_STR(sum_text(&c, "2026-09-30 17:40", MINUTES(30), "2026-10-08 08:40"),
		  "09-30 17:40 + 30 分钟，18:00 下班，2026-10-01 至 10-07 国庆节，10-08 08:30 续计 → "
		  "10-08 08:40");
	CHECK_STR(sum_text(&c, "2026-12-31 17:59", MINUTES(2), "2027-01-04 08:31"),
		  "2026-12-31 17:59 + 2 分钟，18:00 下班，2027-01-01 元旦，休息日不计，"
		  "2027-01-04 08:30 续计 → 2027-01-04 08:31（假日表只到 2026-12-31）");
}

TEST(neighbouring_holidays_are_named_apart)
{
	static const struct special_day days[] = {
		{ 20727, false, "国庆节" }, { 20728, false, "中秋节" }, { 20729, true, "中秋节" },
		{ 20730, false, "重阳节" }, { 20733, false, "重阳节" },
	};
	struct work_calendar c = office();

	c.special = days;
	c.special_count = COUNT(days);
	CHECK_STR(sum_text(&c, "2026-09-30 17:30", HOURS(10) + MINUTES(30), "2026-10-05 09:00"),
		  "09-30 17:30 + 10 小时 30 分钟，18:00 下班，2026-10-01 国庆节，2026-10-02 中秋节，"
		  "10-03（调休上班）08:30 续计，18:00 下班，2026-10-04 重阳节，10-05 08:30 续计 → "
		  "10-05 09:00");
	CHECK_STR(sum_text(&c, "2026-10-04 17:30", HOURS(20), "2026-10-08 09:30"),
		  "10-04 17:30 非工作时间，2026-10-04 重阳节，次日 08:30 起计 + 20 小时，18:00 下班，"
		  "次日 08:30 续计，18:00 下班，2026-10-07 重阳节，10-08 08:30 续计 → 10-08 09:30");
}

TEST(days_of_a_holiday_with_a_gap_between_are_named_apart)
{
	static const struct special_day days[] = {
		{ 20728, false, "国庆节" }, { 20731, false, "国庆节" }
	};
	struct work_calendar c = office();

	c.special = days;
	c.special_count = COUNT(days);
	CHECK_STR(sum_text(&c, "2026-10-01 18:00", MINUTES(30), "2026-10-06 09:00"),
		  "10-01 18:00 非工作时间，2026-10-02 国庆节，2026-10-05 国庆节，休息日不计，"
		  "10-06 08:30 起计 + 30 分钟 → 10-06 09:00");
}

TEST(the_end_of_the_holiday_table_is_marked_only_beyond_it)
{
	struct work_calendar c = office();

	CHECK_STR(sum_text(&c, "2026-12-31 17:30", MINUTES(30), "2026-12-31 18:00"),
		  "17:30 + 30 分钟 → 18:00");
}

TEST(an_office_that_closes_at_midnight_closes_on_its_own_day)
{
	struct work_calendar c = office();

	c.bands[0][0] = (struct work_band){ 510, 1440 };
	CHECK_STR(sum_text(&c, "2026-11-23 23:50", MINUTES(20), "2026-11-24 08:40"),
		  "11-23 23:50 + 20 分钟，24:00 下班，次日 08:30 续计 → 11-24 08:40");
	c.bands[1][0] = (struct work_band){ 0, 1080 };
	CHECK_STR(sum_text(&c, "2026-11-23 23:50", MINUTES(20), "2026-11-24 00:10"),
		  "11-23 23:50 + 20 分钟 → 11-24 00:10");
}

TEST(nothing_passes_while_the_office_is_closed)
{
	struct work_calendar c = office();
	static const struct {
		const char *from, *to;
		int minutes;
	} rows[] = {
		{ "2026-11-23 06:00", "2026-11-23 07:00", 0 },
		{ "2026-11-20 18:00", "2026-11-23 08:30", 0 },
		{ "2026-11-23 07:00", "2026-11-23 09:00", 30 },
		{ "2026-11-23 17:30", "2026-11-24 07:00", 30 },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK_INT(worktime_between(&c, at(rows[i].from), at(rows[i].to)),
			  MINUTES(rows[i].minutes));
}

TEST(more_than_400_closed_days_on_end_are_refused)
{
	static struct special_day closed[420];
	struct work_calendar c = office();
	int64_t from = at("2026-11-23 09:00"), due;

	for (int i = 0; i < 420; i++)
		closed[i] = (struct special_day){ 20781 + i, false, "停业" };
	c.special = closed;
	c.special_count = 390;
	CHECK_OK(worktime_add_days(&c, LANGUAGE_ZH, from, 1, NULL, &due));
	CHECK_OK(worktime_add(&c, LANGUAGE_ZH, from, HOURS(10), NULL, &due));
	c.special_count = 420;
	CHECK_ERR(worktime_add_days(&c, LANGUAGE_ZH, from, 1, NULL, &due), ERR_INVALID);
	CHECK_ERR(worktime_add(&c, LANGUAGE_ZH, from, HOURS(10), NULL, &due), ERR_INVALID);
}

TEST(a_swapped_working_day_counts_and_is_marked)
{
	struct work_calendar c = office();

	CHECK_STR(sum_text(&c, "2026-10-09 17:40", MINUTES(30), "2026-10-10 08:40"),
		  "10-09 17:40 + 30 分钟，18:00 下班，次日（调休上班）08:30 续计 → 10-10 08:40");
	CHECK(worktime_day_open(&c, 20736) && !worktime_day_open(&c, 20737));
	CHECK(worktime_open(&c, at("2026-10-10 17:59")));
	CHECK(!worktime_open(&c, at("2026-10-10 18:00")));
	CHECK(!worktime_open(&c, at("2026-10-07 10:00")));
	CHECK(worktime_open(&c, at("2026-10-08 08:30")));
}

TEST(a_long_sum_shows_its_first_and_its_last_night)
{
	struct work_calendar c = office();

	CHECK_STR(sum_text(&c, "2026-09-28 17:00", HOURS(50), "2026-10-12 10:00"),
		  "09-28 17:00 + 50 小时，18:00 下班，次日 08:30 续计，其间计入 47 小时 30 分钟，"
		  "2026-10-01 至 10-07 国庆节，18:00 下班，休息日不计，10-12 08:30 续计 → 10-12 10:00");
}

TEST(days_are_counted_from_the_next_day_to_closing_time)
{
	static const struct special_day may[] = {
		{ 20574, false, "劳动节" }, { 20575, false, "劳动节" }, { 20576, false, "劳动节" },
		{ 20577, false, "劳动节" }, { 20578, false, "劳动节" },
	};
	struct work_calendar c = office();
	struct arena a = { 0 };
	struct strbuf b;
	int64_t due;

	c.special = may;
	c.special_count = COUNT(may);
	strbuf_init(&b, &a, 1000);
	CHECK_OK(worktime_add_days(&c, LANGUAGE_ZH, at("2026-04-30 16:00"), 3, &b, &due));
	CHECK_INT(due, at("2026-05-08 18:00"));
	CHECK_STR(b.s, "04-30 16:00 + 3 个工作日（次日起计），2026-05-01 至 05-05 劳动节 → 05-08 18:00");
	CHECK_OK(worktime_add_days(&c, LANGUAGE_ZH, at("2026-11-21 16:00"), 1, NULL, &due));
	CHECK_INT(due, at("2026-11-23 18:00"));
	CHECK_ERR(worktime_add_days(&c, LANGUAGE_ZH, 0, 0, NULL, &due), ERR_INVALID);
	arena_free(&a);
}

TEST(round_the_clock_is_plain_addition)
{
	struct arena a = { 0 };
	int64_t night = at("2026-11-21 02:13");
	struct strbuf b;

	strbuf_init(&b, &a, 1000);
	CHECK_INT(worktime_add_24h(ZONE_SHANGHAI, LANGUAGE_ZH, night, MINUTES(5), &b),
		  night + MINUTES(5));
	CHECK_STR(b.s, "02:13 + 5 分钟 → 02:18");
	strbuf_clear(&b);
	(void)worktime_add_24h(ZONE_SHANGHAI, LANGUAGE_ZH, at("2026-11-21 23:50"), HOURS(48), &b);
	CHECK_STR(b.s, "11-21 23:50 + 48 小时 → 11-23 23:50");
	arena_free(&a);
}

TEST(the_sum_is_written_in_the_language_of_the_work)
{
	static const char lines[] = "小时\th\n分钟\tmin\n下班\tclosed\n次日\tnext day\n续计\tresumed\n"
				    "（调休上班）\t(swapped working day)\n";
	struct work_calendar c = office();
	struct arena a = { 0 };
	struct strbuf b;
	int64_t due;

	text_catalogue(lines, sizeof lines - 1);
	strbuf_init(&b, &a, 1000);
	CHECK_OK(worktime_add(&c, LANGUAGE_EN, at("2026-10-09 17:40"), MINUTES(90), &b, &due));
	CHECK_STR(b.s, "10-09 17:40 + 1 h 30 min, 18:00 closed, next day (swapped working day) "
		       "08:30 resumed → 10-10 09:40");
	arena_free(&a);
}

TEST(an_office_that_never_opens_is_refused)
{
	struct work_calendar c = { .zone_minutes = ZONE_SHANGHAI };
	int64_t due = 7;

	CHECK_ERR(worktime_add(&c, LANGUAGE_ZH, 0, 1, NULL, &due), ERR_INVALID);
	CHECK_ERR(worktime_add_days(&c, LANGUAGE_ZH, 0, 1, NULL, &due), ERR_INVALID);
	c = office();
	CHECK_ERR(worktime_add(&c, LANGUAGE_ZH, 0, -1, NULL, &due), ERR_INVALID);
	CHECK_ERR(worktime_add(&c, LANGUAGE_ZH, 0, INT64_MAX, NULL, &due), ERR_INVALID);
	CHECK_ERR(worktime_add_days(&c, LANGUAGE_ZH, 0, INT_MAX, NULL, &due), ERR_INVALID);
	CHECK_INT(due, 7);
}

/* ---- random calendars: the same ones in each run ---- */

static uint32_t seed = 20261123;

static int random_below(int n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (uint32_t)n);
}

enum { FIRST_DAY = 20700, MODEL_DAYS = 120, MODEL_MINUTES = MODEL_DAYS * 1440 };

static struct work_calendar random_calendar(struct special_day special[MODEL_DAYS])
{
	static const int zones[] = { ZONE_SHANGHAI, 0, -210, 345 };
	struct work_calendar c = { .zone_minutes = zones[random_below(COUNT(zones))],
				   .special = special, .known_until = FIRST_DAY + 60 };

	for (int day = 0; day < 7; day++) {
		int minute = 0, bands = random_below(WORK_BANDS + 1);
		for (int i = 0; i < bands && minute < 1300; i++) {
			int from = minute + random_below(300), to = from + 1 + random_below(400);
			c.bands[day][i] = (struct work_band){ from, to = MIN(to, 1440) };
			minute = to;
		}
	}
	c.bands[2][0] = c.bands[2][0].to ? c.bands[2][0] : (struct work_band){ 0, 1440 };
	for (int day = 0; day < MODEL_DAYS; day++)
		if (random_below(5) == 0)
			special[c.special_count++] = (struct special_day){
				FIRST_DAY + day, random_below(3) == 0,
				random_below(2) ? "甲" : "乙"
			};
	return c;
}

/* The naive model: is this minute open? Looks at nothing but the tables. */
static bool minute_open(const struct work_calendar *c, int minute)
{
	int day = FIRST_DAY + minute / 1440, weekday = (day + 3) % 7;

	for (size_t i = 0; i < c->special_count; i++)
		if (c->special[i].day == day) {
			if (!c->special[i].working)
				return false;
			for (weekday = 0; !c->bands[weekday][0].to;)
				weekday++;
		}
	for (int i = 0; i < WORK_BANDS; i++)
		if (c->bands[weekday][i].from <= minute % 1440 &&
		    minute % 1440 < c->bands[weekday][i].to)
			return true;
	return false;
}

/* Steps minute by minute; -1 when the model ends before. */
static int model_add(const bool *open, int from, int minutes)
{
	for (; minutes > 0 && from < MODEL_MINUTES; from++)
		minutes -= open[from];
	return minutes ? -1 : from;
}

TEST(sums_agree_with_counting_minute_by_minute)
{
	static bool open[MODEL_MINUTES];
	int compared = 0;

	for (int round = 0; round < 60; round++) {
		struct special_day special[MODEL_DAYS];
		struct work_calendar c = random_calendar(special);
		int64_t start = civil_ms(FIRST_DAY, 0, c.zone_minutes);

		for (int i = 0; i < MODEL_MINUTES; i++)
			open[i] = minute_open(&c, i);
		for (int i = 0; i < 200; i++) {
			int from = random_below(MODEL_MINUTES / 2), minutes = random_below(6000);
			int want = model_add(open, from, minutes);
			int64_t due;

			CHECK_INT(worktime_open(&c, start + MINUTES(from)), open[from]);
			if (want < 0)
				continue;
			CHECK_OK(worktime_add(&c, LANGUAGE_ZH, start + MINUTES(from),
					      MINUTES(minutes), NULL, &due));
			CHECK_INT(due, start + MINUTES(want));
			CHECK_INT(worktime_between(&c, start + MINUTES(from), due),
				  MINUTES(minutes));
			compared++;
		}
	}
	CHECK(compared > 6000);
}

TEST(time_added_in_two_parts_is_time_added_at_once)
{
	struct arena a = { 0 };

	for (int round = 0; round < 3000; round++) {
		struct special_day special[MODEL_DAYS];
		struct work_calendar c = random_calendar(special);
		int64_t from = DAYS(FIRST_DAY) + random_below(INT_MAX), due, middle, end;
		int64_t first = random_below(1 << 24), second = random_below(1 << 24);
		struct strbuf b;

		strbuf_init(&b, &a, 4000);
		CHECK_OK(worktime_add(&c, LANGUAGE_ZH, from, first + second, &b, &due));
		CHECK_OK(worktime_add(&c, LANGUAGE_ZH, from, first, NULL, &middle));
		CHECK_OK(worktime_add(&c, LANGUAGE_ZH, middle, second, NULL, &end));
		CHECK_INT(end, due);
		CHECK(from <= middle && middle <= end);
		CHECK_INT(worktime_between(&c, from, due), first + second);
		CHECK_INT(worktime_between(&c, due, from), -(first + second));
		CHECK(!b.full && text_valid(b.s, b.len));
		arena_clear(&a);
	}
	arena_free(&a);
}

TEST(so_many_working_days_lie_between_the_start_and_the_due_day)
{
	for (int round = 0; round < 500; round++) {
		struct special_day special[MODEL_DAYS];
		struct work_calendar c = random_calendar(special);
		int32_t from = FIRST_DAY + random_below(60), day = from;
		int days = 1 + random_below(20), left = days;
		int64_t due;

		while (left > 0)
			left -= worktime_day_open(&c, ++day);
		CHECK_OK(worktime_add_days(&c, LANGUAGE_ZH, civil_ms(from, 700, c.zone_minutes),
					   days, NULL, &due));
		CHECK_INT(civil_day_of(due - 1, c.zone_minutes), day);
		CHECK(!worktime_open(&c, due) || civil_day_of(due, c.zone_minutes) > day);
		CHECK(worktime_open(&c, due - 1));
	}
}
