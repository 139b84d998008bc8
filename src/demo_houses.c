/* The houses of the demonstration and who lives in them. */
#include "demo_parts.h"
#include "app/app.h"
#include "base/text.h"

/* 18 floors of 4 rooms an entrance, 3 entrances a building; so the greatest building has 216. */
enum { ON_FLOOR = 4, FLOORS = 18, ENTRANCE = ON_FLOOR * FLOORS, BUILDING = 3 * ENTRANCE,
       WHOLE_BUILDING = 3, BUILDINGS_LEAST = 8, SHOP_BUILDING = 1, BATCH = 100 };

/* ---- where it stands ---- */

struct place {
	int64_t building, entrance, floor, door;
};

/* Rooms of the building: with 300 and more, building 3 is whole and the others share the rest. */
static int64_t rooms_of(int64_t households, int64_t buildings, int64_t building)
{
	bool whole = households >= 300;
	int64_t rest = whole ? households - BUILDING : households;
	int64_t sharing = whole ? buildings - 1 : buildings;
	int64_t at = building - 1 - (whole && building > WHOLE_BUILDING);

	if (whole && building == WHOLE_BUILDING)
		return BUILDING;
	return rest / sharing + (at < rest % sharing);
}

static struct place place_of(int64_t households, int64_t index)
{
	int64_t buildings = households < 300 ? (households + ENTRANCE - 1) / ENTRANCE
			    : MAX(BUILDINGS_LEAST, (households + BUILDING - 1) / BUILDING);
	int64_t building = 1, rooms, entrances, of_entrance;

	while (index >= (rooms = rooms_of(households, buildings, building))) {
		index -= rooms;
		building++;
	}
	entrances = (rooms + ENTRANCE - 1) / ENTRANCE;
	of_entrance = (rooms + entrances - 1) / entrances;
	return (struct place){ building, 1 + index / of_entrance,
			       1 + index % of_entrance / ON_FLOOR,
			       1 + index % of_entrance % ON_FLOOR };
}

/* ---- what it is like ---- */

static const struct {
	const char *layout;
	int area, inner; /* tenths of m² */
} layouts[ON_FLOOR] = {
	{ "三室两厅两卫", 1183, 964 }, { "两室两厅一卫", 886, 712 },
	{ "两室一厅一卫", 794, 638 },  { "四室两厅两卫", 1426, 1178 },
};
static const struct {
	enum room_state state;
	int percent;
} states[] = {
	{ ROOM_UNSOLD, 2 }, { ROOM_UNDELIVERED, 5 }, { ROOM_VACANT, 10 },
	{ ROOM_RENOVATING, 6 }, { ROOM_LET, 17 }, { ROOM_OCCUPIED, 60 },
};
static const char *const room_remarks[] = {
	"对讲机损坏，上门前请打电话", "入户花园已封，业主已签告知书", "门口有监控，业主要求进门前出示工牌",
	"车位 B1-037、B1-038", "与楼上的漏水纠纷已调解", "阳台有燃气表，抄表请预约",
};
static const char *const person_remarks[] = {
	"养金毛一只，上门请先打电话", "上夜班，上午勿打电话", "听力不便，请大声或发微信",
	"业委会委员", "常年在外地，钥匙由亲戚保管", "有婴儿，勿按门铃", "热心，愿意做志愿者",
	"要求发票抬头为公司", "不接陌生电话，请先发短信", "曾投诉楼上噪音，沟通时请耐心",
	"乐器老师，周末家里有学生", "会说粤语，普通话听得懂",
};
static const char *const shop_remarks[] = { "商铺：早餐店", "商铺：便利店", "商铺：理发店",
					    "商铺：房产中介" };

static enum room_state state_of(struct demo_random *r)
{
	int n = demo_below(r, 100);

	for (size_t i = 0; i < COUNT(states); i++)
		if ((n -= states[i].percent) < 0)
			return states[i].state;
	return ROOM_OCCUPIED;
}

static void describe(struct arena *a, const struct demo_estate *e, struct demo_random *r,
		     int64_t index, struct room *ret)
{
	struct place p = place_of(e->households, index);
	size_t kind = (size_t)(p.door - 1);
	int32_t today = civil_day_of(e->now, ZONE_SHANGHAI);
	bool shop = p.building == SHOP_BUILDING && p.floor == 1 && e->households >= 300;

	*ret = (struct room){
		.room = arena_printf(a, "%" PRId64 "-%" PRId64 "-%" PRId64 "%02" PRId64, p.building,
				     p.entrance, p.floor, p.door),
		.floor = (int)p.floor, .use = shop ? ROOM_SHOP : ROOM_DWELLING,
		.layout = shop ? "沿街商铺" : layouts[kind].layout,
		.area_mass = layouts[kind].area * 100, .inner_mass = layouts[kind].inner * 100,
		.state = shop ? ROOM_LET : state_of(r),
	};
	if (ret->state >= ROOM_VACANT)
		ret->delivered_on = today - demo_between(r, 400, 400 + 365 * 7);
	if (demo_chance(r, 4))
		ret->remark = DEMO_PICK(r, room_remarks);
}

/* ---- who lives there ---- */

struct filling {
	struct arena *arena;
	const struct demo_estate *estate;
	struct demo_random *random;
	struct demo_house *house;
	int64_t index;
	int year;
};

static struct resident *add(struct filling *f, enum relation relation, int age, bool woman,
			    const char *surname)
{
	struct demo_house *h = f->house;
	int64_t which = f->index * DEMO_PEOPLE + (int64_t)h->people_count;
	struct resident *p = &h->people[h->people_count++];

	assert(h->people_count <= DEMO_PEOPLE);
	demo_person(f->arena, f->estate, f->random, which, f->year - age, woman, surname, p);
	p->relation = relation;
	p->from_on = h->room.delivered_on;
	if (demo_chance(f->random, 5) && age >= 16)
		p->remark = DEMO_PICK(f->random, person_remarks);
	return p;
}

/* The surname of a Chinese name, for children; NULL of any other. */
static const char *surname_of(struct arena *a, const char *name)
{
	const char *end = name;
	size_t signs = text_length(name);

	if ((unsigned char)name[0] < 0x80 || strstr(name, "·") || signs > 4)
		return NULL;
	(void)text_next(&end);
	if (signs == 4)
		(void)text_next(&end);
	return arena_strndup(a, name, (size_t)(end - name));
}

static void fill_family(struct filling *f)
{
	struct demo_random *r = f->random;
	int age = demo_between(r, 27, 78);
	bool woman = demo_chance(r, 40), alone = demo_chance(r, age >= 65 ? 35 : 15);
	struct resident *owner = add(f, RELATION_OWNER, age, woman, NULL);
	const char *name = surname_of(f->arena, owner->name);

	if (alone && age >= 65) {
		owner->care = CARE_ALONE;
		owner->emergency = arena_printf(f->arena, "%s 13800%06d", woman ? "女儿" : "儿子",
						demo_below(r, 1000000));
	} else if (demo_chance(r, 2)) {
		owner->care = demo_chance(r, 50) ? CARE_DISABLED : CARE_ILL;
	}
	if (!alone) {
		struct resident *spouse = add(f, demo_chance(r, 45) ? RELATION_COOWNER : RELATION_FAMILY,
					      MAX(age - demo_between(r, -3, 5), 22), !woman, NULL);
		if (woman == false && age < 40 && demo_chance(r, 4))
			spouse->care = CARE_PREGNANT;
	}
	if (!alone && age < 55 && demo_chance(r, 18))
		add(f, RELATION_FAMILY, age + demo_between(r, 22, 30), demo_chance(r, 60),
		    demo_chance(r, 50) ? name : NULL);
	f->house->adults = f->house->people_count;
	if (!alone && age >= 28 && age < 58)
		for (int n = demo_between(r, 0, 2); n > 0; n--)
			add(f, RELATION_FAMILY, MIN(demo_between(r, 1, 11), age - 24),
			    demo_chance(r, 48), name);
}

static void fill_let(struct filling *f, bool shop)
{
	struct demo_random *r = f->random;
	int32_t today = civil_day_of(f->estate->now, ZONE_SHANGHAI);
	int tenants = shop ? 1 : demo_between(r, 1, 3);

	for (int i = 0; i < tenants; i++) {
		struct resident *p = add(f, RELATION_TENANT, demo_between(r, 20, 45),
					 demo_chance(r, 50), NULL);
		p->from_on = today - demo_between(r, 20, 390);
		if (shop)
			p->remark = DEMO_PICK(r, shop_remarks);
	}
	f->house->adults = f->house->people_count;
	add(f, RELATION_OWNER, demo_between(r, 30, 70), demo_chance(r, 45), NULL);
	if (demo_chance(r, 15)) {
		struct resident *before = add(f, RELATION_TENANT, demo_between(r, 20, 45),
					      demo_chance(r, 50), NULL);
		before->until_on = f->house->people[0].from_on - demo_between(r, 3, 60);
		before->from_on = before->until_on - demo_between(r, 180, 720);
	}
}

static void fill(struct filling *f)
{
	struct demo_random *r = f->random;
	struct demo_house *h = f->house;

	switch (h->room.state) {
	case ROOM_UNSOLD:
		return;
	case ROOM_OCCUPIED:
		fill_family(f);
		return;
	case ROOM_LET:
		fill_let(f, h->room.use == ROOM_SHOP);
		return;
	default:
		add(f, RELATION_OWNER, demo_between(r, 25, 66), demo_chance(r, 45), NULL);
		if (demo_chance(r, 30))
			add(f, RELATION_COOWNER, demo_between(r, 25, 60), demo_chance(r, 50), NULL);
		h->adults = h->people_count;
		if (h->room.state == ROOM_VACANT && demo_chance(r, 12))
			add(f, RELATION_AGENT, demo_between(r, 30, 60), demo_chance(r, 50), NULL)
				->remark = "持委托书，代业主办理";
	}
}

void demo_house(struct arena *a, const struct demo_estate *e, int64_t index, struct demo_house *ret)
{
	struct demo_random r = demo_random(e->seed, "house", index);
	struct filling f = { a, e, &r, ret, index, 0 };
	struct civil today;

	civil_from_ms(e->now, ZONE_SHANGHAI, &today);
	f.year = today.year;
	*ret = (struct demo_house){ 0 };
	describe(a, e, &r, index, &ret->room);
	fill(&f);
}

/* ---- writing ---- */

struct batch {
	const struct demo_estate *estate;
	int64_t first, end;
};

static int settle_one(struct ctx *cx, const struct demo_house *h)
{
	struct room room = h->room;
	enum put put;
	int64_t person;
	bool changed;
	int r = room_put(cx, &h->room, &room.id, &put);

	if (r == OK && !h->people_count)
		r = resident_index(cx, &room);
	for (size_t i = 0; r == OK && i < h->people_count; i++)
		r = resident_put(cx, &room, &h->people[i], &person, &changed);
	return r;
}

static int settle_batch(struct ctx *cx, void *arg)
{
	const struct batch *b = arg;
	int r = OK;

	for (int64_t i = b->first; r == OK && i < b->end; i++) {
		struct demo_house h;
		demo_house(cx->arena, b->estate, i, &h);
		r = settle_one(cx, &h);
	}
	return r;
}

int demo_settle(struct ctx *given, const struct demo_estate *e)
{
	AUTO(arena) arena = { 0 };
	struct ctx cx = *given;
	struct batch b = { .estate = e };
	int r = OK;

	cx.arena = &arena;
	for (; r == OK && b.first < e->households; b.first = b.end) {
		b.end = MIN(b.first + BATCH, e->households);
		r = app_write(&cx, settle_batch, &b);
		arena_clear(&arena);
		if (e->progress)
			fprintf(e->progress, "\r%s %" PRId64 "/%" PRId64, e->name, b.end, e->households);
	}
	if (e->progress)
		fputc('\n', e->progress);
	return r < 0 ? fail(given, r, "%s", cx.why) : OK;
}
