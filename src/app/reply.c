#include "app/app.h"
#include "app/face.h"
#include "app/request.h"
#include "app/route.h"
#include "app/session.h"
#include "base/limits.h"

static void start(struct request *rq, int status, const char *type)
{
	rq->http->response.status = status;
	rq->http->response.content_type = type;
	strbuf_init(&rq->out, rq->cx.arena, LIMIT_RESPONSE_BYTES);
}

static void error_members(struct request *rq, int err)
{
	struct json *j = &rq->json;

	json_object(j, "error");
	json_text(j, "code", error_name(err));
	json_text(j, "message", rq->cx.why);
	if (rq->cx.errors) {
		json_object(j, "fields");
		for (const struct field_error *e = rq->cx.errors; e; e = e->next)
			json_text(j, e->field, e->message);
		json_object_end(j);
	}
	json_object_end(j);
}

struct json *reply_json(struct request *rq, int status)
{
	if (rq->form_again)
		status = rq->http->response.status;
	start(rq, status, "application/json");
	json_init(&rq->json, &rq->cx, &rq->out, rq->zone_minutes);
	json_object(&rq->json, NULL);
	/* a stale or wrong step: the error, and the record as it is now */
	if (rq->form_again) {
		error_members(rq, ERR_CONFLICT);
		json_object(&rq->json, "current");
	}
	return &rq->json;
}

struct page *reply_page(struct request *rq, int status, const char *title)
{
	/* the form again after a refusal says so in its status too */
	if (rq->form_again)
		status = rq->http->response.status;
	start(rq, status, "text/html; charset=utf-8");
	rq->title = title;
	rq->page = (struct page){ .out = &rq->out,
				  .cx = &rq->cx,
				  .input = &rq->input,
				  .zone_minutes = rq->zone_minutes,
				  .form_token = rq->actor.form_token
							? form_token_masked(rq->cx.arena,
									    rq->actor.form_token)
							: NULL };
	face.open(rq);
	return &rq->page;
}

int reply_done(struct request *rq)
{
	if (rq->wants == WANTS_JSON && rq->form_again)
		json_object_end(&rq->json);
	if (rq->wants == WANTS_JSON)
		json_object_end(&rq->json);
	else
		face.close(rq);
	if (rq->out.full)
		return fail(&rq->cx, ERR_TOO_BIG, T(&rq->cx, "结果太大，请缩小范围。"));
	rq->http->response.body = rq->out.s;
	rq->http->response.body_size = rq->out.len;
	rq->answered = true;
	return OK;
}

int reply_see_other(struct request *rq, const char *format, ...)
{
	struct strbuf path;
	va_list ap;

	strbuf_init(&path, rq->cx.arena, 2048);
	va_start(ap, format);
	strbuf_vprintf(&path, format, ap);
	va_end(ap);
	start(rq, 303, "text/plain; charset=utf-8");
	http_response_header(rq->http, "Location", path.s);
	rq->http->response.body = "";
	rq->answered = true;
	return OK;
}

int reply_bytes(struct request *rq, const char *type, const char *bytes, size_t n)
{
	start(rq, 200, type);
	rq->http->response.body = bytes;
	rq->http->response.body_size = n;
	rq->answered = true;
	return OK;
}

static void name_file(struct request *rq, const char *name, bool inline_)
{
	struct strbuf how;

	strbuf_init(&how, rq->cx.arena, 2048);
	strbuf_text(&how, inline_ ? "inline" : "attachment");
	STRBUF_LITERAL(&how, "; filename*=UTF-8''");
	strbuf_url(&how, name);
	http_response_header(rq->http, "Content-Disposition", how.s);
}

int reply_file(struct request *rq, const char *type, const char *name, int fd, int64_t size,
	       bool inline_)
{
	start(rq, 200, type);
	name_file(rq, name, inline_);
	rq->http->response.file_fd = fd;
	rq->http->response.file_size = size;
	rq->answered = true;
	return OK;
}

static int status_of(int err)
{
	switch (err) {
	case ERR_INVALID:
		return 422;
	case ERR_UNAUTHENTICATED:
		return 401;
	case ERR_FORBIDDEN:
		return 403;
	case ERR_NOT_FOUND:
		return 404;
	case ERR_CONFLICT:
		return 409;
	case ERR_TOO_BIG:
		return 413;
	case ERR_RATE_LIMITED:
		return 429;
	case ERR_UNAVAILABLE:
		return 503;
	default:
		return 500;
	}
}

/* What is said when the function that failed gave no reason of its own. */
static const char *usual_reason(struct ctx *cx, int err)
{
	switch (err) {
	case ERR_UNAUTHENTICATED:
		return T(cx, "请先登录。");
	case ERR_FORBIDDEN:
		return T(cx, "你的岗位没有这项权限。");
	case ERR_NOT_FOUND:
		return T(cx, "没有找到这条记录。");
	case ERR_CONFLICT:
		return T(cx, "记录刚被改动过。");
	case ERR_UNAVAILABLE:
		return T(cx, "暂时无法保存，没有写入任何内容。请稍候再试。");
	default:
		return T(cx, "系统出错，没有写入任何内容。请记下时间告诉管理员。");
	}
}

static void error_json(struct request *rq, int err, int status)
{
	rq->form_again = false;
	(void)reply_json(rq, status);
	error_members(rq, err);
	(void)reply_done(rq);
}

/* A page that only lacks a sign-in, or the first password, leads there. */
static bool lead_to_sign_in(struct request *rq, int err)
{
	struct strbuf next;

	if (rq->wants == WANTS_JSON || strcmp(rq->http->method, "GET"))
		return false;
	if (err == ERR_FORBIDDEN && rq->actor.must_change_password) {
		(void)reply_see_other(rq, "/me/password");
		return true;
	}
	if (err != ERR_UNAUTHENTICATED)
		return false;
	strbuf_init(&next, rq->cx.arena, 8192);
	strbuf_url(&next, rq->http->target);
	(void)reply_see_other(rq, rq->route && rq->route->home ? "/my/enter?next=%s"
							       : "/login?next=%s", next.s);
	return true;
}

void reply_error(struct request *rq, int err)
{
	int status = status_of(err);

	if (lead_to_sign_in(rq, err))
		return;

	if (!rq->cx.why[0])
		(void)fail(&rq->cx, err, "%s", usual_reason(&rq->cx, err));
	if (err == ERR_UNAVAILABLE || err == ERR_RATE_LIMITED)
		http_response_header(rq->http, "Retry-After", "2");
	if (rq->wants == WANTS_JSON) {
		error_json(rq, err, status);
		return;
	}
	(void)reply_page(rq, status, T(&rq->cx, "没有办成"));
	face.error(rq, status);
	(void)reply_done(rq);
}

void reply_refused(struct request *rq, int status)
{
	const char *why = status == 413	  ? T(&rq->cx, "提交的内容太大。")
			  : status == 408 ? T(&rq->cx, "提交得太慢，连接已断开。")
			  : status >= 500 ? T(&rq->cx, "现在连接太多，请稍候再试。")
					  : T(&rq->cx, "请求的格式不对。");

	(void)fail(&rq->cx, ERR_INVALID, "%s", why);
	if (rq->wants == WANTS_JSON)
		error_json(rq, status == 413 ? ERR_TOO_BIG : status >= 500 ? ERR_UNAVAILABLE : ERR_INVALID,
			   status);
	else
		(void)reply_bytes(rq, "text/plain; charset=utf-8", rq->cx.why, strlen(rq->cx.why));
	rq->http->response.status = status;
}
