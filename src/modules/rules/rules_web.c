#include "modules/rules/rules_web.h"
#include "app/module.h"
#include "app/norm_list.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/documents/documents.h"
#include "modules/rules/rules_exchange.h"
#include "modules/rules/templates.h"

enum { RECORDS = 50 };

const char *rule_outcome_colour(int outcome)
{
	switch (outcome) {
	case RULE_KEPT:
		return "green";
	case RULE_LATE:
		return "amber";
	case RULE_BROKEN:
		return "red";
	default:
		return "grey";
	}
}

const char *rule_built_colour(int built)
{
	return built == BUILT ? "green" : built == BUILT_PARTLY ? "amber" : "grey";
}

const char *rule_period_query(struct ctx *cx, const struct rule_period *p)
{
	if (p->month)
		return arena_printf(cx->arena, "month=%s", p->month);
	return arena_printf(cx->arena, "from=%s&to=%s", p->first, p->last);
}

/* ---- bindings in words ---- */

static const char *permission_called(struct ctx *cx, const char *word)
{
	for (int p = PERM_UNSET + 1; p < PERMISSIONS; p++)
		if (!strcmp(permission_word((enum permission)p), word))
			return T(cx, permission_sentence((enum permission)p));
	return word;
}

static const char *duty_called(struct ctx *cx, const struct book *book, const struct binding *b)
{
	int document = b->document ? b->document : book->number;

	for (const struct module *const *m = modules; *m; m++)
		for (const struct norm_of *n = (*m)->norms; n && n->subject; n++)
			if (!b->label && !strcmp(n->subject, b->subject) &&
			    !strcmp(n->norm->kind, b->name) &&
			    rule_document(n->norm->rule) == document)
				return T(cx, n->norm->label);
	return b->label ? T(cx, b->label) : b->name;
}

const char *rule_binding_name(struct ctx *cx, const struct book *book, const struct binding *b)
{
	const struct setting *s = b->type == BIND_SETTING ? setting_find(b->name) : NULL;
	const struct subject *subject = b->subject ? subject_find(b->subject) : NULL;
	const char *label = b->type == BIND_STEP ? step_label(cx, b->subject, b->name) : NULL;
	const char *of = subject ? T(cx, subject->label) : b->subject;
	const struct choice *c;

	switch (b->type) {
	case BIND_SETTING:
		return s ? T(cx, s->sentence) : b->name;
	case BIND_STEP:
		return arena_printf(cx->arena, "%s · %s", of, label ? label : T(cx, "登记"));
	case BIND_DUTY:
		return arena_printf(cx->arena, "%s · %s", of, duty_called(cx, book, b));
	case BIND_PERMISSION:
		return permission_called(cx, b->name);
	case BIND_OBJECTIVE:
		c = choice_named(quality_objectives, b->name);
		return arena_printf(cx->arena, T(cx, "%s（数字尚未实现）"), c ? T(cx, c->label) : b->name);
	case BIND_PENALTY:
		break;
	}
	return b->name;
}

const char *rule_binding_path(struct ctx *cx, const struct binding *b)
{
	if (b->type == BIND_SETTING && actor_may(cx->actor, PERM_SETTING_READ))
		return arena_printf(cx->arena, "/settings/%s", b->name);
	if (b->type == BIND_PERMISSION && actor_may(cx->actor, PERM_PEOPLE_READ))
		return "/roles";
	return NULL;
}

void rule_link(struct page *pg, const char *path, const char *text)
{
	if (path) {
		STRBUF_LITERAL(pg->out, "<a href=\"");
		strbuf_html(pg->out, path);
		STRBUF_LITERAL(pg->out, "\">");
	}
	strbuf_html(pg->out, text);
	if (path)
		STRBUF_LITERAL(pg->out, "</a>");
}

/* ---- JSON ---- */

static void tally_json(struct json *j, const struct tally *t)
{
	int64_t over = t->kept + t->late + t->broken;

	json_int(j, "kept", t->kept);
	json_int(j, "late", t->late);
	json_int(j, "broken", t->broken);
	json_int(j, "waived", t->waived);
	json_int(j, "open", t->open);
	json_text(j, "share", over ? tally_share(j->cx, t) : NULL);
}

static void binding_json(struct json *j, const struct rule_row *row, size_t at, bool counts)
{
	const struct binding *b = &row->article->bind[at];

	json_object(j, NULL);
	json_choice(j, "type", binding_types, (int)b->type);
	if (b->subject)
		json_text(j, "subject", b->subject);
	json_text(j, "name", b->name);
	json_text(j, "called", rule_binding_name(j->cx, row->book, b));
	if (counts && b->type == BIND_DUTY)
		tally_json(j, &row->of[at]);
	if (counts && b->type == BIND_STEP) {
		json_int(j, "taken", row->taken[at]);
		json_int(j, "refused", row->refused[at]);
	}
	json_object_end(j);
}

void rule_row_print(struct json *j, const struct rule_row *row, bool counts)
{
	json_text(j, "article",
		  arena_printf(j->cx->arena, "%d.%s", row->book->number, row->article->key));
	json_text(j, "text", T(j->cx, row->article->text));
	json_choice(j, "enforced", enforced_choices, (int)row->article->by);
	json_array(j, "bindings");
	for (size_t i = 0; i < rule_bindings(row->article); i++)
		binding_json(j, row, i, counts);
	json_array_end(j);
	if (counts && row->counted)
		tally_json(j, &row->tally);
	if (counts && row->stepped)
		json_int(j, "steps", row->steps);
}

static void row_json(struct json *j, const struct rule_row *row)
{
	json_int(j, "document", row->book->number);
	json_text(j, "title", T(j->cx, row->book->title));
	json_text(j, "key", row->article->key);
	rule_row_print(j, row, true);
}

static void period_json(struct json *j, const struct rule_period *p)
{
	json_text(j, "month", p->month);
	json_text(j, "from", p->first);
	json_text(j, "to", p->last);
}

static void coverage_json(struct json *j, int program, int people, int not_built)
{
	json_object(j, "coverage");
	json_int(j, "program", program);
	json_int(j, "people", people);
	json_int(j, "not_built", not_built);
	json_object_end(j);
}

/* ---- the 20 documents ---- */

static void list_json(struct json *j, const struct rule_list_page *p)
{
	period_json(j, &p->period);
	json_array(j, "items");
	for (int i = 0; i < BOOKS; i++) {
		const struct book *b = p->books[i].book;
		json_object(j, NULL);
		json_int(j, "document", b->number);
		json_text(j, "title", T(j->cx, b->title));
		json_text(j, "about", T(j->cx, b->about));
		json_choice(j, "built", built_choices, (int)rule_built(b));
		json_int(j, "articles", (int64_t)b->count);
		coverage_json(j, rule_coverage(b, BY_PROGRAM), rule_coverage(b, BY_PEOPLE),
			      rule_coverage(b, NOT_BUILT));
		if (p->books[i].counted)
			tally_json(j, &p->books[i].tally);
		json_object_end(j);
	}
	json_array_end(j);
	coverage_json(j, p->program, p->people, p->not_built);
	tally_json(j, &p->tally);
}

static int list(struct request *rq)
{
	struct rule_list_page p = { 0 };
	struct rule_row *rows;
	size_t count;
	int r = rule_period_read(&rq->cx, &rq->input, &p.period);

	if (r == OK)
		r = rule_count(&rq->cx, 0, &p.period, &rows, &count);
	if (r < 0)
		return r;
	for (int i = 0; i < BOOKS; i++) {
		const struct book *b = rule_books[i];
		p.books[i].book = b;
		rule_sum(rows, count, b, &p.books[i].tally);
		p.program += rule_coverage(b, BY_PROGRAM);
		p.people += rule_coverage(b, BY_PEOPLE);
		p.not_built += rule_coverage(b, NOT_BUILT);
	}
	for (size_t i = 0; i < count; i++)
		p.books[rows[i].book->number - 1].counted |= rows[i].counted;
	rule_sum(rows, count, NULL, &p.tally);
	return REPLY(rq, T(&rq->cx, "制度"), rules_list_html, list_json, &p);
}

/* ---- one document ---- */

static void book_json(struct json *j, const struct rule_book_page *p)
{
	period_json(j, &p->period);
	json_int(j, "document", p->book->number);
	json_text(j, "title", T(j->cx, p->book->title));
	json_text(j, "about", T(j->cx, p->book->about));
	json_choice(j, "built", built_choices, (int)rule_built(p->book));
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		row_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	coverage_json(j, rule_coverage(p->book, BY_PROGRAM), rule_coverage(p->book, BY_PEOPLE),
		      rule_coverage(p->book, NOT_BUILT));
	tally_json(j, &p->tally);
}

static int find_book(struct request *rq, const struct book **ret)
{
	int64_t number;

	*ret = NULL;
	if (text_int(request_text(rq, "document"), &number) == OK && number <= BOOKS)
		*ret = rule_book((int)number);
	return *ret ? OK : fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有这份制度。"));
}

static int book(struct request *rq)
{
	struct rule_book_page p = { 0 };
	int r = find_book(rq, &p.book);

	if (r == OK)
		r = rule_period_read(&rq->cx, &rq->input, &p.period);
	if (r == OK)
		r = rule_count(&rq->cx, p.book->number, &p.period, &p.rows, &p.count);
	if (r < 0)
		return r;
	rule_sum(p.rows, p.count, p.book, &p.tally);
	return REPLY(rq, T(&rq->cx, p.book->title), rules_book_html, book_json, &p);
}

/* ---- a month of all articles ---- */

static void month_json(struct json *j, const struct rule_month_page *p)
{
	period_json(j, &p->period);
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		row_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static int month(struct request *rq)
{
	struct rule_month_page p = { 0 };
	int r = rule_period_read(&rq->cx, &rq->input, &p.period);

	if (r == OK)
		r = rule_count(&rq->cx, 0, &p.period, &p.rows, &p.count);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "制度执行月表"), rules_month_html, month_json, &p);
}

/* ---- the records behind a count ---- */

static int read_record_filter(struct request *rq, struct rule_record_page *p)
{
	struct ctx *cx = &rq->cx;
	const char *word = request_text(rq, "outcome");
	const struct choice *c = text_blank(word) ? rule_outcomes : choice_named(rule_outcomes, word);
	char *after = arena_strdup(cx->arena, request_text(rq, "after"));
	char *dot = after ? strchr(after, '.') : NULL;
	int64_t at;
	int r = request_int(rq, "bind", 0, &at);

	if (r < 0)
		return r;
	if (!c)
		return fail_field(cx, "outcome", T(cx, "没有“%s”这种结果。"), word);
	if (at < 0 || (size_t)at >= rule_bindings(p->row.article) ||
	    (p->row.article->bind[at].type != BIND_DUTY && p->row.article->bind[at].type != BIND_STEP))
		return fail(cx, ERR_NOT_FOUND, T(cx, "这一条没有记录可查。"));
	p->at = (size_t)at;
	p->filter = (struct rule_filter){ .book = p->row.book, .bind = &p->row.article->bind[at],
					  .outcome = c->value, .most = RECORDS + 1 };
	if (text_blank(after))
		return OK;
	if (dot)
		*dot = '\0';
	if (text_int(after, dot ? &p->filter.after_due : &p->filter.before_seq) < 0 ||
	    (dot && text_int(dot + 1, &p->filter.after_id) < 0))
		return fail_field(cx, "after", T(cx, "翻页的位置不对。"));
	return OK;
}

static int read_duties(struct ctx *cx, struct rule_record_page *p)
{
	struct obligation *list;
	int r = rule_duties(cx, &p->filter, &p->period, &list, &p->count);

	if (r < 0)
		return r;
	if (p->count > RECORDS) {
		p->count = RECORDS;
		p->next = arena_printf(cx->arena, "%" PRId64 ".%" PRId64, list[RECORDS - 1].due_at,
				       list[RECORDS - 1].id);
	}
	p->duties = arena_array(cx->arena, p->count + 1, sizeof *p->duties);
	for (size_t i = 0; i < p->count; i++) {
		struct subject_name name = subject_name(cx, list[i].subject, list[i].subject_id);
		struct rule_record *d = &p->duties[i];
		*d = (struct rule_record){ list[i], name.number, name.title,
					   subject_path(cx, list[i].subject, list[i].subject_id), 0 };
		d->o.overdue = d->o.state == OBLIGATION_OPEN && !d->o.paused_at && d->o.due_at < cx->now;
		d->result = d->o.state == OBLIGATION_MET      ? RULE_KEPT
			     : d->o.state == OBLIGATION_LATE   ? RULE_LATE
			     : d->o.state == OBLIGATION_WAIVED ? RULE_WAIVED
			     : d->o.overdue		       ? RULE_BROKEN
							       : RULE_OPEN;
	}
	return OK;
}

static int read_steps(struct ctx *cx, struct rule_record_page *p)
{
	int r = rule_steps(cx, &p->filter, &p->period, &p->steps, &p->count);

	if (r < 0)
		return r;
	if (p->count > RECORDS) {
		p->count = RECORDS;
		p->next = arena_printf(cx->arena, "%" PRId64, p->steps[RECORDS - 1].seq);
	}
	p->names = arena_array(cx->arena, p->count + 1, sizeof *p->names);
	p->paths = arena_array(cx->arena, p->count + 1, sizeof *p->paths);
	for (size_t i = 0; i < p->count; i++) {
		struct subject_name name = subject_name(cx, p->steps[i].subject, p->steps[i].subject_id);
		p->names[i] = arena_printf(cx->arena, "%s %s", name.number ? name.number : "",
					   name.title ? name.title : "");
		p->paths[i] = subject_path(cx, p->steps[i].subject, p->steps[i].subject_id);
	}
	return OK;
}

static void record_json(struct json *j, const struct rule_record_page *p)
{
	period_json(j, &p->period);
	row_json(j, &p->row);
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		if (p->duties) {
			json_record(j, obligation_fields, &p->duties[i].o);
			json_choice(j, "outcome", rule_outcomes, p->duties[i].result);
			json_text(j, "number", p->duties[i].number);
			json_text(j, "path", p->duties[i].path);
		} else {
			json_record(j, journal_fields, &p->steps[i]);
			json_text(j, "path", p->paths[i]);
		}
		json_object_end(j);
	}
	json_array_end(j);
	json_text(j, "next", p->next);
}

static int records(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct rule_record_page p = { 0 };
	const struct book *b;
	struct rule_row *rows;
	size_t count;
	int r = find_book(rq, &b);

	if (r == OK && !rule_article(b, request_text(rq, "article")))
		r = fail(cx, ERR_NOT_FOUND, T(cx, "这份制度没有这一条。"));
	if (r == OK)
		r = rule_period_read(cx, &rq->input, &p.period);
	if (r == OK)
		r = rule_count(cx, b->number, &p.period, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].article == rule_article(b, request_text(rq, "article")))
			p.row = rows[i];
	if (r == OK)
		r = read_record_filter(rq, &p);
	if (r == OK)
		r = p.filter.bind->type == BIND_DUTY ? read_duties(cx, &p) : read_steps(cx, &p);
	if (r < 0)
		return r;
	return REPLY(rq, T(cx, p.row.article->text), rules_records_html, record_json, &p);
}

/* ---- the dry run ---- */

static void change_json(struct json *j, const struct try_change *c)
{
	json_object(j, NULL);
	json_id(j, "id", c->id);
	json_text(j, "subject", c->subject);
	json_id(j, "subject_id", c->subject_id);
	json_text(j, "label", c->label);
	json_time(j, "started_at", c->started_at);
	json_time(j, "due_at", c->due_at);
	json_time(j, "new_due_at", c->new_due_at);
	json_time(j, "done_at", c->done_at);
	json_choice(j, "before", rule_outcomes, c->before);
	json_choice(j, "after", rule_outcomes, c->after);
	json_object_end(j);
}

static void try_json(struct json *j, const struct rule_try_page *p)
{
	const struct try_result *t = &p->result;

	period_json(j, &p->period);
	json_text(j, "setting", t->setting->name);
	json_int(j, "value_now", t->now_value);
	json_int(j, "value", t->new_value);
	json_object(j, "before");
	tally_json(j, &t->before);
	json_object_end(j);
	json_object(j, "after");
	tally_json(j, &t->after);
	json_object_end(j);
	json_int(j, "changed", t->changed);
	json_array(j, "items");
	for (size_t i = 0; i < t->change_count; i++)
		change_json(j, &t->changes[i]);
	json_array_end(j);
}

/* The month before this one, unless another time is asked for. */
static int read_try_period(struct request *rq, struct rule_period *ret)
{
	struct input last;
	struct civil now;

	if (!text_blank(request_text(rq, "month")) || !text_blank(request_text(rq, "from")))
		return rule_period_read(&rq->cx, &rq->input, ret);
	civil_from_ms(rq->cx.now, rq->zone_minutes, &now);
	input_init(&last, rq->cx.arena);
	input_add(&last, "month",
		  arena_printf(rq->cx.arena, "%04d-%02d", now.month == 1 ? now.year - 1 : now.year,
			       now.month == 1 ? 12 : now.month - 1));
	return rule_period_read(&rq->cx, &last, ret);
}

static int try_setting(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct rule_try_page p = { .setting = request_text(rq, "setting") };
	int r = read_try_period(rq, &p.period);

	if (r == OK)
		r = rule_try(cx, p.setting, request_text(rq, "value"), &p.period, &p.result);
	for (size_t i = 0; r == OK && i < p.result.change_count; i++) {
		const struct try_change *c = &p.result.changes[i];
		p.names[i] = subject_name(cx, c->subject, c->subject_id).number;
		p.paths[i] = subject_path(cx, c->subject, c->subject_id);
	}
	if (r < 0)
		return r;
	return REPLY(rq, T(cx, "试算"), rules_try_html, try_json, &p);
}

static const struct route routes[] = {
	{ "GET", "/rules", PERM_RULE_READ, list,
	  "The 20 documents, how far each is built and how it was kept: month, or from and to",
	  LANE_WORK },
	{ "GET", "/rules/month", PERM_RULE_READ, month, "All articles with their counts in a month",
	  LANE_WORK },
	{ "GET", "/rules/try", PERM_SETTING_READ, try_setting,
	  "Dry run: how last month's records would have fared with another norm: setting, value",
	  LANE_WORK },
	{ "GET", "/rules/:document", PERM_RULE_READ, book,
	  "One document: articles, what enforces them, counts", LANE_WORK },
	{ "GET", "/rules/:document/:article", PERM_DUTY_READ, records,
	  "The records behind a count: outcome, bind (which binding of the article)", LANE_WORK },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/rules", "制度", "shield", PERM_RULE_READ, 80 },
	{ 0 },
};

const struct module rules_module = {
	.name = "rules",
	.label = "制度",
	.routes = routes,
	.menu = menu,
	.exchanges = rule_exchanges,
	.help = rules_help,
};
