/* The shifts of the demonstration: its roster, notes, handovers, orders and outside bodies. */
#include "demo_parts.h"
#include "modules/shifts/agencies.h"
#include "modules/shifts/orders.h"
#include "modules/shifts/shifts.h"

enum { WEEKS = 6, NOTE_DAYS = 42, ORDER_DAYS = 56 };

static int64_t at_clock(int day, int hour, int minute)
{
	return civil_ms(day, hour * 60 + minute, ZONE_SHANGHAI);
}

/* ---- the roster: whoever answers the line by day, and guards round the clock ---- */

static int put_on(struct ctx *cx, int day, int band, const struct demo_staff *who)
{
	struct roster_new in = { .day = day, .band = band, .role = who->role,
				 .account = who->actor.id };
	int filled;

	return roster_add(cx, &in, &filled);
}

static int put_day(struct ctx *cx, const struct demo_estate *e, int day)
{
	struct demo_staff *desk = demo_desk(e, at_clock(day, 10, 0));
	struct demo_staff *late = demo_desk(e, at_clock(day, 19, 0));
	int r = put_on(cx, day, BAND_DAY, desk);

	if (r == OK)
		r = put_on(cx, day, BAND_EVENING, late);
	for (int band = BAND_DAY; r == OK && band <= BAND_NIGHT; band++)
		r = put_on(cx, day, band, demo_staff_of(e, ROLE_GUARD, day + band));
	if (r == OK)
		r = put_on(cx, day, BAND_NIGHT, demo_staff_of(e, ROLE_FIRE_OPERATOR, day));
	if (r == OK)
		r = put_on(cx, day, BAND_DAY, demo_staff_of(e, ROLE_TECHNICIAN, day));
	return r;
}

/* which: the Monday. The last week has its Sunday still to fill. */
static int fill_week(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int last = (int)which + 6 - (which > civil_day_of(e->now, ZONE_SHANGHAI));
	int r = OK;

	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	for (int day = (int)which; r == OK && day <= last; day++)
		r = put_day(cx, e, day);
	return r;
}

/* ---- notes ---- */

static int write_note(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const char *const texts[] = {
		"东门道闸抬杆慢，已报给工程，今晚先放人工。", "3 栋 2 单元电梯下午保养，已贴通知。",
		"快递柜满，催过快递员。", "5 栋业主寄存一把钥匙，已登记。", "下雨，大堂铺了防滑垫。",
		"明早 9 点供水公司来查表，请开地下室门。", "有业主问停车月卡续费，财务周一在。",
		"北门监控有一路黑屏，已叫弱电。", "地下车库 B 区积水，巡逻每两小时看一次。",
		"今天接待一批看房客户，已登记身份证。", "广场舞音量，巡逻劝过一次。",
		"装修户 4-1-801 押金条未拿走，放在抽屉。", "垃圾清运晚到一小时。", "雨伞借出 3 把，明天记得收。",
	};
	struct demo_random r = demo_random(e->seed, "note", which);
	struct shift_note_new in = { .text = DEMO_PICK(&r, texts) };
	int64_t id;

	cx->actor = &demo_desk(e, cx->now)->actor;
	return shift_note_add(cx, &in, &id);
}

/* ---- handing over ---- */

static int accept(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct demo_staff *to = demo_desk(e, at_clock((int)which, 19, 0));
	struct handover waiting, h;
	struct input in;
	int r = handover_waiting(cx, to->actor.id, &waiting);

	if (r < 0 || !waiting.id)
		return r;
	input_init(&in, cx->arena);
	cx->actor = &to->actor;
	return handover_step(cx, waiting.id, "accept", 0, &in, ZONE_SHANGHAI, &h);
}

/* What has items is signed for at once, so that nothing of the day waits for the signature. */
static int hand_over(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const char *const remarks[] = { "", "", "3 栋业主七点后来取快递单。",
					       "明早有供电巡检。", "前台打印机缺墨，已申领。" };
	struct demo_random random = demo_random(e->seed, "handover", which);
	struct demo_staff *from = demo_desk(e, at_clock((int)which, 10, 0));
	struct handover_new *in = ARENA_NEW(cx->arena, struct handover_new);
	struct handover_item *items;
	size_t count;
	int64_t id;
	int r = handover_open_items(cx, from->actor.id, &items, &count);

	if (r < 0 || count > HANDOVER_ITEMS)
		return r;
	for (size_t i = 0; i < count; i++)
		in->items[in->item_count++] = items[i];
	in->day = (int)which;
	in->band = BAND_DAY;
	in->to = demo_desk(e, at_clock((int)which, 19, 0))->actor.id;
	in->remark = DEMO_PICK(&random, remarks);
	in->keys = demo_between(&random, 3, 6);
	in->receipts = demo_between(&random, 8, 40);
	in->cash_fen = demo_between(&random, 0, 40) * INT64_C(1000);
	cx->actor = &from->actor;
	r = handover_open(cx, in, &id);
	return r == OK && count ? accept(cx, e, which) : r;
}

/* ---- orders ---- */

static int issue(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const struct {
		enum role to;
		const char *text;
	} orders[] = {
		{ ROLE_SUPERVISOR, "3 日内完成空置房巡查，列出漏水和门窗问题" },
		{ ROLE_TEAM_LEADER, "地下车库照明改感应，报方案和费用" },
		{ ROLE_GUARD_LEADER, "清点消防通道占用，拍照上报" },
		{ ROLE_SUPERVISOR, "本月满意度电话抽查 30 户，汇总不满意的原因" },
		{ ROLE_STEWARD, "核对 1-4 栋业主联系电话，失效的补齐" },
		{ ROLE_ENGINEERING_MANAGER, "泵房月检记录补齐，存档" },
		{ ROLE_GUARD_LEADER, "夜班巡更点漏签情况写说明" },
		{ ROLE_SUPERVISOR, "前台服务用语抽查，一周一次" },
	};
	size_t at = (size_t)which % COUNT(orders);
	struct order_new in = { .text = orders[at].text, .due_at = cx->now + DAYS(3 + which % 4) };
	int64_t id;

	in.undertaker = demo_staff_of(e, orders[at].to, 0)->actor.id;
	cx->actor = &demo_staff_of(e, ROLE_DIRECTOR, 0)->actor;
	return order_issue(cx, &in, &id);
}

static const struct actor *actor_of(const struct demo_estate *e, int64_t account)
{
	for (size_t i = 0; i < e->staff_count; i++)
		if (e->staff[i].actor.id == account)
			return &e->staff[i].actor;
	return NULL;
}

static int move_on(struct ctx *cx, const struct demo_estate *e, const struct order *o)
{
	static const char *const words[] = { [ORDER_ISSUED] = "sign", [ORDER_SIGNED] = "start",
					     [ORDER_WORKING] = "finish", [ORDER_DONE] = "confirm" };
	int64_t who = o->state == ORDER_DONE ? o->issued_by : o->undertaker_id;
	struct order after;
	struct input in;

	if (o->state > ORDER_DONE || !words[o->state] || !actor_of(e, who))
		return OK;
	input_init(&in, cx->arena);
	input_add(&in, "result", "已办完，清单和照片存档。");
	cx->actor = actor_of(e, who);
	return order_step(cx, o->id, words[o->state], 0, &in, ZONE_SHANGHAI, &after);
}

/* Each day most of the open ones take a step. */
static int go_on(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct demo_random random = demo_random(e->seed, "orders", which);
	struct order_filter f = { .open = true, .most = 50 };
	struct order *rows;
	size_t count;
	int r = order_list(cx, &f, &rows, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (demo_chance(&random, 75))
			r = move_on(cx, e, &rows[i]);
	return r;
}

/* ---- outside bodies ---- */

static int add_agencies(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const struct agency agencies[] = {
		{ .kind = AGENCY_POWER, .name = "城南供电所", .phone = "0551-6500 1100", .contact = "张工" },
		{ .kind = AGENCY_WATER, .name = "供水集团抢修", .phone = "0551-6500 1200" },
		{ .kind = AGENCY_GAS, .name = "燃气抢险", .phone = "0551-6500 1300",
		  .remark = "闻到气味先打这个" },
		{ .kind = AGENCY_LIFT, .name = "通达电梯维保", .phone = "0551-6500 1400",
		  .contact = "刘师傅", .remark = "困人 30 分钟内到" },
		{ .kind = AGENCY_NETWORK, .name = "有线电视", .phone = "0551-6500 1500" },
		{ .kind = AGENCY_POLICE, .name = "湖滨派出所", .phone = "0551-6500 1600",
		  .contact = "社区民警 王警官" },
		{ .kind = AGENCY_HOSPITAL, .name = "区人民医院急诊", .phone = "0551-6500 1700" },
		{ .kind = AGENCY_STREET, .name = "湖滨街道办事处", .phone = "0551-6500 1800",
		  .contact = "物业科" },
		{ .kind = AGENCY_STREET, .name = "翠湖社区居委会", .phone = "0551-6500 1900" },
	};
	int64_t id;
	int r = OK;

	(void)which;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	for (size_t i = 0; r == OK && i < COUNT(agencies); i++)
		r = agency_add(cx, &agencies[i], &id);
	return r;
}

/* ---- when ---- */

static void plan(const struct demo_estate *e, int64_t at,
		 int (*run)(struct ctx *cx, const struct demo_estate *e, int64_t which),
		 int64_t which)
{
	if (at > e->from && at < e->now)
		demo_plan(e, at, run, which);
}

static void plan_day(const struct demo_estate *e, int day, int days_ago)
{
	static const int hours[] = { 9, 11, 15, 17, 20 };

	for (size_t i = 0; days_ago <= NOTE_DAYS && i < COUNT(hours); i++)
		if ((day + (int)i) % 3)
			plan(e, at_clock(day, hours[i], 7 + (int)i * 9), write_note, day * 10 + (int)i);
	if (days_ago <= NOTE_DAYS) {
		plan(e, at_clock(day, 18, 2), hand_over, day);
		plan(e, at_clock(day, 18, 11), accept, day);
	}
	if (days_ago % 2 == 0)
		plan(e, at_clock(day, 9, 20), issue, ORDER_DAYS - days_ago);
	plan(e, at_clock(day, 16, 40), go_on, day);
}

void demo_shifts(const struct demo_estate *e)
{
	int today = civil_day_of(e->now, ZONE_SHANGHAI);
	struct civil t;
	int monday;

	if (!demo_staff_of(e, ROLE_SUPERVISOR, 0) || !demo_staff_of(e, ROLE_GUARD, 0))
		return; /* the small office has no shifts */
	civil_from_day(today, &t);
	monday = today - (t.weekday - 1);
	plan(e, e->from + HOURS(2), add_agencies, 0);
	for (int week = WEEKS; week >= 0; week--)
		plan(e, at_clock(monday - 7 * week, 0, 5), fill_week, monday - 7 * week);
	plan(e, e->now - MINUTES(30), fill_week, monday + 7);
	for (int days_ago = ORDER_DAYS; days_ago >= 0; days_ago--)
		plan_day(e, today - days_ago, days_ago);
}
