/* Notices (消息): what a person must hear of. Telling is a row in the caller's transaction and no
 * more: it never waits for the network. The module 消息 shows them and sends them out. */
#ifndef ANJU_NOTICE_H
#define ANJU_NOTICE_H
#include "base/ctx.h"

struct notice {
	int64_t account;        /* a person; or */
	int64_t post;           /* whoever holds the post now; 0 = the desk */
	int64_t except;         /* 回避: never to this person, whatever he holds; 0 = nobody */
	const char *phone;      /* or a resident, by SMS; digits as text_phone() gives them */
	const char *kind;       /* "escalation", "assigned" … */
	const char *subject;    /* what it is about and leads to: "request"; NULL = nothing */
	int64_t subject_id;
	const char *title, *text; /* a line; more of it, may be NULL */
	bool urgent;            /* not held back by quiet hours */
	const char *merge;      /* the same matter told again within the merge window is one notice */
};
/* In the transaction. Deputies are told as well. A person who has left is no receiver: the post is.
 * A notice to a post that nobody holds is kept, shown to who runs the office, and given to the next
 * holder. */
int notice_tell(struct ctx *cx, const struct notice *n) MUST_USE;
/* Gives what waits for a post to those who hold it now. ret_count: how many found a receiver. */
int notice_give(struct ctx *cx, int64_t *ret_count) MUST_USE;
enum { NOTICE_UNREAD_MOST = 100 };
/* How many the actor has not read, counted no further than NOTICE_UNREAD_MOST. */
int notice_unread(struct ctx *cx, int64_t *ret) MUST_USE;
#endif
