/* Quiet hours (免打扰时段): what is not urgent waits for their end. Implements document 2 (d):
 * residents are spoken to at 09:00–12:00 and 14:30–20:00, at another hour in an emergency only. */
#ifndef ANJU_QUIET_H
#define ANJU_QUIET_H
#include "base/ctx.h"

enum { QUIET_BANDS = 4 };
struct quiet {
	int from[QUIET_BANDS], until[QUIET_BANDS]; /* minutes after midnight; may pass midnight */
	size_t count;
};
/* from == until: nothing is added. */
void quiet_add(struct quiet *q, int from, int until);
/* The first instant at or after `at` that is in no band. A day that is quiet from end to end is
 * not: then `at` itself. */
int64_t quiet_end(const struct quiet *q, int64_t at, int zone_minutes);
/* The office's, for residents or for staff, by the settings. */
int quiet_of_office(struct ctx *cx, bool residents, struct quiet *ret) MUST_USE;
#endif
