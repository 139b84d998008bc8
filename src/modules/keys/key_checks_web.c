/* Stock-taking: the list, the sheet to count on, and its closing. */
#include "modules/keys/key_checks_web.h"
#include "base/text.h"
#include "modules/keys/templates.h"

enum { PAGE_SIZE = 30, LINES_PAGE = 40 };

static void list_json(struct json *j, const struct key_check_list_page *p)
{
	json_records(j, "items", key_check_fields, p->rows, p->count);
	json_text(j, "next", p->next);
}

int key_checks_get(struct request *rq)
{
	struct key_check_list_page p = { .now = rq->cx.now };
	int64_t after;
	int r = request_int(rq, "after", 0, &after);

	if (r == OK)
		r = key_check_list(&rq->cx, after, PAGE_SIZE + 1, &p.rows, &p.count);
	if (r == OK && p.count > PAGE_SIZE) {
		p.count = PAGE_SIZE;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "钥匙盘点"), keys_checks_html, list_json, &p);
}

static int show_read(struct request *rq, int64_t id, struct key_check_page *p)
{
	struct ctx *cx = &rq->cx;
	const char *view = request_text(rq, "view");
	int64_t from;
	int r = request_int(rq, "after", 0, &from);

	if (r == OK)
		r = key_check_get(cx, id, &p->c);
	if (r < 0)
		return r;
	if (text_blank(view))
		view = p->c.state == KEY_CHECK_OPEN && p->c.counted < p->c.total ? "todo" : "all";
	p->view = !strcmp(view, "todo")	     ? CHECK_LINES_TODO
		  : !strcmp(view, "different") ? CHECK_LINES_DIFFERENT
					       : CHECK_LINES_ALL;
	from = from < 0 ? 0 : from;
	r = key_check_lines(cx, id, p->view, from, LINES_PAGE + 1, &p->rows, &p->count);
	if (r == OK && p->count > LINES_PAGE) {
		p->count = LINES_PAGE;
		p->next = arena_printf(cx->arena, "%" PRId64, from + LINES_PAGE);
	}
	if (r == OK)
		r = obligation_of(cx, "key_check", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "key_check", id, &p->events, &p->event_count);
	p->now = cx->now;
	if (r == OK)
		p->action_count = steps_open(cx, &key_check_machine, &p->c, p->actions, COUNT(p->actions));
	return r;
}

static void show_json(struct json *j, const struct key_check_page *p)
{
	json_record(j, key_check_fields, &p->c);
	steps_json(j, j->cx, &key_check_machine, &p->c);
	json_records(j, "lines", key_check_line_fields, p->rows, p->count);
	json_text(j, "next", p->next);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
}

int key_check_show(struct request *rq)
{
	struct key_check_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	return r < 0 ? r : REPLY(rq, p.c.number, keys_check_html, show_json, &p);
}

static int reply(struct request *rq, int64_t id, bool created)
{
	struct key_check_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/key-checks/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/key-checks/%" PRId64, id);
}

int key_check_create(struct request *rq)
{
	struct key_check c;
	int r = key_check_start(&rq->cx, &c);

	return r < 0 ? r : reply(rq, c.id, true);
}

int key_check_lines_post(struct request *rq)
{
	int64_t id, counted;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = key_check_count(&rq->cx, id, &rq->input, &counted);
	return r < 0 ? r : reply(rq, id, false);
}

int key_check_take_step(struct request *rq)
{
	struct key_check c;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = key_check_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				   rq->zone_minutes, &c);
	return r < 0 ? r : reply(rq, id, false);
}

int key_check_name(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct key_check c;
	int r = key_check_get(cx, id, &c);

	if (r == OK)
		*ret = (struct subject_name){ c.number, T(cx, "钥匙盘点"), "" };
	return r;
}
