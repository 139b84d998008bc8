/* A batch: planning it, its households, its letters on their way. */
#include "app/app.h"
#include "base/text.h"
#include "modules/movein/movein_parts.h"
#include "modules/movein/movein_web.h"
#include "modules/movein/templates.h"

static void form_json(struct json *j, const struct movein_batch_form_page *p)
{
	json_record(j, movein_batch_fields, &p->b);
}

int movein_batch_new(struct request *rq)
{
	struct movein_batch_form_page p = {
		.b = { .kind = MOVEIN_TAKEOVER, .day_from = 9 * 60, .day_until = 17 * 60, .slot_minutes = 30,
		       .slot_capacity = 10 },
	};

	return REPLY(rq, T(&rq->cx, "拟定批次"), movein_batch_form_html, form_json, &p);
}

int movein_batch_edit(struct request *rq)
{
	struct movein_batch_form_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = movein_batch_get(&rq->cx, id, &p.b);
	return r < 0 ? r : REPLY(rq, p.b.name, movein_batch_form_html, form_json, &p);
}

/* ---- one batch ---- */

static int show_read(struct request *rq, int64_t id, struct movein_batch_page *p)
{
	struct ctx *cx = &rq->cx;
	int r = movein_batch_get(cx, id, &p->b);

	p->list.filter.batch = id;
	if (r == OK)
		r = movein_notices_read(rq, &p->list);
	if (r == OK)
		r = movein_fee_list(cx, &p->fees, &p->fee_count);
	if (r == OK)
		r = obligation_of(cx, "movein_batch", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "movein_batch", id, &p->events, &p->event_count);
	p->now = cx->now;
	if (r == OK)
		p->action_count = steps_open(cx, &movein_batch_machine, &p->b, p->actions,
					     COUNT(p->actions));
	return r;
}

static void show_json(struct json *j, const struct movein_batch_page *p)
{
	json_record(j, movein_batch_fields, &p->b);
	steps_json(j, j->cx, &movein_batch_machine, &p->b);
	json_object(j, "letters");
	movein_notices_json(j, &p->list);
	json_object_end(j);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
}

int movein_batch_show(struct request *rq)
{
	struct movein_batch_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	return r < 0 ? r : REPLY(rq, p.b.name, movein_batch_html, show_json, &p);
}

static int reply(struct request *rq, int64_t id, bool created)
{
	struct movein_batch_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/movein-batches/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/movein-batches/%" PRId64, id);
}

int movein_batch_post(struct request *rq)
{
	struct movein_batch in = { 0 };
	int64_t id;
	int r = request_form(rq, movein_batch_fields, &in);

	if (r == OK)
		r = movein_batch_create(&rq->cx, &in, &id);
	return r < 0 ? r : reply(rq, id, true);
}

int movein_batch_save(struct request *rq)
{
	struct movein_batch in;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = movein_batch_get(&rq->cx, id, &in);
	if (r == OK)
		r = request_form(rq, movein_batch_fields, &in);
	if (r == OK)
		r = movein_batch_change(&rq->cx, id, version, &in);
	return r < 0 ? r : reply(rq, id, false);
}

int movein_batch_rooms(struct request *rq)
{
	const char *buildings = request_text(rq, "buildings");
	struct movein_addressee in = { 0 };
	struct movein_batch b;
	int64_t id, added;
	int put, r = request_id(rq, "id", &id);

	if (r == OK && !text_blank(buildings)) {
		r = movein_batch_fill(&rq->cx, id, buildings, &added);
		return r < 0 ? r : reply(rq, id, false);
	}
	if (r == OK)
		r = movein_batch_get(&rq->cx, id, &b);
	if (r == OK)
		r = request_form(rq, movein_addressee_fields, &in);
	if (r == OK)
		r = movein_notice_put(&rq->cx, &b, &in, &put);
	return r < 0 ? r : reply(rq, id, false);
}

struct stepping {
	int64_t id, version;
	const char *step;
	const struct input *in;
	int zone_minutes;
};

static int take(struct ctx *cx, void *arg)
{
	const struct stepping *s = arg;
	struct movein_batch b;

	return movein_batch_step(cx, s->id, s->step, s->version, s->in, s->zone_minutes, &b);
}

/* The letters leave in writes of their own; what a crash leaves over, the job sends. */
int movein_batch_take_step(struct request *rq)
{
	struct stepping s = { .in = &rq->input, .zone_minutes = rq->zone_minutes,
			      .step = request_text(rq, "step") };
	int r = request_id(rq, "id", &s.id);

	if (r == OK)
		r = request_version(rq, &s.version);
	if (r == OK)
		r = app_write(&rq->cx, take, &s);
	if (r == OK && !strcmp(s.step, "issue"))
		r = movein_send(&rq->cx);
	return r < 0 ? r : reply(rq, s.id, false);
}
