/* Dates and times of day in a zone given as minutes east of UTC, with no help from the system's
 * locale. China has had one zone and no summer time since 1992, so an offset is the whole zone. */
#ifndef ANJU_CIVIL_H
#define ANJU_CIVIL_H
#include "base/base.h"

#define SECONDS(n) ((int64_t)(n) * 1000)
#define MINUTES(n) ((int64_t)(n) * 60 * 1000)
#define HOURS(n)   ((int64_t)(n) * 60 * 60 * 1000)
#define DAYS(n)    ((int64_t)(n) * 24 * 60 * 60 * 1000)
#define CIVIL_TEXT 40
#define ZONE_SHANGHAI 480 /* Asia/Shanghai, minutes east */

/* The wall clock in ms UTC. For the loop, jobs and logs; domain code reads cx->now. */
int64_t clock_now_ms(void);
/* A clock that never jumps, in µs; for measuring. */
int64_t clock_steady_us(void);

struct civil {
	int year, month, day, hour, minute, second;
	int weekday; /* 1 = Monday … 7 = Sunday */
};

/* A calendar day as a number: days since 1970-01-01. Days are counted, not instants. */
int32_t civil_day(int year, int month, int day);
bool civil_day_valid(int year, int month, int day);
void civil_from_day(int32_t day, struct civil *ret);
/* The wall clock of an instant. */
void civil_from_ms(int64_t at, int zone_minutes, struct civil *ret);
/* The day an instant falls on. */
int32_t civil_day_of(int64_t at, int zone_minutes);
/* The instant of minute `minute` (0…1440) of a day. */
int64_t civil_ms(int32_t day, int minute, int zone_minutes);

/* "2026-11-23T20:44:07.123+08:00"; .123 only when there are milliseconds. */
const char *civil_rfc3339(int64_t at, int zone_minutes, char text[CIVIL_TEXT]);
/* "2026-11-23 20:44" */
const char *civil_minute(int64_t at, int zone_minutes, char text[CIVIL_TEXT]);
/* "2026-11-23" */
const char *civil_date(int32_t day, char text[CIVIL_TEXT]);
/* "08:30" from minutes after midnight; 1440 is "24:00". */
const char *civil_clock(int minute, char text[CIVIL_TEXT]);

/* Accepts 2026-11-23, 2026/4/5, 2026.4.5, 2026年4月5日, each with an optional time 9:32[:09] after a
 * blank or T, and RFC 3339 with Z or an offset (which then wins over the zone). ERR_INVALID for any
 * other text and for days that are not. */
int civil_parse(const char *text, int zone_minutes, int64_t *ret_at) MUST_USE;
int civil_parse_day(const char *text, int32_t *ret_day) MUST_USE;
/* "8:30" → 510; "24:00" → 1440. */
int civil_parse_clock(const char *text, int *ret_minute) MUST_USE;
#endif
