/* The month on paper (月度分析): the charts of 月度数据 with the same numbers. */
#include "app/print.h"
#include "modules/figures/figures_web.h"

/* A chart as a table: its rows, its series, their sum, and a bar by the greatest of them. */
static void draw_chart(struct paper *p, const struct chart *c)
{
	struct ctx *cx = p->cx;
	struct pdf_column columns[PDF_COLUMNS] = { { c->first, 4, false, false } };
	size_t n = 1, series = MIN(c->series_count, (size_t)PDF_COLUMNS - 3);
	int64_t most = 1;
	const char **cells;

	pdf_heading(p->pdf, c->title);
	if (c->finding)
		pdf_text(p->pdf, c->finding);
	for (size_t i = 0; i < series; i++)
		columns[n++] = (struct pdf_column){ c->series[i], 2, true, false };
	columns[n++] = (struct pdf_column){ "", 5, false, true };
	for (size_t i = 0; i < c->row_count; i++)
		most = MAX(most, chart_sum(c, &c->rows[i]));
	cells = arena_array(cx->arena, c->row_count * n + 1, sizeof *cells);
	for (size_t i = 0; i < c->row_count; i++) {
		const struct chart_row *row = &c->rows[i];
		cells[i * n] = row->label;
		for (size_t k = 0; k < series; k++)
			cells[i * n + 1 + k] = chart_number(cx, c, row->n[k]);
		cells[i * n + n - 1] = arena_printf(cx->arena, "%" PRId64,
						    MAX(chart_sum(c, row), 0) * 1000 / most);
	}
	pdf_table(p->pdf, columns, n, cells, c->row_count);
	if (c->remark)
		pdf_text(p->pdf, c->remark);
}

int figure_paper(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct figures f = { 0 };
	struct paper p;
	int r = figures_read(cx, &rq->input, &f);

	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	print_begin(rq, &p, T(cx, "月度分析"),
		    f.building ? arena_printf(cx->arena, T(cx, "%s，%s 栋"), f.month, f.building)
			       : f.month,
		    NULL);
	for (size_t i = 0; i < f.count; i++)
		draw_chart(&p, &f.charts[i]);
	return print_reply(rq, &p, arena_printf(cx->arena, "figures-%s.pdf", f.month));
}
