/* Answers that go on: server-sent events. libmicrohttpd asks a reader for bytes; when there are
 * none, the connection is suspended, and resumed by this thread when something was queued. */
#include "base/civil.h"
#include "base/log.h"
#include "http/internal.h"
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

struct http_stream {
	struct http_stream *next, *previous;
	struct http_exchange *x;
	const struct http_stream_use *use;
	int64_t until_us;
	uint64_t acknowledged;    /* bytes the client had at the last sign of life */
	size_t at, count;         /* of the queue */
	bool suspended, ended, behind; /* behind: had not taken all then */
	char queue[LIMIT_STREAM_BYTES];
};

static const char beat[] = ":\n\n";

static ssize_t reader(void *context, uint64_t position, char *buffer, size_t most)
{
	struct http_stream *s = context;
	size_t n = MIN(s->count, most);

	(void)position;
	if (n) {
		memcpy(buffer, s->queue + s->at, n);
		s->at += n;
		s->count -= n;
		return (ssize_t)n;
	}
	if (s->ended)
		return MHD_CONTENT_READER_END_OF_STREAM;
	s->suspended = true;
	MHD_suspend_connection(s->x->mhd);
	return 0;
}

static void wake(struct http_stream *s)
{
	if (!s->suspended)
		return;
	s->suspended = false;
	MHD_resume_connection(s->x->mhd);
}

struct MHD_Response *stream_response(struct http_exchange *x)
{
	enum { BLOCK = 4096 };
	struct http_stream *s = ARENA_NEW(&x->arena, struct http_stream);

	s->x = x;
	s->use = x->request.response.stream;
	s->until_us = clock_steady_us() + x->server->config.stream_ms * INT64_C(1000);
	x->stream = s;
	return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, reader, s, NULL);
}

void stream_opened(struct http_exchange *x)
{
	struct http_server *server = x->server;
	struct http_stream *s = x->stream;
	int bytes = LIMIT_STREAM_BYTES;

	/* what the kernel would hold for a reader that takes nothing is bounded too */
	(void)setsockopt(x->connection->fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
	s->next = server->streams;
	if (s->next)
		s->next->previous = s;
	server->streams = s;
	if (!server->beat_us)
		server->beat_us = clock_steady_us() + server->config.beat_ms * INT64_C(1000);
	if (server->draining)
		s->ended = true;
	s->use->opened(s->use->context, s);
}

void stream_closed(struct http_exchange *x)
{
	struct http_stream *s = x->stream;

	x->stream = NULL;
	if (s->next)
		s->next->previous = s->previous;
	if (s->previous)
		s->previous->next = s->next;
	else
		x->server->streams = s->next;
	s->use->closed(s->use->context);
}

/* Cuts it off: what is queued will not be taken any more. */
static void let_go(struct http_stream *s, const char *why)
{
	if (s->ended)
		return;
	log_line(LOG_INFO, "http.stream", "ended=%s", why);
	s->ended = true;
	s->count = 0;
	(void)shutdown(s->x->connection->fd, SHUT_RDWR);
	wake(s);
}

void http_stream_send(struct http_stream *s, const char *bytes, size_t n)
{
	if (s->ended)
		return;
	if (s->count + n > sizeof s->queue) {
		let_go(s, "slow");
		return;
	}
	if (s->at + s->count + n > sizeof s->queue) {
		memmove(s->queue, s->queue + s->at, s->count);
		s->at = 0;
	}
	memcpy(s->queue + s->at + s->count, bytes, n);
	s->count += n;
	wake(s);
}

void http_stream_end(struct http_stream *s)
{
	s->ended = true;
	wake(s);
}

/* Bytes were under way at the last look and nothing has been acknowledged since: nobody reads. */
static bool is_stuck(struct http_stream *s)
{
	struct tcp_info info = { 0 };
	socklen_t n = sizeof info;
	bool stuck;

	if (s->x->connection->local ||
	    getsockopt(s->x->connection->fd, IPPROTO_TCP, TCP_INFO, &info, &n))
		return false;
	stuck = s->behind && info.tcpi_bytes_acked == s->acknowledged;
	s->behind = info.tcpi_unacked || info.tcpi_notsent_bytes || s->count;
	s->acknowledged = info.tcpi_bytes_acked;
	return stuck;
}

int streams_run(struct http_server *server, int64_t now_us)
{
	if (!server->streams) {
		server->beat_us = 0;
		return -1;
	}
	if (now_us >= server->beat_us) {
		for (struct http_stream *s = server->streams, *next; s; s = next) {
			next = s->next;
			if (is_stuck(s))
				let_go(s, "stuck");
			else if (now_us >= s->until_us)
				http_stream_end(s);
			else
				http_stream_send(s, beat, sizeof beat - 1);
		}
		server->beat_us = now_us + server->config.beat_ms * INT64_C(1000);
		return 0; /* what was resumed just now runs at once */
	}
	return (int)MIN((server->beat_us - now_us) / 1000 + 1, (int64_t)INT_MAX);
}

void streams_end(struct http_server *server)
{
	for (struct http_stream *s = server->streams; s; s = s->next)
		http_stream_end(s);
}
