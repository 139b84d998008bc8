#include "modules/outreach/outreach_web.h"
#include "app/norm_list.h"
#include "modules/outreach/promise_steps.h"
#include "modules/outreach/outreach_sheets.h"

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
	{ "GET", "/announcements", PERM_CONTACT_READ, announcement_list_page,
	  "Notices to households: kind" },
	{ "GET", "/announcements/new", PERM_ANNOUNCE_WRITE, announcement_new_form,
	  "The form of a notice", .door = DOOR_PAGE },
	{ "POST", "/announcements", PERM_ANNOUNCE_WRITE, announcement_create,
	  "Draft a notice: kind, title, area, text, from, to, way", .form = announcement_new_form,
	  INPUT(announcement_intake_table) },
	{ "GET", "/announcements/:id", PERM_CONTACT_READ, announcement_show,
	  "One notice with who was told, how and when" },
	{ "POST", "/announcements/:id/:step", PERM_CONTACT_READ, announcement_take_step,
	  "Take a step; each step asks for its own permission", .form = announcement_show },
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

static int name_announcement(struct ctx *cx, int64_t id, struct subject_name *ret)
{
	struct announcement a;
	int r = announcement_get(cx, id, &a);

	if (r == OK)
		*ret = (struct subject_name){ a.number, a.title, "" };
	return r;
}

/* Promises made to the household, notices it got. */
static int timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		    size_t *ret_count)
{
	struct timeline_entry *promises, *notices;
	size_t count, more;
	int r = promise_timeline(cx, room, most, &promises, &count);

	if (r == OK)
		r = announcement_timeline(cx, room, most, &notices, &more);
	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, count + more, sizeof **ret);
	for (size_t i = 0; i < count + more; i++)
		(*ret)[i] = i < count ? promises[i] : notices[i - count];
	*ret_count = count + more;
	return OK;
}

static const struct subject subjects[] = {
	{ "promise", "承诺", "/promises/", name_promise },
	{ "outreach", "联系", "/outreach/", name_outreach },
	{ "announcement", "住户通知", "/announcements/", name_announcement },
	{ 0 },
};
static const struct machine *const machines[] = { &promise_machine, &outreach_machine,
						 &announcement_machine, NULL };
static const struct follow follows[] = {
	{ "contact", "log", outreach_contacted },
	{ 0 },
};

static const struct norm_of norms[] = {
	{ "promise", &norm_keep },
	{ "promise", &norm_accept },
	{ "promise", &norm_broken },
	{ "outreach", &norm_contact },
	{ "announcement", &norm_deliver },
	{ NULL, NULL },
};

static const struct shortcut shortcuts[] = {
	{ "/promises/new", "登记承诺", NULL, PERM_PROMISE_WRITE },
	{ "/announcements/new", "拟住户通知", NULL, PERM_ANNOUNCE_WRITE },
	{ 0 },
};

static const struct exchange exchanges[] = {
	{ "promises", "承诺事项", PERM_UNSET, PERM_LIST_EXPORT, .sheet = &promise_sheet,
	  .read = PERM_CONTACT_READ },
	{ "outreach", "联系名单", PERM_UNSET, PERM_LIST_EXPORT, .sheet = &outreach_sheet,
	  .read = PERM_CONTACT_READ },
	{ "announcements", "住户通知", PERM_UNSET, PERM_LIST_EXPORT, .sheet = &announcement_sheet,
	  .read = PERM_CONTACT_READ },
	{ 0 },
};

const struct module outreach_module = {
	.name = "outreach",
	.label = "联系与关怀",
	.routes = routes,
	.exchanges = exchanges,
	.shortcuts = shortcuts,
	.settings = outreach_settings,
	.jobs = jobs,
	.menu = menu,
	.timeline = timeline,
	.subjects = subjects,
	.machines = machines,
	.norms = norms,
	.follows = follows,
	.help = outreach_help,
};
