/* The filter of a list of requests, from the query of a page, of the API or of an export. */
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/requests/requests.h"

enum { PAGE_SIZE = 20 };

static int read_int(struct ctx *cx, const struct input *in, const char *name, int64_t *ret)
{
	const char *text = input_text(in, name);

	if (text_blank(text))
		return OK;
	if (text_int(text, ret) < 0)
		return fail_field(cx, name, T(cx, "这里要填一个整数。"));
	return OK;
}

static int read_day(struct ctx *cx, const struct input *in, const char *name, int64_t shift,
		    int zone_minutes, int64_t *ret)
{
	const char *text = input_text(in, name);
	int32_t day;

	if (text_blank(text))
		return OK;
	if (civil_parse_day(text, &day) < 0)
		return fail_field(cx, name, T(cx, "日期要像 2026-11-23。"));
	*ret = civil_ms(day, 0, zone_minutes) + shift;
	return OK;
}

/* after = "ID", or "DUE.ID" when the soonest come first. */
static int read_cursor(struct ctx *cx, const struct input *in, struct request_filter *f)
{
	char *text = arena_strdup(cx->arena, input_text(in, "after"));
	char *dot = text ? strchr(text, '.') : NULL;

	if (text_blank(text))
		return OK;
	if (dot) {
		*dot = '\0';
		if (text_int(text, &f->after_due) < 0)
			return fail_field(cx, "after", T(cx, "翻页的位置不对。"));
		text = dot + 1;
	}
	if (text_int(text, &f->after_id) < 0)
		return fail_field(cx, "after", T(cx, "翻页的位置不对。"));
	return OK;
}

static int read_kind(struct ctx *cx, const struct input *in, struct request_filter *f)
{
	const char *word = input_text(in, "kind");
	const struct choice *c;

	if (text_blank(word))
		return OK;
	c = choice_named(request_kinds, word);
	if (!c)
		return fail_field(cx, "kind", T(cx, "没有“%s”这个类别。"), word);
	f->kind = c->value;
	return OK;
}

int request_filter_of(struct ctx *cx, const struct input *in, int zone_minutes,
		      struct request_filter *ret)
{
	const char *order = input_text(in, "order");
	struct request_filter f = { .q = input_text(in, "q"),
				    .state = input_text(in, "state"),
				    .building = input_text(in, "building") };
	int64_t size = PAGE_SIZE;
	int r = read_int(cx, in, "page_size", &size);

	if (r == OK && (size < 1 || size > LIMIT_PAGE_SIZE))
		r = fail_field(cx, "page_size", T(cx, "每页 1 到 %d 条。"), LIMIT_PAGE_SIZE);
	if (r == OK)
		r = read_kind(cx, in, &f);
	if (r == OK)
		r = read_int(cx, in, "assignee", &f.assignee);
	if (r == OK)
		r = read_day(cx, in, "from", 0, zone_minutes, &f.received_from);
	if (r == OK)
		r = read_day(cx, in, "to", DAYS(1), zone_minutes, &f.received_to);
	if (r == OK)
		r = read_cursor(cx, in, &f);
	f.by_due = order && !strcmp(order, "due") && text_blank(f.q);
	f.most = (size_t)size;
	if (r == OK)
		*ret = f;
	return r;
}
