/* The SQLite connection, shared by store_sqlite.c and sqlite_file.c. */
#ifndef ANJU_SQLITE_H
#define ANJU_SQLITE_H
#include "store/driver.h"
#include <sqlite3.h>

enum {
	PAGE_BYTES = 4096,
	CHECKPOINT_PAGES = 1000,
	WAL_MOST_BYTES = 32 * 1024 * 1024,
	WAL_MOST_PAGES = WAL_MOST_BYTES / PAGE_BYTES,
};

struct sqlite {
	struct store base;
	sqlite3 *db;
	char *wal;                /* path of the write-ahead log */
	sqlite3_stmt *begin, *commit, *rollback;
	bool ddl;                 /* the authorizer lets DDL and ATTACH pass */
	int read_ms;              /* limit of a read, 0 = none */
	int64_t read_until;       /* steady µs */
	int64_t changes_before;   /* of the whole connection when the statement began */
	int wal_pages;            /* in the log after the last commit */
	int wal_seen;             /* the same at the last checkpoint */
};

/* Notes the error in the log; the code for the caller, reason written. sql may be NULL. */
int sqlite_failed(struct ctx *cx, struct sqlite *s, int rc, const char *sql);
/* Waits milliseconds for a lock of another connection. */
#define SQLITE_WAIT_MS 2000

void sqlite_tend(struct store *base);
int sqlite_copy(struct ctx *cx, struct store *base, const char *path);
int sqlite_tables(struct ctx *cx, struct store *base, struct strbuf *ret_lines);
int sqlite_check(struct ctx *cx, struct store *base);
int64_t sqlite_wal_bytes(const struct store *base);
#endif
