/* 来电登记, as a sheet: what the register shows, with its filter. Implements document 3 (c). */
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/calls/call_export.h"
#include "modules/calls/calls.h"

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

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	return call_filter_of(cx, in, zone_minutes, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct call_filter *f = filter;
	struct call *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = call_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count) {
		f->after_at = rows[*ret_count - 1].received_at;
		f->after_id = rows[*ret_count - 1].id;
	}
	*ret = rows;
	return r;
}

static const struct list_sheet sheet = {
	.fields = &call_fields,
	.filter_size = sizeof(struct call_filter),
	.filter = read_filter,
	.page = next_page,
};

const struct exchange call_exchanges[] = {
	{ "calls", "来电登记", PERM_REQUEST_EXPORT, PERM_REQUEST_EXPORT, .sheet = &sheet },
	{ 0 },
};
