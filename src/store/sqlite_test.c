#include "store/sqlite.h"
#include "store_test.h"
#include <sqlite3.h>

TEST(the_files_are_the_owners_alone)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	struct ctx *cx = fixture_open(false);
	struct stat st;

	for (size_t i = 0; i < COUNT(ends); i++) {
		CHECK(stat(arena_printf(cx->arena, "%s%s", fixture.where, ends[i]), &st) == 0);
		CHECK_INT(st.st_mode & 0777, 0600);
	}
	fixture_end();
	CHECK(chmod(fixture.where, 0644) == 0);
	CHECK_OK(store_open(cx, fixture.where, STORE_WRITE, &cx->store));
	CHECK(stat(fixture.where, &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0600);
}

TEST(a_file_that_is_not_there_is_not_made_by_a_reader)
{
	struct store *s;
	struct stat st;
	struct ctx cx;

	fixture_place(false);
	fixture_ctx(&cx, &fixture.arena);
	CHECK_ERR(store_open(&cx, fixture.where, STORE_READ, &s), ERR_UNAVAILABLE);
	CHECK(stat(fixture.where, &st) < 0);
	CHECK_HAS(cx.why, fixture.where);
	CHECK(mkdir(fixture.where, 0700) == 0);
	CHECK_ERR(store_open(&cx, fixture.where, STORE_WRITE, &s), ERR_UNAVAILABLE);
}

TEST(running_work_cannot_change_the_schema_or_attach)
{
	struct ctx *cx = fixture_open(false);

	CHECK_ERR(store_exec(cx, SQL_ALL("DROP TABLE item"), BINDS()), ERR_INTERNAL);
	CHECK_ERR(store_exec(cx, SQL_ALL("CREATE TABLE other (id INTEGER)"), BINDS()),
		  ERR_INTERNAL);
	CHECK_ERR(store_exec(cx, SQL_ALL("ATTACH ':memory:' AS m"), BINDS()), ERR_INTERNAL);
	CHECK_ERR(store_exec(cx, SQL_ALL("PRAGMA synchronous = OFF"), BINDS()), ERR_INTERNAL);
	CHECK_ERR(store_exec(cx, SQL_ALL("UPDATE sqlite_schema SET sql = ''"), BINDS()),
		  ERR_INTERNAL);
	CHECK_INT(item_count(cx), 0);
}

TEST(every_commit_is_synced_and_only_the_writer_checkpoints)
{
	struct ctx *cx = fixture_open(false);
	int64_t n;

	CHECK_OK(store_int(cx, SQL_ALL("PRAGMA synchronous"), BINDS(), &n));
	CHECK_INT(n, 2);
	CHECK_OK(store_int(cx, SQL_ALL("PRAGMA wal_autocheckpoint"), BINDS(), &n));
	CHECK_INT(n, 0);
	CHECK_OK(store_int(cx, SQL_ALL("PRAGMA foreign_keys"), BINDS(), &n));
	CHECK_INT(n, 1);
	CHECK_OK(store_int(cx, SQL_ALL("PRAGMA trusted_schema"), BINDS(), &n));
	CHECK_INT(n, 0);
	CHECK_OK(store_int(cx, SQL_ALL("PRAGMA cell_size_check"), BINDS(), &n));
	CHECK_INT(n, 1);
}

TEST(a_text_in_double_quotes_is_a_name)
{
	struct ctx *cx = fixture_open(false);
	int64_t n;

	CHECK_ERR(store_int(cx, SQL_ALL("SELECT \"no such column\""), BINDS(), &n), ERR_INTERNAL);
}

TEST(a_copy_is_whole_while_a_change_is_open)
{
	struct ctx *cx = fixture_open(false), copy;
	char *path = arena_printf(cx->arena, "%s/copy.db", test_folder());
	struct stat st;

	CHECK_OK(item_add(cx, 1, "a"));
	CHECK_OK(store_begin(cx));
	CHECK_OK(item_add(cx, 2, "b"));
	CHECK_OK(store_copy(cx, path));
	CHECK_OK(store_commit(cx));
	CHECK(stat(path, &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0600);
	fixture_ctx(&copy, &fixture.arena);
	CHECK_OK(store_open(&copy, path, STORE_WRITE, &copy.store));
	CHECK_INT(item_count(&copy), 1);
	CHECK_OK(store_check(&copy));
	store_close(copy.store);
	CHECK_ERR(store_copy(cx, path), ERR_CONFLICT);
	CHECK_ERR(store_copy(cx, "/nonexistent/copy.db"), ERR_UNAVAILABLE);
	CHECK_INT(item_count(cx), 2);
}

TEST(damage_is_found_and_named)
{
	struct ctx *cx = fixture_open(false);
	char junk[64];
	int fd;

	CHECK_OK(store_begin(cx));
	for (int i = 0; i < 2000; i++)
		CHECK_OK(item_add(cx, i, arena_printf(cx->arena, "a name that takes room %d", i)));
	CHECK_OK(store_commit(cx));
	CHECK_OK(store_check(cx));
	store_close(cx->store);
	memset(junk, 0x5A, sizeof junk);
	fd = open(fixture.where, O_WRONLY | O_CLOEXEC);
	CHECK(fd >= 0);
	for (int page = 20; page < 30; page++)
		CHECK(pwrite(fd, junk, sizeof junk, (off_t)page * 4096) == sizeof junk);
	CHECK(close(fd) == 0);
	CHECK_OK(store_open(cx, fixture.where, STORE_WRITE, &cx->store));
	CHECK(store_check(cx) < 0);
	CHECK_HAS(cx->why, "损坏");
}

/* How often statements of the connection were parsed again since the last call. */
static int parsed_again(struct ctx *cx)
{
	sqlite3 *db = ((struct sqlite *)(void *)cx->store)->db;
	int count = 0;

	for (sqlite3_stmt *st = sqlite3_next_stmt(db, NULL); st; st = sqlite3_next_stmt(db, st))
		count += sqlite3_stmt_status(st, SQLITE_STMTSTATUS_REPREPARE, 1);
	return count;
}

/* A partial index's column compared with a bound value made every list a parse of its statement. */
TEST(a_statement_is_parsed_once_whatever_is_bound_to_it)
{
	struct ctx *cx = fixture_open(false);
	sqlite3 *db;
	int64_t n;

	CHECK_INT(sqlite3_open(fixture.where, &db), SQLITE_OK);
	CHECK_INT(sqlite3_exec(db,
			       "CREATE INDEX some ON item (community_id, amount) WHERE amount <> 0",
			       NULL, NULL, NULL), SQLITE_OK);
	CHECK_INT(sqlite3_close(db), SQLITE_OK);
	CHECK_INT(item_count(cx), 0); /* the new schema is known before what follows is parsed */
	for (int64_t i = 0; i < 5; i++) {
		CHECK_OK(store_int(cx,
				   SQL_ALL("SELECT COUNT(*) FROM item"
					   " WHERE community_id = ? AND amount <> ?"),
				   BINDS(INT64_C(1), i), &n));
		if (!i)
			(void)parsed_again(cx);
	}
	CHECK_INT(parsed_again(cx), 0);
}
