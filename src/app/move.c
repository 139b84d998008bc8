#include "app/move.h"
#include "app/app.h"
#include "app/attachment.h"
#include "app/journal.h"
#include "app/secret.h"
#include "app/target.h"
#include "store/transfer.h"
#include <sodium.h>
#include <sys/file.h>

enum { CHAIN_BYTES = 1024 * 1024 };

struct community {
	int64_t id;
	const char *name;
};
static const struct field community_fields[] = { FIELD(community, id, 0),
						 FIELD(community, name, 0) };

/* Both sides, while it lasts. */
struct moving {
	const struct move *m;
	struct move_result *ret;
	const char *from_data, *to_data; /* folders */
	bool to_postgres, begun;
	int lock;                        /* of from_data */
	unsigned char key[32];
	struct target target;
	struct transfer t;
};

static bool is_url(const char *where)
{
	return !strncmp(where, "postgres://", 11) || !strncmp(where, "postgresql://", 13);
}

/* ---- the source ---- */

static int take_source(struct ctx *cx, struct moving *g)
{
	const char *lock = arena_printf(cx->arena, "%s/anju.lock", g->from_data);
	const char *file = arena_printf(cx->arena, "%s/office.db", g->from_data);
	int r = target_finished(cx, g->from_data);

	if (r < 0)
		return r;
	if (g->to_postgres && access(file, F_OK) < 0)
		return fail(cx, ERR_NOT_FOUND, T(cx, "%s 里没有数据库 office.db。"), g->from_data);
	g->lock = open(lock, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (g->lock >= 0 && flock(g->lock, LOCK_EX | LOCK_NB) < 0)
		return fail(cx, ERR_CONFLICT, T(cx, "%s 正由另一个 anju 进程使用。请先停止服务。"),
			    g->from_data);
	r = secret_key_read(cx, arena_printf(cx->arena, "%s/key", g->from_data), g->key);
	if (r < 0)
		return r;
	r = store_open(cx, g->to_postgres ? file : g->m->from, STORE_READ, &g->t.from);
	if (r < 0)
		return r;
	(void)store_read_limit(g->t.from, 0);
	cx->store = g->t.from;
	return store_snapshot_begin(cx);
}

static int check_source(struct ctx *cx, struct moving *g)
{
	int64_t offices;
	int pending, r;

	cx->store = g->t.from;
	r = app_pending(cx, &pending);
	if (r == OK && pending)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "来源是旧版本的数据库：请先运行 anju migrate，再搬迁。"));
	if (r == OK)
		r = store_int(cx, SQL_ALL("SELECT COUNT(*) FROM community"), BINDS(), &offices);
	if (r == OK && !offices)
		return fail(cx, ERR_NOT_FOUND, T(cx, "来源里没有小区，没有什么可搬的。"));
	return r;
}

/* ---- folder: photos, key, anchors ---- */

static int make_folder(struct ctx *cx, const char *path)
{
	if (mkdir(path, 0700) < 0 && errno != EEXIST)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能建立文件夹 %s：%s"), path,
			    strerror(errno));
	return OK;
}

static int copy_photo(struct ctx *cx, struct moving *g, const struct attachment *a)
{
	const char *random = strchr(a->stored, '-'), *folder;
	char sha256[crypto_hash_sha256_BYTES * 2 + 1] = "";
	int64_t bytes = 0;
	int r;

	folder = arena_printf(cx->arena, "files/%.2s", random ? random + 1 : "");
	r = make_folder(cx, arena_printf(cx->arena, "%s/%s", g->target.part, folder));
	if (r == OK)
		r = target_copy(cx,
				arena_printf(cx->arena, "%s/%s/%s", g->from_data, folder, a->stored),
				arena_printf(cx->arena, "%s/%s/%s", g->target.part, folder,
					     a->stored),
				sha256, &bytes);
	if (r < 0 && r != ERR_NOT_FOUND)
		return r;
	if (r == OK && bytes == a->size_bytes && !strcmp(sha256, a->sha256)) {
		g->ret->files++;
		return OK;
	}
	if (!g->ret->damaged++)
		(void)snprintf(cx->why, sizeof cx->why, "%s", a->stored);
	return OK;
}

static int copy_photos(struct ctx *cx, struct moving *g)
{
	struct arena *before = cx->arena;
	AUTO(arena) row_arena = { 0 };
	AUTO(rows) rows = { 0 };
	struct attachment a;
	int r = make_folder(cx, arena_printf(cx->arena, "%s/files", g->target.part));

	cx->store = g->t.from;
	if (r == OK)
		r = rows_open(cx, SQL_ALL("SELECT stored, size_bytes, sha256 FROM attachment"),
			      BINDS(), attachment_fields, &rows);
	while (r >= 0) {
		arena_clear(&row_arena);
		a = (struct attachment){ 0 };
		r = rows_next(&rows, &row_arena, &a);
		if (r <= 0)
			break;
		cx->arena = &row_arena;
		r = copy_photo(cx, g, &a);
		cx->arena = before;
	}
	if (r == OK && g->ret->damaged)
		g->ret->damaged_name = arena_strdup(cx->arena, cx->why);
	return r;
}

static int copy_folder(struct ctx *cx, struct moving *g)
{
	static const char *const names[] = { "anchor", "anchor.log" };
	int r = copy_photos(cx, g);

	for (size_t i = 0; r >= 0 && i < COUNT(names); i++) {
		int64_t bytes;
		r = target_copy(cx, arena_printf(cx->arena, "%s/%s", g->from_data, names[i]),
				arena_printf(cx->arena, "%s/%s", g->target.part, names[i]), NULL,
				&bytes);
		r = r == ERR_NOT_FOUND ? OK : r;
	}
	return r < 0 ? r : secret_key_write(cx, g->target.part, g->key);
}

/* ---- rows ---- */

static int open_target(struct ctx *cx, struct moving *g)
{
	const char *where = g->to_postgres ? g->m->to
					   : arena_printf(cx->arena, "%s/office.db", g->target.part);
	int run, r = store_open(cx, where, STORE_WRITE, &g->t.to);

	if (r == OK)
		r = transfer_alone(cx, g->t.to);
	cx->store = g->t.to;
	return r == OK ? app_migrate(cx, &run) : r;
}

static int move_table(struct ctx *cx, struct moving *g, const char *table)
{
	struct transfer_sum from, to;
	char from_print[TRANSFER_PRINT], to_print[TRANSFER_PRINT];
	int r = transfer_table(cx, &g->t, table, &from, &to);

	if (r < 0)
		return r;
	transfer_print(&from, from_print);
	transfer_print(&to, to_print);
	g->m->done(g->m->arg, table, from.rows, from_print, to_print);
	g->ret->tables++;
	g->ret->rows += from.rows;
	if (transfer_same(&from, &to))
		return OK;
	return fail(cx, ERR_CONFLICT,
		    T(cx, "表 %s 两边不一样（来源 %" PRId64 " 行，目标 %" PRId64 " 行），没有搬迁。"),
		    table, from.rows, to.rows);
}

/* A chain that was tampered with is moved as it is, and said. */
static int read_chains(struct ctx *cx, struct moving *g)
{
	struct community *list = NULL;
	struct strbuf lines;
	char head[65];
	int64_t rows;
	size_t count = 0;
	int r;

	cx->store = g->t.to;
	strbuf_init(&lines, cx->arena, CHAIN_BYTES);
	r = store_list(cx, SQL_ALL("SELECT id, name FROM community ORDER BY id"), BINDS(),
		       FIELDS(community, community_fields), &list, &count);
	for (size_t i = 0; r == OK && i < count; i++) {
		cx->community = list[i].id;
		r = journal_verify(cx, &rows, head);
		if (r == OK)
			strbuf_printf(&lines, "chain %" PRId64 " %" PRId64 " %s %s\n", list[i].id,
				      rows, head, list[i].name);
		if (r != ERR_CONFLICT)
			continue;
		g->ret->broken = arena_printf(cx->arena, "%s: %s", list[i].name, cx->why);
		r = OK;
	}
	g->ret->chains = lines.s;
	return r;
}

static int move_rows(struct ctx *cx, struct moving *g)
{
	const char **tables;
	size_t count;
	int r = transfer_begin(cx, &g->t);

	g->begun = r == OK;
	if (r == OK)
		r = transfer_tables(cx, &g->t, &tables, &count);
	if (r == OK)
		r = transfer_empty(cx, g->t.to, tables, count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = move_table(cx, g, tables[i]);
	if (r == OK)
		r = read_chains(cx, g);
	cx->store = g->t.to;
	return r == OK ? store_commit(cx) : r;
}

/* ---- the whole ---- */

static void close_stores(struct ctx *cx, struct moving *g, bool failed)
{
	if (g->t.to) {
		cx->store = g->t.to;
		if (failed && g->begun)
			store_rollback(cx);
		store_close(g->t.to);
	}
	if (g->t.from) {
		cx->store = g->t.from;
		store_snapshot_end(cx);
		store_close(g->t.from);
	}
	g->t.to = g->t.from = NULL;
	cx->store = NULL;
}

static int move_all(struct ctx *cx, struct moving *g)
{
	int r = take_source(cx, g);

	if (r == OK)
		r = check_source(cx, g);
	if (r == OK)
		r = target_take(cx, g->to_data, "moving", &g->target);
	if (r == OK)
		r = open_target(cx, g);
	if (r == OK)
		r = copy_folder(cx, g);
	return r == OK ? move_rows(cx, g) : r;
}

int move_office(struct ctx *cx, const struct move *m, struct move_result *ret)
{
	struct moving g = { .m = m, .ret = ret, .to_postgres = is_url(m->to), .lock = -1,
			    .target = { .lock = -1 },
			    .t = { .tell = m->tell, .arg = m->arg } };
	int r;

	*ret = (struct move_result){ .chains = "" };
	if (sodium_init() < 0)
		return fail(cx, ERR_INTERNAL, "libsodium does not start");
	if (is_url(m->from) == g.to_postgres)
		return fail(cx, ERR_INVALID,
			    T(cx, "一边写数据文件夹（SQLite），另一边写 postgres://…；同一种数据库之间请用备份和"
				  "恢复，或 pg_dump。"));
	g.from_data = g.to_postgres ? m->from : m->data;
	g.to_data = g.to_postgres ? m->data : m->to;
	r = move_all(cx, &g);
	close_stores(cx, &g, r < 0);
	if (r == OK)
		r = target_settle(cx, &g.target);
	else
		target_leave(cx, &g.target);
	if (g.target.lock >= 0)
		(void)close(g.target.lock);
	if (g.lock >= 0)
		(void)close(g.lock);
	sodium_memzero(g.key, sizeof g.key);
	return r;
}
