#include "modules/outreach/outreach_web.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/outreach/templates.h"

const char *announcement_colour(int state)
{
	return state == ANNOUNCEMENT_DRAFT ? "amber" : state == ANNOUNCEMENT_SENT ? "blue"
	       : state == ANNOUNCEMENT_ENDED ? "green" : "grey";
}

static void record_json(struct json *j, const struct announcement *a)
{
	json_record(j, announcement_fields, a);
	json_text(j, "share", announcement_share(j->cx, a));
	steps_json(j, j->cx, &announcement_machine, a);
}

static void list_json(struct json *j, const struct announcement_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		record_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_text(j, "next", p->next);
}

static int read_size(struct request *rq, size_t *ret)
{
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(&rq->cx, "page_size", T(&rq->cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	*ret = (size_t)size;
	return r;
}

static int read_filter(struct request *rq, struct announcement_filter *ret)
{
	int r = read_size(rq, &ret->most);

	if (r == OK)
		r = request_int(rq, "after", 0, &ret->after);
	return r == OK ? announcement_filter_read(&rq->cx, &rq->input, ret) : r;
}

int announcement_list_page(struct request *rq)
{
	struct announcement_list_page p = { 0 };
	struct announcement_filter more;
	int r = read_filter(rq, &p.filter);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = announcement_list(&rq->cx, &more, &p.rows, &p.count);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "住户通知"), outreach_announcements_html, list_json, &p);
}

static int read_deliveries(struct request *rq, struct announcement_show_page *ret)
{
	const char *state = request_text(rq, "delivery");
	struct delivery_filter more;
	int r = read_size(rq, &ret->filter.most);

	if (r == OK && !text_blank(state)) {
		const struct choice *c = choice_named(delivery_states, state);
		if (!c)
			return fail_field(&rq->cx, "delivery", T(&rq->cx, "没有“%s”这个状态。"), state);
		ret->filter.state = c->value;
	}
	ret->filter.announcement = ret->a.id;
	ret->filter.after = request_text(rq, "after");
	more = ret->filter;
	more.most++;
	if (r == OK)
		r = delivery_list(&rq->cx, &more, &ret->deliveries, &ret->delivery_count);
	if (r == OK && ret->delivery_count > ret->filter.most) {
		ret->delivery_count = ret->filter.most;
		ret->next = ret->deliveries[ret->delivery_count - 1].room;
	}
	return r;
}

static int show_read(struct request *rq, int64_t id, struct announcement_show_page *ret)
{
	struct ctx *cx = &rq->cx;
	int r = announcement_get(cx, id, &ret->a);

	if (r == OK)
		r = announcement_warning(cx, &ret->a, &ret->warning);
	if (r == OK)
		r = read_deliveries(rq, ret);
	if (r == OK)
		r = obligation_of(cx, "announcement", id, &ret->obligations, &ret->obligation_count);
	if (r == OK)
		r = journal_of(cx, "announcement", id, &ret->events, &ret->event_count);
	if (r == OK)
		ret->action_count = steps_open(cx, &announcement_machine, &ret->a, ret->actions,
					       COUNT(ret->actions));
	return r;
}

static void show_json(struct json *j, const struct announcement_show_page *p)
{
	record_json(j, &p->a);
	json_text(j, "warning", p->warning);
	json_records(j, "deliveries", delivery_fields, p->deliveries, p->delivery_count);
	json_text(j, "next", p->next);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
}

int announcement_show(struct request *rq)
{
	struct announcement_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.a.number, outreach_announcement_html, show_json, &p);
}

int announcement_take_step(struct request *rq)
{
	struct announcement_show_page p = { 0 };
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = announcement_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				      rq->zone_minutes, &p.a);
	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/announcements/%" PRId64, id);
}

static void new_json(struct json *j, const struct outreach_tab *p)
{
	json_int(j, "tab", p->which);
}

int announcement_new_form(struct request *rq)
{
	struct outreach_tab p = { 3 };

	return REPLY(rq, T(&rq->cx, "拟住户通知"), outreach_announcement_new_html, new_json, &p);
}

int announcement_create(struct request *rq)
{
	struct announcement_show_page p = { 0 };
	struct announcement_intake in = { 0 };
	int r = request_form(rq, announcement_intake_fields, &in);

	if (r == OK)
		r = announcement_draft(&rq->cx, &in, &p.a);
	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, p.a.id, &p);
	if (r < 0)
		return r;
	return REPLY_CREATED(rq, show_json, &p, "/announcements/%" PRId64, p.a.id);
}
