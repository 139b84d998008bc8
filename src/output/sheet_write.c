#include "output/sheet_write.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/money.h"
#include "base/text.h"
#include "output/sheet_writer.h"

enum { MAX_ROWS = 1048576 };
#define EXACT_MAX       INT64_C(999999999999999) /* 15 digits */
#define EXCEL_EPOCH_DAY (-25569)                 /* 1899-12-30 */
#define FIRST_TRUE_DAY  (61 + EXCEL_EPOCH_DAY)   /* before 1900-03-01 Excel's calendar is wrong */

void sheet_writer_fail(struct sheet_writer *w, int err)
{
	if (w->err)
		return;
	w->err = err;
	memcpy(w->why, w->cx->why, sizeof w->why);
}

int sheet_writer_disk_full(struct sheet_writer *w)
{
	return fail(w->cx, ERR_UNAVAILABLE, T(w->cx, "文件写不下去：磁盘可能已满"));
}

static void abandon(void *writer)
{
	struct sheet_writer *w = writer;

	if (w->closed)
		return;
	w->closed = true;
	if (w->csv)
		(void)fclose(w->csv); /* it is removed in the next line */
	sheet_xlsx_writer_drop(w);
	(void)unlink(w->path);
	arena_free(&w->scratch);
}

int sheet_write_open(struct ctx *cx, const char *path, enum sheet_format format, const char *name,
		     struct sheet_writer **ret)
{
	struct sheet_writer *w = ARENA_NEW(cx->arena, struct sheet_writer);
	int r = OK;

	w->cx = cx;
	w->format = format;
	w->path = arena_strdup(cx->arena, path);
	arena_defer(cx->arena, abandon, w);
	w->csv = fopen(path, "wbe");
	if (!w->csv) {
		r = fail(cx, ERR_UNAVAILABLE, T(cx, "文件建不起来：文件夹不存在或没有权限"));
	} else if (format != SHEET_XLSX) {
		/* ferror() tells at the end */
		(void)fputs(format == SHEET_CSV ? "\xEF\xBB\xBF" : "[", w->csv);
	} else {
		(void)fclose(w->csv); /* it was only tried: the library opens it at its end */
		w->csv = NULL;
		r = sheet_xlsx_writer_open(w, name);
	}
	if (r < 0) {
		abandon(w);
		return r;
	}
	*ret = w;
	return OK;
}

/* Characters of XML 1.0, and none that would only be decoration of a broken file. */
static bool allowed(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n';
	return c != 0x7F && c != 0xFFFE && c != 0xFFFF;
}

/* The text itself when nothing is to be done to it. */
static const char *clean(struct sheet_writer *w, const char *text)
{
	struct strbuf b;
	const char *s;

	for (s = text; (unsigned char)*s >= 0x20 && (unsigned char)*s < 0x7F; s++)
		;
	if (!*s)
		return text;
	strbuf_init(&b, &w->scratch, SIZE_MAX / 2);
	for (s = text; *s;) {
		const char *from = s;
		uint32_t c = text_next(&s);
		if (c == '\r') {
			s += *s == '\n';
			strbuf_char(&b, '\n');
		} else if (c == 0xFFFD) {
			strbuf_text(&b, "\xEF\xBF\xBD");
		} else if (allowed(c)) {
			strbuf_add(&b, from, (size_t)(s - from));
		}
	}
	return b.s;
}

/* What a program that opens a CSV file would take for a formula, or for one below apostrophes. */
static bool needs_guard(const char *s)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	s += strspn(s, "'");
	if (*s && strchr("=+-@\t\r\n", *s))
		return true;
	for (size_t i = 0; i < COUNT(wide); i++)
		if (text_starts(s, wide[i]))
			return true;
	return false;
}

static void csv_cell(struct sheet_writer *w, const char *text, bool guard)
{
	if (w->column)
		(void)fputc(',', w->csv);
	(void)fputc('"', w->csv);
	if (guard)
		(void)fputc('\'', w->csv);
	for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
		(void)fwrite(text, 1, (size_t)(quote + 1 - text), w->csv);
		(void)fputc('"', w->csv);
	}
	(void)fputs(text, w->csv);
	(void)fputc('"', w->csv);
}

/* "title": value, as the next member of the row's object */
static void json_cell(struct sheet_writer *w, const char *text, bool is_number)
{
	struct strbuf b;

	strbuf_init(&b, &w->scratch, SIZE_MAX / 2);
	strbuf_text(&b, w->column ? ",\n  " : "");
	strbuf_json(&b, w->column < w->column_count ? w->columns[w->column].title : "");
	strbuf_text(&b, ": ");
	if (is_number)
		strbuf_text(&b, text);
	else
		strbuf_json(&b, text);
	(void)fwrite(b.s, 1, b.len, w->csv);
}

static void json_row_begin(struct sheet_writer *w)
{
	if (w->format == SHEET_JSON && !w->column)
		(void)fputs(w->row > 1 ? ",\n{ " : "\n{ ", w->csv);
}

static void put_text(struct sheet_writer *w, const char *text)
{
	int r = OK;

	if (w->err)
		return;
	if (!text)
		text = "";
	text = clean(w, text);
	json_row_begin(w);
	if (w->format == SHEET_CSV)
		csv_cell(w, text, needs_guard(text));
	else if (w->format == SHEET_JSON)
		json_cell(w, text, false);
	else
		r = sheet_xlsx_writer_text(w, text);
	if (r < 0)
		sheet_writer_fail(w, r);
	w->column++;
}

static void put_number(struct sheet_writer *w, enum sheet_value value, double number,
		       const char *text)
{
	int r = OK;

	if (w->err)
		return;
	json_row_begin(w);
	if (w->format == SHEET_CSV)
		csv_cell(w, text, false);
	else if (w->format == SHEET_JSON)
		json_cell(w, text, value == VALUE_INT);
	else
		r = sheet_xlsx_writer_number(w, value, number);
	if (r < 0)
		sheet_writer_fail(w, r);
	w->column++;
}

int sheet_write_header(struct sheet_writer *w, const struct sheet_column *columns, size_t count)
{
	struct sheet_column *copy;
	int r;

	assert(!w->row && !w->column && count && count <= LIMIT_IMPORT_COLUMNS);
	copy = arena_array(w->cx->arena, count, sizeof *copy);
	memcpy(copy, columns, count * sizeof *copy);
	for (size_t i = 0; i < count; i++)
		copy[i].title = arena_strdup(w->cx->arena, clean(w, columns[i].title));
	w->columns = copy;
	w->column_count = count;
	if (w->format != SHEET_CSV) {
		r = w->format == SHEET_XLSX ? sheet_xlsx_writer_header(w) : OK;
		if (r < 0)
			sheet_writer_fail(w, r);
		w->row++;
		return w->err;
	}
	for (size_t i = 0; i < count; i++)
		put_text(w, columns[i].title);
	return sheet_write_row_end(w);
}

void sheet_write_row_wrong(struct sheet_writer *w)
{
	assert(!w->column);
	w->wrong = true;
}

void sheet_write_text(struct sheet_writer *w, const char *text)
{
	put_text(w, text);
}

void sheet_write_int(struct sheet_writer *w, int64_t n)
{
	char text[24];

	(void)snprintf(text, sizeof text, "%" PRId64, n);
	if (n > EXACT_MAX || n < -EXACT_MAX)
		w->format == SHEET_XLSX ? put_text(w, text) : put_number(w, VALUE_INT, 0, text);
	else
		put_number(w, VALUE_INT, (double)n, text);
}

void sheet_write_money(struct sheet_writer *w, int64_t fen)
{
	char text[MONEY_TEXT];

	put_number(w, VALUE_MONEY, (double)fen / 100, money_text(fen, text));
}

void sheet_write_mass(struct sheet_writer *w, int64_t thousandths)
{
	char text[32];
	uint64_t size = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
	int n = snprintf(text, sizeof text, "%s%" PRIu64 ".%03" PRIu64, thousandths < 0 ? "-" : "",
			 size / 1000, size % 1000);

	while (text[n - 1] == '0')
		text[--n] = '\0';
	if (text[n - 1] == '.')
		text[--n] = '\0';
	put_number(w, VALUE_MASS, (double)thousandths / 1000, text);
}

static void put_moment(struct sheet_writer *w, enum sheet_value value, int32_t day, int64_t second,
		       const char *text)
{
	if (day < FIRST_TRUE_DAY)
		put_text(w, text);
	else
		put_number(w, value, day - EXCEL_EPOCH_DAY + (double)second / 86400, text);
}

void sheet_write_time(struct sheet_writer *w, int64_t at, int zone_minutes)
{
	struct civil c;
	char text[64];

	if (!at) {
		put_text(w, "");
		return;
	}
	civil_from_ms(at, zone_minutes, &c);
	(void)snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day,
		       c.hour, c.minute, c.second);
	put_moment(w, VALUE_TIME, civil_day_of(at, zone_minutes),
		   c.hour * 3600 + c.minute * 60 + c.second, text);
}

void sheet_write_date(struct sheet_writer *w, int32_t day)
{
	char text[CIVIL_TEXT];

	if (day)
		put_moment(w, VALUE_DATE, day, 0, civil_date(day, text));
	else
		put_text(w, "");
}

int sheet_write_row_end(struct sheet_writer *w)
{
	if (w->err)
		return fail(w->cx, w->err, "%s", w->why);
	if (w->csv) {
		json_row_begin(w);
		(void)fputs(w->format == SHEET_CSV ? "\r\n" : " }", w->csv);
		if (ferror(w->csv))
			sheet_writer_fail(w, sheet_writer_disk_full(w));
	}
	w->column = 0;
	w->wrong = false;
	if (w->row++ == MAX_ROWS)
		sheet_writer_fail(w, fail(w->cx, ERR_TOO_BIG,
					  T(w->cx, "超过 Excel 的 %d 行，请缩小范围后再导出"), MAX_ROWS));
	arena_clear(&w->scratch);
	return w->err;
}

int64_t sheet_write_rows(const struct sheet_writer *w)
{
	return w->row ? (int64_t)w->row - 1 : 0;
}

static int text_finish(struct sheet_writer *w)
{
	bool broken = (w->format == SHEET_JSON && fputs("\n]\n", w->csv) < 0) ||
		      fflush(w->csv) != 0 || ferror(w->csv);
	FILE *file = w->csv;

	w->csv = NULL;
	if (fclose(file) != 0 || broken)
		return sheet_writer_disk_full(w);
	return OK;
}

int sheet_write_close(struct sheet_writer *w)
{
	int r = w->err;

	if (!w->err)
		r = w->format == SHEET_XLSX ? sheet_xlsx_writer_finish(w) : text_finish(w);
	if (r < 0)
		sheet_writer_fail(w, r);
	if (w->err) {
		abandon(w);
		return fail(w->cx, w->err, "%s", w->why);
	}
	w->closed = true;
	arena_free(&w->scratch);
	return OK;
}
