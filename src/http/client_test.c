#include "http/test_client.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

static struct {
	struct http_server *server;
	pthread_t worker;
	pthread_mutex_t lock;
	pthread_cond_t ready, told;
	struct http_request *queue[2048], *held[64];
	size_t put, taken, held_count; /* the queue is a ring */
	bool stop;
	int seen, done, aborted, stream_count;
	struct echo_stream *streams; /* the loop's */
	char big[8 << 20];
	struct arena arena;
} echo = { .lock = PTHREAD_MUTEX_INITIALIZER, .ready = PTHREAD_COND_INITIALIZER,
	   .told = PTHREAD_COND_INITIALIZER };

static void body_set(struct http_request *rq, const char *text)
{
	rq->response.content_type = "text/plain; charset=utf-8";
	rq->response.body = text;
	rq->response.body_size = strlen(text);
}

static void describe(struct http_request *rq)
{
	struct strbuf b;
	strbuf_init(&b, rq->arena, LIMIT_FOR_TESTS);
	strbuf_printf(&b, "%s %s\n", rq->method, rq->path);
	strbuf_printf(&b, "peer=%s local=%d tls=%d\n", rq->peer, rq->local, rq->tls);
	for (size_t i = 0; i < rq->query_count; i++)
		strbuf_printf(&b, "query %s=%s\n", rq->query[i].name, rq->query[i].value);
	for (size_t i = 0; i < rq->form_count; i++)
		strbuf_printf(&b, "form %s=%s\n", rq->form[i].name, rq->form[i].value);
	for (size_t i = 0; i < rq->upload_count; i++) {
		const struct http_upload *u = &rq->uploads[i];
		char start[9] = "";
		(void)!read(u->fd, start, 8);
		strbuf_printf(&b, "upload %s %s %s %" PRId64 " %s\n", u->field, u->filename,
			      u->type, u->size_bytes, start);
	}
	if (http_cookie(rq, "sid"))
		strbuf_printf(&b, "cookie %s\n", http_cookie(rq, "sid"));
	if (http_header(rq, "x-test"))
		strbuf_printf(&b, "x-test [%s]\n", http_header(rq, "x-test"));
	strbuf_printf(&b, "body %zu %.100s\n", rq->body_size, rq->body);
	body_set(rq, b.s);
}

static void file_answer(struct http_request *rq)
{
	char path[300];
	(void)snprintf(path, sizeof path, "%s/file", test_folder());
	rq->response.file_fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	CHECK_INT(write(rq->response.file_fd, echo.big, 1 << 20), 1 << 20);
	rq->response.file_size = 1 << 20;
}

/* ---- /stream ---- */

struct echo_stream {
	struct echo_stream *next;
	struct http_stream *stream;
	struct http_stream_use use;
};

static void stream_count(int by)
{
	pthread_mutex_lock(&echo.lock);
	echo.stream_count += by;
	pthread_mutex_unlock(&echo.lock);
}

static void stream_opened(void *context, struct http_stream *stream)
{
	struct echo_stream *e = context;

	e->stream = stream;
	e->next = echo.streams;
	echo.streams = e;
	http_stream_send(stream, "data: hello\n\n", 13);
	stream_count(1);
}

static void stream_closed(void *context)
{
	struct echo_stream **at = &echo.streams;

	while (*at && *at != context)
		at = &(*at)->next;
	CHECK(*at);
	*at = (*at)->next;
	stream_count(-1);
}

static void stream_answer(struct http_request *rq)
{
	struct echo_stream *e = ARENA_NEW(rq->arena, struct echo_stream);

	e->use = (struct http_stream_use){ stream_opened, stream_closed, e };
	rq->response.content_type = "text/event-stream";
	rq->response.stream = &e->use;
}

struct broadcast {
	const char *bytes;
	size_t n;
	bool done;
};

static void broadcast(void *arg)
{
	struct broadcast *b = arg;

	for (struct echo_stream *e = echo.streams; e; e = e->next)
		http_stream_send(e->stream, b->bytes, b->n);
	pthread_mutex_lock(&echo.lock);
	b->done = true;
	pthread_cond_broadcast(&echo.told);
	pthread_mutex_unlock(&echo.lock);
}

void echo_broadcast(const char *bytes, size_t n)
{
	struct broadcast b = { bytes, n, false };

	http_post(echo.server, broadcast, &b);
	pthread_mutex_lock(&echo.lock);
	while (!b.done)
		pthread_cond_wait(&echo.told, &echo.lock);
	pthread_mutex_unlock(&echo.lock);
}

static void handle(void *context, struct http_request *rq)
{
	(void)context;
	pthread_mutex_lock(&echo.lock);
	echo.seen++;
	pthread_mutex_unlock(&echo.lock);
	body_set(rq, "text");
	if (!strcmp(rq->path, "/later")) {
		pthread_mutex_lock(&echo.lock);
		echo.queue[echo.put++ % COUNT(echo.queue)] = rq;
		pthread_cond_signal(&echo.ready);
		pthread_mutex_unlock(&echo.lock);
		return;
	}
	if (!strcmp(rq->path, "/never")) {
		pthread_mutex_lock(&echo.lock);
		echo.held[echo.held_count++] = rq;
		pthread_mutex_unlock(&echo.lock);
		return;
	}
	if (!strcmp(rq->path, "/big")) {
		rq->response.body = echo.big;
		rq->response.body_size = sizeof echo.big;
	} else if (!strcmp(rq->path, "/file")) {
		file_answer(rq);
	} else if (!strcmp(rq->path, "/stream")) {
		stream_answer(rq);
	} else if (!strcmp(rq->path, "/headers")) {
		http_response_header(rq, "X-Good", "yes");
		http_response_header(rq, "X-Bad", "a\r\nSet-Cookie: b");
		http_response_header(rq, "X Bad", "c");
	} else if (strcmp(rq->path, "/text")) {
		describe(rq);
	}
	http_answer(rq);
}

static void log_done(void *context, const struct http_request *rq)
{
	(void)context;
	pthread_mutex_lock(&echo.lock);
	echo.done++;
	echo.aborted += rq->aborted;
	pthread_mutex_unlock(&echo.lock);
}

static void *work(void *unused)
{
	(void)unused;
	pthread_mutex_lock(&echo.lock);
	while (!echo.stop) {
		if (echo.put == echo.taken) {
			pthread_cond_wait(&echo.ready, &echo.lock);
			continue;
		}
		struct http_request *rq = echo.queue[echo.taken++ % COUNT(echo.queue)];
		pthread_mutex_unlock(&echo.lock);
		http_answer(rq);
		pthread_mutex_lock(&echo.lock);
	}
	pthread_mutex_unlock(&echo.lock);
	return NULL;
}

struct http_server *echo_start(const struct http_config *change)
{
	struct http_config config = change ? *change : (struct http_config){ 0 };
	char why[200];

	if (!config.listen)
		config.listen = "127.0.0.1:0";
	if (!config.temp_folder)
		config.temp_folder = test_folder();
	if (!config.per_address)
		config.per_address = 1000;
	config.handle = handle;
	config.log_done = log_done;
	memset(echo.big, 'x', sizeof echo.big);
	if (http_start(&config, &echo.server, why, sizeof why) < 0)
		test_failed(__FILE__, __LINE__, "%s", why);
	CHECK_INT(pthread_create(&echo.worker, NULL, work, NULL), 0);
	return echo.server;
}

void echo_release(void)
{
	pthread_mutex_lock(&echo.lock);
	while (echo.held_count)
		http_answer(echo.held[--echo.held_count]);
	pthread_mutex_unlock(&echo.lock);
}

void echo_stop(void)
{
	CHECK_OK(http_stop(echo.server, 5));
	pthread_mutex_lock(&echo.lock);
	echo.stop = true;
	pthread_cond_signal(&echo.ready);
	pthread_mutex_unlock(&echo.lock);
	pthread_join(echo.worker, NULL);
}

static int locked(const int *n)
{
	pthread_mutex_lock(&echo.lock);
	int value = *n;
	pthread_mutex_unlock(&echo.lock);
	return value;
}

int echo_seen(void)
{
	return locked(&echo.seen);
}

int echo_done(void)
{
	return locked(&echo.done);
}

int echo_streams(void)
{
	return locked(&echo.stream_count);
}

int echo_aborted(void)
{
	return locked(&echo.aborted);
}

int client_connect_from(int from)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + (unsigned)from) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	CHECK(fd >= 0);
	CHECK_INT(bind(fd, (struct sockaddr *)(void *)&at, sizeof at), 0);
	at.sin_port = htons((uint16_t)http_port(echo.server));
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK_INT(connect(fd, (struct sockaddr *)(void *)&at, sizeof at), 0);
	return fd;
}

int client_connect(void)
{
	return client_connect_from(1);
}

void client_send(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t sent = send(fd, bytes, n, MSG_NOSIGNAL);
		if (sent <= 0)
			return; /* it was cut off: the test sees that in the answer */
		bytes += sent;
		n -= (size_t)sent;
	}
}

/* Where the response that begins at s ends; NULL when it is not complete. */
static const char *response_end(const char *s, const char *end)
{
	const char *head = memmem(s, (size_t)(end - s), "\r\n\r\n", 4);
	const char *length = head ? memmem(s, (size_t)(head - s), "Content-Length: ", 16) : NULL;
	long n = length ? strtol(length + 16, NULL, 10) : 0;

	if (!head || end - (head + 4) < n)
		return NULL;
	return head + 4 + n;
}

struct received {
	struct strbuf b;
	bool closed;
};

static int count(const struct received *r)
{
	const char *s = r->b.s, *end = r->b.s + r->b.len;
	int n = 0;

	while (s < end && (s = response_end(s, end)))
		n++;
	return n;
}

static struct received receive(int fd, int n)
{
	struct received r = { .closed = false };
	char buffer[65536];

	strbuf_init(&r.b, &echo.arena, LIMIT_FOR_TESTS);
	while (count(&r) < n) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t got = poll(&p, 1, 5000) == 1 ? read(fd, buffer, sizeof buffer) : -2;
		if (got == -2)
			break;
		if (got <= 0) {
			r.closed = true;
			break;
		}
		strbuf_add(&r.b, buffer, (size_t)got);
	}
	return r;
}

const char *client_read(int fd, int n)
{
	return receive(fd, n).b.s;
}

const char *client_statuses(int fd, int n)
{
	struct received r = receive(fd, n);
	const char *s = r.b.s, *end = r.b.s + r.b.len;
	struct strbuf b;

	strbuf_init(&b, &echo.arena, 1000);
	while (s && s < end) {
		strbuf_printf(&b, "%s%.3s", b.len ? " " : "", end - s > 12 ? s + 9 : "???");
		s = response_end(s, end);
	}
	if (r.closed)
		strbuf_text(&b, b.len ? " closed" : "closed");
	return b.s;
}

const char *probe(const char *bytes, size_t n, int responses)
{
	int fd = client_connect();
	const char *statuses;

	client_send(fd, bytes, n);
	statuses = client_statuses(fd, responses);
	close(fd);
	return statuses;
}

const char *answer(const char *bytes, size_t n)
{
	int fd = client_connect();
	const char *text;

	client_send(fd, bytes, n);
	text = client_read(fd, 1);
	close(fd);
	return text;
}
