#include "modules/shifts/shifts_web.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/shifts/templates.h"

/* ---- the list ---- */

static int read_state(struct request *rq, struct order_list_page *p)
{
	p->state = request_text(rq, "state");
	if (text_blank(p->state))
		p->state = "open";
	return order_filter_read(&rq->cx, &rq->input, &p->filter);
}

static int read_filter(struct request *rq, struct order_list_page *p)
{
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(&rq->cx, "page_size", T(&rq->cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = request_int(rq, "after", 0, &p->filter.after);
	p->filter.most = (size_t)size;
	return r == OK ? read_state(rq, p) : r;
}

static void row_json(struct json *j, const struct order *o)
{
	json_object(j, NULL);
	json_record(j, order_fields, o);
	steps_json(j, j->cx, &order_machine, o);
	json_object_end(j);
}

static void list_json(struct json *j, const struct order_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++)
		row_json(j, &p->rows[i]);
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

int order_list_get(struct request *rq)
{
	struct order_list_page p = { 0 };
	struct order_filter more;
	int r = read_filter(rq, &p);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = order_list(&rq->cx, &more, &p.rows, &p.count);
	if (r == OK && rq->wants == WANTS_JSON)
		r = order_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	/* what is mine stands by its due time and fits a page */
	if (p.count > p.filter.most) {
		p.count = p.filter.most;
		if (!p.filter.mine)
			p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "指令"), shifts_orders_html, list_json, &p);
}

/* ---- issuing ---- */

static int read_choices(struct ctx *cx, struct order_form_page *p)
{
	int r = shift_people(cx, &p->people, &p->people_count);
	return r == OK ? shift_posts(cx, &p->posts, &p->post_count) : r;
}

static void new_json(struct json *j, const struct order_form_page *p)
{
	json_int(j, "people", (int64_t)p->people_count);
}

int order_new_get(struct request *rq)
{
	struct order_form_page p = { 0 };
	int r = read_choices(&rq->cx, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "下达指令"), shifts_order_new_html, new_json, &p);
}

static void show_json(struct json *j, const struct order_show_page *p)
{
	json_record(j, order_fields, &p->o);
	steps_json(j, j->cx, &order_machine, &p->o);
	record_story_json(j, &p->story);
}

static int show_read(struct request *rq, int64_t id, struct order_show_page *ret)
{
	int r = order_get(&rq->cx, id, &ret->o);

	if (r == OK)
		r = record_story_read(&rq->cx, &order_machine, &ret->o, id, &ret->story);
	if (r == OK && rq->wants == WANTS_HTML)
		r = read_choices(&rq->cx, &ret->choices);
	return r;
}

static int reply_shown(struct request *rq, int64_t id, bool created)
{
	struct order_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/orders/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/orders/%" PRId64, id);
}

int order_create(struct request *rq)
{
	struct order_new in = { 0 };
	int64_t id;
	int r = request_form(rq, order_new_fields, &in);

	if (r == OK)
		r = order_issue(&rq->cx, &in, &id);
	return r < 0 ? r : reply_shown(rq, id, true);
}

int order_show(struct request *rq)
{
	struct order_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.o.number, shifts_order_html, show_json, &p);
}

int order_take_step(struct request *rq)
{
	struct order o;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = order_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
			       rq->zone_minutes, &o);
	return r < 0 ? r : reply_shown(rq, id, false);
}
