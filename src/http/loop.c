/* The loop thread. libmicrohttpd's own epoll thread stalls when 128 events are ready at once, and
 * its timeout ignores pending resumes; so we poll its descriptor and one of our own, and only this
 * thread resumes connections. */
#include "base/civil.h"
#include "base/log.h"
#include "http/internal.h"
#include <poll.h>

static void wake(struct http_server *s)
{
	uint64_t one = 1;
	(void)!write(s->wake_fd, &one, sizeof one);
}

void http_answer(struct http_request *rq)
{
	struct http_exchange *x = rq->internal;
	struct http_server *s = x->server;
	bool first;

	if (pthread_equal(pthread_self(), s->loop) && x->phase == PHASE_HANDLING) {
		x->phase = PHASE_ANSWERED;
		return;
	}
	pthread_mutex_lock(&s->lock);
	first = !s->answered && !s->task_count;
	x->next = s->answered;
	s->answered = x;
	if (first)
		wake(s);
	pthread_mutex_unlock(&s->lock);
}

void http_post(struct http_server *s, void (*run)(void *), void *arg)
{
	pthread_mutex_lock(&s->lock);
	if (s->task_count == s->task_size) {
		s->task_size = s->task_size ? s->task_size * 2 : 64;
		s->tasks = reallocarray(s->tasks, s->task_size, sizeof *s->tasks);
		if (!s->tasks)
			abort();
	}
	if (!s->answered && !s->task_count)
		wake(s);
	s->tasks[s->task_count++] = (struct http_task){ run, arg };
	pthread_mutex_unlock(&s->lock);
}

/* Runs what was posted and resumes what was answered. Answers false when there was nothing. */
static bool inbox_empty(struct http_server *s)
{
	struct http_exchange *x;
	struct http_task *tasks;
	size_t n;

	pthread_mutex_lock(&s->lock);
	x = s->answered;
	tasks = s->tasks;
	n = s->task_count;
	s->answered = NULL;
	s->tasks = NULL;
	s->task_count = s->task_size = 0;
	pthread_mutex_unlock(&s->lock);
	for (size_t i = 0; i < n; i++)
		tasks[i].run(tasks[i].arg);
	free(tasks);
	while (x) {
		struct http_exchange *next = x->next;
		x->next = NULL;
		x->phase = PHASE_ANSWERED;
		s->waiting--;
		MHD_resume_connection(x->mhd);
		x = next;
	}
	return n > 0;
}

static int wait_ms(struct http_server *s, int64_t now_us)
{
	int least = watchdog_run(s, now_us), beat = streams_run(s, now_us);

	if (beat >= 0)
		least = least < 0 ? beat : MIN(least, beat);

	for (size_t i = 0; i < COUNT(s->daemon); i++) {
		MHD_UNSIGNED_LONG_LONG ms;
		if (s->daemon[i] && MHD_get_timeout(s->daemon[i], &ms) == MHD_YES)
			least = least < 0 ? (int)MIN(ms, 60000) : (int)MIN(ms, (unsigned)least);
	}
	if (s->draining && s->drain_until_us) {
		int rest = (int)(MAX(s->drain_until_us - now_us, 0) / 1000 + 1);
		least = least < 0 ? rest : MIN(least, rest);
	}
	return least;
}

static void drain_begin(struct http_server *s)
{
	int seconds;
	bool stop;

	pthread_mutex_lock(&s->lock);
	stop = s->stop;
	seconds = s->drain_seconds;
	pthread_mutex_unlock(&s->lock);
	if (!stop || s->draining)
		return;
	s->draining = true;
	s->drain_until_us = clock_steady_us() + seconds * INT64_C(1000000);
	for (size_t i = 0; i < COUNT(s->daemon); i++)
		if (s->daemon[i]) {
			(void)MHD_quiesce_daemon(s->daemon[i]);
			(void)close(s->listen_fd[i]);
			s->listen_fd[i] = -1;
		}
	streams_end(s);
	connections_end(s, false);
}

static bool drained(struct http_server *s)
{
	if (!s->draining)
		return false;
	if (s->connections && clock_steady_us() < s->drain_until_us)
		return false;
	connections_end(s, true);
	return true;
}

/* At its limit, or out of descriptors, the library takes its listening socket out of the poll set;
 * the end of a connection puts it back, but only with the next run. Waiting before that would leave
 * all who knock standing until some deadline, or for ever. */
static void daemons_run(struct http_server *s)
{
	uint64_t before;

	do {
		before = s->ended;
		for (size_t i = 0; i < COUNT(s->daemon); i++)
			if (s->daemon[i])
				(void)MHD_run(s->daemon[i]);
	} while (s->ended != before);
}

void *loop_run(void *server)
{
	struct http_server *s = server;
	struct pollfd fds[3] = { { .fd = s->wake_fd, .events = POLLIN } };
	nfds_t n = 1;

	s->loop = pthread_self();
	for (size_t i = 0; i < COUNT(s->daemon); i++)
		if (s->daemon[i]) {
			const union MHD_DaemonInfo *info =
				MHD_get_daemon_info(s->daemon[i], MHD_DAEMON_INFO_EPOLL_FD);
			fds[n++] = (struct pollfd){ .fd = info->epoll_fd, .events = POLLIN };
		}
	while (!drained(s)) {
		if (poll(fds, n, wait_ms(s, clock_steady_us())) < 0 && errno != EINTR)
			log_line(LOG_ERROR, "http.loop", "poll: %s", strerror(errno));
		if (fds[0].revents) {
			uint64_t count;
			(void)!read(s->wake_fd, &count, sizeof count);
		}
		(void)inbox_empty(s);
		drain_begin(s);
		daemons_run(s);
	}
	while (inbox_empty(s))
		;
	return NULL;
}
