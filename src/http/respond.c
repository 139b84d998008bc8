#include "base/civil.h"
#include "base/log.h"
#include "http/internal.h"
#include "http/parse.h"

void http_response_header(struct http_request *rq, const char *name, const char *value)
{
	struct http_response *r = &rq->response;

	if (!value || !token_valid(name, strlen(name)) ||
	    !header_value_valid(value, strlen(value)) || r->header_count == HTTP_RESPONSE_HEADERS) {
		log_line(LOG_ERROR, "http.header", "left out: name=%s", name);
		return;
	}
	r->headers[r->header_count++] = (struct http_pair){
		arena_strdup(rq->arena, name), arena_strdup(rq->arena, value)
	};
}

void http_response_clear(struct http_request *rq)
{
	if (rq->response.file_fd >= 0)
		(void)close(rq->response.file_fd);
	rq->response = (struct http_response){ .status = 200, .file_fd = -1 };
}

static struct MHD_Response *response_new(struct http_exchange *x)
{
	struct http_response *r = &x->request.response;
	struct MHD_Response *mhd;

	if (r->stream)
		return stream_response(x);
	if (r->status == 204 || r->status == 304)
		r->body_size = 0;
	if (r->file_fd < 0) {
		/* libmicrohttpd takes a plain pointer, but only reads */
		char *body = (char *)(uintptr_t)(r->body_size ? r->body : "");
		return MHD_create_response_from_buffer(r->body_size, body, MHD_RESPMEM_PERSISTENT);
	}
	mhd = MHD_create_response_from_fd_at_offset64((uint64_t)r->file_size, r->file_fd, 0);
	if (mhd)
		r->file_fd = -1; /* closed with the response */
	return mhd;
}

static bool header_add(struct MHD_Response *mhd, const char *name, const char *value)
{
	return MHD_add_response_header(mhd, name, value) == MHD_YES;
}

static bool headers_add(struct http_exchange *x, struct MHD_Response *mhd)
{
	const struct http_response *r = &x->request.response;
	bool ok = true;

	x->close |= x->server->draining;
	if (r->content_type)
		ok &= header_add(mhd, "Content-Type", r->content_type);
	if (r->body_gzipped)
		ok &= header_add(mhd, "Content-Encoding", "gzip");
	for (size_t i = 0; i < r->header_count; i++)
		ok &= header_add(mhd, r->headers[i].name, r->headers[i].value);
	if (x->close)
		ok &= header_add(mhd, "Connection", "close");
	return ok;
}

enum MHD_Result respond(struct http_exchange *x)
{
	struct http_response *r = &x->request.response;
	struct MHD_Response *mhd;
	enum MHD_Result queued;

	if (r->status < 200 || r->status > 599)
		r->status = 500;
	mhd = response_new(x);
	if (!mhd) {
		log_line(LOG_ERROR, "http.respond", "no response could be made");
		return MHD_NO;
	}
	if (!headers_add(x, mhd))
		log_line(LOG_ERROR, "http.respond", "a header was refused: path=%s",
			 x->request.path);
	queued = MHD_queue_response(x->mhd, (unsigned int)r->status, mhd);
	MHD_destroy_response(mhd);
	if (queued != MHD_YES)
		return MHD_NO;
	x->phase = PHASE_QUEUED;
	if (x->stream) {
		connection_state_set(x->connection, CONNECTION_STREAMING, 0);
		stream_opened(x);
		return MHD_YES;
	}
	x->connection->acknowledged = 0;
	connection_state_set(x->connection, CONNECTION_SENDING,
			     clock_steady_us() + x->server->config.body_ms * INT64_C(1000));
	return MHD_YES;
}

static void refusal_default(struct http_request *rq, int status)
{
	const char *accept = http_header(rq, "Accept"), *phrase = status_phrase(status);

	if (accept && strstr(accept, "application/json")) {
		rq->response.content_type = "application/json";
		rq->response.body = arena_printf(rq->arena, "{\"error\":\"%s\"}\n", phrase);
	} else {
		rq->response.content_type = "text/plain; charset=utf-8";
		rq->response.body = arena_printf(rq->arena, "%d %s\n", status, phrase);
	}
	rq->response.body_size = strlen(rq->response.body);
}

enum MHD_Result respond_refused(struct http_exchange *x, int status)
{
	const struct http_config *config = &x->server->config;
	struct http_request *rq = &x->request;

	x->close = true;
	http_response_clear(rq);
	rq->response.status = status;
	if (config->refuse)
		config->refuse(config->context, rq, status);
	else
		refusal_default(rq, status);
	rq->response.status = status;
	if (status == 405)
		http_response_header(rq, "Allow", "GET, HEAD, POST, PUT, PATCH, DELETE");
	if (status == 503)
		http_response_header(rq, "Retry-After", "5");
	return respond(x);
}
