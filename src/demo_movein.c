/* Moving in, in the demonstration: a new building whose letters went out six weeks ago, of which
 * some were posted, some proven, some refused, some booked, some taken up; and a batch that lacks
 * a certificate. */
#include "demo_parts.h"
#include "base/text.h"
#include "modules/keys/keys.h"
#include "modules/movein/movein.h"
#include "store/store.h"

enum { SMALL = 60, LARGE = 500, DOORS = 4, FLOORS = 18, ENTRANCES = 3,
       MOST = DOORS * FLOORS * ENTRANCES, SENT_BEFORE = 42, FIRST_BEFORE = 10, LAST_AFTER = 20 };

static int64_t count_of(const struct demo_estate *e)
{
	int64_t some = e->households < LARGE ? e->households / 8 : e->households * 2 / 5;

	return some < MOST ? some : MOST;
}

static int day_before(const struct demo_estate *e, int days)
{
	return civil_day_of(e->now, ZONE_SHANGHAI) - days;
}

static void as(struct ctx *cx, const struct demo_estate *e, enum role role, int which)
{
	cx->actor = &demo_staff_of(e, role, which)->actor;
}

/* ---- the building and who bought there ---- */

/* The one after the last: 8-2-1203 → 9 */
static const char *building_of(struct ctx *cx, const struct demo_estate *e)
{
	struct demo_house h;
	char *room;
	int64_t number = 0;

	demo_house(cx->arena, e, e->households - 1, &h);
	room = arena_strdup(cx->arena, h.room.room);
	(void)!text_int(text_split(&room, '-'), &number);
	return arena_printf(cx->arena, "%d", (int)number + 1);
}

/* Of one flat in thirty the builder hands over a key less, and brings it the week after. */
static int take_keys_in(struct ctx *cx, const char *building, const char *room, int64_t i)
{
	bool less = i % 30 == 11;
	struct key_intake in = { .kind = KEY_FLAT, .room = room, .lock = "入户门、室内门、信箱",
				 .listed = 6, .count = less ? 5 : 6, .trial = TRIAL_OPENS,
				 .cabinet = "D1", .hook = arena_printf(cx->arena, "%03d", (int)i + 1),
				 .source = 1, .giver = "何工",
				 .intake = arena_printf(cx->arena, "JS-%s", building) };
	struct input sent;
	struct key k;
	int r = key_take_in(cx, &in, &k);

	input_init(&sent, cx->arena);
	input_add(&sent, "count", "6");
	input_add(&sent, "trial", "opens");
	if (r == OK && less)
		r = key_step(cx, k.id, "check", 0, &sent, ZONE_SHANGHAI, &k);
	return r == OK && k.state == KEY_PENDING
		? key_step(cx, k.id, "accept", 0, &sent, ZONE_SHANGHAI, &k) : r;
}

static int make_flat(struct ctx *cx, const struct demo_estate *e, const char *building, int64_t i)
{
	static const int64_t areas[DOORS] = { 89200, 98560, 118450, 76300 };
	struct demo_random r = demo_random(e->seed, "movein", i);
	int entrance = (int)(i / (DOORS * FLOORS)) + 1, floor = (int)(i / DOORS % FLOORS) + 1;
	struct resident who;
	struct room room = { .area_mass = areas[i % DOORS], .use = ROOM_DWELLING, .floor = floor,
			     .state = ROOM_UNDELIVERED };
	int64_t id, person;
	enum put put;
	bool changed;
	int ret;

	room.room = arena_printf(cx->arena, "%s-%d-%d%02d", building, entrance, floor,
				 (int)(i % DOORS) + 1);
	ret = room_put(cx, &room, &id, &put);
	if (ret == OK)
		ret = room_get(cx, id, &room);
	demo_person(cx->arena, e, &r, 500000 + i * 2, demo_between(&r, 1960, 1996), demo_chance(&r, 50),
		    NULL, &who);
	who.relation = RELATION_OWNER;
	if (ret == OK)
		ret = resident_put(cx, &room, &who, &person, &changed);
	if (ret == OK)
		ret = take_keys_in(cx, building, room.room, i);
	if (ret < 0 || !demo_chance(&r, 30))
		return ret;
	demo_person(cx->arena, e, &r, 500001 + i * 2, demo_between(&r, 1960, 1996), demo_chance(&r, 50),
		    NULL, &who);
	who.relation = RELATION_COOWNER;
	return resident_put(cx, &room, &who, &person, &changed);
}

int demo_left_of(int64_t flat)
{
	int64_t at = flat % 27;

	return at != 5 && at != 18 ? LEFT_NOT : (int)((flat / 27 * 2 + (at == 18)) % LEFT_KINDS);
}

static int build(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	const char *building = building_of(cx, e);
	int r = OK;

	as(cx, e, ROLE_SUPERVISOR, 0);
	for (int64_t i = which * 40; r == OK && i < which * 40 + 40 && i < count_of(e); i++)
		r = make_flat(cx, e, building, i);
	return r;
}

static int fees(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const struct movein_fee list[] = {
		{ .name = "面积差价结算", .kind = FEE_OTHER, .payee = PAYEE_DEVELOPER, .basis = BASIS_FLAT,
		  .price_fen = 120000, .letters = LETTERS_TAKEOVER, .position = 1 },
		{ .name = "专项维修资金", .kind = FEE_FUND, .payee = PAYEE_FUND, .basis = BASIS_AREA,
		  .price_fen = 10500, .letters = LETTERS_BOTH, .position = 2 },
		{ .name = "门禁卡工本费（第 3 张起）", .kind = FEE_OTHER, .payee = PAYEE_OFFICE,
		  .basis = BASIS_FLAT, .price_fen = 3000, .letters = LETTERS_MOVEIN, .position = 4 },
	};
	int64_t id;
	int r = OK;

	(void)which;
	as(cx, e, ROLE_SUPERVISOR, 0);
	for (size_t i = 0; r == OK && i < COUNT(list); i++)
		r = movein_fee_add(cx, &list[i], &id);
	return r;
}

/* ---- batches: 0 takeover, 1 move-in, 2 lacks a certificate ---- */

static int plan_batch(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	const char *building = which == 2 ? "1、2、3、4、5、6、7、8" : building_of(cx, e);
	struct movein_batch in = {
		.kind = which == 1 ? MOVEIN_MOVEIN : MOVEIN_TAKEOVER,
		.name = which == 2 ? "一期尾盘"
				   : arena_printf(cx->arena, which ? "二期 %s 栋入伙" : "二期 %s 栋收楼", building),
		.sender = which == 1 ? "翠湖花园管理处" : "翠湖置业有限公司",
		.from_on = day_before(e, which == 2 ? -45 : FIRST_BEFORE),
		.until_on = day_before(e, which == 2 ? -75 : -LAST_AFTER),
		.place = "翠湖花园会所一楼", .hours = "9:00–17:30，周末照常", .phone = "0755-26880123",
		.opinion_number = which == 2 ? "" : "深建竣 2026-0418", .opinion_on = day_before(e, 90),
		.filing_number = which == 2 ? "" : "深建备 2026-0527", .filing_on = day_before(e, 70),
		.others = "规划、消防、人防、电梯已验收", .slot_capacity = 6,
		.deemed_clause = which == 2 ? "" : "买卖合同第十一条第三款",
	};
	int64_t id, added;
	int r;

	as(cx, e, ROLE_FRONT_DESK, 0);
	r = movein_batch_create(cx, &in, &id);
	if (r == OK)
		r = movein_batch_fill(cx, id, building, &added);
	return r < 0 && which == 2 ? OK : r;
}

static int batch_step(struct ctx *cx, int64_t id, const char *action, const char *name,
		      const char *value)
{
	struct movein_batch b;
	struct input in;

	input_init(&in, cx->arena);
	if (name)
		input_add(&in, name, value);
	return movein_batch_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &b);
}

/* Proven and sent, both. */
static int issue(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct movein_batch *rows;
	size_t count;
	int r = movein_batch_list(cx, 0, 10, &rows, &count);

	(void)which;
	for (size_t i = 0; r == OK && i < count; i++) {
		if (rows[i].state != BATCH_DRAFT)
			continue;
		as(cx, e, ROLE_DIRECTOR, 0);
		r = batch_step(cx, rows[i].id, rows[i].kind == MOVEIN_MOVEIN ? "approve" : "verify", "text",
			       "两项证明原件已核");
		as(cx, e, ROLE_FRONT_DESK, 0);
		if (r == OK)
			r = batch_step(cx, rows[i].id, "issue", "channel", "post");
	}
	return r;
}

static int send(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int64_t sent;

	(void)which;
	as(cx, e, ROLE_FRONT_DESK, 0);
	return movein_send_some(cx, 50, &sent);
}

/* ---- what becomes of the letters ---- */

static int letter_of(struct ctx *cx, int64_t which, struct movein_notice *ret)
{
	int64_t id;
	int r = store_int(cx,
			  SQL("SELECT id FROM movein_notice WHERE community_id = ? AND number <> ''"
			      " ORDER BY number LIMIT 1 OFFSET ?"),
			  BINDS(cx->community, which), &id);

	return r == OK ? movein_notice_get(cx, id, ret) : r;
}

/* A letter that is in another state by now is left alone. */
static int take(struct ctx *cx, int64_t which, const char *action, const char *const *pairs)
{
	struct movein_notice n;
	struct input in;
	int r = letter_of(cx, which, &n);

	if (r < 0)
		return OK;
	input_init(&in, cx->arena);
	for (; *pairs; pairs += 2)
		input_add(&in, pairs[0], pairs[1]);
	r = movein_notice_step(cx, n.id, action, 0, &in, ZONE_SHANGHAI, &n);
	return r == ERR_CONFLICT || r == ERR_INVALID ? OK : r;
}
#define TAKE(cx, which, action, ...) \
	take(cx, which, action, (const char *const[]){ __VA_ARGS__, NULL })

static const char *today(struct ctx *cx)
{
	char text[CIVIL_TEXT];

	return arena_strdup(cx->arena, civil_date(civil_day_of(cx->now, ZONE_SHANGHAI), text));
}

static int deliver(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct movein_notice n;

	if (letter_of(cx, which, &n) < 0)
		return OK;
	as(cx, e, ROLE_FRONT_DESK, (int)which);
	return TAKE(cx, which, "deliver", "proof", which % 5 ? "signed" : "read", "delivered_on",
		    today(cx), "receiver", n.buyers);
}

static int bounce(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const char *const why[] = { "地址不详", "收件人已迁移", "电话无人接听，逾期未领" };

	as(cx, e, ROLE_FRONT_DESK, (int)which);
	return TAKE(cx, which, "bounce", "returned_on", today(cx), "reason", why[which % (int)COUNT(why)]);
}

static int call(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	as(cx, e, ROLE_FRONT_DESK, (int)which);
	return TAKE(cx, which, "call", "text", "电话告知收楼时间和地点，业主给了新地址");
}

static int resend(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	as(cx, e, ROLE_FRONT_DESK, (int)which);
	return TAKE(cx, which, "resend", "channel", "ems", "waybill",
		    arena_printf(cx->arena, "EX%09d", (int)which * 7919));
}

static int refuse(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const char *const why[] = { "主卧外墙渗水，未修好前不收楼", "实测面积比合同少 3.2%，要求先结算" };

	as(cx, e, ROLE_FRONT_DESK, 0);
	return TAKE(cx, which, "refuse", "refused_on", today(cx), "refusal",
		    which % 2 ? "area" : "quality", "text", why[which % 2]);
}

/* On one of the three days; those of today stand at the desks now. */
static int book(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int left = demo_left_of(which), minute = 9 * 60 + (int)(which / 3 % 15) * 30;
	char day[CIVIL_TEXT], clock[CIVIL_TEXT];
	bool now = left == LEFT_TODAY || left == LEFT_TODAY_TOO;
	int on = now ? day_before(e, 0) : day_before(e, FIRST_BEFORE) + (int)(which % 3);

	as(cx, e, ROLE_FRONT_DESK, (int)which);
	return TAKE(cx, which, "book", "day", civil_date(on, day), "minute",
		    civil_clock(now ? 9 * 60 : minute, clock), "people", which % 3 ? "2" : "3", "agent",
		    which % 10 ? "0" : "1");
}

static int remind(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	(void)e;
	(void)which;
	cx->actor = NULL;
	return movein_remind(cx);
}

/* ---- the plan of it ---- */

static int64_t at(const struct demo_estate *e, int days_before, int minute)
{
	return civil_ms(day_before(e, days_before), minute, ZONE_SHANGHAI);
}

/* The move-in letters come first by their numbers, then the takeover letters of the same flats. */
static void plan_letter(const struct demo_estate *e, int64_t which)
{
	struct demo_random r = demo_random(e->seed, "movein-letter", which);
	int posted = SENT_BEFORE - demo_between(&r, 2, 7), minute = demo_between(&r, 540, 1040);
	int left = demo_left_of(which % count_of(e));

	if (left == LEFT_RETURNED || demo_chance(&r, 5)) {
		demo_plan(e, at(e, posted, minute), bounce, which);
		demo_plan(e, at(e, posted, minute) + HOURS(5), call, which);
		demo_plan(e, at(e, posted - 2, minute), resend, which);
		posted -= 6;
	}
	if (left != LEFT_RETURNED)
		demo_plan(e, at(e, posted, minute), deliver, which);
	if (left == LEFT_REFUSED)
		demo_plan(e, at(e, FIRST_BEFORE + 2, minute), refuse, which);
	else if (which < count_of(e) && left != LEFT_AWAY && left != LEFT_RETURNED)
		demo_plan(e, at(e, posted - demo_between(&r, 1, 9), minute), book, which);
}

void demo_movein(const struct demo_estate *e)
{
	int64_t flats = count_of(e);

	if (e->households < SMALL || e->days < SENT_BEFORE + 14 || !demo_staff_of(e, ROLE_SUPERVISOR, 0) ||
	    !demo_staff_of(e, ROLE_DIRECTOR, 0))
		return;
	for (int64_t n = 0; n * 40 < flats; n++)
		demo_plan(e, at(e, SENT_BEFORE + 10, 600) + MINUTES(n), build, n);
	demo_plan(e, at(e, SENT_BEFORE + 9, 600), fees, 0);
	demo_plan(e, at(e, SENT_BEFORE + 8, 600), plan_batch, 0);
	demo_plan(e, at(e, SENT_BEFORE + 8, 640), plan_batch, 1);
	demo_plan(e, at(e, SENT_BEFORE, 560), issue, 0);
	for (int64_t n = 0; n * 50 < flats * 2; n++)
		demo_plan(e, at(e, SENT_BEFORE, 570) + MINUTES(n), send, 0);
	for (int64_t n = 0; n < flats * 2; n++)
		plan_letter(e, n);
	for (int n = SENT_BEFORE - 1; n >= 1; n--)
		demo_plan(e, at(e, n, 480), remind, 0);
	demo_runsheets(e, FIRST_BEFORE);
	demo_plan(e, e->now - DAYS(2), plan_batch, 2);
	demo_plan(e, e->now - MINUTES(20), remind, 0);
}
