/* The telephone of the demonstration: extensions, who is on duty, and calls the exchange told of,
 * some of which nobody answered. */
#include "app/app.h"
#include "demo_parts.h"
#include "modules/calls/calls.h"

enum { DAYS_A_BATCH = 30, DUTY_BEFORE = 14, DUTY_AFTER = 10 };

struct telephone {
	const struct demo_estate *estate;
	int32_t day, last;
	int64_t made;
};

static int tell(struct ctx *cx, struct call_event *e, int fact, int64_t at, struct call *ret)
{
	e->event = fact;
	e->at = cx->now = at;
	return call_tell(cx, e, ret);
}

static int take(struct ctx *cx, int64_t call, const char *step, const char *text, int64_t at)
{
	struct input in;
	struct call c;

	cx->now = at;
	input_init(&in, cx->arena);
	input_add(&in, "text", text);
	return call_step(cx, call, step, 0, &in, ZONE_SHANGHAI, &c);
}

/* Most are reached when called back, some late, a few never. */
static int call_back(struct ctx *cx, const struct telephone *t, struct demo_random *r,
		     const struct call *c)
{
	int minutes = demo_chance(r, 80) ? demo_between(r, 2, 14) : demo_between(r, 20, 90);
	int64_t at = c->missed_at + MINUTES(minutes);
	int ret = OK;

	cx->actor = &demo_desk(t->estate, at)->actor;
	if (demo_chance(r, 85) || at + MINUTES(30) > t->estate->now)
		return at > t->estate->now ? OK : take(cx, c->id, "return", "已回电，问清情况", at);
	for (int n = 0; ret == OK && n < 3; n++)
		ret = take(cx, c->id, n < 2 ? "try" : "unreachable", "无人接听",
			   at + MINUTES(11 * n));
	return ret;
}

static int one_call(struct ctx *cx, struct telephone *t, struct demo_random *r, int64_t at)
{
	const struct demo_estate *e = t->estate;
	struct demo_house house;
	struct call_event event = { .to = "02088886666" };
	struct call c;
	bool missed = demo_chance(r, 28);
	int wait = missed ? demo_between(r, 20, 45)
			  : demo_chance(r, 93) ? demo_between(r, 2, 14) : demo_between(r, 16, 32);
	int ret;

	demo_house(cx->arena, e, demo_below(r, (int)e->households), &house);
	event.call_id = arena_printf(cx->arena, "demo-%" PRId64 "-%" PRId64, e->seed, t->made++);
	event.from = demo_chance(r, 4) || !house.adults ? "anonymous" : house.people[0].phone;
	event.extension = demo_chance(r, 60) ? "801" : "802";
	cx->actor = NULL;
	ret = tell(cx, &event, FACT_RINGING, at, &c);
	if (ret == OK)
		ret = tell(cx, &event, missed ? FACT_MISSED : FACT_ANSWERED, at + SECONDS(wait), &c);
	if (ret == OK && !missed)
		ret = tell(cx, &event, FACT_ENDED, at + SECONDS(wait + demo_between(r, 20, 240)), &c);
	return ret == OK && missed ? call_back(cx, t, r, &c) : ret;
}

static int one_day(struct ctx *cx, struct telephone *t, int32_t day)
{
	struct demo_random r = demo_random(t->estate->seed, "exchange", day);
	int64_t minute = demo_between(&r, 7 * 60, 9 * 60);
	int ret = OK;

	if (t->estate->households < 100 && !demo_chance(&r, 15))
		return OK;
	for (int n = demo_between(&r, 1, 3); ret == OK && n > 0; n--) {
		int64_t at = civil_ms(day, (int)minute, ZONE_SHANGHAI);
		if (at + MINUTES(5) > t->estate->now)
			return OK;
		ret = one_call(cx, t, &r, at);
		minute += demo_between(&r, 60, 300);
	}
	return ret;
}

static int run_batch(struct ctx *cx, void *arg)
{
	struct telephone *t = arg;
	int r = OK;

	for (int n = 0; r == OK && n < DAYS_A_BATCH && t->day <= t->last; n++, t->day++)
		r = one_day(cx, t, t->day);
	return r;
}

/* One band of the coming days is left open, so that the page shows what a gap looks like. */
static int arrange(struct ctx *cx, const struct telephone *t)
{
	static const enum role takers[BANDS] = { ROLE_FRONT_DESK, ROLE_FRONT_DESK, ROLE_GUARD };
	int r = OK;

	for (int day = -DUTY_BEFORE; r == OK && day <= DUTY_AFTER; day++)
		for (int band = 1; r == OK && band <= BANDS; band++) {
			const struct demo_staff *a, *b;
			a = demo_staff_of(t->estate, takers[band - 1], day + DUTY_BEFORE + band);
			b = demo_staff_of(t->estate, takers[band - 1], day + DUTY_BEFORE + band + 1);
			if (!a || !b || (day == DUTY_AFTER && band == BANDS))
				continue;
			r = call_duty_set(cx, &(struct call_duty){
						      .day = t->last + day, .band = band,
						      .main_id = a->actor.id,
						      .stand_in_id = b == a ? 0 : b->actor.id,
						      .forward = "" });
		}
	return r;
}

static int prepare(struct ctx *cx, void *arg)
{
	const struct telephone *t = arg;
	int r = OK;

	cx->now = t->estate->from;
	for (int n = 0; r == OK && n < 2; n++)
		r = call_extension_set(cx, n ? "802" : "801",
				       demo_staff_of(t->estate, ROLE_FRONT_DESK, n)->actor.id);
	return r == OK ? arrange(cx, t) : r;
}

/* The line as it stands: somebody was not answered a few minutes ago. */
static int now_missed(struct ctx *cx, void *arg)
{
	struct telephone *t = arg;
	struct demo_random r = demo_random(t->estate->seed, "exchange now", 0);
	struct demo_house house;
	struct call_event e = { .call_id = "demo-now", .extension = "801" };
	struct call c;
	int ret;

	cx->actor = NULL;
	demo_house(cx->arena, t->estate, demo_below(&r, (int)t->estate->households), &house);
	e.from = house.people[0].phone;
	ret = tell(cx, &e, FACT_RINGING, t->estate->now - MINUTES(7), &c);
	return ret == OK ? tell(cx, &e, FACT_MISSED, t->estate->now - MINUTES(6), &c) : ret;
}

int demo_ring(struct ctx *given, const struct demo_estate *e)
{
	AUTO(arena) batch = { 0 };
	struct ctx cx = *given;
	struct telephone t = { .estate = e, .day = civil_day_of(e->from, ZONE_SHANGHAI),
			       .last = civil_day_of(e->now, ZONE_SHANGHAI) };
	int r;

	cx.arena = &batch;
	cx.actor = NULL;
	r = app_write(&cx, prepare, &t);
	while (r == OK && t.day <= t.last) {
		r = app_write(&cx, run_batch, &t);
		arena_clear(&batch);
	}
	if (r == OK)
		r = app_write(&cx, now_missed, &t);
	return r < 0 ? fail(given, r, "%s", cx.why) : OK;
}
