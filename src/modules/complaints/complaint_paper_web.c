/* The complaint on paper (投诉处理单): taken in, judged, decided, answered, signed. Implements
 * document 13 (d). */
#include "app/print.h"
#include "modules/complaints/complaints_web.h"

static const char *const taken_in[] = { "received_at", "channel",  "room",	"place",
					"person_name", "phone",	   "created_name", "happened_at",
					"+text",       "+wish",	   NULL };
static const char *const judged[] = { "validity", "grade", "cause", "unit", "assignee_name",
				      "due_at", "+validity_reason", NULL };
static const char *const decided[] = { "proposed_name", "proposed_at", "+proposal", "approved_name",
				       "approved_at", "+approval", "+sight", NULL };
static const char *const done[] = { "+result", "+answer", "answer_way", "answered_at", "opinion",
				    "closed_at", NULL };

/* As on its page: who would not give a name has none on paper either. */
static void as_printed(struct ctx *cx, struct complaint *c)
{
	if (!c->anonymous)
		return;
	c->person_name = T(cx, "匿名");
	c->phone = "";
}

static void draw(struct request *rq, struct paper *p, struct complaint *c)
{
	struct ctx *cx = &rq->cx;
	const char *const sign[] = { T(cx, "业主签名"), T(cx, "经办人"), T(cx, "日期") };
	const struct {
		const char *title;
		const char *const *names;
	} parts[] = { { T(cx, "受理"), taken_in },
		      { T(cx, "判定"), judged },
		      { T(cx, "处理方案与审批"), decided },
		      { T(cx, "结果与答复"), done } };

	as_printed(cx, c);
	print_begin(rq, p, T(cx, "投诉处理单"), c->number,
		    arena_printf(cx->arena, "/complaints/%" PRId64, c->id));
	for (size_t i = 0; i < COUNT(parts); i++) {
		pdf_heading(p->pdf, parts[i].title);
		paper_form(p, complaint_fields, c, parts[i].names);
	}
	pdf_sign(p->pdf, sign, COUNT(sign));
}

int complaint_paper(struct request *rq)
{
	struct complaint c;
	struct paper p;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = complaint_get(&rq->cx, id, &c);
	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	draw(rq, &p, &c);
	return print_reply(rq, &p, arena_printf(rq->cx.arena, "%s.pdf", c.number));
}
