/* The module: its routes, its menu, what it gives to others; fees and the page it begins with. */
#include "modules/movein/movein_web.h"
#include "base/text.h"
#include "modules/movein/movein_parts.h"
#include "modules/movein/templates.h"

enum { PAGE_SIZE = 20 };

const char *movein_batch_colour(int state)
{
	return state == BATCH_HANDING ? "green" : state == BATCH_NOTIFYING ? "blue"
	       : state >= BATCH_ENDED ? "grey" : "amber";
}

const char *movein_rate(struct ctx *cx, int64_t part, int64_t whole)
{
	int64_t tenths = whole ? (part * 2000 + whole) / (whole * 2) : 0;

	if (!whole)
		return T(cx, "无数据");
	return arena_printf(cx->arena, "%d.%d %%", (int)(tenths / 10), (int)(tenths % 10));
}

bool movein_by_itself(const struct step *s)
{
	static const char *const words[] = { "send", "expire" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (!strcmp(s->action, words[i]))
			return true;
	return false;
}

/* ---- where it begins ---- */

static void home_json(struct json *j, const struct movein_home_page *p)
{
	json_records(j, "items", movein_batch_fields, p->rows, p->count);
	json_text(j, "next", p->next);
}

int movein_home(struct request *rq)
{
	struct movein_home_page p = { .now = rq->cx.now };
	int64_t after;
	int r = request_int(rq, "after", 0, &after);

	if (r == OK)
		r = movein_batch_list(&rq->cx, after, PAGE_SIZE + 1, &p.rows, &p.count);
	if (r == OK && p.count > PAGE_SIZE) {
		p.count = PAGE_SIZE;
		p.next = arena_printf(rq->cx.arena, "%" PRId64, p.rows[p.count - 1].id);
	}
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "入伙"), movein_home_html, home_json, &p);
}

/* ---- fees ---- */

static void fees_json(struct json *j, const struct movein_fees_page *p)
{
	json_records(j, "items", movein_fee_fields, p->rows, p->count);
}

int movein_fees_get(struct request *rq)
{
	struct movein_fees_page p = { 0 };
	int r = movein_fee_list(&rq->cx, &p.rows, &p.count);

	return r < 0 ? r : REPLY(rq, T(&rq->cx, "收费项目"), movein_fees_html, fees_json, &p);
}

static int fees_again(struct request *rq, bool created)
{
	struct movein_fees_page p = { 0 };
	int r = movein_fee_list(&rq->cx, &p.rows, &p.count);

	if (r < 0)
		return r;
	if (created)
		return REPLY_CREATED(rq, fees_json, &p, "/movein-fees");
	return REPLY_CHANGED(rq, fees_json, &p, "/movein-fees");
}

int movein_fee_post(struct request *rq)
{
	struct movein_fee in = { 0 };
	int64_t id;
	int r = request_form(rq, movein_fee_fields, &in);

	if (r == OK)
		r = movein_fee_add(&rq->cx, &in, &id);
	return r < 0 ? r : fees_again(rq, true);
}

int movein_fee_end(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = movein_fee_stop(&rq->cx, id);
	return r < 0 ? r : fees_again(rq, false);
}

static const struct route routes[] = {
	{ "GET", "/movein", PERM_MOVEIN_READ, movein_home, "Batches of letters, newest first" },
	{ "GET", "/movein-batches/new", PERM_MOVEIN_WRITE, movein_batch_new,
	  "The form to plan a batch", .door = DOOR_PAGE },
	{ "POST", "/movein-batches", PERM_MOVEIN_WRITE, movein_batch_post, "Plan a batch of letters",
	  .form = movein_batch_new, .input = movein_batch_table, .input_count = MOVEIN_BATCH_FIELDS },
	{ "GET", "/movein-batches/:id", PERM_MOVEIN_READ, movein_batch_show,
	  "One batch with its letters: state, q, after=how many to pass over" },
	{ "GET", "/movein-batches/:id/edit", PERM_MOVEIN_WRITE, movein_batch_edit,
	  "The form to change a draft", .door = DOOR_PAGE },
	{ "GET", "/movein-batches/:id/letters", PERM_MOVEIN_READ, movein_batch_letters,
	  "The letters of a batch as one PDF, up to 1,000: state, q", LANE_WORK, .work = WORK_PRINT },
	{ "POST", "/movein-batches/:id/change", PERM_MOVEIN_WRITE, movein_batch_save, "Change a draft",
	  .form = movein_batch_edit, .input = movein_batch_table, .input_count = MOVEIN_BATCH_FIELDS },
	{ "POST", "/movein-batches/:id/rooms", PERM_MOVEIN_WRITE, movein_batch_rooms,
	  "Add households: buildings, or room, buyers, buyer_kind, phone, address, contract_number",
	  .form = movein_batch_show },
	{ "POST", "/movein-batches/:id/:step", PERM_MOVEIN_READ, movein_batch_take_step,
	  "Take a step; each asks for its own permission", LANE_WORK, .form = movein_batch_show,
	  .work = WORK_SHEET },
	{ "GET", "/movein-notices", PERM_MOVEIN_READ, movein_notices_get,
	  "Letters: batch, state (a word, undelivered, booked), day, q, after=how many to pass over" },
	{ "GET", "/movein-notices/:id", PERM_MOVEIN_READ, movein_notice_show,
	  "One letter; day: which day's times to show" },
	{ "GET", "/movein-notices/:id/letter", PERM_MOVEIN_READ, movein_notice_letter,
	  "The letter as a PDF", LANE_WORK, .work = WORK_PRINT },
	{ "POST", "/movein-notices/:id/:step", PERM_MOVEIN_READ, movein_notice_take_step,
	  "Take a step; each asks for its own permission", .form = movein_notice_show },
	{ "GET", "/movein-days", PERM_MOVEIN_READ, movein_day_get, "Who has an appointment that day" },
	{ "GET", "/movein-days/list", PERM_MOVEIN_READ, movein_day_paper,
	  "The appointments of a day as a PDF", LANE_WORK, .work = WORK_PRINT },
	{ "GET", "/movein-fees", PERM_MOVEIN_READ, movein_fees_get, "What has to be paid at handover" },
	{ "POST", "/movein-fees", PERM_MOVEIN_VERIFY, movein_fee_post, "Add a fee",
	  .form = movein_fees_get, .input = movein_fee_table, .input_count = MOVEIN_FEE_FIELDS },
	{ "POST", "/movein-fees/:id/stop", PERM_MOVEIN_VERIFY, movein_fee_end, "Stop a fee",
	  .form = movein_fees_get },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/movein", "入伙", "door", PERM_MOVEIN_READ, 43 },
	{ 0 },
};

static int name_batch(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct movein_batch b;
	int r = movein_batch_get(cx, id, &b);

	if (r == OK)
		*ret = (struct subject_name){ b.number, b.name, "" };
	return r;
}

static int name_notice(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct movein_notice n;
	int r = movein_notice_get(cx, id, &n);

	if (r == OK)
		*ret = (struct subject_name){ n.number, T(cx, choice_of(movein_kinds, n.kind)->label),
					      n.room };
	return r;
}

static const struct subject subjects[] = {
	{ "movein_batch", "交付批次", "/movein-batches/", name_batch },
	{ "movein_notice", "收楼入伙通知书", "/movein-notices/", name_notice },
	{ 0 },
};
static const struct machine *const machines[] = { &movein_batch_machine, &movein_notice_machine,
						  NULL };
static const struct job jobs[] = {
	{ "movein-send", 60, movein_send, "Letters of a batch that were not sent yet get their numbers" },
	{ "movein-remind", 900, movein_remind,
	  "Owners are reminded; what was not delivered, not taken up or not decided is owed" },
	{ 0 },
};

const struct module movein_module = {
	.name = "movein",
	.label = "入伙",
	.routes = routes,
	.settings = movein_settings,
	.jobs = jobs,
	.exchanges = movein_exchanges,
	.menu = menu,
	.help = movein_help,
	.subjects = subjects,
	.machines = machines,
	.norms = movein_norms,
	.timeline = movein_timeline,
};
