/* The agreements as a sheet (交接汇总表): document 10 (f), 19 (f). */
#include "app/module.h"
#include "base/limits.h"
#include "modules/handover/deed_parts.h"
#include "record/form.h"

int deed_filter_read(struct ctx *cx, const struct input *in, struct deed_filter *ret)
{
	ret->q = input_text(in, "q");
	return form_choice(cx, in, "state", deed_states, &ret->state);
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return deed_filter_read(cx, in, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct deed_filter *f = filter;
	struct deed *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = deed_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count)
		f->after = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

static const struct list_sheet sheet = {
	.fields = &deed_fields,
	.filter_size = sizeof(struct deed_filter),
	.filter = read_filter,
	.page = next_page,
};

const struct exchange deed_exchanges[] = {
	{ "deeds", "交接书", PERM_DEED_EXPORT, PERM_DEED_EXPORT, .sheet = &sheet },
	{ 0 },
};
