/* What the module's own files give to each other. */
#ifndef ANJU_MOVEIN_PARTS_H
#define ANJU_MOVEIN_PARTS_H
#include "app/journal.h"
#include "app/module.h"
#include "app/norm_list.h"
#include "modules/movein/movein.h"

extern const struct norm movein_approve_norm, movein_call_norm, movein_second_norm,
	movein_decide_norm, movein_mend_norm;
/* All clocks of this folder, for the rule book. */
extern const struct norm_of movein_norms[];
extern const struct exchange movein_exchanges[];
bool movein_batch_final(int state);
bool movein_notice_final(int state);
/* The first batch of that number or name that is still a draft; NULL or "": the only draft there
 * is. ERR_INVALID under "batch" else. */
int movein_batch_named(struct ctx *cx, const char *named, struct movein_batch *ret) MUST_USE;
/* An SMS to the buyer when he left a mobile and the setting says so. */
int movein_message(struct ctx *cx, const struct movein_notice *n, const char *title) MUST_USE;
/* ERR_CONFLICT naming the certificate that is missing: 14 (d). */
int movein_must_be_certified(struct ctx *cx, const struct movein_batch *b) MUST_USE;
int movein_today(struct ctx *cx, int *ret) MUST_USE;
#endif
