#include "modules/outreach/outreach_web.h"
#include "app/calendar.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/outreach/templates.h"
#include "modules/residents/preference.h"

const char *reason_colour(int reason)
{
	static const char *const colours[] = {
		[REASON_CARE] = "violet",   [REASON_REPEAT] = "red",	[REASON_MOVE_IN] = "blue",
		[REASON_BIRTHDAY] = "teal", [REASON_FESTIVAL] = "teal", [REASON_SILENT] = "amber",
	};
	return colours[reason];
}

static int read_filter(struct request *rq, struct outreach_list_page *p)
{
	struct ctx *cx = &rq->cx;
	const char *after = request_text(rq, "after");
	const char *dot = after ? strchr(after, '.') : NULL;
	int64_t size;
	int r = request_int(rq, "page_size", 30, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = outreach_filter_read(cx, &rq->input, &p->filter);
	if (r == OK && dot &&
	    (text_int(arena_strndup(cx->arena, after, (size_t)(dot - after)), &p->filter.after_due) < 0 ||
	     text_int(dot + 1, &p->filter.after_id) < 0))
		r = fail_field(cx, "after", T(cx, "翻页的位置不对，请从第一页看起。"));
	p->mine = p->filter.person != 0;
	p->filter.most = (size_t)size;
	return r;
}

static void row_json(struct json *j, const struct outreach *o)
{
	json_record(j, outreach_fields, o);
	json_bool(j, "overdue", o->state == OUTREACH_DUE && o->due_at < j->cx->now);
	steps_json(j, j->cx, &outreach_machine, o);
}

static void list_json(struct json *j, const struct outreach_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		row_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_object(j, "cover");
	json_record(j, outreach_cover_fields, &p->cover);
	json_object_end(j);
	json_bool(j, "hours_open", p->hours_open);
	json_text(j, "hours_until", p->hours_until);
	json_text(j, "next", p->next);
}

int outreach_list_page(struct request *rq)
{
	struct outreach_list_page p = { .now = rq->cx.now };
	struct outreach_filter more;
	int r = read_filter(rq, &p);

	more = p.filter;
	more.most++;
	if (r == OK)
		r = outreach_list(&rq->cx, &more, &p.rows, &p.count);
	if (r == OK)
		r = outreach_cover(&rq->cx, &p.cover);
	if (r == OK)
		r = outreach_hours(&rq->cx, &p.hours_open, &p.hours_until);
	if (r < 0)
		return r;
	if (p.count > p.filter.most) {
		const struct outreach *last = &p.rows[p.filter.most - 1];
		p.count = p.filter.most;
		p.next = arena_printf(rq->cx.arena, "%" PRId64 ".%" PRId64, last->due_at, last->id);
	}
	return REPLY(rq, T(&rq->cx, "联系名单"), outreach_list_html, list_json, &p);
}

static int show_read(struct request *rq, int64_t id, struct outreach_show_page *ret)
{
	struct ctx *cx = &rq->cx;
	struct preference chosen = { 0 };
	struct civil now;
	int r = outreach_get(cx, id, &ret->o);
	struct contact_filter last = { .room = ret->o.room_id, .most = 5 };

	if (r == OK)
		r = obligation_of(cx, "outreach", id, &ret->obligations, &ret->obligation_count);
	if (r == OK && ret->o.room_id)
		r = contact_list(cx, &last, &ret->last, &ret->last_count);
	if (r == OK)
		r = outreach_hours(cx, &ret->hours_open, &ret->hours_until);
	civil_from_ms(cx->now, rq->zone_minutes, &now);
	chosen.hours_from = ret->o.hours_from;
	chosen.hours_until = ret->o.hours_until;
	ret->suits = preference_suits(&chosen, now.hour * 60 + now.minute);
	ret->now = cx->now;
	return r;
}

static void show_json(struct json *j, const struct outreach_show_page *p)
{
	row_json(j, &p->o);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "contacts", contact_fields, p->last, p->last_count);
	json_bool(j, "hours_open", p->hours_open);
	json_bool(j, "suits", p->suits);
}

int outreach_show(struct request *rq)
{
	struct outreach_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "联系任务"), outreach_show_html, show_json, &p);
}

/* One click: the contact is logged, and what follows it clears the list. */
int outreach_contact(struct request *rq)
{
	struct outreach_show_page p = { 0 };
	struct contact_intake in = { 0 };
	struct contact c;
	struct outreach o;
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = outreach_get(&rq->cx, id, &o);
	if (r == OK && o.state != OUTREACH_DUE)
		r = fail(&rq->cx, ERR_CONFLICT, T(&rq->cx, "这条任务已经办过了。"));
	if (r == OK && !o.room_id)
		r = fail(&rq->cx, ERR_CONFLICT, T(&rq->cx, "给全体住户的问候请发一条节日通知。"));
	if (r == OK)
		r = request_form(rq, contact_intake_fields, &in);
	in.direction = DIRECTION_OUT;
	in.room = o.room;
	if (text_blank(in.person_name))
		in.person_name = o.person_name;
	if (text_blank(in.text))
		in.text = o.why;
	if (r == OK)
		r = contact_log(&rq->cx, &in, &c);
	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/outreach");
}

int outreach_take_step(struct request *rq)
{
	struct outreach_show_page p = { 0 };
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = outreach_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				  rq->zone_minutes, &p.o);
	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/outreach");
}
