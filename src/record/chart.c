/* What a chart says besides the picture: caption, legend, table, JSON. */
#include "record/chart.h"

int64_t chart_sum(const struct chart *c, const struct chart_row *row)
{
	int64_t sum = 0;
	bool any = false;

	for (size_t s = 0; s < c->series_count; s++) {
		if (row->n[s] == CHART_NONE)
			continue;
		any = true;
		sum += row->n[s];
	}
	return any ? sum : CHART_NONE;
}

int64_t chart_total(const struct chart *c)
{
	int64_t sum = 0;

	for (size_t i = 0; i < c->row_count; i++)
		sum += MAX(chart_sum(c, &c->rows[i]), 0);
	return sum;
}

const char *chart_number(struct ctx *cx, const struct chart *c, int64_t n)
{
	if (n == CHART_NONE)
		return T(cx, "无数据");
	if (c->unit == CHART_PERMILLE)
		return arena_printf(cx->arena, "%" PRId64 ".%d%%", n / 10, (int)(n % 10));
	return arena_printf(cx->arena, "%" PRId64, n);
}

/* ---- the table ---- */

static void cell(struct page *pg, const struct chart *c, const char *label, int64_t n,
		 const char *path)
{
	STRBUF_LITERAL(pg->out, "<td class=\"num\" data-label=\"");
	strbuf_html(pg->out, label);
	STRBUF_LITERAL(pg->out, "\">");
	if (path && n > 0) {
		STRBUF_LITERAL(pg->out, "<a href=\"");
		strbuf_html(pg->out, path);
		STRBUF_LITERAL(pg->out, "\">");
	}
	strbuf_html(pg->out, chart_number(pg->cx, c, n));
	strbuf_text(pg->out, path && n > 0 ? "</a></td>" : "</td>");
}

static void head(struct page *pg, const char *text)
{
	STRBUF_LITERAL(pg->out, "<th scope=\"col\" class=\"num\">");
	strbuf_html(pg->out, text);
	STRBUF_LITERAL(pg->out, "</th>");
}

/* Do the series of a row make a sum that says something? */
static bool has_sum(const struct chart *c)
{
	return c->series_count > 1 && c->unit == CHART_COUNT;
}

static void table_head(struct page *pg, const struct chart *c)
{
	STRBUF_LITERAL(pg->out, "<thead><tr><th scope=\"col\">");
	strbuf_html(pg->out, c->first);
	STRBUF_LITERAL(pg->out, "</th>");
	for (size_t s = 0; s < c->series_count; s++)
		head(pg, c->series[s]);
	if (has_sum(c))
		head(pg, T(pg->cx, "合计"));
	if (c->compared)
		head(pg, T(pg->cx, "上月"));
	STRBUF_LITERAL(pg->out, "</tr></thead>");
}

static void table_row(struct page *pg, const struct chart *c, const struct chart_row *row)
{
	STRBUF_LITERAL(pg->out, "<tr><th scope=\"row\">");
	strbuf_html(pg->out, row->label);
	STRBUF_LITERAL(pg->out, "</th>");
	for (size_t s = 0; s < c->series_count; s++)
		cell(pg, c, c->series[s], row->n[s],
		     row->paths[s] || c->series_count > 1 ? row->paths[s] : row->path);
	if (has_sum(c))
		cell(pg, c, T(pg->cx, "合计"), chart_sum(c, row), row->path);
	if (c->compared)
		cell(pg, c, T(pg->cx, "上月"), row->before, NULL);
	STRBUF_LITERAL(pg->out, "</tr>");
}

static void table(struct page *pg, const struct chart *c)
{
	STRBUF_LITERAL(pg->out, "<details><summary>");
	strbuf_html(pg->out, T(pg->cx, "数据表"));
	STRBUF_LITERAL(pg->out, "</summary><table class=\"rows\"><caption class=\"hidden\">");
	strbuf_html(pg->out, c->title);
	STRBUF_LITERAL(pg->out, "</caption>");
	table_head(pg, c);
	STRBUF_LITERAL(pg->out, "<tbody>");
	for (size_t i = 0; i < c->row_count; i++)
		table_row(pg, c, &c->rows[i]);
	STRBUF_LITERAL(pg->out, "</tbody></table></details>");
}

/* ---- around the picture ---- */

static void legend(struct page *pg, const struct chart *c)
{
	STRBUF_LITERAL(pg->out, "<ul class=\"legend\">");
	for (size_t s = 0; s < c->series_count; s++) {
		strbuf_printf(pg->out, "<li><svg class=\"key\" width=\"14\" height=\"14\""
			      " aria-hidden=\"true\"><rect class=\"%c%d\" width=\"14\""
			      " height=\"14\" rx=\"3\"/></svg> ", c->scale ? 's' : 'c', (int)s + 1);
		strbuf_html(pg->out, c->series[s]);
		STRBUF_LITERAL(pg->out, "</li>");
	}
	STRBUF_LITERAL(pg->out, "</ul>");
}

static bool has_numbers(const struct chart *c)
{
	for (size_t i = 0; i < c->row_count; i++)
		for (size_t s = 0; s < c->series_count; s++)
			if (c->unit == CHART_PERMILLE ? c->rows[i].n[s] != CHART_NONE
						      : c->rows[i].n[s] > 0)
				return true;
	return false;
}

static void small(struct page *pg, const char *text)
{
	if (!text)
		return;
	STRBUF_LITERAL(pg->out, "<p><small>");
	strbuf_html(pg->out, text);
	STRBUF_LITERAL(pg->out, "</small></p>");
}

void chart_html(struct page *pg, const struct chart *c)
{
	STRBUF_LITERAL(pg->out, "<figure class=\"card chart\" id=\"");
	strbuf_html(pg->out, c->key);
	STRBUF_LITERAL(pg->out, "\"><figcaption><h2>");
	strbuf_html(pg->out, c->title);
	STRBUF_LITERAL(pg->out, "</h2>");
	if (c->finding && has_numbers(c)) {
		STRBUF_LITERAL(pg->out, "<p>");
		strbuf_html(pg->out, c->finding);
		STRBUF_LITERAL(pg->out, "</p>");
	}
	STRBUF_LITERAL(pg->out, "</figcaption>");
	if (has_numbers(c)) {
		if (c->series_count > 1 && c->shape != CHART_HEAT)
			legend(pg, c);
		chart_picture(pg, c);
		small(pg, c->remark);
		table(pg, c);
	} else {
		STRBUF_LITERAL(pg->out, "<p class=\"empty\">");
		strbuf_html(pg->out, c->empty);
		STRBUF_LITERAL(pg->out, "</p>");
	}
	STRBUF_LITERAL(pg->out, "</figure>");
}

/* ---- for machines ---- */

static void number(struct json *j, const char *key, int64_t n)
{
	if (n == CHART_NONE)
		json_text(j, key, NULL);
	else
		json_int(j, key, n);
}

static void row_json(struct json *j, const struct chart *c, const struct chart_row *row)
{
	json_object(j, NULL);
	json_text(j, "label", row->label);
	json_array(j, "values");
	for (size_t s = 0; s < c->series_count; s++)
		number(j, NULL, row->n[s]);
	json_array_end(j);
	if (has_sum(c))
		number(j, "sum", chart_sum(c, row));
	if (c->compared)
		number(j, "before", row->before);
	if (row->remark)
		json_text(j, "remark", row->remark);
	if (row->path)
		json_text(j, "path", row->path);
	if (row->about)
		json_text(j, "about", row->about);
	json_object_end(j);
}

void chart_json(struct json *j, const struct chart *c)
{
	json_text(j, "key", c->key);
	json_text(j, "title", c->title);
	json_text(j, "finding", has_numbers(c) ? c->finding : NULL);
	json_text(j, "unit", c->unit == CHART_PERMILLE ? "permille" : "count");
	json_array(j, "series");
	for (size_t s = 0; s < c->series_count; s++)
		json_text(j, NULL, c->series[s]);
	json_array_end(j);
	json_array(j, "rows");
	for (size_t i = 0; i < c->row_count; i++)
		row_json(j, c, &c->rows[i]);
	json_array_end(j);
}
