/* Promises (承诺事项): what somebody of the office promised a household, by when. The first asked
 * follows it up until another has accepted it (首问责任). Another time counts only when the owner was
 * told before the old one ran out; what runs out is broken (失约) and stays counted, also when it is
 * done later. Implements document 2 (b), (c), (e). */
#ifndef ANJU_PROMISES_H
#define ANJU_PROMISES_H
#include "app/steps.h"
#include "app/timeline.h"
#include "base/field.h"

enum promise_state {
	PROMISE_OPEN = 1,  /* 待兑现 */
	PROMISE_KEPT,      /* 已兑现 */
	PROMISE_MOVED,     /* 已改期: still to be kept, by another time */
	PROMISE_BROKEN,    /* 失约: the time ran out */
	PROMISE_KEPT_LATE, /* 失约后兑现: done, the supervisor has yet to look at it */
	PROMISE_SETTLED,   /* 失约已处理 */
	PROMISE_WITHDRAWN, /* 已撤回: entered by mistake, or the owner released us in time */
};
extern const struct choice promise_states[];

struct promise {
	int64_t id;
	const char *number;
	int state;
	int64_t room_id;
	const char *room, *person_name;
	int64_t contact_id;
	const char *content;
	int64_t promiser_id, holder_id, offered_id;
	const char *promiser_name, *holder_name, *offered_name; /* joined for reading */
	int64_t offered_at, due_at, first_due_at;
	int moves;
	int64_t told_at;
	int told_way;
	const char *move_reason;
	int64_t kept_at;
	const char *evidence;
	int64_t broken_at;
	const char *cause, *measure;
	int64_t created_by, created_at, version;
	bool run_out;        /* the clock has just broken it; never stored */
};
extern const struct fields promise_fields;
extern const struct machine promise_machine;

struct promise_intake {
	const char *room, *person_name, *content;
	int64_t due_at, promiser, contact; /* promiser 0 = who enters it; contact 0 = none */
};
enum { PROMISE_INTAKE_FIELDS = 6 };
extern const struct field promise_intake_table[PROMISE_INTAKE_FIELDS];
extern const struct fields promise_intake_fields;

/* Makes it, with the duty to keep it. In a write. */
int promise_make(struct ctx *cx, const struct promise_intake *in, struct promise *ret) MUST_USE;
int promise_get(struct ctx *cx, int64_t id, struct promise *ret) MUST_USE;
/* Takes a step; what has run out is broken first, whether or not the job came by. */
int promise_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		 const struct input *in, int zone_minutes, struct promise *ret) MUST_USE;

struct promise_filter {
	const char *state; /* word; "waiting" = to be kept, "late" = broken and not settled; NULL */
	int64_t person;    /* promiser or holder; 0 = all */
	int64_t room;
	int64_t after_due, after_id; /* the last one of the page before */
	size_t most;
};
/* state (a word, waiting, late), mine, room as the page and the sheet take them. */
int promise_filter_read(struct ctx *cx, const struct input *in,
			struct promise_filter *ret) MUST_USE;
/* Waiting ones soonest first, else newest due first. */
int promise_list(struct ctx *cx, const struct promise_filter *f, struct promise **ret,
		 size_t *ret_count) MUST_USE;
int promise_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		     size_t *ret_count) MUST_USE;

/* 承诺兑现率 of a person: what fell due in a month, what was kept in time. A kept one counts at once. */
struct promise_rate {
	int64_t account_id;
	const char *name;
	int64_t due, kept, broken;
	const char *rate;    /* "87.5%"; 无数据 when nothing fell due. Filled when read */
};
extern const struct fields promise_rate_fields;
/* month: "2026-04", NULL = this one. ret_month: as it was read. */
int promise_rates(struct ctx *cx, const char *month, struct promise_rate **ret, size_t *ret_count,
		  struct promise_rate *ret_all, const char **ret_month) MUST_USE;

/* A job: what has run out is broken, and the supervisor has a duty. */
int promise_sweep(struct ctx *cx) MUST_USE;
#endif
