#include "app/backup.h"
#include "app/app.h"
#include "app/attachment.h"
#include "app/journal.h"
#include "app/permission.h"
#include "app/secret.h"
#include "app/target.h"
#include "app/temporary.h"
#include "base/civil.h"
#include "base/text.h"
#include "store/store.h"
#include <dirent.h>

enum { FACTS_BYTES = 4 * 1024 * 1024 };

struct community {
	int64_t id;
	const char *name;
};
static const struct field community_fields[] = { FIELD(community, id, 0),
						 FIELD(community, name, 0) };

/* ---- facts: what a restored office must have again ---- */

/* A chain that was tampered with is kept as it is and said: a backup of it is evidence. */
static int add_chains(struct ctx *cx, struct strbuf *facts, struct backup_result *ret)
{
	int64_t before = cx->community, rows;
	struct community *list = NULL;
	char head[65];
	size_t count = 0;
	int r = store_list(cx, SQL_ALL("SELECT id, name FROM community ORDER BY id"), BINDS(),
			   FIELDS(community, community_fields), &list, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		cx->community = list[i].id;
		r = journal_verify(cx, &rows, head);
		if (r == OK)
			strbuf_printf(facts, "chain %" PRId64 " %" PRId64 " %s %s\n", list[i].id,
				      rows, head, list[i].name);
		if (r != ERR_CONFLICT)
			continue;
		strbuf_printf(facts, "chain %" PRId64 " broken %s\n", list[i].id, list[i].name);
		ret->broken = arena_printf(cx->arena, "%s: %s", list[i].name, cx->why);
		r = OK;
	}
	cx->community = before;
	return r;
}

static const struct backup_member *member_of(const struct backup_member **sorted, size_t count,
					     const char *stored)
{
	const char *random = strchr(stored, '-');
	char name[BACKUP_NAME + 1];
	size_t low = 0, high = count;

	if (!random)
		return NULL;
	(void)snprintf(name, sizeof name, "files/%.2s/%s", random + 1, stored);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(name, sorted[middle]->name);
		if (!order)
			return sorted[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* Every row of an attachment against the members of the file; the database is the first of them. */
static int check_attachments(struct ctx *cx, const struct backup_file *f,
			     struct backup_result *ret)
{
	const struct backup_member **sorted, *found;
	AUTO(arena) row_arena = { 0 };
	AUTO(rows) rows = { 0 };
	struct attachment a;
	size_t count = 0;
	int r;

	sorted = arena_array(cx->arena, (size_t)f->count + 1, sizeof *sorted);
	for (const struct backup_member *m = f->members->next; m; m = m->next)
		sorted[count++] = m;
	r = rows_open(cx, SQL_ALL("SELECT stored, size_bytes, sha256 FROM attachment"), BINDS(),
		      attachment_fields, &rows);
	while (r >= 0) {
		arena_clear(&row_arena);
		a = (struct attachment){ 0 };
		r = rows_next(&rows, &row_arena, &a);
		if (r <= 0)
			break;
		found = member_of(sorted, count, a.stored);
		if (found && found->size == a.size_bytes && !strcmp(found->sha256, a.sha256))
			continue;
		if (!ret->damaged++)
			ret->damaged_name = arena_strdup(cx->arena, a.stored);
	}
	return r < 0 ? r : OK;
}

/* The database at path, which nobody else has open: sound, and with the facts. Opening it for
 * writing gives it its log mode, which the copy lacks. */
static int inspect(struct ctx *cx, const char *path, const struct backup_file *f,
		   struct strbuf *ret_facts, struct backup_result *ret)
{
	struct store *before = cx->store;
	int r = store_open(cx, path, STORE_WRITE, &cx->store);

	if (r == OK) {
		strbuf_init(ret_facts, cx->arena, FACTS_BYTES);
		r = store_check(cx);
		if (r == OK)
			r = add_chains(cx, ret_facts, ret);
		if (r == OK)
			r = store_tables(cx, ret_facts);
		if (r == OK && f)
			r = check_attachments(cx, f, ret);
		store_close(cx->store);
	}
	cx->store = before;
	(void)unlink(arena_printf(cx->arena, "%s-wal", path));
	(void)unlink(arena_printf(cx->arena, "%s-shm", path));
	return r == OK && ret_facts->full ? fail(cx, ERR_INTERNAL, T(cx, "清单不对")) : r;
}

/* ---- making ---- */

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int add_file(struct ctx *cx, struct backup_writer *w, const char *path, const char *name)
{
	AUTO(descriptor) from = { open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) };

	if (from.fd < 0 && errno == ENOENT)
		return OK; /* swept meanwhile: no row of the copy names it, or it will be missed */
	if (from.fd < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "%s 读不出来。"), path);
	return backup_add(cx, w, name, from.fd);
}

static int add_folder(struct ctx *cx, struct backup_writer *w, const char *folder)
{
	const char *path = arena_printf(cx->arena, "%s/%s", cx->app->data, folder);
	struct dirent **list = NULL;
	int count = scandir(path, &list, NULL, by_name), r = OK;

	if (count < 0)
		return errno == ENOENT ? OK : fail(cx, ERR_UNAVAILABLE, T(cx, "%s 读不出来。"), path);
	for (int i = 0; i < count; i++) {
		const char *name = arena_printf(cx->arena, "%s/%s", folder, list[i]->d_name);
		if (r == OK && backup_is_attachment(name))
			r = add_file(cx, w, arena_printf(cx->arena, "%s/%s", path, list[i]->d_name),
				     name);
		free(list[i]);
	}
	free(list);
	return r;
}

static int add_all(struct ctx *cx, struct backup_writer *w, const char *copy)
{
	int r = add_file(cx, w, copy, "office.db");

	if (r == OK && !w->file.count)
		return fail(cx, ERR_INTERNAL, T(cx, "%s 读不出来。"), copy);
	for (unsigned i = 0; r == OK && i < 256; i++)
		r = add_folder(cx, w, arena_printf(cx->arena, "files/%02x", i));
	return r;
}

static int make_from(struct ctx *cx, int fd, const char *copy, struct backup_result *ret)
{
	struct backup_file about = { 0 };
	struct backup_writer w;
	struct strbuf facts;
	int r = inspect(cx, copy, NULL, &facts, ret);

	if (r < 0)
		return r;
	about.facts = facts.s;
	secret_key_print(cx->app->key, about.print);
	backup_begin(cx, fd, &about, &w);
	r = add_all(cx, &w, copy);
	if (r == OK)
		r = backup_end(cx, &w);
	if (r == OK)
		r = inspect(cx, copy, &w.file, &facts, ret);
	return r == OK ? backup_read(cx, fd, -1, &ret->file) : r;
}

int backup_make(struct ctx *cx, int fd, struct backup_result *ret)
{
	const char *copy = temporary_path(cx, "backup", ".db");
	int r;

	*ret = (struct backup_result){ 0 };
	r = store_is_postgres(cx->store) ? backup_copy_postgres(cx, copy) : store_copy(cx, copy);
	if (r == OK)
		r = make_from(cx, fd, copy, ret);
	(void)unlink(copy);
	return r;
}

/* Beside the database, not in it: what is restored then has the very figures of its backup. */
static const char *last_path(struct ctx *cx, const char *data)
{
	return arena_printf(cx->arena, "%s/backup.last", data);
}

int backup_note(struct ctx *cx, const char *name)
{
	const char *path = last_path(cx, cx->app->data), *fresh = temporary_path(cx, "last", "");
	const char *line = arena_printf(cx->arena, "%" PRId64 " %s\n", cx->now, name);
	AUTO(descriptor) d = { open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) };
	bool right = d.fd >= 0 && write(d.fd, line, strlen(line)) == (ssize_t)strlen(line) &&
		     fsync(d.fd) == 0 && rename(fresh, path) == 0;

	if (!right)
		(void)unlink(fresh);
	return right ? OK : fail(cx, ERR_UNAVAILABLE, T(cx, "不能写文件 %s：%s"), path,
				 strerror(errno));
}

int64_t backup_last(struct ctx *cx, const char *data)
{
	AUTO(descriptor) d = { open(last_path(cx, data), O_RDONLY | O_NOFOLLOW | O_CLOEXEC) };
	char line[32] = "";
	int64_t at;

	if (d.fd < 0 || read(d.fd, line, sizeof line - 1) <= 0)
		return 0;
	line[strcspn(line, " \n")] = '\0';
	return text_int(line, &at) == OK ? at : 0;
}

/* ---- restoring ---- */

static int cannot_write(struct ctx *cx, const char *path)
{
	return fail(cx, ERR_UNAVAILABLE, T(cx, "不能写文件 %s：%s"), path, strerror(errno));
}

static int unpack(struct ctx *cx, int fd, const struct target *t, struct backup_result *ret)
{
	AUTO(descriptor) part = { -1 };

	part.fd = open(t->part, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (part.fd < 0)
		return cannot_write(cx, t->part);
	return backup_read(cx, fd, part.fd, &ret->file);
}

static int inspect_restored(struct ctx *cx, const struct target *t, struct backup_result *ret)
{
	const char *path = arena_printf(cx->arena, "%s/office.db", t->part);
	struct store *before = cx->store;
	struct strbuf facts;
	int pending, r = inspect(cx, path, &ret->file, &facts, ret);

	if (r < 0)
		return r;
	if (strcmp(facts.s, ret->file.facts) != 0)
		return fail(cx, ERR_INVALID, T(cx, "恢复出来的数据与备份清单不符，没有恢复。"));
	r = store_open(cx, path, STORE_WRITE, &cx->store);
	if (r == OK) {
		r = app_pending(cx, &pending);
		store_close(cx->store);
	}
	cx->store = before;
	(void)unlink(arena_printf(cx->arena, "%s-wal", path));
	(void)unlink(arena_printf(cx->arena, "%s-shm", path));
	return r;
}

/* What the journal notes when the office is opened the next time. */
static int leave_word(struct ctx *cx, const struct target *t, const struct backup_file *f)
{
	const char *path = arena_printf(cx->arena, "%s/restored", t->data);
	char made[CIVIL_TEXT];
	const char *text = arena_printf(cx->arena, "%s\n",
					civil_rfc3339(f->made_at, ZONE_SHANGHAI, made));
	AUTO(descriptor) d = { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) };

	if (d.fd < 0 || write(d.fd, text, strlen(text)) != (ssize_t)strlen(text) ||
	    fsync(d.fd) < 0)
		return cannot_write(cx, path);
	return OK;
}

static int check_key(struct ctx *cx, const unsigned char *key, const struct backup_file *f)
{
	char print[BACKUP_PRINT];

	if (!key)
		return OK;
	secret_key_print(key, print);
	return strcmp(print, f->print) != 0 ?
		       fail(cx, ERR_INVALID, T(cx, "密钥不是这份备份的那一把，没有恢复。")) :
		       OK;
}

static int restore_into(struct ctx *cx, int fd, const struct target *t, const unsigned char *key,
			struct backup_result *ret)
{
	int r = unpack(cx, fd, t, ret);

	if (r == OK)
		r = inspect_restored(cx, t, ret);
	if (r == OK && key)
		r = secret_key_write(cx, t->data, key);
	if (r == OK)
		r = leave_word(cx, t, &ret->file);
	return r == OK ? target_settle(cx, t) : r;
}

int backup_restore(struct ctx *cx, int fd, const char *data, const unsigned char *key,
		   struct backup_result *ret)
{
	struct target t;
	int r;

	*ret = (struct backup_result){ 0 };
	r = backup_read(cx, fd, -1, &ret->file);
	if (r == OK)
		r = check_key(cx, key, &ret->file);
	if (r < 0)
		return r;
	r = target_take(cx, data, "restoring", &t);
	if (r == OK)
		r = restore_into(cx, fd, &t, key, ret);
	if (r < 0)
		target_leave(cx, &t);
	if (t.lock >= 0)
		(void)close(t.lock);
	return r;
}
