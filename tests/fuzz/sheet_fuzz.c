/* Workbooks: the bytes are a whole file when they begin as an archive; otherwise they are the parts
 * workbook, relations, styles, strings and sheet, one behind the other and parted by a 0x01, which
 * are then packed as a sound archive so that the readers behind it are reached. */
#include "base/limits.h"
#include "output/sheet.h"
#include <sys/mman.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = { "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
				     "xl/styles.xml", "xl/sharedStrings.xml",
				     "xl/worksheets/sheet1.xml" };

static zip_source_t *packed(const uint8_t *data, size_t size)
{
	zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(to, ZIP_TRUNCATE, NULL);
	const uint8_t *end = data + size;

	assert(zip);
	zip_source_keep(to);
	for (size_t i = 0; i < COUNT(names) && data < end; i++) {
		const uint8_t *cut = memchr(data, 1, (size_t)(end - data));
		size_t n = (size_t)((cut ? cut : end) - data);
		zip_int64_t at = zip_file_add(zip, names[i], zip_source_buffer(zip, data, n, 0), 0);
		assert(at >= 0);
		(void)zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
		data += n + 1;
	}
	if (zip_close(zip))
		abort();
	return to;
}

static void write_packed(int fd, const uint8_t *data, size_t size)
{
	zip_source_t *source = packed(data, size);
	char block[4096];
	zip_int64_t n;

	if (!zip_source_open(source)) {
		while ((n = zip_source_read(source, block, sizeof block)) > 0)
			if (write(fd, block, (size_t)n) != n)
				abort();
		(void)zip_source_close(source);
	}
	zip_source_free(source);
}

static void read_rows(struct sheet_reader *reader)
{
	struct arena row = { 0 };
	const struct sheet_cell *cells;
	size_t count;
	int64_t number, last = 0;

	while (sheet_next(reader, &row, &cells, &count, &number) > 0) {
		if (number <= last || !count || count > LIMIT_IMPORT_COLUMNS)
			abort();
		for (size_t i = 0; i < count; i++)
			if (strlen(cells[i].text) > LIMIT_CELL_BYTES)
				abort();
		last = number;
		arena_clear(&row);
	}
	arena_free(&row);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena };
	struct sheet_reader *reader;
	int fd = memfd_create("sheet", MFD_CLOEXEC);

	if (size <= 1 || memcmp(data, "PK", 2))
		write_packed(fd, data, size);
	else if (write(fd, data, size) != (ssize_t)size)
		abort();
	if (sheet_open(&cx, fd, "fuzz", &reader) == OK) {
		read_rows(reader);
		sheet_close(reader);
	} else if (!*cx.why) {
		abort();
	}
	close(fd);
	arena_free(&arena);
	return 0;
}
