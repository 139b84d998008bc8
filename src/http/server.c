/* Start and stop: sockets, options of libmicrohttpd, the thread. */
#include "base/log.h"
#include "http/internal.h"
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

/* As many may knock at once: a full queue costs a client a whole second. */
enum { BACKLOG = LIMIT_CONNECTIONS, PEM_BYTES = 256 * 1024 };
static const unsigned LOCAL_CONNECTIONS = 64;

struct start {
	struct http_server *server;
	char *cert, *key; /* libmicrohttpd reads them while it starts */
	char *why;
	size_t why_size;
};

static int start_failed(const struct start *st, const char *format, ...) PRINTF(2, 3);
static int start_failed(const struct start *st, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	(void)vsnprintf(st->why, st->why_size, format, ap);
	va_end(ap);
	return ERR_UNAVAILABLE;
}

/* "host:port" or "[v6]:port", numbers only. */
static int address_parse(const struct start *st, const char *listen_at, struct addrinfo **ret)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_family = AF_UNSPEC,
					.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE };
	const char *colon = strrchr(listen_at, ':');
	char host[64];
	size_t n = colon ? (size_t)(colon - listen_at) : 0;
	int r;

	if (n >= 2 && listen_at[0] == '[' && listen_at[n - 1] == ']') {
		listen_at++;
		n -= 2;
	}
	if (!colon || !n || n >= sizeof host)
		return start_failed(st, "listen address must be ADDRESS:PORT, as 127.0.0.1:8080");
	memcpy(host, listen_at, n);
	host[n] = '\0';
	r = getaddrinfo(host, colon + 1, &hints, ret);
	return r ? start_failed(st, "listen address: %s", gai_strerror(r)) : OK;
}

static int tcp_listen(struct start *st)
{
	struct http_server *s = st->server;
	struct sockaddr_storage bound = { 0 };
	socklen_t bound_n = sizeof bound;
	struct addrinfo *at;
	int on = 1, fd;

	if (address_parse(st, s->config.listen, &at) < 0)
		return ERR_UNAVAILABLE;
	fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	s->listen_fd[0] = fd;
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) ||
	    bind(fd, at->ai_addr, at->ai_addrlen) || listen(fd, BACKLOG) ||
	    getsockname(fd, (struct sockaddr *)(void *)&bound, &bound_n)) {
		int error = errno;
		freeaddrinfo(at);
		return start_failed(st, "cannot listen on %s: %s", s->config.listen,
				    strerror(error));
	}
	freeaddrinfo(at);
	s->port = ntohs(bound.ss_family == AF_INET6
				? ((struct sockaddr_in6 *)(void *)&bound)->sin6_port
				: ((struct sockaddr_in *)(void *)&bound)->sin_port);
	return OK;
}

/* Nobody can connect before listen(), so the mode is set in time. */
static int unix_listen(struct start *st)
{
	struct http_server *s = st->server;
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	size_t n = strlen(s->config.unix_path);
	int fd;

	if (n >= sizeof at.sun_path)
		return start_failed(st, "path of the socket is too long: %s", s->config.unix_path);
	memcpy(at.sun_path, s->config.unix_path, n + 1);
	if (unlink(at.sun_path) && errno != ENOENT)
		return start_failed(st, "cannot replace %s: %s", at.sun_path, strerror(errno));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	s->listen_fd[1] = fd;
	s->unix_bound = fd >= 0 && !bind(fd, (struct sockaddr *)(void *)&at, sizeof at);
	if (!s->unix_bound || chmod(at.sun_path, 0600) || listen(fd, BACKLOG))
		return start_failed(st, "cannot listen on %s: %s", at.sun_path, strerror(errno));
	return OK;
}

static int pem_read(const struct start *st, const char *path, char **ret)
{
	char *text = calloc(1, PEM_BYTES + 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 && text ? read(fd, text, PEM_BYTES) : -1;
	int error = errno;

	if (fd >= 0)
		(void)close(fd);
	*ret = text;
	if (n > 0 && n < PEM_BYTES)
		return OK;
	return start_failed(st, "cannot read %s: %s", path,
			    n < 0 ? strerror(error) : "empty or too big");
}

static void PRINTF(2, 0) log_daemon(void *unused, const char *format, va_list ap)
{
	char text[400];
	(void)unused;
	(void)vsnprintf(text, sizeof text, format, ap);
	text[strcspn(text, "\n")] = '\0';
	log_line(LOG_DEBUG, "http.daemon", "%s", text);
}

/* A NUL that %00 stands for must not cut the target: we decode it ourselves. */
static size_t unescape_nothing(void *unused, struct MHD_Connection *mhd, char *text)
{
	(void)unused;
	(void)mhd;
	return strlen(text);
}

/* Its strict mode stays off: framing.c checks all that and more, with an answer of ours. */
static int daemon_start(struct start *st, size_t which)
{
	struct http_server *s = st->server;
	bool tls = s->config.tls_cert && which == 0;
	unsigned flags = MHD_USE_EPOLL | MHD_USE_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
			 (tls ? MHD_USE_TLS : 0);
	struct MHD_OptionItem secure[] = {
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, st->cert },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, st->key },
		{ MHD_OPTION_HTTPS_PRIORITIES, 0,
		  (char[]){ "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2" } },
		{ MHD_OPTION_END, 0, NULL },
	};

	/* clang-format off */
	s->daemon[which] = MHD_start_daemon(
		flags, 0, connection_allowed, s, exchange_continue, s,
		MHD_OPTION_EXTERNAL_LOGGER, log_daemon, NULL,
		MHD_OPTION_LISTEN_SOCKET, s->listen_fd[which],
		MHD_OPTION_CONNECTION_LIMIT, which ? LOCAL_CONNECTIONS : (unsigned)LIMIT_CONNECTIONS,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES,
		MHD_OPTION_CONNECTION_TIMEOUT, 0U,
		MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
		MHD_OPTION_UNESCAPE_CALLBACK, unescape_nothing, NULL,
		MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, s,
		MHD_OPTION_NOTIFY_COMPLETED, exchange_completed, s,
		MHD_OPTION_NOTIFY_CONNECTION, connection_notify, s,
		MHD_OPTION_ARRAY, tls ? secure : secure + COUNT(secure) - 1,
		MHD_OPTION_END);
	/* clang-format on */
	if (s->daemon[which])
		return OK;
	return start_failed(st, tls ? "the certificate and its key were not accepted"
				    : "libmicrohttpd did not start");
}

static void server_free(struct http_server *s)
{
	for (size_t i = 0; i < COUNT(s->daemon); i++) {
		if (s->daemon[i])
			MHD_stop_daemon(s->daemon[i]); /* closes the socket unless quiesced */
		else if (s->listen_fd[i] >= 0)
			(void)close(s->listen_fd[i]);
	}
	if (s->unix_bound)
		(void)unlink(s->config.unix_path);
	while (s->spare) {
		struct http_exchange *x = s->spare;
		s->spare = x->next;
		arena_free(&x->arena);
		free(x);
	}
	if (s->wake_fd >= 0)
		(void)close(s->wake_fd);
	free(s->tasks);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

static int server_start(struct start *st)
{
	struct http_server *s = st->server;
	const struct http_config *config = &s->config;

	s->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (s->wake_fd < 0)
		return start_failed(st, "eventfd: %s", strerror(errno));
	if (!config->tls_cert != !config->tls_key)
		return start_failed(st, "TLS needs a certificate and its key");
	if (config->tls_cert && (pem_read(st, config->tls_cert, &st->cert) < 0 ||
				 pem_read(st, config->tls_key, &st->key) < 0))
		return ERR_UNAVAILABLE;
	if (tcp_listen(st) < 0 || daemon_start(st, 0) < 0)
		return ERR_UNAVAILABLE;
	if (config->unix_path && (unix_listen(st) < 0 || daemon_start(st, 1) < 0))
		return ERR_UNAVAILABLE;
	if (pthread_create(&s->thread, NULL, loop_run, s))
		return start_failed(st, "cannot start a thread");
	return OK;
}

int http_start(const struct http_config *config, struct http_server **ret, char *why,
	       size_t why_size)
{
	struct http_server *s = calloc(1, sizeof *s);
	struct start st = { .server = s, .why = why, .why_size = why_size };
	int r;

	if (!s)
		return start_failed(&st, "no memory");
	s->config = *config;
	s->config.header_ms = config->header_ms ? config->header_ms : LIMIT_HEADER_SECONDS * 1000;
	s->config.body_ms = config->body_ms ? config->body_ms : LIMIT_BODY_SECONDS * 1000;
	s->config.idle_ms = config->idle_ms ? config->idle_ms : LIMIT_IDLE_SECONDS * 1000;
	s->config.per_address = config->per_address ? config->per_address : LIMIT_PER_ADDRESS;
	s->config.beat_ms = config->beat_ms ? config->beat_ms : LIMIT_STREAM_BEAT * 1000;
	s->config.stream_ms = config->stream_ms ? config->stream_ms : LIMIT_STREAM_SECONDS * 1000;
	s->listen_fd[0] = s->listen_fd[1] = -1;
	pthread_mutex_init(&s->lock, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	r = server_start(&st);
	if (st.key)
		explicit_bzero(st.key, PEM_BYTES);
	free(st.key);
	free(st.cert);
	if (r < 0)
		server_free(s);
	else
		*ret = s;
	return r;
}

int http_port(const struct http_server *server)
{
	return server->port;
}

int http_stop(struct http_server *s, int drain_seconds)
{
	uint64_t one = 1;

	pthread_mutex_lock(&s->lock);
	s->stop = true;
	s->drain_seconds = drain_seconds;
	(void)!write(s->wake_fd, &one, sizeof one);
	pthread_mutex_unlock(&s->lock);
	if (pthread_join(s->thread, NULL))
		return ERR_INTERNAL;
	if (s->waiting) {
		log_line(LOG_ERROR, "http.stop", "unanswered=%zu", s->waiting);
		return ERR_UNAVAILABLE;
	}
	server_free(s);
	return OK;
}
