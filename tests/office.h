/* An office for tests: a fresh migrated database (SQLite in test_folder(); with the variable
 * TEST_PG=postgres://… a database of its own on that server), community 1 with its calendar, and
 * one connection that writes, with a transaction begun. The clock stands still until a test sets
 * cx->now. */
#ifndef ANJU_OFFICE_H
#define ANJU_OFFICE_H
#include "test.h"
#include "app/app.h"
#include "app/pack.h"
#include "app/calendar.h"
#include "app/permission.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/random.h"
#include "store/store.h"
#include <libpq-fe.h>
#include <sodium.h>
#include <sqlite3.h>

#define OFFICE_UNUSED __attribute__((unused))

struct office {
	struct ctx cx;
	struct arena arena;
	struct app app;
	struct actor actor;
	const char *database; /* PostgreSQL: its name */
};
static struct office office_only; /* each test has a process of its own */

/* "2026-11-23 17:40" → ms, in the zone of the office. */
OFFICE_UNUSED static int64_t office_at(const char *text)
{
	int64_t at;

	if (civil_parse(text, ZONE_SHANGHAI, &at) < 0)
		test_failed(__FILE__, __LINE__, "no time: %s", text);
	return at;
}

/* The URL of a database on the test server. */
OFFICE_UNUSED static const char *office_url(struct office *o, const char *database)
{
	const char *pg = getenv("TEST_PG");

	return arena_printf(&o->arena, "%s%cdbname=%s", pg, strchr(pg, '?') ? '&' : '?', database);
}

/* On the test server, past the store. */
OFFICE_UNUSED static void office_postgres(const char *url, const char *sql)
{
	PGconn *pg = PQconnectdb(url);
	PGresult *r;

	PQclear(PQexec(pg, "SET client_min_messages = warning"));
	r = PQexec(pg, sql);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		test_failed(__FILE__, __LINE__, "%s: %s", sql, PQerrorMessage(pg));
	PQclear(r);
	PQfinish(pg);
}

OFFICE_UNUSED static void office_close(void)
{
	struct office *o = &office_only;

	if (o->cx.store) {
		store_rollback(&o->cx);
		store_close(o->cx.store);
		o->cx.store = NULL;
	}
	if (o->database)
		office_postgres(getenv("TEST_PG"), arena_printf(&o->arena, "DROP DATABASE %s WITH (FORCE)",
								o->database));
	o->database = NULL;
}

/* A migrated database to copy, which takes a tenth of the time of migrating. It is named by the
 * SQL files, so that a server that outlives a build gives no old tables. */
static const char *office_template(struct office *o)
{
	PGconn *pg = PQconnectdb(getenv("TEST_PG"));
	uint64_t hash = 14695981039346656037u;
	struct ctx cx = { .arena = &o->arena, .app = &o->app, .now = office_at("2026-01-01 00:00") };
	const char *name, *making;
	PGresult *r;
	int run;

	for (size_t i = 0; i < pack_count(); i++)
		for (const char *p = strstr(pack_at(i)->name, ".sql") ? pack_at(i)->hash : ""; *p; p++)
			hash = (hash ^ (unsigned char)*p) * 1099511628211u;
	name = arena_printf(&o->arena, "anju_template_%016" PRIx64, hash);
	making = arena_printf(&o->arena, "%s_making", name);
	/* one test makes it, those beside it wait */
	PQclear(PQexec(pg, "SELECT pg_advisory_lock(20261123)"));
	r = PQexec(pg, arena_printf(&o->arena, "SELECT 1 FROM pg_database WHERE datname = '%s'", name));
	if (!PQntuples(r)) {
		office_postgres(getenv("TEST_PG"), arena_printf(&o->arena, "DROP DATABASE IF EXISTS %s",
								making));
		office_postgres(getenv("TEST_PG"), arena_printf(&o->arena, "CREATE DATABASE %s", making));
		CHECK_OK(store_open(&cx, office_url(o, making), STORE_WRITE, &cx.store));
		CHECK_OK(app_migrate(&cx, &run));
		store_close(cx.store);
		office_postgres(getenv("TEST_PG"), arena_printf(&o->arena, "ALTER DATABASE %s RENAME TO %s",
								making, name));
	}
	PQclear(r);
	PQfinish(pg);
	return name;
}

/* The URL of a new database on the test server; office_close() drops it. */
OFFICE_UNUSED static const char *office_database(struct office *o, const char *template)
{
	char random[13];

	random_hex(random, 12);
	o->database = arena_printf(&o->arena, "anju_%s", random);
	office_postgres(getenv("TEST_PG"), arena_printf(&o->arena, "CREATE DATABASE %s TEMPLATE %s",
							o->database, template));
	return office_url(o, o->database);
}

static const char *office_where(struct office *o)
{
	if (!getenv("TEST_PG"))
		return arena_printf(&o->arena, "%s/office.db", o->app.data);
	return office_database(o, office_template(o));
}

/* Ends the transaction and begins the next: as if requests came one after the other. */
OFFICE_UNUSED static void office_commit(struct ctx *cx)
{
	CHECK_OK(store_commit(cx));
	CHECK_OK(store_begin(cx));
}

/* What somebody with a database tool does behind the program's back. Statements of either engine;
 * what the transaction did before is committed. */
OFFICE_UNUSED static void office_tamper(struct ctx *cx, const char *sql)
{
	const struct office *o = &office_only;
	sqlite3 *db;

	CHECK_OK(store_commit(cx));
	if (o->database) {
		office_postgres(o->app.where, sql);
	} else {
		CHECK_INT(sqlite3_open(o->app.where, &db), SQLITE_OK);
		if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
			test_failed(__FILE__, __LINE__, "%s: %s", sql, sqlite3_errmsg(db));
		CHECK_INT(sqlite3_close(db), SQLITE_OK);
	}
	CHECK_OK(store_begin(cx));
}

OFFICE_UNUSED static struct ctx *office(const char *now)
{
	struct office *o = &office_only;
	struct ctx *cx = &o->cx;
	int run;

	CHECK(sodium_init() >= 0);
	log_level_set(LOG_WARNING);
	*o = (struct office){ .app = { .lock_fd = -1 } };
	o->app.data = test_folder();
	for (size_t i = 0; i < sizeof o->app.key; i++)
		o->app.key[i] = (unsigned char)(i * 7 + 1);
	o->app.where = office_where(o);
	*cx = (struct ctx){ .arena = &o->arena, .app = &o->app, .community = 1,
			    .now = office_at(now) };
	CHECK(mkdir(arena_printf(&o->arena, "%s/files", o->app.data), 0700) == 0);
	CHECK(mkdir(arena_printf(&o->arena, "%s/tmp", o->app.data), 0700) == 0);
	CHECK_OK(store_open(cx, o->app.where, STORE_WRITE, &cx->store));
	(void)atexit(office_close);
	CHECK_OK(app_migrate(cx, &run));
	CHECK_OK(store_begin(cx));
	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO community (id, name, zone_minutes, created_at)"
				    " VALUES (1, '安居苑', 480, ?)"),
			    BINDS(cx->now)));
	CHECK_OK(calendar_seed(cx));
	office_commit(cx);
	return cx;
}

/* An account with a post of that role in the community; answers its id. Login and name alike. */
OFFICE_UNUSED static int64_t office_person(struct ctx *cx, const char *login, enum role role)
{
	int64_t id = id_new(cx->now), post = id_new(cx->now);
	int32_t today = civil_day_of(cx->now, ZONE_SHANGHAI);

	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO account (id, login, name, created_at)"
				    " VALUES (?, ?, ?, ?)"),
			    BINDS(id, login, login, cx->now)));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO post (community_id, id, name, role)"
				" VALUES (?, ?, ?, ?)"),
			    BINDS(cx->community, post, login, (int)role)));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff (community_id, account_id, roles, joined_on)"
				" VALUES (?, ?, ?, ?)"),
			    BINDS(cx->community, id, INT64_C(1) << role, today)));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff_post (community_id, account_id, post_id,"
				" from_at) VALUES (?, ?, ?, ?)"),
			    BINDS(cx->community, id, post, cx->now)));
	return id;
}

/* From here on this person acts; 0 = the system. */
OFFICE_UNUSED static void office_as(struct ctx *cx, int64_t id)
{
	struct actor *a = &office_only.actor;
	char *name;

	cx->actor = NULL;
	if (!id)
		return;
	*a = (struct actor){ .id = id,
			     .community = cx->community,
			     .community_name = "安居苑",
			     .zone_minutes = ZONE_SHANGHAI };
	CHECK_OK(store_text(cx, SQL_ALL("SELECT login FROM account WHERE id = ?"), BINDS(id),
			    &name));
	CHECK_OK(store_int(cx,
			   SQL("SELECT roles FROM staff"
			       " WHERE community_id = ? AND account_id = ?"),
			   BINDS(cx->community, id), &a->roles));
	a->login = a->name = name;
	cx->actor = a;
}
#endif
