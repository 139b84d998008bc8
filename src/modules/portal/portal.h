/* Residents' entry (住户入口): a resident reports, follows and rates what is his own household's,
 * reads the office's notices, and writes to the suggestion box, on his own phone. He comes in by an
 * invitation of the office or a code sent to the phone on file; a door card with the end of that
 * phone lets him report and no more. Whoever ends to belong to a room ends to see it at the next
 * request. Implements documents 8, 15 and 16 for whom they are made. */
#ifndef ANJU_PORTAL_H
#define ANJU_PORTAL_H
#include "app/setting.h"
#include "modules/residents/residents.h"

extern const struct setting portal_settings[];

/* 登录方式 */
enum home_kind {
	HOME_SELF = 1, /* 本人: by invitation or code */
	HOME_CARD,     /* 门牌码: reports, and sees what it reported itself */
};

extern const struct choice home_session_kinds[];

enum { HOME_ROOMS = 12 };
/* A resident who is in: cx->actor->id is minus person_id. */
struct home_user {
	int64_t person_id;
	const char *name, *phone, *phone2;
	int kind;
	const char *hash;                   /* of the session */
	struct occupancy rooms[HOME_ROOMS]; /* he belongs to now */
	size_t room_count;
};

/* ---- coming in ---- */

/* What the entry says at its head, of cx->community. */
struct home_office {
	const char *community, *hotline;
};
int home_office(struct ctx *cx, struct home_office *ret) MUST_USE;
/* The one estate of this installation; 0 = there are several. */
int home_sole_community(struct ctx *cx, int64_t *ret) MUST_USE;

/* Who has this cookie, and in which community. ERR_UNAUTHENTICATED: unknown, ended, or he belongs
 * to no room any more. */
int home_session_user(struct ctx *cx, const char *cookie, struct home_user *ret,
		      int64_t *ret_community, const char **ret_form_token) MUST_USE;
enum { HOME_COOKIE = 65 };
/* room: of the door card; 0 = all the person belongs to. */
int home_session_open(struct ctx *cx, int64_t person, int64_t room, const char *agent,
		      char ret_cookie[HOME_COOKIE]) MUST_USE;
int home_session_lasts(struct ctx *cx, int kind, int64_t *ret_ms) MUST_USE;
int home_session_close(struct ctx *cx, const char *hash) MUST_USE;
/* All of a person: he lost the phone, or the office does not trust a sign-in. Journalled. */
int home_sessions_end(struct ctx *cx, int64_t person) MUST_USE;

/* 邀请 */
struct home_invite {
	int64_t id, person_id;
	const char *name, *room, *made_by; /* joined */
	int64_t created_at, expires_at, used_at, revoked_at;
	int sessions;                      /* open ones of the person */
};
extern const struct fields home_invite_fields;
/* For who belongs to a room now; earlier ones of the person that were not used end. The token is
 * shown once. In a write. */
int home_invite_make(struct ctx *cx, int64_t occupancy, char ret_token[HOME_COOKIE],
		     struct home_invite *ret) MUST_USE;
int home_invite_list(struct ctx *cx, int64_t after, struct home_invite **ret,
		     size_t *ret_count) MUST_USE;
int home_invite_revoke(struct ctx *cx, int64_t id) MUST_USE;
/* In any community. ERR_NOT_FOUND: unknown, used, too old or taken back. */
int home_invite_find(struct ctx *cx, const char *token, struct home_invite *ret,
		     int64_t *ret_community) MUST_USE;
/* Uses it up and opens a session. In a write of that community. */
int home_invite_use(struct ctx *cx, const char *token, const char *agent,
		    char ret_cookie[HOME_COOKIE]) MUST_USE;

/* 短信验证码. In any community: who has this phone, the newest first; the answer is the same when
 * nobody has. *ret_browser: for the cookie of the browser that asked. Goes through app_write(). */
int home_code_send(struct ctx *cx, const char *phone, const char *peer,
		   char ret_browser[HOME_COOKIE]) MUST_USE;
/* ERR_INVALID after a wrong code; five tries. Goes through app_write(). */
int home_code_use(struct ctx *cx, const char *browser, const char *code, const char *agent,
		  char ret_cookie[HOME_COOKIE]) MUST_USE;
/* Can the office send codes at all? */
int home_code_possible(struct ctx *cx, bool *ret) MUST_USE;

/* ---- cards ---- */

/* 门牌码、位置码 */
struct portal_card {
	int64_t id;
	const char *token;
	int64_t room_id;
	const char *room, *place; /* one of them is "" */
	int64_t created_at, retired_at;
};
extern const struct fields portal_card_fields;
/* One for each room of the building that has none; building "" = of the whole estate. */
int portal_cards_make(struct ctx *cx, const char *building, int64_t *ret_made) MUST_USE;
/* Rooms of the estate without a card. */
int portal_cards_lacking(struct ctx *cx, int64_t *ret) MUST_USE;
int portal_place_make(struct ctx *cx, const char *place, int64_t *ret_id) MUST_USE;
/* The old code leads nowhere; a new one can be made. Journalled. */
int portal_card_retire(struct ctx *cx, int64_t id) MUST_USE;
/* In any community. ERR_NOT_FOUND. */
int portal_card_find(struct ctx *cx, const char *token, struct portal_card *ret,
		     int64_t *ret_community) MUST_USE;
struct portal_card_filter {
	const char *q;        /* a room or part of a place; NULL = all */
	const char *building; /* NULL = all */
	bool places;          /* those of public places alone */
	int64_t after;
	size_t most;
};
int portal_card_list(struct ctx *cx, const struct portal_card_filter *f, struct portal_card **ret,
		     size_t *ret_count) MUST_USE;
/* The end of a phone on file of that room: a session that may report. Five tries an hour a card.
 * Goes through app_write(). */
int portal_card_enter(struct ctx *cx, const struct portal_card *card, const char *tail,
		      const char *agent, char ret_cookie[HOME_COOKIE]) MUST_USE;

/* Counts one more use of a source (a card, a phone, an address) and refuses beyond `most` within
 * the window: ERR_RATE_LIMITED. In a write. */
int portal_spend(struct ctx *cx, const char *source, int64_t most, int64_t window_ms) MUST_USE;
int portal_sweep(struct ctx *cx) MUST_USE;
/* A double of somebody became one with him: what was his here is the other's now. */
int portal_person_merged(struct ctx *cx, int64_t person) MUST_USE;
#endif
