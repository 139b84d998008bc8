#include "app/list_sheet.h"
#include "app/calendar.h"
#include "base/limits.h"
#include "record/sheet_table.h"

static int write_page(struct ctx *cx, const struct list_sheet *s, void *filter, int zone,
		      struct sheet_writer *out, size_t *ret_count)
{
	void *rows = NULL;
	int r = s->page(cx, filter, &rows, ret_count);

	for (size_t i = 0; r == OK && i < *ret_count; i++) {
		const void *record = (const char *)rows + i * s->fields->size;
		r = s->row ? s->row(cx, out, record, zone)
			   : table_sheet_row(cx, out, *s->fields, s->columns, record, zone);
	}
	return r;
}

int list_sheet_write(struct ctx *cx, const struct list_sheet *s, const struct input *in,
		     struct sheet_writer *out)
{
	void *filter = arena_alloc(cx->arena, s->filter_size);
	size_t count = LIMIT_PAGE_SIZE;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = s->filter(cx, in, zone, filter);
	if (r == OK)
		r = s->row ? sheet_write_header(out, s->heads, s->head_count)
			   : table_sheet_head(out, *s->fields, s->columns);
	while (r == OK && count == LIMIT_PAGE_SIZE) {
		struct arena page = { 0 };
		struct ctx inner = *cx;
		inner.arena = &page;
		count = 0;
		r = write_page(&inner, s, filter, zone, out, &count);
		if (r < 0)
			memcpy(cx->why, inner.why, sizeof cx->why);
		arena_free(&page);
	}
	return r;
}
