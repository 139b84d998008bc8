/* The page being written, and struct → HTML by the field table. Templates (*.html.t) are compiled
 * to C functions on struct page: void NAME_html(struct page *pg, const struct X *p). */
#ifndef ANJU_HTML_H
#define ANJU_HTML_H
#include "base/field.h"
#include "base/strbuf.h"
#include "record/input.h"

/* What the open form does with a record somebody else may have changed meanwhile. */
enum html_edit {
	EDIT_NOT,   /* no edit of a record */
	EDIT_FRESH, /* each input also sends what stood in it: was.NAME */
	EDIT_STALE, /* the record was changed since: the inputs are merged (三方对照) */
};

struct page {
	struct strbuf *out;
	struct ctx *cx;
	const struct input *input; /* what was sent, shown again after an error; may be NULL */
	int zone_minutes;
	const char *form_token;    /* against forged requests; part of every form */
	int forms;                 /* how many were opened */
	bool may_see_phones;       /* unmasked phones; else masked */
	enum html_edit edit;       /* of the form that is open */
};

/* ---- values, as templates write them; all escape ---- */
void html_text(struct page *pg, const char *text);
void html_int(struct page *pg, int64_t n);
/* <time>11-23 14:05</time>; today's: 14:05; of another year: 2025-11-23 14:05; 0: nothing */
void html_time(struct page *pg, int64_t at);
void html_date(struct page *pg, int day);
void html_money(struct page *pg, int64_t fen);
void html_duration(struct page *pg, int64_t ms);   /* 2 小时 5 分 */
void html_choice(struct page *pg, const struct choice *choices, int value);
/* one member as text by its field */
void html_value(struct page *pg, const struct field *f, const void *record);

/* ---- forms ---- */
/* <form method=post action=…> with the token and an idempotency key (name _key). */
void html_form_open(struct page *pg, const char *action, const char *css_class);
void html_form_open_upload(struct page *pg, const char *action, const char *css_class);
/* A form that changes a record: sends its version. When it comes again with an older version than
 * the record has now, each input is merged from what stood there, what the other person made of it
 * and what was typed: what one side alone changed is taken, what both changed keeps the typed value
 * and shows all three. Nothing typed is lost and nothing is overwritten unseen. `current` may be 0
 * for a record that is new: a plain form then. */
void html_form_edit(struct page *pg, const char *action, const char *css_class, int64_t current);
void html_form_close(struct page *pg);
/* Label, input with its limits, hint and the message of the last error. The value shown is what was
 * sent, else the record's. record may be NULL. prefix as in form_read. */
void html_input(struct page *pg, const char *prefix, const struct field *f, const void *record);
/* all IN_FORM fields of the table */
void html_inputs(struct page *pg, const char *prefix, struct fields f, const void *record);
/* the message for a field that is no field of a table (a step's own, a file) */
void html_error(struct page *pg, const char *field);
/* Is any field to blame whose name begins so? For parts of a form that are folded away. */
bool html_has_error(const struct page *pg, const char *prefix);
/* the banner with cx->why, when there is one */
void html_failure(struct page *pg);
/* <dl> of label and value: all IN_LIST or IN_JSON members that are not empty and not IN_TITLE */
void html_details(struct page *pg, struct fields f, const void *record);
/* the same in two or three columns, for the width of a whole page */
void html_details_wide(struct page *pg, struct fields f, const void *record);

/* what templates call for <%= x %>: by the type of x */
#define html_put(pg, x) _Generic((x), char *: html_text, const char *: html_text, \
	int: html_int, unsigned: html_int, long: html_int, long long: html_int, \
	size_t: html_int, bool: html_int)((pg), (x))
/* <%u x %>: one component of a URL */
void html_url_text(struct page *pg, const char *text);
void html_url_int(struct page *pg, int64_t n);
#define html_url(pg, x) _Generic((x), char *: html_url_text, const char *: html_url_text, \
	int: html_url_int, long: html_url_int, long long: html_url_int, size_t: html_url_int)((pg), (x))
#endif
