/* The life of a sheet: its buttons are the desk that is due, and what the head alone may do. */
#include "app/reconcile.h"
#include "base/civil.h"
#include "modules/runsheet/runsheet_inputs.h"
#include "store/store.h"

static const struct field words_fields[] = {
	FIELD(sheet_words, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 300),
};
static const struct field balance_fields[] = {
	FIELD(receipt, number, .label = "房款收讫单号", .flags = IN_FORM | REQUIRED, .max = 60),
};
static const struct field fund_fields[] = {
	FIELD(receipt, number, .label = "维修资金缴存凭证号", .flags = IN_FORM | REQUIRED, .max = 60,
	      .hint = "看原件再填；没有缴的不能往下办"),
};
static const struct field look_fields[] = {
	FIELD(look_input, builder, .label = "施工单位", .flags = IN_FORM | REQUIRED, .max = 60,
	      .hint = "负责整改的单位，如总包项目部"),
};
static const struct field deed_fields_[] = {
	FIELD(deed_input, seller, .label = "甲方（建设单位）", .flags = IN_FORM | REQUIRED, .max = 100),
	FIELD(deed_input, contract, .label = "买卖合同号", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(deed_input, accepted_on, .label = "竣工验收合格日期", .show = SHOW_DATE,
	      .flags = IN_FORM | REQUIRED),
	FIELD(deed_input, water_mass, .label = "水表底数", .show = SHOW_MASS, .flags = IN_FORM,
	      .max = 100000000000),
	FIELD(deed_input, power_mass, .label = "电表底数", .show = SHOW_MASS, .flags = IN_FORM,
	      .max = 100000000000),
	FIELD(deed_input, gas_mass, .label = "燃气表底数", .show = SHOW_MASS, .flags = IN_FORM,
	      .max = 100000000000),
	FIELD(deed_input, quality_book, .label = "质量保证书原件备好", .flags = IN_FORM),
	FIELD(deed_input, manual_book, .label = "使用说明书原件备好", .flags = IN_FORM),
	FIELD(deed_input, filing_copy, .label = "竣工验收备案表备好", .flags = IN_FORM),
};
const struct field sheet_sign_fields[SIGN_FIELDS] = {
	FIELD(sign_input, agreement, .label = "前期物业服务协议", .flags = IN_FORM),
	FIELD(sign_input, covenant, .label = "临时管理规约承诺书", .flags = IN_FORM),
	FIELD(sign_input, fire, .label = "消防安全责任书", .flags = IN_FORM),
	FIELD(sign_input, renovation, .label = "装修管理规定", .flags = IN_FORM),
	FIELD(sign_input, registered, .label = "业户资料登记表", .flags = IN_FORM),
	FIELD(sign_input, informed, .label = "个人信息告知同意书", .flags = IN_FORM),
	FIELD(sign_input, transfer, .label = "银行托收协议（自愿）", .flags = IN_FORM),
	FIELD(sign_input, custody, .label = "钥匙托管承诺书（自愿）", .flags = IN_FORM),
};
static const struct field pay_fields[] = {
	FIELD(pay_input, monthly, .label = "业主选择月缴，不预缴", .flags = IN_FORM),
	FIELD(pay_input, receipts, .label = "收据号", .flags = IN_FORM, .max = 200,
	      .hint = "按收款单位分别开的，用顿号分开"),
};
static const struct field keys_fields[] = {
	FIELD(keys_input, receiver, .label = "领取人", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(keys_input, handbook, .label = "业主手册和户型图已发", .flags = IN_FORM),
};
static const struct field desk_fields[] = {
	FIELD(desk_input, desk, .label = "环节", .show = SHOW_ENUM, .choices = desks,
	      .flags = IN_FORM | REQUIRED),
	FIELD(desk_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED, .max = 200),
};

/* ---- which is due ---- */

#define AT(name, which) \
	static bool at_##name(const void *record) \
	{ \
		return ((const struct runsheet *)record)->desk == (which); \
	}
AT(balance, DESK_BALANCE)
AT(fund, DESK_FUND)
AT(inspect, DESK_INSPECT)
AT(sign, DESK_SIGN)
AT(pay, DESK_PAY)
AT(keys, DESK_KEYS)
AT(file, DESK_FILE)

static bool at_identity(const void *record)
{
	const struct runsheet *s = record;

	return s->desk == DESK_IDENTITY || s->is_short;
}

static bool at_short(const void *record)
{
	const struct runsheet *s = record;

	return s->desk == DESK_IDENTITY && !s->is_short;
}

static bool at_deed(const void *record)
{
	const struct runsheet *s = record;

	return s->desk == DESK_SIGN && !s->resale;
}

static bool free_now(const void *record)
{
	return !((const struct runsheet *)record)->taken_by;
}

static bool owes(const void *record)
{
	return ((const struct runsheet *)record)->arrears_fen != 0;
}

#define SIGN_AT(name, label, ...) \
	{ SHEET_RUNNING, #name, SAME_STATE, PERM_RUNSHEET_DESK, label, .applies = at_##name, \
	  .then = sheet_then_##name, __VA_ARGS__ }
#define WORDS STEP_INPUT(sheet_words, words_fields)
static const struct step steps[] = {
	SIGN_AT(identity, "身份和资料核验签章", .may = sheet_may_identity),
	SIGN_AT(short, "资料待补，先往下办", .may = sheet_may_short, WORDS),
	SIGN_AT(balance, "房款结清签章", STEP_INPUT(receipt, balance_fields)),
	SIGN_AT(fund, "维修资金核验签章", STEP_INPUT(receipt, fund_fields)),
	SIGN_AT(inspect, "验房签章", .may = sheet_may_inspect),
	{ SHEET_RUNNING, "look", SAME_STATE, PERM_RUNSHEET_DESK, "开始验房",
	  STEP_INPUT(look_input, look_fields), .applies = at_inspect, .may = sheet_may_look,
	  .then = sheet_then_look },
	{ SHEET_RUNNING, "deed", SAME_STATE, PERM_RUNSHEET_DESK, "拟交接书",
	  STEP_INPUT(deed_input, deed_fields_), .applies = at_deed, .may = sheet_may_deed,
	  .then = sheet_then_deed },
	SIGN_AT(sign, "签约登记签章", STEP_INPUT(sign_input, sheet_sign_fields), .may = sheet_may_sign),
	SIGN_AT(pay, "缴费签章", STEP_INPUT(pay_input, pay_fields), .may = sheet_may_pay),
	SIGN_AT(keys, "发钥匙和资料", STEP_INPUT(keys_input, keys_fields), .may = sheet_may_keys),
	{ SHEET_RUNNING, "file", SHEET_DONE, PERM_RUNSHEET_DESK, "收单归档", .applies = at_file,
	  .then = sheet_then_file },
	{ SHEET_RUNNING, "take", SAME_STATE, PERM_RUNSHEET_DESK, "请到我这一台", .applies = free_now,
	  .then = sheet_then_take },
	{ SHEET_RUNNING, "pause", SHEET_PAUSED, PERM_RUNSHEET_DESK, "先走，以后再来", WORDS,
	  .then = sheet_then_pause },
	{ SHEET_PAUSED, "resume", SHEET_RUNNING, PERM_RUNSHEET_DESK, "回来接着办", .then = sheet_then_resume,
	  .meets = { "call" } },
	{ SHEET_PAUSED, "call", SAME_STATE, PERM_RUNSHEET_DESK, "记录联系", WORDS, .then = sheet_then_words,
	  .meets = { "call" } },
	{ ANY_STATE, "arrears", SAME_STATE, PERM_RUNSHEET_DESK, "登记欠费结清或说明", WORDS,
	  .applies = owes, .then = sheet_then_arrears },
	{ SHEET_RUNNING, "skip", SAME_STATE, PERM_RUNSHEET_HEAD, "批准跳过这一台",
	  STEP_INPUT(desk_input, desk_fields), .may = sheet_may_skip, .then = sheet_then_skip },
	{ SHEET_RUNNING, "back", SAME_STATE, PERM_RUNSHEET_HEAD, "批准退回某一台",
	  STEP_INPUT(desk_input, desk_fields), .may = sheet_may_back, .then = sheet_then_back },
	{ SHEET_RUNNING, "drop", SHEET_DROPPED, PERM_RUNSHEET_HEAD, "撤销", WORDS, .may = sheet_may_drop,
	  .then = sheet_then_drop, .drops = true },
	{ SHEET_PAUSED, "drop", SHEET_DROPPED, PERM_RUNSHEET_HEAD, "撤销", WORDS, .may = sheet_may_drop,
	  .then = sheet_then_drop, .drops = true },
	{ ANY_STATE, "note", SAME_STATE, PERM_RUNSHEET_DESK, "补充记录", WORDS, .then = sheet_then_words },
};

static bool is_final(int state)
{
	return state >= SHEET_DONE;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE runsheet SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这张流程单刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("runsheet", "runsheet",
	     KEPT_TIME("runsheet", "came_at") KEPT_TIME("runsheet", "paused_at")
	     KEPT_TIME("runsheet", "closed_at"))

const struct machine runsheet_machine = {
	.subject = "runsheet",
	.states = sheet_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct runsheet, id),
	.state_at = offsetof(struct runsheet, state),
	.version_at = offsetof(struct runsheet, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int runsheet_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct runsheet *ret)
{
	int r = runsheet_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &runsheet_machine, ret, action, version, in, zone_minutes);
	return r == OK ? runsheet_get(cx, id, ret) : r;
}

int runsheet_refused(struct ctx *cx, int64_t inspection)
{
	const struct actor *actor = cx->actor;
	struct runsheet s;
	struct inspection i;
	struct input in;
	int64_t id;
	int r = inspection_get(cx, inspection, &i);

	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT id FROM runsheet WHERE community_id = ? AND room_id = ? AND state = 1"),
			      BINDS(cx->community, i.room_id), &id);
	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	input_init(&in, cx->arena);
	input_add(&in, "text", arena_printf(cx->arena, T(cx, "业主拒收：%s %s"),
					    T(cx, choice_of(refusals, i.refusal)->label), i.refusal_text));
	cx->actor = NULL;
	r = runsheet_step(cx, id, "pause", 0, &in, ZONE_SHANGHAI, &s);
	cx->actor = actor;
	return r;
}
