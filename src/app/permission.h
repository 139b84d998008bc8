/* Who may do what: permissions, roles, and the person who acts. Implements domain 0.1. */
#ifndef ANJU_PERMISSION_H
#define ANJU_PERMISSION_H
#include "base/ctx.h"
#include "base/field.h"

enum permission {
	PERM_UNSET = 0,
#define PERMISSION(NAME, word, sentence) PERM_##NAME,
#include "app/permission_list.h"
#undef PERMISSION
	PERMISSIONS
};
enum role {
#define ROLE(NAME, word, term, also) ROLE_##NAME,
#include "app/role_list.h"
#undef ROLE
	ROLES
};
extern const struct choice role_choices[]; /* word, Chinese term */
const char *role_also(enum role r);
const char *permission_word(enum permission p);
const char *permission_sentence(enum permission p);
/* the matrix; a const table in permission.c */
bool role_may(enum role r, enum permission p);

/* Who acts (操作人): loaded by the gate from the session or the token. */
struct actor {
	/* account; of a resident (住户入口) minus the id of the person, and then no roles */
	int64_t id;
	const char *login, *name;
	int64_t roles;         /* bit 1 << enum role, of the posts held now in the community */
	int64_t community;
	const char *form_token; /* of the session; NULL with an API token */
	bool must_change_password;
	const char *community_name; /* 小区 */
	int zone_minutes;      /* of the community */
	int language;          /* enum language of the person */
};
/* Union over the roles. The system itself (NULL) may everything. */
bool actor_may(const struct actor *a, enum permission p);
bool actor_is(const struct actor *a, enum role r);
/* ERR_FORBIDDEN with the reason. */
int actor_must(struct ctx *cx, enum permission p) MUST_USE;
#endif
