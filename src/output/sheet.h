/* 表格文件读取: reads .xlsx and .csv through one interface, row by row, in bounded memory. Knows
 * cells and rows and nothing of what they mean. Not for old .xls, .xlsb, .ods: those are refused
 * with a sentence that says what to do. */
#ifndef ANJU_SHEET_H
#define ANJU_SHEET_H
#include "base/ctx.h"

/* 单元格. The text is UTF-8 with LF line ends, and "" when the cell is empty or covered by a merged
 * one (the value of merged cells is in the top left one). Numbers as Excel shows them, without
 * exponent or separators, at most 15 significant digits unless the file itself holds a whole
 * number; dates "2019-04-25 09:32:09", "2019-04-25" or "09:32:09" by the number format of the cell;
 * TRUE and FALSE; the errors of Excel as their text (#N/A). */
struct sheet_cell {
	const char *text;
	bool formula; /* the text is the result Excel stored when it last calculated */
};

struct sheet_reader;

/* Loads what the decoding of GB18030 and UTF-16 needs, so that sheet_open() opens no file later;
 * for a process about to give up its rights. ERR_UNAVAILABLE when the C library has none. */
int sheet_prepare(void) MUST_USE;

/* Decides by content, never by name: XLSX, or CSV in UTF-8, UTF-16 with a mark or GB18030, with
 * comma, semicolon or tab between the cells. From a workbook it takes the first visible sheet.
 * fd: a regular file (or memfd), read from its beginning; it stays the caller's and must stay open
 * until sheet_close(). filename appears in messages only. The reader lives in cx->arena, and ends
 * with it at the latest. ERR_INVALID, ERR_TOO_BIG. */
int sheet_open(struct ctx *cx, int fd, const char *filename, struct sheet_reader **ret) MUST_USE;
/* 1 = a row, 0 = the end, negative = an error whose cx->why names the row; after 0 or an error only
 * sheet_close() may follow. Rows without any text are skipped but counted. ret_cells ends with the
 * last cell that is not empty; it and its texts live in row_arena, which the caller clears between
 * rows. ret_row_number is 1-based, as Excel shows it; in CSV a record is a row. */
int sheet_next(struct sheet_reader *reader, struct arena *row_arena,
	       const struct sheet_cell **ret_cells, size_t *ret_count,
	       int64_t *ret_row_number) MUST_USE;
/* NULL is accepted. */
void sheet_close(struct sheet_reader *reader);
/* The name of the sheet that is read; "" for CSV. */
const char *sheet_name(const struct sheet_reader *reader);
#endif
