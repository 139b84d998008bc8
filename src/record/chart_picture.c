/* The picture of a chart. A bar is so many per cent of the width; columns and lines lie in an inner
 * <svg> that is stretched, so that nothing has to know how wide the screen is. */
#include "record/chart.h"

enum { BAR = 14, PLOT = 150, TOP = 16, FOOT = 20, HEAT_ROW = 19 };

static int64_t most_of(const struct chart *c)
{
	int64_t most = 1;

	if (c->unit == CHART_PERMILLE)
		return 1000;
	for (size_t i = 0; i < c->row_count; i++) {
		most = MAX(most, chart_sum(c, &c->rows[i]));
		if (c->compared)
			most = MAX(most, c->rows[i].before);
	}
	return most;
}

static double share(int64_t n, int64_t of)
{
	return n > 0 ? 100.0 * (double)n / (double)of : 0;
}

static char class_of(const struct chart *c)
{
	return c->scale ? 's' : 'c';
}

/* "报修 12" */
static void title(struct page *pg, const struct chart *c, const char *label, int64_t n)
{
	STRBUF_LITERAL(pg->out, "<title>");
	strbuf_html(pg->out, label);
	strbuf_char(pg->out, ' ');
	strbuf_html(pg->out, chart_number(pg->cx, c, n));
	STRBUF_LITERAL(pg->out, "</title>");
}

/* ---- bars ---- */

static void bar_text(struct page *pg, const struct chart *c, const struct chart_row *row)
{
	STRBUF_LITERAL(pg->out, "<span>");
	strbuf_html(pg->out, row->label);
	STRBUF_LITERAL(pg->out, "</span>");
	if (row->remark) {
		STRBUF_LITERAL(pg->out, "<small>");
		strbuf_html(pg->out, row->remark);
		STRBUF_LITERAL(pg->out, "</small>");
	}
	if (c->compared) {
		STRBUF_LITERAL(pg->out, "<small>");
		strbuf_html(pg->out, T(pg->cx, "上月"));
		strbuf_char(pg->out, ' ');
		strbuf_html(pg->out, chart_number(pg->cx, c, row->before));
		STRBUF_LITERAL(pg->out, "</small>");
	}
	STRBUF_LITERAL(pg->out, "<b>");
	strbuf_html(pg->out, chart_number(pg->cx, c, chart_sum(c, row)));
	STRBUF_LITERAL(pg->out, "</b>");
}

static void bar(struct page *pg, const struct chart *c, const struct chart_row *row, int64_t most)
{
	double x = 0;

	strbuf_printf(pg->out, "<svg width=\"100%%\" height=\"%d\" aria-hidden=\"true\">"
		      "<rect class=\"bed\" width=\"100%%\" height=\"%d\" rx=\"3\"/>", BAR, BAR);
	for (size_t s = 0; s < c->series_count; s++) {
		double w = share(row->n[s], most);
		if (w <= 0)
			continue;
		strbuf_printf(pg->out, "<rect class=\"%c%d\" x=\"%.2f%%\" width=\"%.2f%%\""
			      " height=\"%d\">", class_of(c), (int)s + 1, x, w, BAR);
		title(pg, c, c->series_count > 1 ? c->series[s] : row->label, row->n[s]);
		STRBUF_LITERAL(pg->out, "</rect>");
		x += w;
	}
	if (c->compared && row->before != CHART_NONE) {
		double at = share(row->before, most);
		strbuf_printf(pg->out, "<line class=\"was\" x1=\"%.2f%%\" x2=\"%.2f%%\" y2=\"%d\"/>",
			      at, at, BAR);
	}
	STRBUF_LITERAL(pg->out, "</svg>");
}

static void bars(struct page *pg, const struct chart *c)
{
	int64_t most = most_of(c);

	STRBUF_LITERAL(pg->out, "<ul class=\"bars\">");
	for (size_t i = 0; i < c->row_count; i++) {
		const struct chart_row *row = &c->rows[i];
		const char *path = row->path ? row->path : row->about;
		STRBUF_LITERAL(pg->out, "<li>");
		if (path) {
			STRBUF_LITERAL(pg->out, "<a href=\"");
			strbuf_html(pg->out, path);
			STRBUF_LITERAL(pg->out, "\">");
		} else {
			STRBUF_LITERAL(pg->out, "<p>");
		}
		bar_text(pg, c, row);
		strbuf_text(pg->out, path ? "</a>" : "</p>");
		bar(pg, c, row, most);
		STRBUF_LITERAL(pg->out, "</li>");
	}
	STRBUF_LITERAL(pg->out, "</ul>");
}

/* ---- axes ---- */

/* The top of the scale: a round number not below n. */
static int64_t scale_top(const struct chart *c, int64_t n)
{
	static const int64_t steps[] = { 1, 2, 4, 5, 6, 8, 10, 12, 16 };

	if (c->unit == CHART_PERMILLE)
		return 1000;
	for (int64_t ten = 1;; ten *= 10)
		for (size_t i = 0; i < COUNT(steps); i++)
			if (steps[i] * ten >= n)
				return steps[i] * ten;
}

static void axis(struct page *pg, const struct chart *c, int64_t top)
{
	const int parts = top % 2 ? 1 : 2;

	strbuf_printf(pg->out, "<svg class=\"axis\" width=\"40\" height=\"%d\" aria-hidden=\"true\">",
		      TOP + PLOT + FOOT);
	for (int i = 0; i <= parts; i++) {
		strbuf_printf(pg->out, "<text x=\"34\" y=\"%d\">", TOP + PLOT - PLOT * i / parts + 4);
		strbuf_html(pg->out, c->unit == CHART_PERMILLE
					     ? arena_printf(pg->cx->arena, "%d%%", 100 * i / parts)
					     : chart_number(pg->cx, c, top * i / parts));
		STRBUF_LITERAL(pg->out, "</text>");
	}
	STRBUF_LITERAL(pg->out, "</svg>");
}

static void plot_open(struct page *pg, const struct chart *c, int64_t top)
{
	const int parts = top % 2 ? 1 : 2;

	STRBUF_LITERAL(pg->out, "<div class=\"plot\">");
	axis(pg, c, top);
	strbuf_printf(pg->out, "<svg width=\"100%%\" height=\"%d\" role=\"img\" aria-label=\"",
		      TOP + PLOT + FOOT);
	strbuf_html(pg->out, c->title);
	strbuf_text(pg->out, c->finding ? ": " : "");
	strbuf_html(pg->out, c->finding ? c->finding : "");
	STRBUF_LITERAL(pg->out, "\">");
	for (int i = 0; i <= parts; i++) {
		int y = TOP + PLOT - PLOT * i / parts;
		strbuf_printf(pg->out, "<line class=\"grid\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>", y, y);
	}
	for (size_t i = 0; i < c->row_count; i++) {
		if (!c->rows[i].tick)
			continue;
		strbuf_printf(pg->out, "<text class=\"tick\" x=\"%.2f%%\" y=\"%d\">",
			      100.0 * ((double)i + 0.5) / (double)c->row_count,
			      TOP + PLOT + FOOT - 4);
		strbuf_html(pg->out, c->rows[i].tick);
		STRBUF_LITERAL(pg->out, "</text>");
	}
	strbuf_printf(pg->out, "<svg y=\"%d\" width=\"100%%\" height=\"%d\" viewBox=\"0 0 %d 1000\""
		      " preserveAspectRatio=\"none\">", TOP, PLOT, (int)c->row_count * 100);
}

static void plot_close(struct page *pg)
{
	STRBUF_LITERAL(pg->out, "</svg></div>");
}

/* ---- columns ---- */

/* "2026-11-05 报修 3、求助 1": what the pointer over a column says */
static void column_title(struct page *pg, const struct chart *c, size_t i)
{
	const struct chart_row *row = &c->rows[i];

	strbuf_printf(pg->out, "<rect class=\"hit\" x=\"%d\" width=\"100\" height=\"1000\"><title>",
		      (int)i * 100);
	strbuf_html(pg->out, row->label);
	for (size_t s = 0; s < c->series_count; s++) {
		if (row->n[s] <= 0)
			continue;
		strbuf_char(pg->out, ' ');
		strbuf_html(pg->out, c->series[s]);
		strbuf_char(pg->out, ' ');
		strbuf_html(pg->out, chart_number(pg->cx, c, row->n[s]));
	}
	STRBUF_LITERAL(pg->out, "</title></rect>");
}

static void columns(struct page *pg, const struct chart *c)
{
	int64_t top = scale_top(c, most_of(c));
	double *under = arena_array(pg->cx->arena, c->row_count + 1, sizeof *under);

	plot_open(pg, c, top);
	for (size_t s = 0; s < c->series_count; s++) {
		strbuf_printf(pg->out, "<path class=\"%c%d\" d=\"", class_of(c), (int)s + 1);
		for (size_t i = 0; i < c->row_count; i++) {
			double h = 10 * share(c->rows[i].n[s], top);
			if (h <= 0)
				continue;
			under[i] += h;
			strbuf_printf(pg->out, "M%d %.1fh70v%.1fh-70z", (int)i * 100 + 15,
				      1000 - under[i], h);
		}
		STRBUF_LITERAL(pg->out, "\"/>");
	}
	for (size_t i = 0; i < c->row_count; i++)
		column_title(pg, c, i);
	STRBUF_LITERAL(pg->out, "</svg>");
	for (size_t i = 0; i < c->row_count && c->row_count <= 12; i++) {
		int64_t sum = chart_sum(c, &c->rows[i]);
		if (sum <= 0)
			continue;
		strbuf_printf(pg->out, "<text class=\"sum\" x=\"%.2f%%\" y=\"%.1f\">",
			      100.0 * ((double)i + 0.5) / (double)c->row_count,
			      TOP + PLOT * (1 - (double)sum / (double)top) - 4);
		strbuf_html(pg->out, chart_number(pg->cx, c, sum));
		STRBUF_LITERAL(pg->out, "</text>");
	}
	plot_close(pg);
}

/* ---- lines ---- */

static void line_path(struct page *pg, const struct chart *c, size_t s, int64_t top)
{
	bool down = false;

	strbuf_printf(pg->out, "<path class=\"line l%d\" d=\"", (int)s + 1);
	for (size_t i = 0; i < c->row_count; i++) {
		int64_t n = c->rows[i].n[s];
		if (n != CHART_NONE)
			strbuf_printf(pg->out, "%c%d %.1f", down ? 'L' : 'M', (int)i * 100 + 50,
				      1000 - 10 * share(n, top));
		down = n != CHART_NONE;
	}
	STRBUF_LITERAL(pg->out, "\"/>");
}

/* A point is a disc in one series, a square in the next. */
static void line_points(struct page *pg, const struct chart *c, size_t s, int64_t top)
{
	for (size_t i = 0; i < c->row_count; i++) {
		int64_t n = c->rows[i].n[s];
		double x = 100.0 * ((double)i + 0.5) / (double)c->row_count;
		double y = TOP + PLOT * (1 - (double)n / (double)top);
		if (n == CHART_NONE)
			continue;
		strbuf_printf(pg->out, "<svg class=\"point\" x=\"%.2f%%\" y=\"%.1f\">", x, y);
		strbuf_printf(pg->out, s % 2 ? "<rect class=\"c%d\" x=\"-4\" y=\"-4\" width=\"8\""
					       " height=\"8\">"
					     : "<rect class=\"c%d\" x=\"-4\" y=\"-4\" width=\"8\""
					       " height=\"8\" rx=\"4\">", (int)s + 1);
		title(pg, c, arena_printf(pg->cx->arena, "%s %s", c->rows[i].label, c->series[s]), n);
		STRBUF_LITERAL(pg->out, "</rect></svg>");
	}
}

static void lines(struct page *pg, const struct chart *c)
{
	int64_t top = scale_top(c, most_of(c));

	plot_open(pg, c, top);
	for (size_t s = 0; s < c->series_count; s++)
		line_path(pg, c, s, top);
	STRBUF_LITERAL(pg->out, "</svg>");
	for (size_t s = 0; s < c->series_count; s++)
		line_points(pg, c, s, top);
	plot_close(pg);
}

/* ---- heat ---- */

enum { HEATS = 5 };

static int heat_of(int64_t n, int64_t most)
{
	return n <= 0 ? 0 : (int)MIN((n * HEATS + most - 1) / most, HEATS);
}

static int64_t hottest(const struct chart *c)
{
	int64_t most = 1;

	for (size_t i = 0; i < c->row_count; i++)
		for (size_t s = 0; s < c->series_count; s++)
			most = MAX(most, c->rows[i].n[s]);
	return most;
}

/* All cells of one warmth are one path, in units of a cell; column 0 is the labels'. */
static void heat_cells(struct page *pg, const struct chart *c, int64_t most)
{
	strbuf_printf(pg->out, "<svg y=\"%d\" width=\"100%%\" height=\"%d\" viewBox=\"0 0 %d %d\""
		      " preserveAspectRatio=\"none\">", HEAT_ROW, (int)c->row_count * HEAT_ROW,
		      ((int)c->series_count + 1) * 100, (int)c->row_count * 100);
	for (int heat = 0; heat <= HEATS; heat++) {
		strbuf_printf(pg->out, "<path class=\"h%d\" d=\"", heat);
		for (size_t i = 0; i < c->row_count; i++)
			for (size_t s = 0; s < c->series_count; s++)
				if (heat_of(c->rows[i].n[s], most) == heat)
					strbuf_printf(pg->out, "M%d %dh96v92h-96z", (int)s * 100 + 102,
						      (int)i * 100 + 4);
		STRBUF_LITERAL(pg->out, "\"/>");
	}
	STRBUF_LITERAL(pg->out, "</svg>");
}

static void heat_text(struct page *pg, const struct chart *c, const char *css, size_t column,
		      size_t line, const char *text)
{
	strbuf_printf(pg->out, "<text class=\"%s\" x=\"%.2f%%\" y=\"%d\">", css,
		      100.0 * ((double)column + 0.5) / (double)(c->series_count + 1),
		      (int)line * HEAT_ROW + 14);
	strbuf_html(pg->out, text);
	STRBUF_LITERAL(pg->out, "</text>");
}

static void heat(struct page *pg, const struct chart *c)
{
	int64_t most = hottest(c);

	strbuf_printf(pg->out, "<div><svg class=\"heat\" width=\"100%%\" height=\"%d\" role=\"img\""
		      " aria-label=\"", ((int)c->row_count + 1) * HEAT_ROW);
	strbuf_html(pg->out, c->title);
	STRBUF_LITERAL(pg->out, "\">");
	heat_cells(pg, c, most);
	for (size_t s = 0; s < c->series_count; s++)
		heat_text(pg, c, "tick", s + 1, 0, c->series[s]);
	for (size_t i = 0; i < c->row_count; i++) {
		heat_text(pg, c, "tick", 0, i + 1, c->rows[i].label);
		for (size_t s = 0; s < c->series_count; s++) {
			int64_t n = c->rows[i].n[s];
			if (n > 0)
				heat_text(pg, c, heat_of(n, most) > 2 ? "hot" : "cool", s + 1, i + 1,
					  chart_number(pg->cx, c, n));
		}
	}
	STRBUF_LITERAL(pg->out, "</svg></div>");
}

void chart_picture(struct page *pg, const struct chart *c)
{
	switch (c->shape) {
	case CHART_BARS:
		bars(pg, c);
		break;
	case CHART_COLUMNS:
		columns(pg, c);
		break;
	case CHART_LINES:
		lines(pg, c);
		break;
	case CHART_HEAT:
		heat(pg, c);
		break;
	}
}
