/* All rows of a database into another one, of the other engine: for `anju move`. Rows are compared
 * by value, whatever the engine made of them on its disk, and in no order. */
#ifndef ANJU_TRANSFER_H
#define ANJU_TRANSFER_H
#include "store/store.h"

enum { TRANSFER_PRINT = 33 };

struct transfer_sum {
	int64_t rows;
	uint64_t lane[4]; /* the hashes of all rows, added */
};

struct transfer {
	struct store *from, *to; /* to: STORE_WRITE, migrated, nothing in it */
	/* every thousand rows, and at the end of a table */
	void (*tell)(void *arg, const char *table, int64_t rows);
	void *arg;
};

/* The tables of the target, in the order to fill them: all but the list of migrations, which each
 * database has of its own, and the index, which is made from search_text. ERR_CONFLICT when the
 * source has a table that the target does not know. */
int transfer_tables(struct ctx *cx, const struct transfer *t, const char ***ret,
		    size_t *ret_count) MUST_USE;
/* ERR_CONFLICT with the first table that has rows. */
int transfer_empty(struct ctx *cx, struct store *s, const char **tables, size_t count) MUST_USE;
/* ERR_CONFLICT when tables of something else lie where the target's are to be. */
int transfer_alone(struct ctx *cx, struct store *s) MUST_USE;
/* A transaction of the target that keeps a second move out. */
int transfer_begin(struct ctx *cx, const struct transfer *t) MUST_USE;
/* Copies one table, and reads the target again. A value that the other engine cannot hold is an
 * error, never changed. */
int transfer_table(struct ctx *cx, const struct transfer *t, const char *table,
		   struct transfer_sum *ret_from, struct transfer_sum *ret_to) MUST_USE;
bool transfer_same(const struct transfer_sum *a, const struct transfer_sum *b);
/* 32 hex digits of the sum. */
void transfer_print(const struct transfer_sum *s, char ret[TRANSFER_PRINT]);
#endif
