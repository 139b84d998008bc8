/* The sheets as a sheet (入伙日报表、交接汇总表): document 19 (f). */
#include "modules/runsheet/runsheet_parts.h"
#include "base/limits.h"

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	return runsheet_filter_read(cx, in, zone_minutes, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct runsheet_filter *f = filter;
	struct runsheet *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = runsheet_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count)
		f->after = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

static const struct list_sheet sheet = {
	.fields = &runsheet_fields,
	.filter_size = sizeof(struct runsheet_filter),
	.filter = read_filter,
	.page = next_page,
};

const struct exchange runsheet_exchanges[] = {
	{ "runsheets", "入伙流程单", PERM_RUNSHEET_EXPORT, PERM_RUNSHEET_EXPORT, .sheet = &sheet },
	{ 0 },
};
