#include "modules/duties/duties_web.h"
#include "app/app.h"
#include "app/escalation.h"
#include "app/module.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/duties/templates.h"

/* ---- the board ---- */

static int read_cursor(struct request *rq, struct obligation_filter *f)
{
	char *text = arena_strdup(rq->cx.arena, request_text(rq, "after"));
	char *dot = text ? strchr(text, '.') : NULL;

	if (text_blank(text))
		return OK;
	if (dot)
		*dot = '\0';
	if (!dot || text_int(text, &f->after_due) < 0 || text_int(dot + 1, &f->after_id) < 0)
		return fail_field(&rq->cx, "after", T(&rq->cx, "翻页的位置不对。"));
	return OK;
}

static int read_filter(struct request *rq, struct duties_page *p)
{
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(&rq->cx, "page_size", T(&rq->cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	p->state = request_text(rq, "state");
	if (r == OK)
		r = duty_filter_read(&rq->cx, &rq->input, &p->filter);
	p->filter.most = (size_t)size;
	if (r == OK)
		p->view = choice_of(duty_views, (int)p->filter.view)->word;
	return r == OK ? read_cursor(rq, &p->filter) : r;
}

static void board_json(struct json *j, const struct duties_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		json_record(j, obligation_fields, p->rows[i].o);
		json_text(j, "number", p->rows[i].name.number);
		json_text(j, "title", p->rows[i].name.title);
		json_text(j, "room", p->rows[i].name.room);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static void name_rows(struct ctx *cx, struct duties_page *p)
{
	p->rows = arena_array(cx->arena, p->count ? p->count : 1, sizeof *p->rows);
	for (size_t i = 0; i < p->count; i++) {
		const struct obligation *o = &p->all[i];
		p->rows[i] = (struct duty_row){ o, subject_name(cx, o->subject, o->subject_id),
						subject_path(cx, o->subject, o->subject_id) };
	}
}

static int count_views(struct ctx *cx, struct duties_page *p)
{
	int r = obligation_count_view(cx, VIEW_MINE, false, &p->mine);

	if (r == OK)
		r = obligation_count_view(cx, VIEW_POSTS, false, &p->posts);
	if (r == OK)
		r = obligation_count_view(cx, VIEW_OFFICE, false, &p->office);
	if (r == OK)
		r = obligation_count_view(cx, VIEW_CLIMBED, false, &p->climbed);
	return r == OK ? obligation_count_view(cx, VIEW_WAIVE, false, &p->waive) : r;
}

static int board(struct request *rq)
{
	struct duties_page p = { .total = -1 };
	struct obligation_filter more;
	int r = read_filter(rq, &p);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = obligation_list(&rq->cx, &more, &p.all, &p.count);
	if (r == OK && rq->wants == WANTS_JSON)
		r = obligation_total(&rq->cx, &p.filter, &p.total);
	if (r == OK && rq->wants == WANTS_HTML)
		r = count_views(&rq->cx, &p);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64 ".%" PRId64, p.all[p.count - 1].due_at,
				      p.all[p.count - 1].id);
	}
	name_rows(&rq->cx, &p);
	return REPLY(rq, T(&rq->cx, "待办"), duties_board_html, board_json, &p);
}

/* ---- one ---- */

static void show_json(struct json *j, const struct duty_page *p)
{
	json_record(j, obligation_fields, &p->o);
	json_text(j, "number", p->name.number);
	json_text(j, "title", p->name.title);
	json_text(j, "room", p->name.room);
	json_array(j, "actions");
	if (p->may_ask)
		json_text(j, NULL, "waive");
	if (p->may_agree) {
		json_text(j, NULL, "agree");
		json_text(j, NULL, "refuse");
	}
	json_array_end(j);
	json_records(j, "events", journal_fields, p->events, p->event_count);
}

static int show_read(struct request *rq, int64_t id, struct duty_page *ret)
{
	struct ctx *cx = &rq->cx;
	int r = obligation_get(cx, id, &ret->o);
	bool open;

	if (r == OK)
		r = journal_of(cx, "obligation", id, &ret->events, &ret->event_count);
	if (r < 0)
		return r;
	open = ret->o.state == OBLIGATION_OPEN;
	ret->name = subject_name(cx, ret->o.subject, ret->o.subject_id);
	ret->path = subject_path(cx, ret->o.subject, ret->o.subject_id);
	ret->may_ask = open && !ret->o.waive_by && actor_may(cx->actor, PERM_DUTY_ASK);
	ret->may_agree = open && ret->o.waive_by && ret->o.waive_by != rq->actor.id &&
			 ret->o.owner_id != rq->actor.id && actor_may(cx->actor, PERM_DUTY_WAIVE);
	return OK;
}

static int show(struct request *rq)
{
	struct duty_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, p.o.label), duties_show_html, show_json, &p);
}

static int changed(struct request *rq, int64_t id, int r)
{
	struct duty_page p = { 0 };

	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/obligations/%" PRId64, id);
}

static int waive(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	return r < 0 ? r : changed(rq, id, duty_waive(&rq->cx, id, request_text(rq, "reason")));
}

static int agree(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	return r < 0 ? r : changed(rq, id, duty_agree(&rq->cx, id));
}

static int refuse(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	return r < 0 ? r : changed(rq, id, duty_refuse(&rq->cx, id, request_text(rq, "reason")));
}

/* ---- deputies ---- */

static void deputies_json(struct json *j, const struct deputies_page *p)
{
	json_records(j, "items", deputy_fields, p->rows, p->count);
}

static int deputies_read(struct request *rq, struct deputies_page *p)
{
	struct staff_filter all = { .state = STAFF_ACTIVE, .role = -1, .most = LIMIT_PAGE_SIZE };
	int r = deputy_list(&rq->cx, &p->rows, &p->count);

	p->may_write = actor_may(rq->cx.actor, PERM_DEPUTY_WRITE);
	p->self = rq->actor.id;
	return r == OK ? staff_list(&rq->cx, &all, &p->people, &p->people_count) : r;
}

static int deputies(struct request *rq)
{
	struct deputies_page p = { 0 };
	int r = deputies_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "代理"), duties_deputies_html, deputies_json, &p);
}

static int deputies_changed(struct request *rq, int r)
{
	struct deputies_page p = { 0 };

	if (r == OK && rq->wants == WANTS_JSON)
		r = deputies_read(rq, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, deputies_json, &p, "/deputies");
}

static int deputies_add(struct request *rq)
{
	struct deputy_new in = { 0 };
	int64_t id;
	int r = request_form(rq, deputy_new_fields, &in);

	return r < 0 ? r : deputies_changed(rq, deputy_add(&rq->cx, &in, &id));
}

static int deputies_end(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	return r < 0 ? r : deputies_changed(rq, deputy_end(&rq->cx, id));
}

static const struct route routes[] = {
	{ "GET", "/obligations", PERM_DUTY_READ, board,
	  "Everything owed, soonest first: view (mine, posts, office, climbed, waive), state, subject" },
	{ "GET", "/obligations/:id", PERM_DUTY_READ, show, "One obligation with its clock" },
	{ "POST", "/obligations/:id/waive", PERM_DUTY_ASK, waive, "Ask that it be waived: reason",
	  .form = show },
	{ "POST", "/obligations/:id/agree", PERM_DUTY_WAIVE, agree,
	  "Agree to waive it; not who asked, nor who owes it", .form = show },
	{ "POST", "/obligations/:id/refuse", PERM_DUTY_WAIVE, refuse, "It stays owed: reason",
	  .form = show },
	{ "GET", "/deputies", PERM_SIGNED_IN, deputies, "Who stands in for whom" },
	{ "POST", "/deputies", PERM_SIGNED_IN, deputies_add,
	  "Name a deputy, for oneself or with the permission for another", .form = deputies },
	{ "POST", "/deputies/:id/end", PERM_SIGNED_IN, deputies_end, "End it now", .form = deputies },
	{ 0 },
};

static const struct job jobs[] = {
	{ "duties.climb", 15, escalation_run, "应办事项到时提醒、到期升级" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/obligations?view=mine", "待办", "clock", PERM_DUTY_READ, 30, "gd" },
	{ 0 },
};

static int name_duty(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct obligation o;
	int r = obligation_get(cx, id, &o);

	if (r == OK) {
		*ret = subject_name(cx, o.subject, o.subject_id);
		ret->title = arena_printf(cx->arena, "%s %s", T(cx, o.label), ret->title);
	}
	return r;
}

static const struct subject subjects[] = {
	{ "obligation", "应办事项", "/obligations/", name_duty },
	{ 0 },
};

static const struct follow follows[] = {
	{ "person", "leave", deputy_person_left },
	{ 0 },
};

static const struct exchange exchanges[] = {
	{ "obligations", "待办", PERM_UNSET, PERM_LIST_EXPORT, .sheet = &duty_sheet,
	  .read = PERM_DUTY_READ },
	{ 0 },
};

const struct module duties_module = {
	.name = "duties",
	.label = "待办",
	.routes = routes,
	.exchanges = exchanges,
	.settings = escalation_settings,
	.jobs = jobs,
	.menu = menu,
	.follows = follows,
	.subjects = subjects,
	.help = duties_help,
};
