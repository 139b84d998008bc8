#include "app/layer.h"

static const struct field fields[] = {
	FIELD(room_mark, room_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(room_mark, value, .flags = IN_JSON),
	FIELD(room_mark, number, .flags = IN_JSON),
};
const struct fields room_mark_fields = FIELDS(room_mark, fields);
