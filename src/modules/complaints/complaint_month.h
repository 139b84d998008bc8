/* 月投诉分析: the figures of a month, and the report on them. Implements document 8 (e). */
#ifndef ANJU_COMPLAINT_MONTH_H
#define ANJU_COMPLAINT_MONTH_H
#include "modules/complaints/complaints.h"

/* One line: all complaints taken in during the month, or those with one grade, cause … */
struct complaint_sum {
	int value;         /* of the choice; 0 = not said yet */
	int64_t received, judged, valid, handled, closed;
	int64_t open_ms;   /* taking in to first closing, of the closed ones together */
	int64_t asked, content; /* owners with an opinion; 满意 and 基本满意 of them */
	int64_t anonymous, reopened, repeated;
};
extern const struct fields complaint_sum_fields;

struct complaint_month {
	int month;         /* 202611 */
	int64_t from, until;
	int64_t households; /* delivered homes and shops; 投诉率 = received ÷ households */
	struct complaint_sum all;
	struct complaint_sum *grades, *causes, *units, *channels;
	size_t grade_count, cause_count, unit_count, channel_count;
	/* the report */
	int64_t opened_at, due_at, done_at; /* opened_at 0 = none is owed */
	const char *done_name, *note;
};
/* typed: "2026-11" or "202611". ERR_NOT_FOUND when it is no month, or not yet. */
int complaint_month_read(struct ctx *cx, const char *typed, struct complaint_month *ret) MUST_USE;
/* 未结投诉 by how long ago they were taken in: up to 1 day, 3, 7, 30, and older. What was merged is
 * counted with its main case. */
enum { COMPLAINT_AGES = 5 };
int complaint_open_ages(struct ctx *cx, int64_t ret[COMPLAINT_AGES]) MUST_USE;
/* The report is done: meets the duty. ERR_CONFLICT when it is not owed yet and when it was done. */
int complaint_report_done(struct ctx *cx, const char *typed, const char *note) MUST_USE;
/* "12.5%"; "无数据" for a zero denominator. Tenths of a percent, cut not rounded up. */
const char *complaint_rate(struct ctx *cx, int64_t part, int64_t whole);
#endif
