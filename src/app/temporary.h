/* Files in DIR/tmp: what is being made or waits to be imported. No record needs them for long. */
#ifndef ANJU_TEMPORARY_H
#define ANJU_TEMPORARY_H
#include "base/ctx.h"

/* An open descriptor that is closed with its scope; -1 = none. */
struct descriptor {
	int fd;
};
void descriptor_free(struct descriptor *d);

/* DIR/tmp/WHAT-random ENDING, a name nobody has: temporary_path(cx, "export", ".xlsx"). */
const char *temporary_path(struct ctx *cx, const char *what, const char *ending);
/* A file that has no name any more: gone with its descriptor, which ends with cx->arena unless it
 * is taken out (*ret_fd = -1). ERR_UNAVAILABLE when the disk is full. */
int temporary_open(struct ctx *cx, const char *what, int **ret_fd) MUST_USE;
/* All of `from` becomes the content of `to`. ERR_UNAVAILABLE when the disk is full. */
int descriptor_copy(struct ctx *cx, int from, int to) MUST_USE;
/* The content of a finished temporary file goes to `to`; the file is removed in any case. */
int temporary_move(struct ctx *cx, const char *path, int to) MUST_USE;
#endif
