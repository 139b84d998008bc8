/* What a business area says of a room beside a record of it (房屋提示): a repair is shown who pays for
 * it. News comes by this table, so that no area calls one below it. */
#ifndef ANJU_ROOM_NOTE_H
#define ANJU_ROOM_NOTE_H
#include "base/ctx.h"
#include "base/field.h"

struct room_note {
	const char *label, *text; /* in the language of the work */
	const char *colour;       /* of the label: red, amber, green, grey … */
	bool meant;               /* the words of the record speak of this one */
};
extern const struct fields room_note_fields;

/* In struct module: .room_notes. at: when the record came in; text: its words. */
typedef int room_noter(struct ctx *cx, int64_t room, int64_t at, const char *text,
		       struct room_note **ret, size_t *ret_count);
/* Of all areas, in their order. */
int room_notes(struct ctx *cx, int64_t room, int64_t at, const char *text, struct room_note **ret,
	       size_t *ret_count) MUST_USE;
#endif
