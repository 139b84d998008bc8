#include "app/obligation.h"
#include "app/calendar.h"
#include "app/escalation.h"
#include "app/setting.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "store/store.h"

enum { ARITHMETIC_BYTES = 4000, RECORD_MOST = 500 };

/* ---- beginning ---- */

static int norm_value(struct ctx *cx, const struct norm *n, int64_t *ret)
{
	const struct setting *s = setting_find(n->setting);
	int64_t value;
	int r = setting_int(cx, n->setting, &value);

	if (r < 0)
		return r;
	assert(n->count != BY_TIME || s->type == SETTING_MINUTES || s->type == SETTING_HOURS);
	*ret = n->count != BY_TIME ? value : s->type == SETTING_HOURS ? HOURS(value) : MINUTES(value);
	return OK;
}

static int no_working_time(struct ctx *cx)
{
	return fail(cx, ERR_CONFLICT,
		    T(cx, "工作日历里没有工作时间，算不出到期时间。请先修改参数 calendar.*。"));
}

int obligation_due_after(struct ctx *cx, bool working, int64_t from, int64_t ms, struct strbuf *b,
			 int64_t *ret_due)
{
	const struct work_calendar *calendar;
	int r, zone;

	if (!working) {
		r = calendar_zone(cx, &zone);
		if (r == OK)
			*ret_due = worktime_add_24h(zone, cx->language, from, ms, b);
		return r;
	}
	r = calendar_load(cx, &calendar);
	if (r < 0)
		return r;
	return worktime_add(calendar, cx->language, from, ms, b, ret_due) < 0 ? no_working_time(cx) : OK;
}

/* A number of days: to closing time of the last working day, or to midnight. */
static int due_in_days(struct ctx *cx, const struct norm *n, int64_t days, struct strbuf *b,
		       struct obligation *o)
{
	const struct work_calendar *calendar;
	char when[CIVIL_TEXT];
	int r = calendar_load(cx, &calendar);

	if (r < 0)
		return r;
	if (n->count == BY_WORKING_DAYS) {
		o->working = true;
		if (worktime_add_days(calendar, cx->language, o->started_at, (int)days, b, &o->due_at) < 0)
			return no_working_time(cx);
		o->norm_ms = worktime_between(calendar, o->started_at, o->due_at);
		return OK;
	}
	o->due_at = civil_ms(civil_day_of(o->started_at, calendar->zone_minutes) + (int)days + 1, 0,
			     calendar->zone_minutes);
	o->norm_ms = o->due_at - o->started_at;
	strbuf_printf(b, T(cx, "%s 起 %d 天，到当天 24:00"),
		      civil_minute(o->started_at, calendar->zone_minutes, when) + strlen("2026-"),
		      (int)days);
	return OK;
}

static int insert(struct ctx *cx, struct obligation *o)
{
	int r = escalation_begin(cx, o);

	if (r < 0)
		return r;
	/* who does not see the others of the record does not see this one */
	return store_exec(cx,
			  SQL("INSERT INTO obligation (community_id, id, subject, subject_id, kind,"
			      " label, rule, setting, owner_id, post_id, started_at, norm_ms, due_at,"
			      " working, arithmetic, ladder, next_at, state, hidden_from)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1,"
			      " (SELECT COALESCE(MAX(k.hidden_from), 0) FROM obligation k"
			      " WHERE k.community_id = ? AND k.subject = ? AND k.subject_id = ?))"),
			  BINDS(cx->community, id_new(cx->now), o->subject, o->subject_id, o->kind,
				o->label, o->rule, o->setting, o->owner_id, o->post_id, o->started_at,
				o->norm_ms, o->due_at, o->working, o->arithmetic, o->ladder, o->next_at,
				cx->community, o->subject, o->subject_id));
}

static struct obligation from_norm(const struct norm *n, const char *subject, int64_t subject_id,
				   int64_t owner, int64_t post)
{
	return (struct obligation){ .subject = subject,
				    .subject_id = subject_id,
				    .kind = n->kind,
				    .label = n->label,
				    .rule = n->rule,
				    .owner_id = owner,
				    .post_id = post,
				    .working = n->working,
				    .ladder = (int)n->ladder };
}

int obligation_open(struct ctx *cx, const struct norm *n, const char *subject, int64_t subject_id,
		    int64_t from, int64_t owner, int64_t post, int64_t *ret_due)
{
	struct obligation o = from_norm(n, subject, subject_id, owner, post);
	int64_t now = cx->now, value;
	struct strbuf b;
	int r;

	o.started_at = from ? from : now;
	o.setting = n->setting;
	strbuf_init(&b, cx->arena, ARITHMETIC_BYTES);
	/* the norm and the hours in force when it began, also for what is entered later */
	cx->now = o.started_at;
	r = norm_value(cx, n, &value);
	if (r == OK && n->count != BY_TIME) {
		r = due_in_days(cx, n, value, &b, &o);
	} else if (r == OK) {
		o.norm_ms = value;
		r = obligation_due_after(cx, n->working, o.started_at, value, &b, &o.due_at);
	}
	cx->now = now;
	if (r < 0)
		return r;
	assert(!b.full);
	o.arithmetic = b.s;
	r = insert(cx, &o);
	if (r == OK && ret_due)
		*ret_due = o.due_at;
	return r;
}

int obligation_promise(struct ctx *cx, const struct norm *n, const char *subject,
		       int64_t subject_id, int64_t due, int64_t owner, int64_t post)
{
	struct obligation o = from_norm(n, subject, subject_id, owner, post);
	char when[CIVIL_TEXT];
	int r, zone;

	r = calendar_zone(cx, &zone);
	if (r < 0)
		return r;
	o.started_at = cx->now;
	o.due_at = due;
	o.working = false; /* a given time is a given time */
	o.arithmetic = arena_printf(cx->arena, T(cx, "约定 %s"), civil_minute(due, zone, when));
	return insert(cx, &o);
}

/* ---- pausing ---- */

int obligation_pause(struct ctx *cx, const char *subject, int64_t subject_id, const char *reason)
{
	if (text_blank(reason))
		return fail_field(cx, "reason", T(cx, "请写明暂停计时的原因。"));
	return store_exec(cx,
			  SQL("UPDATE obligation SET paused_at = ?, pause_reason = ?"
			      " WHERE community_id = ? AND subject = ? AND subject_id = ?"
			      " AND state = 1 AND paused_at = 0"),
			  BINDS(cx->now, reason, cx->community, subject, subject_id));
}

/* "；暂停 11-23 10:00–14:00（等待配件）" */
static void write_pause(struct ctx *cx, const struct obligation *o, int zone, struct strbuf *b)
{
	char from[CIVIL_TEXT], to[CIVIL_TEXT];
	bool one_day = civil_day_of(o->paused_at, zone) == civil_day_of(cx->now, zone);

	(void)civil_minute(o->paused_at, zone, from);
	(void)civil_minute(cx->now, zone, to);
	strbuf_printf(b, T(cx, "；暂停 %s–%s（%s）"), from + strlen("2026-"),
		      to + strlen(one_day ? "2026-11-23 " : "2026-"), o->pause_reason);
}

/* What was left when the clock stopped is left when it runs again; what was late stays late. */
static int resume_one(struct ctx *cx, const struct obligation *o)
{
	const struct work_calendar *calendar;
	int64_t due = o->due_at, stood = cx->now - o->paused_at, left = o->due_at - o->paused_at;
	char when[CIVIL_TEXT];
	struct obligation moved;
	struct strbuf b;
	int r;

	r = calendar_load(cx, &calendar);
	if (r < 0)
		return r;
	if (o->working) {
		stood = worktime_between(calendar, o->paused_at, cx->now);
		left = worktime_between(calendar, o->paused_at, o->due_at);
	}
	if (o->due_at >= o->paused_at)
		r = obligation_due_after(cx, o->working, cx->now, left, NULL, &due);
	if (r < 0)
		return r;
	strbuf_init(&b, cx->arena, ARITHMETIC_BYTES);
	strbuf_text(&b, o->arithmetic);
	write_pause(cx, o, calendar->zone_minutes, &b);
	if (due != o->due_at)
		strbuf_printf(&b, T(cx, " → 顺延至 %s"),
			      civil_minute(due, calendar->zone_minutes, when) + strlen("2026-"));
	/* a sum too long to read: what it comes to. The journal has each pause with its reason */
	if (b.full) {
		strbuf_clear(&b);
		strbuf_printf(&b, T(cx, "多次暂停，共 %d 分钟 → 顺延至 %s"),
			      (int)((o->paused_ms + stood) / MINUTES(1)),
			      civil_minute(due, calendar->zone_minutes, when));
	}
	moved = *o;
	moved.due_at = due;
	moved.started_at = o->started_at + (due - o->due_at);
	r = escalation_begin(cx, &moved);
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE obligation SET paused_at = 0, pause_reason = NULL,"
			      " paused_ms = paused_ms + ?, due_at = ?, arithmetic = ?, next_at = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(stood, due, b.s, moved.next_at, cx->community, o->id));
}

/* kind NULL = all */
static int resume(struct ctx *cx, const char *subject, int64_t subject_id, const char *kind)
{
	struct obligation *list;
	size_t count;
	int r;

	r = store_list(cx,
		       SQL("SELECT id, started_at, norm_ms, due_at, working, arithmetic, paused_at,"
			   " paused_ms, pause_reason, ladder, warned_at, rung"
			   " FROM obligation WHERE community_id = ? AND subject = ?"
			   " AND subject_id = ? AND kind = COALESCE(?, kind) AND state = 1"
			   " AND paused_at <> 0 ORDER BY id LIMIT ?"),
		       BINDS(cx->community, subject, subject_id, kind, RECORD_MOST),
		       obligation_fields, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = resume_one(cx, &list[i]);
	return r;
}

int obligation_resume(struct ctx *cx, const char *subject, int64_t subject_id)
{
	return resume(cx, subject, subject_id, NULL);
}

/* ---- ending ---- */

int obligation_meet(struct ctx *cx, const char *subject, int64_t subject_id, const char *kind,
		    int64_t at)
{
	int r = resume(cx, subject, subject_id, kind);

	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE obligation SET done_at = ?,"
			      " state = CASE WHEN due_at >= ? THEN 2 ELSE 3 END"
			      " WHERE community_id = ? AND subject = ? AND subject_id = ?"
			      " AND kind = ? AND state = 1"),
			  BINDS(at ? at : cx->now, cx->now, cx->community, subject, subject_id,
				kind));
}

int obligation_cancel(struct ctx *cx, const char *subject, int64_t subject_id, const char *kind)
{
	return store_exec(cx,
			  SQL("UPDATE obligation SET done_at = ?, state = 4"
			      " WHERE community_id = ? AND subject = ? AND subject_id = ?"
			      " AND kind = COALESCE(?, kind) AND state = 1"),
			  BINDS(cx->now, cx->community, subject, subject_id, kind));
}

int obligation_owner(struct ctx *cx, const char *subject, int64_t subject_id, const char *kind,
		     int64_t owner, int64_t post)
{
	return store_exec(cx,
			  SQL("UPDATE obligation SET owner_id = ?, post_id = ?"
			      " WHERE community_id = ? AND subject = ? AND subject_id = ?"
			      " AND kind = COALESCE(?, kind) AND state = 1"),
			  BINDS(owner, post, cx->community, subject, subject_id, kind));
}

int obligation_hide(struct ctx *cx, const char *subject, int64_t subject_id, int64_t from_account)
{
	return store_exec(cx,
			  SQL("UPDATE obligation SET hidden_from = ? WHERE community_id = ?"
			      " AND subject = ? AND subject_id = ?"),
			  BINDS(from_account, cx->community, subject, subject_id));
}

int obligation_hand(struct ctx *cx, const char *subject, int64_t subject_id, int64_t from,
		    int64_t to, int64_t *ret_count)
{
	int r = store_exec(cx,
			   SQL("UPDATE obligation SET owner_id = ? WHERE community_id = ?"
			       " AND subject = ? AND subject_id = ? AND owner_id = ? AND state = 1"),
			   BINDS(to, cx->community, subject, subject_id, from));

	if (r == OK)
		*ret_count = store_changed(cx);
	return r;
}

int obligation_move(struct ctx *cx, int64_t from_owner, int64_t to_post, int64_t *ret_count)
{
	int r = store_exec(cx,
			   SQL("UPDATE obligation SET owner_id = 0, post_id = ?"
			       " WHERE community_id = ? AND owner_id = ? AND state = 1"),
			   BINDS(to_post, cx->community, from_owner));

	if (r == OK)
		*ret_count = store_changed(cx);
	return r;
}
