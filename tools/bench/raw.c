/* The measure for durable creation: the rows that one call with a repair leaves behind, put again
 * and again by plain SQLite with prepared statements, one transaction each, WAL, synchronous=FULL.
 *   raw DATABASE SECONDS [N]   N = calls a transaction (1). A copy: it is filled with nonsense */
#include "base/arena.h"
#include "base/strbuf.h"
#include "store/search_token.h"
#include <sqlite3.h>

enum { TABLES = 7, ROWS = 40, COLUMNS = 80, TOKEN_BYTES = 64 * 1024, MOST = 4000000 };

/* Rows of one table that belong to the call. ?1 = its contact, ?2 = its request. */
static const struct {
	const char *table, *where;
} sources[TABLES] = {
	{ "contact", "id = ?1" },
	{ "request", "id = ?2" },
	{ "call", "contact_id = ?1" },
	{ "journal", "subject_id IN (?1, ?2, (SELECT id FROM call WHERE contact_id = ?1))" },
	{ "obligation", "subject_id = ?2" },
	{ "search_text", "id = ?2" },
};

enum meaning { SAME, SHIFTED, NUMBER, SEQ };
struct row {
	sqlite3_stmt *insert;
	sqlite3_value *value[COLUMNS];
	enum meaning meaning[COLUMNS];
	int columns;
};

static sqlite3 *db;
static struct row rows[ROWS];
static int row_count;
static int64_t seq;
static double *took;

static void die(const char *what)
{
	fprintf(stderr, "raw: %s: %s\n", what, sqlite3_errmsg(db));
	exit(1);
}

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *st;
	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL))
		die(sql);
	return st;
}

static void run(sqlite3_stmt *st)
{
	if (sqlite3_step(st) != SQLITE_DONE)
		die(sqlite3_sql(st));
	(void)sqlite3_reset(st);
}

static int64_t number(const char *sql, int64_t given)
{
	sqlite3_stmt *st = prepare(sql);
	int64_t n;

	(void)sqlite3_bind_int64(st, 1, given);
	if (sqlite3_step(st) != SQLITE_ROW)
		die(sql);
	n = sqlite3_column_int64(st, 0);
	(void)sqlite3_finalize(st);
	return n;
}

static enum meaning meaning_of(const char *column)
{
	static const struct {
		const char *column;
		enum meaning meaning;
	} known[] = {
		{ "id", SHIFTED },     { "contact_id", SHIFTED }, { "subject_id", SHIFTED },
		{ "number", NUMBER },  { "seq", SEQ },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (!strcmp(known[i].column, column))
			return known[i].meaning;
	return SAME;
}

static void row_take(const char *table, sqlite3_stmt *st)
{
	struct row *r = &rows[row_count++];
	char sql[COLUMNS * 3 + 100];
	size_t n;

	if (row_count > ROWS || sqlite3_column_count(st) > COLUMNS)
		die("too many rows");
	r->columns = sqlite3_column_count(st);
	n = (size_t)snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (", table);
	for (int i = 0; i < r->columns; i++) {
		n += (size_t)snprintf(sql + n, sizeof sql - n, i ? ", ?" : "?");
		r->value[i] = sqlite3_value_dup(sqlite3_column_value(st, i));
		r->meaning[i] = meaning_of(sqlite3_column_name(st, i));
	}
	(void)snprintf(sql + n, sizeof sql - n, ")");
	r->insert = prepare(sql);
}

static void rows_take(int64_t contact, int64_t request)
{
	for (size_t i = 0; sources[i].table; i++) {
		char sql[200];
		sqlite3_stmt *st;
		(void)snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE %s", sources[i].table,
			       sources[i].where);
		st = prepare(sql);
		(void)sqlite3_bind_int64(st, 1, contact);
		if (sqlite3_bind_parameter_count(st) > 1)
			(void)sqlite3_bind_int64(st, 2, request);
		while (sqlite3_step(st) == SQLITE_ROW)
			row_take(sources[i].table, st);
		(void)sqlite3_finalize(st);
	}
}

static const char *tokens_of(struct arena *a)
{
	const struct row *text = &rows[row_count - 1]; /* search_text stands last */
	struct strbuf b;

	strbuf_init(&b, a, TOKEN_BYTES);
	search_tokens_add(&b, (const char *)sqlite3_value_text(text->value[text->columns - 1]),
			  "1request·", " ");
	return b.s;
}

static void row_put(struct row *r, int64_t n)
{
	char text[40];

	for (int i = 0; i < r->columns; i++) {
		switch (r->meaning[i]) {
		case SAME:
			(void)sqlite3_bind_value(r->insert, i + 1, r->value[i]);
			break;
		case SHIFTED:
			(void)sqlite3_bind_int64(r->insert, i + 1,
						 sqlite3_value_int64(r->value[i]) + (n << 16));
			break;
		case NUMBER:
			(void)snprintf(text, sizeof text, "RAW-%012" PRId64, n);
			(void)sqlite3_bind_text(r->insert, i + 1, text, -1, SQLITE_TRANSIENT);
			break;
		case SEQ:
			(void)sqlite3_bind_int64(r->insert, i + 1, ++seq);
		}
	}
	run(r->insert);
}

static double now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Number of transactions. */
static size_t loop(double seconds, int at_once, const char *tokens, int64_t request)
{
	sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
	sqlite3_stmt *count = prepare("UPDATE number_counter SET last = last + 1 WHERE rowid IN"
				      " (SELECT rowid FROM number_counter LIMIT 3)");
	sqlite3_stmt *index = prepare("INSERT INTO search_index (rowid, tokens) VALUES (?, ?)");
	double start = now(), until = start + seconds, at = start;
	int64_t n = 0;
	size_t times = 0;

	while (at < until && times < MOST) {
		double before = at;
		run(begin);
		for (int i = 0; i < at_once; i++) {
			n++;
			run(count);
			for (int r = 0; r < row_count; r++)
				row_put(&rows[r], n);
			(void)sqlite3_bind_int64(index, 1, request + (n << 16));
			(void)sqlite3_bind_text(index, 2, tokens, -1, SQLITE_STATIC);
			run(index);
		}
		run(commit);
		at = now();
		took[times++] = at - before;
	}
	printf("rps=%.1f ", (double)n / (at - start));
	return times;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	AUTO(arena) arena = { 0 };
	int64_t contact, request;
	size_t times;

	if (argc < 3) {
		fputs("usage: raw DATABASE SECONDS [N]\n", stderr);
		return 2;
	}
	if (sqlite3_open(argv[1], &db) ||
	    sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
			     "PRAGMA cache_size=-65536", NULL, NULL, NULL))
		die(argv[1]);
	took = calloc(MOST, sizeof *took);
	if (!took)
		die("memory");
	contact = number("SELECT max(contact_id) FROM request WHERE kind = 1", 0);
	request = number("SELECT id FROM request WHERE contact_id = ?", contact);
	seq = number("SELECT max(seq) FROM journal", 0);
	rows_take(contact, request);
	times = loop(strtod(argv[2], NULL), argc > 3 ? (int)strtol(argv[3], NULL, 10) : 1,
		     tokens_of(&arena), request);
	qsort(took, times, sizeof *took, by_size);
	printf("transactions=%zu rows=%d p50=%.1f p99=%.1f\n", times, row_count,
	       took[times / 2] * 1e6, took[(times - 1) * 99 / 100] * 1e6);
	return 0;
}
