/* Inspections and defects as sheets (验房汇总表、整改清单): document 10 (e), (f). */
#include "app/module.h"
#include "base/limits.h"
#include "modules/inspection/inspection_parts.h"
#include "record/form.h"

int inspection_filter_read(struct ctx *cx, const struct input *in, struct inspection_filter *ret)
{
	ret->q = input_text(in, "q");
	return form_choice(cx, in, "state", inspection_states, &ret->state);
}

int defect_filter_read(struct ctx *cx, const struct input *in, struct defect_filter *ret)
{
	const char *state = input_text(in, "state");
	int r = OK;

	ret->q = input_text(in, "q");
	ret->building = input_text(in, "building");
	if (state && !strcmp(state, "undone"))
		ret->view = DEFECTS_UNDONE;
	else if (state && !strcmp(state, "late"))
		ret->view = DEFECTS_LATE;
	else
		r = form_choice(cx, in, "state", defect_states, &ret->state);
	return r == OK ? form_choice(cx, in, "part", inspection_parts, &ret->part) : r;
}

static int read_inspections(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return inspection_filter_read(cx, in, ret);
}

static int next_inspections(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct inspection_filter *f = filter;
	struct inspection *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = inspection_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count)
		f->after = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

static int read_defects(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return defect_filter_read(cx, in, ret);
}

static int next_defects(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct defect_filter *f = filter;
	struct defect *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = defect_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count)
		f->after = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

static const struct list_sheet inspections = {
	.fields = &inspection_fields,
	.filter_size = sizeof(struct inspection_filter),
	.filter = read_inspections,
	.page = next_inspections,
};
static const struct list_sheet defects = {
	.fields = &defect_fields,
	.filter_size = sizeof(struct defect_filter),
	.filter = read_defects,
	.page = next_defects,
};

const struct exchange inspection_exchanges[] = {
	{ "inspections", "验房单", PERM_INSPECTION_EXPORT, PERM_INSPECTION_EXPORT,
	  .sheet = &inspections },
	{ "defects", "验房问题", PERM_INSPECTION_EXPORT, PERM_INSPECTION_EXPORT, .sheet = &defects },
	{ 0 },
};
