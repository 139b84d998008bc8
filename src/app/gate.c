#include "app/gate.h"
#include "app/compress.h"
#include "app/face.h"
#include "app/idempotency.h"
#include "app/identity.h"
#include "app/push.h"
#include "app/route.h"
#include "app/workers.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/text.h"

static const char api_prefix[] = "/api/v1";

static const char *const security_headers[][2] = {
	{ "Content-Security-Policy",
	  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
	  "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
	  "frame-ancestors 'none'; worker-src 'self'" },
	{ "X-Content-Type-Options", "nosniff" },
	/* not no-referrer: with that a browser says "Origin: null" even to its own site */
	{ "Referrer-Policy", "same-origin" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "X-Frame-Options", "DENY" },
};

static bool has_header(const struct http_response *response, const char *name)
{
	for (size_t i = 0; i < response->header_count; i++)
		if (!strcasecmp(response->headers[i].name, name))
			return true;
	return false;
}

static void add_headers(struct request *rq)
{
	for (size_t i = 0; i < COUNT(security_headers); i++)
		if (!has_header(&rq->http->response, security_headers[i][0]))
			http_response_header(rq->http, security_headers[i][0], security_headers[i][1]);
	if (!has_header(&rq->http->response, "Cache-Control"))
		http_response_header(rq->http, "Cache-Control", "no-store");
}

static void answer(struct request *rq)
{
	add_headers(rq);
	compress_response(rq->http, http_header(rq->http, "Accept-Encoding"));
	http_answer(rq->http);
}

/* ---- what every lane does ---- */

/* Forgets a first run, for the second one after a batch was rolled back. */
static void reset(struct request *rq)
{
	http_response_clear(rq->http);
	rq->admitted = false;
	rq->answered = false;
	rq->actor = (struct actor){ 0 };
	rq->cx.actor = NULL;
	rq->cx.community = 0;
	rq->cx.errors = NULL;
	push_forget(&rq->cx);
	rq->cx.why[0] = '\0';
}

static int handle(struct request *rq)
{
	int r = rq->route->handle(rq);

	if (r == OK && !rq->answered)
		r = fail(&rq->cx, ERR_INTERNAL, T(&rq->cx, "这个页面没有内容。"));
	return r;
}

/* Who, may he, and then the handler. Where the store writes, all of it is one transaction. */
static int perform(struct request *rq)
{
	int r;

	reset(rq);
	r = identify(rq);
	if (r == OK)
		r = admit(rq);
	if (r < 0)
		return r;
	if (rq->route->lane == LANE_WORK || rq->route->secret || !strcmp(rq->route->method, "GET"))
		return handle(rq);
	r = idempotency_replay(rq);
	if (r != 0)
		return MIN(r, OK);
	r = handle(rq);
	return r == OK ? idempotency_keep(rq) : r;
}

static bool shows_form_again(const struct request *rq, int err)
{
	if (!rq->admitted || !rq->route->form || rq->form_again)
		return false;
	if (rq->wants == WANTS_JSON) /* the record as it is now, beside the error */
		return err == ERR_CONFLICT;
	return err == ERR_INVALID || err == ERR_CONFLICT || err == ERR_TOO_BIG;
}

/* ---- reading: on the loop for SQLite, on a worker for PostgreSQL and for long work ---- */

static void read_and_answer(struct store *store, void *arg)
{
	struct request *rq = arg;
	int r;

	rq->cx.store = store;
	if (rq->form_again) {
		/* why and errors of the refused write are what the form shows */
		r = rq->route->form(rq);
		if (r == OK && !rq->answered)
			r = ERR_INTERNAL;
	} else {
		bool snapshot = rq->route->lane != LANE_WORK;
		r = snapshot ? store_snapshot_begin(&rq->cx) : OK;
		if (r == OK)
			r = perform(rq);
		if (snapshot)
			store_snapshot_end(&rq->cx);
	}
	if (r < 0 && shows_form_again(rq, r)) {
		rq->form_again = true;
		rq->http->response.status = r == ERR_CONFLICT ? 409 : 422;
		read_and_answer(store, rq);
		return;
	}
	if (r < 0)
		reply_error(rq, r);
	touch_later(rq);
	answer(rq);
}

static void submit_read(struct request *rq, enum work_kind kind)
{
	int r = workers_submit(rq->app->workers, kind, read_and_answer, rq);

	if (r < 0) {
		reply_error(rq, r);
		answer(rq);
	}
}

static void read_on_loop(void *arg)
{
	struct request *rq = arg;

	if (rq->app->loop_store)
		read_and_answer(rq->app->loop_store, rq);
	else
		submit_read(rq, WORK_READ);
}

/* ---- writing ---- */

static int write_run(struct ctx *cx, void *arg)
{
	struct request *rq = arg;

	(void)cx;
	return perform(rq);
}

/* On the writer's thread, after the commit or the failure. */
static void write_done(struct write *w)
{
	struct request *rq = w->arg;

	if (w->result < 0)
		push_forget(&rq->cx);
	if (w->result < 0 && shows_form_again(rq, w->result)) {
		rq->form_again = true;
		rq->http->response.status = w->result == ERR_CONFLICT ? 409 : 422;
		http_post(rq->app->server, read_on_loop, rq);
		return;
	}
	touch_later(rq);
	if (w->result < 0) {
		http_response_clear(rq->http);
		reply_error(rq, w->result);
	} else {
		push_send(rq->app, &rq->cx);
	}
	answer(rq);
}

static void submit_write(struct request *rq)
{
	int r;

	rq->write = (struct write){ .cx = &rq->cx, .run = write_run, .done = write_done, .arg = rq };
	r = writer_submit(rq->app->writer, &rq->write);
	if (r < 0) {
		reply_error(rq, r);
		answer(rq);
	}
}

/* PostgreSQL's two writers are chosen by the community, which the session tells. */
static void identify_and_write(struct store *store, void *arg)
{
	struct request *rq = arg;
	int r;

	rq->cx.store = store;
	reset(rq);
	r = identify(rq);
	if (r < 0) {
		reply_error(rq, r);
		answer(rq);
		return;
	}
	submit_write(rq);
}

static void run_in_lane(struct request *rq)
{
	enum lane lane = rq->route->lane;

	if (lane == LANE_AUTO)
		lane = strcmp(rq->route->method, "GET") ? LANE_WRITE : LANE_READ;
	if (lane == LANE_WORK) {
		submit_read(rq, rq->route->work);
	} else if (lane == LANE_READ) {
		read_on_loop(rq);
	} else if (rq->app->loop_store) {
		submit_write(rq);
	} else if (workers_submit(rq->app->workers, WORK_READ, identify_and_write, rq) < 0) {
		reply_error(rq, ERR_UNAVAILABLE);
		answer(rq);
	}
}

/* ---- arriving ---- */

static int read_input(struct request *rq)
{
	struct http_request *http = rq->http;
	const char *type = http_header(http, "Content-Type");

	for (size_t i = 0; i < http->query_count; i++)
		input_add(&rq->input, http->query[i].name, http->query[i].value);
	for (size_t i = 0; i < http->form_count; i++)
		input_add(&rq->input, http->form[i].name, http->form[i].value);
	if (!http->body_size || http->form_count)
		return OK;
	if (type && text_starts(type, "application/json"))
		return input_json(&rq->cx, http->body, http->body_size, &rq->input);
	return OK;
}

static enum language language_of(const struct http_request *http)
{
	const char *accepts = http_header(http, "Accept-Language");
	return accepts && text_starts(accepts, "en") ? LANGUAGE_EN : LANGUAGE_ZH;
}

static struct request *request_new(struct app *app, struct http_request *http)
{
	struct request *rq = ARENA_NEW(http->arena, struct request);

	rq->app = app;
	rq->http = http;
	rq->zone_minutes = ZONE_SHANGHAI;
	rq->cx = (struct ctx){ .arena = http->arena,
			       .app = app,
			       .now = app_now(app),
			       .language = language_of(http) };
	input_init(&rq->input, http->arena);
	http->data = rq;
	return rq;
}

static int arrive(struct request *rq)
{
	const char *path = rq->http->path, *method = rq->http->method;
	bool api = text_starts(path, api_prefix) &&
		   (path[sizeof api_prefix - 1] == '/' || !path[sizeof api_prefix - 1]);
	int r;

	rq->wants = api ? WANTS_JSON : WANTS_HTML;
	r = route_find(method, api ? path + sizeof api_prefix - 1 : path, api, &rq->input,
		       &rq->route);
	if (r == ERR_INVALID)
		return fail(&rq->cx, r, T(&rq->cx, "这个地址不支持 %s 方法。"), method);
	if (r < 0)
		return fail(&rq->cx, r, T(&rq->cx, "没有这个地址。"));
	if (rq->http->upload_count && !rq->route->upload)
		return fail(&rq->cx, ERR_INVALID, T(&rq->cx, "这个地址不接收文件。"));
	return read_input(rq);
}

void gate_handle(void *context, struct http_request *http)
{
	struct request *rq = request_new(context, http);
	int r = arrive(rq);

	if (r < 0) {
		reply_error(rq, r);
		answer(rq);
		return;
	}
	run_in_lane(rq);
}

void gate_refuse(void *context, struct http_request *http, int status)
{
	struct request *rq = request_new(context, http);
	const char *accepts = http_header(http, "Accept");

	if ((accepts && strstr(accepts, "json")) || (http->path && text_starts(http->path, api_prefix)))
		rq->wants = WANTS_JSON;
	reply_refused(rq, status);
	add_headers(rq);
}

static struct gate_figures figures;

void gate_done(void *context, const struct http_request *http)
{
	const struct request *rq = http->data;
	int64_t micros = clock_steady_us() - http->started_us;
	int status = http->response.status;

	(void)context;
	__atomic_add_fetch(&figures.requests, 1, __ATOMIC_RELAXED);
	if (!http->response.stream) /* open for as long as the page is */
		__atomic_add_fetch(&figures.micros, micros, __ATOMIC_RELAXED);
	if (status >= 400)
		__atomic_add_fetch(status >= 500 ? &figures.failed : &figures.refused, 1,
				   __ATOMIC_RELAXED);
	log_line(status >= 500 ? LOG_ERROR : LOG_DEBUG, "http",
		 "method=%s route=%s status=%d micros=%" PRId64 " bytes=%zu", http->method,
		 rq && rq->route ? rq->route->path : "-", status, micros,
		 http->response.body_size);
}

void gate_figures(struct gate_figures *ret)
{
	ret->requests = __atomic_load_n(&figures.requests, __ATOMIC_RELAXED);
	ret->refused = __atomic_load_n(&figures.refused, __ATOMIC_RELAXED);
	ret->failed = __atomic_load_n(&figures.failed, __ATOMIC_RELAXED);
	ret->micros = __atomic_load_n(&figures.micros, __ATOMIC_RELAXED);
}
