#include "modules/backups/backups.h"
#include "app/app.h"
#include "app/backup.h"
#include "app/post.h"
#include "office.h"
#include <dirent.h>

static int backups_there(struct ctx *cx)
{
	DIR *d = opendir(arena_printf(cx->arena, "%s/backups", cx->app->data));
	int count = 0;

	for (const struct dirent *e; d && (e = readdir(d));)
		count += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return count;
}

static bool due(const char *now, const char *last, const char *started)
{
	return backup_is_due(&(struct backup_times){ .now = office_at(now),
						     .last = last ? office_at(last) : 0,
						     .started_at = office_at(started),
						     .zone = ZONE_SHANGHAI,
						     .minute = 150 });
}

TEST(a_backup_is_due_at_its_hour_and_once)
{
	CHECK(!due("2026-11-23 02:29", "2026-11-22 02:30", "2026-11-01 08:00"));
	CHECK(due("2026-11-23 02:30", "2026-11-22 02:30", "2026-11-01 08:00"));
	CHECK(!due("2026-11-23 02:31", "2026-11-23 02:30", "2026-11-01 08:00"));
	CHECK(due("2026-11-23 08:29", "2026-11-22 02:30", "2026-11-23 08:28"));
}

TEST(a_machine_that_is_off_at_night_makes_up_for_its_backup)
{
	CHECK(!due("2026-11-23 09:10", "2026-11-20 10:00", "2026-11-23 08:55"));
	CHECK(due("2026-11-23 09:56", "2026-11-20 10:00", "2026-11-23 08:55"));
	CHECK(!due("2026-11-23 09:56", "2026-11-22 10:00", "2026-11-23 08:55"));
	CHECK(!due("2026-11-23 08:56", NULL, "2026-11-23 08:55"));
	CHECK(due("2026-11-23 10:00", NULL, "2026-11-23 08:55"));
}

TEST(so_many_nightly_backups_are_kept_as_the_office_says)
{
	struct ctx *cx = office("2026-11-01 02:30");

	CHECK_OK(setting_change(cx, "backups.keep", "2", 0));
	office_commit(cx);
	for (int i = 1; i <= 4; i++) {
		CHECK_OK(backups_make(cx));
		CHECK_INT(backup_last(cx, cx->app->data), cx->now);
		CHECK_OK(backups_make(cx));
		CHECK_INT(backups_there(cx), MIN(i, 2));
		cx->now += DAYS(1);
	}
}

TEST(an_old_backup_is_told_to_the_administrator)
{
	struct ctx *cx = office("2026-11-01 08:00");
	int64_t boss, told;

	boss = office_person(cx, "admin", ROLE_ADMINISTRATOR);
	CHECK_OK(backups_alarm(cx));
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM notice WHERE community_id = ?"),
			   BINDS(cx->community), &told));
	CHECK_INT(told, 0);
	cx->now += DAYS(3);
	CHECK_OK(backups_alarm(cx));
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM notice WHERE community_id = ?"
				   " AND account_id = ? AND kind = 'backup'"),
			   BINDS(cx->community, boss), &told));
	CHECK_INT(told, 1);
	CHECK_OK(backup_note(cx, "office.tar"));
	cx->now += DAYS(1);
	CHECK_OK(backups_alarm(cx));
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM notice WHERE community_id = ?"),
			   BINDS(cx->community), &told));
	CHECK_INT(told, 1);
}

TEST(a_restored_office_says_so_in_its_journal_once)
{
	struct ctx *cx = office("2026-11-01 08:00");
	const char *path = arena_printf(cx->arena, "%s/restored", cx->app->data);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	int64_t said;

	CHECK(fd >= 0 && write(fd, "2026-10-31T02:30:00+08:00\n", 26) == 26 && !close(fd));
	CHECK_OK(backups_anchor(cx));
	CHECK_OK(backups_anchor(cx));
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM journal WHERE community_id = ?"
				   " AND subject = 'backup' AND action = 'restore'"
				   " AND note LIKE '%2026-10-31%'"),
			   BINDS(cx->community), &said));
	CHECK_INT(said, 1);
	CHECK(access(path, F_OK) < 0);
}
