/* The palette (命令面板): households, people, matters, pages and acts by a few letters, as far as the
 * person may see them. A room that is known is offered with what may be registered for it. */
#ifndef ANJU_PALETTE_H
#define ANJU_PALETTE_H
#include "app/module.h"
#include "record/html.h"

struct palette_entry {
	const char *group, *label, *note; /* translated; note "" = none */
	const char *path;
	const char *key;                  /* "F2"; NULL = none */
};
struct palette {
	struct palette_entry *entry;
	size_t count;
};
enum { PALETTE_MOST = 40 };
/* q: as typed; blank: what may be begun. */
int palette_read(struct ctx *cx, const char *q, struct palette *ret) MUST_USE;
/* An <a role="option">. */
void palette_option(struct page *pg, const struct palette_entry *e, size_t place);
#endif
