/* What the tests of document 11 share: an office with one person a role. */
#ifndef ANJU_SHIFTS_TEST_H
#define ANJU_SHIFTS_TEST_H
#include "modules/houses/houses.h"
#include "modules/people/people.h"
#include "modules/requests/requests.h"
#include "modules/shifts/orders.h"
#include "modules/shifts/shifts.h"
#include "office.h"

OFFICE_UNUSED static int64_t desk_a, desk_b, supervisor, director, guard, technician;

OFFICE_UNUSED static struct ctx *staffed(const char *now)
{
	struct ctx *cx = office(now);
	struct room room = { .room = "3-2-501" };
	int64_t id;
	enum put put;

	desk_a = office_person(cx, "lin", ROLE_FRONT_DESK);
	desk_b = office_person(cx, "wang", ROLE_FRONT_DESK);
	supervisor = office_person(cx, "zhou", ROLE_SUPERVISOR);
	director = office_person(cx, "chen", ROLE_DIRECTOR);
	guard = office_person(cx, "yang", ROLE_GUARD);
	technician = office_person(cx, "xu", ROLE_TECHNICIAN);
	CHECK_OK(room_put(cx, &room, &id, &put));
	return cx;
}

OFFICE_UNUSED static void clock_to(struct ctx *cx, const char *at)
{
	cx->now = office_at(at);
}

OFFICE_UNUSED static const char *id_text(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->arena, "%" PRId64, id);
}

OFFICE_UNUSED static struct input fields(struct ctx *cx, va_list ap)
{
	struct input in;
	const char *name;

	input_init(&in, cx->arena);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	cx->errors = NULL;
	cx->why[0] = '\0';
	return in;
}

/* name, value, …, NULL */
OFFICE_UNUSED static int order_take(struct ctx *cx, struct order *o, const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return order_step(cx, o->id, action, 0, &in, ZONE_SHANGHAI, o);
}

OFFICE_UNUSED static int handover_take(struct ctx *cx, struct handover *h, const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return handover_step(cx, h->id, action, 0, &in, ZONE_SHANGHAI, h);
}

OFFICE_UNUSED static int request_take(struct ctx *cx, int64_t id, const char *action, ...)
{
	struct request_record q;
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return request_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &q);
}

OFFICE_UNUSED static int64_t issued(struct ctx *cx, int64_t to, int64_t post, const char *due)
{
	struct order_new in = { .text = "3 日内完成空置房巡查", .undertaker = to, .post = post,
				.due_at = office_at(due) };
	int64_t id;

	CHECK_OK(order_issue(cx, &in, &id));
	return id;
}

OFFICE_UNUSED static int64_t post_held(struct ctx *cx, int64_t account)
{
	int64_t post;

	CHECK_OK(store_int(cx,
			   SQL("SELECT post_id FROM staff_post WHERE community_id = ?"
			       " AND account_id = ? ORDER BY from_at DESC LIMIT 1"),
			   BINDS(cx->community, account), &post));
	return post;
}

/* The orders that wait for this person. */
OFFICE_UNUSED static size_t waiting_orders(struct ctx *cx, int64_t account, struct order **ret)
{
	struct order_filter f = { .mine = account, .most = 20 };
	size_t count;

	CHECK_OK(order_list(cx, &f, ret, &count));
	return count;
}

/* A repair that desk_b sent to desk_a. */
OFFICE_UNUSED static int64_t repair_of(struct ctx *cx, int64_t assignee, int urgency)
{
	struct request_intake in = { .kind = KIND_REPAIR, .urgency = urgency, .room = "3-2-501",
				     .text = "厨房水龙头漏水" };
	struct request_record q;

	office_as(cx, desk_b);
	CHECK_OK(request_open(cx, &in, &q));
	office_as(cx, supervisor);
	CHECK_OK(request_take(cx, q.id, "dispatch", "assignee", id_text(cx, assignee), NULL));
	return q.id;
}

OFFICE_UNUSED static int64_t owed_by(struct ctx *cx, const char *subject, int64_t id, int64_t owner)
{
	int64_t count;

	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM obligation WHERE community_id = ? AND subject = ?"
			       " AND subject_id = ? AND owner_id = ? AND state = 1"),
			   BINDS(cx->community, subject, id, owner), &count));
	return count;
}

/* The actor hands over to `to` all that he owes. */
OFFICE_UNUSED static struct handover handed(struct ctx *cx, int64_t to)
{
	struct handover_new *in = ARENA_NEW(cx->arena, struct handover_new);
	struct handover_item *open;
	struct handover h;
	int64_t id;

	in->to = to;
	CHECK_OK(handover_open_items(cx, cx->actor->id, &open, &in->item_count));
	for (size_t i = 0; i < in->item_count; i++)
		in->items[i] = open[i];
	CHECK_OK(handover_open(cx, in, &id));
	CHECK_OK(handover_get(cx, id, &h));
	return h;
}

OFFICE_UNUSED static int put_on(struct ctx *cx, const char *day, int band, enum role role,
				int64_t account)
{
	struct roster_new in = { .band = band, .role = role, .account = account };
	int filled;

	CHECK_OK(civil_parse_day(day, &in.day));
	cx->errors = NULL;
	return roster_add(cx, &in, &filled);
}
#endif
