/* Import (导入) of a sheet: columns are found by their headers and synonyms, rows are checked one by
 * one, a row that is refused comes back in a file with the reason beside it. The whole file is read
 * through once before anything is written, so a broken file changes nothing. */
#ifndef ANJU_IMPORT_H
#define ANJU_IMPORT_H
#include "base/ctx.h"
#include "output/sheet_write.h"
#include "record/input.h"

struct import_column {
	const char *name;      /* in the row's input */
	const char *label;     /* Chinese, as in the template */
	const char *also;      /* other headers people use, parted by | */
	bool required;         /* a file without this column is refused */
	const char *example;   /* in the template */
	const char *const *choices; /* pulldown of the template, NULL-ended; or NULL */
	bool secret;           /* masked, but for the sheet of refused rows */
};
enum import_outcome { IMPORT_NEW = 1, IMPORT_CHANGED, IMPORT_SAME };

struct import_kind {
	const char *kind, *label;
	const struct import_column *columns;
	size_t column_count;
	/* One row, inside a write. The reason of a refusal is cx->why or cx->errors; checking before
	 * the first change is faster, but a row that fails late is undone too. row holds the mapped
	 * columns by name, without those that are blank. Its memory ends with the row. */
	int (*row)(struct ctx *cx, const struct input *row, enum import_outcome *ret);
};

/* ---- what a file holds, before anything is imported ---- */

/* A column of the file (列). */
struct import_header {
	const char *title, *sample;         /* "" when there is none; see import_sample() */
	const struct import_column *column; /* what it is taken for; NULL = ignored */
};
struct import_look {
	int64_t header_row, rows;           /* row number as Excel shows it; rows below it with text */
	struct import_header *headers;      /* by position */
	size_t header_count;
	const char *missing;                /* labels of required columns nobody has; "" */
};
/* Reads the file to its end. map: lines "header=name" that win over the synonyms, "#3=name" for the
 * third column, an empty name for a column to be ignored; NULL = none. ERR_INVALID or ERR_TOO_BIG
 * with cx->why when the file cannot be read, has no rows, or map does not fit. */
int import_look(struct ctx *cx, const struct import_kind *k, int fd, const char *filename,
		const char *map, struct import_look *ret) MUST_USE;

/* What may be seen of a value: masked in a secret column, "" in a column nobody knows. */
const char *import_sample(struct arena *a, const struct import_column *c, const char *value);

/* ---- importing ---- */

struct import_options {
	bool dry;               /* checks everything, keeps nothing */
	const char *map;        /* as above */
	int errors_fd;          /* gets the sheet of refused rows; -1 = none */
	/* called between batches on the thread that imports: for progress */
	void (*progress)(void *arg, int64_t done, int64_t total);
	void *arg;
};
struct import_error {
	int64_t row;
	const char *column, *value; /* its header and import_sample(); "" when it is the whole row */
	const char *why;
};
struct import_report {
	int64_t rows, fresh, changed, same, refused;
	struct import_error errors[20]; /* the first ones, for the page */
	size_t error_count;
	const char *mapping;    /* "房号 → room" lines: which header was taken for what */
};
/* On a worker or in a command, with a store that reads; writes go through app_write() in batches.
 * ERR_INVALID or ERR_TOO_BIG with cx->why when nothing was done. When the database or the disk
 * fails on the way, cx->why says how many rows are written; the same file again then does the rest.
 * A dry run undoes each batch, so two rows of one new record in different batches count as new
 * twice. fd stays the caller's. */
int import_run(struct ctx *cx, const struct import_kind *k, int fd, const char *filename,
	       const struct import_options *o, struct import_report *ret) MUST_USE;
/* The empty sheet with headers, pulldowns and one example row. */
int import_template(struct ctx *cx, const struct import_kind *k, const char *path) MUST_USE;
#endif
