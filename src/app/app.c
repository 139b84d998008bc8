#include "app/app.h"
#include "app/module.h"
#include "app/pack.h"
#include "app/push.h"
#include "app/secret.h"
#include "app/target.h"
#include "app/workers.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/text.h"
#include "store/migrate.h"
#include <sodium.h>
#include <sys/file.h>

enum { WORKER_THREADS = 3, MIGRATIONS = 256 };

int64_t app_now(const struct app *app)
{
	int64_t fixed = app ? __atomic_load_n(&app->fixed_now, __ATOMIC_RELAXED) : 0;
	return fixed ? fixed : clock_now_ms();
}

/* Packed files are named MODULE/NNN_what.sql; the pack lists them by name. */
static size_t migrations_of(struct ctx *cx, const char *module, struct migration *list,
			    size_t count)
{
	size_t n = strlen(module);

	for (size_t i = 0; i < pack_count(); i++) {
		const struct packed *p = pack_at(i);
		int64_t number;
		if (strncmp(p->name, module, n) || p->name[n] != '/' || !strstr(p->name, ".sql"))
			continue;
		if (text_int(arena_strndup(cx->arena, p->name + n + 1, 3), &number) < 0)
			continue;
		assert(count < MIGRATIONS);
		list[count++] = (struct migration){
			module, (int)number, p->name + n + 1,
			arena_strndup(cx->arena, (const char *)p->bytes, p->size)
		};
	}
	return count;
}

static size_t migrations_all(struct ctx *cx, struct migration **ret)
{
	struct migration *list = arena_array(cx->arena, MIGRATIONS, sizeof *list);
	size_t count = migrations_of(cx, "app", list, 0);

	for (const struct module *const *m = modules; *m; m++)
		count = migrations_of(cx, (*m)->name, list, count);
	*ret = list;
	return count;
}

int app_migrate(struct ctx *cx, int *ret_run)
{
	struct migration *list;
	size_t count = migrations_all(cx, &list);

	return migrate(cx, list, count, ret_run);
}

int app_pending(struct ctx *cx, int *ret_count)
{
	struct migration *list;
	size_t count = migrations_all(cx, &list);

	return migrate_pending(cx, list, count, ret_count);
}

static int make_folder(struct ctx *cx, const char *path)
{
	if (mkdir(path, 0700) < 0 && errno != EEXIST)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能建立文件夹 %s：%s"), path,
			    strerror(errno));
	return OK;
}

static int make_folders(struct ctx *cx, const char *data)
{
	static const char *const inside[] = { "files", "tmp" };
	int r = make_folder(cx, data);

	for (size_t i = 0; r == OK && i < COUNT(inside); i++)
		r = make_folder(cx, arena_printf(cx->arena, "%s/%s", data, inside[i]));
	return r;
}

/* One process has the office open: SQLite 3.40.1 must not have two writers. */
static int take_lock(struct ctx *cx, struct app *app)
{
	const char *path = arena_printf(cx->arena, "%s/anju.lock", app->data);

	app->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (app->lock_fd < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能打开 %s：%s"), path, strerror(errno));
	if (flock(app->lock_fd, LOCK_EX | LOCK_NB) < 0)
		return fail(cx, ERR_CONFLICT, T(cx, "%s 正由另一个 anju 进程使用。"), app->data);
	return OK;
}

/* A new key beside old data would make every sealed number unreadable without a word. */
static int key_belongs(struct ctx *cx, const char *key_file)
{
	int64_t offices;
	int r = store_int(cx, SQL_ALL("SELECT COUNT(*) FROM community"), BINDS(), &offices);

	if (r < 0 || !offices)
		return r;
	(void)unlink(key_file);
	return fail(cx, ERR_INTERNAL,
		    T(cx, "%s 不见了，而数据库里已有数据。请把原来的密钥文件放回去再启动。"), key_file);
}

int app_open(struct ctx *cx, const char *data, const char *db, struct app *ret)
{
	const char *key_file = arena_printf(cx->arena, "%s/key", data);
	bool new_key = access(key_file, F_OK) < 0;
	int r, run = 0;

	*ret = (struct app){ .data = arena_strdup(cx->arena, data), .lock_fd = -1,
			      .started_at = clock_now_ms() };
	if (sodium_init() < 0)
		return fail(cx, ERR_INTERNAL, "libsodium does not start");
	cx->app = ret;
	r = target_finished(cx, data);
	if (r == OK)
		r = make_folders(cx, data);
	if (r == OK)
		r = take_lock(cx, ret);
	if (r == OK)
		r = secret_key_load(cx, data, ret->key);
	if (r < 0)
		return r;
	ret->where = db ? arena_strdup(cx->arena, db) : arena_printf(cx->arena, "%s/office.db", data);
	r = store_open(cx, ret->where, STORE_WRITE, &cx->store);
	if (r < 0)
		return r;
	r = app_migrate(cx, &run);
	if (r == OK && new_key)
		r = key_belongs(cx, key_file);
	if (run)
		log_line(LOG_INFO, "migrate", "run=%d", run);
	store_close(cx->store);
	cx->store = NULL;
	return r;
}

int app_start(struct ctx *cx, struct app *app)
{
	int r = writer_start(cx, app->where, &app->writer);

	app->push = push_new();
	if (r == OK)
		r = workers_start(cx, app, WORKER_THREADS, &app->workers);
	return r;
}

void app_stop(struct app *app)
{
	if (app->workers)
		workers_stop(app->workers);
	if (app->writer)
		writer_stop(app->writer);
	if (app->loop_store)
		store_close(app->loop_store);
	if (app->lock_fd >= 0)
		close(app->lock_fd);
	explicit_bzero(app->key, sizeof app->key);
	push_free(app->push);
	app->push = NULL;
	app->workers = NULL;
	app->writer = NULL;
	app->loop_store = NULL;
	app->lock_fd = -1;
}

int app_write(struct ctx *cx, int (*run)(struct ctx *cx, void *arg), void *arg)
{
	int r;

	if (!cx->app || !cx->app->writer || (cx->store && store_use(cx->store) == STORE_WRITE))
		return run(cx, arg);
	r = writer_run(cx->app->writer, cx, run, arg);
	if (r == OK)
		push_send(cx->app, cx);
	push_forget(cx);
	return r;
}
