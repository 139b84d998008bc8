/* The arithmetic of the working calendar (工作日历): when is something due of which only the opening
 * hours count, and the sum that shows how. Pure: the caller fills the calendar. */
#ifndef ANJU_WORKTIME_H
#define ANJU_WORKTIME_H
#include "base/civil.h"
#include "base/ctx.h"
#include "base/strbuf.h"

#define WORK_BANDS 3 /* opening bands of a day */

/* Open from…to, minutes after midnight (0 ≤ from < to ≤ 1440). */
struct work_band {
	int from, to;
};

/* A holiday, or a day worked in exchange for one (调休上班). */
struct special_day {
	int32_t day;
	bool working;
	const char *name; /* 国庆节 */
};

struct work_calendar {
	int zone_minutes;
	/* 0 = Monday. Rising, not overlapping; the first empty band ends the row; none = closed. A
	 * swapped working day has the bands of the first weekday that is not closed. */
	struct work_band bands[7][WORK_BANDS];
	const struct special_day *special; /* sorted by day, each day once */
	size_t special_count;
	int32_t known_until; /* the last day whose holidays are known */
};

/* The three below write the sum as a text for people into arithmetic, which may be NULL:
 * "11-23 17:40 + 30 分钟，18:00 下班，次日 08:30 续计 → 11-24 08:40". Texts are those of the language's
 * catalogue. Days appear only when the sum leaves the first day; a due day beyond known_until is
 * marked. */

/* The instant after which duration_ms of working time have passed since from. One that ends with
 * the opening hours is due then, not next morning. ERR_INVALID for a negative duration, when there
 * are 400 closed days on end, and when it would take a hundred years. */
int worktime_add(const struct work_calendar *c, enum language language, int64_t from,
		 int64_t duration_ms, struct strbuf *arithmetic, int64_t *ret_due) MUST_USE;
/* Closing time of the days-th working day after the day of from. days ≥ 1; errors as above. */
int worktime_add_days(const struct work_calendar *c, enum language language, int64_t from, int days,
		      struct strbuf *arithmetic, int64_t *ret_due) MUST_USE;
/* Counted round the clock (24 小时计时): no calendar, a zone for the text. Answers the due instant. */
int64_t worktime_add_24h(int zone_minutes, enum language language, int64_t from,
			 int64_t duration_ms, struct strbuf *arithmetic);

/* Working time in ms from one instant to another; negative when `to` is the earlier. */
int64_t worktime_between(const struct work_calendar *c, int64_t from, int64_t to);
/* Is the office open at that instant? */
bool worktime_open(const struct work_calendar *c, int64_t at);
/* Is that day a working day? */
bool worktime_day_open(const struct work_calendar *c, int32_t day);
#endif
