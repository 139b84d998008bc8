/* What the tests of sheets share: a file of bytes, and all of its rows as one text. */
#ifndef ANJU_SHEET_TEST_H
#define ANJU_SHEET_TEST_H
#include "base/strbuf.h"
#include "output/sheet.h"
#include "test.h"
#include <sys/mman.h>

struct world {
	struct ctx cx;
	struct arena arena, row;
};

static inline struct ctx *world_ctx(struct world *w)
{
	w->cx.arena = &w->arena;
	return &w->cx;
}

static inline void world_free(struct world *w)
{
	arena_free(&w->row);
	arena_free(&w->arena);
}

static inline int file_of(const void *bytes, size_t n)
{
	int fd = memfd_create("sheet", MFD_CLOEXEC);

	CHECK(fd >= 0);
	CHECK_INT(write(fd, bytes, n), n);
	return fd;
}

/* All rows as text: "1:a|b\n3:c\n"; a formula has "=" before it. Ends with the error, if any. */
static inline int read_all(struct world *w, int fd, struct strbuf *out)
{
	struct ctx *cx = world_ctx(w);
	struct sheet_reader *reader;
	const struct sheet_cell *cells;
	size_t count;
	int64_t number;
	int r;

	strbuf_init(out, cx->arena, 64 * 1024 * 1024);
	r = sheet_open(cx, fd, "测试.xlsx", &reader);
	if (r < 0)
		return r;
	while ((r = sheet_next(reader, &w->row, &cells, &count, &number)) > 0) {
		strbuf_printf(out, "%" PRId64 ":", number);
		for (size_t i = 0; i < count; i++) {
			strbuf_text(out, i ? "|" : "");
			strbuf_text(out, cells[i].formula ? "=" : "");
			strbuf_text(out, cells[i].text);
		}
		strbuf_char(out, '\n');
		arena_clear(&w->row);
	}
	sheet_close(reader);
	return r;
}

static inline void check_file(int fd, const char *rows)
{
	AUTO(world) w = { 0 };
	struct strbuf out;
	int r = read_all(&w, fd, &out);

	if (r < 0)
		test_failed(__FILE__, __LINE__, "%s", w.cx.why);
	CHECK_STR(out.s, rows);
	close(fd);
}

static inline void check_refused(int fd, int err, const char *why)
{
	AUTO(world) w = { 0 };
	struct strbuf out;

	CHECK_ERR(read_all(&w, fd, &out), err);
	CHECK_HAS(w.cx.why, why);
	close(fd);
}

#endif
