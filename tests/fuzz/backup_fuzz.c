/* Backup files: what is accepted is, byte by byte, what the writer makes of its members. */
#include "app/backup_file.h"
#include <sys/mman.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FIRST = 512 };

static int memory_file(const void *bytes, size_t n)
{
	int fd = memfd_create("backup", MFD_CLOEXEC);

	if (fd < 0 || pwrite(fd, bytes, n, 0) != (ssize_t)n)
		abort();
	return fd;
}

/* Reading and writing again must give the same file. */
static void write_again(struct ctx *cx, const uint8_t *data, const struct backup_file *f)
{
	int fd = memory_file("", 0);
	struct backup_writer w;
	const uint8_t *at = data;
	uint8_t *out;

	cx->now = f->made_at;
	backup_begin(cx, fd, f, &w);
	for (const struct backup_member *m = f->members; m; m = m->next) {
		int from = memory_file(at + FIRST, (size_t)m->size);
		if (backup_add(cx, &w, m->name, from) < 0)
			abort();
		(void)close(from);
		at += FIRST + (m->size + FIRST - 1) / FIRST * FIRST;
	}
	if (backup_end(cx, &w) < 0 || w.at != f->bytes)
		abort();
	out = arena_alloc(cx->arena, (size_t)f->bytes);
	if (pread(fd, out, (size_t)f->bytes, 0) != f->bytes ||
	    memcmp(out, data, (size_t)f->bytes) != 0)
		abort();
	(void)close(fd);
}

/* Half of the runs are given a whole backup with the input inside, so that the reader is passed. */
static void read_whole(struct ctx *cx, const uint8_t *data, size_t size)
{
	struct backup_file about = { .facts = "chain 1 0\n", .print = "0123456789abcdef" }, found;
	int fd = memory_file("", 0), from = memory_file(data, size);
	struct backup_writer w;

	cx->now = 1700000000000;
	backup_begin(cx, fd, &about, &w);
	if (backup_add(cx, &w, "office.db", from) < 0 || backup_end(cx, &w) < 0 ||
	    backup_read(cx, fd, -1, &found) < 0 || strcmp(found.facts, about.facts) != 0)
		abort();
	if (size) {
		uint8_t byte;
		off_t at = (off_t)(data[0] * 131 + size) % w.at;
		if (pread(fd, &byte, 1, at) != 1)
			abort();
		byte ^= (uint8_t)(1 + data[0] % 255);
		if (pwrite(fd, &byte, 1, at) != 1 || backup_read(cx, fd, -1, &found) == OK)
			abort();
	}
	(void)close(from);
	(void)close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena };
	struct backup_file found;
	int fd = memory_file(data, size);

	if (backup_read(&cx, fd, -1, &found) == OK)
		write_again(&cx, data, &found);
	else if (!cx.why[0])
		abort();
	(void)close(fd);
	read_whole(&cx, data, size);
	arena_free(&arena);
	return 0;
}
