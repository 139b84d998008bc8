#include "store/driver.h"
#include "base/log.h"
#include "store/search.h"

extern const struct sql __start_anju_sql[] __attribute__((weak));
extern const struct sql __stop_anju_sql[] __attribute__((weak));

size_t sql_count(void)
{
	return (size_t)(__stop_anju_sql - __start_anju_sql);
}

const struct sql *sql_at(size_t i)
{
	return i < sql_count() ? &__start_anju_sql[i] : NULL;
}

int store_failed(struct ctx *cx, int err)
{
	switch (err) {
	case ERR_CONFLICT:
		return fail(cx, err, T(cx, "与已有的记录重复"));
	case ERR_UNAVAILABLE:
		return fail(cx, err, T(cx, "数据库暂时不能用，请稍后再试"));
	case ERR_NOT_FOUND: /* often no failure to anybody, so a reason given before stays */
		return err;
	default:
		return fail(cx, err, T(cx, "系统出错，已记入日志"));
	}
}

/* ---- doing ---- */

enum how { ROWS, MANY, QUIET };

static int start_text(struct ctx *cx, const char *text, size_t n, struct binds b, enum how how,
		      struct statement **ret)
{
	struct statement *st;
	int r;

	assert(cx->store);
	r = statement_get(cx, text, n, &st);
	if (r < 0)
		return r;
	st->quiet = how == QUIET;
	r = cx->store->driver->start(cx, st, b, how == MANY);
	if (r < 0) {
		statement_done(st);
		return r;
	}
	*ret = st;
	return OK;
}

static int start(struct ctx *cx, const struct sql *sql, struct binds b, struct statement **ret)
{
	return start_text(cx, sql->text, strlen(sql->text), b, ROWS, ret);
}

static int step(struct ctx *cx, struct statement *st)
{
	return st->store->driver->step(cx, st);
}

int store_exec(struct ctx *cx, const struct sql *sql, struct binds b)
{
	struct statement *st = NULL;
	int r = start_text(cx, sql->text, strlen(sql->text), b, QUIET, &st);

	cx->store->changed = 0;
	if (r < 0)
		return r;
	do
		r = step(cx, st);
	while (r > 0);
	statement_done(st);
	return r;
}

int64_t store_changed(const struct ctx *cx)
{
	if (cx->store->driver->settle)
		(void)cx->store->driver->settle(cx->store);
	return cx->store->changed;
}

int store_one(struct ctx *cx, const struct sql *sql, struct binds b, struct fields f, void *ret)
{
	struct statement *st = NULL;
	int r = start(cx, sql, b, &st);

	if (r < 0)
		return r;
	r = step(cx, st);
	if (r == 0)
		r = store_failed(cx, ERR_NOT_FOUND);
	else if (r > 0)
		r = statement_row(cx, st, f, cx->arena, ret);
	statement_done(st);
	return r;
}

static int list_read(struct ctx *cx, struct statement *st, struct fields f, void *ret_rows,
		     size_t *ret_count)
{
	size_t count = 0, room = 0;
	char *rows = NULL;
	int r;

	while ((r = step(cx, st)) > 0) {
		if (count == room) {
			size_t more = room ? room * 2 : 8;
			rows = arena_grow(cx->arena, rows, room * f.size, more * f.size);
			room = more;
		}
		r = statement_row(cx, st, f, cx->arena, rows + count * f.size);
		if (r < 0)
			break;
		count++;
	}
	if (r < 0)
		return r;
	memcpy(ret_rows, &rows, sizeof rows);
	*ret_count = count;
	return OK;
}

int store_list(struct ctx *cx, const struct sql *sql, struct binds b, struct fields f,
	       void *ret_rows, size_t *ret_count)
{
	struct statement *st = NULL;
	int r = start(cx, sql, b, &st);

	if (r < 0)
		return r;
	r = list_read(cx, st, f, ret_rows, ret_count);
	statement_done(st);
	return r;
}

static int int_read(struct ctx *cx, struct statement *st, int64_t *ret)
{
	int r = step(cx, st);

	if (r < 0)
		return r;
	if (r == 0)
		return store_failed(cx, ERR_NOT_FOUND);
	if (st->store->driver->column_int(st, 0, ret))
		return OK;
	log_line(LOG_ERROR, "store.row", "fault=\"not an integer\" sql=\"%s\"", st->text);
	return store_failed(cx, ERR_INTERNAL);
}

int store_int(struct ctx *cx, const struct sql *sql, struct binds b, int64_t *ret)
{
	struct statement *st = NULL;
	int r = start(cx, sql, b, &st);

	if (r < 0)
		return r;
	r = int_read(cx, st, ret);
	statement_done(st);
	return r;
}

int store_text(struct ctx *cx, const struct sql *sql, struct binds b, char **ret)
{
	struct statement *st = NULL;
	const char *text;
	size_t n;
	int r = start(cx, sql, b, &st);

	if (r < 0)
		return r;
	r = step(cx, st);
	if (r == 0)
		r = store_failed(cx, ERR_NOT_FOUND);
	if (r > 0) {
		text = st->store->driver->column_text(st, 0, &n);
		*ret = text ? arena_strndup(cx->arena, text, n) : NULL;
		r = OK;
	}
	statement_done(st);
	return r;
}

int store_prepare(struct ctx *cx, const struct sql *sql)
{
	struct statement *st;
	int r = statement_get(cx, sql->text, strlen(sql->text), &st);

	if (r < 0)
		return r;
	r = cx->store->driver->try(cx, st);
	statement_done(st);
	return r;
}

/* ---- row by row ---- */

static int rows_start(struct ctx *cx, const char *text, size_t n, struct binds b, struct fields f,
		      struct rows *ret)
{
	struct statement *st = NULL;
	int r = start_text(cx, text, n, b, MANY, &st);

	if (r < 0)
		return r;
	*ret = (struct rows){.cx = cx, .statement = st, .fields = f};
	return OK;
}

int rows_open(struct ctx *cx, const struct sql *sql, struct binds b, struct fields f,
	      struct rows *ret)
{
	return rows_start(cx, sql->text, strlen(sql->text), b, f, ret);
}

int rows_next(struct rows *rows, struct arena *row_arena, void *ret_row)
{
	int r;

	if (!rows->statement)
		return 0;
	r = step(rows->cx, rows->statement);
	if (r > 0) {
		r = statement_row(rows->cx, rows->statement, rows->fields, row_arena, ret_row);
		if (r == OK)
			return 1;
	}
	rows_free(rows);
	return r;
}

void rows_free(struct rows *rows)
{
	statement_done(rows->statement);
	rows->statement = NULL;
}

/* ---- composed queries ---- */

enum { QUERY_BYTES = 64 * 1024, QUERY_DEPTH = 63 };

/* Whether a WHERE stands at the depth of brackets where the text ends. */
static bool where_is_open(const char *text)
{
	uint64_t seen = 0;
	int depth = 0;
	char quote = '\0';

	for (const char *p = text; *p; p++) {
		if (quote) {
			if (*p == quote)
				quote = '\0';
		} else if (*p == '\'' || *p == '"') {
			quote = *p;
		} else if (*p == '(' && depth < QUERY_DEPTH) {
			seen &= ~(UINT64_C(1) << ++depth);
		} else if (*p == ')' && depth > 0) {
			depth--;
		} else if (*p == 'W' && !strncmp(p, "WHERE", 5) &&
			   (p == text || isspace((unsigned char)p[-1])) &&
			   isspace((unsigned char)p[5])) {
			seen |= UINT64_C(1) << depth;
		}
	}
	return seen & UINT64_C(1) << depth;
}

void query_init(struct query *q, struct arena *a, const struct sql *piece, struct binds b)
{
	strbuf_init(&q->text, a, QUERY_BYTES);
	q->count = 0;
	q->has_where = where_is_open(piece->text);
	query_add(q, piece, b);
}

void query_and(struct query *q, const struct sql *piece, struct binds b)
{
	strbuf_text(&q->text, q->has_where ? " AND (" : " WHERE (");
	q->has_where = true;
	query_add(q, piece, b);
	strbuf_char(&q->text, ')');
}

void query_add(struct query *q, const struct sql *piece, struct binds b)
{
	if (b.count > COUNT(q->bind) - q->count) {
		q->text.full = true;
		return;
	}
	strbuf_text(&q->text, piece->text);
	for (size_t i = 0; i < b.count; i++)
		q->bind[q->count++] = b.bind[i];
}

static int query_start(struct ctx *cx, const struct query *q, bool many, struct statement **ret)
{
	if (q->text.full) {
		log_line(LOG_ERROR, "store.query", "fault=\"too long\" sql=\"%.200s\"", q->text.s);
		return store_failed(cx, ERR_INTERNAL);
	}
	return start_text(cx, q->text.s, q->text.len, (struct binds){q->bind, q->count},
			  many ? MANY : ROWS, ret);
}

int query_list(struct ctx *cx, const struct query *q, struct fields f, void *ret_rows,
	       size_t *ret_count)
{
	struct statement *st = NULL;
	int r = query_start(cx, q, false, &st);

	if (r < 0)
		return r;
	r = list_read(cx, st, f, ret_rows, ret_count);
	statement_done(st);
	return r;
}

int query_int(struct ctx *cx, const struct query *q, int64_t *ret)
{
	struct statement *st = NULL;
	int r = query_start(cx, q, false, &st);

	if (r < 0)
		return r;
	r = int_read(cx, st, ret);
	statement_done(st);
	return r;
}

int query_rows(struct ctx *cx, const struct query *q, struct fields f, struct rows *ret)
{
	struct statement *st = NULL;
	int r = query_start(cx, q, true, &st);

	if (r < 0)
		return r;
	*ret = (struct rows){.cx = cx, .statement = st, .fields = f};
	return OK;
}

/* ---- connections ---- */

bool store_is_url(const char *where)
{
	return !strncmp(where, "postgres://", 11) || !strncmp(where, "postgresql://", 13);
}

int store_open(struct ctx *cx, const char *where, enum store_use use, struct store **ret)
{
	const struct driver *d = store_is_url(where) ? &driver_postgres : &driver_sqlite;

	return d->open(cx, where, use, ret);
}

void store_close(struct store *s)
{
	if (!s)
		return;
	store_forget(s);
	arena_free(&s->memo_arena);
	s->driver->close(s);
}

bool store_is_postgres(const struct store *s)
{
	return s->driver->postgres;
}

enum store_use store_use(const struct store *s)
{
	return s->use;
}

void store_forget(struct store *s)
{
	s->memo_open = false;
	s->memo = NULL;
	arena_clear(&s->memo_arena);
}

void **store_memo(struct store *s, struct arena **ret)
{
	*ret = &s->memo_arena;
	return s->memo_open ? &s->memo : NULL;
}

int store_begin(struct ctx *cx)
{
	int r = cx->store->driver->begin(cx, cx->store);

	store_forget(cx->store);
	cx->store->memo_open = r == OK;
	return r;
}

int store_commit(struct ctx *cx)
{
	struct store *s = cx->store;
	int r = s->use == STORE_WRITE ? search_settle(cx) : OK;

	if (r == OK)
		r = s->driver->commit(cx, s);
	store_forget(s);
	if (r == OK && s->use == STORE_WRITE)
		s->driver->tend(s);
	return r;
}

void store_rollback(struct ctx *cx)
{
	store_forget(cx->store);
	cx->store->driver->rollback(cx->store);
}

int64_t store_statements(const struct store *s)
{
	return s->statements;
}

int64_t store_changes(struct store *s)
{
	if (s->driver->settle)
		(void)s->driver->settle(s);
	return s->changes;
}

int store_read_limit(struct store *s, int ms)
{
	return s->driver->read_limit(s, ms);
}

int store_snapshot_begin(struct ctx *cx)
{
	if (cx->store->use == STORE_WRITE)
		return OK;
	return store_begin(cx);
}

void store_snapshot_end(struct ctx *cx)
{
	if (cx->store->use == STORE_READ)
		store_rollback(cx);
}

int64_t store_wal_bytes(const struct store *s)
{
	return s->driver->wal_bytes(s);
}

int store_copy(struct ctx *cx, const char *path)
{
	return cx->store->driver->copy(cx, cx->store, path);
}

int store_tables(struct ctx *cx, struct strbuf *ret_lines)
{
	return cx->store->driver->tables(cx, cx->store, ret_lines);
}

int store_check(struct ctx *cx)
{
	return cx->store->driver->check(cx, cx->store);
}

int store_measure(struct ctx *cx)
{
	struct store *s = cx->store;

	/* our own tables: those of the whole server are shared with others, who may hold them */
	static const char each[] =
		"DO $$ DECLARE t text; BEGIN"
		" FOR t IN SELECT format('%I', tablename) FROM pg_tables"
		" WHERE schemaname = current_schema() LOOP"
		" EXECUTE 'ANALYZE (SKIP_LOCKED) ' || t; END LOOP; END $$";

	return s->driver->postgres ? s->driver->script(cx, s, each) : OK;
}
