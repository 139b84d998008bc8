/* What the demonstration's board shows: who stands in for whom, a waiver that waits for consent,
 * what has climbed by the end, and what a clerk has begun and keeps at hand. */
#include "app/escalation.h"
#include "app/view.h"
#include "demo_parts.h"
#include "modules/contacts/drafts.h"
#include "modules/duties/duties.h"

static int stand_in(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct demo_staff *away = demo_staff_of(e, ROLE_STEWARD, 1);
	struct demo_staff *here = demo_staff_of(e, ROLE_STEWARD, 0);
	int64_t id;

	(void)which;
	if (!away || away == here)
		return OK;
	cx->actor = &away->actor;
	return deputy_add(cx,
			  &(struct deputy_new){ .deputy_id = here->actor.id,
						.until_on = civil_day_of(e->now, ZONE_SHANGHAI) + 3,
						.reason = "年休假" },
			  &id);
}

static int ask_to_waive(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct obligation_filter f = { .overdue = true, .subject = "request", .kind = "close",
				       .most = 1 };
	struct demo_staff *who = demo_staff_of(e, ROLE_FRONT_DESK, 0);
	struct obligation *list;
	size_t count;
	int r = obligation_list(cx, &f, &list, &count);

	(void)which;
	if (r < 0 || !count || !who)
		return r;
	cx->actor = &who->actor;
	return duty_waive(cx, list[0].id, "业主出国，电话里同意等回国后再验收");
}

static int climb(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	(void)e;
	(void)which;
	return escalation_run(cx);
}

/* A call that was cut off half-way, and two lists that are asked for each morning. */
static int begin(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct demo_staff *who = demo_staff_of(e, ROLE_FRONT_DESK, 0);
	struct demo_house house;
	struct input in;
	int64_t id;
	int r;

	(void)which;
	if (!who)
		return OK;
	cx->actor = &who->actor;
	demo_house(cx->arena, e, 1, &house);
	input_init(&in, cx->arena);
	input_add(&in, "room", house.room.room);
	input_add(&in, "channel", "phone");
	input_add(&in, "matters.0.kind", "enquiry");
	input_add(&in, "matters.0.text", "问装修押金几天能退，说到一半电话断了");
	r = draft_save(cx, 0, &in, &id);
	if (r == OK)
		r = view_save(cx, "超时的报修", "/requests?kind=repair&state=overdue&order=due");
	return r == OK ? view_save(cx, "1 栋在办", "/requests?building=1&state=open&order=due") : r;
}

void demo_duties(const struct demo_estate *e)
{
	demo_plan(e, e->now - DAYS(1), stand_in, 0);
	demo_plan(e, e->now - HOURS(1), climb, 0);
	demo_plan(e, e->now - MINUTES(50), ask_to_waive, 0);
	demo_plan(e, e->now - MINUTES(5), begin, 0);
}
