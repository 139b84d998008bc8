#include "modules/keys/keys_web.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/keys/key_checks_web.h"
#include "modules/keys/key_parts.h"
#include "modules/keys/key_sheet.h"
#include "modules/keys/templates.h"

enum { PAGE_SIZE = 30, LOANS_SHOWN = 50 };

const char *key_state_colour(int state)
{
	switch (state) {
	case KEY_PENDING:
	case KEY_OUT:
	case KEY_CHANGING:
		return "amber";
	case KEY_IN:
		return "green";
	case KEY_LOST:
		return "red";
	default:
		return "grey";
	}
}

/* ---- the register ---- */

static int list_read(struct request *rq, struct key_list_page *p)
{
	struct ctx *cx = &rq->cx;
	struct key_filter *f = &p->filter;
	const char *state = request_text(rq, "state");
	int64_t size, after;
	int r = request_int(rq, "page_size", PAGE_SIZE, &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = request_int(rq, "after", 0, &after);
	if (r == OK)
		r = key_filter_read(cx, &rq->input, f);
	p->state = text_blank(state) ? NULL : state;
	p->kind = request_text(rq, "kind");
	if (r < 0)
		return r;
	f->after = after;
	f->most = (size_t)size + 1;
	p->now = cx->now;
	r = key_list(cx, f, &p->rows, &p->count);
	if (r == OK)
		r = key_total(cx, f, &p->total);
	if (r == OK && p->count > (size_t)size) {
		p->count = (size_t)size;
		p->next = arena_printf(cx->arena, "%" PRId64, p->rows[p->count - 1].id);
	}
	return r;
}

static void key_json(struct json *j, const struct key *k)
{
	json_record(j, key_fields, k);
	json_bool(j, "overdue", k->loan_id && k->due_at < j->cx->now);
	steps_json(j, j->cx, &key_machine, k);
}

static void list_json(struct json *j, const struct key_list_page *p)
{
	json_array(j, "items");
	for (size_t n = 0; n < p->count; n++) {
		json_object(j, NULL);
		key_json(j, &p->rows[n]);
		json_object_end(j);
	}
	json_array_end(j);
	json_total(j, p->total);
	json_text(j, "next", p->next);
}

static int list(struct request *rq)
{
	struct key_list_page p = { 0 };
	int r = list_read(rq, &p);

	return r < 0 ? r : REPLY(rq, T(&rq->cx, "钥匙台账"), keys_list_html, list_json, &p);
}

/* ---- one key ---- */

/* Who borrowed it sees it while he has it; everything else is for who reads the register. */
static int may_look(struct request *rq, struct key_show_page *p)
{
	struct ctx *cx = &rq->cx;

	p->own = !actor_may(cx->actor, PERM_KEY_READ);
	if (!p->own || (p->k.loan_id && p->k.borrower_id == rq->actor.id))
		return OK;
	return actor_must(cx, PERM_KEY_READ);
}

static int show_read(struct request *rq, int64_t id, struct key_show_page *p)
{
	struct ctx *cx = &rq->cx;
	struct key_loan_filter f = { .key = id, .most = LOANS_SHOWN };
	int r = key_get(cx, id, &p->k);

	if (r == OK)
		r = may_look(rq, p);
	if (r == OK && p->own)
		f.borrower = rq->actor.id;
	if (r == OK)
		r = key_loan_list(cx, &f, &p->loans, &p->loan_count);
	if (r == OK && !p->own)
		r = obligation_of(cx, "key", id, &p->obligations, &p->obligation_count);
	if (r == OK && !p->own)
		r = journal_of(cx, "key", id, &p->events, &p->event_count);
	if (r == OK && !p->own)
		r = attachment_of(cx, "key", id, &p->files, &p->file_count);
	if (r == OK)
		r = shift_people(cx, &p->people, &p->people_count);
	p->now = cx->now;
	if (r == OK)
		p->action_count = steps_open(cx, &key_machine, &p->k, p->actions, COUNT(p->actions));
	return r;
}

static void show_json(struct json *j, const struct key_show_page *p)
{
	key_json(j, &p->k);
	json_records(j, "loans", key_loan_fields, p->loans, p->loan_count);
	json_records(j, "obligations", obligation_fields, p->obligations, p->obligation_count);
	json_records(j, "events", journal_fields, p->events, p->event_count);
	json_records(j, "attachments", attachment_fields, p->files, p->file_count);
}

int key_show(struct request *rq)
{
	struct key_show_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(rq, id, &p);
	return r < 0 ? r : REPLY(rq, p.k.number, keys_show_html, show_json, &p);
}

int key_reply(struct request *rq, int64_t id, bool created)
{
	struct key_show_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(rq, id, &p) : OK;

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, show_json, &p, "/keys/%" PRId64, id);
	return REPLY_CHANGED(rq, show_json, &p, "/keys/%" PRId64, id);
}

static void new_json(struct json *j, const struct key_new_page *p)
{
	json_record(j, key_intake_fields, p->in);
}

static int new_form(struct request *rq)
{
	static const struct key_intake in = { .listed = 1, .trial = TRIAL_NONE };
	struct key_new_page p = { &in };

	return REPLY(rq, T(&rq->cx, "接收钥匙"), keys_new_html, new_json, &p);
}

static int create(struct request *rq)
{
	struct key_intake in = { 0 };
	struct key k;
	int r = request_form(rq, key_intake_fields, &in);

	if (r == OK)
		r = key_take_in(&rq->cx, &in, &k);
	return r < 0 ? r : key_reply(rq, k.id, true);
}

static const struct route routes[] = {
	{ "GET", "/keys", PERM_KEY_READ, list, "The key register: state, kind, q (room, number, place)" },
	{ "GET", "/keys/new", PERM_KEY_LEND, new_form, "The form to take a key in", .door = DOOR_PAGE },
	{ "GET", "/keys/mine", PERM_KEY_OWN, key_mine, "The keys I have borrowed" },
	{ "POST", "/keys", PERM_KEY_LEND, create, "Take a key in: listed against handed over",
	  .form = new_form, .input = key_intake_table, .input_count = KEY_INTAKE_FIELDS },
	{ "GET", "/keys/:id", PERM_KEY_OWN, key_show,
	  "One key with its whole history; a borrower sees what he has" },
	{ "POST", "/keys/:id/:step", PERM_KEY_READ, key_take_step,
	  "Take a step, with a signature or a photo; each asks for its own permission", LANE_WORK,
	  .upload = true, .form = key_show, .work = WORK_SHEET },
	{ "GET", "/keys/:id/files/:file", PERM_KEY_READ, key_files_get, "One signature or photo" },
	{ "GET", "/key-loans", PERM_KEY_READ, key_loans_get,
	  "Loans: view=out|overdue, room and month for who used the keys of a household" },
	{ "GET", "/key-loans/:id", PERM_KEY_READ, key_loan_show,
	  "One loan, to print: the slip and the receipt of the deposit" },
	{ "GET", "/key-checks", PERM_KEY_READ, key_checks_get, "Stock-takings, newest first" },
	{ "POST", "/key-checks", PERM_KEY_LEND, key_check_create, "Begin a stock-taking",
	  .form = key_checks_get },
	{ "GET", "/key-checks/:id", PERM_KEY_READ, key_check_show,
	  "One stock-taking: view=todo|different|all, after=how many lines to pass over" },
	{ "POST", "/key-checks/:id/lines", PERM_KEY_LEND, key_check_lines_post,
	  "Count keys: lines.N.key, lines.N.found, lines.N.explanation", .form = key_check_show },
	{ "POST", "/key-checks/:id/:step", PERM_KEY_READ, key_check_take_step,
	  "Take a step; each asks for its own permission", .form = key_check_show },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/keys?state=held", "钥匙", "lock", PERM_KEY_READ, 42 },
	{ 0 },
};

static int name_key(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct key k;
	int r = key_get(cx, id, &k);

	if (r == OK)
		*ret = (struct subject_name){ k.number, *k.place ? k.place : k.lock, k.room };
	return r;
}

static const struct subject subjects[] = {
	{ "key", "钥匙", "/keys/", name_key },
	{ "key_check", "钥匙盘点", "/key-checks/", key_check_name },
	{ 0 },
};
static const struct machine *const machines[] = { &key_machine, &key_check_machine, NULL };
static const struct job jobs[] = {
	{ "keys-remind", 300, key_remind,
	  "Keys due today are asked for, what is overdue is called for, commissions that end are told" },
	{ "keys-check", 3600, key_check_month, "The stock-taking of the month begins on its day" },
	{ 0 },
};

const struct module keys_module = {
	.name = "keys",
	.label = "钥匙",
	.routes = routes,
	.settings = key_settings,
	.jobs = jobs,
	.exchanges = key_exchanges,
	.menu = menu,
	.subjects = subjects,
	.machines = machines,
	.norms = key_norms,
	.timeline = key_timeline,
	.help = keys_help,
};
