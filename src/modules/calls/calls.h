/* Calls (来电登记): what the telephone system tells, made one record a call; missed calls and
 * promised replies with their clocks; who answers the line at which hour. Implements document 3. */
#ifndef ANJU_CALLS_H
#define ANJU_CALLS_H
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"
#include "base/field.h"
#include "record/input.h"

enum call_state {
	CALL_RINGING = 1, /* 振铃中 */
	CALL_TALKING,     /* 通话中 */
	CALL_ENDED,       /* 已接 */
	CALL_MISSED,      /* 待回拨 */
	CALL_RETURNED,    /* 已回拨 */
	CALL_UNREACHABLE, /* 无法接通 */
	CALL_PROMISED,    /* 待回复 */
	CALL_REPLIED,     /* 已回复 */
	CALL_TRANSFERRED, /* 待接受 */
};
enum call_source { CALL_EXCHANGE = 1, CALL_STOPWATCH };
enum call_fact { FACT_RINGING = 1, FACT_ANSWERED, FACT_ENDED, FACT_MISSED };
extern const struct choice call_states[], call_sources[], call_facts[];
extern const struct setting call_settings[];

enum { RINGS_UNKNOWN = -1 };
struct call {
	int64_t id;
	const char *number;
	int source;
	const char *exchange_key;
	int state;
	const char *phone, *called, *extension;
	int64_t received_at, ringing_at, answered_at, ended_at, missed_at;
	int rings;                  /* RINGS_UNKNOWN: never guessed */
	int64_t answered_after_ms;  /* -1 = not known */
	bool night;
	int64_t answerer_id;
	const char *answerer_name;  /* joined for reading */
	int64_t duty_id, duty_post_id;
	const char *duty_name;
	int64_t contact_id;
	int64_t transfer_to;
	const char *transfer_name;
	int64_t transferred_at, accepted_at, promised_at;
	const char *promise;
	int64_t replied_at, back_due_at, first_back_at;
	int tries;
	int64_t last_try_at, returned_at, returned_by;
	const char *returned_by_name;
	const char *remark;
	bool corrected;             /* the number is a person's word */
	int64_t created_at, version;
};
extern const struct fields call_fields;
extern const struct machine call_machine;

/* ---- events ---- */

/* One event of the telephone system. Members as in the JSON. */
struct call_event {
	const char *call_id;   /* the exchange's own id of the call */
	int event;             /* enum call_fact */
	int64_t at;            /* 0 = now */
	const char *from, *to; /* numbers; what is no number is a withheld one */
	const char *extension;
};
enum { CALL_EVENT_FIELDS = 6 };
extern const struct field call_event_table[CALL_EVENT_FIELDS];
extern const struct fields call_event_fields;
/* Adds the fact and derives the record anew from all facts of the call, so that it does not matter
 * how often or in which order they come. In a write. */
int call_tell(struct ctx *cx, const struct call_event *e, struct call *ret) MUST_USE;
/* The count from times and cadence; RINGS_UNKNOWN when a time is missing or they contradict. */
int rings_between(int64_t ringing_at, int64_t answered_at, int64_t cadence_ms);
/* A call that was answered without a telephone system and counted by hand or by the stopwatch key.
 * rings 0 = from the time, else not known. */
int call_by_hand(struct ctx *cx, int64_t contact, const char *phone, int64_t received_at, int rings,
		 int64_t answered_after_ms, int64_t *ret_id) MUST_USE;
/* Rings that nobody reported the end of are missed calls after a while: a job. */
int call_sweep(struct ctx *cx) MUST_USE;

/* ---- records ---- */
int call_get(struct ctx *cx, int64_t id, struct call *ret) MUST_USE;
struct call_filter {
	const char *phone;  /* digits, or NULL */
	int state;          /* 0 = all */
	int64_t from, to;   /* received, ms; 0 = open end */
	int64_t after_at, after_id; /* the last row of the page before */
	size_t most;
};
/* From a query: phone, state, from, to. */
int call_filter_of(struct ctx *cx, const struct input *in, int zone_minutes,
		   struct call_filter *ret) MUST_USE;
/* Newest first. */
int call_list(struct ctx *cx, const struct call_filter *f, struct call **ret,
	      size_t *ret_count) MUST_USE;
/* Counts no further than LIMIT_TOTAL. */
int call_total(struct ctx *cx, const struct call_filter *f, int64_t *ret) MUST_USE;
/* The newest call of the last hours that rings at, or was answered by, this person; id 0 = none. */
int call_of_person(struct ctx *cx, int64_t account, struct call *ret) MUST_USE;
int call_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	      const struct input *in, int zone_minutes, struct call *ret) MUST_USE;
/* Whether the first call back came in time; meaningful for a missed call. */
bool call_back_in_time(const struct call *c);

/* ---- the telephone system's keys ---- */
struct call_key {
	const char *id, *name;
	int64_t created_at, revoked_at;
};
extern const struct fields call_key_fields;
/* *ret_secret is shown once; the row keeps it sealed. In a write. */
int call_key_add(struct ctx *cx, const char *name, const char **ret_id,
		 const char **ret_secret) MUST_USE;
int call_key_revoke(struct ctx *cx, const char *id) MUST_USE;
int call_key_list(struct ctx *cx, struct call_key **ret, size_t *ret_count) MUST_USE;
/* time: seconds since 1970 as sent; signature: hex HMAC-SHA256 of "TIME.BODY". Names the community
 * of the key. ERR_UNAUTHENTICATED with the same words for an unknown key and a wrong signature. */
int call_key_check(struct ctx *cx, const char *id, const char *time, const char *signature,
		   const char *body, size_t n, int64_t *ret_community) MUST_USE;

/* ---- extensions ---- */
struct call_extension {
	const char *extension;
	int64_t account_id;
	const char *name;
	int64_t changed_at;
};
extern const struct fields call_extension_fields;
int call_extension_list(struct ctx *cx, int64_t account, struct call_extension **ret,
			size_t *ret_count) MUST_USE;
/* account 0 = nobody's any more. */
int call_extension_set(struct ctx *cx, const char *extension, int64_t account) MUST_USE;
/* Whose extension it is; 0 = nobody's. */
int call_extension_owner(struct ctx *cx, const char *extension, int64_t *ret) MUST_USE;

/* ---- who answers the line: bands of the day ---- */
enum { BANDS = 3 };
struct call_duty {
	int day, band;          /* band 1-3; the day on which it begins */
	int64_t main_id, stand_in_id;
	const char *main_name, *stand_in_name;
	const char *forward;
	int64_t from, to;       /* filled when read */
	bool gap;               /* nobody who works here answers */
};
extern const struct fields call_duty_fields;
/* The 7 × 3 bands from a day on, also those nobody has filled in. */
int call_duty_week(struct ctx *cx, int day, struct call_duty ret[7 * BANDS]) MUST_USE;
int call_duty_set(struct ctx *cx, const struct call_duty *d) MUST_USE;
/* Who answers for the line at an instant: a person, else whoever holds the post. */
struct call_watch {
	int64_t account, post;
	bool night;
	const char *forward;
};
int call_watch_at(struct ctx *cx, int64_t at, struct call_watch *ret) MUST_USE;
/* People who may be chosen. */
struct call_person {
	int64_t id;
	const char *name;
};
int call_people(struct ctx *cx, struct call_person **ret, size_t *ret_count) MUST_USE;

/* ---- figures of a month ---- */
struct call_count {
	const char *label;
	int64_t n;
};
struct call_month {
	int year, month;
	int64_t answered, counted, within; /* counted: rings are known */
	int64_t missed, back_in_time, back, unreachable, waiting;
	int64_t promised, promise_kept;
	int64_t dispatched, dispatch_ms;   /* ms: mean */
	int64_t dispatch_late, repeats;
	int64_t most_rings;
	struct call_count *kinds, *buildings;
	size_t kind_count, building_count;
};
int call_month(struct ctx *cx, int year, int month, struct call_month *ret) MUST_USE;
/* The same of any stretch of time, ms; the calls alone: no dispatches, kinds, buildings. */
int call_stretch(struct ctx *cx, int64_t from, int64_t until, struct call_month *ret) MUST_USE;
/* n of `of` in thousandths, rounded; -1 = 无数据 (of is 0). */
int64_t call_share(int64_t n, int64_t of);
#endif
