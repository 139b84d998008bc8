#include "store_test.h"

BOTH(a_row_goes_into_a_struct_by_the_names_of_its_columns)
{
	struct item i = {.amount = 7};

	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO item (community_id, id, name, note, amount)"
				" VALUES (?, ?, ?, ?, ?)"),
			    BINDS(1, INT64_MAX, "it's 漏水?", (char *)NULL, INT64_MIN)));
	CHECK_INT(store_changed(cx), 1);
	CHECK_OK(store_one(cx, SQL("SELECT name, id, note FROM item WHERE community_id = ?"),
			   BINDS(1), ITEM, &i));
	CHECK_STR(i.name, "it's 漏水?");
	CHECK(i.id == INT64_MAX);
	CHECK(i.note == NULL);
	CHECK_INT(i.amount, 7);
	CHECK_OK(store_one(cx,
			   SQL("SELECT amount FROM item WHERE community_id = ? AND name <> '?'"),
			   BINDS(1), ITEM, &i));
	CHECK(i.amount == INT64_MIN);
}

BOTH(no_row_is_not_found)
{
	struct item i;
	int64_t n;
	char *text;

	(void)fail(cx, ERR_INVALID, "a reason");
	CHECK_ERR(store_one(cx, SQL("SELECT id FROM item WHERE community_id = ?"), BINDS(1), ITEM,
			    &i),
		  ERR_NOT_FOUND);
	CHECK_STR(cx->why, "a reason"); /* often no failure to anybody */
	CHECK_ERR(store_int(cx, SQL("SELECT id FROM item WHERE community_id = ?"), BINDS(1), &n),
		  ERR_NOT_FOUND);
	CHECK_ERR(store_text(cx, SQL("SELECT name FROM item WHERE community_id = ?"), BINDS(1),
			     &text),
		  ERR_NOT_FOUND);
	CHECK_OK(store_int(cx, SQL("SELECT MAX(id) FROM item WHERE community_id = ?"), BINDS(1),
			   &n));
	CHECK_INT(n, 0);
}

BOTH(a_column_that_is_no_field_is_a_fault)
{
	struct item i;

	CHECK_OK(item_add(cx, 1, "a"));
	CHECK_ERR(store_one(cx, SQL("SELECT id, community_id FROM item WHERE community_id = ?"),
			    BINDS(1), ITEM, &i),
		  ERR_INTERNAL);
}

struct narrow {
	int amount;
	bool id;
};
static const struct field narrow_fields[] = {FIELD(narrow, amount), FIELD(narrow, id)};

BOTH(a_value_that_does_not_fit_is_refused_not_cut)
{
	struct narrow n;
	int64_t i;

	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO item (community_id, id, name, amount)"
				" VALUES (?, ?, ?, ?)"),
			    BINDS(1, 5, "a", INT64_C(3000000000))));
	CHECK_ERR(store_one(cx, SQL("SELECT amount FROM item WHERE community_id = ?"), BINDS(1),
			    FIELDS(narrow, narrow_fields), &n),
		  ERR_INTERNAL);
	CHECK_OK(store_one(cx, SQL("SELECT id, 12 AS amount FROM item WHERE community_id = ?"),
			   BINDS(1), FIELDS(narrow, narrow_fields), &n));
	CHECK(n.id);
	CHECK_INT(n.amount, 12);
	CHECK_ERR(store_int(cx, SQL("SELECT 0.5 FROM item WHERE community_id = ?"), BINDS(1), &i),
		  ERR_INTERNAL);
}

BOTH(a_broken_unique_rule_is_a_conflict)
{
	CHECK_OK(item_add(cx, 1, "a"));
	CHECK_ERR(item_add(cx, 2, "a"), ERR_CONFLICT);
	CHECK_ERR(item_add(cx, 1, "b"), ERR_CONFLICT);
	CHECK_INT(store_changed(cx), 0);
	CHECK_ERR(item_add(cx, 3, NULL), ERR_INTERNAL);
	CHECK_INT(item_count(cx), 1);
}

BOTH(changed_rows_are_counted)
{
	int64_t id;

	for (int i = 1; i <= 3; i++)
		CHECK_OK(item_add(cx, i, (char[]){(char)('a' + i), '\0'}));
	CHECK_OK(store_exec(cx, SQL("UPDATE item SET amount = ? WHERE community_id = ? AND id > ?"),
			    BINDS(5, 1, 1)));
	CHECK_INT(store_changed(cx), 2);
	CHECK_OK(store_exec(cx, SQL("DELETE FROM item WHERE community_id = ?"), BINDS(2)));
	CHECK_INT(store_changed(cx), 0);
	CHECK_OK(store_int(
		cx,
		SQL("UPDATE item SET amount = amount + ? WHERE community_id = ? AND id = ?"
		    " RETURNING amount"),
		BINDS(1, 1, 3), &id));
	CHECK_INT(id, 6);
	CHECK_INT(store_changed(cx), 1);
}

/* The types of PostgreSQL's values are settled when the statement is first prepared. */
BOTH(the_same_statement_takes_null_and_values_in_any_order)
{
	static const struct blob bytes = {"\0\xff", 2};
	struct blob none = {NULL, 0};
	const struct sql *put = SQL("INSERT INTO item (community_id, id, name, note, amount, bytes)"
				    " VALUES (?, ?, ?, ?, ?, ?)");
	struct bind null = bind_text(NULL);
	int64_t n;

	CHECK_OK(store_exec(cx, put, BINDS(1, 1, "a", (char *)NULL, (const char *)NULL, none)));
	CHECK_OK(store_exec(cx, put, BINDS(1, 2, "b", "x", INT64_C(5000000000), bytes)));
	CHECK_OK(store_exec(cx, put,
			    ((struct binds){(struct bind[]){bind_int(1), bind_int(3),
							    bind_text("c"), null, null, null},
					    6})));
	CHECK_OK(store_int(cx, SQL("SELECT SUM(amount) FROM item WHERE community_id = ?"), BINDS(1),
			   &n));
	CHECK(n == INT64_C(5000000000));
	CHECK_OK(store_int(cx,
			   SQL("SELECT LENGTH(bytes) FROM item WHERE community_id = ? AND id = ?"),
			   BINDS(1, 2), &n));
	CHECK_INT(n, 2);
}

BOTH(a_wrong_number_of_values_is_a_fault)
{
	CHECK_ERR(store_exec(cx, SQL("DELETE FROM item WHERE community_id = ?"), BINDS(1, 2)),
		  ERR_INTERNAL);
	CHECK_ERR(store_exec(cx, SQL("DELETE FROM item WHERE community_id = ?"), BINDS()),
		  ERR_INTERNAL);
}

static void fill(struct ctx *cx, int count)
{
	CHECK_OK(store_begin(cx));
	for (int i = 1; i <= count; i++)
		CHECK_OK(item_add(cx, i, arena_printf(cx->arena, "item %04d", i)));
	CHECK_OK(store_commit(cx));
}

BOTH(a_list_comes_in_its_order)
{
	struct item *list;
	size_t count;

	fill(cx, 100);
	CHECK_OK(store_list(
		cx, SQL("SELECT id, name FROM item WHERE community_id = ? ORDER BY id DESC"),
		BINDS(1), ITEM, &list, &count));
	CHECK_INT(count, 100);
	CHECK_INT(list[0].id, 100);
	CHECK_STR(list[99].name, "item 0001");
	CHECK_OK(store_list(cx, SQL("SELECT id FROM item WHERE community_id = ?"), BINDS(2), ITEM,
			    &list, &count));
	CHECK_INT(count, 0);
}

BOTH(rows_are_read_one_by_one_with_other_statements_between)
{
	AUTO(arena) row_arena = {0};
	AUTO(rows) rows = {0};
	AUTO(rows) twin = {0};
	struct item i, same;
	int64_t n = 0;
	int r;

	fill(cx, 1001);
	CHECK_OK(rows_open(cx, SQL("SELECT id, name FROM item WHERE community_id = ? ORDER BY id"),
			   BINDS(1), ITEM, &rows));
	CHECK_OK(rows_open(cx, SQL("SELECT id, name FROM item WHERE community_id = ? ORDER BY id"),
			   BINDS(1), ITEM, &twin));
	CHECK_INT(rows_next(&twin, &row_arena, &i), 1);
	rows_free(&twin);
	while ((r = rows_next(&rows, &row_arena, &i)) > 0) {
		CHECK_INT(i.id, ++n);
		CHECK_OK(store_one(cx,
				   SQL("SELECT name FROM item WHERE community_id = ? AND id = ?"),
				   BINDS(1, i.id), ITEM, &same));
		CHECK_STR(same.name, i.name);
		arena_clear(&row_arena);
	}
	CHECK_OK(r);
	CHECK_INT(n, 1001);
	CHECK_INT(rows_next(&rows, &row_arena, &i), 0);
	CHECK_OK(store_begin(cx)); /* nothing of the reading is left open */
	CHECK_OK(store_commit(cx));
}

BOTH(a_composed_query_has_the_filters_that_were_added)
{
	struct query q;
	struct item *list;
	size_t count;
	int64_t n;

	fill(cx, 20);
	query_init(&q, cx->arena, PIECE("SELECT id, name FROM item"), BINDS());
	query_and(&q, PIECE("community_id = ?"), BINDS(1));
	query_and(&q, PIECE("id > ? OR id = ?"), BINDS(15, 3));
	query_add(&q, PIECE(" ORDER BY id LIMIT ?"), BINDS(3));
	CHECK_OK(query_list(cx, &q, ITEM, &list, &count));
	CHECK_INT(count, 3);
	CHECK_INT(list[0].id, 3);
	CHECK_INT(list[2].id, 17);
	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT id FROM item WHERE community_id = ?"),
		   BINDS(1));
	query_and(&q, PIECE("id <= ?"), BINDS(7));
	query_add(&q, PIECE(") AS found"), BINDS());
	CHECK_OK(query_int(cx, &q, &n));
	CHECK_INT(n, 7);
	query_init(&q, cx->arena,
		   PIECE("SELECT (SELECT COUNT(*) FROM item WHERE id < 4 AND name <> 'WHERE (') "
			 "FROM item"),
		   BINDS());
	query_and(&q, PIECE("community_id = ? AND id = ?"), BINDS(1, 2));
	CHECK_OK(query_int(cx, &q, &n));
	CHECK_INT(n, 3);
	query_init(&q, cx->arena,
		   PIECE("SELECT (SELECT COUNT(*) FROM item WHERE id < 4) + (SELECT COUNT(*) FROM "
			 "item"),
		   BINDS());
	query_and(&q, PIECE("id = ?"), BINDS(2));
	query_add(&q, PIECE(")"), BINDS());
	CHECK_OK(query_int(cx, &q, &n));
	CHECK_INT(n, 4);
}

BOTH(a_query_with_too_many_values_is_refused)
{
	struct query q;
	int64_t n;

	query_init(&q, cx->arena, PIECE("SELECT COUNT(*) FROM item WHERE id IN (0"), BINDS());
	for (int i = 0; i < 49; i++)
		query_add(&q, PIECE(", ?"), BINDS(i));
	query_add(&q, PIECE(")"), BINDS());
	CHECK_ERR(query_int(cx, &q, &n), ERR_INTERNAL);
}

BOTH(more_statements_than_the_cache_holds_all_work)
{
	struct query q;
	int64_t n, before = store_statements(cx->store);

	fill(cx, 3);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 600; i++) {
			query_init(&q, cx->arena, PIECE("SELECT COUNT(*) FROM item WHERE 1 = 1"),
				   BINDS());
			for (int bit = 1; bit < 1024; bit *= 2)
				query_and(&q, (i & bit) ? PIECE("id < 3") : PIECE("id < 4"),
					  BINDS());
			CHECK_OK(query_int(cx, &q, &n));
			CHECK_INT(n, i ? 2 : 3);
		}
	}
	CHECK_INT(store_statements(cx->store) - before, 1200 + 3);
}

BOTH(like_minds_the_case)
{
	int64_t n;

	CHECK_OK(item_add(cx, 1, "Abc"));
	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM item WHERE community_id = ? AND name LIKE ?"),
			   BINDS(1, "a%"), &n));
	CHECK_INT(n, 0);
	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM item WHERE community_id = ? AND name LIKE ?"),
			   BINDS(1, "A%"), &n));
	CHECK_INT(n, 1);
}

BOTH(a_rolled_back_change_is_gone)
{
	CHECK_OK(store_begin(cx));
	CHECK_OK(item_add(cx, 1, "a"));
	store_rollback(cx);
	store_rollback(cx); /* harmless */
	CHECK_INT(item_count(cx), 0);
}

/* ---- read connections ---- */

static struct ctx *reader(void)
{
	static struct ctx cx;
	static struct arena arena;

	fixture_ctx(&cx, &arena);
	CHECK_OK(store_open(&cx, fixture.where, STORE_READ, &cx.store));
	return &cx;
}

BOTH(a_read_connection_refuses_to_write)
{
	struct ctx *r = reader();

	CHECK_ERR(item_add(r, 1, "a"), ERR_INTERNAL);
	CHECK_INT(item_count(cx), 0);
	CHECK_INT(store_use(r->store), STORE_READ);
	store_close(r->store);
}

BOTH(a_snapshot_shows_one_moment)
{
	struct ctx *r = reader();

	CHECK_OK(store_snapshot_begin(r));
	CHECK_INT(item_count(r), 0);
	CHECK_OK(item_add(cx, 1, "a"));
	CHECK_INT(item_count(r), 0);
	store_snapshot_end(r);
	CHECK_INT(item_count(r), 1);
	store_close(r->store);
}

/* As those do who are turned away at the door. */
BOTH(snapshots_in_which_nothing_is_read_may_be_many)
{
	struct ctx *r = reader();

	CHECK_OK(item_add(cx, 1, "a"));
	for (int i = 0; i < 200; i++) {
		CHECK_OK(store_snapshot_begin(r));
		if (i == 150)
			CHECK_INT(item_count(r), 1);
		store_snapshot_end(r);
	}
	CHECK_INT(item_count(r), 1);
	store_close(r->store);
}

BOTH(a_read_beyond_its_limit_is_interrupted)
{
	struct ctx *r = reader();
	int64_t n;

	(void)cx;
	store_read_limit(r->store, 50);
	CHECK_ERR(
		store_int(r,
			  SQL_ALL("WITH RECURSIVE t (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t"
				  " WHERE i < ?) SELECT COUNT(*) FROM t"),
			  BINDS(1000000000), &n),
		ERR_UNAVAILABLE);
	CHECK_INT(item_count(r), 0);
	store_read_limit(r->store, 0);
	CHECK_INT(item_count(r), 0);
	store_close(r->store);
}

TEST(a_lost_server_is_found_again_by_the_next_use)
{
	struct ctx *cx = fixture_open(true), *r = reader();

	CHECK_OK(item_add(cx, 1, "a"));
	CHECK_INT(item_count(r), 1);
	CHECK_OK(store_begin(cx));
	CHECK_OK(item_add(cx, 2, "b"));
	on_server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
		  " WHERE application_name = 'anju'");
	CHECK_ERR(item_add(cx, 3, "c"), ERR_UNAVAILABLE);
	CHECK_ERR(item_add(cx, 3, "c"), ERR_UNAVAILABLE);
	CHECK(store_commit(cx) < 0);
	CHECK_INT(item_count(cx), 1);
	CHECK_OK(item_add(cx, 3, "c"));
	CHECK_INT(item_count(r), 2); /* a read outside a transaction is tried again */
	CHECK_ERR(item_add(r, 4, "d"), ERR_INTERNAL); /* the session is a reader's again */
	store_close(r->store);
}

/* COMMIT of a failed transaction answers ROLLBACK without an error. */
TEST(a_commit_after_a_failed_statement_is_an_error)
{
	struct ctx *cx = fixture_open(true);

	CHECK_OK(store_begin(cx));
	CHECK_OK(item_add(cx, 1, "a"));
	CHECK_ERR(item_add(cx, 1, "a"), ERR_CONFLICT);
	CHECK_ERR(store_commit(cx), ERR_INTERNAL);
	CHECK_INT(item_count(cx), 0);
}

BOTH(a_limit_may_be_another_each_time)
{
	static const int64_t limits[] = { 2, 2, 5, 2, 0, 7 };
	int64_t n;

	for (int64_t i = 1; i <= 6; i++)
		CHECK_OK(store_exec(cx,
				    SQL("INSERT INTO item (community_id, id, name) VALUES (?, ?, ?)"),
				    BINDS(1, i, arena_printf(cx->arena, "n%d", (int)i))));
	for (size_t i = 0; i < COUNT(limits); i++) {
		struct item *list;
		size_t count;
		CHECK_OK(store_list(cx,
				    SQL("SELECT id FROM item WHERE community_id = ? ORDER BY id"
					" LIMIT ?"),
				    BINDS(1, limits[i]), ITEM, &list, &count));
		CHECK_INT(count, MIN(limits[i], 6));
		CHECK_OK(store_int(cx,
				   SQL("SELECT COUNT(*) FROM (SELECT 1 FROM item"
				       " WHERE community_id = ? LIMIT ?) AS counted"),
				   BINDS(1, limits[i]), &n));
		CHECK_INT(n, MIN(limits[i], 6));
	}
}
