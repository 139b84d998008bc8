/* Reports from a public place and the suggestion box (意见箱): by a code on the wall, without a name.
 * Nothing of the writer is kept; a receipt shows him what became of it. Implements documents 8 and
 * 16 for who does not want to be known. */
#ifndef ANJU_LETTERS_H
#define ANJU_LETTERS_H
#include "modules/portal/home_matters.h"

extern const struct choice letter_kinds[];

struct letter_intake {
	int kind;          /* of letter_kinds */
	const char *text;
	const char *name, *phone; /* only if he wants to be called back */
};
extern const struct fields letter_fields;
enum { LETTER_FIELDS = 4 };
extern const struct field letter_table[LETTER_FIELDS];
enum { RECEIPT_TEXT = 13 }; /* ABCD-EFGH-JK and a NUL */
/* In a write. At most portal.box_hourly an hour a place, and from all doors together. A form_key
 * sent twice is one letter with the same receipt; NULL = a letter of its own. */
int letter_send(struct ctx *cx, const struct portal_card *card, const struct letter_intake *in,
		const char *form_key, char ret_receipt[RECEIPT_TEXT]) MUST_USE;
/* What became of it. ERR_NOT_FOUND: no such receipt here. */
int letter_get(struct ctx *cx, const char *receipt, struct home_matter *ret) MUST_USE;

/* For the office. */
struct letter_row {
	const char *subject, *number, *title, *place;
	int64_t subject_id, created_at;
	bool box;
};
extern const struct fields letter_row_fields;
/* Newest first; before: created_at of the last one of the page before. */
int letter_list(struct ctx *cx, int64_t before, struct letter_row **ret,
		size_t *ret_count) MUST_USE;
#endif
