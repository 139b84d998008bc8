#include "commands.h"
#include "base/text.h"
#include "demo.h"
#include "modules/documents/documents.h"
#include "modules/exchange/exchange_commands.h"
#include "modules/people/people.h"
#include "store/store.h"
#include "rules_commands.h"

bool options_read(struct console *con, const struct option *options, size_t count,
		  const char **words, size_t most, size_t *ret_words)
{
	size_t found = 0;

	for (int i = 1; i < con->argc; i++) {
		const char *word = con->argv[i], *equals = strchr(word, '=');
		size_t n = equals ? (size_t)(equals - word) : strlen(word), k = 0;
		if (word[0] != '-') {
			if (found == most) {
				fprintf(con->err, "anju %s: 多了“%s”。\n", con->argv[0], word);
				return false;
			}
			words[found++] = word;
			continue;
		}
		while (k < count && (strncmp(options[k].name, word, n) || options[k].name[n]))
			k++;
		if (k == count || (options[k].flag && equals)) {
			fprintf(con->err, "anju %s: 不认识“%s”。\n", con->argv[0], word);
			return false;
		}
		if (options[k].flag) {
			*options[k].flag = true;
		} else if (equals) {
			*options[k].value = equals + 1;
		} else if (i + 1 < con->argc) {
			*options[k].value = con->argv[++i];
		} else {
			fprintf(con->err, "anju %s: %s 后面要写值。\n", con->argv[0], word);
			return false;
		}
	}
	if (ret_words)
		*ret_words = found;
	return true;
}

int command_failed(struct console *con, int err)
{
	fprintf(con->err, "anju %s: %s\n", con->argv[0],
		con->cx.why[0] ? con->cx.why : error_name(err));
	return err == ERR_INTERNAL || err == ERR_UNAVAILABLE ? EXIT_FAULT : EXIT_NOTHING;
}

static int usage(struct console *con, const char *what)
{
	fprintf(con->err, "anju %s: %s\n", con->argv[0], what);
	return EXIT_NOTHING;
}

/* The policy and the duties in words the office can change, for a director to approve. */
static int draft_documents(struct ctx *cx, void *arg)
{
	int64_t id;
	int r = document_draft(cx, DOCUMENT_POLICY, &id);

	(void)arg;
	return r == OK ? document_draft(cx, DOCUMENT_DUTIES, &id) : r;
}

static int command_init(struct console *con)
{
	const char *community = NULL, *login, *password;
	const struct option options[] = { { "--community", &community, NULL } };
	int64_t communities;
	int r;

	if (!options_read(con, options, COUNT(options), NULL, 0, NULL))
		return EXIT_NOTHING;
	if (text_blank(community))
		return usage(con, "请用 --community 写小区的名称。");
	r = store_int(&con->cx, SQL_ALL("SELECT count(*) FROM community"), BINDS(), &communities);
	if (r == OK && communities)
		return usage(con, "这里已经有管理处，没有改动。");
	if (r == OK)
		r = people_init_office(&con->cx, community, &login, &password);
	if (r == OK)
		r = app_write(&con->cx, draft_documents, NULL);
	if (r < 0)
		return command_failed(con, r);
	/* as the demo prints its people: role, login, password */
	fprintf(con->out, "%s %s %s\n", choice_of(role_choices, ROLE_ADMINISTRATOR)->word, login,
		password);
	fputs("这是一次性密码，第一次登录时要改。\n", con->err);
	return EXIT_DONE;
}

static bool number_in(struct console *con, const char *name, const char *typed, int64_t least,
		      int64_t most, int64_t *ret)
{
	if (!typed)
		return true;
	if (text_int(typed, ret) == OK && *ret >= least && *ret <= most)
		return true;
	fprintf(con->err, "anju %s: %s 应是 %" PRId64 " 到 %" PRId64 " 的整数。\n", con->argv[0], name,
		least, most);
	return false;
}

static int command_demo(struct console *con)
{
	const char *households = NULL, *cases = NULL, *seed = NULL;
	const struct option options[] = { { "--households", &households, NULL },
					  { "--cases", &cases, NULL },
					  { "--seed", &seed, NULL } };
	struct demo_options o = { .households = DEMO_HOUSEHOLDS, .cases = DEMO_CASES,
				  .seed = DEMO_SEED, .out = con->out,
				  .progress = con->terminal ? con->err : NULL };
	int r;

	if (!options_read(con, options, COUNT(options), NULL, 0, NULL) ||
	    !number_in(con, "--households", households, 1, DEMO_HOUSEHOLDS_MAX, &o.households) ||
	    !number_in(con, "--cases", cases, 0, DEMO_CASES_MAX, &o.cases) ||
	    !number_in(con, "--seed", seed, 0, INT64_MAX, &o.seed))
		return EXIT_NOTHING;
	/* its batches cannot be run twice, and a server's writer may have to */
	if (con->cx.app->server)
		return usage(con, "请先停止服务，再生成演示数据。");
	r = demo_make(&con->cx, &o);
	return r < 0 ? command_failed(con, r) : EXIT_DONE;
}

int communities_list(struct ctx *cx, struct community **ret, size_t *ret_count)
{
	return store_list(cx, SQL_ALL("SELECT id, name FROM community ORDER BY id LIMIT 1000"), BINDS(),
			  community_fields, ret, ret_count);
}

/* In the first community where the person serves. */
static int find_person(struct ctx *cx, const char *login, int64_t *ret_id)
{
	struct community *list;
	size_t count;
	int r = communities_list(cx, &list, &count);

	if (r == OK && !count)
		return fail(cx, ERR_NOT_FOUND, T(cx, "这里还没有小区，请先运行 anju init。"));
	for (size_t i = 0; r == OK && i < count; i++) {
		cx->community = list[i].id;
		r = people_find(cx, login, ret_id);
		if (r != ERR_NOT_FOUND)
			return r;
		r = i + 1 == count ? r : OK;
	}
	return r;
}

static int command_token(struct console *con)
{
	const char *login = NULL;
	const struct option options[] = { { "--user", &login, NULL } };
	char text[TOKEN_TEXT];
	int64_t person, id;
	int r;

	if (!options_read(con, options, COUNT(options), NULL, 0, NULL))
		return EXIT_NOTHING;
	if (text_blank(login))
		return usage(con, "请用 --user 写登录名。");
	r = find_person(&con->cx, login, &person);
	if (r == OK)
		r = people_token(&con->cx, person, "anju token", &id, text);
	if (r < 0)
		return command_failed(con, r);
	fprintf(con->out, "%s\n", text);
	return EXIT_DONE;
}

static int command_migrate(struct console *con)
{
	int64_t count;
	int r;

	if (!options_read(con, NULL, 0, NULL, 0, NULL))
		return EXIT_NOTHING;
	/* opening the office has run what was missing */
	r = store_int(&con->cx, SQL_ALL("SELECT count(*) FROM migration"), BINDS(), &count);
	if (r < 0)
		return command_failed(con, r);
	fprintf(con->out, "数据库已是最新（%" PRId64 " 个迁移）。\n", count);
	return EXIT_DONE;
}

const struct command commands[] = {
	{ "init", "--community NAME", "建立空的管理处；打印：administrator 登录名 一次性密码", command_init },
	{ "demo", "[--households N] [--cases N] [--seed S]",
	  "生成演示小区和一年的历史；种子相同则数据相同；每个角色打印一行：角色 登录名 密码", command_demo },
	{ "token", "--user LOGIN", "打印该人的接口令牌", command_token },
	{ "user", "list | add --login L --name N --role ROLE [--phone P] | reset LOGIN | dismiss LOGIN"
		  "  [--community NAME]",
	  "员工账号：列出、聘用、重置密码、离职", command_user },
	{ "import", "KIND FILE [--dry-run] [--map FILE] [--community NAME]",
	  "导入 .xlsx 或 .csv；不能导入的行写到 FILE.errors.xlsx", command_import,
	  .file = FILE_READ, .file_at = 2, .second = ".errors.xlsx" },
	{ "export", "KIND FILE [--community NAME]", "导出为 .xlsx、.csv 或 .json", command_export,
	  .file = FILE_WRITE, .file_at = 2 },
	{ "backup", "FILE [--without-key]",
	  "备份数据库和附件到一个新文件，服务不用停；密钥另存为 FILE.key，请分开保管", command_backup,
	  .file = FILE_WRITE, .file_at = 1, .second = ".key", .keeps_second = true },
	{ "restore", "FILE [--key FILE]",
	  "检查备份并恢复到空的数据文件夹；密钥用 FILE.key 或 --key", command_restore,
	  .file = FILE_READ, .file_at = 1, .office = OFFICE_NOT },
	{ "move", "FROM TO",
	  "从 SQLite 搬到 PostgreSQL 或搬回来：一边写数据文件夹，一边写 postgres://…；--data 是 PostgreSQL"
	  " 那一边放密钥和附件的文件夹；逐表核对，来源不改动", command_move,
	  .office = OFFICE_NOT },
	{ "verify", "[--against FILE]",
	  "检查每个小区的操作记录链，拿每条记录和每项应办与它核对，并与锚点（DIR/anchor，或另存在别处的一份）"
	  "核对；完整退出码 0，被改动过退出码 1",
	  command_verify,
	  .office = OFFICE_SEEN },
	{ "rules", "[--json] [--month 2026-11] [--community NAME]",
	  "打印制度、各条由什么执行、本月执行情况；不写 --data 只打印制度", command_rules },
	{ "doctor", "[--json]", "检查什么在保护数据、什么没有；有危险退出码 1", command_doctor,
	  .office = OFFICE_SEEN },
	{ "escape", "", "自检：像闯入者那样从服务的隔离里往外闯；有一种成功退出码 1", command_escape,
	  .office = OFFICE_NOT },
	{ "migrate", "", "把数据库升级到本程序的版本", command_migrate },
	{ 0 },
};
