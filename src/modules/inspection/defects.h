/* Defects (房屋问题): found at the inspection, mended by the builder within his days, checked again by
 * us. Each is a repair of the room as well and ends with it. Implements document 10 (c), (d). */
#ifndef ANJU_DEFECTS_H
#define ANJU_DEFECTS_H
#include "modules/inspection/inspection.h"

enum defect_state {
	DEFECT_NEW = 1,   /* 待签认 */
	DEFECT_OPEN,	  /* 整改中 */
	DEFECT_FIXED,	  /* 待复验 */
	DEFECT_PASSED,	  /* 复验合格 */
	DEFECT_SELF,	  /* 业主自行修复 */
	DEFECT_WITHDRAWN, /* 已撤回 */
};
enum severity { SEVERITY_MINOR = 1, SEVERITY_MAJOR, SEVERITY_GRAVE };
extern const struct choice defect_states[], severities[];

struct defect {
	int64_t id;
	const char *number;
	int state;
	int64_t inspection_id;
	const char *inspection_number; /* joined */
	int64_t room_id;
	const char *room;
	int line;                      /* of the list, 0 = none */
	int place, part, severity;
	const char *text;
	int x, y;                      /* on the plan in hundredths, -1 = not marked */
	const char *builder;
	int64_t sent_at, due_at;
	int64_t request_id;
	const char *request_number;
	int64_t fixed_at;
	const char *fixed_text;
	int64_t fixed_by, checked_at;
	const char *checked_name;      /* joined */
	int fails;
	int64_t self_fen;
	int64_t created_by, created_at, version;
	bool overdue;                  /* filled when read */
};
extern const struct fields defect_fields;
extern const struct machine defect_machine;
struct defect_new {
	int line, place, part, severity;
	const char *text;
	int x, y;
};
enum { DEFECT_NEW_FIELDS = 7 };
extern const struct field defect_new_table[DEFECT_NEW_FIELDS];
extern const struct fields defect_new_fields;

/* While it runs; after the owner accepted, within the hours of the setting, and then it goes to the
 * builder at once. In a write. */
int defect_add(struct ctx *cx, int64_t inspection, const struct defect_new *in,
	       struct defect *ret) MUST_USE;
int defect_get(struct ctx *cx, int64_t id, struct defect *ret) MUST_USE;
enum defect_view { DEFECTS_ALL, DEFECTS_UNDONE, DEFECTS_LATE };
struct defect_filter {
	int64_t inspection;   /* 0 = all */
	int state, part;      /* 0 = all */
	enum defect_view view;
	const char *building; /* NULL = all */
	const char *q;        /* room, number */
	int64_t after;
	size_t most;
};
/* state (also undone, late), part, building, q as the list's page and its sheet take them. */
int defect_filter_read(struct ctx *cx, const struct input *in, struct defect_filter *ret) MUST_USE;
int defect_list(struct ctx *cx, const struct defect_filter *f, struct defect **ret,
		size_t *ret_count) MUST_USE;
int defect_total(struct ctx *cx, const struct defect_filter *f, int64_t *ret) MUST_USE;
int defect_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		const struct input *in, int zone_minutes, struct defect *ret) MUST_USE;
/* Its repair was finished without us: it waits to be checked. */
int defect_repair_finished(struct ctx *cx, int64_t request) MUST_USE;
/* Open ones by building and part (工种). */
struct defect_sum {
	const char *building;
	int part;
	int64_t open, late;
};
extern const struct fields defect_sum_fields;
int defect_sums(struct ctx *cx, struct defect_sum **ret, size_t *ret_count) MUST_USE;
#endif
