/* What the demonstration's board shows: who stands in for whom, a waiver that waits for consent,
 * and what has climbed by the end. */
#include "app/escalation.h"
#include "demo_parts.h"
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

void demo_duties(const struct demo_estate *e)
{
	demo_plan(e, e->now - DAYS(1), stand_in, 0);
	demo_plan(e, e->now - HOURS(1), climb, 0);
	demo_plan(e, e->now - MINUTES(50), ask_to_waive, 0);
}
