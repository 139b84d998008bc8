#include "app/serve.h"
#include "app/console.h"
#include "app/gate.h"
#include "app/jobs.h"
#include "app/outbound.h"
#include "app/route.h"
#include "app/pack.h"
#include "app/workers.h"
#include "base/civil.h"
#include "base/log.h"
#include "base/text.h"
#include "output/sheet.h"
#include "store/reach.h"
#include <sys/prctl.h>
#include <sys/resource.h>

enum { DRAIN_SECONDS = 10 };

struct running {
	struct app app;
	struct jobs *jobs;
	struct console_server *console;
};

/* SIGTERM and SIGINT are waited for by the main thread alone. */
static void block_signals(sigset_t *ret)
{
	sigemptyset(ret);
	sigaddset(ret, SIGTERM);
	sigaddset(ret, SIGINT);
	pthread_sigmask(SIG_BLOCK, ret, NULL);
	signal(SIGPIPE, SIG_IGN);
}

static void harden(void)
{
	struct rlimit none = { 0, 0 }, files = { 8192, 8192 }, now;

	(void)setrlimit(RLIMIT_CORE, &none);
	if (!getrlimit(RLIMIT_NOFILE, &now) && now.rlim_max < files.rlim_max)
		files.rlim_cur = files.rlim_max = now.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &files);
	(void)prctl(PR_SET_DUMPABLE, 0);
	umask(0077);
}

static bool is_loopback(const char *listen)
{
	return text_starts(listen, "127.") || text_starts(listen, "[::1]") ||
	       text_starts(listen, "localhost");
}

/* After what only the start does: the office's lock, its migrations. Before the first thread. */
static int give_up_the_rest(struct ctx *cx, const struct serve_options *o, struct app *app)
{
	struct confined *got = &app->confined;
	struct store_reach reach;
	struct confine c;

	if (o->confinement == CONFINE_NOT)
		return OK;
	if (sheet_prepare() < 0)
		log_line(LOG_WARNING, "confine", "text=\"no tables of GB18030\"");
	store_reach(cx, app->where, &reach);
	confine_server(&c, app->data, app->where, &reach, o->listen);
	confine_place(&c, CONFINE_READ, o->tls_cert);
	confine_place(&c, CONFINE_READ, o->tls_key);
	c.tells = outbound_process(app->outbound);
	confine(&c, got);
	if (got->no_new_rights && got->files && got->ports && got->calls)
		return OK;
	log_line(LOG_WARNING, "confine", "rights=%d files=%d ports=%d calls=%d landlock=%d",
		 got->no_new_rights, got->files, got->ports, got->calls, got->landlock);
	if (o->confinement == CONFINE_AS_FAR)
		return OK;
	return fail(cx, ERR_UNAVAILABLE, T(cx, "内核做不到全部隔离（文件 %d，端口 %d，系统调用 %d），没有启动。"),
		    got->files, got->ports, got->calls);
}

static int start(struct ctx *cx, const struct serve_options *o, struct running *run)
{
	struct http_config config = { .listen = o->listen,
				      .tls_cert = o->tls_cert,
				      .tls_key = o->tls_key,
				      .temp_folder = arena_printf(cx->arena, "%s/tmp", o->data),
				      .handle = gate_handle,
				      .refuse = gate_refuse,
				      .log_done = gate_done,
				      .context = &run->app };
	struct outbound *sender = NULL;
	/* first, so that it has neither threads nor the lock, the key and the database */
	int r = outbound_start(cx, &sender);

	if (r == OK)
		r = app_open(cx, o->data, o->db, &run->app);
	run->app.outbound = sender;
	run->app.tls = o->tls_cert;
	run->app.open_listen = !is_loopback(o->listen);
	if (r == OK)
		r = give_up_the_rest(cx, o, &run->app);
	if (r == OK)
		r = app_start(cx, &run->app);
	if (r == OK && !strstr(run->app.where, "://"))
		r = store_open(cx, run->app.where, STORE_READ, &run->app.loop_store);
	if (r == OK && run->app.loop_store)
		(void)store_read_limit(run->app.loop_store, 1000);
	if (r == OK)
		r = http_start(&config, &run->app.server, cx->why, sizeof cx->why);
	if (r == OK)
		r = console_listen(cx, &run->app, &run->console);
	if (r == OK)
		r = jobs_start(cx, &run->app, &run->jobs);
	return r;
}

static void stop(struct running *run)
{
	if (run->jobs)
		jobs_stop(run->jobs);
	if (run->console)
		console_stop(run->console);
	if (run->app.server)
		(void)http_stop(run->app.server, DRAIN_SECONDS);
	app_stop(&run->app);
	if (run->app.outbound)
		outbound_stop(run->app.outbound);
}

/* The address people type: what was asked for, with the port the system chose. */
static void print_url(const struct serve_options *o, int port)
{
	const char *colon = strrchr(o->listen, ':');
	int host = colon ? (int)(colon - o->listen) : (int)strlen(o->listen);

	printf("%s://%.*s:%d/\n", o->tls_cert ? "https" : "http", host, o->listen, port);
	fflush(stdout);
}

int serve(const struct serve_options *o)
{
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena, .now = clock_now_ms() };
	struct running run = { .app = { .lock_fd = -1 } };
	sigset_t wanted;
	int code = EXIT_FAULT, got;

	block_signals(&wanted);
	harden();
	routes_check();
	if (start(&cx, o, &run) < 0) {
		fprintf(stderr, "anju: %s\n", cx.why);
	} else {
		print_url(o, http_port(run.app.server));
		log_line(LOG_INFO, "serve.start", "listen=%s", o->listen);
		sigwait(&wanted, &got);
		log_line(LOG_INFO, "serve.stop", "signal=%d", got);
		code = EXIT_DONE;
	}
	stop(&run);
	arena_free(&arena);
	return code;
}
