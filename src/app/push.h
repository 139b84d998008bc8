/* Push (推送): open pages hear that a record changed, by server-sent events at GET /events. Ids and
 * versions only: what it is, a page asks for by the usual way and with its own permission.
 *
 * What is told inside a write is sent after the commit; nobody hears of what was rolled back. The
 * last events are kept in memory, so that a reader that lost the line gets what it missed; one that
 * was away for too long is told "reload". */
#ifndef ANJU_PUSH_H
#define ANJU_PUSH_H
#include "app/permission.h"
#include "base/strbuf.h"

struct app;
struct request;
struct push;

struct push_event {
	const char *topic;          /* "call"; a literal */
	int64_t account;            /* to a person; 0 = everybody in cx->community with the permission */
	enum permission permission;
	int64_t id, version;
};
/* The same twice in a write is told once, with the last version. */
void push_tell(struct ctx *cx, const struct push_event *e);
/* false: a command or a test; nobody listens. */
bool push_heard(const struct ctx *cx);
/* The write was undone, or runs again. */
void push_forget(struct ctx *cx);
/* After the commit of the write: what cx has gathered. The gate and app_write() call it. */
void push_send(struct app *app, struct ctx *cx);
/* GET /events: the answer that goes on. */
int push_open(struct request *rq) MUST_USE;
struct push *push_new(void);
void push_free(struct push *p);

/* ---- for the tests: the memory of what was sent, without a server ---- */
enum { PUSH_KEPT = 256 };
struct push_line {
	int64_t seq, community, account, id, version;
	enum permission permission;
	const char *topic;
};
void push_keep(struct push *p, const struct push_line *line);
/* "BOOT-SEQ" of the last event, as a reader sends it back. */
const char *push_last_id(const struct push *p, char text[40]);
/* What somebody missed since that id, written as events; false = too long ago or another run. */
bool push_missed(const struct push *p, const char *last_id, const struct actor *who,
		 struct strbuf *out);
#endif
