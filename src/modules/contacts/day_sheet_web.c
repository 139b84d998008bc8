/* The day on paper (来电来访登记表): every contact of a day, as the book at the desk had it.
 * Implements document 8 (c). */
#include "app/print.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/contacts/contacts_web.h"

enum { SHEET_MOST = 2000 };

static const struct paper_column columns[] = {
	{ "received_at", 6 }, { "channel", 3 }, { "room", 5 }, { "person_name", 4 }, { "text", 11 },
	{ "handling", 3 },    { "created_by_name", 4 }, { 0 },
};

/* ?date=2026-11-23; else today. */
static int day_of(struct request *rq, int32_t *ret)
{
	const char *typed = request_text(rq, "date");

	*ret = civil_day_of(rq->cx.now, rq->zone_minutes);
	if (text_blank(typed) || civil_parse_day(typed, ret) == OK)
		return OK;
	return fail_field(&rq->cx, "date", T(&rq->cx, "%s不像一个日期，例如 2026-11-23"),
			  T(&rq->cx, "日期"));
}

/* As the book reads: the first of the day comes first. */
static void turn_round(struct contact *rows, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct contact other = rows[i];
		rows[i] = rows[count - 1 - i];
		rows[count - 1 - i] = other;
	}
}

int contact_day_sheet(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct contact_filter f = { .most = SHEET_MOST };
	char text[CIVIL_TEXT];
	struct contact *rows;
	struct paper p;
	size_t count;
	int32_t day;
	int r = day_of(rq, &day);

	f.from = civil_ms(day, 0, rq->zone_minutes);
	f.to = civil_ms(day + 1, 0, rq->zone_minutes);
	if (r == OK)
		r = contact_list(cx, &f, &rows, &count);
	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	turn_round(rows, count);
	print_begin(rq, &p, T(cx, "来电来访登记表"), arena_strdup(cx->arena, civil_date(day, text)),
		    NULL);
	pdf_text(p.pdf, arena_printf(cx->arena, T(cx, "共 %zu 件"), count));
	paper_table(&p, contact_fields, rows, count, columns);
	return print_reply(rq, &p, arena_printf(cx->arena, "contacts-%s.pdf", civil_date(day, text)));
}
