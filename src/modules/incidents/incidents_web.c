#include "modules/incidents/incidents_web.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/incidents/incident_parts.h"
#include "modules/incidents/templates.h"
#include "modules/residents/residents.h"

enum { PAGE_SIZE = 20 };

const char *incident_state_colour(int state)
{
	return state == INCIDENT_OPEN ? "red" : state == INCIDENT_ENDED ? "amber" : "grey";
}

/* ---- the list ---- */

static int list_read(struct request *rq, struct incident_list_page *p)
{
	struct ctx *cx = &rq->cx;
	const struct choice *state = NULL;
	int64_t size, after;
	int r = request_int(rq, "page_size", PAGE_SIZE, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = request_int(rq, "after", 0, &after);
	p->word = request_text(rq, "state");
	if (text_blank(p->word) || !strcmp(p->word, "all"))
		p->word = NULL;
	if (r == OK && p->word && !(state = choice_named(incident_states, p->word)))
		r = fail_field(cx, "state", T(cx, "没有“%s”这个状态。"), p->word);
	p->state = state ? state->value : 0;
	p->now = cx->now;
	if (r == OK)
		r = incident_list(cx, p->state, after, (size_t)size + 1, &p->rows, &p->count);
	if (r == OK)
		r = incident_total(cx, p->state, &p->total);
	if (r == OK && p->count > (size_t)size) {
		p->count = (size_t)size;
		p->next = arena_printf(cx->arena, "%" PRId64, p->rows[p->count - 1].id);
	}
	return r;
}

static void incident_json(struct json *j, const struct incident *i)
{
	json_record(j, incident_fields, i);
	json_bool(j, "overdue", i->state < INCIDENT_CLOSED && i->due_at && i->due_at < j->cx->now);
	steps_json(j, j->cx, &incident_machine, i);
}

static void list_json(struct json *j, const struct incident_list_page *p)
{
	json_array(j, "items");
	for (size_t n = 0; n < p->count; n++) {
		json_object(j, NULL);
		incident_json(j, &p->rows[n]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct incident_list_page p = { 0 };
	int r = list_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "事件"), incidents_list_html, list_json, &p);
}

/* ---- one incident ---- */

/* "/requests/" → "requests" */
static const char *page_of(struct ctx *cx, const char *path)
{
	return arena_strndup(cx->arena, path + 1, strlen(path) - 2);
}

static int read_links(struct ctx *cx, struct incident_show_page *p)
{
	struct incident_link *links;
	size_t count;
	int r = incident_links(cx, p->i.id, &links, &count);

	if (r < 0)
		return r;
	p->links = arena_array(cx->arena, count + 1, sizeof *p->links);
	for (size_t n = 0; n < count; n++) {
		const struct subject *s = subject_find(links[n].subject);
		struct subject_name name = subject_name(cx, links[n].subject, links[n].subject_id);
		/* a record this reader cannot see has no name for him, and is not there */
		if (text_blank(name.number))
			continue;
		p->links[p->link_count++] = (struct incident_linked){
			.link = links[n], .label = s ? T(cx, s->label) : links[n].subject,
			.number = name.number, .title = name.title,
			.page = s ? page_of(cx, s->path) : NULL };
	}
	return OK;
}

static int show_read(struct request *rq, int64_t id, struct incident_show_page *p)
{
	struct ctx *cx = &rq->cx;
	int r = incident_get(cx, id, &p->i);

	if (r == OK)
		r = incident_reporters(cx, id, &p->reporters, &p->reporter_count);
	if (r == OK)
		r = obligation_of(cx, "incident", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "incident", id, &p->events, &p->event_count);
	if (r == OK)
		r = read_links(cx, p);
	p->now = cx->now;
	if (r == OK)
		p->action_count = steps_open(cx, &incident_machine, &p->i, p->actions, COUNT(p->actions));
	return r;
}

static void links_json(struct json *j, const struct incident_show_page *p)
{
	json_array(j, "links");
	for (size_t n = 0; n < p->link_count; n++) {
		json_object(j, NULL);
		json_record(j, incident_link_fields, &p->links[n].link);
		json_text(j, "number", p->links[n].number);
		json_object_end(j);
	}
	json_array_end(j);
}

static void show_json(struct json *j, const struct incident_show_page *p)
{
	incident_json(j, &p->i);
	json_records(j, "persons", incident_reporter_fields, p->reporters, p->reporter_count);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	links_json(j, p);
}

static int show(struct request *rq)
{
	struct incident_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.i.number, incidents_show_html, show_json, &p);
}

static int reply_shown(struct request *rq, int64_t id, bool created)
{
	struct incident_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/incidents/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/incidents/%" PRId64, id);
}

static void new_json(struct json *j, const struct incident_new_page *p)
{
	json_int(j, "rows", p->rows);
}

static int new_form(struct request *rq)
{
	struct incident_new_page p = { 0 };

	return REPLY(rq, T(&rq->cx, "登记事件"), incidents_new_html, new_json, &p);
}

static int create(struct request *rq)
{
	struct incident_intake in = { 0 };
	struct incident i;
	int r = request_form(rq, incident_intake_fields, &in);

	if (r == OK)
		r = incident_open(&rq->cx, &in, &i);
	return r < 0 ? r : reply_shown(rq, i.id, true);
}

static int take_step(struct request *rq)
{
	struct incident i;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = incident_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				  rq->zone_minutes, &i);
	return r < 0 ? r : reply_shown(rq, id, false);
}

static int attach(struct request *rq)
{
	struct incident_report who = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_form(rq, incident_report_fields, &who);
	if (r == OK)
		r = incident_attach(&rq->cx, id, &who, NULL, 0);
	return r < 0 ? r : reply_shown(rq, id, false);
}

/* reporter: one; absent = all who are still to be told */
static int tell(struct request *rq)
{
	const struct choice *way;
	int64_t id, reporter, told;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_int(rq, "reporter", 0, &reporter);
	if (r < 0)
		return r;
	way = request_text(rq, "way") ? choice_named(incident_ways, request_text(rq, "way")) : NULL;
	r = incident_tell(&rq->cx, id, reporter, way ? way->value : 0, &told);
	return r < 0 ? r : reply_shown(rq, id, false);
}

/* The board leads here: telling is done on the page of the incident. */
static int reporter(struct request *rq)
{
	struct incident_show_page p = { 0 };
	int64_t id, incident;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = incident_of_reporter(&rq->cx, id, &incident);
	if (r == OK && rq->wants == WANTS_HTML)
		return reply_see_other(rq, "/incidents/%" PRId64, incident);
	if (r == OK)
		r = show_read(rq, incident, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.i.number, incidents_show_html, show_json, &p);
}

/* ---- the phone, one at a time, with a line in the journal ---- */

static void phone_json(struct json *j, const struct incident_reporter *p)
{
	json_id(j, "id", p->id);
	json_text(j, "phone", p->phone);
}

static int reveal(struct request *rq)
{
	struct incident_reporter p = { 0 };
	const char *why = request_text(rq, "reason");
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = incident_reporter_get(&rq->cx, id, &p);
	if (r == OK)
		r = actor_must(&rq->cx, PERM_HOUSEHOLD_REVEAL);
	if (r == OK)
		r = reveal_note(&rq->cx, "incident", p.incident_id, "phone",
				text_blank(why) ? T(&rq->cx, "告知事件恢复") : why);
	if (r < 0)
		return r;
	return REPLY(rq, p.room, incidents_phone_html, phone_json, &p);
}

static const struct route routes[] = {
	{ "GET", "/incidents", PERM_INCIDENT_READ, list, "List incidents" },
	{ "GET", "/incidents/new", PERM_INCIDENT_WRITE, new_form, "The form to register an incident",
	  .door = DOOR_PAGE },
	{ "POST", "/incidents", PERM_INCIDENT_WRITE, create, "Register an incident", .form = new_form,
	  .input = incident_intake_table, .input_count = INCIDENT_INTAKE_FIELDS },
	{ "GET", "/incidents/:id", PERM_INCIDENT_READ, show, "One incident with those who reported it" },
	{ "POST", "/incidents/:id/:step", PERM_INCIDENT_READ, take_step,
	  "Take a step; each step asks for its own permission", .form = show },
	{ "POST", "/incidents/:id/reporters", PERM_INCIDENT_READ, attach,
	  "Attach somebody who reports it; room and phone make the person", .form = show,
	  .input = incident_report_table, .input_count = INCIDENT_REPORT_FIELDS },
	{ "POST", "/incidents/:id/told", PERM_INCIDENT_READ, tell,
	  "A reporter was told that it is over, or all of them: reporter, way", .form = show },
	{ "GET", "/incident-reporters/:id", PERM_INCIDENT_READ, reporter,
	  "Somebody who reported an incident; a page goes on to the incident" },
	{ "POST", "/incident-reporters/:id/phone", PERM_INCIDENT_READ, reveal,
	  "The whole phone number: reason; leaves a line in the journal", .secret = true },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/incidents?state=open", "事件", "bell", PERM_INCIDENT_READ, 26 },
	{ 0 },
};

static int name_reporter(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct incident i;
	struct incident_reporter p;
	int64_t incident;
	int r = incident_of_reporter(cx, id, &incident);

	if (r == OK)
		r = incident_get(cx, incident, &i);
	if (r == OK)
		r = incident_reporter_get(cx, id, &p);
	if (r == OK)
		*ret = (struct subject_name){ i.number, i.title, p.room };
	return r;
}

static int name_incident(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct incident i;
	int r = incident_get(cx, id, &i);

	if (r == OK)
		*ret = (struct subject_name){ i.number, i.title, "" };
	return r;
}

static const struct subject subjects[] = {
	{ "incident", "事件", "/incidents/", name_incident },
	{ "incident_reporter", "报事人", "/incident-reporters/", name_reporter },
	{ 0 },
};
static const struct follow follows[] = {
	{ "incident", "waived", incident_clock_changed },
	{ 0 },
};
static const struct machine *const machines[] = { &incident_machine, NULL };

static const struct shortcut shortcuts[] = {
	{ "/incidents/new", "登记事件", NULL, PERM_INCIDENT_WRITE },
	{ 0 },
};

static const struct exchange exchanges[] = {
	{ "incidents", "事件", PERM_UNSET, PERM_LIST_EXPORT, .sheet = &incident_sheet,
	  .read = PERM_INCIDENT_READ },
	{ 0 },
};

const struct module incidents_module = {
	.name = "incidents",
	.label = "事件",
	.routes = routes,
	.exchanges = exchanges,
	.shortcuts = shortcuts,
	.settings = incident_settings,
	.menu = menu,
	.follows = follows,
	.subjects = subjects,
	.machines = machines,
	.norms = incident_norms,
	.timeline = incident_timeline,
	.help = incidents_help,
};
