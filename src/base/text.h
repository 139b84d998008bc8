/* Text in UTF-8: checking it, trimming it, making what people type comparable, initials. */
#ifndef ANJU_TEXT_H
#define ANJU_TEXT_H
#include "base/strbuf.h"

/* Well-formed UTF-8 without NUL, controls (but tab and line end) and bidi overrides. */
bool text_valid(const char *s, size_t n);
/* Characters, not bytes. */
size_t text_length(const char *s);
/* Reads one character and steps over it; U+FFFD for a broken byte, 0 at the end. */
uint32_t text_next(const char **s);
void text_put(struct strbuf *b, uint32_t character);
/* A copy without blanks (also full-width ones) at both ends; "" for NULL. */
char *text_trim(struct arena *a, const char *s);
/* NULL and blanks only. */
bool text_blank(const char *s);
/* Copies s trimmed, full-width digits, letters and signs made narrow. ERR_TOO_BIG: no room. */
int text_plain_digits(const char *s, char *buffer, size_t size) MUST_USE;
/* What two people would call the same text: narrow, lower case, blanks folded to one. */
char *text_fold(struct arena *a, const char *s);
/* Whole text is a decimal int64 (full-width digits too). */
int text_int(const char *s, int64_t *ret) MUST_USE;
bool text_equal(const char *a, const char *b); /* NULL equals only NULL */
bool text_starts(const char *s, const char *prefix);
bool text_contains(const char *s, const char *part);
/* Cuts s in place at the next separator; NULL when nothing is left: "a,,b," has the parts "a", ""
 * and "b". */
char *text_split(char **rest, char separator);

/* Pinyin initials of a name, up to four readings parted by a blank: 曾单 → "cd cs zd zs".
 * Latin letters and digits stay, lower case; other signs are dropped. */
char *text_initials(struct arena *a, const char *name);

/* "3-2-501" from what people type: 3-2-501, ３栋２单元５０１, 3#2-501, 3 2 501, 3栋2单元501室,
 * 03-02-0501 → "3-2-501". NULL when it does not look like a room. A building alone or a shop number
 * keeps its parts: "3-501", "A座-1203" → "A-1203". */
char *text_room(struct arena *a, const char *typed);
/* Digits of a phone: blanks, dashes, +86 and full-width digits removed. NULL when it is no phone
 * (3 to 15 digits with an optional leading +). */
char *text_phone(struct arena *a, const char *typed);
/* 138****5612; an ID number keeps the first 4 and last 4. Short ones lose all but the last 2. */
char *text_mask(struct arena *a, const char *secret);
/* 王** : the first character of a name. */
char *text_mask_name(struct arena *a, const char *name);
#endif
