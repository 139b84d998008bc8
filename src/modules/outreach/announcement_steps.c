/* The states of a notice to households and what may be done in each: document 2 (b), (d). */
#include "app/reconcile.h"
#include "app/obligation.h"
#include "app/permission.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/outreach/outreach.h"
#include "modules/outreach/recipients.h"
#include "store/store.h"

const struct norm norm_deliver = { "deliver", "通知送达", "2 (e)", "outreach.accept_minutes",
					  false, LADDER_DESK };

struct send_input {
	const char *short_reason;
};
static const struct field send_fields[] = {
	FIELD(send_input, short_reason, .label = "提前不足的原因", .flags = IN_FORM, .max = 300,
	      .hint = "停水、停电、维修提前不足时，由主任填写"),
};
struct told_input {
	const char *area;
	int way;
};
static const struct field told_fields[] = {
	FIELD(told_input, way, .label = "送达方式", .show = SHOW_ENUM, .choices = office_ways,
	      .flags = IN_FORM | REQUIRED),
	FIELD(told_input, area, .label = "哪些户", .flags = IN_FORM, .max = 500,
	      .hint = "楼栋、单元或房号；不填就是其余全部"),
};
struct end_input {
	const char *reason;
};
static const struct field end_fields[] = {
	FIELD(end_input, reason, .label = "还有没送到的，写明原因", .flags = IN_FORM, .max = 300),
};
static const struct field withdraw_fields[] = {
	FIELD(end_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED, .max = 300),
};

/* ---- may it? ---- */

static int may_edit(struct ctx *cx, const void *record, const void *input)
{
	(void)record;
	return announcement_check(cx, input);
}

static int may_send(struct ctx *cx, const void *record, const void *input)
{
	const struct send_input *in = input;
	const char *warning;
	int r = announcement_warning(cx, record, &warning);

	if (r < 0 || !warning)
		return r;
	if (!actor_may(cx->actor, PERM_ANNOUNCE_SHORT))
		return fail(cx, ERR_FORBIDDEN, "%s", warning);
	if (text_blank(in->short_reason))
		return fail_field(cx, "short_reason", "%s", warning);
	return OK;
}

static int may_end(struct ctx *cx, const void *record, const void *input)
{
	const struct announcement *a = record;
	const struct end_input *in = input;

	if (a->delivered < a->recipients && text_blank(in->reason))
		return fail_field(cx, "reason", T(cx, "还有 %d 户没有送到，请写明原因。"),
				  a->recipients - a->delivered);
	return OK;
}

/* ---- what it does ---- */

#define THEN(name) \
	static int then_##name(struct ctx *cx, void *record, void *input, \
			       struct journal_entry *entry)

THEN(edit)
{
	const struct announcement *a = record;
	const struct announcement_intake *in = input;

	entry->note = in->title;
	return store_exec(cx,
			  SQL("UPDATE announcement SET kind = ?, title = ?, area = ?, text = ?,"
			      " effective_from = ?, effective_to = ?, way = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(in->kind, in->title, in->area ? in->area : "", in->text,
				in->effective_from, in->effective_to, in->way, cx->community, a->id));
}

THEN(send)
{
	const struct announcement *a = record;
	const struct send_input *in = input;
	int64_t me = cx->actor ? cx->actor->id : 0, due = cx->now + DAYS(1);
	int count, skipped, r = recipients_write(cx, a, &count, &skipped);

	if (a->effective_from > cx->now)
		due = MIN(due, a->effective_from);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE announcement SET recipients = ?, skipped = ?, short_reason = ?,"
				   " sent_at = ?, sent_by = ? WHERE community_id = ? AND id = ?"),
			       BINDS(count, skipped, in->short_reason ? in->short_reason : "", cx->now, me,
				     cx->community, a->id));
	if (r == OK)
		r = obligation_promise(cx, &norm_deliver, "announcement", a->id, due, me, 0);
	if (r == OK && a->kind == ANNOUNCE_FESTIVAL && text_blank(a->area))
		r = outreach_greeted(cx);
	entry->note = arena_printf(cx->arena, T(cx, "%d 户，免打扰 %d 户"), count, skipped);
	if (!text_blank(in->short_reason))
		entry->note = arena_printf(cx->arena, "%s；%s", entry->note, in->short_reason);
	return r;
}

/* Those in the area that wait still; told by hand, by a paper at the door, by phone. */
THEN(told)
{
	const struct announcement *a = record;
	const struct told_input *in = input;
	int told, r = delivery_told(cx, a->id, in->area, in->way, &told);

	if (r == OK && !told)
		return fail_field(cx, "area", T(cx, "这里没有待送达的住户。"));
	entry->note = arena_printf(cx->arena, T(cx, "%s，%d 户"),
				   T(cx, choice_of(told_ways, in->way)->label),
				   told);
	return r;
}

THEN(end)
{
	const struct end_input *in = input;

	(void)cx;
	(void)record;
	entry->note = in->reason;
	return OK;
}

THEN(withdraw)
{
	const struct announcement *a = record;
	const struct end_input *in = input;

	entry->note = in->reason;
	return obligation_cancel(cx, "announcement", a->id, NULL);
}

static const struct step steps[] = {
	{ ANNOUNCEMENT_DRAFT, "send", ANNOUNCEMENT_SENT, PERM_ANNOUNCE_SEND, "发布",
	  STEP_INPUT(send_input, send_fields), may_send, then_send },
	{ ANNOUNCEMENT_DRAFT, "edit", SAME_STATE, PERM_ANNOUNCE_WRITE, "修改",
	  STEP_INPUT(announcement_intake, announcement_intake_table), may_edit, then_edit },
	{ ANNOUNCEMENT_SENT, "told", SAME_STATE, PERM_ANNOUNCE_WRITE, "登记送达",
	  STEP_INPUT(told_input, told_fields), NULL, then_told },
	{ ANNOUNCEMENT_SENT, "end", ANNOUNCEMENT_ENDED, PERM_ANNOUNCE_WRITE, "送达完毕",
	  STEP_INPUT(end_input, end_fields), may_end, then_end, .meets = { "deliver" } },
	{ ANNOUNCEMENT_DRAFT, "withdraw", ANNOUNCEMENT_WITHDRAWN, PERM_ANNOUNCE_WRITE, "撤回",
	  STEP_INPUT(end_input, withdraw_fields), NULL, then_withdraw, .drops = true },
	{ ANNOUNCEMENT_SENT, "withdraw", ANNOUNCEMENT_WITHDRAWN, PERM_ANNOUNCE_SEND, "撤回",
	  STEP_INPUT(end_input, withdraw_fields), NULL, then_withdraw, .drops = true },
};

static bool is_final(int state)
{
	return state == ANNOUNCEMENT_ENDED || state == ANNOUNCEMENT_WITHDRAWN;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE announcement SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));
	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这条通知刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("announcement", "announcement",
	     KEPT_TIME("announcement", "sent_at") KEPT_TIME("announcement", "created_at"))

const struct machine announcement_machine = {
	.subject = "announcement",
	.states = announcement_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct announcement, id),
	.state_at = offsetof(struct announcement, state),
	.version_at = offsetof(struct announcement, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int announcement_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		      const struct input *in, int zone_minutes, struct announcement *ret)
{
	int r = announcement_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &announcement_machine, ret, action, version, in, zone_minutes);
	return r == OK ? announcement_get(cx, id, ret) : r;
}
