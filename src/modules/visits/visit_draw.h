/* Drawing (抽样): which closed repairs and help calls are asked about. Chance that can be checked
 * afterwards: the lot comes from the month's stored seed and the number of the matter. */
#ifndef ANJU_VISIT_DRAW_H
#define ANJU_VISIT_DRAW_H
#include "modules/visits/visits.h"

enum visit_pool { POOL_REPAIR = 1, POOL_HELP };
/* 0-99 */
int visit_lot(const char *seed, const char *number);
/* Whether the matter that closes now is visited: *ret_reason 0 = no. must: why it is in any case, 0
 * = by lot. At no time are fewer chosen than ceil(closed so far in the month × percent); the chosen
 * by duty count. Asked twice for one matter, it gives the first answer. In a write. */
int visit_draw(struct ctx *cx, enum visit_pool pool, int64_t request, const char *number, int must,
	       int64_t percent, int *ret_reason) MUST_USE;
/* A month's seed is made when it is first needed; a demonstration sets its own before. */
int visit_month_seed(struct ctx *cx, int month, const char *seed) MUST_USE;
#endif
