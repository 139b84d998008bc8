/* Who is to be contacted (联系名单) as a sheet: document 2 (d). */
#include "app/module.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/outreach/outreach_sheets.h"
#include "modules/outreach/reasons.h"
#include "record/form.h"

int outreach_filter_read(struct ctx *cx, const struct input *in, struct outreach_filter *ret)
{
	ret->building = input_text(in, "building");
	ret->person = !text_blank(input_text(in, "mine")) && cx->actor ? cx->actor->id : 0;
	return form_choice(cx, in, "reason", reasons, &ret->reason);
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return outreach_filter_read(cx, in, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct outreach_filter *f = filter;
	struct outreach *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = outreach_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count) {
		f->after_due = rows[*ret_count - 1].due_at;
		f->after_id = rows[*ret_count - 1].id;
	}
	*ret = rows;
	return r;
}

const struct list_sheet outreach_sheet = {
	.fields = &outreach_fields,
	.filter_size = sizeof(struct outreach_filter),
	.filter = read_filter,
	.page = next_page,
};
