#include "record/sheet_table.h"
#include "base/text.h"
#include "record/member.h"

enum { COLUMNS = 64, WIDE_TEXT = 40, WIDE_TIME = 20 };

static bool is_column(const struct field *f)
{
	return f->label && f->show != SHOW_ID && f->show != SHOW_PASSWORD;
}

/* The next column: by its name, or the next that is marked. NULL = that was all. */
static const struct field *next_column(struct fields f, const char *const *columns, size_t *at)
{
	if (columns) {
		const char *name = columns[*at];
		++*at;
		return name ? field_find(f, name) : NULL;
	}
	while (*at < f.count) {
		const struct field *here = &f.field[(*at)++];
		if ((here->flags & IN_LIST) && is_column(here))
			return here;
	}
	return NULL;
}

int table_sheet_head(struct sheet_writer *w, struct fields f, const char *const *columns)
{
	struct sheet_column heads[COLUMNS];
	const struct field *at;
	size_t n = 0, next = 0;

	while (n < COLUMNS && (at = next_column(f, columns, &next)))
		heads[n++] = (struct sheet_column){
			.title = at->label,
			.width = at->show == SHOW_LONG ? WIDE_TEXT
						       : at->show == SHOW_TIME ? WIDE_TIME : 0,
			.wrap = at->show == SHOW_LONG,
		};
	return sheet_write_header(w, heads, n);
}

static void write_text(struct ctx *cx, struct sheet_writer *w, const struct field *f,
		       const char *text)
{
	if (text && (f->show == SHOW_PHONE || f->show == SHOW_SECRET))
		text = text_mask(cx->arena, text);
	sheet_write_text(w, text);
}

static void write_number(struct sheet_writer *w, const struct field *f, int64_t n, int zone_minutes)
{
	const struct choice *c = f->choices ? choice_of(f->choices, (int)n) : NULL;

	if (f->choices)
		sheet_write_text(w, c ? c->label : "");
	else if (f->show == SHOW_TIME)
		sheet_write_time(w, n, zone_minutes);
	else if (f->show == SHOW_DATE)
		sheet_write_date(w, (int32_t)n);
	else if (f->show == SHOW_MONEY)
		sheet_write_money(w, n);
	else if (f->show == SHOW_MASS)
		sheet_write_mass(w, n);
	else if (f->type == F_BOOL)
		sheet_write_text(w, n ? "是" : "否");
	else
		sheet_write_int(w, n);
}

int table_sheet_row(struct ctx *cx, struct sheet_writer *w, struct fields f,
		    const char *const *columns, const void *record, int zone_minutes)
{
	const struct field *at;
	size_t next = 0;

	while ((at = next_column(f, columns, &next))) {
		if (at->type == F_TEXT)
			write_text(cx, w, at, member_text(at, record));
		else
			write_number(w, at, member_int(at, record), zone_minutes);
	}
	return sheet_write_row_end(w);
}
