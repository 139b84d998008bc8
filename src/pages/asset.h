/* Files of the program that a browser loads: /s/app.3f9c2a71.css, kept for ever. */
#ifndef ANJU_ASSET_H
#define ANJU_ASSET_H
#include "app/pack.h"
#include "base/strbuf.h"

/* "app.css" → "app.3f9c2a71.css", to be asked for below /s/; a name that was not packed ends the
 * program. */
const char *asset_name(struct arena *a, const char *name);
void asset_add(struct strbuf *b, const char *name);
/* "app.3f9c2a71.css" → the file; NULL when there is none. */
const struct packed *asset_find(const char *hashed);
#endif
