#include "store/writer.h"
#include "base/limits.h"
#include "store_test.h"
#include <sys/resource.h>
#include <sys/wait.h>

enum { MOST = 2000 };

static struct writer *writer_of(struct ctx *cx)
{
	struct writer *w;

	CHECK_OK(writer_start(cx, fixture.where, &w));
	return w;
}

/* A piece of work with what it needs; done() counts it as answered. */
struct job {
	struct write write;
	struct ctx cx;
	struct arena arena;
	int64_t id;
	int err; /* what run() answers after its change; with err_first before it */
	bool err_first;
	int runs;
	_Atomic bool answered;
};
static struct job jobs[MOST];
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static int job_run(struct ctx *cx, void *arg)
{
	struct job *j = arg;
	int r;

	j->runs++;
	if (cx->why[0] || cx->errors)
		return ERR_FORBIDDEN;
	if (j->err_first && j->err)
		return fail(cx, j->err, "no");
	r = item_add(cx, j->id, arena_printf(cx->arena, "item %" PRId64, j->id));
	if (r == OK && j->err)
		return fail_field(cx, "name", "no");
	return r;
}

static int gate_run(struct ctx *cx, void *arg)
{
	(void)cx, (void)arg;
	(void)pthread_mutex_lock(&gate);
	(void)pthread_mutex_unlock(&gate);
	return OK;
}

static void job_done(struct write *w)
{
	((struct job *)w)->answered = true;
}

static struct job *job(int i, int64_t id)
{
	struct job *j = &jobs[i];

	*j = (struct job){.id = id};
	fixture_ctx(&j->cx, &j->arena);
	j->write = (struct write){.cx = &j->cx, .run = job_run, .done = job_done, .arg = j};
	return j;
}

static void wait_for(const struct job *j)
{
	while (!j->answered)
		(void)usleep(200);
}

/* Holds the writer at its first work, so that those after it are drained as one batch. */
static void hold(struct writer *w)
{
	struct job *j = job(MOST - 1, 0);
	struct writer_figures f;

	(void)pthread_mutex_lock(&gate);
	j->write.run = gate_run;
	CHECK_OK(writer_submit(w, &j->write));
	do {
		(void)usleep(200);
		writer_figures(w, &f);
	} while (f.queued);
}

static void let_go(void)
{
	(void)pthread_mutex_unlock(&gate);
}

BOTH(what_was_answered_with_ok_is_there)
{
	struct writer *w = writer_of(cx);
	struct writer_figures f;

	hold(w);
	for (int i = 0; i < 300; i++)
		CHECK_OK(writer_submit(w, &job(i, i)->write));
	let_go();
	for (int i = 0; i < 300; i++) {
		wait_for(&jobs[i]);
		CHECK_OK(jobs[i].write.result);
		CHECK(jobs[i].cx.store == NULL);
	}
	CHECK_INT(item_count(cx), 300);
	writer_figures(w, &f);
	CHECK_INT(f.batches, 3); /* the held one, 256, the rest */
	CHECK_INT(f.writes, 301);
	CHECK_INT(f.replays, 0);
	CHECK(writer_healthy(w));
	writer_stop(w);
}

BOTH(a_work_that_fails_before_a_change_leaves_the_batch_alone)
{
	struct writer *w = writer_of(cx);
	struct writer_figures f;

	hold(w);
	for (int i = 0; i < 10; i++) {
		struct job *j = job(i, i);
		j->err = i == 4 ? ERR_FORBIDDEN : OK;
		j->err_first = true;
		CHECK_OK(writer_submit(w, &j->write));
	}
	let_go();
	for (int i = 0; i < 10; i++) {
		wait_for(&jobs[i]);
		CHECK_INT(jobs[i].write.result, i == 4 ? ERR_FORBIDDEN : OK);
		CHECK_INT(jobs[i].runs, 1);
	}
	CHECK_STR(jobs[4].cx.why, "no");
	CHECK_INT(item_count(cx), 9);
	writer_figures(w, &f);
	CHECK_INT(f.replays, 0);
	writer_stop(w);
}

BOTH(a_work_that_fails_after_a_change_takes_only_its_own_back)
{
	struct writer *w = writer_of(cx);
	struct writer_figures f;

	hold(w);
	for (int i = 0; i < 10; i++) {
		struct job *j = job(i, i == 7 ? 3 : i); /* 7 meets the key of 3 */
		j->err = i == 4 ? ERR_INVALID : OK;
		CHECK_OK(writer_submit(w, &j->write));
	}
	let_go();
	for (int i = 0; i < 10; i++) {
		wait_for(&jobs[i]);
		CHECK_INT(jobs[i].write.result, i == 4 ? ERR_INVALID : i == 7 ? ERR_CONFLICT : OK);
	}
	CHECK_STR(jobs[4].cx.errors->field, "name");
	CHECK(jobs[4].cx.errors->next == NULL);
	CHECK_INT(jobs[4].runs, 2);
	CHECK_INT(item_count(cx), 8);
	writer_figures(w, &f);
	CHECK_INT(f.replays, 1);
	writer_stop(w);
}

/* What is deferred on PostgreSQL fails late: that work hears of it all the same, no other does. */
BOTH(a_work_that_breaks_a_unique_rule_is_told_so_and_no_other_is)
{
	struct writer *w = writer_of(cx);

	CHECK_OK(writer_run(w, &job(20, 4)->cx, job_run, &jobs[20]));
	hold(w); /* among others */
	for (int i = 0; i < 10; i++)
		CHECK_OK(writer_submit(w, &job(i, i)->write));
	let_go();
	for (int i = 0; i < 10; i++) {
		wait_for(&jobs[i]);
		CHECK_INT(jobs[i].write.result, i == 4 ? ERR_CONFLICT : OK);
	}
	CHECK_INT(item_count(cx), 10);
	CHECK_ERR(writer_run(w, &job(21, 4)->cx, job_run, &jobs[21]), ERR_CONFLICT); /* and alone */
	CHECK_INT(item_count(cx), 10);
	CHECK(writer_healthy(w));
	writer_stop(w);
}

BOTH(a_full_queue_refuses_at_once)
{
	struct writer *w = writer_of(cx);

	hold(w);
	for (int i = 0; i < LIMIT_WRITE_QUEUE; i++)
		CHECK_OK(writer_submit(w, &job(i, i)->write));
	CHECK_ERR(writer_submit(w, &job(LIMIT_WRITE_QUEUE, 5000)->write), ERR_UNAVAILABLE);
	CHECK(jobs[LIMIT_WRITE_QUEUE].cx.why[0]);
	let_go();
	writer_stop(w); /* and stopping drains what was taken */
	for (int i = 0; i < LIMIT_WRITE_QUEUE; i++)
		CHECK(jobs[i].answered && jobs[i].write.result == OK);
	CHECK_INT(item_count(cx), LIMIT_WRITE_QUEUE);
}

struct caller {
	struct writer *writer;
	pthread_t thread;
	int64_t first;
	int bad, ledger;
};

static void *call_often(void *arg)
{
	struct caller *c = arg;
	struct job j = {.id = c->first};
	struct store *own = (struct store *)&j; /* never looked into */

	fixture_ctx(&j.cx, &j.arena);
	j.cx.community = c->first; /* on PostgreSQL: to either thread */
	for (int i = 0; i < 50; i++, j.id++) {
		j.cx.store = own;
		c->bad += writer_run(c->writer, &j.cx, job_run, &j) != OK || j.cx.store != own;
	}
	arena_free(&j.arena);
	return NULL;
}

BOTH(many_threads_wait_for_their_answers)
{
	struct writer *w = writer_of(cx);
	struct caller callers[16];

	for (int i = 0; i < 16; i++) {
		callers[i] = (struct caller){.writer = w, .first = (i + 1) * 1000};
		CHECK_OK(pthread_create(&callers[i].thread, NULL, call_often, &callers[i]));
	}
	for (int i = 0; i < 16; i++) {
		CHECK_OK(pthread_join(callers[i].thread, NULL));
		CHECK_INT(callers[i].bad, 0);
	}
	CHECK_INT(item_count(cx), 800);
	writer_stop(w);
}

/* ---- faults ---- */

static void wait_until_healthy(const struct writer *w)
{
	for (int i = 0; i < 3000 && !writer_healthy(w); i++)
		(void)usleep(10000);
	CHECK(writer_healthy(w));
}

static int run_item(struct writer *w, int64_t id)
{
	struct job *j = job((int)(id % MOST), id);
	return writer_run(w, &j->cx, job_run, j);
}

/* No file may grow: as on a full disk, the log cannot take the commit. */
TEST(a_disk_that_takes_no_more_stops_writing_until_it_does)
{
	struct ctx *cx = fixture_open(false);
	struct writer *w = writer_of(cx);
	struct rlimit before, none;

	CHECK_OK(run_item(w, 1));
	CHECK(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
	CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
	none = (struct rlimit){(rlim_t)store_wal_bytes(cx->store), before.rlim_max};
	CHECK(setrlimit(RLIMIT_FSIZE, &none) == 0);
	CHECK_ERR(run_item(w, 2), ERR_UNAVAILABLE);
	CHECK_ERR(run_item(w, 3), ERR_UNAVAILABLE);
	CHECK(!writer_healthy(w));
	CHECK_INT(item_count(cx), 1); /* reads go on */
	CHECK(setrlimit(RLIMIT_FSIZE, &before) == 0);
	wait_until_healthy(w);
	CHECK_OK(run_item(w, 4));
	CHECK_INT(item_count(cx), 2);
	CHECK_OK(store_check(cx));
	writer_stop(w);
}

static int lose_run(struct ctx *cx, void *arg)
{
	on_server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
		  " WHERE application_name = 'anju'");
	return job_run(cx, arg);
}

TEST(a_server_that_went_away_stops_writing_until_it_is_back)
{
	struct ctx *cx = fixture_open(true);
	struct writer *w = writer_of(cx);

	struct job *j = job(2, 2);

	CHECK_OK(run_item(w, 1));
	CHECK_ERR(writer_run(w, &j->cx, lose_run, j), ERR_UNAVAILABLE);
	wait_until_healthy(w);
	CHECK_OK(run_item(w, 3));
	store_close(cx->store);
	CHECK_OK(store_open(cx, fixture.where, STORE_WRITE, &cx->store));
	CHECK_INT(item_count(cx), 2);
	writer_stop(w);
}

/* ---- the log ---- */

static int big_run(struct ctx *cx, void *arg)
{
	static char text[100001];
	struct job *j = arg;

	memset(text, 'x', sizeof text - 1);
	return store_exec(cx,
			  SQL("INSERT INTO item (community_id, id, name, note)"
			      " VALUES (?, ?, CAST(? AS TEXT), ?)"),
			  BINDS(cx->community, j->id, (int)j->id, text));
}

static void write_big(struct writer *w, int64_t first, int count)
{
	for (int64_t id = first; id < first + count; id++) {
		struct job *j = job(0, id);
		CHECK_OK(writer_run(w, &j->cx, big_run, j));
		arena_free(&j->arena);
	}
}

TEST(an_idle_reader_does_not_make_the_log_grow)
{
	struct ctx *cx = fixture_open(false), reader;
	struct writer *w = writer_of(cx);
	AUTO(arena) arena = {0};
	int64_t bound = INT64_C(32) << 20;

	fixture_ctx(&reader, &arena);
	CHECK_OK(store_open(&reader, fixture.where, STORE_READ, &reader.store));
	CHECK_INT(item_count(&reader), 0);
	write_big(w, 1, 800); /* 80 MB */
	CHECK_INT(item_count(&reader), 800);
	CHECK(store_wal_bytes(reader.store) < bound / 2);
	/* a snapshot holds the log; when it ends, the log is cut again */
	CHECK_OK(store_snapshot_begin(&reader));
	CHECK_INT(item_count(&reader), 800);
	write_big(w, 1001, 500);
	CHECK(store_wal_bytes(reader.store) > bound);
	CHECK_INT(item_count(&reader), 800);
	store_snapshot_end(&reader);
	write_big(w, 2001, 100);
	CHECK(store_wal_bytes(reader.store) <= bound);
	CHECK_INT(item_count(&reader), 1400);
	store_close(reader.store);
	writer_stop(w);
}

/* ---- kill -9 ---- */

/* Each id that was answered goes to the ledger: a pipe whose other end outlives the writer. */
static void *call_until_killed(void *arg)
{
	struct caller *c = arg;
	struct job j = {.id = c->first};

	fixture_ctx(&j.cx, &j.arena);
	for (;; j.id++) {
		if (writer_run(c->writer, &j.cx, job_run, &j) != OK ||
		    write(c->ledger, &j.id, sizeof j.id) != sizeof j.id)
			_exit(1);
		arena_clear(&j.arena);
	}
}

static void child_write(int ledger, int64_t first)
{
	struct caller callers[8];
	struct arena arena = {0};
	struct ctx cx;
	struct writer *w;

	fixture_ctx(&cx, &arena);
	if (writer_start(&cx, fixture.where, &w) < 0)
		_exit(1);
	for (int i = 0; i < 8; i++) {
		callers[i] =
			(struct caller){.writer = w, .first = first + i * 100000, .ledger = ledger};
		if (pthread_create(&callers[i].thread, NULL, call_until_killed, &callers[i]))
			_exit(1);
	}
	for (;;)
		(void)pause();
}

/* Kills a writer after `after` answers; checks that each answered id is there. */
static void kill_once(int64_t first, int after)
{
	AUTO(arena) arena = {0};
	int64_t ids[20000], n;
	int ends[2], count = 0;
	struct ctx cx;
	pid_t child;

	CHECK(pipe(ends) == 0);
	child = fork();
	CHECK(child >= 0);
	if (child == 0) {
		(void)close(ends[0]);
		child_write(ends[1], first);
	}
	(void)close(ends[1]);
	while (read(ends[0], &ids[count], sizeof ids[0]) == sizeof ids[0] && count < 19999)
		if (++count == after)
			CHECK(kill(child, SIGKILL) == 0);
	CHECK(count >= after && count < 19999);
	CHECK(waitpid(child, NULL, 0) == child);
	(void)close(ends[0]);
	fixture_ctx(&cx, &arena);
	CHECK_OK(store_open(&cx, fixture.where, STORE_WRITE, &cx.store));
	CHECK_OK(store_is_postgres(cx.store) ? OK : store_check(&cx));
	for (int i = 0; i < count; i++)
		CHECK_OK(store_int(&cx,
				   SQL("SELECT id FROM item WHERE community_id = ? AND id = ?"),
				   BINDS(1, ids[i]), &n));
	store_close(cx.store);
}

BOTH(no_answered_write_is_lost_when_the_process_is_killed)
{
	store_close(cx->store);
	cx->store = NULL;
	for (int round = 1; round <= 4; round++)
		kill_once(round * INT64_C(10000000), round * 150);
}
