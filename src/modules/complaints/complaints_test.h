/* What the tests of complaints share: an office with its people, steps as a person sends them. */
#ifndef ANJU_COMPLAINTS_TEST_H
#define ANJU_COMPLAINTS_TEST_H
#include "base/text.h"
#include "modules/complaints/complaint_parts.h"
#include "modules/houses/houses.h"
#include "modules/requests/requests.h"
#include "office.h"

static int64_t desk, chief, engineer, supervisor, director, second OFFICE_UNUSED;

/* Six rooms 3-1-101 … 106 and the people the scenarios speak of; the clerk acts. */
OFFICE_UNUSED static struct ctx *reception(const char *now)
{
	struct ctx *cx = office(now);

	desk = office_person(cx, "lin", ROLE_FRONT_DESK);
	chief = office_person(cx, "ma", ROLE_GUARD_LEADER);
	engineer = office_person(cx, "zhao", ROLE_ENGINEERING_MANAGER);
	supervisor = office_person(cx, "zhou", ROLE_SUPERVISOR);
	director = office_person(cx, "wu", ROLE_DIRECTOR);
	second = office_person(cx, "sun", ROLE_DEPUTY_DIRECTOR);
	for (int i = 1; i <= 6; i++) {
		struct room room = { .room = arena_printf(cx->arena, "3-1-10%d", i),
				     .state = ROOM_OCCUPIED };
		int64_t id;
		enum put put;
		CHECK_OK(room_put(cx, &room, &id, &put));
	}
	office_as(cx, desk);
	return cx;
}

OFFICE_UNUSED static struct complaint complained(struct ctx *cx, const char *room, const char *text)
{
	struct complaint_intake in = { .channel = COMPLAINT_BY_PHONE, .room = room,
				       .person_name = "王秀兰", .phone = "13812345612", .text = text };
	struct complaint c;

	CHECK_OK(complaint_open(cx, &in, &c));
	return c;
}

/* A step with its fields: name, value, …, NULL. Taken by `who`; the clerk acts again afterwards. */
OFFICE_UNUSED static int act(struct ctx *cx, int64_t who, struct complaint *c,
			     const char *action, ...)
{
	int64_t before = cx->actor ? cx->actor->id : 0;
	struct input in;
	va_list ap;
	const char *name;
	int r;

	input_init(&in, cx->arena);
	va_start(ap, action);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	va_end(ap);
	cx->errors = NULL;
	office_as(cx, who);
	r = complaint_step(cx, c->id, action, 0, &in, ZONE_SHANGHAI, c);
	office_as(cx, before);
	return r;
}

OFFICE_UNUSED static const char *id_text(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->arena, "%" PRId64, id);
}

/* The last duty of that kind. */
OFFICE_UNUSED static struct obligation duty(struct ctx *cx, const char *subject, int64_t id,
					    const char *kind)
{
	struct obligation *list, last = { 0 };
	size_t count;

	CHECK_OK(obligation_of(cx, subject, id, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i].kind, kind))
			last = list[i];
	return last;
}

/* From taking in to 待答复, as a minor one. */
OFFICE_UNUSED static void worked_on(struct ctx *cx, struct complaint *c)
{
	CHECK_OK(act(cx, supervisor, c, "verify", "validity", "valid", "reason", "属实", "grade",
		     "minor", "cause", "equipment", "unit", "engineering", NULL));
	CHECK_OK(act(cx, supervisor, c, "assign", NULL));
	CHECK_OK(act(cx, engineer, c, "propose", "proposal", "更换轴承", NULL));
	CHECK_OK(act(cx, supervisor, c, "approve", "approval", "同意", NULL));
}

OFFICE_UNUSED static void answered(struct ctx *cx, struct complaint *c)
{
	worked_on(cx, c);
	CHECK_OK(act(cx, desk, c, "answer", "answer", "已修好", "way", "phone", NULL));
}
#endif
