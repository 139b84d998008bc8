/* Sessions (登录会话) of people and API tokens (接口令牌) of machines. Both are random; the database
 * keeps their SHA-256 only, so that a stolen copy of it signs nobody in.
 *
 * A session ends after sessions.idle_minutes without use and sessions.hours after signing in. Its
 * row carries the nearer of the two, set anew at each touch. */
#ifndef ANJU_SESSION_H
#define ANJU_SESSION_H
#include "app/permission.h"

#define SESSION_COOKIE 65 /* 64 hex digits and a NUL */
#define TOKEN_TEXT     46 /* anju_, 40 hex digits and a NUL */

/* In a write. peer and agent are what the person sees in the list of sessions; either may be NULL.
 * Beyond 20 sessions of an account the longest unused one is closed. */
int session_open(struct ctx *cx, int64_t account, int64_t community, const char *peer,
		 const char *agent, char ret_cookie[SESSION_COOKIE]) MUST_USE;
/* Who has this cookie. ERR_UNAUTHENTICATED when it is unknown or ended, the person dismissed or no
 * longer in that community. *ret_touch: the last noted use is over five minutes ago. */
int session_actor(struct ctx *cx, const char *cookie, struct actor *ret, const char **ret_hash,
		  bool *ret_touch) MUST_USE;
/* Notes the use. OK also when the session has ended meanwhile. */
int session_touch(struct ctx *cx, const char *hash) MUST_USE;
int session_close(struct ctx *cx, const char *hash) MUST_USE;
/* Ends every session of the account but one; except NULL = all. */
int session_close_all(struct ctx *cx, int64_t account, const char *except) MUST_USE;
/* Those of the account in cx->community alone. */
int session_close_here(struct ctx *cx, int64_t account) MUST_USE;
/* What ended at or before cx->now. */
int session_sweep(struct ctx *cx) MUST_USE;

struct session {
	const char *id;    /* names the session in a page; useless as a cookie */
	const char *token_hash;
	const char *community_name;
	const char *peer, *agent;
	int64_t created_at, seen_at, expires_at;
	bool current;      /* has the hash that was asked for */
};
extern const struct fields session_fields;
/* The open ones of an account in one community, 0 = in all, last used first. current: hash of the
 * asking session, or NULL. */
int session_list(struct ctx *cx, int64_t account, int64_t community, const char *current,
		 struct session **ret, size_t *ret_count) MUST_USE;
/* Ends one of them by its id. ERR_NOT_FOUND. */
int session_close_one(struct ctx *cx, int64_t account, const char *id) MUST_USE;

/* The form token (表单令牌) as a page carries it: under a pad of its own, so that no two pages have it
 * in the same letters and the size of a compressed page tells nothing of it. */
const char *form_token_masked(struct arena *arena, const char *token);
/* Is sent such a text of this token? In constant time. */
bool form_token_right(const char *sent, const char *token);

/* ---- API tokens ---- */

/* Who has this token. wanted: the community to act in, 0 = the token's own. Errors as
 * session_actor(). *ret_touch: the last noted use is over an hour ago. */
int token_actor(struct ctx *cx, const char *bearer, int64_t wanted, struct actor *ret,
		const char **ret_hash, bool *ret_touch) MUST_USE;
/* In a write. The text is shown once and nowhere kept. At most 20 in force an account. */
int token_create(struct ctx *cx, int64_t account, int64_t community, const char *name,
		 int64_t *ret_id, char ret_text[TOKEN_TEXT]) MUST_USE;
/* ERR_NOT_FOUND when the account has none of that id in force. */
int token_revoke(struct ctx *cx, int64_t account, int64_t id) MUST_USE;
int token_revoke_all(struct ctx *cx, int64_t account) MUST_USE;
/* Those of the account in cx->community alone. */
int token_revoke_here(struct ctx *cx, int64_t account) MUST_USE;
/* Notes the use. */
int token_touch(struct ctx *cx, const char *hash) MUST_USE;

struct token {
	int64_t id;
	const char *name, *community_name;
	int64_t created_at, last_used_at;
};
extern const struct fields token_fields;
/* Those in force in one community, 0 = in all, newest first. */
int token_list(struct ctx *cx, int64_t account, int64_t community, struct token **ret,
	       size_t *ret_count) MUST_USE;
#endif
