#include "app/reconcile.h"
#include "app/module.h"
#include "store/store.h"

enum { MOST_TOLD = 100 };

static const struct field kept_fields[] = {
	FIELD(kept_record, id, 0), FIELD(kept_record, state, 0),
	FIELD(kept_record, word, 0), FIELD(kept_record, wrong, 0),
};
#define KEPT_FIELDS FIELDS(kept_record, kept_fields)

struct check {
	struct ctx *cx;
	void (*tell)(void *arg, const char *what);
	void *arg;
	int64_t records, wrong;
};

__attribute__((format(printf, 2, 3)))
static void contradiction(struct check *c, const char *format, ...)
{
	char text[400];
	va_list ap;

	if (c->wrong++ >= MOST_TOLD)
		return;
	va_start(ap, format);
	(void)vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	c->tell(c->arg, text);
}

/* ---- records with steps ---- */

static void compare(struct check *c, const struct machine *m, const struct kept_record *k)
{
	const struct choice *state = choice_of(m->states, (int)k->state);
	const char *word = state ? state->word : "?";

	if (!k->word)
		contradiction(c,
			      T(c->cx, "%s %" PRId64 "：没有任何操作记录，不是经系统产生的。"),
			      m->subject, k->id);
	else if (strcmp(k->word, word))
		contradiction(c, T(c->cx, "%s %" PRId64 "：状态是 %s，而操作记录里最后是 %s。"),
			      m->subject, k->id, word, k->word);
	if (*k->wrong)
		contradiction(c, T(c->cx, "%s %" PRId64 "：%s 那一刻没有这条记录的操作。"),
			      m->subject, k->id, k->wrong);
}

static int each(struct check *c, const struct machine *m, bool gone)
{
	AUTO(arena) row_arena = { 0 };
	AUTO(rows) rows = { 0 };
	struct kept_record k;
	int r = rows_open(c->cx, m->kept(gone), BINDS(c->cx->community), KEPT_FIELDS, &rows);

	while (r >= 0) {
		arena_clear(&row_arena);
		k = (struct kept_record){ 0 };
		r = rows_next(&rows, &row_arena, &k);
		if (r <= 0)
			break;
		if (gone) {
			contradiction(c, T(c->cx, "%s %" PRId64 "：操作记录（第 %" PRId64
					   " 条起）里有，表里没有了。"), m->subject, k.id, k.state);
			continue;
		}
		c->records++;
		compare(c, m, &k);
	}
	return r;
}

static int check_records(struct check *c)
{
	int r = OK;

	for (const struct module *const *m = modules; r == OK && *m; m++)
		for (const struct machine *const *at = (*m)->machines; r == OK && at && *at; at++) {
			r = each(c, *at, false);
			if (r == OK)
				r = each(c, *at, true);
		}
	return r;
}

/* ---- duties ---- */

/* A duty some time of which the time line of its own record does not know: it was begun or met by
 * what happened to another record at the same instant, or by nobody. */
struct loose {
	int64_t id, at;
	const char *subject;
	int64_t subject_id;
	const char *kind, *what;
	int64_t norm_ms, known;
};
static const struct field loose_fields[] = {
	FIELD(loose, id, 0), FIELD(loose, at, 0), FIELD(loose, subject, 0),
	FIELD(loose, subject_id, 0), FIELD(loose, kind, 0), FIELD(loose, what, 0),
	FIELD(loose, norm_ms, 0),
};
#define UNKNOWN_TIME(column) \
	"SELECT o.id, o." column " AS at, o.subject, o.subject_id, o.kind, '" column "' AS what," \
	" o.norm_ms" \
	" FROM obligation o WHERE o.community_id = ? AND o." column " > 0" \
	" AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.community_id = o.community_id" \
	" AND j.subject = o.subject AND j.subject_id = o.subject_id" \
	" AND (j.at = o." column " OR j.claimed_at = o." column "))"

static int by_time(const void *a, const void *b)
{
	const struct loose *x = a, *y = b;
	return x->at < y->at ? -1 : x->at > y->at;
}

static void known_at(struct loose *list, size_t count, int64_t at)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count && list[low].at == at; low++)
		list[low].known = 1;
}

/* What no machine has is begun by the calendar (the month's report), and so is what was promised
 * for a day. */
static bool by_calendar(const struct loose *o)
{
	if (strcmp(o->what, "started_at"))
		return false;
	if (!o->norm_ms)
		return true;
	for (const struct module *const *m = modules; *m; m++)
		for (const struct machine *const *at = (*m)->machines; at && *at; at++)
			if (!strcmp((*at)->subject, o->subject))
				return false;
	return true;
}

/* One pass over the journal for all of them. */
static int look_for(struct check *c, struct loose *list, size_t count)
{
	static const struct field times[] = { FIELD(loose, at, 0), FIELD(loose, known, 0) };
	AUTO(arena) row_arena = { 0 };
	AUTO(rows) rows = { 0 };
	struct loose line;
	int r = OK;

	if (!count)
		return OK;
	qsort(list, count, sizeof *list, by_time);
	r = rows_open(c->cx,
		      SQL("SELECT j.at, j.claimed_at AS known FROM journal j"
			  " WHERE j.community_id = ? ORDER BY j.seq"),
		      BINDS(c->cx->community), FIELDS(loose, times), &rows);
	while (r >= 0) {
		arena_clear(&row_arena);
		r = rows_next(&rows, &row_arena, &line);
		if (r <= 0)
			break;
		known_at(list, count, line.at);
		known_at(list, count, line.known);
	}
	for (size_t i = 0; r == OK && i < count; i++)
		if (!list[i].known && !by_calendar(&list[i]))
			contradiction(c, T(c->cx, "应办事项 %" PRId64 "（%s %" PRId64 "，%s）：%s 那一刻"
					   "什么也没有发生。"), list[i].id, list[i].subject,
				      list[i].subject_id, list[i].kind, list[i].what);
	return r;
}

static int check_duty_times(struct check *c)
{
	const struct sql *const statements[] = { SQL(UNKNOWN_TIME("started_at")),
						 SQL(UNKNOWN_TIME("done_at")) };
	int r = OK;

	for (size_t i = 0; r == OK && i < COUNT(statements); i++) {
		struct loose *list;
		size_t count;
		r = store_list(c->cx, statements[i], BINDS(c->cx->community),
			       FIELDS(loose, loose_fields), &list, &count);
		if (r == OK)
			r = look_for(c, list, count);
	}
	return r;
}

/* What the numbers of one duty say of each other. */
static int check_duty_sums(struct check *c)
{
	AUTO(arena) row_arena = { 0 };
	AUTO(rows) rows = { 0 };
	struct loose o;
	int r = rows_open(c->cx,
			  SQL("SELECT o.id, o.subject, o.subject_id, o.kind, CASE"
			      " WHEN o.state = 2 THEN 'done_at > due_at'"
			      " WHEN o.state = 3 THEN 'done_at <= due_at'"
			      " ELSE 'due_at <> started_at + norm_ms + paused_ms' END AS what"
			      " FROM obligation o WHERE o.community_id = ?"
			      " AND ((o.state = 2 AND o.done_at > o.due_at)"
			      " OR (o.state = 3 AND o.done_at <= o.due_at)"
			      " OR (o.working = 0 AND o.norm_ms > 0"
			      " AND o.due_at <> o.started_at + o.norm_ms + o.paused_ms))"
			      " ORDER BY o.id"),
			  BINDS(c->cx->community), FIELDS(loose, loose_fields), &rows);

	while (r >= 0) {
		arena_clear(&row_arena);
		o = (struct loose){ 0 };
		r = rows_next(&rows, &row_arena, &o);
		if (r <= 0)
			break;
		contradiction(c,
			      T(c->cx, "应办事项 %" PRId64 "（%s %" PRId64 "，%s）：时间自相矛盾，%s。"),
			      o.id, o.subject, o.subject_id, o.kind, o.what);
	}
	return r;
}

int reconcile(struct ctx *cx, void (*tell)(void *arg, const char *what), void *arg,
	      int64_t *ret_records, int64_t *ret_wrong)
{
	struct check c = { .cx = cx, .tell = tell, .arg = arg };
	int r = check_records(&c);

	if (r == OK)
		r = check_duty_times(&c);
	if (r == OK)
		r = check_duty_sums(&c);
	*ret_records = c.records;
	*ret_wrong = c.wrong;
	return r;
}
