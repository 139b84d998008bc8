/* The PostgreSQL connection, shared by store_postgres.c and postgres_link.c. */
#ifndef ANJU_POSTGRES_H
#define ANJU_POSTGRES_H
#include "store/driver.h"
#include <libpq-fe.h>

enum { POSTGRES_READ_MS = 5000, OWED_MOST = 32 };

struct postgres {
	struct store base;
	PGconn *pg;
	unsigned generation;  /* of the connection: what was prepared before is gone */
	unsigned names;       /* given to prepared statements and cursors so far */
	bool begun;           /* between begin and commit or rollback */
	int cursors;          /* open ones */
	bool cursor_began;    /* the transaction was begun for a cursor */
	bool warned;          /* the server sent a warning */
	int read_ms;          /* statement_timeout; 0 = none */
	/* sent and not answered yet: the statements, NULL = the end of what is sent together */
	const char *owed[OWED_MOST];
	int owed_count;
	bool ended;           /* the last that is owed is such an end */
	bool begin_owed;      /* the transaction's BEGIN is among them: nothing was done in it yet */
	bool defer;           /* in a batch of the writer: see driver.h */
	int64_t retry_at;     /* no new connection before this steady µs */
	int retry_ms;
	bool stands_in;       /* a reader on a standby, as long as nobody takes writes */
	unsigned writers;     /* how often a writer had found its server when it was opened */
	int64_t look_at;      /* when a stand-in looks next for the one it stands in for */
};

struct postgres_statement {
	char *numbered;       /* $1, $2 for ? */
	int params;
	/* The number of the last value when the text ends in LIMIT ?, else 0. The planner must know it,
	 * or it believes in a tenth of the table and plans anew each time: it is written into the
	 * text, until it turns out to vary. */
	int limit_at;
	bool limit_known, limit_varies;
	int64_t limit;
	Oid types[BINDS_MOST]; /* 0 = the server infers it */
	unsigned generation;  /* prepared on that connection; 0 = not yet */
	unsigned name;
	bool cursor;
	PGresult *result;
	int row;              /* the current one; -1 before the first */
};

/* A prepared statement with its values. */
struct postgres_call {
	const char *sql, *name;
	int params;
	const char *const *value;
	const int *length, *format;
};
/* wait: with all that was sent before it; *ret is its answer, the caller's to look at and free.
 * Else it is only sent. An error is one of what was sent before. */
int postgres_run(struct ctx *cx, struct postgres *s, const struct postgres_call *c, bool wait,
		 PGresult **ret) MUST_USE;
/* The rows it changed. */
int64_t postgres_changed(PGresult *r);
/* A command of our own that nobody waits for; the end makes the server act at once. */
void postgres_send(struct postgres *s, const char *sql);
void postgres_send_end(struct postgres *s);
/* Nothing is owed, and libpq's simple calls work again. An error is one of what was sent. */
int postgres_plain(struct ctx *cx, struct postgres *s) MUST_USE;
void postgres_defer(struct store *base, bool on);
int postgres_settle(struct store *base);
/* Notes the error in the log; the code for the caller, reason written. r may be NULL. */
int postgres_failed(struct ctx *cx, struct postgres *s, const PGresult *r, const char *sql);
/* A command of our own without values. */
int postgres_command(struct ctx *cx, struct postgres *s, const char *sql);
/* Connected: connects anew when the server went away, but not inside a transaction. */
int postgres_ready(struct ctx *cx, struct postgres *s);
int postgres_connect(struct ctx *cx, struct postgres *s);
int postgres_begin(struct ctx *cx, struct store *base);
int postgres_commit(struct ctx *cx, struct store *base);
void postgres_rollback(struct store *base);
bool postgres_sound(const struct store *base);
int postgres_migration_lock(struct ctx *cx, struct store *base, bool hold);
int postgres_test_write(struct ctx *cx, struct store *base);
int postgres_check(struct ctx *cx, struct store *base);
int postgres_read_limit(struct store *base, int ms);
/* Rows into a table, inside a transaction: begin, a row each (integers, texts and NULL), end. After
 * an error the transaction is lost. columns: a quoted list. */
int postgres_copy_begin(struct ctx *cx, struct postgres *s, const char *table,
			const char *columns) MUST_USE;
int postgres_copy_row(struct ctx *cx, struct postgres *s, struct binds b) MUST_USE;
int postgres_copy_end(struct ctx *cx, struct postgres *s) MUST_USE;
#endif
