#include "app/identity.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/people/people_web.h"
#include "modules/people/templates.h"

void session_cookie_set(struct request *rq, const char *value)
{
	const char *name = session_cookie_name(rq);
	bool secure = text_starts(name, "__Host-");

	http_response_header(rq->http, "Set-Cookie",
			     arena_printf(rq->cx.arena, "%s=%s; Path=/%s; HttpOnly; SameSite=Lax%s",
					  name, value ? value : "", secure ? "; Secure" : "",
					  value ? "" : "; Max-Age=0"));
}

/* A path of ours; whatever could lead elsewhere is the workbench. */
static const char *next_of(const struct request *rq)
{
	const char *next = request_text(rq, "next");

	if (!next || next[0] != '/' || next[1] == '/' || strpbrk(next, "\\\r\n\t"))
		return "/";
	return next;
}

static void login_json(struct json *j, const struct sign_in_page *p)
{
	json_text(j, "next", p->next);
}

int login_form(struct request *rq)
{
	struct sign_in_page p = { .next = next_of(rq) };

	if (rq->cx.actor && !rq->form_again)
		return reply_see_other(rq, "%s", p.next);
	return REPLY(rq, T(&rq->cx, "登录"), people_login_html, login_json, &p);
}

static void signed_in_json(struct json *j, const struct sign_in *in)
{
	json_id(j, "account", in->account);
	json_id(j, "community", in->community);
	json_bool(j, "must_change_password", in->must_change_password);
}

static int read_login(struct request *rq, struct sign_in *in)
{
	struct ctx *cx = &rq->cx;
	int r = OK;

	in->login = request_text(rq, "login");
	in->password = request_text(rq, "password");
	if (text_blank(in->login) || text_length(in->login) > LIMIT_LINE)
		r = fail_field(cx, "login", T(cx, "请填写登录名。"));
	if (!in->password || !*in->password || text_length(in->password) > LIMIT_LINE)
		r = fail_field(cx, "password", T(cx, "请填写密码。"));
	in->peer = rq->http->peer;
	in->agent = http_header(rq->http, "User-Agent");
	in->old_session = rq->session_hash;
	return r;
}

/* The page says why; a machine gets the error. */
static int login_refused(struct request *rq, int err)
{
	struct sign_in_page p = { .next = next_of(rq) };

	if (rq->wants == WANTS_JSON || (err != ERR_UNAUTHENTICATED && err != ERR_RATE_LIMITED))
		return err;
	return REPLY_STATUS(rq, err == ERR_RATE_LIMITED ? 429 : 401, T(&rq->cx, "登录"),
			    people_login_html, login_json, &p);
}

int login_post(struct request *rq)
{
	const char *type = http_header(rq->http, "Content-Type");
	struct sign_in in = { 0 };
	int r;

	/* the door without /api/v1 is asked for by contract; who sends JSON wants JSON */
	if (type && text_starts(type, "application/json"))
		rq->wants = WANTS_JSON;
	r = read_login(rq, &in);
	if (r == OK)
		r = sign_in(&rq->cx, &in);
	if (r < 0)
		return login_refused(rq, r);
	session_cookie_set(rq, in.cookie);
	return REPLY_CHANGED(rq, signed_in_json, &in, "%s",
			     in.must_change_password ? "/me/password" : next_of(rq));
}

static void signed_out_json(struct json *j, const struct request *rq)
{
	json_bool(j, "signed_in", rq->session_hash == NULL);
}

int logout_post(struct request *rq)
{
	int r = rq->session_hash ? session_close(&rq->cx, rq->session_hash) : OK;

	if (r < 0)
		return r;
	session_cookie_set(rq, NULL);
	return REPLY_CHANGED(rq, signed_out_json, rq, "/login");
}
