#include "modules/backups/backups.h"
#include "app/anchor.h"
#include "app/app.h"
#include "app/backup.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "app/notice.h"
#include "app/post.h"
#include "app/temporary.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/text.h"
#include <dirent.h>

static const char pattern[] = "anju-";

/* ---- when ---- */

bool backup_is_due(const struct backup_times *t)
{
	int32_t day = civil_day_of(t->now, t->zone);
	int64_t due = civil_ms(day, t->minute, t->zone);

	if (t->now < due)
		due = civil_ms(day - 1, t->minute, t->zone);
	if (t->last >= due)
		return false;
	if (t->now - due < HOURS(6))
		return true;
	return t->now - t->started_at >= HOURS(1) && t->now - t->last >= DAYS(1);
}

/* The jobs come once for each community; a backup is of all of them. */
static int is_first(struct ctx *cx, bool *ret)
{
	int64_t first;
	int r = store_int(cx, SQL_ALL("SELECT MIN(id) FROM community"), BINDS(), &first);

	*ret = r == OK && first == cx->community;
	return r;
}

/* ---- making ---- */

static bool is_backup(const char *name)
{
	size_t n = strlen(name);
	return text_starts(name, pattern) && n > 4 && !strcmp(name + n - 4, ".tar");
}

/* Names begin with the time: the least is the oldest. How many there are. */
static int64_t oldest_of(DIR *folder, char *ret, size_t size)
{
	int64_t count = 0;

	rewinddir(folder);
	for (const struct dirent *e; (e = readdir(folder));)
		if (is_backup(e->d_name) && (!count++ || strcmp(e->d_name, ret) < 0))
			(void)snprintf(ret, size, "%s", e->d_name);
	return count;
}

static void remove_old(const char *path, int64_t keep)
{
	DIR *folder = opendir(path);
	char name[NAME_MAX + 1];

	while (folder && oldest_of(folder, name, sizeof name) > keep)
		if (unlinkat(dirfd(folder), name, 0) < 0)
			break;
	if (folder)
		(void)closedir(folder);
}

static const char *name_of(struct ctx *cx, int zone)
{
	struct civil c;

	civil_from_ms(cx->now, zone, &c);
	return arena_printf(cx->arena, "%s%04d%02d%02d-%02d%02d.tar", pattern, c.year, c.month, c.day,
			    c.hour, c.minute);
}

/* Under another name until it is whole and was read back. */
static int make_in(struct ctx *cx, const char *folder, const char *name)
{
	const char *part = arena_printf(cx->arena, "%s/part", folder);
	const char *path = arena_printf(cx->arena, "%s/%s", folder, name);
	AUTO(descriptor) d = { -1 };
	struct backup_result made;
	int r;

	(void)unlink(part);
	d.fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (d.fd < 0)
		return fail(cx, ERR_UNAVAILABLE, T(cx, "不能写文件 %s：%s"), part, strerror(errno));
	r = backup_make(cx, d.fd, &made);
	if (r == OK && rename(part, path) < 0)
		r = fail(cx, ERR_UNAVAILABLE, T(cx, "不能写文件 %s：%s"), path, strerror(errno));
	if (r < 0) {
		(void)unlink(part);
		return r;
	}
	log_line(LOG_INFO, "backup", "name=%s files=%" PRId64 " bytes=%" PRId64 " damaged=%" PRId64,
		 name, made.file.count, made.file.bytes, made.damaged);
	return backup_note(cx, name);
}

static int make_now(struct ctx *cx, int zone)
{
	const char *folder = arena_printf(cx->arena, "%s/backups", cx->app->data);
	int64_t keep;
	int r = setting_int(cx, "backups.keep", &keep);

	if (r == OK && mkdir(folder, 0700) < 0 && errno != EEXIST)
		r = fail(cx, ERR_UNAVAILABLE, T(cx, "不能建立文件夹 %s：%s"), folder, strerror(errno));
	if (r == OK)
		r = make_in(cx, folder, name_of(cx, zone));
	if (r == OK)
		remove_old(folder, keep);
	return r;
}

int backups_make(struct ctx *cx)
{
	static int64_t tried_at; /* one thread alone comes here */
	struct backup_times t = { .now = cx->now };
	int64_t nightly, minute;
	bool first;
	int r = is_first(cx, &first);

	if (r < 0 || !first)
		return r;
	r = setting_int(cx, "backups.nightly", &nightly);
	if (r == OK)
		r = setting_int(cx, "backups.hour", &minute);
	if (r == OK)
		r = calendar_zone(cx, &t.zone);
	if (r < 0 || !nightly)
		return r;
	t.minute = (int)minute;
	t.started_at = cx->app->started_at;
	t.last = backup_last(cx, cx->app->data);
	/* one that failed is tried again after an hour */
	if (!backup_is_due(&t) || (tried_at <= cx->now && cx->now - tried_at < HOURS(1)))
		return OK;
	tried_at = cx->now;
	return make_now(cx, t.zone);
}

/* ---- the alarm ---- */

struct alarm {
	int64_t days;
	bool never;
};

static int tell(struct ctx *cx, void *arg)
{
	const struct alarm *a = arg;
	struct notice n = { .kind = "backup", .merge = "backup" };
	int r = post_of_role(cx, ROLE_ADMINISTRATOR, &n.post);

	n.title = a->never ? T(cx, "还没有做过备份")
			   : arena_printf(cx->arena, T(cx, "最近一份完好的备份是 %" PRId64 " 天以前的"),
					  a->days);
	n.text = T(cx, "请看服务器的日志和磁盘空间，或在服务器上运行 anju backup。");
	return r == OK ? notice_tell(cx, &n) : r;
}

int backups_alarm(struct ctx *cx)
{
	int64_t days, since, created;
	struct alarm a;
	bool first;
	int r = is_first(cx, &first);

	if (r < 0 || !first)
		return r;
	r = setting_int(cx, "backups.alarm_days", &days);
	if (r == OK)
		r = store_int(cx, SQL_ALL("SELECT created_at FROM community WHERE id = ?"),
			      BINDS(cx->community), &created);
	if (r < 0)
		return r;
	since = backup_last(cx, cx->app->data);
	a.never = !since;
	since = MAX(since, created);
	a.days = (cx->now - since) / DAYS(1);
	return a.days >= days ? app_write(cx, tell, &a) : OK;
}

/* ---- anchor, and the word of a restore ---- */

static int note_restore(struct ctx *cx, void *arg)
{
	return journal_add(cx, &(struct journal_entry){
				       .subject = "backup", .action = "restore", .note = arg });
}

/* The restored office says in its journal that it was restored, and from when. */
static int tell_restore(struct ctx *cx)
{
	const char *path = arena_printf(cx->arena, "%s/restored", cx->app->data);
	AUTO(descriptor) d = { open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) };
	char made[CIVIL_TEXT + 1] = "";
	int r;

	if (d.fd < 0 || read(d.fd, made, sizeof made - 1) <= 0)
		return OK;
	made[strcspn(made, "\n")] = '\0';
	r = app_write(cx, note_restore,
		      arena_printf(cx->arena, T(cx, "从 %s 的备份恢复；此后的记录不在其中"), made));
	if (r == OK)
		(void)unlink(path);
	return r;
}

int backups_anchor(struct ctx *cx)
{
	int64_t least;
	int r = store_int(cx, SQL_ALL("SELECT MIN(id) FROM community"), BINDS(), &least);

	if (r < 0 || least != cx->community)
		return r;
	r = tell_restore(cx);
	return r == OK ? anchor_keep(cx, cx->app->data) : r;
}

static const struct job jobs[] = {
	{ "backups.make", 60, backups_make, "每晚备份到 DIR/backups，只留最近几份", .slow = true },
	{ "backups.alarm", 24 * 3600, backups_alarm, "最近一份备份太旧时通知系统管理员" },
	{ "backups.anchor", 60, backups_anchor, "把操作记录链的末端记到数据库以外的锚点文件" },
	{ 0 },
};

static const struct setting settings[] = {
	{ "backups.nightly", SETTING_BOOL, 1, 0, 1, NULL, "每天自动备份", "0.1" },
	{ "backups.hour", SETTING_CLOCK, 150, 0, 1439, NULL, "每天几点自动备份", "0.1" },
	{ "backups.keep", SETTING_INT, 7, 1, 366, NULL, "自动备份保留几份", "0.1" },
	{ "backups.alarm_days", SETTING_INT, 3, 1, 60, NULL,
	  "最近一份备份超过几天就通知系统管理员", "0.1" },
	{ 0 },
};

const struct module backups_module = {
	.name = "backups",
	.label = "备份",
	.settings = settings,
	.jobs = jobs,
};
