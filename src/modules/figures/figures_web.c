#include "modules/figures/figures_web.h"
#include "app/module.h"
#include "base/civil.h"
#include "modules/figures/figure_export.h"
#include "modules/figures/templates.h"
#include "pages/asset.h"

/* ---- the month ---- */

static void month_json(struct json *j, const struct figures_page *p)
{
	json_text(j, "month", p->f.month);
	json_text(j, "building", p->f.building);
	json_choice(j, "view", figure_views, p->f.view);
	json_array(j, "charts");
	for (size_t i = 0; i < p->f.count; i++) {
		json_object(j, NULL);
		chart_json(j, &p->f.charts[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static const char *query_of(struct ctx *cx, const struct figures *f)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 4096);
	strbuf_printf(&b, "month=%s", f->month);
	if (f->building) {
		STRBUF_LITERAL(&b, "&building=");
		strbuf_url(&b, f->building);
	}
	return b.s;
}

static int month(struct request *rq)
{
	struct figures_page p = { 0 };
	int r;

	/* a page shows a part, a machine takes all */
	if (rq->wants == WANTS_HTML && !input_text(&rq->input, "view"))
		input_add(&rq->input, "view", "volume");
	r = figures_read(&rq->cx, &rq->input, &p.f);

	if (r < 0)
		return r;
	p.query = query_of(&rq->cx, &p.f);
	p.may_wall = actor_may(rq->cx.actor, PERM_WALL_READ);
	return REPLY(rq, T(&rq->cx, "月度数据"), figures_month_html, month_json, &p);
}

/* ---- the wall ---- */

static void due_json(struct json *j, const struct wall *w)
{
	json_array(j, "due");
	for (size_t i = 0; i < w->due_count; i++) {
		json_object(j, NULL);
		json_text(j, "what", w->due[i].what);
		json_text(j, "duty", w->due[i].duty);
		json_text(j, "building", w->due[i].building);
		json_time(j, "due_at", w->due[i].due_at);
		json_object_end(j);
	}
	json_array_end(j);
}

static void wall_json(struct json *j, const struct wall_page *p)
{
	const struct wall *w = &p->w;
	const struct chart *const charts[] = { &w->hours, &w->kinds, &w->ages, &w->phone };

	json_int(j, "received", w->received);
	json_int(j, "closed", w->closed);
	json_int(j, "open", w->open);
	json_int(j, "due_soon", w->due_soon);
	json_int(j, "overdue", w->overdue);
	json_int(j, "contacts", w->contacts);
	json_int(j, "calls", w->calls);
	json_int(j, "missed", w->missed);
	json_int(j, "to_call_back", w->to_call_back);
	json_array(j, "charts");
	for (size_t i = 0; i < COUNT(charts); i++) {
		json_object(j, NULL);
		chart_json(j, charts[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_int(j, "duties_overdue", w->broken);
	due_json(j, w);
}

void figure_tabs(struct page *pg, const struct figures_page *p)
{
	STRBUF_LITERAL(pg->out, "<nav class=\"tabs\" aria-label=\"");
	html_text(pg, T(pg->cx, "月度数据"));
	STRBUF_LITERAL(pg->out, "\">");
	for (const struct choice *c = figure_views; c->word; c++) {
		if (c->value == FIGURES_ALL || (p->f.building && c->value == FIGURES_QUALITY))
			continue;
		strbuf_printf(pg->out, "<a href=\"/figures?view=%s&amp;", c->word);
		html_text(pg, p->query);
		strbuf_text(pg->out, c->value == p->f.view ? "\" aria-current=\"page\">" : "\">");
		html_text(pg, T(pg->cx, c->label));
		STRBUF_LITERAL(pg->out, "</a>");
	}
	STRBUF_LITERAL(pg->out, "</nav>");
}

void wall_number(struct page *pg, const char *label, int64_t n, const char *colour)
{
	STRBUF_LITERAL(pg->out, "<li class=\"");
	strbuf_html(pg->out, n ? colour : "");
	STRBUF_LITERAL(pg->out, "\"><b>");
	strbuf_int(pg->out, n);
	STRBUF_LITERAL(pg->out, "</b> <span>");
	strbuf_html(pg->out, label);
	STRBUF_LITERAL(pg->out, "</span></li>");
}

static int wall(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *const days[] = { T(cx, "周一"), T(cx, "周二"), T(cx, "周三"), T(cx, "周四"),
				     T(cx, "周五"), T(cx, "周六"), T(cx, "周日") };
	struct wall_page p = { 0 };
	char text[CIVIL_TEXT];
	struct civil now;
	int r = wall_read(cx, &p.w);

	if (r < 0)
		return r;
	civil_from_ms(cx->now, rq->zone_minutes, &now);
	p.place = rq->actor.community_name;
	p.clock = arena_printf(cx->arena, "%02d:%02d", now.hour, now.minute);
	p.date = arena_printf(cx->arena, "%s %s",
			      civil_date(civil_day_of(cx->now, rq->zone_minutes), text),
			      days[now.weekday - 1]);
	return REPLY(rq, T(cx, "大屏"), figures_wall_html, wall_json, &p);
}

static const struct route routes[] = {
	{ "GET", "/figures", PERM_FIGURE_READ, month,
	  "A month as charts with their numbers and those of the month before: month, building",
	  LANE_WORK },
	{ "GET", "/figures/paper", PERM_FIGURE_READ, figure_paper,
	  "A month's charts with their numbers as a PDF: month, building", LANE_WORK,
	  .work = WORK_PRINT },
	{ "GET", "/wall", PERM_WALL_READ, wall,
	  "The screen on the wall: today's counts, what is overdue and due next; nobody's name",
	  LANE_WORK, .bare = true },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/figures", "月度数据", "chart", PERM_FIGURE_READ, 75 },
	{ 0 },
};

const struct module figures_module = {
	.name = "figures",
	.label = "月度数据",
	.routes = routes,
	.settings = figure_settings,
	.menu = menu,
	.exchanges = figure_exchanges,
	.help = figures_help,
};
