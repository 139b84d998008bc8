#include "modules/requests/requests_web.h"
#include "app/app.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/requests/norms.h"
#include "modules/requests/requests_import.h"
#include "modules/requests/templates.h"
#include "modules/residents/residents.h"
#include "pages/templates.h"

const char *request_kind_colour(int kind)
{
	static const char *const colours[] = {
		[KIND_REPAIR] = "blue", [KIND_HELP] = "violet", [KIND_ENQUIRY] = "grey",
		[KIND_SUGGESTION] = "teal", [KIND_PRAISE] = "green",
	};
	return colours[kind];
}

const char *request_state_colour(int state)
{
	switch (state) {
	case REQUEST_NEW:
	case REQUEST_WAITING:
	case REQUEST_IN_REVIEW:
		return "amber";
	case REQUEST_FINISHED:
	case REQUEST_SIGNED:
	case REQUEST_HANDLED:
		return "green";
	case REQUEST_CLOSED:
	case REQUEST_CANCELLED:
		return "grey";
	default:
		return "blue";
	}
}

const char *request_action_label(struct ctx *cx, const char *action)
{
	static const struct {
		const char *action, *label;
	} others[] = {
		{ "open", "登记" },	  { "import", "导入" },
		{ "attach", "上传附件" }, { "reveal", "查看完整电话" },
		{ "repeat", "重复来电" }, { "child", "转出" },
		{ "appoint", "约定上门" },   { "urge", "催办" },
		{ "rate", "住户评价" },
	};

	for (size_t i = 0; i < request_machine.count; i++)
		if (!strcmp(request_machine.steps[i].action, action))
			return T(cx, request_machine.steps[i].label);
	for (size_t i = 0; i < COUNT(others); i++)
		if (!strcmp(others[i].action, action))
			return T(cx, others[i].label);
	return action;
}

/* ---- the list ---- */

static const char *cursor_of(struct ctx *cx, const struct request_filter *f,
			     const struct request_record *last)
{
	int64_t due = last->due_at ? last->due_at : INT64_C(9007199254740991);

	if (f->by_due)
		return arena_printf(cx->arena, "%" PRId64 ".%" PRId64, due, last->id);
	return arena_printf(cx->arena, "%" PRId64, last->id);
}

int request_list_read(struct request *rq, struct request_list_page *ret)
{
	struct request_filter more;
	int r = request_filter_of(&rq->cx, &rq->input, rq->zone_minutes, &ret->filter);

	if (r < 0)
		return r;
	more = ret->filter;
	more.most++;
	more.whole = rq->wants == WANTS_JSON;
	ret->now = rq->cx.now;
	ret->kind = request_text(rq, "kind");
	r = request_list(&rq->cx, &more, &ret->rows, &ret->count);
	/* on a page the number of all there ever were helps nobody and costs more than the page */
	ret->total = -1;
	if (r == OK && (rq->wants == WANTS_JSON || request_filter_is_narrow(&ret->filter)))
		r = request_total(&rq->cx, &ret->filter, &ret->total);
	if (r == OK && ret->count > ret->filter.most) {
		ret->count = ret->filter.most;
		ret->next = cursor_of(&rq->cx, &ret->filter, &ret->rows[ret->count - 1]);
	}
	return r;
}

static void row_json(struct json *j, const struct request_record *q)
{
	json_object(j, NULL);
	json_record(j, request_fields, q);
	json_bool(j, "overdue", q->state < REQUEST_CLOSED && q->due_at && q->due_at < j->cx->now);
	steps_json(j, j->cx, &request_machine, q);
	json_object_end(j);
}

static void list_json(struct json *j, const struct request_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++)
		row_json(j, &p->rows[i]);
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct request_list_page p = { 0 };
	int r = request_list_read(rq, &p);

	p.bar.count = bulk_steps(&rq->cx, &request_machine, p.bar.steps, COUNT(p.bar.steps));

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "工单"), requests_list_html, list_json, &p);
}

/* ---- one request ---- */

/* What it belongs to, else what it could be joined to. */
static int read_incident(struct ctx *cx, struct request_show_page *p)
{
	int64_t incident;
	int r = incident_of(cx, "request", p->q.id, &incident);

	if (r < 0)
		return r;
	if (incident)
		return incident_get(cx, incident, &p->incident);
	return *p->q.room && p->q.state < REQUEST_CLOSED
		? incident_covering(cx, p->q.room, &p->incidents, &p->incident_count) : OK;
}

static int read_around(struct ctx *cx, struct request_show_page *p)
{
	int64_t id = p->q.id;
	int r = obligation_of(cx, "request", id, &p->obligations, &p->obligation_count);

	if (r == OK)
		r = journal_of(cx, "request", id, &p->events, &p->event_count);
	if (r == OK)
		r = request_materials(cx, id, &p->materials, &p->material_count);
	if (r == OK)
		r = request_children(cx, id, &p->children, &p->child_count);
	if (r == OK)
		r = attachment_of(cx, "request", id, &p->attachments, &p->attachment_count);
	if (r == OK && p->q.room_id && p->q.kind == KIND_REPAIR)
		r = room_notes(cx, p->q.room_id, p->q.received_at, p->q.text, &p->notes, &p->note_count);
	if (r == OK && p->q.parent_id) {
		p->has_parent = true;
		r = request_get(cx, p->q.parent_id, &p->parent);
	}
	return r == OK ? read_incident(cx, p) : r;
}

static int show_read(struct request *rq, int64_t id, struct request_show_page *ret)
{
	int r = request_get(&rq->cx, id, &ret->q);

	if (r == OK)
		r = read_around(&rq->cx, ret);
	if (r == OK && rq->wants == WANTS_HTML)
		r = request_choosers(&rq->cx, &ret->people, &ret->people_count, &ret->posts,
				     &ret->post_count);
	ret->now = rq->cx.now;
	if (r == OK)
		ret->action_count = steps_open(&rq->cx, &request_machine, &ret->q, ret->actions,
					       COUNT(ret->actions));
	return r;
}

void request_record_json(struct json *j, const struct request_record *q)
{
	json_record(j, request_fields, q);
	if (q->quote_fen >= 0)
		json_money(j, "quote", q->quote_fen);
	steps_json(j, j->cx, &request_machine, q);
}

static void show_json(struct json *j, const struct request_show_page *p)
{
	request_record_json(j, &p->q);
	json_id(j, "incident", p->incident.id);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	json_records(j, "materials", request_material_fields, p->materials, p->material_count);
	json_records(j, "children", request_fields, p->children, p->child_count);
	json_records(j, "attachments", attachment_fields, p->attachments, p->attachment_count);
	json_records(j, "room_notes", room_note_fields, p->notes, p->note_count);
}

static int show(struct request *rq)
{
	struct request_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.q.number, requests_show_html, show_json, &p);
}

static int reply_shown(struct request *rq, int64_t id, bool created)
{
	struct request_show_page p = { 0 };
	int r = OK;

	if (rq->wants == WANTS_JSON)
		r = show_read(rq, id, &p);
	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/requests/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/requests/%" PRId64, id);
}

int request_reply(struct request *rq, int64_t id)
{
	return reply_shown(rq, id, false);
}

static int create(struct request *rq)
{
	struct request_intake in = { 0 };
	struct request_record q;
	int r = request_form(rq, request_intake_fields, &in);

	if (r == OK)
		r = request_open(&rq->cx, &in, &q);
	return r < 0 ? r : reply_shown(rq, q.id, true);
}

static int take_step(struct request *rq)
{
	struct request_record q;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = request_step(&rq->cx, id, request_text(rq, "step"), version, &rq->input,
				 rq->zone_minutes, &q);
	return r < 0 ? r : reply_shown(rq, id, false);
}

/* ---- the phone, one at a time, with a line in the journal ---- */

static void phone_json(struct json *j, const struct request_record *q)
{
	json_id(j, "id", q->id);
	json_text(j, "phone", q->phone);
}

static int reveal(struct request *rq)
{
	struct request_record q;
	const char *reason = request_text(rq, "reason");
	int64_t id;
	bool sent_there;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_get(&rq->cx, id, &q);
	if (r < 0)
		return r;
	/* who is sent there must be able to call; everybody else needs the permission and a reason */
	sent_there = q.assignee_id == rq->actor.id && q.state < REQUEST_CLOSED;
	if (!sent_there)
		r = actor_must(&rq->cx, PERM_HOUSEHOLD_REVEAL);
	else if (text_blank(reason))
		reason = T(&rq->cx, "派给本人的工单");
	if (r == OK)
		r = reveal_note(&rq->cx, "request", id, "phone", reason);
	if (r < 0)
		return r;
	return REPLY(rq, q.number, requests_phone_html, phone_json, &q);
}

/* ---- photos and files ---- */

struct upload {
	int64_t request;
	struct attachment attachment;
};

static int add_upload(struct ctx *cx, void *arg)
{
	struct upload *u = arg;
	struct request_record q;
	struct attachment *have;
	size_t count;
	int r = request_get(cx, u->request, &q);

	if (r == OK)
		r = attachment_of(cx, "request", u->request, &have, &count);
	if (r == OK && count >= LIMIT_ATTACHMENTS)
		return fail(cx, ERR_INVALID, T(cx, "每张工单最多 %d 个附件。"), LIMIT_ATTACHMENTS);
	u->attachment.subject = "request";
	u->attachment.subject_id = u->request;
	if (r == OK)
		r = attachment_add(cx, &u->attachment);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){ .subject = "request",
							.subject_id = u->request,
							.action = "attach",
							.note = u->attachment.name });
}

static int attach(struct request *rq)
{
	struct upload u = { 0 };
	int r = request_id(rq, "id", &u.request);

	if (r == OK && !rq->http->upload_count)
		r = fail_field(&rq->cx, "file", T(&rq->cx, "请选择照片或 PDF 文件。"));
	for (size_t i = 0; r == OK && i < rq->http->upload_count; i++) {
		const struct http_upload *file = &rq->http->uploads[i];
		r = attachment_store(&rq->cx, file->fd, file->filename, &u.attachment);
		if (r == OK)
			r = app_write(&rq->cx, add_upload, &u);
	}
	return r < 0 ? r : reply_shown(rq, u.request, false);
}

static int download(struct request *rq)
{
	struct attachment a;
	int64_t id, file;
	int fd, r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_id(rq, "file", &file);
	if (r == OK)
		r = attachment_get(&rq->cx, file, &a);
	if (r == OK && (strcmp(a.subject, "request") || a.subject_id != id))
		r = fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有找到这个附件。"));
	if (r == OK)
		r = attachment_open(&rq->cx, &a, &fd);
	if (r < 0)
		return r;
	return reply_file(rq, a.type, a.name, fd, a.size_bytes, text_starts(a.type, "image/"));
}

/* ---- one step for many ---- */

static int step_of_many(struct ctx *cx, int64_t id, const char *action, const struct input *in,
			int zone_minutes, const char **ret_number, int *ret_state)
{
	struct request_record one;
	int r = request_get(cx, id, &one);

	if (r < 0)
		return r;
	*ret_number = one.number;
	*ret_state = one.state;
	r = request_step(cx, id, action, 0, in, zone_minutes, &one);
	if (r == OK)
		*ret_state = one.state;
	return r;
}

static int bulk(struct request *rq)
{
	static const struct bulk_kind kind = { &request_machine, "requests", step_of_many };
	struct bulk b = { 0 };
	int r = bulk_take(rq, &kind, &b);

	if (r != OK)
		return MIN(r, OK);
	r = REPLY(rq, T(&rq->cx, "批量办理"), pages_bulk_html, bulk_json, &b);
	return r == OK ? bulk_keep(rq) : r;
}

static const struct route routes[] = {
	{ "GET", "/requests", PERM_REQUEST_READ, list, "List requests" },
	{ "POST", "/requests", PERM_REQUEST_WRITE, create, "Take a request in",
	  .input = request_intake_table, .input_count = REQUEST_INTAKE_FIELDS },
	{ "POST", "/requests/bulk", PERM_REQUEST_READ, bulk,
	  "One step for many: action, ids[], the step's fields; a result for each", LANE_WORK,
	  .form = list },
	{ "GET", "/requests/slips", PERM_REQUEST_READ, request_slips,
	  "The slips of all that the filter finds, as one PDF", LANE_WORK, .work = WORK_PRINT },
	{ "GET", "/requests/:id", PERM_REQUEST_READ, show, "One request with its story" },
	{ "GET", "/requests/:id/slip", PERM_REQUEST_READ, request_slip,
	  "The slip of a request as a PDF", LANE_WORK, .work = WORK_PRINT },
	{ "GET", "/jobs", PERM_REQUEST_WORK, request_jobs,
	  "What is sent to who asks, the soonest first, with the next step" },
	{ "POST", "/requests/:id/receipt", PERM_REQUEST_WORK, request_receipt,
	  "The owner signs: signed_by, pay_way, and a picture of the signature", LANE_WORK,
	  .upload = true, .form = show, .work = WORK_SHEET },
	{ "POST", "/requests/:id/:step", PERM_REQUEST_READ, take_step,
	  "Take a step; each step asks for its own permission", .form = show },
	{ "POST", "/requests/:id/phone", PERM_REQUEST_READ, reveal,
	  "The whole phone number: reason; leaves a line in the journal", .secret = true,
	  .form = show },
	{ "POST", "/requests/:id/files", PERM_REQUEST_READ, attach, "Attach photos or a PDF",
	  LANE_WORK, .upload = true, .form = show, .work = WORK_SHEET },
	{ "GET", "/requests/:id/files/:file", PERM_REQUEST_READ, download, "One attachment" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/jobs", "我的任务", "check", PERM_REQUEST_WORK, 12 },
	{ "/requests?state=open&order=due", "工单", "request", PERM_REQUEST_READ, 20, "gq" },
	{ 0 },
};

static int name_request(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct request_record q;
	int r = request_get(cx, id, &q);

	if (r == OK)
		*ret = (struct subject_name){ q.number, q.title, q.room ? q.room : "" };
	return r;
}

static const struct subject subjects[] = {
	{ "request", "工单", "/requests/", name_request, PERM_REQUEST_READ },
	{ 0 },
};
static const struct machine *const machines[] = { &request_machine, NULL };
static const struct follow follows[] = {
	{ "request", "waived", request_clock_changed },
	{ 0 },
};

static const struct room_layer layers[] = {
	{ "requests", "在办", request_marks, PERM_REQUEST_READ, request_layer },
	{ 0 },
};

const struct module requests_module = {
	.name = "requests",
	.label = "工单",
	.layers = layers,
	.routes = routes,
	.settings = request_settings,
	.timeline = request_timeline,
	.menu = menu,
	.exchanges = request_exchanges,
	.follows = follows,
	.subjects = subjects,
	.machines = machines,
	.norms = request_norms,
	.help = requests_help,
};
