/* Keys of the demonstration: flats not yet handed over, plant rooms, owners' keys; two months of
 * loans, some overdue, one key lost; a stock-taking each month. */
#include "demo_parts.h"
#include "modules/keys/key_checks.h"
#include "modules/keys/keys.h"
#include "store/store.h"

enum { SMALL = 60, MOST_FLATS = 220, MOST_ENTRUSTED = 18, LOAN_DAYS = 60, LOANS_A_DAY = 4 };

static const char *const plants[] = {
	"1 号水泵房", "2 号水泵房", "地下配电房", "高压配电房", "发电机房", "消防泵房",
	"消防控制室", "1 栋电梯机房", "2 栋电梯机房", "3 栋电梯机房", "生活水箱间", "风机房 B1",
	"风机房 B2", "弱电机房", "监控机房", "垃圾房", "园林工具间", "地下车库卷帘门",
};
static const char *const publics[] = { "1 栋天台门", "2 栋天台门", "3 栋天台门", "会所侧门",
				       "儿童游乐室", "党群活动室", "地库人防门", "南门岗亭" };

static int take_in(struct ctx *cx, const struct key_intake *in)
{
	struct key k;

	return key_take_in(cx, in, &k);
}

static int plant_keys(struct ctx *cx)
{
	struct key_intake in = { .lock = "设备房门", .trial = TRIAL_OPENS, .source = 2,
				 .intake = "JS-2026-01", .giver = "开发商工程部 罗工" };
	int r = OK;

	for (size_t i = 0; r == OK && i < COUNT(plants) + COUNT(publics); i++) {
		bool plant = i < COUNT(plants);
		in.kind = plant ? KEY_PLANT : KEY_PUBLIC;
		in.place = plant ? plants[i] : publics[i - COUNT(plants)];
		in.listed = in.count = 2 + (int)(i % 2);
		in.cabinet = plant ? "A" : "B";
		in.hook = arena_printf(cx->arena, "%02d", (int)i + 1);
		r = take_in(cx, &in);
	}
	return r;
}

/* One in nine is short or does not open. */
static int flat_key(struct ctx *cx, const struct demo_house *h, int n)
{
	bool short_one = n % 9 == 4, stuck = n % 27 == 13;
	struct key_intake in = {
		.kind = n % 40 == 7 ? KEY_SHOW : KEY_FLAT, .room = h->room.room,
		.lock = "防盗门、室内门、信箱", .listed = 6, .count = short_one ? 5 : 6,
		.trial = stuck ? TRIAL_FAILS : TRIAL_OPENS, .source = 1, .giver = "总包 何工",
	};

	in.intake = arena_printf(cx->arena, "JS-2026-%02d", 2 + n / 40);
	in.cabinet = arena_printf(cx->arena, "C%d", 1 + n / 60);
	in.hook = arena_printf(cx->arena, "%02d", 1 + n % 60);
	in.seal = arena_printf(cx->arena, "F%04d", 1000 + n);
	return take_in(cx, &in);
}

static int owners_key(struct ctx *cx, const struct demo_estate *e, const struct demo_house *h,
		      int n)
{
	static const char *const why[] = { "长期在外地，漏水等应急时使用", "出租看房，由业主电话同意",
					   "装修期间给施工队开门", "老人独居，子女委托应急开门" };
	struct key_intake in = { .kind = KEY_ENTRUSTED, .room = h->room.room, .lock = "防盗门",
				 .listed = 1, .count = 1, .trial = TRIAL_OPENS, .source = 3,
				 .owner_name = h->people[0].name, .cabinet = "D" };

	in.commission = why[n % (int)COUNT(why)];
	in.hook = arena_printf(cx->arena, "%02d", n + 1);
	in.until_on = civil_day_of(e->now, ZONE_SHANGHAI) + 4 + n * 17;
	return take_in(cx, &in);
}

/* All at once, early in the history. */
static int fill(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int flats = 0, entrusted = 0, r;

	(void)which;
	cx->actor = &demo_staff_of(e, ROLE_FRONT_DESK, 0)->actor;
	r = plant_keys(cx);
	for (int64_t i = 0; r == OK && i < e->households; i++) {
		struct demo_house h;
		demo_house(cx->arena, e, i, &h);
		if (h.room.use != ROOM_DWELLING)
			continue;
		if (h.room.state <= ROOM_VACANT && flats < MOST_FLATS)
			r = flat_key(cx, &h, flats++);
		else if (h.adults && i % 11 == 3 && entrusted < MOST_ENTRUSTED)
			r = owners_key(cx, e, &h, entrusted++);
	}
	return r;
}

/* ---- loans ---- */

static int step(struct ctx *cx, int64_t key, const char *action, const char *const *pairs)
{
	struct input in;
	struct key k;

	input_init(&in, cx->arena);
	for (; *pairs; pairs += 2)
		input_add(&in, pairs[0], pairs[1]);
	return key_step(cx, key, action, 0, &in, ZONE_SHANGHAI, &k);
}
#define STEP_WITH(cx, key, action, ...) \
	step(cx, key, action, (const char *const[]){ __VA_ARGS__, NULL })

/* The which-th of the keys on their hooks that are no owner's. */
static int free_key(struct ctx *cx, int64_t which, int64_t *ret)
{
	int64_t count;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM office_key WHERE community_id = ? AND state = 2"
			      " AND kind <> 6 AND cabinet <> 'D1'"),
			  BINDS(cx->community), &count);

	return r < 0 || !count ? ERR_NOT_FOUND
		: store_int(cx,
			    SQL("SELECT id FROM office_key WHERE community_id = ? AND state = 2"
				" AND kind <> 6 AND cabinet <> 'D1' ORDER BY id LIMIT 1 OFFSET ?"),
			    BINDS(cx->community, which * 37 % count), ret);
}

static int lend(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const char *const why[] = { "日常巡查", "看房前开窗通风", "检查漏水", "抄表", "清理杂物",
					   "陪同维保单位检修", "更换灯管", "空置房月度巡查" };
	struct demo_random r = demo_random(e->seed, "key", which);
	enum role role = which % 5 == 4 ? ROLE_GUARD : ROLE_TECHNICIAN;
	struct demo_staff *to = demo_staff_of(e, role, (int)which);
	int64_t key;

	if (!to || free_key(cx, which, &key) < 0)
		return OK;
	cx->actor = &demo_desk(e, cx->now)->actor;
	if (cx->actor->id == to->actor.id)
		return OK;
	return STEP_WITH(cx, key, "lend", "unit", "own", "borrower",
			 arena_printf(cx->arena, "%" PRId64, to->actor.id), "purpose",
			 DEMO_PICK(&r, why));
}

/* The one that was lent at that time of that day. */
static int loan_of(struct ctx *cx, int64_t lent_at, struct key_loan *ret)
{
	int64_t id;
	int r = store_int(cx,
			  SQL("SELECT id FROM key_loan WHERE community_id = ? AND lent_at = ?"
			      " AND returned_at = 0"),
			  BINDS(cx->community, lent_at), &id);

	return r == OK ? key_loan_get(cx, id, ret) : r;
}

static int64_t lent_at(const struct demo_estate *e, int64_t which)
{
	int32_t today = civil_day_of(e->now, ZONE_SHANGHAI);
	int minute = 9 * 60 + (int)(which % LOANS_A_DAY) * 50 + (int)(which * 7 % 23);

	return civil_ms(today - (int32_t)(which / LOANS_A_DAY), minute, ZONE_SHANGHAI);
}

static int call_for(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct key_loan l;

	if (loan_of(cx, lent_at(e, which), &l) < 0)
		return OK;
	cx->actor = &demo_staff_of(e, ROLE_FRONT_DESK, 0)->actor;
	return STEP_WITH(cx, l.key_id, "remind", "text", "电话借用人，说忘在工具包里，马上送回");
}

static int give_back(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct key_loan l;

	if (loan_of(cx, lent_at(e, which), &l) < 0)
		return OK;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	return STEP_WITH(cx, l.key_id, "return", "returner", l.borrower_name, "count",
			 arena_printf(cx->arena, "%d", l.count), "remark",
			 which % 3 ? "灯水门窗已关好" : "");
}

static int lose(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int64_t key;

	if (free_key(cx, which, &key) < 0)
		return OK;
	cx->actor = &demo_staff_of(e, ROLE_FRONT_DESK, 0)->actor;
	return STEP_WITH(cx, key, "lose", "text", "早上点数时挂钩上没有，昨天的借用都已归还，正在查监控");
}

/* An owner agrees, the head approves, a technician goes. */
static int use_owners(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct demo_staff *to = demo_staff_of(e, ROLE_TECHNICIAN, 0);
	int64_t key;
	int r = store_int(cx,
			  SQL("SELECT id FROM office_key WHERE community_id = ? AND state = 2 AND kind = 6"
			      " ORDER BY id LIMIT 1 OFFSET ?"),
			  BINDS(cx->community, which), &key);

	if (r < 0 || !to)
		return OK;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	r = STEP_WITH(cx, key, "owner_call", "answer", "agreed", "text", "业主同意进屋检查阳台漏水");
	cx->actor = &demo_staff_of(e, ROLE_DIRECTOR, 0)->actor;
	if (r == OK && which % 2)
		r = STEP_WITH(cx, key, "approve", "borrower", to->actor.name, "reason", "检查阳台漏水");
	return r;
}

/* ---- stock-taking ---- */

enum { CHECKS = 3, LINES = 40 };

/* Of the month, or the one the calendar began. */
static int open_check(struct ctx *cx, struct key_check *ret)
{
	struct key_check *rows;
	size_t count;
	int r = key_check_list(cx, 0, 1, &rows, &count);

	if (r < 0 || !count || rows[0].state != KEY_CHECK_OPEN)
		return r < 0 ? r : key_check_start(cx, ret);
	*ret = rows[0];
	return OK;
}

/* One page of the sheet; now and then something differs. */
static int count_page(struct ctx *cx, int64_t check, int page, bool explain, size_t *ret_count)
{
	struct key_check_line *rows;
	struct input in;
	int64_t counted;
	int r = key_check_lines(cx, check, CHECK_LINES_TODO, 0, LINES, &rows, ret_count);

	input_init(&in, cx->arena);
	for (size_t i = 0; r == OK && i < *ret_count; i++) {
		bool off = page == 1 && i == 7;
		const char *line = arena_printf(cx->arena, "lines.%zu.", i);
		input_add(&in, arena_printf(cx->arena, "%skey", line),
			  arena_printf(cx->arena, "%" PRId64, rows[i].key_id));
		input_add(&in, arena_printf(cx->arena, "%sfound", line),
			  arena_printf(cx->arena, "%d", off ? rows[i].expected - 1 : rows[i].expected));
		input_add(&in, arena_printf(cx->arena, "%sexplanation", line),
			  off && explain ? "一把室内门钥匙断在锁里，已请维修配制" : "");
	}
	return r < 0 || !*ret_count ? r : key_check_count(cx, check, &in, &counted);
}

/* which: months ago; the latest stops half-way. */
static int count_all(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct key_check c;
	size_t count = 1;
	int r;

	cx->actor = &demo_staff_of(e, ROLE_FRONT_DESK, 0)->actor;
	r = open_check(cx, &c);
	for (int page = 0; r == OK && count && (which || page < 2); page++)
		r = count_page(cx, c.id, page, which, &count);
	return r;
}

static int witness(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct key_check c;
	struct input in;
	int r;

	(void)which;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	r = open_check(cx, &c);
	if (r < 0)
		return r;
	input_init(&in, cx->arena);
	input_add(&in, "remark", "账实相符，一处差异已说明并安排配制。");
	return key_check_step(cx, c.id, "close", 0, &in, ZONE_SHANGHAI, &c);
}

static void plan_checks(const struct demo_estate *e)
{
	for (int64_t n = 1; n <= CHECKS; n++) {
		int64_t at = e->now - DAYS(29 * n);
		if (at < e->from + DAYS(3))
			break;
		demo_plan(e, at, count_all, n);
		demo_plan(e, at + HOURS(20), witness, n);
	}
	demo_plan(e, e->now - MINUTES(70), count_all, 0);
}

/* What the job of the last hour did. */
static int remind(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	(void)e;
	(void)which;
	cx->actor = NULL;
	return key_remind(cx);
}

void demo_keys(const struct demo_estate *e)
{
	if (e->households < SMALL || !demo_staff_of(e, ROLE_SUPERVISOR, 0))
		return;
	demo_plan(e, e->from + DAYS(1), fill, 0);
	for (int64_t n = LOANS_A_DAY; n < LOAN_DAYS * LOANS_A_DAY; n++) {
		int64_t at = lent_at(e, n);
		if (at < e->from + DAYS(2))
			break;
		demo_plan(e, at, lend, n);
		if (n / LOANS_A_DAY == 1 && n % LOANS_A_DAY)
			continue; /* yesterday's are not back */
		if (n % 13 == 5 && n / LOANS_A_DAY > 2) {
			demo_plan(e, at + HOURS(24) + MINUTES(20), call_for, n);
			demo_plan(e, at + HOURS(25), give_back, n);
			continue;
		}
		demo_plan(e, at + MINUTES(45 + n * 11 % 200), give_back, n);
	}
	for (int64_t n = 0; n < 3; n++)
		demo_plan(e, e->now - MINUTES(150 - 20 * n), lend, 1000 + n);
	plan_checks(e);
	demo_plan(e, e->now - MINUTES(50), remind, 0);
	demo_plan(e, e->now - HOURS(5), lose, 3);
	demo_plan(e, e->now - MINUTES(95), use_owners, 0);
	demo_plan(e, e->now - MINUTES(80), use_owners, 1);
}
