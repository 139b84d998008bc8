/* Jobs: what happens without a request: sweeping, closing of posts that ended. One thread; each job
 * runs once for each community when its time has come. A table a module: module.h. */
#ifndef ANJU_JOBS_H
#define ANJU_JOBS_H
#include "app/app.h"

struct jobs;
int jobs_start(struct ctx *cx, struct app *app, struct jobs **ret) MUST_USE;
void jobs_stop(struct jobs *j);
/* Runs every job of the program now, for every community; for tests and after a change of clock. */
int jobs_run_all(struct ctx *cx) MUST_USE;
#endif
