#include "app/app.h"
#include "app/password.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/text.h"
#include "modules/people/people_rules.h"
#include "store/store.h"

enum {
	FREE_TRIES = 5,
	LOCK_MINUTES = 15,
	LOCK_DOUBLINGS = 7,
	ADDRESS_BUDGET = 30,   /* failures a quarter of an hour */
	NETWORK_BUDGET = 100,
	LOOPBACK_TIMES = 10,   /* everybody comes from there behind a proxy */
	KNOWN_DAYS = 30,
};
#define BUDGET_WINDOW MINUTES(15)

/* One try: who is meant, and how often it went wrong, from this address or from strange ones. */
struct attempt {
	int64_t id, community, failed_count, locked_until;
	char *login, *password_hash;
	bool must_change_password;
	bool known;            /* has signed in from this address lately */
	const char *peer;
	struct sign_in *in;    /* NULL when a password is changed */
};
static const struct field attempt_table[] = {
	FIELD(attempt, id, 0),		  FIELD(attempt, community, 0),
	FIELD(attempt, failed_count, 0),  FIELD(attempt, locked_until, 0),
	FIELD(attempt, password_hash, 0), FIELD(attempt, must_change_password, 0),
	FIELD(attempt, login, 0),
};
static const struct fields attempt_fields = FIELDS(attempt, attempt_table);

static int64_t lock_for(int64_t failed_count)
{
	int64_t minutes;

	if (failed_count < FREE_TRIES)
		return 0;
	minutes = (int64_t)LOCK_MINUTES << MIN(failed_count - FREE_TRIES, LOCK_DOUBLINGS);
	return MIN(MINUTES(minutes), DAYS(1));
}

/* An unknown login leaves *ret without an id; it is tried all the same. */
static int attempt_read(struct ctx *cx, const char *login, const char *peer, struct attempt *ret)
{
	struct attempt a = { .peer = peer };
	int r = store_one(cx,
			  SQL_ALL("SELECT a.id, a.login, a.password_hash, a.must_change_password,"
				  " a.failed_count, a.locked_until,"
				  " (SELECT min(st.community_id) FROM staff st"
				  " WHERE st.account_id = a.id AND st.left_on = 0) AS community"
				  " FROM account a WHERE a.login = ? AND a.state = 1"),
			  BINDS(login), attempt_fields, &a);

	if (r == ERR_NOT_FOUND || (r == OK && !a.community))
		a = (struct attempt){ .peer = peer };
	else if (r < 0)
		return r;
	if (a.id && peer) {
		r = store_one(cx,
			      SQL_ALL("SELECT failed_count, locked_until FROM sign_in_address"
				      " WHERE account_id = ? AND peer = ? AND succeeded_at > ?"),
			      BINDS(a.id, peer, cx->now - DAYS(KNOWN_DAYS)), attempt_fields, &a);
		if (r < 0 && r != ERR_NOT_FOUND)
			return r;
		a.known = r == OK;
	}
	*ret = a;
	return OK;
}

/* ---- the budget of an address and its network ---- */

static bool is_loopback(const char *peer)
{
	return text_starts(peer, "127.") || !strcmp(peer, "::1") || !strcmp(peer, "local");
}

/* 203.0.113.7 → 203.0.113.0/24; 2001:db8:1:2:… → 2001:db8:1:2::/64; NULL for loopback. */
static const char *network_of(struct ctx *cx, const char *peer)
{
	const char *end = strrchr(peer, '.');

	if (is_loopback(peer))
		return NULL;
	if (end)
		return arena_printf(cx->arena, "%.*s.0/24", (int)(end - peer), peer);
	end = peer;
	for (int parts = 0; parts < 4 && end; parts++)
		end = strchr(end + (parts > 0), ':');
	return end ? arena_printf(cx->arena, "%.*s::/64", (int)(end - peer), peer) : NULL;
}

static int must_have_budget(struct ctx *cx, const char *source, int64_t budget)
{
	int64_t over;
	int r = store_int(cx,
			  SQL_ALL("SELECT count(*) FROM sign_in_failure"
				  " WHERE source = ? AND since_at > ? AND failed_count >= ?"),
			  BINDS(source, cx->now - BUDGET_WINDOW, budget), &over);

	if (r == OK && over)
		return fail(cx, ERR_RATE_LIMITED,
			    T(cx, "从这个地址登录失败的次数太多，请过一刻钟再试。"));
	return r;
}

static int budget_check(struct ctx *cx, const char *peer)
{
	const char *network = network_of(cx, peer);
	int r = must_have_budget(cx, peer,
				 ADDRESS_BUDGET * (is_loopback(peer) ? LOOPBACK_TIMES : 1));

	return r < 0 || !network ? r : must_have_budget(cx, network, NETWORK_BUDGET);
}

static int budget_spend(struct ctx *cx, const char *source)
{
	int64_t old = cx->now - BUDGET_WINDOW;

	return store_exec(cx,
			  SQL_ALL("INSERT INTO sign_in_failure (source, since_at, failed_count)"
				  " VALUES (?, ?, 1) ON CONFLICT (source) DO UPDATE SET"
				  " failed_count = CASE WHEN sign_in_failure.since_at <= ? THEN 1"
				  " ELSE sign_in_failure.failed_count + 1 END,"
				  " since_at = CASE WHEN sign_in_failure.since_at <= ?"
				  " THEN excluded.since_at ELSE sign_in_failure.since_at END"),
			  BINDS(source, cx->now, old, old));
}

/* ---- what a try leaves behind ---- */

/* The journal's line stands in the person's community, where the write runs, and, but for a lock,
 * in his name. */
static int journal_of_try(struct ctx *cx, const struct attempt *a, bool own, const char *action,
			  const char *note)
{
	const struct actor *actor_before = cx->actor, actor = { .id = a->id };
	int r;

	cx->actor = own ? &actor : NULL;
	r = account_journal(cx, a->id, action, note);
	cx->actor = actor_before;
	return r;
}

static int count_failure(struct ctx *cx, const struct attempt *a, int64_t *ret)
{
	int r;

	if (a->known) {
		r = store_exec(cx,
			       SQL_ALL("UPDATE sign_in_address SET failed_count = failed_count + 1"
				       " WHERE account_id = ? AND peer = ?"),
			       BINDS(a->id, a->peer));
		if (r < 0)
			return r;
		return store_int(cx,
				 SQL_ALL("SELECT failed_count FROM sign_in_address"
					 " WHERE account_id = ? AND peer = ?"),
				 BINDS(a->id, a->peer), ret);
	}
	r = store_exec(cx,
		       SQL_ALL("UPDATE account SET failed_count = failed_count + 1 WHERE id = ?"),
		       BINDS(a->id));
	if (r < 0)
		return r;
	return store_int(cx, SQL_ALL("SELECT failed_count FROM account WHERE id = ?"), BINDS(a->id),
			 ret);
}

static int lock(struct ctx *cx, const struct attempt *a, int64_t ms)
{
	int64_t until = cx->now + ms;
	int r;

	if (a->known)
		r = store_exec(cx,
			       SQL_ALL("UPDATE sign_in_address SET locked_until = ?"
				       " WHERE account_id = ? AND peer = ?"),
			       BINDS(until, a->id, a->peer));
	else
		r = store_exec(cx, SQL_ALL("UPDATE account SET locked_until = ? WHERE id = ?"),
			       BINDS(until, a->id));
	if (r < 0)
		return r;
	log_line(LOG_WARNING, "login.locked", "account=%" PRId64 " minutes=%" PRId64, a->id,
		 ms / MINUTES(1));
	return journal_of_try(cx, a, false, "lock",
			      arena_printf(cx->arena,
					   T(cx, "密码连续输错，锁定 %" PRId64 " 分钟"),
					   ms / MINUTES(1)));
}

static int failed_run(struct ctx *cx, void *arg)
{
	const struct attempt *a = arg;
	const char *network = a->peer ? network_of(cx, a->peer) : NULL;
	int64_t count = 0;
	int r = a->peer ? budget_spend(cx, a->peer) : OK;

	if (r == OK && network)
		r = budget_spend(cx, network);
	/* a try during the lock is not evaluated, so it is no failure and the lock grows no longer */
	if (r == OK && a->id && a->locked_until <= cx->now)
		r = count_failure(cx, a, &count);
	if (r == OK && lock_for(count))
		r = lock(cx, a, lock_for(count));
	return r;
}

static int refuse(struct ctx *cx)
{
	return fail(cx, ERR_UNAUTHENTICATED,
		    T(cx, "登录名或密码不对。连续输错 %d 次后，要等 %d 分钟才能再试。"), FREE_TRIES,
		    LOCK_MINUTES);
}

/* Spends the same time whoever is meant, and notes what went wrong. */
static int evaluate(struct ctx *cx, struct attempt *a, const char *password)
{
	bool locked = a->locked_until > cx->now;
	int r;

	if (password_check(locked ? NULL : a->password_hash, password))
		return OK;
	r = write_in_community(cx, a->community, failed_run, a);
	return r < 0 ? r : refuse(cx);
}

/* ---- signing in ---- */

static int remember_address(struct ctx *cx, const struct attempt *a)
{
	int r;

	if (!a->known) {
		r = store_exec(cx,
			       SQL_ALL("UPDATE account SET failed_count = 0, locked_until = 0"
				       " WHERE id = ?"),
			       BINDS(a->id));
		if (r < 0)
			return r;
	}
	if (!a->peer)
		return OK;
	return store_exec(cx,
			  SQL_ALL("INSERT INTO sign_in_address (account_id, peer, succeeded_at)"
				  " VALUES (?, ?, ?) ON CONFLICT (account_id, peer) DO UPDATE SET"
				  " succeeded_at = excluded.succeeded_at, failed_count = 0,"
				  " locked_until = 0"),
			  BINDS(a->id, a->peer, cx->now));
}

/* Between the hash and this transaction the person may have been dismissed or given a new one. */
static int must_be_unchanged(struct ctx *cx, const struct attempt *a)
{
	int64_t same;
	int r = store_int(cx,
			  SQL_ALL("SELECT count(*) FROM account"
				  " WHERE id = ? AND state = 1 AND password_hash = ?"),
			  BINDS(a->id, a->password_hash), &same);

	return r < 0 || same ? r : refuse(cx);
}

static int succeeded_run(struct ctx *cx, void *arg)
{
	const struct attempt *a = arg;
	int r = must_be_unchanged(cx, a);

	if (r == OK && a->in->old_session)
		r = session_close(cx, a->in->old_session);
	if (r == OK)
		r = remember_address(cx, a);
	if (r == OK)
		r = session_open(cx, a->id, a->community, a->peer, a->in->agent, a->in->cookie);
	return r < 0 ? r : journal_of_try(cx, a, true, "sign_in", a->peer);
}

int sign_in(struct ctx *cx, struct sign_in *in)
{
	struct attempt a;
	int r = attempt_read(cx, text_fold(cx->arena, in->login), in->peer, &a);

	if (r == OK && in->peer && !a.known)
		r = budget_check(cx, in->peer);
	if (r == OK)
		r = evaluate(cx, &a, in->password);
	if (r < 0)
		return r;
	a.in = in;
	r = write_in_community(cx, a.community, succeeded_run, &a);
	if (r < 0)
		return r;
	in->account = a.id;
	in->community = a.community;
	in->must_change_password = a.must_change_password;
	return OK;
}

/* ---- one's own password ---- */

struct change {
	struct attempt attempt;
	const char *hash, *peer, *agent;
	char cookie[SESSION_COOKIE];
};

static int change_run(struct ctx *cx, void *arg)
{
	struct change *c = arg;
	int64_t id = cx->actor->id;
	int r = must_be_unchanged(cx, &c->attempt);

	if (r == OK)
		r = account_advance(cx, id, 0);
	if (r == OK)
		r = store_exec(cx,
			       SQL_ALL("UPDATE account SET password_hash = ?,"
				       " must_change_password = 0 WHERE id = ?"),
			       BINDS(c->hash, id));
	if (r == OK)
		r = session_close_all(cx, id, NULL);
	if (r == OK)
		r = session_open(cx, id, cx->community, c->peer, c->agent, c->cookie);
	return r < 0 ? r : account_journal(cx, id, "change_password", NULL);
}

int password_change(struct ctx *cx, const char *old, const char *fresh, const char *peer,
		    const char *agent, char ret_cookie[SESSION_COOKIE])
{
	struct change c = { .peer = peer, .agent = agent };
	const char *login = cx->actor->login;
	char *hash;
	int r = password_rules(cx, "password", login, fresh);

	if (r == OK && !strcmp(old, fresh))
		r = fail_field(cx, "password", T(cx, "新密码不能和现在的一样。"));
	if (r == OK)
		r = attempt_read(cx, login, peer, &c.attempt);
	if (r == OK)
		r = evaluate(cx, &c.attempt, old);
	if (r == ERR_UNAUTHENTICATED)
		return fail_field(cx, "old_password", T(cx, "现在的密码不对。连续输错会锁定账号。"));
	if (r == OK)
		r = password_hash(cx, fresh, &hash);
	if (r < 0)
		return r;
	c.hash = hash;
	r = app_write(cx, change_run, &c);
	if (r == OK)
		memcpy(ret_cookie, c.cookie, sizeof c.cookie);
	return r;
}

/* ---- forgetting ---- */

static int sweep_run(struct ctx *cx, void *arg)
{
	int r = store_exec(cx, SQL_ALL("DELETE FROM sign_in_failure WHERE since_at <= ?"),
			   BINDS(cx->now - BUDGET_WINDOW));

	(void)arg;
	if (r < 0)
		return r;
	return store_exec(cx, SQL_ALL("DELETE FROM sign_in_address WHERE succeeded_at <= ?"),
			  BINDS(cx->now - DAYS(KNOWN_DAYS)));
}

int sign_in_sweep(struct ctx *cx)
{
	return app_write(cx, sweep_run, NULL);
}
