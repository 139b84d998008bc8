#include "app/attachment.h"
#include "app/journal.h"
#include "app/move.h"
#include "demo.h"
#include "images.h"
#include "modules/people/people.h"
#include "office.h"
#include "store/search.h"
#include <sys/wait.h>

enum { TABLES = 400, HOUSEHOLDS = 20, CASES = 15 };

/* What a move said of each table. */
struct said {
	size_t count;
	char table[TABLES][40], from[TABLES][40], to[TABLES][40];
	const char *kill_at; /* the process ends while this table is copied */
};

static void hear_rows(void *arg, const char *table, int64_t rows)
{
	const struct said *said = arg;

	(void)rows;
	if (said->kill_at && !strcmp(table, said->kill_at))
		(void)raise(SIGKILL);
}

static void hear_table(void *arg, const char *table, int64_t rows, const char *from, const char *to)
{
	struct said *said = arg;

	(void)rows;
	CHECK(said->count < TABLES);
	(void)snprintf(said->table[said->count], 40, "%s", table);
	(void)snprintf(said->from[said->count], 40, "%s", from);
	(void)snprintf(said->to[said->count++], 40, "%s", to);
}

static const char *from_said(const struct said *s, const char *table)
{
	for (size_t i = 0; i < s->count; i++)
		if (!strcmp(s->table[i], table))
			return s->from[i];
	test_failed(__FILE__, __LINE__, "%s was not moved", table);
}

static char *folder(const char *name)
{
	return arena_printf(&office_only.arena, "%s/%s", test_folder(), name);
}

static int moved(const char *data, const char *from, const char *to, struct said *said,
		 struct move_result *ret)
{
	struct ctx *cx = &office_only.cx;
	const struct move m = { .data = data, .from = from, .to = to, .tell = hear_rows,
				.done = hear_table, .arg = said };

	*cx = (struct ctx){ .arena = &office_only.arena, .now = office_at("2026-11-24 09:00") };
	return move_office(cx, &m, ret);
}

/* ---- two sides ---- */

/* The URL of an empty database of the test server. */
static const char *place(void)
{
	struct office *o = &office_only;

	if (!getenv("TEST_PG"))
		test_skip("TEST_PG is not set");
	CHECK(sodium_init() >= 0);
	log_level_set(LOG_WARNING);
	o->app.data = test_folder();
	(void)atexit(office_close);
	return office_database(o, "template0");
}

static void add_photo(struct ctx *cx, int64_t subject)
{
	const char *path = folder("photo");
	struct bytes in = { .n = 0 };
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	struct attachment a;

	put_jpeg(&in);
	CHECK(fd >= 0 && write(fd, in.b, in.n) == (ssize_t)in.n);
	CHECK_OK(attachment_store(cx, fd, "漏水\t\\N.jpg", &a));
	(void)close(fd);
	a.subject = "request";
	a.subject_id = subject;
	CHECK_OK(attachment_add(cx, &a));
	CHECK_OK(search_put(cx, "request", subject, "3-2-501 主卧飘窗漏水，Wi-Fi 路由器泡水\n\\t二次"));
	CHECK_OK(journal_add(cx, &(struct journal_entry){ .subject = "request",
							  .subject_id = subject,
							  .action = "photo",
							  .note = "a\tb\\c\r\nd\\N ’ 漏水" }));
}

/* An office in SQLite, with the texts that are hard to carry. */
static void make_source(const char *data, bool estate)
{
	struct demo_options o = { .households = HOUSEHOLDS, .cases = CASES, .seed = 7 };
	AUTO(arena) arena = { 0 };
	struct ctx cx = { .arena = &arena, .now = office_at("2026-11-23 10:00") };
	const char *login, *password;
	struct app app;
	char *logins;
	size_t n;

	CHECK_OK(app_open(&cx, data, NULL, &app));
	CHECK_OK(app_start(&cx, &app));
	CHECK_OK(store_open(&cx, app.where, STORE_READ, &cx.store));
	o.out = open_memstream(&logins, &n);
	if (estate)
		CHECK_OK(demo_make(&cx, &o));
	else
		CHECK_OK(people_init_office(&cx, "安居苑", &login, &password));
	fclose(o.out);
	free(logins);
	CHECK_OK(store_int(&cx, SQL_ALL("SELECT id FROM community ORDER BY id LIMIT 1"), BINDS(),
			   &cx.community));
	store_close(cx.store);
	app_stop(&app);
	CHECK_OK(store_open(&cx, arena_printf(&arena, "%s/office.db", data), STORE_WRITE, &cx.store));
	CHECK_OK(store_begin(&cx));
	for (int64_t i = 1; i <= 3; i++)
		add_photo(&cx, i);
	CHECK_OK(store_commit(&cx));
	store_close(cx.store);
}

/* An office where it was moved to: it opens, its chains hold, a search finds. */
static void check_office(const char *data, const char *db)
{
	AUTO(arena) arena = { 0 };
	struct ctx cx = { .arena = &arena, .now = office_at("2026-11-24 09:00") };
	char head[65];
	struct app app;
	int64_t rows, photos, *found;
	size_t count;

	CHECK_OK(app_open(&cx, data, db, &app));
	CHECK_OK(store_open(&cx, app.where, STORE_WRITE, &cx.store));
	CHECK_OK(store_int(&cx, SQL_ALL("SELECT id FROM community ORDER BY id LIMIT 1"), BINDS(),
			   &cx.community));
	CHECK_OK(journal_verify(&cx, &rows, head));
	CHECK(rows > 3);
	CHECK_OK(store_int(&cx, SQL_ALL("SELECT COUNT(*) FROM attachment"), BINDS(), &photos));
	CHECK_INT(photos, 3);
	CHECK_OK(store_begin(&cx));
	CHECK_OK(search_find(&cx, "request", "飘窗漏水 路由 wi", 0, 10, &found, &count));
	CHECK_INT(count, 3);
	/* what is found can be put anew: nothing of the old words stays */
	CHECK_OK(search_put(&cx, "request", 3, "电梯"));
	CHECK_OK(search_find(&cx, "request", "飘窗", 0, 10, &found, &count));
	CHECK_INT(count, 2);
	store_rollback(&cx);
	store_close(cx.store);
	app_stop(&app);
}

static int64_t communities(const char *where)
{
	AUTO(arena) arena = { 0 };
	struct ctx cx = { .arena = &arena };
	int64_t n;

	CHECK_OK(store_open(&cx, where, STORE_READ, &cx.store));
	CHECK_OK(store_int(&cx, SQL_ALL("SELECT COUNT(*) FROM community"), BINDS(), &n));
	store_close(cx.store);
	return n;
}

/* ---- the rules ---- */

TEST(an_estate_moved_to_postgresql_and_back_has_the_same_rows)
{
	static struct said there, back;
	const char *db = place(), *a = folder("a"), *b = folder("b"), *c = folder("c");
	struct move_result r;

	make_source(a, true);
	CHECK_OK(moved(b, a, db, &there, &r));
	CHECK_INT(r.files, 3);
	CHECK_INT(r.damaged, 0);
	CHECK(r.rows > 1000 && r.chains[0] && !r.broken);
	check_office(b, db);
	CHECK_OK(moved(b, db, c, &back, &r));
	CHECK_INT(r.files, 3);
	check_office(c, NULL);
	check_office(a, NULL);
	CHECK_INT(back.count, there.count);
	CHECK(strcmp(from_said(&there, "journal"), from_said(&there, "session")) != 0);
	for (size_t i = 0; i < there.count; i++) {
		CHECK_STR(there.to[i], there.from[i]);
		CHECK_STR(from_said(&back, there.table[i]), there.from[i]);
		CHECK_STR(back.to[i], back.from[i]);
	}
}

TEST(a_target_that_is_not_empty_is_refused_and_left_as_it_was)
{
	static struct said said;
	const char *db = place(), *a = folder("a"), *b = folder("b");
	struct move_result r;

	make_source(a, false);
	CHECK_OK(moved(b, a, db, &said, &r));
	CHECK_INT(moved(folder("c"), a, db, &said, &r), ERR_CONFLICT);
	CHECK(strstr(office_only.cx.why, "不是空的"));
	CHECK(access(folder("c"), F_OK) < 0);
	CHECK_INT(communities(db), 1);
	CHECK_INT(moved(a, a, db, &said, &r), ERR_CONFLICT);
	CHECK_INT(moved(b, db, a, &said, &r), ERR_CONFLICT);
	check_office(a, NULL);
	check_office(b, db);
	CHECK_INT(moved(b, a, folder("c"), &said, &r), ERR_INVALID);
	CHECK_INT(moved(b, db, db, &said, &r), ERR_INVALID);
}

TEST(the_tables_of_another_program_are_not_moved_among)
{
	static struct said said;
	const char *db = place(), *a = folder("a");
	struct move_result r;

	make_source(a, false);
	office_postgres(db, "CREATE TABLE pets (name TEXT)");
	CHECK_INT(moved(folder("b"), a, db, &said, &r), ERR_CONFLICT);
	CHECK(strstr(office_only.cx.why, "pets"));
}

/* The child is killed while it copies the journal. */
static void killed(const char *data, const char *from, const char *to)
{
	static struct said said = { .kill_at = "journal" };
	struct move_result r;
	int status;
	pid_t child = fork();

	CHECK(child >= 0);
	if (!child)
		_exit(moved(data, from, to, &said, &r) == OK ? 0 : 1);
	CHECK(waitpid(child, &status, 0) == child);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* ERR_CONFLICT, and it says which folder to remove. */
static void check_nobody_opens(const char *data, const char *db)
{
	AUTO(arena) arena = { 0 };
	struct ctx cx = { .arena = &arena };
	struct app app;

	CHECK_INT(app_open(&cx, data, db, &app), ERR_CONFLICT);
	CHECK(strstr(cx.why, "moving"));
	app_stop(&app);
}

TEST(a_move_killed_half_way_leaves_the_source_and_a_target_nobody_opens)
{
	static struct said said;
	const char *db = place(), *a = folder("a"), *b = folder("b");
	struct move_result r;

	make_source(a, false);
	killed(folder("half"), a, db);
	check_nobody_opens(folder("half"), db);
	CHECK_INT(communities(db), 0);
	check_office(a, NULL);
	CHECK_OK(moved(b, a, db, &said, &r));
	killed(b, db, folder("half-back"));
	check_nobody_opens(folder("half-back"), NULL);
	check_office(b, db);
	CHECK_INT(moved(folder("half-back"), a, db, &said, &r), ERR_CONFLICT);
	CHECK_OK(moved(b, db, folder("c"), &said, &r));
	check_office(folder("c"), NULL);
}

static void tamper(const char *data, const char *sql)
{
	char path[600];
	sqlite3 *db;

	(void)snprintf(path, sizeof path, "%s/office.db", data);
	CHECK_INT(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		test_failed(__FILE__, __LINE__, "%s: %s", sql, sqlite3_errmsg(db));
	CHECK_INT(sqlite3_close(db), SQLITE_OK);
}

TEST(what_the_other_engine_cannot_hold_is_refused_and_not_changed)
{
	static const char *const wrong[] = {
		"UPDATE post SET name = CAST(x'ff' AS TEXT) WHERE id = (SELECT MIN(id) FROM post)",
		"UPDATE post SET name = 'a' || char(0) || 'b'"
		" WHERE id = (SELECT MIN(id) FROM post)",
		"UPDATE attachment SET size_bytes = 1.5",
		"UPDATE attachment SET size_bytes = 'large'",
		"CREATE TABLE notes (text TEXT)",
		"DELETE FROM migration WHERE module = 'rules'",
	};
	const char *db = place(), *a = folder("a");
	static struct said said;
	struct move_result r;

	log_level_set(LOG_ERROR + 1);
	make_source(a, false);
	for (size_t i = 0; i < COUNT(wrong); i++) {
		const char *copy = folder(arena_printf(&office_only.arena, "copy%zu", i));
		CHECK_INT(system(arena_printf(&office_only.arena, "cp -r %s %s", a, copy)), 0);
		tamper(copy, wrong[i]);
		if (moved(folder("b"), copy, db, &said, &r) >= 0)
			test_failed(__FILE__, __LINE__, "moved: %s", wrong[i]);
		CHECK(access(folder("b"), F_OK) < 0);
		CHECK(access(arena_printf(&office_only.arena, "%s/office.db", copy), F_OK) == 0);
	}
	CHECK_INT(communities(db), 0);
}

TEST(a_photo_that_was_damaged_before_is_moved_and_said)
{
	static struct said said;
	const char *db = place(), *a = folder("a");
	struct move_result r;

	make_source(a, false);
	CHECK_INT(system(arena_printf(&office_only.arena,
				      "for f in %s/files/*/*; do echo x >> $f; break; done", a)),
		  0);
	CHECK_OK(moved(folder("b"), a, db, &said, &r));
	CHECK_INT(r.files, 2);
	CHECK_INT(r.damaged, 1);
	CHECK(r.damaged_name && strchr(r.damaged_name, '-'));
}
