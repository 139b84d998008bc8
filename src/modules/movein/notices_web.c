/* Letters: the list, one of them, the appointments of a day. */
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/movein/movein_parts.h"
#include "modules/movein/movein_web.h"
#include "modules/movein/templates.h"

enum { PAGE_SIZE = 30 };

const char *movein_notice_colour(int state)
{
	switch (state) {
	case NOTICE_SENT:
		return "blue";
	case NOTICE_DELIVERED:
		return "teal";
	case NOTICE_CAME:
		return "green";
	case NOTICE_RETURNED:
	case NOTICE_LATE:
	case NOTICE_REFUSED:
		return "red";
	case NOTICE_SECOND:
		return "amber";
	default:
		return "grey";
	}
}

int movein_notices_read(struct request *rq, struct movein_notices_page *p)
{
	struct ctx *cx = &rq->cx;
	struct movein_notice_filter *f = &p->filter;
	const char *state = request_text(rq, "state");
	int64_t batch = f->batch, size;
	int r = request_int(rq, "page_size", PAGE_SIZE, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = request_int(rq, "after", 0, &f->from);
	if (r == OK)
		r = movein_notice_filter_read(cx, &rq->input, f);
	if (r < 0)
		return r;
	p->state = text_blank(state) ? NULL : state;
	f->batch = batch ? batch : f->batch;
	f->from = f->from < 0 ? 0 : f->from;
	f->most = (size_t)size + 1;
	r = movein_notice_list(cx, f, &p->rows, &p->count);
	if (r == OK)
		r = movein_notice_total(cx, f, &p->total);
	if (r == OK && p->count > (size_t)size) {
		p->count = (size_t)size;
		p->next = arena_printf(cx->arena, "%" PRId64, f->from + size);
	}
	return r;
}

static void notice_json(struct json *j, const struct movein_notice *n)
{
	json_record(j, movein_notice_fields, n);
	json_text(j, "fee_payer", movein_developer_pays(n) ? "developer" : "owner");
	steps_json(j, j->cx, &movein_notice_machine, n);
}

void movein_notices_json(struct json *j, const struct movein_notices_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		notice_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

int movein_notices_get(struct request *rq)
{
	struct movein_notices_page p = { 0 };
	int r = movein_notices_read(rq, &p);

	return r < 0 ? r
		     : REPLY(rq, T(&rq->cx, "收楼入伙通知书"), movein_notices_html, movein_notices_json, &p);
}

/* ---- one letter ---- */

/* The day asked for, the booked one, or the first on which one may come. */
static int read_slots(struct request *rq, struct movein_notice_page *p)
{
	struct ctx *cx = &rq->cx;
	struct movein_batch b;
	const char *day = request_text(rq, "day");
	int today, r = movein_today(cx, &today);

	if (r == OK)
		r = movein_batch_get(cx, p->n.batch_id, &b);
	if (r < 0)
		return r;
	p->slots_on = p->n.slot_on ? p->n.slot_on : today > p->n.from_on ? today : p->n.from_on;
	if (!text_blank(day) && civil_parse_day(day, &p->slots_on) < 0)
		return fail_field(cx, "day", T(cx, "日期要像 2026-11-23。"));
	return movein_slots(cx, &b, p->slots_on, &p->slots, &p->slot_count);
}

static int show_read(struct request *rq, int64_t id, struct movein_notice_page *p)
{
	struct ctx *cx = &rq->cx;
	int r = movein_notice_get(cx, id, &p->n);

	if (r == OK)
		r = movein_lines(cx, id, &p->lines, &p->line_count);
	if (r == OK)
		r = read_slots(rq, p);
	if (r == OK)
		r = obligation_of(cx, "movein_notice", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "movein_notice", id, &p->events, &p->event_count);
	p->now = cx->now;
	if (r < 0)
		return r;
	p->paper_count = movein_paper_rules((enum movein_buyer)p->n.buyer_kind, p->papers,
					    COUNT(p->papers));
	p->action_count = steps_open(cx, &movein_notice_machine, &p->n, p->actions, COUNT(p->actions));
	return OK;
}

static void slots_json(struct json *j, const struct movein_notice_page *p)
{
	char clock[CIVIL_TEXT];

	json_date(j, "slots_on", p->slots_on);
	json_array(j, "slots");
	for (size_t i = 0; i < p->slot_count; i++) {
		json_object(j, NULL);
		json_text(j, "minute", civil_clock(p->slots[i].minute, clock));
		json_int(j, "free", p->slots[i].capacity - p->slots[i].taken);
		json_object_end(j);
	}
	json_array_end(j);
}

static void show_json(struct json *j, const struct movein_notice_page *p)
{
	notice_json(j, &p->n);
	json_records(j, "fees", movein_line_fields, p->lines, p->line_count);
	json_array(j, "papers");
	for (size_t i = 0; i < p->paper_count; i++)
		json_text(j, NULL, p->papers[i]->name);
	json_array_end(j);
	slots_json(j, p);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
}

int movein_notice_show(struct request *rq)
{
	struct movein_notice_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	return r < 0 ? r
		     : REPLY(rq, *p.n.number ? p.n.number : p.n.room, movein_notice_html, show_json, &p);
}

int movein_notice_take_step(struct request *rq)
{
	struct movein_notice_page p = { 0 };
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = movein_notice_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				       rq->zone_minutes, &p.n);
	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, id, &p);
	return r < 0 ? r : REPLY_CHANGED(rq, show_json, &p, "/movein-notices/%" PRId64, id);
}

/* ---- the appointments of a day ---- */

static void day_json(struct json *j, const struct movein_day_page *p)
{
	json_date(j, "day", p->day);
	json_records(j, "items", movein_notice_fields, p->rows, p->count);
}

int movein_day_get(struct request *rq)
{
	struct movein_day_page p = { 0 };
	struct movein_notice_filter f = { .most = LIMIT_PAGE_SIZE };
	int r = movein_notice_filter_read(&rq->cx, &rq->input, &f);

	if (r == OK && !f.slot_on)
		r = movein_today(&rq->cx, &f.slot_on);
	p.day = f.slot_on;
	if (r == OK)
		r = movein_notice_list(&rq->cx, &f, &p.rows, &p.count);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "预约名单"), movein_day_html, day_json, &p);
}
