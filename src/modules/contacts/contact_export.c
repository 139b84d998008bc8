/* 来电来访登记表, as a sheet: what the log shows, with its filter. Implements document 8 (c). */
#include "app/calendar.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/contacts/contact_export.h"
#include "modules/contacts/contacts.h"
#include "record/sheet_table.h"

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

/* Newest first, all of them, a page at a time. */
static int export_rows(struct ctx *cx, const struct input *filter, struct sheet_writer *out)
{
	struct contact_filter f = { .most = LIMIT_PAGE_SIZE };
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = contact_filter_of(cx, filter, &f);
	if (r == OK)
		r = table_sheet_head(out, contact_fields);
	while (r == OK) {
		struct arena page = { 0 };
		struct ctx inner = *cx;
		struct contact *rows;
		size_t count = 0;
		inner.arena = &page;
		r = contact_list(&inner, &f, &rows, &count);
		for (size_t i = 0; r == OK && i < count; i++)
			r = table_sheet_row(&inner, out, contact_fields, &rows[i], zone);
		if (r == OK && count)
			f.after = rows[count - 1].id;
		if (r < 0)
			memcpy(cx->why, inner.why, sizeof cx->why);
		arena_free(&page);
		if (count < LIMIT_PAGE_SIZE)
			break;
	}
	return r;
}

const struct exchange contact_exchanges[] = {
	{ "contacts", "来电来访", PERM_REQUEST_EXPORT, PERM_REQUEST_EXPORT, NULL, export_rows },
	{ 0 },
};
