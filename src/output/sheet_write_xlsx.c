#include "base/base.h"
#include "base/limits.h"
#include "base/text.h"
#include "output/sheet_part.h"
#include "output/sheet_reader.h"
#include "output/sheet_writer.h"
#include <xlsxwriter.h>

enum { MAX_CHARACTERS = 32767, MARKS = 2 };

struct sheet_xlsx_writer {
	lxw_workbook *book;
	lxw_worksheet *sheet, *lists; /* lists: of the choices, NULL without any */
	/* by what the cell holds, the row's mark and the column */
	lxw_format *plain[MARKS], *wrap[MARKS], *note, *header;
	lxw_format *number[MARKS][VALUE_DATE + 1];
};

static lxw_format *format_new(struct sheet_xlsx_writer *x, bool wrong)
{
	lxw_format *format = workbook_add_format(x->book);

	if (!format)
		return NULL;
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (wrong)
		format_set_bg_color(format, 0xFDE9E7);
	return format;
}

static bool formats_make(struct sheet_xlsx_writer *x)
{
	static const char *const codes[] = { [VALUE_INT] = "0",
					     [VALUE_MONEY] = "0.00",
					     [VALUE_MASS] = "0.###",
					     [VALUE_TIME] = "yyyy-mm-dd hh:mm:ss",
					     [VALUE_DATE] = "yyyy-mm-dd" };
	bool whole = true;

	for (int mark = 0; mark < MARKS; mark++) {
		whole &= (x->plain[mark] = format_new(x, mark)) != NULL;
		whole &= (x->wrap[mark] = format_new(x, mark)) != NULL;
		for (size_t v = VALUE_INT; v < COUNT(codes); v++)
			whole &= (x->number[mark][v] = format_new(x, mark)) != NULL;
	}
	whole &= (x->note = format_new(x, false)) != NULL;
	whole &= (x->header = format_new(x, false)) != NULL;
	if (!whole)
		return false;
	for (int mark = 0; mark < MARKS; mark++) {
		format_set_text_wrap(x->wrap[mark]);
		for (size_t v = VALUE_INT; v < COUNT(codes); v++)
			format_set_num_format(x->number[mark][v], codes[v]);
	}
	format_set_text_wrap(x->note);
	format_set_font_color(x->note, 0xC0281C);
	format_set_bold(x->header);
	format_set_bg_color(x->header, 0xE8EDF3);
	format_set_bottom(x->header, LXW_BORDER_THIN);
	return true;
}

int sheet_xlsx_writer_open(struct sheet_writer *w, const char *name)
{
	struct arena *a = w->cx->arena;
	const char *slash = strrchr(w->path, '/');
	char *folder = slash ? arena_strndup(a, w->path, (size_t)(slash + 1 - w->path)) :
			       arena_strdup(a, ".");
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
	struct sheet_xlsx_writer *x = ARENA_NEW(a, struct sheet_xlsx_writer);

	w->xlsx = x;
	x->book = workbook_new_opt(w->path, &options);
	if (!x->book)
		return sheet_writer_disk_full(w);
	if (workbook_validate_sheet_name(x->book, name) != LXW_NO_ERROR)
		return fail(w->cx, ERR_INVALID, T(w->cx, "“%s”不能作工作表的名称"), name);
	x->sheet = workbook_add_worksheet(x->book, name);
	if (!x->sheet || !x->sheet->optimize_tmpfile || !formats_make(x))
		return sheet_writer_disk_full(w);
	return OK;
}

static int refused(struct sheet_writer *w, lxw_error why)
{
	char name[8];

	if (why == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
		return fail(w->cx, ERR_TOO_BIG,
			    T(w->cx, "第 %u 行“%s”列的文字超过 Excel 的 %d 字，请改用 CSV 导出"), w->row + 1,
			    w->column < w->column_count ? w->columns[w->column].title :
							  sheet_column_name(w->column, name),
			    MAX_CHARACTERS);
	if (why == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
		return fail(w->cx, ERR_TOO_BIG, T(w->cx, "超过 Excel 的 %d 行，请缩小范围后再导出"),
			    LXW_ROW_MAX);
	if (why == LXW_ERROR_MEMORY_MALLOC_FAILED || why == LXW_ERROR_CREATING_TMPFILE)
		return sheet_writer_disk_full(w);
	return fail(w->cx, ERR_INTERNAL, T(w->cx, "第 %u 行写不进表格：%s"), w->row + 1,
		    lxw_strerror(why));
}

/* Excel reads _x000D_ in a text as a character; the first underline of such a word is escaped. */
static const char *escape(struct sheet_writer *w, const char *text)
{
	struct strbuf b;
	const char *s = text;

	if (!strstr(text, "_x"))
		return text;
	strbuf_init(&b, &w->scratch, SIZE_MAX / 2);
	for (; *s; s++) {
		if (s[0] == '_' && s[1] == 'x' && strspn(s + 2, "0123456789abcdefABCDEF") >= 4 &&
		    s[6] == '_')
			STRBUF_LITERAL(&b, "_x005F");
		strbuf_char(&b, *s);
	}
	return b.s;
}

/* The lists of choices lie in a hidden sheet: inside a rule they may not exceed 255 characters. */
static lxw_error choices_write(struct sheet_writer *w)
{
	bool more = true;
	lxw_error r = LXW_NO_ERROR;

	for (lxw_row_t row = 0; more; row++) {
		more = false;
		for (size_t i = 0; i < w->column_count; i++) {
			const char *const *choices = w->columns[i].choices;
			size_t count = 0;
			while (choices && count <= row && choices[count])
				count++;
			if (count <= row || r != LXW_NO_ERROR)
				continue;
			r = worksheet_write_string(w->xlsx->lists, row, (lxw_col_t)i,
						   escape(w, choices[row]), NULL);
			more = true;
		}
	}
	return r;
}

static lxw_error choices_bind(struct sheet_writer *w, size_t column, const char *lists_name)
{
	struct sheet_xlsx_writer *x = w->xlsx;
	lxw_data_validation rule = { .validate = LXW_VALIDATION_TYPE_LIST_FORMULA };
	char letters[8];
	size_t count = 0;

	while (w->columns[column].choices[count])
		count++;
	if (!count)
		return LXW_NO_ERROR;
	(void)sheet_column_name(column, letters);
	rule.value_formula = arena_printf(&w->scratch, "='%s'!$%s$1:$%s$%zu", lists_name, letters,
					  letters, count);
	return worksheet_data_validation_range(x->sheet, 1, (lxw_col_t)column, LIMIT_IMPORT_ROWS,
					       (lxw_col_t)column, &rule);
}

static int choices_add(struct sheet_writer *w)
{
	static const char name[] = "选项";
	struct sheet_xlsx_writer *x = w->xlsx;
	lxw_error r = LXW_NO_ERROR;

	for (size_t i = 0; i < w->column_count && r == LXW_NO_ERROR; i++) {
		if (!w->columns[i].choices)
			continue;
		if (!x->lists) {
			x->lists = workbook_add_worksheet(x->book, name);
			if (!x->lists || !x->lists->optimize_tmpfile)
				return sheet_writer_disk_full(w);
			worksheet_hide(x->lists);
		}
		r = choices_bind(w, i, name);
	}
	if (x->lists && r == LXW_NO_ERROR)
		r = choices_write(w);
	return r == LXW_NO_ERROR ? OK : refused(w, r);
}

/* A Chinese character is as wide as two digits. */
static int title_width(const char *title)
{
	int width = 4;

	while (*title)
		width += text_next(&title) < 0x1100 ? 1 : 2;
	return MIN(MAX(width, 10), 40);
}

int sheet_xlsx_writer_header(struct sheet_writer *w)
{
	struct sheet_xlsx_writer *x = w->xlsx;
	lxw_error r = LXW_NO_ERROR;

	for (size_t i = 0; i < w->column_count && r == LXW_NO_ERROR; i++) {
		const struct sheet_column *c = &w->columns[i];
		lxw_col_t at = (lxw_col_t)i;
		double width = c->width ? c->width : title_width(c->title);
		r = worksheet_set_column(x->sheet, at, at, width, NULL);
		if (r == LXW_NO_ERROR)
			r = worksheet_write_string(x->sheet, 0, at, escape(w, c->title), x->header);
	}
	if (r != LXW_NO_ERROR)
		return refused(w, r);
	worksheet_freeze_panes(x->sheet, 1, 0);
	/* telephone and house numbers are texts on purpose: no green corners */
	r = worksheet_ignore_errors(x->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:BL1048576");
	return r == LXW_NO_ERROR ? choices_add(w) : refused(w, r);
}

int sheet_xlsx_writer_text(struct sheet_writer *w, const char *text)
{
	struct sheet_xlsx_writer *x = w->xlsx;
	const struct sheet_column *c = w->column < w->column_count ? &w->columns[w->column] : NULL;
	lxw_format *format = x->plain[w->wrong];
	lxw_col_t at = (lxw_col_t)w->column;
	lxw_error r;

	if (c && c->note)
		format = x->note;
	else if ((c && c->wrap) || strchr(text, '\n'))
		format = x->wrap[w->wrong];
	if (!*text && !w->wrong)
		return OK;
	if (strlen(text) > MAX_CHARACTERS && text_length(text) > MAX_CHARACTERS)
		r = LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
	else if (!*text)
		r = worksheet_write_blank(x->sheet, w->row, at, format);
	else
		r = worksheet_write_string(x->sheet, w->row, at, escape(w, text), format);
	return r == LXW_NO_ERROR ? OK : refused(w, r);
}

int sheet_xlsx_writer_number(struct sheet_writer *w, enum sheet_value value, double number)
{
	struct sheet_xlsx_writer *x = w->xlsx;
	lxw_error r = worksheet_write_number(x->sheet, w->row, (lxw_col_t)w->column, number,
					     x->number[w->wrong][value]);

	return r == LXW_NO_ERROR ? OK : refused(w, r);
}

/* The library does not look whether its scratch files were written whole, so a full disk can leave
 * a sound archive around half a sheet: every part is unpacked once more and its end looked at.
 * least: the bytes of the rows, all of which must be there. */
static bool part_is_whole(zip_t *zip, zip_uint64_t i, long least)
{
	zip_file_t *file = zip_fopen_index(zip, i, 0);
	char block[16 * 1024];
	zip_int64_t n;
	long total = 0;
	char last = 0;

	if (!file)
		return false;
	while ((n = zip_fread(file, block, sizeof block)) > 0) {
		total += (long)n;
		for (zip_int64_t at = n; at > 0; at--)
			if (!isspace((unsigned char)block[at - 1])) {
				last = block[at - 1];
				break;
			}
	}
	(void)zip_fclose(file);
	return n == 0 && total > least && last == '>';
}

static bool file_is_whole(const char *path, long gathered)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	zip_int64_t count = zip ? zip_get_num_entries(zip, 0) : 0;
	bool whole = count > 0;

	for (zip_uint64_t i = 0; whole && i < (zip_uint64_t)count; i++) {
		const char *name = zip_get_name(zip, i, 0);
		bool rows = name && !strcmp(name, "xl/worksheets/sheet1.xml");
		whole = name && part_is_whole(zip, i, rows ? gathered : 0);
	}
	if (zip)
		zip_discard(zip);
	return whole;
}

int sheet_xlsx_writer_finish(struct sheet_writer *w)
{
	struct sheet_xlsx_writer *x = w->xlsx;
	FILE *rows = x->sheet->optimize_tmpfile;
	lxw_workbook *book = x->book;
	long gathered;

	if (fflush(rows) != 0 || ferror(rows) || (gathered = ftell(rows)) < 0 ||
	    (x->lists && (fflush(x->lists->optimize_tmpfile) != 0 ||
			  ferror(x->lists->optimize_tmpfile))))
		return sheet_writer_disk_full(w);
	x->book = NULL;
	if (workbook_close(book) != LXW_NO_ERROR || !file_is_whole(w->path, gathered))
		return sheet_writer_disk_full(w);
	return OK;
}

/* The library frees a workbook without closing the scratch files of its sheets. */
static void scratch_close(lxw_worksheet *sheet)
{
	if (sheet && sheet->optimize_tmpfile)
		(void)fclose(sheet->optimize_tmpfile);
}

void sheet_xlsx_writer_drop(struct sheet_writer *w)
{
	struct sheet_xlsx_writer *x = w->xlsx;

	if (!x || !x->book)
		return;
	scratch_close(x->sheet);
	scratch_close(x->lists);
	lxw_workbook_free(x->book);
	x->book = NULL;
}
