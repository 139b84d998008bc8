/* The policy and the duties of the demonstration office: drafted by the head of the desk, approved
 * by the director in the first weeks, read by all; the policy was revised six days ago, and some
 * have not read that yet. */
#include "demo_parts.h"
#include "modules/documents/documents.h"
#include "record/input.h"

enum { FIRST_DAY = 20, DAYS_AGO = 6, UNREAD_PERCENT = 12 };

static int step(struct ctx *cx, int64_t id, const char *action)
{
	struct document d;
	struct input none;

	input_init(&none, cx->arena);
	return document_step(cx, id, action, 0, &none, ZONE_SHANGHAI, &d);
}

static int draft(struct ctx *cx, const struct demo_estate *e, int64_t kind)
{
	int64_t id;
	int r;

	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	r = document_draft(cx, (enum document_kind)kind, &id);
	return r == OK ? step(cx, id, "submit") : r;
}

static int approve(struct ctx *cx, const struct demo_estate *e, int64_t kind)
{
	struct document *list;
	size_t count;
	int r;

	cx->actor = &demo_staff_of(e, ROLE_DIRECTOR, 0)->actor;
	r = document_list(cx, (int)kind, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].state == DOCUMENT_SUBMITTED)
			r = step(cx, list[i].id, "approve");
	return r;
}

/* One of the staff reads what he has to. */
static int confirm(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct reading *list;
	struct input none;
	size_t count;
	int r;

	cx->actor = &e->staff[which].actor;
	input_init(&none, cx->arena);
	r = reading_mine(cx, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = reading_step(cx, list[i].id, "confirm", 0, &none, ZONE_SHANGHAI, &list[i]);
	return r;
}

/* A version is drafted in the morning, approved at noon and read in the days after. */
static void plan(const struct demo_estate *e, int64_t morning, enum document_kind kind, int unread)
{
	demo_plan(e, morning, draft, kind);
	demo_plan(e, morning + HOURS(3), approve, kind);
	for (size_t i = 0; i < e->staff_count; i++) {
		struct demo_random r = demo_random(e->seed, "reading", (int64_t)i);
		int64_t at = morning + HOURS(3) + MINUTES(demo_between(&r, 10, 5 * 24 * 60));
		if (!demo_chance(&r, unread))
			demo_plan(e, at, confirm, (int64_t)i);
	}
}

void demo_documents(const struct demo_estate *e)
{
	int32_t first = civil_day_of(e->from, ZONE_SHANGHAI) + FIRST_DAY;
	int32_t last = civil_day_of(e->now, ZONE_SHANGHAI) - DAYS_AGO;

	if (!demo_staff_of(e, ROLE_SUPERVISOR, 0) || !demo_staff_of(e, ROLE_DIRECTOR, 0))
		return;
	plan(e, civil_ms(first, 9 * 60, ZONE_SHANGHAI), DOCUMENT_POLICY, 0);
	plan(e, civil_ms(first + 1, 9 * 60, ZONE_SHANGHAI), DOCUMENT_DUTIES, 0);
	plan(e, civil_ms(last, 9 * 60, ZONE_SHANGHAI), DOCUMENT_POLICY, UNREAD_PERCENT);
}
