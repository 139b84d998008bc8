/* What the steps of a promise ask for. */
#ifndef ANJU_PROMISE_STEPS_H
#define ANJU_PROMISE_STEPS_H
#include "app/obligation.h"
#include "modules/outreach/promises.h"

struct keep_input {
	const char *evidence;
};
struct move_input {
	int64_t due_at, told_at;
	int told_way;
	const char *reason;
};
struct offer_input {
	int64_t to;
	const char *remark;
};
struct decline_input {
	const char *reason;
};
struct settle_input {
	const char *cause, *measure;
	int64_t told_at;
};
struct withdraw_input {
	const char *reason;
};
extern const struct norm norm_keep, norm_accept, norm_broken;
/* of reasons.c and announcement_steps.c, for the rule book */
extern const struct norm norm_contact, norm_deliver;
#endif
