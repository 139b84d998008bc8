/* anju backup, restore, verify: the office as a whole. */
#include "app/reconcile.h"
#include "app/anchor.h"
#include "app/backup.h"
#include "app/journal.h"
#include "app/secret.h"
#include "app/target.h"
#include "base/text.h"
#include "commands.h"
#include "modules/people/people.h"
#include <sodium.h>
#include <sys/file.h>

static int refuse(struct console *con, const char *what)
{
	fprintf(con->err, "anju %s: %s\n", con->argv[0], what);
	return EXIT_NOTHING;
}

/* ---- backup ---- */

/* The key becomes FILE.key: the caller's process writes what stands in the second file. */
static int give_key(struct console *con)
{
	char digits[sizeof con->cx.app->key * 2 + 2];
	bool given;

	(void)sodium_bin2hex(digits, sizeof digits, con->cx.app->key, sizeof con->cx.app->key);
	digits[sizeof digits - 2] = '\n';
	given = con->second_file >= 0 &&
		write(con->second_file, digits, sizeof digits - 1) == (ssize_t)sizeof digits - 1;
	sodium_memzero(digits, sizeof digits);
	return given ? OK : fail(&con->cx, ERR_UNAVAILABLE, "key: %s", strerror(errno));
}

/* What is wrong in a backup that was made all the same; an exit code. */
static int say_damage(struct console *con, const struct backup_result *b)
{
	if (b->broken)
		fprintf(con->err, "注意：%s\n", b->broken);
	if (b->damaged)
		fprintf(con->err, "注意：%" PRId64 " 个附件的文件缺失或已损坏，第一个是 %s。\n",
			b->damaged, b->damaged_name);
	return b->broken || b->damaged ? EXIT_SOME : EXIT_DONE;
}

static void say_facts(struct console *con, const struct backup_file *f)
{
	char *facts = arena_strdup(con->cx.arena, f->facts), *line;

	while ((line = text_split(&facts, '\n')))
		if (text_starts(line, "chain "))
			fprintf(con->out, "%s\n", line);
	fprintf(con->out, "%" PRId64 " 个文件，%" PRId64 " 字节\n", f->count, f->bytes);
}

static int make_backup(struct console *con, const char *name, struct backup_result *made)
{
	const char *slash = strrchr(name, '/');
	int r = backup_make(&con->cx, con->file, made);

	if (r == OK)
		r = backup_note(&con->cx, slash ? slash + 1 : name);
	if (r < 0 && ftruncate(con->file, 0) < 0)
		fprintf(con->err, "anju backup: %s: %s\n", name, strerror(errno));
	return r;
}

int command_backup(struct console *con)
{
	const char *words[1];
	bool keyless = false;
	const struct option options[] = { { "--without-key", NULL, &keyless } };
	struct backup_result made;
	struct stat st;
	size_t count;
	int r = OK;

	if (!options_read(con, options, COUNT(options), words, 1, &count))
		return EXIT_NOTHING;
	if (!count || con->file < 0)
		return refuse(con, "请写备份文件的名称，例如 anju-备份.tar。");
	if (fstat(con->file, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size)
		return refuse(con, "备份文件已经有内容：请换一个新的文件名，旧备份不会被覆盖。");
	if (!keyless)
		r = give_key(con);
	if (r == OK)
		r = make_backup(con, words[0], &made);
	if (r < 0) {
		(void)!ftruncate(con->second_file, 0);
		return command_failed(con, r);
	}
	say_facts(con, &made.file);
	if (keyless)
		fputs("密钥没有另存：恢复时要用数据文件夹里的 key。\n", con->err);
	else
		fputs("密钥在下面的 .key 文件里：没有它，恢复后打不开证件号码。请与备份分开保管。\n",
		      con->err);
	return say_damage(con, &made);
}

/* ---- restore ---- */

static int find_key(struct console *con, const char *file, const char *given,
		    unsigned char key[32], bool *ret_found)
{
	const char *path = given ? given : arena_printf(con->cx.arena, "%s.key", file);

	*ret_found = given || access(path, F_OK) == 0;
	return *ret_found ? secret_key_read(&con->cx, path, key) : OK;
}

static int restore_to(struct console *con, const unsigned char *key, struct backup_result *ret)
{
	if (!con->db || !store_is_url(con->db))
		return backup_restore(&con->cx, con->file, con->data, key, ret);
	return backup_restore_postgres(
		&con->cx, con->file,
		&(struct backup_place){ .data = con->data, .url = con->db, .key = key }, ret);
}

int command_restore(struct console *con)
{
	const char *words[1], *given = NULL;
	const struct option options[] = { { "--key", &given, NULL } };
	struct backup_result got;
	unsigned char key[32];
	bool found = false;
	size_t count;
	int r;

	if (!options_read(con, options, COUNT(options), words, 1, &count))
		return EXIT_NOTHING;
	if (!count || con->file < 0)
		return refuse(con, "请写备份文件的名称。");
	if (sodium_init() < 0)
		return EXIT_FAULT;
	r = find_key(con, words[0], given, key, &found);
	if (r == OK)
		r = restore_to(con, found ? key : NULL, &got);
	sodium_memzero(key, sizeof key);
	if (r < 0)
		return command_failed(con, r);
	say_facts(con, &got.file);
	if (!found)
		fprintf(con->err, "没有密钥（%s.key 或 --key）：请把原来的 key 放到 %s/key，否则不能启动服务。\n",
			words[0], con->data);
	r = say_damage(con, &got);
	return found ? r : EXIT_SOME;
}

/* ---- verify ---- */

/* Without a server: DIR as it lies, under its lock. */
int command_look(struct console *con, int *ret_lock)
{
	struct ctx *cx = &con->cx;
	const char *lock = arena_printf(cx->arena, "%s/anju.lock", con->data);
	const char *where = con->db ? con->db : arena_printf(cx->arena, "%s/office.db", con->data);
	int r;

	*ret_lock = open(lock, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (*ret_lock >= 0 && flock(*ret_lock, LOCK_EX | LOCK_NB) < 0)
		return fail(cx, ERR_CONFLICT, T(cx, "%s 正由另一个 anju 进程使用。"), con->data);
	r = target_finished(cx, con->data);
	return r < 0 ? r : store_open(cx, where, STORE_READ, &cx->store);
}

static void say_contradiction(void *arg, const char *what)
{
	fprintf(((struct console *)arg)->out, "  %s\n", what);
}

/* The chain of one community, and its records against it. */
static int verify_one(struct console *con, const char *name)
{
	int64_t rows, records, wrong;
	char head[65];
	int r = journal_verify(&con->cx, &rows, head);

	if (r < 0) {
		fprintf(con->out, "%s: %s\n", name, con->cx.why);
		return EXIT_FAULT;
	}
	fprintf(con->out, "%s: %" PRId64 " %s\n", name, rows, head);
	r = reconcile(&con->cx, say_contradiction, con, &records, &wrong);
	if (r < 0)
		return command_failed(con, r);
	if (wrong)
		fprintf(con->out,
			T(&con->cx, "%s：%" PRId64 " 条记录，%" PRId64 " 处与操作记录矛盾：在系统之外被改动过。"),
			name, records, wrong);
	if (wrong)
		fputc('\n', con->out);
	return wrong ? EXIT_FAULT : EXIT_DONE;
}

static int verify_all(struct console *con)
{
	struct community *list;
	size_t count;
	int code = EXIT_DONE, r = communities_list(&con->cx, &list, &count);

	if (r < 0)
		return command_failed(con, r);
	for (size_t i = 0; i < count; i++) {
		int one;
		con->cx.community = list[i].id;
		one = verify_one(con, list[i].name);
		code = MAX(code, one);
	}
	return code;
}

/* The anchors of DIR and, if one is named, that which was kept elsewhere. */
static int verify_anchors(struct console *con, const char *against)
{
	const char *const paths[] = { arena_printf(con->cx.arena, "%s/anchor", con->data),
				      arena_printf(con->cx.arena, "%s/anchor.log", con->data),
				      against };
	int code = EXIT_DONE;

	for (size_t i = 0; i < COUNT(paths); i++) {
		int64_t lines;
		int r = paths[i] ? anchor_check(&con->cx, paths[i], &lines) : ERR_NOT_FOUND;
		if (r == OK)
			fprintf(con->out, "%s: %" PRId64 "\n", paths[i], lines);
		if (r == OK || (r == ERR_NOT_FOUND && paths[i] != against))
			continue;
		if (!paths[i])
			continue;
		fprintf(con->out, "%s\n", con->cx.why);
		code = EXIT_FAULT;
	}
	return code;
}

int command_verify(struct console *con)
{
	const char *against = NULL;
	const struct option options[] = { { "--against", &against, NULL } };
	int lock = -1, code, r = OK;
	bool alone = !con->cx.store;

	if (!options_read(con, options, COUNT(options), NULL, 0, NULL))
		return EXIT_NOTHING;
	if (alone)
		r = command_look(con, &lock);
	if (r == OK) {
		int limit = store_read_limit(con->cx.store, 0); /* everything is read */
		int anchors = verify_anchors(con, against);
		code = verify_all(con);
		code = MAX(code, anchors);
		(void)store_read_limit(con->cx.store, limit);
	} else {
		code = command_failed(con, r);
	}
	if (alone && con->cx.store)
		store_close(con->cx.store);
	if (lock >= 0)
		(void)close(lock);
	return code;
}
