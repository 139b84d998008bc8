/* A list as a sheet (清单导出): one table says which fields of its record are columns, how the filter
 * of its page is read and how its rows come. */
#ifndef ANJU_LIST_SHEET_H
#define ANJU_LIST_SHEET_H
#include "base/ctx.h"
#include "base/field.h"
#include "output/sheet_write.h"
#include "record/input.h"

struct list_sheet {
	const struct fields *fields; /* of the record */
	const char *const *columns;  /* by name, NULL-ended; NULL = those marked IN_LIST */
	/* NULL, or columns that are no fields: their heads, and what writes a row of them */
	const struct sheet_column *heads;
	size_t head_count;
	int (*row)(struct ctx *cx, struct sheet_writer *out, const void *record, int zone_minutes);
	size_t filter_size;
	/* as the page of the list reads it; ret is all 0 before */
	int (*filter)(struct ctx *cx, const struct input *in, int zone_minutes, void *ret);
	/* The next LIMIT_PAGE_SIZE rows at most. Sets the filter on past them, by numbers alone: the
	 * rows are gone before the next call. */
	int (*page)(struct ctx *cx, void *filter, void **ret, size_t *ret_count);
};

/* Header and all rows, a page in memory at a time. Phones and secrets are masked, ids left out. */
int list_sheet_write(struct ctx *cx, const struct list_sheet *s, const struct input *in,
		     struct sheet_writer *out) MUST_USE;
#endif
