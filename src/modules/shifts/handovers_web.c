#include "modules/shifts/shifts_web.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/shifts/templates.h"

/* ---- the list ---- */

static int read_filter(struct request *rq, struct handover_list_page *p)
{
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(&rq->cx, "page_size", T(&rq->cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = request_int(rq, "after", 0, &p->filter.after);
	p->filter.most = (size_t)size;
	p->state = request_text(rq, "state");
	return r == OK ? handover_filter_read(&rq->cx, &rq->input, &p->filter) : r;
}

static void list_json(struct json *j, const struct handover_list_page *p)
{
	json_records(j, "items", handover_fields, p->rows, p->count);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

int handover_list_get(struct request *rq)
{
	struct handover_list_page p = { 0 };
	struct handover_filter more;
	int r = read_filter(rq, &p);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = handover_list(&rq->cx, &more, &p.rows, &p.count);
	if (r == OK && rq->wants == WANTS_JSON)
		r = handover_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "交接班记录"), shifts_handovers_html, list_json, &p);
}

/* ---- handing over ---- */

static void new_json(struct json *j, const struct handover_new_page *p)
{
	json_date(j, "day", p->now.day);
	json_choice(j, "band", bands, p->now.band);
	json_records(j, "items", handover_item_fields, p->items, p->item_count);
}

int handover_new_get(struct request *rq)
{
	struct handover_new_page p = { 0 };
	int r = shift_panel_read(&rq->cx, 60, &p.panel);

	p.now = p.panel.now;
	if (r == OK)
		r = handover_open_items(&rq->cx, rq->actor.id, &p.items, &p.item_count);
	if (r == OK)
		r = shift_people(&rq->cx, &p.people, &p.people_count);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "交班"), shifts_handover_new_html, new_json, &p);
}

static void show_json(struct json *j, const struct handover_show_page *p)
{
	json_record(j, handover_fields, &p->h);
	steps_json(j, j->cx, &handover_machine, &p->h);
	json_records(j, "items", handover_item_fields, p->items, p->item_count);
	json_records(j, "notes", shift_note_fields, p->notes, p->note_count);
	record_story_json(j, &p->story);
}

static int show_read(struct request *rq, int64_t id, struct handover_show_page *ret)
{
	struct ctx *cx = &rq->cx;
	int r = handover_get(cx, id, &ret->h);

	if (r == OK)
		r = handover_items(cx, id, &ret->items, &ret->item_count);
	if (r == OK)
		r = shift_note_list(cx, ret->h.day, ret->h.day, ret->h.band, 60, &ret->notes,
				    &ret->note_count);
	return r == OK ? record_story_read(cx, &handover_machine, &ret->h, id, &ret->story) : r;
}

static int reply_shown(struct request *rq, int64_t id, bool created)
{
	struct handover_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/handovers/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/handovers/%" PRId64, id);
}

int handover_create(struct request *rq)
{
	struct handover_new *in = ARENA_NEW(rq->cx.arena, struct handover_new);
	int64_t id;
	int r = handover_read(&rq->cx, &rq->input, rq->zone_minutes, in);

	if (r == OK)
		r = handover_open(&rq->cx, in, &id);
	return r < 0 ? r : reply_shown(rq, id, true);
}

int handover_show(struct request *rq)
{
	struct handover_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "交接班"), shifts_handover_html, show_json, &p);
}

int handover_take_step(struct request *rq)
{
	struct handover h;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = handover_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				  rq->zone_minutes, &h);
	return r < 0 ? r : reply_shown(rq, id, false);
}
