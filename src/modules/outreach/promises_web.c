#include "modules/outreach/outreach_web.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/outreach/templates.h"

const char *promise_state_colour(int state)
{
	switch (state) {
	case PROMISE_OPEN:
		return "blue";
	case PROMISE_MOVED:
		return "amber";
	case PROMISE_KEPT:
		return "green";
	case PROMISE_WITHDRAWN:
		return "grey";
	default:
		return "red";
	}
}

/* ---- the list ---- */

/* after: "due.id" of the last row */
static int read_cursor(struct request *rq, struct promise_filter *ret)
{
	const char *after = request_text(rq, "after"), *dot = after ? strchr(after, '.') : NULL;

	if (text_blank(after))
		return OK;
	if (!dot || text_int(arena_strndup(rq->cx.arena, after, (size_t)(dot - after)),
			     &ret->after_due) < 0 || text_int(dot + 1, &ret->after_id) < 0)
		return fail_field(&rq->cx, "after", T(&rq->cx, "翻页的位置不对，请从第一页看起。"));
	return OK;
}

static int read_filter(struct request *rq, struct promise_list_page *p)
{
	struct ctx *cx = &rq->cx;
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = read_cursor(rq, &p->filter);
	if (r == OK)
		r = promise_filter_read(cx, &rq->input, &p->filter);
	if (!p->filter.state && rq->wants == WANTS_HTML)
		p->filter.state = "waiting";
	p->mine = p->filter.person != 0;
	p->filter.most = (size_t)size;
	return r;
}

static void promise_json(struct json *j, const struct promise *p)
{
	json_record(j, promise_fields, p);
	steps_json(j, j->cx, &promise_machine, p);
}

static void list_json(struct json *j, const struct promise_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		promise_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_text(j, "next", p->next);
}

int promise_list_page(struct request *rq)
{
	struct promise_list_page p = { .now = rq->cx.now };
	struct promise_filter more;
	int r = read_filter(rq, &p);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = promise_list(&rq->cx, &more, &p.rows, &p.count);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		const struct promise *last = &p.rows[p.filter.most - 1];
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64 ".%" PRId64, last->due_at, last->id);
	}
	return REPLY(rq, T(&rq->cx, "承诺事项"), outreach_promises_html, list_json, &p);
}

/* ---- one promise ---- */

static int show_read(struct request *rq, int64_t id, struct promise_show_page *ret)
{
	struct ctx *cx = &rq->cx;
	struct chooser *posts;
	size_t post_count;
	int r = promise_get(cx, id, &ret->p);

	if (r == OK)
		r = obligation_of(cx, "promise", id, &ret->obligations, &ret->obligation_count);
	if (r == OK)
		r = journal_of(cx, "promise", id, &ret->events, &ret->event_count);
	if (r == OK && rq->wants == WANTS_HTML)
		r = request_choosers(cx, &ret->people, &ret->people_count, &posts, &post_count);
	ret->now = cx->now;
	if (r == OK)
		ret->action_count = steps_open(cx, &promise_machine, &ret->p, ret->actions,
					       COUNT(ret->actions));
	return r;
}

static void show_json(struct json *j, const struct promise_show_page *p)
{
	promise_json(j, &p->p);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
}

int promise_show(struct request *rq)
{
	struct promise_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.p.number, outreach_promise_html, show_json, &p);
}

int promise_take_step(struct request *rq)
{
	struct promise_show_page p = { 0 };
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = promise_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				 rq->zone_minutes, &p.p);
	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/promises/%" PRId64, id);
}

/* ---- a new one ---- */

static void new_json(struct json *j, const struct promise_new_page *p)
{
	json_id(j, "me", p->me);
}

int promise_new_form(struct request *rq)
{
	struct promise_new_page p = { .me = rq->actor.id };
	struct chooser *posts;
	size_t post_count;
	int r = request_choosers(&rq->cx, &p.people, &p.people_count, &posts, &post_count);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "登记承诺"), outreach_promise_new_html, new_json, &p);
}

int promise_create(struct request *rq)
{
	struct promise_intake in = { 0 };
	struct promise_show_page p = { 0 };
	int r = request_form(rq, promise_intake_fields, &in);

	if (r == OK)
		r = promise_make(&rq->cx, &in, &p.p);
	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, p.p.id, &p);
	if (r < 0)
		return r;
	return REPLY_CREATED(rq, show_json, &p, "/promises/%" PRId64, p.p.id);
}

/* ---- how many were kept ---- */

static void rate_json(struct json *j, const struct promise_rate_page *p)
{
	json_text(j, "month", p->month);
	json_records(j, "items", promise_rate_fields, p->rows, p->count);
	json_object(j, "all");
	json_record(j, promise_rate_fields, &p->all);
	json_object_end(j);
}

int promise_rate_show(struct request *rq)
{
	struct promise_rate_page p = { 0 };
	int r = promise_rates(&rq->cx, request_text(rq, "month"), &p.rows, &p.count, &p.all, &p.month);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "承诺兑现率"), outreach_rate_html, rate_json, &p);
}
