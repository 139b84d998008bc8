/* 现场看板: how many stand where; a desk's own queue. */
#include "base/text.h"
#include "modules/runsheet/runsheet_web.h"
#include "modules/runsheet/templates.h"
#include "record/form.h"

static void board_json(struct json *j, const struct runsheet_board_page *p)
{
	json_records(j, "desks", board_desk_fields, p->b.desk, DESKS);
	json_int(j, "running", p->b.running);
	json_int(j, "paused", p->b.paused);
	json_int(j, "came_today", p->b.came);
	json_int(j, "done_today", p->b.done);
	json_records(j, "queue", runsheet_fields, p->rows, p->count);
}

int runsheet_board_get(struct request *rq)
{
	struct runsheet_board_page p = { .now = rq->cx.now };
	int r = form_choice(&rq->cx, &rq->input, "desk", desks, &p.desk);

	if (r == OK)
		r = runsheet_board(&rq->cx, &p.b);
	if (r == OK)
		r = runsheet_waiting(&rq->cx, p.desk, &p.rows, &p.count);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "现场"), runsheet_board_html, board_json, &p);
}
