/* An office from SQLite to PostgreSQL and back (搬迁). The office is copied: what it is moved from
 * is read only, and stays. One folder has the key and the photos of each side; a folder that is to
 * be made is copied into first, and opened by nobody until all is there and was compared. */
#ifndef ANJU_MOVE_H
#define ANJU_MOVE_H
#include "base/ctx.h"

struct move {
	const char *data;      /* the folder of the side in PostgreSQL */
	const char *from, *to; /* one a folder, the other postgres://… */
	/* as struct transfer's: progress */
	void (*tell)(void *arg, const char *table, int64_t rows);
	/* a table that is done: rows and sums of both sides, 32 hex digits each */
	void (*done)(void *arg, const char *table, int64_t rows, const char *from, const char *to);
	void *arg;
};
struct move_result {
	int64_t tables, rows, files;
	int64_t damaged;          /* photos that were missing or changed before the move */
	const char *damaged_name; /* the first of them */
	const char *chains;       /* lines "chain COMMUNITY ROWS HEAD NAME" of the target */
	const char *broken;       /* a chain that was tampered with before the move; NULL = none */
};

/* All or nothing: an error leaves source and target as they were, but for empty tables in a
 * PostgreSQL database. ERR_INVALID: not a move between the two engines. ERR_CONFLICT: a server
 * runs, the target is not empty, the source is not of this program's version, or the rows of both
 * sides differ after all. A process that is killed leaves DIR/moving, with which nobody opens the
 * folder, and no rows in PostgreSQL. */
int move_office(struct ctx *cx, const struct move *m, struct move_result *ret) MUST_USE;
#endif
