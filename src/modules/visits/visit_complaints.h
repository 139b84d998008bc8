/* What visits owe to complaints and complaints to visits. */
#ifndef ANJU_VISIT_COMPLAINTS_H
#define ANJU_VISIT_COMPLAINTS_H
#include "app/follow.h"
#include "modules/visits/visits.h"

/* All that visits follow. */
extern const struct follow visit_follows[];

struct record_input;
/* A grade C: a complaint is opened, or the one that was asked about goes back to work. */
int visit_complain(struct ctx *cx, const struct visit *v, const struct record_input *in,
		   int64_t *ret_complaint) MUST_USE;
/* The complaint learns of its visit: enum complaint_opinion, the same numbers as the grades; 0 = it
 * was tried and given up. OK for other visits. */
int visit_tell_complaint(struct ctx *cx, const struct visit *v, int opinion) MUST_USE;
#endif
