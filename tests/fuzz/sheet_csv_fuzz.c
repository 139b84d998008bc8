/* CSV: whatever can be read can be written and read again as the same cells, and no cell of the
 * written file begins as a formula. */
#include "base/limits.h"
#include "output/sheet.h"
#include "output/sheet_write.h"
#include <sys/mman.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct rows {
	const struct sheet_cell *cells[256];
	size_t counts[256], count;
};

static int read_rows(struct ctx *cx, int fd, struct rows *ret)
{
	struct sheet_reader *reader;
	int64_t number, last = 0;
	int r = sheet_open(cx, fd, "fuzz", &reader);

	ret->count = 0;
	if (r < 0)
		return r;
	while (ret->count < COUNT(ret->cells) &&
	       (r = sheet_next(reader, cx->arena, &ret->cells[ret->count], &ret->counts[ret->count],
			       &number)) > 0) {
		if (number <= last || ret->counts[ret->count] > LIMIT_IMPORT_COLUMNS)
			abort();
		last = number;
		ret->count++;
	}
	sheet_close(reader);
	return MIN(r, OK);
}

static void write_rows(struct ctx *cx, int fd, const struct rows *rows)
{
	struct sheet_writer *w;
	char *path = arena_printf(cx->arena, "/proc/self/fd/%d", fd);

	if (sheet_write_open(cx, path, SHEET_CSV, "fuzz", &w) < 0)
		abort();
	for (size_t i = 0; i < rows->count; i++) {
		for (size_t k = 0; k < rows->counts[i]; k++)
			sheet_write_text(w, rows->cells[i][k].text);
		if (sheet_write_row_end(w) < 0)
			abort();
	}
	if (sheet_write_close(w) < 0)
		abort();
}

static void check_no_formula(const char *s, size_t n)
{
	bool inside = false;

	for (size_t i = 3; i < n; i++) {
		if (s[i] != '"')
			continue;
		if (inside && s[i + 1] == '"')
			i++;
		else if ((inside = !inside) && strchr("=+-@\t\r\n", s[i + 1]))
			abort();
	}
}

static void check_same(const struct rows *a, const struct rows *b)
{
	if (a->count != b->count)
		abort();
	for (size_t i = 0; i < a->count; i++) {
		if (a->counts[i] != b->counts[i])
			abort();
		for (size_t k = 0; k < a->counts[i]; k++)
			if (strcmp(a->cells[i][k].text, b->cells[i][k].text))
				abort();
	}
}

/* Controls are left out in writing, so the second and the third reading are compared. */
static void round_trip(struct ctx *cx, const struct rows *first)
{
	static struct rows second, third;
	char text[256 * 1024];
	int one = memfd_create("one", MFD_CLOEXEC), two = memfd_create("two", MFD_CLOEXEC);
	ssize_t n;

	write_rows(cx, one, first);
	n = pread(one, text, sizeof text - 1, 0);
	text[MAX(n, 0)] = '\0';
	check_no_formula(text, (size_t)MAX(n, 0));
	if (read_rows(cx, one, &second) < 0)
		abort();
	write_rows(cx, two, &second);
	if (read_rows(cx, two, &third) < 0)
		abort();
	check_same(&second, &third);
	close(one);
	close(two);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rows rows;
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena };
	int fd = memfd_create("csv", MFD_CLOEXEC), r;

	if (write(fd, data, size) != (ssize_t)size)
		abort();
	r = read_rows(&cx, fd, &rows);
	if (r < 0 && !*cx.why)
		abort();
	if (r == OK && size < 64 * 1024)
		round_trip(&cx, &rows);
	close(fd);
	arena_free(&arena);
	return 0;
}
