#include "pages/parts.h"
#include "app/pack.h"
#include "base/civil.h"
#include "base/text.h"
#include "pages/asset.h"

void part_icon(struct page *pg, const char *name)
{
	STRBUF_LITERAL(pg->out, "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"/s/");
	asset_add(pg->out, "icons.svg");
	strbuf_char(pg->out, '#');
	strbuf_html(pg->out, name);
	STRBUF_LITERAL(pg->out, "\"/></svg>");
}

void part_tag(struct page *pg, const struct choice *choices, int value, const char *colour)
{
	const struct choice *c = choice_of(choices, value);

	if (!c)
		return;
	STRBUF_LITERAL(pg->out, "<span class=\"tag ");
	strbuf_html(pg->out, colour);
	STRBUF_LITERAL(pg->out, "\">");
	strbuf_html(pg->out, T(pg->cx, c->label));
	STRBUF_LITERAL(pg->out, "</span>");
}

/* No printf: a list has twenty clocks, and they would be half of its time. */
static void add_two_digits(struct strbuf *b, int n)
{
	strbuf_add(b, (char[]){ (char)('0' + n / 10), (char)('0' + n % 10) }, 2);
}

/* 2 天 03:04, 01:40:30, 04:37 */
static void add_clock(struct page *pg, int64_t ms)
{
	int64_t s = (ms < 0 ? -ms : ms) / 1000;
	int days = (int)(s / 86400), h = (int)(s / 3600 % 24), m = (int)(s / 60 % 60);

	if (days) {
		strbuf_printf(pg->out, T(pg->cx, "%d 天 %02d:%02d"), days, h, m);
		return;
	}
	if (h) {
		add_two_digits(pg->out, h);
		strbuf_char(pg->out, ':');
	}
	add_two_digits(pg->out, m);
	strbuf_char(pg->out, ':');
	add_two_digits(pg->out, (int)(s % 60));
}

void part_clock(struct page *pg, int64_t from, int64_t due, int64_t now)
{
	enum { BAR = 34 };
	int64_t left = due - now, norm = from && from < due ? due - from : HOURS(1);
	int64_t used = left <= 0 ? BAR : MAX(MIN(BAR - left * BAR / norm, BAR), 0);
	const char *colour = left < 0 ? " red" : used * 10 >= BAR * 7 ? " amber" : "";

	if (!due)
		return;
	STRBUF_LITERAL(pg->out, "<span class=\"clock");
	strbuf_text(pg->out, colour);
	STRBUF_LITERAL(pg->out, "\" data-due=\"");
	strbuf_int(pg->out, due);
	STRBUF_LITERAL(pg->out, "\" data-from=\"");
	strbuf_int(pg->out, due - norm);
	STRBUF_LITERAL(pg->out, "\"><svg class=\"bar\" width=\"34\" height=\"6\" aria-hidden=\"true\">"
				"<rect width=\"");
	strbuf_int(pg->out, used);
	STRBUF_LITERAL(pg->out, "\" height=\"6\"/></svg><b>");
	if (left < 0)
		strbuf_html(pg->out, T(pg->cx, "超 "));
	add_clock(pg, left);
	STRBUF_LITERAL(pg->out, "</b></span>");
}

void part_record(struct page *pg, const char *path, const char *text)
{
	assert(!path || path[0] == '/');
	if (path) {
		STRBUF_LITERAL(pg->out, "<a href=\"");
		strbuf_html(pg->out, path);
		STRBUF_LITERAL(pg->out, "\">");
	}
	strbuf_html(pg->out, text);
	if (path)
		STRBUF_LITERAL(pg->out, "</a>");
}

const char *part_query(struct page *pg)
{
	struct strbuf q;

	strbuf_init(&q, pg->cx->arena, 8192);
	for (size_t i = 0; pg->input && i < pg->input->count; i++) {
		const struct input_pair *p = &pg->input->pair[i];
		if (!strcmp(p->name, "after") || text_blank(p->value))
			continue;
		strbuf_char(&q, q.len ? '&' : '?');
		strbuf_url(&q, p->name);
		strbuf_char(&q, '=');
		strbuf_url(&q, p->value);
	}
	return q.s;
}

/* A list that was narrowed down may be kept under a name. */
static void save_view(struct page *pg, const char *path, const char *query)
{
	if (!*query || !pg->cx->actor)
		return;
	STRBUF_LITERAL(pg->out, "<details class=\"view\"><summary>");
	strbuf_html(pg->out, T(pg->cx, "存为常用视图"));
	STRBUF_LITERAL(pg->out, "</summary>");
	html_form_open(pg, "/me/views", "filters");
	STRBUF_LITERAL(pg->out, "<input type=\"hidden\" name=\"path\" value=\"");
	strbuf_html(pg->out, path);
	strbuf_html(pg->out, query);
	STRBUF_LITERAL(pg->out, "\"><input name=\"label\" required maxlength=\"20\" aria-label=\"");
	strbuf_html(pg->out, T(pg->cx, "视图的名字"));
	STRBUF_LITERAL(pg->out, "\" placeholder=\"");
	strbuf_html(pg->out, T(pg->cx, "视图的名字"));
	STRBUF_LITERAL(pg->out, "\"><button>");
	strbuf_html(pg->out, T(pg->cx, "保存"));
	STRBUF_LITERAL(pg->out, "</button>");
	html_form_close(pg);
	STRBUF_LITERAL(pg->out, "</details>");
}

void part_pager(struct page *pg, const char *path, const char *next, int64_t total)
{
	const char *query = part_query(pg);
	bool first = !pg->input || text_blank(input_text(pg->input, "after"));

	if (!next && first && total < 0)
		return;
	save_view(pg, path, query);
	STRBUF_LITERAL(pg->out, "<nav class=\"pager\">");
	if (total >= 0) {
		STRBUF_LITERAL(pg->out, "<span>");
		strbuf_printf(pg->out, T(pg->cx, "共 %" PRId64 " 条"), total);
		STRBUF_LITERAL(pg->out, "</span>");
	}
	if (!first) {
		STRBUF_LITERAL(pg->out, "<a href=\"");
		strbuf_html(pg->out, path);
		strbuf_html(pg->out, query);
		STRBUF_LITERAL(pg->out, "\">");
		strbuf_html(pg->out, T(pg->cx, "回到第一页"));
		STRBUF_LITERAL(pg->out, "</a>");
	}
	if (next) {
		STRBUF_LITERAL(pg->out, "<a rel=\"next\" href=\"");
		strbuf_html(pg->out, path);
		strbuf_html(pg->out, query);
		strbuf_html(pg->out, *query ? "&after=" : "?after=");
		strbuf_url(pg->out, next);
		STRBUF_LITERAL(pg->out, "\">");
		strbuf_html(pg->out, T(pg->cx, "下一页"));
		STRBUF_LITERAL(pg->out, "</a>");
	}
	STRBUF_LITERAL(pg->out, "</nav>");
}

void part_tiles(struct page *pg, const char *name, const char *legend,
		const struct choice *choices, int chosen, bool icons)
{
	const char *sent = pg->input ? input_text(pg->input, name) : NULL;
	const struct choice *again = sent ? choice_named(choices, sent) : NULL;

	STRBUF_LITERAL(pg->out, "<fieldset class=\"tiles full\"><legend>");
	strbuf_html(pg->out, legend);
	STRBUF_LITERAL(pg->out, "</legend>");
	for (const struct choice *c = choices; c->word; c++) {
		bool on = again ? c == again : c->value == chosen;
		STRBUF_LITERAL(pg->out, "<label><input type=\"radio\" name=\"");
		strbuf_html(pg->out, name);
		strbuf_printf(pg->out, "\" value=\"%s\"%s><span>", c->word, on ? " checked" : "");
		if (icons)
			part_icon(pg, c->word);
		strbuf_html(pg->out, T(pg->cx, c->label));
		STRBUF_LITERAL(pg->out, "</span></label>");
	}
	html_error(pg, name);
	STRBUF_LITERAL(pg->out, "</fieldset>");
}

void part_options(struct page *pg, const struct choice *choices, const char *empty,
		  const char *chosen)
{
	if (empty) {
		STRBUF_LITERAL(pg->out, "<option value=\"\">");
		strbuf_html(pg->out, empty);
		STRBUF_LITERAL(pg->out, "</option>");
	}
	for (const struct choice *c = choices; c->word; c++) {
		STRBUF_LITERAL(pg->out, "<option value=\"");
		strbuf_html(pg->out, c->word);
		strbuf_text(pg->out, chosen && !strcmp(chosen, c->word) ? "\" selected>" : "\">");
		strbuf_html(pg->out, T(pg->cx, c->label));
		STRBUF_LITERAL(pg->out, "</option>");
	}
}

void part_signature(struct page *pg, const char *name)
{
	part_signature_of(pg, T(pg->cx, "业主签名"), T(pg->cx, "请业主在这里签名"), name);
}

void part_signature_of(struct page *pg, const char *legend, const char *prompt, const char *name)
{
	static const char pad[] = "signature_pad.umd.min.js";
	const char *sent = pg->input ? input_text(pg->input, "signed_by") : NULL;

	STRBUF_LITERAL(pg->out, "<fieldset class=\"sign full\"><legend>");
	strbuf_html(pg->out, legend);
	STRBUF_LITERAL(pg->out, "</legend>");
	if (pack_find(pad)) {
		STRBUF_LITERAL(pg->out, "<canvas tabindex=\"0\" role=\"img\" aria-label=\"");
		strbuf_html(pg->out, prompt);
		STRBUF_LITERAL(pg->out, "\"></canvas><button type=\"button\" class=\"small\">");
		strbuf_html(pg->out, T(pg->cx, "重签"));
		STRBUF_LITERAL(pg->out, "</button><script src=\"/s/");
		asset_add(pg->out, pad);
		STRBUF_LITERAL(pg->out, "\" defer></script>");
	}
	STRBUF_LITERAL(pg->out, "<p class=\"field\"><label>");
	strbuf_html(pg->out, T(pg->cx, "或上传签好的记录单照片"));
	STRBUF_LITERAL(pg->out, " <input type=\"file\" name=\"signature\""
				" accept=\"image/jpeg,image/png,image/webp\"></label></p>"
				"<p class=\"field\"><label>");
	strbuf_html(pg->out, T(pg->cx, "签名人"));
	STRBUF_LITERAL(pg->out, " <input name=\"signed_by\" maxlength=\"60\" value=\"");
	strbuf_html(pg->out, sent ? sent : name ? name : "");
	STRBUF_LITERAL(pg->out, "\"></label></p>");
	html_error(pg, "signature");
	STRBUF_LITERAL(pg->out, "</fieldset>");
}

void part_rule(struct page *pg, const char *rule)
{
	size_t n = rule ? strspn(rule, "0123456789") : 0;
	bool link = n >= 1 && n <= 2 && rule[0] != '0' && !strncmp(rule + n, " (", 2) &&
		    rule[n + 2] && !strcmp(rule + n + 3, ")");

	if (link) {
		STRBUF_LITERAL(pg->out, "<a href=\"/rules/");
		strbuf_add(pg->out, rule, n);
		strbuf_char(pg->out, '#');
		strbuf_url(pg->out, (const char[]){ rule[n + 2], '\0' });
		STRBUF_LITERAL(pg->out, "\">");
	}
	strbuf_html(pg->out, rule);
	if (link)
		STRBUF_LITERAL(pg->out, "</a>");
}

void part_style(struct page *pg, const char *name)
{
	STRBUF_LITERAL(pg->out, "<link rel=\"stylesheet\" href=\"/s/");
	asset_add(pg->out, name);
	STRBUF_LITERAL(pg->out, "\">");
}
