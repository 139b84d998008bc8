/* What of the office is read once and holds for the whole of a transaction: its time zone and its
 * parameters. Without it a job or a page would ask the database for each of them each time. */
#ifndef ANJU_MEMO_H
#define ANJU_MEMO_H
#include "base/base.h"

struct ctx;
struct arena;
struct work_calendar;
struct memo_setting {
	const char *name, *value;
	int64_t from_at;
};
struct memo {
	struct memo *next; /* of another community */
	int64_t community;
	bool has_zone, has_settings;
	int zone_minutes;
	struct memo_setting *settings; /* by name, the latest from_at first */
	size_t setting_count;
	const struct work_calendar *calendar; /* as of calendar_at, a time of cx->now; or NULL */
	int64_t calendar_at;
};
/* Of cx->community; the arena lives as long as it does. NULL when no transaction is open. */
struct memo *memo_of(struct ctx *cx, struct arena **ret);
/* A parameter or a day of the calendar was changed: they are read anew. */
void memo_forget_settings(struct ctx *cx);
#endif
