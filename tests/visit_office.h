/* An office for the tests of return visits: a room, the people, and repairs that come to an end. */
#ifndef ANJU_VISIT_OFFICE_H
#define ANJU_VISIT_OFFICE_H
#include "modules/houses/houses.h"
#include "modules/requests/requests.h"
#include "modules/visits/visit_parts.h"
#include "office.h"

struct visit_office {
	int64_t desk, clerk, steward, worker, guard, leader, supervisor, deputy, director;
};
static struct visit_office vo;

OFFICE_UNUSED static struct ctx *visit_office(const char *now)
{
	struct ctx *cx = office(now);
	struct room room = { .room = "3-2-501", .state = ROOM_OCCUPIED };
	int64_t id;
	enum put put;

	vo.desk = office_person(cx, "lin", ROLE_FRONT_DESK);
	vo.clerk = office_person(cx, "bai", ROLE_FRONT_DESK);
	vo.steward = office_person(cx, "sun", ROLE_STEWARD);
	vo.worker = office_person(cx, "chen", ROLE_TECHNICIAN);
	vo.guard = office_person(cx, "zhang", ROLE_GUARD);
	vo.leader = office_person(cx, "ma", ROLE_GUARD_LEADER);
	vo.supervisor = office_person(cx, "zhao", ROLE_SUPERVISOR);
	vo.deputy = office_person(cx, "xu", ROLE_DEPUTY_DIRECTOR);
	vo.director = office_person(cx, "wu", ROLE_DIRECTOR);
	CHECK_OK(room_put(cx, &room, &id, &put));
	office_as(cx, vo.desk);
	return cx;
}

static const char *visit_id_text(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->arena, "%" PRId64, id);
}

static struct input visit_input(struct ctx *cx, va_list ap)
{
	struct input in;
	const char *name;

	input_init(&in, cx->arena);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	return in;
}

OFFICE_UNUSED static int request_go(struct ctx *cx, int64_t id, const char *action, ...)
{
	struct request_record q;
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = visit_input(cx, ap);
	va_end(ap);
	cx->errors = NULL;
	return request_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &q);
}

/* A step of a visit with its fields as a person sends them: name, value, …, NULL. */
OFFICE_UNUSED static int visit_go(struct ctx *cx, struct visit *v, const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = visit_input(cx, ap);
	va_end(ap);
	cx->errors = NULL;
	return visit_step(cx, v->id, action, 0, &in, ZONE_SHANGHAI, v);
}

/* A repair from its call to its end, done by the worker, at cx->now. */
OFFICE_UNUSED static struct request_record repaired(struct ctx *cx, struct request_intake in,
						    const char *labour)
{
	const struct actor *actor = cx->actor;
	struct request_record q;

	in.kind = KIND_REPAIR;
	if (!in.room && !in.place)
		in.room = "3-2-501";
	cx->actor = NULL;
	CHECK_OK(request_open(cx, &in, &q));
	CHECK_OK(request_go(cx, q.id, "dispatch", "assignee", visit_id_text(cx, vo.worker), NULL));
	CHECK_OK(request_go(cx, q.id, "arrive", NULL));
	CHECK_OK(request_go(cx, q.id, "finish", "result", "已修好", "labour", labour ? labour : "0",
			    NULL));
	CHECK_OK(request_go(cx, q.id, "sign", "signed_by", "王秀兰", "pay_way", "cash", NULL));
	CHECK_OK(request_go(cx, q.id, "close", NULL));
	CHECK_OK(request_get(cx, q.id, &q));
	cx->actor = actor;
	return q;
}

/* The visits of a request; the last one. */
OFFICE_UNUSED static size_t visits_of(struct ctx *cx, int64_t request, struct visit *ret)
{
	struct visit *list;
	size_t count;

	CHECK_OK(visit_of_subject(cx, "request", request, &list, &count));
	if (count)
		*ret = list[count - 1];
	return count;
}

OFFICE_UNUSED static struct obligation visit_owed(struct ctx *cx, const struct visit *v,
						  const char *kind)
{
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_of(cx, "visit", v->id, &list, &count));
	for (size_t i = count; i-- > 0;)
		if (!strcmp(list[i].kind, kind))
			return list[i];
	test_failed(__FILE__, __LINE__, "no obligation %s", kind);
}

/* A picture of a signature that belongs to the visit. */
OFFICE_UNUSED static const char *signature_of(struct ctx *cx, const struct visit *v)
{
	int64_t id = id_new(cx->now);

	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO attachment (community_id, id, subject, subject_id, name,"
				" type, size_bytes, sha256, stored, created_at) VALUES (?, ?, 'visit', ?,"
				" '签名.png', 'image/png', 68, 'x', ?, ?)"),
			    BINDS(cx->community, id, v->id, visit_id_text(cx, id), cx->now)));
	return visit_id_text(cx, id);
}
#endif
