#include "modules/inspection/inspection_web.h"
#include "app/app.h"
#include "base/text.h"
#include "modules/inspection/inspection_parts.h"
#include "modules/inspection/templates.h"

enum { PAGE_SIZE = 30, DEFECTS_SHOWN = 200 };

const char *inspection_state_colour(int state)
{
	switch (state) {
	case INSPECTION_RUNNING:
		return "blue";
	case INSPECTION_ACCEPTED:
		return "amber";
	case INSPECTION_REFUSED:
		return "red";
	case INSPECTION_CANCELLED:
		return "grey";
	default:
		return "green";
	}
}

/* ---- the list ---- */

static int read_filter(struct request *rq, struct inspection_list_page *p)
{
	int r = inspection_filter_read(&rq->cx, &rq->input, &p->filter);

	if (p->filter.state)
		p->state = choice_of(inspection_states, p->filter.state)->word;
	return r == OK ? request_int(rq, "after", 0, &p->filter.after) : r;
}

static void inspection_json(struct json *j, const struct inspection *i)
{
	json_record(j, inspection_fields, i);
	steps_json(j, j->cx, &inspection_machine, i);
}

static void list_json(struct json *j, const struct inspection_list_page *p)
{
	json_array(j, "items");
	for (size_t n = 0; n < p->count; n++) {
		json_object(j, NULL);
		inspection_json(j, &p->rows[n]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct inspection_list_page p = { .filter.most = PAGE_SIZE + 1 };
	int r = read_filter(rq, &p);

	if (r == OK)
		r = inspection_list(&rq->cx, &p.filter, &p.rows, &p.count);
	if (r == OK)
		r = inspection_total(&rq->cx, &p.filter, &p.total);
	if (r == OK)
		r = inspection_count(&rq->cx, &p.counts);
	if (r < 0)
		return r;
	if (p.count > PAGE_SIZE) {
		p.count = PAGE_SIZE;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "验房"), inspection_list_html, list_json, &p);
}

/* ---- one inspection ---- */

static int show_read(struct request *rq, int64_t id, struct inspection_show_page *p)
{
	struct ctx *cx = &rq->cx;
	struct defect_filter f = { .inspection = id, .most = DEFECTS_SHOWN };
	int r = inspection_get(cx, id, &p->i);

	if (r == OK)
		r = inspection_lines(cx, id, &p->lines, &p->line_count);
	if (r == OK)
		r = defect_list(cx, &f, &p->defects, &p->defect_count);
	if (r == OK)
		r = obligation_of(cx, "inspection", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "inspection", id, &p->events, &p->event_count);
	if (r == OK)
		r = attachment_of(cx, "inspection", id, &p->files, &p->file_count);
	p->now = cx->now;
	p->may_add = actor_may(cx->actor, PERM_INSPECTION_WRITE) &&
		     (p->i.state == INSPECTION_RUNNING || p->i.state == INSPECTION_ACCEPTED ||
		      p->i.state == INSPECTION_REFUSED);
	if (r == OK)
		p->action_count = steps_open(cx, &inspection_machine, &p->i, p->actions,
					     COUNT(p->actions));
	return r;
}

static void show_json(struct json *j, const struct inspection_show_page *p)
{
	inspection_json(j, &p->i);
	json_text(j, "statement", inspection_no_waiver(j->cx));
	json_records(j, "list", inspection_line_fields, p->lines, p->line_count);
	json_records(j, "found", defect_fields, p->defects, p->defect_count);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	json_records(j, "attachments", attachment_fields, p->files, p->file_count);
}

int inspection_show(struct request *rq)
{
	struct inspection_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	return r < 0 ? r : REPLY(rq, p.i.number, inspection_show_html, show_json, &p);
}

int inspection_reply(struct request *rq, int64_t id, bool created)
{
	struct inspection_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/inspections/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/inspections/%" PRId64, id);
}

static void new_json(struct json *j, const struct inspection_new_page *p)
{
	json_record(j, inspection_new_fields, p->in);
}

static int new_form(struct request *rq)
{
	struct inspection_new in = { .room = request_text(rq, "room") };
	struct inspection_new_page p = { &in };

	return REPLY(rq, T(&rq->cx, "开始验房"), inspection_new_html, new_json, &p);
}

static int create(struct request *rq)
{
	struct inspection_new in = { 0 };
	struct inspection i;
	int r = request_form(rq, inspection_new_fields, &in);

	if (r == OK)
		r = inspection_start(&rq->cx, &in, &i);
	return r < 0 ? r : inspection_reply(rq, i.id, true);
}

static int answer(struct request *rq)
{
	int64_t id, count;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = inspection_answer(&rq->cx, id, &rq->input, &count);
	return r < 0 ? r : inspection_reply(rq, id, false);
}

/* ---- steps: the signature is kept before the transaction ---- */

struct stepping {
	int64_t id, version;
	const char *step;
	struct input *in;
	int zone_minutes;
	struct inspection_pictures pictures;
};

static int take(struct ctx *cx, void *arg)
{
	struct stepping *s = arg;
	struct inspection i;
	int r = inspection_attach(cx, &s->pictures, "inspection", s->id);

	if (r == OK && s->pictures.count)
		input_add(s->in, "signature",
			  arena_printf(cx->arena, "%" PRId64, s->pictures.kept[0].id));
	return r < 0 ? r
		     : inspection_step(cx, s->id, s->step, s->version, s->in, s->zone_minutes, &i);
}

static int take_step(struct request *rq)
{
	struct stepping s = { .in = &rq->input, .zone_minutes = rq->zone_minutes };
	int r = request_id(rq, "id", &s.id);

	s.step = request_text(rq, "step");
	if (r == OK)
		r = request_version(rq, &s.version);
	if (r == OK)
		r = inspection_keep(rq, "signature", T(&rq->cx, "业主签名"), &s.pictures);
	if (r == OK)
		r = app_write(&rq->cx, take, &s);
	return r < 0 ? r : inspection_reply(rq, s.id, false);
}

static int files_get(struct request *rq)
{
	return inspection_file(rq, "inspection");
}

/* ---- the list of items ---- */

static int read_use(struct request *rq, int *ret)
{
	const char *word = request_text(rq, "use");
	const struct choice *c = text_blank(word) ? &room_uses[0] : choice_named(room_uses, word);

	if (!c || c->value == ROOM_PARKING)
		return fail_field(&rq->cx, "use", T(&rq->cx, "只有住宅和商铺有验房项目。"));
	*ret = c->value;
	return OK;
}

static void items_json(struct json *j, const struct inspection_items_page *p)
{
	json_records(j, "items", inspection_item_fields, p->rows, p->count);
}

static int items_get(struct request *rq)
{
	struct inspection_items_page p = { 0 };
	int r = read_use(rq, &p.use);

	if (r == OK)
		r = inspection_items(&rq->cx, p.use, &p.rows, &p.count);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "验房项目"), inspection_items_html, items_json, &p);
}

static int items_reply(struct request *rq, int use)
{
	struct inspection_items_page p = { .use = use };
	int r = inspection_items(&rq->cx, use, &p.rows, &p.count);

	return r < 0 ? r
		     : REPLY_CHANGED(rq, items_json, &p, "/inspection-items?use=%s",
				     choice_of(room_uses, use)->word);
}

static int item_add(struct request *rq)
{
	struct inspection_item in = { 0 };
	int r = read_use(rq, &in.use);

	if (r == OK)
		r = request_form(rq, item_form_fields, &in);
	if (r == OK)
		r = inspection_item_add(&rq->cx, &in);
	return r < 0 ? r : items_reply(rq, in.use);
}

static int item_remove(struct request *rq)
{
	int64_t position;
	int use, r = read_use(rq, &use);

	if (r == OK)
		r = request_int(rq, "position", 0, &position);
	if (r == OK)
		r = inspection_item_remove(&rq->cx, use, (int)position);
	return r < 0 ? r : items_reply(rq, use);
}

static const struct route routes[] = {
	{ "GET", "/inspections", PERM_INSPECTION_READ, list,
	  "Inspections, newest first: state, q (room, number, owner)" },
	{ "GET", "/inspections/new", PERM_INSPECTION_WRITE, new_form, "The form to begin one",
	  .door = DOOR_PAGE },
	{ "POST", "/inspections", PERM_INSPECTION_WRITE, create, "Begin an inspection with the owner",
	  .form = new_form, .input = inspection_new_table, .input_count = INSPECTION_NEW_FIELDS },
	{ "GET", "/inspections/:id", PERM_INSPECTION_READ, inspection_show,
	  "One inspection with its list, what was found and what was done" },
	{ "POST", "/inspections/:id/lines", PERM_INSPECTION_WRITE, answer,
	  "Results: lines.N.line, lines.N.result, lines.N.note; rest=1 passes what is left",
	  .form = inspection_show },
	{ "POST", "/inspections/:id/defects", PERM_INSPECTION_WRITE, defect_create,
	  "A defect with photos", LANE_WORK, .upload = true, .form = inspection_show,
	  .work = WORK_SHEET, .input = defect_new_table, .input_count = DEFECT_NEW_FIELDS },
	{ "GET", "/inspections/:id/paper", PERM_INSPECTION_READ, inspection_paper,
	  "The form to sign, as PDF", LANE_WORK, .work = WORK_PRINT },
	{ "GET", "/inspections/:id/notice", PERM_INSPECTION_READ, inspection_notice,
	  "What the builder has to mend, as PDF", LANE_WORK, .work = WORK_PRINT },
	{ "GET", "/inspections/:id/files/:file", PERM_INSPECTION_READ, files_get, "One signature" },
	{ "POST", "/inspections/:id/:step", PERM_INSPECTION_READ, take_step,
	  "Take a step, with a signature; each asks for its own permission", LANE_WORK,
	  .upload = true, .form = inspection_show, .work = WORK_SHEET },
	{ "GET", "/defects", PERM_INSPECTION_READ, defects_get,
	  "Defects: state (a word, undone, late), part, building, q; sums by building and part" },
	{ "GET", "/defects/:id", PERM_INSPECTION_READ, defect_show, "One defect with its history" },
	{ "POST", "/defects/:id/files", PERM_INSPECTION_WRITE, defect_files_post, "Add photos",
	  LANE_WORK, .upload = true, .form = defect_show, .work = WORK_SHEET },
	{ "GET", "/defects/:id/files/:file", PERM_INSPECTION_READ, defect_files_get, "One photo" },
	{ "POST", "/defects/:id/:step", PERM_INSPECTION_READ, defect_take_step,
	  "Take a step; each asks for its own permission", .form = defect_show },
	{ "GET", "/inspection-items", PERM_INSPECTION_READ, items_get,
	  "What is inspected: use=dwelling|shop" },
	{ "POST", "/inspection-items", PERM_INSPECTION_SETUP, item_add, "Add an item to the list",
	  .form = items_get, .input = item_form_table, .input_count = ITEM_FORM_FIELDS },
	{ "POST", "/inspection-items/remove", PERM_INSPECTION_SETUP, item_remove,
	  "Take one out: use, position", .form = items_get },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/inspections", "验房", "check", PERM_INSPECTION_READ, 44 },
	{ 0 },
};

static int name_inspection(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct inspection i;
	int r = inspection_get(cx, id, &i);

	if (r == OK)
		*ret = (struct subject_name){ i.number, i.owner, i.room };
	return r;
}

static int name_defect(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct defect d;
	int r = defect_get(cx, id, &d);

	if (r == OK)
		*ret = (struct subject_name){ d.number, d.text, d.room };
	return r;
}

static const struct subject subjects[] = {
	{ "inspection", "验房单", "/inspections/", name_inspection, PERM_UNSET },
	{ "defect", "房屋问题", "/defects/", name_defect, PERM_UNSET },
	{ 0 },
};
static const struct machine *const machines[] = { &inspection_machine, &defect_machine, NULL };
static const struct follow follows[] = {
	{ "request", "finish", defect_repair_finished },
	{ 0 },
};

const struct module inspection_module = {
	.name = "inspection",
	.label = "验房",
	.routes = routes,
	.settings = inspection_settings,
	.menu = menu,
	.exchanges = inspection_exchanges,
	.subjects = subjects,
	.machines = machines,
	.norms = inspection_norms,
	.follows = follows,
	.timeline = inspection_timeline,
	.room_notes = warranty_notes,
	.help = inspection_help,
};
