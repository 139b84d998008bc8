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
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/promises", "联系与关怀", "users", PERM_CONTACT_READ, 45 },
	{ 0 },
};

static const struct job jobs[] = {
	{ "outreach.promises", 60, promise_sweep, "到期没有兑现的承诺记为失约，交客服主管处理" },
	{ 0 },
};

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
	{ 0 },
};
static const struct machine *const machines[] = { &promise_machine, NULL };

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
};
