#include "modules/outreach/outreach_web.h"

static const struct route routes[] = {
	{ "GET", "/promises", PERM_CONTACT_READ, promise_list_page,
	  "Promises: state (a word, waiting, late), mine, room" },
	{ "GET", "/promises/new", PERM_PROMISE_WRITE, promise_new_form, "The form of a promise",
	  .door = DOOR_PAGE },
	{ "POST", "/promises", PERM_PROMISE_WRITE, promise_create,
	  "Log a promise: what, to whom, by when, who promised", .form = promise_new_form,
	  INPUT(promise_intake_table) },
	{ "GET", "/promises/rate", PERM_CONTACT_READ, promise_rate_show,
	  "Promises kept in time, by person and month" },
	{ "GET", "/promises/:id", PERM_CONTACT_READ, promise_show, "One promise with its story" },
	{ "POST", "/promises/:id/:step", PERM_CONTACT_READ, promise_take_step,
	  "Take a step; each step asks for its own permission", .form = promise_show },
	{ "GET", "/outreach", PERM_CONTACT_READ, outreach_list_page,
	  "Whom to get in touch with, why now, last contact: reason, building, mine" },
	{ "GET", "/outreach/:id", PERM_CONTACT_READ, outreach_show, "One of them" },
	{ "POST", "/outreach/:id/contact", PERM_CONTACT_WRITE, outreach_contact,
	  "Log the contact with the household; it clears what is due there", .form = outreach_show,
	  .input = contact_intake_table, .input_count = CONTACT_INTAKE_FIELDS },
	{ "POST", "/outreach/:id/:step", PERM_CONTACT_READ, outreach_take_step,
	  "Take a step; each step asks for its own permission", .form = outreach_show },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/outreach", "联系与关怀", "users", PERM_CONTACT_READ, 45 },
	{ 0 },
};

static const struct job jobs[] = {
	{ "outreach.promises", 60, promise_sweep, "到期没有兑现的承诺记为失约，交客服主管处理" },
	{ "outreach.find", 3600, outreach_find, "列出今天要联系的住户，每一户是管家的一项应办" },
	{ 0 },
};

static int name_outreach(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct outreach o;
	int r = outreach_get(cx, id, &o);

	if (r == OK)
		*ret = (struct subject_name){ o.person_name, o.why, o.room };
	return r;
}

static int name_promise(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct promise p;
	int r = promise_get(cx, id, &p);

	if (r == OK)
		*ret = (struct subject_name){ p.number, p.content, p.room };
	return r;
}

static const struct subject subjects[] = {
	{ "promise", "承诺", "/promises/", name_promise },
	{ "outreach", "联系", "/outreach/", name_outreach },
	{ 0 },
};
static const struct machine *const machines[] = { &promise_machine, &outreach_machine, NULL };
static const struct follow follows[] = {
	{ "contact", "log", outreach_contacted },
	{ 0 },
};

const struct module outreach_module = {
	.name = "outreach",
	.label = "联系与关怀",
	.routes = routes,
	.settings = outreach_settings,
	.jobs = jobs,
	.menu = menu,
	.timeline = promise_timeline,
	.subjects = subjects,
	.machines = machines,
	.follows = follows,
};
