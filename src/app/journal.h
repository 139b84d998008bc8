/* The journal (操作记录): every change of state, every look at a secret; who, when, from, to, why.
 * Append-only (triggers), one SHA-256 chain a community, read as the time line of a record. */
#ifndef ANJU_JOURNAL_H
#define ANJU_JOURNAL_H
#include "base/ctx.h"
#include "base/field.h"

struct journal_entry {
	int64_t seq;             /* rises by one in a community; set by journal_add */
	int64_t at;              /* recorded: the server's clock */
	int64_t claimed_at;      /* when it is said to have happened; 0 = the same. A late entry (补录) */
	int64_t actor_id;        /* 0 = the system; below 0 a resident: minus the person */
	const char *actor_name;  /* filled when read */
	const char *subject;     /* "request", "household", "account" … */
	int64_t subject_id;
	const char *action;      /* "dispatch", "reveal_phone" … */
	const char *from_state, *to_state; /* English words; NULL when the state is the same */
	const char *note;        /* visible text: reason, answer, what changed (原值 → 新值) */
	const char *data;        /* JSON for machines, or NULL */
};
extern const struct fields journal_fields;

/* In the same transaction as the change. actor and time come from cx. */
int journal_add(struct ctx *cx, const struct journal_entry *e) MUST_USE;
/* The time line of a record, oldest first, at most 500. */
int journal_of(struct ctx *cx, const char *subject, int64_t subject_id,
	       struct journal_entry **ret, size_t *ret_count) MUST_USE;
/* Newest first, for the page 操作记录. before: seq, 0 = newest. */
int journal_page(struct ctx *cx, int64_t before, size_t most, struct journal_entry **ret,
		 size_t *ret_count) MUST_USE;
/* How often cx->actor did that since an instant. */
int journal_count(struct ctx *cx, const char *action, int64_t since, int64_t *ret) MUST_USE;
/* Recomputes the chain of cx->community. ERR_CONFLICT with cx->why naming the first bad row.
 * ret_head: 64 hex digits, for the anchor outside. */
int journal_verify(struct ctx *cx, int64_t *ret_rows, char ret_head[65]) MUST_USE;
#endif
