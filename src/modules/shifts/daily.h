/* The day of the desk in figures (客服日报): what came in, what was done, what is open and late, by
 * kind and by person. Implements document 11 (e), (f). */
#ifndef ANJU_DAILY_H
#define ANJU_DAILY_H
#include "base/ctx.h"
#include "base/field.h"

/* One kind of request. */
struct daily_kind {
	int kind;                       /* enum request_kind */
	int64_t received, closed, open, overdue;
};
/* One kind of record that owes: 工单, 投诉 … */
struct daily_duty {
	const char *subject;
	int64_t begun, met, late, open, overdue;
};
struct daily_person {
	int64_t id;
	const char *name;
	int64_t contacts, registered, begun, met, late, open, overdue;
};
struct daily {
	int day;
	int64_t from, to;               /* of the day; to = now when it still runs */
	bool running;
	int64_t contacts;
	struct daily_kind *kinds;       /* every kind, in its order */
	size_t kind_count;
	struct daily_duty *duties;
	size_t duty_count;
	struct daily_person *people;    /* who did or owes anything */
	size_t person_count;
	struct daily_duty all;
};
extern const struct fields daily_kind_fields, daily_duty_fields, daily_person_fields;
/* ERR_INVALID for a day to come. */
int daily_read(struct ctx *cx, int day, struct daily *ret) MUST_USE;
/* 按时率 in tenths of a percent; -1 = nothing was due (无数据). */
int daily_rate(int64_t met, int64_t late);
#endif
