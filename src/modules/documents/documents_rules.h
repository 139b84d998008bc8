/* What the rules of documents.c, document_steps.c and readings.c share. */
#ifndef ANJU_DOCUMENTS_RULES_H
#define ANJU_DOCUMENTS_RULES_H
#include "modules/documents/documents.h"

extern const struct norm document_review_norm, reading_norm;
/* The program's own words of a kind. */
struct document_text {
	const char *title, *text;
	const struct document_entry *entries;
	size_t count;
};
const struct document_text *document_words(enum document_kind kind);
int document_today(struct ctx *cx, int *ret) MUST_USE;
int document_put_entries(struct ctx *cx, int64_t id, const struct document_entry *entries,
			 size_t count) MUST_USE;
/* The approved one comes into force, what was in force before is replaced. */
int document_begin(struct ctx *cx, struct document *d) MUST_USE;
/* Readings of a version in force for all who serve here and have none. */
int readings_open(struct ctx *cx, const struct document *d) MUST_USE;
/* Readings that nobody owes any more: the version was replaced, the person left. */
int readings_drop(struct ctx *cx) MUST_USE;
/* Follows: two people agreed that it need not be read; somebody left the office. */
int reading_waived(struct ctx *cx, int64_t id) MUST_USE;
int reading_left(struct ctx *cx, int64_t account) MUST_USE;
#endif
