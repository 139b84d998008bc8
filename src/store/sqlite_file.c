/* The file below the SQLite connection: its log, copies of it, its soundness. */
#include "store/sqlite.h"
#include "base/log.h"

enum { RESTART_WAIT_MS = 20 };

/* PASSIVE waits for nobody. When readers kept the log from being used anew until it passed its
 * bound, RESTART waits for them a moment; journal_size_limit then cuts the file. */
void sqlite_tend(struct store *base)
{
	struct sqlite *s = (struct sqlite *)base;
	int rc, pages = 0, done = 0;

	if (s->wal_pages < s->wal_seen)
		s->wal_seen = 0;
	if (s->wal_pages - s->wal_seen < CHECKPOINT_PAGES)
		return;
	s->wal_seen = s->wal_pages;
	rc = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &done);
	if (rc == SQLITE_OK && s->wal_pages > WAL_MOST_PAGES) {
		(void)sqlite3_busy_timeout(s->db, RESTART_WAIT_MS);
		rc = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
		(void)sqlite3_busy_timeout(s->db, SQLITE_WAIT_MS);
		if (rc == SQLITE_OK)
			s->wal_pages = s->wal_seen = 0;
		else
			log_line(LOG_WARNING, "store.wal", "pages=%d copied=%d", pages, done);
	}
	if (rc != SQLITE_OK && (rc & 0xFF) != SQLITE_BUSY && (rc & 0xFF) != SQLITE_LOCKED)
		log_line(LOG_ERROR, "store.checkpoint", "code=%d text=\"%s\"", rc,
			 sqlite3_errmsg(s->db));
}

int64_t sqlite_wal_bytes(const struct store *base)
{
	struct stat st;
	return stat(((const struct sqlite *)base)->wal, &st) < 0 ? 0 : (int64_t)st.st_size;
}

static int sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC), r = OK;

	if (fd < 0 || fsync(fd) < 0)
		r = ERR_UNAVAILABLE;
	if (fd >= 0)
		(void)close(fd);
	return r;
}

static int sync_copy(struct ctx *cx, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder =
		!slash ? "." : arena_strndup(cx->arena, path, (size_t)MAX(slash - path, 1));

	if (sync_path(path, O_RDWR) < 0 || sync_path(folder, O_RDONLY | O_DIRECTORY) < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能写文件 %s：%s"), path, strerror(errno));
	return OK;
}

/* VACUUM INTO from a second connection, which neither writes nor checkpoints the database. */
static int vacuum_into(struct ctx *cx, struct sqlite *s, const char *path)
{
	sqlite3_stmt *st = NULL;
	int rc;

	s->ddl = true;
	rc = sqlite3_exec(s->db, "PRAGMA query_only=OFF", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(s->db, "VACUUM INTO ?", -1, &st, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(st, 1, path, -1, SQLITE_TRANSIENT);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	sqlite3_finalize(st);
	return rc == SQLITE_DONE ? OK : sqlite_failed(cx, s, rc, "VACUUM INTO");
}

int sqlite_copy(struct ctx *cx, struct store *base, const char *path)
{
	struct store *reader;
	int fd, r;

	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return fail(cx, errno == EEXIST ? ERR_CONFLICT : ERR_UNAVAILABLE,
			    T(cx, "不能写文件 %s：%s"), path, strerror(errno));
	(void)close(fd);
	r = store_open(cx, base->where, STORE_READ, &reader);
	if (r == OK) {
		r = vacuum_into(cx, (struct sqlite *)reader, path);
		store_close(reader);
	}
	if (r == OK)
		r = sync_copy(cx, path);
	if (r < 0)
		(void)unlink(path);
	return r;
}

/* What the names stand for is the schema's own: nothing of a person's is in that text. */
static int count_table(struct sqlite *s, const char *name, struct strbuf *lines)
{
	char *sql = sqlite3_mprintf("SELECT COUNT(*) FROM \"%w\"", name);
	sqlite3_stmt *st = NULL;
	int rc = sql ? sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) : SQLITE_NOMEM;

	if (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		strbuf_printf(lines, "%s %" PRId64 "\n", name, (int64_t)sqlite3_column_int64(st, 0));
		rc = SQLITE_OK;
	}
	sqlite3_finalize(st);
	sqlite3_free(sql);
	return rc;
}

int sqlite_tables(struct ctx *cx, struct store *base, struct strbuf *ret_lines)
{
	struct sqlite *s = (struct sqlite *)base;
	int rc, limit = s->read_ms;
	sqlite3_stmt *st = NULL;

	s->read_ms = 0;
	rc = sqlite3_prepare_v2(s->db,
				"SELECT name FROM sqlite_schema WHERE type = 'table'"
				" AND sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite%'"
				" ORDER BY name",
				-1, &st, NULL);
	while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW)
		rc = count_table(s, (const char *)sqlite3_column_text(st, 0), ret_lines);
	sqlite3_finalize(st);
	s->read_ms = limit;
	return rc == SQLITE_DONE ? OK : sqlite_failed(cx, s, rc, "tables");
}

/* The first lines of what is damaged, in cx->why. */
static int check_by(struct ctx *cx, struct sqlite *s, const char *sql, const char *sound)
{
	sqlite3_stmt *st = NULL;
	struct strbuf found;
	int rc, limit = s->read_ms;

	strbuf_init(&found, cx->arena, sizeof cx->why / 2);
	s->read_ms = 0;
	s->ddl = true;
	rc = sqlite3_prepare_v2(s->db, sql, -1, &st, NULL);
	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(st);
		if (rc != SQLITE_ROW)
			break;
		const char *text = (const char *)sqlite3_column_text(st, 0);
		if (text && strcmp(text, sound) != 0)
			strbuf_printf(&found, "%s%s", found.len ? "; " : "", text);
	}
	sqlite3_finalize(st);
	s->ddl = false; /* not before: a schema that changed is prepared again by the step */
	s->read_ms = limit;
	if (rc != SQLITE_DONE)
		return sqlite_failed(cx, s, rc, sql);
	if (!found.len && !found.full)
		return OK;
	log_line(LOG_ERROR, "store.damage", "text=\"%s\"", found.s);
	return fail(cx, ERR_INTERNAL, T(cx, "数据库损坏：%s"), found.s);
}

int sqlite_check(struct ctx *cx, struct store *base)
{
	struct sqlite *s = (struct sqlite *)base;
	int r;

	r = check_by(cx, s, "PRAGMA integrity_check(5)", "ok");
	return r < 0 ? r : check_by(cx, s, "PRAGMA foreign_key_check", "");
}
