/* Emergency words and cards: document 3 (d). */
#include "app/journal.h"
#include "app/notice.h"
#include "app/post.h"
#include "base/text.h"
#include "modules/scripts/scripts.h"
#include "store/store.h"

const struct choice emergency_kinds[] = {
	{ EMERGENCY_FIRE, "fire", "火警" },     { EMERGENCY_LIFT, "lift", "困梯" },
	{ EMERGENCY_GAS, "gas", "燃气泄漏" },   { EMERGENCY_FLOOD, "flood", "漏水淹" },
	{ EMERGENCY_INJURY, "injury", "有人受伤" }, { EMERGENCY_FIGHT, "fight", "打架" },
	CHOICE_END,
};

const struct field emergency_table[EMERGENCY_FORM_FIELDS + 1] = {
	FIELD(emergency, kind, .label = "应急卡", .show = SHOW_ENUM, .choices = emergency_kinds,
	      .flags = IN_JSON),
	FIELD(emergency, words, .label = "应急词", .flags = IN_FORM | IN_JSON | REQUIRED, .min = 1,
	      .max = 200, .hint = "用顿号分开"),
	FIELD(emergency, ask, .label = "问什么", .show = SHOW_LONG,
	      .flags = IN_FORM | IN_JSON | REQUIRED, .min = 1, .max = 500),
	FIELD(emergency, act, .label = "怎么办", .show = SHOW_LONG,
	      .flags = IN_FORM | IN_JSON | REQUIRED, .min = 1, .max = 500),
	FIELD(emergency, phones, .label = "打给谁", .flags = IN_FORM | IN_JSON | REQUIRED, .min = 1,
	      .max = 200),
	FIELD(emergency, leader, .label = "通知哪个岗位", .show = SHOW_ENUM, .choices = role_choices,
	      .flags = IN_FORM | IN_JSON),
};
const struct fields emergency_fields = FIELDS(emergency, emergency_table);

/* 应急词: looked for in what people say, whatever the language of the reader. */
static const char *const own_words[EMERGENCIES] = {
	[EMERGENCY_FIRE - 1] = "着火、起火、火灾、失火、冒烟",
	[EMERGENCY_LIFT - 1] = "困梯、困在电梯、关在电梯、电梯困人、被电梯关",
	[EMERGENCY_GAS - 1] = "燃气、煤气、天然气、漏气",
	[EMERGENCY_FLOOD - 1] = "漏水淹、水淹、淹水、淹了、爆管、水浸、倒灌",
	[EMERGENCY_INJURY - 1] = "有人受伤、受伤、流血、晕倒、昏迷、触电、坠楼",
	[EMERGENCY_FIGHT - 1] = "打架、斗殴、动刀、行凶、抢劫",
};
static const struct emergency own_cards[EMERGENCIES] = {
	{ EMERGENCY_FIRE, NULL,
	  "哪里着火？什么在烧？有没有人困在里面？",
	  "请对方立刻离开，不乘电梯，关好门；通知消防控制室和微型消防站；派人到大门引导消防车。",
	  "119；消防控制室；秩序维护队长", ROLE_FIRE_MANAGER },
	{ EMERGENCY_LIFT, NULL,
	  "哪一栋、哪一部电梯？几个人？有没有老人、孩子、病人？",
	  "安抚，告诉对方不要扒门；通知电梯维保单位和值班工程人员，派人到轿厢外喊话陪伴。",
	  "电梯维保单位；值班工程人员；受伤打 120", ROLE_TEAM_LEADER },
	{ EMERGENCY_GAS, NULL,
	  "闻到多久了？总阀关了吗？家里有谁？",
	  "请对方关总阀、开门窗，不开关电器、不用火，到室外再打电话；派人疏散上下邻居，到场不按门铃。",
	  "燃气公司抢修；119；秩序维护队长", ROLE_TEAM_LEADER },
	{ EMERGENCY_FLOOD, NULL,
	  "水从哪里来？总阀能不能关？电器和电梯有没有进水？",
	  "请对方关总阀、断开进水处的电源；派工程人员关阀排水，通知楼下住户和电梯停运。",
	  "值班工程人员；自来水抢修", ROLE_TEAM_LEADER },
	{ EMERGENCY_INJURY, NULL,
	  "在哪里？几个人？清醒吗？还在流血吗？",
	  "请对方不要随便移动伤者；派两名秩序维护员到场，派人到大门引导救护车，控制一部电梯。",
	  "120；秩序维护队长", ROLE_GUARD_LEADER },
	{ EMERGENCY_FIGHT, NULL,
	  "在哪里？几个人？有没有拿东西？有没有人受伤？",
	  "请对方避开；派秩序维护员两人以上到场隔离，保留监控；有器械或有人受伤立即报警。",
	  "110；秩序维护队长；受伤打 120", ROLE_GUARD_LEADER },
};

int emergency_list(struct ctx *cx, struct emergency ret[EMERGENCIES])
{
	struct emergency *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT kind, words, ask, act, phones, leader FROM emergency_card"
			       " WHERE community_id = ? ORDER BY kind LIMIT ?"),
			   BINDS(cx->community, EMERGENCIES), emergency_fields, &rows, &count);

	for (int i = 0; r == OK && i < EMERGENCIES; i++) {
		ret[i] = own_cards[i];
		ret[i].words = own_words[i];
		ret[i].ask = T(cx, ret[i].ask);
		ret[i].act = T(cx, ret[i].act);
		ret[i].phones = T(cx, ret[i].phones);
	}
	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].kind >= 1 && rows[i].kind <= EMERGENCIES)
			ret[rows[i].kind - 1] = rows[i];
	return r;
}

int emergency_change(struct ctx *cx, const struct emergency *e)
{
	int r;

	if (!choice_of(emergency_kinds, e->kind))
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有这张应急卡。"));
	r = store_exec(cx,
		       SQL("INSERT INTO emergency_card (community_id, kind, words, ask, act, phones,"
			   " leader, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
			   " ON CONFLICT (community_id, kind) DO UPDATE SET words = excluded.words,"
			   " ask = excluded.ask, act = excluded.act, phones = excluded.phones,"
			   " leader = excluded.leader, changed_at = excluded.changed_at"),
		       BINDS(cx->community, e->kind, e->words, e->ask, e->act, e->phones, e->leader,
			     cx->now));
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "emergency_card",
							.subject_id = e->kind, .action = "set",
							.note = e->words });
}

static bool has_word(struct arena *a, const char *text, const char *words)
{
	const char *sign = "、";
	const char *at = words;

	while (*at) {
		const char *end = strstr(at, sign);
		size_t n = end ? (size_t)(end - at) : strlen(at);
		if (n && text_contains(text, arena_strndup(a, at, n)))
			return true;
		at += end ? n + strlen(sign) : n;
	}
	return false;
}

int emergency_match(struct ctx *cx, const char *text, struct emergency **ret, size_t *ret_count)
{
	struct emergency *all = arena_array(cx->arena, EMERGENCIES, sizeof *all);
	size_t count = 0;
	int r = OK;

	if (!text_blank(text))
		r = emergency_list(cx, all);
	for (int i = 0; r == OK && !text_blank(text) && i < EMERGENCIES; i++)
		if (has_word(cx->arena, text, all[i].words))
			all[count++] = all[i];
	*ret = all;
	*ret_count = count;
	return r;
}

static int tell_leader(struct ctx *cx, enum role role, const struct notice *said)
{
	struct notice n = *said;
	int r = post_of_role(cx, role, &n.post);

	return r == OK && n.post ? notice_tell(cx, &n) : r;
}

/* The card's leader, and the leader of the guards, who are there at any hour. */
static int alert_of(struct ctx *cx, const struct emergency_report *said, const struct emergency *e)
{
	const char *label = T(cx, choice_of(emergency_kinds, e->kind)->label);
	struct notice n = { .kind = "emergency", .subject = said->subject,
			    .subject_id = said->id, .urgent = true,
			    .title = arena_printf(cx->arena, T(cx, "紧急：%s %s"), label, said->room),
			    .text = said->secret ? NULL : said->text };
	int r = tell_leader(cx, (enum role)e->leader, &n);

	if (r == OK && e->leader != ROLE_GUARD_LEADER)
		r = tell_leader(cx, ROLE_GUARD_LEADER, &n);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = said->subject,
							.subject_id = said->id,
							.action = "emergency", .note = label });
}

int emergency_alert(struct ctx *cx, const struct emergency_report *e)
{
	struct emergency *list;
	size_t count;
	int r = emergency_match(cx, e->text, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = alert_of(cx, e, &list[i]);
	return r;
}
