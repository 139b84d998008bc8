#include "app/print.h"
#include "app/app.h"
#include "app/attachment.h"
#include "app/temporary.h"
#include "base/civil.h"
#include "base/text.h"

int print_open(struct request *rq, struct paper *ret)
{
	int r;

	*ret = (struct paper){ .cx = &rq->cx, .zone_minutes = rq->zone_minutes };
	r = temporary_open(&rq->cx, "paper", &ret->fd);
	return r < 0 ? r : pdf_open(&rq->cx, *ret->fd, &ret->pdf);
}

bool print_only_here(const char *host)
{
	return text_blank(host) || text_starts(host, "127.") || text_starts(host, "localhost") ||
	       text_starts(host, "[::1]");
}

/* Where the person reached the office is where a phone in the same network reaches it; from the
 * office's own PC alone nobody else could, so the code says the number. */
static const char *code_of(struct request *rq, const char *number, const char *path)
{
	const char *host = http_header(rq->http, "Host");

	if (!path || print_only_here(host))
		return path ? number : NULL;
	return arena_printf(rq->cx.arena, "%s://%s%s", rq->app->tls ? "https" : "http", host, path);
}

void print_begin_as(struct request *rq, struct paper *p, const char *sender, const char *title,
		    const char *number, const char *path)
{
	struct ctx *cx = &rq->cx;
	char stamp[CIVIL_TEXT];
	const char *when = civil_minute(cx->now, rq->zone_minutes, stamp);
	struct pdf_paper paper = {
		.title = title,
		.number = number,
		.code = code_of(rq, number, path),
		.office = sender,
		.foot = arena_printf(cx->arena, T(cx, "%s 打印于 %s"), cx->actor->name, when),
	};

	pdf_begin(p->pdf, &paper);
}

void print_begin(struct request *rq, struct paper *p, const char *title, const char *number,
		 const char *path)
{
	struct ctx *cx = &rq->cx;

	print_begin_as(rq, p, arena_printf(cx->arena, T(cx, "%s管理处"), cx->actor->community_name),
		       title, number, path);
}

static void close_picture(void *fd)
{
	(void)close(*(int *)fd);
}

int print_signature(struct request *rq, int64_t picture)
{
	struct attachment a;
	int *fd = ARENA_NEW(rq->cx.arena, int);

	if (!picture || attachment_get(&rq->cx, picture, &a) < 0 ||
	    strcmp(a.type, "image/png") != 0 || attachment_open(&rq->cx, &a, fd) < 0)
		return -1;
	arena_defer(rq->cx.arena, close_picture, fd);
	return *fd;
}

int print_reply(struct request *rq, struct paper *p, const char *name)
{
	int64_t size;
	int fd = *p->fd, r = pdf_close(p->pdf, &size);

	if (r < 0)
		return r;
	*p->fd = -1; /* the answer closes it */
	return reply_file(rq, "application/pdf", name, fd, size, true);
}
