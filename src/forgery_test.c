/* What somebody does to the tables with a database tool is named by what `anju verify` asks. */
#include "app/journal.h"
#include "app/reconcile.h"
#include "estate.h"

static struct arena words; /* of one look */
static struct strbuf told;

static void hear(void *arg, const char *what)
{
	(void)arg;
	strbuf_text(&told, what);
	strbuf_char(&told, '\n');
}

static int64_t contradictions(struct made *m)
{
	int64_t records, wrong;

	arena_clear(&words);
	strbuf_init(&told, &words, 100000);
	CHECK_OK(reconcile(&m->cx, hear, NULL, &records, &wrong));
	CHECK(records > 100);
	return wrong;
}

static void forge(struct made *m, const char *sql)
{
	sqlite3 *db;

	if (getenv("TEST_PG")) {
		office_postgres(m->app.where, sql);
		return;
	}
	CHECK_INT(sqlite3_open(m->app.where, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		test_failed(__FILE__, __LINE__, "%s: %s", sql, sqlite3_errmsg(db));
	CHECK_INT(sqlite3_close(db), SQLITE_OK);
}

#define LAST(table, condition) \
	" = (SELECT MAX(id) FROM " table " WHERE community_id = (SELECT MIN(id) FROM community) AND " \
	condition ")"
/* What is done, what must be said of it, and what makes it good again. */
static const struct forgery {
	const char *sql, *named, *undo;
} forgeries[] = {
	{ "UPDATE request SET state = 11 WHERE id" LAST("request", "state = 1"), "状态是 closed",
	  "UPDATE request SET state = 1 WHERE id" LAST("request", "state = 11 AND closed_at = 0") },
	{ "UPDATE request SET arrived_at = arrived_at - 600000 WHERE id" LAST("request", "arrived_at > 0"),
	  "arrived_at", "UPDATE request SET arrived_at = arrived_at + 600000 WHERE id"
	  LAST("request", "arrived_at > 0") },
	{ "UPDATE request SET received_at = received_at + 60000 WHERE id" LAST("request", "id > 0"),
	  "received_at", "UPDATE request SET received_at = received_at - 60000 WHERE id"
	  LAST("request", "id > 0") },
	{ "UPDATE request SET closed_at = closed_at - 86400000 WHERE id" LAST("request", "closed_at > 0"),
	  "closed_at", "UPDATE request SET closed_at = closed_at + 86400000 WHERE id"
	  LAST("request", "closed_at > 0") },
	{ "UPDATE call SET answered_at = answered_at - 9000 WHERE id" LAST("call", "answered_at > 0"),
	  "answered_at", "UPDATE call SET answered_at = answered_at + 9000 WHERE id"
	  LAST("call", "answered_at > 0") },
	{ "UPDATE call SET state = 5 WHERE id" LAST("call", "state = 3"), "状态是 returned",
	  "UPDATE call SET state = 3 WHERE id" LAST("call", "state = 5 AND returned_at = 0") },
	{ "UPDATE visit SET visited_at = visited_at - 86400000 WHERE id" LAST("visit", "visited_at > 0"),
	  "visited_at", "UPDATE visit SET visited_at = visited_at + 86400000 WHERE id"
	  LAST("visit", "visited_at > 0") },
	{ "UPDATE complaint SET first_reply_at = first_reply_at - 1000 WHERE id"
	  LAST("complaint", "first_reply_at > 0"), "first_reply_at",
	  "UPDATE complaint SET first_reply_at = first_reply_at + 1000 WHERE id"
	  LAST("complaint", "first_reply_at > 0") },
	{ "UPDATE outreach SET state = 1 WHERE id" LAST("outreach", "state = 2"), "状态是 due",
	  "UPDATE outreach SET state = 2 WHERE id" LAST("outreach", "state = 1 AND done_at > 0") },
	/* dropped and invented at once: the number of a record is exchanged */
	{ "UPDATE outreach SET id = id + 1 WHERE id" LAST("outreach", "state = 2"), "表里没有了",
	  "UPDATE outreach SET id = id - 1 WHERE id" LAST("outreach", "state = 2") },
	{ "UPDATE outreach SET id = id + 1 WHERE id" LAST("outreach", "state = 2"), "没有任何操作记录",
	  "UPDATE outreach SET id = id - 1 WHERE id" LAST("outreach", "state = 2") },
	/* duties: met earlier, late made punctual, more time given, begun later */
	{ "UPDATE obligation SET done_at = done_at - 7777 WHERE id" LAST("obligation", "state = 2"),
	  "done_at", "UPDATE obligation SET done_at = done_at + 7777 WHERE id"
	  LAST("obligation", "state = 2") },
	{ "UPDATE obligation SET state = 2 WHERE id" LAST("obligation", "state = 3"),
	  "done_at > due_at",
	  "UPDATE obligation SET state = 3 WHERE id"
	  LAST("obligation", "state = 2 AND done_at > due_at") },
	{ "UPDATE obligation SET due_at = due_at + 3600000 WHERE id"
	  LAST("obligation", "working = 0 AND norm_ms > 0"), "due_at <> started_at",
	  "UPDATE obligation SET due_at = due_at - 3600000 WHERE id"
	  LAST("obligation", "working = 0 AND norm_ms > 0") },
	{ "UPDATE obligation SET started_at = started_at + 7777, due_at = due_at + 7777 WHERE id"
	  LAST("obligation", "subject = 'request' AND norm_ms > 0"), "started_at",
	  "UPDATE obligation SET started_at = started_at - 7777, due_at = due_at - 7777 WHERE id"
	  LAST("obligation", "subject = 'request' AND norm_ms > 0") },
};

TEST(a_record_or_duty_changed_with_a_database_tool_is_named)
{
	struct made m;

	make_first(&m);
	if (contradictions(&m))
		test_failed(__FILE__, __LINE__, "the untouched estate: %s", told.s);
	for (size_t i = 0; i < COUNT(forgeries); i++) {
		forge(&m, forgeries[i].sql);
		if (!contradictions(&m) || !strstr(told.s, forgeries[i].named))
			test_failed(__FILE__, __LINE__, "%s\nwas told as: %s", forgeries[i].sql, told.s);
		forge(&m, forgeries[i].undo);
		if (contradictions(&m))
			test_failed(__FILE__, __LINE__, "%s\nleft: %s", forgeries[i].undo, told.s);
	}
	made_free(&m);
	arena_free(&words);
}

TEST(what_is_told_of_forged_records_has_an_end_and_what_is_counted_has_not)
{
	struct made m;
	size_t lines = 0;
	int64_t wrong;

	make_first(&m);
	forge(&m, "UPDATE obligation SET done_at = done_at - 1 WHERE done_at > 0");
	wrong = contradictions(&m);
	for (const char *s = told.s; (s = strchr(s, '\n')); s++)
		lines++;
	CHECK_INT((int64_t)lines, 100);
	CHECK(wrong > 300);
	made_free(&m);
	arena_free(&words);
}
