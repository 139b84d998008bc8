#include "app/follow.h"
#include "app/app.h"
#include "app/obligation.h"
#include "app/password.h"
#include "base/text.h"
#include "modules/people/people_rules.h"
#include "store/store.h"

#define ADMINISTRATOR (INT64_C(1) << ROLE_ADMINISTRATOR)

const struct choice staff_acts[] = {
	{ ACT_EDIT, "edit", "修改" },
	{ ACT_POSTS, "posts", "任免岗位" },
	{ ACT_RESET, "reset", "重置密码" },
	{ ACT_UNLOCK, "unlock", "解除锁定" },
	{ ACT_SIGN_OUT, "sign_out", "下线" },
	{ ACT_DISMISS, "dismiss", "离职" },
	{ ACT_REINSTATE, "reinstate", "复职" },
	CHOICE_END,
};

/* ---- who may manage whom ---- */

bool actor_covers(const struct actor *a, int64_t roles)
{
	const int64_t administrator = INT64_C(1) << ROLE_ADMINISTRATOR;
	const int64_t director = INT64_C(1) << ROLE_DIRECTOR;

	if (!a || actor_is(a, ROLE_ADMINISTRATOR))
		return true;
	/* 0.1: the director appoints the office's people, also to work he does not do himself */
	if (actor_is(a, ROLE_DIRECTOR))
		return !(roles & administrator);
	if (actor_is(a, ROLE_DEPUTY_DIRECTOR))
		return !(roles & (administrator | director));
	for (int role = 0; role < ROLES; role++) {
		if (!(roles & (INT64_C(1) << role)))
			continue;
		if (role == ROLE_ADMINISTRATOR)
			return false;
		for (int p = PERM_UNSET + 1; p < PERMISSIONS; p++)
			if (role_may((enum role)role, (enum permission)p) &&
			    !actor_may(a, (enum permission)p))
				return false;
	}
	return true;
}

int role_must_give(struct ctx *cx, enum role role)
{
	int r = actor_must(cx, PERM_PEOPLE_WRITE);

	if (r < 0 || actor_covers(cx->actor, INT64_C(1) << role))
		return r;
	return fail(cx, ERR_FORBIDDEN,
		    T(cx, "你自己没有“%s”的全部权限，不能任命。请系统管理员办理。"),
		    T(cx, choice_of(role_choices, role)->label));
}

/* Roles that may manage people, as bits. */
static int64_t managing_roles(void)
{
	int64_t roles = 0;

	for (int role = 0; role < ROLES; role++)
		if (role_may((enum role)role, PERM_PEOPLE_WRITE))
			roles |= INT64_C(1) << role;
	return roles;
}

/* The account is one for all communities: who changes it here would change it there. */
static int must_manage_elsewhere(struct ctx *cx, int64_t id)
{
	int64_t foreign;
	int r = store_int(cx,
			  SQL("SELECT count(*) FROM staff st WHERE st.account_id = ?"
			      " AND st.community_id <> ? AND st.left_on = 0"
			      " AND NOT EXISTS (SELECT 1 FROM staff mine WHERE mine.account_id = ?"
			      " AND mine.community_id = st.community_id AND mine.left_on = 0"
			      " AND (mine.roles & ?) <> 0)"),
			  BINDS(id, cx->community, cx->actor->id, managing_roles()), &foreign);

	if (r == OK && foreign)
		return fail(cx, ERR_FORBIDDEN,
			    T(cx, "这个账号也在别的小区任职，请由那里的管理人员一起办理。"));
	return r;
}

int must_know_from_elsewhere(struct ctx *cx, int64_t id)
{
	int64_t shared;
	int r;

	if (!cx->actor)
		return OK;
	r = store_int(cx,
		      SQL("SELECT count(*) FROM staff st JOIN staff mine"
			  " ON mine.community_id = st.community_id AND mine.account_id = ?"
			  " AND mine.left_on = 0 AND (mine.roles & ?) <> 0"
			  " WHERE st.account_id = ? AND st.left_on = 0"),
		      BINDS(cx->actor->id, managing_roles(), id), &shared);
	return r == OK && !shared ? ERR_NOT_FOUND : r;
}

static bool act_fits(const struct ctx *cx, const struct staff *s, enum staff_act act)
{
	if (act == ACT_REINSTATE)
		return s->state == STAFF_LEFT;
	if (act == ACT_UNLOCK)
		return s->locked_until > cx->now;
	return s->state == STAFF_ACTIVE;
}

int staff_may(struct ctx *cx, const struct staff *s, enum staff_act act)
{
	const unsigned needs_cover = ACT_EDIT | ACT_POSTS | ACT_RESET | ACT_SIGN_OUT | ACT_DISMISS;
	bool account_wide = act & (ACT_EDIT | ACT_RESET | ACT_UNLOCK | ACT_SIGN_OUT);
	int r = actor_must(cx, PERM_PEOPLE_WRITE);

	if (r < 0)
		return r;
	if (!act_fits(cx, s, act))
		return fail(cx, ERR_CONFLICT, T(cx, "%s现在的状态不能“%s”。"), s->name,
			    T(cx, choice_of(staff_acts, act)->label));
	if (!cx->actor)
		return OK;
	if (cx->actor->id == s->id)
		return fail(cx, ERR_FORBIDDEN,
			    T(cx, "不能修改自己的岗位和账号，请另一位管理人员办理。"));
	if ((s->roles & ADMINISTRATOR) && !actor_is(cx->actor, ROLE_ADMINISTRATOR))
		return fail(cx, ERR_FORBIDDEN, T(cx, "系统管理员的账号只能由系统管理员修改。"));
	if ((act & needs_cover) && !actor_covers(cx->actor, s->roles))
		return fail(cx, ERR_FORBIDDEN,
			    T(cx, "%s有你没有的权限，不能由你办理“%s”。请系统管理员办理。"), s->name,
			    T(cx, choice_of(staff_acts, act)->label));
	return account_wide ? must_manage_elsewhere(cx, s->id) : OK;
}

int staff_get_for(struct ctx *cx, int64_t id, enum staff_act act, struct staff *ret)
{
	int r = staff_get(cx, id, ret);

	return r < 0 ? r : staff_may(cx, ret, act);
}

/* Somebody must stay who can appoint others: active, with a password, an administrator now. */
int administrator_must_remain(struct ctx *cx)
{
	int64_t count;
	int today, r = today_here(cx, &today, NULL);

	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT count(*) FROM staff st JOIN account a ON a.id = st.account_id"
				  " WHERE st.community_id = ? AND a.state = 1"
				  " AND a.password_hash IS NOT NULL AND (st.roles & ?) <> 0"
				  " AND (st.left_on = 0 OR st.left_on > ?)"),
			      BINDS(cx->community, ADMINISTRATOR, today), &count);
	if (r == OK && !count)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "这是最后一位系统管理员。请先任命另一位，再办理。"));
	return r;
}

/* ---- passwords, locks, sessions ---- */

struct reset {
	int64_t id, version;
	const char *hash;
};

static int reset_run(struct ctx *cx, void *arg)
{
	const struct reset *reset = arg;
	struct staff s;
	int r = staff_get_for(cx, reset->id, ACT_RESET, &s);

	if (r == OK)
		r = account_advance(cx, reset->id, reset->version);
	if (r == OK)
		r = store_exec(cx,
			       SQL_ALL("UPDATE account SET password_hash = ?,"
				       " must_change_password = 1, failed_count = 0,"
				       " locked_until = 0 WHERE id = ?"),
			       BINDS(reset->hash, reset->id));
	if (r == OK)
		r = session_close_all(cx, reset->id, NULL);
	if (r == OK)
		r = token_revoke_all(cx, reset->id);
	return r < 0 ? r : account_journal(cx, reset->id, "reset_password", NULL);
}

int staff_reset(struct ctx *cx, int64_t id, int64_t version, const char **ret_password)
{
	struct reset reset = { .id = id, .version = version };
	const char *password = password_random(cx);
	struct staff s;
	char *hash;
	int r = staff_get_for(cx, id, ACT_RESET, &s);

	if (r == OK)
		r = password_hash(cx, password, &hash);
	if (r < 0)
		return r;
	reset.hash = hash;
	r = app_write(cx, reset_run, &reset);
	if (r == OK)
		*ret_password = password;
	return r;
}

int staff_unlock(struct ctx *cx, int64_t id)
{
	struct staff s;
	int r = staff_get_for(cx, id, ACT_UNLOCK, &s);

	if (r == OK)
		r = account_advance(cx, id, 0);
	if (r == OK)
		r = store_exec(cx,
			       SQL_ALL("UPDATE account SET failed_count = 0, locked_until = 0"
				       " WHERE id = ?"),
			       BINDS(id));
	return r < 0 ? r : account_journal(cx, id, "unlock", NULL);
}

int staff_sign_out(struct ctx *cx, int64_t id)
{
	struct staff s;
	int r = staff_get_for(cx, id, ACT_SIGN_OUT, &s);

	if (r == OK)
		r = session_close_all(cx, id, NULL);
	return r < 0 ? r : account_journal(cx, id, "sign_out_everywhere", NULL);
}

/* ---- leaving and coming back ---- */

static int end_tenures(struct ctx *cx, int64_t id)
{
	int r = store_exec(cx,
			   SQL("DELETE FROM staff_post WHERE community_id = ? AND account_id = ?"
			       " AND from_at > ?"),
			   BINDS(cx->community, id, cx->now));

	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE staff_post SET until_at = ? WHERE community_id = ?"
			      " AND account_id = ? AND (until_at = 0 OR until_at > ?)"),
			  BINDS(cx->now, cx->community, id, cx->now));
}

/* Serves nowhere any more: the account itself ends. */
static int end_account(struct ctx *cx, int64_t id)
{
	int64_t serves;
	int r = store_int(cx,
			  SQL_ALL("SELECT count(*) FROM staff WHERE account_id = ? AND left_on = 0"),
			  BINDS(id), &serves);

	if (r < 0 || serves)
		return r;
	r = store_exec(cx,
		       SQL_ALL("UPDATE account SET state = 2, dismissed_at = ?, password_hash = NULL"
			       " WHERE id = ?"),
		       BINDS(cx->now, id));
	if (r == OK)
		r = session_close_all(cx, id, NULL);
	return r < 0 ? r : token_revoke_all(cx, id);
}

/* What he still owed is owed by whoever holds his post, or by the desk when he held none. The note
 * stays as it is when he owed nothing. */
static int hand_over(struct ctx *cx, int64_t id, const char **ret_note)
{
	const struct tenure *post = NULL;
	struct tenure *held;
	size_t count;
	int64_t moved;
	int r = tenure_list(cx, id, false, &held, &count);

	for (size_t i = 0; r == OK && i < count && !post; i++)
		if (held[i].now)
			post = &held[i];
	if (r == OK)
		r = obligation_move(cx, id, post ? post->post_id : 0, &moved);
	if (r == OK && moved)
		*ret_note = arena_printf(cx->arena, T(cx, "；%" PRId64 " 项应办事项转给%s"), moved,
					 post ? post->post_name : T(cx, "前台"));
	return r;
}

int staff_dismiss(struct ctx *cx, int64_t id, int64_t version)
{
	struct staff s;
	const char *handed = "";
	int today, r = staff_get_for(cx, id, ACT_DISMISS, &s);

	if (r == OK)
		r = account_advance(cx, id, version);
	if (r == OK)
		r = hand_over(cx, id, &handed);
	if (r == OK)
		r = end_tenures(cx, id);
	if (r == OK)
		r = today_here(cx, &today, NULL);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE staff SET roles = 0, left_on = ?"
				   " WHERE community_id = ? AND account_id = ?"),
			       BINDS(today, cx->community, id));
	if (r == OK)
		r = session_close_here(cx, id);
	if (r == OK)
		r = token_revoke_here(cx, id);
	if (r == OK)
		r = end_account(cx, id);
	if (r == OK && (s.roles & ADMINISTRATOR))
		r = administrator_must_remain(cx);
	if (r < 0)
		return r;
	r = account_journal(cx, id, "dismiss",
			    arena_printf(cx->arena, "%s%s",
					 arena_printf(cx->arena, T(cx, "卸任：%s"), s.post_names),
					 handed));
	return r == OK ? follow_tell(cx, "person", "leave", id) : r;
}

int staff_reinstate(struct ctx *cx, int64_t id, int64_t version)
{
	struct staff s;
	int today, r = staff_get_for(cx, id, ACT_REINSTATE, &s);

	if (r == OK)
		r = account_advance(cx, id, version);
	if (r == OK)
		r = today_here(cx, &today, NULL);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE staff SET joined_on = ?, left_on = 0"
				   " WHERE community_id = ? AND account_id = ?"),
			       BINDS(today, cx->community, id));
	if (r == OK)
		r = store_exec(cx,
			       SQL_ALL("UPDATE account SET state = 1, dismissed_at = 0 WHERE id = ?"),
			       BINDS(id));
	return r < 0 ? r : account_journal(cx, id, "reinstate", NULL);
}
