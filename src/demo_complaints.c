/* A year of complaints: taken in, judged, planned, approved, answered, closed; some are reopened,
 * merged, invalid, anonymous; the last ones are at work. */
#include "base/text.h"
#include "demo_parts.h"
#include "modules/complaints/complaint_parts.h"
#include "store/store.h"

enum { COMPLAINTS = 300, SMALL = 60, LIFT = 6, STUCK = 7, RECENT = 18 };
enum act {
	ACT_OPEN, ACT_REPLY, ACT_VERIFY, ACT_COMPANY, ACT_ASSIGN, ACT_PROPOSE, ACT_APPROVE, ACT_PROGRESS,
	ACT_ANSWER, ACT_CLOSE, ACT_REOPEN, ACT_PROPOSE_2, ACT_APPROVE_2, ACT_ANSWER_2, ACT_VISIT,
	ACT_CLOSE_2, ACTS,
};

struct theme {
	const char *cause, *unit;
	enum role head;
	const char *text[3], *plan, *answer;
};
static const struct theme themes[] = {
	{ "equipment", "engineering", ROLE_ENGINEERING_MANAGER,
	  { "电梯异响，运行时抖得厉害", "电梯这个月停了三次，老人上下楼不方便", "单元门禁坏了一周没人修" },
	  "联系维保单位当日检修，更换磨损部件，三日内复查", "部件已更换，运行正常，一周后再回看" },
	{ "surroundings", "cleaning", ROLE_STEWARD,
	  { "楼道两天没打扫，烟头满地", "垃圾桶满了不清，夏天有味道", "楼下绿化带枯枝没人剪" },
	  "安排保洁当日补扫，调整本楼保洁频次，管家每日抽查", "已清理，并把清扫增加到每天两次" },
	{ "order", "order", ROLE_GUARD_LEADER,
	  { "外卖电动车在小区里开得飞快", "夜里有人在花园打牌到一点", "门岗不登记，什么人都放进来" },
	  "增派夜间巡逻，门岗逐人登记，队长每周检查记录", "已增加巡逻，门岗重新培训" },
	{ "manner", "service", ROLE_FRONT_DESK,
	  { "前台打电话时不理人，等了二十分钟", "咨询时态度不耐烦，说话冲", "答应回电三天没有回" },
	  "当事人班前会检讨，主管上门致歉，重学接待规范", "已向您致歉，并重新培训" },
	{ "fees", "finance", ROLE_FINANCE,
	  { "停车费收了两次", "公摊水费算得不清楚，问了没人解释", "发票开错了抬头，一个月没换" },
	  "核对流水，多收的三日内退回，附计算明细", "多收部分已退回，明细已送达" },
	{ "neighbours", "cleaning", ROLE_STEWARD,
	  { "楼上装修周末还在敲墙", "邻居在楼道堆鞋柜，轮椅过不去", "楼上养狗整夜叫" },
	  "管家上门调解，按管理规约送达劝阻通知，三日后复查", "双方已沟通，现场已整改" },
	{ "developer", "developer", ROLE_ENGINEERING_MANAGER,
	  { "外墙渗水，书房墙皮都掉了", "窗框漏风，冬天冷得不行", "车位地坪起砂开裂" },
	  "汇总报建设单位保修，约定上门时间并跟踪到修复", "建设单位已修复，保修期顺延" },
	{ "repair", "engineering", ROLE_ENGINEERING_MANAGER,
	  { "上次修的水管又漏了", "约好上门的师傅迟到两小时", "修完地上全是灰，没打扫" },
	  "换人返修，免收人工，班长现场验收", "已返修并清扫，免收本次人工费" },
};
static const char *const outside[] = { "小区外的市政道路坑洼，要求重铺", "对面学校广播太吵",
				       "快递公司不送上楼" };

/* One complaint, all of it from its number. */
struct plan {
	int64_t at[ACTS]; /* 0 = does not happen */
	int64_t house, person;
	const struct theme *theme;
	const char *text, *channel, *grade;
	bool invalid, anonymous, urgent, lift;
};

static int64_t by_day(int64_t at, struct demo_random *r)
{
	struct civil c;

	civil_from_ms(at, ZONE_SHANGHAI, &c);
	if (c.hour >= 9 && c.hour < 18)
		return at;
	return civil_ms(civil_day_of(at, ZONE_SHANGHAI) + (c.hour >= 18), 0, ZONE_SHANGHAI) + HOURS(9) +
	       MINUTES(demo_below(r, 90));
}

/* The acts one after the other; a few in a hundred take much longer than they should. */
static void times_of(struct plan *p, struct demo_random *r)
{
	static const struct {
		int least, most;
	} after[ACTS] = {
		[ACT_REPLY] = { 5, 120 },      [ACT_VERIFY] = { 20, 240 },	[ACT_COMPANY] = { 20, 120 },
		[ACT_ASSIGN] = { 5, 60 },      [ACT_PROPOSE] = { 30, 300 },	[ACT_APPROVE] = { 20, 200 },
		[ACT_PROGRESS] = { 60, 400 },  [ACT_ANSWER] = { 60, 500 },	[ACT_CLOSE] = { 300, 1800 },
		[ACT_REOPEN] = { 900, 4000 },  [ACT_PROPOSE_2] = { 100, 700 },	[ACT_APPROVE_2] = { 30, 400 },
		[ACT_ANSWER_2] = { 200, 900 }, [ACT_VISIT] = { 300, 1500 },	[ACT_CLOSE_2] = { 10, 300 },
	};
	bool again = demo_chance(r, 7), major = !strcmp(p->grade, "major");
	int slow = demo_chance(r, 8) ? 4 : 1;
	int64_t at = p->at[ACT_OPEN];

	for (int a = ACT_REPLY; a < ACTS; a++) {
		int minutes = demo_between(r, after[a].least, after[a].most) * slow;
		bool skipped = (a == ACT_REPLY && p->anonymous) || (a >= ACT_REOPEN && !again) ||
			       ((a == ACT_COMPANY || a == ACT_PROGRESS) && !major) ||
			       (a > ACT_VERIFY && a < ACT_ANSWER && p->invalid) ||
			       (p->anonymous && (a == ACT_ANSWER || a >= ACT_REOPEN)) ||
			       (p->invalid && a >= ACT_REOPEN);
		if (skipped)
			continue;
		at = by_day(at + MINUTES(minutes), r);
		p->at[a] = at;
	}
}

static const char *channel_of(struct demo_random *r)
{
	static const char *const ways[] = { "phone", "phone", "phone", "phone", "visit", "visit",
						"net", "net", "letter", "mailbox", "hotline",
						"committee" };
	return DEMO_PICK(r, ways);
}

static struct plan plan_of(const struct demo_estate *e, int64_t which, int64_t count)
{
	struct demo_random r = demo_random(e->seed, "complaint", which);
	int64_t span = e->now - e->from - DAYS(2);
	struct plan p = { .house = demo_below(&r, (int)MIN(e->households, 100000)),
			  .channel = channel_of(&r), .theme = &DEMO_PICK(&r, themes) };
	int n = demo_below(&r, 100);

	p.person = demo_below(&r, 2);
	p.lift = which < LIFT;
	p.invalid = !p.lift && n < 8;
	p.anonymous = !p.lift && (!strcmp(p.channel, "mailbox") ? n < 60 : n < 4);
	p.urgent = n >= 95;
	if (which == STUCK)
		p.anonymous = p.invalid = false;
	p.grade = which == STUCK || n < 62 ? "minor" : n < 96 ? "important" : "major";
	p.text = p.invalid ? DEMO_PICK(&r, outside) : p.theme->text[demo_below(&r, 3)];
	if (p.lift) {
		p.theme = &themes[0];
		p.text = "电梯把人关在里面，快来人";
	}
	if (p.lift)
		p.at[ACT_OPEN] = e->from + span / 2 + MINUTES(4 * which);
	else if (which == STUCK)
		p.at[ACT_OPEN] = e->now - DAYS(34);
	else if (which >= count - RECENT) /* what is at work now */
		p.at[ACT_OPEN] = e->now - MINUTES(5 + 190 * (count - 1 - which));
	else
		p.at[ACT_OPEN] = civil_ms(civil_day_of(e->from + DAYS(2) + span / count * which,
						       ZONE_SHANGHAI),
					  demo_chance(&r, 85) ? demo_between(&r, 500, 1080)
							      : demo_between(&r, 1200, 1430),
					  ZONE_SHANGHAI);
	p.at[ACT_OPEN] += which; /* its number, by which it is found */
	times_of(&p, &r);
	if (p.lift)
		memset(&p.at[ACT_REOPEN], 0, (ACTS - ACT_REOPEN) * sizeof p.at[0]);
	if (which == STUCK) /* nobody goes on with it: a month later it is 重大 */
		memset(&p.at[ACT_PROPOSE], 0, (ACTS - ACT_PROPOSE) * sizeof p.at[0]);
	return p;
}

static int64_t count_of(const struct demo_estate *e)
{
	return MIN(COMPLAINTS, e->households / 2);
}

/* ---- the acts ---- */

static int find(struct ctx *cx, int64_t received_at, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT id FROM complaint WHERE community_id = ? AND received_at = ?"),
			 BINDS(cx->community, received_at), ret);
}

static int open_one(struct ctx *cx, const struct demo_estate *e, const struct plan *p)
{
	const struct choice *channel = choice_named(complaint_channels, p->channel);
	struct complaint_intake in = { .channel = channel->value, .text = p->text,
				       .urgent = p->urgent, .anonymous = p->anonymous };
	struct demo_house house;
	struct complaint c;

	demo_house(cx->arena, e, p->house, &house);
	if (!p->anonymous && house.adults) {
		const struct resident *who = &house.people[p->person % (int64_t)house.adults];
		in.person_name = who->name;
		in.phone = who->phone;
	}
	if (!p->anonymous)
		in.room = house.room.room;
	cx->actor = &demo_desk(e, cx->now)->actor;
	return complaint_open(cx, &in, &c);
}

static int step(struct ctx *cx, const struct demo_staff *who, int64_t id, const char *action, ...)
{
	struct complaint c;
	struct input in;
	va_list ap;
	const char *name;

	input_init(&in, cx->arena);
	va_start(ap, action);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	va_end(ap);
	cx->actor = who ? &who->actor : NULL;
	return complaint_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &c);
}

static int verify(struct ctx *cx, const struct demo_estate *e, const struct plan *p, int64_t id)
{
	const struct demo_staff *supervisor = demo_staff_of(e, ROLE_SUPERVISOR, 0);
	struct demo_staff *desk = demo_staff_of(e, ROLE_FRONT_DESK, 1);
	const char *accused = !strcmp(p->theme->cause, "manner") && desk && p->house % 3 == 0
			      ? arena_printf(cx->arena, "%" PRId64, desk->actor.id) : "";

	if (p->invalid)
		return step(cx, supervisor, id, "verify", "validity", "invalid", "reason",
			    "不属于物业服务合同的范围，已向业主解释", "refer_name", "市民服务热线",
			    "refer_phone", "12345", NULL);
	return step(cx, supervisor, id, "verify", "validity", "valid", "reason", "现场核实属实",
		    "grade", p->grade, "cause", p->theme->cause, "unit", p->theme->unit, "accused",
		    accused, NULL);
}

/* Closing waits for whatever is still owed, as it does by hand. */
static int close_one(struct ctx *cx, const struct demo_estate *e, const struct plan *p, int64_t id)
{
	static const char *const opinions[] = { "satisfied", "satisfied", "satisfied", "fair" };
	const struct demo_staff *desk = demo_staff_of(e, ROLE_SUPERVISOR, 0);
	int r = p->anonymous ? step(cx, desk, id, "close", "result", p->theme->answer, NULL)
			     : step(cx, desk, id, "close", "opinion", opinions[p->house % 4], NULL);

	if (r != ERR_CONFLICT)
		return r;
	cx->why[0] = '\0';
	return OK;
}

static int merge_lift(struct ctx *cx, const struct demo_estate *e, int64_t id)
{
	struct plan first = plan_of(e, 0, count_of(e));
	int64_t main;
	int r = find(cx, first.at[ACT_OPEN], &main);

	return r < 0 ? r : step(cx, demo_staff_of(e, ROLE_SUPERVISOR, 0), id, "merge", "main",
				arena_printf(cx->arena, "%" PRId64, main), "reason", "同一部电梯，同一时间",
				NULL);
}

static int act_on(struct ctx *cx, const struct demo_estate *e, const struct plan *p, enum act a,
		  int64_t id)
{
	const struct demo_staff *director = demo_staff_of(e, ROLE_DIRECTOR, 0);
	const struct demo_staff *supervisor = demo_staff_of(e, ROLE_SUPERVISOR, 0);
	const struct demo_staff *desk = demo_staff_of(e, ROLE_FRONT_DESK, 0);
	const struct demo_staff *head = demo_staff_of(e, p->theme->head, 0);

	switch (a) {
	case ACT_REPLY:
		return step(cx, desk, id, "reply", "text", "已受理，今天核实，主管会与您联系", "way",
			    "phone", NULL);
	case ACT_VERIFY:
		return verify(cx, e, p, id);
	case ACT_COMPANY:
		return step(cx, director, id, "tell_company", "person", "公司品质部", NULL);
	case ACT_ASSIGN:
		return step(cx, supervisor, id, "assign", NULL);
	case ACT_PROPOSE:
	case ACT_PROPOSE_2:
		return step(cx, head, id, "propose", "proposal", p->theme->plan, NULL);
	case ACT_APPROVE:
	case ACT_APPROVE_2:
		return step(cx, strcmp(p->grade, "minor") ? director : supervisor, id, "approve",
			    "approval", "同意，按方案办", NULL);
	case ACT_PROGRESS:
		return step(cx, head, id, "progress", "text", "正在处理，配件已订", "way", "phone", NULL);
	case ACT_ANSWER:
	case ACT_ANSWER_2:
		return step(cx, desk, id, "answer", "answer",
			    p->invalid ? "已说明原因，并告知受理单位和电话" : p->theme->answer, "way", "phone",
			    NULL);
	case ACT_REOPEN:
		return step(cx, supervisor, id, "reopen", "reason", "回访时业主表示没有彻底解决", NULL);
	case ACT_VISIT:
		cx->actor = &supervisor->actor;
		return complaint_visited(cx, id, OPINION_SATISFIED);
	default:
		return close_one(cx, e, p, id);
	}
}

/* What the state does not allow is left: another area moved the case in between. */
static int run(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	enum act a = (enum act)(which % ACTS);
	struct plan p = plan_of(e, which / ACTS, count_of(e));
	int64_t id;
	int r;

	if (a == ACT_OPEN)
		return open_one(cx, e, &p);
	r = find(cx, p.at[ACT_OPEN], &id);
	if (r == OK && p.lift && which / ACTS && a == ACT_VERIFY)
		return merge_lift(cx, e, id);
	if (r == OK)
		r = act_on(cx, e, &p, a, id);
	if (r != ERR_CONFLICT)
		return r;
	cx->why[0] = '\0';
	return OK;
}

/* On the first of a month the jobs run as they do by night; on the fourth the report is written. */
static int month(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct civil c;
	int before;
	int r;

	civil_from_ms(cx->now, ZONE_SHANGHAI, &c);
	if (!which) {
		r = complaint_upgrade_due(cx);
		return r == OK ? complaint_report_due(cx) : r;
	}
	before = c.month == 1 ? (c.year - 1) * 100 + 12 : c.year * 100 + c.month - 1;
	cx->actor = &demo_staff_of(e, ROLE_SUPERVISOR, 0)->actor;
	r = complaint_report_done(cx, arena_printf(cx->arena, "%d", before),
				  "投诉集中在设备和环境：电梯按月保养加一次抽查，保洁增加夜间一班；"
				  "服务态度类当月培训一次。");
	if (r == ERR_CONFLICT)
		cx->why[0] = '\0';
	return r == ERR_CONFLICT ? OK : r;
}

static void plan_months(const struct demo_estate *e)
{
	for (int32_t day = civil_day_of(e->from, ZONE_SHANGHAI) + 1;
	     day <= civil_day_of(e->now, ZONE_SHANGHAI); day++) {
		struct civil c;
		civil_from_day(day, &c);
		if (c.day == 1 || day == civil_day_of(e->now, ZONE_SHANGHAI) - 3)
			demo_plan(e, civil_ms(day, 30, ZONE_SHANGHAI), month, 0);
		if (c.day == 4)
			demo_plan(e, civil_ms(day, 16 * 60, ZONE_SHANGHAI), month, 1);
	}
}

void demo_complaints(const struct demo_estate *e)
{
	int64_t count = count_of(e);

	if (e->households < SMALL || !demo_staff_of(e, ROLE_SUPERVISOR, 0))
		return;
	for (int64_t i = 0; i < count; i++) {
		struct plan p = plan_of(e, i, count);
		for (int a = 0; a < ACTS; a++) {
			bool merged = p.lift && i && a > ACT_VERIFY;
			if (p.at[a] && p.at[a] <= e->now && !merged)
				demo_plan(e, p.at[a], run, i * ACTS + a);
		}
	}
	plan_months(e);
}
