#include "modules/shifts/shifts_web.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/requests/requests.h"
#include "modules/shifts/templates.h"

/* ---- the report of a day ---- */

const char *daily_rate_text(struct ctx *cx, int64_t met, int64_t late)
{
	int rate = daily_rate(met, late);

	if (rate < 0)
		return T(cx, "无数据");
	return arena_printf(cx->arena, "%d.%d%%", rate / 10, rate % 10);
}

/* The rate as a number of percent; null without a case. */
static void rate_json(struct json *j, int64_t met, int64_t late)
{
	int rate = daily_rate(met, late);

	json_text(j, "on_time", rate < 0 ? NULL : daily_rate_text(j->cx, met, late));
}

static void duties_json(struct json *j, const struct daily *d)
{
	json_array(j, "duties");
	for (size_t i = 0; i < d->duty_count; i++) {
		json_object(j, NULL);
		json_record(j, daily_duty_fields, &d->duties[i]);
		rate_json(j, d->duties[i].met, d->duties[i].late);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "people");
	for (size_t i = 0; i < d->person_count; i++) {
		json_object(j, NULL);
		json_record(j, daily_person_fields, &d->people[i]);
		rate_json(j, d->people[i].met, d->people[i].late);
		json_object_end(j);
	}
	json_array_end(j);
}

static void daily_json(struct json *j, const struct daily_page *p)
{
	const struct daily *d = &p->d;

	json_date(j, "day", d->day);
	json_time(j, "from", d->from);
	json_time(j, "to", d->to);
	json_bool(j, "running", d->running);
	json_int(j, "contacts", d->contacts);
	json_records(j, "kinds", daily_kind_fields, d->kinds, d->kind_count);
	json_object(j, "all");
	json_int(j, "begun", d->all.begun);
	json_int(j, "met", d->all.met);
	json_int(j, "late", d->all.late);
	json_int(j, "open", d->all.open);
	json_int(j, "overdue", d->all.overdue);
	rate_json(j, d->all.met, d->all.late);
	json_object_end(j);
	duties_json(j, d);
}

int daily_show(struct request *rq)
{
	struct daily_page p = { .today = civil_day_of(rq->cx.now, rq->zone_minutes) };
	const char *text = request_text(rq, "day");
	int32_t day = p.today;
	int r = OK;

	if (!text_blank(text) && civil_parse_day(text, &day) < 0)
		return fail_field(&rq->cx, "day", T(&rq->cx, "日期写成 2026-11-26 这样。"));
	r = daily_read(&rq->cx, day, &p.d);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "客服日报"), shifts_daily_html, daily_json, &p);
}

/* ---- outside bodies ---- */

static void agencies_json(struct json *j, const struct agency_page *p)
{
	json_records(j, "items", agency_fields, p->rows, p->count);
	json_int(j, "total", (int64_t)p->count);
	json_text(j, "next", NULL);
	json_array(j, "emergency");
	for (size_t i = 0; i < emergency_number_count; i++) {
		json_object(j, NULL);
		json_text(j, "phone", emergency_numbers[i].phone);
		json_text(j, "name", T(j->cx, emergency_numbers[i].name));
		json_object_end(j);
	}
	json_array_end(j);
}

int agency_list_get(struct request *rq)
{
	struct agency_page p = { .may_write = actor_may(rq->cx.actor, PERM_AGENCY_WRITE) };
	const char *kind = strcmp(rq->http->method, "GET") ? NULL : request_text(rq, "kind");
	const struct choice *c = text_blank(kind) ? NULL : choice_named(agency_kinds, kind);
	int r;

	if (!text_blank(kind) && !c)
		return fail_field(&rq->cx, "kind", T(&rq->cx, "没有“%s”这个类别。"), kind);
	p.kind = c ? c->value : 0;
	r = agency_list(&rq->cx, p.kind, &p.rows, &p.count);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "外联单位"), shifts_agencies_html, agencies_json, &p);
}

static void agency_json(struct json *j, const struct agency_page *p)
{
	json_record(j, agency_fields, &p->one);
}

int agency_show(struct request *rq)
{
	struct agency_page p = { .may_write = actor_may(rq->cx.actor, PERM_AGENCY_WRITE) };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = agency_get(&rq->cx, id, &p.one);
	if (r < 0)
		return r;
	return REPLY(rq, p.one.name, shifts_agency_html, agency_json, &p);
}

int agency_create(struct request *rq)
{
	struct agency_page p = { 0 };
	int64_t id;
	int r = request_form(rq, agency_fields, &p.one);

	if (r == OK)
		r = agency_add(&rq->cx, &p.one, &id);
	if (r == OK)
		r = agency_get(&rq->cx, id, &p.one);
	if (r < 0)
		return r;
	return REPLY_CREATED(rq, agency_json, &p, "/agencies");
}

int agency_change(struct request *rq)
{
	struct agency_page p = { 0 };
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = agency_get(&rq->cx, id, &p.one);
	if (r == OK)
		r = request_form(rq, agency_fields, &p.one);
	if (r == OK)
		r = agency_edit(&rq->cx, id, version, &p.one);
	if (r == OK)
		r = agency_get(&rq->cx, id, &p.one);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, agency_json, &p, "/agencies");
}

int agency_take_off(struct request *rq)
{
	struct agency_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = agency_retire(&rq->cx, id);
	if (r == OK)
		r = agency_get(&rq->cx, id, &p.one);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, agency_json, &p, "/agencies");
}
