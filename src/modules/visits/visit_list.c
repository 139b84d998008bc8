/* Lists of return visits: filters, order, cursor. */
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/visits/visit_parts.h"
#include "record/form.h"
#include "store/store.h"

enum { PAGE_SIZE = 30 };

static int read_int(struct ctx *cx, const struct input *in, const char *name, int64_t *ret)
{
	const char *text = input_text(in, name);

	if (text_blank(text))
		return OK;
	if (text_int(text, ret) < 0)
		return fail_field(cx, name, T(cx, "这里要填一个整数。"));
	return OK;
}

/* GET /visits?due=: today, overdue, or a day: what falls due until the end of it. */
static int read_due(struct ctx *cx, const struct input *in, int zone_minutes,
		    struct visit_filter *f)
{
	const char *due = input_text(in, "due");
	int32_t day = civil_day_of(cx->now, zone_minutes);

	if (text_blank(due))
		return OK;
	f->by_due = true;
	if (text_blank(f->state))
		f->state = "waiting";
	if (!strcmp(due, "overdue")) {
		f->due_to = cx->now;
		return OK;
	}
	if (strchr(due, ':') && civil_parse(due, zone_minutes, &f->due_to) == OK)
		return OK;
	if (strcmp(due, "today") != 0 && civil_parse_day(due, &day) < 0)
		return fail_field(cx, "due", T(cx, "这里填 today、overdue 或像 2026-11-23 的日期。"));
	/* due at 24:00 is due that day */
	f->due_to = civil_ms(day + 1, 0, zone_minutes) + 1;
	return OK;
}

static int read_month(struct ctx *cx, const struct input *in, const char *name, int zone_minutes,
		      int64_t *ret_from, int64_t *ret_to)
{
	const char *month = input_text(in, name);
	int32_t day;
	struct civil t;

	if (text_blank(month))
		return OK;
	if (civil_parse_day(arena_printf(cx->arena, "%s-01", month), &day) < 0)
		return fail_field(cx, name, T(cx, "月份要像 2026-11。"));
	civil_from_day(day + 31, &t);
	*ret_from = civil_ms(day, 0, zone_minutes);
	*ret_to = civil_ms(civil_day(t.year, t.month, 1), 0, zone_minutes);
	return OK;
}

/* month: due in it, and what is due at 24:00 is due that day; visited: made in it. */
static int read_months(struct ctx *cx, const struct input *in, int zone_minutes,
		       struct visit_filter *f)
{
	int r = read_month(cx, in, "month", zone_minutes, &f->due_from, &f->due_to);

	f->due_from += f->due_from ? 1 : 0;
	f->due_to += f->due_to ? 1 : 0;
	if (r < 0)
		return r;
	return read_month(cx, in, "visited", zone_minutes, &f->visited_from, &f->visited_to);
}

/* after = "ID", or "DUE.ID" when the soonest come first. */
static int read_cursor(struct ctx *cx, const struct input *in, struct visit_filter *f)
{
	char *text = arena_strdup(cx->arena, input_text(in, "after"));
	char *dot = text ? strchr(text, '.') : NULL;

	if (text_blank(text))
		return OK;
	if (dot) {
		*dot = '\0';
		if (text_int(text, &f->after_due) < 0)
			return fail_field(cx, "after", T(cx, "翻页的位置不对。"));
		text = dot + 1;
	}
	if (text_int(text, &f->after_id) < 0)
		return fail_field(cx, "after", T(cx, "翻页的位置不对。"));
	return OK;
}

int visit_filter_of(struct ctx *cx, const struct input *in, int zone_minutes,
		    struct visit_filter *ret)
{
	const char *order = input_text(in, "order");
	struct visit_filter f = { .q = input_text(in, "q"), .state = input_text(in, "state") };
	int64_t size = PAGE_SIZE;
	int r = read_int(cx, in, "page_size", &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	f.by_due = order && !strcmp(order, "due");
	if (r == OK)
		r = form_choice(cx, in, "kind", visit_kinds, &f.kind);
	if (r == OK)
		r = form_choice(cx, in, "grade", visit_grades, &f.grade);
	if (r == OK)
		r = read_int(cx, in, "assignee", &f.assignee);
	if (r == OK)
		r = read_months(cx, in, zone_minutes, &f);
	if (r == OK)
		r = read_due(cx, in, zone_minutes, &f);
	if (r == OK)
		r = read_cursor(cx, in, &f);
	f.most = (size_t)size;
	if (r == OK)
		*ret = f;
	return r;
}

static int filter_state(struct ctx *cx, struct query *q, const char *word)
{
	const struct choice *c;

	if (text_blank(word) || !strcmp(word, "all"))
		return OK;
	if (!strcmp(word, "open")) {
		query_and(q, PIECE("v.state < 8"), BINDS());
	} else if (!strcmp(word, "waiting")) {
		query_and(q, PIECE("v.state < 4"), BINDS());
	} else if (!strcmp(word, "overdue")) {
		query_and(q, PIECE("v.state < 4 AND v.due_at < ?"), BINDS(cx->now));
	} else if ((c = choice_named(visit_states, word))) {
		query_and(q, PIECE("v.state = ?"), BINDS(c->value));
	} else {
		return fail_field(cx, "state", T(cx, "没有“%s”这个状态。"), word);
	}
	return OK;
}

/* The words anywhere, with what LIKE would take for a sign made plain. */
static const char *like(struct ctx *cx, const char *words)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 2048);
	strbuf_char(&b, '%');
	for (const char *s = words; *s; s++) {
		if (strchr("!%_", *s))
			strbuf_char(&b, '!');
		strbuf_char(&b, *s);
	}
	strbuf_char(&b, '%');
	return b.s;
}

static int add_filters(struct ctx *cx, struct query *q, const struct visit_filter *f)
{
	int r;

	q->has_where = true;
	r = filter_state(cx, q, f->state);
	query_and(q, PIECE(VISIT_VISIBLE), BINDS(visit_viewer(cx)));
	if (f->kind)
		query_and(q, PIECE("v.kind = ?"), BINDS(f->kind));
	if (f->grade)
		query_and(q, PIECE("v.grade = ?"), BINDS(f->grade));
	if (f->due_from)
		query_and(q, PIECE("v.due_at >= ?"), BINDS(f->due_from));
	if (f->due_to)
		query_and(q, PIECE("v.due_at < ?"), BINDS(f->due_to));
	if (f->visited_from)
		query_and(q, PIECE("v.visited_at >= ?"), BINDS(f->visited_from));
	if (f->visited_to)
		query_and(q, PIECE("v.visited_at < ?"), BINDS(f->visited_to));
	if (f->assignee)
		query_and(q,
			  PIECE("v.assignee_id = ? OR (v.assignee_id = 0 AND v.post_id IN (SELECT"
				" post_id FROM staff_post WHERE community_id = ? AND account_id = ?"
				" AND from_at <= ? AND (until_at = 0 OR until_at > ?)))"),
			  BINDS(f->assignee, cx->community, f->assignee, cx->now, cx->now));
	if (!text_blank(f->q)) {
		const char *room = text_room(cx->arena, f->q), *words = like(cx, f->q);
		query_and(q,
			  PIECE("v.room = ? OR v.number LIKE ? ESCAPE '!' OR v.subject_number LIKE ?"
				" ESCAPE '!' OR v.title LIKE ? ESCAPE '!' OR v.person_name LIKE ?"
				" ESCAPE '!'"),
			  BINDS(room ? room : f->q, words, words, words, words));
	}
	return r;
}

int visit_list(struct ctx *cx, const struct visit_filter *f, struct visit **ret,
	       size_t *ret_count)
{
	struct query q;
	int r;

	query_init(&q, cx->arena, PIECE(SELECT_VISIT "WHERE v.community_id = ?"),
		   BINDS(cx->community));
	q.has_where = true;
	r = add_filters(cx, &q, f);
	if (f->by_due && f->after_id)
		query_and(&q, PIECE("(v.due_at, v.id) > (?, ?)"), BINDS(f->after_due, f->after_id));
	else if (f->after_id)
		query_and(&q, PIECE("v.id < ?"), BINDS(f->after_id));
	if (f->by_due)
		query_add(&q, PIECE(" ORDER BY v.due_at, v.id LIMIT ?"), BINDS((int64_t)f->most));
	else
		query_add(&q, PIECE(" ORDER BY v.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	if (r == OK)
		r = query_list(cx, &q, visit_fields, ret, ret_count);
	if (r == OK)
		visit_mark_late(cx, *ret, *ret_count);
	return r;
}

int visit_total(struct ctx *cx, const struct visit_filter *f, int64_t *ret)
{
	struct query q;
	int r;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM visit v WHERE v.community_id = ?"),
		   BINDS(cx->community));
	q.has_where = true;
	r = add_filters(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return r < 0 ? r : query_int(cx, &q, ret);
}
