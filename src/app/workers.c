#include "app/workers.h"
#include "app/app.h"
#include "base/limits.h"
#include "base/log.h"
#include "store/store.h"

struct work {
	struct work *next;
	void (*run)(struct store *store, void *arg);
	void *arg;
};

struct queue {
	struct work *first, **last;
	int waiting, running, most; /* most: how many may run at once */
};

struct workers {
	struct app *app;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	struct queue queues[WORK_KINDS];
	bool stopping;
	int count;
	pthread_t threads[16];
};

/* The next piece of work whose kind has room. */
static struct work *take(struct workers *w, enum work_kind *ret_kind)
{
	for (int kind = 0; kind < WORK_KINDS; kind++) {
		struct queue *q = &w->queues[kind];
		struct work *work = q->first;
		if (!work || q->running >= q->most)
			continue;
		q->first = work->next;
		if (!q->first)
			q->last = &q->first;
		q->waiting--;
		q->running++;
		*ret_kind = (enum work_kind)kind;
		return work;
	}
	return NULL;
}

static bool idle(const struct workers *w)
{
	for (int kind = 0; kind < WORK_KINDS; kind++)
		if (w->queues[kind].waiting)
			return false;
	return true;
}

static void run_queue(struct workers *w, struct store *store)
{
	pthread_mutex_lock(&w->lock);
	for (;;) {
		enum work_kind kind;
		struct work *work = take(w, &kind);
		if (!work) {
			if (w->stopping && idle(w))
				break;
			pthread_cond_wait(&w->wake, &w->lock);
			continue;
		}
		pthread_mutex_unlock(&w->lock);
		work->run(store, work->arg);
		free(work);
		pthread_mutex_lock(&w->lock);
		w->queues[kind].running--;
		pthread_cond_broadcast(&w->wake);
	}
	pthread_mutex_unlock(&w->lock);
}

static void *thread(void *arg)
{
	struct workers *w = arg;
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena, .app = w->app };
	struct store *store;

	if (store_open(&cx, w->app->where, STORE_READ, &store) < 0) {
		log_line(LOG_ERROR, "worker", "no database: %s", cx.why);
		abort();
	}
	run_queue(w, store);
	store_close(store);
	arena_free(&arena);
	return NULL;
}

int workers_start(struct ctx *cx, struct app *app, int count, struct workers **ret)
{
	struct workers *w = calloc(1, sizeof *w);

	assert(w && count <= (int)COUNT(w->threads));
	w->app = app;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->wake, NULL);
	for (int i = 0; i < WORK_KINDS; i++)
		w->queues[i].last = &w->queues[i].first;
	w->queues[WORK_READ].most = count;
	w->queues[WORK_PASSWORD].most = LIMIT_PASSWORD_HASHES;
	w->queues[WORK_SHEET].most = 1;
	w->queues[WORK_PRINT].most = 2;
	for (; w->count < count; w->count++)
		if (pthread_create(&w->threads[w->count], NULL, thread, w))
			return fail(cx, ERR_UNAVAILABLE, "no thread");
	*ret = w;
	return OK;
}

int workers_submit(struct workers *w, enum work_kind kind,
		   void (*run)(struct store *store, void *arg), void *arg)
{
	struct queue *q = &w->queues[kind];
	int most = kind == WORK_READ ? LIMIT_CONNECTIONS : LIMIT_WORK_QUEUE;
	struct work *work = malloc(sizeof *work);

	assert(work);
	*work = (struct work){ NULL, run, arg };
	pthread_mutex_lock(&w->lock);
	if (w->stopping || q->waiting >= most) {
		pthread_mutex_unlock(&w->lock);
		free(work);
		return ERR_UNAVAILABLE;
	}
	*q->last = work;
	q->last = &work->next;
	q->waiting++;
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
	return OK;
}

void workers_stop(struct workers *w)
{
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_broadcast(&w->wake);
	pthread_mutex_unlock(&w->lock);
	for (int i = 0; i < w->count; i++)
		pthread_join(w->threads[i], NULL);
	pthread_cond_destroy(&w->wake);
	pthread_mutex_destroy(&w->lock);
	free(w);
}
