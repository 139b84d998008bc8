/* The writer: every change of the database goes through this one queue. A thread drains it, runs
 * what it found (≤ LIMIT_WRITE_BATCH) in ONE transaction and answers after the commit, so that many
 * waiting requests share one sync of the disk. A batch in which a work failed after it had changed
 * something is rolled back and run again one work a transaction.
 *
 * SQLite: one thread, one connection, which also checkpoints (3.40.1 must not have two writers).
 * PostgreSQL: two threads; a community always goes to the same one, so batches do not wait for each
 * other's rows. */
#ifndef ANJU_WRITER_H
#define ANJU_WRITER_H
#include "store/store.h"

struct writer;

/* A piece of work that changes records. The caller keeps it whole, and does not touch it or its cx,
 * until done() was called. */
struct write {
	struct ctx *cx;                 /* the caller's; the writer sets its store for the run */
	int (*run)(struct ctx *cx, void *arg); /* inside the transaction; may be run twice */
	void (*done)(struct write *w);  /* after commit or failure, on the writer's thread */
	void *arg;
	int result;                     /* run's answer; ERR_UNAVAILABLE when the commit failed */
	struct write *next;             /* the queue's */
};

int writer_start(struct ctx *cx, const char *where, struct writer **ret) MUST_USE;
/* ERR_UNAVAILABLE at once when the queue is full or writing stopped after a failed sync. */
int writer_submit(struct writer *w, struct write *write) MUST_USE;
/* Submits and waits: for workers, jobs, the command line. Never on the loop or a writer thread:
 * inside a run() call the function itself instead. cx->store is restored. */
int writer_run(struct writer *w, struct ctx *cx, int (*run)(struct ctx *cx, void *arg),
	       void *arg) MUST_USE;
/* Drains the queue, then ends the threads. */
void writer_stop(struct writer *w);

struct writer_figures {
	int64_t batches, writes, replays, failed_commits, queued;
};
void writer_figures(const struct writer *w, struct writer_figures *ret);
/* false after an I/O error at commit until the database was opened anew. */
bool writer_healthy(const struct writer *w);
#endif
