#include "modules/shifts/shifts_web.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/shifts/templates.h"
#include "modules/shifts/shift_sheets.h"
#include "pages/parts.h"

/* ---- what the pages share ---- */

void shift_options(struct page *pg, const struct shift_choice *list, size_t count,
		   const char *name, int64_t chosen)
{
	const char *sent = pg->input ? input_text(pg->input, name) : NULL;
	int64_t id = chosen;

	if (sent && text_int(sent, &id) < 0)
		id = chosen;
	STRBUF_LITERAL(pg->out, "<option value=\"\"></option>");
	for (size_t i = 0; i < count; i++) {
		strbuf_printf(pg->out, "<option value=\"%" PRId64 "\"%s>", list[i].id,
			      list[i].id == id ? " selected" : "");
		strbuf_html(pg->out, list[i].name);
		STRBUF_LITERAL(pg->out, "</option>");
	}
}

const char *order_state_colour(int state)
{
	switch (state) {
	case ORDER_ISSUED:
		return "amber";
	case ORDER_RETURNED:
		return "red";
	case ORDER_DONE:
		return "green";
	case ORDER_CONFIRMED:
	case ORDER_CANCELLED:
		return "grey";
	default:
		return "blue";
	}
}

const char *handover_state_colour(int state)
{
	return state == HANDOVER_OPEN ? "amber" : state == HANDOVER_ACCEPTED ? "green" : "grey";
}

const char *band_hours(struct ctx *cx, const struct shift *s, int zone_minutes)
{
	char from[CIVIL_TEXT], to[CIVIL_TEXT];

	(void)civil_minute(s->from, zone_minutes, from);
	(void)civil_minute(s->to, zone_minutes, to);
	return arena_printf(cx->arena, "%s–%s", from + strlen("2026-11-26 "),
			    to + strlen("2026-11-26 "));
}

int record_story_read(struct ctx *cx, const struct machine *m, const void *record, int64_t id,
		      struct record_story *ret)
{
	int r = obligation_of(cx, m->subject, id, &ret->obligations, &ret->obligation_count);

	if (r == OK)
		r = journal_of(cx, m->subject, id, &ret->events, &ret->event_count);
	if (r == OK)
		ret->action_count = steps_open(cx, m, record, ret->actions, COUNT(ret->actions));
	return r;
}

void record_story_json(struct json *j, const struct record_story *s)
{
	json_records(j, "obligations", obligation_fields, s->obligations, s->obligation_count);
	json_records(j, "events", journal_fields, s->events, s->event_count);
}

/* ---- the shift that runs ---- */

/* Of the rows of the day, those of the band. */
static void keep_band(struct shift_panel *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->duty_count; i++)
		if (p->duty[i].band == p->now.band)
			p->duty[kept++] = p->duty[i];
	p->duty_count = kept;
}

static int read_duty(struct ctx *cx, struct shift_panel *p)
{
	bool gap[ROSTER_DAYS][4];
	int r = roster_list(cx, p->now.day, p->now.day, &p->duty, &p->duty_count);

	if (r == OK)
		r = roster_gaps(cx, p->duty, p->duty_count, p->now.day, 1, gap);
	if (r < 0)
		return r;
	p->gap = gap[0][p->now.band];
	keep_band(p);
	return OK;
}

static int read_orders(struct ctx *cx, struct shift_panel *p)
{
	struct order_filter mine = { .mine = cx->actor->id, .most = PANEL_ORDERS };
	struct order_filter late = { .overdue = true };
	int r = order_list(cx, &mine, &p->orders, &p->order_count);

	if (r == OK && actor_may(cx->actor, PERM_ORDER_ISSUE))
		r = order_total(cx, &late, &p->overdue);
	return r;
}

int shift_panel_read(struct ctx *cx, size_t notes, struct shift_panel *ret)
{
	int r = shift_at(cx, cx->now, &ret->now);

	if (r == OK)
		r = read_duty(cx, ret);
	if (r == OK)
		r = shift_note_list(cx, ret->now.day, ret->now.day, 0, notes + 1, &ret->notes,
				    &ret->note_count);
	if (r == OK)
		r = read_orders(cx, ret);
	if (r == OK)
		r = handover_waiting(cx, cx->actor->id, &ret->waiting);
	if (r < 0)
		return r;
	ret->hours = band_hours(cx, &ret->now, cx->actor->zone_minutes);
	ret->more_notes = ret->note_count > notes;
	ret->note_count = MIN(ret->note_count, notes);
	return OK;
}

void shift_panel_json(struct json *j, const struct shift_panel *p)
{
	json_object(j, "shift");
	json_date(j, "day", p->now.day);
	json_choice(j, "band", bands, p->now.band);
	json_time(j, "from", p->now.from);
	json_time(j, "to", p->now.to);
	json_bool(j, "gap", p->gap);
	json_object_end(j);
	json_records(j, "on_duty", roster_fields, p->duty, p->duty_count);
	json_records(j, "notes", shift_note_fields, p->notes, p->note_count);
	json_records(j, "orders", order_fields, p->orders, p->order_count);
	json_int(j, "orders_overdue", p->overdue);
	if (p->waiting.id) {
		json_object(j, "waiting");
		json_record(j, handover_fields, &p->waiting);
		json_object_end(j);
	}
}

static void home_json(struct json *j, const struct shifts_page *p)
{
	shift_panel_json(j, &p->panel);
	json_records(j, "items", handover_item_fields, p->items, p->item_count);
	json_records(j, "handovers", handover_fields, p->rows, p->count);
}

/* Also after a note that was refused: the form keeps what was typed. */
static int home(struct request *rq)
{
	struct ctx *cx = &rq->cx;
	struct shifts_page p = { 0 };
	struct handover_filter last = { .most = 12 };
	int r = shift_panel_read(cx, 60, &p.panel);

	if (r == OK)
		r = handover_list(cx, &last, &p.rows, &p.count);
	if (r == OK)
		r = handover_open_items(cx, cx->actor->id, &p.items, &p.item_count);
	if (r < 0)
		return r;
	return REPLY(rq, T(cx, "交接班"), shifts_home_html, home_json, &p);
}

static void note_json(struct json *j, const struct shift_note *n)
{
	json_record(j, shift_note_fields, n);
}

/* From the workbench it goes back there. */
static int add_note(struct request *rq)
{
	struct shift_note_new in = { 0 };
	struct shift_note *rows;
	struct shift now;
	const char *back = request_text(rq, "back");
	size_t count;
	int64_t id;
	int r = request_form(rq, shift_note_new_fields, &in);

	if (r == OK)
		r = shift_note_add(&rq->cx, &in, &id);
	if (r == OK)
		r = shift_at(&rq->cx, rq->cx.now, &now);
	if (r == OK)
		r = shift_note_list(&rq->cx, now.day, now.day, now.band, 1, &rows, &count);
	if (r < 0)
		return r;
	return REPLY_CREATED(rq, note_json, &rows[0], "%s",
			     back && !strcmp(back, "/") ? "/" : "/shifts");
}

/* ---- the module ---- */

static const struct route routes[] = {
	{ "GET", "/shifts", PERM_SHIFT_READ, home,
	  "The shift that runs: on duty, notes, my orders, what waits for me, last handovers" },
	{ "POST", "/shifts/notes", PERM_SHIFT_WRITE, add_note, "Add a note to the running shift",
	  .form = home, INPUT(shift_note_new_table) },
	{ "GET", "/handovers", PERM_SHIFT_READ, handover_list_get, "Handovers, newest first" },
	{ "GET", "/handovers/new", PERM_SHIFT_WRITE, handover_new_get,
	  "What I have to hand over, and the form" },
	{ "POST", "/handovers", PERM_SHIFT_WRITE, handover_create,
	  "Hand over the shift and sign: to, items.N.subject, items.N.id, remark, figures",
	  .form = handover_new_get, .input = handover_new_table,
	  .input_count = HANDOVER_NEW_FIELDS },
	{ "GET", "/handovers/:id", PERM_SHIFT_READ, handover_show, "One handover with its items" },
	{ "POST", "/handovers/:id/:step", PERM_SHIFT_WRITE, handover_take_step,
	  "accept, return or withdraw", .form = handover_show },
	{ "GET", "/orders", PERM_SHIFT_READ, order_list_get,
	  "Orders: state = open, overdue, mine or a state" },
	{ "GET", "/orders/new", PERM_ORDER_ISSUE, order_new_get, "The form to issue an order",
	  .door = DOOR_PAGE },
	{ "POST", "/orders", PERM_ORDER_ISSUE, order_create, "Issue an order", .form = order_new_get,
	  .input = order_new_table, .input_count = ORDER_NEW_FIELDS },
	{ "GET", "/orders/:id", PERM_SHIFT_READ, order_show, "One order with its story" },
	{ "POST", "/orders/:id/:step", PERM_SHIFT_READ, order_take_step,
	  "Take a step; each step asks for its own permission", .form = order_show },
	{ "GET", "/roster", PERM_SHIFT_READ, roster_week, "The roster of a week, and its gaps" },
	{ "POST", "/roster", PERM_ROSTER_WRITE, roster_create, "Put a person into shifts",
	  .form = roster_week, .input = roster_new_table, .input_count = ROSTER_NEW_FIELDS },
	{ "POST", "/roster/copy", PERM_ROSTER_WRITE, roster_copy,
	  "The week before once more: week", .form = roster_week },
	{ "GET", "/roster/:id", PERM_SHIFT_READ, roster_show, "One shift of one person" },
	{ "POST", "/roster/:id/stand-in", PERM_ROSTER_WRITE, roster_set_stand_in,
	  "Who stands in: stand_in, empty = nobody", .form = roster_show },
	{ "POST", "/roster/:id/remove", PERM_ROSTER_WRITE, roster_take_away,
	  "Take the person out of the shift", .form = roster_show },
	{ "GET", "/daily", PERM_SHIFT_READ, daily_show, "The report of a day: day=2026-11-26",
	  .lane = LANE_WORK },
	{ "GET", "/agencies", PERM_SHIFT_READ, agency_list_get, "Outside bodies and their numbers" },
	{ "POST", "/agencies", PERM_AGENCY_WRITE, agency_create, "Add an outside body",
	  .form = agency_list_get, .input = agency_table, .input_count = AGENCY_FIELDS },
	{ "GET", "/agencies/:id", PERM_SHIFT_READ, agency_show, "One outside body" },
	{ "POST", "/agencies/:id", PERM_AGENCY_WRITE, agency_change, "Change an outside body",
	  .form = agency_show, .input = agency_table, .input_count = AGENCY_FIELDS },
	{ "POST", "/agencies/:id/retire", PERM_AGENCY_WRITE, agency_take_off, "Take it off the list" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/shifts", "交接班", "refresh", PERM_SHIFT_READ, 15, "gs" },
	{ 0 },
};

static int name_order(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct order o;
	int r = order_get(cx, id, &o);

	if (r == OK)
		*ret = (struct subject_name){ o.number, o.text, "" };
	return r;
}

static int name_handover(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct handover h;
	char day[CIVIL_TEXT];
	int r = handover_get(cx, id, &h);

	if (r == OK)
		*ret = (struct subject_name){
			arena_printf(cx->arena, "%s %s", civil_date(h.day, day),
				     T(cx, choice_of(bands, h.band)->label)),
			arena_printf(cx->arena, "%s → %s", h.from_name, h.to_name), "" };
	return r;
}

static const struct subject subjects[] = {
	{ "order", "指令", "/orders/", name_order },
	{ "handover", "交接班", "/handovers/", name_handover },
	{ 0 },
};

static int person_left(struct ctx *cx, int64_t account)
{
	int r = handovers_of_leaver(cx, account);

	if (r == OK)
		r = roster_of_leaver(cx, account);
	return r == OK ? orders_of_leaver(cx, account) : r;
}

static const struct follow follows[] = {
	{ "person", "leave", person_left },
	{ 0 },
};
static const struct machine *const machines[] = { &order_machine, &handover_machine, NULL };

static const struct norm_of norms[] = {
	{ "order", &order_sign_norm },	   { "order", &order_finish_norm },
	{ "order", &order_confirm_norm }, { "order", &order_reissue_norm },
	{ "handover", &handover_accept_norm }, { 0 },
};

static const struct shortcut shortcuts[] = {
	{ "/handovers/new", "交班", NULL, PERM_SHIFT_WRITE },
	{ "/orders/new", "下达指令", NULL, PERM_ORDER_ISSUE },
	{ "/roster", "排班", NULL, PERM_SHIFT_READ },
	{ "/daily", "客服日报", NULL, PERM_SHIFT_READ },
	{ 0 },
};

static const struct exchange exchanges[] = {
	{ "orders", "指令", PERM_UNSET, PERM_LIST_EXPORT, .sheet = &order_sheet,
	  .read = PERM_SHIFT_READ },
	{ "handovers", "交接班记录", PERM_UNSET, PERM_LIST_EXPORT, .sheet = &handover_sheet,
	  .read = PERM_SHIFT_READ },
	{ 0 },
};

const struct module shifts_module = {
	.name = "shifts",
	.label = "交接班",
	.routes = routes,
	.exchanges = exchanges,
	.shortcuts = shortcuts,
	.settings = shift_settings,
	.menu = menu,
	.follows = follows,
	.subjects = subjects,
	.machines = machines,
	.norms = norms,
	.guard = handover_guard,
	.help = shifts_help,
};
