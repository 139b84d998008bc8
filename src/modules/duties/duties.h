/* Duties (待办): the board of everything owed, waiving with two people (免办), deputies (代理). The
 * obligations themselves are app/obligation.h, their climbing is app/escalation.h. Implements
 * documents 8 (c), 11 (c), 16 (d) as far as they say who answers for what is late. */
#ifndef ANJU_DUTIES_H
#define ANJU_DUTIES_H
#include "app/obligation.h"
#include "record/input.h"

/* 免办: one asks with a reason, another agrees; neither may be its owner when he agrees. */
int duty_waive(struct ctx *cx, int64_t id, const char *reason) MUST_USE;
/* Ends it as waived. ERR_FORBIDDEN for who asked or who owes it. */
int duty_agree(struct ctx *cx, int64_t id) MUST_USE;
/* It stays owed. */
int duty_refuse(struct ctx *cx, int64_t id, const char *reason) MUST_USE;

/* 代理 */
struct deputy {
	int64_t id, account_id, deputy_id;
	const char *account_name, *deputy_name;
	int64_t from_at, until_at;
	const char *reason;
	int64_t created_at;
	bool now;              /* stands in now; filled when read */
};
extern const struct fields deputy_fields;
struct deputy_new {
	int64_t account_id, deputy_id; /* account 0 = oneself */
	int from_on, until_on;         /* days; from 0 = now; until is the last day */
	const char *reason;
};
extern const struct fields deputy_new_fields;
/* The deputy has the roles of the person from then on, the administrator's never, and sees what he
 * owes. Oneself, or with DEPUTY_WRITE. Not a deputy of a deputy: ERR_CONFLICT. */
int deputy_add(struct ctx *cx, const struct deputy_new *in, int64_t *ret_id) MUST_USE;
/* Ends it now, or takes back one that has not begun. */
int deputy_end(struct ctx *cx, int64_t id) MUST_USE;
/* Now and to come, and those that ended in the last 30 days. */
/* 待办: state, view, owner, subject, kind as the board and the sheet take them. */
extern const struct choice duty_views[];
int duty_filter_read(struct ctx *cx, const struct input *in,
		     struct obligation_filter *ret) MUST_USE;
int deputy_list(struct ctx *cx, struct deputy **ret, size_t *ret_count) MUST_USE;
/* Ends with the person: follows ("person", "leave"). */
int deputy_person_left(struct ctx *cx, int64_t account) MUST_USE;
#endif
