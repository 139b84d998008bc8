/* 收楼、入伙通知书 as the household reads it on the phone; that it was read proves its delivery: 14 (c). */
#include "app/app.h"
#include "base/text.h"
#include "modules/portal/portal_web.h"
#include "modules/portal/templates.h"

enum { PAPERS = 16 };

static int find(struct request *rq, struct home_call_page *p)
{
	struct ctx *cx = &rq->cx;
	struct movein_notice *rows;
	size_t count;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = home_calls(cx, home_user_of(rq), &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		if (rows[i].id == id) {
			p->n = rows[i];
			p->paper_count = movein_paper_rules((enum movein_buyer)p->n.buyer_kind, p->papers,
							    PAPERS);
			r = movein_batch_get(cx, p->n.batch_id, &p->b);
			return r == OK ? movein_lines(cx, id, &p->lines, &p->line_count) : r;
		}
	return r < 0 ? r : fail(cx, ERR_NOT_FOUND, T(cx, "没有找到这份通知书。"));
}

static void call_json(struct json *j, const struct home_call_page *p)
{
	json_text(j, "number", p->n.number);
	json_text(j, "room", p->n.room);
	json_text(j, "place", p->b.place);
	json_bool(j, "read", p->n.delivered_on != 0);
	json_records(j, "fees", movein_line_fields, p->lines, p->line_count);
}

int home_call_show(struct request *rq)
{
	struct home_call_page p = { 0 };
	int r = home_head_of(rq, "notices", &p.head);

	if (r == OK)
		r = find(rq, &p);
	return r < 0 ? r : REPLY(rq, p.n.number, portal_call_html, call_json, &p);
}

int home_call_read(struct request *rq)
{
	struct home_call_page p = { 0 };
	int r = find(rq, &p);

	if (r == OK)
		r = movein_notice_read(&rq->cx, p.n.id, home_user_of(rq)->name);
	if (r == OK)
		r = find(rq, &p);
	return r < 0 ? r : REPLY_CHANGED(rq, call_json, &p, "/my/letters/%" PRId64, p.n.id);
}
