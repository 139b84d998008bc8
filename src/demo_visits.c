/* Return visits of the demonstration: the seeds of its draws. */
#include "demo_parts.h"
#include "app/app.h"
#include "modules/visits/visit_draw.h"

/* A month's seed from that of the estate: the same repairs are drawn each time it is made. */
static int set_seeds(struct ctx *cx, void *arg)
{
	const struct demo_estate *e = arg;
	int32_t last = civil_day_of(e->now, ZONE_SHANGHAI);
	int r = OK;

	for (int32_t day = civil_day_of(e->from, ZONE_SHANGHAI); r == OK && day <= last + 31;
	     day += 28) {
		struct demo_random random;
		struct civil t;
		civil_from_day(day, &t);
		random = demo_random(e->seed, "draw", t.year * 100 + t.month);
		r = visit_month_seed(cx, t.year * 100 + t.month,
				     arena_printf(cx->arena, "%016" PRIx64, random.state));
	}
	return r;
}

int demo_visit_seeds(struct ctx *cx, const struct demo_estate *e)
{
	struct demo_estate copy = *e;

	return app_write(cx, set_seeds, &copy);
}
