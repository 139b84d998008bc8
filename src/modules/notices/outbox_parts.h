/* What the files of the outbox share. */
#ifndef ANJU_OUTBOX_PARTS_H
#define ANJU_OUTBOX_PARTS_H
#include "modules/notices/outbox.h"

/* the kind of notices about the outbox itself, which stay in the program */
#define OUTBOX_KIND "outbox"
/* The first instant from `at` on when it may go to that person, resident or group. */
int outbox_due(struct ctx *cx, int64_t account, const char *address, int64_t at,
	       int64_t *ret) MUST_USE;
/* Tells the administrator, once within the window for each channel. */
int outbox_tell_keeper(struct ctx *cx, const char *title, const char *text,
		       int64_t channel) MUST_USE;
#endif
