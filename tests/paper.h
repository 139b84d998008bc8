/* A PDF as others read it: by poppler's and zbar's programs. */
#ifndef ANJU_TEST_PAPER_H
#define ANJU_TEST_PAPER_H
#include "base/strbuf.h"
#include "test.h"

/* What a program says of the PDF. Skips the test when it is not installed. */
static inline const char *paper_told(struct arena *a, const char *bytes, size_t n,
				     const char *program, const char *more)
{
	char path[] = "/tmp/anju-paper-XXXXXX", piece[4096];
	int fd = mkstemp(path);
	struct strbuf b;
	FILE *out;
	size_t got;

	if (system(arena_printf(a, "command -v %s >/dev/null", program)))
		test_skip("no %s", program);
	CHECK(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
	(void)close(fd);
	strbuf_init(&b, a, 8 << 20);
	out = popen(arena_printf(a, "%s %s %s 2>/dev/null", program, path, more), "r");
	while (out && (got = fread(piece, 1, sizeof piece, out)) > 0)
		strbuf_add(&b, piece, got);
	if (out)
		(void)pclose(out);
	(void)unlink(path);
	return b.s;
}

static inline const char *paper_text(struct arena *a, const char *bytes, size_t n)
{
	return paper_told(a, bytes, n, "pdftotext -layout", "-");
}

/* The text of the first code on it. */
static inline const char *paper_code(struct arena *a, const char *bytes, size_t n)
{
	return paper_told(a, bytes, n, "pdftoppm -r 200 -f 1 -l 1 -png -singlefile",
			  "| zbarimg --raw -q -");
}

static inline int paper_pages(struct arena *a, const char *bytes, size_t n)
{
	const char *told = strstr(paper_told(a, bytes, n, "pdfinfo", ""), "Pages:");

	return told ? (int)strtol(told + 6, NULL, 10) : 0;
}
#endif
