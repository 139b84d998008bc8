/* People of the office (员工与岗位): accounts, the posts they hold from when to when, and signing in.
 * What a person may do comes from the roles of the posts held now and from nothing else.
 * Implements domain 0.1.
 *
 * What changes something is called inside a write. The exceptions hash a password first and then go
 * through app_write() by themselves: they say so, and must not run on a server's writer thread. */
#ifndef ANJU_PEOPLE_H
#define ANJU_PEOPLE_H
#include "app/permission.h"
#include "app/session.h"
#include "base/field.h"

enum staff_state {
	STAFF_ACTIVE = 1, /* 在职 */
	STAFF_LEFT,       /* 离职 */
};
extern const struct choice staff_states[], languages[];
/* The actions an account has in the journal, by word; subject "account". */
extern const struct choice account_actions[];

/* 员工: an account as one community sees it */
struct staff {
	int64_t id;             /* of the account */
	const char *login, *name, *phone;
	int state;              /* in this community */
	int64_t roles;          /* 1 << enum role, of the posts held now */
	const char *post_names; /* of the posts held now: 前台一班、楼栋管家; filled when read */
	bool must_change_password;
	int64_t locked_until;   /* 0 or past = not locked */
	int language;
	int joined_on, left_on;
	int64_t seen_at;        /* last use of an open session; 0 = none is open */
	int64_t created_at, version;
};
extern const struct fields staff_fields;

struct staff_filter {
	const char *q;     /* part of the name, login, initials or digits of the phone */
	int state;         /* 0 = all */
	int role;          /* -1 = all */
	int64_t after;     /* id of the last row of the page before; 0 = from the start */
	size_t most;
};
int staff_list(struct ctx *cx, const struct staff_filter *f, struct staff **ret,
	       size_t *ret_count) MUST_USE;
int staff_total(struct ctx *cx, const struct staff_filter *f, int64_t *ret) MUST_USE;
int staff_get(struct ctx *cx, int64_t id, struct staff *ret) MUST_USE;

/* What a new person is made of. */
struct staff_new {
	const char *login; /* made lower case */
	const char *name, *phone;
	int64_t post_id;   /* the first post; 0 = none, or by role */
	int role;          /* -1, or an enum role: its first post is given, and made when there is none */
	const char *password; /* NULL: a one-time password is made and must be changed */
};
extern const struct fields staff_new_fields; /* login, name, phone, post_id */
/* Hashes, then writes through app_write(). *ret_password: the one-time password, NULL when one was
 * given. A login that serves another community already is refused: staff_join(). */
int staff_add(struct ctx *cx, const struct staff_new *in, int64_t *ret_id,
	      const char **ret_password) MUST_USE;
/* Somebody with an account from another community serves here too from now on. Who does not manage
 * people in one of his communities gets the answer of an unknown login. */
int staff_join(struct ctx *cx, const char *login, int64_t *ret_id) MUST_USE;

/* Name and phone. */
struct staff_edit {
	const char *name, *phone;
};
extern const struct fields staff_edit_fields;
/* version 0 = whatever it is; else ERR_CONFLICT when somebody was faster. So in all changes. */
int staff_edit(struct ctx *cx, int64_t id, int64_t version, const struct staff_edit *edit) MUST_USE;
/* A new one-time password; ends all sessions and tokens. Hashes, then writes. */
int staff_reset(struct ctx *cx, int64_t id, int64_t version, const char **ret_password) MUST_USE;
/* Lifts the lock after wrong passwords. */
int staff_unlock(struct ctx *cx, int64_t id) MUST_USE;
/* Ends all sessions (下线). */
int staff_sign_out(struct ctx *cx, int64_t id) MUST_USE;
/* Leaves this community now (离职): posts end, sessions and tokens with them, and his open
 * obligations go to the post he began last, in one transaction.
 * Who serves nowhere else cannot sign in any more. Not the last administrator, nor oneself. */
int staff_dismiss(struct ctx *cx, int64_t id, int64_t version) MUST_USE;
/* Comes back (复职), without posts and with no password until it is reset. */
int staff_reinstate(struct ctx *cx, int64_t id, int64_t version) MUST_USE;

/* What may be done with a person, as bits: the buttons of the page, the actions of the API. */
enum staff_act {
	ACT_EDIT = 1,
	ACT_POSTS = 2,
	ACT_RESET = 4,
	ACT_UNLOCK = 8,
	ACT_SIGN_OUT = 16,
	ACT_DISMISS = 32,
	ACT_REINSTATE = 64,
};
extern const struct choice staff_acts[];
/* May the actor do this now? Nobody manages himself; an administrator is managed by administrators
 * alone; what concerns the account needs the right to manage people in each community it serves;
 * his account and posts are changed only by who has all the rights that come with his posts. */
int staff_may(struct ctx *cx, const struct staff *s, enum staff_act act) MUST_USE;

/* ---- posts ---- */

/* 岗位 */
struct post {
	int64_t id;
	const char *name;
	int role;
	int64_t retired_at;
	int64_t holders;   /* now */
};
extern const struct fields post_fields;
/* Those in use, by role; retired ones too when wanted. */
int post_list(struct ctx *cx, bool retired, struct post **ret, size_t *ret_count) MUST_USE;
int post_get(struct ctx *cx, int64_t id, struct post *ret) MUST_USE;
int post_add(struct ctx *cx, const struct post *in, int64_t *ret_id) MUST_USE;
int post_rename(struct ctx *cx, int64_t id, const char *name) MUST_USE;
/* ERR_CONFLICT while somebody holds it or will. */
int post_retire(struct ctx *cx, int64_t id) MUST_USE;

/* 任职: who holds which post from when to when */
struct tenure {
	int64_t account_id, post_id;
	const char *post_name;
	int role;
	int64_t from_at, until_at; /* until 0 = open end */
	bool now;                  /* held now; filled when read */
};
extern const struct fields tenure_fields;
struct tenure_new {
	int64_t post_id;
	int from_on, until_on; /* day numbers; from 0 = now; until 0 = open end, else the last day */
};
extern const struct fields tenure_new_fields;
/* Newest first; ended ones too when wanted. */
int tenure_list(struct ctx *cx, int64_t account, bool ended, struct tenure **ret,
		size_t *ret_count) MUST_USE;
/* Gives a post. Nobody gives himself one; the giver needs every permission of its role, but an
 * administrator gives any; the administrator's role is given by administrators alone. */
int tenure_give(struct ctx *cx, int64_t account, const struct tenure_new *in) MUST_USE;
/* Ends the tenure now, or takes back one that has not begun. */
int tenure_end(struct ctx *cx, int64_t account, int64_t post) MUST_USE;
/* staff.roles of the person from the posts held at cx->now. *ret_changed may be NULL. */
int tenure_refresh(struct ctx *cx, int64_t account, bool *ret_changed) MUST_USE;
/* The same for everybody of the community whose posts began or ended meanwhile: a job. */
int tenure_refresh_all(struct ctx *cx) MUST_USE;

/* ---- signing in ---- */

struct sign_in {
	const char *login, *password;
	const char *peer, *agent;  /* where from, for the list of sessions and the budget */
	const char *old_session;   /* hash of a session that ends with it; NULL = none */
	/* filled in */
	int64_t account, community;
	bool must_change_password;
	char cookie[SESSION_COOKIE];
};
/* Hashes, then writes through app_write(). ERR_UNAUTHENTICATED with the same words whether the
 * login, the password or the lock was to blame, after the same time. ERR_RATE_LIMITED when too many
 * failures came from the address, unless the person has signed in from there before.
 *
 * Five wrong passwords lock the account for 15 minutes, each further one for twice as long, up to a
 * day. An address from which the person signed in during the last 30 days is counted apart, so that
 * a stranger cannot lock the person out of the office. */
int sign_in(struct ctx *cx, struct sign_in *in) MUST_USE;
/* The person's own: checks the old password, ends all sessions and opens a new one. */
int password_change(struct ctx *cx, const char *old, const char *fresh, const char *peer,
		    const char *agent, char ret_cookie[SESSION_COOKIE]) MUST_USE;
/* Forgets addresses and failures whose time is over: a job. */
int sign_in_sweep(struct ctx *cx) MUST_USE;

/* 服务的小区 of one account, for the switch */
struct community {
	int64_t id;
	const char *name;
};
extern const struct fields community_fields;
int community_of_account(struct ctx *cx, int64_t account, struct community **ret,
			 size_t *ret_count) MUST_USE;
/* Phone and language of one's own account. */
struct own_edit {
	const char *phone;
	int language;
};
extern const struct fields own_edit_fields;
int own_edit(struct ctx *cx, int64_t version, const struct own_edit *edit) MUST_USE;
/* Ends one's sessions but this one (hash; NULL = all). */
int own_sign_out(struct ctx *cx, const char *except) MUST_USE;
/* Ends one of one's sessions by its id. */
int own_session_close(struct ctx *cx, const char *id) MUST_USE;
/* Goes on in another community where one serves: the session `old` ends, a new one begins. Writes
 * through app_write(), in that community, which is cx->community afterwards. */
int own_switch(struct ctx *cx, int64_t community, const char *old, const char *peer,
	       const char *agent, char ret_cookie[SESSION_COOKIE]) MUST_USE;

/* ---- for the commands ---- */

/* An empty office: community, calendar, a post for each role, the administrator `admin`. Sets
 * cx->community. Where `admin` exists already (a second community) he administers this one too and
 * *ret_password is NULL. Hashes, then writes. */
int people_init_office(struct ctx *cx, const char *community_name, const char **ret_login,
		       const char **ret_password) MUST_USE;
/* The account of that login which serves cx->community. ERR_NOT_FOUND names it. */
int people_find(struct ctx *cx, const char *login, int64_t *ret_id) MUST_USE;
/* An API token of that person, with the journal's line; and its end, one's own or that of somebody
 * one manages. */
int people_token(struct ctx *cx, int64_t account, const char *name, int64_t *ret_id,
		 char ret_text[TOKEN_TEXT]) MUST_USE;
int people_token_revoke(struct ctx *cx, int64_t account, int64_t token) MUST_USE;
#endif
