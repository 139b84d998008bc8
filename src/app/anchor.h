/* The anchor (锚): the head of every journal, kept outside the database in DIR/anchor, so that a
 * database that was cut off, exchanged for an older one, or chained anew is found out. The last of
 * each day is kept in DIR/anchor.log. A copy of either, carried elsewhere, proves more: whoever can
 * change the database may be able to change the folder. */
#ifndef ANJU_ANCHOR_H
#define ANJU_ANCHOR_H
#include "base/ctx.h"

/* Writes the heads of all communities when one has moved; what it replaces of an earlier day goes
 * to the log first. Only what is committed is read, so an anchor is never ahead of the disk. */
int anchor_keep(struct ctx *cx, const char *data) MUST_USE;
/* Every line of the file at path ("COMMUNITY SEQ HASH", or with the day before it) against the
 * journals. ERR_CONFLICT names the first that is not there; ERR_NOT_FOUND: no such file;
 * ERR_INVALID: no anchor file. */
int anchor_check(struct ctx *cx, const char *path, int64_t *ret_lines) MUST_USE;
#endif
