#include "app/number.h"
#include "office.h"
#include "store/writer.h"

enum { CLERKS = 8, EACH = 25 };

struct clerk {
	pthread_t thread;
	struct arena arena;
	struct ctx cx;
	struct writer *writer;
	char *numbers[EACH];
	int count;
};

static const char *next(struct ctx *cx, const char *prefix)
{
	char *number;

	CHECK_OK(number_next(cx, prefix, &number));
	return number;
}

TEST(numbers_count_by_kind_and_by_the_day_of_the_community)
{
	struct ctx *cx = office("2026-11-23 23:59");

	CHECK_STR(next(cx, "BX"), "BX20261123-0001");
	CHECK_STR(next(cx, "BX"), "BX20261123-0002");
	CHECK_STR(next(cx, "TS"), "TS20261123-0001");
	cx->now += MINUTES(1);
	CHECK_STR(next(cx, "BX"), "BX20261124-0001");
}

TEST(a_number_given_in_a_transaction_that_failed_is_given_again)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_STR(next(cx, "BX"), "BX20261123-0001");
	office_commit(cx);
	CHECK_STR(next(cx, "BX"), "BX20261123-0002");
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
	CHECK_STR(next(cx, "BX"), "BX20261123-0002");
}

TEST(the_ten_thousandth_of_a_day_is_written_in_full)
{
	struct ctx *cx = office("2026-11-23 10:00");

	(void)next(cx, "BX");
	CHECK_OK(store_exec(cx, SQL("UPDATE number_counter SET last = 9999 WHERE community_id = ?"),
			    BINDS(cx->community)));
	office_commit(cx); /* what was given last is read once a transaction */
	CHECK_STR(next(cx, "BX"), "BX20261123-10000");
}

/* Every fifth work fails after it took its number. */
static int take(struct ctx *cx, void *arg)
{
	struct clerk *c = arg;
	char *number;
	int r = number_next(cx, "BX", &number);

	if (r < 0)
		return r;
	if (c->count % 5 == 4)
		return fail(cx, ERR_INVALID, "refused");
	c->numbers[c->count] = number;
	return OK;
}

static void *work(void *arg)
{
	struct clerk *c = arg;

	for (c->count = 0; c->count < EACH; c->count++) {
		int r = writer_run(c->writer, &c->cx, take, c);
		if (r < 0 && r != ERR_INVALID)
			test_failed(__FILE__, __LINE__, "writer: %s", c->cx.why);
	}
	return NULL;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

TEST(many_at_once_get_numbers_without_a_gap_and_none_twice)
{
	struct ctx *cx = office("2026-11-23 10:00");
	static struct clerk clerks[CLERKS];
	char *all[CLERKS * EACH];
	struct writer *writer;
	size_t count = 0;

	CHECK_OK(store_commit(cx));
	store_close(cx->store);
	cx->store = NULL;
	CHECK_OK(writer_start(cx, cx->app->where, &writer));
	for (int i = 0; i < CLERKS; i++) {
		struct clerk *c = &clerks[i];
		c->cx = (struct ctx){ .arena = &c->arena, .app = cx->app, .community = 1,
				      .now = cx->now };
		c->writer = writer;
		CHECK_INT(pthread_create(&c->thread, NULL, work, c), 0);
	}
	for (int i = 0; i < CLERKS; i++)
		CHECK_INT(pthread_join(clerks[i].thread, NULL), 0);
	writer_stop(writer);
	for (int i = 0; i < CLERKS; i++)
		for (int k = 0; k < EACH; k++)
			if (clerks[i].numbers[k])
				all[count++] = clerks[i].numbers[k];
	CHECK_INT(count, CLERKS * EACH * 4 / 5);
	qsort(all, count, sizeof *all, by_text);
	for (size_t i = 0; i < count; i++)
		CHECK_STR(all[i], arena_printf(cx->arena, "BX20261123-%04zu", i + 1));
}
