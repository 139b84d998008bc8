/* The time line of a household (往来记录): each business area says what it knows of a room, and the
 * household file shows all of it as one row of events. */
#ifndef ANJU_TIMELINE_H
#define ANJU_TIMELINE_H
#include "base/ctx.h"
#include "base/field.h"

struct timeline_entry {
	int64_t at;
	const char *kind;   /* word of the area: "contact", "request", "promise" */
	const char *label;  /* in the language of the work: 电话、报修、承诺 */
	const char *text;
	const char *number; /* NULL = none */
	const char *page;   /* its page is /page/id: "requests"; NULL = none */
	int64_t id;
	const char *state;  /* in the language of the work; NULL = none */
	const char *colour; /* of the state: red, amber, green, violet, teal, blue, grey */
	const char *who;    /* of us; NULL = nobody named */
};
extern const struct fields timeline_fields;

/* In struct module: .timeline. The newest `most` of a room, in any order. */
typedef int timeline_reader(struct ctx *cx, int64_t room, size_t most,
			    struct timeline_entry **ret, size_t *ret_count);
/* Of all areas, newest first, at most `most`. */
int timeline_of_room(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		     size_t *ret_count) MUST_USE;
#endif
