/* The files packed into the program at build time (tools/pack.c): "app.css", "icons.svg",
 * "htmx.min.js" for the web; "requests/001_tables.sql", "app/001_tables.sql" for migrate. */
#ifndef ANJU_PACK_H
#define ANJU_PACK_H
#include "base/base.h"

struct packed {
	const char *name;
	const unsigned char *bytes; /* a NUL follows the last one */
	size_t size;
	const unsigned char *gz;    /* NULL when gzip makes it no smaller */
	size_t gz_size;
	const char *hash;           /* ten hexadecimal digits of the content, for its URL */
	const char *type;           /* Content-Type */
};

/* NULL when there is none of that name. */
const struct packed *pack_find(const char *name);
/* In the order of the names. */
size_t pack_count(void);
const struct packed *pack_at(size_t i);

/* made by tools/pack; pack_find() and pack_at() are for everybody else */
extern const struct packed pack_table[];
extern const size_t pack_table_count;
#endif
