/* Keeping in touch in the demonstration: stewards get in touch with their households, and promise
 * things; most promises are kept in time, some are moved, a few are broken. */
#include "demo_parts.h"
#include "app/post.h"
#include "base/text.h"
#include "modules/outreach/outreach.h"
#include "modules/residents/preference.h"
#include "record/input.h"

enum { BUILDINGS_EACH = 4, YEAR = 360 };

static const char *const promised[][2] = {
	{ "把 %s 门口的楼道灯修好", "灯已亮，业主看过" },
	{ "给 %s 更换单元门禁卡并送上门", "卡已送到，当场试过" },
	{ "查清 %s 楼上的漏水点，答复维修办法", "已查明是楼上淋浴间防水，双方约好维修时间" },
	{ "给 %s 联系厂家修可视对讲", "厂家已换主机，通话正常" },
	{ "请绿化修剪 %s 窗外挡光的树枝", "已修剪，业主满意" },
	{ "和 %s 隔壁业主沟通夜间噪声", "已上门沟通，对方同意晚上十点后不放音乐" },
	{ "给 %s 补一份装修押金收据复印件", "已交给业主，签收" },
	{ "协调电梯公司检查 %s 所在单元的异响", "导轨已加油，异响消除" },
	{ "给 %s 找回快递柜里的错投包裹", "包裹已交还" },
	{ "清理 %s 门外长期堆放的杂物", "杂物已清走，通道畅通" },
};
static const char *const talked[] = {
	"上门看望，家里一切都好，提醒用气安全", "电话问候，最近没有要办的事",
	"在楼下碰到，问起车位，已说明办法", "介绍新换的门禁，教会了用手机开门",
	"了解装修后的满意度，业主说水压偏小", "问候老人身体，留了管家电话",
	"沟通物业费账单，业主表示这周去交", "提醒雨季检查阳台地漏", "征求对小区绿化的意见",
	"回访上次报修，业主说处理得好", "邀请参加业主恳谈会", "问候新入住，送住户手册",
};

/* A house where people live; which-th of those drawn. false = nobody lives there. */
static bool house_of(struct arena *a, const struct demo_estate *e, const char *what, int64_t which,
		     struct demo_house *ret)
{
	struct demo_random r = demo_random(e->seed, what, which);

	demo_house(a, e, demo_below(&r, (int)e->households), ret);
	return ret->adults > 0;
}

static struct demo_staff *steward_of(const struct demo_estate *e, const char *building)
{
	int64_t n;

	if (text_int(building, &n) < 0)
		n = 1;
	return demo_staff_of(e, ROLE_STEWARD, n > BUILDINGS_EACH);
}

/* ---- which post looks after which building ---- */

static int name_stewards(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct building *list;
	size_t count;
	int r = building_list(cx, &list, &count);

	(void)which;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	for (size_t i = 0; r == OK && i < count; i++) {
		const struct demo_staff *s = steward_of(e, list[i].building);
		int64_t post = 0;
		if (s->post)
			r = post_named(cx, s->post, &post);
		if (r == OK && post)
			r = building_assign(cx, list[i].building, post);
	}
	return r;
}

/* ---- contacts of ours ---- */

static int talk(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const int ways[] = { CHANNEL_PHONE, CHANNEL_PHONE, CHANNEL_PHONE, CHANNEL_HOME,
				    CHANNEL_HOME, CHANNEL_WECHAT, CHANNEL_MET, CHANNEL_TALK };
	struct demo_random r = demo_random(e->seed, "talk", which);
	struct contact_intake in = { .direction = DIRECTION_OUT };
	struct demo_house house;
	struct contact c;

	if (!house_of(cx->arena, e, "talk with", which, &house))
		return OK;
	cx->actor = &steward_of(e, house.room.building)->actor;
	in.channel = DEMO_PICK(&r, ways);
	in.room = house.room.room;
	in.person_name = house.people[demo_below(&r, (int)house.adults)].name;
	in.text = DEMO_PICK(&r, talked);
	in.mood = demo_chance(&r, 88) ? MOOD_CALM : demo_chance(&r, 80) ? MOOD_UNHAPPY : MOOD_UPSET;
	if (in.mood != MOOD_CALM) {
		in.wants = "希望尽快有人管";
		in.answer = "记下来了，两天内给答复";
	}
	return contact_log(cx, &in, &c);
}

/* ---- promises ---- */

enum fate { KEPT, MOVED, BROKEN };
struct plan {
	enum fate fate;
	int64_t made, due, done;
	int text;
};

static struct plan plan_of(const struct demo_estate *e, int64_t which)
{
	struct demo_random r = demo_random(e->seed, "promise", which);
	int32_t day = civil_day_of(e->now, ZONE_SHANGHAI) - demo_below(&r, YEAR);
	int chance = demo_below(&r, 100);
	struct plan p = { .fate = chance < 80 ? KEPT : chance < 90 ? MOVED : BROKEN };

	p.made = civil_ms(day, demo_between(&r, 9 * 60, 17 * 60), ZONE_SHANGHAI);
	day += demo_between(&r, 1, 6);
	p.due = civil_ms(day, demo_chance(&r, 50) ? 12 * 60 : 18 * 60, ZONE_SHANGHAI);
	p.done = p.fate == KEPT ? p.made + (p.due - p.made) / 100 * demo_between(&r, 30, 95)
				: p.due + HOURS(demo_between(&r, 2, 40));
	p.text = demo_below(&r, (int)COUNT(promised));
	return p;
}

static const char *words(struct arena *a, const char *pattern, const char *room)
{
	const char *at = strstr(pattern, "%s");

	return at ? arena_printf(a, "%.*s%s%s", (int)(at - pattern), pattern, room, at + 2) : pattern;
}

static int give_word(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct plan plan = plan_of(e, which);
	struct promise_intake in = { .due_at = plan.due };
	struct demo_house house;
	struct promise p;

	if (!house_of(cx->arena, e, "promised to", which, &house))
		return OK;
	cx->actor = &steward_of(e, house.room.building)->actor;
	in.room = house.room.room;
	in.person_name = house.people[0].name;
	in.content = words(cx->arena, promised[plan.text][0], house.room.room);
	return promise_make(cx, &in, &p);
}

/* The promise of that plan, by its household and first time. */
static int find(struct ctx *cx, const struct demo_estate *e, int64_t which, struct plan *ret_plan,
		struct promise *ret)
{
	struct promise_filter f = { .most = 100 };
	struct demo_house house;
	struct promise *rows;
	struct room room;
	size_t count;
	int r;

	*ret_plan = plan_of(e, which);
	if (!house_of(cx->arena, e, "promised to", which, &house))
		return ERR_NOT_FOUND;
	r = room_find(cx, house.room.room, &room);
	f.room = room.id;
	if (r == OK)
		r = promise_list(cx, &f, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].first_due_at == ret_plan->due && rows[i].created_at == ret_plan->made) {
			*ret = rows[i];
			return OK;
		}
	return r == OK ? ERR_NOT_FOUND : r;
}

static int take(struct ctx *cx, struct promise *p, const char *action, const char *const *pairs)
{
	struct input in;

	input_init(&in, cx->arena);
	for (; *pairs; pairs += 2)
		input_add(&in, pairs[0], pairs[1]);
	return promise_step(cx, p->id, action, 0, &in, ZONE_SHANGHAI, p);
}

static int move_word(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	char due[CIVIL_TEXT], told[CIVIL_TEXT];
	struct promise p;
	struct plan plan;
	int r = find(cx, e, which, &plan, &p);

	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	return take(cx, &p, "move",
		    (const char *const[]){ "due_at",
					   civil_minute(plan.due + DAYS(2), ZONE_SHANGHAI, due),
					   "told_at", civil_minute(cx->now, ZONE_SHANGHAI, told),
					   "told_way", "phone", "reason", "配件没有到货", NULL });
}

static int keep_word(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct promise p;
	struct plan plan;
	int r = find(cx, e, which, &plan, &p);

	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	return take(cx, &p, "keep",
		    (const char *const[]){ "evidence", promised[plan.text][1], NULL });
}

static int settle_word(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct promise p;
	struct plan plan;
	int r = find(cx, e, which, &plan, &p);

	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	return take(cx, &p, "settle",
		    (const char *const[]){ "cause", "当天忙别的事，没有交给别人", "measure",
					   "已当面道歉，交接时先看承诺清单", NULL });
}

/* ---- preferences, and the daily list of the last weeks ---- */

static int prefer(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const char *const cares[] = { "停车位", "电梯", "绿化", "楼道卫生", "快递", "门禁", "" };
	struct demo_random r = demo_random(e->seed, "prefer", which);
	struct preference p = { .no_disturb = demo_chance(&r, 15), .channel = demo_between(&r, 1, 4) };
	struct occupancy *people;
	struct demo_house house;
	struct room room;
	size_t count = 0;
	int result;

	if (!house_of(cx->arena, e, "prefers", which, &house))
		return OK;
	cx->actor = &steward_of(e, house.room.building)->actor;
	result = room_find(cx, house.room.room, &room);
	if (result == OK)
		result = occupancy_of_room(cx, room.id, false, &people, &count);
	if (result < 0 || !count)
		return result;
	p.person_id = people[0].person_id;
	p.attention = DEMO_PICK(&r, cares);
	p.has_pet = demo_chance(&r, 20);
	if (demo_chance(&r, 50)) {
		p.hours_from = 60 * demo_between(&r, 9, 18);
		p.hours_until = 20 * 60;
	}
	if (demo_chance(&r, 40)) {
		p.birthday = demo_between(&r, 1, 12) * 100 + demo_between(&r, 1, 28);
		result = consent_give(cx, p.person_id, CONSENT_BIRTHDAY, "当面");
	}
	if (result == OK && demo_chance(&r, 25))
		result = consent_give(cx, p.person_id, CONSENT_MARKETING, "微信");
	return result == OK ? preference_set(cx, &p) : result;
}

static int list_due(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	(void)e;
	(void)which;
	return outreach_find(cx);
}

/* A steward's round: most of what is due today. */
static int go_round(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct demo_random r = demo_random(e->seed, "round", which);
	struct outreach_filter f = { .most = 60 };
	struct outreach *rows;
	size_t count = 0;
	int result = outreach_list(cx, &f, &rows, &count);

	for (size_t i = 0; result == OK && i < count; i++) {
		struct contact_intake in = { .direction = DIRECTION_OUT, .room = rows[i].room,
					     .person_name = rows[i].person_name, .mood = MOOD_CALM };
		struct contact c;
		if (!rows[i].room_id || demo_chance(&r, 15))
			continue;
		cx->actor = &steward_of(e, rows[i].building)->actor;
		in.channel = demo_chance(&r, 60) ? CHANNEL_HOME : CHANNEL_PHONE;
		in.text = rows[i].reason == REASON_MOVE_IN ? talked[COUNT(talked) - 1] : talked[0];
		result = contact_log(cx, &in, &c);
	}
	return result;
}

/* ---- notices ---- */

static const struct {
	int kind, way;
	const char *title, *text;
} notices[] = {
	{ ANNOUNCE_WATER, TOLD_BY_PRINT, "生活水箱清洗停水", "清洗期间停水，请提前储水；咨询请打前台电话。" },
	{ ANNOUNCE_POWER, TOLD_BY_PRINT, "配电房检修停电", "检修期间电梯停运一部，请老人孩子减少外出。" },
	{ ANNOUNCE_REPAIR, TOLD_BY_PRINT, "外墙渗漏维修", "施工期间请关好窗户，不要在楼下停车。" },
	{ ANNOUNCE_WEATHER, TOLD_BY_SMS, "台风预警", "请收好阳台花盆和衣物，关好门窗，少出门。" },
	{ ANNOUNCE_FEE, TOLD_BY_WECHAT, "物业费账单", "本季账单已出，可在前台或扫码缴纳。" },
	{ ANNOUNCE_FIRE, TOLD_BY_SMS, "电动车不得上楼充电", "请到充电棚充电，楼道充电极易起火。" },
	{ ANNOUNCE_FESTIVAL, TOLD_BY_SMS, "节日问候", "祝各位住户节日安康，值班电话照常接听。" },
	{ ANNOUNCE_SAFETY, TOLD_BY_PRINT, "谨防上门推销诈骗", "物业工作人员上门都带工牌，有疑问请打前台电话。" },
};

static const char *area_of(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct demo_house house;

	if (which % 3 == 0)
		return "";
	demo_house(cx->arena, e, which * 37 % e->households, &house);
	return house.room.building;
}

static int give_notice(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	size_t i = (size_t)which % COUNT(notices);
	struct announcement_intake in = { .kind = notices[i].kind, .title = notices[i].title,
					  .text = notices[i].text, .way = notices[i].way,
					  .area = area_of(cx, e, which) };
	struct announcement a;
	struct input none;
	int r;

	cx->actor = &demo_desk(e, cx->now)->actor;
	in.effective_from = cx->now + HOURS(which % 7 ? 40 : 10);
	in.effective_to = in.effective_from + HOURS(6);
	r = announcement_draft(cx, &in, &a);
	input_init(&none, cx->arena);
	cx->actor = &demo_staff_of(e, ROLE_DIRECTOR, 0)->actor;
	input_add(&none, "short_reason", which % 7 ? "" : "供水单位临时通知");
	return r == OK ? announcement_step(cx, a.id, "send", 0, &none, ZONE_SHANGHAI, &a) : r;
}

/* A day later the papers hang and the doors were knocked at. */
static int deliver(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct announcement_filter f = { .most = 20 };
	struct announcement *rows;
	struct input in;
	size_t count = 0;
	int r = announcement_list(cx, &f, &rows, &count);

	(void)which;
	cx->actor = &demo_desk(e, cx->now)->actor;
	input_init(&in, cx->arena);
	input_add(&in, "way", "print");
	input_add(&in, "reason", "");
	for (size_t i = 0; r == OK && i < count; i++) {
		if (rows[i].state != ANNOUNCEMENT_SENT)
			continue;
		if (rows[i].delivered < rows[i].recipients)
			r = announcement_step(cx, rows[i].id, "told", 0, &in, ZONE_SHANGHAI, &rows[i]);
		if (r == OK)
			r = announcement_step(cx, rows[i].id, "end", 0, &in, ZONE_SHANGHAI, &rows[i]);
	}
	return r;
}

static void plan_notices(const struct demo_estate *e, int32_t today)
{
	enum { NOTICES = 26, DAYS_BETWEEN = 14 };

	for (int64_t i = 0; i < NOTICES; i++) {
		int32_t day = today - (int32_t)(NOTICES - i) * DAYS_BETWEEN + 12;
		int64_t at = civil_ms(day, 10 * 60, ZONE_SHANGHAI);
		if (at < e->now)
			demo_plan(e, at, give_notice, i);
		if (at + HOURS(22) < e->now)
			demo_plan(e, at + HOURS(22), deliver, i);
	}
}

static void plan_rounds(const struct demo_estate *e, int32_t today)
{
	enum { ROUNDS = 30 };

	for (int64_t i = 0; i < MIN(e->households / 6, 120); i++) {
		struct demo_random r = demo_random(e->seed, "prefer at", i);
		demo_plan(e, civil_ms(today - demo_between(&r, 40, YEAR), 15 * 60, ZONE_SHANGHAI), prefer,
			  i);
	}
	for (int day = ROUNDS; day >= 0; day--) {
		int64_t morning = civil_ms(today - day, 30, ZONE_SHANGHAI);
		if (morning < e->now)
			demo_plan(e, morning, list_due, day);
		if (day && morning + HOURS(9) < e->now)
			demo_plan(e, morning + HOURS(9), go_round, day);
	}
}

static int sweep(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	(void)e;
	(void)which;
	return promise_sweep(cx);
}

static void plan_promise(const struct demo_estate *e, int64_t which)
{
	struct plan p = plan_of(e, which);

	if (p.made >= e->now)
		return;
	demo_plan(e, p.made, give_word, which);
	if (p.fate == MOVED && p.due - HOURS(3) < e->now)
		demo_plan(e, p.due - HOURS(3), move_word, which);
	if (p.fate == BROKEN && p.due + SECONDS(30) < e->now)
		demo_plan(e, p.due + SECONDS(30), sweep, 0);
	if (p.done < e->now)
		demo_plan(e, p.done, keep_word, which);
	if (p.fate == BROKEN && p.done + HOURS(3) < e->now)
		demo_plan(e, p.done + HOURS(3), settle_word, which);
}

void demo_outreach(const struct demo_estate *e)
{
	int32_t today = civil_day_of(e->now, ZONE_SHANGHAI);

	if (!demo_staff_of(e, ROLE_STEWARD, 0) || !demo_staff_of(e, ROLE_SUPERVISOR, 0) ||
	    !demo_staff_of(e, ROLE_DIRECTOR, 0))
		return;
	demo_plan(e, civil_ms(today - YEAR - 1, 9 * 60, ZONE_SHANGHAI), name_stewards, 0);
	plan_rounds(e, today);
	plan_notices(e, today);
	for (int64_t i = 0; i < MIN(e->households / 3, 240); i++)
		plan_promise(e, i);
	for (int64_t i = 0; i < MIN(e->households * 3 / 4, 500); i++) {
		struct demo_random r = demo_random(e->seed, "talk at", i);
		int64_t at = civil_ms(today - demo_below(&r, YEAR), demo_between(&r, 9 * 60, 12 * 60),
				      ZONE_SHANGHAI);
		if (at < e->now)
			demo_plan(e, at, talk, i);
	}
}
