/* The description of one member of a struct: the same table reads a row, fills a form, writes
 * JSON, a cell and a column. The walkers lie in store/ and record/; here is only the table. */
#ifndef ANJU_FIELD_H
#define ANJU_FIELD_H
#include "base/base.h"

enum field_type { F_INT, F_INT64, F_BOOL, F_TEXT };

/* What the value means, which decides how it is read and shown. */
enum field_show {
	SHOW_PLAIN,
	SHOW_ID,     /* int64; JSON string */
	SHOW_TIME,   /* int64 ms UTC, 0 = none; JSON RFC 3339 in the community's zone */
	SHOW_DATE,   /* int: day number, 0 = none; JSON "2026-11-23" */
	SHOW_MONEY,  /* int64 fen; JSON "75.00" and NAME_fen when the name ends in _fen */
	SHOW_CLOCK,  /* int: minutes after midnight; "08:30" */
	SHOW_ENUM,   /* int with .choices; JSON the English word, and NAME_label */
	SHOW_LONG,   /* text of several lines */
	SHOW_PHONE,  /* text; masked unless the reader may see it */
	SHOW_SECRET, /* text; masked always, revealed singly */
	SHOW_ROOM,   /* text: a room shorthand */
	SHOW_PASSWORD, /* text; never shown, never in JSON */
	SHOW_MASS,   /* int64 thousandths: a quantity "1.5"; NAME_mass is called NAME outside */
};

/* One value of an enumeration: the English word travels, the Chinese label is shown. */
struct choice {
	int value;
	const char *word, *label;
};

/* The end of a list of choices. */
#define CHOICE_END { 0, NULL, NULL }

enum field_flag {
	IN_FORM = 1,  /* people may send it */
	IN_JSON = 2,  /* machines see it */
	IN_LIST = 4,  /* a column of lists and exports */
	REQUIRED = 8, /* an empty value is refused */
	ONCE = 16,    /* may be set at creation only */
	IN_TITLE = 32, /* stands at the head of its page; the details do not say it again */
};

struct field {
	const char *name;           /* column, form field and JSON key alike */
	enum field_type type;       /* taken from the member itself */
	size_t at;                  /* offset in the struct */
	enum field_show show;
	unsigned flags;
	const char *label;          /* Chinese; translated where it is shown */
	const char *hint;           /* Chinese; below the input */
	int64_t min, max;           /* characters of a text, value of a number; 0,0 = by type */
	const struct choice *choices;
};

#define FIELD_TYPE(m) _Generic((m), int: F_INT, int64_t: F_INT64, bool: F_BOOL, \
	char *: F_TEXT, const char *: F_TEXT)
#define FIELD(st, m, ...) { .name = #m, .type = FIELD_TYPE(((struct st *)0)->m), \
	.at = offsetof(struct st, m), __VA_ARGS__ }

/* A field table with its length, as the walkers take it. */
struct fields {
	const struct field *field;
	size_t count, size; /* size of the struct */
};
#define FIELDS(st, table) ((const struct fields){ (table), COUNT(table), sizeof(struct st) })

const struct field *field_find(struct fields f, const char *name);
/* NULL when the value is not in the list. */
const struct choice *choice_of(const struct choice *choices, int value);
/* By word, or by the Chinese label (people and imports use it); NULL when unknown. */
const struct choice *choice_named(const struct choice *choices, const char *word);
#endif
