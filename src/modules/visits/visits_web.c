#include "modules/visits/visits_web.h"
#include "app/app.h"
#include "app/pack.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/residents/residents.h"
#include "modules/visits/templates.h"
#include "modules/visits/visit_complaints.h"
#include "modules/visits/visit_export.h"
#include "modules/visits/visit_parts.h"
#include "pages/asset.h"

const char *visit_state_colour(int state)
{
	switch (state) {
	case VISIT_UNREACHED:
	case VISIT_FAILED:
		return "red";
	case VISIT_UNSIGNED:
	case VISIT_IN_REVIEW:
		return "amber";
	case VISIT_PASSED:
		return "green";
	case VISIT_CLOSED:
	case VISIT_CANCELLED:
		return "grey";
	default:
		return "blue";
	}
}

bool visit_goes_by_itself(const char *action)
{
	static const char *const actions[] = { "record", "waived", "excuse", "accept", "close" };

	for (size_t i = 0; i < COUNT(actions); i++)
		if (!strcmp(actions[i], action))
			return true;
	return false;
}

const char *visit_grade_colour(int grade)
{
	return grade == GRADE_C ? "red" : grade == GRADE_B ? "teal" : "green";
}

/* ---- the list ---- */

static int read_page(struct request *rq, struct visit_list_page *ret)
{
	struct visit_filter more;
	int r = visit_filter_of(&rq->cx, &rq->input, rq->zone_minutes, &ret->filter);

	if (r < 0)
		return r;
	more = ret->filter;
	more.most++;
	ret->now = rq->cx.now;
	ret->kind = request_text(rq, "kind");
	r = visit_list(&rq->cx, &more, &ret->rows, &ret->count);
	if (r == OK)
		r = visit_total(&rq->cx, &ret->filter, &ret->total);
	if (r == OK && ret->count > ret->filter.most) {
		const struct visit *last = &ret->rows[ret->filter.most - 1];
		ret->count = ret->filter.most;
		ret->next = ret->filter.by_due
			? arena_printf(rq->cx.arena, "%" PRId64 ".%" PRId64, last->due_at, last->id)
			: arena_printf(rq->cx.arena, "%" PRId64, last->id);
	}
	return r;
}

static void record_json(struct json *j, const struct visit *v)
{
	json_record(j, visit_fields, v);
	json_bool(j, "overdue", v->state <= VISIT_UNREACHED && v->due_at < j->cx->now);
	steps_json(j, j->cx, &visit_machine, v);
}

static void list_json(struct json *j, const struct visit_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		record_json(j, &p->rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct visit_list_page p = { 0 };
	int r = read_page(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "回访"), visits_list_html, list_json, &p);
}

/* ---- one visit ---- */

static int read_around(struct ctx *cx, struct visit_show_page *p)
{
	int64_t id = p->v.id;
	int r = visit_records(cx, id, &p->records, &p->record_count);

	if (r == OK)
		r = visit_tries(cx, id, &p->tries, &p->try_count);
	if (r == OK)
		r = obligation_of(cx, "visit", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "visit", id, &p->events, &p->event_count);
	if (r == OK)
		r = attachment_of(cx, "visit", id, &p->attachments, &p->attachment_count);
	return r == OK ? visit_rounds(cx, &p->v, &p->rounds, &p->round_count) : r;
}

static int show_read(struct request *rq, int64_t id, struct visit_show_page *ret)
{
	int r = visit_get(&rq->cx, id, &ret->v);

	if (r == OK)
		r = read_around(&rq->cx, ret);
	if (r == OK && rq->wants == WANTS_HTML)
		r = request_choosers(&rq->cx, &ret->people, &ret->people_count, &ret->posts,
				     &ret->post_count);
	ret->now = rq->cx.now;
	if (r == OK)
		ret->action_count = steps_open(&rq->cx, &visit_machine, &ret->v, ret->actions,
					       COUNT(ret->actions));
	return r;
}

static void show_json(struct json *j, const struct visit_show_page *p)
{
	record_json(j, &p->v);
	json_records(j, "records", visit_record_fields, p->records, p->record_count);
	json_records(j, "tries", visit_try_fields, p->tries, p->try_count);
	json_records(j, "rounds", visit_fields, p->rounds, p->round_count);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	json_records(j, "attachments", attachment_fields, p->attachments, p->attachment_count);
}

int visit_show_page(struct request *rq)
{
	struct visit_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.v.number, visits_show_html, show_json, &p);
}

int visit_reply(struct request *rq, int64_t id, bool created)
{
	struct visit_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/visits/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/visits/%" PRId64, id);
}

static int take_step(struct request *rq)
{
	struct visit v;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = visit_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
			       rq->zone_minutes, &v);
	return r < 0 ? r : visit_reply(rq, id, false);
}

/* ---- one arranged by hand ---- */

static void new_json(struct json *j, const struct visit_new_page *p)
{
	json_text(j, "room", p->room);
}

static int new_form(struct request *rq)
{
	struct visit_new_page p = { .room = request_text(rq, "room") };
	int r = request_choosers(&rq->cx, &p.people, &p.people_count, &p.posts, &p.post_count);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "安排回访"), visits_new_html, new_json, &p);
}

static int create(struct request *rq)
{
	struct visit_intake in = { 0 };
	struct visit v;
	int r = request_form(rq, visit_intake_fields, &in);

	if (r == OK)
		r = visit_arrange(&rq->cx, &in, &v);
	return r < 0 ? r : visit_reply(rq, v.id, true);
}

/* ---- the phone: who is to call sees it, with a line in the journal ---- */

static void phone_json(struct json *j, const struct visit *v)
{
	json_id(j, "id", v->id);
	json_text(j, "phone", v->phone);
}

static int reveal(struct request *rq)
{
	const char *reason = request_text(rq, "reason");
	struct visit v;
	int64_t id;
	bool calls;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = visit_get(&rq->cx, id, &v);
	if (r < 0)
		return r;
	calls = v.state <= VISIT_UNREACHED && actor_may(rq->cx.actor, PERM_VISIT_WRITE) &&
		visit_not_by_doer(&rq->cx, id, "visitor", rq->actor.id) == OK;
	rq->cx.why[0] = '\0';
	rq->cx.errors = NULL;
	if (!calls)
		r = actor_must(&rq->cx, PERM_HOUSEHOLD_REVEAL);
	else if (text_blank(reason))
		reason = arena_printf(rq->cx.arena, T(&rq->cx, "回访 %s"), v.number);
	if (r == OK)
		r = reveal_note(&rq->cx, "visit", id, "phone", reason);
	if (r < 0)
		return r;
	return REPLY(rq, v.number, visits_phone_html, phone_json, &v);
}

static const struct route routes[] = {
	{ "GET", "/visits", PERM_VISIT_READ, list, "List return visits: due=today|overdue|DAY" },
	{ "GET", "/visits/new", PERM_VISIT_REVIEW, new_form, "The form to arrange a visit",
	  .door = DOOR_PAGE },
	{ "POST", "/visits", PERM_VISIT_REVIEW, create, "Arrange a single visit", .form = new_form,
	  .input = visit_intake_table, .input_count = VISIT_INTAKE_FIELDS },
	{ "GET", "/visits/plans", PERM_VISIT_READ, visit_plans, "The plans of a year" },
	{ "POST", "/visits/plans", PERM_VISIT_PLAN, visit_plan_create,
	  "Plan visits to named households, or to those visited longest ago", .form = visit_plans,
	  .input = visit_plan_table, .input_count = VISIT_PLAN_FIELDS },
	{ "GET", "/visits/plans/:id", PERM_VISIT_READ, visit_plan_show,
	  "One plan with its households" },
	{ "GET", "/visits/coverage", PERM_VISIT_READ, visit_coverage_show,
	  "Of the households lived in, those visited in a year" },
	{ "GET", "/visits/figures", PERM_VISIT_READ, visit_figures_show,
	  "A month: on time, satisfaction, missing signatures" },
	{ "GET", "/visits/:id", PERM_VISIT_READ, visit_show_page, "One visit with its records" },
	{ "GET", "/visits/:id/paper", PERM_VISIT_READ, visit_paper,
	  "The form of a visit as a PDF, to be written on or as it was recorded", LANE_WORK,
	  .work = WORK_PRINT },
	{ "POST", "/visits/:id/:step", PERM_VISIT_READ, take_step,
	  "Take a step; each step asks for its own permission", .form = visit_show_page },
	{ "POST", "/visits/:id/door", PERM_VISIT_WRITE, visit_at_door,
	  "Record a visit together with the picture of the signature", LANE_WORK, .upload = true,
	  .form = visit_show_page, .work = WORK_SHEET, .input = record_inputs,
	  .input_count = RECORD_INPUT_FIELDS },
	{ "POST", "/visits/:id/signature", PERM_VISIT_WRITE, visit_signature,
	  "Bring the missing signature", LANE_WORK, .upload = true, .form = visit_show_page,
	  .work = WORK_SHEET },
	{ "POST", "/visits/:id/files", PERM_VISIT_WRITE, visit_attach, "Attach photos or a PDF",
	  LANE_WORK, .upload = true, .form = visit_show_page, .work = WORK_SHEET },
	{ "GET", "/visits/:id/files/:file", PERM_VISIT_READ, visit_download, "One attachment" },
	{ "POST", "/visits/:id/phone", PERM_VISIT_READ, reveal,
	  "The whole phone number: reason; leaves a line in the journal", .secret = true,
	  .form = visit_show_page },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/visits?state=waiting&order=due", "回访", "visit", PERM_VISIT_READ, 24, "gv" },
	{ 0 },
};

static const struct job jobs[] = {
	{ "visits.plan", 3600, visit_plan_run,
	  "Makes the month's plan of each steward's area and opens the visits whose day is near" },
	{ 0 },
};

static int name_visit(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct visit v;
	int r = visit_get(cx, id, &v);

	if (r == OK)
		*ret = (struct subject_name){ v.number, v.title, v.room };
	return r;
}

static const struct subject subjects[] = {
	{ "visit", "回访", "/visits/", name_visit },
	{ 0 },
};
static const struct machine *const machines[] = { &visit_machine, NULL };

static const struct shortcut shortcuts[] = {
	{ "/visits/new", "安排回访", NULL, PERM_VISIT_REVIEW },
	{ "/visits/coverage", "走访覆盖", NULL, PERM_VISIT_READ },
	{ 0 },
};

static const struct room_layer layers[] = {
	{ "visits", "走访", visit_room_marks, PERM_VISIT_READ, visit_layer },
	{ 0 },
};

const struct module visits_module = {
	.name = "visits",
	.label = "回访",
	.layers = layers,
	.routes = routes,
	.shortcuts = shortcuts,
	.settings = visit_settings,
	.jobs = jobs,
	.menu = menu,
	.follows = visit_follows,
	.subjects = subjects,
	.machines = machines,
	.timeline = visit_timeline,
	.norms = visit_norms,
	.exchanges = visit_exchanges,
	.help = visits_help,
};
