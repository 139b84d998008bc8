/* The outbox (发件箱): notices on their way out of the office, with quiet hours, merging, limits and
 * retries. At least once: see docs/decisions.md. */
#ifndef ANJU_OUTBOX_H
#define ANJU_OUTBOX_H
#include "base/ctx.h"
#include "base/field.h"

enum outbox_state {
	OUTBOX_WAITING = 1,
	OUTBOX_AWAY,     /* handed to the sending process */
	OUTBOX_SENT,
	OUTBOX_FAILED,
	OUTBOX_GIVEN_UP, /* by a person */
	OUTBOX_NEEDLESS, /* read in the program before it went */
};
extern const struct choice outbox_states[];

struct outbox_row {
	int64_t id;
	int64_t channel_id;
	const char *channel_name; /* joined; NULL = there is none */
	int kind;                 /* enum via */
	int64_t account_id;
	const char *account_name;
	const char *address;      /* mail address, or a phone; "" = a group */
	bool urgent;
	int state, attempts;
	int64_t due_at, claimed_at, done_at, created_at;
	const char *answer;
	int count;                /* notices in it */
	const char *title;        /* of the first */
};
extern const struct fields outbox_fields;

/* ---- what the job does, each of them for cx->community ---- */
/* New notices into messages: by the wishes of the person, and to the groups. Within the window
 * several to one address are one message, and so is all that waited for a morning or for a server
 * that was down. ret_count: notices looked at. */
int outbox_route(struct ctx *cx, int64_t *ret_count) MUST_USE;
/* Answers of the sending process into the rows; rows whose process is gone wait again. */
int outbox_settle(struct ctx *cx) MUST_USE;
/* Hands over what is due. */
int outbox_send(struct ctx *cx) MUST_USE;
/* All three, then the next ones; what is older than the office keeps is removed by the sweep. */
int outbox_job(struct ctx *cx) MUST_USE;
int outbox_sweep(struct ctx *cx) MUST_USE;

/* ---- for people ---- */
struct outbox_filter {
	int state;     /* 0 = all */
	int64_t after; /* id of the last row of the page before */
	size_t most;
};
struct outbox_counts {
	int64_t waiting, away, failed, sent; /* sent: in the last 24 hours */
	int64_t unheld;                      /* notices that wait for a holder of their post */
};
int outbox_list(struct ctx *cx, const struct outbox_filter *f, struct outbox_row **ret,
		size_t *ret_count) MUST_USE;
int outbox_total(struct ctx *cx, const struct outbox_filter *f, int64_t *ret) MUST_USE;
int outbox_get(struct ctx *cx, int64_t id, struct outbox_row *ret) MUST_USE;
int outbox_count(struct ctx *cx, struct outbox_counts *ret) MUST_USE;
/* A failed one, or one given up, is sent again as if it were new. */
int outbox_retry(struct ctx *cx, int64_t id) MUST_USE;
/* Not sent any more; one that was sent, or is on its way, is a conflict. */
int outbox_give_up(struct ctx *cx, int64_t id) MUST_USE;
#endif
