#include "app/import.h"
#include "app/app.h"
#include "app/temporary.h"
#include "base/limits.h"
#include "base/text.h"
#include "output/sheet.h"

/* A batch is one transaction: many rows share one sync of the disk, and nobody else waits long. */
enum { BATCH_ROWS = 200, BATCH_BYTES = 4 * 1024 * 1024, EXCEL_TEXT = 32767, MANY_ROWS = 200 };
/* What a batch answers itself: a row failed after it had changed something. */
enum { TRY_AGAIN = 1 };

struct line {
	int64_t number;
	const struct sheet_cell *cells;
	size_t count;
	const struct import_header *blamed; /* the column of the reason; NULL = the whole row */
	const char *why;                    /* NULL: taken */
};

struct batch {
	struct line lines[BATCH_ROWS];
	size_t count;
	struct arena arena;   /* cells and reasons of the batch */
	struct arena scratch; /* of one row */
	int64_t outcomes[IMPORT_SAME + 1], refused;
};

struct import {
	struct ctx *cx;
	const struct import_kind *kind;
	const struct import_options *options;
	struct import_look look;
	struct import_report report;
	struct batch batch;
	struct sheet_writer *errors; /* NULL: no row was refused yet */
	const char *errors_path;
};

/* ---- one row ---- */

static const char *cell_text(const struct line *l, size_t i)
{
	return i < l->count ? l->cells[i].text : "";
}

static bool is_formula(const struct line *l, size_t i)
{
	return i < l->count && l->cells[i].formula;
}

/* What Excel shows for a formula it cannot calculate. */
static bool is_excel_error(const char *text)
{
	static const char *const errors[] = { "#N/A",	 "#REF!", "#VALUE!", "#DIV/0!",
					      "#NAME?", "#NULL!", "#NUM!" };

	for (size_t i = 0; i < COUNT(errors); i++)
		if (!strcmp(text, errors[i]))
			return true;
	return false;
}

static int read_line(struct ctx *cx, const struct import *im, const struct line *l,
		     struct input *ret)
{
	int r = OK;

	input_init(ret, cx->arena);
	for (size_t i = 0; i < im->look.header_count; i++) {
		const struct import_column *c = im->look.headers[i].column;
		const char *text = cell_text(l, i);
		if (!c)
			continue;
		if (is_excel_error(text))
			r = fail_field(cx, c->name, T(cx, "算不出来的公式（%s）"), text);
		else if (!text_blank(text))
			input_add(ret, c->name, text);
		else if (c->required && is_formula(l, i))
			r = fail_field(cx, c->name, T(cx, "没有值"));
	}
	return r;
}

static const struct import_header *header_of(const struct import *im, const char *field)
{
	for (size_t i = 0; i < im->look.header_count; i++)
		if (im->look.headers[i].column && !strcmp(im->look.headers[i].column->name, field))
			return &im->look.headers[i];
	return NULL;
}

/* The message with the column before it, unless it says so itself. */
static void add_reason(struct ctx *cx, const struct import *im, const struct line *l,
		       const struct field_error *e, struct strbuf *b)
{
	const struct import_header *h = header_of(im, e->field);

	if (b->len)
		strbuf_text(b, T(cx, "；"));
	if (h && !text_contains(e->message, h->title) && !text_contains(e->message, h->column->label))
		strbuf_printf(b, "%s%s", h->title, T(cx, "："));
	strbuf_text(b, e->message);
	if (h && is_formula(l, (size_t)(h - im->look.headers)) &&
	    text_blank(cell_text(l, (size_t)(h - im->look.headers))))
		strbuf_text(b, T(cx, "（单元格是公式，文件里没有它的结果，请在 Excel 里打开并保存）"));
}

/* The list of errors has the last one in front. */
static void add_reasons(struct ctx *cx, const struct import *im, const struct line *l,
			const struct field_error *e, struct strbuf *b)
{
	const struct field_error *in_order[32];
	size_t n = 0;

	for (; e && n < COUNT(in_order); e = e->next)
		in_order[n++] = e;
	while (n)
		add_reason(cx, im, l, in_order[--n], b);
}

static void refuse(struct ctx *cx, struct import *im, struct line *l)
{
	struct strbuf b;

	strbuf_init(&b, &im->batch.arena, 8 * 1024);
	add_reasons(cx, im, l, cx->errors, &b);
	if (!b.len)
		strbuf_text(&b, cx->why[0] ? cx->why : T(cx, "这一行没有导入"));
	l->why = b.s;
	l->blamed = NULL;
	for (const struct field_error *e = cx->errors; e; e = e->next) {
		const struct import_header *h = header_of(im, e->field);
		l->blamed = h ? h : l->blamed;
	}
	im->batch.refused++;
}

/* Else it is no fault of the row, and the import ends. */
static bool is_refusal(int r)
{
	return r == ERR_INVALID || r == ERR_NOT_FOUND || r == ERR_CONFLICT || r == ERR_TOO_BIG ||
	       r == ERR_FORBIDDEN;
}

static int run_line(struct ctx *cx, struct import *im, struct line *l)
{
	enum import_outcome outcome = IMPORT_SAME;
	struct input in;
	int r;

	l->why = NULL;
	cx->errors = NULL;
	cx->why[0] = '\0';
	r = read_line(cx, im, l, &in);
	if (r == OK)
		r = im->kind->row(cx, &in, &outcome);
	if (r == OK)
		im->batch.outcomes[outcome]++;
	else if (is_refusal(r))
		refuse(cx, im, l);
	return r;
}

/* ---- one batch, on the writer's thread ---- */

/* Rows that fail before they change anything leave the transaction as it is. A statement that broke
 * a unique rule spoils it on PostgreSQL even so. */
static int run_fast(struct ctx *cx, struct import *im)
{
	for (size_t i = 0; i < im->batch.count; i++) {
		int64_t before = store_changes(cx->store);
		int r = run_line(cx, im, &im->batch.lines[i]);
		arena_clear(&im->batch.scratch);
		if (r < 0 && !is_refusal(r))
			return r;
		if (r == ERR_CONFLICT || (r < 0 && store_changes(cx->store) != before))
			return TRY_AGAIN;
	}
	return OK;
}

/* Each row below a savepoint of its own: dearer, so only when it is needed. */
static int run_carefully(struct ctx *cx, struct import *im)
{
	for (size_t i = 0; i < im->batch.count; i++) {
		int r = store_exec(cx, SQL_ALL("SAVEPOINT import_row"), BINDS()), row;
		if (r < 0)
			return r;
		row = run_line(cx, im, &im->batch.lines[i]);
		arena_clear(&im->batch.scratch);
		if (row < 0 && !is_refusal(row))
			return row;
		if (row < 0)
			r = store_exec(cx, SQL_ALL("ROLLBACK TO SAVEPOINT import_row"), BINDS());
		if (r == OK)
			r = store_exec(cx, SQL_ALL("RELEASE SAVEPOINT import_row"), BINDS());
		if (r < 0)
			return r;
	}
	return OK;
}

static void batch_reset(struct batch *b)
{
	memset(b->outcomes, 0, sizeof b->outcomes);
	b->refused = 0;
}

static int batch_undo(struct ctx *cx)
{
	return store_exec(cx, SQL_ALL("ROLLBACK TO SAVEPOINT import_batch"), BINDS());
}

/* May run twice: see writer.h. What a dry run did is undone here, so that for the writer it is a
 * work that succeeded and nobody else's is repeated. */
static int batch_run(struct ctx *cx, void *arg)
{
	struct import *im = arg;
	struct arena *outer = cx->arena;
	int r = store_exec(cx, SQL_ALL("SAVEPOINT import_batch"), BINDS());

	cx->arena = &im->batch.scratch;
	batch_reset(&im->batch);
	if (r == OK)
		r = run_fast(cx, im);
	if (r == TRY_AGAIN) {
		r = batch_undo(cx);
		batch_reset(&im->batch);
		if (r == OK)
			r = run_carefully(cx, im);
	}
	if (r == OK && im->options->dry)
		r = batch_undo(cx);
	if (r == OK)
		r = store_exec(cx, SQL_ALL("RELEASE SAVEPOINT import_batch"), BINDS());
	cx->errors = NULL;
	if (r == OK)
		cx->why[0] = '\0';
	cx->arena = outer;
	arena_clear(&im->batch.scratch);
	return r;
}

/* ---- refused rows ---- */

static int errors_open(struct import *im)
{
	struct ctx *cx = im->cx;
	size_t width = im->look.header_count;
	struct sheet_column *columns = arena_array(cx->arena, width + 1, sizeof *columns);
	int r;

	im->errors_path = temporary_path(cx, "errors", ".xlsx");
	for (size_t i = 0; i < width; i++)
		columns[i].title = im->look.headers[i].title;
	columns[width] = (struct sheet_column){ .title = T(cx, "错误说明"), .width = 60, .wrap = true,
						.note = true };
	r = sheet_write_open(cx, im->errors_path, SHEET_XLSX, T(cx, "有错的行"), &im->errors);
	return r == OK ? sheet_write_header(im->errors, columns, width + 1) : r;
}

static int errors_add(struct import *im, const struct line *l)
{
	struct ctx *cx = im->cx;
	int r = im->errors ? OK : errors_open(im);

	if (r < 0)
		return r;
	sheet_write_row_wrong(im->errors);
	for (size_t i = 0; i < im->look.header_count; i++) {
		const char *text = cell_text(l, i);
		bool fits = strlen(text) <= EXCEL_TEXT || text_length(text) <= EXCEL_TEXT;
		sheet_write_text(im->errors, fits ? text : T(cx, "（内容太长，Excel 放不下，请看原文件）"));
	}
	sheet_write_text(im->errors, arena_printf(&im->batch.arena, T(cx, "第 %" PRId64 " 行：%s"),
						  l->number, l->why));
	return sheet_write_row_end(im->errors);
}

static void report_add(struct import *im, const struct line *l)
{
	struct arena *a = im->cx->arena;
	struct import_report *report = &im->report;
	const struct import_header *h = l->blamed;

	if (report->error_count == COUNT(report->errors))
		return;
	report->errors[report->error_count++] = (struct import_error){
		.row = l->number,
		.column = h ? h->title : "",
		.value = h ? arena_strdup(a, import_sample(a, h->column,
							   cell_text(l, (size_t)(h - im->look.headers))))
			   : "",
		.why = arena_strdup(a, l->why),
	};
}

static int errors_close(struct import *im)
{
	int r;

	if (!im->errors)
		return OK;
	r = sheet_write_close(im->errors);
	return r == OK ? temporary_move(im->cx, im->errors_path, im->options->errors_fd) : r;
}

/* ---- the second pass ---- */

static int batch_end(struct import *im)
{
	struct batch *b = &im->batch;
	struct import_report *report = &im->report;
	int r = app_write(im->cx, batch_run, im);

	if (r < 0)
		return r;
	report->rows += (int64_t)b->count;
	report->fresh += b->outcomes[IMPORT_NEW];
	report->changed += b->outcomes[IMPORT_CHANGED];
	report->same += b->outcomes[IMPORT_SAME];
	report->refused += b->refused;
	for (size_t i = 0; r == OK && i < b->count; i++) {
		if (!b->lines[i].why)
			continue;
		report_add(im, &b->lines[i]);
		if (im->options->errors_fd >= 0)
			r = errors_add(im, &b->lines[i]);
	}
	b->count = 0;
	arena_clear(&b->arena);
	if (im->options->progress)
		im->options->progress(im->options->arg, report->rows, im->look.rows);
	return r;
}

static int read_rows(struct import *im, struct sheet_reader *reader)
{
	struct batch *b = &im->batch;

	for (;;) {
		struct line *l = &b->lines[b->count];
		int r = sheet_next(reader, &b->arena, &l->cells, &l->count, &l->number);
		if (r < 0)
			return r;
		if (r > 0 && l->number <= im->look.header_row)
			continue;
		b->count += r > 0;
		if (b->count && (r == 0 || b->count == BATCH_ROWS ||
				 b->arena.total_bytes > BATCH_BYTES)) {
			int written = batch_end(im);
			if (written < 0)
				return written;
		}
		if (r == 0)
			return OK;
	}
}

static int check_look(struct ctx *cx, const struct import_kind *k, const struct import_look *look)
{
	size_t known = 0;

	for (size_t i = 0; i < look->header_count; i++)
		known += look->headers[i].column != NULL;
	if (!known)
		return fail(cx, ERR_INVALID,
			    T(cx, "没有导入任何内容：没有一列认得出，请下载模板对照，或指定对应的列。"));
	if (*look->missing)
		return fail(cx, ERR_INVALID,
			    T(cx, "没有导入任何内容：“%s”缺少这些列：%s（第 %" PRId64 " 行当作表头）。"),
			    T(cx, k->label), look->missing, look->header_row);
	return OK;
}

static const char *mapping_of(struct ctx *cx, const struct import_look *look)
{
	struct strbuf b;

	strbuf_init(&b, cx->arena, 1024 * 1024);
	for (size_t i = 0; i < look->header_count; i++) {
		const struct import_header *h = &look->headers[i];
		if (h->column)
			strbuf_printf(&b, "%s → %s", h->title, T(cx, h->column->label));
		else if (*h->title)
			strbuf_printf(&b, T(cx, "%s →（不导入）"), h->title);
		else
			continue;
		strbuf_char(&b, '\n');
	}
	return b.s;
}

/* What is said when it stopped on the way. */
static int stopped(struct import *im, int r)
{
	struct ctx *cx = im->cx;
	int64_t written = im->report.fresh + im->report.changed + im->report.same;

	if (im->options->dry || !written)
		return r;
	return fail(cx, r,
		    T(cx, "%s 已写入 %" PRId64 " 行就停了。把同一个文件再导入一次即可：写过的行不会重复。"),
		    arena_strdup(cx->arena, cx->why), written);
}

static int measure(struct ctx *cx, void *arg)
{
	(void)arg;
	return store_measure(cx);
}

int import_run(struct ctx *cx, const struct import_kind *k, int fd, const char *filename,
	       const struct import_options *o, struct import_report *ret)
{
	struct import *im = ARENA_NEW(cx->arena, struct import);
	struct sheet_reader *reader;
	int r = import_look(cx, k, fd, filename, o->map, &im->look);

	if (r == OK)
		r = check_look(cx, k, &im->look);
	if (r == OK)
		r = sheet_open(cx, fd, filename, &reader);
	if (r < 0)
		return r;
	im->cx = cx;
	im->kind = k;
	im->options = o;
	r = read_rows(im, reader);
	sheet_close(reader);
	arena_free(&im->batch.arena);
	arena_free(&im->batch.scratch);
	if (r == OK)
		r = errors_close(im);
	if (r == OK && !o->dry && im->report.fresh >= MANY_ROWS)
		r = app_write(cx, measure, NULL);
	if (r < 0)
		return stopped(im, r);
	im->report.mapping = mapping_of(cx, &im->look);
	*ret = im->report;
	return OK;
}
