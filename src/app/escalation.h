/* Escalation (升级): nothing open is forgotten. At 80 % of its time whoever owes it is warned; when
 * it expires it climbs to the next named post, and again with each further half of the norm. The
 * rungs and shares are settings. Implements domain 0.1 (SLA), documents 8 (c), 15 (e), 16 (d). */
#ifndef ANJU_ESCALATION_H
#define ANJU_ESCALATION_H
#include "app/obligation.h"
#include "app/setting.h"

struct strbuf;
extern const struct setting escalation_settings[];
extern const struct choice ladders[];

/* Sets o->next_at by how far it has got (warned_at, rung): at its beginning and after a pause. */
int escalation_begin(struct ctx *cx, struct obligation *o) MUST_USE;
/* A job. Warns and climbs for all whose time has come, a hundred a transaction. After a standstill
 * of the server each goes to the rung where it belongs by now, with one message for it. */
int escalation_run(struct ctx *cx) MUST_USE;
/* Whom a rung of a ladder names now: 1 … ; *ret_post 0 = no such rung. */
int escalation_post(struct ctx *cx, enum ladder ladder, int rung, int64_t *ret_post) MUST_USE;

/* obligation.c's: the instant ms after from, and its sum (b may be NULL). */
int obligation_due_after(struct ctx *cx, bool working, int64_t from, int64_t ms, struct strbuf *b,
			 int64_t *ret_due) MUST_USE;
#endif
