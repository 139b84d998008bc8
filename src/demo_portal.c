/* The residents' entry of the demonstration: cards on all doors and in public places, invitations,
 * what residents reported, urged and rated themselves, letters in the box. */
#include "demo_parts.h"
#include "modules/portal/letters.h"
#include "store/store.h"

enum {
	SMALL = 60, REPORTS = 6, RATINGS = 110, LETTERS = 20, FAULTS = 2, INVITES = 46,
	HISTORY_DAYS = 45, ANSWER_HOURS = 5,
};

static const char *const places[] = { "1 栋大堂", "2 栋大堂", "3 栋大堂", "地下车库 B1", "垃圾分类房",
				      "儿童游乐区", "南门岗亭", "1 号电梯", "2 号电梯", "客服中心" };

static int put_up(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int64_t n;
	int r;

	(void)which;
	cx->actor = &demo_staff_of(e, ROLE_FRONT_DESK, 0)->actor;
	r = setting_change(cx, "portal.hotline", "0757-88886000", 0);
	if (r == OK)
		r = portal_cards_make(cx, "", &n);
	for (size_t i = 0; r == OK && i < COUNT(places); i++)
		r = portal_place_make(cx, places[i], &n);
	return r;
}

/* Somebody who lives there and has a phone; id 0 = nobody. */
static int somebody(struct ctx *cx, const struct demo_estate *e, int64_t which,
		    struct occupancy *ret)
{
	struct demo_house h;
	struct occupancy *list;
	struct room room;
	size_t count;
	int r;

	*ret = (struct occupancy){ 0 };
	demo_house(cx->arena, e, which * 7919 % e->households, &h);
	r = room_find(cx, h.room.room, &room);
	if (r == OK)
		r = occupancy_of_room(cx, room.id, false, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		if (!*list[i].phone || list[i].relation > RELATION_TENANT)
			continue;
		*ret = list[i];
		break;
	}
	return r;
}

/* What one of them does, as he would from his phone. */
static int as_resident(struct ctx *cx, const struct occupancy *o, struct actor *a,
		       struct home_user *u)
{
	char cookie[HOME_COOKIE];
	const char *token;
	int64_t community = cx->community;
	int r = home_session_open(cx, o->person_id, 0, "MicroMessenger", cookie);

	if (r == OK)
		r = home_session_user(cx, cookie, u, &community, &token);
	*a = (struct actor){ .id = -o->person_id, .name = o->name, .login = "",
			     .community = cx->community };
	cx->actor = a;
	return r;
}

static int invite(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	char token[HOME_COOKIE], cookie[HOME_COOKIE];
	struct home_invite i;
	struct occupancy o;
	int r = somebody(cx, e, which + 3, &o);

	if (r < 0 || !o.id)
		return r;
	cx->actor = &demo_desk(e, cx->now)->actor;
	r = home_invite_make(cx, o.id, token, &i);
	if (r < 0 || which % 4 == 0)
		return r;
	cx->actor = NULL;
	return home_invite_use(cx, token, "MicroMessenger", cookie);
}

static int report(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const struct home_report all[] = {
		{ .kind = KIND_REPAIR, .part = PART_WATER, .text = "厨房水槽下面滴水，垫了毛巾还是湿的" },
		{ .kind = KIND_REPAIR, .part = PART_POWER, .text = "客厅顶灯一闪一闪，换过灯泡也一样" },
		{ .kind = KIND_REPAIR, .part = PART_DOOR, .text = "入户门锁舌卡住，要用力才关得上" },
		{ .kind = KIND_REPAIR, .part = PART_WALL, .text = "卫生间墙砖鼓起来两块" },
		{ .kind = KIND_REPAIR, .part = PART_APPLIANCE, .text = "可视对讲没有声音" },
		{ .kind = KIND_REPAIR, .part = PART_WATER, .urgent = true, .text = "阳台地漏往上冒水" },
		{ .kind = KIND_ENQUIRY, .text = "请问下个月的物业费可以在哪里交" },
		{ .kind = KIND_SUGGESTION, .text = "建议晚上把中心花园的音响声音调小一点" },
		{ .kind = KIND_HELP, .text = "家里老人这两天一个人，麻烦管家有空上门看看" },
		{ .kind = MATTER_COMPLAINT, .text = "楼上装修中午也在打钻，和装修公司说过没有用" },
		{ .kind = KIND_PRAISE, .text = "感谢保安大哥帮我把快递搬上楼" },
	};
	struct home_report in = all[which % (int64_t)COUNT(all)];
	struct occupancy o;
	struct home_user u = { 0 };
	struct actor a;
	int64_t id;
	int r = somebody(cx, e, which, &o);

	if (r < 0 || !o.id)
		return r;
	r = as_resident(cx, &o, &a, &u);
	in.room = o.room;
	in.when = 1 + (int)(which % 4);
	if (r == OK)
		r = home_report(cx, &u, &in, arena_printf(cx->arena, "demo-%" PRId64, which), NULL, 0, &id);
	return r;
}

struct ended {
	int64_t id, room_id;
};
static const struct field ended_fields[] = { FIELD(ended, id, 0), FIELD(ended, room_id, 0) };

/* Marks one that ended in the last days as his own, then rates it. */
static int rate(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const struct home_rating all[] = {
		{ 5, 1 | 2 | 4, "" }, { 5, 2 | 4, "师傅很细心，还教我怎么关总阀" }, { 4, 4, "" },
		{ 5, 1 | 8, "来得快，收拾得也干净" }, { 3, 16, "等了一上午" }, { 5, 4, "" },
		{ 2, 64, "第二天又漏了，希望再来看看" }, { 4, 2, "" }, { 5, 2, "谢谢" },
		{ 1, 32 | 128, "穿鞋进来，地板踩脏了也没擦" }, { 4, 1 | 4, "" },
	};
	struct ended one = { 0 };
	struct occupancy *list;
	struct home_user u = { 0 };
	struct actor a;
	size_t count = 0;
	int r = store_one(cx,
			  SQL("SELECT q.id, q.room_id FROM request q WHERE q.community_id = ?"
			      " AND q.kind = 1 AND q.room_id <> 0 AND q.closed_at > ?"
			      " AND q.hidden_from = 0 AND NOT EXISTS (SELECT 1 FROM portal_rating r"
			      " WHERE r.community_id = q.community_id AND r.request_id = q.id)"
			      " ORDER BY q.closed_at DESC, q.id LIMIT 1"),
			  BINDS(cx->community, cx->now - DAYS(6)), FIELDS(ended, ended_fields), &one);

	(void)e;
	if (r == ERR_NOT_FOUND)
		return OK;
	if (r == OK)
		r = occupancy_of_room(cx, one.room_id, false, &list, &count);
	if (r < 0 || !count)
		return r;
	r = store_exec(cx,
		       SQL("INSERT INTO portal_matter (community_id, subject, subject_id, person_id,"
			   " session_hash, private, form_key, urged_at, created_at)"
			   " VALUES (?, 'request', ?, ?, '', 0, ?, 0, ?) ON CONFLICT DO NOTHING"),
		       BINDS(cx->community, one.id, list[0].person_id,
			     arena_printf(cx->arena, "demo-rate-%" PRId64, which), cx->now));
	if (r == OK)
		r = as_resident(cx, &list[0], &a, &u);
	if (r == OK)
		r = home_rate(cx, &u, one.id, &all[which % (int64_t)COUNT(all)]);
	/* what the household's other member reported is his to rate */
	return r == ERR_CONFLICT || r == ERR_NOT_FOUND ? OK : r;
}

static int write_letter(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const struct letter_intake all[] = {
		{ .kind = KIND_SUGGESTION, .text = "大堂的灯晚上十点以后太暗，老人看不清台阶" },
		{ .kind = KIND_SUGGESTION, .text = "垃圾房希望早上六点就开门，上班前可以扔" },
		{ .kind = KIND_PRAISE, .text = "保洁阿姨每天都把电梯擦得很亮" },
		{ .kind = KIND_SUGGESTION, .text = "夜班巡逻的对讲机请调小一点，孩子容易醒" },
		{ .kind = KIND_PRAISE, .text = "门岗大哥下雨天帮老人撑伞，谢谢" },
	};
	static const struct letter_intake faults[] = {
		{ .kind = KIND_REPAIR, .text = "这里的感应灯不亮了" },
		{ .kind = KIND_REPAIR, .text = "地砖松了一块，推婴儿车会绊" },
	};
	const struct letter_intake *in = which < FAULTS ? &faults[which]
							: &all[which % (int64_t)COUNT(all)];
	struct portal_card_filter f = { .places = true, .most = 50 };
	struct portal_card *cards;
	char receipt[RECEIPT_TEXT];
	size_t count;
	int r = portal_card_list(cx, &f, &cards, &count);

	(void)e;
	if (r < 0 || !count)
		return r;
	return letter_send(cx, &cards[(size_t)which % count], in, NULL, receipt);
}

static int step(struct ctx *cx, int64_t id, const char *action, const char *name,
		const char *value)
{
	struct request_record q;
	struct input in;

	input_init(&in, cx->arena);
	if (name)
		input_add(&in, name, value);
	return request_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &q);
}

/* The oldest letter that waits is answered. */
static int answer_letter(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	static const char *const answers[] = {
		"已请工程部看过，下周三前把大堂灯换成 18 瓦，晚上十点后不再自动调暗。",
		"从下月一日起垃圾房早上五点半开门，已告知保洁班。",
		"谢谢您的鼓励，已经在例会上表扬。",
		"已通知秩序维护队，夜里改用耳机。",
	};
	struct ended one = { 0 };
	int r = store_one(cx,
			  SQL("SELECT q.id, q.kind AS room_id FROM portal_letter l JOIN request q"
			      " ON q.community_id = l.community_id AND q.id = l.subject_id"
			      " AND q.state = 1 WHERE l.community_id = ? AND l.box = 1"
			      " ORDER BY l.created_at LIMIT 1"),
			  BINDS(cx->community), FIELDS(ended, ended_fields), &one);

	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	r = step(cx, one.id, "answer", "text", answers[which % (int64_t)COUNT(answers)]);
	if (r == OK && one.room_id == KIND_SUGGESTION)
		r = step(cx, one.id, "finish", "text", answers[which % (int64_t)COUNT(answers)]);
	return r == OK ? step(cx, one.id, "close", NULL, NULL) : r;
}

/* n of them over the last weeks, at waking hours. */
static void spread(const struct demo_estate *e, int64_t n, int64_t salt,
		   int (*run)(struct ctx *cx, const struct demo_estate *e, int64_t which))
{
	int32_t today = civil_day_of(e->now, ZONE_SHANGHAI);

	for (int64_t i = 0; i < n; i++) {
		int back = (int)(i * HISTORY_DAYS / n);
		int minute = 8 * 60 + (int)((i * 131 + salt * 37) % (12 * 60));
		int64_t at = civil_ms(today - back, minute, ZONE_SHANGHAI);
		if (run == answer_letter)
			at += HOURS(ANSWER_HOURS);
		if (run == answer_letter && at > e->now)
			continue;
		if (at > e->now)
			at -= DAYS(1);
		if (at < e->from + DAYS(2))
			break;
		demo_plan(e, at, run, i + salt * 1000);
	}
}

void demo_portal(const struct demo_estate *e)
{
	if (e->households < SMALL || !demo_staff_of(e, ROLE_SUPERVISOR, 0))
		return;
	demo_plan(e, e->from + DAYS(1), put_up, 0);
	spread(e, MIN(INVITES, e->households / 6), 1, invite);
	spread(e, MIN(RATINGS, e->households / 4), 3, rate);
	spread(e, LETTERS, 4, write_letter);
	spread(e, LETTERS, 4, answer_letter);
	for (int64_t i = 0; i < REPORTS; i++)
		demo_plan(e, e->now - MINUTES(4 + i * 31), report, i);
	for (int64_t i = 0; i < FAULTS; i++)
		demo_plan(e, e->now - MINUTES(11 + i * 17), write_letter, i);
}

/* A link that lets the first resident in, for whoever tries the demonstration. */
int demo_portal_link(struct ctx *cx, const struct demo_estate *e, const char **ret)
{
	char token[HOME_COOKIE];
	struct home_invite i;
	struct occupancy o = { 0 };
	int r = OK;

	*ret = NULL;
	for (int64_t n = 0; r == OK && !o.id && n < 20; n++)
		r = somebody(cx, e, n, &o);
	if (r < 0 || !o.id || e->households < SMALL)
		return r;
	cx->actor = &demo_staff_of(e, ROLE_FRONT_DESK, 0)->actor;
	r = home_invite_make(cx, o.id, token, &i);
	cx->actor = NULL;
	*ret = arena_printf(cx->arena, "/join/%s", token);
	return r;
}
