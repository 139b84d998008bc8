#include "modules/figures/figure_export.h"
#include "modules/figures/figures.h"
#include "output/sheet_write.h"

static const struct sheet_column columns[] = {
	{ "月份", 9, false, false, NULL },  { "楼栋", 8, false, false, NULL },
	{ "图表", 20, false, false, NULL }, { "项目", 20, false, false, NULL },
	{ "分组", 14, false, false, NULL }, { "数值", 10, false, false, NULL },
	{ "单位", 8, false, false, NULL },  { "上月", 10, false, false, NULL },
};

static void number(struct sheet_writer *out, int64_t n)
{
	if (n == CHART_NONE)
		sheet_write_text(out, NULL);
	else
		sheet_write_int(out, n);
}

static int write_row(struct ctx *cx, const struct figures *f, const struct chart *c,
		     const struct chart_row *row, size_t series, struct sheet_writer *out)
{
	sheet_write_text(out, f->month);
	sheet_write_text(out, f->building);
	sheet_write_text(out, c->title);
	sheet_write_text(out, row->label);
	sheet_write_text(out, c->series[series]);
	number(out, row->n[series]);
	sheet_write_text(out, c->unit == CHART_PERMILLE ? T(cx, "千分之") : T(cx, "件"));
	number(out, c->compared ? row->before : CHART_NONE);
	return sheet_write_row_end(out);
}

static int export_rows(struct ctx *cx, const struct input *filter, struct sheet_writer *out)
{
	struct figures f;
	int r = sheet_write_header(out, columns, COUNT(columns));

	if (r == OK)
		r = figures_read(cx, filter, &f);
	if (r < 0)
		return r;
	for (size_t i = 0; i < f.count; i++)
		for (size_t k = 0; k < f.charts[i].row_count; k++)
			for (size_t s = 0; r == OK && s < f.charts[i].series_count; s++)
				r = write_row(cx, &f, &f.charts[i], &f.charts[i].rows[k], s, out);
	return r;
}

const struct exchange figure_exchanges[] = {
	{ "figures", "月度数据", PERM_FIGURE_READ, PERM_FIGURE_READ, NULL, export_rows },
	{ 0 },
};
