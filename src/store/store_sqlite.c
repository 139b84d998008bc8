#include "store/sqlite.h"
#include "base/civil.h"
#include "base/log.h"

enum { CLOSE_WAIT_MS = 200 };

/* ---- errors ---- */

static int code_of(int rc)
{
	switch (rc & 0xFF) {
	case SQLITE_CONSTRAINT:
		return rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY ||
				       rc == SQLITE_CONSTRAINT_ROWID
			       ? ERR_CONFLICT
			       : ERR_INTERNAL;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_INTERRUPT:
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_NOMEM:
	case SQLITE_PROTOCOL:
		return ERR_UNAVAILABLE;
	default:
		return ERR_INTERNAL;
	}
}

int sqlite_failed(struct ctx *cx, struct sqlite *s, int rc, const char *sql)
{
	int err = code_of(rc);

	switch (rc & 0xFF) {
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		s->base.broken = true;
		break;
	default:
		break;
	}
	if (err != ERR_CONFLICT)
		log_line(LOG_ERROR, "store.error", "code=%d text=\"%s\" sql=\"%s\"", rc,
			 s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc), sql ? sql : "");
	return store_failed(cx, err);
}

/* ---- statements ---- */

static struct sqlite *of(const struct statement *st)
{
	return (struct sqlite *)st->store;
}

static int prepare(struct ctx *cx, struct statement *st)
{
	struct sqlite *s = of(st);
	sqlite3_stmt *handle;
	const char *rest;
	int rc = sqlite3_prepare_v3(s->db, st->text, (int)st->text_len + 1,
				    SQLITE_PREPARE_PERSISTENT, &handle, &rest);

	if (rc != SQLITE_OK)
		return sqlite_failed(cx, s, rc, st->text);
	if (!handle || *rest) {
		sqlite3_finalize(handle);
		log_line(LOG_ERROR, "store.error", "text=\"not one statement\" sql=\"%s\"",
			 st->text);
		return store_failed(cx, ERR_INTERNAL);
	}
	st->handle = handle;
	return OK;
}

static void finalize(struct statement *st)
{
	sqlite3_finalize(st->handle);
}

static int try(struct ctx *cx, struct statement *st)
{
	(void)cx, (void)st; /* preparing was all */
	return OK;
}

static int bind(sqlite3_stmt *handle, int i, const struct bind *b)
{
	switch (b->type) {
	case BIND_INT:
		return sqlite3_bind_int64(handle, i, b->n);
	case BIND_TEXT:
		return sqlite3_bind_text64(handle, i, b->s, strlen(b->s), SQLITE_TRANSIENT,
					   SQLITE_UTF8);
	case BIND_BLOB:
		return sqlite3_bind_blob64(handle, i, b->s, (sqlite3_uint64)b->n, SQLITE_TRANSIENT);
	case BIND_NULL:
		break;
	}
	return sqlite3_bind_null(handle, i);
}

static void limit_begin(struct sqlite *s)
{
	if (s->read_ms)
		s->read_until = clock_steady_us() + (int64_t)s->read_ms * 1000;
}

static int start(struct ctx *cx, struct statement *st, struct binds b, bool many)
{
	struct sqlite *s = of(st);
	int rc = SQLITE_OK, wanted = sqlite3_bind_parameter_count(st->handle);

	st->many = many;
	limit_begin(s);
	s->changes_before = sqlite3_total_changes64(s->db);
	if (wanted != (int)b.count) {
		log_line(LOG_ERROR, "store.error", "text=\"%d values for %zu\" sql=\"%s\"", wanted,
			 b.count, st->text);
		return store_failed(cx, ERR_INTERNAL);
	}
	for (int i = 0; i < wanted && rc == SQLITE_OK; i++)
		rc = bind(st->handle, i + 1, &b.bind[i]);
	return rc == SQLITE_OK ? OK : sqlite_failed(cx, s, rc, st->text);
}

static int step(struct ctx *cx, struct statement *st)
{
	struct sqlite *s = of(st);
	int rc;

	if (st->many)
		limit_begin(s);
	rc = sqlite3_step(st->handle);
	if (rc == SQLITE_ROW)
		return 1;
	return rc == SQLITE_DONE ? 0 : sqlite_failed(cx, s, rc, st->text);
}

/* The counts of a statement with RETURNING are settled here. */
static void reset(struct statement *st)
{
	struct sqlite *s = of(st);
	int64_t more;

	(void)sqlite3_reset(st->handle); /* repeats the error of the step */
	(void)sqlite3_clear_bindings(st->handle);
	if (sqlite3_stmt_readonly(st->handle))
		return;
	more = sqlite3_total_changes64(s->db) - s->changes_before;
	s->base.changes += more;
	s->base.changed = more ? sqlite3_changes64(s->db) : 0;
}

static int columns(const struct statement *st)
{
	return sqlite3_column_count(st->handle);
}

static const char *column_name(const struct statement *st, int i)
{
	return sqlite3_column_name(st->handle, i);
}

static const char *column_text(const struct statement *st, int i, size_t *ret_n)
{
	sqlite3_value *v = sqlite3_column_value(st->handle, i); /* one look-up instead of two */
	const char *text = (const char *)sqlite3_value_text(v);

	*ret_n = (size_t)sqlite3_value_bytes(v);
	return text;
}

static bool column_int(const struct statement *st, int i, int64_t *ret)
{
	sqlite3_value *v = sqlite3_column_value(st->handle, i);
	int type = sqlite3_value_type(v);

	*ret = sqlite3_value_int64(v);
	return type == SQLITE_INTEGER || type == SQLITE_NULL;
}

static bool value(const struct statement *st, int i, struct bind *ret)
{
	*ret = (struct bind){ BIND_NULL, 0, NULL };
	switch (sqlite3_column_type(st->handle, i)) {
	case SQLITE_INTEGER:
		*ret = bind_int(sqlite3_column_int64(st->handle, i));
		return true;
	case SQLITE_TEXT:
		*ret = bind_text((const char *)sqlite3_column_text(st->handle, i));
		return ret->s && strlen(ret->s) == (size_t)sqlite3_column_bytes(st->handle, i);
	case SQLITE_NULL:
		return true;
	default:
		return false;
	}
}

/* ---- transactions ---- */

static int once(struct ctx *cx, struct sqlite *s, sqlite3_stmt *handle)
{
	int rc;

	limit_begin(s);
	rc = sqlite3_step(handle);
	(void)sqlite3_reset(handle);
	return rc == SQLITE_DONE ? OK : sqlite_failed(cx, s, rc, sqlite3_sql(handle));
}

static int begin(struct ctx *cx, struct store *base)
{
	return once(cx, (struct sqlite *)base, ((struct sqlite *)base)->begin);
}

static int commit(struct ctx *cx, struct store *base)
{
	return once(cx, (struct sqlite *)base, ((struct sqlite *)base)->commit);
}

static void rollback(struct store *base)
{
	struct sqlite *s = (struct sqlite *)base;

	if (sqlite3_get_autocommit(s->db))
		return;
	(void)sqlite3_step(s->rollback);
	(void)sqlite3_reset(s->rollback);
}

static bool sound(const struct store *base)
{
	return !sqlite3_get_autocommit(((const struct sqlite *)base)->db);
}

static int script(struct ctx *cx, struct store *base, const char *text)
{
	struct sqlite *s = (struct sqlite *)base;
	int rc;

	s->ddl = true;
	rc = sqlite3_exec(s->db, text, NULL, NULL, NULL);
	s->ddl = false;
	return rc == SQLITE_OK ? OK : sqlite_failed(cx, s, rc, text);
}

/* The transactions of this one writing connection are the lock. */
static int migration_lock(struct ctx *cx, struct store *base, bool hold)
{
	(void)cx, (void)base, (void)hold;
	return OK;
}

/* Writing the same number again still writes a page and syncs it. */
static int test_write(struct ctx *cx, struct store *base)
{
	struct sqlite *s = (struct sqlite *)base;
	sqlite3_stmt *get;
	char text[64];
	int rc = sqlite3_prepare_v2(s->db, "PRAGMA user_version", -1, &get, NULL);

	if (rc == SQLITE_OK && (rc = sqlite3_step(get)) == SQLITE_ROW) {
		(void)snprintf(text, sizeof text, "PRAGMA user_version = %d",
			       sqlite3_column_int(get, 0));
		rc = SQLITE_OK;
	}
	sqlite3_finalize(get);
	return rc == SQLITE_OK ? script(cx, base, text) : sqlite_failed(cx, s, rc, NULL);
}

static int read_limit(struct store *base, int ms)
{
	int before = ((struct sqlite *)base)->read_ms;

	((struct sqlite *)base)->read_ms = ms;
	return before;
}

/* ---- opening ---- */

static int authorize(void *arg, int action, const char *a, const char *b, const char *database,
		     const char *cause)
{
	const struct sqlite *s = arg;

	(void)a, (void)database, (void)cause;
	switch (action) {
	case SQLITE_READ:
	case SQLITE_SELECT:
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
		return SQLITE_OK;
	case SQLITE_PRAGMA:
		return s->ddl || !b ? SQLITE_OK : SQLITE_DENY;
	default:
		return s->ddl ? SQLITE_OK : SQLITE_DENY;
	}
}

static int on_progress(void *arg)
{
	const struct sqlite *s = arg;
	return s->read_ms && clock_steady_us() > s->read_until;
}

static int on_commit(void *arg, sqlite3 *db, const char *database, int pages)
{
	(void)db, (void)database;
	((struct sqlite *)arg)->wal_pages = pages;
	return SQLITE_OK;
}

static int flags_set(sqlite3 *db)
{
	static const struct {
		int option, value;
	} flags[] = {
		{SQLITE_DBCONFIG_DEFENSIVE, 1},
		{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
		{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
		{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
		{SQLITE_DBCONFIG_DQS_DML, 0},
		{SQLITE_DBCONFIG_DQS_DDL, 0},
		/* else a statement whose plan looked at a bound value (a partial index's
		 * column) is parsed anew each time it is bound */
		{SQLITE_DBCONFIG_ENABLE_QPSG, 1},
		/* 3.40.1: only the writer's connection may checkpoint */
		{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1},
	};
	int rc = sqlite3_extended_result_codes(db, 1);

	for (size_t i = 0; i < COUNT(flags) && rc == SQLITE_OK; i++) {
		int now;
		rc = sqlite3_db_config(db, flags[i].option, flags[i].value, &now);
		if (rc == SQLITE_OK && now != flags[i].value)
			rc = SQLITE_ERROR;
	}
	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(db, SQLITE_WAIT_MS);
	return rc;
}

static int prepare_own(struct sqlite *s)
{
	bool write = s->base.use == STORE_WRITE;
	int rc = sqlite3_prepare_v3(s->db, write ? "BEGIN IMMEDIATE" : "BEGIN", -1,
				    SQLITE_PREPARE_PERSISTENT, &s->begin, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v3(s->db, "COMMIT", -1, SQLITE_PREPARE_PERSISTENT, &s->commit,
					NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v3(s->db, "ROLLBACK", -1, SQLITE_PREPARE_PERSISTENT,
					&s->rollback, NULL);
	return rc;
}

/* case_sensitive_like: LIKE as PostgreSQL has it. cache_size in KiB. */
static const char common[] = "PRAGMA cell_size_check=ON; PRAGMA case_sensitive_like=ON;"
			     "PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=0;";
static const char for_write[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
				"PRAGMA cache_size=-65536; PRAGMA journal_size_limit=33554432;";
static const char for_read[] = "PRAGMA cache_size=-32768; PRAGMA query_only=ON;";

static int is_wal(void *arg, int count, char **values, char **names)
{
	(void)names;
	*(bool *)arg = count == 1 && values[0] && !strcmp(values[0], "wal");
	return 0;
}

static int configure(struct sqlite *s)
{
	bool wal = false;
	bool write = s->base.use == STORE_WRITE;
	int rc = flags_set(s->db);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(s->db, common, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(s->db, write ? for_write : for_read, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(s->db, "PRAGMA journal_mode", is_wal, &wal, NULL);
	if (rc == SQLITE_OK)
		rc = wal ? prepare_own(s) : SQLITE_PROTOCOL;
	if (rc != SQLITE_OK)
		return rc;
	sqlite3_progress_handler(s->db, 1000, on_progress, s);
	(void)sqlite3_wal_hook(s->db, on_commit, s);
	return sqlite3_set_authorizer(s->db, authorize, s);
}

static void close_db(struct store *base)
{
	struct sqlite *s = (struct sqlite *)base;

	statement_forget_all(base);
	sqlite3_finalize(s->begin);
	sqlite3_finalize(s->commit);
	sqlite3_finalize(s->rollback);
	if (s->db && base->use == STORE_WRITE && !base->broken &&
	    sqlite3_busy_timeout(s->db, CLOSE_WAIT_MS) == SQLITE_OK)
		(void)sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
						NULL);
	if (sqlite3_close(s->db) != SQLITE_OK)
		log_line(LOG_ERROR, "store.close", "text=\"%s\"", sqlite3_errmsg(s->db));
	free(s->wal);
	free(base->where);
	free(s);
}

/* The file is the owner's alone, and so are its log and index, which take its mode. A file that is
 * there is not opened here: closing it would drop the locks of this process. */
static int make_private(struct ctx *cx, const char *path)
{
	struct stat st;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0)
		return close(fd) == 0 ? OK : store_failed(cx, ERR_UNAVAILABLE);
	if (errno != EEXIST || lstat(path, &st) < 0 ||
	    ((st.st_mode & 077) && chmod(path, 0600) < 0))
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能打开数据库 %s：%s"), path,
			    strerror(errno));
	if (!S_ISREG(st.st_mode))
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能打开数据库 %s：%s"), path,
			    strerror(EINVAL));
	return OK;
}

/* Sums of memory in use cost a lock at each allocation; nobody asks for them. */
static void set_up(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int open_db(struct ctx *cx, const char *where, enum store_use use, struct store **ret)
{
	static pthread_once_t ready = PTHREAD_ONCE_INIT;
	struct sqlite *s;
	int rc, r;

	(void)pthread_once(&ready, set_up);
	if (use == STORE_WRITE) {
		r = make_private(cx, where);
		if (r < 0)
			return r;
	}
	s = store_alloc(sizeof *s);
	s->base.driver = &driver_sqlite;
	s->base.use = use;
	s->base.where = store_strdup(where, "");
	s->wal = store_strdup(where, "-wal");
	rc = sqlite3_open_v2(where, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc == SQLITE_OK)
		rc = configure(s);
	if (rc != SQLITE_OK) {
		(void)sqlite_failed(cx, s, rc, where);
		r = fail(cx, ERR_UNAVAILABLE, T(cx, "不能打开数据库 %s：%s"), where,
			 s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc));
		s->base.broken = true;
		close_db(&s->base);
		return r;
	}
	*ret = &s->base;
	return OK;
}

const struct driver driver_sqlite = {
	.postgres = false,
	.open = open_db,
	.close = close_db,
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
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.sound = sound,
	.script = script,
	.migration_lock = migration_lock,
	.test_write = test_write,
	.tend = sqlite_tend,
	.copy = sqlite_copy,
	.tables = sqlite_tables,
	.check = sqlite_check,
	.wal_bytes = sqlite_wal_bytes,
	.read_limit = read_limit,
};
