/* The demonstration estate (演示小区): houses, people, staff and a year of history, all made through
 * the same functions as by hand, with the clock set back; so numbers, clocks and journal are true.
 *
 * The same seed and the same clock give the same estate: names, numbers, texts, times, passwords.
 * Only what nobody reads differs: record ids, salts and hashes. The history ends at cx->now. */
#ifndef ANJU_DEMO_H
#define ANJU_DEMO_H
#include "base/ctx.h"

enum { DEMO_HOUSEHOLDS = 600, DEMO_CASES = 3000, DEMO_SEED = 1,
       DEMO_HOUSEHOLDS_MAX = 1000000, DEMO_CASES_MAX = 10000000 };

struct demo_options {
	int64_t households, cases, seed;
	int days;        /* of history; 0 = a year */
	int jobs_minutes; /* how often the program's jobs run meanwhile; 0 = never */
	FILE *out;       /* ROLE LOGIN PASSWORD, a line a role */
	FILE *progress;  /* NULL = nobody looks */
};
/* In an office without a community; else ERR_CONFLICT. The lines of out are kept in DIR/logins.txt
 * as well (0600). Two communities come of it: a large one, and a small one with its own people. */
int demo_make(struct ctx *cx, const struct demo_options *o) MUST_USE;
#endif
