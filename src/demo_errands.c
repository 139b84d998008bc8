/* What happens in the demonstration's year besides the calls. */
#include "demo_parts.h"

void demo_plan(const struct demo_estate *e, int64_t at,
	       int (*run)(struct ctx *cx, const struct demo_estate *e, int64_t which), int64_t which)
{
	struct demo_errands *all = e->errands;
	size_t i = all->count;

	assert(all->count < DEMO_ERRANDS && !all->done);
	for (; i > 0 && all->list[i - 1].at > at; i--)
		all->list[i] = all->list[i - 1];
	all->list[i] = (struct demo_errand){ at, run, which };
	all->count++;
}

int demo_run_errands(struct ctx *cx, const struct demo_estate *e, int64_t until)
{
	struct demo_errands *all = e->errands;
	int r = OK;

	while (r == OK && all->done < all->count && all->list[all->done].at <= until) {
		const struct demo_errand *errand = &all->list[all->done++];
		cx->now = errand->at;
		cx->actor = NULL;
		r = errand->run(cx, e, errand->which);
		cx->actor = NULL;
	}
	return r;
}
