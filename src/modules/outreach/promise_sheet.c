/* Promises (承诺事项) as a sheet: document 2 (d). */
#include "app/module.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/outreach/outreach_sheets.h"
#include "modules/outreach/promises.h"

int promise_filter_read(struct ctx *cx, const struct input *in, struct promise_filter *ret)
{
	const char *room = input_text(in, "room"), *mine = input_text(in, "mine");
	struct room found = { 0 };
	int r = text_blank(room) ? OK : room_find(cx, room, &found);

	ret->state = input_text(in, "state");
	ret->person = !text_blank(mine) && cx->actor ? cx->actor->id : 0;
	ret->room = found.id;
	return r;
}

/* What the page shows when nothing was asked. */
static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	struct promise_filter *f = ret;
	int r = promise_filter_read(cx, in, f);

	(void)zone_minutes;
	if (!f->state)
		f->state = "waiting";
	return r;
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct promise_filter *f = filter;
	struct promise *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = promise_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count) {
		f->after_due = rows[*ret_count - 1].due_at;
		f->after_id = rows[*ret_count - 1].id;
	}
	*ret = rows;
	return r;
}

const struct list_sheet promise_sheet = {
	.fields = &promise_fields,
	.filter_size = sizeof(struct promise_filter),
	.filter = read_filter,
	.page = next_page,
};
