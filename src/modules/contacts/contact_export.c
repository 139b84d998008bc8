/* 来电来访登记表, as a sheet: what the log shows, with its filter. Implements document 8 (c). */
#include "modules/contacts/contact_export.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/contacts/contacts.h"

int contact_filter_of(struct ctx *cx, const struct input *in, struct contact_filter *ret)
{
	const char *phone = input_text(in, "phone"), *channel = input_text(in, "channel");
	const char *direction = input_text(in, "direction");
	const struct choice *c;

	if (!text_blank(phone)) {
		ret->phone = text_phone(cx->arena, phone);
		if (!ret->phone)
			return fail_field(cx, "phone", T(cx, "这不像一个电话号码。"));
	}
	if (!text_blank(channel)) {
		c = choice_named(channels, channel);
		if (!c)
			return fail_field(cx, "channel", T(cx, "没有“%s”这种方式。"), channel);
		ret->channel = c->value;
	}
	if (!text_blank(direction)) {
		c = choice_named(directions, direction);
		if (!c)
			return fail_field(cx, "direction", T(cx, "没有“%s”这个方向。"), direction);
		ret->direction = c->value;
	}
	return OK;
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return contact_filter_of(cx, in, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct contact_filter *f = filter;
	struct contact *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = contact_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count)
		f->after = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

static const struct list_sheet sheet = {
	.fields = &contact_fields,
	.filter_size = sizeof(struct contact_filter),
	.filter = read_filter,
	.page = next_page,
};

const struct exchange contact_exchanges[] = {
	{ "contacts", "来电来访", PERM_REQUEST_EXPORT, PERM_REQUEST_EXPORT, .sheet = &sheet },
	{ 0 },
};
