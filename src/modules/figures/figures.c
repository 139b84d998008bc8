#include "modules/figures/figures.h"
#include "app/calendar.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/figures/figure_parts.h"
#include "modules/houses/houses.h"
#include "modules/requests/requests.h"

const struct setting figure_settings[] = {
	{ "figures.wall_seconds", SETTING_INT, 20, 5, 600, NULL, "大屏多少秒刷新一次", "16 (e)" },
	{ 0 },
};

/* ---- what the charts are put together with ---- */

struct chart *figure_add(struct figures *f, const char *key, const char *title,
			 enum chart_shape shape)
{
	struct chart *c = &f->charts[f->count++];

	assert(f->count <= FIGURE_CHARTS);
	*c = (struct chart){ .key = key, .title = title, .shape = shape };
	return c;
}

void figure_rows(struct ctx *cx, struct chart *c, size_t most)
{
	c->rows = arena_array(cx->arena, most + 1, sizeof *c->rows);
}

struct chart_row *figure_row(struct chart *c, const char *label)
{
	struct chart_row *row = &c->rows[c->row_count++];

	*row = (struct chart_row){ .label = label };
	return row;
}

const struct chart_row *figure_most(const struct chart *c)
{
	const struct chart_row *most = NULL;

	for (size_t i = 0; i < c->row_count; i++)
		if (chart_sum(c, &c->rows[i]) > (most ? chart_sum(c, most) : 0))
			most = &c->rows[i];
	return most;
}

const char *figure_requests(struct ctx *cx, int kind, const char *building, int32_t first,
			    int32_t last)
{
	const struct choice *c = choice_of(request_kinds, kind);
	struct strbuf b;
	char day[CIVIL_TEXT];

	strbuf_init(&b, cx->arena, 4096);
	STRBUF_LITERAL(&b, "/requests?");
	if (c)
		strbuf_printf(&b, "kind=%s&", c->word);
	if (building) {
		STRBUF_LITERAL(&b, "building=");
		strbuf_url(&b, building);
		strbuf_char(&b, '&');
	}
	strbuf_printf(&b, "from=%s", civil_date(first, day));
	strbuf_printf(&b, "&to=%s", civil_date(last, day));
	return b.s;
}

const char *figure_time(struct ctx *cx, int64_t ms)
{
	int64_t minutes = (ms + MINUTES(1) / 2) / MINUTES(1);

	if (minutes < 60)
		return arena_printf(cx->arena, T(cx, "%d 分钟"), (int)minutes);
	return arena_printf(cx->arena, T(cx, "%d 小时 %d 分"), (int)(minutes / 60),
			    (int)(minutes % 60));
}

void figure_share(struct ctx *cx, struct chart_row *row, int64_t n, int64_t of)
{
	row->n[0] = of > 0 ? (n * 1000 + of / 2) / of : CHART_NONE;
	row->before = CHART_NONE;
	row->remark = arena_printf(cx->arena, "%" PRId64 " ÷ %" PRId64, n, of);
}

/* ---- which month, which building ---- */

static const char *month_name(struct ctx *cx, int year, int month)
{
	return arena_printf(cx->arena, "%04d-%02d", year, month);
}

static int read_month(struct ctx *cx, const char *text, struct figures *f)
{
	struct civil now, t;
	int32_t day;

	civil_from_ms(cx->now, f->zone, &now);
	if (text_blank(text))
		text = month_name(cx, now.year, now.month);
	if (strlen(text) != 7 || civil_parse_day(arena_printf(cx->arena, "%s-01", text), &day) < 0)
		return fail_field(cx, "month", T(cx, "月份要像 2026-11。"));
	civil_from_day(day, &t);
	if (t.year < 2000 || t.year * 12 + t.month > now.year * 12 + now.month)
		return fail_field(cx, "month", T(cx, "这个月还没有到，没有数据。"));
	f->year = t.year;
	f->number = t.month;
	f->month = month_name(cx, t.year, t.month);
	f->first = day;
	civil_from_day(day - 1, &t);
	f->before = month_name(cx, t.year, t.month);
	f->from_before = civil_ms(civil_day(t.year, t.month, 1), 0, f->zone);
	civil_from_day(day + 31, &t);
	f->last = civil_day(t.year, t.month, 1) - 1;
	if (t.year * 12 + t.month <= now.year * 12 + now.month)
		f->after = month_name(cx, t.year, t.month);
	f->from = civil_ms(f->first, 0, f->zone);
	f->until = civil_ms(f->last + 1, 0, f->zone);
	return OK;
}

static int read_building(struct ctx *cx, const char *text, struct figures *f)
{
	struct building *rows;
	int r = building_list(cx, &rows, &f->building_count);

	if (r < 0)
		return r;
	f->buildings = arena_array(cx->arena, f->building_count + 1, sizeof *f->buildings);
	for (size_t i = 0; i < f->building_count; i++) {
		f->buildings[i] = rows[i].building;
		if (!text_blank(text) && !strcmp(text, rows[i].building))
			f->building = rows[i].building;
	}
	if (!text_blank(text) && !f->building)
		return fail_field(cx, "building", T(cx, "没有“%s”这栋楼。"), text);
	return OK;
}

const struct choice figure_views[] = {
	{ FIGURES_ALL, "all", "全部" },
	{ FIGURES_VOLUME, "volume", "报事数量" },
	{ FIGURES_TIMES, "times", "时段和时限" },
	{ FIGURES_QUALITY, "quality", "投诉、回访、电话" },
	CHOICE_END,
};

static int read_view(struct ctx *cx, const char *text, struct figures *f)
{
	const struct choice *c = text_blank(text) ? figure_views : choice_named(figure_views, text);

	if (!c)
		return fail_field(cx, "view", T(cx, "没有“%s”这个视图。"), text);
	f->view = c->value;
	return OK;
}

/* Of a building only what knows of rooms. */
static int read_times(struct ctx *cx, struct figures *f)
{
	int r = figure_hours(cx, f);

	if (r == OK)
		r = figure_times(cx, f);
	return r < 0 || f->building ? r : figure_kept(cx, f);
}

static int read_quality(struct ctx *cx, struct figures *f)
{
	int r;

	if (f->building)
		return OK;
	r = figure_complaints(cx, f);
	if (r == OK)
		r = figure_grades(cx, f);
	if (r == OK)
		r = figure_phone(cx, f);
	return r == OK ? figure_year(cx, f) : r;
}

int figures_read(struct ctx *cx, const struct input *in, struct figures *ret)
{
	int r;

	*ret = (struct figures){ 0 };
	r = calendar_zone(cx, &ret->zone);
	if (r == OK)
		r = read_month(cx, input_text(in, "month"), ret);
	if (r == OK)
		r = read_building(cx, input_text(in, "building"), ret);
	if (r == OK)
		r = read_view(cx, input_text(in, "view"), ret);
	if (r == OK && (ret->view == FIGURES_ALL || ret->view == FIGURES_VOLUME))
		r = figure_volume(cx, ret);
	if (r == OK && (ret->view == FIGURES_ALL || ret->view == FIGURES_TIMES))
		r = read_times(cx, ret);
	if (r == OK && (ret->view == FIGURES_ALL || ret->view == FIGURES_QUALITY))
		r = read_quality(cx, ret);
	return r;
}
