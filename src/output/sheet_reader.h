/* The inside of the sheet reader: what sheet.c, sheet_csv.c and sheet_xlsx.c share. */
#ifndef ANJU_SHEET_READER_H
#define ANJU_SHEET_READER_H
#include "base/limits.h"
#include "output/sheet.h"

struct sheet_csv;
struct sheet_xlsx;

/* One row while it is gathered. */
struct sheet_row {
	struct ctx *cx;
	struct arena *arena;  /* the caller's, for this row */
	int64_t number;       /* 1-based */
	size_t count;         /* up to the last cell that is not empty */
	bool blank;           /* nothing but blanks so far */
	struct sheet_cell cells[LIMIT_IMPORT_COLUMNS];
};

struct sheet_reader {
	struct sheet_row row;
	struct sheet_csv *csv;   /* one of these two is set */
	struct sheet_xlsx *xlsx;
	int64_t rows_given;
	bool closed;
};

void sheet_row_clear(struct sheet_row *row, int64_t number);
/* Takes n bytes as the cell in a column (from 0). An empty cell past the last column is nothing. */
int sheet_row_put(struct sheet_row *row, size_t column, const char *text, size_t n, bool formula)
	MUST_USE;
/* "A" … "XFD" for a column from 0. */
const char *sheet_column_name(size_t column, char name[8]);
/* Puts the row, if one was reached, before cx->why and returns err. */
int sheet_row_fail(struct sheet_row *row, int err);

int sheet_csv_open(struct ctx *cx, int fd, struct sheet_csv **ret) MUST_USE;
int sheet_csv_next(struct sheet_csv *csv, struct sheet_row *row) MUST_USE;
void sheet_csv_close(struct sheet_csv *csv);

int sheet_xlsx_open(struct ctx *cx, int fd, struct sheet_xlsx **ret) MUST_USE;
int sheet_xlsx_next(struct sheet_xlsx *xlsx, struct sheet_row *row) MUST_USE;
void sheet_xlsx_close(struct sheet_xlsx *xlsx);
const char *sheet_xlsx_name(const struct sheet_xlsx *xlsx);
#endif
