/* What the files of this folder share. */
#ifndef ANJU_PEOPLE_RULES_H
#define ANJU_PEOPLE_RULES_H
#include "modules/people/people.h"

/* the field tables of what people send, for the table of routes */
extern const struct field staff_new_table[4], staff_edit_table[2], post_table[5],
	tenure_new_table[3], own_edit_table[2];

/* Reads the person anew and asks staff_may(). */
int staff_get_for(struct ctx *cx, int64_t id, enum staff_act act, struct staff *ret) MUST_USE;
/* The next version of the account; ERR_CONFLICT when `version` (0 = any) is an old one. */
int account_advance(struct ctx *cx, int64_t id, int64_t version) MUST_USE;
/* A line about an account in the journal. note may be NULL. */
int account_journal(struct ctx *cx, int64_t id, const char *action, const char *note) MUST_USE;
/* app_write() as of that community. A journal must always be written from the same lane of the
 * writer, which is chosen by cx->community before the write. */
int write_in_community(struct ctx *cx, int64_t community, int (*run)(struct ctx *cx, void *arg),
		       void *arg) MUST_USE;
/* Today in the community's zone. */
int today_here(struct ctx *cx, int *ret_day, int *ret_zone) MUST_USE;
/* Has the actor every permission of these roles, or is he an administrator? */
bool actor_covers(const struct actor *a, int64_t roles);
/* Does the actor manage people where this person serves? ERR_NOT_FOUND without a reason. */
int must_know_from_elsewhere(struct ctx *cx, int64_t id) MUST_USE;
/* ERR_FORBIDDEN with the reason when the actor may not give that role. */
int role_must_give(struct ctx *cx, enum role role) MUST_USE;
/* ERR_CONFLICT when no administrator would be left who can sign in. After the change. */
int administrator_must_remain(struct ctx *cx) MUST_USE;
/* Terms of the roles: 前台接待员、楼栋管家; "无" for none. */
const char *roles_text(struct ctx *cx, int64_t roles);
/* The first post of a role; made, named by its term, when there is none. In a write. */
int post_for_role(struct ctx *cx, enum role role, int64_t *ret_id) MUST_USE;
/* The names of the posts these people hold now, into post_names. rows by rising id. */
int post_names_fill(struct ctx *cx, struct staff *rows, size_t count) MUST_USE;
#endif
