/* 流程单, 收费清单 and 入伙日报表 on paper: 19 (f). */
#include "app/calendar.h"
#include "app/print.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/text.h"
#include "modules/runsheet/runsheet_web.h"

static const char *const head[] = { "room", "area_mass", "+owners", "buyer_kind", "phone",
				    "came_at", "state", "resale", "monthly", NULL };
static const struct paper_column desk_columns[] = { { "desk", 4 }, { "state", 2 },
						    { "signed_name", 2 }, { "signed_at", 4 },
						    { "note", 5 }, { 0 } };
static const struct paper_column paper_columns[] = { { "name", 6 }, { "form", 3 }, { "checked", 1 },
						     { "checked_name", 2 }, { 0 } };
static const struct paper_column fee_columns[] = { { "payee", 3 }, { "name", 3 },
						   { "standard", 5 }, { "amount_fen", 2 }, { 0 } };
static const struct paper_column day_columns[] = { { "room", 2 }, { "owners", 3 }, { "came_at", 3 },
						   { "state", 2 }, { "desk", 3 },
						   { "pause_text", 5 }, { 0 } };

static void add_fees(struct paper *p, const struct runsheet_show_page *w)
{
	struct ctx *cx = p->cx;
	struct movein_line *due = arena_array(cx->arena, w->line_count + 1, sizeof *due);
	char text[MONEY_TEXT];
	size_t count = 0;

	for (size_t i = 0; i < w->line_count; i++)
		if (!w->lines[i].dropped)
			due[count++] = w->lines[i];
	pdf_heading(p->pdf, T(cx, "收费清单"));
	paper_table(p, movein_line_fields, due, count, fee_columns);
	for (int payee = 1; payee < PAYEES; payee++)
		if (movein_sum(due, count, payee))
			pdf_text(p->pdf, arena_printf(cx->arena, T(cx, "%s 合计 %s 元"),
						      T(cx, choice_of(movein_payees, payee)->label),
						      money_text(movein_sum(due, count, payee), text)));
}

int runsheet_paper_get(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *const sign[] = { T(cx, "业主（签字）"), T(cx, "收单人"), T(cx, "日期") };
	struct runsheet_show_page w = { 0 };
	struct paper p;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = runsheet_read_whole(rq, id, &w);
	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	print_begin(rq, &p, T(cx, "入伙手续流程单"), w.s.number,
		    arena_printf(cx->arena, "/runsheets/%" PRId64, id));
	paper_form(&p, runsheet_fields, &w.s, head);
	paper_table(&p, runsheet_desk_fields, w.desks, w.desk_count, desk_columns);
	pdf_heading(p.pdf, T(cx, "资料核验"));
	paper_table(&p, runsheet_paper_fields, w.papers, w.paper_count, paper_columns);
	add_fees(&p, &w);
	pdf_sign(p.pdf, sign, COUNT(sign));
	return print_reply(rq, &p, arena_printf(cx->arena, "%s.pdf", w.s.number));
}

int runsheet_day_paper(struct request *rq)
{
	enum { MOST = 1000 };
	struct ctx *cx = &rq->cx;
	struct runsheet_filter f = { .most = MOST };
	struct runsheet *rows;
	struct paper p;
	char day[CIVIL_TEXT];
	int64_t sums[SHEET_DROPPED + 1] = { 0 };
	size_t count;
	int r = runsheet_filter_read(cx, &rq->input, rq->zone_minutes, &f);

	if (!f.until) {
		f.from = civil_ms(civil_day_of(cx->now, rq->zone_minutes), 0, rq->zone_minutes);
		f.until = f.from + DAYS(1);
	}
	if (r == OK)
		r = runsheet_list(cx, &f, &rows, &count);
	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	for (size_t i = 0; i < count; i++)
		sums[rows[i].state]++;
	print_begin(rq, &p, T(cx, "入伙日报表"),
		    civil_date(civil_day_of(f.from, rq->zone_minutes), day), NULL);
	pdf_text(p.pdf, arena_printf(cx->arena, T(cx, "到场 %d 户，办结 %d 户，办理中 %d 户，待回 %d 户。"),
				     (int)count, (int)sums[SHEET_DONE], (int)sums[SHEET_RUNNING],
				     (int)sums[SHEET_PAUSED]));
	paper_table(&p, runsheet_fields, rows, count, day_columns);
	return print_reply(rq, &p, arena_printf(cx->arena, "runsheets-%s.pdf", day));
}
