#include "modules/handover/handover_web.h"
#include "app/app.h"
#include "base/text.h"
#include "modules/handover/deed_parts.h"
#include "modules/handover/templates.h"

enum { PAGE_SIZE = 30 };

const char *deed_state_colour(int state)
{
	switch (state) {
	case DEED_DRAFT:
		return "amber";
	case DEED_OWNER_SIGNED:
	case DEED_SIGNED:
		return "blue";
	case DEED_VOID:
		return "grey";
	default:
		return "green";
	}
}

/* ---- the list ---- */

static int read_filter(struct request *rq, struct deed_list_page *p)
{
	int r = deed_filter_read(&rq->cx, &rq->input, &p->filter);

	if (p->filter.state)
		p->state = choice_of(deed_states, p->filter.state)->word;
	return r == OK ? request_int(rq, "after", 0, &p->filter.after) : r;
}

static void deed_json(struct json *j, const struct deed *d)
{
	json_record(j, deed_fields, d);
	steps_json(j, j->cx, &deed_machine, d);
}

static void list_json(struct json *j, const struct deed_list_page *p)
{
	json_array(j, "items");
	for (size_t n = 0; n < p->count; n++) {
		json_object(j, NULL);
		deed_json(j, &p->rows[n]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct deed_list_page p = { .filter.most = PAGE_SIZE + 1 };
	int r = read_filter(rq, &p);

	if (r == OK)
		r = deed_list(&rq->cx, &p.filter, &p.rows, &p.count);
	if (r == OK)
		r = deed_total(&rq->cx, &p.filter, &p.total);
	if (r < 0)
		return r;
	if (p.count > PAGE_SIZE) {
		p.count = PAGE_SIZE;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return REPLY(rq, T(&rq->cx, "房屋交接"), handover_list_html, list_json, &p);
}

/* ---- one deed ---- */

static int read_parts(struct ctx *cx, int64_t id, struct deed_show_page *p)
{
	int r = deed_parties(cx, id, &p->parties, &p->party_count);

	if (r == OK)
		r = deed_keys(cx, id, &p->keys, &p->key_count);
	if (r == OK)
		r = deed_supplements(cx, id, &p->supplements, &p->supplement_count);
	if (r == OK)
		r = warranty_of_room(cx, p->d.room_id, &p->warranties, &p->warranty_count);
	if (r == OK)
		r = obligation_of(cx, "deed", id, &p->obligations, &p->obligation_count);
	if (r == OK)
		r = journal_of(cx, "deed", id, &p->events, &p->event_count);
	if (r == OK)
		r = attachment_of(cx, "deed", id, &p->files, &p->file_count);
	return r;
}

int deed_read_whole(struct request *rq, int64_t id, struct deed_show_page *p)
{
	struct ctx *cx = &rq->cx;
	struct deed_text t;
	int r = deed_get(cx, id, &p->d);

	if (r == OK)
		r = read_parts(cx, id, p);
	if (r == OK)
		r = deed_text_of(cx, p->d.use, &t);
	if (r < 0)
		return r;
	p->text = *p->d.text ? p->d.text : deed_text_filled(cx, &p->d, t.text);
	p->now = cx->now;
	p->action_count = steps_open(cx, &deed_machine, &p->d, p->actions, COUNT(p->actions));
	return OK;
}

static void show_json(struct json *j, const struct deed_show_page *p)
{
	deed_json(j, &p->d);
	json_text(j, "statement", inspection_no_waiver(j->cx));
	json_records(j, "parties", deed_party_fields, p->parties, p->party_count);
	json_records(j, "keys", deed_key_fields, p->keys, p->key_count);
	json_records(j, "supplements", deed_supplement_fields, p->supplements, p->supplement_count);
	json_records(j, "warranties", warranty_fields, p->warranties, p->warranty_count);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	json_records(j, "attachments", attachment_fields, p->files, p->file_count);
}

int deed_show(struct request *rq)
{
	struct deed_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = deed_read_whole(rq, id, &p);
	return r < 0 ? r : REPLY(rq, p.d.number, handover_show_html, show_json, &p);
}

static int reply(struct request *rq, int64_t id, bool created)
{
	struct deed_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? deed_read_whole(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/deeds/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/deeds/%" PRId64, id);
}

static void new_json(struct json *j, const struct deed_new_page *p)
{
	json_text(j, "room", p->room);
}

static int new_form(struct request *rq)
{
	struct deed_new_page p = { request_text(rq, "room") };

	return REPLY(rq, T(&rq->cx, "拟交接书"), handover_new_html, new_json, &p);
}

static int create(struct request *rq)
{
	struct deed d;
	int r = deed_begin(&rq->cx, request_text(rq, "room"), &d);

	return r < 0 ? r : reply(rq, d.id, true);
}

static int fill(struct request *rq)
{
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = deed_fill(&rq->cx, id, version, &rq->input, rq->zone_minutes);
	return r < 0 ? r : reply(rq, id, false);
}

/* ---- steps: signature, scan or letter are kept before the transaction ---- */

struct stepping {
	int64_t id, version;
	const char *step;
	struct input *in;
	int zone_minutes;
	struct attachment picture; /* id 0 = none was sent */
};

static int keep_picture(struct request *rq, struct stepping *s)
{
	const struct http_request *http = rq->http;
	const char *label = step_label(&rq->cx, "deed", s->step), *who = request_text(rq, "signed_by");
	const char *name = arena_printf(rq->cx.arena, "%s %s", label ? label : "",
					text_blank(who) || strlen(who) > 200 ? "" : who);

	for (size_t i = 0; i < http->upload_count; i++)
		if (!strcmp(http->uploads[i].field, "signature") && http->uploads[i].size_bytes)
			return attachment_store(&rq->cx, http->uploads[i].fd,
						text_trim(rq->cx.arena, name), &s->picture);
	return OK;
}

static int take(struct ctx *cx, void *arg)
{
	struct stepping *s = arg;
	struct deed d;
	int r = OK;

	if (s->picture.id) {
		s->picture.subject = "deed";
		s->picture.subject_id = s->id;
		r = attachment_add(cx, &s->picture);
		input_add(s->in, "signature", arena_printf(cx->arena, "%" PRId64, s->picture.id));
	}
	return r < 0 ? r : deed_step(cx, s->id, s->step, s->version, s->in, s->zone_minutes, &d);
}

static int take_step(struct request *rq)
{
	struct stepping s = { .in = &rq->input, .zone_minutes = rq->zone_minutes };
	int r = request_id(rq, "id", &s.id);

	s.step = request_text(rq, "step");
	if (r == OK)
		r = request_version(rq, &s.version);
	if (r == OK)
		r = keep_picture(rq, &s);
	if (r == OK)
		r = app_write(&rq->cx, take, &s);
	return r < 0 ? r : reply(rq, s.id, false);
}

static int files_get(struct request *rq)
{
	struct attachment a;
	int64_t id, file;
	int fd, r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_id(rq, "file", &file);
	if (r == OK)
		r = attachment_get(&rq->cx, file, &a);
	if (r == OK && (strcmp(a.subject, "deed") != 0 || a.subject_id != id))
		r = fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有找到这个附件。"));
	if (r == OK)
		r = attachment_open(&rq->cx, &a, &fd);
	if (r < 0)
		return r;
	return reply_file(rq, a.type, a.name, fd, a.size_bytes, !strncmp(a.type, "image/", 6));
}

static const struct route routes[] = {
	{ "GET", "/deeds", PERM_DEED_READ, list,
	  "Handover agreements, newest first: state, q (room, number, owner)" },
	{ "GET", "/deeds/new", PERM_DEED_WRITE, new_form, "The form to begin one", .door = DOOR_PAGE },
	{ "POST", "/deeds", PERM_DEED_WRITE, create,
	  "Begin one for a room whose inspection was accepted: room", .form = new_form },
	{ "GET", "/deeds/:id", PERM_DEED_READ, deed_show,
	  "One agreement with its text, parties, keys, supplements and warranties" },
	{ "POST", "/deeds/:id/fill", PERM_DEED_WRITE, fill,
	  "Fill it in while nobody has signed; keys.N.name, keys.N.count, keys.N.kept, keys.N.until_on",
	  .form = deed_show, .input = deed_form_table, .input_count = DEED_FORM_FIELDS },
	{ "GET", "/deeds/:id/paper", PERM_DEED_READ, deed_paper, "The agreement, as PDF", LANE_WORK,
	  .work = WORK_PRINT },
	{ "GET", "/deeds/:id/files/:file", PERM_DEED_READ, files_get, "One signature, scan or letter" },
	{ "POST", "/deeds/:id/:step", PERM_DEED_READ, take_step,
	  "Take a step, with a signature or scan; each asks for its own permission", LANE_WORK,
	  .upload = true, .form = deed_show, .work = WORK_SHEET },
	{ "GET", "/deed-texts", PERM_DEED_READ, deed_texts_get,
	  "The text of the agreement and its versions: use=dwelling|shop" },
	{ "POST", "/deed-texts", PERM_DEED_TEXT, deed_texts_post, "A new version: use, text",
	  .form = deed_texts_get },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/deeds", "房屋交接", "door", PERM_DEED_READ, 44 },
	{ 0 },
};

static int name_deed(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct deed d;
	int r = deed_get(cx, id, &d);

	if (r == OK)
		*ret = (struct subject_name){ d.number, d.owners, d.room };
	return r;
}

static const struct subject subjects[] = {
	{ "deed", "交接书", "/deeds/", name_deed, PERM_UNSET },
	{ 0 },
};
static const struct machine *const machines[] = { &deed_machine, NULL };

const struct module handover_module = {
	.name = "handover",
	.label = "房屋交接",
	.routes = routes,
	.settings = deed_settings,
	.menu = menu,
	.exchanges = deed_exchanges,
	.subjects = subjects,
	.machines = machines,
	.norms = deed_norms,
	.timeline = deed_timeline,
	.help = handover_help,
};
