#include "store/writer.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/log.h"
#include "store/driver.h"
#include "store/search.h"

enum { LANES_POSTGRES = 2, RETRY_FIRST_MS = 100, RETRY_MOST_MS = 5000 };

/* One thread with its connection and its queue. */
struct lane {
	struct writer *writer;
	pthread_t thread;
	pthread_mutex_t mutex; /* guards what follows down to stopping */
	pthread_cond_t wake;
	struct write *first, **last;
	_Atomic int64_t queued;
	bool stopping;
	struct store *store; /* the thread's own; NULL while it cannot be opened */
	_Atomic bool healthy;
	_Atomic int64_t batches, writes, replays, failed_commits;
};

struct writer {
	char *where;
	int lane_count;
	struct lane lanes[LANES_POSTGRES];
};

enum batch_end { BATCH_DONE, BATCH_REPLAY, BATCH_BROKEN };

/* ---- running ---- */

static void run_one(struct lane *l, struct write *w)
{
	struct store *callers = w->cx->store;

	w->cx->why[0] = '\0';
	w->cx->errors = NULL;
	w->cx->store = l->store;
	w->result = w->run(w->cx, w->arg);
	w->cx->store = callers;
}

/* The lane's own work between the runs: commits and the like. */
static int settle(struct lane *l, struct write *w)
{
	struct store *callers = w->cx->store;
	int r;

	w->cx->store = l->store;
	r = search_settle(w->cx);
	if (r == OK) /* store_commit() would tend before the answers */
		r = l->store->driver->commit(w->cx, l->store);
	store_forget(l->store);
	w->cx->store = callers;
	return r;
}

static int begin(struct lane *l, struct write *w)
{
	struct store *callers = w->cx->store;
	int r;

	w->cx->store = l->store;
	r = store_begin(w->cx);
	w->cx->store = callers;
	return r;
}

static void answer_all(struct lane *l, struct write *list, bool broken)
{
	struct write *next;

	for (struct write *w = list; w; w = next) {
		next = w->next;
		if (broken)
			w->result = store_failed(w->cx, ERR_UNAVAILABLE);
		l->writes++;
		w->done(w);
	}
}

/* What was deferred is known: whether the work changed anything, and whether it failed. */
static bool changed_since(struct store *s, int64_t before)
{
	if (s->driver->settle)
		(void)s->driver->settle(s);
	return s->changes != before;
}

/* One work inside the batch. BATCH_DONE: the next may follow. */
static enum batch_end run_inside(struct lane *l, struct write *w, bool alone)
{
	struct store *s = l->store;
	int64_t before = s->changes;

	run_one(l, w);
	if (s->broken)
		return BATCH_BROKEN;
	if (w->result == OK && !s->late && !s->driver->sound(s)) {
		log_line(LOG_ERROR, "write.aborted", "text=\"went on after a failed statement\"");
		w->result = store_failed(w->cx, ERR_INTERNAL);
	}
	if (w->result < 0 && (changed_since(s, before) || alone || !s->driver->sound(s)))
		return s->broken ? BATCH_BROKEN : BATCH_REPLAY;
	return s->late ? BATCH_REPLAY : BATCH_DONE;
}

static void defer(struct store *s, bool on)
{
	if (s->driver->defer)
		s->driver->defer(s, on);
}

/* All works of the list in one transaction. Works that failed and changed nothing stay failed.
 * deferred: see driver.h; a second run is without. */
static enum batch_end run_batch(struct lane *l, struct write *list, bool deferred)
{
	struct store *s = l->store;
	bool alone = !list->next;
	int r;

	if (begin(l, list) < 0)
		return BATCH_BROKEN;
	defer(s, deferred);
	for (struct write *w = list; w; w = w->next) {
		enum batch_end end = run_inside(l, w, alone);
		if (end == BATCH_BROKEN)
			return end;
		if (end == BATCH_REPLAY) {
			store_forget(s);
			s->driver->rollback(s);
			return alone && !s->late ? BATCH_DONE : BATCH_REPLAY;
		}
	}
	r = settle(l, list);
	if (r == OK)
		return BATCH_DONE;
	l->failed_commits++;
	s->driver->rollback(s);
	if (s->broken)
		return BATCH_BROKEN;
	if (!alone || s->late)
		return BATCH_REPLAY;
	list->result = r;
	return BATCH_DONE;
}

/* Before the answers, so that whoever got one sees that writing stopped. */
static void stop(struct lane *l)
{
	log_line(LOG_ERROR, "write.stopped", "text=\"the database cannot be written\"");
	l->healthy = false;
	l->store->broken = true;
	store_close(l->store);
	l->store = NULL;
}

static void run_replay(struct lane *l, struct write *list)
{
	struct write *next;

	l->replays++;
	for (struct write *w = list; w; w = next) {
		enum batch_end end;
		next = w->next;
		w->next = NULL;
		end = run_batch(l, w, false);
		if (end == BATCH_BROKEN)
			stop(l);
		answer_all(l, w, end == BATCH_BROKEN);
		if (end == BATCH_BROKEN) {
			answer_all(l, next, true);
			return;
		}
	}
}

static void run_list(struct lane *l, struct write *list)
{
	l->batches++;
	switch (run_batch(l, list, true)) {
	case BATCH_DONE:
		answer_all(l, list, false);
		break;
	case BATCH_REPLAY:
		run_replay(l, list);
		break;
	case BATCH_BROKEN:
		/* no second try on that descriptor: its sync would say yes to lost pages */
		stop(l);
		answer_all(l, list, true);
		break;
	}
	if (l->store)
		l->store->driver->tend(l->store);
}

/* ---- opening anew ---- */

static bool open_again(struct lane *l)
{
	AUTO(arena) arena = {0};
	struct ctx cx = {.arena = &arena};

	if (store_open(&cx, l->writer->where, STORE_WRITE, &cx.store) < 0)
		return false;
	if (cx.store->driver->test_write(&cx, cx.store) < 0) {
		cx.store->broken = true;
		store_close(cx.store);
		return false;
	}
	l->store = cx.store;
	l->healthy = true;
	log_line(LOG_INFO, "write.resumed", "text=\"the database can be written again\"");
	return true;
}

/* ---- the thread ---- */

static void wait_ms(struct lane *l, int ms)
{
	struct timespec until;

	(void)clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += (long)(ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	(void)pthread_cond_timedwait(&l->wake, &l->mutex, &until);
}

/* Up to LIMIT_WRITE_BATCH of the queue; waits for the first. NULL: stopping and empty. */
static struct write *take(struct lane *l)
{
	struct write *list, *w;
	int64_t n = 1;

	while (!l->first && !l->stopping && l->healthy)
		(void)pthread_cond_wait(&l->wake, &l->mutex);
	list = w = l->first;
	if (!list)
		return NULL;
	while (w->next && n < LIMIT_WRITE_BATCH) {
		w = w->next;
		n++;
	}
	l->first = w->next;
	if (!l->first)
		l->last = &l->first;
	w->next = NULL;
	l->queued -= n;
	return list;
}

static void *lane_run(void *arg)
{
	struct lane *l = arg;
	int retry_ms = RETRY_FIRST_MS;

	(void)pthread_mutex_lock(&l->mutex);
	for (;;) {
		struct write *list = take(l);
		if (!list && l->stopping)
			break;
		if (!list) {
			wait_ms(l, retry_ms);
			if (l->stopping)
				continue;
		}
		(void)pthread_mutex_unlock(&l->mutex);
		if (!list)
			retry_ms =
				open_again(l) ? RETRY_FIRST_MS : MIN(retry_ms * 2, RETRY_MOST_MS);
		else if (l->healthy)
			run_list(l, list);
		else
			answer_all(l, list, true);
		(void)pthread_mutex_lock(&l->mutex);
	}
	(void)pthread_mutex_unlock(&l->mutex);
	return NULL;
}

/* ---- from outside ---- */

static int lane_start(struct ctx *cx, struct writer *writer, struct lane *l)
{
	pthread_condattr_t attr;
	int r;

	l->writer = writer;
	l->last = &l->first;
	r = store_open(cx, writer->where, STORE_WRITE, &l->store);
	if (r < 0)
		return r;
	l->healthy = true;
	(void)pthread_mutex_init(&l->mutex, NULL);
	(void)pthread_condattr_init(&attr);
	(void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&l->wake, &attr);
	(void)pthread_condattr_destroy(&attr);
	if (pthread_create(&l->thread, NULL, lane_run, l) == 0)
		return OK;
	store_close(l->store);
	(void)pthread_cond_destroy(&l->wake);
	(void)pthread_mutex_destroy(&l->mutex);
	return store_failed(cx, ERR_UNAVAILABLE);
}

int writer_start(struct ctx *cx, const char *where, struct writer **ret)
{
	struct writer *w = store_alloc(sizeof *w);
	int wanted = 1, r = OK;

	w->where = store_strdup(where, "");
	while (w->lane_count < wanted && r == OK) {
		r = lane_start(cx, w, &w->lanes[w->lane_count]);
		if (r < 0)
			break;
		if (w->lanes[0].store->driver->postgres)
			wanted = LANES_POSTGRES;
		w->lane_count++;
	}
	if (r < 0) {
		writer_stop(w);
		return r;
	}
	*ret = w;
	return OK;
}

void writer_stop(struct writer *w)
{
	if (!w)
		return;
	for (int i = 0; i < w->lane_count; i++) {
		struct lane *l = &w->lanes[i];
		(void)pthread_mutex_lock(&l->mutex);
		l->stopping = true;
		(void)pthread_cond_broadcast(&l->wake);
		(void)pthread_mutex_unlock(&l->mutex);
		(void)pthread_join(l->thread, NULL);
		store_close(l->store);
		(void)pthread_cond_destroy(&l->wake);
		(void)pthread_mutex_destroy(&l->mutex);
	}
	free(w->where);
	free(w);
}

static struct lane *lane_of(struct writer *w, int64_t community)
{
	uint64_t h = (uint64_t)community * UINT64_C(0x9E3779B97F4A7C15);
	return &w->lanes[(h >> 32) % (uint64_t)w->lane_count];
}

int writer_submit(struct writer *w, struct write *write)
{
	struct lane *l = lane_of(w, write->cx->community);
	bool taken;

	(void)pthread_mutex_lock(&l->mutex);
	taken = l->healthy && !l->stopping && l->queued < LIMIT_WRITE_QUEUE;
	if (taken) {
		write->next = NULL;
		*l->last = write;
		l->last = &write->next;
		l->queued++;
		(void)pthread_cond_signal(&l->wake);
	}
	(void)pthread_mutex_unlock(&l->mutex);
	if (taken)
		return OK;
	return fail(write->cx, ERR_UNAVAILABLE, T(write->cx, "系统正忙，请稍后再试"));
}

struct waiting {
	struct write write;
	pthread_mutex_t mutex;
	pthread_cond_t answered;
	bool done;
};

static void wake_waiting(struct write *w)
{
	struct waiting *waiting = (struct waiting *)w;

	(void)pthread_mutex_lock(&waiting->mutex);
	waiting->done = true;
	(void)pthread_cond_signal(&waiting->answered);
	(void)pthread_mutex_unlock(&waiting->mutex);
}

int writer_run(struct writer *w, struct ctx *cx, int (*run)(struct ctx *cx, void *arg), void *arg)
{
	struct waiting waiting = {
		.write = {.cx = cx, .run = run, .done = wake_waiting, .arg = arg},
		.mutex = PTHREAD_MUTEX_INITIALIZER,
		.answered = PTHREAD_COND_INITIALIZER,
	};
	int r;

	for (int i = 0; i < w->lane_count; i++)
		assert(!pthread_equal(pthread_self(), w->lanes[i].thread));
	r = writer_submit(w, &waiting.write);
	if (r < 0)
		return r;
	(void)pthread_mutex_lock(&waiting.mutex);
	while (!waiting.done)
		(void)pthread_cond_wait(&waiting.answered, &waiting.mutex);
	(void)pthread_mutex_unlock(&waiting.mutex);
	(void)pthread_cond_destroy(&waiting.answered);
	(void)pthread_mutex_destroy(&waiting.mutex);
	return waiting.write.result;
}

void writer_figures(const struct writer *w, struct writer_figures *ret)
{
	*ret = (struct writer_figures){0};
	for (int i = 0; i < w->lane_count; i++) {
		const struct lane *l = &w->lanes[i];
		ret->batches += l->batches;
		ret->writes += l->writes;
		ret->replays += l->replays;
		ret->failed_commits += l->failed_commits;
		ret->queued += l->queued;
	}
}

bool writer_healthy(const struct writer *w)
{
	for (int i = 0; i < w->lane_count; i++)
		if (!w->lanes[i].healthy)
			return false;
	return true;
}
