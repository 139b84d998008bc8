#include "app/target.h"
#include "app/temporary.h"
#include <dirent.h>
#include <ftw.h>
#include <sodium.h>
#include <sys/file.h>

enum { BLOCK = 65536 };

static int cannot_write(struct ctx *cx, const char *path)
{
	return fail(cx, ERR_UNAVAILABLE, T(cx, "不能写文件 %s：%s"), path, strerror(errno));
}

static int sync_folder(struct ctx *cx, const char *path)
{
	AUTO(descriptor) d = { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };

	return d.fd < 0 || fsync(d.fd) < 0 ? cannot_write(cx, path) : OK;
}

static int is_entry(const struct dirent *e)
{
	return strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
}

int target_take(struct ctx *cx, const char *data, const char *word, struct target *ret)
{
	const char *lock = arena_printf(cx->arena, "%s/anju.lock", data);
	struct dirent **list = NULL;
	int count;

	*ret = (struct target){ .data = data, .lock = -1,
				.part = arena_printf(cx->arena, "%s/%s", data, word) };
	ret->made = mkdir(data, 0700) == 0;
	if (!ret->made && errno != EEXIST)
		return cannot_write(cx, data);
	count = scandir(data, &list, is_entry, NULL);
	for (int i = 0; i < count; i++)
		free(list[i]);
	free(list);
	if (count)
		return fail(cx, ERR_CONFLICT,
			    T(cx, "%s 不是空文件夹。只能恢复到空的或还没有的文件夹，不会覆盖任何数据。"),
			    data);
	ret->lock = open(lock, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (ret->lock < 0 || flock(ret->lock, LOCK_EX | LOCK_NB) < 0)
		return cannot_write(cx, lock);
	return mkdir(ret->part, 0700) < 0 ? cannot_write(cx, ret->part) : sync_folder(cx, data);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path) < 0 && errno != ENOENT ? -1 : 0;
}

void target_remove(const char *path)
{
	(void)nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void target_leave(struct ctx *cx, const struct target *t)
{
	static const char *const ours[] = { "files", "tmp", "key", "restored", "anchor",
					    "anchor.log", "anju.lock" };

	if (t->lock < 0)
		return;
	target_remove(t->part);
	for (size_t i = 0; i < COUNT(ours); i++)
		target_remove(arena_printf(cx->arena, "%s/%s", t->data, ours[i]));
	if (t->made)
		(void)rmdir(t->data);
}

static int settle_one(struct ctx *cx, const struct target *t, const char *name)
{
	const char *from = arena_printf(cx->arena, "%s/%s", t->part, name);
	const char *to = arena_printf(cx->arena, "%s/%s", t->data, name);

	return rename(from, to) < 0 && errno != ENOENT ? cannot_write(cx, to) : OK;
}

int target_settle(struct ctx *cx, const struct target *t)
{
	static const char *const names[] = { "files", "key", "anchor", "anchor.log" };
	int r = OK;

	for (size_t i = 0; r == OK && i < COUNT(names); i++)
		r = settle_one(cx, t, names[i]);
	if (r == OK)
		r = sync_folder(cx, t->data);
	if (r == OK)
		r = sync_folder(cx, t->part);
	if (r == OK)
		r = settle_one(cx, t, "office.db");
	if (r == OK)
		r = sync_folder(cx, t->data);
	if (r < 0)
		return r;
	target_remove(t->part);
	return sync_folder(cx, t->data);
}

/* ---- one file ---- */

static int copy_bytes(struct ctx *cx, int from, int to, char *ret_sha256, int64_t *ret_bytes)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	char block[BLOCK];
	ssize_t n;

	*ret_bytes = 0;
	(void)crypto_hash_sha256_init(&state);
	while ((n = read(from, block, sizeof block)) > 0) {
		(void)crypto_hash_sha256_update(&state, (unsigned char *)block, (size_t)n);
		if (write(to, block, (size_t)n) != n)
			return ERR_UNAVAILABLE;
		*ret_bytes += n;
	}
	if (n < 0 || fsync(to) < 0)
		return ERR_UNAVAILABLE;
	(void)crypto_hash_sha256_final(&state, hash);
	if (ret_sha256)
		(void)sodium_bin2hex(ret_sha256, sizeof hash * 2 + 1, hash, sizeof hash);
	(void)cx;
	return OK;
}

int target_copy(struct ctx *cx, const char *from, const char *to, char *ret_sha256,
		int64_t *ret_bytes)
{
	AUTO(descriptor) in = { open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) };
	AUTO(descriptor) out = { -1 };

	if (in.fd < 0 && errno == ENOENT)
		return ERR_NOT_FOUND;
	if (in.fd < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "%s 读不出来。"), from);
	out.fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (out.fd < 0 || copy_bytes(cx, in.fd, out.fd, ret_sha256, ret_bytes) < 0)
		return cannot_write(cx, to);
	return OK;
}

int target_finished(struct ctx *cx, const char *data)
{
	static const char *const words[] = { "restoring", "moving" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (access(arena_printf(cx->arena, "%s/%s", data, words[i]), F_OK) == 0)
			return fail(cx, ERR_CONFLICT,
				    T(cx, "%s 没有做完（里面还有 %s）：请删除这个文件夹，重新恢复或搬迁；"
					  "原来的数据没有改动。"),
				    data, words[i]);
	return OK;
}
