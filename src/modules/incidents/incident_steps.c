/* The states of an incident, and telling those who reported it. */
#include "app/reconcile.h"
#include "app/notice.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/incidents/incident_parts.h"
#include "store/store.h"

static const struct norm restore = { "restore", "恢复", "16 (d)", "incidents.restore_hours",
				     .ladder = LADDER_ENGINEERING };
static const struct norm tell_all = { "tell", "告知全部报事人", "8 (e)", "incidents.tell_hours" };
static const struct norm tell_one = { "tell", "告知", "8 (e)", "incidents.tell_hours" };
static const struct norm closing = { "close", "关闭", "16 (d)", "incidents.close_hours" };
const struct norm_of incident_norms[] = {
	{ "incident", &restore },
	{ "incident", &tell_all },
	{ "incident_reporter", &tell_one },
	{ "incident", &closing },
	{ NULL, NULL },
};

struct end_input {
	int64_t at;
	const char *result;
};
struct expect_input {
	int64_t expected_at;
	const char *reason;
};
struct incident_words {
	const char *text;
};
static const struct field end_fields[] = {
	FIELD(end_input, result, .label = "告知内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .hint = "告诉报事人的话，也是短信的内容"),
	FIELD(end_input, at, .label = "恢复时间", .show = SHOW_TIME, .flags = IN_FORM,
	      .hint = "不填就是现在"),
};
static const struct field expect_fields[] = {
	FIELD(expect_input, expected_at, .label = "预计恢复", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED),
	FIELD(expect_input, reason, .label = "原因", .flags = IN_FORM | REQUIRED),
};
static const struct field words_fields[] = {
	FIELD(incident_words, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};

/* ---- clocks ---- */

int incident_clock_changed(struct ctx *cx, int64_t id)
{
	struct obligation *list;
	size_t count;
	int64_t due = 0;
	int r = obligation_of(cx, "incident", id, &list, &count);

	for (size_t n = 0; r == OK && n < count; n++)
		if (list[n].state == OBLIGATION_OPEN && !list[n].paused_at &&
		    (!due || list[n].due_at < due))
			due = list[n].due_at;
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE incident SET due_at = ? WHERE community_id = ? AND id = ?"),
				  BINDS(due, cx->community, id));
}

int incident_clock_restore(struct ctx *cx, struct incident *i)
{
	int64_t post;
	int r = post_of_role(cx, ROLE_ENGINEERING_MANAGER, &post);

	if (r == OK && i->expected_at)
		r = obligation_promise(cx, &restore, "incident", i->id, i->expected_at, 0, post);
	else if (r == OK)
		r = obligation_open(cx, &restore, "incident", i->id, i->began_at, 0, post, NULL);
	return r == OK ? incident_clock_changed(cx, i->id) : r;
}

/* ---- telling ---- */

/* A duty for each, and one of the incident's that stays until the last of them was told. */
static int owe_telling(struct ctx *cx, const struct incident *i)
{
	struct incident_reporter *list;
	size_t count, owed = 0;
	int64_t post;
	int r = incident_reporters(cx, i->id, &list, &count);

	if (r == OK)
		r = post_of_role(cx, ROLE_FRONT_DESK, &post);
	for (size_t n = 0; r == OK && n < count; n++) {
		if (list[n].told_at)
			continue;
		owed++;
		r = obligation_open(cx, &tell_one, "incident_reporter", list[n].id, 0, 0, post, NULL);
	}
	if (r == OK && owed)
		r = obligation_open(cx, &tell_all, "incident", i->id, 0, 0, post, NULL);
	return r == OK ? obligation_open(cx, &closing, "incident", i->id, 0, 0, post, NULL) : r;
}

static int tell_reporter(struct ctx *cx, const struct incident *i,
			 const struct incident_reporter *p, int way)
{
	int r = store_exec(cx,
			   SQL("UPDATE incident_reporter SET told_at = ?, told_by = ?, told_way = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, cx->actor ? cx->actor->id : 0, way, cx->community, p->id));

	if (r == OK && way == INCIDENT_BY_MESSAGE)
		r = notice_tell(cx, &(struct notice){ .phone = p->phone, .kind = "incident_ended",
						      .subject = "incident", .subject_id = i->id,
						      .title = i->title, .text = i->result });
	return r == OK ? obligation_meet(cx, "incident_reporter", p->id, "tell", 0) : r;
}

/* The last one was told: the incident owes no more telling. */
static int check_last(struct ctx *cx, int64_t incident)
{
	struct incident i;
	int r = incident_get(cx, incident, &i);

	if (r == OK && !i.untold)
		r = obligation_meet(cx, "incident", incident, "tell", 0);
	return r == OK ? incident_clock_changed(cx, incident) : r;
}

static int note_told(struct ctx *cx, int64_t incident, int way, int64_t told)
{
	return journal_add(cx, &(struct journal_entry){
				       .subject = "incident", .subject_id = incident, .action = "told",
				       .note = arena_printf(cx->arena, T(cx, "%s告知 %d 人"),
							    T(cx, choice_of(incident_ways, way)->label),
							    (int)told) });
}

int incident_tell(struct ctx *cx, int64_t incident, int64_t reporter, int way, int64_t *ret_told)
{
	struct incident i;
	struct incident_reporter *list;
	size_t count;
	bool found = false;
	int r = incident_get(cx, incident, &i);

	*ret_told = 0;
	if (r == OK && i.state != INCIDENT_ENDED)
		return fail(cx, ERR_CONFLICT, T(cx, "事件恢复以后才告知报事人。"));
	if (r == OK && !choice_of(incident_ways, way))
		return fail_field(cx, "way", T(cx, "请选择告知的方式。"));
	if (r == OK)
		r = incident_reporters(cx, incident, &list, &count);
	for (size_t n = 0; r == OK && n < count; n++) {
		found |= list[n].id == reporter;
		if (list[n].told_at || (reporter && list[n].id != reporter))
			continue;
		if (way == INCIDENT_BY_MESSAGE && text_blank(list[n].phone)) {
			if (reporter)
				return fail_field(cx, "way", T(cx, "这位报事人没有留电话，发不了短信。"));
			continue;
		}
		r = tell_reporter(cx, &i, &list[n], way);
		(*ret_told)++;
	}
	if (r == OK && reporter && !found)
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有找到这位报事人。"));
	if (r == OK && !*ret_told)
		return fail(cx, ERR_CONFLICT, T(cx, "没有可以这样告知的报事人。"));
	if (r == OK)
		r = note_told(cx, incident, way, *ret_told);
	return r == OK ? check_last(cx, incident) : r;
}

/* ---- the steps ---- */

static int may_end(struct ctx *cx, const void *record, const void *input)
{
	const struct incident *i = record;
	const struct end_input *in = input;

	if (in->at && (in->at > cx->now + MINUTES(1) || in->at < i->began_at))
		return fail_field(cx, "at", T(cx, "恢复时间应在开始之后、现在之前。"));
	return OK;
}

static int then_end(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct incident *i = record;
	const struct end_input *in = input;
	int r = store_exec(cx,
			   SQL("UPDATE incident SET ended_at = ?, result = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(in->at ? in->at : cx->now, in->result, cx->community, i->id));

	entry->note = in->result;
	entry->claimed_at = in->at;
	return r == OK ? owe_telling(cx, i) : r;
}

static int may_expect(struct ctx *cx, const void *record, const void *input)
{
	const struct expect_input *in = input;

	(void)record;
	if (in->expected_at < cx->now)
		return fail_field(cx, "expected_at", T(cx, "这个时间已经过去。"));
	return OK;
}

/* A new time: the old promise was broken if it had passed, and falls away if it had not. */
static int then_expect(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct incident *i = record;
	const struct expect_input *in = input;
	bool late = i->due_at && i->due_at < cx->now;
	int r = late ? obligation_meet(cx, "incident", i->id, "restore", 0)
		     : obligation_cancel(cx, "incident", i->id, "restore");

	entry->note = in->reason;
	i->expected_at = in->expected_at;
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE incident SET expected_at = ? WHERE community_id = ? AND id = ?"),
			       BINDS(in->expected_at, cx->community, i->id));
	return r == OK ? incident_clock_restore(cx, i) : r;
}

static int then_again(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	struct incident *i = record;
	struct incident_reporter *list;
	size_t count;
	int r = obligation_cancel(cx, "incident", i->id, NULL);

	entry->note = ((const struct incident_words *)input)->text;
	if (r == OK)
		r = incident_reporters(cx, i->id, &list, &count);
	for (size_t n = 0; r == OK && n < count; n++)
		r = obligation_cancel(cx, "incident_reporter", list[n].id, NULL);
	/* everybody has to be told anew */
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE incident_reporter SET told_at = 0, told_by = 0, told_way = 0"
				   " WHERE community_id = ? AND incident_id = ?"),
			       BINDS(cx->community, i->id));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE incident SET ended_at = 0, expected_at = 0"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(cx->community, i->id));
	i->expected_at = 0;
	i->began_at = cx->now;
	return r == OK ? incident_clock_restore(cx, i) : r;
}

static int then_note(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	(void)cx;
	(void)record;
	entry->note = ((const struct incident_words *)input)->text;
	return OK;
}

static int then_close(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	(void)input;
	(void)entry;
	return store_exec(cx, SQL("UPDATE incident SET closed_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, ((struct incident *)record)->id));
}

static const struct step steps[] = {
	{ INCIDENT_OPEN, "end", INCIDENT_ENDED, PERM_INCIDENT_WRITE, "已恢复",
	  STEP_INPUT(end_input, end_fields), may_end, then_end, NULL, NULL, false, { "restore" } },
	{ INCIDENT_OPEN, "expect", SAME_STATE, PERM_INCIDENT_WRITE, "改预计时间",
	  STEP_INPUT(expect_input, expect_fields), may_expect, then_expect, NULL, NULL },
	{ INCIDENT_ENDED, "close", INCIDENT_CLOSED, PERM_INCIDENT_WRITE, "关闭",
	  NULL, 0, 0, NULL, then_close, NULL, NULL, false, { "close" } },
	{ INCIDENT_ENDED, "again", INCIDENT_OPEN, PERM_INCIDENT_WRITE, "又发生",
	  STEP_INPUT(incident_words, words_fields), NULL, then_again, NULL, NULL },
	{ ANY_STATE, "note", SAME_STATE, PERM_INCIDENT_WRITE, "补充记录",
	  STEP_INPUT(incident_words, words_fields), NULL, then_note, NULL, NULL },
};

static bool is_final(int state)
{
	return state == INCIDENT_CLOSED;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE incident SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这个事件刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("incident", "incident",
	     KEPT_TIME("incident", "began_at") KEPT_TIME("incident", "ended_at")
	     KEPT_TIME("incident", "closed_at") KEPT_TIME("incident", "created_at"))

const struct machine incident_machine = {
	.subject = "incident",
	.states = incident_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct incident, id),
	.state_at = offsetof(struct incident, state),
	.version_at = offsetof(struct incident, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int incident_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct incident *ret)
{
	int r = incident_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &incident_machine, ret, action, version, in, zone_minutes);
	if (r == OK)
		r = incident_clock_changed(cx, id);
	return r == OK ? incident_get(cx, id, ret) : r;
}
