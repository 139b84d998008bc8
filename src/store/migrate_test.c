#include "store/migrate.h"
#include "store_test.h"
#include <sys/wait.h>

static const char notes[] = "CREATE TABLE note (\n"
			    "\tid $ID,\n"
			    "\tn $INT, -- $INTEGER and $IDS stay\n"
			    "\tb $BLOB\n"
			    ");\n"
			    "-- sqlite:\n"
			    "CREATE TRIGGER note_kept BEFORE DELETE ON note\n"
			    "BEGIN\n\tSELECT RAISE(ABORT, 'kept; really');\nEND;\n"
			    "-- postgres:\n"
			    "CREATE FUNCTION note_kept() RETURNS trigger LANGUAGE plpgsql AS $$\n"
			    "BEGIN\n\tRAISE EXCEPTION 'kept; really';\nEND $$;\n"
			    "CREATE TRIGGER note_kept BEFORE DELETE ON note\n"
			    "\tFOR EACH ROW EXECUTE FUNCTION note_kept();\n"
			    "-- both:\n"
			    "CREATE INDEX note_n ON note (n);\n";

static struct migration list[] = {
	{"test", 1, "001_tables.sql", ""}, /* as the fixture's; filled in by lists() */
	{"test", 2, "002_notes.sql", notes},
	{"other", 1, "001_tables.sql", "CREATE TABLE other (id $ID);"},
};

static void lists(void)
{
	list[0] = fixture_tables[0];
}

BOTH(migrations_run_once_with_the_words_of_the_engine)
{
	int run = -1;
	int64_t n;

	lists();
	CHECK_OK(migrate(cx, list, COUNT(list), &run));
	CHECK_INT(run, 2);
	CHECK_OK(migrate(cx, list, COUNT(list), &run));
	CHECK_INT(run, 0);
	CHECK_OK(store_int(cx, SQL_ALL("SELECT COUNT(*) FROM migration WHERE at = ?"),
			   BINDS(cx->now), &n));
	CHECK_INT(n, 4); /* and the search's own */
	CHECK_OK(store_exec(cx, SQL_ALL("INSERT INTO note (id, n) VALUES (?, ?)"),
			    BINDS(INT64_MAX, INT64_MIN)));
	CHECK_ERR(store_exec(cx, SQL_ALL("DELETE FROM note"), BINDS()), ERR_INTERNAL);
	CHECK_ERR(store_exec(cx, SQL_ALL("INSERT INTO note (id, n) VALUES (?, ?)"),
			     BINDS(INT64_MAX, 1)),
		  ERR_CONFLICT);
}

BOTH(a_migration_that_fails_leaves_nothing_behind)
{
	int run = -1;
	int64_t n;

	lists();
	list[1].sql = "CREATE TABLE half (id $ID);\nCREATE TABLE half (id $ID);\n";
	CHECK(migrate(cx, list, COUNT(list), &run) < 0);
	CHECK_HAS(cx->why, "test/002_notes.sql");
	CHECK_INT(run, -1);
	CHECK_ERR(store_int(cx, SQL_ALL("SELECT COUNT(*) FROM half"), BINDS(), &n), ERR_INTERNAL);
	list[1].sql = notes;
	CHECK_OK(migrate(cx, list, COUNT(list), &run));
	CHECK_INT(run, 2);
}

BOTH(a_changed_old_file_is_refused_by_name)
{
	int run;

	lists();
	CHECK_OK(migrate(cx, list, COUNT(list), &run));
	list[1].sql = "CREATE TABLE note (id $ID);";
	CHECK_ERR(migrate(cx, list, COUNT(list), &run), ERR_CONFLICT);
	CHECK_HAS(cx->why, "test/002_notes.sql");
	list[1].sql = notes;
}

BOTH(a_database_newer_than_the_program_is_refused)
{
	int run;

	lists();
	CHECK_OK(migrate(cx, list, COUNT(list), &run));
	CHECK_ERR(migrate(cx, list, COUNT(list) - 1, &run), ERR_CONFLICT);
	CHECK_HAS(cx->why, "other/001_tables.sql");
}

static void migrate_in_child(void)
{
	AUTO(arena) arena = {0};
	struct ctx cx;
	int run;

	fixture_ctx(&cx, &arena);
	if (store_open(&cx, fixture.where, STORE_WRITE, &cx.store) < 0)
		_exit(1);
	_exit(migrate(&cx, list, COUNT(list), &run) == OK ? 0 : 1);
}

TEST(two_processes_do_not_migrate_one_server_together)
{
	struct ctx *cx;
	pid_t child[4];
	int status, run;

	lists();
	fixture_place(true);
	for (size_t i = 0; i < COUNT(child); i++) {
		child[i] = fork();
		CHECK(child[i] >= 0);
		if (child[i] == 0)
			migrate_in_child();
	}
	for (size_t i = 0; i < COUNT(child); i++) {
		CHECK(waitpid(child[i], &status, 0) == child[i]);
		CHECK_INT(status, 0);
	}
	cx = &fixture.cx;
	fixture_ctx(cx, &fixture.arena);
	CHECK_OK(store_open(cx, fixture.where, STORE_WRITE, &cx->store));
	CHECK_OK(migrate(cx, list, COUNT(list), &run));
	CHECK_INT(run, 0);
}

BOTH(every_statement_of_this_layer_is_understood)
{
	size_t tried = 0;

	for (size_t i = 0; i < sql_count(); i++) {
		const struct sql *sql = sql_at(i);
		unsigned not_here = store_is_postgres(cx->store) ? SQL_SQLITE : SQL_POSTGRES;
		if (strstr(sql->file, "_test.") || (sql->flags & (SQL_PIECE | not_here)))
			continue;
		if (store_prepare(cx, sql) < 0)
			test_failed(sql->file, sql->line, "%s", sql->text);
		if (!(sql->flags & SQL_EVERYWHERE))
			CHECK_HAS(sql->text, "community_id");
		tried++;
	}
	CHECK(tried > 2);
}
