/* What an engine does for store.c. Private to src/store/. */
#ifndef ANJU_DRIVER_H
#define ANJU_DRIVER_H
#include "store/store.h"

enum { CACHE_SETS = 64, CACHE_WAYS = 6, BINDS_MOST = 64 };

/* A prepared statement of one connection. */
struct statement {
	struct store *store;
	char *text;
	size_t text_len;
	uint64_t hash;
	int64_t used;   /* the connection's count of statements at the last use */
	bool cached;    /* lives on in the cache when done */
	bool busy;      /* between start and reset */
	bool many;      /* read row by row, with pauses */
	bool quiet;     /* nobody looks at rows or counts: store_exec() */
	void *handle;   /* the engine's */
	/* which column goes into which field, for the field table it was last used with */
	const struct field *mapped;
	size_t mapped_count;
	int columns;
	int16_t *field_of_column;
};

struct driver {
	bool postgres;
	int (*open)(struct ctx *cx, const char *where, enum store_use use, struct store **ret);
	void (*close)(struct store *s);
	int (*prepare)(struct ctx *cx, struct statement *st);
	void (*finalize)(struct statement *st);
	int (*try)(struct ctx *cx, struct statement *st); /* what start would do, without values */
	/* Binds and begins; many: the rows may be more than memory should hold at once. */
	int (*start)(struct ctx *cx, struct statement *st, struct binds b, bool many);
	int (*step)(struct ctx *cx, struct statement *st); /* 1 = a row, 0 = no more */
	void (*reset)(struct statement *st);
	int (*columns)(const struct statement *st);
	const char *(*column_name)(const struct statement *st, int i);
	/* NULL for NULL */
	const char *(*column_text)(const struct statement *st, int i, size_t *ret_n);
	/* NULL is 0; false when the value is no integer of 64 bits */
	bool (*column_int)(const struct statement *st, int i, int64_t *ret);
	/* as it stands in the row: an integer, a text or NULL; false for anything else */
	bool (*value)(const struct statement *st, int i, struct bind *ret);
	/* begins for writing on a write connection, else a snapshot */
	int (*begin)(struct ctx *cx, struct store *s);
	int (*commit)(struct ctx *cx, struct store *s);
	void (*rollback)(struct store *s);
	/* a transaction is open and can still be committed */
	bool (*sound)(const struct store *s);
	/* on: store_exec() answers OK before the server did, so a batch of the writer waits less
	 * often. What fails is known later, in `late`, and the batch is run again without. NULL:
	 * the engine needs no such thing. */
	void (*defer)(struct store *s, bool on);
	/* waits for what was deferred; an error is in `late` too */
	int (*settle)(struct store *s);
	/* several statements at once; the only way for DDL */
	int (*script)(struct ctx *cx, struct store *s, const char *text);
	/* one migration at a time over all processes: held until released or closed */
	int (*migration_lock)(struct ctx *cx, struct store *s, bool hold);
	/* a durable write that changes nothing: can the database be written again? */
	int (*test_write)(struct ctx *cx, struct store *s);
	/* what a writer does between batches: checkpoints */
	void (*tend)(struct store *s);
	int (*copy)(struct ctx *cx, struct store *s, const char *path);
	int (*tables)(struct ctx *cx, struct store *s, struct strbuf *ret_lines);
	int (*check)(struct ctx *cx, struct store *s);
	int64_t (*wal_bytes)(const struct store *s);
	int (*read_limit)(struct store *s, int ms);
};
extern const struct driver driver_sqlite, driver_postgres;

/* The engine's struct begins with this one. */
struct store {
	const struct driver *driver;
	enum store_use use;
	char *where;
	bool late;            /* a deferred statement failed: the batch is to be run again */
	bool broken;          /* an I/O error or a lost server: close it and open anew */
	int64_t statements;
	int64_t changed;      /* rows the last store_exec() changed */
	int64_t changes;      /* rows changed since the connection was opened; also those undone */
	/* store_memo() */
	bool memo_open;
	void *memo;
	struct arena memo_arena;
	/* records put into the index, and commits with such, since search_settle() last merged */
	int64_t search_puts, search_seen, search_commits;
	struct statement *cache[CACHE_SETS][CACHE_WAYS];
};

/* The transaction at hand is over: store_memo() forgets. */
void store_forget(struct store *s);
/* Zeroed; ends the process without memory. For what lives as long as a connection. */
void *store_alloc(size_t n) __attribute__((malloc, returns_nonnull));
/* text followed by more, on the heap. */
char *store_strdup(const char *text, const char *more);

/* The statement of that text, not busy: from the cache, or prepared now. */
int statement_get(struct ctx *cx, const char *text, size_t n, struct statement **ret) MUST_USE;
/* Resets it; one that is not cached is freed. Takes NULL. */
void statement_done(struct statement *st);
void statement_forget_all(struct store *s);
/* The current row into a struct; its texts into the arena. */
int statement_row(struct ctx *cx, struct statement *st, struct fields f, struct arena *a,
		  void *row) MUST_USE;

/* The person's words for an error of the engine; returns err. */
int store_failed(struct ctx *cx, int err);
#endif
