/* Migrations: src/modules/NAME/sql/NNN_what.sql (and src/app/sql), packed into the program, run
 * once in the order of module_list.h. Number and checksum are recorded; a changed old file stops
 * the start with its name. Three words differ between the engines and are replaced: $ID (a primary
 * key of 64 bits), $INT (an integer of 64 bits), $BLOB (bytes). Lines from `-- sqlite:` or
 * `-- postgres:` to the next `-- both:` are for that engine alone. */
#ifndef ANJU_MIGRATE_H
#define ANJU_MIGRATE_H
#include "store/store.h"

struct migration {
	const char *module; /* "requests" */
	int number;         /* 1 */
	const char *name;   /* "001_tables.sql" */
	const char *sql;
};

/* Runs what is missing, each in a transaction of its own; killed half-way, it opens as old or new.
 * The tables of search.h come first by themselves. ret_run counts those that ran. A database that
 * is newer than the program, and a changed old file, are ERR_CONFLICT. Outside a transaction, on a
 * write connection. */
int migrate(struct ctx *cx, const struct migration *list, size_t count, int *ret_run) MUST_USE;
/* Runs none: counts those that are missing. Errors as above; on a read connection too. */
int migrate_pending(struct ctx *cx, const struct migration *list, size_t count,
		    int *ret_count) MUST_USE;
#endif
