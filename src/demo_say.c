/* What callers and staff say and write down. */
#include "demo_parts.h"
#include "base/text.h"

/* ---- the caller ---- */

static const char *const since[] = {
	"今天早上发现的", "昨晚就这样了", "有两三天了", "刚刚才发现", "从上周开始的", "之前报过一次，又坏了",
	"昨天夜里特别严重", "时好时坏，今天彻底不行了",
};
static const char *const wishes_said[] = {
	"请尽快派人来看看", "今天下午都在家", "上门前先打电话", "家里有老人，麻烦快一点", "晚上七点以后有人",
	"家里有小孩，请穿鞋套", "周末才有时间", "有问题找我爱人，同一个号码", "要不要收费请先说一下", "麻烦了，谢谢",
	"别按门铃，孩子在睡觉", "希望是同一位师傅来",
};
static const char *const wishes_public[] = {
	"请安排人看一下", "好几个邻居都在说", "注意安全", "已拍照", "请今天处理", "麻烦尽快",
};

const char *demo_text(struct arena *a, struct demo_case *c)
{
	const struct demo_theme *t = c->theme;
	struct demo_random *r = &c->random;
	int count = 0;
	const char *text;

	while (count < (int)COUNT(t->text) && t->text[count])
		count++;
	c->wording = demo_below(r, count);
	text = t->text[c->wording];
	if (t->kind != KIND_REPAIR)
		return arena_printf(a, "%s。", text);
	if (demo_chance(r, 55))
		text = arena_printf(a, "%s，%s", text, DEMO_PICK(r, since));
	if (demo_chance(r, 25))
		return arena_printf(a, "%s。", text);
	return arena_printf(a, "%s。%s。", text,
			    t->place ? DEMO_PICK(r, wishes_public) : DEMO_PICK(r, wishes_said));
}

/* ---- the staff ---- */

struct saying {
	struct demo_case *c;
	const struct demo_estate *e;
	const struct resident *caller;
	struct input *in;
};

static void put(struct saying *s, const char *name, const char *value)
{
	input_add(s->in, name, value);
}

static void put_int(struct saying *s, const char *name, int64_t value)
{
	put(s, name, arena_printf(s->in->arena, "%" PRId64, value));
}

static void put_time(struct saying *s, const char *name, int64_t at)
{
	char text[CIVIL_TEXT];

	put(s, name, civil_rfc3339(at, ZONE_SHANGHAI, text));
}

/* The answer that fits what was said. */
static const char *fitting(const struct demo_case *c, const char *const list[3])
{
	int i = c->wording;

	while (i > 0 && !list[i])
		i--;
	assert(list[i]);
	return list[i];
}

/* An hour on the hour of one of the next two days. */
static int64_t appointment(struct demo_case *c)
{
	static const int hours[] = { 9, 10, 11, 14, 15, 16, 19 };
	int32_t day = civil_day_of(c->at, ZONE_SHANGHAI) + demo_between(&c->random, 1, 2);

	return civil_ms(day, DEMO_PICK(&c->random, hours) * 60, ZONE_SHANGHAI);
}

static void say_dispatch(struct saying *s)
{
	static const char *const remarks[] = { "带疏通机", "带人字梯", "住户是老人，说话慢一点", "先电话联系",
					       "带鞋套", "顺路看一下同单元的另一单" };
	struct demo_case *c = s->c;
	int which = c->theme->trade == TRADE_WATER ? 0 : (int)c->theme->trade;

	if (c->move_count)
		which++; /* somebody else than before */
	if (demo_chance(&c->random, 20))
		which += 2;
	c->doer = (size_t)(demo_staff_of(s->e, ROLE_TECHNICIAN, which) - s->e->staff);
	put_int(s, "assignee", s->e->staff[c->doer].actor.id);
	if (demo_chance(&c->random, 25))
		put(s, "remark", DEMO_PICK(&c->random, remarks));
	if (c->appointed && !c->appointment_at) {
		c->appointment_at = appointment(c);
		put_time(s, "appointment_at", c->appointment_at);
	}
}

static void say_quote(struct saying *s)
{
	const struct demo_theme *t = s->c->theme;

	s->c->quote_yuan = t->price + t->labour;
	put_int(s, "quote", s->c->quote_yuan);
	put(s, "agreed_by", s->caller ? s->caller->name : "业主");
}

static void say_repaired(struct saying *s)
{
	struct demo_case *c = s->c;
	const struct demo_theme *t = c->theme;

	put(s, "result", fitting(c, t->done));
	if (!c->quote_yuan)
		return;
	put_int(s, "labour", t->labour);
	if (!t->material)
		return;
	put(s, "materials.0.name", t->material);
	put(s, "materials.0.spec", t->spec);
	put(s, "materials.0.quantity", "1");
	put_int(s, "materials.0.price", t->price);
	if (demo_chance(&c->random, 5)) {
		put(s, "materials.1.name", "生料带");
		put(s, "materials.1.quantity", "1");
		put(s, "materials.1.price", "3.00");
		put(s, "over_quote_reason", "现场加用生料带一卷，业主电话同意");
	}
}

static void say_finish(struct saying *s)
{
	const struct demo_theme *t = s->c->theme;

	if (t->kind == KIND_REPAIR) {
		say_repaired(s);
	} else if (t->kind == KIND_SUGGESTION) {
		put(s, "text", fitting(s->c, t->done));
	} else {
		put(s, "result", s->c->declined ? "不属物业服务范围，已告知专业单位" : fitting(s->c, t->done));
		put(s, "outcome", s->c->declined ? "declined" : "done");
	}
}

static void say_review(struct saying *s)
{
	static const char *const reasons[] = { "需要开墙，拿不准走向", "怀疑是楼上防水，要不要下整改单",
					       "总管压力异常，需主管判断", "配件停产，能否用代替型号" };
	put(s, "reason", DEMO_PICK(&s->c->random, reasons));
}

static void say_reviewed(struct saying *s)
{
	static const char *const answers[] = { "同意，先关阀再开检修口，恢复时留照片", "可用代替型号，保修三个月",
					       "先做 24 小时闭水试验再定", "我十分钟后到现场一起看" };
	put(s, "text", DEMO_PICK(&s->c->random, answers));
}

static void say_wait(struct saying *s)
{
	static const char *const reasons[] = { "缺 50 mm 下水件，已报采购", "等厂家配件", "业主出差，约定周末上门",
					       "下雨不能登高，等天晴", "等楼上业主配合关水" };
	int32_t day = civil_day_of(s->c->at, ZONE_SHANGHAI) + demo_between(&s->c->random, 1, 4);

	put(s, "reason", DEMO_PICK(&s->c->random, reasons));
	put_time(s, "promised_at", civil_ms(day, 17 * 60, ZONE_SHANGHAI));
}

static void say_sign(struct saying *s)
{
	static const char *const ways[] = { "scan", "scan", "cash", "debit" };
	struct demo_random *r = &s->c->random;
	bool public = s->c->theme->place || !s->caller;

	if (!public && demo_chance(r, 6)) {
		put(s, "unsigned_reason", demo_chance(r, 50) ? "业主不在家，电话确认" : "租户不愿签字，已拍照");
		return;
	}
	put(s, "signed_by", public ? "楼栋管家" : s->caller->name);
	if (s->c->quote_yuan)
		put(s, "pay_way", DEMO_PICK(r, ways));
}

static void say_answer(struct saying *s)
{
	put(s, "text", fitting(s->c, s->c->theme->said));
}

static void say_send(struct saying *s)
{
	struct demo_case *c = s->c;
	bool patient = c->theme->help_class == HELP_PATIENT;
	bool alone = !patient || demo_chance(&c->random, 5);
	int which = demo_below(&c->random, 60);
	struct demo_staff *first = demo_staff_of(s->e, ROLE_GUARD, which);

	c->doer = (size_t)(first - s->e->staff);
	put_int(s, "helpers.0", first->actor.id);
	if (!alone)
		put_int(s, "helpers.1", demo_staff_of(s->e, ROLE_GUARD, which + 1)->actor.id);
	else if (patient)
		put(s, "short_handed", "1");
}

static void say_turn(struct saying *s)
{
	put(s, "kind", "repair");
	put(s, "urgency", "urgent");
}

static void say_police(struct saying *s)
{
	if (demo_chance(&s->c->random, 30))
		put(s, "no_police_reason", "当事人自行协商，明确表示不报警");
	else
		put_time(s, "police_at", s->c->at - MINUTES(1));
}

static void say_security(struct saying *s)
{
	put(s, "text", demo_chance(&s->c->random, 50)
		? "现场已处置，监控录像保存 90 天，加强该区域夜间巡逻"
		: "人员无伤，隐患已排除，本班已复盘");
}

static void say_sight(struct saying *s)
{
	put(s, "text", demo_chance(&s->c->random, 50) ? "已阅，请秩序部加密巡逻并向业主反馈" : "已阅，处置及时");
}

static void say_refer(struct saying *s)
{
	put(s, "refer_name", "便民服务中心");
	put(s, "refer_phone", "12345");
}

static void say_cancel(struct saying *s)
{
	static const char *const reasons[] = { "业主来电说自己修好了", "重复登记", "业主改约厂家上门，取消",
					       "查明是停电通知范围内，已告知" };
	put(s, "reason", DEMO_PICK(&s->c->random, reasons));
}

static void say_nothing(struct saying *s)
{
	(void)s;
}

static const struct {
	const char *step;
	void (*say)(struct saying *s);
} sayings[] = {
	{ "dispatch", say_dispatch }, { "arrive", say_nothing },    { "quote", say_quote },
	{ "finish", say_finish },     { "review", say_review },	    { "reviewed", say_reviewed },
	{ "wait", say_wait },	      { "resume", say_nothing },    { "sign", say_sign },
	{ "close", say_nothing },     { "answer", say_answer },	    { "send", say_send },
	{ "turn", say_turn },	      { "police", say_police },	    { "security", say_security },
	{ "sight", say_sight },	      { "refer", say_refer },	    { "cancel", say_cancel },
};

void demo_say(struct demo_case *c, const struct demo_estate *e, const struct resident *caller,
	      struct input *in)
{
	struct saying s = { c, e, caller, in };

	for (size_t i = 0; i < COUNT(sayings); i++)
		if (!strcmp(sayings[i].step, c->move->step)) {
			sayings[i].say(&s);
			return;
		}
	assert(!"a step nobody has words for");
}
