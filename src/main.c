/* anju COMMAND [--data DIR] [--db URL] … */
#include "base/base.h"
#include "app/console.h"
#include "app/pack.h"
#include "app/serve.h"
#include "base/text.h"
#include "commands.h"
#include "print.h"
#include "version.h"

/* What stands behind the command's name, without --data and --db. */
struct line {
	const char *data, *db;
	int argc;
	char **argv; /* argv[0] = the command */
};

/* ---- options ---- */

static bool is_help(const char *word)
{
	return !strcmp(word, "--help") || !strcmp(word, "-h");
}

/* "--NAME VALUE" or "--NAME=VALUE" at *at: the value, and *at is its last word. */
static const char *value_of(char **argv, int argc, int *at, const char *name)
{
	size_t n = strlen(name);
	const char *word = argv[*at];

	if (strncmp(word, name, n))
		return NULL;
	if (word[n] == '=')
		return word + n + 1;
	if (word[n] || *at + 1 >= argc)
		return NULL;
	return argv[++*at];
}

static void read_line(int argc, char **argv, struct line *ret)
{
	int count = 0;

	*ret = (struct line){ .data = getenv("ANJU_DATA"), .db = getenv("ANJU_DB"), .argv = argv };
	for (int i = 0; i < argc; i++) {
		const char *data = value_of(argv, argc, &i, "--data");
		const char *db = data ? NULL : value_of(argv, argc, &i, "--db");
		if (data)
			ret->data = data;
		else if (db)
			ret->db = db;
		else
			argv[count++] = argv[i];
	}
	argv[count] = NULL;
	ret->argc = count;
	if (text_blank(ret->data))
		ret->data = NULL;
	if (text_blank(ret->db))
		ret->db = NULL;
}

static int refuse(const char *command, const char *word)
{
	fprintf(stderr, "anju %s: 不认识“%s”。用法见 anju %s --help\n", command, word, command);
	return EXIT_NOTHING;
}

static int need_data(const char *command)
{
	fprintf(stderr, "anju %s: 请用 --data DIR 指定数据文件夹，或设置环境变量 ANJU_DATA。\n", command);
	return EXIT_NOTHING;
}

/* ---- help ---- */

static const char serve_usage[] = "[--listen ADDR:PORT] [--tls-cert FILE --tls-key FILE]"
				  " [--confine auto|required|off]";
static const char serve_sentence[] = "启动服务；默认 127.0.0.1:8080，收到 SIGTERM 后办完手上的请求再退出";

static void help_line(const char *name, const char *usage, const char *sentence)
{
	printf("  %s %s\n      %s\n", name, usage, sentence);
}

static const struct command *command_of(const char *name)
{
	const struct command *c = commands;

	while (c->name && strcmp(c->name, name))
		c++;
	return c->name ? c : NULL;
}

static int help_all(void)
{
	puts("用法：anju 命令 [--data DIR] [--db URL] …\n"
	     "\n"
	     "  --data DIR  数据文件夹（或环境变量 ANJU_DATA）\n"
	     "  --db URL    postgres://…；不写就用 DIR/office.db（或环境变量 ANJU_DB）\n");
	help_line("serve", serve_usage, serve_sentence);
	for (const struct command *c = commands; c->name; c++)
		help_line(c->name, c->usage, c->sentence);
	for (const struct printer *p = printers; p->name; p++)
		if (!command_of(p->name))
			help_line(p->name, "[--json]", p->sentence);
	help_line("--version", "", "打印版本");
	puts("\n退出码：0 完成；1 出错；2 用法不对或什么也没做；3 部分完成。");
	return EXIT_DONE;
}

static int help_one(const char *name, const char *usage, const char *sentence)
{
	printf("用法：anju %s [--data DIR] [--db URL] %s\n%s\n", name, usage, sentence);
	return EXIT_DONE;
}

/* ---- the three sorts of commands ---- */

/* false: another word. */
static bool read_confinement(const char *word, enum confinement *ret)
{
	static const char *const names[] = { [CONFINE_AS_FAR] = "auto",
					     [CONFINE_WHOLLY] = "required",
					     [CONFINE_NOT] = "off" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (!strcmp(word, names[i])) {
			*ret = (enum confinement)i;
			return true;
		}
	return false;
}

static int run_serve(const struct line *l)
{
	struct serve_options o = { .data = l->data, .db = l->db, .listen = "127.0.0.1:8080" };

	for (int i = 1; i < l->argc; i++) {
		const char *value;
		if (is_help(l->argv[i]))
			return help_one("serve", serve_usage, serve_sentence);
		if ((value = value_of(l->argv, l->argc, &i, "--listen")))
			o.listen = value;
		else if ((value = value_of(l->argv, l->argc, &i, "--tls-cert")))
			o.tls_cert = value;
		else if ((value = value_of(l->argv, l->argc, &i, "--tls-key")))
			o.tls_key = value;
		else if ((value = value_of(l->argv, l->argc, &i, "--confine")) &&
			 read_confinement(value, &o.confinement))
			continue;
		else
			return refuse("serve", l->argv[i]);
	}
	if (!o.data)
		return need_data("serve");
	if (!o.tls_cert != !o.tls_key) {
		fputs("anju serve: --tls-cert 和 --tls-key 要一起写。\n", stderr);
		return EXIT_NOTHING;
	}
	return serve(&o);
}

static int run_command(const struct command *c, const struct line *l)
{
	for (int i = 1; i < l->argc; i++)
		if (is_help(l->argv[i]))
			return help_one(c->name, c->usage, c->sentence);
	if (!l->data)
		return need_data(c->name);
	return console_call(l->data, l->db, c, l->argc, l->argv);
}

static int run_printer(const struct printer *p, const struct line *l)
{
	struct printing printing = { .out = stdout };

	for (int i = 1; i < l->argc; i++) {
		if (is_help(l->argv[i]))
			return help_one(p->name, "[--json]", p->sentence);
		if (strcmp(l->argv[i], "--json"))
			return refuse(p->name, l->argv[i]);
		printing.json = true;
	}
	return print_table(p, &printing) < 0 || fflush(stdout) ? EXIT_FAULT : EXIT_DONE;
}

int main(int argc, char **argv)
{
	const struct packed *catalogue = pack_find("en.txt");
	struct line l;

	if (catalogue)
		text_catalogue((const char *)catalogue->bytes, catalogue->size);
	read_line(argc - 1, argv + 1, &l);
	if (!l.argc) {
		fputs("anju: 没有写命令。用法见 anju --help\n", stderr);
		return EXIT_NOTHING;
	}
	if (is_help(l.argv[0]) || !strcmp(l.argv[0], "help"))
		return help_all();
	if (!strcmp(l.argv[0], "--version") || !strcmp(l.argv[0], "version"))
		return puts("anju " ANJU_VERSION) < 0;
	if (!strcmp(l.argv[0], "serve"))
		return run_serve(&l);
	/* rules: of an office when there is one, else the tables alone */
	for (const struct printer *p = printers; p->name; p++)
		if (!strcmp(p->name, l.argv[0]) && (!l.data || !command_of(p->name)))
			return run_printer(p, &l);
	if (command_of(l.argv[0]))
		return run_command(command_of(l.argv[0]), &l);
	fprintf(stderr, "anju: 没有“%s”这个命令。用法见 anju --help\n", l.argv[0]);
	return EXIT_NOTHING;
}
