#include "modules/exchange/exchange_commands.h"
#include "app/temporary.h"
#include "base/text.h"
#include "modules/exchange/exchange.h"
#include "store/store.h"

enum { MAP_BYTES = 64 * 1024 };

struct arguments {
	const char *kind, *path, *community;
	bool dry;
};

static int read_word(struct console *con, int *at, struct arguments *a)
{
	static const char community[] = "--community=";
	const char *word = con->argv[*at];
	struct ctx *cx = &con->cx;

	if (!strcmp(word, "--dry-run"))
		a->dry = true;
	else if (!strcmp(word, "--map"))
		++*at; /* opened by the caller's process */
	else if (!strcmp(word, "--community") && *at + 1 < con->argc)
		a->community = con->argv[++*at];
	else if (!strncmp(word, community, strlen(community)))
		a->community = word + strlen(community);
	else if (*word == '-')
		return fail(cx, ERR_INVALID, T(cx, "没有 %s 这个选项。"), word);
	else if (!a->kind)
		a->kind = word;
	else if (!a->path)
		a->path = word;
	else
		return fail(cx, ERR_INVALID, T(cx, "多了一个参数：%s"), word);
	return OK;
}

static int read_arguments(struct console *con, struct arguments *ret)
{
	struct arguments a = { 0 };
	struct ctx *cx = &con->cx;
	int r = OK;

	for (int i = 1; r == OK && i < con->argc; i++)
		r = read_word(con, &i, &a);
	if (r == OK && (!a.kind || !a.path || con->file < 0))
		r = fail(cx, ERR_INVALID, T(cx, "要写明种类和文件。"));
	if (r == OK)
		r = console_community(con, a.community);
	if (r < 0)
		return r;
	if (!cx->community)
		return fail(cx, ERR_INVALID, T(cx, "还没有小区，请先运行 anju init。"));
	*ret = a;
	return OK;
}

/* ---- import ---- */

static int read_map(struct console *con, const char **ret)
{
	struct ctx *cx = &con->cx;
	char *text = arena_alloc(cx->arena, MAP_BYTES + 1);
	size_t have = 0;
	ssize_t n = 1;

	*ret = NULL;
	if (con->map_file < 0)
		return OK;
	while (n > 0 && have < MAP_BYTES) {
		n = read(con->map_file, text + have, MAP_BYTES - have);
		if (n < 0)
			return fail(cx, ERR_INVALID, T(cx, "对应表读不出来：%s"), strerror(errno));
		have += (size_t)n;
	}
	if (have == MAP_BYTES || !text_valid(text, have))
		return fail(cx, ERR_INVALID, T(cx, "对应表应是 UTF-8 的文本，小于 %d KB。"),
			    MAP_BYTES / 1024);
	*ret = text;
	return OK;
}

static void draw_progress(void *arg, int64_t done, int64_t total)
{
	struct console *con = arg;

	fprintf(con->err, "\r%" PRId64 " / %" PRId64 "%s", done, total, done == total ? "\n" : "");
	fflush(con->err);
}

static void print_report(struct console *con, const struct import_report *report, bool dry)
{
	struct ctx *cx = &con->cx;

	fprintf(con->out, "%s", report->mapping);
	for (size_t i = 0; i < report->error_count; i++) {
		fprintf(con->err, T(cx, "第 %" PRId64 " 行：%s"), report->errors[i].row,
			report->errors[i].why);
		fputc('\n', con->err);
	}
	if (report->refused > (int64_t)report->error_count)
		fprintf(con->err, "…\n");
	fprintf(con->out,
		T(cx, "%s%" PRId64 " 行：新增 %" PRId64 "，更新 %" PRId64 "，没有变化 %" PRId64
		      "，退回 %" PRId64),
		dry ? T(cx, "只检查，没有写入。") : "", report->rows, report->fresh, report->changed,
		report->same, report->refused);
	fputc('\n', con->out);
}

struct imported {
	const struct exchange *x;
	const char *path;
	const struct import_report *report;
};

static int journal_run(struct ctx *cx, void *arg)
{
	const struct imported *i = arg;
	const char *slash = strrchr(i->path, '/');

	return import_journal(cx, 0, i->x, slash ? slash + 1 : i->path, i->report);
}

static int import(struct console *con, struct import_report *report)
{
	struct ctx *cx = &con->cx;
	struct import_options o = { .errors_fd = con->second_file, .arg = con };
	struct arguments a;
	const struct exchange *x;
	int r = read_arguments(con, &a);

	if (r == OK)
		r = exchange_find(cx, a.kind, &x);
	if (r == OK && !x->importer)
		r = fail(cx, ERR_INVALID, T(cx, "“%s”不能导入。"), T(cx, x->label));
	if (r == OK)
		r = read_map(con, &o.map);
	if (r < 0)
		return r;
	o.dry = a.dry;
	o.progress = con->terminal ? draw_progress : NULL;
	r = import_run(cx, x->importer, con->file, a.path, &o, report);
	if (r == OK && !a.dry)
		r = app_write(cx, journal_run, &(struct imported){ x, a.path, report });
	if (r == OK)
		print_report(con, report, a.dry);
	return r;
}

int command_import(struct console *con)
{
	struct import_report report = { 0 };

	if (import(con, &report) < 0) {
		fprintf(con->err, "anju: %s\n", con->cx.why);
		return EXIT_NOTHING;
	}
	if (report.refused == report.rows)
		return EXIT_NOTHING;
	return report.refused ? EXIT_SOME : EXIT_DONE;
}

/* ---- export ---- */

static int export(struct console *con)
{
	struct ctx *cx = &con->cx;
	struct input filter;
	struct arguments a;
	const struct exchange *x;
	const char *dot, *path;
	enum sheet_format format;
	int64_t rows;
	int r = read_arguments(con, &a);

	if (r == OK)
		r = exchange_find(cx, a.kind, &x);
	if (r < 0)
		return r;
	dot = strrchr(a.path, '.');
	r = export_format(cx, dot ? dot + 1 : "", &format);
	input_init(&filter, cx->arena);
	if (r == OK)
		r = export_write(cx, x, format, &filter, &path, &rows);
	if (r == OK)
		r = temporary_move(cx, path, con->file);
	if (r == OK) {
		fprintf(con->out, T(cx, "%s：%" PRId64 " 行"), T(cx, x->label), rows);
		fputc('\n', con->out);
	}
	return r;
}

int command_export(struct console *con)
{
	if (export(con) == OK)
		return EXIT_DONE;
	fprintf(con->err, "anju: %s\n", con->cx.why);
	return EXIT_NOTHING;
}
