/* Planned visits (回访计划): the head of the office goes to every household once or twice a year, a
 * steward to some of the area each month; and how much of the estate was reached in a year.
 * Implements document 9 (b), (d), (g) 5. */
#ifndef ANJU_VISIT_PLANS_H
#define ANJU_VISIT_PLANS_H
#include "modules/visits/visits.h"

/* 走访类别 */
enum plan_category { PLAN_DIRECTOR = 1, PLAN_STEWARD, PLAN_SURVEY, PLAN_OTHER };
extern const struct choice plan_categories[];

struct visit_plan {
	int64_t id;
	int year, month, category;   /* month 0 = of the whole year */
	const char *title;
	int64_t owner_id, post_id;
	const char *owner_name, *post_name; /* joined */
	int from_on, until_on;
	bool automatic;
	int64_t rooms, opened, done; /* households; visits opened; visits made */
	int64_t created_at;
};
extern const struct fields visit_plan_fields;

/* What a new plan is made of: the households by name, or so many of a building (or of all): those
 * visited longest ago. */
struct visit_plan_intake {
	int category;
	const char *title;
	int from_on, until_on;
	int64_t owner, post;
	const char *rooms, *building;
	int count;
};
enum { VISIT_PLAN_FIELDS = 8 };
extern const struct field visit_plan_table[VISIT_PLAN_FIELDS];
extern const struct fields visit_plan_intake_fields;

int visit_plan_add(struct ctx *cx, const struct visit_plan_intake *in, int64_t *ret_id) MUST_USE;
int visit_plan_get(struct ctx *cx, int64_t id, struct visit_plan *ret) MUST_USE;
int visit_plan_list(struct ctx *cx, int year, struct visit_plan **ret, size_t *ret_count) MUST_USE;

/* A household of a plan. */
struct plan_room {
	int64_t room_id;
	const char *room;
	int planned_on;
	int64_t visit_id;
	int state;                   /* of the visit; 0 = not opened yet */
	int64_t visited_at;
	int grade;
};
extern const struct fields plan_room_fields;
int visit_plan_rooms(struct ctx *cx, int64_t plan, struct plan_room **ret,
		     size_t *ret_count) MUST_USE;
/* A job. Makes the month's plan of each steward's area and opens the visits whose date is near. */
int visit_plan_run(struct ctx *cx) MUST_USE;

/* ---- 走访覆盖 ---- */
struct coverage {
	int64_t occupied, visited;
	int64_t target;              /* percent */
};
struct coverage_row {
	const char *building;
	int64_t occupied, visited;
};
struct unvisited {
	const char *room;
	int64_t last_at;             /* ever; 0 = never */
};
extern const struct fields coverage_row_fields, unvisited_fields;
/* Of the households that are lived in now, those visited in that year. */
int visit_coverage(struct ctx *cx, int year, struct coverage *ret) MUST_USE;
int visit_coverage_rows(struct ctx *cx, int year, struct coverage_row **ret,
			size_t *ret_count) MUST_USE;
/* Those not visited, longest ago first. */
int visit_unvisited(struct ctx *cx, int year, size_t most, struct unvisited **ret,
		    size_t *ret_count) MUST_USE;
#endif
