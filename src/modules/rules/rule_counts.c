/* How the rules were kept in a time, and the records behind each count. */
#include "app/calendar.h"
#include "app/journal.h"
#include "base/text.h"
#include "modules/rules/rules.h"
#include "store/store.h"

enum { KINDS = 200, LABELS = 60 };

const struct choice rule_outcomes[] = {
	{ RULE_ALL, "all", "全部" },
	{ RULE_KEPT, "kept", "按时" },
	{ RULE_LATE, "late", "逾期办结" },
	{ RULE_BROKEN, "broken", "逾期未办" },
	{ RULE_WAIVED, "waived", "免办" },
	{ RULE_OPEN, "open", "未到期" },
	CHOICE_END,
};

/* ---- tallies ---- */

void tally_add(struct tally *to, const struct tally *more)
{
	to->kept += more->kept;
	to->late += more->late;
	to->broken += more->broken;
	to->waived += more->waived;
	to->open += more->open;
}

int64_t tally_all(const struct tally *t)
{
	return t->kept + t->late + t->broken + t->waived + t->open;
}

const char *tally_share(struct ctx *cx, const struct tally *t)
{
	int64_t over = t->kept + t->late + t->broken;

	if (!over)
		return T(cx, "无数据");
	return arena_printf(cx->arena, "%.1f%%", 100.0 * (double)t->kept / (double)over);
}

/* ---- the time ---- */

static int month_of(struct ctx *cx, const char *text, int zone, struct rule_period *ret)
{
	int year = 0, month = 0, read = 0;
	char day[CIVIL_TEXT];
	int32_t first, next;

	if (sscanf(text, "%4d-%2d%n", &year, &month, &read) < 2 || text[read] || month < 1 ||
	    month > 12 || year < 2000 || year > 2100)
		return fail_field(cx, "month", T(cx, "月份要像 2026-11。"));
	first = civil_day(year, month, 1);
	next = month == 12 ? civil_day(year + 1, 1, 1) : civil_day(year, month + 1, 1);
	*ret = (struct rule_period){ civil_ms(first, 0, zone), civil_ms(next, 0, zone),
				     arena_printf(cx->arena, "%04d-%02d", year, month), NULL, NULL };
	ret->first = arena_strdup(cx->arena, civil_date(first, day));
	ret->last = arena_strdup(cx->arena, civil_date(next - 1, day));
	return OK;
}

static int days_of(struct ctx *cx, const char *from, const char *to, int zone,
		   struct rule_period *ret)
{
	int32_t first, last = civil_day_of(cx->now, zone);
	char day[CIVIL_TEXT];

	if (civil_parse_day(from, &first) < 0)
		return fail_field(cx, "from", T(cx, "日期要像 2026-11-23。"));
	if (!text_blank(to) && civil_parse_day(to, &last) < 0)
		return fail_field(cx, "to", T(cx, "日期要像 2026-11-23。"));
	if (last < first)
		return fail_field(cx, "to", T(cx, "结束日期不能早于开始日期。"));
	if (last - first > 366)
		return fail_field(cx, "to", T(cx, "一次最多看一年。"));
	*ret = (struct rule_period){ civil_ms(first, 0, zone), civil_ms(last + 1, 0, zone), NULL,
				     arena_strdup(cx->arena, civil_date(first, day)), NULL };
	ret->last = arena_strdup(cx->arena, civil_date(last, day));
	return OK;
}

int rule_period_read(struct ctx *cx, const struct input *in, struct rule_period *ret)
{
	const char *month = input_text(in, "month"), *from = input_text(in, "from");
	struct civil now;
	int zone, r = calendar_zone(cx, &zone);

	if (r < 0)
		return r;
	if (!text_blank(month))
		return month_of(cx, month, zone, ret);
	if (!text_blank(from))
		return days_of(cx, from, input_text(in, "to"), zone, ret);
	civil_from_ms(cx->now, zone, &now);
	return month_of(cx, arena_printf(cx->arena, "%04d-%02d", now.year, now.month), zone, ret);
}

/* ---- counting: each kind of duty and each step is asked for once ---- */

struct counted {
	const char *rule, *label;
	int64_t kept, late, broken, waived, open;
};
static const struct field counted_fields[] = {
	FIELD(counted, rule, 0),   FIELD(counted, label, 0),  FIELD(counted, kept, 0),
	FIELD(counted, late, 0),   FIELD(counted, broken, 0), FIELD(counted, waived, 0),
	FIELD(counted, open, 0),
};
struct kind_count {
	const char *subject, *name;
	struct counted *rows;
	size_t count;
};
struct step_count {
	const char *subject, *name;
	int64_t taken, refused;
};
struct counter {
	const struct rule_period *period;
	struct kind_count kinds[KINDS];
	size_t kind_count;
	struct step_count steps[KINDS];
	size_t step_count;
};

static int count_kind(struct ctx *cx, struct counter *c, const struct binding *bind,
		      const struct kind_count **ret)
{
	struct kind_count *k = c->kinds;

	for (size_t i = 0; i < c->kind_count; i++, k++) {
		if (!strcmp(k->subject, bind->subject) && !strcmp(k->name, bind->name)) {
			*ret = k;
			return OK;
		}
	}
	assert(c->kind_count < KINDS);
	*k = (struct kind_count){ .subject = bind->subject, .name = bind->name };
	c->kind_count++;
	*ret = k;
	return store_list(cx,
			  SQL("SELECT COALESCE(rule, '') AS rule, label,"
			      " SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END) AS kept,"
			      " SUM(CASE WHEN state = 3 THEN 1 ELSE 0 END) AS late,"
			      " SUM(CASE WHEN state = 1 AND paused_at = 0 AND due_at < ? THEN 1 ELSE 0"
			      " END) AS broken, SUM(CASE WHEN state = 5 THEN 1 ELSE 0 END) AS waived,"
			      " SUM(CASE WHEN state = 1 AND (paused_at <> 0 OR due_at >= ?) THEN 1 ELSE 0"
			      " END) AS open FROM obligation WHERE community_id = ? AND subject = ?"
			      " AND kind = ? AND due_at >= ? AND due_at < ? AND state <> 4"
			      " GROUP BY rule, label LIMIT ?"),
			  BINDS(cx->now, cx->now, cx->community, bind->subject, bind->name,
				c->period->from, c->period->until, LABELS),
			  FIELDS(counted, counted_fields), &k->rows, &k->count);
}

static int count_step(struct ctx *cx, struct counter *c, const struct binding *bind,
		      const struct step_count **ret)
{
	struct step_count *s = c->steps;
	int r;

	for (size_t i = 0; i < c->step_count; i++, s++) {
		if (!strcmp(s->subject, bind->subject) && !strcmp(s->name, bind->name)) {
			*ret = s;
			return OK;
		}
	}
	assert(c->step_count < KINDS);
	*s = (struct step_count){ .subject = bind->subject, .name = bind->name };
	c->step_count++;
	*ret = s;
	r = store_int(cx,
		      SQL("SELECT COUNT(*) FROM journal WHERE community_id = ? AND subject = ?"
			  " AND action = ? AND at >= ? AND at < ?"),
		      BINDS(cx->community, s->subject, s->name, c->period->from, c->period->until),
		      &s->taken);
	if (r < 0)
		return r;
	/* a refusal is noted with the action that was refused */
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM journal WHERE community_id = ? AND subject = ?"
			     " AND action = 'refuse' AND at >= ? AND at < ? AND note = ?"),
			 BINDS(cx->community, s->subject, c->period->from, c->period->until, s->name),
			 &s->refused);
}

static bool is_of(const struct book *b, const struct binding *bind, const char *rule,
		  const char *label)
{
	return rule_document(rule) == (bind->document ? bind->document : b->number) &&
	       (!bind->label || !strcmp(bind->label, label));
}

static int fill(struct ctx *cx, struct counter *c, struct rule_row *row)
{
	size_t count = rule_bindings(row->article);
	int r = OK;

	for (size_t i = 0; r == OK && i < count; i++) {
		const struct binding *bind = &row->article->bind[i];
		const struct kind_count *kind;
		const struct step_count *step;
		if (bind->type == BIND_STEP && (r = count_step(cx, c, bind, &step)) == OK) {
			row->stepped = true;
			row->taken[i] = step->taken;
			row->refused[i] = step->refused;
			row->steps += step->taken;
		}
		if (bind->type != BIND_DUTY || (r = count_kind(cx, c, bind, &kind)) < 0)
			continue;
		row->counted = true;
		for (size_t k = 0; k < kind->count; k++) {
			const struct counted *n = &kind->rows[k];
			if (is_of(row->book, bind, n->rule, n->label))
				tally_add(&row->of[i], &(struct tally){ n->kept, n->late, n->broken,
									n->waived, n->open });
		}
		tally_add(&row->tally, &row->of[i]);
	}
	return r;
}

int rule_count(struct ctx *cx, int number, const struct rule_period *p, struct rule_row **ret,
	       size_t *ret_count)
{
	struct counter *c = arena_alloc(cx->arena, sizeof *c);
	struct rule_row *rows;
	size_t count = 0;
	int r = OK;

	c->period = p;
	for (int b = 0; b < BOOKS; b++)
		count += rule_books[b]->count;
	rows = arena_array(cx->arena, count + 1, sizeof *rows);
	count = 0;
	for (int b = 0; r == OK && b < BOOKS; b++) {
		const struct book *book = rule_books[b];
		for (size_t i = 0; r == OK && i < book->count; i++) {
			if (number && book->number != number)
				continue;
			rows[count] = (struct rule_row){ .book = book, .article = &book->articles[i] };
			r = fill(cx, c, &rows[count++]);
		}
	}
	*ret = rows;
	*ret_count = count;
	return r;
}

/* Does an earlier article of the book count the same duty? */
static bool is_again(const struct rule_row *rows, size_t at, const struct binding *bind)
{
	for (size_t i = 0; i < at; i++) {
		if (rows[i].book != rows[at].book)
			continue;
		for (size_t k = 0; k < rule_bindings(rows[i].article); k++) {
			const struct binding *other = &rows[i].article->bind[k];
			if (other->type == BIND_DUTY && !strcmp(other->subject, bind->subject) &&
			    !strcmp(other->name, bind->name) &&
			    (!other->label || text_equal(other->label, bind->label)))
				return true;
		}
	}
	return false;
}

void rule_sum(const struct rule_row *rows, size_t count, const struct book *b, struct tally *ret)
{
	*ret = (struct tally){ 0 };
	for (size_t i = 0; i < count; i++) {
		if (b && rows[i].book != b)
			continue;
		for (size_t k = 0; k < rule_bindings(rows[i].article); k++) {
			const struct binding *bind = &rows[i].article->bind[k];
			if (bind->type == BIND_DUTY && (b || !bind->document) &&
			    !is_again(rows, i, bind))
				tally_add(ret, &rows[i].of[k]);
		}
	}
}

/* ---- the records behind a count ---- */

static void add_outcome(struct ctx *cx, struct query *q, int outcome)
{
	switch (outcome) {
	case RULE_KEPT:
		query_and(q, PIECE("o.state = 2"), BINDS());
		break;
	case RULE_LATE:
		query_and(q, PIECE("o.state = 3"), BINDS());
		break;
	case RULE_BROKEN:
		query_and(q, PIECE("o.state = 1 AND o.paused_at = 0 AND o.due_at < ?"), BINDS(cx->now));
		break;
	case RULE_WAIVED:
		query_and(q, PIECE("o.state = 5"), BINDS());
		break;
	case RULE_OPEN:
		query_and(q, PIECE("o.state = 1 AND (o.paused_at <> 0 OR o.due_at >= ?)"),
			  BINDS(cx->now));
		break;
	default:
		query_and(q, PIECE("o.state <> 4"), BINDS());
	}
}

int rule_duties(struct ctx *cx, const struct rule_filter *f, const struct rule_period *p,
		struct obligation **ret, size_t *ret_count)
{
	const struct binding *bind = f->bind;
	const char *rule = arena_printf(cx->arena, "%d %%", bind->document ? bind->document
									  : f->book->number);
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT o.id, o.subject, o.subject_id, o.kind, o.label, o.rule, o.owner_id,"
			 " o.post_id, a.name AS owner_name, p.name AS post_name, o.started_at,"
			 " o.norm_ms, o.due_at, o.done_at, o.working, o.arithmetic, o.paused_at,"
			 " o.paused_ms, o.state FROM obligation o LEFT JOIN account a ON a.id = o.owner_id"
			 " LEFT JOIN post p ON p.community_id = o.community_id AND p.id = o.post_id"
			 " WHERE o.community_id = ? AND o.subject = ? AND o.kind = ? AND o.due_at >= ?"
			 " AND o.due_at < ? AND o.rule LIKE ?"),
		   BINDS(cx->community, bind->subject, bind->name, p->from, p->until, rule));
	q.has_where = true;
	if (bind->label)
		query_and(&q, PIECE("o.label = ?"), BINDS(bind->label));
	add_outcome(cx, &q, f->outcome);
	if (cx->actor)
		query_and(&q, PIECE("o.hidden_from <> ?"), BINDS(cx->actor->id));
	if (f->after_id)
		query_and(&q, PIECE("(o.due_at, o.id) < (?, ?)"), BINDS(f->after_due, f->after_id));
	query_add(&q, PIECE(" ORDER BY o.due_at DESC, o.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	return query_list(cx, &q, obligation_fields, ret, ret_count);
}

int rule_steps(struct ctx *cx, const struct rule_filter *f, const struct rule_period *p,
	       struct journal_entry **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT j.seq, j.at, j.claimed_at, j.actor_id, a.name AS actor_name,"
			      " j.subject, j.subject_id, j.action, j.from_state, j.to_state"
			      " FROM journal j LEFT JOIN account a ON a.id = j.actor_id"
			      " WHERE j.community_id = ? AND j.subject = ? AND j.action = ?"
			      " AND j.at >= ? AND j.at < ? AND j.seq < ?"
			      " ORDER BY j.at DESC, j.seq DESC LIMIT ?"),
			  BINDS(cx->community, f->bind->subject, f->bind->name, p->from, p->until,
				f->before_seq ? f->before_seq : INT64_MAX, (int64_t)f->most),
			  journal_fields, ret, ret_count);
}
