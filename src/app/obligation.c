#include "app/obligation.h"
#include "app/calendar.h"
#include "app/setting.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "store/store.h"

enum { ARITHMETIC_BYTES = 4000, RECORD_MOST = 500 };

const struct choice obligation_states[] = {
	{ OBLIGATION_OPEN, "open", "待办" },
	{ OBLIGATION_MET, "met", "按时" },
	{ OBLIGATION_LATE, "late", "逾期办结" },
	{ OBLIGATION_CANCELLED, "cancelled", "已取消" },
	CHOICE_END,
};

static const struct field fields[] = {
	FIELD(obligation, id, .label = "编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(obligation, subject, .label = "对象", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, subject_id, .label = "对象编号", .show = SHOW_ID,
	      .flags = IN_JSON | IN_LIST),
	FIELD(obligation, kind, .label = "种类", .flags = IN_JSON),
	FIELD(obligation, label, .label = "应办事项", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, rule, .label = "依据", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, owner_id, .label = "责任人编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(obligation, post_id, .label = "责任岗位", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(obligation, owner_name, .label = "责任人", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, post_name, .label = "责任岗位", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, started_at, .label = "开始", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(obligation, norm_ms, .label = "时限（毫秒）", .flags = IN_JSON),
	FIELD(obligation, due_at, .label = "到期", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(obligation, done_at, .label = "办结", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(obligation, working, .label = "按工作时间", .flags = IN_JSON),
	FIELD(obligation, arithmetic, .label = "算式", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, paused_at, .label = "暂停自", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(obligation, paused_ms, .label = "已暂停（毫秒）", .flags = IN_JSON),
	FIELD(obligation, pause_reason, .label = "暂停原因", .flags = IN_JSON),
	FIELD(obligation, state, .label = "状态", .show = SHOW_ENUM, .choices = obligation_states,
	      .flags = IN_JSON | IN_LIST),
	FIELD(obligation, overdue, .label = "已逾期", .flags = IN_JSON | IN_LIST),
};
const struct fields obligation_fields = { fields, COUNT(fields), sizeof(struct obligation) };

/* ---- beginning ---- */

static int norm_ms(struct ctx *cx, const struct norm *n, int64_t *ret)
{
	const struct setting *s = setting_find(n->setting);
	int64_t value;
	int r = setting_int(cx, n->setting, &value);

	if (r < 0)
		return r;
	assert(s->type == SETTING_MINUTES || s->type == SETTING_HOURS);
	*ret = s->type == SETTING_HOURS ? HOURS(value) : MINUTES(value);
	return OK;
}

/* The instant ms after from, and its sum. */
static int due_after(struct ctx *cx, bool working, int64_t from, int64_t ms, struct strbuf *b,
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
	r = worktime_add(calendar, cx->language, from, ms, b, ret_due);
	if (r < 0)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "工作日历里没有工作时间，算不出到期时间。请先修改参数 calendar.*。"));
	return OK;
}

static int insert(struct ctx *cx, const struct obligation *o)
{
	return store_exec(cx,
			  SQL("INSERT INTO obligation (community_id, id, subject, subject_id, kind,"
			      " label, rule, owner_id, post_id, started_at, norm_ms, due_at,"
			      " working, arithmetic, state)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"),
			  BINDS(cx->community, id_new(cx->now), o->subject, o->subject_id, o->kind,
				o->label, o->rule, o->owner_id, o->post_id, o->started_at,
				o->norm_ms, o->due_at, o->working, o->arithmetic));
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
				    .working = n->working };
}

int obligation_open(struct ctx *cx, const struct norm *n, const char *subject, int64_t subject_id,
		    int64_t from, int64_t owner, int64_t post, int64_t *ret_due)
{
	struct obligation o = from_norm(n, subject, subject_id, owner, post);
	int64_t now = cx->now;
	struct strbuf b;
	int r;

	o.started_at = from ? from : now;
	strbuf_init(&b, cx->arena, ARITHMETIC_BYTES);
	/* the norm and the hours in force when it began, also for what is entered later */
	cx->now = o.started_at;
	r = norm_ms(cx, n, &o.norm_ms);
	if (r == OK)
		r = due_after(cx, n->working, o.started_at, o.norm_ms, &b, &o.due_at);
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
		r = due_after(cx, o->working, cx->now, left, NULL, &due);
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
	return store_exec(cx,
			  SQL("UPDATE obligation SET paused_at = 0, pause_reason = NULL,"
			      " paused_ms = paused_ms + ?, due_at = ?, arithmetic = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(stood, due, b.s, cx->community, o->id));
}

/* kind NULL = all */
static int resume(struct ctx *cx, const char *subject, int64_t subject_id, const char *kind)
{
	struct obligation *list;
	size_t count;
	int r;

	r = store_list(cx,
		       SQL("SELECT id, due_at, working, arithmetic, paused_at, pause_reason"
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

/* ---- reading ---- */

static void mark_overdue(const struct ctx *cx, struct obligation *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		list[i].overdue = list[i].state == OBLIGATION_OPEN && !list[i].paused_at &&
				  list[i].due_at < cx->now;
}

#define COLUMNS \
	"SELECT o.id, o.subject, o.subject_id, o.kind, o.label, o.rule, o.owner_id, o.post_id," \
	" a.name AS owner_name, p.name AS post_name, o.started_at, o.norm_ms, o.due_at," \
	" o.done_at, o.working," \
	" o.arithmetic, o.paused_at, o.paused_ms, o.pause_reason, o.state" \
	" FROM obligation o LEFT JOIN account a ON a.id = o.owner_id" \
	" LEFT JOIN post p ON p.community_id = o.community_id AND p.id = o.post_id" \
	" WHERE o.community_id = ?"

int obligation_of(struct ctx *cx, const char *subject, int64_t subject_id, struct obligation **ret,
		  size_t *ret_count)
{
	struct obligation *list;
	size_t count;
	int r = store_list(cx,
			   SQL(COLUMNS " AND o.subject = ? AND o.subject_id = ?"
				       " ORDER BY o.id LIMIT ?"),
			   BINDS(cx->community, subject, subject_id, RECORD_MOST),
			   obligation_fields, &list, &count);

	if (r < 0)
		return r;
	mark_overdue(cx, list, count);
	*ret = list;
	*ret_count = count;
	return OK;
}

int obligation_open_count(struct ctx *cx, const char *subject, int64_t subject_id, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM obligation WHERE community_id = ?"
			     " AND subject = ? AND subject_id = ? AND state = 1"),
			 BINDS(cx->community, subject, subject_id), ret);
}

static void add_filter(struct ctx *cx, struct query *q, const struct obligation_filter *f)
{
	q->has_where = true;
	/* written out, not bound: the index of the open ones is for state = 1 only */
	if (!f->state || f->state == OBLIGATION_OPEN || f->overdue)
		query_and(q, PIECE("o.state = 1"), BINDS());
	else
		query_and(q, PIECE("o.state = ? AND o.state <> 1"), BINDS(f->state));
	if (f->overdue)
		query_and(q, PIECE("o.due_at < ? AND o.paused_at = 0"), BINDS(cx->now));
	if (f->owner) /* or whoever holds the post, as this person does now */
		query_and(q,
			  PIECE("o.owner_id = ? OR (o.owner_id = 0 AND o.post_id IN (SELECT post_id"
				" FROM staff_post WHERE community_id = ? AND account_id = ?"
				" AND from_at <= ? AND (until_at = 0 OR until_at > ?)))"),
			  BINDS(f->owner, cx->community, f->owner, cx->now, cx->now));
}

int obligation_total(struct ctx *cx, const struct obligation_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM obligation o WHERE o.community_id = ?"),
		   BINDS(cx->community));
	add_filter(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

int obligation_list(struct ctx *cx, const struct obligation_filter *f, struct obligation **ret,
		    size_t *ret_count)
{
	struct obligation *list;
	struct query q;
	size_t count;
	int r;

	query_init(&q, cx->arena, PIECE(COLUMNS), BINDS(cx->community));
	add_filter(cx, &q, f);
	if (f->after_id)
		query_and(&q, PIECE("(o.due_at, o.id) > (?, ?)"), BINDS(f->after_due, f->after_id));
	query_add(&q, PIECE(" ORDER BY o.due_at, o.id LIMIT ?"),
		  BINDS((int64_t)(f->most ? f->most : LIMIT_PAGE_SIZE)));
	r = query_list(cx, &q, obligation_fields, &list, &count);
	if (r < 0)
		return r;
	mark_overdue(cx, list, count);
	*ret = list;
	*ret_count = count;
	return OK;
}
