#include "app/obligation.h"
#include "modules/contacts/contacts.h"
#include "modules/outreach/outreach.h"
#include "modules/residents/preference.h"
#include "office.h"

static int64_t steward, supervisor;

static struct ctx *begin(const char *now)
{
	struct ctx *cx = office(now);

	supervisor = office_person(cx, "zhou", ROLE_SUPERVISOR);
	steward = office_person(cx, "sun", ROLE_STEWARD);
	office_as(cx, steward);
	return cx;
}

static int64_t lives(struct ctx *cx, const char *name, int care, const char *from)
{
	struct room room = { .room = name };
	struct resident in = { .name = "王秀兰", .relation = RELATION_OWNER, .care = care };
	int64_t person;
	enum put put;
	bool changed;

	if (from)
		in.from_on = civil_day_of(office_at(from), ZONE_SHANGHAI);
	CHECK_OK(room_put(cx, &room, &room.id, &put));
	CHECK_OK(room_get(cx, room.id, &room));
	CHECK_OK(resident_put(cx, &room, &in, &person, &changed));
	return person;
}

static void talk(struct ctx *cx, const char *room, int direction, int channel)
{
	struct contact_intake in = { .direction = direction, .channel = channel, .room = room,
				     .text = "说了说话" };
	struct contact c;

	CHECK_OK(contact_log(cx, &in, &c));
}

static struct outreach *due(struct ctx *cx, int reason, size_t *ret_count)
{
	struct outreach_filter f = { .reason = reason, .most = 100 };
	struct outreach *rows;

	CHECK_OK(outreach_find(cx));
	CHECK_OK(outreach_list(cx, &f, &rows, ret_count));
	return rows;
}

static void at(struct ctx *cx, const char *now)
{
	cx->now = office_at(now);
}

TEST(an_elder_living_alone_is_contacted_every_seven_days_and_it_is_a_duty_of_the_steward)
{
	struct ctx *cx = begin("2026-11-02 09:00");
	struct outreach *rows;
	struct obligation *owed;
	size_t count, duties;

	(void)lives(cx, "3-2-501", CARE_ALONE, NULL);
	(void)due(cx, REASON_CARE, &count);
	CHECK_INT(count, 0);
	at(cx, "2026-11-09 00:30");
	rows = due(cx, REASON_CARE, &count);
	CHECK_INT(count, 1);
	CHECK_INT(rows[0].due_at, office_at("2026-11-09 20:00"));
	CHECK_OK(obligation_of(cx, "outreach", rows[0].id, &owed, &duties));
	CHECK_INT(duties, 1);
	CHECK_STR(owed[0].post_name, "sun");
	at(cx, "2026-11-09 10:00");
	talk(cx, "3-2-501", DIRECTION_OUT, CHANNEL_SMS);
	(void)due(cx, REASON_CARE, &count);
	CHECK_INT(count, 1);
	talk(cx, "3-2-501", DIRECTION_OUT, CHANNEL_HOME);
	(void)due(cx, REASON_CARE, &count);
	CHECK_INT(count, 0);
	CHECK_OK(obligation_of(cx, "outreach", rows[0].id, &owed, &duties));
	CHECK_INT(owed[0].state, OBLIGATION_MET);
	at(cx, "2026-11-16 00:30");
	(void)due(cx, REASON_CARE, &count);
	CHECK_INT(count, 1);
}

TEST(the_daily_job_run_twice_makes_nothing_and_after_a_standstill_only_what_is_due_now)
{
	struct ctx *cx = begin("2026-01-05 09:00");
	struct outreach *rows;
	int64_t all;
	size_t count;

	(void)lives(cx, "3-2-501", CARE_ALONE, NULL);
	(void)lives(cx, "3-2-502", CARE_ILL, NULL);
	at(cx, "2026-03-30 09:00");
	rows = due(cx, 0, &count);
	CHECK_INT(count, 2);
	for (size_t i = 0; i < count; i++)
		CHECK(rows[i].due_at > cx->now);
	(void)due(cx, 0, &count);
	cx->now += HOURS(3);
	(void)due(cx, 0, &count);
	CHECK_INT(count, 2);
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM outreach WHERE community_id = ?"),
			   BINDS(cx->community), &all));
	CHECK_INT(all, 2);
}

TEST(a_household_without_contact_for_180_days_is_listed_the_longest_silent_first_few_at_a_time)
{
	struct ctx *cx = begin("2026-01-05 09:00");
	struct outreach_cover cover;
	size_t count;

	for (int i = 1; i <= 15; i++)
		(void)lives(cx, arena_printf(cx->arena, "3-2-%d01", i), 0, NULL);
	at(cx, "2026-03-01 09:00");
	talk(cx, "3-2-101", DIRECTION_IN, CHANNEL_PHONE);
	at(cx, "2026-07-03 09:00");
	(void)due(cx, REASON_SILENT, &count);
	CHECK_INT(count, 0);
	at(cx, "2026-07-04 09:00");
	(void)due(cx, REASON_SILENT, &count);
	CHECK_INT(count, 10);
	CHECK_OK(outreach_cover(cx, &cover));
	CHECK_INT(cover.households, 15);
	CHECK_INT(cover.silent, 14);
	talk(cx, "3-2-201", DIRECTION_OUT, CHANNEL_PHONE);
	(void)due(cx, REASON_SILENT, &count);
	CHECK_INT(count, 10);
	CHECK_OK(outreach_cover(cx, &cover));
	CHECK_INT(cover.silent, 13);
}

TEST(who_moved_in_is_called_within_seven_days)
{
	struct ctx *cx = begin("2026-11-23 09:00");
	struct outreach *rows;
	size_t count;

	(void)lives(cx, "3-2-501", 0, "2026-11-21 00:00");
	rows = due(cx, REASON_MOVE_IN, &count);
	CHECK_INT(count, 1);
	CHECK_INT(rows[0].due_at, office_at("2026-11-28 20:00"));
	talk(cx, "3-2-501", DIRECTION_IN, CHANNEL_PHONE);
	(void)due(cx, REASON_MOVE_IN, &count);
	CHECK_INT(count, 1);
	talk(cx, "3-2-501", DIRECTION_OUT, CHANNEL_PHONE);
	(void)due(cx, REASON_MOVE_IN, &count);
	CHECK_INT(count, 0);
}

TEST(who_comes_back_for_a_matter_that_is_not_done_is_called)
{
	struct ctx *cx = begin("2026-11-23 09:00");
	struct contact_intake in = { .channel = CHANNEL_PHONE, .room = "3-2-501", .text = "漏水",
				     .matters = { { .kind = KIND_REPAIR, .text = "漏水" } },
				     .matter_count = 1 };
	struct outreach *rows;
	struct contact c;
	size_t count;

	(void)lives(cx, "3-2-501", 0, NULL);
	CHECK_OK(contact_log(cx, &in, &c));
	cx->now += HOURS(1);
	talk(cx, "3-2-501", DIRECTION_IN, CHANNEL_PHONE);
	(void)due(cx, REASON_REPEAT, &count);
	CHECK_INT(count, 0);
	cx->now += HOURS(1);
	talk(cx, "3-2-501", DIRECTION_IN, CHANNEL_PHONE);
	rows = due(cx, REASON_REPEAT, &count);
	CHECK_INT(count, 1);
	CHECK_HAS(rows[0].why, "又来联系 2 次");
}

TEST(a_birthday_is_greeted_only_with_consent_and_not_when_undisturbed)
{
	struct ctx *cx = begin("2026-11-22 09:00");
	int64_t person = lives(cx, "3-2-501", 0, NULL);
	struct preference p = { .person_id = person, .birthday = 1123 };
	size_t count;

	CHECK_OK(consent_give(cx, person, CONSENT_BIRTHDAY, "微信"));
	CHECK_OK(preference_set(cx, &p));
	(void)due(cx, REASON_BIRTHDAY, &count);
	CHECK_INT(count, 0);
	at(cx, "2026-11-23 08:00");
	(void)due(cx, REASON_BIRTHDAY, &count);
	CHECK_INT(count, 1);
	p.no_disturb = true;
	CHECK_OK(preference_set(cx, &p));
	(void)due(cx, REASON_BIRTHDAY, &count);
	CHECK_INT(count, 0);
}

TEST(before_a_festival_the_estate_and_its_people_of_care_are_to_be_greeted)
{
	struct ctx *cx = begin("2026-09-25 09:00");
	struct outreach *rows;
	size_t count;

	(void)lives(cx, "3-2-501", CARE_ALONE, NULL);
	(void)lives(cx, "3-2-502", 0, NULL);
	at(cx, "2026-09-30 09:00");
	rows = due(cx, REASON_FESTIVAL, &count);
	CHECK_INT(count, 2);
	CHECK_HAS(rows[0].why, "国庆");
	CHECK_OK(outreach_greeted(cx));
	(void)due(cx, REASON_FESTIVAL, &count);
	CHECK_INT(count, 1);
	at(cx, "2026-10-02 09:00");
	(void)due(cx, REASON_FESTIVAL, &count);
	CHECK_INT(count, 1);
}

TEST(a_reason_that_is_gone_lapses_with_its_duty_and_a_skip_says_why)
{
	struct ctx *cx = begin("2026-11-02 09:00");
	struct outreach *rows, o;
	struct input in;
	struct occupancy *people;
	struct room room;
	size_t count, n;
	int64_t open;

	(void)lives(cx, "3-2-501", CARE_ALONE, NULL);
	(void)lives(cx, "3-2-502", CARE_ALONE, NULL);
	at(cx, "2026-11-09 09:00");
	rows = due(cx, REASON_CARE, &count);
	CHECK_INT(count, 2);
	input_init(&in, cx->arena);
	CHECK_ERR(outreach_step(cx, rows[0].id, "skip", 0, &in, ZONE_SHANGHAI, &o), ERR_FORBIDDEN);
	CHECK_ERR(outreach_step(cx, rows[0].id, "lapse", 0, &in, ZONE_SHANGHAI, &o), ERR_CONFLICT);
	CHECK_ERR(outreach_step(cx, rows[0].id, "done", 0, &in, ZONE_SHANGHAI, &o), ERR_CONFLICT);
	office_as(cx, supervisor);
	CHECK_ERR(outreach_step(cx, rows[0].id, "skip", 0, &in, ZONE_SHANGHAI, &o), ERR_INVALID);
	input_add(&in, "reason", "住在女儿家");
	CHECK_OK(outreach_step(cx, rows[0].id, "skip", 0, &in, ZONE_SHANGHAI, &o));
	CHECK_INT(o.state, OUTREACH_SKIPPED);
	CHECK_OK(room_find(cx, rows[1].room, &room));
	CHECK_OK(occupancy_of_room(cx, room.id, false, &people, &n));
	CHECK_OK(occupancy_end(cx, people[0].id, civil_day_of(cx->now, ZONE_SHANGHAI)));
	(void)due(cx, REASON_CARE, &count);
	CHECK_INT(count, 0);
	CHECK_OK(obligation_open_count(cx, "outreach", rows[1].id, &open));
	CHECK_INT(open, 0);
	/* what was skipped comes back after another norm */
	at(cx, "2026-11-16 09:00");
	(void)due(cx, REASON_CARE, &count);
	CHECK_INT(count, 1);
}

TEST(households_are_called_in_the_morning_and_from_half_past_two_to_eight)
{
	static const struct {
		const char *now, *until;
		bool open;
	} hours[] = {
		{ "2026-11-23 08:59", "09:00", false }, { "2026-11-23 09:00", "12:00", true },
		{ "2026-11-23 12:00", "14:30", false }, { "2026-11-23 14:30", "20:00", true },
		{ "2026-11-23 20:00", "09:00", false },
	};
	struct ctx *cx = begin("2026-11-23 09:00");

	for (size_t i = 0; i < COUNT(hours); i++) {
		const char *until;
		bool open;
		at(cx, hours[i].now);
		CHECK_OK(outreach_hours(cx, &open, &until));
		CHECK_INT(open, hours[i].open);
		CHECK_STR(until, hours[i].until);
	}
}
