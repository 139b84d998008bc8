/* One HTTP request on its way down to a handler and back up: what was asked, by whom, the answer.
 * Page and API are the same route and the same handler; only the last line of it differs. */
#ifndef ANJU_REQUEST_H
#define ANJU_REQUEST_H
#include "app/permission.h"
#include "http/http.h"
#include "record/html.h"
#include "record/input.h"
#include "record/json.h"
#include "store/writer.h"

struct route;
enum wants { WANTS_HTML, WANTS_JSON };

struct request {
	struct ctx cx;               /* community, actor and clock are set by the gate */
	struct http_request *http;
	const struct route *route;
	enum wants wants;
	struct input input;          /* path parameters, query, form or JSON, in this order */
	const char *title;           /* of the page */
	int zone_minutes;
	struct actor actor;          /* cx.actor points here when somebody is signed in */
	const char *session_hash;    /* of the cookie; NULL with an API token */
	const char *token_hash;      /* of the API token; NULL with a session */
	bool signed_by_sender;       /* route->sender let it in; nobody of the office is signed in */
	void *home;                  /* what route->sender found out, for the handler */
	bool touch;                  /* the last use of either is to be noted */
	struct page page;
	struct json json;
	struct strbuf out;
	bool admitted;               /* admit() let it in: nothing else lets a handler run */
	bool answered;
	bool form_again;             /* this run shows a form again after an error */
	int result;                  /* what the handler gave */
	struct app *app;
	struct write write;          /* its place in the writer's queue */
};

/* A path parameter, query parameter or field; NULL when it was not sent. */
const char *request_text(const struct request *rq, const char *name);
/* :id of the path, or another id. ERR_NOT_FOUND when it is no number. */
int request_id(struct request *rq, const char *name, int64_t *ret) MUST_USE;
/* Optional number; `other` when absent. ERR_INVALID names the field. */
int request_int(struct request *rq, const char *name, int64_t other, int64_t *ret) MUST_USE;
/* If-Match (or the form field `version`); 0 = not given. */
int request_version(struct request *rq, int64_t *ret) MUST_USE;
/* form_read() of what was sent. */
int request_form(struct request *rq, struct fields f, void *ret) MUST_USE;

/* ---- the answer: a value; it leaves when the handler has returned and, after a write, when the
 * transaction is committed ---- */
/* return REPLY(rq, "工单", requests_list_html, list_json, &list): both functions take &list, checked
 * by the compiler. json functions write the members of the top object. */
#define REPLY(rq, title_, html, json_, data) REPLY_STATUS(rq, 200, title_, html, json_, data)
#define REPLY_STATUS(rq, status_, title_, html, json_, data) \
	(__extension__({ \
		if ((rq)->wants == WANTS_JSON) \
			json_(reply_json(rq, status_), data); \
		else \
			html(reply_page(rq, status_, title_), data); \
		reply_done(rq); \
	}))
struct json *reply_json(struct request *rq, int status);
struct page *reply_page(struct request *rq, int status, const char *title);
int reply_done(struct request *rq);
/* After a write: a page goes to `path` (303), a machine gets the JSON. */
#define REPLY_CREATED(rq, json_, data, ...) \
	(__extension__({ \
		if ((rq)->wants == WANTS_JSON) { \
			json_(reply_json(rq, 201), data); \
			reply_done(rq); \
		} else { \
			reply_see_other(rq, __VA_ARGS__); \
		} \
		OK; \
	}))
#define REPLY_CHANGED(rq, json_, data, ...) \
	(__extension__({ \
		if ((rq)->wants == WANTS_JSON) { \
			json_(reply_json(rq, 200), data); \
			reply_done(rq); \
		} else { \
			reply_see_other(rq, __VA_ARGS__); \
		} \
		OK; \
	}))
int reply_see_other(struct request *rq, const char *format, ...) PRINTF(2, 3);
/* Bytes of the program (an asset) or of the arena. */
int reply_bytes(struct request *rq, const char *type, const char *bytes, size_t n);
/* A file to keep: Content-Disposition with the name by RFC 6266. fd is closed afterwards. */
int reply_file(struct request *rq, const char *type, const char *name, int fd, int64_t size,
	       bool inline_);
/* The answer for an error code: the one place where a status is chosen. */
void reply_error(struct request *rq, int err);
/* The answer for what the HTTP adapter refused before there was a route. */
void reply_refused(struct request *rq, int status);
#endif
