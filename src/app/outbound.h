/* The outbound process (发送进程): the one part of the program that speaks to the network outside.
 * Mail and web calls go to a confined child by a socket pair, so that a host that hangs holds up
 * one transfer and nothing else, and a fault in a library for the network finds neither database
 * nor key. Forked before the first thread; a small supervisor beside it starts it again. */
#ifndef ANJU_OUTBOUND_H
#define ANJU_OUTBOUND_H
#include "base/ctx.h"
#include <sys/socket.h>

enum outbound_kind { OUTBOUND_HTTP = 1, OUTBOUND_MAIL };
enum {
	OUTBOUND_BYTES = 64 * 1024, /* a message with everything; past it ERR_TOO_BIG */
	OUTBOUND_REPLY = 64 * 1024, /* an answer longer than this is cut off and no success */
	OUTBOUND_TEXT = 600,        /* of the answer that is kept, in bytes */
	OUTBOUND_AT_ONCE = 16,
	OUTBOUND_SECONDS = 20,      /* for a whole transfer, unless the message says less */
};
struct outbound_message {
	enum outbound_kind kind;
	const char *url;            /* https://…, smtps://host:465, smtp://host:587 (STARTTLS) */
	const char *user, *password; /* of the mail server; NULL = none */
	const char *from, *to;      /* of the mail's envelope */
	const char *headers;        /* of the web call: lines "Name: value\n" */
	const char *body;           /* of the call, or the mail with its headers */
	bool inside;                /* private addresses and plain connections are allowed */
	int seconds;
	int64_t community, reference; /* for outbound_next(); 0 = somebody waits for it */
};
enum outbound_result {
	OUTBOUND_DONE = 1,  /* 2xx */
	OUTBOUND_ANSWERED,  /* another status: see .status */
	OUTBOUND_PRIVATE,   /* an address within the own network: no connection was made */
	OUTBOUND_REDIRECT,  /* to another address: not followed */
	OUTBOUND_SLOW,      /* no end within the time */
	OUTBOUND_UNSAFE,    /* no TLS, or a certificate that proves nothing */
	OUTBOUND_TOO_LONG,  /* the answer */
	OUTBOUND_UNREACHED, /* no connection, or it broke */
	OUTBOUND_WRONG,     /* the address is none */
	OUTBOUND_LOST,      /* the process ended on the way: it may have arrived or not */
};
struct outbound_answer {
	int result;         /* enum outbound_result */
	int status;         /* of HTTP or SMTP; 0 = none */
	char text[OUTBOUND_TEXT]; /* the other side's words, else the library's; UTF-8 */
};

struct outbound;
/* Before any thread, before the database and the key are open. */
int outbound_start(struct ctx *cx, struct outbound **ret) MUST_USE;
void outbound_stop(struct outbound *o);
/* false: the supervisor itself has ended (somebody killed it); only a restart of the service brings
 * it back. NULL is not alive. */
bool outbound_alive(struct outbound *o);
/* The supervisor: what outbound_stop() ends. */
pid_t outbound_process(const struct outbound *o);
/* Hands it over and comes back at once. ERR_UNAVAILABLE: too many on the way, or no process. */
int outbound_post(struct ctx *cx, struct outbound *o, const struct outbound_message *m,
		  int64_t *ret_ticket) MUST_USE;
/* The next answer to a message of that community that carries a reference; false = none now. */
bool outbound_next(struct outbound *o, int64_t community, int64_t *ret_reference,
		   struct outbound_answer *ret);
/* Is a message with that reference on its way, or its answer not yet fetched? */
bool outbound_carries(struct outbound *o, int64_t community, int64_t reference);
/* true: *ret is the answer, and the ticket is used up. Each ticket is answered within its time. */
bool outbound_poll(struct outbound *o, int64_t ticket, struct outbound_answer *ret);
/* Waits for it; at most the message's seconds and a little. For workers only. */
void outbound_wait(struct outbound *o, int64_t ticket, struct outbound_answer *ret);
/* The sentence of an answer for people, with the other side's words. */
const char *outbound_say(struct ctx *cx, const struct outbound_answer *a);
/* Would trying again with the same message be in vain? */
bool outbound_is_final(enum outbound_kind kind, const struct outbound_answer *a);
/* Of the internet at large: not loopback, private, link-local, shared, multicast, nor mapped so. */
bool address_is_public(const struct sockaddr *address);
#endif
