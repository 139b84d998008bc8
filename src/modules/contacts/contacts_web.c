#include "modules/contacts/contact_export.h"
#include "modules/contacts/contacts_web.h"
#include "app/module.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/complaints/complaints_web.h"
#include "modules/contacts/drafts.h"
#include "modules/contacts/templates.h"
#include "modules/incidents/incidents_web.h"
#include "modules/requests/requests_web.h"

/* ---- the log ---- */

static int read_filter(struct request *rq, struct contact_filter *ret)
{
	struct ctx *cx = &rq->cx;
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = contact_filter_of(cx, &rq->input, ret);
	if (r == OK)
		r = request_int(rq, "after", 0, &ret->after);
	ret->most = (size_t)size;
	return r;
}

static void contact_json(struct json *j, const struct contact *c)
{
	json_record(j, contact_fields, c);
}

static void list_json(struct json *j, const struct contact_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		contact_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct contact_list_page p = { 0 };
	struct contact_filter more;
	int r = read_filter(rq, &p.filter);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = contact_list(&rq->cx, &more, &p.rows, &p.count);
	if (r == OK && rq->wants == WANTS_JSON)
		r = contact_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "来电记录"), contacts_list_html, list_json, &p);
}

/* ---- one contact ---- */

static void show_json(struct json *j, const struct contact_show_page *p)
{
	contact_json(j, &p->c);
	json_array(j, "matters");
	for (size_t i = 0; i < p->matter_count; i++) {
		json_object(j, NULL);
		request_record_json(j, &p->matters[i]);
		json_object_end(j);
	}
	for (size_t i = 0; i < p->complaint_count; i++) {
		json_object(j, NULL);
		complaint_json(j, &p->complaints[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_id(j, "incident", p->incident.id);
	json_records(j, "emergencies", emergency_fields, p->emergencies, p->emergency_count);
}

/* Of today's only: an old record is no emergency any more. */
static int read_emergencies(struct ctx *cx, struct contact_show_page *p)
{
	struct strbuf all;

	if (p->c.direction != DIRECTION_IN || p->c.received_at < cx->now - DAYS(1))
		return OK;
	strbuf_init(&all, cx->arena, LIMIT_TEXT * (MATTERS_MAX + 1) * 4);
	strbuf_text(&all, p->c.text);
	for (size_t i = 0; i < p->matter_count; i++)
		strbuf_printf(&all, "\n%s", p->matters[i].text ? p->matters[i].text : "");
	return emergency_match(cx, all.s, &p->emergencies, &p->emergency_count);
}

/* What belongs to the contact that stands in the page already. */
static int show_rest(struct ctx *cx, struct contact_show_page *ret)
{
	int64_t incident = 0, id = ret->c.id;
	int r = request_of_contact(cx, id, &ret->matters, &ret->matter_count);

	if (r == OK)
		r = complaint_of_contact(cx, id, &ret->complaints, &ret->complaint_count);
	if (r == OK)
		r = incident_of(cx, "contact", id, &incident);
	if (r == OK)
		r = read_emergencies(cx, ret);
	return r == OK && incident ? incident_get(cx, incident, &ret->incident) : r;
}

static int show(struct request *rq)
{
	struct contact_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = contact_get(&rq->cx, id, &p.c);
	if (r == OK)
		r = show_rest(&rq->cx, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.c.number, contacts_show_html, show_json, &p);
}

/* ---- registering ---- */

static void new_json(struct json *j, const struct contact_new_page *p)
{
	json_int(j, "rows", p->rows);
}

static void out_json(struct json *j, const struct contact_out_form *p)
{
	json_text(j, "room", p->room);
}

/* The one that is to be attached to, else those that are offered for the room. */
static int read_incidents(struct request *rq, struct contact_new_page *p)
{
	struct ctx *cx = &rq->cx;
	const char *room = request_text(rq, "room");
	int64_t id;
	int r = request_int(rq, "incident", 0, &id);

	if (r < 0)
		return r;
	if (id)
		return incident_get(cx, id, &p->incident);
	room = text_blank(room) ? NULL : text_room(cx->arena, room);
	return room ? incident_covering(cx, room, &p->incidents, &p->incident_count) : OK;
}

/* The form, also after an error: it shows what was typed again. */
/* What the person has begun; the one that is asked for goes into the form. */
static int read_drafts(struct request *rq, struct contact_new_page *p)
{
	int r = request_int(rq, "draft", 0, &p->draft);

	if (r == OK && p->draft && !strcmp(rq->http->method, "GET"))
		r = draft_open(&rq->cx, p->draft, &rq->input);
	return r == OK ? draft_list(&rq->cx, &p->drafts, &p->draft_count) : r;
}

static int new_form(struct request *rq)
{
	const char *direction = request_text(rq, "direction");
	struct contact_out_form out = { .room = request_text(rq, "room") };
	struct contact_new_page p = { .rows = 1 };
	const char *phone = request_text(rq, "phone"), *kind = request_text(rq, "kind");
	const struct choice *c = kind ? choice_named(matter_kinds, kind) : NULL;
	int64_t rows;
	int r = request_int(rq, "rows", 1, &rows);

	if (r == OK)
		r = read_drafts(rq, &p);
	phone = request_text(rq, "phone");
	if (r == OK && direction && !strcmp(direction, "out"))
		return REPLY(rq, T(&rq->cx, "主动联系"), contacts_out_html, out_json, &out);
	p.rows = (int)MIN(MAX(rows, 1), MATTERS_MAX);
	p.kind = c ? c->value : KIND_REPAIR;
	if (r == OK)
		r = read_incidents(rq, &p);
	if (r == OK)
		r = setting_int(&rq->cx, "calls.cadence_ms", &p.cadence_ms);
	if (r == OK)
		r = script_card(&rq->cx, &p.script);
	if (r == OK)
		r = emergency_list(&rq->cx, p.emergencies);
	if (text_blank(phone))
		phone = request_text(rq, "room");
	if (r == OK && !text_blank(phone)) {
		r = caller_find(&rq->cx, phone, &p.card);
		p.has_card = r == OK;
	}
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "登记报事"), contacts_new_html, new_json, &p);
}

static int create(struct request *rq)
{
	struct contact_intake in = { 0 };
	struct contact_show_page p = { 0 };
	struct contact c;
	int64_t draft;
	int r = contact_read(&rq->cx, &rq->input, rq->zone_minutes, &in);

	if (r == OK)
		r = request_int(rq, "draft", 0, &draft);
	if (r == OK)
		r = contact_log(&rq->cx, &in, &c);
	if (r == OK)
		r = draft_drop(&rq->cx, draft);
	p.c = c;
	if (r == OK)
		r = show_rest(&rq->cx, &p);
	if (r < 0)
		return r;
	if (p.emergency_count)
		return REPLY_CREATED(rq, show_json, &p, "/contacts/%" PRId64, c.id);
	if (p.complaint_count == 1 && !p.matter_count)
		return REPLY_CREATED(rq, show_json, &p, "/complaints/%" PRId64, p.complaints[0].id);
	if (p.matter_count == 1 && !p.complaint_count)
		return REPLY_CREATED(rq, show_json, &p, "/requests/%" PRId64, p.matters[0].id);
	if (p.incident.id)
		return REPLY_CREATED(rq, show_json, &p, "/incidents/%" PRId64, p.incident.id);
	if (c.direction == DIRECTION_OUT)
		return REPLY_CREATED(rq, show_json, &p, "/households/%s", c.room);
	return REPLY_CREATED(rq, show_json, &p, "/contacts/%" PRId64, c.id);
}

/* ---- the caller card ---- */

static void card_json(struct json *j, const struct caller_card *card)
{
	if (card->phone)
		json_text(j, "phone", text_mask(j->cx->arena, card->phone));
	json_text(j, "room", card->room);
	json_text(j, "text", card->text);
	json_bool(j, "known", card->people_count > 0);
	json_records(j, "found", occupancy_fields, card->found, card->found_count);
	json_array(j, "people");
	for (size_t i = 0; i < card->people_count; i++) {
		json_object(j, NULL);
		json_record(j, occupancy_fields, &card->people[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "open");
	for (size_t i = 0; i < card->open_count; i++) {
		json_object(j, NULL);
		json_record(j, request_fields, &card->open[i]);
		json_object_end(j);
	}
	for (size_t i = 0; i < card->complaint_count; i++) {
		json_object(j, NULL);
		complaint_json(j, &card->complaints[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_records(j, "incidents", incident_fields, card->incidents, card->incident_count);
	json_array(j, "contacts");
	for (size_t i = 0; i < card->last_count; i++) {
		json_object(j, NULL);
		contact_json(j, &card->last[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static int caller(struct request *rq)
{
	struct caller_card card;
	int r = caller_find(&rq->cx, request_text(rq, "phone"), &card);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "来电"), contacts_card_html, card_json, &card);
}

/* ---- drafts ---- */

static void draft_json(struct json *j, const struct draft *d)
{
	json_id(j, "id", d->id);
	json_time(j, "updated_at", d->updated_at);
}

static int draft_keep(struct request *rq)
{
	struct draft d = { .updated_at = rq->cx.now };
	int64_t id;
	int r = request_int(rq, "draft", 0, &id);

	if (r == OK)
		r = draft_save(&rq->cx, id, &rq->input, &d.id);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "草稿"), contacts_draft_html, draft_json, &d);
}

static int draft_discard_one(struct request *rq)
{
	struct draft d = { .updated_at = rq->cx.now };
	int r = request_id(rq, "id", &d.id);

	if (r == OK)
		r = draft_discard(&rq->cx, d.id);
	return r < 0 ? r : REPLY_CHANGED(rq, draft_json, &d, "/contacts/new");
}

static const struct route routes[] = {
	{ "GET", "/contacts", PERM_CONTACT_READ, list, "The log of calls, visits and letters" },
	{ "GET", "/contacts/new", PERM_CONTACT_WRITE, new_form, "The form to register a contact",
	  .door = DOOR_PAGE },
	{ "GET", "/contacts/sheet", PERM_CONTACT_READ, contact_day_sheet,
	  "Every contact of a day as a PDF: date", LANE_WORK, .work = WORK_PRINT },
	{ "POST", "/contacts", PERM_CONTACT_WRITE, create,
	  "Log a contact; each of its matters becomes a record with its clock", .form = new_form,
	  .input = contact_intake_table, .input_count = CONTACT_INTAKE_FIELDS },
	{ "GET", "/contacts/:id", PERM_CONTACT_READ, show, "One contact with its matters" },
	{ "GET", "/callers/:phone", PERM_CONTACT_READ, caller,
	  "Who calls, by phone, room, name or a pasted message: rooms, warnings, open matters" },
	{ "POST", "/drafts", PERM_CONTACT_WRITE, draft_keep,
	  "Keep what was typed into the register so far: its fields, draft (0 = a new one)",
	  .input = contact_intake_table, .input_count = CONTACT_INTAKE_FIELDS, .secret = true },
	{ "POST", "/drafts/:id/discard", PERM_CONTACT_WRITE, draft_discard_one,
	  "A draft is not wanted any more" },
	{ 0 },
};

static const struct job jobs[] = {
	{ "drafts-purge", 3600, drafts_purge, "Drafts that nobody came back to go away" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/contacts", "来电记录", "phone", PERM_CONTACT_READ, 50 },
	{ 0 },
};

static int name_contact(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct contact c;
	int r = contact_get(cx, id, &c);

	if (r == OK)
		*ret = (struct subject_name){ c.number, c.text, c.room };
	return r;
}

static const struct subject subjects[] = {
	{ "contact", "来电来访", "/contacts/", name_contact },
	{ 0 },
};

static const struct shortcut shortcuts[] = {
	{ "/contacts/new?kind=repair", "登记报修", "f2", PERM_CONTACT_WRITE },
	{ "/contacts/new?kind=complaint", "登记投诉", "f4", PERM_CONTACT_WRITE },
	{ "/contacts/new?kind=enquiry", "咨询备忘", "f8", PERM_CONTACT_WRITE },
	{ "/contacts/new?kind=help", "登记求助", NULL, PERM_CONTACT_WRITE },
	{ "/contacts/new", "登记", "n", PERM_CONTACT_WRITE },
	{ 0 },
};

const struct module contacts_module = {
	.name = "contacts",
	.label = "来电记录",
	.routes = routes,
	.shortcuts = shortcuts,
	.menu = menu,
	.settings = draft_settings,
	.exchanges = contact_exchanges,
	.jobs = jobs,
	.timeline = contact_timeline,
	.subjects = subjects,
	.help = contacts_help,
};
