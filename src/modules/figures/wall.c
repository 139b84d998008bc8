/* The screen on the wall: today in large letters, for whoever passes by. */
#include "app/calendar.h"
#include "app/obligation.h"
#include "app/setting.h"
#include "app/subject.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/calls/calls.h"
#include "modules/complaints/complaint_month.h"
#include "modules/contacts/contacts.h"
#include "modules/figures/figure_parts.h"
#include "modules/requests/requests.h"
#include "store/store.h"

enum { HOURS_OF_DAY = 24, PHONE_ROWS = 3 };

struct today {
	int zone;
	int64_t from, until;
};

static void begin(struct ctx *cx, struct chart *c, const char *key, const char *title,
		  enum chart_shape shape, size_t rows)
{
	*c = (struct chart){ .key = key, .title = title, .shape = shape };
	c->series[c->series_count++] = T(cx, "今天");
	figure_rows(cx, c, rows);
}

/* ---- requests ---- */

static int read_requests(struct ctx *cx, const struct today *day, struct wall *w)
{
	struct request_counts now;
	struct request_today today;
	int r = request_count(cx, day->from, &now);

	if (r == OK)
		r = request_today(cx, day->from, &today);
	if (r < 0)
		return r;
	begin(cx, &w->kinds, "kinds", T(cx, "未办结"), CHART_BARS, REQUEST_KINDS);
	for (int k = 1; k <= REQUEST_KINDS; k++)
		figure_row(&w->kinds, T(cx, choice_of(request_kinds, k)->label))->n[0] =
			today.open_of[k - 1];
	w->received = today.received;
	w->closed = today.closed;
	w->open = today.open;
	w->overdue = now.overdue;
	w->due_soon = now.due_soon;
	return OK;
}

/* ---- contacts by the hour ---- */

struct hour {
	int hour;
	int64_t n;
};
static const struct field hour_fields[] = { FIELD(hour, hour, 0), FIELD(hour, n, 0) };

static int read_hours(struct ctx *cx, const struct today *day, struct wall *w)
{
	struct hour *rows;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT (received_at + ?) / 3600000 % 24 AS hour, COUNT(*) AS n"
			       " FROM contact WHERE community_id = ? AND id >= ? AND received_at >= ?"
			       " AND received_at < ? AND direction = 1 GROUP BY 1 LIMIT 24"),
			   BINDS(MINUTES(day->zone), cx->community, id_floor(day->from - DAYS(1)),
				 day->from, day->until),
			   FIELDS(hour, hour_fields), &rows, &count);

	begin(cx, &w->hours, "hours", T(cx, "今日时段"), CHART_COLUMNS, HOURS_OF_DAY);
	for (int h = 0; h < HOURS_OF_DAY; h++)
		figure_row(&w->hours, arena_printf(cx->arena, "%02d", h))->tick =
			h % 3 ? NULL : arena_printf(cx->arena, "%d", h);
	for (size_t i = 0; r == OK && i < count; i++) {
		w->hours.rows[rows[i].hour].n[0] = rows[i].n;
		w->contacts += rows[i].n;
	}
	return r;
}

/* ---- complaints, telephone ---- */

static int read_ages(struct ctx *cx, struct wall *w)
{
	const char *const labels[COMPLAINT_AGES] = { T(cx, "一天内"), T(cx, "三天内"),
						     T(cx, "七天内"), T(cx, "三十天内"),
						     T(cx, "更久") };
	int64_t ages[COMPLAINT_AGES];
	int r = complaint_open_ages(cx, ages);

	begin(cx, &w->ages, "ages", T(cx, "未结投诉"), CHART_BARS, COMPLAINT_AGES);
	for (size_t i = 0; r == OK && i < COMPLAINT_AGES; i++)
		figure_row(&w->ages, labels[i])->n[0] = ages[i];
	return r;
}

static int read_phone(struct ctx *cx, const struct today *day, struct wall *w)
{
	struct call_month m;
	int r = call_stretch(cx, day->from, day->until, &m);

	begin(cx, &w->phone, "phone", T(cx, "今日电话"), CHART_BARS, PHONE_ROWS);
	w->phone.unit = CHART_PERMILLE;
	if (r < 0)
		return r;
	figure_share(cx, figure_row(&w->phone, T(cx, "三声接听率")), m.within, m.counted);
	figure_share(cx, figure_row(&w->phone, T(cx, "按时回拨")), m.back_in_time, m.missed);
	figure_share(cx, figure_row(&w->phone, T(cx, "预约回复守时")), m.promise_kept, m.promised);
	w->calls = m.answered + m.missed;
	w->missed = m.missed;
	w->to_call_back = m.waiting;
	return OK;
}

/* ---- what is due next ---- */

/* "3-2-501" → "3 栋"; NULL without one. Who is complained about may stand before the wall, so of a
 * complaint not even the building is shown. */
static const char *building_of(struct ctx *cx, const struct obligation *o)
{
	const char *room, *dash;

	if (strstr(o->subject, "complaint") || !strcmp(o->subject, "visit"))
		return NULL;
	room = subject_name(cx, o->subject, o->subject_id).room;
	dash = room ? strchr(room, '-') : NULL;
	return dash ? arena_printf(cx->arena, T(cx, "%s 栋"),
				   arena_strndup(cx->arena, room, (size_t)(dash - room)))
		    : NULL;
}

/* 报修 rather than 工单: what a person calls it. */
static const char *what_is(struct ctx *cx, const struct obligation *o)
{
	const struct subject *s = subject_find(o->subject);
	struct request_record q;

	if (!strcmp(o->subject, "request") && request_get(cx, o->subject_id, &q) == OK)
		return T(cx, choice_of(request_kinds, q.kind)->label);
	return s ? T(cx, s->label) : o->subject;
}

static int read_due(struct ctx *cx, struct wall *w)
{
	/* what is over already is a number; the list is what can still be kept */
	const struct obligation_filter soonest = { .view = VIEW_OFFICE, .after_due = cx->now,
						   .after_id = 1, .most = WALL_DUE };
	struct obligation *rows;
	size_t count;
	int r = obligation_list(cx, &soonest, &rows, &count);

	if (r == OK)
		r = obligation_count_view(cx, VIEW_OFFICE, true, &w->broken);
	for (size_t i = 0; r == OK && i < count; i++)
		w->due[w->due_count++] = (struct wall_due){
			.what = what_is(cx, &rows[i]),
			.duty = T(cx, rows[i].label),
			.building = building_of(cx, &rows[i]),
			.started_at = rows[i].started_at,
			.due_at = rows[i].due_at,
		};
	return r;
}

int wall_read(struct ctx *cx, struct wall *ret)
{
	struct today day;
	int32_t today;
	int r = calendar_zone(cx, &day.zone);

	*ret = (struct wall){ 0 };
	if (r < 0)
		return r;
	today = civil_day_of(cx->now, day.zone);
	day.from = civil_ms(today, 0, day.zone);
	day.until = civil_ms(today + 1, 0, day.zone);
	r = setting_int(cx, "figures.wall_seconds", &ret->seconds);
	if (r == OK)
		r = read_requests(cx, &day, ret);
	if (r == OK)
		r = read_hours(cx, &day, ret);
	if (r == OK)
		r = read_ages(cx, ret);
	if (r == OK)
		r = read_phone(cx, &day, ret);
	return r == OK ? read_due(cx, ret) : r;
}
