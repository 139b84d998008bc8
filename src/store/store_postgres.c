#include "store/postgres.h"
#include "base/log.h"

enum { FETCH_ROWS = 200, OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23,
       OID_TEXT = 25 };

static struct postgres *of(const struct statement *st)
{
	return (struct postgres *)st->store;
}

/* ---- ? → $1 ---- */

/* The end of a quoted piece or comment that begins at p; p itself when none does. */
static const char *quoted_end(const char *p)
{
	const char *end = p;

	if (*p == '\'' || *p == '"')
		end = strchr(p + 1, *p);
	else if (p[0] == '-' && p[1] == '-')
		end = strchrnul(p, '\n') - 1;
	return end ? end : p;
}

static bool ends_in_limit(const char *numbered)
{
	const char *last = strrchr(numbered, '$');

	return last && last - numbered > 6 && !strncmp(last - 6, "LIMIT ", 6) &&
	       !last[1 + strspn(last + 1, "0123456789")];
}

static int prepare(struct ctx *cx, struct statement *st)
{
	struct postgres_statement *p = store_alloc(sizeof *p);
	struct strbuf b;

	strbuf_init(&b, cx->arena, st->text_len * 5 + 1);
	for (const char *c = st->text; *c; c++) {
		const char *end = quoted_end(c);
		if (end > c) {
			strbuf_add(&b, c, (size_t)(end - c) + 1);
			c = end;
		} else if (*c == '?') {
			strbuf_printf(&b, "$%d", ++p->params);
		} else {
			strbuf_char(&b, *c);
		}
	}
	if (p->params > BINDS_MOST) {
		free(p);
		log_line(LOG_ERROR, "store.error", "text=\"too many values\" sql=\"%s\"", st->text);
		return store_failed(cx, ERR_INTERNAL);
	}
	p->numbered = store_strdup(b.s, "");
	if (ends_in_limit(p->numbered))
		p->limit_at = p->params;
	st->handle = p;
	return OK;
}

static void forget(struct statement *st)
{
	struct postgres_statement *p = st->handle;
	struct postgres *s = of(st);
	char text[40];

	if (p->generation == s->generation && s->owed_count)
		(void)postgres_settle(&s->base);
	if (p->generation == s->generation && PQstatus(s->pg) == CONNECTION_OK &&
	    PQtransactionStatus(s->pg) != PQTRANS_INERROR) {
		(void)PQexitPipelineMode(s->pg);
		(void)snprintf(text, sizeof text, "DEALLOCATE s%u", p->name);
		PQclear(PQexec(s->pg, text));
	}
	p->generation = 0;
}

static void finalize(struct statement *st)
{
	struct postgres_statement *p = st->handle;

	forget(st);
	PQclear(p->result);
	free(p->numbered);
	free(p);
}

/* ---- values ---- */

struct values {
	const char *value[BINDS_MOST];
	int length[BINDS_MOST], format[BINDS_MOST];
	uint64_t number[BINDS_MOST]; /* big end first */
};

/* Types once declared stay: a NULL or a text may follow an integer, a new type may be added. */
static bool types_add(struct postgres_statement *p, struct binds b)
{
	bool added = false;

	for (size_t i = 0; i < b.count; i++) {
		Oid type = b.bind[i].type == BIND_INT    ? OID_INT8
			   : b.bind[i].type == BIND_BLOB ? OID_BYTEA
							 : 0;
		if (type && !p->types[i]) {
			p->types[i] = type;
			added = true;
		}
	}
	return added;
}

/* true: it must be prepared anew. */
static bool limit_differs(struct postgres_statement *p, struct binds b)
{
	const struct bind *limit = p->limit_at ? &b.bind[p->limit_at - 1] : NULL;
	bool known = p->limit_known;

	if (!limit || p->limit_varies)
		return false;
	if (limit->type != BIND_INT || (known && limit->n != p->limit)) {
		p->limit_varies = true;
		p->limit_known = false;
		return known;
	}
	p->limit = limit->n;
	p->limit_known = true;
	return !known;
}

static void values_fill(struct values *v, struct binds b)
{
	for (size_t i = 0; i < b.count; i++) {
		const struct bind *bind = &b.bind[i];
		v->value[i] = NULL;
		v->length[i] = 0;
		v->format[i] = 0;
		switch (bind->type) {
		case BIND_INT:
			v->number[i] = __builtin_bswap64((uint64_t)bind->n);
			v->value[i] = (const char *)&v->number[i];
			v->length[i] = sizeof v->number[i];
			v->format[i] = 1;
			break;
		case BIND_BLOB:
			v->value[i] = bind->s;
			v->length[i] = (int)bind->n;
			v->format[i] = 1;
			break;
		case BIND_TEXT:
			v->value[i] = bind->s;
			break;
		case BIND_NULL:
			break;
		}
	}
}

/* ---- running ---- */

static int failed(struct ctx *cx, struct statement *st)
{
	struct postgres_statement *p = st->handle;
	int err = postgres_failed(cx, of(st), p->result, st->text);

	PQclear(p->result);
	p->result = NULL;
	return err;
}

/* With a limit that is known written out. */
static const char *text_there(struct ctx *cx, const struct postgres_statement *p)
{
	const char *last = strrchr(p->numbered, '$');

	return !p->limit_known ? p->numbered
			       : arena_printf(cx->arena, "%.*s%" PRId64,
					      (int)(last - p->numbered), p->numbered, p->limit);
}

static int prepare_there(struct ctx *cx, struct statement *st)
{
	struct postgres_statement *p = st->handle;
	struct postgres *s = of(st);
	char name[16];

	int err = postgres_plain(cx, s);

	if (err < 0)
		return err;
	forget(st);
	p->name = ++s->names;
	(void)snprintf(name, sizeof name, "s%u", p->name);
	p->result = PQprepare(s->pg, name, text_there(cx, p), p->limit_known ? p->params - 1 : p->params,
			      p->types);
	if (PQresultStatus(p->result) != PGRES_COMMAND_OK)
		return failed(cx, st);
	PQclear(p->result);
	p->result = NULL;
	p->generation = s->generation;
	return OK;
}

static int try(struct ctx *cx, struct statement *st)
{
	int r = postgres_ready(cx, of(st));
	return r < 0 ? r : prepare_there(cx, st);
}

int64_t postgres_changed(PGresult *r)
{
	const char *status = PQcmdStatus(r);

	if (!strncmp(status, "SELECT", 6) || !strncmp(status, "FETCH", 5))
		return 0;
	return strtoll(PQcmdTuples(r), NULL, 10);
}

static int execute(struct ctx *cx, struct statement *st, const struct values *v)
{
	struct postgres_statement *p = st->handle;
	bool wait = !of(st)->defer || !of(st)->begun || !st->quiet;
	ExecStatusType status;
	char name[16];
	const struct postgres_call call = { st->text, name, p->limit_known ? p->params - 1 : p->params,
					    v->value, v->length, v->format };
	int err;

	(void)snprintf(name, sizeof name, "s%u", p->name);
	err = postgres_run(cx, of(st), &call, wait, &p->result);
	if (err < 0) {
		PQclear(p->result);
		p->result = NULL;
	}
	if (err < 0 || !wait)
		return err;
	status = PQresultStatus(p->result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		return failed(cx, st);
	return OK;
}

static int fetch(struct ctx *cx, struct statement *st)
{
	struct postgres_statement *p = st->handle;
	char text[48];

	PQclear(p->result);
	p->result = NULL;
	if (postgres_plain(cx, of(st)) < 0)
		return ERR_UNAVAILABLE;
	(void)snprintf(text, sizeof text, "FETCH %d FROM c%u", FETCH_ROWS, p->name);
	p->result = PQexec(of(st)->pg, text);
	p->row = -1;
	return PQresultStatus(p->result) == PGRES_TUPLES_OK ? OK : failed(cx, st);
}

/* A cursor, which lives in a transaction: one of its own when none is open. */
static int cursor_open(struct ctx *cx, struct statement *st, const struct values *v)
{
	struct postgres_statement *p = st->handle;
	struct postgres *s = of(st);
	char *text;
	int r = postgres_plain(cx, s);

	if (r == OK && PQtransactionStatus(s->pg) == PQTRANS_IDLE) {
		r = postgres_command(cx, s,
				     s->base.use == STORE_WRITE
					     ? "BEGIN"
					     : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
		s->cursor_began = r == OK;
	}
	if (r < 0)
		return r;
	p->name = ++s->names;
	p->cursor = true;
	s->cursors++;
	text = arena_printf(cx->arena, "DECLARE c%u NO SCROLL CURSOR FOR %s", p->name, p->numbered);
	p->result =
		PQexecParams(s->pg, text, p->params, p->types, v->value, v->length, v->format, 0);
	return PQresultStatus(p->result) == PGRES_COMMAND_OK ? fetch(cx, st) : failed(cx, st);
}

static void cursor_close(struct statement *st)
{
	struct postgres_statement *p = st->handle;
	struct postgres *s = of(st);
	char text[32];

	p->cursor = false;
	s->cursors--;
	(void)postgres_settle(&s->base);
	if (PQtransactionStatus(s->pg) == PQTRANS_INTRANS) {
		(void)snprintf(text, sizeof text, "CLOSE c%u", p->name);
		PQclear(PQexec(s->pg, text));
	}
	if (s->cursors == 0 && s->cursor_began) {
		s->cursor_began = false;
		PQclear(PQexec(s->pg, "COMMIT"));
	}
}

static void reset(struct statement *st)
{
	struct postgres_statement *p = st->handle;

	PQclear(p->result);
	p->result = NULL;
	if (p->cursor)
		cursor_close(st);
}

static int run(struct ctx *cx, struct statement *st, struct binds b, bool many)
{
	struct postgres_statement *p = st->handle;
	struct values v;
	bool added = types_add(p, b);
	int r = OK;

	values_fill(&v, b);
	p->row = -1;
	if (many)
		return cursor_open(cx, st, &v);
	if (limit_differs(p, b) || added || !p->generation || p->generation != of(st)->generation)
		r = prepare_there(cx, st);
	return r == OK ? execute(cx, st, &v) : r;
}

/* A read outside a transaction is tried again when the server turns out to have restarted. */
static int start(struct ctx *cx, struct statement *st, struct binds b, bool many)
{
	struct postgres_statement *p = st->handle;
	struct postgres *s = of(st);
	bool snapshot = s->begin_owed; /* begun, and nothing read in it yet */
	bool again = s->base.use == STORE_READ && (!s->begun || snapshot) && !s->cursors;
	int r = postgres_ready(cx, s);

	if (r < 0)
		return r;
	if ((size_t)p->params != b.count) {
		log_line(LOG_ERROR, "store.error", "text=\"%d values for %zu\" sql=\"%s\"",
			 p->params, b.count, st->text);
		return store_failed(cx, ERR_INTERNAL);
	}
	r = run(cx, st, b, many);
	if (r < 0 && again && PQstatus(s->pg) != CONNECTION_OK) {
		reset(st);
		r = postgres_connect(cx, s);
		if (r == OK && snapshot)
			r = postgres_begin(cx, &s->base);
		if (r == OK)
			r = run(cx, st, b, many);
	}
	return r;
}

static int step(struct ctx *cx, struct statement *st)
{
	struct postgres_statement *p = st->handle;
	int r;

	if (!p->result)
		return 0;
	if (p->row == -1 && !p->cursor) {
		st->store->changed = postgres_changed(p->result);
		st->store->changes += st->store->changed;
	}
	if (++p->row < PQntuples(p->result))
		return 1;
	if (!p->cursor || PQntuples(p->result) < FETCH_ROWS)
		return 0;
	r = fetch(cx, st);
	if (r < 0)
		return r;
	p->row = 0;
	return PQntuples(p->result) > 0;
}

/* ---- columns ---- */

static int columns(const struct statement *st)
{
	return PQnfields(((const struct postgres_statement *)st->handle)->result);
}

static const char *column_name(const struct statement *st, int i)
{
	return PQfname(((const struct postgres_statement *)st->handle)->result, i);
}

static const char *column_text(const struct statement *st, int i, size_t *ret_n)
{
	const struct postgres_statement *p = st->handle;

	if (PQgetisnull(p->result, p->row, i))
		return NULL;
	*ret_n = (size_t)PQgetlength(p->result, p->row, i);
	return PQgetvalue(p->result, p->row, i);
}

static bool column_int(const struct statement *st, int i, int64_t *ret)
{
	const struct postgres_statement *p = st->handle;
	const char *text = PQgetvalue(p->result, p->row, i);
	char *end;

	*ret = 0;
	if (PQgetisnull(p->result, p->row, i))
		return true;
	if (PQftype(p->result, i) == OID_BOOL) {
		*ret = *text == 't';
		return true;
	}
	errno = 0;
	*ret = strtoll(text, &end, 10);
	return !errno && end > text && !*end;
}

static bool value(const struct statement *st, int i, struct bind *ret)
{
	const struct postgres_statement *p = st->handle;
	int64_t n;

	*ret = (struct bind){ BIND_NULL, 0, NULL };
	if (PQgetisnull(p->result, p->row, i))
		return true;
	switch (PQftype(p->result, i)) {
	case OID_INT8:
	case OID_INT4:
	case OID_INT2:
		if (!column_int(st, i, &n))
			return false;
		*ret = bind_int(n);
		return true;
	case OID_TEXT:
		*ret = bind_text(PQgetvalue(p->result, p->row, i));
		return true;
	default:
		return false;
	}
}

/* ---- the rest ---- */

static int script(struct ctx *cx, struct store *base, const char *text)
{
	struct postgres *s = (struct postgres *)base;
	int r = postgres_ready(cx, s);

	return r < 0 ? r : postgres_command(cx, s, text);
}

static void tend(struct store *base)
{
	(void)base; /* the server keeps its own log */
}

static int64_t wal_bytes(const struct store *base)
{
	(void)base;
	return 0;
}

static int copy(struct ctx *cx, struct store *base, const char *path)
{
	(void)base, (void)path;
	return fail(cx, ERR_INVALID, T(cx, "PostgreSQL 数据库不能当作一个文件复制"));
}

static int tables(struct ctx *cx, struct store *base, struct strbuf *ret_lines)
{
	(void)ret_lines;
	return copy(cx, base, NULL);
}

static void close_pg(struct store *base)
{
	struct postgres *s = (struct postgres *)base;

	for (int i = 0; i < CACHE_SETS; i++)
		for (int j = 0; j < CACHE_WAYS; j++)
			if (base->cache[i][j]) /* the server forgets by itself */
				((struct postgres_statement *)base->cache[i][j]->handle)
					->generation = 0;
	statement_forget_all(base);
	PQfinish(s->pg);
	free(base->where);
	free(s);
}

static int open_pg(struct ctx *cx, const char *where, enum store_use use, struct store **ret)
{
	struct postgres *s = store_alloc(sizeof *s);
	int r;

	s->base.driver = &driver_postgres;
	s->base.use = use;
	s->base.where = store_strdup(where, "");
	s->read_ms = POSTGRES_READ_MS;
	r = postgres_connect(cx, s);
	if (r < 0) {
		close_pg(&s->base);
		return r;
	}
	*ret = &s->base;
	return OK;
}

const struct driver driver_postgres = {
	.postgres = true,
	.open = open_pg,
	.close = close_pg,
	.prepare = prepare,
	.finalize = finalize,
	.try = try,
	.start = start,
	.step = step,
	.reset = reset,
	.columns = columns,
	.column_name = column_name,
	.column_text = column_text,
	.column_int = column_int,
	.value = value,
	.begin = postgres_begin,
	.defer = postgres_defer,
	.settle = postgres_settle,
	.commit = postgres_commit,
	.rollback = postgres_rollback,
	.sound = postgres_sound,
	.script = script,
	.migration_lock = postgres_migration_lock,
	.test_write = postgres_test_write,
	.tend = tend,
	.copy = copy,
	.tables = tables,
	.check = postgres_check,
	.wal_bytes = wal_bytes,
	.read_limit = postgres_read_limit,
};
