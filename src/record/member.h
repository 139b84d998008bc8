/* One member of a struct by its field: what the walkers share. */
#ifndef ANJU_MEMBER_H
#define ANJU_MEMBER_H
#include "base/arena.h"
#include "base/field.h"

#define MASS_TEXT 32
#define MASS_MAX  INT64_C(999999999999999) /* thousandths */

/* The value of an int, int64 or bool member. */
int64_t member_int(const struct field *f, const void *record);
/* The value fits the member: the caller has checked. */
void member_set_int(const struct field *f, int64_t n, void *record);
const char *member_text(const struct field *f, const void *record);
void member_set_text(const struct field *f, const char *text, void *record);
/* Nothing was entered: "", no time, no date, no id, an unknown choice, number 0, false. */
bool member_empty(const struct field *f, const void *record);

/* The name outside: amount_fen is entered in yuan and called amount, area_mass is called area. */
const char *member_form_name(struct arena *a, const struct field *f);

/* "1.5" from 1500 thousandths, and back; ERR_INVALID for more than three decimals. */
const char *mass_text(int64_t thousandths, char buffer[MASS_TEXT]);
int mass_parse(const char *text, int64_t *ret) MUST_USE;
#endif
