/* Figures (月度数据): a month of the office as charts, each with its numbers as a table, and the
 * screen on the wall (大屏) with those of today. What another module counts is asked of it; here is
 * counted only what nobody else counts: volume by day, building and hour, and how long things took.
 * Implements 3 (e), 8 (e), 9 (e), 13 (e), 15 (e), 16 (e). */
#ifndef ANJU_FIGURES_H
#define ANJU_FIGURES_H
#include "modules/requests/requests.h"
#include "record/chart.h"
#include "record/input.h"
#include "app/setting.h"

/* What is asked for: all of it, or what fits a page. */
enum figure_view { FIGURES_ALL, FIGURES_VOLUME, FIGURES_TIMES, FIGURES_QUALITY };
extern const struct choice figure_views[];
enum { FIGURE_CHARTS = 11, FIGURE_MONTHS = 12, FIGURE_KINDS = REQUEST_KINDS };

struct figures {
	int view;                    /* enum figure_view */
	const char *month;           /* "2026-11" */
	const char *before, *after;  /* the months beside it; after NULL = not yet */
	int year, number;            /* 2026, 11 */
	int zone;
	int64_t from, until;         /* of the month, ms */
	int64_t from_before;         /* of the month before, which ends at `from` */
	int32_t first, last;         /* its days */
	const char *building;        /* only this one; NULL = the whole estate */
	const char **buildings;      /* to choose from */
	size_t building_count;
	struct chart charts[FIGURE_CHARTS];
	size_t count;
};
/* From a query: month (else that of cx->now), building, view. ERR_INVALID names the field: no
 * month, one that has not come, a building that is not there. A building narrows what knows of
 * rooms; charts that do not are left out then. What cx->actor is kept off (回避) is not counted
 * among requests. */
int figures_read(struct ctx *cx, const struct input *in, struct figures *ret) MUST_USE;
extern const struct setting figure_settings[];

/* ---- the screen on the wall ---- */
enum { WALL_DUE = 10, WALL_AGES = 5 };
/* What is due next, without anything that names a person: no name, phone, title, number; of a room
 * the building alone, and of a complaint not even that. */
struct wall_due {
	const char *what, *duty;     /* 报修, 到场 */
	const char *building;        /* NULL = none, or not for the wall */
	int64_t started_at, due_at;
};
struct wall {
	int64_t received, closed, open, overdue, due_soon, contacts; /* requests of today; contacts */
	int64_t calls, missed, to_call_back;
	int64_t broken;              /* duties of all kinds whose time is over */
	struct wall_due due[WALL_DUE];
	size_t due_count;
	struct chart hours, kinds, ages, phone;
	int64_t seconds;             /* until it is read anew */
};
int wall_read(struct ctx *cx, struct wall *ret) MUST_USE;
#endif
