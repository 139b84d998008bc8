#include "modules/documents/documents_web.h"
#include "app/app.h"
#include "app/module.h"
#include "app/norm_list.h"
#include "base/text.h"
#include "modules/documents/documents_rules.h"
#include "modules/documents/templates.h"

const char *document_state_colour(int state)
{
	switch (state) {
	case DOCUMENT_IN_FORCE:
		return "green";
	case DOCUMENT_SUBMITTED:
		return "amber";
	case DOCUMENT_APPROVED:
		return "blue";
	default:
		return "grey";
	}
}

const char *reading_percent(struct ctx *cx, const struct reading_share *s)
{
	if (!s->all)
		return T(cx, "无数据");
	return arena_printf(cx->arena, "%.1f%%", 100.0 * (double)s->done / (double)s->all);
}

const char *document_action_label(struct ctx *cx, const char *action)
{
	const char *label = step_label(cx, "document", action);

	if (!strcmp(action, "draft"))
		return T(cx, "起草");
	if (!strcmp(action, "refuse"))
		return T(cx, "被拒绝的操作");
	return label ? label : action;
}

const struct field *document_edit_field(size_t i)
{
	static const struct field title_and_text[] = {
		FIELD(document, title, .label = "标题", .flags = IN_FORM | REQUIRED, .max = 60),
		FIELD(document, text, .label = "正文", .show = SHOW_LONG,
		      .flags = IN_FORM | REQUIRED, .max = 2000),
	};

	assert(i < COUNT(title_and_text));
	return &title_and_text[i];
}

bool document_entry_wants(int kind, const char *member)
{
	if (!strcmp(member, "side"))
		return kind == DOCUMENT_DUTIES;
	return kind == DOCUMENT_POLICY || strcmp(member, "objective") != 0;
}

/* ---- the list ---- */

static void share_json(struct json *j, const struct reading_share *s)
{
	json_object(j, "reading");
	json_int(j, "done", s->done);
	json_int(j, "all", s->all);
	json_text(j, "share", s->all ? reading_percent(j->cx, s) : NULL);
	json_object_end(j);
}

static void list_json(struct json *j, const struct document_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		json_record(j, document_fields, &p->rows[i].d);
		share_json(j, &p->rows[i].share);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, (int64_t)p->count);
	json_text(j, "next", NULL);
}

static int list(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct document_list_page p = { .may_draft = actor_may(cx->actor, PERM_DOCUMENT_WRITE) };
	const char *word = request_text(rq, "kind");
	const struct choice *c = text_blank(word) ? NULL : choice_named(document_kinds, word);
	struct document *docs;
	int r;

	if (!text_blank(word) && !c)
		return fail_field(cx, "kind", T(cx, "没有“%s”这种文件。"), word);
	r = document_list(cx, c ? c->value : 0, &docs, &p.count);
	if (r < 0)
		return r;
	p.rows = arena_array(cx->arena, p.count + 1, sizeof *p.rows);
	for (size_t i = 0; r == OK && i < p.count; i++) {
		p.rows[i].d = docs[i];
		if (docs[i].state == DOCUMENT_IN_FORCE)
			r = reading_count(cx, docs[i].id, &p.rows[i].share);
	}
	if (r < 0)
		return r;
	return REPLY(rq, T(cx, "制度文件"), documents_list_html, list_json, &p);
}

/* ---- one document ---- */

static void show_json(struct json *j, const struct document_show_page *p)
{
	json_record(j, document_fields, &p->d);
	json_records(j, "entries", document_entry_fields, p->entries, p->entry_count);
	share_json(j, &p->share);
	json_records(j, "readings", reading_fields, p->readings, p->reading_count);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	steps_json(j, j->cx, &document_machine, &p->d);
}

static int read_mine(struct ctx *cx, struct document_show_page *p)
{
	int r = reading_of(cx, p->d.id, &p->mine);

	if (r == ERR_NOT_FOUND) {
		cx->why[0] = '\0';
		p->mine.id = 0;
		return OK;
	}
	return r;
}

static int show_read(struct ctx *cx, int64_t id, struct document_show_page *p)
{
	char why[sizeof cx->why];
	int r = document_get(cx, id, &p->d);

	memcpy(why, cx->why, sizeof why); /* of a refused step, shown again */
	if (r == OK)
		r = document_entries(cx, id, &p->entries, &p->entry_count);
	if (r == OK)
		r = reading_count(cx, id, &p->share);
	if (r == OK)
		r = reading_list(cx, id, false, &p->readings, &p->reading_count);
	if (r == OK)
		r = read_mine(cx, p);
	if (r == OK)
		r = journal_of(cx, "document", id, &p->events, &p->event_count);
	if (r == OK)
		r = obligation_of(cx, "document", id, &p->obligations, &p->obligation_count);
	p->action_count = steps_open(cx, &document_machine, &p->d, p->actions, COUNT(p->actions));
	if (r == OK)
		memcpy(cx->why, why, sizeof why);
	return r;
}

static int show(struct request *rq)
{
	struct document_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(&rq->cx, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.d.title, documents_show_html, show_json, &p);
}

/* The policy in force, for everybody. */
static int policy(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct document_show_page p = { 0 };
	int r = document_in_force(cx, DOCUMENT_POLICY, &p.d);

	if (r == ERR_NOT_FOUND && rq->wants == WANTS_HTML) {
		cx->why[0] = '\0';
		p.none = true;
		return REPLY(rq, T(cx, "质量方针"), documents_policy_html, show_json, &p);
	}
	if (r == OK)
		r = show_read(cx, p.d.id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.d.title, documents_policy_html, show_json, &p);
}

static int reply_shown(struct request *rq, int64_t id, bool created)
{
	struct document_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(&rq->cx, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/documents/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/documents/%" PRId64, id);
}

static int draft(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *word = request_text(rq, "kind");
	const struct choice *c = word ? choice_named(document_kinds, word) : NULL;
	int64_t id;
	int r;

	if (!c)
		return fail_field(cx, "kind", T(cx, "请选择起草质量方针还是部门职责。"));
	r = document_draft(cx, (enum document_kind)c->value, &id);
	return r < 0 ? r : reply_shown(rq, id, true);
}

/* What somebody was not allowed to do with a document is answered and noted in one transaction. */
static int refuse(struct request *rq, int64_t id, const char *action)
{
	char why[sizeof rq->cx.why];
	int r;

	memcpy(why, rq->cx.why, sizeof why);
	r = document_refused(&rq->cx, id, action);
	if (r < 0)
		return r;
	memcpy(rq->cx.why, why, sizeof why);
	reply_error(rq, ERR_FORBIDDEN);
	return OK;
}

static int take_step(struct request *rq)
{
	const char *action = request_text(rq, "step");
	struct document d;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = document_step(&rq->cx, id, action, version, &rq->input, rq->zone_minutes, &d);
	if (r == ERR_FORBIDDEN)
		return refuse(rq, id, action);
	return r < 0 ? r : reply_shown(rq, id, false);
}

/* ---- readings ---- */

static void mine_json(struct json *j, const struct reading_list_page *p)
{
	json_records(j, "items", reading_fields, p->rows, p->count);
	json_total(j, (int64_t)p->count);
	json_text(j, "next", NULL);
}

/* What I have still to read. */
static int mine(struct request *rq)
{
	struct reading_list_page p = { 0 };
	int r = reading_mine(&rq->cx, &p.rows, &p.count);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "待阅知"), documents_readings_html, mine_json, &p);
}

static void reading_json(struct json *j, const struct reading *r)
{
	json_record(j, reading_fields, r);
	steps_json(j, j->cx, &reading_machine, r);
}

/* On a page the document itself says it all. */
static int reading_show(struct request *rq)
{
	struct reading reading;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = reading_get(&rq->cx, id, &reading);
	if (r < 0)
		return r;
	if (rq->wants == WANTS_HTML)
		return reply_see_other(rq, "/documents/%" PRId64, reading.document_id);
	reading_json(reply_json(rq, 200), &reading);
	return reply_done(rq);
}

static int reading_take(struct request *rq)
{
	struct reading reading;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = reading_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				 rq->zone_minutes, &reading);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, reading_json, &reading, "/documents/%" PRId64,
			     reading.document_id);
}

/* ---- the module ---- */

static const struct route routes[] = {
	{ "GET", "/policy", PERM_SIGNED_IN, policy, "The quality policy in force" },
	{ "GET", "/documents", PERM_DOCUMENT_READ, list,
	  "The policy and the duties of the department, each version" },
	{ "POST", "/documents", PERM_DOCUMENT_WRITE, draft,
	  "A new draft from what is in force: kind", .form = list },
	{ "GET", "/documents/:id", PERM_DOCUMENT_READ, show, "One version with who has read it" },
	{ "POST", "/documents/:id/:step", PERM_DOCUMENT_READ, take_step,
	  "Take a step; each step asks for its own permission, a refusal is noted", .form = show },
	{ "GET", "/readings", PERM_SIGNED_IN, mine, "What I have still to read" },
	{ "GET", "/readings/:id", PERM_DOCUMENT_READ, reading_show, "One reading" },
	{ "POST", "/readings/:id/:step", PERM_SIGNED_IN, reading_take,
	  "confirm: I have read it; only the person asked" },
	{ 0 },
};

static int daily_run(struct ctx *cx, void *arg)
{
	(void)arg;
	return document_daily(cx);
}

static int daily(struct ctx *cx)
{
	return app_write(cx, daily_run, NULL);
}

static const struct job jobs[] = {
	{ "documents.daily", 60, daily,
	  "Bring approved documents into force on their day, ask for readings, open reviews" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/documents", "制度文件", "file", PERM_DOCUMENT_READ, 81 },
	{ 0 },
};

static const struct machine *const machines[] = { &document_machine, &reading_machine, NULL };
static const struct norm_of norms[] = {
	{ "reading", &reading_norm },
	{ "document", &document_review_norm },
	{ NULL, NULL },
};

static const struct follow follows[] = {
	{ "person", "leave", reading_left },
	{ "reading", "waived", reading_waived },
	{ 0 },
};

static int name_document(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct document d;
	int r = document_get(cx, id, &d);

	if (r == OK)
		*ret = (struct subject_name){
			arena_printf(cx->arena, T(cx, "第 %d 版"), d.edition), d.title, "" };
	return r;
}

static int name_reading(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct reading reading;
	int r = reading_get(cx, id, &reading);

	return r == OK ? name_document(cx, reading.document_id, ret) : r;
}

static const struct subject subjects[] = {
	{ "document", "制度文件", "/documents/", name_document },
	{ "reading", "阅知", "/readings/", name_reading },
	{ 0 },
};

const struct module documents_module = {
	.name = "documents",
	.label = "制度文件",
	.routes = routes,
	.settings = document_settings,
	.jobs = jobs,
	.menu = menu,
	.follows = follows,
	.subjects = subjects,
	.machines = machines,
	.norms = norms,
	.help = documents_help,
};
