#include "app/room_note.h"
#include "app/module.h"

static const struct field fields[] = {
	FIELD(room_note, label, .flags = IN_JSON),
	FIELD(room_note, text, .flags = IN_JSON),
	FIELD(room_note, meant, .flags = IN_JSON),
};
const struct fields room_note_fields = FIELDS(room_note, fields);

int room_notes(struct ctx *cx, int64_t room, int64_t at, const char *text, struct room_note **ret,
	       size_t *ret_count)
{
	struct room_note *all = NULL;
	size_t count = 0;

	for (const struct module *const *m = modules; *m; m++) {
		struct room_note *some;
		size_t n;
		int r;
		if (!(*m)->room_notes)
			continue;
		r = (*m)->room_notes(cx, room, at, text, &some, &n);
		if (r < 0)
			return r;
		all = arena_grow(cx->arena, all, count * sizeof *all, (count + n) * sizeof *all);
		if (n)
			memcpy(all + count, some, n * sizeof *all);
		count += n;
	}
	*ret = all;
	*ret_count = count;
	return OK;
}
