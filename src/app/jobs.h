/* Jobs: what happens without a request: sweeping, closing of posts that ended. One thread, and a
 * second for those that are slow; each job runs once for each community when its time has come. A
 * table a module: module.h. */
#ifndef ANJU_JOBS_H
#define ANJU_JOBS_H
#include "app/app.h"

struct jobs;
int jobs_start(struct ctx *cx, struct app *app, struct jobs **ret) MUST_USE;
void jobs_stop(struct jobs *j);
/* Runs every job of the program now, for every community; for tests and after a change of clock. */
int jobs_run_all(struct ctx *cx) MUST_USE;
/* Those whose time has come since an instant, by their own rhythm; for a clock that is set. */
int jobs_run_since(struct ctx *cx, int64_t since_ms) MUST_USE;

/* Did the wall clock jump against the steady one between two looks? In ms; 0 = no, as for a
 * little drift. */
struct clock_look {
	int64_t wall_ms, steady_us;
};
int64_t clock_jump(const struct clock_look *before, const struct clock_look *now);
/* Tells the administrators of every community, and the log. */
int jobs_tell_jump(struct ctx *cx, int64_t jump_ms) MUST_USE;
#endif
