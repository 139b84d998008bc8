/* anju doctor: what protects the office and what does not. Looks, and changes nothing. */
#include "app/anchor.h"
#include "app/backup.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "app/secret.h"
#include "base/civil.h"
#include "commands.h"
#include "modules/people/people.h"
#include "output/pdf.h"
#include "record/json.h"
#include <sodium.h>
#include <sqlite3.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>

enum { JSON_BYTES = 1024 * 1024, MEGABYTE = 1024 * 1024, DISK_LEAST_MB = 200, DISK_LOW_PERCENT = 10,
       WAL_MOST_MB = 64, CLOCK_MINUTES = 5, HOLIDAYS_DAYS = 60 };

enum level { GOOD, WATCH, BAD };
static const char *const words[] = { [GOOD] = "ok", [WATCH] = "warning", [BAD] = "bad" };
static const char *const labels[] = { [GOOD] = "正常", [WATCH] = "注意", [BAD] = "危险" };

struct doctor {
	struct console *con;
	struct ctx *cx;
	struct json *json; /* NULL = text */
	enum level worst;
};

static void say(struct doctor *d, enum level level, const char *name, const char *format, ...)
	PRINTF(4, 5);
static void say(struct doctor *d, enum level level, const char *name, const char *format, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, format);
	(void)vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	d->worst = MAX(d->worst, level);
	if (!d->json) {
		fprintf(d->con->out, "%s  %-12s %s\n", labels[level], name, text);
		return;
	}
	json_object(d->json, NULL);
	json_text(d->json, "name", name);
	json_text(d->json, "level", words[level]);
	json_text(d->json, "text", text);
	json_object_end(d->json);
}

static const char *inside(struct doctor *d, const char *name)
{
	return arena_printf(d->cx->arena, "%s/%s", d->con->data, name);
}

/* ---- the folder ---- */

static void look_at_modes(struct doctor *d)
{
	static const char *const names[] = { "",      "office.db", "office.db-wal", "key",
					     "files", "tmp",       "backups",       "anchor",
					     "anju.sock", "logins.txt" };
	bool good = true;

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *path = *names[i] ? inside(d, names[i]) : d->con->data;
		struct stat st;
		if (lstat(path, &st) < 0)
			continue;
		if (S_ISLNK(st.st_mode) || st.st_mode & 077) {
			say(d, BAD, "modes", "%s 别的用户也能访问，请执行 chmod go-rwx。", path);
			good = false;
		}
		if (st.st_uid != geteuid()) {
			say(d, WATCH, "owner", "%s 不属于运行的用户。", path);
			good = false;
		}
	}
	if (good)
		say(d, GOOD, "modes", "数据文件夹和文件只有本用户能访问。");
	if (access(inside(d, "logins.txt"), F_OK) == 0)
		say(d, WATCH, "demo", "这是演示数据：logins.txt 里有各人的密码。");
}

static void look_at_key(struct doctor *d)
{
	unsigned char key[32];

	if (secret_key_read(d->cx, inside(d, "key"), key) < 0)
		say(d, BAD, "key", "%s", d->cx->why);
	else
		say(d, GOOD, "key", "密钥在，只有本用户能读。请在别处另存一份。");
	sodium_memzero(key, sizeof key);
}

static void look_at_disk(struct doctor *d)
{
	struct statvfs st;
	int64_t free_mb;
	int percent;

	if (statvfs(d->con->data, &st) < 0) {
		say(d, BAD, "disk", "%s: %s", d->con->data, strerror(errno));
		return;
	}
	free_mb = (int64_t)(st.f_bavail * st.f_frsize / MEGABYTE);
	percent = st.f_blocks ? (int)(st.f_bavail * 100 / st.f_blocks) : 0;
	say(d, free_mb < DISK_LEAST_MB ? BAD : percent < DISK_LOW_PERCENT ? WATCH : GOOD, "disk",
	    "剩余 %" PRId64 " MB（%d%%）。", free_mb, percent);
}

/* Only one that was read back whole is remembered as the last. */
static void look_at_fonts(struct doctor *d)
{
	const char *const *files;

	if (pdf_fonts(&files))
		say(d, GOOD, "papers", "打印用的中文字体：%s", files[0]);
	else
		say(d, WATCH, "papers",
		    "没有中文字体，不能打印。请安装 fonts-noto-cjk 或 fonts-wqy-microhei。");
}

static void look_at_backup(struct doctor *d)
{
	int64_t last = backup_last(d->cx, d->con->data), days = 3, age;
	char made[CIVIL_TEXT];

	if (d->cx->store && d->cx->community &&
	    setting_int(d->cx, "backups.alarm_days", &days) < 0)
		days = 3;
	age = d->cx->now - last;
	if (!last)
		say(d, WATCH, "backup", "还没有做过备份。");
	else
		say(d, age / DAYS(1) >= days ? BAD : GOOD, "backup",
		    "最近一份备份是 %s 做的（%" PRId64 " 天 %" PRId64 " 小时前），做完时读回核对过，完好。",
		    civil_minute(last, ZONE_SHANGHAI, made), age / DAYS(1),
		    age % DAYS(1) / HOURS(1));
}

/* ---- the database ---- */

/* What its administrator may have switched off: then an answer can be lost with the power. */
static void look_at_postgres_sync(struct doctor *d)
{
	char *text;
	int r = store_text(d->cx,
			   SQL_FLAGGED("SELECT 'fsync=' || current_setting('fsync')"
				       " || ' synchronous_commit='"
				       " || current_setting('synchronous_commit')"
				       " || ' full_page_writes=' || current_setting('full_page_writes')",
				       SQL_EVERYWHERE | SQL_POSTGRES),
			   BINDS(), &text);

	if (r < 0)
		say(d, BAD, "sync", "%s", d->cx->why);
	else
		say(d, strstr(text, "=off") ? BAD : GOOD, "sync", "%s%s", text,
		    strstr(text, "=off") ? "：断电会丢失已答复的写入，请改为 on。"
					 : "：每次提交都同步到磁盘。");
}

static void look_at_pages(struct doctor *d)
{
	if (store_check(d->cx) < 0)
		say(d, BAD, "database", "%s", d->cx->why);
	else
		say(d, GOOD, "database", "数据库完好，引用一致。");
	if (store_is_postgres(d->cx->store)) {
		look_at_postgres_sync(d);
		return;
	}
	/* 3.51.3 mended a race of two connections that checkpoint and write: here one does both */
	say(d, GOOD, "sqlite", "SQLite %s，%s。", sqlite3_libversion(),
	    sqlite3_libversion_number() < 3051003 ? "靠单一写连接避开旧版的 WAL 缺陷"
						  : "已无 WAL 缺陷");
	say(d, store_wal_bytes(d->cx->store) > (int64_t)WAL_MOST_MB * MEGABYTE ? WATCH : GOOD, "wal",
	    "日志 %" PRId64 " KB；每次提交都同步到磁盘（synchronous=FULL）。",
	    store_wal_bytes(d->cx->store) / 1024);
}

static void look_at_migrations(struct doctor *d)
{
	int pending;

	if (app_pending(d->cx, &pending) < 0)
		say(d, BAD, "migrations", "%s", d->cx->why);
	else if (pending)
		say(d, WATCH, "migrations", "有 %d 个升级还没有执行，启动时会执行。", pending);
	else
		say(d, GOOD, "migrations", "数据库已是本程序的版本。");
}

static void look_at_journals(struct doctor *d)
{
	struct community *list;
	size_t count = 0;
	int64_t rows;
	char head[65];
	int r = communities_list(d->cx, &list, &count);

	if (r < 0)
		say(d, BAD, "journal", "%s", d->cx->why);
	for (size_t i = 0; r == OK && i < count; i++) {
		d->cx->community = list[i].id;
		if (journal_verify(d->cx, &rows, head) < 0)
			say(d, BAD, "journal", "%s: %s", list[i].name, d->cx->why);
		else
			say(d, GOOD, "journal", "%s: %" PRId64 " 条，链完整。", list[i].name, rows);
	}
}

static void look_at_anchor(struct doctor *d)
{
	int64_t lines;
	int r = anchor_check(d->cx, inside(d, "anchor"), &lines);

	if (r == ERR_NOT_FOUND)
		say(d, WATCH, "anchor", "还没有锚点：服务运行一分钟后会有。");
	else if (r < 0)
		say(d, BAD, "anchor", "%s", d->cx->why);
	else
		say(d, GOOD, "anchor", "与数据库以外的锚点一致。请时常把它复制到别处。");
}

static void look_at_clock(struct doctor *d)
{
	int64_t newest;
	char text[CIVIL_TEXT];
	int r = store_int(d->cx,
			  SQL("SELECT COALESCE((SELECT at FROM journal WHERE community_id = ?"
			      " ORDER BY seq DESC LIMIT 1), 0)"),
			  BINDS(d->cx->community), &newest);

	if (r < 0)
		say(d, BAD, "clock", "%s", d->cx->why);
	else if (d->cx->now < newest - MINUTES(CLOCK_MINUTES))
		say(d, BAD, "clock", "系统时钟比最新的记录（%s）还早，请校时。",
		    civil_minute(newest, ZONE_SHANGHAI, text));
	else
		say(d, GOOD, "clock", "系统时钟不早于最新的记录。");
}

static void look_at_holidays(struct doctor *d)
{
	const struct work_calendar *c;
	char text[CIVIL_TEXT];

	if (calendar_load(d->cx, &c) < 0) {
		say(d, BAD, "holidays", "%s", d->cx->why);
		return;
	}
	say(d, c->known_until - civil_day_of(d->cx->now, ZONE_SHANGHAI) < HOLIDAYS_DAYS ? WATCH : GOOD,
	    "holidays", "节假日表到 %s 为止。", civil_date(c->known_until, text));
}

/* ---- the program ---- */

#if defined __PIE__ && defined __SSP_STRONG__
enum { HARDENED = 1 };
#else
enum { HARDENED = 0 };
#endif

static void look_at_confinement(struct doctor *d, const struct confined *c)
{
	say(d, c->files ? GOOD : WATCH, "files", "%s",
	    c->files ? "服务只能读写数据文件夹（Landlock）。"
		     : "服务能到的文件只受用户权限限制：内核没有 Landlock，或以 --confine off 启动。");
	say(d, c->ports ? GOOD : WATCH, "ports", "%s",
	    c->ports ? "服务只能监听自己的端口，只能连接数据库。"
		     : "服务能连接任何端口：要内核 6.7 以上才能限制。");
	/* of this very thread, asked of the kernel */
	say(d, c->calls && prctl(PR_GET_SECCOMP) == 2 ? GOOD : WATCH, "calls", "%s",
	    c->calls ? "服务不能启动别的程序，只能用它要用的系统调用（seccomp）。"
		     : "系统调用没有限制：内核或处理器不支持 seccomp，或以 --confine off 启动。");
}

static void look_at_program(struct doctor *d)
{
	const struct app *app = d->cx->app;

	say(d, HARDENED ? GOOD : WATCH, "hardening", "%s",
	    HARDENED ? "程序编译时带有栈保护、位置无关、只读重定位。" : "程序编译时没有加固选项。");
	if (geteuid() == 0)
		say(d, WATCH, "user", "正以 root 运行：请用专门的用户。");
	if (!app || !app->server) {
		say(d, GOOD, "server", "服务没有运行。");
		return;
	}
	look_at_confinement(d, &app->confined);
	if (prctl(PR_GET_DUMPABLE) != 0)
		say(d, BAD, "dumps", "进程的内存可以被转储。");
	if (app->open_listen && !app->tls)
		say(d, BAD, "listen", "服务没有 TLS 却监听本机以外的地址：密码会在网上被看到。");
	else
		say(d, GOOD, "listen", "%s", app->tls ? "监听带有 TLS。" : "只监听本机。");
	say(d, writer_healthy(app->writer) ? GOOD : BAD, "writer", "%s",
	    writer_healthy(app->writer) ? "可以写入。" : "数据库写不进去，已停止写入。");
}

static void look_at_database(struct doctor *d)
{
	look_at_pages(d);
	look_at_migrations(d);
	look_at_journals(d);
	look_at_anchor(d);
	if (store_int(d->cx, SQL_ALL("SELECT id FROM community ORDER BY id LIMIT 1"), BINDS(),
		      &d->cx->community) < 0) {
		say(d, WATCH, "office", "还没有管理处：请运行 anju init。");
		return;
	}
	look_at_clock(d);
	look_at_holidays(d);
}

static void examine(struct doctor *d)
{
	int lock = -1;
	bool alone = !d->cx->store;

	look_at_modes(d);
	look_at_key(d);
	look_at_disk(d);
	if (alone && command_look(d->con, &lock) < 0)
		say(d, BAD, "database", "%s", d->cx->why);
	else
		look_at_database(d);
	look_at_backup(d);
	look_at_fonts(d);
	look_at_program(d);
	if (alone && d->cx->store)
		store_close(d->cx->store);
	if (lock >= 0)
		(void)close(lock);
}

int command_doctor(struct console *con)
{
	bool as_json = false;
	const struct option options[] = { { "--json", NULL, &as_json } };
	struct doctor d = { .con = con, .cx = &con->cx };
	struct strbuf text;
	struct json json;

	if (!options_read(con, options, COUNT(options), NULL, 0, NULL))
		return EXIT_NOTHING;
	if (sodium_init() < 0)
		return EXIT_FAULT;
	if (as_json) {
		strbuf_init(&text, con->cx.arena, JSON_BYTES);
		json_init(&json, &con->cx, &text, ZONE_SHANGHAI);
		json_object(&json, NULL);
		json_array(&json, "findings");
		d.json = &json;
	}
	examine(&d);
	if (as_json) {
		json_array_end(&json);
		json_bool(&json, "ok", d.worst < BAD);
		json_object_end(&json);
		fprintf(con->out, "%s\n", text.s);
	}
	return d.worst < BAD ? EXIT_DONE : EXIT_FAULT;
}
