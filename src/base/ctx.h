/* What any piece of work may use: a request, a job, an import or a test makes one. */
#ifndef ANJU_CTX_H
#define ANJU_CTX_H
#include "base/arena.h"

struct store; /* store/store.h */
struct app;   /* app/app.h */
struct actor; /* app/permission.h */
struct push_told; /* app/push.c */

enum language { LANGUAGE_ZH, LANGUAGE_EN };

/* A message that belongs to one field of the input. */
struct field_error {
	const struct field_error *next;
	const char *field, *message;
};

struct ctx {
	struct arena *arena;       /* everything allocated here dies with the work */
	struct store *store;       /* the connection of the thread that works */
	struct app *app;           /* the services of the process; NULL in tests of the lower layers */
	const struct actor *actor; /* on whose behalf; NULL = the system itself */
	int64_t community;         /* 小区: every statement is bound to it */
	int64_t now;               /* ms UTC; the only clock domain code reads */
	enum language language;
	char why[400];             /* reason of the last failure, for the person */
	struct push_told *told;    /* what open pages hear after the commit: app/push.h */
	const struct field_error *errors; /* which fields are to blame, if any */
};

/* Writes cx->why and returns err. The text is the person's: through T(). */
int fail(struct ctx *cx, int err, const char *format, ...) PRINTF(3, 4);
/* As fail(cx, ERR_INVALID, …), and puts the text beside the field of the input as well. */
int fail_field(struct ctx *cx, const char *field, const char *format, ...) PRINTF(3, 4);

/* The person-facing text in the language of the work. zh is the Chinese text, which is the key of
 * the catalogue src/pages/en.txt; a text that is not there stays Chinese. */
#define T(cx, zh) text_in((cx)->language, zh)
const char *text_in(enum language language, const char *zh) __attribute__((format_arg(2)));
/* lines "中文<tab>English"; called once at start. Takes a copy. */
void text_catalogue(const char *text, size_t n);
#endif
