#include "app/timeline.h"
#include "app/module.h"

enum { SHOWN = IN_JSON | IN_LIST };
static const struct field fields[] = {
	FIELD(timeline_entry, at, .label = "时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(timeline_entry, kind, .flags = IN_JSON),
	FIELD(timeline_entry, label, .label = "类别", .flags = SHOWN),
	FIELD(timeline_entry, text, .label = "内容", .flags = SHOWN),
	FIELD(timeline_entry, number, .label = "编号", .flags = SHOWN),
	FIELD(timeline_entry, page, .flags = IN_JSON),
	FIELD(timeline_entry, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(timeline_entry, state, .label = "状态", .flags = SHOWN),
	FIELD(timeline_entry, who, .label = "经手人", .flags = SHOWN),
};
const struct fields timeline_fields = FIELDS(timeline_entry, fields);

static int newest_first(const void *a, const void *b)
{
	const struct timeline_entry *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? 1 : -1;
	return strcmp(y->number ? y->number : "", x->number ? x->number : "");
}

int timeline_of_room(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		     size_t *ret_count)
{
	struct timeline_entry *all = NULL;
	size_t count = 0;

	for (const struct module *const *m = modules; *m; m++) {
		struct timeline_entry *some;
		size_t n;
		int r;
		if (!(*m)->timeline)
			continue;
		r = (*m)->timeline(cx, room, most, &some, &n);
		if (r < 0)
			return r;
		all = arena_grow(cx->arena, all, count * sizeof *all, (count + n) * sizeof *all);
		if (n)
			memcpy(all + count, some, n * sizeof *all);
		count += n;
	}
	if (count)
		qsort(all, count, sizeof *all, newest_first);
	*ret = all;
	*ret_count = MIN(count, most);
	return OK;
}
