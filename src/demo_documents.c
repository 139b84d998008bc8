/* The policy and the duties of the demonstration office: drafted by the head of the desk, approved
 * by the director six days ago, read by most. */
#include "demo_parts.h"
#include "app/app.h"
#include "modules/documents/documents.h"
#include "record/input.h"

enum { DAYS_AGO = 6, UNREAD_PERCENT = 12 };

struct making {
	const struct demo_estate *e;
	int64_t id;
};

static int step(struct ctx *cx, int64_t id, const char *action)
{
	struct document d;
	struct input none;

	input_init(&none, cx->arena);
	return document_step(cx, id, action, 0, &none, ZONE_SHANGHAI, &d);
}

static int approve(struct ctx *cx, const struct making *m, enum document_kind kind, int64_t from)
{
	int64_t id;
	int r;

	cx->now = from;
	cx->actor = &demo_staff_of(m->e, ROLE_SUPERVISOR, 0)->actor;
	r = document_draft(cx, kind, &id);
	cx->now += MINUTES(25);
	if (r == OK)
		r = step(cx, id, "submit");
	cx->now += MINUTES(50);
	cx->actor = &demo_staff_of(m->e, ROLE_DIRECTOR, 0)->actor;
	return r == OK ? step(cx, id, "approve") : r;
}

static int confirm(struct ctx *cx)
{
	struct reading *list;
	struct input none;
	size_t count;
	int r = reading_mine(cx, &list, &count);

	input_init(&none, cx->arena);
	for (size_t i = 0; r == OK && i < count; i++)
		r = reading_step(cx, list[i].id, "confirm", 0, &none, ZONE_SHANGHAI, &list[i]);
	return r;
}

static int make(struct ctx *cx, void *arg)
{
	const struct making *m = arg;
	int64_t morning = civil_ms(civil_day_of(m->e->now, ZONE_SHANGHAI) - DAYS_AGO, 9 * 60,
				   ZONE_SHANGHAI);
	int r = approve(cx, m, DOCUMENT_POLICY, morning);

	if (r == OK)
		r = approve(cx, m, DOCUMENT_DUTIES, cx->now + MINUTES(10));
	for (size_t i = 0; r == OK && i < m->e->staff_count; i++) {
		struct demo_random random = demo_random(m->e->seed, "reading", (int64_t)i);
		if (demo_chance(&random, UNREAD_PERCENT))
			continue;
		cx->now += MINUTES(demo_between(&random, 3, 300));
		cx->now = MIN(cx->now, m->e->now - MINUTES(1));
		cx->actor = &m->e->staff[i].actor;
		r = confirm(cx);
	}
	cx->actor = NULL;
	return r;
}

int demo_documents(struct ctx *cx, const struct demo_estate *e)
{
	struct making m = { .e = e };
	int64_t now = cx->now;
	int r;

	if (!demo_staff_of(e, ROLE_SUPERVISOR, 0) || !demo_staff_of(e, ROLE_DIRECTOR, 0))
		return OK;
	r = app_write(cx, make, &m);
	cx->now = now;
	return r;
}
