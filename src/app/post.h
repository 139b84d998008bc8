/* Posts (岗位) as the rules need them: whose a duty is when nobody is named. */
#ifndef ANJU_POST_H
#define ANJU_POST_H
#include "app/permission.h"

/* The first post of a role in use; 0 when the office has none. */
int post_of_role(struct ctx *cx, enum role role, int64_t *ret) MUST_USE;
/* By the role's word or term (客服主管), or by the post's own name; 0 when there is none. */
int post_named(struct ctx *cx, const char *name, int64_t *ret) MUST_USE;
#endif
