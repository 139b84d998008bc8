/* Who has read what, and what a day brings: documents coming into force, people coming and going,
 * reviews. Document 12 (d), (e). */
#include "app/reconcile.h"
#include "app/calendar.h"
#include "app/notice.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/random.h"
#include "modules/documents/documents_rules.h"
#include "store/store.h"

enum { STAFF_MAX = 5000, DOCUMENTS_MAX = 50 };
enum { SHOWN = IN_JSON | IN_LIST };

const struct norm reading_norm = { .kind = "read", .label = "阅知", .rule = "12 (d)",
				   .setting = "documents.read_days", .count = BY_DAYS };

const struct choice reading_states[] = {
	{ READING_OPEN, "open", "未阅知" },
	{ READING_DONE, "done", "已阅知" },
	{ READING_DROPPED, "dropped", "不再需要" },
	CHOICE_END,
};

static const struct field fields[] = {
	FIELD(reading, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(reading, document_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(reading, account_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(reading, name, .label = "员工", .flags = SHOWN),
	FIELD(reading, state, .label = "状态", .show = SHOW_ENUM, .choices = reading_states,
	      .flags = SHOWN),
	FIELD(reading, due_at, .label = "最迟", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(reading, read_at, .label = "阅知时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(reading, created_at, .label = "通知时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(reading, version, .flags = IN_JSON),
};
const struct fields reading_fields = FIELDS(reading, fields);

#define SELECT_READING \
	"SELECT r.id, r.document_id, r.account_id, a.name, r.state, r.due_at, r.read_at," \
	" r.created_at, r.version FROM document_reading r JOIN account a ON a.id = r.account_id"
#define OF_STAFF \
	" JOIN staff s ON s.community_id = r.community_id AND s.account_id = r.account_id" \
	" AND s.left_on = 0"

/* ---- reading ---- */

int reading_list(struct ctx *cx, int64_t document, bool open, struct reading **ret,
		 size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_READING OF_STAFF " WHERE r.community_id = ?"
			      " AND r.document_id = ? AND r.state <= ? ORDER BY r.state, a.name LIMIT ?"),
			  BINDS(cx->community, document, open ? (int)READING_OPEN : (int)READING_DONE,
				STAFF_MAX),
			  reading_fields, ret, ret_count);
}

int reading_count(struct ctx *cx, int64_t document, struct reading_share *ret)
{
	static const struct field share[] = { FIELD(reading_share, done, 0),
					      FIELD(reading_share, all, 0) };

	return store_one(cx,
			 SQL("SELECT COALESCE(SUM(CASE WHEN r.state = 2 THEN 1 ELSE 0 END), 0) AS done,"
			     " COUNT(*) AS \"all\" FROM document_reading r" OF_STAFF
			     " WHERE r.community_id = ? AND r.document_id = ? AND r.state <= 2"),
			 BINDS(cx->community, document), FIELDS(reading_share, share), ret);
}

int reading_mine(struct ctx *cx, struct reading **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL(SELECT_READING " WHERE r.community_id = ? AND r.account_id = ?"
			      " AND r.state = 1 ORDER BY r.due_at LIMIT ?"),
			  BINDS(cx->community, cx->actor ? cx->actor->id : 0, DOCUMENTS_MAX),
			  reading_fields, ret, ret_count);
}

int reading_get(struct ctx *cx, int64_t id, struct reading *ret)
{
	int r;

	*ret = (struct reading){ 0 };
	r = store_one(cx, SQL(SELECT_READING " WHERE r.community_id = ? AND r.id = ?"),
		      BINDS(cx->community, id), reading_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这条阅知记录。")) : r;
}

int reading_of(struct ctx *cx, int64_t document, struct reading *ret)
{
	int r;

	*ret = (struct reading){ 0 };
	r = store_one(cx,
		      SQL(SELECT_READING " WHERE r.community_id = ? AND r.document_id = ?"
			  " AND r.account_id = ?"),
		      BINDS(cx->community, document, cx->actor ? cx->actor->id : 0), reading_fields,
		      ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "这份文件不需要你阅知。")) : r;
}

/* ---- the steps of a reading ---- */

static int may_confirm(struct ctx *cx, const void *record, const void *input)
{
	const struct reading *r = record;

	(void)input;
	if (cx->actor && cx->actor->id == r->account_id)
		return OK;
	return fail(cx, ERR_FORBIDDEN, T(cx, "阅知只能由%s本人确认。"), r->name);
}

static int then_confirm(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct reading *r = record;

	(void)input;
	(void)entry;
	return store_exec(cx,
			  SQL("UPDATE document_reading SET read_at = ? WHERE community_id = ?"
			      " AND id = ?"),
			  BINDS(cx->now, cx->community, r->id));
}

static int then_drop(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	(void)input;
	(void)entry;
	return obligation_cancel(cx, "reading", ((const struct reading *)record)->id, NULL);
}

static int ask(struct ctx *cx, int64_t id, int64_t account)
{
	struct notice n = { .account = account, .kind = "reading", .subject = "reading",
			    .subject_id = id, .title = T(cx, "有一份制度文件要阅知") };
	int64_t due;
	int r = obligation_open(cx, &reading_norm, "reading", id, 0, account, 0, &due);

	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE document_reading SET due_at = ? WHERE community_id = ?"
				   " AND id = ?"),
			       BINDS(due, cx->community, id));
	return r == OK ? notice_tell(cx, &n) : r;
}

static int then_ask(struct ctx *cx, void *record, void *input, struct journal_entry *entry)
{
	const struct reading *r = record;

	(void)input;
	(void)entry;
	return ask(cx, r->id, r->account_id);
}

/* Nobody drops or renews a reading by hand. */
static bool is_by_system(const void *record)
{
	return ((const struct reading *)record)->by_system;
}

static const struct step steps[] = {
	{ READING_OPEN, "confirm", READING_DONE, PERM_SIGNED_IN, "已阅知",
	  NULL, 0, 0, may_confirm, then_confirm, NULL, NULL, .meets = { "read" } },
	{ READING_OPEN, "drop", READING_DROPPED, PERM_SIGNED_IN, "不再需要",
	  NULL, 0, 0, NULL, then_drop, NULL, is_by_system, .drops = true },
	{ READING_DROPPED, "ask", READING_OPEN, PERM_SIGNED_IN, "再次通知",
	  NULL, 0, 0, NULL, then_ask, NULL, is_by_system },
};

static bool is_final(int state)
{
	return state != READING_OPEN;
}

static int move(struct ctx *cx, int64_t id, int from, int64_t version, int to)
{
	int r = store_exec(cx,
			   SQL("UPDATE document_reading SET state = ?, version = version + 1"
			       " WHERE community_id = ? AND id = ? AND state = ? AND version = ?"),
			   BINDS(to, cx->community, id, from, version));

	if (r == OK && store_changed(cx) == 0)
		return fail(cx, ERR_CONFLICT, T(cx, "这条阅知刚刚变了，请刷新再看。"));
	return r;
}

/* 阅知 begins with its document and has no line of its own until something happens to it. */
KEPT_AS("COALESCE(" KEPT_WORD("reading") ", 'open')", "reading", "document_reading",
	KEPT_TIME("reading", "read_at"))

const struct machine reading_machine = {
	.subject = "reading",
	.states = reading_states,
	.steps = steps,
	.count = COUNT(steps),
	.id_at = offsetof(struct reading, id),
	.state_at = offsetof(struct reading, state),
	.version_at = offsetof(struct reading, version),
	.is_final = is_final,
	.move = move,
	.kept = kept,
};

int reading_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		 const struct input *in, int zone_minutes, struct reading *ret)
{
	int r = reading_get(cx, id, ret);

	if (r == OK)
		r = step_take(cx, &reading_machine, ret, action, version, in, zone_minutes);
	return r == OK ? reading_get(cx, id, ret) : r;
}

/* The system's own step. */
static int take(struct ctx *cx, struct reading *r, const char *action)
{
	struct input none;

	input_init(&none, cx->arena);
	r->by_system = true;
	return step_take(cx, &reading_machine, r, action, 0, &none, 0);
}

int reading_waived(struct ctx *cx, int64_t id)
{
	struct reading r;
	int e = reading_get(cx, id, &r);

	return e == OK && r.state == READING_OPEN ? take(cx, &r, "drop") : e;
}

/* ---- people who come and go ---- */

struct newcomer {
	int64_t account_id;
};

static int open_new(struct ctx *cx, const struct document *d)
{
	static const struct field columns[] = { FIELD(newcomer, account_id, 0) };
	struct newcomer *list;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT s.account_id FROM staff s WHERE s.community_id = ?"
			       " AND s.left_on = 0 AND NOT EXISTS (SELECT 1 FROM document_reading r"
			       " WHERE r.community_id = s.community_id AND r.document_id = ?"
			       " AND r.account_id = s.account_id) ORDER BY s.account_id LIMIT ?"),
			   BINDS(cx->community, d->id, STAFF_MAX), FIELDS(newcomer, columns), &list,
			   &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		int64_t id = id_new(cx->now);
		r = store_exec(cx,
			       SQL("INSERT INTO document_reading (community_id, id, document_id,"
				   " account_id, state, due_at, read_at, created_at, version)"
				   " VALUES (?, ?, ?, ?, 1, 0, 0, ?, 1)"),
			       BINDS(cx->community, id, d->id, list[i].account_id, cx->now));
		if (r == OK)
			r = ask(cx, id, list[i].account_id);
	}
	return r;
}

/* Who left and came back is asked again. */
static int ask_returned(struct ctx *cx, const struct document *d)
{
	struct reading *list;
	size_t count;
	int r = store_list(cx,
			   SQL(SELECT_READING OF_STAFF " WHERE r.community_id = ?"
			       " AND r.document_id = ? AND r.state = 3 LIMIT ?"),
			   BINDS(cx->community, d->id, STAFF_MAX), reading_fields, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = take(cx, &list[i], "ask");
	return r;
}

int readings_open(struct ctx *cx, const struct document *d)
{
	int r = open_new(cx, d);

	return r == OK ? ask_returned(cx, d) : r;
}

int reading_left(struct ctx *cx, int64_t account)
{
	(void)account;
	return readings_drop(cx);
}

int readings_drop(struct ctx *cx)
{
	struct reading *list;
	size_t count;
	int r = store_list(cx,
			   SQL(SELECT_READING " JOIN document d ON d.community_id = r.community_id"
			       " AND d.id = r.document_id LEFT JOIN staff s ON s.community_id ="
			       " r.community_id AND s.account_id = r.account_id WHERE r.community_id = ?"
			       " AND r.state = 1 AND (d.state <> 4 OR COALESCE(s.left_on, 1) <> 0) LIMIT ?"),
			   BINDS(cx->community, STAFF_MAX), reading_fields, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = take(cx, &list[i], "drop");
	return r;
}

/* ---- coming into force ---- */

static int system_step(struct ctx *cx, struct document *d, const char *action)
{
	const struct actor *actor = cx->actor;
	struct input none;
	int r;

	input_init(&none, cx->arena);
	d->by_system = true;
	cx->actor = NULL;
	r = step_take(cx, &document_machine, d, action, 0, &none, 0);
	cx->actor = actor;
	return r;
}

int document_begin(struct ctx *cx, struct document *d)
{
	const struct actor *actor = cx->actor;
	struct document *list;
	size_t count;
	int r = document_list(cx, d->kind, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].state == DOCUMENT_IN_FORCE)
			r = system_step(cx, &list[i], "replace");
	if (r == OK)
		r = system_step(cx, d, "begin");
	cx->actor = NULL; /* the readings are asked for by the office, not by who approved */
	if (r == OK)
		r = readings_drop(cx);
	if (r == OK)
		r = readings_open(cx, d);
	cx->actor = actor;
	return r;
}

/* ---- reviews ---- */

/* The same day so many months later, or the last day of a shorter month. */
static int months_after(int day, int64_t months)
{
	struct civil c;
	int month, year, d;

	civil_from_day(day, &c);
	month = c.month - 1 + (int)months;
	year = c.year + month / 12;
	month = month % 12 + 1;
	for (d = c.day; !civil_day_valid(year, month, d); d--)
		;
	return civil_day(year, month, d);
}

static int open_review(struct ctx *cx, const struct document *d, int today)
{
	int64_t months, remind, post, open;
	int zone, due, r = setting_int(cx, "documents.review_months", &months);

	if (r == OK)
		r = setting_int(cx, "documents.review_remind_days", &remind);
	if (r == OK)
		r = obligation_open_count(cx, "document", d->id, &open);
	if (r == OK)
		r = calendar_zone(cx, &zone);
	if (r < 0 || open)
		return r;
	due = months_after(d->reviewed_on ? d->reviewed_on : d->effective_on, months);
	if (today < due - remind)
		return OK;
	r = post_of_role(cx, ROLE_DIRECTOR, &post);
	if (r < 0)
		return r;
	return obligation_promise(cx, &document_review_norm, "document", d->id,
				  civil_ms(due + 1, 0, zone), 0, post);
}

static int daily_of(struct ctx *cx, struct document *d, int today)
{
	int r = OK;

	if (d->state == DOCUMENT_APPROVED && d->effective_on <= today)
		return document_begin(cx, d);
	if (d->state == DOCUMENT_IN_FORCE)
		r = readings_open(cx, d);
	if (r == OK && d->state == DOCUMENT_IN_FORCE)
		r = open_review(cx, d, today);
	return r;
}

int document_daily(struct ctx *cx)
{
	struct document *list;
	size_t count;
	int today, r = document_today(cx, &today);

	if (r == OK)
		r = document_list(cx, 0, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = daily_of(cx, &list[i], today);
	return r == OK ? readings_drop(cx) : r;
}
