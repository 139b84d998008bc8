/* The way of one request: head, body, handler, answer. */
#include "base/civil.h"
#include "http/internal.h"
#include "http/parse.h"

enum { SPARE_MOST = 64 };

static struct http_exchange *exchange_new(struct http_server *s)
{
	struct http_exchange *x = s->spare;

	if (x) {
		s->spare = x->next;
		s->spare_count--;
		x->next = NULL;
		return x;
	}
	x = calloc(1, sizeof *x);
	if (!x)
		abort();
	return x;
}

void exchange_free(struct http_exchange *x)
{
	struct http_server *s = x->server;
	struct http_request *rq = &x->request;
	struct arena arena;

	for (size_t i = 0; i < rq->upload_count; i++)
		if (rq->uploads[i].fd >= 0)
			(void)close(rq->uploads[i].fd);
	if (rq->response.file_fd >= 0)
		(void)close(rq->response.file_fd);
	if (!s || s->spare_count == SPARE_MOST) {
		arena_free(&x->arena);
		free(x);
		return;
	}
	arena_clear(&x->arena);
	arena = x->arena;
	*x = (struct http_exchange){ .arena = arena, .next = s->spare };
	s->spare = x;
	s->spare_count++;
}

static struct http_connection *connection_of(struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

void *exchange_begin(void *server, const char *target, struct MHD_Connection *mhd)
{
	struct http_server *s = server;
	struct http_exchange *x = exchange_new(s);
	struct http_connection *c = connection_of(mhd);
	struct http_request *rq = &x->request;
	int64_t deadline_us;

	x->server = s;
	x->mhd = mhd;
	x->connection = c;
	x->target = target;
	x->target_n = strlen(target);
	*rq = (struct http_request){
		.arena = &x->arena, .internal = x, .method = "", .path = "", .body = "",
		.target = arena_strndup(&x->arena, target, x->target_n),
		.peer = c->peer, .local = c->local, .tls = s->config.tls_cert && !c->local,
		.started_us = clock_steady_us(), .response = { .status = 200, .file_fd = -1 },
	};
	/* the first request has the time since the connection was made, a later one begins here */
	deadline_us = rq->started_us + s->config.header_ms * INT64_C(1000);
	connection_state_set(c, CONNECTION_HEAD, c->used ? deadline_us : c->deadline_us);
	c->used = true;
	return x;
}

static enum MHD_Result head_handle(struct http_exchange *x, const char *method, const char *version)
{
	struct http_connection *c = x->connection;
	bool whole;
	int status;

	x->body_since_us = clock_steady_us();
	x->request.started_us = x->body_since_us;
	status = framing_check(x, method, version);
	if (status)
		return respond_refused(x, status);
	x->phase = PHASE_BODY;
	whole = !x->chunked && x->length <= 0;
	status = body_begin(x);
	if (status && (whole || x->chunked || x->length > DISCARD_BYTES ||
		       http_header(&x->request, "Expect")))
		return respond_refused(x, status);
	x->refused = status;
	if (!whole)
		connection_state_set(c, CONNECTION_BODY,
				     x->body_since_us + x->server->config.body_ms * INT64_C(1000));
	return MHD_YES;
}

static enum MHD_Result body_handle(struct http_exchange *x, const char *data, size_t *data_n)
{
	x->received += (int64_t)*data_n;
	if (x->refused && x->received > DISCARD_BYTES)
		return MHD_NO;
	if (!x->refused)
		x->refused = body_add(x, data, *data_n);
	*data_n = 0;
	/* after the first seconds an upload must bring 1 KB each second */
	if (x->multipart && !x->refused)
		x->connection->deadline_us = x->body_since_us +
			x->server->config.body_ms * INT64_C(1000) + x->received * 1000000 / 1024;
	return MHD_YES;
}

static enum MHD_Result dispatch(struct http_exchange *x)
{
	struct http_server *s = x->server;
	int status = x->refused ? x->refused : body_end(x);

	if (status)
		return respond_refused(x, status);
	connection_state_set(x->connection, CONNECTION_WORKING, 0);
	x->phase = PHASE_HANDLING;
	s->config.handle(s->config.context, &x->request);
	if (x->phase == PHASE_ANSWERED)
		return respond(x);
	x->phase = PHASE_WAITING;
	s->waiting++;
	MHD_suspend_connection(x->mhd);
	return MHD_YES;
}

enum MHD_Result exchange_continue(void *server, struct MHD_Connection *mhd, const char *url,
				  const char *method, const char *version, const char *data,
				  size_t *data_n, void **exchange)
{
	struct http_exchange *x = *exchange;

	(void)server;
	(void)mhd;
	(void)url;
	switch (x->phase) {
	case PHASE_HEAD:
		return head_handle(x, method, version);
	case PHASE_BODY:
		return *data_n ? body_handle(x, data, data_n) : dispatch(x);
	case PHASE_ANSWERED:
		return respond(x);
	case PHASE_QUEUED: /* what still arrives of a refused body */
		*data_n = 0;
		return MHD_YES;
	case PHASE_HANDLING:
	case PHASE_WAITING:
		break;
	}
	return MHD_NO;
}

void exchange_completed(void *server, struct MHD_Connection *mhd, void **exchange,
			enum MHD_RequestTerminationCode why)
{
	struct http_server *s = server;
	struct http_exchange *x = *exchange;
	struct http_request *rq;

	(void)mhd;
	if (!x)
		return;
	*exchange = NULL;
	rq = &x->request;
	rq->finished_us = clock_steady_us();
	rq->aborted = why != MHD_REQUEST_TERMINATED_COMPLETED_OK;
	if (x->phase != PHASE_QUEUED)
		rq->response.status = 0;
	if (x->stream)
		stream_closed(x);
	if (s->config.log_done && x->phase != PHASE_HEAD)
		s->config.log_done(s->config.context, rq);
	connection_state_set(x->connection, CONNECTION_IDLE,
			     rq->finished_us + s->config.idle_ms * INT64_C(1000));
	exchange_free(x);
}

const char *http_header(const struct http_request *rq, const char *name)
{
	const struct http_exchange *x = rq->internal;

	for (size_t i = 0; i < x->header_count; i++)
		if (!strcasecmp(x->headers[i].name, name))
			return x->headers[i].value;
	return NULL;
}

const char *http_cookie(const struct http_request *rq, const char *name)
{
	return cookie_value(rq->arena, http_header(rq, "Cookie"), name);
}

static const char *pair_value(const struct http_pair *pairs, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(pairs[i].name, name))
			return pairs[i].value;
	return NULL;
}

const char *http_query(const struct http_request *rq, const char *name)
{
	return pair_value(rq->query, rq->query_count, name);
}

const char *http_form(const struct http_request *rq, const char *name)
{
	return pair_value(rq->form, rq->form_count, name);
}
