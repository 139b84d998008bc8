#include "modules/calls/call_export.h"
#include "modules/calls/calls_web.h"
#include "base/civil.h"
#include "modules/calls/call_events.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/calls/templates.h"
#include "pages/parts.h"

const char *call_state_colour(int state)
{
	switch (state) {
	case CALL_RINGING:
	case CALL_PROMISED:
	case CALL_TRANSFERRED:
		return "amber";
	case CALL_MISSED:
		return "red";
	case CALL_TALKING:
		return "blue";
	case CALL_RETURNED:
	case CALL_REPLIED:
		return "green";
	default:
		return "grey";
	}
}

void call_rings_html(struct page *pg, int rings)
{
	if (rings == RINGS_UNKNOWN)
		html_text(pg, "—");
	else
		html_int(pg, rings);
}

const char *call_share_text(struct ctx *cx, int64_t n, int64_t of)
{
	int64_t share = call_share(n, of);

	if (share < 0)
		return T(cx, "无数据");
	return arena_printf(cx->arena, "%" PRId64 ".%" PRId64 "%%", share / 10, share % 10);
}

void call_tabs_html(struct page *pg, const char *here)
{
	static const struct {
		const char *path, *label;
	} tabs[] = {
		{ "/calls", "来电登记" },      { "/calls?state=missed", "待回拨" },
		{ "/scripts", "话术" }, { "/calls/duty", "电话值班表" }, { "/calls/month", "电话统计" },
		{ "/calls/setup", "分机与接入" },
	};

	STRBUF_LITERAL(pg->out, "<nav class=\"tabs\" aria-label=\"");
	html_text(pg, T(pg->cx, "电话"));
	STRBUF_LITERAL(pg->out, "\">");
	for (size_t i = 0; i < COUNT(tabs); i++) {
		strbuf_printf(pg->out, "<a href=\"%s\"%s>", tabs[i].path,
			      strcmp(here, tabs[i].path) ? "" : " aria-current=\"page\"");
		html_text(pg, T(pg->cx, tabs[i].label));
		STRBUF_LITERAL(pg->out, "</a>");
	}
	STRBUF_LITERAL(pg->out, "</nav>");
}

const char *call_action_label(struct ctx *cx, const char *action)
{
	for (size_t i = 0; i < call_machine.count; i++)
		if (!strcmp(call_machine.steps[i].action, action))
			return T(cx, call_machine.steps[i].label);
	return strcmp(action, "count") ? action : T(cx, "人工计数");
}

/* ---- the register ---- */

static int read_cursor(struct request *rq, struct call_filter *f)
{
	char *text = arena_strdup(rq->cx.arena, request_text(rq, "after"));
	char *dot = text ? strchr(text, '.') : NULL;

	if (text_blank(text))
		return OK;
	if (dot)
		*dot = '\0';
	if (!dot || text_int(text, &f->after_at) < 0 || text_int(dot + 1, &f->after_id) < 0)
		return fail_field(&rq->cx, "after", T(&rq->cx, "翻页的位置不对。"));
	return OK;
}

static int read_filter(struct request *rq, struct call_list_page *p)
{
	struct ctx *cx = &rq->cx;
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	p->state = request_text(rq, "state");
	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = call_filter_of(cx, &rq->input, rq->zone_minutes, &p->filter);
	p->filter.most = (size_t)size;
	return r == OK ? read_cursor(rq, &p->filter) : r;
}

static void call_json(struct json *j, const struct call *c)
{
	json_record(j, call_fields, c);
	if (c->rings == RINGS_UNKNOWN)
		json_text(j, "rings", NULL);
	else
		json_int(j, "rings", c->rings);
	if (c->answered_after_ms < 0)
		json_text(j, "answered_after_ms", NULL);
	else
		json_int(j, "answered_after_ms", c->answered_after_ms);
	if (c->missed_at)
		json_bool(j, "back_in_time", call_back_in_time(c));
	steps_json(j, j->cx, &call_machine, c);
}

static void list_json(struct json *j, const struct call_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		call_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct call_list_page p = { 0 };
	struct call_filter more;
	int r = read_filter(rq, &p);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = call_list(&rq->cx, &more, &p.rows, &p.count);
	if (r == OK && rq->wants == WANTS_JSON)
		r = call_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		const struct call *last = &p.rows[--p.count - 1];
		p.next = arena_printf(rq->cx.arena, "%" PRId64 ".%" PRId64, last->received_at, last->id);
	}
	return REPLY(rq, T(&rq->cx, "来电登记"), calls_list_html, list_json, &p);
}

/* ---- one call ---- */

static int show_read(struct request *rq, int64_t id, struct call_show_page *p)
{
	struct ctx *cx = &rq->cx;
	int r = call_get(cx, id, &p->c);

	if (r == OK)
		r = obligation_of(cx, "call", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "call", id, &p->events, &p->event_count);
	if (r == OK && p->c.contact_id)
		r = contact_get(cx, p->c.contact_id, &p->contact);
	if (r == OK && rq->wants == WANTS_HTML)
		r = call_people(cx, &p->people, &p->people_count);
	if (r == OK)
		p->action_count = steps_open(cx, &call_machine, &p->c, p->actions,
					     COUNT(p->actions));
	return r;
}

static void show_json(struct json *j, const struct call_show_page *p)
{
	call_json(j, &p->c);
	if (p->c.contact_id)
		json_text(j, "contact_number", p->contact.number);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
}

static int show(struct request *rq)
{
	struct call_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.c.number, calls_show_html, show_json, &p);
}

static int take_step(struct request *rq)
{
	struct call_show_page p = { 0 };
	struct call c;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = call_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
			      rq->zone_minutes, &c);
	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/calls/%" PRId64, id);
}

/* ---- the card ---- */

static void card_json(struct json *j, const struct call_card_page *p)
{
	json_bool(j, "calling", p->c.id != 0);
	if (!p->c.id)
		return;
	call_json(j, &p->c);
	json_text(j, "greeting", p->greeting);
	json_text(j, "apology", p->apology);
	json_bool(j, "known", p->has_card && p->card.people_count > 0);
}

/* What to say first; who rang for long is asked to excuse it. */
static int read_script(struct ctx *cx, struct call_card_page *p)
{
	struct script_card script;
	int64_t rings, cadence, waited = cx->now - p->c.received_at;
	int r = script_card(cx, &script);

	if (r == OK)
		r = setting_int(cx, "calls.rings", &rings);
	if (r == OK)
		r = setting_int(cx, "calls.cadence_ms", &cadence);
	if (r < 0)
		return r;
	p->greeting = script.greeting;
	if (p->c.rings > rings || (p->c.state == CALL_RINGING && waited >= rings * cadence))
		p->apology = script.all[SCRIPT_LATE - 1].said;
	return OK;
}

static int reply_card(struct request *rq, struct call_card_page *p)
{
	const struct call *c = &p->c;
	int r = OK;

	p->over = (c->state != CALL_RINGING && c->state != CALL_TALKING && c->state != CALL_ENDED &&
		   c->state != CALL_PROMISED) ||
		  (c->answered_at && *c->extension && c->answerer_id != rq->actor.id);
	if (p->c.id && *p->c.phone) {
		r = caller_card(&rq->cx, p->c.phone, &p->card);
		p->has_card = r == OK;
	}
	if (r == OK && c->id)
		r = read_script(&rq->cx, p);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "来电"), calls_card_html, card_json, p);
}

static int card(struct request *rq)
{
	struct call_card_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = call_get(&rq->cx, id, &p.c);
	return r < 0 ? r : reply_card(rq, &p);
}

static int mine(struct request *rq)
{
	struct call_card_page p = { 0 };
	int r = call_of_person(&rq->cx, rq->actor.id, &p.c);

	return r < 0 ? r : reply_card(rq, &p);
}

/* ---- what the telephone system tells ---- */

static int signed_by_key(struct request *rq, int64_t *ret_community)
{
	const struct http_request *http = rq->http;
	const char *key = http_header(http, "X-Call-Key");
	int r;

	if (!key)
		return 0;
	r = call_key_check(&rq->cx, key, http_header(http, "X-Call-Time"),
			   http_header(http, "X-Call-Signature"), http->body, http->body_size,
			   ret_community);
	return r < 0 ? r : 1;
}

static void told_json(struct json *j, const struct call *c)
{
	call_json(j, c);
}

static int tell(struct request *rq)
{
	struct call_event e = { 0 };
	struct call c;
	int r = request_form(rq, call_event_fields, &e);

	if (r == OK)
		r = call_tell(&rq->cx, &e, &c);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, told_json, &c, "/calls/%" PRId64, c.id);
}

/* ---- the month ---- */

static void counts_json(struct json *j, const char *key, const struct call_count *rows,
			size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_text(j, "label", rows[i].label);
		json_int(j, "count", rows[i].n);
		json_object_end(j);
	}
	json_array_end(j);
}

/* In per cent with one decimal; null without a denominator. */
static void share_json(struct json *j, const char *key, int64_t n, int64_t of)
{
	json_text(j, key, of > 0 ? call_share_text(j->cx, n, of) : NULL);
}

static void month_json(struct json *j, const struct call_month *m)
{
	json_int(j, "answered", m->answered);
	json_int(j, "rings_known", m->counted);
	json_int(j, "within_rings", m->within);
	share_json(j, "within_share", m->within, m->counted);
	json_int(j, "missed", m->missed);
	share_json(j, "missed_share", m->missed, m->answered + m->missed);
	json_int(j, "back_in_time", m->back_in_time);
	share_json(j, "back_in_time_share", m->back_in_time, m->missed);
	json_int(j, "returned", m->back);
	json_int(j, "unreachable", m->unreachable);
	json_int(j, "waiting", m->waiting);
	json_int(j, "promised", m->promised);
	json_int(j, "promise_kept", m->promise_kept);
	json_int(j, "dispatched", m->dispatched);
	json_int(j, "dispatch_late", m->dispatch_late);
	json_int(j, "mean_dispatch_seconds", m->dispatch_ms / 1000);
	json_int(j, "repeats", m->repeats);
	counts_json(j, "kinds", m->kinds, m->kind_count);
	counts_json(j, "buildings", m->buildings, m->building_count);
}

static int month(struct request *rq)
{
	const char *text = request_text(rq, "month");
	struct call_month m;
	struct civil now;
	int32_t day;
	int r;

	civil_from_ms(rq->cx.now, rq->zone_minutes, &now);
	if (!text_blank(text)) {
		if (civil_parse_day(arena_printf(rq->cx.arena, "%s-01", text), &day) < 0)
			return fail_field(&rq->cx, "month", T(&rq->cx, "月份要像 2026-11。"));
		civil_from_day(day, &now);
	}
	r = call_month(&rq->cx, now.year, now.month, &m);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "电话统计"), calls_month_html, month_json, &m);
}

static const struct route routes[] = {
	{ "GET", "/calls", PERM_CALL_READ, list, "The register of calls, newest first" },
	{ "GET", "/calls/mine", PERM_CALL_READ, mine, "The call that rings at my extension now" },
	{ "GET", "/calls/month", PERM_CALL_READ, month,
	  "Figures of a month: answered within the norm, missed, called back, by kind and building" },
	{ "GET", "/calls/duty", PERM_CALL_READ, call_duty_show,
	  "Who answers the line: a week of three bands a day" },
	{ "POST", "/calls/duty", PERM_CALL_SETUP, call_duty_save, "Arrange a week of the line",
	  .form = call_duty_show },
	{ "GET", "/calls/setup", PERM_SIGNED_IN, call_setup_show,
	  "Extensions and the keys of the telephone system" },
	{ "POST", "/calls/extensions", PERM_SIGNED_IN, call_extension_save,
	  "Whose extension it is", .form = call_setup_show },
	{ "POST", "/calls/keys", PERM_SETTING_WRITE, call_key_make,
	  "A key for the telephone system; its secret is shown once", .form = call_setup_show,
	  .secret = true },
	{ "POST", "/calls/keys/:key/revoke", PERM_SETTING_WRITE, call_key_stop, "Stop a key" },
	{ "POST", "/calls/events", PERM_CALL_EVENT, tell,
	  "What the telephone system tells of a call. Headers X-Call-Key, X-Call-Time (seconds since"
	  " 1970) and X-Call-Signature: hex HMAC-SHA256 of TIME.BODY with the key's secret",
	  .door = DOOR_API, .sender = signed_by_key, INPUT(call_event_table) },
	{ "GET", "/calls/:id", PERM_CALL_READ, show, "One call with its clocks and its story" },
	{ "GET", "/calls/:id/card", PERM_CALL_READ, card, "The card of who calls" },
	{ "POST", "/calls/:id/:step", PERM_CALL_ANSWER, take_step, "Take a step", .form = show },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/calls", "电话", "call", PERM_CALL_READ, 52, "gc" },
	{ 0 },
};

static const struct job jobs[] = {
	{ "calls-sweep", 30, call_sweep, "Calls that rang and were never reported further are missed" },
	{ 0 },
};

static const struct follow follows[] = {
	{ "contact", "log", call_follow_contact },
	{ 0 },
};

static int name_call(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct call c;
	int r = call_get(cx, id, &c);

	if (r == OK)
		*ret = (struct subject_name){ c.number,
					      arena_printf(cx->arena, T(cx, "来电 %s"),
							   *c.phone ? text_mask(cx->arena, c.phone)
								    : T(cx, "未显示号码")),
					      "" };
	return r;
}

static const struct subject subjects[] = {
	{ "call", "来电", "/calls/", name_call },
	{ 0 },
};
static const struct machine *const machines[] = { &call_machine, NULL };

const struct module calls_module = {
	.name = "calls",
	.label = "电话",
	.routes = routes,
	.settings = call_settings,
	.exchanges = call_exchanges,
	.jobs = jobs,
	.menu = menu,
	.follows = follows,
	.subjects = subjects,
	.machines = machines,
	.norms = call_norms,
	.help = calls_help,
};
