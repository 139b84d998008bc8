/* Papers: the form that owner and companion sign (房屋交接验收表), what the builder has to mend (整改通知
 * 单). Document 10 (f). */
#include "app/print.h"
#include "modules/inspection/inspection_web.h"

enum { DEFECTS_PRINTED = 200 };

static const char *const head[] = { "room", "use", "owner", "builder", "notice_on", "companion",
				    "started_at", "accepted_at", "refused_at", "refusal",
				    "+refusal_text", NULL };
static const struct paper_column lines[] = {
	{ "line", 1 }, { "place", 2 }, { "item", 3 }, { "standard", 6 }, { "result", 2 },
	{ "note", 3 }, { 0 },
};
static const struct paper_column found[] = {
	{ "number", 4 }, { "place", 2 }, { "part", 3 }, { "text", 6 }, { "severity", 2 },
	{ "due_at", 3 }, { "state", 2 }, { 0 },
};

struct whole {
	struct inspection i;
	struct inspection_line *lines;
	size_t line_count;
	struct defect *defects;
	size_t defect_count;
};

static int read_whole(struct request *rq, struct whole *w)
{
	struct defect_filter f = { .most = DEFECTS_PRINTED };
	int64_t id;
	int r = request_id(rq, "id", &id);

	f.inspection = id;
	if (r == OK)
		r = inspection_get(&rq->cx, id, &w->i);
	if (r == OK)
		r = inspection_lines(&rq->cx, id, &w->lines, &w->line_count);
	if (r == OK)
		r = defect_list(&rq->cx, &f, &w->defects, &w->defect_count);
	return r;
}

static void begin(struct request *rq, struct paper *p, const struct whole *w, const char *title)
{
	print_begin(rq, p, title, w->i.number,
		    arena_printf(rq->cx.arena, "/inspections/%" PRId64, w->i.id));
	paper_form(p, inspection_fields, &w->i, head);
}

int inspection_paper(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct whole w;
	struct paper p;
	int r = read_whole(rq, &w);

	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	begin(rq, &p, &w, T(cx, "房屋交接验收表"));
	pdf_heading(p.pdf, T(cx, "逐项验看"));
	paper_table(&p, inspection_line_fields, w.lines, w.line_count, lines);
	pdf_heading(p.pdf, T(cx, "问题"));
	paper_table(&p, defect_fields, w.defects, w.defect_count, found);
	pdf_text(p.pdf, inspection_no_waiver(cx));
	pdf_signed(p.pdf,
		   (const struct pdf_signer[]){
			   { T(cx, "业主（签字）"), print_signature(rq, w.i.picture_id) },
			   { T(cx, "陪验人"), -1 }, { T(cx, "日期"), -1 } },
		   3);
	return print_reply(rq, &p, arena_printf(cx->arena, "%s.pdf", w.i.number));
}

/* What is still open goes on the builder's paper, the rest does not. */
int inspection_notice(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *const sign[] = { T(cx, "施工单位（签收）"), T(cx, "发出人"), T(cx, "日期") };
	struct whole w;
	struct paper p;
	size_t open = 0;
	int r = read_whole(rq, &w);

	for (size_t i = 0; r == OK && i < w.defect_count; i++)
		if (w.defects[i].state == DEFECT_OPEN || w.defects[i].state == DEFECT_NEW)
			w.defects[open++] = w.defects[i];
	if (r == OK && !open)
		r = fail(cx, ERR_NOT_FOUND, T(cx, "没有要整改的问题，不用发通知。"));
	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	begin(rq, &p, &w, T(cx, "整改通知单"));
	pdf_text(p.pdf, arena_printf(cx->arena,
				     T(cx, "%s：下列问题请在期限内修好并书面报告，由业主和管理处复验；逾期不修的，业主可以自行修复，费用由你单位承担。"),
				     w.i.builder));
	paper_table(&p, defect_fields, w.defects, open, found);
	pdf_sign(p.pdf, sign, COUNT(sign));
	return print_reply(rq, &p, arena_printf(cx->arena, "%s-notice.pdf", w.i.number));
}
