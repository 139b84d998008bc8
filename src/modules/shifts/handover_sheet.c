/* Handovers of shifts (交接班记录) as a sheet: document 7 (d). */
#include "app/module.h"
#include "base/limits.h"
#include "modules/shifts/shift_sheets.h"
#include "modules/shifts/shifts.h"
#include "record/form.h"

int handover_filter_read(struct ctx *cx, const struct input *in, struct handover_filter *ret)
{
	const char *state = input_text(in, "state");

	if (!state || strcmp(state, "mine") != 0)
		return form_choice(cx, in, "state", handover_states, &ret->state);
	ret->person = cx->actor ? cx->actor->id : 0;
	return OK;
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return handover_filter_read(cx, in, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct handover_filter *f = filter;
	struct handover *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = handover_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count) {
		f->after = rows[*ret_count - 1].id;
	}
	*ret = rows;
	return r;
}

const struct list_sheet handover_sheet = {
	.fields = &handover_fields,
	.filter_size = sizeof(struct handover_filter),
	.filter = read_filter,
	.page = next_page,
};
