/* Incidents of the demonstration: two that are over, one that is going on with its callers, one
 * that waits for everybody to be told. */
#include "demo_parts.h"
#include "modules/incidents/incidents.h"
#include "store/store.h"

enum { SMALL = 60, CALLERS = 14 };

struct happening {
	int kind;
	const char *title, *text, *result;
	int64_t before;          /* minutes before now that it began */
	int lasts;               /* minutes; 0 = it goes on */
	int callers;
	bool told;
};
static const struct happening happenings[] = {
	{ INCIDENT_POWER, "全楼停电", "供电局线路检修，已派电工在配电房值守", "已恢复供电，电梯已逐台试运行",
	  INT64_C(1440) * 143, 210, 9, true },
	{ INCIDENT_LIFT, "电梯停运", "曳引机异响，维保单位更换部件", "电梯已恢复运行",
	  INT64_C(1440) * 58, 380, 6, true },
	{ INCIDENT_NETWORK, "门禁和网络中断", "运营商光缆被挖断，正在熔接", "网络和门禁已恢复",
	  1500, 1380, 7, false },
	{ INCIDENT_WATER, "整栋停水", "市政管网爆管，抢修队已到，先用应急水车", NULL, 170, 0, CALLERS,
	  false },
};
enum act { ACT_BEGIN = 60, ACT_END, ACT_TOLD, ACT_CLOSE, ACTS };

/* "3-2-501" → "3" */
static const char *building_of(struct arena *a, const struct demo_house *h)
{
	return arena_strndup(a, h->room.room, strcspn(h->room.room, "-"));
}

/* Of the building of one of the houses, the same every time. */
static void house_of(struct arena *a, const struct demo_estate *e, int64_t n, int caller,
		     struct demo_house *ret)
{
	struct demo_house first;
	const char *building;

	demo_house(a, e, n * 37 % e->households, &first);
	building = building_of(a, &first);
	for (int64_t i = 0, seen = 0; i < e->households; i++) {
		demo_house(a, e, i, ret);
		if (strcmp(building_of(a, ret), building) || !ret->adults)
			continue;
		if (seen++ == caller * 3)
			return;
	}
	*ret = first;
}

static int find(struct ctx *cx, const struct demo_estate *e, const struct happening *h,
		int64_t *ret)
{
	return store_int(cx, SQL("SELECT id FROM incident WHERE community_id = ? AND began_at = ?"),
			 BINDS(cx->community, e->now - MINUTES(h->before)), ret);
}

static int begin(struct ctx *cx, const struct demo_estate *e, int64_t n)
{
	const struct happening *h = &happenings[n];
	struct demo_house house;
	struct incident i;
	struct incident_intake in = { .kind = h->kind, .text = h->text };

	house_of(cx->arena, e, n, 0, &house);
	in.areas = building_of(cx->arena, &house);
	in.title = arena_printf(cx->arena, "%s 栋%s", in.areas, h->title);
	in.expected_at = cx->now + MINUTES(h->lasts ? h->lasts + 30 : h->before + 100);
	return incident_open(cx, &in, &i);
}

static int call(struct ctx *cx, const struct demo_estate *e, int64_t n, int caller, int64_t id)
{
	static const char *const said[] = { "家里没有了，什么时候好", "老人在家不方便，催一下",
					    "出差回来才发现，问原因", "再问一次进度" };
	struct contact_intake in = { .channel = CHANNEL_PHONE, .text = DEMO_PICK(
		&(struct demo_random){ (uint64_t)(n * 100 + caller) }, said), .incident = id };
	struct demo_house house;
	struct contact c;

	house_of(cx->arena, e, n, caller, &house);
	if (house.adults) {
		in.phone = house.people[0].phone;
		in.person_name = house.people[0].name;
	}
	in.room = house.room.room;
	return contact_log(cx, &in, &c);
}

static int step(struct ctx *cx, int64_t id, const char *action, const char *name, const char *value)
{
	struct incident i;
	struct input in;

	input_init(&in, cx->arena);
	input_add(&in, name, value);
	return incident_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &i);
}

/* which: the happening, and a caller or an act */
static int run(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int64_t n = which / ACTS, id, told;
	int act = (int)(which % ACTS), r;

	cx->actor = &demo_staff_of(e, ROLE_FRONT_DESK, 0)->actor;
	if (act == ACT_BEGIN)
		return begin(cx, e, n);
	r = find(cx, e, &happenings[n], &id);
	if (r < 0)
		return r;
	switch (act) {
	case ACT_END:
		return step(cx, id, "end", "result", happenings[n].result);
	case ACT_TOLD:
		return incident_tell(cx, id, 0, INCIDENT_BY_PHONE, &told);
	case ACT_CLOSE:
		return step(cx, id, "close", "remark", "");
	default:
		return call(cx, e, n, act, id);
	}
}

void demo_incidents(const struct demo_estate *e)
{
	if (e->households < SMALL || !demo_staff_of(e, ROLE_SUPERVISOR, 0))
		return;
	for (int64_t n = 0; n < (int64_t)COUNT(happenings); n++) {
		const struct happening *h = &happenings[n];
		int64_t began = e->now - MINUTES(h->before), ended = began + MINUTES(h->lasts);
		if (began < e->from)
			continue;
		demo_plan(e, began, run, n * ACTS + ACT_BEGIN);
		for (int c = 0; c < h->callers; c++)
			demo_plan(e, began + MINUTES(4 + 8 * c), run, n * ACTS + c);
		if (h->lasts)
			demo_plan(e, ended, run, n * ACTS + ACT_END);
		if (h->told) {
			demo_plan(e, ended + MINUTES(35), run, n * ACTS + ACT_TOLD);
			demo_plan(e, ended + MINUTES(50), run, n * ACTS + ACT_CLOSE);
		}
	}
}
