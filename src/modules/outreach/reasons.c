#include "modules/outreach/reasons.h"
#include "app/reconcile.h"
#include "app/app.h"
#include "app/calendar.h"
#include "app/obligation.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/contacts/contacts.h"
#include "modules/outreach/finders.h"
#include "store/store.h"

const struct choice reasons[] = {
	{ REASON_CARE, "care", "特殊关怀" },   { REASON_REPEAT, "repeat", "重复来电" },
	{ REASON_MOVE_IN, "move_in", "新入住" }, { REASON_BIRTHDAY, "birthday", "生日" },
	{ REASON_FESTIVAL, "festival", "节日" }, { REASON_SILENT, "silent", "久未联系" },
	CHOICE_END,
};
const struct choice outreach_states[] = {
	{ OUTREACH_DUE, "due", "待联系" },
	{ OUTREACH_DONE, "done", "已联系" },
	{ OUTREACH_SKIPPED, "skipped", "不联系" },
	{ OUTREACH_LAPSED, "lapsed", "原因消失" },
	CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST };
static const struct field fields[] = {
	FIELD(outreach, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(outreach, reason, .label = "原因", .show = SHOW_ENUM, .choices = reasons, .flags = SHOWN),
	FIELD(outreach, state, .label = "状态", .show = SHOW_ENUM, .choices = outreach_states,
	      .flags = SHOWN),
	FIELD(outreach, room_id, .show = SHOW_ID),
	FIELD(outreach, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(outreach, building, .flags = IN_JSON),
	FIELD(outreach, person_id, .show = SHOW_ID),
	FIELD(outreach, person_name, .label = "姓名", .flags = SHOWN),
	FIELD(outreach, cycle, 0),
	FIELD(outreach, why, .label = "为什么现在", .flags = SHOWN),
	FIELD(outreach, last_at, .label = "上次往来", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(outreach, due_at, .label = "最晚", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(outreach, post_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(outreach, post_name, .label = "责任岗位", .flags = SHOWN),
	FIELD(outreach, contact_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(outreach, done_at, .label = "联系时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(outreach, created_at, .label = "列入时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(outreach, version, .flags = IN_JSON),
	FIELD(outreach, address, .label = "称呼", .flags = SHOWN),
	FIELD(outreach, hours_from, .show = SHOW_CLOCK, .flags = IN_JSON | IN_TITLE),
	FIELD(outreach, hours_until, .show = SHOW_CLOCK, .flags = IN_JSON | IN_TITLE),
	FIELD(outreach, no_disturb, .flags = IN_JSON | IN_TITLE),
};
const struct fields outreach_fields = FIELDS(outreach, fields);

const struct norm norm_contact = { "contact", "联系住户", "2 (e)", "outreach.accept_minutes",
					  false, LADDER_DESK };

/* ---- making one ---- */

static int post_for(struct ctx *cx, const struct candidate *c, int64_t *ret)
{
	return *c->building ? building_post(cx, c->building, ret)
			    : post_of_role(cx, ROLE_SUPERVISOR, ret);
}

static int insert(struct ctx *cx, const struct outreach *o)
{
	return store_exec(cx,
			  SQL("INSERT INTO outreach (community_id, id, reason, state, room_id, room,"
			      " building, person_id, person_name, cycle, why, last_at, due_at, post_id,"
			      " contact_id, done_at, created_at, version)"
			      " VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 1)"),
			  BINDS(cx->community, o->id, o->reason, o->room_id, o->room, o->building,
				o->person_id, o->person_name, o->cycle, o->why, o->last_at, o->due_at,
				o->post_id, o->created_at));
}

int reason_put(struct ctx *cx, enum reason reason, const struct candidate *c, const char *cycle,
	       const char *why, int64_t due)
{
	struct outreach o = { .reason = (int)reason, .room_id = c->room_id, .room = c->room,
			      .building = c->building, .person_id = c->person_id,
			      .person_name = c->name ? c->name : "", .cycle = cycle, .why = why,
			      .last_at = c->last_at, .due_at = due, .created_at = cx->now };
	int64_t same;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM outreach WHERE community_id = ? AND reason = ?"
			      " AND room_id = ? AND person_id = ? AND (state = 1 OR cycle = ?)"),
			  BINDS(cx->community, o.reason, o.room_id, o.person_id, cycle), &same);

	if (r < 0 || same)
		return r;
	r = post_for(cx, c, &o.post_id);
	o.id = id_new(cx->now);
	if (r == OK)
		r = insert(cx, &o);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "outreach",
							     .subject_id = o.id, .action = "open",
							     .to_state = "due", .note = why });
	return r == OK ? obligation_promise(cx, &norm_contact, "outreach", o.id, due, 0, o.post_id) : r;
}

/* ---- reading ---- */

#define SELECT_OUTREACH \
	"SELECT o.id, o.reason, o.state, o.room_id, o.room, o.building, o.person_id, o.person_name," \
	" o.cycle, o.why, o.last_at, o.due_at, o.post_id, p.name AS post_name, o.contact_id," \
	" o.done_at, o.created_at, o.version, f.address, f.hours_from, f.hours_until, f.no_disturb" \
	" FROM outreach o LEFT JOIN post p ON p.community_id = o.community_id AND p.id = o.post_id" \
	" LEFT JOIN preference f ON f.community_id = o.community_id AND f.person_id = o.person_id" \
	" WHERE o.community_id = ?"

int outreach_get(struct ctx *cx, int64_t id, struct outreach *ret)
{
	int r = store_one(cx, SQL(SELECT_OUTREACH " AND o.id = ?"), BINDS(cx->community, id),
			  outreach_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这条联系任务。")) : r;
}

int outreach_list(struct ctx *cx, const struct outreach_filter *f, struct outreach **ret,
		  size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(SELECT_OUTREACH " AND o.state = 1"), BINDS(cx->community));
	q.has_where = true;
	if (f->reason)
		query_and(&q, PIECE("o.reason = ?"), BINDS(f->reason));
	if (!text_blank(f->building))
		query_and(&q, PIECE("o.building = ?"), BINDS(f->building));
	if (f->person)
		query_and(&q,
			  PIECE("o.post_id IN (SELECT post_id FROM staff_post WHERE community_id = ?"
				" AND account_id = ? AND from_at <= ?"
				" AND (until_at = 0 OR until_at > ?))"),
			  BINDS(cx->community, f->person, cx->now, cx->now));
	if (f->after_id)
		query_and(&q, PIECE("(o.due_at, o.id) > (?, ?)"), BINDS(f->after_due, f->after_id));
	query_add(&q, PIECE(" ORDER BY o.due_at, o.id LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, outreach_fields, ret, ret_count);
}

/* ---- steps ---- */

struct skip_input {
	const char *reason;
};
static const struct field skip_fields[] = {
	FIELD(skip_input, reason, .label = "不联系的原因", .flags = IN_FORM | REQUIRED, .max = 300),
};

static bool is_cleared(const void *record)
{
	return ((const struct outreach *)record)->cleared_by != 0;
}

static bool is_gone(const void *record)
{
	return ((const struct outreach *)record)->gone;
}

static int then_done(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct outreach *o = record;

	(void)input;
	(void)entry;
	return store_exec(cx,
			  SQL("UPDATE outreach SET contact_id = ?, done_at = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(o->cleared_by, cx->now, cx->community, o->id));
}

static int then_drop(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct outreach *o = record;
	const struct skip_input *in = input;

	if (!o->gone)
		entry->note = in->reason;
	return obligation_cancel(cx, "outreach", o->id, NULL);
}

static const struct step steps[] = {
	{ OUTREACH_DUE, "done", OUTREACH_DONE, PERM_CONTACT_WRITE, "已联系",
	  NULL, 0, 0, NULL, then_done, NULL, is_cleared, .meets = { "contact" } },
	{ OUTREACH_DUE, "skip", OUTREACH_SKIPPED, PERM_PROMISE_SUPERVISE, "不联系",
	  STEP_INPUT(skip_input, skip_fields), NULL, then_drop, .drops = true },
	{ OUTREACH_DUE, "lapse", OUTREACH_LAPSED, PERM_CONTACT_WRITE, "原因消失",
	  NULL, 0, 0, NULL, then_drop, NULL, is_gone, .drops = true },
};

static bool is_final(int state)
{
	return state != OUTREACH_DUE;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE outreach SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));
	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这条任务刚被别人处理过，请看过最新内容再办。"));
	return r;
}

KEPT_RECORDS("outreach", "outreach",
	     KEPT_TIME("outreach", "done_at") KEPT_TIME("outreach", "created_at"))

const struct machine outreach_machine = {
	.subject = "outreach",
	.states = outreach_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct outreach, id),
	.state_at = offsetof(struct outreach, state),
	.version_at = offsetof(struct outreach, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int outreach_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct outreach *ret)
{
	int r = outreach_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &outreach_machine, ret, action, version, in, zone_minutes);
	return r == OK ? outreach_get(cx, id, ret) : r;
}

/* The program's own step, whoever is at work. */
static int take(struct ctx *cx, struct outreach *o, const char *action)
{
	const struct actor *actor = cx->actor;
	struct input none;
	int r;

	input_init(&none, cx->arena);
	/* a resident who reports himself is nobody of the office, and is heard all the same */
	if (o->gone || (actor && actor->id < 0))
		cx->actor = NULL;
	r = step_take(cx, &outreach_machine, o, action, 0, &none, 0);
	cx->actor = actor;
	return r;
}

/* ---- clearing ---- */

/* A message alone is no visit to who needs care; a caller has been heard, but not greeted. */
static bool clears(int reason, const struct contact *c)
{
	bool heard = c->channel != CHANNEL_SMS && c->channel != CHANNEL_LETTER;

	switch (reason) {
	case REASON_CARE:
		return heard;
	case REASON_SILENT:
		return true;
	default:
		return c->direction == DIRECTION_OUT && (heard || reason >= REASON_BIRTHDAY);
	}
}

int outreach_contacted(struct ctx *cx, int64_t contact)
{
	struct outreach *list;
	struct contact c;
	size_t count = 0;
	int r = contact_get(cx, contact, &c);

	if (r < 0 || !c.room_id)
		return r;
	r = store_list(cx,
		       SQL(SELECT_OUTREACH " AND o.room_id = ? AND o.state = 1"
					   " ORDER BY +o.id LIMIT 100"),
		       BINDS(cx->community, c.room_id), outreach_fields, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		if (!clears(list[i].reason, &c))
			continue;
		list[i].cleared_by = contact;
		r = take(cx, &list[i], "done");
	}
	return r;
}

int outreach_greeted(struct ctx *cx)
{
	struct outreach *list;
	size_t count = 0;
	int r = store_list(cx,
			   SQL(SELECT_OUTREACH " AND o.room_id = 0 AND o.reason = 5 AND o.state = 1"
					       " ORDER BY o.id LIMIT 10"),
			   BINDS(cx->community), outreach_fields, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		list[i].cleared_by = -1;
		r = take(cx, &list[i], "done");
	}
	return r;
}

/* ---- the job ---- */

static int find_all(struct ctx *cx, void *arg)
{
	static int (*const finders[])(struct ctx *, const struct today *) = {
		find_care, find_repeat, find_move_in, find_birthday, find_festival, find_silent,
	};
	int r = OK;

	for (size_t i = 0; r == OK && i < COUNT(finders); i++)
		r = finders[i](cx, arg);
	return r;
}

/* Those whose reason is gone: nobody lives there any more, the mark was taken off, the matter is
 * done, who was to be greeted does not want to be. */
static int lapse_all(struct ctx *cx, void *arg)
{
	struct outreach *list;
	size_t count = 0;
	int r = store_list(cx,
			   SQL(SELECT_OUTREACH " AND o.state = 1 AND o.room_id <> 0 AND ("
			       "(o.person_id <> 0 AND NOT EXISTS (SELECT 1 FROM resident_now r"
			       " WHERE r.community_id = o.community_id AND r.room_id = o.room_id"
			       " AND r.person_id = o.person_id AND (o.reason <> 1 OR r.care <> 0)"
			       " AND (o.reason NOT IN (4, 5, 6) OR r.no_disturb = 0)))"
			       " OR (o.reason = 2 AND NOT EXISTS (SELECT 1 FROM request_open q"
			       " WHERE q.community_id = o.community_id AND q.room_id = o.room_id)))"
			       " ORDER BY o.id LIMIT 200"),
			   BINDS(cx->community), outreach_fields, &list, &count);

	(void)arg;
	for (size_t i = 0; r == OK && i < count; i++) {
		list[i].gone = true;
		r = take(cx, &list[i], "lapse");
	}
	return r;
}

int outreach_find(struct ctx *cx)
{
	struct civil date;
	struct today t = { .date = &date };
	int r = calendar_zone(cx, &t.zone);

	if (r < 0)
		return r;
	civil_from_ms(cx->now, t.zone, &date);
	t.day = civil_day_of(cx->now, t.zone);
	r = outreach_day_end(cx, t.day, &t.end);
	/* what is found in the evening is for tomorrow */
	if (r == OK && t.end < cx->now + HOURS(2))
		r = outreach_day_end(cx, t.day + 1, &t.end);
	if (r == OK)
		r = app_write(cx, lapse_all, NULL);
	return r == OK ? app_write(cx, find_all, &t) : r;
}
