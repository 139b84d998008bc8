/* 来电登记, as a sheet: what the register shows, with its filter. Implements document 3 (c). */
#include "app/calendar.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/calls/call_export.h"
#include "modules/calls/calls.h"
#include "record/sheet_table.h"

static int read_day(struct ctx *cx, const struct input *in, const char *name, int64_t add, int zone,
		    int64_t *ret)
{
	const char *text = input_text(in, name);
	int32_t day;

	if (text_blank(text))
		return OK;
	if (civil_parse_day(text, &day) < 0)
		return fail_field(cx, name, T(cx, "日期要像 2026-11-23。"));
	*ret = civil_ms(day, 0, zone) + add;
	return OK;
}

int call_filter_of(struct ctx *cx, const struct input *in, int zone_minutes,
		   struct call_filter *ret)
{
	const char *phone = input_text(in, "phone"), *state = input_text(in, "state");
	const struct choice *c;
	int r;

	if (!text_blank(phone)) {
		ret->phone = text_phone(cx->arena, phone);
		if (!ret->phone)
			return fail_field(cx, "phone", T(cx, "这不像一个电话号码。"));
	}
	if (!text_blank(state)) {
		c = choice_named(call_states, state);
		if (!c)
			return fail_field(cx, "state", T(cx, "没有“%s”这个状态。"), state);
		ret->state = c->value;
	}
	r = read_day(cx, in, "from", 0, zone_minutes, &ret->from);
	return r == OK ? read_day(cx, in, "to", DAYS(1), zone_minutes, &ret->to) : r;
}

/* Newest first, all of them, a page at a time. */
static int export_rows(struct ctx *cx, const struct input *filter, struct sheet_writer *out)
{
	struct call_filter f = { .most = LIMIT_PAGE_SIZE };
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = call_filter_of(cx, filter, zone, &f);
	if (r == OK)
		r = table_sheet_head(out, call_fields);
	while (r == OK) {
		struct arena page = { 0 };
		struct ctx inner = *cx;
		struct call *rows;
		size_t count = 0;
		inner.arena = &page;
		r = call_list(&inner, &f, &rows, &count);
		for (size_t i = 0; r == OK && i < count; i++)
			r = table_sheet_row(&inner, out, call_fields, &rows[i], zone);
		if (r == OK && count) {
			f.after_at = rows[count - 1].received_at;
			f.after_id = rows[count - 1].id;
		}
		if (r < 0)
			memcpy(cx->why, inner.why, sizeof cx->why);
		arena_free(&page);
		if (count < LIMIT_PAGE_SIZE)
			break;
	}
	return r;
}

const struct exchange call_exchanges[] = {
	{ "calls", "来电登记", PERM_REQUEST_EXPORT, PERM_REQUEST_EXPORT, NULL, export_rows },
	{ 0 },
};
