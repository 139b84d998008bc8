/* The same backup for an office on PostgreSQL: its rows go into an SQLite file, and from there on
 * all is as for SQLite. The server may start no other program, so pg_dump is out of the
 * question. */
#include "app/app.h"
#include "app/backup.h"
#include "app/move.h"
#include "app/target.h"
#include "store/transfer.h"

/* ---- making ---- */

static int copy_table(struct ctx *cx, const struct transfer *t, const char *table)
{
	struct transfer_sum from, to;
	int r = transfer_table(cx, t, table, &from, &to);

	if (r == OK && !transfer_same(&from, &to))
		return fail(cx, ERR_CONFLICT,
			    T(cx, "表 %s 两边不一样（来源 %" PRId64 " 行，目标 %" PRId64 " 行），没有搬迁。"),
			    table, from.rows, to.rows);
	return r;
}

static int copy_rows(struct ctx *cx, const struct transfer *t)
{
	const char **tables;
	size_t count;
	int r = transfer_begin(cx, t);

	if (r < 0)
		return r;
	r = transfer_tables(cx, t, &tables, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = copy_table(cx, t, tables[i]);
	cx->store = t->to;
	if (r == OK)
		r = store_commit(cx);
	if (r < 0)
		store_rollback(cx);
	return r;
}

/* A connection of its own: as long as it lasts, it sees one moment. */
static int copy_from(struct ctx *cx, struct transfer *t, const char *path)
{
	int run, pending, r;

	cx->store = t->from;
	r = app_pending(cx, &pending);
	if (r == OK && pending)
		r = fail(cx, ERR_CONFLICT,
			 T(cx, "来源是旧版本的数据库：请先运行 anju migrate，再搬迁。"));
	if (r == OK)
		r = store_open(cx, path, STORE_WRITE, &t->to);
	if (r < 0)
		return r;
	cx->store = t->to;
	r = app_migrate(cx, &run);
	cx->store = t->from;
	(void)store_read_limit(t->from, 0);
	if (r == OK)
		r = store_snapshot_begin(cx);
	if (r == OK)
		r = copy_rows(cx, t);
	store_close(t->to);
	cx->store = t->from;
	store_snapshot_end(cx);
	return r;
}

int backup_copy_postgres(struct ctx *cx, const char *path)
{
	struct store *before = cx->store;
	struct transfer t = { 0 };
	int r = store_open(cx, cx->app->where, STORE_READ, &t.from);

	if (r == OK) {
		r = copy_from(cx, &t, path);
		store_close(t.from);
	}
	cx->store = before;
	return r;
}

/* ---- restoring ---- */

static void hear(void *arg, const char *table, int64_t rows, const char *from, const char *to)
{
	(void)arg, (void)table, (void)rows, (void)from, (void)to;
}

static int move_in(struct ctx *cx, const char *folder, const struct backup_place *to)
{
	struct move m = { .data = to->data, .from = folder, .to = to->url, .done = hear };
	struct move_result moved;
	int r = move_office(cx, &m, &moved);

	if (r < 0)
		return r;
	/* what the journal notes when the office is opened */
	return rename(arena_printf(cx->arena, "%s/restored", folder),
		      arena_printf(cx->arena, "%s/restored", to->data)) < 0 ?
		       fail(cx, ERR_UNAVAILABLE, T(cx, "不能写文件 %s：%s"), to->data,
			    strerror(errno)) :
		       OK;
}

int backup_restore_postgres(struct ctx *cx, int fd, const struct backup_place *to,
			    struct backup_result *ret)
{
	size_t n = strlen(to->data);
	const char *folder;
	int r;

	while (n > 1 && to->data[n - 1] == '/')
		n--;
	folder = arena_printf(cx->arena, "%.*s.restore", (int)n, to->data);
	if (!to->key)
		return fail(cx, ERR_INVALID,
			    T(cx, "恢复到 PostgreSQL 要有密钥：把 FILE.key 放在备份旁边，或用 --key。"));
	r = backup_restore(cx, fd, folder, to->key, ret);
	if (r < 0)
		return r;
	r = move_in(cx, folder, to);
	target_remove(folder);
	return r;
}
