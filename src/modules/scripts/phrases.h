/* Phrases (常用语): sentences written again and again, put into a text by a short form after a
 * semicolon. The program brings some, the office its own, and each person his own; of one short
 * form the person's goes before the office's, and the office's before the program's. */
#ifndef ANJU_PHRASES_H
#define ANJU_PHRASES_H
#include "base/ctx.h"
#include "base/field.h"

/* 谁的 */
enum phrase_owner { PHRASE_MINE = 1, PHRASE_OFFICE, PHRASE_BUILT_IN };
extern const struct choice phrase_owners[];
enum { PHRASES_MOST = 60, PHRASE_FORM_FIELDS = 3 };

struct phrase {
	const char *abbreviation; /* small letters and digits */
	const char *text;         /* with {姓名} and {房号}, filled from the form it goes into */
	int owner;                /* enum phrase_owner */
};
extern const struct field phrase_table[PHRASE_FORM_FIELDS];
extern const struct fields phrase_fields;
/* What who acts has at hand, by short form; each once. */
int phrase_list(struct ctx *cx, struct phrase **ret, size_t *ret_count) MUST_USE;
/* An empty text takes the phrase away; taken away at the office, the program's own is gone too.
 * The office's are journalled; the caller has checked who may change them. ERR_INVALID names the
 * field. In a write. */
int phrase_set(struct ctx *cx, const struct phrase *p) MUST_USE;
#endif
