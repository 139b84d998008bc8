/* What the program serves besides the areas of business: its own files, its health, its figures. */
#include "app/app.h"
#include "app/push.h"
#include "app/attachment.h"
#include "app/gate.h"
#include "app/idempotency.h"
#include "app/module.h"
#include "app/session.h"
#include "app/calendar.h"
#include "base/log.h"
#include "modules/office/office_web.h"
#include "pages/asset.h"

static int asset(struct request *rq)
{
	const struct packed *p = asset_find(request_text(rq, "file"));
	const char *accepts = http_header(rq->http, "Accept-Encoding");

	if (!p)
		return fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有这个文件。"));
	http_response_header(rq->http, "Cache-Control", "public, max-age=31536000, immutable");
	http_response_header(rq->http, "Vary", "Accept-Encoding");
	if (p->gz && accepts && strstr(accepts, "gzip")) {
		(void)reply_bytes(rq, p->type, (const char *)p->gz, p->gz_size);
		rq->http->response.body_gzipped = true;
		return OK;
	}
	return reply_bytes(rq, p->type, (const char *)p->bytes, p->size);
}

static int healthz(struct request *rq)
{
	if (!writer_healthy(rq->app->writer))
		return fail(&rq->cx, ERR_UNAVAILABLE, T(&rq->cx, "现在不能写入数据。"));
	return reply_bytes(rq, "text/plain; charset=utf-8", "ok\n", 3);
}

/* Prometheus text. Numbers only; shown to this machine, or to who may read the journal. */
static int metrics(struct request *rq)
{
	struct writer_figures w;
	struct gate_figures g;
	struct strbuf b;
	bool near = !strncmp(rq->http->peer, "127.", 4) || !strcmp(rq->http->peer, "::1");

	if (!near && !(rq->cx.actor && actor_may(rq->cx.actor, PERM_JOURNAL_READ)))
		return fail(&rq->cx, ERR_NOT_FOUND, T(&rq->cx, "没有这个地址。"));
	writer_figures(rq->app->writer, &w);
	gate_figures(&g);
	strbuf_init(&b, rq->cx.arena, 8192);
	strbuf_printf(&b, "anju_requests_total %" PRId64 "\n", g.requests);
	strbuf_printf(&b, "anju_requests_refused_total %" PRId64 "\n", g.refused);
	strbuf_printf(&b, "anju_requests_failed_total %" PRId64 "\n", g.failed);
	strbuf_printf(&b, "anju_request_microseconds_total %" PRId64 "\n", g.micros);
	strbuf_printf(&b, "anju_writes_total %" PRId64 "\n", w.writes);
	strbuf_printf(&b, "anju_write_batches_total %" PRId64 "\n", w.batches);
	strbuf_printf(&b, "anju_write_replays_total %" PRId64 "\n", w.replays);
	strbuf_printf(&b, "anju_write_failed_commits_total %" PRId64 "\n", w.failed_commits);
	strbuf_printf(&b, "anju_write_queue %" PRId64 "\n", w.queued);
	strbuf_printf(&b, "anju_wal_bytes %" PRId64 "\n", store_wal_bytes(rq->cx.store));
	strbuf_printf(&b, "anju_up_since_seconds %" PRId64 "\n", rq->app->started_at / 1000);
	return reply_bytes(rq, "text/plain; version=0.0.4", b.s, b.len);
}

static int events(struct request *rq)
{
	return push_open(rq);
}

static int sweep_run(struct ctx *cx, void *arg)
{
	int r = idempotency_sweep(cx);

	(void)arg;
	return r == OK ? session_sweep(cx) : r;
}

static int sweep(struct ctx *cx)
{
	int removed = 0, r = app_write(cx, sweep_run, NULL);

	if (r == OK)
		r = attachment_sweep(cx, &removed);
	if (removed)
		log_line(LOG_INFO, "sweep", "files=%d", removed);
	return r;
}

static const struct job jobs[] = {
	{ "office.sweep", 3600, sweep, "清理过期的登录、重复提交的记录和没有归属的文件" },
	{ 0 },
};

static const struct route routes[] = {
	{ "GET", "/s/:file", PERM_PUBLIC, asset, "A file of the program", .door = DOOR_ROOT },
	{ "GET", "/healthz", PERM_PUBLIC, healthz, "Is the program alive and able to write?",
	  .door = DOOR_ROOT },
	{ "GET", "/events", PERM_SIGNED_IN, events,
	  "Server-sent events: which records changed, by id and version; Last-Event-ID brings what was"
	  " missed, or \"reload\"", LANE_READ, DOOR_ROOT },
	{ "GET", "/styleguide", PERM_SIGNED_IN, styleguide_get, "Every part that pages are made of" },
	{ "GET", "/metrics", PERM_PUBLIC, metrics, "Figures for Prometheus", .door = DOOR_ROOT },
	{ 0 },
};

const struct module office_module = {
	.name = "office",
	.label = "系统",
	.routes = routes,
	.help = office_help,
	.settings = calendar_settings,
	.jobs = jobs,
};
