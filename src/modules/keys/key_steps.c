/* Custody of a key: taking in, consent and approval, hand-over, loss and the change of the lock. */
#include "app/calendar.h"
#include "app/post.h"
#include "app/reconcile.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/keys/key_parts.h"
#include "store/store.h"

struct check_input {
	int count, trial;
	const char *remark;
};
struct key_words {
	const char *text;
};
struct answer_input {
	int answer;
	const char *text;
};
struct approve_input {
	const char *borrower, *reason;
};
struct hand_input {
	const char *receiver, *paper;
	int64_t signature;
};
struct changed_input {
	int count;
	const char *payer;
};
struct hook_input {
	const char *cabinet, *hook, *seal;
};
static const struct field check_fields[] = {
	FIELD(check_input, count, .label = "现有把数", .flags = IN_FORM | REQUIRED, .min = 0, .max = 99),
	FIELD(check_input, trial, .label = "试开", .show = SHOW_ENUM, .choices = key_trials,
	      .flags = IN_FORM | REQUIRED),
	FIELD(check_input, remark, .label = "问题处理", .flags = IN_FORM, .max = 200),
};
static const struct field words_fields[] = {
	FIELD(key_words, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};
static const struct field remind_fields[] = {
	FIELD(key_words, text, .label = "催还结果", .flags = IN_FORM | REQUIRED, .max = 200,
	      .hint = "打给谁、怎么说、什么时候还"),
};
static const struct field loss_fields[] = {
	FIELD(key_words, text, .label = "遗失经过", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};
static const struct field answer_fields[] = {
	FIELD(answer_input, answer, .label = "结果", .show = SHOW_ENUM, .choices = key_answers,
	      .flags = IN_FORM | REQUIRED),
	FIELD(answer_input, text, .label = "通话内容", .flags = IN_FORM | REQUIRED, .max = 200),
};
static const struct field approve_fields[] = {
	FIELD(approve_input, borrower, .label = "借给谁", .flags = IN_FORM | REQUIRED, .max = 60,
	      .hint = "写姓名；借出时要与借用人一致"),
	FIELD(approve_input, reason, .label = "事由", .flags = IN_FORM | REQUIRED, .max = 200),
};
static const struct field hand_fields[] = {
	FIELD(hand_input, receiver, .label = "领取人", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(hand_input, paper, .label = "核对的证件或签收单", .flags = IN_FORM | REQUIRED, .max = 100,
	      .hint = "如 身份证、收楼确认书编号、委托书"),
};
static const struct field changed_fields[] = {
	FIELD(changed_input, count, .label = "新钥匙把数", .flags = IN_FORM | REQUIRED, .min = 1,
	      .max = 99),
	FIELD(changed_input, payer, .label = "费用承担", .flags = IN_FORM | REQUIRED, .max = 100,
	      .hint = "遗失的人承担；写明是谁、多少"),
};
static const struct field hook_fields[] = {
	FIELD(hook_input, cabinet, .label = "柜号", .flags = IN_FORM, .max = 20),
	FIELD(hook_input, hook, .label = "位号", .flags = IN_FORM, .max = 20),
	FIELD(hook_input, seal, .label = "封条号", .flags = IN_FORM, .max = 40),
};

/* ---- whether it concerns this key ---- */

static bool complete(const void *record)
{
	const struct key *k = record;

	return k->count == k->listed && k->trial == TRIAL_OPENS;
}

static bool entrusted(const void *record)
{
	return ((const struct key *)record)->kind == KEY_ENTRUSTED;
}

static bool agreed(const void *record)
{
	return entrusted(record) && ((const struct key *)record)->answer == ANSWER_AGREED;
}

static bool of_flat(const void *record)
{
	const struct key *k = record;

	return k->room_id && k->kind != KEY_ENTRUSTED;
}

static bool asked(const void *record)
{
	return ((const struct key *)record)->asked != 0;
}

static bool of_room(const void *record)
{
	return ((const struct key *)record)->room_id != 0;
}

/* ---- may they? ---- */

/* 18 (c): the head approves an owner's key, once the owner was reached and agreed. */
static int may_approve(struct ctx *cx, const void *record, const void *input)
{
	const struct key *k = record;
	bool good;
	int zone, r = calendar_zone(cx, &zone);

	(void)input;
	if (r < 0 || k->kind != KEY_ENTRUSTED)
		return r;
	r = actor_must(cx, PERM_KEY_HEAD);
	if (r == OK && civil_day_of(cx->now, zone) > k->until_on)
		return fail(cx, ERR_CONFLICT, T(cx, "这把钥匙的委托已经到期，请业主续签或领回。"));
	if (r == OK)
		r = key_still_good(cx, k->answered_at, &good);
	if (r == OK && (k->answer != ANSWER_AGREED || !good))
		return fail(cx, ERR_CONFLICT, T(cx, "请先致电业主并记录同意，再批准动用。"));
	return r;
}

static int may_reclaim_by(struct ctx *cx, const void *record, const void *input)
{
	bool good;
	int r = key_still_good(cx, ((const struct key *)record)->answered_at, &good);

	(void)input;
	return r == OK && !good
		? fail(cx, ERR_CONFLICT, T(cx, "业主同意的通话已过有效时间，请再致电业主。")) : r;
}

/* ---- what they do ---- */

#define THEN(name) \
	static int then_##name(struct ctx *cx, void *record, void *input, \
			       struct journal_entry *entry)

/* What differed stays written when it is mended. */
THEN(check)
{
	const struct key *k = record;
	const struct check_input *in = input;
	const char *difference = key_difference(cx, k->listed, in->count, in->trial);

	entry->note = arena_printf(cx->arena, T(cx, "应交 %d 把，实收 %d 把，%s。%s"), k->listed, in->count,
				   T(cx, choice_of(key_trials, in->trial)->label),
				   in->remark ? in->remark : "");
	return store_exec(cx,
			  SQL("UPDATE office_key SET count = ?, trial = ?, difference = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(in->count, in->trial, *difference ? difference : k->difference,
				cx->community, k->id));
}

THEN(answer)
{
	const struct answer_input *in = input;

	entry->note = arena_printf(cx->arena, "%s：%s", T(cx, choice_of(key_answers, in->answer)->label),
				   in->text);
	return store_exec(cx,
			  SQL("UPDATE office_key SET answer = ?, answered_at = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(in->answer, cx->now, cx->community, ((struct key *)record)->id));
}

THEN(approve)
{
	const struct approve_input *in = input;
	const char *name = text_trim(cx->arena, in->borrower);

	entry->note = arena_printf(cx->arena, "%s：%s", name, in->reason);
	return store_exec(cx,
			  SQL("UPDATE office_key SET approved_for = ?, approved_by = ?, approved_at = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(name, cx->actor ? cx->actor->id : 0, cx->now, cx->community,
				((struct key *)record)->id));
}

THEN(words)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct key_words *)input)->text;
	return OK;
}

static int end_custody(struct ctx *cx, const struct key *k)
{
	return store_exec(cx,
			  SQL("UPDATE office_key SET ended_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, k->id));
}

THEN(hand)
{
	const struct hand_input *in = input;

	entry->note = arena_printf(cx->arena, "%s，%s", in->receiver, in->paper);
	return end_custody(cx, record);
}

THEN(scrap)
{
	entry->note = ((const struct key_words *)input)->text;
	return end_custody(cx, record);
}

/* 18 (d): reported at once, and the lock is changed quickly. */
THEN(lose)
{
	struct key *k = record;
	int64_t post;
	int r = k->loan_id ? key_lost_outside(cx, k, ((const struct key_words *)input)->text) : OK;

	entry->note = ((const struct key_words *)input)->text;
	if (r == OK)
		r = post_of_role(cx, ROLE_ENGINEERING_MANAGER, &post);
	return r == OK ? obligation_open(cx, &key_lock_norm, "key", k->id, 0, 0, post, NULL) : r;
}

THEN(find)
{
	entry->note = ((const struct key_words *)input)->text;
	return obligation_cancel(cx, "key", ((struct key *)record)->id, "lock");
}

/* The new key of the new lock hangs where the old one did. */
THEN(change)
{
	const struct key *k = record;
	const struct changed_input *in = input;
	struct key_intake new_key = {
		.kind = k->kind, .room = k->room, .place = k->place, .lock = k->lock, .listed = in->count,
		.count = in->count, .trial = TRIAL_OPENS, .cabinet = k->cabinet, .hook = k->hook,
		.source = 4, .owner_name = k->owner_name, .commission = k->commission,
		.until_on = k->until_on,
	};
	struct key made;
	int r = end_custody(cx, k);

	if (r == OK)
		r = key_take_in(cx, &new_key, &made);
	if (r == OK)
		entry->note = arena_printf(cx->arena, T(cx, "新钥匙 %s，费用：%s"), made.number, in->payer);
	return r;
}

THEN(rehang)
{
	const struct key *k = record;
	const struct hook_input *in = input;

	entry->note = arena_printf(cx->arena, T(cx, "柜 %s 位 %s，封条 %s"), in->cabinet ? in->cabinet : "",
				   in->hook ? in->hook : "", in->seal ? in->seal : "");
	return store_exec(cx,
			  SQL("UPDATE office_key SET cabinet = ?, hook = ?, seal = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(in->cabinet ? in->cabinet : "", in->hook ? in->hook : "",
				in->seal ? in->seal : "", cx->community, k->id));
}

static const struct step steps[] = {
	{ KEY_PENDING, "accept", KEY_IN, PERM_KEY_LEND, "验收入库", .applies = complete },
	{ KEY_PENDING, "check", SAME_STATE, PERM_KEY_LEND, "登记补交和试开",
	  STEP_INPUT(check_input, check_fields), .then = then_check },
	{ KEY_IN, "lend", KEY_OUT, PERM_KEY_LEND, "办理借出", STEP_INPUT(lend_input, lend_table),
	  .may = may_lend, .then = then_lend, .read = read_lend },
	{ KEY_OUT, "return", KEY_IN, PERM_KEY_LEND, "归还", STEP_INPUT(return_input, return_table),
	  .may = may_give_back, .then = then_give_back, .read = read_return, .meets = { "return" } },
	{ KEY_OUT, "remind", SAME_STATE, PERM_KEY_LEND, "记录催还",
	  STEP_INPUT(key_words, remind_fields), .then = then_words, .meets = { "call" } },
	{ KEY_OUT, "extend", SAME_STATE, PERM_KEY_APPROVE, "批准过夜",
	  STEP_INPUT(extend_input, extend_table), .may = may_extend, .then = then_extend },
	{ KEY_IN, "owner_call", SAME_STATE, PERM_KEY_LEND, "致电业主",
	  STEP_INPUT(answer_input, answer_fields), .then = then_answer, .applies = entrusted },
	{ KEY_IN, "approve", SAME_STATE, PERM_KEY_APPROVE, "批准借用",
	  STEP_INPUT(approve_input, approve_fields), .may = may_approve, .then = then_approve },
	{ KEY_IN, "emergency", KEY_OUT, PERM_KEY_HEAD, "应急动用",
	  STEP_INPUT(urgent_input, urgent_table), .may = may_urgent, .then = then_urgent,
	  .read = read_urgent, .applies = of_room },
	{ ANY_STATE, "tell_owner", SAME_STATE, PERM_KEY_LEND, "记录已告知业主",
	  STEP_INPUT(key_words, words_fields), .then = then_words, .applies = of_room,
	  .meets = { "tell" } },
	{ ANY_STATE, "settle", SAME_STATE, PERM_KEY_APPROVE, "决定押金",
	  STEP_INPUT(settle_input, settle_table), .may = may_settle, .then = then_settle,
	  .applies = asked, .meets = { "decide" } },
	{ KEY_IN, "hand", KEY_HANDED, PERM_KEY_LEND, "移交业主", STEP_INPUT(hand_input, hand_fields),
	  .then = then_hand, .applies = of_flat },
	{ KEY_IN, "reclaim", KEY_RECLAIMED, PERM_KEY_LEND, "业主本人领回",
	  STEP_INPUT(hand_input, hand_fields), .then = then_hand, .applies = entrusted },
	{ KEY_IN, "reclaim_by", KEY_RECLAIMED, PERM_KEY_LEND, "受托人领回",
	  STEP_INPUT(hand_input, hand_fields), .may = may_reclaim_by, .then = then_hand,
	  .applies = agreed },
	{ KEY_IN, "rehang", SAME_STATE, PERM_KEY_LEND, "换柜位封条",
	  STEP_INPUT(hook_input, hook_fields), .then = then_rehang },
	{ KEY_IN, "lose", KEY_LOST, PERM_KEY_LEND, "报失", STEP_INPUT(key_words, loss_fields),
	  .then = then_lose },
	{ KEY_OUT, "lose", KEY_LOST, PERM_KEY_LEND, "报失", STEP_INPUT(key_words, loss_fields),
	  .then = then_lose },
	{ KEY_LOST, "found", KEY_IN, PERM_KEY_LEND, "找到了", STEP_INPUT(key_words, words_fields),
	  .then = then_find },
	{ KEY_LOST, "change", KEY_CHANGING, PERM_KEY_APPROVE, "安排换锁",
	  STEP_INPUT(key_words, words_fields), .then = then_words },
	{ KEY_CHANGING, "changed", KEY_CHANGED, PERM_KEY_LEND, "已换锁",
	  STEP_INPUT(changed_input, changed_fields), .then = then_change, .meets = { "lock" } },
	{ KEY_IN, "scrap", KEY_SCRAPPED, PERM_KEY_APPROVE, "注销", STEP_INPUT(key_words, words_fields),
	  .then = then_scrap },
	{ ANY_STATE, "note", SAME_STATE, PERM_KEY_LEND, "补充记录",
	  STEP_INPUT(key_words, words_fields), .then = then_words },
};

bool key_final(int state)
{
	return state >= KEY_CHANGED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE office_key SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这把钥匙刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("key", "office_key",
	     KEPT_TIME("key", "created_at") KEPT_TIME("key", "answered_at")
	     KEPT_TIME("key", "approved_at") KEPT_TIME("key", "ended_at"))

const struct machine key_machine = {
	.subject = "key",
	.states = key_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct key, id),
	.state_at = offsetof(struct key, state),
	.version_at = offsetof(struct key, version),
	.is_final = key_final,
	.move = move,
	.kept = kept,
};

int key_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	     const struct input *in, int zone_minutes, struct key *ret)
{
	int r = key_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &key_machine, ret, action, version, in, zone_minutes);
	return r == OK ? key_get(cx, id, ret) : r;
}
