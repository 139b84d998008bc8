#include "app/app.h"
#include "app/calendar.h"
#include "app/password.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/people/people_rules.h"
#include "store/store.h"

static const char admin_login[] = "admin";

struct init {
	const char *name, *hash;
	int64_t community;
	bool made; /* the account is new, so the password holds */
};

static int insert_community(struct ctx *cx, const struct init *init)
{
	int64_t same;
	int r = store_int(cx, SQL_ALL("SELECT count(*) FROM community WHERE name = ?"),
			  BINDS(init->name), &same);

	if (r == OK && same)
		return fail(cx, ERR_CONFLICT, T(cx, "已有名为“%s”的小区。"), init->name);
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL_ALL("INSERT INTO community (id, name, zone_minutes, created_at)"
				  " VALUES (?, ?, ?, ?)"),
			  BINDS(init->community, init->name, ZONE_SHANGHAI, cx->now));
}

static int post_each_role(struct ctx *cx)
{
	int64_t id;
	int r = OK;

	for (int role = 0; r == OK && role < ROLES; role++)
		r = post_for_role(cx, (enum role)role, &id);
	return r;
}

static int insert_administrator(struct ctx *cx, const struct init *init, int64_t id)
{
	const char *name = T(cx, "系统管理员");

	return store_exec(cx,
			  SQL_ALL("INSERT INTO account (id, login, name, phone, initials,"
				  " password_hash, must_change_password, created_at)"
				  " VALUES (?, ?, ?, '', ?, ?, 1, ?)"),
			  BINDS(id, admin_login, name, text_initials(cx->arena, name), init->hash,
				cx->now));
}

static int administrator(struct ctx *cx, struct init *init)
{
	int64_t id, post;
	int today, r = store_int(cx, SQL_ALL("SELECT id FROM account WHERE login = ?"),
				 BINDS(admin_login), &id);

	init->made = r == ERR_NOT_FOUND;
	if (init->made) {
		id = id_new(cx->now);
		r = insert_administrator(cx, init, id);
	}
	if (r == OK)
		r = today_here(cx, &today, NULL);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO staff (community_id, account_id, joined_on)"
				   " VALUES (?, ?, ?)"),
			       BINDS(cx->community, id, today));
	if (r == OK)
		r = account_journal(cx, id, "hire", admin_login);
	if (r == OK)
		r = post_for_role(cx, ROLE_ADMINISTRATOR, &post);
	return r < 0 ? r : tenure_give(cx, id, &(struct tenure_new){ .post_id = post });
}

static int init_run(struct ctx *cx, void *arg)
{
	struct init *init = arg;
	int r;

	init->community = id_new(cx->now);
	r = insert_community(cx, init);
	cx->community = init->community;
	if (r == OK)
		r = calendar_seed(cx);
	if (r == OK)
		r = post_each_role(cx);
	return r < 0 ? r : administrator(cx, init);
}

int people_init_office(struct ctx *cx, const char *community_name, const char **ret_login,
		       const char **ret_password)
{
	struct init init = { .name = text_trim(cx->arena, community_name) };
	int64_t before = cx->community;
	char *hash, *password = password_random(cx);
	int r;

	if (text_blank(init.name) || text_length(init.name) > 60)
		return fail(cx, ERR_INVALID, T(cx, "小区名称要有 1 到 60 个字。"));
	r = password_hash(cx, password, &hash);
	if (r < 0)
		return r;
	init.hash = hash;
	r = app_write(cx, init_run, &init);
	if (r < 0) {
		cx->community = before;
		return r;
	}
	*ret_login = admin_login;
	*ret_password = init.made ? password : NULL;
	return OK;
}
