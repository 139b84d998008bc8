/* The visit on paper (回访记录表): what to ask, or what was said, with the owner's signature.
 * Implements document 9 (c). */
#include "app/print.h"
#include "modules/visits/visits_web.h"

static const char *const head[] = { "kind", "subject_number", "room", "person_name", "phone",
				    "reason", "assignee_name", "due_at", "+title", NULL };
static const char *const said[] = { "at", "channel", "respondent", "visitor_name", "grade",
				    "quality", "attitude", "effect", "tidy", "explained",
				    "+shortcomings", "+suggestions", "+new_issue", "+answer",
				    "reply_at", "+remarks", NULL };

/* Nothing was recorded yet: the form to write on. */
static const struct visit_record unwritten = { .shortcomings = "", .suggestions = "",
					       .new_issue = "", .answer = "", .remarks = "",
					       .respondent = "", .visitor_name = "" };

int visit_paper(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	const char *const sign[] = { T(cx, "业主签名"), T(cx, "回访人"), T(cx, "日期") };
	struct visit_record *records;
	struct paper p;
	struct visit v;
	size_t count;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = visit_get(cx, id, &v);
	if (r == OK)
		r = visit_records(cx, id, &records, &count);
	if (r == OK)
		r = print_open(rq, &p);
	if (r < 0)
		return r;
	print_begin(rq, &p, T(cx, "回访记录表"), v.number,
		    arena_printf(cx->arena, "/visits/%" PRId64, id));
	paper_form(&p, visit_fields, &v, head);
	paper_form(&p, visit_record_fields, count ? &records[count - 1] : &unwritten, said);
	pdf_sign(p.pdf, sign, COUNT(sign));
	return print_reply(rq, &p, arena_printf(cx->arena, "%s.pdf", v.number));
}
