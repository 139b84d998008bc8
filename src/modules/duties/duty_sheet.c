/* Duties (待办) as a sheet, with the arithmetic of each: document 16 (d). */
#include "app/module.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/duties/duties.h"
#include "record/form.h"

const struct choice duty_views[] = {
	{ VIEW_MINE, "mine", "我的" },	      { VIEW_POSTS, "posts", "我的岗位" },
	{ VIEW_OFFICE, "office", "管理处" },  { VIEW_CLIMBED, "climbed", "升级给我" },
	{ VIEW_WAIVE, "waive", "待同意免办" }, CHOICE_END,
};

static int read_owner(struct ctx *cx, const struct input *in, struct obligation_filter *ret)
{
	const char *owner = input_text(in, "owner");

	if (text_blank(owner))
		return OK;
	if (!strcmp(owner, "me")) {
		ret->owner = cx->actor ? cx->actor->id : 0;
		return OK;
	}
	return text_int(owner, &ret->owner) < 0
		? fail_field(cx, "owner", T(cx, "没有“%s”这个人。"), owner) : OK;
}

int duty_filter_read(struct ctx *cx, const struct input *in, struct obligation_filter *ret)
{
	const char *state = input_text(in, "state");
	int view = VIEW_OFFICE, r = OK;

	ret->subject = input_text(in, "subject");
	ret->kind = input_text(in, "kind");
	ret->overdue = state && !strcmp(state, "overdue");
	if (!ret->overdue && !text_blank(state) && strcmp(state, "open") != 0)
		r = form_choice(cx, in, "state", obligation_states, &ret->state);
	if (r == OK)
		r = form_choice(cx, in, "view", duty_views, &view);
	ret->view = (enum obligation_view)view;
	return r == OK ? read_owner(cx, in, ret) : r;
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return duty_filter_read(cx, in, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct obligation_filter *f = filter;
	struct obligation *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = obligation_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count) {
		f->after_due = rows[*ret_count - 1].due_at;
		f->after_id = rows[*ret_count - 1].id;
	}
	*ret = rows;
	return r;
}

const struct list_sheet duty_sheet = {
	.fields = &obligation_fields,
	.filter_size = sizeof(struct obligation_filter),
	.filter = read_filter,
	.page = next_page,
};
