/* 表格文件写出: writes one sheet of typed cells as .xlsx, .csv or .json, row by row, in constant
 * memory. A text is always a text: nothing in it is ever calculated by the program that opens the
 * file. In CSV a text that would be gets a leading apostrophe, which sheet_next() takes off again.
 * JSON is an array of objects by the titles of the columns; only integers are numbers there. */
#ifndef ANJU_SHEET_WRITE_H
#define ANJU_SHEET_WRITE_H
#include "base/ctx.h"

enum sheet_format { SHEET_XLSX, SHEET_CSV, SHEET_JSON };

/* 列 */
struct sheet_column {
	const char *title;
	int width;                  /* in digits of the font; 0 = by the title */
	bool wrap;                  /* long text, several lines */
	bool note;                  /* 错误说明: its cells are red */
	const char *const *choices; /* a pulldown list in XLSX, ended by NULL; NULL = none */
};

struct sheet_writer;

/* Creates the file, or empties it. name: of the sheet. Scratch files go into the same folder.
 * The writer lives in cx->arena and ends with it at the latest: a file not closed is removed. */
int sheet_write_open(struct ctx *cx, const char *path, enum sheet_format format, const char *name,
		     struct sheet_writer **ret) MUST_USE;
/* Once, before all rows, with all columns: at most LIMIT_IMPORT_COLUMNS. */
int sheet_write_header(struct sheet_writer *w, const struct sheet_column *columns, size_t count)
	MUST_USE;
/* The row at hand is marked as wrong; before its first cell. */
void sheet_write_row_wrong(struct sheet_writer *w);

/* One cell after the other. An error shows in sheet_write_row_end() and in sheet_write_close().
 * Line ends become LF, characters no XML can hold are left out, broken UTF-8 becomes U+FFFD. NULL
 * and "" make an empty cell. A text over 32,767 characters, which Excel cannot hold, is an error
 * that names the cell; CSV has no such limit. */
void sheet_write_text(struct sheet_writer *w, const char *text);
/* Over 15 digits Excel would round, so such a number is written as text. */
void sheet_write_int(struct sheet_writer *w, int64_t n);
void sheet_write_money(struct sheet_writer *w, int64_t fen);
/* A quantity in thousandths: 1500 → 1.5 */
void sheet_write_mass(struct sheet_writer *w, int64_t thousandths);
/* An instant in ms UTC, shown to the second in a zone of minutes east; 0 = an empty cell. */
void sheet_write_time(struct sheet_writer *w, int64_t at, int zone_minutes);
/* A day number of civil.h; 0 = an empty cell. */
void sheet_write_date(struct sheet_writer *w, int32_t day);
/* Cells left out at the end of a row are empty. ERR_TOO_BIG past 1,048,576 rows. */
int sheet_write_row_end(struct sheet_writer *w) MUST_USE;

/* Rows below the header so far. */
int64_t sheet_write_rows(const struct sheet_writer *w);
/* Finishes the file and proves that all of it reached the disk; otherwise the file is removed and
 * the first error of all is answered: ERR_UNAVAILABLE when the disk is full. Ends the writer. */
int sheet_write_close(struct sheet_writer *w) MUST_USE;
#endif
