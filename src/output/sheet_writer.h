/* The inside of the sheet writer: what sheet_write.c and its two formats share. */
#ifndef ANJU_SHEET_WRITER_H
#define ANJU_SHEET_WRITER_H
#include "base/strbuf.h"
#include "output/sheet_write.h"

/* What a number in a cell means. */
enum sheet_value { VALUE_INT, VALUE_MONEY, VALUE_MASS, VALUE_TIME, VALUE_DATE };

struct sheet_xlsx_writer;

struct sheet_writer {
	struct ctx *cx;
	enum sheet_format format;
	const char *path;
	const struct sheet_column *columns;
	size_t column_count;
	uint32_t row, column;  /* of the next cell, from 0 */
	bool wrong;            /* the row is marked */
	int err;               /* of the first failure; why tells the rest */
	char why[sizeof((struct ctx *)0)->why];
	struct arena scratch;  /* for one row */
	FILE *csv;
	struct sheet_xlsx_writer *xlsx;
	bool closed;
};

/* Keeps the first error, with cx->why. */
void sheet_writer_fail(struct sheet_writer *w, int err);
/* The text of the person for a file that could not be written. */
int sheet_writer_disk_full(struct sheet_writer *w);

int sheet_xlsx_writer_open(struct sheet_writer *w, const char *name) MUST_USE;
int sheet_xlsx_writer_header(struct sheet_writer *w) MUST_USE;
int sheet_xlsx_writer_text(struct sheet_writer *w, const char *text) MUST_USE;
int sheet_xlsx_writer_number(struct sheet_writer *w, enum sheet_value value, double number)
	MUST_USE;
int sheet_xlsx_writer_finish(struct sheet_writer *w) MUST_USE;
void sheet_xlsx_writer_drop(struct sheet_writer *w);
#endif
