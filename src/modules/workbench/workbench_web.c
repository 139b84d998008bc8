#include "modules/workbench/workbench_web.h"
#include "app/module.h"
#include "app/view.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/calls/calls.h"
#include "modules/complaints/complaints.h"
#include "modules/keys/keys.h"
#include "modules/visits/visits.h"
#include "modules/workbench/palette_web.h"
#include "modules/workbench/templates.h"

enum { QUEUE = 12 };

/* What waits in other areas, as far as the person may look there. */
static int read_others(struct ctx *cx, struct workbench_page *p)
{
	int r = OK;

	p->complaints = p->visits = p->missed_calls = p->keys = -1;
	if (actor_may(cx->actor, PERM_COMPLAINT_READ))
		r = complaint_total(cx, &(struct complaint_filter){ .state = "open" },
				    &p->complaints);
	if (r == OK && actor_may(cx->actor, PERM_VISIT_READ))
		r = visit_total(cx, &(struct visit_filter){ .state = "open" }, &p->visits);
	if (r == OK && actor_may(cx->actor, PERM_CALL_READ))
		r = call_total(cx, &(struct call_filter){ .state = CALL_MISSED },
			       &p->missed_calls);
	if (r == OK && actor_may(cx->actor, PERM_KEY_READ))
		r = key_overdue_count(cx, &p->keys);
	return r;
}

static void other_json(struct json *j, const char *name, int64_t n)
{
	if (n >= 0)
		json_int(j, name, n);
}

static void counts_json(struct json *j, const struct workbench_page *p)
{
	const struct request_counts *c = &p->counts;

	json_object(j, "counts");
	json_int(j, "new", c->fresh);
	json_int(j, "working", c->working);
	json_int(j, "due_soon", c->due_soon);
	json_int(j, "overdue", c->overdue);
	json_int(j, "today", c->today);
	other_json(j, "complaints", p->complaints);
	other_json(j, "visits", p->visits);
	other_json(j, "missed_calls", p->missed_calls);
	other_json(j, "overdue_keys", p->keys);
	json_object_end(j);
}

static void home_json(struct json *j, const struct workbench_page *p)
{
	counts_json(j, p);
	json_array(j, "items");
	for (size_t i = 0; i < p->list.count; i++) {
		json_object(j, NULL);
		request_record_json(j, &p->list.rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	if (p->has_shift)
		shift_panel_json(j, &p->shift);
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

/* What the office stands for, where its people see it: document 12 (a). */
static int read_policy(struct ctx *cx, struct document *ret)
{
	int r = document_in_force(cx, DOCUMENT_POLICY, ret);

	if (r != ERR_NOT_FOUND)
		return r;
	cx->why[0] = '\0';
	*ret = (struct document){ 0 };
	return OK;
}

/* Somebody who works in the house, and holds no post at a desk. */
static bool works_outside(const struct actor *a)
{
	static const enum role outside[] = { ROLE_TECHNICIAN, ROLE_GUARD, ROLE_FIRE_OPERATOR };
	int64_t desk = a->roles;

	for (size_t i = 0; i < COUNT(outside); i++)
		desk &= ~(INT64_C(1) << outside[i]);
	return a->roles && !desk && actor_may(a, PERM_REQUEST_WORK);
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
	if (rq->wants == WANTS_HTML && works_outside(cx->actor) && !request_text(rq, "view"))
		return reply_see_other(rq, "/jobs");
	r = setting_int(cx, "calls.cadence_ms", &p.cadence_ms);
	if (r == OK)
		r = request_count(cx, today, &p.counts);
	if (r == OK)
		r = contact_count(cx, today, &p.contacts_today);
	if (r == OK)
		r = read_others(cx, &p);
	if (r == OK)
		r = read_queue(rq, &p);
	if (r == OK && !text_blank(phone)) {
		r = caller_find(cx, phone, &p.card);
		p.has_card = r == OK;
	}
	p.has_shift = actor_may(cx->actor, PERM_SHIFT_READ);
	if (r == OK && p.has_shift)
		r = shift_panel_read(cx, PANEL_NOTES, &p.shift);
	if (r == OK)
		r = view_list(cx, &p.views, &p.view_count);
	if (r == OK)
		r = read_policy(cx, &p.policy);
	if (r < 0)
		return r;
	return REPLY(rq, T(cx, "工作台"), workbench_home_html, home_json, &p);
}

/* ---- the palette ---- */

static void palette_json(struct json *j, const struct palette *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		const struct palette_entry *e = &p->entry[i];
		json_object(j, NULL);
		json_text(j, "group", e->group);
		json_text(j, "label", e->label);
		json_text(j, "note", e->note);
		json_text(j, "path", e->path);
		json_text(j, "key", e->key);
		json_object_end(j);
	}
	json_array_end(j);
}

static int palette(struct request *rq)
{
	struct palette p;
	int r = palette_read(&rq->cx, request_text(rq, "q"), &p);

	return r < 0 ? r
		     : REPLY(rq, T(&rq->cx, "查找和命令"), workbench_palette_html, palette_json, &p);
}

static const struct route routes[] = {
	{ "GET", "/", PERM_SIGNED_IN, home, "The workbench: counters and the queue" },
	{ "GET", "/palette", PERM_SIGNED_IN, palette,
	  "What q may mean: households, requests, complaints, pages and acts" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/?view=all", "工作台", "board", PERM_REQUEST_READ, 10, "gw" },
	{ 0 },
};

const struct module workbench_module = {
	.name = "workbench",
	.label = "工作台",
	.routes = routes,
	.menu = menu,
	.help = workbench_help,
};
