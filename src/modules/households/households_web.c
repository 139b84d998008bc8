#include "modules/households/households_web.h"
#include "app/calendar.h"
#include "app/module.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/households/templates.h"
#include "modules/requests/requests_web.h"

/* ---- the list ---- */

static int read_filter(struct request *rq, struct household_filter *ret)
{
	const char *state = request_text(rq, "state");
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	ret->q = request_text(rq, "q");
	ret->building = request_text(rq, "building");
	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(&rq->cx, "page_size", T(&rq->cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = request_int(rq, "after", 0, &ret->after);
	if (r == OK && !text_blank(state)) {
		const struct choice *c = choice_named(room_states, state);
		if (!c)
			return fail_field(&rq->cx, "state", T(&rq->cx, "没有“%s”这个状态。"), state);
		ret->state = c->value;
	}
	ret->most = (size_t)size;
	return r;
}

static void rows_json(struct json *j, const char *key, const struct household *rows, size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_record(j, household_fields, &rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static void list_json(struct json *j, const struct household_list_page *p)
{
	rows_json(j, "items", p->rows, p->count);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct household_list_page p = { 0 };
	struct household_filter more;
	int r = read_filter(rq, &p.filter);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = household_list(&rq->cx, &more, &p.rows, &p.count);
	if (r == OK)
		r = household_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "一户一档"), households_list_html, list_json, &p);
}

/* ---- one file ---- */

static void file_json(struct json *j, const struct household_file *p)
{
	json_record(j, room_fields, &p->room);
	json_records(j, "people", occupancy_fields, p->people, p->people_count);
	json_records(j, "open", request_fields, p->open, p->open_count);
	json_records(j, "history", request_fields, p->history, p->history_count);
	json_records(j, "contacts", contact_fields, p->contacts, p->contact_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	json_records(j, "timeline", timeline_fields, p->timeline, p->timeline_count);
}

static int show(struct request *rq)
{
	struct household_file p = { 0 };
	int r = household_read(&rq->cx, request_text(rq, "room"), &p);

	if (r < 0)
		return r;
	return REPLY(rq, p.room.room, households_show_html, file_json, &p);
}

static int reply_file_changed(struct request *rq, const char *room)
{
	struct household_file p = { 0 };
	int r = household_read(&rq->cx, room, &p);

	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, file_json, &p, "/households/%s", p.room.room);
}

/* ---- rooms and people ---- */

static int room_new(struct request *rq)
{
	struct room in = { 0 };
	int64_t id;
	enum put put;
	int r = request_form(rq, room_fields, &in);

	if (r == OK)
		r = room_put(&rq->cx, &in, &id, &put);
	if (r == OK)
		r = room_get(&rq->cx, id, &in);
	if (r == OK)
		r = resident_index(&rq->cx, &in);
	return r < 0 ? r : reply_file_changed(rq, in.room);
}

static int room_change(struct request *rq)
{
	struct room room, in;
	int64_t version;
	enum put put;
	int r = room_find(&rq->cx, request_text(rq, "room"), &room);

	in = room;
	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = request_form(rq, room_fields, &in);
	in.room = room.room;
	in.version = version;
	if (r == OK)
		r = room_put(&rq->cx, &in, &room.id, &put);
	if (r == OK)
		r = room_get(&rq->cx, room.id, &in);
	if (r == OK)
		r = resident_index(&rq->cx, &in);
	return r < 0 ? r : reply_file_changed(rq, room.room);
}

static int person_add(struct request *rq)
{
	struct resident in = { 0 };
	struct room room;
	int64_t person;
	bool changed;
	int r = room_find(&rq->cx, request_text(rq, "room"), &room);

	if (r == OK)
		r = request_form(rq, resident_fields, &in);
	if (r == OK)
		r = resident_put(&rq->cx, &room, &in, &person, &changed);
	return r < 0 ? r : reply_file_changed(rq, room.room);
}

static int occupancy_here(struct request *rq, struct occupancy *ret)
{
	int64_t id;
	struct room room;
	int r = room_find(&rq->cx, request_text(rq, "room"), &room);

	if (r == OK)
		r = request_id(rq, "id", &id);
	if (r == OK)
		r = occupancy_get(&rq->cx, id, ret);
	if (r == OK && ret->room_id != room.id)
		r = fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有找到这位住户。"));
	return r;
}

static void person_json(struct json *j, const struct household_person_page *p)
{
	if (!p->shown) {
		json_record(j, occupancy_fields, &p->o);
		json_object(j, "preference");
		json_record(j, preference_fields, &p->preference);
		json_object_end(j);
		json_records(j, "consents", consent_fields, p->consents, p->consent_count);
		return;
	}
	json_id(j, "id", p->o.id);
	json_text(j, p->what, p->shown);
}

/* What is on the page beside the person. */
static int person_around(struct request *rq, struct household_person_page *p)
{
	int r = preference_get(&rq->cx, p->o.person_id, &p->preference);

	return r == OK ? consent_of(&rq->cx, p->o.person_id, &p->consents, &p->consent_count) : r;
}

static int person_show(struct request *rq)
{
	struct household_person_page p = { 0 };
	int r = occupancy_here(rq, &p.o);

	if (r == OK)
		r = person_around(rq, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.o.name, households_person_html, person_json, &p);
}

static int person_change(struct request *rq)
{
	struct resident in;
	struct occupancy o = { 0 };
	int64_t version;
	int r = occupancy_here(rq, &o);

	if (r == OK)
		r = request_version(rq, &version);
	/* what was not sent stays; a masked number that comes back unchanged is the old one */
	in = (struct resident){ .name = o.name, .phone = o.phone, .phone2 = o.phone2,
				.relation = o.relation, .id_type = o.id_type,
				.emergency = o.emergency, .care = o.care, .remark = o.remark,
				.from_on = o.from_on, .until_on = o.until_on };
	if (r == OK)
		r = request_form(rq, resident_fields, &in);
	if (r == OK)
		r = resident_change(&rq->cx, o.id, version, &in);
	return r < 0 ? r : reply_file_changed(rq, o.room);
}

static int person_end(struct request *rq)
{
	struct occupancy o;
	const char *typed = request_text(rq, "until_on");
	int32_t day = 0;
	int r = occupancy_here(rq, &o);

	if (r == OK && text_blank(typed))
		day = civil_day_of(rq->cx.now, rq->zone_minutes);
	else if (r == OK && civil_parse_day(typed, &day) < 0)
		r = fail_field(&rq->cx, "until_on", T(&rq->cx, "日期要像 2026-11-23。"));
	if (r == OK)
		r = occupancy_end(&rq->cx, o.id, day);
	return r < 0 ? r : reply_file_changed(rq, o.room);
}

static int person_reveal_one(struct request *rq)
{
	struct household_person_page p = { .what = request_text(rq, "what") };
	char *shown;
	int r = occupancy_here(rq, &p.o);

	if (r == OK && !p.what)
		p.what = "phone";
	if (r == OK)
		r = person_reveal(&rq->cx, p.o.person_id, p.what,
				  request_text(rq, "reason"), &shown);
	if (r < 0)
		return r;
	p.shown = shown;
	r = person_around(rq, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.o.name, households_person_html, person_json, &p);
}

static int reply_person(struct request *rq, const struct occupancy *o)
{
	struct household_person_page p = { .o = *o };
	int r = person_around(rq, &p);

	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, person_json, &p, "/households/%s/people/%" PRId64, o->room, o->id);
}

static int person_prefer(struct request *rq)
{
	struct preference in;
	struct occupancy o;
	int r = occupancy_here(rq, &o);

	if (r == OK)
		r = preference_get(&rq->cx, o.person_id, &in);
	if (r == OK)
		r = request_form(rq, preference_fields, &in);
	in.person_id = o.person_id;
	if (r == OK)
		r = preference_set(&rq->cx, &in);
	return r < 0 ? r : reply_person(rq, &o);
}

/* kind, how: given; kind, withdraw=1: taken back. */
static int person_consent(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *word = request_text(rq, "kind");
	const struct choice *kind = word ? choice_named(consent_kinds, word) : NULL;
	struct occupancy o;
	int64_t withdraw;
	int r = occupancy_here(rq, &o);

	if (r == OK && !kind)
		r = fail_field(cx, "kind", T(cx, "没有“%s”这种同意。"), word ? word : "");
	if (r == OK)
		r = request_int(rq, "withdraw", 0, &withdraw);
	if (r < 0)
		return r;
	r = withdraw ? consent_withdraw(cx, o.person_id, kind->value)
		     : consent_give(cx, o.person_id, kind->value, request_text(rq, "how"));
	return r < 0 ? r : reply_person(rq, &o);
}

/* Double persons become one (合并重复的人). */
static int person_join(struct request *rq)
{
	struct occupancy o, into;
	int64_t other;
	int r = occupancy_here(rq, &o);

	if (r == OK)
		r = request_id(rq, "into", &other);
	if (r == OK)
		r = occupancy_get(&rq->cx, other, &into);
	if (r == OK)
		r = person_merge(&rq->cx, o.person_id, into.person_id);
	return r < 0 ? r : reply_file_changed(rq, o.room);
}

/* ---- the box at the top: a room goes to its file, else what is found ---- */

static void search_json(struct json *j, const struct household_search_page *p)
{
	rows_json(j, "households", p->households, p->household_count);
	json_records(j, "requests", request_fields, p->requests, p->request_count);
	json_records(j, "complaints", complaint_fields, p->complaints, p->complaint_count);
}

static int search(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct household_search_page p = { .q = request_text(rq, "q") };
	struct household_filter h = { .q = p.q, .most = 20 };
	struct request_filter f = { .q = p.q, .most = 20 };
	struct complaint_filter k = { .q = p.q, .most = 20 };
	struct room room;
	int r = OK;

	if (text_blank(p.q))
		return reply_see_other(rq, "/households");
	if (rq->wants == WANTS_HTML && text_room(cx->arena, p.q) &&
	    room_find(cx, p.q, &room) == OK)
		return reply_see_other(rq, "/households/%s", room.room);
	cx->why[0] = '\0';
	r = household_list(cx, &h, &p.households, &p.household_count);
	if (r == OK && actor_may(cx->actor, PERM_REQUEST_READ))
		r = request_list(cx, &f, &p.requests, &p.request_count);
	if (r == OK && actor_may(cx->actor, PERM_COMPLAINT_READ))
		r = complaint_list(cx, &k, &p.complaints, &p.complaint_count);
	if (r < 0)
		return r;
	return REPLY(rq, T(cx, "查找"), households_search_html, search_json, &p);
}

static const struct route routes[] = {
	{ "GET", "/households", PERM_HOUSEHOLD_READ, list, "Find households" },
	{ "POST", "/households", PERM_HOUSEHOLD_WRITE, room_new, "Add a room", .form = list },
	{ "GET", "/households/:room", PERM_HOUSEHOLD_READ, show, "The household file of a room" },
	{ "POST", "/households/:room", PERM_HOUSEHOLD_WRITE, room_change, "Change a room",
	  .form = show },
	{ "POST", "/households/:room/people", PERM_HOUSEHOLD_WRITE, person_add,
	  "Add a person to a room", .form = show, .input = resident_table,
	  .input_count = RESIDENT_FIELDS },
	{ "GET", "/households/:room/people/:id", PERM_HOUSEHOLD_READ, person_show,
	  "One person of a room" },
	{ "POST", "/households/:room/people/:id", PERM_HOUSEHOLD_WRITE, person_change,
	  "Change a person", .form = person_show, .input = resident_table,
	  .input_count = RESIDENT_FIELDS },
	{ "POST", "/households/:room/people/:id/end", PERM_HOUSEHOLD_WRITE, person_end,
	  "The person has moved out", .form = person_show },
	{ "POST", "/households/:room/people/:id/reveal", PERM_HOUSEHOLD_REVEAL, person_reveal_one,
	  "A whole phone, ID number or emergency contact: what, reason; leaves a line in the journal",
	  .form = person_show, .secret = true },
	{ "POST", "/households/:room/people/:id/preference", PERM_CONTACT_WRITE, person_prefer,
	  "What the person chose: form of address, hours, channel, do not disturb",
	  .form = person_show, INPUT(preference_table) },
	{ "POST", "/households/:room/people/:id/consent", PERM_CONTACT_WRITE, person_consent,
	  "Consent given (kind, how) or withdrawn (kind, withdraw=1)", .form = person_show },
	{ "POST", "/households/:room/people/:id/merge", PERM_HOUSEHOLD_WRITE, person_join,
	  "Two rows of one person become one", .form = person_show },
	{ "GET", "/search", PERM_HOUSEHOLD_READ, search,
	  "Households, requests and complaints by any words" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/households", "一户一档", "house", PERM_HOUSEHOLD_READ, 40, "gh" },
	{ 0 },
};

const struct module households_module = {
	.name = "households",
	.label = "一户一档",
	.timeline = household_timeline,
	.routes = routes,
	.menu = menu,
	.help = households_help,
};
