#include "modules/notices/quiet.h"
#include "base/random.h"
#include "office.h"

static int64_t end(const struct quiet *q, const char *at)
{
	return quiet_end(q, office_at(at), ZONE_SHANGHAI);
}

TEST(residents_are_spoken_to_from_nine_to_noon_and_from_half_past_two_to_eight)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct quiet q;

	CHECK_OK(quiet_of_office(cx, true, &q));
	CHECK_INT(end(&q, "2026-11-23 09:00"), office_at("2026-11-23 09:00"));
	CHECK_INT(end(&q, "2026-11-23 11:59"), office_at("2026-11-23 11:59"));
	CHECK_INT(end(&q, "2026-11-23 12:00"), office_at("2026-11-23 14:30"));
	CHECK_INT(end(&q, "2026-11-23 19:59"), office_at("2026-11-23 19:59"));
	CHECK_INT(end(&q, "2026-11-23 20:00"), office_at("2026-11-24 09:00"));
	CHECK_INT(end(&q, "2026-11-24 03:15"), office_at("2026-11-24 09:00"));
}

TEST(bands_that_touch_are_waited_out_one_after_the_other)
{
	struct quiet q = { 0 };

	quiet_add(&q, 22 * 60, 6 * 60);
	quiet_add(&q, 6 * 60, 7 * 60);
	quiet_add(&q, 300, 300);
	CHECK_INT(q.count, 2);
	CHECK_INT(end(&q, "2026-11-23 23:30"), office_at("2026-11-24 07:00"));
}

TEST(a_day_quiet_from_end_to_end_holds_nothing_back_for_ever)
{
	struct quiet q = { 0 };

	quiet_add(&q, 0, 12 * 60);
	quiet_add(&q, 11 * 60, 1);
	CHECK_INT(end(&q, "2026-11-23 23:30"), office_at("2026-11-23 23:30"));
}

static bool in_band(const struct quiet *q, int minute)
{
	for (size_t i = 0; i < q->count; i++) {
		bool over = q->from[i] > q->until[i];
		bool after = minute >= q->from[i], before = minute < q->until[i];
		if (over ? after || before : after && before)
			return true;
	}
	return false;
}

TEST(the_end_of_quiet_is_what_counting_minute_by_minute_gives)
{
	for (int round = 0; round < 2000; round++) {
		unsigned char chance[2 * QUIET_BANDS + 2];
		struct quiet q = { 0 };
		int64_t at, slow;
		random_bytes(chance, sizeof chance);
		for (int i = 0; i < 3; i++)
			quiet_add(&q, chance[2 * i] * 1440 / 256, chance[2 * i + 1] * 1440 / 256);
		at = office_at("2026-11-23 00:00") + MINUTES(chance[8] * 5 + chance[9] % 5);
		for (slow = at; slow < at + DAYS(1); slow += MINUTES(1))
			if (!in_band(&q, (int)((slow + HOURS(8)) % DAYS(1) / MINUTES(1))))
				break;
		if (slow == at + DAYS(1))
			slow = at;
		CHECK_INT(quiet_end(&q, at, ZONE_SHANGHAI), slow);
	}
}
