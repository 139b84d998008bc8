#include "app/session.h"
#include "app/secret.h"
#include "app/setting.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "store/store.h"
#include <sodium.h>

enum {
	COOKIE_DIGITS = SESSION_COOKIE - 1,
	TOKEN_DIGITS = 40,
	FORM_TOKEN_BYTES = 16,
	FORM_TOKEN_DIGITS = 2 * FORM_TOKEN_BYTES,
	SESSION_ID_DIGITS = 16,
	AT_MOST = 20, /* sessions and tokens of one account */
	AGENT_MAX = 200,
};
#define TOUCH_AFTER       MINUTES(5)
#define TOKEN_TOUCH_AFTER HOURS(1)

static const char token_prefix[] = "anju_";

static bool is_hex(const char *s, size_t digits)
{
	return strlen(s) == digits && strspn(s, "0123456789abcdef") == digits;
}

/* ---- opening ---- */

static int expiry_of(struct ctx *cx, int64_t created_at, int64_t *ret)
{
	int64_t idle, hours;
	int r = setting_int(cx, "sessions.idle_minutes", &idle);

	if (r == OK)
		r = setting_int(cx, "sessions.hours", &hours);
	if (r == OK)
		*ret = MIN(cx->now + MINUTES(idle), created_at + HOURS(hours));
	return r;
}

/* The beginning of what the browser says of itself; not shown when it is no text. */
static const char *agent_shown(struct ctx *cx, const char *agent)
{
	const char *end = agent;

	if (text_blank(agent) || !text_valid(agent, strlen(agent)))
		return NULL;
	for (int i = 0; i < AGENT_MAX && *end; i++)
		(void)text_next(&end);
	return arena_strndup(cx->arena, agent, (size_t)(end - agent));
}

static int close_oldest(struct ctx *cx, int64_t account)
{
	return store_exec(cx,
			  SQL_ALL("DELETE FROM session WHERE account_id = ? AND token_hash NOT IN ("
				  "SELECT token_hash FROM session WHERE account_id = ?"
				  " AND expires_at > ? ORDER BY seen_at DESC LIMIT ?)"),
			  BINDS(account, account, cx->now, AT_MOST - 1));
}

static int in_community(struct ctx *cx, int64_t community, int64_t *ret_expiry)
{
	int64_t before = cx->community;
	int r;

	cx->community = community;
	r = expiry_of(cx, cx->now, ret_expiry);
	cx->community = before;
	return r;
}

int session_open(struct ctx *cx, int64_t account, int64_t community, const char *peer,
		 const char *agent, char ret_cookie[SESSION_COOKIE])
{
	char cookie[SESSION_COOKIE], hash[SECRET_HASH], form_token[FORM_TOKEN_DIGITS + 1];
	int64_t expires;
	int r = in_community(cx, community, &expires);

	if (r == OK)
		r = close_oldest(cx, account);
	if (r < 0)
		return r;
	random_hex(cookie, COOKIE_DIGITS);
	random_hex(form_token, FORM_TOKEN_DIGITS);
	secret_hash(cookie, hash);
	r = store_exec(cx,
		       SQL_ALL("INSERT INTO session (token_hash, account_id, community_id, form_token,"
			       " created_at, seen_at, expires_at, peer, agent)"
			       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
		       BINDS(hash, account, community, form_token, cx->now, cx->now, expires, peer,
			     agent_shown(cx, agent)));
	if (r == OK)
		memcpy(ret_cookie, cookie, sizeof cookie);
	return r;
}

/* ---- who is it ---- */

/* What the gate must know of a person, in one row. */
struct known {
	int64_t id, roles, community, seen_at;
	int zone_minutes, language, left_on;
	bool must_change_password;
	char *login, *name, *community_name, *form_token;
};
static const struct field known_fields[] = {
	FIELD(known, id, 0),	       FIELD(known, roles, 0),
	FIELD(known, community, 0),    FIELD(known, seen_at, 0),
	FIELD(known, zone_minutes, 0), FIELD(known, language, 0),
	FIELD(known, left_on, 0),      FIELD(known, must_change_password, 0),
	FIELD(known, login, 0),	       FIELD(known, name, 0),
	FIELD(known, community_name, 0), FIELD(known, form_token, 0),
};

#define KNOWN_COLUMNS \
	"a.id, a.login, a.name, a.must_change_password, a.language, st.roles, st.left_on," \
	" c.id AS community, c.name AS community_name, c.zone_minutes"

static int refuse(struct ctx *cx)
{
	return fail(cx, ERR_UNAUTHENTICATED, T(cx, "请先登录；上次的登录可能已经到期。"));
}

static int actor_of(struct ctx *cx, const struct known *k, struct actor *ret)
{
	if (k->left_on && civil_day_of(cx->now, k->zone_minutes) >= k->left_on)
		return refuse(cx);
	*ret = (struct actor){ .id = k->id,
			       .login = k->login,
			       .name = k->name,
			       .roles = k->roles,
			       .community = k->community,
			       .form_token = k->form_token,
			       .must_change_password = k->must_change_password,
			       .community_name = k->community_name,
			       .zone_minutes = k->zone_minutes,
			       .language = k->language };
	return OK;
}

int session_actor(struct ctx *cx, const char *cookie, struct actor *ret, const char **ret_hash,
		  bool *ret_touch)
{
	char hash[SECRET_HASH];
	struct known k = { 0 };
	int r;

	if (!is_hex(cookie, COOKIE_DIGITS))
		return refuse(cx);
	secret_hash(cookie, hash);
	r = store_one(cx,
		      SQL_ALL("SELECT " KNOWN_COLUMNS ", s.seen_at, s.form_token FROM session s"
			      " JOIN account a ON a.id = s.account_id AND a.state = 1"
			      " JOIN community c ON c.id = s.community_id"
			      " JOIN staff st ON st.community_id = s.community_id"
			      " AND st.account_id = s.account_id"
			      " WHERE s.token_hash = ? AND s.expires_at > ?"),
		      BINDS(hash, cx->now), FIELDS(known, known_fields), &k);
	if (r == ERR_NOT_FOUND)
		return refuse(cx);
	if (r == OK)
		r = actor_of(cx, &k, ret);
	if (r < 0)
		return r;
	*ret_hash = arena_strdup(cx->arena, hash);
	*ret_touch = k.seen_at + TOUCH_AFTER <= cx->now;
	return OK;
}

int session_touch(struct ctx *cx, const char *hash)
{
	int64_t created_at, expires;
	int r = store_int(cx,
			  SQL_ALL("SELECT created_at FROM session"
				  " WHERE token_hash = ? AND expires_at > ?"),
			  BINDS(hash, cx->now), &created_at);

	if (r == ERR_NOT_FOUND)
		return OK;
	if (r == OK)
		r = expiry_of(cx, created_at, &expires);
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL_ALL("UPDATE session SET seen_at = ?, expires_at = ?"
				  " WHERE token_hash = ? AND expires_at > ?"),
			  BINDS(cx->now, expires, hash, cx->now));
}

/* ---- ending ---- */

int session_close(struct ctx *cx, const char *hash)
{
	return store_exec(cx, SQL_ALL("DELETE FROM session WHERE token_hash = ?"), BINDS(hash));
}

int session_close_all(struct ctx *cx, int64_t account, const char *except)
{
	return store_exec(cx, SQL_ALL("DELETE FROM session WHERE account_id = ? AND token_hash <> ?"),
			  BINDS(account, except ? except : ""));
}

int session_close_here(struct ctx *cx, int64_t account)
{
	return store_exec(cx, SQL("DELETE FROM session WHERE community_id = ? AND account_id = ?"),
			  BINDS(cx->community, account));
}

int session_sweep(struct ctx *cx)
{
	return store_exec(cx, SQL("DELETE FROM session WHERE community_id = ? AND expires_at <= ?"),
			  BINDS(cx->community, cx->now));
}

/* ---- the list ---- */

static const struct field session_table[] = {
	FIELD(session, id, .flags = IN_JSON),
	FIELD(session, token_hash, 0),
	FIELD(session, community_name, .label = "小区", .flags = IN_JSON | IN_LIST),
	FIELD(session, peer, .label = "来源地址", .flags = IN_JSON | IN_LIST),
	FIELD(session, agent, .label = "浏览器", .flags = IN_JSON | IN_LIST),
	FIELD(session, created_at, .label = "登录时间", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(session, seen_at, .label = "最近使用", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(session, expires_at, .label = "到期时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(session, current, .flags = IN_JSON),
};
const struct fields session_fields = FIELDS(session, session_table);

int session_list(struct ctx *cx, int64_t account, int64_t community, const char *current,
		 struct session **ret, size_t *ret_count)
{
	int r = store_list(cx,
			   SQL_ALL("SELECT s.token_hash, s.peer, s.agent, s.created_at, s.seen_at,"
				   " s.expires_at, c.name AS community_name FROM session s"
				   " JOIN community c ON c.id = s.community_id"
				   " WHERE s.account_id = ? AND (? = 0 OR s.community_id = ?)"
				   " AND s.expires_at > ?"
				   " ORDER BY s.seen_at DESC, s.token_hash LIMIT ?"),
			   BINDS(account, community, community, cx->now, AT_MOST), session_fields,
			   ret, ret_count);

	if (r < 0)
		return r;
	for (size_t i = 0; i < *ret_count; i++) {
		struct session *s = &(*ret)[i];
		s->id = arena_strndup(cx->arena, s->token_hash, SESSION_ID_DIGITS);
		s->current = text_equal(s->token_hash, current);
	}
	return OK;
}

int session_close_one(struct ctx *cx, int64_t account, const char *id)
{
	int r;

	if (!is_hex(id, SESSION_ID_DIGITS))
		return fail(cx, ERR_NOT_FOUND, T(cx, "这个登录已经结束。"));
	r = store_exec(cx,
		       SQL_ALL("DELETE FROM session WHERE account_id = ?"
			       " AND substr(token_hash, 1, 16) = ?"),
		       BINDS(account, id));
	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_NOT_FOUND, T(cx, "这个登录已经结束。"));
	return r;
}

const char *form_token_masked(struct arena *arena, const char *token)
{
	unsigned char plain[FORM_TOKEN_BYTES], pad[2 * FORM_TOKEN_BYTES];
	char *text = arena_alloc(arena, 2 * sizeof pad + 1);

	if (sodium_hex2bin(plain, sizeof plain, token, strlen(token), NULL, NULL, NULL) < 0)
		return token;
	random_bytes(pad, sizeof plain);
	for (size_t i = 0; i < sizeof plain; i++)
		pad[sizeof plain + i] = pad[i] ^ plain[i];
	return sodium_bin2hex(text, 2 * sizeof pad + 1, pad, sizeof pad);
}

bool form_token_right(const char *sent, const char *token)
{
	unsigned char pad[2 * FORM_TOKEN_BYTES], plain[FORM_TOKEN_BYTES];
	size_t n;

	if (sodium_hex2bin(pad, sizeof pad, sent, strlen(sent), NULL, &n, NULL) < 0 ||
	    n != sizeof pad || strlen(sent) != 2 * sizeof pad)
		return false;
	if (sodium_hex2bin(plain, sizeof plain, token, strlen(token), NULL, &n, NULL) < 0 ||
	    n != sizeof plain)
		return false;
	for (size_t i = 0; i < sizeof plain; i++)
		pad[i] ^= pad[sizeof plain + i];
	return !sodium_memcmp(pad, plain, sizeof plain);
}

/* ---- API tokens ---- */

static bool token_hash_of(const char *bearer, char hash[SECRET_HASH])
{
	size_t n = sizeof token_prefix - 1;

	if (strncmp(bearer, token_prefix, n) || !is_hex(bearer + n, TOKEN_DIGITS))
		return false;
	secret_hash(bearer, hash);
	return true;
}

int token_actor(struct ctx *cx, const char *bearer, int64_t wanted, struct actor *ret,
		const char **ret_hash, bool *ret_touch)
{
	char hash[SECRET_HASH];
	struct known k = { 0 };
	int r;

	if (!token_hash_of(bearer, hash))
		return fail(cx, ERR_UNAUTHENTICATED, T(cx, "令牌无效或已撤销。"));
	if (wanted)
		r = store_one(cx,
			      SQL_ALL("SELECT " KNOWN_COLUMNS ", t.last_used_at AS seen_at"
				      " FROM api_token t"
				      " JOIN account a ON a.id = t.account_id AND a.state = 1"
				      " JOIN staff st ON st.account_id = t.account_id"
				      " AND st.community_id = ?"
				      " JOIN community c ON c.id = st.community_id"
				      " WHERE t.token_hash = ? AND t.revoked_at = 0"),
			      BINDS(wanted, hash), FIELDS(known, known_fields), &k);
	else
		r = store_one(cx,
			      SQL_ALL("SELECT " KNOWN_COLUMNS ", t.last_used_at AS seen_at"
				      " FROM api_token t"
				      " JOIN account a ON a.id = t.account_id AND a.state = 1"
				      " JOIN staff st ON st.account_id = t.account_id"
				      " AND st.community_id = t.community_id"
				      " JOIN community c ON c.id = t.community_id"
				      " WHERE t.token_hash = ? AND t.revoked_at = 0"),
			      BINDS(hash), FIELDS(known, known_fields), &k);
	if (r == OK)
		r = actor_of(cx, &k, ret);
	if (r == ERR_NOT_FOUND || r == ERR_UNAUTHENTICATED)
		return fail(cx, ERR_UNAUTHENTICATED, T(cx, "令牌无效或已撤销。"));
	if (r < 0)
		return r;
	*ret_hash = arena_strdup(cx->arena, hash);
	*ret_touch = k.seen_at + TOKEN_TOUCH_AFTER <= cx->now;
	return OK;
}

int token_create(struct ctx *cx, int64_t account, int64_t community, const char *name,
		 int64_t *ret_id, char ret_text[TOKEN_TEXT])
{
	char text[TOKEN_TEXT], hash[SECRET_HASH];
	int64_t have, id = id_new(cx->now);
	int r = store_int(cx,
			  SQL_ALL("SELECT count(*) FROM api_token"
				  " WHERE account_id = ? AND revoked_at = 0"),
			  BINDS(account), &have);

	if (r == OK && have >= AT_MOST)
		r = fail(cx, ERR_INVALID, T(cx, "每人最多 %d 个令牌，请先撤销不用的。"), AT_MOST);
	if (r < 0)
		return r;
	memcpy(text, token_prefix, sizeof token_prefix);
	random_hex(text + sizeof token_prefix - 1, TOKEN_DIGITS);
	secret_hash(text, hash);
	r = store_exec(cx,
		       SQL_ALL("INSERT INTO api_token (token_hash, id, account_id, community_id, name,"
			       " created_at) VALUES (?, ?, ?, ?, ?, ?)"),
		       BINDS(hash, id, account, community, name, cx->now));
	if (r < 0)
		return r;
	*ret_id = id;
	memcpy(ret_text, text, sizeof text);
	return OK;
}

int token_revoke(struct ctx *cx, int64_t account, int64_t id)
{
	int r = store_exec(cx,
			   SQL_ALL("UPDATE api_token SET revoked_at = ?"
				   " WHERE id = ? AND account_id = ? AND revoked_at = 0"),
			   BINDS(cx->now, id, account));

	if (r == OK && !store_changed(cx))
		return fail(cx, ERR_NOT_FOUND, T(cx, "没有找到这个令牌，可能已经撤销。"));
	return r;
}

int token_revoke_all(struct ctx *cx, int64_t account)
{
	return store_exec(cx,
			  SQL_ALL("UPDATE api_token SET revoked_at = ?"
				  " WHERE account_id = ? AND revoked_at = 0"),
			  BINDS(cx->now, account));
}

int token_revoke_here(struct ctx *cx, int64_t account)
{
	return store_exec(cx,
			  SQL("UPDATE api_token SET revoked_at = ?"
			      " WHERE community_id = ? AND account_id = ? AND revoked_at = 0"),
			  BINDS(cx->now, cx->community, account));
}

int token_touch(struct ctx *cx, const char *hash)
{
	return store_exec(cx, SQL_ALL("UPDATE api_token SET last_used_at = ? WHERE token_hash = ?"),
			  BINDS(cx->now, hash));
}

static const struct field token_table[] = {
	FIELD(token, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(token, name, .label = "用途", .flags = IN_JSON | IN_LIST),
	FIELD(token, community_name, .label = "小区", .flags = IN_JSON | IN_LIST),
	FIELD(token, created_at, .label = "建立时间", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(token, last_used_at, .label = "最近使用", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
};
const struct fields token_fields = FIELDS(token, token_table);

int token_list(struct ctx *cx, int64_t account, int64_t community, struct token **ret,
	       size_t *ret_count)
{
	return store_list(cx,
			  SQL_ALL("SELECT t.id, t.name, t.created_at, t.last_used_at,"
				  " c.name AS community_name FROM api_token t"
				  " JOIN community c ON c.id = t.community_id"
				  " WHERE t.account_id = ? AND (? = 0 OR t.community_id = ?)"
				  " AND t.revoked_at = 0"
				  " ORDER BY t.id DESC LIMIT ?"),
			  BINDS(account, community, community, AT_MOST), token_fields, ret, ret_count);
}
