/* The owner accepts, accepts with what is left, or refuses; what is left goes to the builder. */
#include "app/attachment.h"
#include "app/post.h"
#include "app/reconcile.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/inspection/inspection_parts.h"
#include "store/store.h"

struct accept_input {
	const char *signed_by;
	int64_t signature; /* picture of it; 0 = none */
};
struct refuse_input {
	int refusal;
	const char *text, *signed_by;
	int64_t signature;
};
struct inspection_words {
	const char *text;
};
static const struct field accept_fields[] = {
	FIELD(accept_input, signed_by, .label = "签字的业主或代理人", .flags = IN_FORM | REQUIRED,
	      .max = 60),
	FIELD(accept_input, signature, .flags = IN_FORM),
};
static const struct field refuse_fields[] = {
	FIELD(refuse_input, refusal, .label = "拒收原因", .show = SHOW_ENUM, .choices = refusals,
	      .flags = IN_FORM | REQUIRED),
	FIELD(refuse_input, text, .label = "业主的说明", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 500),
	FIELD(refuse_input, signed_by, .label = "签字的业主或代理人", .flags = IN_FORM, .max = 60),
	FIELD(refuse_input, signature, .flags = IN_FORM),
};
static const struct field words_fields[] = {
	FIELD(inspection_words, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};

/* ---- may they? ---- */

static int all_answered(struct ctx *cx, const struct inspection *i)
{
	if (i->answered < i->lines)
		return fail(cx, ERR_CONFLICT, T(cx, "验房表还有 %d 项没有记。"),
			    (int)(i->lines - i->answered));
	return OK;
}

/* A picture that came with another record is no signature here. */
static int own_picture(struct ctx *cx, int64_t id, int64_t picture)
{
	struct attachment a;
	int r = picture ? attachment_get(cx, picture, &a) : OK;

	if (r == ERR_NOT_FOUND ||
	    (r == OK && picture && (strcmp(a.subject, "inspection") != 0 || a.subject_id != id)))
		return fail_field(cx, "signature", T(cx, "没有找到这张签名图片。"));
	return r;
}

static int may_accept(struct ctx *cx, const void *record, const void *input)
{
	const struct inspection *i = record;
	int r = all_answered(cx, i);

	if (r == OK && i->open_defects)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "还有 %d 处问题没有复验合格：业主愿意先收的用“带问题接收”，不愿意的记拒收。"),
			    (int)i->open_defects);
	return r == OK ? own_picture(cx, i->id, ((const struct accept_input *)input)->signature) : r;
}

static int may_accept_with(struct ctx *cx, const void *record, const void *input)
{
	const struct inspection *i = record;
	int r = all_answered(cx, i);

	if (r == OK && !i->open_defects)
		return fail(cx, ERR_CONFLICT, T(cx, "没有登记问题，请用“验房合格”。"));
	return r == OK ? own_picture(cx, i->id, ((const struct accept_input *)input)->signature) : r;
}

/* The owner need not go through the whole list to refuse. */
static int may_refuse(struct ctx *cx, const void *record, const void *input)
{
	return own_picture(cx, ((const struct inspection *)record)->id,
			   ((const struct refuse_input *)input)->signature);
}

/* 19 (d): what is found within the hours belongs to the inspection still. */
static int may_report(struct ctx *cx, const void *record, const void *input)
{
	int64_t hours;
	int r = setting_int(cx, "inspection.report_hours", &hours);

	(void)input;
	if (r == OK && cx->now > ((const struct inspection *)record)->accepted_at + HOURS(hours))
		return fail(cx, ERR_CONFLICT,
			    T(cx, "接收已超过 %d 小时，请登记报修；保修期内由施工单位负责，不受影响。"),
			    (int)hours);
	return r;
}

static int may_settle(struct ctx *cx, const void *record, const void *input)
{
	const struct inspection *i = record;

	(void)input;
	return i->open_defects ? fail(cx, ERR_CONFLICT, T(cx, "还有 %d 处问题没有复验合格。"),
				      (int)i->open_defects) : OK;
}

static int may_cancel(struct ctx *cx, const void *record, const void *input)
{
	const struct inspection *i = record;

	(void)input;
	return i->defects ? fail(cx, ERR_CONFLICT, T(cx, "已经登记了问题，验房单不能取消；登记错了的请先撤回。"))
			  : OK;
}

/* ---- what they do ---- */

#define THEN(name) \
	static int then_##name(struct ctx *cx, void *record, void *input, \
			       struct journal_entry *entry)

THEN(accept)
{
	const struct inspection *i = record;
	const struct accept_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE inspection SET accepted_at = ?, signed_by = ?, picture_id = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, in->signed_by, in->signature, cx->community, i->id));

	entry->note = arena_printf(cx->arena, T(cx, "%s 签字。%s"), in->signed_by,
				   inspection_no_waiver(cx));
	return r == OK ? defects_send(cx, i->id) : r;
}

/* 10 (c): the builder mends and the owner is asked to look again. */
THEN(refuse)
{
	const struct inspection *i = record;
	const struct refuse_input *in = input;
	int64_t post;
	int r = store_exec(cx,
			   SQL("UPDATE inspection SET refusal = ?, refusal_text = ?, refused_at = ?,"
			       " signed_by = ?, picture_id = ? WHERE community_id = ? AND id = ?"),
			   BINDS(in->refusal, in->text, cx->now, in->signed_by ? in->signed_by : "",
				 in->signature, cx->community, i->id));

	entry->note = arena_printf(cx->arena, "%s：%s", T(cx, choice_of(refusals, in->refusal)->label),
				   in->text);
	if (r == OK)
		r = post_of_role(cx, ROLE_ENGINEERING_MANAGER, &post);
	if (r == OK)
		r = obligation_open(cx, &inspection_rectify_norm, "inspection", i->id, 0, 0, post, NULL);
	return r == OK ? defects_send(cx, i->id) : r;
}

THEN(words)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct inspection_words *)input)->text;
	return OK;
}

THEN(settle)
{
	(void)input;
	(void)entry;
	return store_exec(cx,
			  SQL("UPDATE inspection SET closed_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, ((const struct inspection *)record)->id));
}

#define ACCEPT STEP_INPUT(accept_input, accept_fields)
static const struct step steps[] = {
	{ INSPECTION_RUNNING, "accept", INSPECTION_CLEAN, PERM_INSPECTION_WRITE, "验房合格，业主签字",
	  ACCEPT, .may = may_accept, .then = then_accept },
	{ INSPECTION_RUNNING, "accept_with", INSPECTION_ACCEPTED, PERM_INSPECTION_WRITE,
	  "业主带问题接收", ACCEPT, .may = may_accept_with, .then = then_accept },
	{ INSPECTION_RUNNING, "refuse", INSPECTION_REFUSED, PERM_INSPECTION_WRITE, "业主拒收",
	  STEP_INPUT(refuse_input, refuse_fields), .may = may_refuse, .then = then_refuse },
	{ INSPECTION_REFUSED, "accept", INSPECTION_CLEAN, PERM_INSPECTION_WRITE, "复验合格，业主签字",
	  ACCEPT, .may = may_accept, .then = then_accept, .meets = { "rectify" } },
	{ INSPECTION_REFUSED, "accept_with", INSPECTION_ACCEPTED, PERM_INSPECTION_WRITE,
	  "业主带问题接收", ACCEPT, .may = may_accept_with, .then = then_accept,
	  .meets = { "rectify" } },
	{ INSPECTION_REFUSED, "look_again", INSPECTION_RUNNING, PERM_INSPECTION_WRITE, "业主再来验房",
	  STEP_INPUT(inspection_words, words_fields), .then = then_words, .meets = { "rectify" } },
	{ INSPECTION_CLEAN, "report", INSPECTION_ACCEPTED, PERM_INSPECTION_WRITE, "接收后补报问题",
	  STEP_INPUT(inspection_words, words_fields), .may = may_report, .then = then_words },
	{ INSPECTION_ACCEPTED, "settle", INSPECTION_CLOSED, PERM_INSPECTION_WRITE, "遗留问题已清",
	  .may = may_settle, .then = then_settle },
	{ INSPECTION_RUNNING, "cancel", INSPECTION_CANCELLED, PERM_INSPECTION_WRITE, "取消",
	  STEP_INPUT(inspection_words, words_fields), .may = may_cancel, .then = then_words,
	  .drops = true },
	{ ANY_STATE, "note", SAME_STATE, PERM_INSPECTION_WRITE, "补充记录",
	  STEP_INPUT(inspection_words, words_fields), .then = then_words },
};

static bool is_final(int state)
{
	return state == INSPECTION_CLEAN || state >= INSPECTION_CLOSED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE inspection SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这张验房单刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("inspection", "inspection",
	     KEPT_TIME("inspection", "started_at") KEPT_TIME("inspection", "refused_at")
	     KEPT_TIME("inspection", "accepted_at") KEPT_TIME("inspection", "closed_at"))

const struct machine inspection_machine = {
	.subject = "inspection",
	.states = inspection_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct inspection, id),
	.state_at = offsetof(struct inspection, state),
	.version_at = offsetof(struct inspection, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int inspection_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		    const struct input *in, int zone_minutes, struct inspection *ret)
{
	int r = inspection_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &inspection_machine, ret, action, version, in, zone_minutes);
	return r == OK ? inspection_get(cx, id, ret) : r;
}

int inspection_settle(struct ctx *cx, int64_t id)
{
	struct inspection i;
	struct input none;
	int r = inspection_get(cx, id, &i);

	input_init(&none, cx->arena);
	if (r < 0 || i.state != INSPECTION_ACCEPTED || i.open_defects)
		return r;
	return inspection_step(cx, id, "settle", 0, &none, 0, &i);
}
