/* Saved views (常用视图): a list with its filter under a name of a person's own. The list is asked
 * for anew each time, with the person's rights of that moment; nobody sees another's views. */
#ifndef ANJU_VIEW_H
#define ANJU_VIEW_H
#include "base/ctx.h"
#include "base/field.h"

struct saved_view {
	int64_t id;
	const char *label, *path;
};
extern const struct fields saved_view_fields;
enum { VIEWS_MOST = 12 };

/* The name given before is given anew. ERR_INVALID: no name, no page of ours, or VIEWS_MOST are
 * there. In a write. */
int view_save(struct ctx *cx, const char *label, const char *path) MUST_USE;
/* ERR_NOT_FOUND when it is gone or another's. In a write. */
int view_drop(struct ctx *cx, int64_t id) MUST_USE;
/* Of who acts, the oldest first. */
int view_list(struct ctx *cx, struct saved_view **ret, size_t *ret_count) MUST_USE;
#endif
