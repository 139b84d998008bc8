/* The states of a document and what may be done in each: document 12 (c). */
#include "app/reconcile.h"
#include "app/calendar.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/documents/documents_rules.h"
#include "record/form.h"
#include "store/store.h"

const struct norm document_review_norm = { .kind = "review", .label = "评审", .rule = "12 (d)",
					   .setting = "documents.review_months",
					   .ladder = LADDER_HEAD };

const struct choice review_conclusions[] = {
	{ 1, "fit", "适宜" },
	{ 2, "revise", "需修改" },
	CHOICE_END,
};

/* ---- what the steps ask for ---- */

struct edit_input {
	const char *title, *text;
	struct document_entry entries[ENTRIES_MAX];
	size_t count;
	bool sent; /* entries were sent: they replace those there are */
};
static const struct field edit_fields[] = {
	FIELD(edit_input, title, .label = "标题", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(edit_input, text, .label = "正文", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 2000),
};
struct approve_input {
	int effective_on;
};
static const struct field approve_fields[] = {
	FIELD(approve_input, effective_on, .label = "生效日期", .show = SHOW_DATE, .flags = IN_FORM,
	      .hint = "不填就是今天"),
};
struct reason_input {
	const char *reason;
};
static const struct field reason_fields[] = {
	FIELD(reason_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED),
};
struct review_input {
	int conclusion;
	const char *attendees, *remark;
};
static const struct field review_fields[] = {
	FIELD(review_input, conclusion, .label = "结论", .show = SHOW_ENUM,
	      .choices = review_conclusions, .flags = IN_FORM | REQUIRED),
	FIELD(review_input, attendees, .label = "参加人", .flags = IN_FORM | REQUIRED),
	FIELD(review_input, remark, .label = "意见", .show = SHOW_LONG, .flags = IN_FORM),
};

static bool is_empty(const struct ctx *cx, const struct input *in, const char *prefix)
{
	return text_blank(input_text(in, arena_printf(cx->arena, "%sterm", prefix))) &&
	       text_blank(input_text(in, arena_printf(cx->arena, "%stext", prefix)));
}

static int read_entries(struct ctx *cx, const struct input *in, void *input)
{
	struct edit_input *e = input;
	int r = OK;

	e->sent = input_has(in, "entries.");
	for (size_t i = 0; r == OK; i++) {
		const char *prefix = arena_printf(cx->arena, "entries.%zu.", i);
		if (!input_has(in, prefix))
			break;
		if (is_empty(cx, in, prefix))
			continue;
		if (e->count == ENTRIES_MAX)
			return fail_field(cx, "entries", T(cx, "一份文件最多 %d 条。"), ENTRIES_MAX);
		r = form_read(cx, in, prefix, document_entry_fields, 0, &e->entries[e->count++]);
	}
	return r;
}

/* ---- may it? ---- */

/* A policy of which each phrase serves an objective; duties that say for whom they are. */
static int must_be_whole(struct ctx *cx, const struct document *d)
{
	struct document_entry *entries;
	size_t count;
	int r = document_entries(cx, d->id, &entries, &count);

	if (r == OK && !count)
		return fail(cx, ERR_INVALID, T(cx, "还没有条目：请先写上释义或职责。"));
	for (size_t i = 0; r == OK && i < count; i++) {
		if (d->kind == DOCUMENT_POLICY && !entries[i].objective)
			return fail(cx, ERR_INVALID, T(cx, "“%s”还没有关联质量目标。"), entries[i].term);
		if (d->kind == DOCUMENT_DUTIES && !entries[i].side)
			return fail(cx, ERR_INVALID, T(cx, "“%s”没有写明对内还是对外。"),
				    entries[i].text);
	}
	return r;
}

static int may_submit(struct ctx *cx, const void *record, const void *input)
{
	(void)input;
	return must_be_whole(cx, record);
}

/* Four eyes: who drafted or submitted it does not approve it. */
static int may_approve(struct ctx *cx, const void *record, const void *input)
{
	const struct document *d = record;
	const struct approve_input *in = input;
	int today, r = document_today(cx, &today);

	if (cx->actor && (cx->actor->id == d->drafter_id || cx->actor->id == d->submitted_by))
		return fail(cx, ERR_FORBIDDEN, T(cx, "起草或提交的人不能自己批准，请由另一位主任批准。"));
	if (r == OK && in->effective_on && in->effective_on < today)
		return fail_field(cx, "effective_on", T(cx, "生效日期不能早于今天。"));
	return r == OK ? must_be_whole(cx, d) : r;
}

static bool is_by_system(const void *record)
{
	return ((const struct document *)record)->by_system;
}

/* ---- what happens ---- */

static int then_edit(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct document *d = record;
	const struct edit_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE document SET title = ?, text = ? WHERE community_id = ?"
			       " AND id = ?"),
			   BINDS(in->title, in->text, cx->community, d->id));

	entry->note = in->title;
	if (r == OK && in->sent)
		r = document_put_entries(cx, d->id, in->entries, in->count);
	return r;
}

static int then_submit(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct document *d = record;

	(void)input;
	(void)entry;
	return store_exec(cx,
			  SQL("UPDATE document SET submitted_by = ?, submitted_at = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->actor ? cx->actor->id : 0, cx->now, cx->community, d->id));
}

static int then_approve(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct document *d = record;
	const struct approve_input *in = input;
	char day[CIVIL_TEXT];
	int today, r = document_today(cx, &today);

	if (r < 0)
		return r;
	d->effective_on = in->effective_on ? in->effective_on : today;
	entry->note = arena_printf(cx->arena, T(cx, "%s 生效"), civil_date(d->effective_on, day));
	return store_exec(cx,
			  SQL("UPDATE document SET approved_by = ?, approved_at = ?, effective_on = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->actor ? cx->actor->id : 0, cx->now, d->effective_on,
				cx->community, d->id));
}

static int then_reason(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct reason_input *)input)->reason;
	return OK;
}

/* Back to the drafter: what was approved of it is no longer. */
static int then_recall(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct document *d = record;

	entry->note = ((const struct reason_input *)input)->reason;
	return store_exec(cx,
			  SQL("UPDATE document SET approved_by = 0, approved_at = 0, effective_on = 0"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->community, d->id));
}

static int then_replace(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct document *d = record;
	int r = obligation_cancel(cx, "document", d->id, NULL);

	(void)input;
	(void)entry;
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE document SET replaced_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, d->id));
}

static int then_review(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct document *d = record;
	const struct review_input *in = input;
	int today, r = document_today(cx, &today);

	entry->note = arena_printf(cx->arena, T(cx, "%s；参加：%s%s%s"),
				   T(cx, choice_of(review_conclusions, in->conclusion)->label),
				   in->attendees, text_blank(in->remark) ? "" : T(cx, "；"),
				   in->remark ? in->remark : "");
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE document SET reviewed_on = ? WHERE community_id = ? AND id = ?"),
			  BINDS(today, cx->community, d->id));
}

static const struct step steps[] = {
	{ DOCUMENT_DRAFT, "edit", SAME_STATE, PERM_DOCUMENT_WRITE, "修改",
	  STEP_INPUT(edit_input, edit_fields), NULL, then_edit, read_entries, NULL },
	{ DOCUMENT_DRAFT, "submit", DOCUMENT_SUBMITTED, PERM_DOCUMENT_WRITE, "提交审批",
	  NULL, 0, 0, may_submit, then_submit, NULL, NULL },
	{ DOCUMENT_SUBMITTED, "approve", DOCUMENT_APPROVED, PERM_DOCUMENT_APPROVE, "批准",
	  STEP_INPUT(approve_input, approve_fields), may_approve, then_approve, NULL, NULL },
	{ DOCUMENT_SUBMITTED, "return", DOCUMENT_DRAFT, PERM_DOCUMENT_APPROVE, "退回",
	  STEP_INPUT(reason_input, reason_fields), NULL, then_reason, NULL, NULL },
	{ DOCUMENT_APPROVED, "recall", DOCUMENT_DRAFT, PERM_DOCUMENT_APPROVE, "撤回批准",
	  STEP_INPUT(reason_input, reason_fields), NULL, then_recall, NULL, NULL },
	{ DOCUMENT_APPROVED, "begin", DOCUMENT_IN_FORCE, PERM_DOCUMENT_READ, "生效",
	  NULL, 0, 0, NULL, NULL, NULL, is_by_system },
	{ DOCUMENT_IN_FORCE, "replace", DOCUMENT_REPLACED, PERM_DOCUMENT_READ, "被替代",
	  NULL, 0, 0, NULL, then_replace, NULL, is_by_system, .drops = true },
	{ DOCUMENT_IN_FORCE, "review", SAME_STATE, PERM_DOCUMENT_APPROVE, "评审",
	  STEP_INPUT(review_input, review_fields), NULL, then_review, NULL, NULL,
	  .meets = { "review" } },
	{ DOCUMENT_DRAFT, "discard", DOCUMENT_DISCARDED, PERM_DOCUMENT_WRITE, "作废",
	  STEP_INPUT(reason_input, reason_fields), NULL, then_reason, NULL, NULL },
};

static bool is_final(int state)
{
	return state == DOCUMENT_REPLACED || state == DOCUMENT_DISCARDED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE document SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这份文件刚被别人改过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("document", "document",
	     KEPT_TIME("document", "submitted_at") KEPT_TIME("document", "approved_at")
	     KEPT_TIME("document", "replaced_at") KEPT_TIME("document", "created_at"))

const struct machine document_machine = {
	.subject = "document",
	.states = document_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct document, id),
	.state_at = offsetof(struct document, state),
	.version_at = offsetof(struct document, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int document_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct document *ret)
{
	int today, r = document_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &document_machine, ret, action, version, in, zone_minutes);
	if (r == OK)
		r = document_today(cx, &today);
	/* approved for today or for a day that has come meanwhile */
	if (r == OK && ret->state == DOCUMENT_APPROVED && ret->effective_on <= today)
		r = document_begin(cx, ret);
	return r == OK ? document_get(cx, id, ret) : r;
}
