#include "store/transfer.h"
#include "base/log.h"
#include "store/postgres.h"
#include "store/search.h"
#include "store/search_token.h"
#include <endian.h>
#include <sodium.h>

enum { TELL_ROWS = 1000, SETTLE_ROWS = 256, TEXT_BYTES = 64 * 1024, ROW_BYTES = 64 * 1024 * 1024 };

struct named {
	const char *name;
};
static const struct field named_fields[] = { FIELD(named, name) };

/* A table and its columns by name. */
struct shape {
	const char *table;
	const char **column;
	size_t count;
	char *list; /* "a","b" */
};

/* ---- which tables ---- */

/* Those that others refer to come first. */
static int tables_of(struct ctx *cx, struct store *s, struct named **ret, size_t *ret_count)
{
	static const struct fields f = { named_fields, COUNT(named_fields), sizeof(struct named) };

	cx->store = s;
	if (!store_is_postgres(s))
		return store_list(
			cx,
			SQL_FLAGGED("SELECT name FROM sqlite_schema WHERE type = 'table'"
				    " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search_index%'"
				    " AND name <> 'migration' ORDER BY name",
				    SQL_EVERYWHERE | SQL_SQLITE),
			BINDS(), f, ret, ret_count);
	return store_list(
		cx,
		SQL_FLAGGED("SELECT c.relname AS name FROM pg_class c WHERE c.relkind IN ('r', 'p')"
			    " AND c.relnamespace = CAST(current_schema() AS regnamespace)"
			    " AND c.relname <> 'migration' ORDER BY EXISTS (SELECT 1"
			    " FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = c.oid)"
			    " DESC, c.relname",
			    SQL_EVERYWHERE | SQL_POSTGRES),
		BINDS(), f, ret, ret_count);
}

static bool is_among(const struct named *list, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i].name, name))
			return true;
	return false;
}

int transfer_tables(struct ctx *cx, const struct transfer *t, const char ***ret, size_t *ret_count)
{
	struct named *from, *to;
	size_t from_count, to_count;
	int r = tables_of(cx, t->from, &from, &from_count);

	if (r == OK)
		r = tables_of(cx, t->to, &to, &to_count);
	if (r < 0)
		return r;
	for (size_t i = 0; i < from_count; i++)
		if (!is_among(to, to_count, from[i].name))
			return fail(cx, ERR_CONFLICT,
				    T(cx, "来源里有本程序不认识的表 %s，没有搬迁。"), from[i].name);
	*ret = arena_array(cx->arena, to_count + 1, sizeof **ret);
	for (size_t i = 0; i < to_count; i++)
		(*ret)[i] = to[i].name;
	*ret_count = to_count;
	return OK;
}

int transfer_alone(struct ctx *cx, struct store *s)
{
	struct named *list;
	size_t count;
	int r = tables_of(cx, s, &list, &count);

	if (r == OK && count && !is_among(list, count, "community"))
		return fail(cx, ERR_CONFLICT,
			    T(cx, "目标数据库里有别的程序的表（%s）：请给一个空的数据库。"), list[0].name);
	return r;
}

/* What the names stand for is the schema's own: nothing of a person's is in that text. */
static int text_start(struct ctx *cx, struct store *s, const char *text, struct binds b, bool many,
		      struct statement **ret)
{
	struct statement *st;
	int r;

	cx->store = s;
	r = statement_get(cx, text, strlen(text), &st);
	if (r < 0)
		return r;
	r = s->driver->start(cx, st, b, many);
	if (r < 0)
		statement_done(st);
	else
		*ret = st;
	return r;
}

int transfer_empty(struct ctx *cx, struct store *s, const char **tables, size_t count)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < count; i++) {
		struct statement *st;
		r = text_start(cx, s,
			       arena_printf(cx->arena, "SELECT 1 FROM \"%s\" LIMIT 1", tables[i]),
			       BINDS(), false, &st);
		if (r < 0)
			return r;
		r = s->driver->step(cx, st);
		statement_done(st);
		if (r > 0)
			return fail(cx, ERR_CONFLICT,
				    T(cx, "目标不是空的（表 %s 里有数据）：只能搬到空的数据库，不会覆盖任何数据。"),
				    tables[i]);
	}
	return r;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int shape_of(struct ctx *cx, struct store *s, const char *table, struct shape *ret)
{
	struct statement *st;
	struct strbuf list;
	int r = text_start(cx, s, arena_printf(cx->arena, "SELECT * FROM \"%s\" LIMIT 0", table),
			   BINDS(), false, &st);

	if (r < 0)
		return r;
	*ret = (struct shape){ .table = table, .count = (size_t)s->driver->columns(st) };
	ret->column = arena_array(cx->arena, ret->count + 1, sizeof *ret->column);
	for (size_t i = 0; i < ret->count; i++)
		ret->column[i] = arena_strdup(cx->arena, s->driver->column_name(st, (int)i));
	statement_done(st);
	qsort(ret->column, ret->count, sizeof *ret->column, by_text);
	strbuf_init(&list, cx->arena, TEXT_BYTES);
	for (size_t i = 0; i < ret->count; i++)
		strbuf_printf(&list, "%s\"%s\"", i ? ", " : "", ret->column[i]);
	ret->list = list.s;
	if (ret->count > BINDS_MOST || list.full)
		return store_failed(cx, ERR_INTERNAL);
	return OK;
}

/* ---- sums ---- */

static void sum_add(struct transfer_sum *sum, struct strbuf *row, const struct bind *values,
		    size_t count)
{
	unsigned char hash[sizeof sum->lane];
	uint64_t lane, n;

	strbuf_clear(row);
	for (size_t i = 0; i < count; i++) {
		bool text = values[i].type == BIND_TEXT;
		n = htobe64(text ? strlen(values[i].s) : (uint64_t)values[i].n);
		strbuf_char(row, text ? 't' : values[i].type == BIND_INT ? 'i' : '0');
		strbuf_add(row, (const char *)&n, sizeof n);
		if (text)
			strbuf_text(row, values[i].s);
	}
	(void)crypto_generichash(hash, sizeof hash, (const unsigned char *)row->s, row->len, NULL,
				 0);
	for (size_t i = 0; i < COUNT(sum->lane); i++) {
		memcpy(&lane, hash + i * sizeof lane, sizeof lane);
		sum->lane[i] += be64toh(lane);
	}
	sum->rows++;
}

bool transfer_same(const struct transfer_sum *a, const struct transfer_sum *b)
{
	return a->rows == b->rows && !memcmp(a->lane, b->lane, sizeof a->lane);
}

void transfer_print(const struct transfer_sum *s, char ret[TRANSFER_PRINT])
{
	(void)snprintf(ret, TRANSFER_PRINT, "%016" PRIx64 "%016" PRIx64, s->lane[0] ^ s->lane[2],
		       s->lane[1] ^ s->lane[3]);
}

static void tell(const struct transfer *t, const char *table, int64_t rows, bool end)
{
	if (t->tell && (end || rows % TELL_ROWS == 0))
		t->tell(t->arg, table, rows);
}

/* ---- a table ---- */

struct walk {
	const struct shape *shape;
	struct store *from;
	int (*row)(struct ctx *cx, void *arg, const struct bind *values); /* NULL: sums only */
	void *arg;
	const struct transfer *transfer; /* hears of it; or NULL */
};

static int read_row(struct ctx *cx, const struct walk *w, const struct statement *st,
		    struct bind *values)
{
	for (size_t i = 0; i < w->shape->count; i++)
		if (!w->from->driver->value(st, (int)i, &values[i]))
			return fail(cx, ERR_INVALID, T(cx, "表 %s 的 %s 有不能搬的值。"),
				    w->shape->table, w->shape->column[i]);
	return OK;
}

static int walk_rows(struct ctx *cx, const struct walk *w, struct statement *st,
		     struct transfer_sum *ret)
{
	struct bind values[BINDS_MOST];
	struct strbuf row;
	int r;

	strbuf_init(&row, cx->arena, ROW_BYTES);
	for (;;) {
		cx->store = w->from;
		r = w->from->driver->step(cx, st);
		if (r <= 0)
			break;
		r = read_row(cx, w, st, values);
		if (r == OK && w->row)
			r = w->row(cx, w->arg, values);
		if (r < 0)
			break;
		sum_add(ret, &row, values, w->shape->count);
		if (row.full)
			return store_failed(cx, ERR_INTERNAL);
		if (w->transfer)
			tell(w->transfer, w->shape->table, ret->rows, false);
	}
	return r;
}

static int walk(struct ctx *cx, const struct walk *w, struct transfer_sum *ret)
{
	struct statement *st;
	int r = text_start(cx, w->from,
			   arena_printf(cx->arena, "SELECT %s FROM \"%s\"", w->shape->list,
					w->shape->table),
			   BINDS(), true, &st);

	*ret = (struct transfer_sum){ 0 };
	if (r < 0)
		return r;
	r = walk_rows(cx, w, st, ret);
	cx->store = w->from;
	statement_done(st);
	return r;
}

struct insert {
	struct store *to;
	const char *text;
	size_t count;
};

static int insert_row(struct ctx *cx, void *arg, const struct bind *values)
{
	const struct insert *in = arg;
	struct statement *st;
	int r = text_start(cx, in->to, in->text, (struct binds){ values, in->count }, false, &st);

	if (r < 0)
		return r;
	r = in->to->driver->step(cx, st);
	statement_done(st);
	return r;
}

static int copy_row(struct ctx *cx, void *arg, const struct bind *values)
{
	const struct insert *in = arg;

	cx->store = in->to;
	return postgres_copy_row(cx, (struct postgres *)in->to, (struct binds){ values, in->count });
}

static int copy_to_sqlite(struct ctx *cx, struct walk *w, const struct transfer *t,
			  struct transfer_sum *ret)
{
	struct insert in = { .to = t->to, .count = w->shape->count };
	struct strbuf text;

	strbuf_init(&text, cx->arena, TEXT_BYTES);
	strbuf_printf(&text, "INSERT INTO \"%s\" (%s) VALUES (", w->shape->table, w->shape->list);
	for (size_t i = 0; i < w->shape->count; i++)
		strbuf_text(&text, i ? ", ?" : "?");
	strbuf_char(&text, ')');
	in.text = text.s;
	w->row = insert_row;
	w->arg = &in;
	return walk(cx, w, ret);
}

static int copy_to_postgres(struct ctx *cx, struct walk *w, const struct transfer *t,
			    struct transfer_sum *ret)
{
	struct postgres *to = (struct postgres *)t->to;
	struct insert in = { .to = t->to, .count = w->shape->count };
	int r = postgres_copy_begin(cx, to, w->shape->table, w->shape->list);

	if (r < 0)
		return r;
	w->row = copy_row;
	w->arg = &in;
	r = walk(cx, w, ret);
	cx->store = t->to;
	return r < 0 ? r : postgres_copy_end(cx, to);
}

/* ---- what is searched ---- */

/* SQLite keeps the text and PostgreSQL its tokens: what both agree on is the tokens. */
struct entry {
	int64_t community_id, id;
	const char *kind, *text;
};
static const struct field entry_fields[] = { FIELD(entry, community_id), FIELD(entry, id),
					     FIELD(entry, kind), FIELD(entry, text) };

static int entries_open(struct ctx *cx, struct store *s, struct rows *ret)
{
	static const struct fields f = { entry_fields, COUNT(entry_fields), sizeof(struct entry) };

	cx->store = s;
	if (store_is_postgres(s))
		return rows_open(cx,
				 SQL_FLAGGED("SELECT community_id, id, kind, line AS text"
					     " FROM search_text",
					     SQL_EVERYWHERE | SQL_POSTGRES),
				 BINDS(), f, ret);
	return rows_open(cx,
			 SQL_FLAGGED("SELECT community_id, id, kind, text FROM search_text",
				     SQL_EVERYWHERE | SQL_SQLITE),
			 BINDS(), f, ret);
}

/* Everything allocated is the row's. */
static int put_entry(struct ctx *cx, struct store *to, const struct entry *e, const char *text,
		     int64_t count)
{
	int64_t community = cx->community;
	int r;

	cx->store = to;
	cx->community = e->community_id;
	r = search_put(cx, e->kind, e->id, text);
	if (r == OK && count % SETTLE_ROWS == 0)
		r = search_settle(cx);
	cx->community = community;
	return r;
}

static int take_entry(struct ctx *cx, const struct transfer *t, bool put, struct store *from,
		      const struct entry *e, struct transfer_sum *sum)
{
	bool lines = store_is_postgres(from);
	const char *line = lines ? e->text : search_line(cx->arena, e->text);
	struct bind values[] = { bind_int(e->community_id), bind_int(e->id), bind_text(e->kind),
				 bind_text(line) };
	struct strbuf row;
	int r = OK;

	if (put)
		r = put_entry(cx, t->to, e, lines ? search_unline(cx->arena, line) : e->text,
			      sum->rows);
	if (r < 0)
		return r;
	strbuf_init(&row, cx->arena, ROW_BYTES);
	sum_add(sum, &row, values, COUNT(values));
	if (put)
		tell(t, "search_text", sum->rows, false);
	return row.full ? store_failed(cx, ERR_INTERNAL) : OK;
}

static int walk_entries(struct ctx *cx, const struct transfer *t, bool put, struct store *from,
			struct transfer_sum *ret)
{
	struct arena *before = cx->arena;
	AUTO(arena) row_arena = { 0 };
	AUTO(rows) rows = { 0 };
	struct entry e;
	int r = entries_open(cx, from, &rows);

	*ret = (struct transfer_sum){ 0 };
	while (r >= 0) {
		cx->store = from;
		r = rows_next(&rows, &row_arena, &e);
		if (r <= 0)
			break;
		cx->arena = &row_arena;
		r = take_entry(cx, t, put, from, &e, ret);
		cx->arena = before;
		arena_clear(&row_arena);
	}
	cx->store = from;
	return r;
}

/* ---- both ---- */

int transfer_begin(struct ctx *cx, const struct transfer *t)
{
	int r;

	cx->store = t->to;
	r = store_begin(cx);
	if (r < 0)
		return r;
	return t->to->driver->script(cx, t->to,
				     store_is_postgres(t->to)
					     ? "LOCK TABLE community IN EXCLUSIVE MODE"
					     : "PRAGMA defer_foreign_keys = ON");
}

static int same_columns(struct ctx *cx, const struct shape *a, const struct shape *b)
{
	return strcmp(a->list, b->list) ? fail(cx, ERR_CONFLICT,
					       T(cx, "表 %s 在两边的列不一样，没有搬迁。"), a->table)
					: OK;
}

int transfer_table(struct ctx *cx, const struct transfer *t, const char *table,
		   struct transfer_sum *ret_from, struct transfer_sum *ret_to)
{
	struct shape from, to;
	struct walk out = { .shape = &from, .from = t->from, .transfer = t };
	struct walk back = { .shape = &to, .from = t->to };
	int r;

	if (!strcmp(table, "search_text")) {
		r = walk_entries(cx, t, true, t->from, ret_from);
		if (r == OK)
			r = walk_entries(cx, t, false, t->to, ret_to);
	} else {
		r = shape_of(cx, t->from, table, &from);
		if (r == OK)
			r = shape_of(cx, t->to, table, &to);
		if (r == OK)
			r = same_columns(cx, &from, &to);
		if (r == OK)
			r = store_is_postgres(t->to) ? copy_to_postgres(cx, &out, t, ret_from)
						     : copy_to_sqlite(cx, &out, t, ret_from);
		if (r == OK)
			r = walk(cx, &back, ret_to);
	}
	if (r == ERR_INTERNAL || r == ERR_UNAVAILABLE)
		return fail(cx, r, T(cx, "表 %s 没有搬成，详见日志。"), table);
	if (r == OK)
		tell(t, table, ret_from->rows, true);
	return r;
}
