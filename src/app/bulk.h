/* Bulk steps (批量办理): one step for many records, each by the same function and under the same rules
 * as alone, in a write of its own: what is refused for one leaves the others done. Every record has
 * its result. POST /KIND/bulk {action, ids[], the step's fields}. */
#ifndef ANJU_BULK_H
#define ANJU_BULK_H
#include "app/request.h"
#include "app/steps.h"

enum { BULK_MOST = 100 };

/* What a module gives to it. */
struct bulk_kind {
	const struct machine *machine;
	const char *page; /* "requests": its records are /requests/ID */
	/* the step as it is taken alone; number and state of the record as it is then, also when it
	 * was refused, as far as it may be seen */
	int (*step)(struct ctx *cx, int64_t id, const char *action, const struct input *in,
		    int zone_minutes, const char **ret_number, int *ret_state);
};
struct bulk_result {
	int64_t id;
	const char *number;  /* NULL = not found */
	int state;           /* 0 = not known */
	int err;             /* OK, or why not */
	const char *message; /* for the person; NULL = done */
};
struct bulk {
	const struct bulk_kind *kind;
	const char *action, *label;
	struct bulk_result *rows;
	size_t count, done;
};
/* Takes the step for each. 1 = the answer of an earlier request with the same key was put in place.
 * ERR_INVALID: no records, too many, or no such step. On a worker (LANE_WORK). A form's `remark`
 * stands for text, reason, result where the step asks for one and it was not sent. */
int bulk_take(struct request *rq, const struct bulk_kind *kind, struct bulk *ret) MUST_USE;
/* After the answer: keeps it for a repeated request. */
int bulk_keep(struct request *rq) MUST_USE;
void bulk_json(struct json *j, const struct bulk *b);
/* The steps that a list offers for many at once: those that need no more than a remark, and that
 * this person may take at all. Room for `most`. */
size_t bulk_steps(struct ctx *cx, const struct machine *m, const struct step **ret, size_t most);
#endif
