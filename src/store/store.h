/* The database: literal SQL, bound by type, the same text for SQLite and PostgreSQL.
 *
 * A statement is a literal: SQL("…") is the only way to make one, so no text of a person's can
 * become SQL. All of them lie in one section of the program, which lets a test prepare every one
 * on both engines and look for community_id in it. Placeholders are `?`. Booleans and enumerations
 * are integers; times are bound, never asked of the database. */
#ifndef ANJU_STORE_H
#define ANJU_STORE_H
#include "base/ctx.h"
#include "base/field.h"
#include "base/strbuf.h"

struct sql {
	const char *text, *file;
	int line;
	unsigned flags; /* enum sql_flag */
};

enum sql_flag {
	SQL_EVERYWHERE = 1, /* says so: crosses communities, or a table that has none */
	SQL_PIECE = 2,      /* part of a composed query; not a statement of its own */
	SQL_SQLITE = 4,     /* for one engine only */
	SQL_POSTGRES = 8,
};

/* one literal, entered in the table of statements; the text must name community_id */
#define SQL(literal) SQL_FLAGGED(literal, 0)
/* a statement that is not bound to one community, on purpose */
#define SQL_ALL(literal) SQL_FLAGGED(literal, SQL_EVERYWHERE)
/* a piece for query_add() */
#define PIECE(literal) SQL_FLAGGED(literal, SQL_PIECE)
#define SQL_FLAGGED(literal, flags_) \
	(__extension__({ \
		static const struct sql sql_ __attribute__((section("anju_sql"), used, \
			aligned(sizeof(void *)))) = { "" literal "", __FILE__, __LINE__, \
			(flags_) }; \
		&sql_; \
	}))
/* Every statement of the program, for tests and `anju doctor`. */
size_t sql_count(void);
const struct sql *sql_at(size_t i);

/* ---- values ---- */
enum bind_type { BIND_NULL, BIND_INT, BIND_TEXT, BIND_BLOB };
struct bind {
	enum bind_type type;
	int64_t n;       /* the integer, or the bytes of a blob */
	const char *s;   /* NULL text binds NULL; must live until the call returns */
};
struct blob {
	const void *bytes;
	size_t n;
};
static inline struct bind bind_int(int64_t n) { return (struct bind){ BIND_INT, n, NULL }; }
static inline struct bind bind_text(const char *s)
{
	return (struct bind){ s ? BIND_TEXT : BIND_NULL, 0, s };
}
static inline struct bind bind_blob(struct blob b)
{
	return (struct bind){ b.bytes ? BIND_BLOB : BIND_NULL, (int64_t)b.n, b.bytes };
}
#define BIND(x) _Generic((x), int: bind_int, unsigned: bind_int, long: bind_int, \
	long long: bind_int, bool: bind_int, char *: bind_text, const char *: bind_text, \
	struct blob: bind_blob)(x)
struct binds {
	const struct bind *bind;
	size_t count;
};
/* BINDS(a, b, c): up to 24 values; BINDS() for none. */
#define BINDS(...) BINDS_N_(BINDS_COUNT_(__VA_ARGS__), __VA_ARGS__)
#include "store/binds.h"

/* ---- doing ---- */
/* Runs a statement that gives no rows. ERR_CONFLICT for a broken unique rule, ERR_UNAVAILABLE when
 * the database is gone, full or locked, ERR_INTERNAL else; the log has the engine's words. On
 * PostgreSQL a failed statement ends the transaction: to pass over a duplicate, use ON CONFLICT. */
int store_exec(struct ctx *cx, const struct sql *sql, struct binds b) MUST_USE;
/* Rows the last store_exec() of this connection changed. */
int64_t store_changed(const struct ctx *cx);
/* One row into a struct by its field table: columns are matched by name; a column that is no field,
 * or a number that does not fit its member, is a fault. Members without a column keep their value.
 * ERR_NOT_FOUND without a row; cx->why is left alone then. */
int store_one(struct ctx *cx, const struct sql *sql, struct binds b, struct fields f,
	      void *ret) MUST_USE;
/* All rows as an array in the arena. The statement bounds itself with LIMIT. */
int store_list(struct ctx *cx, const struct sql *sql, struct binds b, struct fields f,
	       void *ret_rows, size_t *ret_count) MUST_USE;
/* The first column of the first row; ERR_NOT_FOUND without a row. NULL is 0 or NULL. */
int store_int(struct ctx *cx, const struct sql *sql, struct binds b, int64_t *ret) MUST_USE;
int store_text(struct ctx *cx, const struct sql *sql, struct binds b, char **ret) MUST_USE;

/* Row by row, for more than fits an array. */
struct rows {
	struct ctx *cx;
	struct statement *statement;
	struct fields fields;
};
int rows_open(struct ctx *cx, const struct sql *sql, struct binds b, struct fields f,
	      struct rows *ret) MUST_USE;
/* 1 = a row, 0 = no more, negative = error. Texts go into row_arena, which the caller clears. */
int rows_next(struct rows *rows, struct arena *row_arena, void *ret_row) MUST_USE;
void rows_free(struct rows *rows);

/* Prepares it and no more, for the test that tries every statement. Not for a PIECE, nor for one of
 * the other engine. */
int store_prepare(struct ctx *cx, const struct sql *sql) MUST_USE;

/* ---- composed queries: optional filters of a list ---- */
struct query {
	struct strbuf text;
	struct bind bind[48];
	size_t count;
	bool has_where;
};
void query_init(struct query *q, struct arena *a, const struct sql *piece, struct binds b);
/* adds " AND (piece)", or " WHERE (piece)" the first time when the head has none */
void query_and(struct query *q, const struct sql *piece, struct binds b);
void query_add(struct query *q, const struct sql *piece, struct binds b);
int query_list(struct ctx *cx, const struct query *q, struct fields f, void *ret_rows,
	       size_t *ret_count) MUST_USE;
int query_int(struct ctx *cx, const struct query *q, int64_t *ret) MUST_USE;
int query_rows(struct ctx *cx, const struct query *q, struct fields f, struct rows *ret) MUST_USE;

/* ---- connections ---- */
enum store_use { STORE_READ, STORE_WRITE };
/* where: a path of an SQLite file, or postgres://… . A read connection refuses to write. */
int store_open(struct ctx *cx, const char *where, enum store_use use, struct store **ret) MUST_USE;
void store_close(struct store *s);
bool store_is_postgres(const struct store *s);
/* Does it name a PostgreSQL server? Else it is the path of a file. */
bool store_is_url(const char *where);
enum store_use store_use(const struct store *s);
int store_begin(struct ctx *cx) MUST_USE;
/* After an error the transaction is still to be rolled back. Checkpoints when the log has grown. */
int store_commit(struct ctx *cx) MUST_USE;
void store_rollback(struct ctx *cx);
/* Statements run since the connection was opened; a test's ceiling against N+1 queries. */
int64_t store_statements(const struct store *s);
/* Rows changed since the connection was opened, also those undone since: two calls tell whether the
 * work between them changed anything. */
int64_t store_changes(struct store *s);
/* A read longer than ms is interrupted and answers ERR_UNAVAILABLE; 0 = no limit. Returns what it
 * was before. */
int store_read_limit(struct store *s, int ms);
/* One read transaction for the whole of a request: cheaper, and a page shows one moment. Does
 * nothing on a write connection, whose own transaction does that. */
int store_snapshot_begin(struct ctx *cx) MUST_USE;
void store_snapshot_end(struct ctx *cx);
/* What a layer above reads once and uses for as long as the transaction or snapshot at hand lasts:
 * where its pointer is kept (NULL at the start of each) and an arena that lives as long. NULL when
 * none is open. */
void **store_memo(struct store *s, struct arena **ret);
/* The bytes of the write-ahead log (SQLite) for metrics; 0 elsewhere. */
int64_t store_wal_bytes(const struct store *s);
/* A whole copy of the SQLite file, as of one moment, while serving: through a read connection of
 * its own, so it holds up no writes and may be called anywhere, on a worker best. Private, synced,
 * and never over a file that is there (ERR_CONFLICT). PostgreSQL: ERR_INVALID. */
int store_copy(struct ctx *cx, const char *path) MUST_USE;
/* Every table with its rows, by name: "request 3000", a line each. SQLite only (ERR_INVALID). */
int store_tables(struct ctx *cx, struct strbuf *ret_lines) MUST_USE;
/* After a bulk load into PostgreSQL: tells its planner how large the tables have become, which it
 * would otherwise find out a minute later and until then read whole tables for each row. In a
 * transaction or outside; does nothing on SQLite. */
int store_measure(struct ctx *cx) MUST_USE;
/* PRAGMA integrity_check and foreign_key_check / amcheck where present; ERR_INTERNAL with cx->why
 * naming the damage. */
int store_check(struct ctx *cx) MUST_USE;
#endif
