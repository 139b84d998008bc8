#include "modules/shifts/shifts_web.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/shifts/templates.h"

const char *roster_day_label(struct ctx *cx, int day)
{
	static const char *const names[] = { "周一", "周二", "周三", "周四", "周五", "周六", "周日" };
	struct civil c;

	civil_from_day(day, &c);
	return arena_printf(cx->arena, "%s %02d-%02d", T(cx, names[c.weekday - 1]), c.month, c.day);
}

/* week=2026-11-26: any day of it; without: this week. */
static int read_week(struct request *rq, int *ret_monday)
{
	const char *text = request_text(rq, "week");
	int32_t day = civil_day_of(rq->cx.now, rq->zone_minutes);
	struct civil c;

	if (!text_blank(text) && civil_parse_day(text, &day) < 0)
		return fail_field(&rq->cx, "week", T(&rq->cx, "日期写成 2026-11-26 这样。"));
	civil_from_day(day, &c);
	*ret_monday = day - (c.weekday - 1);
	return OK;
}

static void week_json(struct json *j, const struct roster_page *p)
{
	json_date(j, "week", p->monday);
	json_records(j, "items", roster_fields, p->rows, p->count);
	json_array(j, "gaps");
	for (int day = 0; day < 7; day++) {
		for (int band = BAND_DAY; band <= BAND_NIGHT; band++) {
			if (!p->gap[day][band])
				continue;
			json_object(j, NULL);
			json_date(j, "day", p->monday + day);
			json_choice(j, "band", bands, band);
			json_object_end(j);
		}
	}
	json_array_end(j);
}

static int read_page(struct request *rq, struct roster_page *p)
{
	struct ctx *cx = &rq->cx;
	int r = read_week(rq, &p->monday);

	if (r == OK)
		r = roster_list(cx, p->monday, p->monday + 6, &p->rows, &p->count);
	if (r == OK)
		r = roster_gaps(cx, p->rows, p->count, p->monday, 7, p->gap);
	if (r == OK)
		r = shift_people(cx, &p->people, &p->people_count);
	for (int band = BAND_DAY; r == OK && band <= BAND_NIGHT; band++) {
		struct shift s;
		r = shift_of(cx, p->monday, band, &s);
		if (r == OK)
			p->hours[band] = band_hours(cx, &s, rq->zone_minutes);
	}
	p->today = civil_day_of(cx->now, rq->zone_minutes);
	p->may_write = actor_may(cx->actor, PERM_ROSTER_WRITE);
	return r;
}

int roster_week(struct request *rq)
{
	struct roster_page p = { 0 };
	int r = read_page(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "排班"), shifts_roster_html, week_json, &p);
}

static int reply_week(struct request *rq, int day, bool created)
{
	struct roster_page p = { 0 };
	char date[CIVIL_TEXT];
	int r;

	if (rq->wants == WANTS_JSON) {
		input_add(&rq->input, "week", civil_date(day, date));
		r = read_page(rq, &p);
		if (r < 0)
			return r;
	}
	if (created)
		return REPLY_CREATED(rq, week_json, &p, "/roster?week=%s", civil_date(day, date));
	return REPLY_CHANGED(rq, week_json, &p, "/roster?week=%s", civil_date(day, date));
}

int roster_create(struct request *rq)
{
	struct roster_new in = { .role = -1 };
	int filled, r = request_form(rq, roster_new_fields, &in);

	if (r == OK)
		r = roster_add(&rq->cx, &in, &filled);
	return r < 0 ? r : reply_week(rq, in.day, true);
}

int roster_copy(struct request *rq)
{
	int monday, r = read_week(rq, &monday);
	int64_t copied;

	if (r == OK)
		r = roster_copy_week(&rq->cx, monday, &copied);
	return r < 0 ? r : reply_week(rq, monday, false);
}

/* ---- one shift of one person ---- */

static void show_json(struct json *j, const struct roster_show_page *p)
{
	json_record(j, roster_fields, &p->d);
}

int roster_show(struct request *rq)
{
	struct roster_show_page p = { .may_write = actor_may(rq->cx.actor, PERM_ROSTER_WRITE) };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = roster_get(&rq->cx, id, &p.d);
	if (r == OK)
		r = shift_people(&rq->cx, &p.people, &p.people_count);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "排班"), shifts_roster_one_html, show_json, &p);
}

int roster_set_stand_in(struct request *rq)
{
	struct roster_show_page p = { 0 };
	int64_t id, version, account;
	char date[CIVIL_TEXT];
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = request_int(rq, "stand_in", 0, &account);
	if (r == OK)
		r = roster_stand_in(&rq->cx, id, version, account);
	if (r == OK)
		r = roster_get(&rq->cx, id, &p.d);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/roster?week=%s", civil_date(p.d.day, date));
}

int roster_take_away(struct request *rq)
{
	struct roster_show_page p = { 0 };
	int64_t id, version;
	char date[CIVIL_TEXT];
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = roster_get(&rq->cx, id, &p.d);
	if (r == OK)
		r = roster_remove(&rq->cx, id, version);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/roster?week=%s", civil_date(p.d.day, date));
}
