#include "app/temporary.h"
#include "app/app.h"
#include "base/random.h"

enum { RANDOM_DIGITS = 32, BLOCK = 64 * 1024 };

void descriptor_free(struct descriptor *d)
{
	if (d->fd >= 0)
		(void)close(d->fd);
}

const char *temporary_path(struct ctx *cx, const char *what, const char *ending)
{
	char random[RANDOM_DIGITS + 1];

	random_hex(random, RANDOM_DIGITS);
	return arena_printf(cx->arena, "%s/tmp/%s-%s%s", cx->app->data, what, random, ending);
}

static bool write_all(int fd, const char *bytes, size_t n, off_t at)
{
	while (n) {
		ssize_t put = pwrite(fd, bytes, n, at);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		bytes += put;
		at += put;
		n -= (size_t)put;
	}
	return true;
}

static void close_kept(void *arg)
{
	int *fd = arg;

	if (*fd >= 0)
		(void)close(*fd);
}

int temporary_open(struct ctx *cx, const char *what, int **ret_fd)
{
	const char *path = temporary_path(cx, what, "");
	int *fd = ARENA_NEW(cx->arena, int);

	*ret_fd = fd;
	*fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (*fd < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能写临时文件，磁盘可能满了。"));
	arena_defer(cx->arena, close_kept, fd);
	(void)unlink(path);
	return OK;
}

int descriptor_copy(struct ctx *cx, int from, int to)
{
	char block[BLOCK];
	off_t at = 0;

	if (ftruncate(to, 0) < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "文件写不下去：%s"), strerror(errno));
	for (;;) {
		ssize_t n = pread(from, block, sizeof block, at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(cx, ERR_UNAVAILABLE, T(cx, "文件读不出来：%s"), strerror(errno));
		if (n == 0)
			return OK;
		if (!write_all(to, block, (size_t)n, at))
			return fail(cx, ERR_UNAVAILABLE, T(cx, "文件写不下去：%s"), strerror(errno));
		at += n;
	}
}

int temporary_move(struct ctx *cx, const char *path, int to)
{
	AUTO(descriptor) from = { open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) };
	int r;

	if (from.fd < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "文件读不出来：%s"), strerror(errno));
	r = descriptor_copy(cx, from.fd, to);
	(void)unlink(path);
	return r;
}
