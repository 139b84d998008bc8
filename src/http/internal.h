/* Shared by the files of this folder; nobody else includes it. */
#ifndef ANJU_HTTP_INTERNAL_H
#define ANJU_HTTP_INTERNAL_H
#include "base/limits.h"
#include "base/strbuf.h"
#include "http/http.h"
#include "http/multipart.h"
#include <microhttpd.h>

enum {
	HEADER_COUNT = 100,
	/* room beside the largest head for libmicrohttpd's records and the response's head */
	POOL_BYTES = LIMIT_HEADER_BYTES + 16 * 1024,
	ADDRESS_BYTES = 16,
};
/* A refused body is still read up to here, so that a browser shows the refusal and not a reset. */
#define DISCARD_BYTES (INT64_C(2) * LIMIT_UPLOAD_BYTES)

enum connection_state {
	CONNECTION_IDLE,    /* new, or between requests */
	CONNECTION_HEAD,    /* the request line is there */
	CONNECTION_BODY,
	CONNECTION_WORKING, /* the handler has it: no deadline */
	CONNECTION_SENDING,
	CONNECTION_STREAMING, /* no deadline; stream.c looks whether the client lives */
};

/* One socket on the watchdog's list. */
struct http_connection {
	struct http_connection *next, *previous;
	struct http_server *server;
	int fd;
	enum connection_state state;
	int64_t deadline_us; /* 0 = none */
	unsigned char address[ADDRESS_BYTES]; /* the last half of an IPv6 address is zero */
	uint64_t acknowledged; /* bytes the client had at the last look, while we send */
	char peer[48];
	bool local, used, ended; /* used: had a request; ended: shut down by the watchdog */
};

enum exchange_phase {
	PHASE_HEAD,     /* request line seen, head not complete */
	PHASE_BODY,
	PHASE_HANDLING, /* handle() is running */
	PHASE_WAITING,  /* suspended until http_answer() */
	PHASE_ANSWERED, /* the response is to be queued */
	PHASE_QUEUED,
};

/* One request with all that belongs to it. */
struct http_exchange {
	struct http_request request;
	struct arena arena;
	struct http_server *server;
	struct http_connection *connection;
	struct MHD_Connection *mhd;
	struct http_exchange *next; /* on the list of answers, or of free ones */
	enum exchange_phase phase;
	struct http_pair headers[HEADER_COUNT];
	size_t header_count;
	const char *target;     /* where the request line has it; for framing_check() alone */
	size_t target_n;
	int64_t length;         /* Content-Length; -1 = none */
	bool chunked, close;
	int refused;            /* status to refuse with when the body has been read */
	int64_t body_since_us, received;
	struct strbuf body;
	struct multipart *multipart;
	int64_t upload_max, text_bytes;
	struct http_upload *upload; /* being written */
	char *write_buffer;
	size_t write_n;
	struct strbuf field;        /* being read */
	const char *field_name;
	struct http_stream *stream; /* of an answer that goes on */
};

struct http_task {
	void (*run)(void *);
	void *arg;
};

struct http_server {
	struct http_config config;
	struct MHD_Daemon *daemon[2]; /* TCP; Unix socket or NULL */
	int listen_fd[2], port, wake_fd;
	pthread_t thread, loop;       /* loop: the thread's own id, written by itself */
	struct http_connection *connections;
	uint64_t ended;               /* connections that have ended since the start */
	int64_t check_us;             /* when the watchdog looks next; 0 = nothing to watch */
	size_t waiting;               /* suspended requests */
	struct http_stream *streams;
	int64_t beat_us;              /* when they are to have the next sign of life; 0 = none */
	bool draining, unix_bound;
	int64_t drain_until_us;
	struct http_exchange *spare;
	size_t spare_count;

	pthread_mutex_t lock; /* guards what follows */
	struct http_exchange *answered;
	struct http_task *tasks;
	size_t task_count, task_size;
	bool stop;
	int drain_seconds;
};

/* framing.c: 0, or the status to refuse with. Fills the request's headers and the exchange's
 * length. */
int framing_check(struct http_exchange *x, const char *method, const char *version);

/* exchange.c: the callbacks of libmicrohttpd */
void *exchange_begin(void *server, const char *target, struct MHD_Connection *mhd);
enum MHD_Result exchange_continue(void *server, struct MHD_Connection *mhd, const char *url,
				  const char *method, const char *version, const char *data,
				  size_t *data_n, void **exchange);
void exchange_completed(void *server, struct MHD_Connection *mhd, void **exchange,
			enum MHD_RequestTerminationCode why);
void exchange_free(struct http_exchange *x);

/* body.c: 0, or the status to refuse with */
int body_begin(struct http_exchange *x);
int body_add(struct http_exchange *x, const char *bytes, size_t n);
int body_end(struct http_exchange *x);

/* respond.c: hands rq->response, or a refusal, to libmicrohttpd */
enum MHD_Result respond(struct http_exchange *x);
enum MHD_Result respond_refused(struct http_exchange *x, int status);

/* stream.c */
struct MHD_Response *stream_response(struct http_exchange *x);
void stream_opened(struct http_exchange *x);
void stream_closed(struct http_exchange *x);
/* The sign of life, when it is time. Answers the ms until the next; -1 = there are no streams. */
int streams_run(struct http_server *s, int64_t now_us);
void streams_end(struct http_server *s);

/* loop.c: the loop's thread; ends when it has been told to stop and has drained */
void *loop_run(void *server);

/* watchdog.c */
void connection_notify(void *server, struct MHD_Connection *mhd, void **context,
		       enum MHD_ConnectionNotificationCode what);
enum MHD_Result connection_allowed(void *server, const struct sockaddr *address, socklen_t n);
void connection_state_set(struct http_connection *c, enum connection_state state,
			  int64_t deadline_us);
/* Ends what is late. Answers the ms until it wants to look again; -1 = never. */
int watchdog_run(struct http_server *s, int64_t now_us);
/* Ends connections on which no request has begun; all = and those that are not worked on. */
void connections_end(struct http_server *s, bool all);
#endif
