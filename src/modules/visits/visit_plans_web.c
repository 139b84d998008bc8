/* Pages of plans, coverage and the month. */
#include "base/civil.h"
#include "base/text.h"
#include "modules/visits/templates.h"
#include "modules/visits/visits_web.h"

enum { MISSING_MOST = 2000, MISSING_SHOWN = 240 };

/* ?year=2026; this year when it is not said. */
static int read_year(struct request *rq, int *ret)
{
	struct civil now;
	int64_t year;
	int r;

	civil_from_ms(rq->cx.now, rq->zone_minutes, &now);
	r = request_int(rq, "year", now.year, &year);
	if (r == OK && (year < 2000 || year > 2100))
		r = fail_field(&rq->cx, "year", T(&rq->cx, "年份要像 2026。"));
	*ret = (int)year;
	return r;
}

/* ---- plans ---- */

static void plan_json(struct json *j, const struct visit_plan *plan)
{
	json_record(j, visit_plan_fields, plan);
	json_text(j, "rate", visit_rate(j->cx->arena, plan->done, plan->rooms));
}

static void plans_json(struct json *j, const struct visit_plans_page *p)
{
	json_int(j, "year", p->year);
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		plan_json(j, &p->plans[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

int visit_plans(struct request *rq)
{
	struct visit_plans_page p = { 0 };
	int r = read_year(rq, &p.year);

	if (r == OK)
		r = visit_plan_list(&rq->cx, p.year, &p.plans, &p.count);
	if (r == OK && rq->wants == WANTS_HTML)
		r = request_choosers(&rq->cx, &p.people, &p.people_count, &p.posts, &p.post_count);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "走访计划"), visits_plans_html, plans_json, &p);
}

static void plan_rooms_json(struct json *j, const struct visit_plan_page *p)
{
	plan_json(j, &p->plan);
	json_records(j, "households", plan_room_fields, p->rooms, p->count);
}

static int read_plan(struct request *rq, int64_t id, struct visit_plan_page *ret)
{
	int r = visit_plan_get(&rq->cx, id, &ret->plan);

	return r == OK ? visit_plan_rooms(&rq->cx, id, &ret->rooms, &ret->count) : r;
}

int visit_plan_create(struct request *rq)
{
	struct visit_plan_intake in = { 0 };
	struct visit_plan_page p = { 0 };
	int64_t id;
	int r = request_form(rq, visit_plan_intake_fields, &in);

	if (r == OK)
		r = visit_plan_add(&rq->cx, &in, &id);
	if (r == OK)
		r = read_plan(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY_CREATED(rq, plan_rooms_json, &p, "/visits/plans/%" PRId64, id);
}

int visit_plan_show(struct request *rq)
{
	struct visit_plan_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = read_plan(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.plan.title, visits_plan_html, plan_rooms_json, &p);
}

/* ---- coverage ---- */

static void coverage_json(struct json *j, const struct visit_coverage_page *p)
{
	json_int(j, "year", p->year);
	json_int(j, "occupied", p->all.occupied);
	json_int(j, "visited", p->all.visited);
	json_text(j, "rate", p->rate);
	json_int(j, "target_percent", p->all.target);
	json_bool(j, "reached", p->all.visited * 100 >= p->all.occupied * p->all.target);
	json_records(j, "buildings", coverage_row_fields, p->rows, p->row_count);
	json_records(j, "missing", unvisited_fields, p->missing, p->missing_count);
}

int visit_coverage_show(struct request *rq)
{
	struct visit_coverage_page p = { 0 };
	int r = read_year(rq, &p.year);

	if (r == OK)
		r = visit_coverage(&rq->cx, p.year, &p.all);
	if (r == OK)
		r = visit_coverage_rows(&rq->cx, p.year, &p.rows, &p.row_count);
	if (r == OK)
		r = visit_unvisited(&rq->cx, p.year, MISSING_MOST, &p.missing, &p.missing_count);
	if (r < 0)
		return r;
	p.rate = visit_rate(rq->cx.arena, p.all.visited, p.all.occupied);
	p.shown = rq->wants == WANTS_HTML ? MIN(p.missing_count, MISSING_SHOWN) : p.missing_count;
	return REPLY(rq, T(&rq->cx, "走访覆盖"), visits_coverage_html, coverage_json, &p);
}

/* ---- the month ---- */

static void figure_json(struct json *j, const struct visit_figure *f)
{
	json_record(j, visit_figure_fields, f);
	json_text(j, "on_time_rate", visit_rate(j->cx->arena, f->on_time, f->due));
	json_text(j, "satisfaction", visit_rate(j->cx->arena, f->satisfied, f->graded));
}

static void figures_rows_json(struct json *j, const char *key, const struct choice *choices,
			      const struct visit_figure *rows, size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		if (choices)
			json_choice(j, "of", choices, (int)rows[i].key);
		figure_json(j, &rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static void figures_json(struct json *j, const struct visit_figures_page *p)
{
	json_text(j, "month", arena_printf(j->cx->arena, "%04d-%02d", p->m.year, p->m.month));
	json_int(j, "target_percent", p->m.target);
	json_object(j, "all");
	figure_json(j, &p->m.all);
	json_object_end(j);
	figures_rows_json(j, "kinds", visit_kinds, p->m.kinds, p->m.kind_count);
	figures_rows_json(j, "units", visit_units, p->m.units, p->m.unit_count);
	figures_rows_json(j, "people", NULL, p->m.people, p->m.person_count);
}

int visit_figures_show(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct visit_figures_page p = { 0 };
	const char *month = request_text(rq, "month");
	struct civil t, before, after;
	int32_t day;
	int r;

	civil_from_ms(cx->now, rq->zone_minutes, &t);
	if (!text_blank(month)) {
		if (civil_parse_day(arena_printf(cx->arena, "%s-01", month), &day) < 0)
			return fail_field(cx, "month", T(cx, "月份要像 2026-11。"));
		civil_from_day(day, &t);
	}
	day = civil_day(t.year, t.month, 1);
	civil_from_day(day - 1, &before);
	civil_from_day(day + 31, &after);
	p.before = arena_printf(cx->arena, "%04d-%02d", before.year, before.month);
	p.after = arena_printf(cx->arena, "%04d-%02d", after.year, after.month);
	r = visit_month_read(cx, t.year, t.month, &p.m);
	if (r < 0)
		return r;
	return REPLY(rq, T(cx, "回访月报"), visits_figures_html, figures_json, &p);
}
