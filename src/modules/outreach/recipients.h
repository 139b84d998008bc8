/* Whom a notice reaches: the area as people write it, and the households in it. */
#ifndef ANJU_RECIPIENTS_H
#define ANJU_RECIPIENTS_H
#include "modules/outreach/announcements.h"

enum { AREA_PARTS = 12 };
struct area {
	const char *part[AREA_PARTS]; /* "2", "3-1", "3-2-501" */
	size_t count;                 /* 0 = everywhere */
};
/* "2, 3-1、3-2-501" → parts; ERR_INVALID names the one that is no building, entrance or room. */
int area_read(struct ctx *cx, const char *typed, struct area *ret) MUST_USE;
bool area_has(const struct area *area, const char *room);
int announcement_check(struct ctx *cx, const struct announcement_intake *in) MUST_USE;
/* Writes the list of households, skips whom the rules skip, sends what goes by SMS. In a write. */
int recipients_write(struct ctx *cx, const struct announcement *a, int *ret_count,
		     int *ret_skipped) MUST_USE;
/* Those of the area that wait still are told now. */
int delivery_told(struct ctx *cx, int64_t announcement, const char *area, int way,
		  int *ret_count) MUST_USE;
#endif
