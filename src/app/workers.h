/* Threads for what takes longer than a millisecond: hashes of passwords, sheets, long searches, and
 * with PostgreSQL all reads. Each has a read connection of its own. */
#ifndef ANJU_WORKERS_H
#define ANJU_WORKERS_H
#include "base/ctx.h"

struct workers;
enum work_kind { WORK_READ, WORK_PASSWORD, WORK_SHEET, WORK_PRINT, WORK_KINDS };

int workers_start(struct ctx *cx, struct app *app, int count, struct workers **ret) MUST_USE;
/* run(store, arg) on a worker; at most LIMIT_WORK_QUEUE of a kind wait: then ERR_UNAVAILABLE.
 * At most LIMIT_PASSWORD_HASHES of WORK_PASSWORD one WORK_SHEET and two WORK_PRINT
 * run at once. */
int workers_submit(struct workers *w, enum work_kind kind,
		   void (*run)(struct store *store, void *arg), void *arg) MUST_USE;
/* Waits for what is queued, then ends the threads. */
void workers_stop(struct workers *w);
#endif
