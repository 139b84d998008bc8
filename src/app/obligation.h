/* Obligation (应办事项): who owes what to whom by when under which article, with the arithmetic of
 * its clock. Steps, jobs and people create them; a record closes only when none is open. The norm
 * is the setting in force when it began and stays with it. */
#ifndef ANJU_OBLIGATION_H
#define ANJU_OBLIGATION_H
#include "base/ctx.h"
#include "base/field.h"

enum obligation_state {
	OBLIGATION_OPEN = 1,
	OBLIGATION_MET,
	OBLIGATION_LATE,
	OBLIGATION_CANCELLED,
	OBLIGATION_WAIVED
};
extern const struct choice obligation_states[];

/* 升级路线: the named posts that are told at 80 %, at expiry and at each further half of the norm;
 * each rung is a setting (escalation.h). */
enum ladder { LADDER_DESK, LADDER_ENGINEERING, LADDER_SECURITY, LADDER_HEAD, LADDERS };

struct obligation {
	int64_t id;
	const char *subject;    /* "request" */
	int64_t subject_id;
	const char *kind;       /* "answer", "dispatch", "arrive", "review", "finish" */
	const char *label;      /* Chinese: 答复、到场 … */
	const char *rule;       /* article: "15 (d)" */
	int64_t owner_id, post_id; /* a person, or whoever holds the post; 0 = the desk */
	const char *owner_name, *post_name; /* joined for reading */
	int64_t started_at, norm_ms, due_at, done_at;
	bool working;           /* counted in working time; false = 24 hours */
	const char *arithmetic; /* "17:40 + 30 分钟，18:00 下班 …" */
	int64_t paused_at;      /* 0 = running */
	int64_t paused_ms;      /* so far */
	const char *pause_reason;
	int state;
	bool overdue;           /* open and due_at < now; filled when read */
	const char *setting;    /* the norm's parameter; NULL = a promised time */
	int ladder;
	int64_t next_at;        /* of the next warning or climb; 0 = none */
	int64_t warned_at;
	int rung;               /* climbed so far; 0 = not yet */
	int64_t rung_post_id, rung_at;
	const char *rung_post_name;
	int64_t waive_by, waived_by; /* 免办: who asked, who agreed */
	const char *waive_by_name, *waived_by_name, *waive_reason;
	int64_t hidden_from;    /* 回避: who does not see it and is told nothing of it */
};
extern const struct fields obligation_fields;

/* How an obligation of one kind begins: a table in the module that owns it. */
struct norm {
	const char *kind, *label, *rule;
	const char *setting;    /* its minutes or hours, or days */
	bool working;
	enum ladder ladder;
	/* a number of days instead: working days, to closing time; or days, to midnight */
	enum { BY_TIME, BY_WORKING_DAYS, BY_DAYS } count;
};
/* Begins at cx->now (or `from` when it is not 0), due by the community's calendar. */
int obligation_open(struct ctx *cx, const struct norm *n, const char *subject, int64_t subject_id,
		    int64_t from, int64_t owner, int64_t post, int64_t *ret_due) MUST_USE;
/* Begins with a promised time instead of a norm (约定时间). */
int obligation_promise(struct ctx *cx, const struct norm *n, const char *subject,
		       int64_t subject_id, int64_t due, int64_t owner, int64_t post) MUST_USE;
/* Done at `at` (0 = cx->now): met or late, by the recorded time. OK when none is open. */
int obligation_meet(struct ctx *cx, const char *subject, int64_t subject_id, const char *kind,
		    int64_t at) MUST_USE;
/* kind NULL = all of the record. */
int obligation_cancel(struct ctx *cx, const char *subject, int64_t subject_id,
		      const char *kind) MUST_USE;
int obligation_owner(struct ctx *cx, const char *subject, int64_t subject_id, const char *kind,
		     int64_t owner, int64_t post) MUST_USE;
/* 回避: this person does not see the record's duties on any board; 0 = nobody is kept off. */
int obligation_hide(struct ctx *cx, const char *subject, int64_t subject_id,
		    int64_t from_account) MUST_USE;
/* What this person owes on one record is owed by another from now on (交接班), with its clock as it
 * is; what others owe on it stays theirs. */
int obligation_hand(struct ctx *cx, const char *subject, int64_t subject_id, int64_t from,
		    int64_t to, int64_t *ret_count) MUST_USE;
/* All that this person owes here goes to a post (0 = the desk), with its clock as it is. */
int obligation_move(struct ctx *cx, int64_t from_owner, int64_t to_post,
		    int64_t *ret_count) MUST_USE;
/* The clock of all open ones stands still, with a reason; and runs again. */
int obligation_pause(struct ctx *cx, const char *subject, int64_t subject_id,
		     const char *reason) MUST_USE;
int obligation_resume(struct ctx *cx, const char *subject, int64_t subject_id) MUST_USE;
int obligation_of(struct ctx *cx, const char *subject, int64_t subject_id, struct obligation **ret,
		  size_t *ret_count) MUST_USE;
/* How many of a record are open. */
int obligation_open_count(struct ctx *cx, const char *subject, int64_t subject_id,
			  int64_t *ret) MUST_USE;
/* The closing rule: ERR_CONFLICT naming the open duties of a record, besides those kinds (up to a
 * NULL) that the closing itself fulfils. */
int obligation_must_be_done(struct ctx *cx, const char *subject, int64_t subject_id,
			    const char *const *besides, size_t most) MUST_USE;
int obligation_get(struct ctx *cx, int64_t id, struct obligation *ret) MUST_USE;
/* What is on the desk of cx->actor: */
enum obligation_view {
	VIEW_OFFICE,    /* everybody's */
	VIEW_MINE,      /* mine by name, or of whom I stand in for */
	VIEW_POSTS,     /* nobody's by name, of a post I hold */
	VIEW_CLIMBED,   /* climbed to a post I hold */
	VIEW_WAIVE,     /* somebody asks that it be waived */
};
/* GET /obligations: state 0 = open; overdue only; owner 0 = all. Soonest first: so the overdue come
 * first. What cx->actor is kept off is not there. */
struct obligation_filter {
	int state;
	bool overdue;
	int64_t owner;
	enum obligation_view view;
	const char *subject, *kind;  /* NULL = all */
	int64_t after_due, after_id; /* the last one of the page before */
	size_t most;                 /* 0 = LIMIT_PAGE_SIZE */
};
/* Counts no further than LIMIT_TOTAL. */
int obligation_total(struct ctx *cx, const struct obligation_filter *f, int64_t *ret) MUST_USE;
int obligation_count_view(struct ctx *cx, enum obligation_view view, bool overdue,
			  int64_t *ret) MUST_USE;
int obligation_list(struct ctx *cx, const struct obligation_filter *f, struct obligation **ret,
		    size_t *ret_count) MUST_USE;
#endif
