/* A demo estate in a database of its own, for the tests of the program as a whole. */
#ifndef ANJU_ESTATE_H
#define ANJU_ESTATE_H
#include "demo.h"
#include "demo_parts.h"
#include "office.h"

enum { HOUSEHOLDS = 90, CASES = 70 };
static const char at[] = "2026-11-23 15:20";

/* An estate in a database of its own; where NULL = a file in `data`. The second one of a test has
 * arena and services of its own, too. */
struct made {
	struct arena arena;
	struct app app;
	struct ctx cx;
	char *logins;
	size_t size;
};

OFFICE_UNUSED static void make_of(struct made *m, const char *data, const char *where,
				  int64_t households, int64_t cases)
{
	struct demo_options o = { .households = households, .cases = cases, .seed = 7 };

	*m = (struct made){ .cx = { .now = office_at(at) } };
	m->cx.arena = &m->arena;
	CHECK_OK(app_open(&m->cx, data, where, &m->app));
	CHECK_OK(app_start(&m->cx, &m->app));
	CHECK_OK(store_open(&m->cx, m->app.where, STORE_READ, &m->cx.store));
	o.out = open_memstream(&m->logins, &m->size);
	if (demo_make(&m->cx, &o) < 0)
		test_failed(__FILE__, __LINE__, "the estate is not made: %s", m->cx.why);
	fclose(o.out);
	CHECK_OK(store_int(&m->cx, SQL_ALL("SELECT id FROM community ORDER BY id LIMIT 1"), BINDS(),
			   &m->cx.community));
}

OFFICE_UNUSED static void make(struct made *m, const char *data, const char *where)
{
	make_of(m, data, where, HOUSEHOLDS, CASES);
}

OFFICE_UNUSED static void made_free(struct made *m)
{
	store_close(m->cx.store);
	app_stop(&m->app);
	free(m->logins);
	arena_free(&m->arena);
}

OFFICE_UNUSED static void make_first_of(struct made *m, int64_t households, int64_t cases)
{
	struct office *o = &office_only;

	CHECK(sodium_init() >= 0);
	o->app.data = test_folder();
	make_of(m, o->app.data, getenv("TEST_PG") ? office_where(o) : NULL, households, cases);
	(void)atexit(office_close);
}

OFFICE_UNUSED static void make_first(struct made *m)
{
	make_first_of(m, HOUSEHOLDS, CASES);
}

OFFICE_UNUSED static int64_t number(struct made *m, const struct sql *sql, struct binds b)
{
	int64_t n = -1;

	CHECK_OK(store_int(&m->cx, sql, b, &n));
	return n;
}
#endif
