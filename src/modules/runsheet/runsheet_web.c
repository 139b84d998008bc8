/* The module: its routes and what it gives to others; sheets as pages. */
#include "modules/runsheet/runsheet_web.h"
#include "app/app.h"
#include "base/text.h"
#include "modules/runsheet/runsheet_parts.h"
#include "modules/runsheet/templates.h"

enum { PAGE_SIZE = 30 };

const char *sheet_state_colour(int state)
{
	return state == SHEET_DONE ? "green" : state == SHEET_RUNNING ? "blue"
	       : state == SHEET_PAUSED ? "amber" : "grey";
}

const char *desk_state_colour(int state)
{
	return state == DESK_SIGNED ? "green" : state == DESK_SHORT ? "amber"
	       : state == DESK_SKIPPED ? "violet" : "grey";
}

/* ---- the list ---- */

static void sheet_json(struct json *j, const struct runsheet *s)
{
	json_record(j, runsheet_fields, s);
	steps_json(j, j->cx, &runsheet_machine, s);
}

static void list_json(struct json *j, const struct runsheet_list_page *p)
{
	json_array(j, "items");
	for (size_t n = 0; n < p->count; n++) {
		json_object(j, NULL);
		sheet_json(j, &p->rows[n]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct runsheet_list_page p = { .now = rq->cx.now };
	const char *state = request_text(rq, "state"), *day = request_text(rq, "day");
	int r = runsheet_filter_read(&rq->cx, &rq->input, rq->zone_minutes, &p.filter);

	if (r == OK)
		r = request_int(rq, "after", 0, &p.filter.after);
	p.state = text_blank(state) ? NULL : state;
	p.day = text_blank(day) ? NULL : day;
	p.filter.most = PAGE_SIZE + 1;
	if (r == OK)
		r = runsheet_list(&rq->cx, &p.filter, &p.rows, &p.count);
	if (r == OK)
		r = runsheet_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	if (p.count > PAGE_SIZE) {
		p.count = PAGE_SIZE;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "入伙手续"), runsheet_list_html, list_json, &p);
}

/* ---- one sheet ---- */

/* What other areas hold of this flat already. */
static int read_others(struct ctx *cx, struct runsheet_show_page *p)
{
	int r = p->s.resale ? ERR_NOT_FOUND : inspection_of_room(cx, p->s.room_id, &p->inspection);

	if (r == ERR_NOT_FOUND) {
		p->inspection.id = 0;
		r = OK;
	}
	if (r < 0 || p->s.resale)
		return r;
	r = runsheet_deed(cx, &p->s, &p->deed);
	return r == ERR_NOT_FOUND ? OK : r;
}

int runsheet_read_whole(struct request *rq, int64_t id, struct runsheet_show_page *p)
{
	struct ctx *cx = &rq->cx;
	int r = runsheet_get(cx, id, &p->s);

	if (r == OK)
		r = runsheet_desks(cx, id, &p->desks, &p->desk_count);
	if (r == OK)
		r = runsheet_papers(cx, id, &p->papers, &p->paper_count);
	if (r == OK)
		r = movein_lines(cx, id, &p->lines, &p->line_count);
	if (r == OK)
		r = read_others(cx, p);
	if (r == OK)
		r = obligation_of(cx, "runsheet", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "runsheet", id, &p->events, &p->event_count);
	if (r < 0)
		return r;
	p->now = cx->now;
	p->action_count = steps_open(cx, &runsheet_machine, &p->s, p->actions, COUNT(p->actions));
	return OK;
}

static void show_json(struct json *j, const struct runsheet_show_page *p)
{
	sheet_json(j, &p->s);
	json_records(j, "desks", runsheet_desk_fields, p->desks, p->desk_count);
	json_records(j, "papers", runsheet_paper_fields, p->papers, p->paper_count);
	json_records(j, "fees", movein_line_fields, p->lines, p->line_count);
	json_text(j, "inspection_number", p->inspection.id ? p->inspection.number : NULL);
	json_text(j, "deed_number", p->deed.id ? p->deed.number : NULL);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
}

static int show(struct request *rq)
{
	struct runsheet_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = runsheet_read_whole(rq, id, &p);
	return r < 0 ? r : REPLY(rq, p.s.number, runsheet_show_html, show_json, &p);
}

static int reply(struct request *rq, int64_t id, bool created)
{
	struct runsheet_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? runsheet_read_whole(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/runsheets/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/runsheets/%" PRId64, id);
}

static void new_json(struct json *j, const struct runsheet_new_page *p)
{
	json_text(j, "room", p->in->room);
}

static int new_form(struct request *rq)
{
	struct runsheet_new in = { .room = request_text(rq, "room") };
	struct runsheet_new_page p = { &in };

	return REPLY(rq, T(&rq->cx, "住户到场"), runsheet_new_html, new_json, &p);
}

static int create(struct request *rq)
{
	struct runsheet_new in = { 0 };
	struct runsheet s;
	int r = request_form(rq, runsheet_new_fields, &in);

	if (r == OK)
		r = runsheet_open(&rq->cx, &in, &s);
	return r < 0 ? r : reply(rq, s.id, true);
}

static int check(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = runsheet_check(&rq->cx, id, &rq->input);
	return r < 0 ? r : reply(rq, id, false);
}

static int take_step(struct request *rq)
{
	struct runsheet s;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = runsheet_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				  rq->zone_minutes, &s);
	return r < 0 ? r : reply(rq, id, false);
}

static const struct route routes[] = {
	{ "GET", "/runsheets", PERM_RUNSHEET_READ, list,
	  "Run-sheets of moving in, newest first: state, desk, day (came then), q" },
	{ "GET", "/runsheets/new", PERM_RUNSHEET_DESK, new_form, "The form to begin one",
	  .door = DOOR_PAGE },
	{ "POST", "/runsheets", PERM_RUNSHEET_DESK, create, "A household has come", .form = new_form,
	  .input = runsheet_new_table, .input_count = RUNSHEET_NEW_FIELDS },
	{ "GET", "/runsheets/board", PERM_RUNSHEET_READ, runsheet_board_get,
	  "How many stand at each desk and for how long; desk=word shows its queue" },
	{ "GET", "/runsheets/day", PERM_RUNSHEET_READ, runsheet_day_paper,
	  "The sheets of a day as PDF: day", LANE_WORK, .work = WORK_PRINT },
	{ "GET", "/runsheets/:id", PERM_RUNSHEET_READ, show,
	  "One sheet with its desks, papers and fees" },
	{ "GET", "/runsheets/:id/paper", PERM_RUNSHEET_READ, runsheet_paper_get,
	  "The sheet and its fees as PDF", LANE_WORK, .work = WORK_PRINT },
	{ "POST", "/runsheets/:id/papers", PERM_RUNSHEET_DESK, check,
	  "What was shown: papers.N.line, papers.N.checked", .form = show },
	{ "POST", "/runsheets/:id/:step", PERM_RUNSHEET_READ, take_step,
	  "Take a step; each asks for its own permission", .form = show },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/runsheets", "入伙手续", "right", PERM_RUNSHEET_READ, 43 },
	{ 0 },
};

static int name_sheet(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct runsheet s;
	int r = runsheet_get(cx, id, &s);

	if (r == OK)
		*ret = (struct subject_name){ s.number, s.owners, s.room };
	return r;
}

static const struct subject subjects[] = {
	{ "runsheet", "入伙流程单", "/runsheets/", name_sheet, PERM_UNSET },
	{ 0 },
};
static const struct machine *const machines[] = { &runsheet_machine, NULL };
static const struct follow follows[] = {
	{ "inspection", "refuse", runsheet_refused },
	{ 0 },
};

const struct module runsheet_module = {
	.name = "runsheet",
	.label = "入伙手续",
	.routes = routes,
	.settings = runsheet_settings,
	.menu = menu,
	.help = runsheet_help,
	.exchanges = runsheet_exchanges,
	.subjects = subjects,
	.machines = machines,
	.norms = runsheet_norms,
	.follows = follows,
	.timeline = runsheet_timeline,
};
