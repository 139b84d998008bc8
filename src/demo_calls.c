/* The telephone of the demonstration: extensions, who is on duty, and calls the exchange told of,
 * some of which nobody answered. */
#include "demo_parts.h"
#include "modules/calls/calls.h"
#include "store/store.h"

enum { DUTY_BEFORE = 14, DUTY_AFTER = 10, SMALL = 100 };
enum act { ACT_RING, ACT_OUTCOME, ACT_HANG_UP, ACT_BACK, ACT_TRY, ACT_GIVE_UP, ACTS };

/* One call, all of it from its number. */
struct plan {
	int64_t at[ACTS]; /* 0 = does not happen */
	int64_t house;
	bool missed, withheld, reached;
	const char *extension;
};

static struct plan plan_of(const struct demo_estate *e, int64_t day)
{
	struct demo_random r = demo_random(e->seed, "exchange", day);
	struct plan p = { .house = demo_below(&r, (int)MIN(e->households, 100000)),
			  .missed = demo_chance(&r, 28), .withheld = demo_chance(&r, 4),
			  .reached = demo_chance(&r, 85),
			  .extension = demo_chance(&r, 60) ? "801" : "802" };
	int64_t ring = civil_ms((int32_t)day, demo_between(&r, 7 * 60, 22 * 60), ZONE_SHANGHAI);
	int wait = p.missed ? demo_between(&r, 20, 45)
			    : demo_chance(&r, 93) ? demo_between(&r, 2, 14) : demo_between(&r, 16, 32);
	int back = demo_chance(&r, 80) ? demo_between(&r, 2, 14) : demo_between(&r, 20, 90);

	p.at[ACT_RING] = ring;
	p.at[ACT_OUTCOME] = ring + SECONDS(wait);
	if (!p.missed)
		p.at[ACT_HANG_UP] = ring + SECONDS(wait + demo_between(&r, 20, 240));
	for (int n = 0; p.missed && n < (p.reached ? 1 : 3); n++)
		p.at[ACT_BACK + n] = p.at[ACT_OUTCOME] + MINUTES(back + 11 * n);
	return p;
}

static const char *key_of(struct arena *a, int64_t day)
{
	return arena_printf(a, "demo-%" PRId64, day);
}

static int tell(struct ctx *cx, const struct demo_estate *e, int64_t day, const struct plan *p,
		int fact)
{
	struct demo_house house;
	struct call_event event = { .call_id = key_of(cx->arena, day), .event = fact, .at = cx->now,
				    .to = "02088886666", .extension = p->extension };
	struct call c;

	demo_house(cx->arena, e, p->house, &house);
	event.from = p->withheld || !house.adults ? "anonymous" : house.people[0].phone;
	return call_tell(cx, &event, &c);
}

static int take(struct ctx *cx, const struct demo_estate *e, int64_t day, const char *step,
		const char *text)
{
	struct input in;
	struct call c;
	int64_t id;
	int r = store_int(cx,
			  SQL("SELECT id FROM call WHERE community_id = ? AND exchange_key = ?"),
			  BINDS(cx->community, key_of(cx->arena, day)), &id);

	input_init(&in, cx->arena);
	input_add(&in, "text", text);
	cx->actor = &demo_desk(e, cx->now)->actor;
	return r < 0 ? r : call_step(cx, id, step, 0, &in, ZONE_SHANGHAI, &c);
}

/* which: the day and the act. Most are reached when called back, some late, a few never. */
static int act(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int64_t day = which / ACTS;
	struct plan p = plan_of(e, day);

	switch ((enum act)(which % ACTS)) {
	case ACT_RING:
		return tell(cx, e, day, &p, FACT_RINGING);
	case ACT_OUTCOME:
		return tell(cx, e, day, &p, p.missed ? FACT_MISSED : FACT_ANSWERED);
	case ACT_HANG_UP:
		return tell(cx, e, day, &p, FACT_ENDED);
	case ACT_BACK:
		return p.reached ? take(cx, e, day, "return", "已回电，问清情况")
				 : take(cx, e, day, "try", "无人接听");
	case ACT_TRY:
		return take(cx, e, day, "try", "无人接听");
	default:
		return take(cx, e, day, "unreachable", "无人接听");
	}
}

/* The line as it stands: somebody was not answered a few minutes ago. which: the fact. */
static int just_missed(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct plan p = { .house = 1, .extension = "801" };

	return tell(cx, e, 0, &p, (int)which);
}

static int extensions(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	(void)which;
	for (int n = 0; n < 2; n++) {
		int r = call_extension_set(cx, n ? "802" : "801",
					   demo_staff_of(e, ROLE_FRONT_DESK, n)->actor.id);
		if (r < 0)
			return r;
	}
	return OK;
}

/* which: the day. One band of the coming days is left open, so that a gap can be seen. */
static int arrange(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const enum role takers[BANDS] = { ROLE_FRONT_DESK, ROLE_FRONT_DESK, ROLE_GUARD };
	int32_t today = civil_day_of(e->now, ZONE_SHANGHAI);
	int r = OK;

	cx->actor = NULL;
	for (int band = 1; r == OK && band <= BANDS; band++) {
		int turn = (int)(which % 30) + band;
		const struct demo_staff *a = demo_staff_of(e, takers[band - 1], turn);
		const struct demo_staff *b = demo_staff_of(e, takers[band - 1], turn + 1);
		if (!a || !b || (which == today + DUTY_AFTER && band == BANDS))
			continue;
		r = call_duty_set(cx, &(struct call_duty){ .day = (int)which, .band = band,
							   .main_id = a->actor.id,
							   .stand_in_id = a == b ? 0 : b->actor.id,
							   .forward = "" });
	}
	return r;
}

void demo_calls(const struct demo_estate *e)
{
	int32_t first = civil_day_of(e->from, ZONE_SHANGHAI), today = civil_day_of(e->now, ZONE_SHANGHAI);

	demo_plan(e, e->from + MINUTES(1), extensions, 0);
	for (int day = -DUTY_BEFORE; day <= DUTY_AFTER; day++)
		demo_plan(e, civil_ms(today - DUTY_BEFORE - 1, 10 * 60, ZONE_SHANGHAI), arrange,
			  today + day);
	for (int32_t day = first + 1; day < today; day++) {
		struct plan p = plan_of(e, day);
		if (e->households < SMALL && day % 7)
			continue;
		for (int a = 0; a < ACTS; a++)
			if (p.at[a] && p.at[a] <= e->now)
				demo_plan(e, p.at[a], act, (int64_t)day * ACTS + a);
	}
	demo_plan(e, e->now - MINUTES(7), just_missed, FACT_RINGING);
	demo_plan(e, e->now - MINUTES(6), just_missed, FACT_MISSED);
}
