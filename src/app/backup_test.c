#include "app/backup.h"
#include "app/attachment.h"
#include "app/journal.h"
#include "app/secret.h"
#include "images.h"
#include "office.h"

enum { FLIPS = 300, CUTS = 60 };

static int fresh_file(struct ctx *cx, const char *name)
{
	int fd = open(arena_printf(cx->arena, "%s/%s", test_folder(), name),
		      O_RDWR | O_CREAT | O_TRUNC, 0600);

	CHECK(fd >= 0);
	return fd;
}

static void add_photo(struct ctx *cx, int64_t subject)
{
	struct bytes in = { .n = 0 };
	int fd = fresh_file(cx, "photo");
	struct attachment a;

	put_jpeg(&in);
	CHECK(write(fd, in.b, in.n) == (ssize_t)in.n);
	CHECK_OK(attachment_store(cx, fd, "漏水.jpg", &a));
	(void)close(fd);
	a.subject = "request";
	a.subject_id = subject;
	CHECK_OK(attachment_add(cx, &a));
	CHECK_OK(journal_add(cx, &(struct journal_entry){ .subject = "request",
							  .subject_id = subject,
							  .action = "photo", .note = "漏水" }));
}

static struct ctx *with_photos(void)
{
	struct ctx *cx = office("2026-11-23 10:00");

	for (int64_t i = 1; i <= 5; i++)
		add_photo(cx, i);
	office_commit(cx);
	return cx;
}

static int backed_up(struct ctx *cx, struct backup_result *ret)
{
	int fd = fresh_file(cx, "office.tar");

	CHECK_OK(backup_make(cx, fd, ret));
	return fd;
}

static char *target(struct ctx *cx)
{
	return arena_printf(cx->arena, "%s/restored-office", test_folder());
}

static void open_restored(struct ctx *cx, struct ctx *ret)
{
	*ret = (struct ctx){ .arena = cx->arena, .now = cx->now, .community = 1 };
	CHECK_OK(store_open(ret, arena_printf(cx->arena, "%s/office.db", target(cx)), STORE_WRITE,
			    &ret->store));
}

TEST(a_restored_office_has_the_figures_of_its_backup)
{
	struct ctx *cx = with_photos(), again;
	struct backup_result made, got;
	char head[65], head_again[65];
	int64_t rows, rows_again, photos;
	int fd = backed_up(cx, &made);

	CHECK_INT(made.file.count, 6);
	CHECK_INT(made.damaged, 0);
	CHECK_OK(backup_restore(cx, fd, target(cx), cx->app->key, &got));
	CHECK_STR(got.file.facts, made.file.facts);
	CHECK_INT(got.damaged, 0);
	CHECK_OK(journal_verify(cx, &rows, head));
	open_restored(cx, &again);
	CHECK_OK(journal_verify(&again, &rows_again, head_again));
	CHECK_INT(rows_again, rows);
	CHECK_STR(head_again, head);
	CHECK_OK(store_int(&again, SQL_ALL("SELECT COUNT(*) FROM attachment"), BINDS(), &photos));
	CHECK_INT(photos, 5);
	store_close(again.store);
}

TEST(restored_files_are_the_owners_alone_and_the_key_lies_where_it_belongs)
{
	static const char *const names[] = { "", "/office.db", "/key", "/files", "/restored" };
	struct ctx *cx = with_photos();
	struct backup_result b;
	unsigned char key[32];
	struct stat st;
	int fd = backed_up(cx, &b);

	CHECK_OK(backup_restore(cx, fd, target(cx), cx->app->key, &b));
	for (size_t i = 0; i < COUNT(names); i++) {
		CHECK(stat(arena_printf(cx->arena, "%s%s", target(cx), names[i]), &st) == 0);
		CHECK_INT(st.st_mode & 077, 0);
	}
	CHECK_OK(secret_key_load(cx, target(cx), key));
	CHECK(!memcmp(key, cx->app->key, sizeof key));
	CHECK(access(arena_printf(cx->arena, "%s/restoring", target(cx)), F_OK) < 0);
}

TEST(one_byte_changed_anywhere_is_refused)
{
	struct ctx *cx = with_photos();
	struct backup_file found;
	struct backup_result b;
	int fd = backed_up(cx, &b);

	for (int i = 0; i < FLIPS; i++) {
		unsigned char was, is;
		off_t at = b.file.bytes * i / FLIPS + i % 97;
		at = MIN(at, (off_t)b.file.bytes - 1);
		CHECK(pread(fd, &was, 1, at) == 1);
		is = was ^ (unsigned char)(1 << i % 8);
		CHECK(pwrite(fd, &is, 1, at) == 1);
		if (backup_read(cx, fd, -1, &found) != ERR_INVALID)
			test_failed(__FILE__, __LINE__, "byte %" PRId64 " was changed", (int64_t)at);
		CHECK(pwrite(fd, &was, 1, at) == 1);
	}
	CHECK_OK(backup_read(cx, fd, -1, &found));
}

TEST(a_backup_that_is_cut_off_or_goes_on_is_refused)
{
	struct ctx *cx = with_photos();
	struct backup_file found;
	struct backup_result b;
	int fd = backed_up(cx, &b);

	CHECK(pwrite(fd, "x", 1, b.file.bytes) == 1);
	CHECK_ERR(backup_read(cx, fd, -1, &found), ERR_INVALID);
	for (int i = CUTS; i-- > 0;) {
		CHECK(ftruncate(fd, i == CUTS - 1 ? b.file.bytes - 1 : b.file.bytes * i / CUTS) == 0);
		CHECK_ERR(backup_read(cx, fd, -1, &found), ERR_INVALID);
	}
	CHECK_HAS(cx->why, "不完整");
}

TEST(a_restore_writes_into_no_folder_that_has_anything_in_it)
{
	struct ctx *cx = with_photos();
	struct backup_result b;
	const char *letter;
	struct stat st;
	int fd = backed_up(cx, &b);

	CHECK(mkdir(target(cx), 0700) == 0);
	letter = arena_printf(cx->arena, "%s/letter", target(cx));
	CHECK(close(open(letter, O_WRONLY | O_CREAT, 0600)) == 0);
	CHECK_ERR(backup_restore(cx, fd, target(cx), NULL, &b), ERR_CONFLICT);
	CHECK_HAS(cx->why, "不是空文件夹");
	CHECK(unlink(letter) == 0);
	CHECK(rmdir(target(cx)) == 0); /* so nothing else was left there */
	CHECK_ERR(backup_restore(cx, fd, cx->app->data, NULL, &b), ERR_CONFLICT);
	CHECK(stat(arena_printf(cx->arena, "%s/files", cx->app->data), &st) == 0);
}

TEST(a_refused_backup_leaves_the_folder_as_it_was)
{
	struct ctx *cx = with_photos();
	struct backup_result b;
	unsigned char other[32] = { 1 };
	int fd = backed_up(cx, &b);

	CHECK_ERR(backup_restore(cx, fd, target(cx), other, &b), ERR_INVALID);
	CHECK_HAS(cx->why, "密钥");
	CHECK(access(target(cx), F_OK) < 0);
	CHECK(pwrite(fd, "x", 1, 70000) == 1);
	CHECK_ERR(backup_restore(cx, fd, target(cx), cx->app->key, &b), ERR_INVALID);
	CHECK(access(target(cx), F_OK) < 0);
}

TEST(a_backup_of_a_newer_program_is_refused)
{
	struct ctx *cx = with_photos();
	struct backup_result b;
	int fd;

	office_tamper(cx, "INSERT INTO migration (module, number, name, checksum, at)"
			  " VALUES ('tomorrow', 1, '001_tables.sql', '', 1)");
	if (store_is_postgres(cx->store)) { /* what it does not know, it cannot copy */
		CHECK_ERR(backup_make(cx, fresh_file(cx, "office.tar"), &b), ERR_CONFLICT);
		return;
	}
	fd = backed_up(cx, &b);
	CHECK_ERR(backup_restore(cx, fd, target(cx), cx->app->key, &b), ERR_CONFLICT);
	CHECK_HAS(cx->why, "tomorrow");
	CHECK(access(target(cx), F_OK) < 0);
}

TEST(a_tampered_journal_is_backed_up_as_it_is_and_said)
{
	struct ctx *cx = with_photos();
	struct backup_result b, got;
	int fd;

	office_tamper(cx, store_is_postgres(cx->store)
				  ? "ALTER TABLE journal DISABLE TRIGGER USER"
				  : "DROP TRIGGER journal_update");
	office_tamper(cx, "UPDATE journal SET note = '没有漏水' WHERE seq = 3");
	fd = backed_up(cx, &b);
	CHECK_HAS(b.broken, "第 3 条");
	CHECK_OK(backup_restore(cx, fd, target(cx), cx->app->key, &got));
	CHECK_STR(got.broken, b.broken);
}

TEST(attachments_that_are_gone_or_changed_are_named)
{
	struct ctx *cx = with_photos();
	struct backup_result b;
	struct attachment *list;
	const char *path;
	size_t count;
	int fd;

	CHECK_OK(attachment_of(cx, "request", 2, &list, &count));
	path = arena_printf(cx->arena, "%s/files/%.2s/%s", cx->app->data,
			    strchr(list[0].stored, '-') + 1, list[0].stored);
	CHECK(truncate(path, 10) == 0);
	fd = backed_up(cx, &b);
	CHECK_INT(b.damaged, 1);
	CHECK_STR(b.damaged_name, list[0].stored);
	CHECK(unlink(path) == 0);
	CHECK(ftruncate(fd, 0) == 0);
	fd = backed_up(cx, &b);
	CHECK_INT(b.damaged, 1);
	CHECK_INT(b.file.count, 5);
}

TEST(no_name_leads_out_of_the_folder)
{
	static const char *const wrong[] = {
		"../key", "/etc/passwd", "key", "files/../key", "files/ab/../../key", "MANIFEST",
		"files/ab/1-cb0123456789abcdef0123456789abcdef", "files/ab/1-ab01", "files/ab/",
		"files/ab/-ab0123456789abcdef0123456789abcd", "office.db-wal", "",
	};
	for (size_t i = 0; i < COUNT(wrong); i++)
		CHECK(!backup_is_attachment(wrong[i]));
	CHECK(backup_is_attachment("files/ab/1-ab0123456789abcdef0123456789abcd"));
}

TEST(the_key_is_not_in_a_backup)
{
	struct ctx *cx = with_photos();
	struct backup_result b;
	int fd = backed_up(cx, &b);
	char hex[65], *bytes = arena_alloc(cx->arena, (size_t)b.file.bytes);

	CHECK(pread(fd, bytes, (size_t)b.file.bytes, 0) == b.file.bytes);
	CHECK(!memmem(bytes, (size_t)b.file.bytes, cx->app->key, sizeof cx->app->key));
	(void)sodium_bin2hex(hex, sizeof hex, cx->app->key, sizeof cx->app->key);
	CHECK(!memmem(bytes, (size_t)b.file.bytes, hex, 64));
}

TEST(the_last_good_backup_is_remembered)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_INT(backup_last(cx, cx->app->data), 0);
	CHECK_OK(backup_note(cx, "office.tar"));
	CHECK_INT(backup_last(cx, cx->app->data), cx->now);
}

/* The tables of the whole office, which has the figures of the backup. */
TEST(a_backup_of_an_office_on_postgres_is_restored_into_an_empty_database)
{
	struct ctx *cx = with_photos(), again = { .arena = cx->arena, .now = cx->now };
	struct backup_result made, got, second;
	struct backup_place to = { .data = target(cx), .key = cx->app->key };
	struct app app = *cx->app;
	const char *database, *empty;
	int fd, other;

	if (!store_is_postgres(cx->store))
		test_skip("SQLite");
	fd = backed_up(cx, &made);
	database = office_only.database;
	to.url = office_database(&office_only, "template0");
	empty = office_only.database;
	office_only.database = database;
	CHECK_ERR(backup_restore_postgres(&again, fd,
					  &(struct backup_place){ .data = to.data, .url = to.url },
					  &got), ERR_INVALID);
	CHECK_OK(backup_restore_postgres(&again, fd, &to, &got));
	CHECK_STR(got.file.facts, made.file.facts);
	CHECK(access(arena_printf(cx->arena, "%s/restored", to.data), F_OK) == 0);
	CHECK(access(arena_printf(cx->arena, "%s.restore", to.data), F_OK) < 0);
	/* and a backup of what was restored has the same figures again */
	app.where = to.url;
	app.data = to.data;
	again.app = &app;
	again.community = cx->community;
	CHECK_OK(store_open(&again, to.url, STORE_READ, &again.store));
	CHECK(mkdir(arena_printf(cx->arena, "%s/tmp", to.data), 0700) == 0 || errno == EEXIST);
	other = fresh_file(cx, "second.tar");
	CHECK_OK(backup_make(&again, other, &second));
	CHECK_STR(second.file.facts, made.file.facts);
	store_close(again.store);
	/* nothing is restored over it */
	again = (struct ctx){ .arena = cx->arena, .now = cx->now };
	to.data = arena_printf(cx->arena, "%s-2", to.data);
	CHECK_ERR(backup_restore_postgres(&again, fd, &to, &got), ERR_CONFLICT);
	CHECK(access(to.data, F_OK) < 0);
	office_postgres(getenv("TEST_PG"), arena_printf(cx->arena, "DROP DATABASE %s", empty));
}
