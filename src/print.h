/* Prints the program's own tables: for people, and with --json for machines. */
#ifndef ANJU_PRINT_H
#define ANJU_PRINT_H
#include "base/base.h"

struct json;

struct printing {
	FILE *out;
	bool json;
	struct json *to; /* when json: the open object to write the table into */
};
struct printer {
	const char *name, *sentence;
	void (*print)(struct printing *p);
	bool always_json;
};
extern const struct printer printers[]; /* ends with name NULL */
int print_table(const struct printer *printer, struct printing *p) MUST_USE;

/* OpenAPI 3.1: print_api.c */
void print_api(struct printing *p);
#endif
