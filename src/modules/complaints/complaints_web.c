#include "modules/complaints/complaints_web.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/complaints/complaint_export.h"
#include "modules/complaints/complaint_norms.h"
#include "modules/complaints/complaint_parts.h"
#include "modules/complaints/templates.h"
#include "pages/templates.h"

const char *complaint_state_colour(int state)
{
	switch (state) {
	case COMPLAINT_NEW:
	case COMPLAINT_PROPOSED:
		return "amber";
	case COMPLAINT_ANSWERED:
		return "green";
	case COMPLAINT_CLOSED:
	case COMPLAINT_MERGED:
		return "grey";
	default:
		return "blue";
	}
}

const char *complaint_grade_colour(int grade)
{
	return grade == GRADE_MAJOR ? "red" : grade == GRADE_IMPORTANT ? "amber" : "grey";
}

const char *complaint_action_label(struct ctx *cx, const char *action)
{
	static const struct {
		const char *action, *label;
	} others[] = {
		{ "open", "登记" },	  { "upgrade", "自动升级" },   { "take_in", "并入" },
		{ "attach", "上传附件" }, { "reveal", "查看完整电话" }, { "tell_party", "逐户回复" },
		{ "visited", "回访意见" },
	};

	for (size_t i = 0; i < complaint_machine.count; i++)
		if (!strcmp(complaint_machine.steps[i].action, action))
			return T(cx, complaint_machine.steps[i].label);
	for (size_t i = 0; i < COUNT(others); i++)
		if (!strcmp(others[i].action, action))
			return T(cx, others[i].label);
	return action;
}

/* ---- the list ---- */

static const char *cursor_of(struct ctx *cx, const struct complaint_filter *f,
			     const struct complaint *last)
{
	if (f->by_due)
		return arena_printf(cx->arena, "%" PRId64 ".%" PRId64, complaint_key(last), last->id);
	return arena_printf(cx->arena, "%" PRId64, last->id);
}

static int list_read(struct request *rq, struct complaint_list_page *ret)
{
	struct complaint_filter more;
	int r = complaint_filter_of(&rq->cx, &rq->input, rq->zone_minutes, &ret->filter);

	if (r < 0)
		return r;
	more = ret->filter;
	more.most++;
	ret->now = rq->cx.now;
	r = complaint_list(&rq->cx, &more, &ret->rows, &ret->count);
	if (r == OK)
		r = complaint_total(&rq->cx, &ret->filter, &ret->total);
	if (r == OK && ret->count > ret->filter.most) {
		ret->count = ret->filter.most;
		ret->next = cursor_of(&rq->cx, &ret->filter, &ret->rows[ret->count - 1]);
	}
	return r;
}

void complaint_json(struct json *j, const struct complaint *c)
{
	json_text(j, "kind", "complaint");
	json_text(j, "kind_label", T(j->cx, "投诉"));
	json_record(j, complaint_fields, c);
	json_bool(j, "overdue", c->state < COMPLAINT_CLOSED && c->due_at && c->due_at < j->cx->now);
	steps_json(j, j->cx, &complaint_machine, c);
}

static void rows_json(struct json *j, const char *key, const struct complaint *rows, size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		complaint_json(j, &rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static void list_json(struct json *j, const struct complaint_list_page *p)
{
	rows_json(j, "items", p->rows, p->count);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct complaint_list_page p = { 0 };
	int r = list_read(rq, &p);

	p.bar.count = bulk_steps(&rq->cx, &complaint_machine, p.bar.steps, COUNT(p.bar.steps));

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "投诉"), complaints_list_html, list_json, &p);
}

/* ---- one complaint ---- */

static int read_linked(struct ctx *cx, struct complaint_show_page *p)
{
	int64_t incident = 0;
	int r = complaint_merged(cx, p->c.id, &p->merged, &p->merged_count);

	if (r == OK)
		r = incident_of(cx, "complaint", p->c.id, &incident);
	if (r == OK && incident)
		r = incident_get(cx, incident, &p->incident);
	if (r == OK)
		r = complaint_repeats(cx, &p->c, &p->repeats, &p->repeat_count);
	if (r == OK && p->c.main_id) {
		r = complaint_get(cx, p->c.main_id, &p->main);
		p->has_main = r == OK;
	}
	if (r != ERR_NOT_FOUND)
		return r;
	/* the main case may be hidden from this reader: then it is not there */
	cx->why[0] = '\0';
	return OK;
}

static int read_around(struct ctx *cx, struct complaint_show_page *p)
{
	int64_t id = p->c.id;
	int r = obligation_of(cx, "complaint", id, &p->obligations, &p->obligation_count);

	if (r == OK)
		r = journal_of(cx, "complaint", id, &p->events, &p->event_count);
	if (r == OK)
		r = complaint_parties(cx, id, &p->parties, &p->party_count);
	if (r == OK)
		r = attachment_of(cx, "complaint", id, &p->attachments, &p->attachment_count);
	return r == OK ? read_linked(cx, p) : r;
}

static int read_choosers(struct ctx *cx, struct complaint_show_page *p)
{
	int r = complaint_people(cx, false, 0, &p->people, &p->people_count);

	if (r == OK)
		r = complaint_people(cx, true, p->c.accused_id, &p->workers, &p->worker_count);
	return r == OK ? complaint_posts(cx, &p->posts, &p->post_count) : r;
}

static int show_read(struct request *rq, int64_t id, struct complaint_show_page *ret)
{
	int r = complaint_get(&rq->cx, id, &ret->c);

	if (r == OK)
		r = read_around(&rq->cx, ret);
	if (r == OK && rq->wants == WANTS_HTML)
		r = read_choosers(&rq->cx, ret);
	ret->now = rq->cx.now;
	if (r == OK)
		ret->action_count = steps_open(&rq->cx, &complaint_machine, &ret->c, ret->actions,
					       COUNT(ret->actions));
	return r;
}

static void show_json(struct json *j, const struct complaint_show_page *p)
{
	complaint_json(j, &p->c);
	json_id(j, "incident", p->incident.id);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	json_records(j, "persons", complaint_party_fields, p->parties, p->party_count);
	json_records(j, "merged", complaint_fields, p->merged, p->merged_count);
	json_records(j, "repeats", complaint_fields, p->repeats, p->repeat_count);
	json_records(j, "attachments", attachment_fields, p->attachments, p->attachment_count);
}

static int show(struct request *rq)
{
	struct complaint_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.c.number, complaints_show_html, show_json, &p);
}

int complaint_reply_shown(struct request *rq, int64_t id, bool created)
{
	struct complaint_show_page p = { 0 };
	int r = OK;

	if (rq->wants == WANTS_JSON)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/complaints/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/complaints/%" PRId64, id);
}

static void new_json(struct json *j, const struct complaint_new_page *p)
{
	json_int(j, "people", (int64_t)p->people_count);
}

static int new_form(struct request *rq)
{
	struct complaint_new_page p = { 0 };
	int r = complaint_people(&rq->cx, false, 0, &p.people, &p.people_count);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "登记投诉"), complaints_new_html, new_json, &p);
}

/* Who registers a complaint about himself has done his duty, and sees no more of it. */
static void taken_json(struct json *j, const struct complaint *c)
{
	json_text(j, "number", c->number);
}

static int create(struct request *rq)
{
	struct complaint_intake in = { 0 };
	struct complaint c;
	int r = request_form(rq, complaint_intake_fields, &in);

	if (r == OK)
		r = complaint_open(&rq->cx, &in, &c);
	if (r < 0)
		return r;
	if (complaint_hidden_from(&c, rq->actor.id))
		return REPLY_CREATED(rq, taken_json, &c, "/complaints");
	return complaint_reply_shown(rq, c.id, true);
}

static int take_step(struct request *rq)
{
	struct complaint c;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = complaint_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				   rq->zone_minutes, &c);
	if (r < 0)
		return r;
	/* merged into a case that is hidden, or the accused named himself: back to the list */
	if (complaint_hidden_from(&c, rq->actor.id))
		return REPLY_CHANGED(rq, taken_json, &c, "/complaints");
	return complaint_reply_shown(rq, id, false);
}

/* ---- one step for many ---- */

static int step_of_many(struct ctx *cx, int64_t id, const char *action, const struct input *in,
			int zone_minutes, const char **ret_number, int *ret_state)
{
	struct complaint one;
	int r = complaint_get(cx, id, &one);

	if (r < 0)
		return r;
	*ret_number = one.number;
	*ret_state = one.state;
	r = complaint_step(cx, id, action, 0, in, zone_minutes, &one);
	if (r == OK)
		*ret_state = one.state;
	return r;
}

static int bulk(struct request *rq)
{
	static const struct bulk_kind kind = { &complaint_machine, "complaints", step_of_many };
	struct bulk b = { 0 };
	int r = bulk_take(rq, &kind, &b);

	if (r != OK)
		return MIN(r, OK);
	r = REPLY(rq, T(&rq->cx, "批量办理"), pages_bulk_html, bulk_json, &b);
	return r == OK ? bulk_keep(rq) : r;
}

static const struct route routes[] = {
	{ "GET", "/complaints", PERM_COMPLAINT_READ, list, "List complaints" },
	{ "GET", "/complaints/new", PERM_COMPLAINT_WRITE, new_form, "The form to register a complaint",
	  .door = DOOR_PAGE },
	{ "POST", "/complaints", PERM_COMPLAINT_WRITE, create, "Take a complaint in",
	  .form = new_form, .input = complaint_intake_table, .input_count = COMPLAINT_INTAKE_FIELDS },
	{ "POST", "/complaints/bulk", PERM_COMPLAINT_READ, bulk,
	  "One step for many: action, ids[], the step's fields; a result for each", LANE_WORK,
	  .form = list },
	{ "GET", "/complaints/:id", PERM_COMPLAINT_READ, show, "One complaint with its story" },
	{ "GET", "/complaints/:id/paper", PERM_COMPLAINT_READ, complaint_paper,
	  "The form of a complaint as a PDF", LANE_WORK, .work = WORK_PRINT },
	{ "POST", "/complaints/:id/:step", PERM_COMPLAINT_READ, take_step,
	  "Take a step; each step asks for its own permission", .form = show },
	{ "POST", "/complaints/:id/phone", PERM_COMPLAINT_READ, complaint_reveal,
	  "The whole phone number; leaves a line in the journal", .secret = true },
	{ "POST", "/complaints/:id/files", PERM_COMPLAINT_READ, complaint_attach,
	  "Attach photos or a PDF", LANE_WORK, .upload = true, .form = show, .work = WORK_SHEET },
	{ "GET", "/complaints/:id/files/:file", PERM_COMPLAINT_READ, complaint_download,
	  "One attachment" },
	{ "GET", "/complaint-replies/:id", PERM_COMPLAINT_READ, complaint_reply_show,
	  "A person who is to be told how a merged case ended" },
	{ "POST", "/complaint-replies/:id/told", PERM_COMPLAINT_WRITE, complaint_reply_tell,
	  "This person was told: way, text", .form = complaint_reply_show },
	{ "GET", "/complaint-reports/:month", PERM_COMPLAINT_READ, complaint_month_show,
	  "The figures of a month (2026-11) and the report on them" },
	{ "POST", "/complaint-reports/:month/done", PERM_COMPLAINT_JUDGE, complaint_month_done,
	  "The report of the month is done: note", .form = complaint_month_show },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/complaints?state=open&order=due", "投诉", "complaint", PERM_COMPLAINT_READ, 22, "gt" },
	{ 0 },
};

static const struct job jobs[] = {
	{ "complaint_upgrade", 600, complaint_upgrade_due,
	  "Makes valid complaints that are open for a month major, and tells the director" },
	{ "complaint_report", 3600, complaint_report_due,
	  "Opens the duty to write the month's analysis of complaints" },
	{ 0 },
};

static int name_complaint(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct complaint c;
	int r = complaint_get(cx, id, &c);

	if (r == OK)
		*ret = (struct subject_name){ c.number, c.title, c.room };
	return r;
}

static int name_party(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct complaint_party p;
	int r = complaint_party_get(cx, id, &p);

	if (r == OK)
		*ret = (struct subject_name){ p.source_number, p.person_name, p.room };
	return r;
}

static int name_report(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	*ret = (struct subject_name){
		arena_printf(cx->arena, "%d-%02d", (int)(id / 100), (int)(id % 100)),
		T(cx, "月投诉分析报告"), "" };
	return OK;
}

static const struct subject subjects[] = {
	{ "complaint", "投诉", "/complaints/", name_complaint },
	{ "complaint_reply", "投诉人", "/complaint-replies/", name_party },
	{ "complaint_report", "投诉分析", "/complaint-reports/", name_report },
	{ 0 },
};
static const struct follow follows[] = {
	{ "request", "turn", complaint_on_turn },
	{ "complaint", "open", complaint_on_open },
	{ "complaint", "verify", complaint_on_verify },
	{ "complaint", "assign", complaint_on_assign },
	{ "complaint", "close", complaint_on_close },
	{ "complaint", "waived", complaint_clock_changed },
	{ 0 },
};
static const struct machine *const machines[] = { &complaint_machine, NULL };

const struct module complaints_module = {
	.name = "complaints",
	.label = "投诉",
	.routes = routes,
	.settings = complaint_settings,
	.jobs = jobs,
	.menu = menu,
	.follows = follows,
	.subjects = subjects,
	.machines = machines,
	.exchanges = complaint_exchanges,
	.norms = complaint_norms,
	.timeline = complaint_timeline,
	.help = complaints_help,
};
