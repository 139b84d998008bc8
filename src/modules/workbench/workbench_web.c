#include "modules/workbench/workbench_web.h"
#include "app/module.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/workbench/templates.h"

enum { QUEUE = 12 };

static void counts_json(struct json *j, const struct request_counts *c)
{
	json_object(j, "counts");
	json_int(j, "new", c->fresh);
	json_int(j, "working", c->working);
	json_int(j, "due_soon", c->due_soon);
	json_int(j, "overdue", c->overdue);
	json_int(j, "today", c->today);
	json_object_end(j);
}

static void home_json(struct json *j, const struct workbench_page *p)
{
	counts_json(j, &p->counts);
	json_array(j, "items");
	for (size_t i = 0; i < p->list.count; i++) {
		json_object(j, NULL);
		request_record_json(j, &p->list.rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

/* mine: what I am to do; late: the overdue; else everything open, soonest first. */
static int read_queue(struct request *rq, struct workbench_page *p)
{
	struct request_filter *f = &p->list.filter;
	int r = request_filter_of(&rq->cx, &rq->input, rq->zone_minutes, f);

	p->view = request_text(rq, "view");
	f->state = "open";
	f->by_due = true;
	f->most = QUEUE;
	if (p->view && !strcmp(p->view, "mine"))
		f->assignee = rq->actor.id;
	else if (p->view && !strcmp(p->view, "new"))
		f->state = "undispatched";
	else if (p->view && !strcmp(p->view, "late"))
		f->state = "overdue";
	p->list.now = rq->cx.now;
	p->list.kind = request_text(rq, "kind");
	return r == OK ? request_list(&rq->cx, f, &p->list.rows, &p->list.count) : r;
}

static int home(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct workbench_page p = { 0 };
	int64_t today = civil_ms(civil_day_of(cx->now, rq->zone_minutes), 0, rq->zone_minutes);
	const char *phone = request_text(rq, "phone");
	int r = OK;

	if (!actor_may(cx->actor, PERM_REQUEST_READ))
		return reply_see_other(rq, "/me");
	r = request_count(cx, today, &p.counts);
	if (r == OK)
		r = contact_count(cx, today, &p.contacts_today);
	if (r == OK)
		r = read_queue(rq, &p);
	if (r == OK && !text_blank(phone) && text_phone(cx->arena, phone)) {
		r = caller_card(cx, phone, &p.card);
		p.has_card = r == OK;
	}
	if (r < 0)
		return r;
	return REPLY(rq, T(cx, "工作台"), workbench_home_html, home_json, &p);
}

/* ---- everything owed ---- */

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

static int read_filter(struct request *rq, struct obligation_page *p)
{
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	p->state = request_text(rq, "state");
	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(&rq->cx, "page_size", T(&rq->cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	p->filter.most = (size_t)size;
	if (r == OK && !text_blank(p->state) && strcmp(p->state, "open")) {
		const struct choice *c = choice_named(obligation_states, p->state);
		if (!strcmp(p->state, "overdue"))
			p->filter.overdue = true;
		else if (c)
			p->filter.state = c->value;
		else
			r = fail_field(&rq->cx, "state", T(&rq->cx, "没有“%s”这个状态。"), p->state);
	}
	if (r == OK && request_text(rq, "owner") && !strcmp(request_text(rq, "owner"), "me"))
		p->filter.owner = rq->actor.id;
	else if (r == OK)
		r = request_int(rq, "owner", 0, &p->filter.owner);
	return r == OK ? read_cursor(rq, &p->filter) : r;
}

static void board_json(struct json *j, const struct obligation_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		json_record(j, obligation_fields, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int board(struct request *rq)
{
	struct obligation_page p = { 0 };
	struct obligation_filter more;
	int r = read_filter(rq, &p);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = obligation_list(&rq->cx, &more, &p.rows, &p.count);
	if (r == OK && rq->wants == WANTS_JSON)
		r = obligation_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64 ".%" PRId64, p.rows[p.count - 1].due_at,
				      p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "待办"), workbench_board_html, board_json, &p);
}

static const struct route routes[] = {
	{ "GET", "/", PERM_SIGNED_IN, home, "The workbench: counters and the queue" },
	{ "GET", "/obligations", PERM_REQUEST_READ, board, "Everything owed, soonest first" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/", "工作台", "board", PERM_REQUEST_READ, 10 },
	{ "/obligations", "待办", "clock", PERM_REQUEST_READ, 30 },
	{ 0 },
};

const struct module workbench_module = {
	.name = "workbench",
	.label = "工作台",
	.routes = routes,
	.menu = menu,
};
