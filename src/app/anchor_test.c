#include "app/anchor.h"
#include "app/journal.h"
#include "office.h"

static void add_lines(struct ctx *cx, int count)
{
	for (int i = 0; i < count; i++)
		CHECK_OK(journal_add(cx, &(struct journal_entry){ .subject = "request",
								  .subject_id = i + 1,
								  .action = "note" }));
}

static const char *anchor(struct ctx *cx)
{
	return arena_printf(cx->arena, "%s/anchor", cx->app->data);
}

static void allow_changes(struct ctx *cx, const char *sql)
{
	if (store_is_postgres(cx->store))
		office_tamper(cx, arena_printf(cx->arena, "ALTER TABLE journal DISABLE TRIGGER ALL; %s",
					       sql));
	else
		office_tamper(cx, arena_printf(cx->arena, "DROP TRIGGER journal_update;"
							  " DROP TRIGGER journal_delete; %s",
					       sql));
}

TEST(a_journal_that_went_on_still_holds_its_anchor)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lines;

	add_lines(cx, 3);
	CHECK_OK(anchor_keep(cx, cx->app->data));
	add_lines(cx, 4);
	CHECK_OK(anchor_check(cx, anchor(cx), &lines));
	CHECK_INT(lines, 1);
	CHECK_INT(cx->community, 1);
}

TEST(a_journal_that_was_cut_off_is_named_by_its_anchor)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lines, rows;
	char head[65];

	add_lines(cx, 9);
	CHECK_OK(anchor_keep(cx, cx->app->data));
	allow_changes(cx, "DELETE FROM journal WHERE seq > 6");
	CHECK_OK(journal_verify(cx, &rows, head)); /* the chain alone does not know */
	CHECK_ERR(anchor_check(cx, anchor(cx), &lines), ERR_CONFLICT);
	CHECK_HAS(cx->why, "第 9 条");
	CHECK_HAS(cx->why, "第 6 条");
}

TEST(a_journal_that_was_chained_anew_is_named_by_its_anchor)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lines, rows;
	char head[65];

	add_lines(cx, 5);
	CHECK_OK(anchor_keep(cx, cx->app->data));
	allow_changes(cx, "DELETE FROM journal");
	add_lines(cx, 7);
	CHECK_OK(journal_verify(cx, &rows, head));
	CHECK_ERR(anchor_check(cx, anchor(cx), &lines), ERR_CONFLICT);
	CHECK_HAS(cx->why, "第 5 条");
}

TEST(the_last_anchor_of_a_day_is_kept)
{
	struct ctx *cx = office("2026-11-23 10:00");
	const char *path = arena_printf(cx->arena, "%s/anchor.log", cx->app->data);
	const struct timespec then[] = { { .tv_sec = office_at("2026-11-23 18:00") / 1000 },
					 { .tv_sec = office_at("2026-11-23 18:00") / 1000 } };
	int64_t lines;

	add_lines(cx, 2);
	CHECK_OK(anchor_keep(cx, cx->app->data));
	CHECK_ERR(anchor_check(cx, path, &lines), ERR_NOT_FOUND);
	CHECK(utimensat(AT_FDCWD, anchor(cx), then, 0) == 0);
	cx->now = office_at("2026-11-24 08:00");
	add_lines(cx, 2);
	CHECK_OK(anchor_keep(cx, cx->app->data));
	CHECK_OK(anchor_check(cx, path, &lines));
	CHECK_INT(lines, 1);
	allow_changes(cx, "DELETE FROM journal WHERE seq > 1");
	CHECK_ERR(anchor_check(cx, path, &lines), ERR_CONFLICT);
}

TEST(what_is_no_anchor_file_is_said_to_be_none)
{
	static const char *const wrong[] = { "1\n", "1 2\n", "1 2 abc\n", "x 2 abc\n", "\1\n" };
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lines;

	for (size_t i = 0; i < COUNT(wrong); i++) {
		int fd = open(anchor(cx), O_WRONLY | O_CREAT | O_TRUNC, 0600);
		CHECK(fd >= 0 && write(fd, wrong[i], strlen(wrong[i])) > 0 && !close(fd));
		CHECK_ERR(anchor_check(cx, anchor(cx), &lines), ERR_INVALID);
	}
}
