/* The month's figures of return visits (回访月报): on time by the end of the time limit, satisfaction
 * of what was recorded, missing signatures. Nothing owed is 无数据, not 100 %. Implements 9 (e) and
 * 投诉回访率 of 13 (e). */
#ifndef ANJU_VISIT_FIGURES_H
#define ANJU_VISIT_FIGURES_H
#include "modules/visits/visits.h"

struct visit_figure {
	int64_t key;             /* kind, unit or account; 0 = all together */
	const char *name;        /* of the account */
	int64_t due, on_time;    /* whose time ended in the month (or was met before), and in time */
	int64_t graded, satisfied; /* recorded in the month, and A or B */
	int64_t pleased;         /* A */
	int64_t unsatisfied;     /* C */
	int64_t unsigned_count;  /* at the door and still without a signature */
	int64_t nobody;          /* given up */
};
extern const struct fields visit_figure_fields;

struct visit_month {
	int year, month;
	int64_t target;          /* visits.satisfied_percent */
	struct visit_figure all;
	struct visit_figure *kinds, *units, *people;
	size_t kind_count, unit_count, person_count;
};
/* from_ms … until_ms: the month in the zone of the community. */
int visit_month_read(struct ctx *cx, int year, int month, struct visit_month *ret) MUST_USE;
/* Of it but all together. */
int visit_month_sum(struct ctx *cx, int year, int month, struct visit_figure *ret) MUST_USE;
/* "95.0 %"; NULL = 无数据 */
const char *visit_rate(struct arena *a, int64_t part, int64_t whole);
#endif
