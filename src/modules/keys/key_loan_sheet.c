/* Loans of keys as a sheet, and the filter it shares with their page: document 18 (d). */
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/keys/key_sheet.h"
#include "modules/keys/keys.h"

/* month=2026-05 → its first instant and the next one's */
static int read_month(struct ctx *cx, const char *month, int zone_minutes,
		      struct key_loan_filter *ret)
{
	int32_t first, next;

	if (text_blank(month))
		return OK;
	if (strlen(month) != 7 ||
	    civil_parse_day(arena_printf(cx->arena, "%s-01", month), &first) < 0)
		return fail_field(cx, "month", T(cx, "月份要像 2026-11。"));
	for (next = first + 28;; next++) {
		struct civil c;
		civil_from_day(next, &c);
		if (c.day == 1)
			break;
	}
	ret->from = civil_ms(first, 0, zone_minutes);
	ret->until = civil_ms(next, 0, zone_minutes);
	return OK;
}

int key_loan_filter_read(struct ctx *cx, const struct input *in, int zone_minutes,
			 struct key_loan_filter *ret)
{
	const char *view = input_text(in, "view"), *typed = input_text(in, "room");
	struct room room;
	int r = read_month(cx, input_text(in, "month"), zone_minutes, ret);

	ret->out = view && !strcmp(view, "out");
	ret->overdue = view && !strcmp(view, "overdue");
	if (r < 0 || text_blank(typed))
		return r;
	r = room_find(cx, typed, &room);
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "room", "%s", cx->why);
	ret->room = room.room;
	return r;
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	return key_loan_filter_read(cx, in, zone_minutes, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct key_loan_filter *f = filter;
	struct key_loan *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	f->by_id = true;
	r = key_loan_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count)
		f->after = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

static const char *const columns[] = { "number", "key_number", "room", "place", "unit",
	"borrower_name", "second_name", "request_number", "purpose", "count", "deposit_fen",
	"approved_name", "lent_by_name", "lent_at", "due_at", "returned_at", "returner", "lost",
	NULL };

const struct list_sheet key_loan_sheet = {
	.fields = &key_loan_fields,
	.columns = columns,
	.filter_size = sizeof(struct key_loan_filter),
	.filter = read_filter,
	.page = next_page,
};
