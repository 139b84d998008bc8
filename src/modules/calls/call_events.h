/* What the files of the rules share. */
#ifndef ANJU_CALL_EVENTS_H
#define ANJU_CALL_EVENTS_H
#include "app/norm_list.h"
#include "modules/calls/calls.h"

/* By day and by night. */
extern const struct norm call_callback_norms[2];
/* All of this folder, for the rule book. */
extern const struct norm_of call_norms[];

/* Opens the duty to call back: by the norm of the band in which it was missed. */
int call_owe_callback(struct ctx *cx, const struct call *c) MUST_USE;
/* The one column-by-column UPDATE: whatever of the record was changed. */
int call_keep(struct ctx *cx, const struct call *c) MUST_USE;
/* The duty to reply at the promised time; the state is the caller's. */
int call_owe_reply(struct ctx *cx, const struct call *c, int64_t at, const char *text) MUST_USE;
int call_insert(struct ctx *cx, struct call *c) MUST_USE;
/* call_follow.c: ("contact", "log") */
int call_follow_contact(struct ctx *cx, int64_t contact) MUST_USE;
#endif
