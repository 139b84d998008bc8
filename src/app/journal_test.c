#include "app/journal.h"
#include "office.h"

static void write_five(struct ctx *cx)
{
	for (int i = 1; i <= 5; i++) {
		cx->now += MINUTES(1);
		CHECK_OK(journal_add(cx, &(struct journal_entry){
						 .subject = "request",
						 .subject_id = 7,
						 .action = "dispatch",
						 .from_state = i > 1 ? "waiting" : NULL,
						 .to_state = "dispatched",
						 .note = arena_printf(cx->arena, "第 %d 条", i) }));
	}
}

static void drop_guard(struct ctx *cx)
{
	office_tamper(cx, store_is_postgres(cx->store)
				  ? "ALTER TABLE journal DISABLE TRIGGER USER"
				  : "DROP TRIGGER journal_update; DROP TRIGGER journal_delete");
}

static void check_named(struct ctx *cx, const char *row, const char *how)
{
	char head[65];
	int64_t rows;

	CHECK_ERR(journal_verify(cx, &rows, head), ERR_CONFLICT);
	CHECK_HAS(cx->why, row);
	CHECK_HAS(cx->why, how);
}

static struct ctx *spoilt_office(void)
{
	struct ctx *cx = office("2026-11-23 10:00");

	write_five(cx);
	drop_guard(cx);
	return cx;
}

TEST(the_chain_of_an_untouched_journal_verifies_and_its_head_moves_with_each_row)
{
	struct ctx *cx = office("2026-11-23 10:00");
	char before[65], after[65];
	int64_t rows;

	CHECK_OK(journal_verify(cx, &rows, before));
	CHECK_INT(rows, 0);
	write_five(cx);
	CHECK_OK(journal_verify(cx, &rows, before));
	CHECK_INT(rows, 5);
	CHECK_INT(strlen(before), 64);
	write_five(cx);
	CHECK_OK(journal_verify(cx, &rows, after));
	CHECK_INT(rows, 10);
	CHECK(strcmp(before, after) != 0);
}

TEST(a_changed_word_is_found)
{
	struct ctx *cx = spoilt_office();

	office_tamper(cx, "UPDATE journal SET note = '第 3 次' WHERE seq = 3");
	check_named(cx, "第 3 条", "被改动");
}

TEST(a_back_dated_row_is_found)
{
	struct ctx *cx = spoilt_office();

	office_tamper(cx, "UPDATE journal SET at = at - 600000 WHERE seq = 2");
	check_named(cx, "第 2 条", "被改动");
}

TEST(a_row_put_to_another_person_is_found)
{
	struct ctx *cx = spoilt_office();

	office_tamper(cx, "UPDATE journal SET actor_id = 99 WHERE seq = 5");
	check_named(cx, "第 5 条", "被改动");
}

TEST(a_row_with_a_new_digest_and_hash_breaks_at_the_next_one)
{
	struct ctx *cx = spoilt_office();

	office_tamper(cx, "UPDATE journal SET hash = digest WHERE seq = 4");
	check_named(cx, "第 4 条", "被改动");
}

TEST(a_text_moved_to_the_next_column_is_found)
{
	struct ctx *cx = spoilt_office();

	office_tamper(cx, "UPDATE journal SET data = note, note = NULL WHERE seq = 1");
	check_named(cx, "第 1 条", "被改动");
}

TEST(a_dropped_row_is_missed_by_its_number)
{
	struct ctx *cx = spoilt_office();

	office_tamper(cx, "DELETE FROM journal WHERE seq = 3");
	check_named(cx, "第 3 条", "缺少");
}

TEST(a_dropped_row_is_found_though_the_rest_was_numbered_anew)
{
	struct ctx *cx = spoilt_office();

	office_tamper(cx, "DELETE FROM journal WHERE seq = 3");
	office_tamper(cx, "UPDATE journal SET seq = 3 WHERE seq = 4");
	office_tamper(cx, "UPDATE journal SET seq = 4 WHERE seq = 5");
	check_named(cx, "第 3 条", "不符");
}

TEST(two_rows_in_exchanged_places_are_named_as_such)
{
	struct ctx *cx = spoilt_office();

	office_tamper(cx, "UPDATE journal SET seq = -1 WHERE seq = 2");
	office_tamper(cx, "UPDATE journal SET seq = 2 WHERE seq = 4");
	office_tamper(cx, "UPDATE journal SET seq = 4 WHERE seq = -1");
	check_named(cx, "第 2 条被换到第 4 条", "次序");
}

TEST(a_dropped_last_row_shows_against_the_head_kept_outside)
{
	struct ctx *cx = spoilt_office();
	char anchor[65], head[65];
	int64_t rows;

	CHECK_OK(journal_verify(cx, &rows, anchor));
	office_tamper(cx, "DELETE FROM journal WHERE seq = 5");
	CHECK_OK(journal_verify(cx, &rows, head));
	CHECK_INT(rows, 4);
	CHECK(strcmp(anchor, head) != 0);
}

TEST(the_chain_of_one_community_does_not_pass_for_anothers)
{
	struct ctx *cx = spoilt_office();

	office_tamper(cx, "UPDATE journal SET community_id = 2");
	cx->community = 2;
	check_named(cx, "第 1 条", "被改动");
}

static void check_refused(struct ctx *cx, const struct sql *sql)
{
	CHECK(store_exec(cx, sql, BINDS()) < 0);
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
}

TEST(the_journal_refuses_to_be_changed_or_shortened)
{
	struct ctx *cx = office("2026-11-23 10:00");
	char head[65];
	int64_t rows;

	write_five(cx);
	office_commit(cx);
	check_refused(cx, SQL_ALL("UPDATE journal SET note = 'x' WHERE seq = 1"));
	check_refused(cx, SQL_ALL("UPDATE journal SET at = 0, note = NULL, data = NULL,"
				  " salt = NULL, erased_at = 1 WHERE seq = 1"));
	check_refused(cx, SQL_ALL("DELETE FROM journal"));
	CHECK_OK(journal_verify(cx, &rows, head));
	CHECK_INT(rows, 5);
}

TEST(content_erased_by_law_leaves_no_trace_and_a_chain_that_holds)
{
	struct ctx *cx = office("2026-11-23 10:00");
	char before[65], after[65];
	int64_t rows, left;

	write_five(cx);
	CHECK_OK(journal_verify(cx, &rows, before));
	office_commit(cx);
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE journal SET note = NULL, data = NULL, salt = NULL,"
				" erased_at = ? WHERE community_id = ? AND seq = 2"),
			    BINDS(cx->now, cx->community)));
	CHECK_OK(journal_verify(cx, &rows, after));
	CHECK_STR(after, before);
	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM journal WHERE community_id = ?"
			       " AND (note LIKE '%第 2 条%' OR data LIKE '%第 2 条%')"),
			   BINDS(cx->community), &left));
	CHECK_INT(left, 0);
	/* once erased it cannot be written again */
	check_refused(cx, SQL_ALL("UPDATE journal SET note = 'x' WHERE seq = 2"));
}

TEST(the_time_line_of_a_record_has_its_rows_in_order_with_the_names_of_who_acted)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct journal_entry *list;
	size_t count;

	write_five(cx);
	office_as(cx, office_person(cx, "chen", ROLE_TECHNICIAN));
	CHECK_OK(journal_add(cx, &(struct journal_entry){ .subject = "request",
							  .subject_id = 7,
							  .action = "arrive",
							  .claimed_at = cx->now - MINUTES(5) }));
	CHECK_OK(journal_add(cx, &(struct journal_entry){
					 .subject = "request", .subject_id = 8,
					 .action = "open" }));
	CHECK_OK(journal_of(cx, "request", 7, &list, &count));
	CHECK_INT(count, 6);
	CHECK_STR(list[0].note, "第 1 条");
	CHECK_STR(list[0].actor_name, NULL);
	CHECK_STR(list[5].action, "arrive");
	CHECK_STR(list[5].actor_name, "chen");
	CHECK_INT(list[5].at - list[5].claimed_at, MINUTES(5));
}

TEST(the_page_of_the_journal_goes_back_from_the_newest)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct journal_entry *list;
	size_t count;

	write_five(cx);
	CHECK_OK(journal_page(cx, 0, 2, &list, &count));
	CHECK_INT(count, 2);
	CHECK_INT(list[0].seq, 5);
	CHECK_OK(journal_page(cx, list[1].seq, 10, &list, &count));
	CHECK_INT(count, 3);
	CHECK_INT(list[2].seq, 1);
}
