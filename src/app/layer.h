/* Layers of the room grid (房态图层): each business area says what it knows of the rooms of a
 * building, and the grid shows one of them at a time. */
#ifndef ANJU_LAYER_H
#define ANJU_LAYER_H
#include "app/permission.h"

struct room_mark {
	int64_t room_id;
	int value;           /* one of the layer's marks */
	int64_t number;      /* shown in the cell; 0 = the mark's label is */
};
extern const struct fields room_mark_fields;
struct room_layer {
	const char *word, *label;   /* "visits", 走访 */
	const struct choice *marks; /* word: the colour of the cell; label: what it means, short */
	enum permission permission;
	/* of the rooms that have something to show, in any order */
	int (*read)(struct ctx *cx, const char *building, struct room_mark **ret, size_t *ret_count);
};
enum { LAYER_ROOMS = 2000 };
#endif
