/* The door for HTTP: one loop thread around libmicrohttpd. It reads and checks whole requests,
 * calls one handler with each, and sends what the handler leaves in rq->response. It knows no
 * session and no database. Bytes that two programs might read differently are refused, not
 * interpreted. */
#ifndef ANJU_HTTP_H
#define ANJU_HTTP_H
#include "base/arena.h"

enum { HTTP_RESPONSE_HEADERS = 24 };

struct http_server;
struct http_exchange;

struct http_pair {
	const char *name, *value;
};

/* A file of a multipart form, in an unlinked temporary file. */
struct http_upload {
	const char *field, *filename, *type; /* filename: as sent; never a path to open */
	int fd;                              /* positioned at 0; closed with the request */
	int64_t size_bytes;
};

/* A stream of events (推送): an answer that goes on. All of it on the loop thread. */
struct http_stream;
struct http_stream_use {
	void (*opened)(void *context, struct http_stream *stream);
	/* the client has gone, was too slow, or the server ends: not to be touched any more */
	void (*closed)(void *context);
	void *context;
};

/* What to send. The body lies in the request's arena or lives as long as the process. */
struct http_response {
	int status;               /* 200 at first */
	const char *content_type; /* NULL = none */
	struct http_pair headers[HTTP_RESPONSE_HEADERS];
	size_t header_count;
	const char *body;
	size_t body_size;
	bool body_gzipped;        /* adds Content-Encoding: gzip */
	int file_fd;              /* instead of a body; -1 = none; the server closes it */
	int64_t file_size;
	const struct http_stream_use *stream; /* instead of a body; lies in the request's arena */
};

/* One request (请求), complete and checked. Texts are valid UTF-8 and lie in the arena. */
struct http_request {
	struct arena *arena;   /* ends when the answer has been sent */
	const char *method;    /* GET, POST, PUT, PATCH or DELETE; HEAD arrives as GET */
	bool head;             /* it was HEAD: the body will not be sent */
	const char *path;      /* decoded; begins with "/", no "." or ".." segment, no control */
	const char *target;    /* as sent: path and query, not decoded */
	struct http_pair *query;
	size_t query_count;
	const char *body;      /* of any type but multipart; ends in NUL; "" when there is none */
	size_t body_size;
	struct http_pair *form; /* fields of an urlencoded or multipart body */
	size_t form_count;
	struct http_upload *uploads;
	size_t upload_count;
	const char *peer;      /* address: "192.0.2.7", "::1"; "local" on the Unix socket */
	bool tls;
	bool local;            /* came by the Unix socket */
	int64_t started_us;    /* clock_steady_us() when the head was there */
	int64_t finished_us;   /* when the last byte was handed over; set before log_done */
	bool aborted;          /* the client went away or was too slow; set before log_done */
	struct http_response response;
	void *data;            /* the handler's own; not touched here */
	struct http_exchange *internal;
};

/* Value of a request header, name in any case; NULL when absent. Of several the first. */
const char *http_header(const struct http_request *rq, const char *name);
/* Value of a cookie; NULL when absent. */
const char *http_cookie(const struct http_request *rq, const char *name);
/* First value of that name in the query or the form; NULL when absent. */
const char *http_query(const struct http_request *rq, const char *name);
const char *http_form(const struct http_request *rq, const char *name);

/* Adds a header; texts are copied. A name that is no token or a value with a control character is
 * left out with a log line: no CR or LF ever gets through. Also for more than
 * HTTP_RESPONSE_HEADERS. */
void http_response_header(struct http_request *rq, const char *name, const char *value);
/* Empties the response for another try: status 200, no headers, no body; closes file_fd. */
void http_response_clear(struct http_request *rq);

struct http_config {
	const char *listen;            /* "127.0.0.1:8080", "[::1]:0", "0.0.0.0:80" */
	const char *unix_path;         /* a second door for the command line; NULL = none */
	const char *tls_cert, *tls_key; /* PEM files; NULL = plain HTTP */
	const char *temp_folder;       /* where uploads go */
	/* Called on the loop thread with a whole request; must not block for long. It, or whoever
	 * it hands the request to, calls http_answer() exactly once. */
	void (*handle)(void *context, struct http_request *rq);
	/* Renders a refusal of the server's own (400, 405, 413, 417, 431, 503 …) into rq->response,
	 * of which only the status is set; rq->path may be "". May be NULL: plain text, or JSON if
	 * asked. */
	void (*refuse)(void *context, struct http_request *rq, int status);
	/* After the answer was sent or the client went away, on the loop thread.
	 * rq->response.status is what was sent, 0 when nothing was. May be NULL. */
	void (*log_done)(void *context, const struct http_request *rq);
	/* Bytes a multipart body may have at this path, when the head is there; NULL, or an answer
	 * above LIMIT_UPLOAD_BYTES: LIMIT_UPLOAD_BYTES. */
	int64_t (*upload_allowed)(void *context, const struct http_request *rq);
	void *context;
	/* 0 = the value of limits.h */
	int header_ms, body_ms, idle_ms, per_address, beat_ms, stream_ms;
};

/* Listens and starts the loop thread; SIGPIPE is ignored from then on. The config's texts and
 * context must outlive the server. On failure the reason (English, for the console) in why. */
int http_start(const struct http_config *config, struct http_server **ret, char *why,
	       size_t why_size) MUST_USE;
int http_port(const struct http_server *server);
/* Hands the request back, from any thread; do not touch it afterwards. Called within handle() it
 * costs no change of thread. */
void http_answer(struct http_request *rq);
/* Stops accepting, lets running requests end for up to drain_seconds, ends all connections, joins
 * the thread and frees the server. ERR_UNAVAILABLE: a request was never answered; the server is
 * then left allocated so that a late http_answer() does no harm. */
int http_stop(struct http_server *server, int drain_seconds);
/* Whole messages of server-sent events. Only in what http_post() runs, or in opened(). A reader who
 * has not taken LIMIT_STREAM_BYTES, or nothing between two signs of life, is let go. */
void http_stream_send(struct http_stream *stream, const char *bytes, size_t n);
/* After what is queued. */
void http_stream_end(struct http_stream *stream);
/* run(arg) soon, on the loop thread; from any thread. What is still waiting at the stop is run. */
void http_post(struct http_server *server, void (*run)(void *), void *arg);
#endif
