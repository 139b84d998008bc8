/* Inspections of the demonstration: the flats of a late building with their owners, what was found,
 * mended and checked, some refused. */
#include "demo_parts.h"
#include "modules/inspection/defects.h"
#include "store/store.h"

enum { SMALL = 60, MOST = 40 };

static const struct trouble {
	int line, place, part, severity, x, y;
	const char *text, *mended;
} troubles[] = {
	{ 4, PLACE_LIVING, PART_FINISH, SEVERITY_MINOR, 22, 30, "电视墙有一道 40 厘米细裂缝", "铲除重批，已验平" },
	{ 6, PLACE_LIVING, PART_EQUIPMENT, SEVERITY_MINOR, 30, 18, "推拉窗关不严，漏风", "换了滑轮和密封条" },
	{ 17, PLACE_BATH, PART_LEAK, SEVERITY_MAJOR, 80, 60, "闭水后楼下顶棚有水迹", "重做防水，闭水 48 小时不漏" },
	{ 12, PLACE_BEDROOM, PART_ELECTRIC, SEVERITY_MINOR, 90, 20, "床头插座没有接地", "重接地线，已测" },
	{ 14, PLACE_KITCHEN, PART_PIPES, SEVERITY_MINOR, 75, 90, "地漏排水慢，返味", "疏通并换防臭地漏" },
	{ 10, PLACE_BEDROOM, PART_FINISH, SEVERITY_MINOR, 70, 40, "靠窗地面空鼓约 0.3 平方米", "凿开重铺" },
	{ 22, PLACE_OUTSIDE, PART_LEAK, SEVERITY_MAJOR, 1, 30, "西窗下雨后渗水", "外墙窗边重打胶，淋水不渗" },
	{ 1, PLACE_HALL, PART_EQUIPMENT, SEVERITY_MINOR, 8, 92, "入户门下沿有划痕", "厂家来人修补" },
	{ 20, PLACE_BALCONY, PART_STRUCTURE, SEVERITY_GRAVE, 40, 5, "阳台栏杆立柱松动", "植筋加固，推力试验合格" },
};

static const struct actor *who(const struct demo_estate *e, enum role role)
{
	return &demo_staff_of(e, role, 0)->actor;
}

/* The which-th dwelling that is sold and not delivered. */
static bool house_of(struct arena *a, const struct demo_estate *e, int64_t which,
		     struct demo_house *ret)
{
	for (int64_t i = 0; i < e->households; i++) {
		demo_house(a, e, i, ret);
		if (ret->room.use == ROOM_DWELLING && ret->room.state == ROOM_UNDELIVERED &&
		    !ret->room.delivered_on && which-- == 0)
			return true;
	}
	return false;
}

static int inspection_at(struct ctx *cx, const struct demo_estate *e, int64_t which,
			 struct inspection *ret)
{
	struct demo_house h;
	struct room room;
	int r = house_of(cx->arena, e, which, &h) ? room_find(cx, h.room.room, &room) : ERR_NOT_FOUND;

	return r == OK ? inspection_of_room(cx, room.id, ret) : r;
}

static int step(struct ctx *cx, int64_t id, bool defect, const char *action,
		const char *const *pairs)
{
	struct inspection i;
	struct defect d;
	struct input in;

	input_init(&in, cx->arena);
	for (; *pairs; pairs += 2)
		input_add(&in, pairs[0], pairs[1]);
	return defect ? defect_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &d)
		      : inspection_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &i);
}
#define STEP_OF(cx, id, defect, action, ...) \
	step(cx, id, defect, action, (const char *const[]){ __VA_ARGS__, NULL })

static int find_all(struct ctx *cx, const struct inspection *i, int64_t which, int count)
{
	struct defect d;
	int r = OK;

	for (int n = 0; r == OK && n < count; n++) {
		const struct trouble *t = &troubles[(which * 2 + n * 4) % (int64_t)COUNT(troubles)];
		struct defect_new in = { t->line, t->place, t->part, t->severity, t->text, t->x, t->y };
		r = defect_add(cx, i->id, &in, &d);
	}
	return r;
}

static int begin(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct inspection_new in = { .builder = which % 3 ? "总包项目部 何工" : "精装单位 季工" };
	struct demo_house h;
	struct inspection i;
	int r;

	if (!house_of(cx->arena, e, which, &h))
		return OK;
	cx->actor = who(e, which % 2 ? ROLE_STEWARD : ROLE_TECHNICIAN);
	in.room = h.room.room;
	in.owner = h.people_count ? h.people[0].name : "购房人";
	in.notice_on = civil_day_of(cx->now, ZONE_SHANGHAI) - 2;
	r = inspection_start(cx, &in, &i);
	return r == OK ? find_all(cx, &i, which, (int)(which % 4)) : r;
}

static int answer(struct ctx *cx, const struct inspection *i)
{
	struct input in;
	int64_t count;

	input_init(&in, cx->arena);
	input_add(&in, "rest", "1");
	return inspection_answer(cx, i->id, &in, &count);
}

/* One in eleven refuses; the rest sign what they saw. */
static int sign(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct inspection i;
	int r = inspection_at(cx, e, which, &i);

	if (r < 0 || i.state != INSPECTION_RUNNING)
		return OK;
	cx->actor = who(e, which % 2 ? ROLE_STEWARD : ROLE_TECHNICIAN);
	r = answer(cx, &i);
	if (r < 0)
		return r;
	if (which % 11 == 7)
		return STEP_OF(cx, i.id, false, "refuse", "refusal", "defects", "text",
			       "窗和防水修好以前不收房", "signed_by", i.owner);
	return STEP_OF(cx, i.id, false, i.defects ? "accept_with" : "accept", "signed_by", i.owner);
}

static const char *mended(const struct defect *d)
{
	for (size_t i = 0; i < COUNT(troubles); i++)
		if (!strcmp(troubles[i].text, d->text))
			return troubles[i].mended;
	return "已修好";
}

/* The builder reports; now and then one is forgotten. */
static int mend(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct defect_filter f = { .state = DEFECT_OPEN, .most = 50 };
	struct inspection i;
	struct defect *rows;
	size_t count;
	int r = inspection_at(cx, e, which, &i);

	if (r < 0)
		return OK;
	f.inspection = i.id;
	cx->actor = who(e, ROLE_TEAM_LEADER);
	r = defect_list(cx, &f, &rows, &count);
	for (size_t n = 0; r == OK && n < count; n++)
		if ((which + (int64_t)n) % 5 != 4)
			r = STEP_OF(cx, rows[n].id, true, "fixed", "text", mended(&rows[n]));
	return r;
}

static int check(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct defect_filter f = { .state = DEFECT_FIXED, .most = 50 };
	struct inspection i;
	struct defect *rows;
	size_t count;
	int r = inspection_at(cx, e, which, &i);

	if (r < 0)
		return OK;
	f.inspection = i.id;
	cx->actor = who(e, ROLE_STEWARD);
	r = defect_list(cx, &f, &rows, &count);
	for (size_t n = 0; r == OK && n < count; n++)
		r = (which + (int64_t)n) % 6 == 5
			? STEP_OF(cx, rows[n].id, true, "fail", "text", "痕迹还在，没有修到位")
			: STEP_OF(cx, rows[n].id, true, "pass", "owner", i.owner);
	return r;
}

void demo_inspections(const struct demo_estate *e)
{
	int64_t days = MIN(e->days - 2, 60), count = 0;
	AUTO(arena) a = { 0 };
	struct demo_house h;

	if (e->households < SMALL || !demo_staff_of(e, ROLE_SUPERVISOR, 0) || days < 20)
		return;
	while (count < MOST && house_of(&a, e, count, &h))
		count++;
	for (int64_t n = 0; n < count; n++) {
		int64_t at = e->now - DAYS(1 + (count - 1 - n) * (days - 2) / count) - HOURS(n % 5);
		demo_plan(e, at, begin, n);
		if (n >= count - 3)
			continue; /* still running */
		demo_plan(e, at + MINUTES(50), sign, n);
		if (at + DAYS(9) < e->now)
			demo_plan(e, at + DAYS(9), mend, n);
		if (at + DAYS(11) < e->now)
			demo_plan(e, at + DAYS(11), check, n);
	}
}
