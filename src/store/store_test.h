/* For the tests of this layer: a migrated database on either engine. BOTH(rule) { … } is two tests,
 * NAME_on_sqlite and NAME_on_postgres (skipped without TEST_PG, the URL of a throw-away server). */
#ifndef ANJU_STORE_TEST_H
#define ANJU_STORE_TEST_H
#include "base/civil.h"
#include "store/migrate.h"
#include "store/store.h"
#include "test.h"
#include <libpq-fe.h>

#define UNUSED __attribute__((unused))

static struct {
	struct arena arena;
	struct ctx cx;
	char where[600], schema[40];
} fixture; /* each test has a process of its own */

static const struct migration fixture_tables[] = {
	{ "test", 1, "001_tables.sql",
	  "-- the things of these tests\n"
	  "CREATE TABLE item (\n\tcommunity_id $INT NOT NULL,\n\tid $INT NOT NULL,\n"
	  "\tname TEXT NOT NULL,\n\tnote TEXT,\n\tamount $INT,\n\tbytes $BLOB,\n"
	  "\tPRIMARY KEY (community_id, id),\n\tUNIQUE (community_id, name)\n);\n" },
};

struct item {
	int64_t id, amount;
	const char *name;
	char *note;
};

UNUSED static const struct field item_fields[] = {
	FIELD(item, id),
	FIELD(item, amount),
	FIELD(item, name),
	FIELD(item, note),
};
#define ITEM FIELDS(item, item_fields)

/* A statement on the test server, past the store. */
UNUSED static void on_server(const char *text)
{
	PGconn *pg = PQconnectdb(getenv("TEST_PG"));
	PGresult *r = PQexec(pg, text);

	if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
		test_failed(__FILE__, __LINE__, "%s: %s", text, PQerrorMessage(pg));
	PQclear(r);
	PQfinish(pg);
}

static void fixture_end(void)
{
	char text[100];

	if (fixture.cx.store)
		store_close(fixture.cx.store);
	fixture.cx.store = NULL;
	if (!fixture.schema[0])
		return;
	(void)snprintf(text, sizeof text, "SET client_min_messages TO error; DROP SCHEMA %s CASCADE",
		       fixture.schema);
	fixture.schema[0] = '\0';
	on_server(text);
}

/* Names the place; opens nothing. */
UNUSED static void fixture_place(bool postgres)
{
	const char *url = getenv("TEST_PG");
	char text[100];

	if (!postgres) {
		(void)snprintf(fixture.where, sizeof fixture.where, "%s/test.db", test_folder());
		return;
	}
	if (!url)
		test_skip("TEST_PG is not set");
	(void)snprintf(fixture.schema, sizeof fixture.schema, "anju_%d_%" PRId64, (int)getpid(),
		       clock_now_ms());
	(void)snprintf(text, sizeof text, "CREATE SCHEMA %s", fixture.schema);
	on_server(text);
	(void)atexit(fixture_end);
	(void)snprintf(fixture.where, sizeof fixture.where, "%s%coptions=-csearch_path%%3D%s", url,
		       strchr(url, '?') ? '&' : '?', fixture.schema);
}

static void fixture_ctx(struct ctx *cx, struct arena *a)
{
	*cx = (struct ctx){ .arena = a, .community = 1, .now = INT64_C(1795000000000) };
}

/* A write connection to the migrated database. */
UNUSED static struct ctx *fixture_open(bool postgres)
{
	int run;

	fixture_place(postgres);
	fixture_ctx(&fixture.cx, &fixture.arena);
	CHECK_OK(store_open(&fixture.cx, fixture.where, STORE_WRITE, &fixture.cx.store));
	CHECK_OK(migrate(&fixture.cx, fixture_tables, COUNT(fixture_tables), &run));
	return &fixture.cx;
}

UNUSED static int item_add(struct ctx *cx, int64_t id, const char *name)
{
	return store_exec(cx, SQL("INSERT INTO item (community_id, id, name) VALUES (?, ?, ?)"),
			  BINDS(cx->community, id, name));
}

UNUSED static int64_t item_count(struct ctx *cx)
{
	int64_t n;

	CHECK_OK(store_int(cx, SQL_ALL("SELECT COUNT(*) FROM item"), BINDS(), &n));
	return n;
}

#define BOTH(sentence) \
	static void both_##sentence(struct ctx *cx); \
	TEST(sentence##_on_sqlite) \
	{ \
		both_##sentence(fixture_open(false)); \
		fixture_end(); \
	} \
	TEST(sentence##_on_postgres) \
	{ \
		both_##sentence(fixture_open(true)); \
		fixture_end(); \
	} \
	static void both_##sentence(struct ctx *cx)
#endif
