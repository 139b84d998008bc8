/* One happening, many reporters: no water in a whole building. */
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/incidents/incidents.h"
#include "office.h"

static int64_t desk;

static struct ctx *estate(void)
{
	static const char *const rooms[] = { "3-1-101", "3-1-102", "3-2-201", "5-1-101", "30-1-101" };
	struct ctx *cx = office("2026-11-23 10:00");

	desk = office_person(cx, "lin", ROLE_FRONT_DESK);
	(void)office_person(cx, "zhao", ROLE_ENGINEERING_MANAGER);
	for (size_t i = 0; i < COUNT(rooms); i++) {
		struct room room = { .room = rooms[i] };
		int64_t id;
		enum put put;
		CHECK_OK(room_put(cx, &room, &id, &put));
	}
	office_as(cx, desk);
	return cx;
}

static struct incident no_water(struct ctx *cx, const char *areas)
{
	struct incident_intake in = { .kind = INCIDENT_WATER, .title = "停水", .areas = areas,
				      .expected_at = cx->now + HOURS(8) };
	struct incident i;

	CHECK_OK(incident_open(cx, &in, &i));
	return i;
}

static int step(struct ctx *cx, struct incident *i, const char *action, const char *name,
		const char *value)
{
	struct input in;

	input_init(&in, cx->arena);
	input_add(&in, name, value);
	cx->errors = NULL;
	return incident_step(cx, i->id, action, 0, &in, ZONE_SHANGHAI, i);
}

static int reported(struct ctx *cx, const struct incident *i, const char *room, const char *phone)
{
	struct incident_report who = { "王秀兰", phone, room };

	return incident_attach(cx, i->id, &who, NULL, 0);
}

TEST(an_incident_covers_its_buildings_entrances_and_rooms_and_no_others)
{
	struct ctx *cx = estate();
	struct incident i = no_water(cx, "3栋、5-1"), *found;
	struct incident_intake wrong = { .kind = INCIDENT_WATER, .title = "停水", .areas = "9" };
	size_t count;

	CHECK_STR(i.areas, "3、5-1");
	CHECK_HAS(i.number, "SJ20261123-");
	CHECK_OK(incident_covering(cx, "3-2-201", &found, &count));
	CHECK_INT(count, 1);
	CHECK_OK(incident_covering(cx, "5-1-101", &found, &count));
	CHECK_INT(count, 1);
	CHECK_OK(incident_covering(cx, "30-1-101", &found, &count));
	CHECK_INT(count, 0);
	CHECK_ERR(incident_open(cx, &wrong, &i), ERR_INVALID);
	CHECK_STR(cx->errors->field, "areas");
	(void)no_water(cx, NULL);
	CHECK_OK(incident_covering(cx, "30-1-101", &found, &count));
	CHECK_INT(count, 1);
}

TEST(reporters_are_merged_by_room_and_phone)
{
	struct ctx *cx = estate();
	struct incident i = no_water(cx, "3");
	struct incident_reporter *list;
	size_t count;

	CHECK_OK(reported(cx, &i, "3-1-101", "13812345612"));
	CHECK_OK(reported(cx, &i, "3-1-101", "13812345612"));
	CHECK_OK(reported(cx, &i, "3-1-101", "13900000000"));
	CHECK_OK(reported(cx, &i, "3-1-102", "13812345612"));
	CHECK_ERR(reported(cx, &i, NULL, NULL), ERR_INVALID);
	CHECK_OK(incident_reporters(cx, i.id, &list, &count));
	CHECK_INT(count, 3);
	for (size_t n = 0; n < count; n++)
		if (!strcmp(list[n].room, "3-1-101") && !strcmp(list[n].phone, "13812345612"))
			CHECK_INT(list[n].times, 2);
}

TEST(an_incident_closes_only_when_everybody_who_reported_it_was_told)
{
	struct ctx *cx = estate();
	struct incident i = no_water(cx, "3");
	struct incident_reporter *list;
	struct obligation *duties;
	size_t count, owed;
	int64_t told, sms;

	CHECK_OK(reported(cx, &i, "3-1-101", "13812345612"));
	CHECK_OK(reported(cx, &i, "3-1-102", "13812345613"));
	CHECK_OK(reported(cx, &i, "3-2-201", NULL));
	CHECK_ERR(incident_tell(cx, i.id, 0, INCIDENT_BY_PHONE, &told), ERR_CONFLICT);
	CHECK_ERR(step(cx, &i, "close", "-", ""), ERR_CONFLICT);
	cx->now += HOURS(3);
	CHECK_OK(step(cx, &i, "end", "result", "已恢复供水，请先放水"));
	CHECK_INT(i.untold, 3);
	CHECK_ERR(reported(cx, &i, "3-1-101", "13812345612"), ERR_CONFLICT);
	CHECK_ERR(step(cx, &i, "close", "-", ""), ERR_CONFLICT);
	CHECK_HAS(cx->why, "告知全部报事人");
	CHECK_OK(incident_reporters(cx, i.id, &list, &count));
	for (size_t n = 0; n < count; n++) {
		CHECK_OK(obligation_of(cx, "incident_reporter", list[n].id, &duties, &owed));
		CHECK_INT(owed, 1);
		CHECK_INT(duties[0].due_at, cx->now + HOURS(2));
	}
	/* one by phone; the rest by SMS, which the one without a number does not get */
	CHECK_OK(incident_tell(cx, i.id, list[0].id, INCIDENT_BY_PHONE, &told));
	CHECK_OK(incident_tell(cx, i.id, 0, INCIDENT_BY_MESSAGE, &told));
	CHECK_INT(told, 1);
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND phone <> ''"),
			   BINDS(cx->community), &sms));
	CHECK_INT(sms, 1);
	CHECK_ERR(step(cx, &i, "close", "-", ""), ERR_CONFLICT);
	CHECK_ERR(incident_tell(cx, i.id, 0, INCIDENT_BY_MESSAGE, &told), ERR_CONFLICT);
	CHECK_OK(incident_tell(cx, i.id, 0, INCIDENT_BY_VISIT, &told));
	CHECK_INT(told, 1);
	CHECK_OK(step(cx, &i, "close", "-", ""));
	CHECK_INT(i.state, INCIDENT_CLOSED);
	CHECK_INT(i.due_at, 0);
}

TEST(an_incident_that_happens_again_is_told_again)
{
	struct ctx *cx = estate();
	struct incident i = no_water(cx, "3");
	int64_t told;

	CHECK_OK(reported(cx, &i, "3-1-101", "13812345612"));
	CHECK_OK(step(cx, &i, "end", "result", "已恢复"));
	CHECK_OK(incident_tell(cx, i.id, 0, INCIDENT_BY_PHONE, &told));
	CHECK_OK(step(cx, &i, "again", "text", "又停了"));
	CHECK_INT(i.state, INCIDENT_OPEN);
	CHECK_INT(i.untold, 1);
	CHECK(i.due_at > 0);
	CHECK_OK(step(cx, &i, "end", "result", "这次好了"));
	CHECK_ERR(step(cx, &i, "close", "-", ""), ERR_CONFLICT);
	CHECK_OK(incident_tell(cx, i.id, 0, INCIDENT_BY_PHONE, &told));
	CHECK_OK(step(cx, &i, "close", "-", ""));
}

TEST(a_new_expected_time_is_a_new_promise_and_a_broken_one_stays_late)
{
	struct ctx *cx = estate();
	struct incident i = no_water(cx, "3");
	struct obligation *duties;
	struct input in;
	size_t count;

	CHECK_INT(i.due_at, office_at("2026-11-23 18:00"));
	cx->now = office_at("2026-11-23 18:30");
	input_init(&in, cx->arena);
	input_add(&in, "expected_at", "2026-11-23 21:00");
	input_add(&in, "reason", "配件未到");
	CHECK_OK(incident_step(cx, i.id, "expect", 0, &in, ZONE_SHANGHAI, &i));
	CHECK_INT(i.due_at, office_at("2026-11-23 21:00"));
	CHECK_OK(obligation_of(cx, "incident", i.id, &duties, &count));
	CHECK_INT(count, 2);
	CHECK_INT(duties[0].state, OBLIGATION_LATE);
	CHECK_INT(duties[1].state, OBLIGATION_OPEN);
}

/* ---- a random walk ---- */

/* 0 … n-1; the same walk for the same seed */
static int lot(uint64_t *state, int n)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (int)((*state >> 33) % (uint64_t)n);
}

static void stumble(struct ctx *cx, struct incident *i, uint64_t *state)
{
	static const char *const phones[] = { "13812345612", "13812345613", NULL };
	static const char *const rooms[] = { "3-1-101", "3-1-102", "3-2-201" };
	struct input in;
	int64_t told;
	int r;

	input_init(&in, cx->arena);
	input_add(&in, "result", "已恢复");
	input_add(&in, "text", "又停了");
	input_add(&in, "reason", "配件未到");
	input_add(&in, "expected_at", "2027-01-01 00:00");
	cx->errors = NULL;
	switch (lot(state, 4)) {
	case 0:
		r = reported(cx, i, rooms[lot(state, 3)], phones[lot(state, 3)]);
		break;
	case 1:
		r = incident_tell(cx, i->id, 0, 1 + lot(state, 3), &told);
		break;
	default:
		r = incident_step(cx, i->id,
				  incident_machine.steps[lot(state, (int)incident_machine.count)].action,
				  0, &in, ZONE_SHANGHAI, i);
	}
	CHECK(r != ERR_INTERNAL && r != ERR_UNAVAILABLE);
}

TEST(no_sequence_of_steps_closes_an_incident_with_somebody_untold)
{
	struct ctx *cx = estate();
	int closed = 0;

	for (int round = 0; round < 30; round++) {
		uint64_t state = (uint64_t)round + 7;
		struct incident i = no_water(cx, "3");
		for (int n = 0; n < 60; n++) {
			int64_t open;
			stumble(cx, &i, &state);
			cx->now += MINUTES(lot(&state, 90));
			CHECK_OK(incident_get(cx, i.id, &i));
			CHECK_OK(obligation_open_count(cx, "incident", i.id, &open));
			CHECK((i.state == INCIDENT_CLOSED) == (open == 0));
			CHECK(i.state != INCIDENT_CLOSED || !i.untold);
		}
		closed += i.state == INCIDENT_CLOSED;
		office_commit(cx);
	}
	CHECK(closed > 5); /* the walk gets there */
}
