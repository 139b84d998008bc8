/* Announcements (住户通知) as a sheet: document 2 (d). */
#include "app/module.h"
#include "base/limits.h"
#include "modules/outreach/announcements.h"
#include "modules/outreach/outreach_sheets.h"
#include "record/form.h"

int announcement_filter_read(struct ctx *cx, const struct input *in,
			     struct announcement_filter *ret)
{
	return form_choice(cx, in, "kind", announcement_kinds, &ret->kind);
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return announcement_filter_read(cx, in, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct announcement_filter *f = filter;
	struct announcement *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = announcement_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count) {
		f->after = rows[*ret_count - 1].id;
	}
	*ret = rows;
	return r;
}

const struct list_sheet announcement_sheet = {
	.fields = &announcement_fields,
	.filter_size = sizeof(struct announcement_filter),
	.filter = read_filter,
	.page = next_page,
};
