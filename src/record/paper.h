/* Papers (纸面) from field tables: what makes forms, JSON and pages makes the printed form. */
#ifndef ANJU_PAPER_H
#define ANJU_PAPER_H
#include "base/field.h"
#include "output/pdf.h"

/* A sum to be written in by hand. */
#define PAPER_NO_MONEY INT64_MIN

struct paper {
	struct ctx *cx;
	struct pdf *pdf;
	int *fd;              /* where it is written */
	int zone_minutes;
};
/* The value as it is read: choices by their label, times to the minute, phones and ID numbers
 * masked as on a page; "" = nothing was entered. */
const char *paper_value(const struct paper *p, const struct field *f, const void *record);
/* The ruled form of these fields, in this order; a name with "+" before it takes the whole width.
 * names ends with NULL. */
void paper_form(const struct paper *p, struct fields f, const void *record,
		const char *const *names);

struct paper_column {
	const char *name;  /* of the field */
	int weight;
};
/* The ruled table of these records. columns ends with name NULL. */
void paper_table(const struct paper *p, struct fields f, const void *records, size_t count,
		 const struct paper_column *columns);
/* The same without records: rows to write on. */
void paper_blank(const struct paper *p, struct fields f, size_t rows,
		 const struct paper_column *columns);
#endif
