#include "modules/notices/notices_web.h"
#include "app/app.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/notices/templates.h"

enum { PAGE = 30 };

static int read_filter(struct request *rq, struct outbox_filter *ret)
{
	const char *state = request_text(rq, "state");
	const struct choice *c = text_blank(state) ? NULL : choice_named(outbox_states, state);
	int64_t size;
	int r = request_int(rq, "page_size", PAGE, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(&rq->cx, "page_size", T(&rq->cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK && !c && !text_blank(state))
		r = fail_field(&rq->cx, "state", T(&rq->cx, "没有“%s”这种状态。"), state);
	if (r == OK)
		r = request_int(rq, "after", 0, &ret->after);
	ret->state = c ? c->value : 0;
	ret->most = (size_t)size;
	return r;
}

static void counts_json(struct json *j, const struct outbox_counts *n)
{
	json_object(j, "counts");
	json_int(j, "waiting", n->waiting);
	json_int(j, "away", n->away);
	json_int(j, "failed", n->failed);
	json_int(j, "sent_24h", n->sent);
	json_int(j, "unheld", n->unheld);
	json_object_end(j);
}

static void page_json(struct json *j, const struct outbox_page *p)
{
	json_bool(j, "sending", p->alive);
	json_records(j, "items", outbox_fields, p->rows, p->count);
	counts_json(j, &p->counts);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

int outbox_show(struct request *rq)
{
	struct outbox_page p = { 0 };
	struct outbox_filter more;
	int r = read_filter(rq, &p.filter);

	p.alive = rq->app && outbound_alive(rq->app->outbound);
	more = p.filter;
	more.most++;
	if (r == OK)
		r = outbox_list(&rq->cx, &more, &p.rows, &p.count);
	if (r == OK)
		r = outbox_count(&rq->cx, &p.counts);
	if (r == OK && rq->wants == WANTS_JSON)
		r = outbox_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "发件箱"), notices_outbox_html, page_json, &p);
}

static void row_json(struct json *j, const struct outbox_row *o)
{
	json_record(j, outbox_fields, o);
}

static int change(struct request *rq, int (*act)(struct ctx *cx, int64_t id))
{
	struct outbox_row o;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = act(&rq->cx, id);
	if (r == OK)
		r = outbox_get(&rq->cx, id, &o);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, row_json, &o, "/notices/outbox");
}

int outbox_again(struct request *rq)
{
	return change(rq, outbox_retry);
}

int outbox_drop(struct request *rq)
{
	return change(rq, outbox_give_up);
}

static void unheld_json(struct json *j, const struct unheld_page *p)
{
	json_records(j, "items", notice_row_fields, p->rows, p->count);
	json_text(j, "next", p->next);
}

int unheld_show(struct request *rq)
{
	struct notice_filter f = { .unheld = true, .most = PAGE + 1 };
	struct unheld_page p = { 0 };
	int r = request_int(rq, "after", 0, &f.after);

	if (r == OK)
		r = notice_list(&rq->cx, &f, &p.rows, &p.count);
	if (r < 0)
		return r;
	if (p.count > PAGE) {
		p.count = PAGE;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[PAGE - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "没人签收的消息"), notices_unheld_html, unheld_json, &p);
}
