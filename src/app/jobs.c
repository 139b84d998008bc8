#include "app/jobs.h"
#include "app/module.h"
#include "app/notice.h"
#include "app/post.h"
#include "base/civil.h"
#include "base/log.h"

enum { JOBS = 64, JUMP_MS = 2 * 60 * 1000 };

struct runner {
	struct jobs *jobs;
	bool slow;
	pthread_t thread;
};

struct jobs {
	struct app *app;
	struct runner quick, slow;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping;
	int64_t due_at[JOBS];
	struct clock_look look;
};

struct community {
	int64_t id;
};
static const struct field community_fields[] = { FIELD(community, id, 0) };

struct communities {
	struct community *list;
	size_t count;
};

static int communities_of(struct ctx *cx, struct communities *ret)
{
	return store_list(cx, SQL_ALL("SELECT id FROM community ORDER BY id"), BINDS(),
			  FIELDS(community, community_fields), &ret->list, &ret->count);
}

static void run_one(struct ctx *cx, const struct job *job, const struct communities *all)
{
	for (size_t i = 0; i < all->count; i++) {
		cx->community = all->list[i].id;
		cx->why[0] = '\0';
		if (job->run(cx) < 0)
			log_line(LOG_ERROR, "job", "name=%s community=%" PRId64 " why=%s", job->name,
				 cx->community, cx->why);
	}
	cx->community = 0;
}

int jobs_run_since(struct ctx *cx, int64_t since_ms)
{
	struct communities all;
	int r = communities_of(cx, &all);

	if (r < 0)
		return r;
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct job *job = (*m)->jobs; job && job->name; job++) {
			int64_t every = SECONDS(job->every_seconds);
			if (cx->now / every != since_ms / every)
				run_one(cx, job, &all);
		}
	}
	return OK;
}

int jobs_run_all(struct ctx *cx)
{
	return jobs_run_since(cx, 0);
}

/* ---- a clock that jumps: every time limit depends on it ---- */

int64_t clock_jump(const struct clock_look *before, const struct clock_look *now)
{
	int64_t passed = (now->steady_us - before->steady_us) / 1000;
	int64_t jump = now->wall_ms - before->wall_ms - passed;

	return jump > JUMP_MS || jump < -JUMP_MS ? jump : 0;
}

static int tell_jump(struct ctx *cx, void *arg)
{
	int64_t minutes = *(int64_t *)arg / MINUTES(1), post;
	int r = post_of_role(cx, ROLE_ADMINISTRATOR, &post);

	if (r < 0)
		return r;
	return notice_tell(cx, &(struct notice){
				       .post = post,
				       .kind = "clock",
				       .title = T(cx, "服务器的时钟跳动了"),
				       .text = arena_printf(cx->arena,
							    T(cx, "跳动 %d 分钟。请核对时间；这期间登记的时刻和时限可能不对。"),
							    (int)minutes),
				       .urgent = true,
				       .merge = "clock" });
}

int jobs_tell_jump(struct ctx *cx, int64_t jump_ms)
{
	struct communities all = { 0 };
	int r = communities_of(cx, &all);

	log_line(LOG_ERROR, "clock", "jumped_ms=%" PRId64, jump_ms);
	for (size_t i = 0; r == OK && i < all.count; i++) {
		cx->community = all.list[i].id;
		r = app_write(cx, tell_jump, &jump_ms);
	}
	cx->community = 0;
	return r;
}

static void watch_clock(struct jobs *j, struct ctx *cx)
{
	struct clock_look now = { clock_now_ms(), clock_steady_us() };
	int64_t jump = j->look.wall_ms ? clock_jump(&j->look, &now) : 0;

	j->look = now;
	cx->now = app_now(j->app);
	if (jump && jobs_tell_jump(cx, jump) < 0)
		log_line(LOG_ERROR, "clock", "why=%s", cx->why);
}

static void run_due(const struct runner *runner, struct ctx *cx)
{
	struct jobs *j = runner->jobs;
	struct communities all = { 0 };
	size_t at = 0;

	for (const struct module *const *m = modules; *m; m++) {
		for (const struct job *job = (*m)->jobs; job && job->name; job++, at++) {
			assert(at < JOBS);
			if (job->slow != runner->slow || clock_steady_us() < j->due_at[at])
				continue;
			j->due_at[at] = clock_steady_us() + job->every_seconds * INT64_C(1000000);
			cx->now = app_now(j->app);
			if (communities_of(cx, &all) < 0)
				log_line(LOG_ERROR, "job", "name=%s why=%s", job->name, cx->why);
			else
				run_one(cx, job, &all);
			arena_clear(cx->arena);
		}
	}
}

static void *thread(void *arg)
{
	const struct runner *runner = arg;
	struct jobs *j = runner->jobs;
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena, .app = j->app };

	if (store_open(&cx, j->app->where, STORE_READ, &cx.store) < 0) {
		log_line(LOG_ERROR, "jobs", "no database: %s", cx.why);
		return NULL;
	}
	pthread_mutex_lock(&j->lock);
	while (!j->stopping) {
		struct timespec until;
		pthread_mutex_unlock(&j->lock);
		if (!runner->slow)
			watch_clock(j, &cx);
		run_due(runner, &cx);
		pthread_mutex_lock(&j->lock);
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += 1;
		if (!j->stopping)
			pthread_cond_timedwait(&j->wake, &j->lock, &until);
	}
	pthread_mutex_unlock(&j->lock);
	store_close(cx.store);
	arena_free(&arena);
	return NULL;
}

int jobs_start(struct ctx *cx, struct app *app, struct jobs **ret)
{
	struct jobs *j = calloc(1, sizeof *j);

	assert(j);
	j->app = app;
	pthread_mutex_init(&j->lock, NULL);
	pthread_cond_init(&j->wake, NULL);
	/* the first run comes a little after the start, so that it does not slow it */
	for (size_t i = 0; i < JOBS; i++)
		j->due_at[i] = clock_steady_us() + INT64_C(5000000);
	j->quick = (struct runner){ .jobs = j };
	j->slow = (struct runner){ .jobs = j, .slow = true };
	if (pthread_create(&j->quick.thread, NULL, thread, &j->quick) ||
	    pthread_create(&j->slow.thread, NULL, thread, &j->slow))
		return fail(cx, ERR_UNAVAILABLE, "no thread");
	*ret = j;
	return OK;
}

void jobs_stop(struct jobs *j)
{
	pthread_mutex_lock(&j->lock);
	j->stopping = true;
	pthread_cond_broadcast(&j->wake);
	pthread_mutex_unlock(&j->lock);
	pthread_join(j->quick.thread, NULL);
	pthread_join(j->slow.thread, NULL);
	pthread_cond_destroy(&j->wake);
	pthread_mutex_destroy(&j->lock);
	free(j);
}
