#include "app/identity.h"
#include "app/app.h"
#include "app/calendar.h"
#include "app/route.h"
#include "app/session.h"
#include "base/text.h"
#include <sodium.h>

static bool over_tls(const struct request *rq)
{
	return rq->http->tls;
}

const char *session_cookie_name(const struct request *rq)
{
	return over_tls(rq) ? "__Host-anju" : "anju";
}

static int by_token(struct request *rq, const char *bearer)
{
	const char *community = http_header(rq->http, "X-Community");
	int64_t wanted = 0;

	if (community && (text_int(community, &wanted) < 0 || wanted <= 0))
		return fail(&rq->cx, ERR_INVALID, T(&rq->cx, "X-Community 应是小区的编号。"));
	return token_actor(&rq->cx, bearer, wanted, &rq->actor, &rq->token_hash, &rq->touch);
}

static int by_session(struct request *rq)
{
	const char *cookie = http_cookie(rq->http, session_cookie_name(rq));

	if (!cookie)
		return ERR_UNAUTHENTICATED;
	return session_actor(&rq->cx, cookie, &rq->actor, &rq->session_hash, &rq->touch);
}

/* A machine that signs what it sends is nobody, a resident nobody of the office: neither holds a
 * role, and may nothing else. */
static int by_sender(struct request *rq)
{
	int64_t community = 0;
	int r = rq->route->sender(rq, &community);

	if (r <= 0)
		return r;
	rq->actor.community = community;
	if (!rq->actor.id) {
		rq->actor.login = "";
		rq->actor.name = "";
	}
	rq->cx.actor = &rq->actor;
	rq->cx.community = community;
	rq->signed_by_sender = true;
	r = calendar_zone(&rq->cx, &rq->zone_minutes);
	rq->actor.zone_minutes = rq->zone_minutes;
	return r < 0 ? r : 1;
}

int identify(struct request *rq)
{
	const char *authorization = http_header(rq->http, "Authorization");
	int r;

	rq->session_hash = NULL;
	rq->token_hash = NULL;
	rq->touch = false;
	rq->signed_by_sender = false;
	if (rq->route->sender) {
		r = by_sender(rq);
		if (r != 0)
			return MIN(r, OK);
	}
	if (authorization && !strncasecmp(authorization, "Bearer ", 7))
		r = by_token(rq, authorization + 7);
	else
		r = by_session(rq);
	if (r == ERR_UNAUTHENTICATED && rq->route->permission == PERM_PUBLIC) {
		rq->cx.why[0] = '\0';
		return OK;
	}
	if (r < 0)
		return r;
	rq->cx.actor = &rq->actor;
	rq->cx.community = rq->actor.community;
	rq->cx.language = (enum language)rq->actor.language;
	rq->zone_minutes = rq->actor.zone_minutes;
	return OK;
}

/* Origin and Sec-Fetch-Site are set by the browser itself; a page of another site cannot. */
static bool same_origin(const struct request *rq)
{
	const char *origin = http_header(rq->http, "Origin");
	const char *site = http_header(rq->http, "Sec-Fetch-Site");
	const char *host = http_header(rq->http, "Host");
	const char *at;

	if (site && strcmp(site, "same-origin") && strcmp(site, "none"))
		return false;
	if (!origin)
		return true;
	at = strstr(origin, "://");
	return at && host && !strcasecmp(at + 3, host);
}

static bool token_right(const struct request *rq)
{
	const char *sent = http_header(rq->http, "X-Form-Token");
	const char *want = rq->actor.form_token;

	if (!sent)
		sent = request_text(rq, "_token");
	return sent && want && form_token_right(sent, want);
}

static bool changes(const struct request *rq)
{
	return strcmp(rq->route->method, "GET") != 0;
}

static int may_enter(struct request *rq)
{
	struct ctx *cx = &rq->cx;

	if (changes(rq) && !same_origin(rq))
		return fail(cx, ERR_FORBIDDEN, T(cx, "这次提交来自别的网站，没有执行。"));
	if (changes(rq) && (rq->session_hash || rq->actor.form_token) && !token_right(rq))
		return fail(cx, ERR_FORBIDDEN,
			    T(cx, "页面放得太久或登录已换人，没有执行。请刷新页面后再提交。"));
	if (rq->route->permission == PERM_PUBLIC || rq->signed_by_sender)
		return OK;
	if (!actor_may(&rq->actor, rq->route->permission))
		return fail(cx, ERR_FORBIDDEN, T(cx, "你的岗位没有“%s”的权限。"),
			    T(cx, permission_sentence(rq->route->permission)));
	if (rq->actor.must_change_password && rq->session_hash && !rq->route->before_password)
		return fail(cx, ERR_FORBIDDEN, T(cx, "请先修改初始密码。"));
	return OK;
}

int admit(struct request *rq)
{
	int r = may_enter(rq);

	rq->admitted = r == OK;
	return r;
}

struct touch {
	struct write write;
	struct ctx cx;
	struct arena arena;
	bool token;
	char hash[65];
};

static int touch_run(struct ctx *cx, void *arg)
{
	struct touch *t = arg;
	return t->token ? token_touch(cx, t->hash) : session_touch(cx, t->hash);
}

static void touch_done(struct write *w)
{
	struct touch *t = w->arg;

	arena_free(&t->arena);
	free(t);
}

void touch_later(struct request *rq)
{
	const char *hash = rq->session_hash ? rq->session_hash : rq->token_hash;
	struct touch *t;

	if (!rq->touch || !hash)
		return;
	t = calloc(1, sizeof *t);
	if (!t)
		return;
	(void)snprintf(t->hash, sizeof t->hash, "%s", hash);
	t->token = !rq->session_hash;
	t->cx = (struct ctx){ .arena = &t->arena, .app = rq->app, .now = rq->cx.now,
			      .community = rq->cx.community };
	t->write = (struct write){ .cx = &t->cx, .run = touch_run, .done = touch_done, .arg = t };
	if (writer_submit(rq->app->writer, &t->write) < 0)
		touch_done(&t->write);
}
