/* A load generator for one server: keep-alive connections in one epoll loop, the next request as
 * soon as the answer is there. Every answer's status and length are looked at: a redirect to the
 * login page is no result.
 *   load [options] ADDRESS:PORT METHOD PATH
 *   -c N  connections (1)          -t SECONDS (5)          -n N  requests instead of seconds
 *   -H "Name: value"  again for more                       -s STATUS  expected (200)
 *   -p FILE  paths, a line each, in turn                   -b TEXT  body; @@@@@@@@ is counted up
 *   -i SECONDS  one request on each connection, then idle
 *   -S STRING  must stand in each answer's body
 * One line of NAME=VALUE comes out, times in µs; exit 1 when an answer was not as expected. */
#include "base/base.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

enum { HEADERS = 16, CONNECTIONS = 4096, REQUEST = 64 * 1024, ANSWER = 4 * 1024 * 1024,
       EVENTS = 256 };

static const char mark[] = "@@@@@@@@";

struct options {
	const char *host, *method, *path, *paths_file, *body, *must;
	const char *header[HEADERS];
	int header_count, connections, status, idle_seconds;
	double seconds;
	int64_t requests;
	struct sockaddr_in address;
};

/* A request made beforehand; its number is written into `at` each time. */
struct shape {
	char *text;
	size_t n, at[4];
	int at_count;
};

struct connection {
	int fd;
	char *out, *in;
	size_t out_n, out_at, in_n, want; /* want: bytes of the whole answer, 0 = head not there yet */
	size_t in_room, head_n;
	int status;
	bool closes; /* the server ends the connection after this answer (HTTP/1.0) */
	int64_t sent_ns;
};

struct run {
	struct options o;
	struct shape *shapes;
	size_t shape_count;
	struct connection *all;
	uint32_t *us;               /* latency of each answer, tenths of µs */
	size_t count, room;
	int64_t sent, wrong, bytes, least, most, begun_ns, ended_ns;
	int64_t until_ns;
	int epoll, live;
};

static void die(const char *what)
{
	fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void *allot(void *old, size_t n)
{
	void *p = realloc(old, n);
	if (!p)
		die("memory");
	return p;
}

static int64_t now_ns(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* ---- requests ---- */

static struct shape shape_of(const struct options *o, const char *path)
{
	struct shape s = { .text = allot(NULL, REQUEST) };
	size_t n = (size_t)snprintf(s.text, REQUEST, "%s %s HTTP/1.1\r\nHost: %s\r\n", o->method,
				    path, o->host);

	for (int i = 0; i < o->header_count; i++)
		n += (size_t)snprintf(s.text + n, REQUEST - n, "%s\r\n", o->header[i]);
	if (o->body)
		n += (size_t)snprintf(s.text + n, REQUEST - n, "Content-Length: %zu\r\n\r\n%s",
				      strlen(o->body), o->body);
	else
		n += (size_t)snprintf(s.text + n, REQUEST - n, "\r\n");
	if (n >= REQUEST)
		die("request too long");
	s.n = n;
	for (char *p = s.text; (p = strstr(p, mark)) && s.at_count < 4; p += sizeof mark - 1)
		s.at[s.at_count++] = (size_t)(p - s.text);
	return s;
}

static void shapes_make(struct run *r)
{
	FILE *f = r->o.paths_file ? fopen(r->o.paths_file, "r") : NULL;
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	if (r->o.paths_file && !f)
		die(r->o.paths_file);
	while (f && (n = getline(&line, &room, f)) > 0) {
		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		r->shapes = allot(r->shapes, (r->shape_count + 1) * sizeof *r->shapes);
		r->shapes[r->shape_count++] = shape_of(&r->o, line);
	}
	if (f)
		(void)fclose(f);
	free(line);
	if (!r->shape_count) {
		r->shapes = allot(NULL, sizeof *r->shapes);
		r->shapes[r->shape_count++] = shape_of(&r->o, r->o.path);
	}
}

/* ---- connections ---- */

static void drop(struct run *r, struct connection *c)
{
	(void)close(c->fd);
	c->fd = -1;
	r->live--;
}

static void send_more(struct run *r, struct connection *c)
{
	while (c->out_at < c->out_n) {
		ssize_t n = send(c->fd, c->out + c->out_at, c->out_n - c->out_at, MSG_NOSIGNAL);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n <= 0) {
			r->wrong++;
			drop(r, c);
			return;
		}
		c->out_at += (size_t)n;
	}
}

static bool over(const struct run *r, int64_t now)
{
	return r->o.requests ? r->sent >= r->o.requests : now >= r->until_ns;
}

static void request_next(struct run *r, struct connection *c, int64_t now)
{
	const struct shape *s = &r->shapes[(size_t)r->sent % r->shape_count];
	char digits[sizeof mark];

	memcpy(c->out, s->text, s->n);
	(void)snprintf(digits, sizeof digits, "%08u", (unsigned)(r->sent % 100000000));
	for (int i = 0; i < s->at_count; i++)
		memcpy(c->out + s->at[i], digits, sizeof mark - 1);
	c->out_n = s->n;
	c->out_at = c->in_n = c->want = 0;
	c->sent_ns = now;
	r->sent++;
	send_more(r, c);
}

/* The head is there: status and length of the whole. */
static bool head_read(struct connection *c)
{
	char *end = memmem(c->in, c->in_n, "\r\n\r\n", 4), *length;

	if (!end)
		return c->in_n < REQUEST;
	*end = '\0';
	c->head_n = (size_t)(end - c->in) + 4;
	c->status = c->in_n > 12 ? (int)strtol(c->in + 9, NULL, 10) : 0;
	c->closes = strcasestr(c->in, "\r\nConnection: close") != NULL;
	length = strcasestr(c->in, "\r\nContent-Length:");
	if (!length)
		return false;
	c->want = c->head_n + strtoul(length + 17, NULL, 10);
	if (c->want >= ANSWER)
		return false;
	if (c->want > c->in_room)
		c->in = allot(c->in, c->in_room = c->want + 1);
	return true;
}

static void answer_count(struct run *r, struct connection *c, int64_t now)
{
	int64_t body = (int64_t)(c->want - c->head_n);

	if (r->count == r->room)
		r->us = allot(r->us, (r->room = r->room ? r->room * 2 : 1 << 16) * sizeof *r->us);
	r->us[r->count++] = (uint32_t)MIN((now - c->sent_ns) / 100, UINT32_MAX);
	r->bytes += body;
	r->least = r->count == 1 ? body : MIN(r->least, body);
	r->most = MAX(r->most, body);
	if (c->status != r->o.status ||
	    (r->o.must && !memmem(c->in + c->head_n, (size_t)body, r->o.must, strlen(r->o.must)))) {
		if (!r->wrong++)
			fprintf(stderr, "load: status %d: %.300s\n", c->status, c->in + c->head_n);
	}
}

/* A server may allow so many connections of one address: every few hundred another loopback one. */
static void call_from(const struct run *r, const struct connection *c)
{
	enum { OF_ONE = 500 };
	struct sockaddr_in from = r->o.address;

	from.sin_port = 0;
	from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + (uint32_t)((c - r->all) / OF_ONE));
	if (r->o.connections > OF_ONE && bind(c->fd, (const struct sockaddr *)&from, sizeof from))
		die("bind");
}

static void connect_one(struct run *r, struct connection *c)
{
	struct epoll_event e = { .events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c };

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c->fd < 0)
		die("socket");
	call_from(r, c);
	if (connect(c->fd, (const struct sockaddr *)&r->o.address, sizeof r->o.address))
		die("connect");
	(void)setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof(int));
	(void)fcntl(c->fd, F_SETFL, O_NONBLOCK);
	if (epoll_ctl(r->epoll, EPOLL_CTL_ADD, c->fd, &e) < 0)
		die("epoll");
	r->live++;
}

static void receive(struct run *r, struct connection *c)
{
	for (;;) {
		ssize_t n = recv(c->fd, c->in + c->in_n, c->in_room - c->in_n, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0) {
			r->wrong += !r->o.idle_seconds;
			drop(r, c);
			return;
		}
		c->in_n += (size_t)n;
		if (!c->want && !head_read(c)) {
			fprintf(stderr, "load: no answer I can read: %.200s\n", c->in);
			exit(2);
		}
		if (c->want && c->in_n >= c->want)
			break;
	}
	int64_t now = now_ns();
	answer_count(r, c, now);
	r->ended_ns = now;
	if (r->o.idle_seconds)
		return;
	if (over(r, now) || c->closes)
		drop(r, c);
	if (over(r, now))
		return;
	if (c->closes)
		connect_one(r, c);
	request_next(r, c, now);
}

static void run(struct run *r)
{
	struct epoll_event events[EVENTS];
	int64_t idle_until;

	r->epoll = epoll_create1(EPOLL_CLOEXEC);
	r->all = allot(NULL, (size_t)r->o.connections * sizeof *r->all);
	memset(r->all, 0, (size_t)r->o.connections * sizeof *r->all);
	for (int i = 0; i < r->o.connections; i++) {
		struct connection *c = &r->all[i];
		c->out = allot(NULL, REQUEST);
		c->in = allot(NULL, c->in_room = REQUEST + 1);
		connect_one(r, c);
	}
	r->begun_ns = now_ns();
	r->until_ns = r->begun_ns + (int64_t)(r->o.seconds * 1e9);
	idle_until = r->begun_ns + (int64_t)r->o.idle_seconds * 1000000000;
	for (int i = 0; i < r->o.connections; i++)
		if (!r->o.requests || r->sent < r->o.requests)
			request_next(r, &r->all[i], now_ns());
		else
			drop(r, &r->all[i]);
	while (r->live && !(r->o.idle_seconds && now_ns() >= idle_until)) {
		int n = epoll_wait(r->epoll, events, EVENTS, 1000);
		for (int i = 0; i < n; i++) {
			struct connection *c = events[i].data.ptr;
			if (c->fd >= 0 && (events[i].events & EPOLLOUT))
				send_more(r, c);
			if (c->fd >= 0 && (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
				receive(r, c);
		}
	}
}

/* ---- the line that comes out ---- */

static int by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static double part(const struct run *r, double share)
{
	return r->count ? r->us[(size_t)((double)(r->count - 1) * share)] / 10.0 : 0;
}

static int report(struct run *r)
{
	double seconds = (double)(r->ended_ns - r->begun_ns) / 1e9;

	qsort(r->us, r->count, sizeof *r->us, by_size);
	printf("requests=%zu seconds=%.3f rps=%.1f p50=%.1f p90=%.1f p99=%.1f max=%.1f"
	       " bytes=%" PRId64 " least=%" PRId64 " most=%" PRId64 " wrong=%" PRId64 " live=%d\n",
	       r->count, seconds, seconds > 0 ? (double)r->count / seconds : 0, part(r, 0.5),
	       part(r, 0.9), part(r, 0.99), part(r, 1), r->count ? r->bytes / (int64_t)r->count : 0,
	       r->least, r->most, r->wrong, r->live);
	return r->wrong || !r->count;
}

static void usage(void)
{
	fputs("usage: load [options] ADDRESS:PORT METHOD PATH\n", stderr);
	exit(2);
}

static void address_read(struct options *o)
{
	char host[64];
	const char *colon = strrchr(o->host, ':');

	if (!colon || (size_t)(colon - o->host) >= sizeof host)
		usage();
	memcpy(host, o->host, (size_t)(colon - o->host));
	host[colon - o->host] = '\0';
	o->address.sin_family = AF_INET;
	o->address.sin_port = htons((uint16_t)strtoul(colon + 1, NULL, 10));
	if (inet_pton(AF_INET, host, &o->address.sin_addr) != 1)
		usage();
}

static struct options options_read(int argc, char **argv)
{
	struct options o = { .connections = 1, .status = 200, .seconds = 5 };

	for (int c; (c = getopt(argc, argv, "c:t:n:H:s:p:b:i:S:")) != -1;) {
		switch (c) {
		case 'c': o.connections = (int)strtol(optarg, NULL, 10); break;
		case 't': o.seconds = strtod(optarg, NULL); break;
		case 'n': o.requests = strtoll(optarg, NULL, 10); break;
		case 's': o.status = (int)strtol(optarg, NULL, 10); break;
		case 'p': o.paths_file = optarg; break;
		case 'b': o.body = optarg; break;
		case 'i': o.idle_seconds = (int)strtol(optarg, NULL, 10); break;
		case 'S': o.must = optarg; break;
		case 'H':
			if (o.header_count < HEADERS)
				o.header[o.header_count++] = optarg;
			break;
		default: usage();
		}
	}
	if (argc - optind != 3 || o.connections < 1 || o.connections > CONNECTIONS)
		usage();
	o.host = argv[optind];
	o.method = argv[optind + 1];
	o.path = argv[optind + 2];
	address_read(&o);
	return o;
}

int main(int argc, char **argv)
{
	struct run r = { .o = options_read(argc, argv) };

	shapes_make(&r);
	run(&r);
	return report(&r);
}
