/* Return visits of the demonstration: three times a day somebody calls whom there is to ask, the
 * supervisor reviews, each month has its plans; what displeased is worked on. */
#include "app/app.h"
#include "base/text.h"
#include "demo_parts.h"
#include "modules/complaints/complaints.h"
#include "modules/visits/visit_draw.h"
#include "modules/visits/visit_plans.h"

enum { AT_ONCE = 60 };

/* ---- chance, the same for the same visit ---- */

static struct demo_random chance_of(const struct demo_estate *e, const struct visit *v,
				    const char *what)
{
	int64_t n = 0;

	for (const char *s = v->number; *s; s++)
		if (*s >= '0' && *s <= '9')
			n = n * 10 + (*s - '0');
	return demo_random(e->seed, what, n);
}

static int step(struct ctx *cx, const struct demo_staff *who, int64_t id, const char *action, ...)
{
	struct input in;
	struct visit v;
	va_list ap;
	const char *name;

	input_init(&in, cx->arena);
	va_start(ap, action);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	va_end(ap);
	cx->actor = who ? &who->actor : NULL;
	return visit_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &v);
}

/* ---- who asks ---- */

static struct demo_staff *holder_of(const struct demo_estate *e, int64_t account)
{
	for (size_t i = 0; account && i < e->staff_count; i++)
		if (e->staff[i].actor.id == account)
			return &e->staff[i];
	return NULL;
}

static struct demo_staff *visitor_of(const struct demo_estate *e, const struct visit *v,
				     struct demo_random *r)
{
	struct demo_staff *named = holder_of(e, v->assignee_id);
	struct demo_staff *steward = demo_staff_of(e, ROLE_STEWARD, v->room[0] > '4');

	if (named)
		return named;
	if (v->kind == VISIT_COMPLAINT)
		return demo_staff_of(e, v->major ? ROLE_DIRECTOR : ROLE_SUPERVISOR, 0);
	if (steward && (v->kind == VISIT_REGULAR || demo_chance(r, 40)))
		return steward;
	return demo_staff_of(e, ROLE_FRONT_DESK, demo_below(r, 3));
}

/* ---- what they say ---- */

static const char *const pleased[] = {
	"修好了，没有再出问题", "师傅态度很好，讲解清楚", "来得快，收拾得干净", "满意，没有意见", "很好，谢谢",
	"用着正常", "比约定时间还早到", "处理得及时",
};
static const char *const fair[] = {
	"修好了，就是等得久了点", "还可以，希望提前打个电话", "能用了，外观还差一点", "总体满意，下次早点来",
};
static const char *const poor[] = {
	"两天后又漏了", "地上的灰没有打扫", "说好修，结果只是看了看", "修完还是不灵",
};
static const char *const poor_round[] = {
	"反映过的噪音一直没人管", "楼道杂物说了几次没清", "电梯老是停，没个说法", "物业见不到人",
};
static const char *const regular[] = {
	"近况都好，没有意见", "建议大堂加一把伞架", "希望楼下绿化勤浇水", "老人独居，请多关照", "对保洁满意",
	"停车有点紧张", "孩子上学出入方便",
};

/* The clock starts when the matter ends; now and then somebody is slow. */
static int64_t when(const struct visit *v, struct demo_random *r)
{
	bool slow = demo_chance(r, 5);

	if (v->reason == REASON_PLAN)
		return v->due_at - HOURS(demo_between(r, 4, 30)) + (slow ? HOURS(40) : 0);
	if (v->kind == VISIT_COMPLAINT)
		return v->began_at + HOURS(slow ? demo_between(r, 50, 70) : demo_between(r, 3, 40));
	return v->began_at + HOURS(slow ? demo_between(r, 36, 60) : demo_between(r, 1, 15));
}

static int record(struct ctx *cx, const struct demo_estate *e, const struct visit *v,
		  struct demo_random *r)
{
	int n = demo_below(r, 1000);
	bool open_to_c = v->kind != VISIT_COMPLAINT && v->round == 1;
	const char *grade = n < 12 && open_to_c ? "C" : n < 200 ? "B" : "A";
	bool round = v->kind == VISIT_REGULAR;
	const char *words = round && *grade == 'C' ? DEMO_PICK(r, poor_round)
			  : round		   ? DEMO_PICK(r, regular)
			  : *grade == 'C'	   ? DEMO_PICK(r, poor)
			  : *grade == 'B'	   ? DEMO_PICK(r, fair)
						   : DEMO_PICK(r, pleased);
	bool asks = demo_chance(r, 3);
	bool door = v->kind != VISIT_COMPLAINT && e->now - cx->now < DAYS(3) && demo_chance(r, 25);
	const char *channel = door ? "visit" : round || demo_chance(r, 8) ? "talk"
			    : demo_chance(r, 20) ? "wechat" : "phone";
	static const char *const marks[] = { "good", "good", "good", "fair" };

	return step(cx, visitor_of(e, v, r), v->id, "record", "channel", channel, "grade", grade,
		    "remarks", words, "quality", *grade == 'C' ? "poor" : DEMO_PICK(r, marks),
		    "attitude", DEMO_PICK(r, marks), "effect", *grade == 'C' ? "poor" : "good",
		    "tidy", v->kind == VISIT_REPAIR ? demo_chance(r, 94) ? "yes" : "no" : "",
		    "explained", v->kind == VISIT_REPAIR ? "yes" : "", "new_issue",
		    asks ? "楼道灯有点暗" : "", "answer", asks ? "已转工程登记" : "", NULL);
}

static int ask(struct ctx *cx, const struct demo_estate *e, const struct visit *v)
{
	struct demo_random r = chance_of(e, v, "visit");
	int64_t at = when(v, &r);
	int silent = demo_chance(&r, 8) ? demo_between(&r, 1, 2) : demo_chance(&r, 2) ? 9 : 0;

	if (v->state == VISIT_UNREACHED)
		return step(cx, demo_staff_of(e, ROLE_SUPERVISOR, 0), v->id, "give_up", "text",
			    "多次联系不上，住户长期在外地", NULL);
	if (cx->now < at)
		return OK;
	if (v->tries < silent)
		return step(cx, visitor_of(e, v, &r), v->id, "unreachable", "channel", "phone", "remarks",
			    "无人接听", NULL);
	return record(cx, e, v, &r);
}

/* ---- what displeased is worked on, a step each time ---- */

static int work_on(struct ctx *cx, const struct demo_estate *e, int64_t id)
{
	static const struct {
		int state;
		const char *action;
		enum role who;
	} next[] = { { COMPLAINT_NEW, "verify", ROLE_SUPERVISOR },
		     { COMPLAINT_JUDGED, "assign", ROLE_SUPERVISOR },
		     { COMPLAINT_HANDLING, "propose", ROLE_ENGINEERING_MANAGER },
		     { COMPLAINT_PROPOSED, "approve", ROLE_SUPERVISOR },
		     { COMPLAINT_APPROVED, "answer", ROLE_FRONT_DESK },
		     { COMPLAINT_ANSWERED, "close", ROLE_SUPERVISOR } };
	static const char *const fields[][2] = {
		{ "validity", "valid" }, { "reason", "现场核实属实" }, { "grade", "minor" },
		{ "cause", "repair" }, { "unit", "engineering" }, { "proposal", "换人返修，班长验收" },
		{ "approval", "同意" }, { "answer", "已返修并清扫" }, { "way", "phone" },
	};
	struct complaint c;
	struct input in;
	int r = complaint_get(cx, id, &c);

	input_init(&in, cx->arena);
	for (size_t i = 0; i < COUNT(fields); i++)
		input_add(&in, fields[i][0], fields[i][1]);
	for (size_t i = 0; r == OK && i < COUNT(next); i++) {
		const struct demo_staff *who = demo_staff_of(e, next[i].who, 0);
		if (next[i].state != c.state || !who)
			continue;
		cx->actor = &who->actor;
		r = complaint_step(cx, id, next[i].action, 0, &in, ZONE_SHANGHAI, &c);
		break;
	}
	cx->actor = NULL;
	if (r != ERR_CONFLICT && r != ERR_INVALID)
		return r;
	cx->why[0] = '\0';
	return OK;
}

static int work_on_all(struct ctx *cx, const struct demo_estate *e)
{
	struct visit_filter f = { .state = "open", .grade = GRADE_C, .most = AT_ONCE };
	struct visit *list;
	size_t count;
	int r = visit_list(cx, &f, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].complaint_id)
			r = work_on(cx, e, list[i].complaint_id);
	return r;
}

/* ---- the errands ---- */

static int review_all(struct ctx *cx, const struct demo_estate *e)
{
	struct visit_filter f = { .state = "in_review", .by_due = true, .most = AT_ONCE };
	const struct demo_staff *supervisor = demo_staff_of(e, ROLE_SUPERVISOR, 0);
	struct visit *list;
	size_t count;
	int r = visit_list(cx, &f, &list, &count);

	/* the last of them wait for the person who looks at the demonstration */
	if (e->now - cx->now < HOURS(30))
		return r;
	for (size_t i = 0; r == OK && i < count; i++)
		r = step(cx, supervisor && supervisor->actor.id != list[i].visitor_id
				     ? supervisor : demo_staff_of(e, ROLE_DIRECTOR, 0),
			 list[i].id, "review", NULL);
	return r;
}

static int round_of_calls(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct visit_filter f = { .state = "waiting", .by_due = true, .most = AT_ONCE };
	struct visit *list;
	size_t count;
	int r = OK;

	if (which == 2)
		r = review_all(cx, e);
	cx->actor = NULL;
	if (r == OK)
		r = work_on_all(cx, e);
	cx->actor = NULL;
	if (r == OK)
		r = visit_list(cx, &f, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = ask(cx, e, &list[i]);
	return r < 0 ? fail(cx, r, "visits: %s", arena_strdup(cx->arena, cx->why)) : OK;
}

static int open_plans(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	(void)e;
	(void)which;
	return visit_plan_run(cx);
}

/* Twice a year the head of the office goes round. */
static int plan_rounds(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct demo_staff *director = demo_staff_of(e, ROLE_DIRECTOR, 0);
	int32_t today = civil_day_of(cx->now, ZONE_SHANGHAI);
	int64_t id;

	(void)which;
	cx->actor = &director->actor;
	return visit_plan_add(cx, &(struct visit_plan_intake){
		.category = PLAN_DIRECTOR, .from_on = today + 2, .until_on = today + 40,
		.owner = director->actor.id, .count = 40 }, &id);
}

/* A month's seed from that of the estate: the same repairs are drawn each time it is made. */
static int set_seeds(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int32_t last = civil_day_of(e->now, ZONE_SHANGHAI);
	int r = OK;

	(void)which;
	for (int32_t day = civil_day_of(e->from, ZONE_SHANGHAI); r == OK && day <= last + 31;
	     day += 28) {
		struct demo_random random;
		struct civil t;
		civil_from_day(day, &t);
		random = demo_random(e->seed, "draw", t.year * 100 + t.month);
		r = visit_month_seed(cx, t.year * 100 + t.month,
				     arena_printf(cx->arena, "%016" PRIx64, random.state));
	}
	/* here only who was met counts as visited; an office without a supervisor reviews nothing */
	if (r == OK)
		r = setting_change(cx, "visits.coverage_face_only", "1", 0);
	if (r == OK && !demo_staff_of(e, ROLE_SUPERVISOR, 0))
		r = setting_change(cx, "visits.review", "0", 0);
	return r;
}

void demo_visits(const struct demo_estate *e)
{
	static const int minutes[] = { 10 * 60 + 20, 15 * 60 + 10, 18 * 60 + 40 };
	int32_t first = civil_day_of(e->from, ZONE_SHANGHAI) + 1;
	int32_t last = civil_day_of(e->now, ZONE_SHANGHAI);

	demo_plan(e, e->from, set_seeds, 0);
	for (int32_t day = first; day <= last; day++) {
		demo_plan(e, civil_ms(day, 8 * 60, ZONE_SHANGHAI), open_plans, 0);
		for (int i = 0; i < 3; i++)
			demo_plan(e, civil_ms(day, minutes[i], ZONE_SHANGHAI), round_of_calls, i);
	}
	for (int i = 0; i < 3; i++)
		if (demo_staff_of(e, ROLE_DIRECTOR, 0) && e->now - DAYS(12 + 140 * i) > e->from)
			demo_plan(e, e->now - DAYS(12 + 140 * i), plan_rounds, 0);
}
