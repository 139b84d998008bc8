#include "modules/people/people_web.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/people/people_rules.h"
#include "modules/people/templates.h"

enum { PAGE_SIZE = 50, EVENTS_SHOWN = 30 };

void rows_json(struct json *j, const char *key, struct fields f, const void *rows, size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_record(j, f, (const char *)rows + i * f.size);
		json_object_end(j);
	}
	json_array_end(j);
}

void roles_json(struct json *j, const char *key, int64_t roles)
{
	json_array(j, key);
	for (const struct choice *c = role_choices; c->word; c++)
		if (roles & (INT64_C(1) << c->value))
			json_text(j, NULL, c->word);
	json_array_end(j);
}

void people_action(struct page *pg, const char *action)
{
	const struct choice *c = choice_named(account_actions, action);

	html_text(pg, c ? T(pg->cx, c->label) : action);
}

/* ---- the list ---- */

/* The value of a choice that may be left open; `other` then. */
static int read_choice(struct request *rq, const char *name, const struct choice *choices,
		       int other, int *ret)
{
	const char *word = request_text(rq, name);
	const struct choice *c;

	*ret = other;
	if (text_blank(word) || !strcmp(word, "all"))
		return OK;
	c = choice_named(choices, word);
	if (!c)
		return fail_field(&rq->cx, name, T(&rq->cx, "没有“%s”这一项。"), word);
	*ret = c->value;
	return OK;
}

static int read_filter(struct request *rq, struct staff_filter *ret)
{
	int64_t size;
	int r = request_int(rq, "page_size", PAGE_SIZE, &size);

	*ret = (struct staff_filter){ .q = request_text(rq, "q"), .role = -1 };
	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(&rq->cx, "page_size", T(&rq->cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	ret->most = (size_t)size;
	if (r == OK)
		r = read_choice(rq, "state", staff_states, 0, &ret->state);
	if (r == OK)
		r = read_choice(rq, "role", role_choices, -1, &ret->role);
	if (r == OK)
		r = request_int(rq, "after", 0, &ret->after);
	/* the page opens with those who work here now */
	if (rq->wants == WANTS_HTML && !request_text(rq, "state"))
		ret->state = STAFF_ACTIVE;
	return r;
}

static const char *word_of(const struct choice *choices, int value)
{
	const struct choice *c = choice_of(choices, value);
	return c ? c->word : NULL;
}

static int list_read(struct request *rq, struct people_list_page *p)
{
	struct staff_filter more;
	int r = read_filter(rq, &p->filter);

	if (r < 0)
		return r;
	more = p->filter;
	more.most++;
	r = staff_list(&rq->cx, &more, &p->rows, &p->count);
	if (r == OK)
		r = staff_total(&rq->cx, &p->filter, &p->total);
	if (r == OK && p->count > p->filter.most) {
		p->count = p->filter.most;
		p->next = arena_printf(rq->cx.arena, "%" PRId64, p->rows[p->count - 1].id);
	}
	p->state = word_of(staff_states, p->filter.state);
	p->role = p->filter.role < 0 ? NULL : word_of(role_choices, p->filter.role);
	p->may_write = actor_may(rq->cx.actor, PERM_PEOPLE_WRITE);
	p->now = rq->cx.now;
	return r;
}

static void list_json(struct json *j, const struct people_list_page *p)
{
	json_array(j, "items");
	for (size_t i = 0; i < p->count; i++) {
		json_object(j, NULL);
		json_record(j, staff_fields, &p->rows[i]);
		json_text(j, "post_names", p->rows[i].post_names);
		roles_json(j, "roles", p->rows[i].roles);
		json_object_end(j);
	}
	json_array_end(j);
	json_int(j, "total", p->total);
	json_text(j, "next", p->next);
}

static int people_list(struct request *rq)
{
	struct people_list_page p = { 0 };
	int r = list_read(rq, &p);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "员工"), people_list_html, list_json, &p);
}

/* ---- one person ---- */

static unsigned acts_of(struct ctx *cx, const struct staff *s)
{
	struct ctx probe = *cx; /* its reasons are not for this page */
	unsigned acts = 0;

	for (const struct choice *c = staff_acts; c->word; c++)
		if (staff_may(&probe, s, (enum staff_act)c->value) == OK)
			acts |= (unsigned)c->value;
	return acts;
}

static int read_events(struct ctx *cx, struct person_page *p)
{
	struct journal_entry *all;
	size_t count;
	int r = journal_of(cx, "account", p->s.id, &all, &count);

	if (r < 0)
		return r;
	p->event_count = MIN(count, EVENTS_SHOWN);
	p->events = arena_array(cx->arena, p->event_count + 1, sizeof *all);
	for (size_t i = 0; i < p->event_count; i++)
		p->events[i] = all[count - 1 - i];
	return OK;
}

static int read_trusted(struct ctx *cx, struct person_page *p)
{
	int r = session_list(cx, p->s.id, cx->community, NULL, &p->sessions, &p->session_count);

	if (r == OK)
		r = token_list(cx, p->s.id, cx->community, &p->tokens, &p->token_count);
	if (r == OK)
		r = read_events(cx, p);
	return r;
}

static int show_read(struct ctx *cx, int64_t id, struct person_page *p)
{
	int r = staff_get(cx, id, &p->s);

	if (r == OK)
		r = tenure_list(cx, id, true, &p->tenures, &p->tenure_count);
	if (r == OK)
		r = post_list(cx, false, &p->posts, &p->post_count);
	if (r < 0)
		return r;
	p->path = arena_printf(cx->arena, "/people/%" PRId64, id);
	p->acts = acts_of(cx, &p->s);
	p->in_trust = actor_may(cx->actor, PERM_PEOPLE_WRITE);
	return p->in_trust ? read_trusted(cx, p) : OK;
}

static void show_json(struct json *j, const struct person_page *p)
{
	j->may_see_phones = true;
	json_record(j, staff_fields, &p->s);
	json_text(j, "post_names", p->s.post_names);
	roles_json(j, "roles", p->s.roles);
	json_array(j, "actions");
	for (const struct choice *c = staff_acts; c->word; c++)
		if (p->acts & (unsigned)c->value)
			json_text(j, NULL, c->word);
	json_array_end(j);
	rows_json(j, "posts", tenure_fields, p->tenures, p->tenure_count);
	if (!p->in_trust)
		return;
	rows_json(j, "sessions", session_fields, p->sessions, p->session_count);
	rows_json(j, "tokens", token_fields, p->tokens, p->token_count);
	rows_json(j, "events", journal_fields, p->events, p->event_count);
}

int people_show(struct request *rq)
{
	struct person_page p = { 0 };
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = show_read(&rq->cx, id, &p);
	if (r < 0)
		return r;
	return REPLY(rq, p.s.name, people_show_html, show_json, &p);
}

int reply_person(struct request *rq, int64_t id)
{
	struct person_page p = { 0 };
	int r = rq->wants == WANTS_JSON ? show_read(&rq->cx, id, &p) : OK;

	if (r < 0)
		return r;
	return REPLY_CHANGED(rq, show_json, &p, "/people/%" PRId64, id);
}

/* ---- a new person ---- */

static void posts_only_json(struct json *j, const struct new_person_page *p)
{
	rows_json(j, "posts", post_fields, p->posts, p->post_count);
}

static int new_form(struct request *rq)
{
	struct new_person_page p = { 0 };
	int r = post_list(&rq->cx, false, &p.posts, &p.post_count);

	if (r < 0)
		return r;
	return REPLY(rq, T(&rq->cx, "聘用"), people_new_html, posts_only_json, &p);
}

static void once_json(struct json *j, const struct once_page *p)
{
	json_id(j, "id", p->id);
	json_text(j, "login", p->login);
	json_text(j, "password", p->password);
	json_bool(j, "must_change_password", true);
}

static int create(struct request *rq)
{
	struct staff_new in = { .role = -1 };
	struct once_page p = { 0 };
	struct staff s;
	int r = request_form(rq, staff_new_fields, &in);

	if (r == OK)
		r = read_choice(rq, "role", role_choices, -1, &in.role);
	if (r == OK)
		r = staff_add(&rq->cx, &in, &p.id, &p.password);
	if (r == OK)
		r = staff_get(&rq->cx, p.id, &s);
	if (r < 0)
		return r;
	p.login = s.login;
	p.name = s.name;
	return REPLY_STATUS(rq, rq->wants == WANTS_JSON ? 201 : 200, T(&rq->cx, "一次性密码"),
			    people_once_html, once_json, &p);
}

static int join(struct request *rq)
{
	const char *login = request_text(rq, "login");
	int64_t id;
	int r = text_blank(login) ?
			fail_field(&rq->cx, "login", T(&rq->cx, "请填写登录名。")) :
			staff_join(&rq->cx, login, &id);

	return r < 0 ? r : reply_person(rq, id);
}

/* ---- changes ---- */

static int edit(struct request *rq)
{
	struct staff_edit e = { 0 };
	struct staff s;
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = staff_get(&rq->cx, id, &s);
	if (r < 0)
		return r;
	e = (struct staff_edit){ s.name, s.phone };
	r = request_form(rq, staff_edit_fields, &e);
	if (r == OK)
		r = staff_edit(&rq->cx, id, version, &e);
	return r < 0 ? r : reply_person(rq, id);
}

static int reset(struct request *rq)
{
	struct once_page p = { 0 };
	struct staff s;
	int64_t version;
	int r = request_id(rq, "id", &p.id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = staff_get(&rq->cx, p.id, &s);
	if (r == OK)
		r = staff_reset(&rq->cx, p.id, version, &p.password);
	if (r < 0)
		return r;
	p.login = s.login;
	p.name = s.name;
	return REPLY(rq, T(&rq->cx, "一次性密码"), people_once_html, once_json, &p);
}

static int unlock(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = staff_unlock(&rq->cx, id);
	return r < 0 ? r : reply_person(rq, id);
}

static int sign_out(struct request *rq)
{
	int64_t id;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = staff_sign_out(&rq->cx, id);
	return r < 0 ? r : reply_person(rq, id);
}

static int with_version(struct request *rq,
			int (*act)(struct ctx *cx, int64_t id, int64_t version))
{
	int64_t id, version;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_version(rq, &version);
	if (r == OK)
		r = act(&rq->cx, id, version);
	return r < 0 ? r : reply_person(rq, id);
}

static int dismiss(struct request *rq)
{
	return with_version(rq, staff_dismiss);
}

static int reinstate(struct request *rq)
{
	return with_version(rq, staff_reinstate);
}

static int token_revoke_post(struct request *rq)
{
	int64_t id, token;
	int r = request_id(rq, "id", &id);

	if (r == OK)
		r = request_id(rq, "token", &token);
	if (r == OK)
		r = people_token_revoke(&rq->cx, id, token);
	return r < 0 ? r : reply_person(rq, id);
}

/* ---- tables ---- */

/* What the bodies may hold, for OpenAPI; the handlers read these themselves. */
enum { SENT = IN_FORM | REQUIRED };
static const struct field login_input[] = {
	{ .name = "login", .type = F_TEXT, .label = "登录名", .flags = SENT },
	{ .name = "password", .type = F_TEXT, .show = SHOW_PASSWORD, .label = "密码", .flags = SENT },
};
static const struct field password_input[] = {
	{ .name = "old_password", .type = F_TEXT, .show = SHOW_PASSWORD, .label = "现在的密码",
	  .flags = SENT },
	{ .name = "password", .type = F_TEXT, .show = SHOW_PASSWORD, .label = "新密码",
	  .flags = SENT },
};
static const struct field name_input[] = {
	{ .name = "name", .type = F_TEXT, .label = "用途", .flags = SENT, .max = 60 },
};
static const struct field community_input[] = {
	{ .name = "community", .type = F_INT64, .show = SHOW_ID, .label = "小区", .flags = SENT },
};

static const struct route routes[] = {
	{ "GET", "/login", PERM_PUBLIC, login_form, "The page to sign in", .door = DOOR_ROOT,
	  .before_password = true },
	{ "POST", "/login", PERM_PUBLIC, login_post, "Sign in", LANE_WORK, DOOR_ROOT,
	  .form = login_form, INPUT(login_input), .work = WORK_PASSWORD, .before_password = true },
	{ "POST", "/login", PERM_PUBLIC, login_post, "Sign in; the session comes as a cookie",
	  LANE_WORK, DOOR_API, INPUT(login_input), .work = WORK_PASSWORD, .before_password = true },
	{ "POST", "/logout", PERM_SIGNED_IN, logout_post, "Sign out", .before_password = true },

	{ "GET", "/people", PERM_PEOPLE_READ, people_list, "List people" },
	{ "POST", "/people", PERM_PEOPLE_WRITE, create, "Hire; answers the one-time password",
	  LANE_WORK, .form = new_form, INPUT(staff_new_table), .work = WORK_PASSWORD },
	{ "GET", "/people/new", PERM_PEOPLE_WRITE, new_form, "The form of a new person",
	  .door = DOOR_PAGE },
	{ "POST", "/people/join", PERM_PEOPLE_WRITE, join,
	  "Somebody of another community serves here too", .form = new_form },
	{ "GET", "/people/:id", PERM_PEOPLE_READ, people_show, "One person" },
	{ "POST", "/people/:id", PERM_PEOPLE_WRITE, edit, "Change name and phone",
	  .form = people_show, INPUT(staff_edit_table) },
	{ "POST", "/people/:id/posts", PERM_PEOPLE_WRITE, tenure_give_post, "Give a post",
	  .form = people_show, INPUT(tenure_new_table) },
	{ "POST", "/people/:id/posts/:post/end", PERM_PEOPLE_WRITE, tenure_end_post,
	  "End a post now", .form = people_show },
	{ "POST", "/people/:id/reset", PERM_PEOPLE_WRITE, reset,
	  "A new one-time password; ends sessions and tokens", LANE_WORK, .form = people_show,
	  .work = WORK_PASSWORD },
	{ "POST", "/people/:id/unlock", PERM_PEOPLE_WRITE, unlock,
	  "Lift the lock after wrong passwords", .form = people_show },
	{ "POST", "/people/:id/sign-out", PERM_PEOPLE_WRITE, sign_out, "End all sessions",
	  .form = people_show },
	{ "POST", "/people/:id/dismiss", PERM_PEOPLE_WRITE, dismiss,
	  "Dismiss; ends posts, sessions and tokens", .form = people_show },
	{ "POST", "/people/:id/reinstate", PERM_PEOPLE_WRITE, reinstate, "Take back a dismissal",
	  .form = people_show },
	{ "POST", "/people/:id/tokens/:token/revoke", PERM_PEOPLE_WRITE, token_revoke_post,
	  "Revoke an API token", .form = people_show },

	{ "GET", "/posts", PERM_PEOPLE_READ, posts_list, "List posts" },
	{ "POST", "/posts", PERM_PEOPLE_WRITE, posts_create, "Add a post", .form = posts_list,
	  INPUT(post_table) },
	{ "POST", "/posts/:id", PERM_PEOPLE_WRITE, posts_rename, "Rename a post",
	  .form = posts_list },
	{ "POST", "/posts/:id/retire", PERM_PEOPLE_WRITE, posts_retire,
	  "Retire a post nobody holds", .form = posts_list },
	{ "GET", "/roles", PERM_PEOPLE_READ, roles_show, "Roles and their permissions" },

	{ "GET", "/me", PERM_SIGNED_IN, me_show, "My account" },
	{ "POST", "/me", PERM_SIGNED_IN, me_edit, "Change my phone and language", .form = me_show,
	  INPUT(own_edit_table) },
	{ "GET", "/me/password", PERM_SIGNED_IN, me_password_form, "The form to change my password",
	  .door = DOOR_PAGE, .before_password = true },
	{ "POST", "/me/password", PERM_SIGNED_IN, me_password_change,
	  "Change my password; ends my other sessions", LANE_WORK, .form = me_password_form,
	  INPUT(password_input), .work = WORK_PASSWORD, .before_password = true },
	{ "POST", "/me/sign-out", PERM_SIGNED_IN, me_sign_out, "End my other sessions",
	  .form = me_show },
	{ "POST", "/me/sessions/:session/end", PERM_SIGNED_IN, me_session_close,
	  "End one of my sessions", .form = me_show },
	/* not in the writer's lane: its journal is that of the other community */
	{ "POST", "/me/community", PERM_SIGNED_IN, me_switch, "Go on in another community",
	  LANE_WORK, .form = me_show, INPUT(community_input) },
	{ "POST", "/me/views", PERM_SIGNED_IN, me_view_save,
	  "Keep a list with its filter: label, path with its query" },
	{ "POST", "/me/views/:id/remove", PERM_SIGNED_IN, me_view_remove,
	  "A view is not wanted any more" },
	{ "GET", "/me/tokens", PERM_SIGNED_IN, me_tokens, "My API tokens" },
	/* not in the writer's lane: there the answer, with the token in it, would be kept for repeats */
	{ "POST", "/me/tokens", PERM_SIGNED_IN, me_token_create, "Make an API token; it is shown once",
	  LANE_WORK, .form = me_tokens, INPUT(name_input) },
	{ "POST", "/me/tokens/:id/revoke", PERM_SIGNED_IN, me_token_revoke,
	  "Revoke one of my API tokens", .form = me_tokens },
	{ 0 },
};

static const struct setting settings[] = {
	{ "sessions.idle_minutes", SETTING_MINUTES, 30, 10, 720, NULL,
	  "登录后多久不使用就要重新登录", "0.1" },
	{ "sessions.hours", SETTING_HOURS, 12, 1, 72, NULL, "一次登录最长用多久", "0.1" },
	{ "passwords.min_length", SETTING_INT, 12, 8, 64, NULL, "密码最少多少个字符", "0.1" },
	{ 0 },
};

static const struct job jobs[] = {
	{ "people.posts", 300, tenure_refresh_all, "岗位到期或开始时，更新权限" },
	{ "people.sweep", 3600, sign_in_sweep, "清理过期的登录失败次数和登录来源" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/people", "员工", "users", PERM_PEOPLE_READ, 60 },
	{ 0 },
};

static const struct shortcut shortcuts[] = {
	{ "/people/new", "聘用", NULL, PERM_PEOPLE_WRITE },
	{ "/me", "我的账号", NULL, PERM_SIGNED_IN },
	{ "/me/password", "修改密码", NULL, PERM_SIGNED_IN },
	{ 0 },
};

const struct module people_module = {
	.name = "people",
	.label = "员工",
	.routes = routes,
	.shortcuts = shortcuts,
	.settings = settings,
	.jobs = jobs,
	.menu = menu,
	.help = people_help,
};
