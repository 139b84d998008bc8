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
