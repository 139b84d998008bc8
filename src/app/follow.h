/* Following (跟办): a business area acts on what happened in another, in the same transaction. News
 * goes up by these tables, so that no area calls one below it. */
#ifndef ANJU_FOLLOW_H
#define ANJU_FOLLOW_H
#include "base/ctx.h"

struct follow {
	const char *subject, *action; /* "request", "close"; as in the journal */
	int (*then)(struct ctx *cx, int64_t id); /* an error undoes the whole act */
};
/* step_take() tells of each step once it is done and journalled; what is no step tells itself:
 * ("contact", "log"), ("person", "leave"), ("resident", "merge"). In the order of module_list.h. */
int follow_tell(struct ctx *cx, const char *subject, const char *action, int64_t id) MUST_USE;
#endif
