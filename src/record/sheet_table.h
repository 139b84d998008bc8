/* Sheets from field tables: the columns of a list are those of its fields. */
#ifndef ANJU_SHEET_TABLE_H
#define ANJU_SHEET_TABLE_H
#include "base/field.h"
#include "output/sheet_write.h"

/* Whoever takes a list away takes what it shows: phones and secrets masked, ids left out.
 * columns: fields by name, NULL-ended; NULL = those marked IN_LIST, as they stand. */
int table_sheet_head(struct sheet_writer *w, struct fields f, const char *const *columns) MUST_USE;
int table_sheet_row(struct ctx *cx, struct sheet_writer *w, struct fields f,
		    const char *const *columns, const void *record, int zone_minutes) MUST_USE;
#endif
