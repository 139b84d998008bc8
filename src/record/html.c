#include "record/html.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/text.h"
#include "record/member.h"

void html_text(struct page *pg, const char *text)
{
	strbuf_html(pg->out, text);
}

void html_int(struct page *pg, int64_t n)
{
	strbuf_int(pg->out, n);
}

void html_url_text(struct page *pg, const char *text)
{
	strbuf_url(pg->out, text);
}

void html_url_int(struct page *pg, int64_t n)
{
	strbuf_int(pg->out, n);
}

void html_time(struct page *pg, int64_t at)
{
	char text[CIVIL_TEXT], full[CIVIL_TEXT];
	const char *shown;
	struct civil then, now;

	if (!at)
		return;
	civil_from_ms(at, pg->zone_minutes, &then);
	civil_from_ms(pg->cx->now, pg->zone_minutes, &now);
	shown = civil_minute(at, pg->zone_minutes, text);
	if (civil_day_of(at, pg->zone_minutes) == civil_day_of(pg->cx->now, pg->zone_minutes))
		shown = text + strlen("2026-11-23 ");
	else if (then.year == now.year)
		shown = text + strlen("2026-");
	strbuf_printf(pg->out, "<time datetime=\"%s\">%s</time>",
		      civil_rfc3339(at, pg->zone_minutes, full), shown);
}

void html_date(struct page *pg, int day)
{
	char text[CIVIL_TEXT];

	if (day)
		strbuf_printf(pg->out, "<time datetime=\"%s\">%s</time>", civil_date(day, text),
			      text);
}

void html_money(struct page *pg, int64_t fen)
{
	char text[MONEY_TEXT];

	strbuf_text(pg->out, money_text(fen, text));
}

void html_duration(struct page *pg, int64_t ms)
{
	int64_t minutes = (ms < 0 ? -ms : ms) / MINUTES(1);
	int64_t days = minutes / (24 * 60), hours = minutes / 60 % 24, rest = minutes % 60;

	if (ms < 0 && minutes)
		strbuf_char(pg->out, '-');
	if (days && hours)
		strbuf_printf(pg->out, T(pg->cx, "%" PRId64 " 天 %" PRId64 " 小时"), days, hours);
	else if (days)
		strbuf_printf(pg->out, T(pg->cx, "%" PRId64 " 天"), days);
	else if (hours && rest)
		strbuf_printf(pg->out, T(pg->cx, "%" PRId64 " 小时 %" PRId64 " 分"), hours, rest);
	else if (hours)
		strbuf_printf(pg->out, T(pg->cx, "%" PRId64 " 小时"), hours);
	else
		strbuf_printf(pg->out, T(pg->cx, "%" PRId64 " 分"), rest);
}

void html_choice(struct page *pg, const struct choice *choices, int value)
{
	const struct choice *c = choice_of(choices, value);

	if (c)
		html_text(pg, T(pg->cx, c->label));
}

static void write_text(struct page *pg, const struct field *f, const char *text)
{
	struct arena *a = pg->out->arena;

	if (f->show == SHOW_PASSWORD || !text)
		return;
	if (f->show == SHOW_SECRET || (f->show == SHOW_PHONE && !pg->may_see_phones))
		text = text_mask(a, text);
	if (f->show == SHOW_LONG)
		STRBUF_LITERAL(pg->out, "<span class=\"long\">");
	html_text(pg, text);
	if (f->show == SHOW_LONG)
		STRBUF_LITERAL(pg->out, "</span>");
}

static void write_number(struct page *pg, const struct field *f, int64_t n)
{
	char text[MAX(CIVIL_TEXT, MASS_TEXT)];

	if (f->choices) {
		html_choice(pg, f->choices, (int)n);
		return;
	}
	switch (f->show) {
	case SHOW_TIME:
		html_time(pg, n);
		break;
	case SHOW_DATE:
		html_date(pg, (int)n);
		break;
	case SHOW_MONEY:
		html_money(pg, n);
		break;
	case SHOW_CLOCK:
		if (n >= 0)
			html_text(pg, civil_clock((int)n, text));
		break;
	case SHOW_MASS:
		html_text(pg, mass_text(n, text));
		break;
	default:
		if (f->type == F_BOOL)
			html_text(pg, n ? T(pg->cx, "是") : T(pg->cx, "否"));
		else
			html_int(pg, n);
	}
}

void html_value(struct page *pg, const struct field *f, const void *record)
{
	if (f->type == F_TEXT)
		write_text(pg, f, member_text(f, record));
	else
		write_number(pg, f, member_int(f, record));
}

static bool in_details(const struct field *f, const void *record)
{
	if (!(f->flags & (IN_LIST | IN_JSON)) || f->flags & IN_TITLE || !f->label)
		return false;
	if (f->show == SHOW_ID || f->show == SHOW_PASSWORD)
		return false;
	return f->type == F_BOOL || !member_empty(f, record);
}

static void write_details(struct page *pg, const char *css_class, struct fields f,
			  const void *record)
{
	strbuf_printf(pg->out, "<dl class=\"%s\">", css_class);
	for (size_t i = 0; i < f.count; i++) {
		if (!in_details(&f.field[i], record))
			continue;
		STRBUF_LITERAL(pg->out, "<dt>");
		html_text(pg, T(pg->cx, f.field[i].label));
		STRBUF_LITERAL(pg->out, "</dt><dd>");
		html_value(pg, &f.field[i], record);
		STRBUF_LITERAL(pg->out, "</dd>");
	}
	STRBUF_LITERAL(pg->out, "</dl>");
}

void html_details(struct page *pg, struct fields f, const void *record)
{
	write_details(pg, "details", f, record);
}

void html_details_wide(struct page *pg, struct fields f, const void *record)
{
	write_details(pg, "details cols", f, record);
}
