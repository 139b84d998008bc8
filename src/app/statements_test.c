/* Every SQL literal of the program, on the engine the tests run on. */
#include "office.h"

static bool for_this_engine(const struct ctx *cx, const struct sql *s)
{
	if (s->flags & SQL_PIECE)
		return false;
	return !(s->flags & (store_is_postgres(cx->store) ? SQL_SQLITE : SQL_POSTGRES));
}

TEST(every_statement_is_understood_by_the_engine)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int prepared = 0;

	for (size_t i = 0; i < sql_count(); i++) {
		const struct sql *s = sql_at(i);
		if (!for_this_engine(cx, s))
			continue;
		if (store_prepare(cx, s) < 0)
			test_failed(s->file, s->line, "%s: %s", cx->why, s->text);
		prepared++;
	}
	CHECK(prepared > 100);
}

/* A statement that crosses communities says so by SQL_ALL(). */
TEST(every_statement_is_bound_to_one_community_or_says_that_it_is_not)
{
	for (size_t i = 0; i < sql_count(); i++) {
		const struct sql *s = sql_at(i);
		if (s->flags & (SQL_PIECE | SQL_EVERYWHERE) || strstr(s->text, "community_id"))
			continue;
		test_failed(s->file, s->line, "no community_id: %s", s->text);
	}
}

/* ---- no walk through history ---- */

/* Columns that few rows share: a statement that names one must be led by it. SQLite has no figures
 * of the tables and takes a kind, a state or the order of ids for as good: a plus before the other
 * column ("+state") or an id at the end of the index tells it. */
static const char *const narrow[] = { "room_id",   "contact_id", "parent_id",  "subject_id",
				      "person_id", "main_id",    "origin_id",  "request_id",
				      "visit_id",  "phone" };

/* An index of the table that begins with the community and the column. */
static bool has_index(sqlite3 *db, const char *table, const char *column)
{
	static const char sql[] = "SELECT 1 FROM pragma_index_list(?1) l, pragma_index_info(l.name) i"
				  " WHERE i.seqno = 1 AND i.name = ?2 AND l.partial = 0";
	sqlite3_stmt *st;
	bool found;

	CHECK_INT(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	CHECK_INT(sqlite3_bind_text(st, 1, table, -1, SQLITE_STATIC), SQLITE_OK);
	CHECK_INT(sqlite3_bind_text(st, 2, column, -1, SQLITE_STATIC), SQLITE_OK);
	found = sqlite3_step(st) == SQLITE_ROW;
	CHECK_INT(sqlite3_finalize(st), SQLITE_OK);
	return found;
}

/* The first table after FROM, of a statement without OR; NULL = another kind of statement. */
static const char *table_of(struct ctx *cx, const char *sql)
{
	const char *from = strstr(sql, " FROM ");

	if (!from || strstr(sql, " OR ") || strstr(sql, "(SELECT"))
		return NULL;
	from += strlen(" FROM ");
	return arena_strndup(cx->arena, from, strcspn(from, " "));
}

/* "room_id = ?" or "q.room_id = ?", not "other_room_id = ?" */
static bool names(struct ctx *cx, const char *sql, const char *column)
{
	return strstr(sql, arena_printf(cx->arena, " %s = ?", column)) ||
	       strstr(sql, arena_printf(cx->arena, ".%s = ?", column));
}

static bool is_led(struct ctx *cx, const char *plan)
{
	for (size_t k = 0; k < COUNT(narrow); k++)
		if (strstr(plan, arena_printf(cx->arena, "%s=?", narrow[k])))
			return true;
	return strstr(plan, " id=?") || strstr(plan, "number=?");
}

static const char *plan_of(struct ctx *cx, sqlite3 *db, const char *sql)
{
	const char *text = arena_printf(cx->arena, "EXPLAIN QUERY PLAN %s", sql);
	const char *plan = "";
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, text, -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		plan = arena_strdup(cx->arena, (const char *)sqlite3_column_text(st, 3));
	(void)sqlite3_finalize(st);
	return plan;
}

TEST(a_statement_that_names_one_record_walks_through_no_history)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int looked = 0;
	sqlite3 *db;

	if (store_is_postgres(cx->store))
		test_skip("SQLite's plans");
	CHECK_INT(sqlite3_open(cx->app->where, &db), SQLITE_OK);
	for (size_t i = 0; i < sql_count(); i++) {
		const struct sql *s = sql_at(i);
		const char *table = for_this_engine(cx, s) && !strstr(s->file, "_test.c")
					    ? table_of(cx, s->text) : NULL;
		for (size_t k = 0; table && k < COUNT(narrow); k++) {
			const char *plan;
			if (!names(cx, s->text, narrow[k]) ||
			    !has_index(db, table, narrow[k]))
				continue;
			looked++;
			plan = plan_of(cx, db, s->text);
			if (!is_led(cx, plan))
				test_failed(s->file, s->line, "%s\n%s", plan, s->text);
		}
	}
	CHECK_INT(sqlite3_close(db), SQLITE_OK);
	CHECK(looked > 20);
}
