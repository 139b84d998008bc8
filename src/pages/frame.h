/* What the frame around a page shows. */
#ifndef ANJU_FRAME_H
#define ANJU_FRAME_H
#include "app/module.h"

struct frame_entry {
	const char *path, *label, *icon;
	int place;
	bool here;
};
struct frame {
	const char *title;
	const char *css, *js, *icon; /* names below /s/ */
	const struct actor *actor; /* NULL: nobody is signed in */
	struct frame_entry *menu;
	size_t menu_count;
	bool english, may_register;
	bool large; /* 大字: a resident's choice, kept in a cookie */
	int64_t unread; /* notices of the person; no further than NOTICE_UNREAD_MOST */
	const struct page_help *help; /* of this page; NULL = none */
	int64_t now;
	const char *printed; /* who and when, at the foot of a printed page */
};
/* The <li>s of the menu. */
void frame_menu(struct page *pg, const struct frame *f);
/* A link for each key (data-key) of the menu and the commands that the person may use. */
void frame_keys(struct page *pg);
/* "gq" → "G Q", "f2" → "F2" */
const char *frame_key(struct arena *a, const char *key);
/* "7", "99+" */
const char *frame_unread(struct page *pg, const struct frame *f);
/* The page of an error: what happened, what is safe, what to do. */
struct frame_error {
	int status;
	const char *heading, *why;
	const char *action;              /* where the form was going; NULL: it was no form */
	const struct input_pair *kept;   /* what was typed */
	size_t kept_count;
	const struct field_error *errors;
	bool signed_out;
	bool home;                       /* of the residents' entry */
};
#endif
