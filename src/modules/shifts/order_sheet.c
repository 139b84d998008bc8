/* Orders (指令) as a sheet: document 11 (c). */
#include "app/module.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/shifts/shift_sheets.h"
#include "modules/shifts/orders.h"
#include "record/form.h"

int order_filter_read(struct ctx *cx, const struct input *in, struct order_filter *ret)
{
	const char *state = input_text(in, "state");

	if (text_blank(state) || !strcmp(state, "open"))
		ret->open = true;
	else if (!strcmp(state, "overdue"))
		ret->overdue = true;
	else if (!strcmp(state, "mine"))
		ret->mine = cx->actor ? cx->actor->id : 0;
	else
		return form_choice(cx, in, "state", order_states, &ret->state);
	return OK;
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return order_filter_read(cx, in, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct order_filter *f = filter;
	struct order *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = order_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count) {
		f->after = rows[*ret_count - 1].id;
	}
	*ret = rows;
	return r;
}

const struct list_sheet order_sheet = {
	.fields = &order_fields,
	.filter_size = sizeof(struct order_filter),
	.filter = read_filter,
	.page = next_page,
};
