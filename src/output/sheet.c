#include "output/sheet.h"
#include "base/text.h"
#include "output/sheet_reader.h"
#include <iconv.h>

/* Held open for ever, so that the library keeps its tables loaded. */
static struct {
	pthread_once_t once;
	iconv_t gb18030, utf16;
} tables = { .once = PTHREAD_ONCE_INIT };

static void load_tables(void)
{
	tables.gb18030 = iconv_open("UTF-8", "GB18030");
	tables.utf16 = iconv_open("UTF-8", "UTF-16LE"); /* of the other order too */
}

int sheet_prepare(void)
{
	if (pthread_once(&tables.once, load_tables))
		return ERR_UNAVAILABLE;
	return tables.gb18030 == (iconv_t)-1 ? ERR_UNAVAILABLE : OK;
}

void sheet_row_clear(struct sheet_row *row, int64_t number)
{
	row->number = number;
	row->count = 0;
	row->blank = true;
}

const char *sheet_column_name(size_t column, char name[8])
{
	char letters[8];
	size_t n = 0, at = 0;

	for (column++; column && n < sizeof letters - 1; column = (column - 1) / 26)
		letters[n++] = (char)('A' + (column - 1) % 26);
	while (n)
		name[at++] = letters[--n];
	name[at] = '\0';
	return name;
}

int sheet_row_put(struct sheet_row *row, size_t column, const char *text, size_t n, bool formula)
{
	char name[8];

	if (column >= COUNT(row->cells)) {
		if (!n)
			return OK;
		return fail(row->cx, ERR_TOO_BIG, T(row->cx, "%s 列有内容，最多只能有 %d 列"),
			    sheet_column_name(column, name), LIMIT_IMPORT_COLUMNS);
	}
	if (!n && !formula)
		return OK;
	while (row->count <= column)
		row->cells[row->count++] = (struct sheet_cell){ "", false };
	row->cells[column].formula = formula;
	if (n)
		row->cells[column].text = arena_strndup(row->arena, text, n);
	if (row->blank && !text_blank(row->cells[column].text))
		row->blank = false;
	return OK;
}

int sheet_row_fail(struct sheet_row *row, int err)
{
	char why[sizeof row->cx->why];

	if (!row->number)
		return err;
	memcpy(why, row->cx->why, sizeof why);
	return fail(row->cx, err, T(row->cx, "第 %lld 行：%s"), (long long)row->number, why);
}

static bool holds(const char *bytes, size_t n, const char *word)
{
	size_t length = strlen(word);
	return n >= length && !strncasecmp(bytes, word, length);
}

/* Programs like to name a web page or an old XML sheet .xls, and Excel opens it. */
static bool looks_like_markup(const char *bytes, size_t n)
{
	static const char *const openings[] = { "<html", "<!doctype", "<?xml", "<table", "<meta",
						"<head", "MIME-Version:" };

	if (holds(bytes, n, "\xEF\xBB\xBF")) {
		bytes += 3;
		n -= 3;
	}
	while (n && isspace((unsigned char)*bytes)) {
		bytes++;
		n--;
	}
	for (size_t i = 0; i < COUNT(openings); i++)
		if (holds(bytes, n, openings[i]))
			return true;
	return false;
}

/* Excel puts a workbook with a password into the same container as an old .xls. */
static bool has_password(int fd)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	char block[16 * 1024];
	size_t kept = 0;
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, block + kept, sizeof block - kept, at)) > 0) {
		size_t have = kept + (size_t)n;
		if (memmem(block, have, name, sizeof name - 1))
			return true;
		at += n;
		kept = MIN(have, sizeof name - 2);
		memmove(block, block + have - kept, kept);
	}
	return false;
}

static int check_file(struct ctx *cx, int fd, const char *filename)
{
	struct stat st;

	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return fail(cx, ERR_INVALID, T(cx, "%s 不是普通文件"), filename);
	if (!st.st_size)
		return fail(cx, ERR_INVALID, T(cx, "文件 %s 是空的"), filename);
	if (st.st_size > LIMIT_IMPORT_BYTES)
		return fail(cx, ERR_TOO_BIG, T(cx, "文件 %s 超过 %d MB"), filename,
			    LIMIT_IMPORT_BYTES / 1024 / 1024);
	return OK;
}

static int open_by_content(struct ctx *cx, int fd, const char *filename,
			   struct sheet_reader *reader)
{
	char head[512];
	ssize_t n = pread(fd, head, sizeof head, 0);

	if (n < 0)
		return fail(cx, ERR_INVALID, T(cx, "文件 %s 读不出来"), filename);
	if (holds(head, (size_t)n, "\xD0\xCF\x11\xE0")) {
		if (has_password(fd))
			return fail(cx, ERR_INVALID,
				    T(cx, "这个工作簿设了打开密码，请去掉密码另存后再导入"));
		return fail(cx, ERR_INVALID,
			    T(cx, "这是旧版 .xls（或改名的 .xls）文件，请另存为 .xlsx 后再导入"));
	}
	if (n >= 4 && (!memcmp(head, "PK\3\4", 4) || !memcmp(head, "PK\5\6", 4)))
		return sheet_xlsx_open(cx, fd, &reader->xlsx);
	if (looks_like_markup(head, (size_t)n))
		return fail(cx, ERR_INVALID,
			    T(cx, "这是网页或旧式 XML 表格，请用 Excel 打开并另存为 .xlsx 后再导入"));
	return sheet_csv_open(cx, fd, &reader->csv);
}

static void drop(void *reader)
{
	sheet_close(reader);
}

int sheet_open(struct ctx *cx, int fd, const char *filename, struct sheet_reader **ret)
{
	struct sheet_reader *reader;
	int r = check_file(cx, fd, filename);

	if (r < 0)
		return r;
	reader = ARENA_NEW(cx->arena, struct sheet_reader);
	reader->row.cx = cx;
	arena_defer(cx->arena, drop, reader);
	r = open_by_content(cx, fd, filename, reader);
	if (r < 0) {
		sheet_close(reader);
		return r;
	}
	*ret = reader;
	return OK;
}

int sheet_next(struct sheet_reader *reader, struct arena *row_arena,
	       const struct sheet_cell **ret_cells, size_t *ret_count, int64_t *ret_row_number)
{
	struct sheet_row *row = &reader->row;
	struct sheet_cell *cells;
	int r;

	row->arena = row_arena;
	r = reader->csv ? sheet_csv_next(reader->csv, row) : sheet_xlsx_next(reader->xlsx, row);
	if (r <= 0)
		return r;
	if (++reader->rows_given > LIMIT_IMPORT_ROWS)
		return fail(row->cx, ERR_TOO_BIG,
			    T(row->cx, "表格超过 %d 行，请分成几个文件导入"), LIMIT_IMPORT_ROWS);
	cells = arena_array(row_arena, row->count, sizeof *cells);
	memcpy(cells, row->cells, row->count * sizeof *cells);
	*ret_cells = cells;
	*ret_count = row->count;
	*ret_row_number = row->number;
	return 1;
}

void sheet_close(struct sheet_reader *reader)
{
	if (!reader || reader->closed)
		return;
	reader->closed = true;
	sheet_csv_close(reader->csv);
	sheet_xlsx_close(reader->xlsx);
}

const char *sheet_name(const struct sheet_reader *reader)
{
	return reader->xlsx ? sheet_xlsx_name(reader->xlsx) : "";
}
