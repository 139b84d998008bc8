/* A defect goes to the builder, is mended in his days, is checked by another one than said so. */
#include "app/attachment.h"
#include "app/post.h"
#include "app/reconcile.h"
#include "base/money.h"
#include "base/text.h"
#include "modules/inspection/inspection_parts.h"
#include "store/store.h"

struct fixed_input {
	const char *text;
};
struct passed_input {
	const char *owner, *text;
};
struct self_input {
	bool refused;
	int64_t cost_fen;
	const char *text;
};
static const struct field fixed_fields[] = {
	FIELD(fixed_input, text, .label = "整改情况", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 500),
};
static const struct field words_fields[] = {
	FIELD(fixed_input, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 500),
};
static const struct field passed_fields[] = {
	FIELD(passed_input, owner, .label = "到场确认的业主", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(passed_input, text, .label = "复验情况", .flags = IN_FORM, .max = 200),
};
static const struct field self_fields[] = {
	FIELD(self_input, refused, .label = "施工单位拒绝整改", .flags = IN_FORM),
	FIELD(self_input, cost_fen, .label = "修复费用", .show = SHOW_MONEY, .flags = IN_FORM | REQUIRED,
	      .max = MONEY_MAX, .hint = "由施工或建设单位承担"),
	FIELD(self_input, text, .label = "修复情况和票据", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 500),
};

/* ---- may they? ---- */

static bool never(const void *record)
{
	return ((const struct defect *)record)->sent_at == 0;
}

/* Who wrote that it was mended does not say that it is. */
static int may_check(struct ctx *cx, const void *record, const void *input)
{
	const struct defect *d = record;

	(void)input;
	if (cx->actor && d->fixed_by == cx->actor->id)
		return fail(cx, ERR_FORBIDDEN, T(cx, "报告修好的人不能自己复验，请换一位同事。"));
	return OK;
}

/* Interpretation on the sale of housing 10: only when the builder refuses or is late. */
static int may_self(struct ctx *cx, const void *record, const void *input)
{
	const struct defect *d = record;

	if (!d->overdue && !((const struct self_input *)input)->refused)
		return fail_field(cx, "refused",
				  T(cx, "施工单位拒绝或者逾期不修，业主才自行修复；现在还在整改期限内。"));
	return OK;
}

/* ---- what they do ---- */

#define THEN(name) \
	static int then_##name(struct ctx *cx, void *record, void *input, \
			       struct journal_entry *entry)

static int set_due(struct ctx *cx, const struct defect *d, const struct norm *n, int64_t *ret_due)
{
	int64_t post;
	int r = post_of_role(cx, ROLE_ENGINEERING_MANAGER, &post);

	if (r == OK)
		r = obligation_open(cx, n, "defect", d->id, 0, 0, post, ret_due);
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE defect SET due_at = ? WHERE community_id = ? AND id = ?"),
				  BINDS(*ret_due, cx->community, d->id));
}

THEN(send)
{
	const struct defect *d = record;
	const char *number;
	int64_t due, request;
	int r = set_due(cx, d, d->severity == SEVERITY_MINOR ? &defect_minor_norm : &defect_major_norm,
			&due);

	(void)input;
	entry->note = d->builder;
	if (r == OK)
		r = defect_repair_open(cx, d, due, &request, &number);
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE defect SET sent_at = ?, request_id = ?, request_number = ?"
				      " WHERE community_id = ? AND id = ?"),
				  BINDS(cx->now, request, number, cx->community, d->id));
}

THEN(fixed)
{
	const struct defect *d = record;
	const struct fixed_input *in = input;
	int64_t post;
	int r = store_exec(cx,
			   SQL("UPDATE defect SET fixed_at = ?, fixed_text = ?, fixed_by = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, in->text, cx->actor ? cx->actor->id : 0, cx->community, d->id));

	entry->note = in->text;
	if (r == OK)
		r = post_of_role(cx, ROLE_STEWARD, &post);
	if (r == OK)
		r = obligation_open(cx, &defect_check_norm, "defect", d->id, 0, 0, post, NULL);
	return r == OK ? defect_repair_done(cx, d, in->text) : r;
}

static int set_checked(struct ctx *cx, const struct defect *d)
{
	return store_exec(cx,
			  SQL("UPDATE defect SET checked_at = ?, checked_by = ? WHERE community_id = ?"
			      " AND id = ?"),
			  BINDS(cx->now, cx->actor ? cx->actor->id : 0, cx->community, d->id));
}

THEN(pass)
{
	const struct defect *d = record;
	const struct passed_input *in = input;
	int r = set_checked(cx, d);

	entry->note = arena_printf(cx->arena, "%s %s", in->owner, in->text ? in->text : "");
	if (r == OK)
		r = defect_repair_passed(cx, d, in->owner);
	return r == OK ? inspection_settle(cx, d->inspection_id) : r;
}

THEN(fail)
{
	const struct defect *d = record;
	const struct fixed_input *in = input;
	int64_t due;
	int r = set_checked(cx, d);

	entry->note = in->text;
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE defect SET fails = fails + 1 WHERE community_id = ? AND id = ?"),
			       BINDS(cx->community, d->id));
	if (r == OK)
		r = set_due(cx, d, &defect_again_norm, &due);
	return r == OK ? defect_repair_again(cx, d, in->text) : r;
}

THEN(self)
{
	const struct defect *d = record;
	const struct self_input *in = input;
	char money[MONEY_TEXT];
	int r = store_exec(cx, SQL("UPDATE defect SET self_fen = ? WHERE community_id = ? AND id = ?"),
			   BINDS(in->cost_fen, cx->community, d->id));

	entry->note = arena_printf(cx->arena, T(cx, "%s，费用 %s 元由施工单位承担"), in->text,
				   money_text(in->cost_fen, money));
	if (r == OK)
		r = defect_repair_done(cx, d, entry->note);
	if (r == OK)
		r = defect_repair_passed(cx, d, T(cx, "业主"));
	return r == OK ? inspection_settle(cx, d->inspection_id) : r;
}

THEN(withdraw)
{
	const struct defect *d = record;

	entry->note = ((const struct fixed_input *)input)->text;
	return d->line ? store_exec(cx,
				    SQL("UPDATE inspection_line SET result = 0 WHERE community_id = ?"
					" AND inspection_id = ? AND line = ? AND NOT EXISTS (SELECT 1"
					" FROM defect o WHERE o.community_id = inspection_line.community_id"
					" AND o.inspection_id = inspection_line.inspection_id"
					" AND o.line = inspection_line.line AND o.state <> 6)"),
				    BINDS(cx->community, d->inspection_id, d->line))
		       : OK;
}

THEN(words)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct fixed_input *)input)->text;
	return OK;
}

static const struct step steps[] = {
	{ DEFECT_NEW, "send", DEFECT_OPEN, PERM_INSPECTION_WRITE, "交施工单位整改", .then = then_send,
	  .applies = never },
	{ DEFECT_OPEN, "fixed", DEFECT_FIXED, PERM_INSPECTION_WRITE, "报告修好",
	  STEP_INPUT(fixed_input, fixed_fields), .then = then_fixed, .meets = { "mend" } },
	{ DEFECT_FIXED, "pass", DEFECT_PASSED, PERM_INSPECTION_WRITE, "复验合格",
	  STEP_INPUT(passed_input, passed_fields), .may = may_check, .then = then_pass,
	  .meets = { "check" } },
	{ DEFECT_FIXED, "fail", DEFECT_OPEN, PERM_INSPECTION_WRITE, "复验不合格",
	  STEP_INPUT(fixed_input, words_fields), .may = may_check, .then = then_fail,
	  .meets = { "check" } },
	{ DEFECT_OPEN, "self", DEFECT_SELF, PERM_INSPECTION_WRITE, "业主自行修复",
	  STEP_INPUT(self_input, self_fields), .may = may_self, .then = then_self,
	  .meets = { "mend" } },
	{ DEFECT_NEW, "withdraw", DEFECT_WITHDRAWN, PERM_INSPECTION_WRITE, "登记错了，撤回",
	  STEP_INPUT(fixed_input, words_fields), .then = then_withdraw, .drops = true },
	{ ANY_STATE, "note", SAME_STATE, PERM_INSPECTION_WRITE, "补充记录",
	  STEP_INPUT(fixed_input, words_fields), .then = then_words },
};

bool defect_final(int state)
{
	return state >= DEFECT_PASSED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE defect SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这处问题刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("defect", "defect",
	     KEPT_TIME("defect", "created_at") KEPT_TIME("defect", "sent_at")
	     KEPT_TIME("defect", "fixed_at") KEPT_TIME("defect", "checked_at"))

const struct machine defect_machine = {
	.subject = "defect",
	.states = defect_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct defect, id),
	.state_at = offsetof(struct defect, state),
	.version_at = offsetof(struct defect, version),
	.is_final = defect_final,
	.move = move,
	.kept = kept,
};

int defect_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		const struct input *in, int zone_minutes, struct defect *ret)
{
	int r = defect_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &defect_machine, ret, action, version, in, zone_minutes);
	return r == OK ? defect_get(cx, id, ret) : r;
}

int defects_send(struct ctx *cx, int64_t inspection)
{
	struct defect_filter f = { .inspection = inspection, .state = DEFECT_NEW, .most = 200 };
	struct defect *rows, d;
	struct input none;
	size_t count;
	int r = defect_list(cx, &f, &rows, &count);

	input_init(&none, cx->arena);
	for (size_t i = 0; r == OK && i < count; i++)
		r = defect_step(cx, rows[i].id, "send", 0, &none, 0, &d);
	return r;
}
