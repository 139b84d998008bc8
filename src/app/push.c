#include "app/push.h"
#include "app/app.h"
#include "app/request.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/strbuf.h"
#include "base/text.h"

/* What a write has gathered. Not in an arena: an import clears its own between two rows. */
struct push_told {
	struct push_told *next;
	int64_t community;
	struct push_event event;
};

/* One open page. */
struct reader {
	struct reader *next;
	struct http_stream *stream;
	struct http_stream_use use;
	struct push *push;
	struct actor who;          /* as of the opening: id, community, roles */
	const char *last_id;
};

/* All of it belongs to the loop thread once the server runs. */
struct push {
	char boot[9];
	int64_t seq;
	struct push_line kept[PUSH_KEPT]; /* a ring by seq */
	struct reader *readers;    /* the newest first */
};

struct push *push_new(void)
{
	struct push *p = calloc(1, sizeof *p);

	if (!p)
		abort();
	random_hex(p->boot, sizeof p->boot - 1);
	return p;
}

void push_free(struct push *p)
{
	free(p);
}

bool push_heard(const struct ctx *cx)
{
	return cx->app && cx->app->server;
}

void push_tell(struct ctx *cx, const struct push_event *e)
{
	struct push_told *t;

	if (!push_heard(cx))
		return;
	for (t = cx->told; t; t = t->next)
		if (t->event.topic == e->topic && t->event.account == e->account &&
		    t->event.id == e->id && t->community == cx->community) {
			t->event.version = e->version;
			return;
		}
	t = malloc(sizeof *t);
	if (!t)
		abort();
	*t = (struct push_told){ cx->told, cx->community, *e };
	cx->told = t;
}

void push_forget(struct ctx *cx)
{
	for (struct push_told *t = cx->told, *next; t; t = next) {
		next = t->next;
		free(t);
	}
	cx->told = NULL;
}

/* ---- memory ---- */

void push_keep(struct push *p, const struct push_line *line)
{
	struct push_line *kept = &p->kept[p->seq % PUSH_KEPT];

	*kept = *line;
	kept->seq = ++p->seq;
}

const char *push_last_id(const struct push *p, char text[40])
{
	(void)snprintf(text, 40, "%s-%" PRId64, p->boot, p->seq);
	return text;
}

static bool concerns(const struct push_line *l, const struct actor *who)
{
	if (l->community != who->community)
		return false;
	return l->account ? l->account == who->id : actor_may(who, l->permission);
}

static void write_line(const struct push *p, const struct push_line *l, struct strbuf *out)
{
	strbuf_printf(out,
		      "id: %s-%" PRId64 "\nevent: %s\ndata: {\"id\":\"%" PRId64
		      "\",\"version\":%" PRId64 "}\n\n",
		      p->boot, l->seq, l->topic, l->id, l->version);
}

bool push_missed(const struct push *p, const char *last_id, const struct actor *who,
		 struct strbuf *out)
{
	size_t n = strlen(p->boot);
	int64_t seq;

	if (strncmp(last_id, p->boot, n) || last_id[n] != '-' || text_int(last_id + n + 1, &seq) < 0 ||
	    seq > p->seq || seq < p->seq - PUSH_KEPT)
		return false;
	for (; seq < p->seq; seq++)
		if (concerns(&p->kept[seq % PUSH_KEPT], who))
			write_line(p, &p->kept[seq % PUSH_KEPT], out);
	return true;
}

/* ---- sending ---- */

struct task {
	struct push *push;
	size_t count;
	struct push_line lines[];
};

static void deliver(struct push *p, const struct push_line *l)
{
	enum { LINE_BYTES = 200 };
	struct arena arena = { 0 };
	struct strbuf b;

	strbuf_init(&b, &arena, LINE_BYTES);
	write_line(p, l, &b);
	for (struct reader *r = p->readers; r; r = r->next)
		if (concerns(l, &r->who))
			http_stream_send(r->stream, b.s, b.len);
	arena_free(&arena);
}

static void send_all(void *arg)
{
	struct task *t = arg;

	for (size_t i = 0; i < t->count; i++) {
		push_keep(t->push, &t->lines[i]);
		deliver(t->push, &t->push->kept[(t->push->seq - 1) % PUSH_KEPT]);
	}
	free(t);
}

void push_send(struct app *app, struct ctx *cx)
{
	struct task *t;
	size_t count = 0;

	for (const struct push_told *at = cx->told; at; at = at->next)
		count++;
	if (!count)
		return;
	t = malloc(sizeof *t + count * sizeof *t->lines);
	if (!t)
		abort();
	t->push = app->push;
	t->count = count;
	/* the list is the newest first */
	for (const struct push_told *at = cx->told; at; at = at->next)
		t->lines[--count] = (struct push_line){
			.community = at->community, .account = at->event.account,
			.permission = at->event.permission, .topic = at->event.topic,
			.id = at->event.id, .version = at->event.version,
		};
	push_forget(cx);
	http_post(app->server, send_all, t);
}

/* ---- readers ---- */

/* One person's pages share a line; who opens very many loses the oldest. */
static void end_oldest(const struct reader *fresh)
{
	struct reader *oldest = NULL;
	int count = 0;

	for (struct reader *r = fresh->push->readers; r; r = r->next)
		if (r->who.id == fresh->who.id) {
			oldest = r;
			count++;
		}
	if (count > LIMIT_STREAMS_ACCOUNT)
		http_stream_end(oldest->stream);
}

static void opened(void *context, struct http_stream *stream)
{
	struct reader *r = context;
	struct push *p = r->push;
	struct arena arena = { 0 };
	struct strbuf b;
	char last[40];

	r->stream = stream;
	r->next = p->readers;
	p->readers = r;
	strbuf_init(&b, &arena, LIMIT_STREAM_BYTES);
	STRBUF_LITERAL(&b, "retry: 2000\n\n");
	if (text_blank(r->last_id) || !push_missed(p, r->last_id, &r->who, &b))
		strbuf_printf(&b, "id: %s\nevent: %s\ndata: {}\n\n", push_last_id(p, last),
			      text_blank(r->last_id) ? "hello" : "reload");
	http_stream_send(stream, b.s, b.len);
	arena_free(&arena);
	end_oldest(r);
}

static void closed(void *context)
{
	struct reader *r = context, **at = &r->push->readers;

	while (*at && *at != r)
		at = &(*at)->next;
	if (*at)
		*at = r->next;
}

int push_open(struct request *rq)
{
	struct reader *r = ARENA_NEW(rq->cx.arena, struct reader);
	const char *last = http_header(rq->http, "Last-Event-ID");

	if (!rq->app->push)
		return fail(&rq->cx, ERR_UNAVAILABLE, T(&rq->cx, "现在不能推送。"));
	*r = (struct reader){ .push = rq->app->push, .who = rq->actor,
			      .last_id = last ? last : request_text(rq, "last") };
	r->use = (struct http_stream_use){ opened, closed, r };
	/* an open page is no use of the session: it must still run out */
	rq->touch = false;
	(void)reply_bytes(rq, "text/event-stream; charset=utf-8", "", 0);
	http_response_header(rq->http, "X-Accel-Buffering", "no");
	rq->http->response.stream = &r->use;
	return OK;
}
