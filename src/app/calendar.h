/* The working calendar of a community (工作日历): opening hours from settings, holidays and swapped
 * working days (调休) as rows. */
#ifndef ANJU_CALENDAR_H
#define ANJU_CALENDAR_H
#include "base/ctx.h"
#include "base/field.h"
#include "base/worktime.h"
#include "app/setting.h"

struct calendar_day {
	int day;          /* day number, see civil.h */
	bool working;     /* a swapped working day; false = a day off */
	const char *name; /* 国庆节 */
};
extern const struct fields calendar_day_fields;
extern const struct setting calendar_settings[];

/* Of cx->community at cx->now. Lives in cx->arena. */
int calendar_load(struct ctx *cx, const struct work_calendar **ret) MUST_USE;
int calendar_zone(struct ctx *cx, int *ret_minutes) MUST_USE;
/* The published days off of mainland China that the program knows, for a new community. */
int calendar_seed(struct ctx *cx) MUST_USE;
int calendar_days(struct ctx *cx, int year, struct calendar_day **ret, size_t *ret_count) MUST_USE;
int calendar_set(struct ctx *cx, const struct calendar_day *day) MUST_USE;
int calendar_remove(struct ctx *cx, int day) MUST_USE;
#endif
