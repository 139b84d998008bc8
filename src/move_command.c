/* anju move: the office from SQLite to PostgreSQL and back. */
#include "app/move.h"
#include "commands.h"

static void show_progress(void *arg, const char *table, int64_t rows)
{
	struct console *con = arg;

	if (con->terminal)
		fprintf(con->err, "\r\x1b[K%s %" PRId64, table, rows);
}

static void show_table(void *arg, const char *table, int64_t rows, const char *from, const char *to)
{
	struct console *con = arg;

	if (con->terminal)
		fputs("\r\x1b[K", con->err);
	fprintf(con->out, "%-28s %10" PRId64 "  %s %s %s\n", table, rows, from,
		strcmp(from, to) ? "≠" : "=", to);
	fflush(con->out);
}

static int refuse(struct console *con, const char *what)
{
	fprintf(con->err, "anju %s: %s\n", con->argv[0], what);
	return EXIT_NOTHING;
}

static int say_end(struct console *con, const struct move *m, const struct move_result *r)
{
	bool to_folder = m->to[0] != 'p' || strncmp(m->to, "postgres", 8) != 0;

	fputs(r->chains, con->out);
	fprintf(con->out,
		"%" PRId64 " 张表 %" PRId64 " 行，两边逐行相同；%" PRId64 " 个附件已复制并核对。\n",
		r->tables, r->rows, r->files);
	if (to_folder)
		fprintf(con->err, "来源没有改动。以后用：anju serve --data %s\n", m->to);
	else
		fprintf(con->err, "来源没有改动。以后用：anju serve --data %s --db URL（同上）\n",
			m->data);
	if (r->broken)
		fprintf(con->err, "注意：%s（搬迁以前就是这样）\n", r->broken);
	if (r->damaged)
		fprintf(con->err, "注意：%" PRId64 " 个附件的文件缺失或已损坏，第一个是 %s。\n",
			r->damaged, r->damaged_name);
	return r->broken || r->damaged ? EXIT_SOME : EXIT_DONE;
}

int command_move(struct console *con)
{
	const char *words[2];
	struct move m = { .data = con->data, .tell = show_progress, .done = show_table, .arg = con };
	struct move_result result;
	size_t count;
	int r;

	if (!options_read(con, NULL, 0, words, 2, &count))
		return EXIT_NOTHING;
	if (count < 2)
		return refuse(con, "请写从哪里搬到哪里，例如 anju move --data 新文件夹 旧文件夹"
				   " postgres://用户@主机/库名");
	m.from = words[0];
	m.to = words[1];
	r = move_office(&con->cx, &m, &result);
	if (con->terminal)
		fputs("\r\x1b[K", con->err);
	return r < 0 ? command_failed(con, r) : say_end(con, &m, &result);
}
