#include "output/sheet_book.h"
#include "output/sheet_reader.h"

enum { MAX_ROW = 1048576, MAX_COLUMN = 16384 };

enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_BOOL, TYPE_DATE };

struct sheet_xlsx {
	struct ctx *cx;
	struct sheet_archive archive;
	struct sheet_book book;
	struct sheet_styles styles;
	struct sheet_strings strings;
	struct sheet_part part;
	struct sheet_row *row;   /* being filled */
	int64_t row_number;
	bool in_data, in_row, in_cell, in_value, in_inline;
	int phonetic;
	int64_t column;          /* of the cell, from 0; -1 before the first */
	enum cell_type type;
	bool formula;
	size_t style;
	struct sheet_text text;
};

static int misplaced(struct sheet_xlsx *x)
{
	return fail(x->cx, ERR_INVALID, T(x->cx, "行或单元格的编号错乱，文件已损坏"));
}

static int row_start(struct sheet_xlsx *x, const char **attributes)
{
	const char *r = sheet_attribute(attributes, "r");
	int64_t number = r ? strtoll(r, NULL, 10) : x->row_number + 1;

	if (number <= x->row_number || number > MAX_ROW)
		return misplaced(x);
	x->row_number = number;
	sheet_row_clear(x->row, number);
	x->in_row = true;
	x->column = -1;
	return OK;
}

/* "AB12" → 27 */
static int64_t column_of(const char *reference)
{
	int64_t column = 0;

	for (; *reference >= 'A' && *reference <= 'Z' && column <= MAX_COLUMN; reference++)
		column = column * 26 + (*reference - 'A' + 1);
	return column - 1;
}

static enum cell_type type_of(const char *t)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = { { "n", TYPE_NUMBER }, { "s", TYPE_SHARED }, { "str", TYPE_TEXT },
		      { "inlineStr", TYPE_TEXT }, { "e", TYPE_TEXT }, { "b", TYPE_BOOL },
		      { "d", TYPE_DATE } };

	for (size_t i = 0; t && i < COUNT(types); i++)
		if (!strcmp(t, types[i].name))
			return types[i].type;
	return t ? TYPE_TEXT : TYPE_NUMBER;
}

static int cell_start(struct sheet_xlsx *x, const char **attributes)
{
	int64_t column = x->column + 1;
	const char *type = NULL;

	x->style = 0;
	for (; *attributes; attributes += 2) {
		const char *name = attributes[0], *value = attributes[1];
		if (!strcmp(name, "r"))
			column = column_of(value);
		else if (!strcmp(name, "s"))
			x->style = strtoul(value, NULL, 10);
		else if (!strcmp(name, "t"))
			type = value;
	}
	if (column <= x->column || column >= MAX_COLUMN)
		return misplaced(x);
	x->column = column;
	x->type = type_of(type);
	x->in_cell = true;
	x->formula = false;
	sheet_text_clear(&x->text);
	return OK;
}

static int start(void *data, const char *name, const char **attributes)
{
	struct sheet_xlsx *x = data;

	if (!x->in_data) {
		x->in_data = !strcmp(name, "sheetData");
		return OK;
	}
	if (!x->in_row)
		return strcmp(name, "row") ? OK : row_start(x, attributes);
	if (!x->in_cell)
		return strcmp(name, "c") ? OK : cell_start(x, attributes);
	if (!strcmp(name, "v"))
		x->in_value = true;
	else if (!strcmp(name, "f"))
		x->formula = true;
	else if (!strcmp(name, "is"))
		x->in_inline = true;
	else if (!strcmp(name, "rPh"))
		x->phonetic++;
	else if (!strcmp(name, "t") && x->in_inline)
		x->in_value = !x->phonetic;
	return OK;
}

static int put(struct sheet_xlsx *x, const char *s, size_t n)
{
	return sheet_row_put(x->row, (size_t)x->column, s, n, x->formula);
}

static int cell_too_big(struct sheet_xlsx *x)
{
	char name[8];

	return fail(x->cx, ERR_TOO_BIG, T(x->cx, "%s 列的内容超过 %d KB"),
		    sheet_column_name((size_t)x->column, name), LIMIT_CELL_BYTES / 1024);
}

static int wrong_value(struct sheet_xlsx *x)
{
	char name[8];

	return fail(x->cx, ERR_INVALID, T(x->cx, "%s 列的内容读不懂，文件已损坏"),
		    sheet_column_name((size_t)x->column, name));
}

static int put_shared(struct sheet_xlsx *x)
{
	const char *s;
	char *end;
	size_t n;
	unsigned long i = strtoul(x->text.bytes, &end, 10);
	int r = *end ? ERR_NOT_FOUND : sheet_strings_get(&x->strings, i, &s, &n);

	if (r == ERR_TOO_BIG)
		return cell_too_big(x);
	return r < 0 ? wrong_value(x) : put(x, s, n);
}

static int put_number(struct sheet_xlsx *x)
{
	enum sheet_kind kind = x->style < x->styles.count ?
				       (enum sheet_kind)x->styles.kinds[x->style] :
				       KIND_NUMBER;
	char text[SHEET_NUMBER];

	if (sheet_number_text(x->text.bytes, kind, x->book.date_1904, text) < 0)
		return wrong_value(x);
	return put(x, text, strlen(text));
}

/* "2019-04-25T09:32:09.000Z" of the strict form of the format, as our other dates are shown. */
static int put_date(struct sheet_xlsx *x)
{
	char *t = strchr(x->text.bytes, 'T');
	size_t n = strcspn(x->text.bytes, ".Z");

	if (t)
		*t = ' ';
	return put(x, x->text.bytes, n);
}

static int cell_end(struct sheet_xlsx *x)
{
	x->in_cell = x->in_value = x->in_inline = false;
	x->phonetic = 0;
	if (x->text.over)
		return cell_too_big(x);
	sheet_text_finish(&x->text);
	if (!x->text.len)
		return put(x, "", 0);
	switch (x->type) {
	case TYPE_SHARED:
		return put_shared(x);
	case TYPE_NUMBER:
		return put_number(x);
	case TYPE_BOOL:
		return *x->text.bytes == '1' ? put(x, "TRUE", 4) : put(x, "FALSE", 5);
	case TYPE_DATE:
		return put_date(x);
	case TYPE_TEXT:
		return put(x, x->text.bytes, x->text.len);
	}
	return wrong_value(x);
}

static int end(void *data, const char *name)
{
	struct sheet_xlsx *x = data;

	if (!x->in_data)
		return OK;
	if (x->in_cell) {
		if (!strcmp(name, "c"))
			return cell_end(x);
		if (!strcmp(name, "v") || !strcmp(name, "t"))
			x->in_value = false;
		else if (!strcmp(name, "is"))
			x->in_inline = false;
		else if (!strcmp(name, "rPh"))
			x->phonetic--;
	} else if (x->in_row && !strcmp(name, "row")) {
		x->in_row = false;
		if (!x->row->blank)
			sheet_part_pause(&x->part);
	} else if (!x->in_row && !strcmp(name, "sheetData")) {
		x->in_data = false;
	}
	return OK;
}

static int text(void *data, const char *s, size_t n)
{
	struct sheet_xlsx *x = data;

	if (x->in_value)
		sheet_text_add(&x->text, s, n);
	return OK;
}

static int open_parts(struct sheet_xlsx *x, int fd)
{
	static const struct sheet_events events = { start, end, text };
	struct ctx *cx = x->cx;
	int r = sheet_archive_open(cx, fd, &x->archive);

	if (r == OK)
		r = sheet_book_read(&x->archive, &x->book);
	if (r == OK && x->book.styles_part)
		r = sheet_styles_read(&x->archive, x->book.styles_part, &x->styles);
	if (r == OK && x->book.strings_part)
		r = sheet_strings_read(&x->archive, x->book.strings_part, &x->strings);
	if (r == OK)
		r = sheet_part_open(&x->archive, x->book.sheet_part, &events, x, &x->part);
	if (r == ERR_NOT_FOUND)
		return fail(cx, ERR_INVALID, T(cx, "这个 .xlsx 文件缺少部件，请重新另存后再导入"));
	return r;
}

int sheet_xlsx_open(struct ctx *cx, int fd, struct sheet_xlsx **ret)
{
	struct sheet_xlsx *x = ARENA_NEW(cx->arena, struct sheet_xlsx);

	x->cx = cx;
	*ret = x;
	return open_parts(x, fd);
}

int sheet_xlsx_next(struct sheet_xlsx *x, struct sheet_row *row)
{
	int r;

	x->row = row;
	while ((r = sheet_part_step(&x->part)) > 0)
		if (x->part.paused)
			return 1;
	if (r == 0)
		return 0;
	row->number = x->row_number;
	return sheet_row_fail(row, r);
}

void sheet_xlsx_close(struct sheet_xlsx *x)
{
	if (!x)
		return;
	sheet_part_free(&x->part);
	sheet_archive_free(&x->archive);
}

const char *sheet_xlsx_name(const struct sheet_xlsx *x)
{
	return x->book.sheet_name;
}
