/* The text of what a cell of a workbook holds: numbers, dates by their number format, escapes. */
#ifndef ANJU_SHEET_VALUE_H
#define ANJU_SHEET_VALUE_H
#include "base/base.h"
#include "base/limits.h"

enum sheet_kind { KIND_NUMBER, KIND_DATE, KIND_TIME, KIND_DATETIME, KIND_ELAPSED };
#define SHEET_NUMBER 64

/* What a number format shows: "yyyy/m/d h:mm" → KIND_DATETIME. */
enum sheet_kind sheet_kind_of(const char *format_code);
/* The same for the formats a file names by number only. */
enum sheet_kind sheet_kind_builtin(unsigned format_id);

/* The text of a number as the file writes it. ERR_INVALID when it is none. */
int sheet_number_text(const char *number, enum sheet_kind kind, bool date_1904,
		      char text[SHEET_NUMBER]) MUST_USE;

/* Text gathered from pieces, at most one cell. */
struct sheet_text {
	size_t len;
	bool over; /* it did not fit, and is not whole */
	char bytes[LIMIT_CELL_BYTES + 1];
};
void sheet_text_clear(struct sheet_text *text);
void sheet_text_add(struct sheet_text *text, const char *s, size_t n);
/* Ends the text with NUL, resolves Excel's _x000D_ escapes and makes line ends LF. */
void sheet_text_finish(struct sheet_text *text);
#endif
