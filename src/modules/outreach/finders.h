/* What the finders of reasons share. */
#ifndef ANJU_FINDERS_H
#define ANJU_FINDERS_H
#include "modules/outreach/reasons.h"

/* One household or person that a finder came upon. */
struct candidate {
	int64_t room_id;
	const char *room, *building;
	int64_t person_id;
	const char *name;
	int care;
	int64_t since_at, last_at; /* lives here since; last had to do with us, 0 = never */
	int from_on, birthday;
	int64_t request_id, count; /* of a repeated contact */
	const char *number;
};
/* The day at hand, for all finders of one run. */
struct today {
	int zone;
	int32_t day;
	struct civil *date;
	int64_t end; /* what is found today is due by then */
};
/* Makes the duty unless it was made in this cycle or one of its kind is open. In a write. */
int reason_put(struct ctx *cx, enum reason reason, const struct candidate *c, const char *cycle,
	       const char *why, int64_t due) MUST_USE;
int find_care(struct ctx *cx, const struct today *t) MUST_USE;
int find_silent(struct ctx *cx, const struct today *t) MUST_USE;
int find_move_in(struct ctx *cx, const struct today *t) MUST_USE;
int find_repeat(struct ctx *cx, const struct today *t) MUST_USE;
int find_birthday(struct ctx *cx, const struct today *t) MUST_USE;
int find_festival(struct ctx *cx, const struct today *t) MUST_USE;
extern const struct fields candidate_fields;
#endif
