/* The slip of a request (派工单): what the worker takes along and the owner signs. Implements
 * document 15 (d) and 16 (d). */
#include "app/print.h"
#include "base/text.h"
#include "modules/requests/requests_web.h"

enum { SLIPS_MOST = 1000, BLANK_ROWS = 2 };

static const char *const head[] = { "room", "place", "person_name", "phone", "kind", "urgency",
				    "received_at", "due_at", "assignee_name", "dispatched_at",
				    "appointment_at", "wish", "+text", NULL };
static const char *const work[] = { "arrived_at", "finished_at", "+result", "material_fen",
				    "labour_fen", "total_fen", "pay_way", NULL };
static const struct paper_column materials[] = {
	{ "name", 4 }, { "spec", 3 }, { "quantity_mass", 2 }, { "price_fen", 2 }, { "sum_fen", 2 }, { 0 },
};

/* What is written in by hand is empty on the slip of work that is not done yet. */
static struct request_record as_printed(const struct request_record *q)
{
	struct request_record shown = *q;

	if (!shown.finished_at)
		shown.material_fen = shown.labour_fen = shown.total_fen = PAPER_NO_MONEY;
	if (text_blank(shown.assignee_name))
		shown.assignee_name = shown.post_name;
	return shown;
}

static int add_slip(struct request *rq, struct paper *p, int64_t id)
{
	struct ctx *cx = &rq->cx;
	const char *const sign[] = { T(cx, "业主（签收）"), T(cx, "维修人"), T(cx, "日期") };
	struct request_material *rows;
	struct request_record q;
	size_t count;
	int r = request_get(cx, id, &q);

	if (r == OK)
		r = request_materials(cx, id, &rows, &count);
	if (r < 0)
		return r;
	print_begin(rq, p, q.kind == KIND_REPAIR ? T(cx, "派工单") : T(cx, "处理单"), q.number,
		    arena_printf(cx->arena, "/requests/%" PRId64, id));
	q = as_printed(&q);
	paper_form(p, request_fields, &q, head);
	if (q.kind == KIND_REPAIR) {
		pdf_heading(p->pdf, T(cx, "材料"));
		if (count || q.finished_at)
			paper_table(p, request_material_fields, rows, count, materials);
		else
			paper_blank(p, request_material_fields, BLANK_ROWS, materials);
	}
	pdf_heading(p->pdf, T(cx, "办理"));
	paper_form(p, request_fields, &q, work);
	pdf_sign(p->pdf, sign, COUNT(sign));
	return OK;
}

int request_slip(struct request *rq)
{
	struct request_record q;
	struct paper p;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK) /* who may not see it learns nothing of fonts */
		r = request_get(&rq->cx, id, &q);
	if (r == OK)
		r = print_open(rq, &p);
	if (r == OK)
		r = add_slip(rq, &p, id);
	return r < 0 ? r : print_reply(rq, &p, arena_printf(rq->cx.arena, "%s.pdf", q.number));
}

/* What one slip needs of memory is given back before the next. */
static int add_in_turn(struct request *rq, struct paper *p, int64_t id)
{
	AUTO(arena) one = { 0 };
	struct arena *whole = rq->cx.arena;
	int r;

	rq->cx.arena = &one;
	r = add_slip(rq, p, id);
	pdf_end(p->pdf);
	rq->cx.arena = whole;
	return r;
}

int request_slips(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct request_filter f;
	struct request_record *rows;
	struct paper p;
	size_t count = 0;
	int r = request_filter_of(cx, &rq->input, rq->zone_minutes, &f);

	f.most = SLIPS_MOST + 1;
	if (r == OK)
		r = request_list(cx, &f, &rows, &count);
	if (r == OK && !count)
		r = fail(cx, ERR_NOT_FOUND, T(cx, "没有符合条件的工单，没有可打印的。"));
	if (r == OK && count > SLIPS_MOST)
		r = fail(cx, ERR_TOO_BIG, T(cx, "一次最多打印 %d 张，请再缩小范围。"), SLIPS_MOST);
	if (r == OK)
		r = print_open(rq, &p);
	for (size_t i = 0; r == OK && i < count; i++)
		r = add_in_turn(rq, &p, rows[i].id);
	return r < 0 ? r : print_reply(rq, &p, "slips.pdf");
}
