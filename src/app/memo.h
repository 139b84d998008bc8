/* What of the office is read once and holds for the whole of a transaction: its time zone, its
 * parameters, the journal's last line, the last numbers given. Without it a job or a page would ask
 * the database for each of them each time. */
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
/* 单号: the last one of a prefix that this transaction gave */
struct memo_number {
	struct memo_number *next;
	const char *prefix;
	int32_t day;
	int64_t last;
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
	int64_t journal_seq; /* 0 = not read yet */
	char journal_hash[65];
	struct memo_number *numbers;
};
/* Of cx->community; the arena lives as long as it does. NULL when no transaction is open. */
struct memo *memo_of(struct ctx *cx, struct arena **ret);
/* A parameter or a day of the calendar was changed: they are read anew. */
void memo_forget_settings(struct ctx *cx);
#endif
