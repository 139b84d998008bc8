/* Defects: found with a photo, mended, checked again. */
#include "app/app.h"
#include "base/text.h"
#include "modules/inspection/inspection_web.h"
#include "modules/inspection/templates.h"

enum { PAGE_SIZE = 30 };

const char *defect_state_colour(int state)
{
	switch (state) {
	case DEFECT_NEW:
	case DEFECT_OPEN:
		return "amber";
	case DEFECT_FIXED:
		return "blue";
	case DEFECT_PASSED:
	case DEFECT_SELF:
		return "green";
	default:
		return "grey";
	}
}

const char *severity_colour(int severity)
{
	return severity == SEVERITY_GRAVE ? "red" : severity == SEVERITY_MAJOR ? "amber" : "grey";
}

/* ---- the list ---- */

static int read_filter(struct request *rq, struct defect_list_page *p)
{
	const char *state = request_text(rq, "state"), *part = request_text(rq, "part");
	int r = defect_filter_read(&rq->cx, &rq->input, &p->filter);

	p->state = text_blank(state) ? NULL : state;
	p->part = text_blank(part) ? NULL : part;
	return r == OK ? request_int(rq, "after", 0, &p->filter.after) : r;
}

static void defect_json(struct json *j, const struct defect *d)
{
	json_record(j, defect_fields, d);
	steps_json(j, j->cx, &defect_machine, d);
}

static void list_json(struct json *j, const struct defect_list_page *p)
{
	json_array(j, "items");
	for (size_t n = 0; n < p->count; n++) {
		json_object(j, NULL);
		defect_json(j, &p->rows[n]);
		json_object_end(j);
	}
	json_array_end(j);
	json_records(j, "sums", defect_sum_fields, p->sums, p->sum_count);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

int defects_get(struct request *rq)
{
	struct defect_list_page p = { .filter.most = PAGE_SIZE + 1, .now = rq->cx.now };
	int r = read_filter(rq, &p);

	if (r == OK)
		r = defect_list(&rq->cx, &p.filter, &p.rows, &p.count);
	if (r == OK)
		r = defect_total(&rq->cx, &p.filter, &p.total);
	if (r == OK)
		r = defect_sums(&rq->cx, &p.sums, &p.sum_count);
	if (r < 0)
		return r;
	if (p.count > PAGE_SIZE) {
		p.count = PAGE_SIZE;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "问题整改"), inspection_defects_html, list_json, &p);
}

/* ---- one defect ---- */

static int show_read(struct request *rq, int64_t id, struct defect_show_page *p)
{
	struct ctx *cx = &rq->cx;
	struct inspection i;
	int r = defect_get(cx, id, &p->d);

	if (r == OK)
		r = inspection_get(cx, p->d.inspection_id, &i);
	if (r == OK)
		r = obligation_of(cx, "defect", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "defect", id, &p->events, &p->event_count);
	if (r == OK)
		r = attachment_of(cx, "defect", id, &p->files, &p->file_count);
	if (r < 0)
		return r;
	p->use = i.use;
	p->now = cx->now;
	p->action_count = steps_open(cx, &defect_machine, &p->d, p->actions, COUNT(p->actions));
	return OK;
}

static void show_json(struct json *j, const struct defect_show_page *p)
{
	defect_json(j, &p->d);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	json_records(j, "attachments", attachment_fields, p->files, p->file_count);
}

int defect_show(struct request *rq)
{
	struct defect_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	return r < 0 ? r : REPLY(rq, p.d.number, inspection_defect_html, show_json, &p);
}

static int reply(struct request *rq, int64_t id)
{
	struct defect_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(rq, id, &p) : OK;

	return r < 0 ? r : REPLY_CHANGED(rq, show_json, &p, "/defects/%" PRId64, id);
}

int defect_take_step(struct request *rq)
{
	struct defect d;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = defect_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				rq->zone_minutes, &d);
	return r < 0 ? r : reply(rq, id);
}

/* ---- photos ---- */

struct finding {
	int64_t inspection, id;
	struct defect_new in;
	struct inspection_pictures pictures;
};

static int find(struct ctx *cx, void *arg)
{
	struct finding *f = arg;
	struct defect d;
	int r = defect_add(cx, f->inspection, &f->in, &d);

	if (r < 0)
		return r;
	f->id = d.id;
	return inspection_attach(cx, &f->pictures, "defect", d.id);
}

/* A page goes on with the inspection, a machine gets what it made. */
int defect_create(struct request *rq)
{
	struct finding f = { .in = { .x = -1, .y = -1 } };
	struct defect_show_page p = { 0 };
	int r = request_id(rq, "id", &f.inspection);

	if (r == OK)
		r = request_form(rq, defect_new_fields, &f.in);
	if (r == OK && text_blank(request_text(rq, "x")))
		f.in.x = f.in.y = -1;
	if (r == OK)
		r = inspection_keep(rq, "photo", T(&rq->cx, "问题照片"), &f.pictures);
	if (r == OK)
		r = app_write(&rq->cx, find, &f);
	if (r == OK && rq->wants == WANTS_JSON)
		r = show_read(rq, f.id, &p);
	return r < 0 ? r
		     : REPLY_CREATED(rq, show_json, &p, "/inspections/%" PRId64 "#found", f.inspection);
}

static int add(struct ctx *cx, void *arg)
{
	struct finding *f = arg;
	struct attachment *have;
	struct defect d;
	size_t count;
	int r = defect_get(cx, f->id, &d);

	if (r == OK)
		r = attachment_of(cx, "defect", f->id, &have, &count);
	if (r == OK && count + f->pictures.count > 4 * LIMIT_ATTACHMENTS)
		return fail_field(cx, "photo", T(cx, "一处问题最多 %d 张照片。"), 4 * LIMIT_ATTACHMENTS);
	return r < 0 ? r : inspection_attach(cx, &f->pictures, "defect", f->id);
}

int defect_files_post(struct request *rq)
{
	struct finding f = { 0 };
	int r = request_id(rq, "id", &f.id);

	if (r == OK)
		r = inspection_keep(rq, "photo", T(&rq->cx, "问题照片"), &f.pictures);
	if (r == OK && !f.pictures.count)
		r = fail_field(&rq->cx, "photo", T(&rq->cx, "请选择照片。"));
	if (r == OK)
		r = app_write(&rq->cx, add, &f);
	return r < 0 ? r : reply(rq, f.id);
}

int defect_files_get(struct request *rq)
{
	return inspection_file(rq, "defect");
}
