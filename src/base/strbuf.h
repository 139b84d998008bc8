/* A text that grows in an arena, up to a maximum. Past it nothing more is added and `full` stays
 * set: test it once, where the text is used. The name of a function says the target language. */
#ifndef ANJU_STRBUF_H
#define ANJU_STRBUF_H
#include "base/arena.h"

struct strbuf {
	struct arena *arena;
	char *s; /* always ends in NUL; "" when empty */
	size_t len, size, max;
	bool full;
};

void strbuf_init(struct strbuf *b, struct arena *a, size_t max);
void strbuf_clear(struct strbuf *b);
void strbuf_add(struct strbuf *b, const char *bytes, size_t n);
void strbuf_text(struct strbuf *b, const char *text); /* as it is; NULL adds nothing */
void strbuf_char(struct strbuf *b, char c);
void strbuf_int(struct strbuf *b, int64_t n);
void strbuf_printf(struct strbuf *b, const char *format, ...) PRINTF(2, 3);
void strbuf_vprintf(struct strbuf *b, const char *format, va_list ap);
void strbuf_html(struct strbuf *b, const char *text); /* text → HTML text or quoted attribute */
void strbuf_json(struct strbuf *b, const char *text); /* text → JSON string with its quotes */
void strbuf_url(struct strbuf *b, const char *text);  /* text → one component of a URL */

#define STRBUF_LITERAL(b, lit) strbuf_add((b), "" lit "", sizeof(lit) - 1)
#endif
