/* Stock-taking of keys (盘点): every key that should hang is counted, what differs is explained, and
 * another one than who counted closes it. Implements document 18 (b), (d). */
#ifndef ANJU_KEY_CHECKS_H
#define ANJU_KEY_CHECKS_H
#include "modules/keys/keys.h"

enum key_check_state { KEY_CHECK_OPEN = 1, KEY_CHECK_CLOSED };
extern const struct choice key_check_states[];
/* 盘点 */
struct key_check {
	int64_t id;
	const char *number;
	int state;
	int64_t started_by;
	const char *started_name; /* joined; NULL = by the calendar */
	int64_t started_at, closed_by;
	const char *closed_name;  /* 监盘人 */
	int64_t closed_at;
	const char *remark;
	int64_t total, counted, lent, different, unexplained; /* counted when read */
	int64_t version;
};
extern const struct fields key_check_fields;
extern const struct machine key_check_machine;
extern const struct norm key_check_norm;

/* A line of it. */
struct key_check_line {
	int64_t key_id;
	const char *number, *room, *place, *cabinet, *hook; /* joined */
	bool lent;
	int expected, found; /* found -1 = not counted yet */
	const char *explanation;
	int64_t counted_by;
	const char *counted_name;
	int64_t counted_at;
};
extern const struct fields key_check_line_fields;

/* Takes down what is on the hooks and what is lent now, and owes the counting. ERR_CONFLICT while
 * another one is open. */
int key_check_start(struct ctx *cx, struct key_check *ret) MUST_USE;
int key_check_get(struct ctx *cx, int64_t id, struct key_check *ret) MUST_USE;
/* after: id; 0 = newest */
int key_check_list(struct ctx *cx, int64_t after, size_t most, struct key_check **ret,
		   size_t *ret_count) MUST_USE;
enum key_check_view { CHECK_LINES_ALL, CHECK_LINES_TODO, CHECK_LINES_DIFFERENT };
/* In the order of the cabinets; from: how many to pass over. */
int key_check_lines(struct ctx *cx, int64_t check, enum key_check_view view, int64_t from,
		    size_t most, struct key_check_line **ret, size_t *ret_count) MUST_USE;
/* lines.0.key, lines.0.found, lines.0.explanation …; a line without found stays. *ret: how many
 * were counted. ERR_INVALID names the line. */
int key_check_count(struct ctx *cx, int64_t check, const struct input *in, int64_t *ret) MUST_USE;
int key_check_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		   const struct input *in, int zone_minutes, struct key_check *ret) MUST_USE;
/* A job: the counting of the month begins on the day of the setting unless somebody began it. */
int key_check_month(struct ctx *cx) MUST_USE;
#endif
