/* Shifts (交接班): who is on duty, what happened in the shift, and handing it over with everything
 * that is open and two signatures. Implements document 11 (b), (c), (d), (e). */
#ifndef ANJU_SHIFTS_H
#define ANJU_SHIFTS_H
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"

/* 班次 */
enum band { BAND_DAY = 1, BAND_EVENING, BAND_NIGHT };
extern const struct choice bands[];

/* A shift: its band and the day it begins on. */
struct shift {
	int day, band;
	int64_t from, to; /* ms */
};
/* The shift that runs at an instant, and the one of a day and band. */
int shift_at(struct ctx *cx, int64_t at, struct shift *ret) MUST_USE;
int shift_of(struct ctx *cx, int day, int band, struct shift *ret) MUST_USE;
/* Who is on duty in this role now by the roster (a stand-in before the one he stands in for);
 * 0 = the roster names nobody. */
int shift_on_duty(struct ctx *cx, enum role role, int64_t *ret_account) MUST_USE;

/* Somebody who works here, or a post, that a form offers. */
struct shift_choice {
	int64_t id;
	const char *name;
};
int shift_people(struct ctx *cx, struct shift_choice **ret, size_t *ret_count) MUST_USE;
int shift_posts(struct ctx *cx, struct shift_choice **ret, size_t *ret_count) MUST_USE;
/* ERR_INVALID under `field` when this person does not work here now. */
int shift_must_work_here(struct ctx *cx, const char *field, int64_t account) MUST_USE;

/* ---- the roster ---- */

/* 排班 */
struct roster {
	int64_t id;
	int day, band, role;
	int64_t account_id, stand_in_id;
	const char *name, *stand_in_name; /* joined for reading */
	int64_t created_by, created_at, version;
};
extern const struct fields roster_fields;
struct roster_new {
	int day, until, band, role; /* until: the last day; 0 = that day alone */
	int64_t account, stand_in;
};
enum { ROSTER_NEW_FIELDS = 6 };
extern const struct field roster_new_table[ROSTER_NEW_FIELDS];
extern const struct fields roster_new_fields;
/* Of the days from … to, by day, band, role. */
int roster_list(struct ctx *cx, int from, int to, struct roster **ret, size_t *ret_count) MUST_USE;
int roster_get(struct ctx *cx, int64_t id, struct roster *ret) MUST_USE;
/* *ret: how many days were filled. A person is in one shift once: ERR_INVALID names the day. */
int roster_add(struct ctx *cx, const struct roster_new *in, int *ret) MUST_USE;
/* account 0 = nobody stands in any more. version as in other changes. */
int roster_stand_in(struct ctx *cx, int64_t id, int64_t version, int64_t account) MUST_USE;
int roster_remove(struct ctx *cx, int64_t id, int64_t version) MUST_USE;
/* The week before `monday` once more; who has left or stands there already is passed over. */
int roster_copy_week(struct ctx *cx, int monday, int64_t *ret_count) MUST_USE;
/* Which shifts of `days` days from `from` on have too few who may take calls: [day][band]. */
enum { ROSTER_DAYS = 14 };
int roster_gaps(struct ctx *cx, const struct roster *rows, size_t count, int from, int days,
		bool ret[ROSTER_DAYS][4]) MUST_USE;
/* He left: his shifts to come fall to who stands in, or away. */
int roster_of_leaver(struct ctx *cx, int64_t account) MUST_USE;

/* ---- notes of the shift ---- */

/* 班次记事 */
struct shift_note {
	int64_t id;
	int day, band;
	const char *text;
	int64_t created_by;
	const char *created_by_name; /* joined for reading */
	int64_t created_at;
};
extern const struct fields shift_note_fields;
struct shift_note_new {
	const char *text;
};
extern const struct field shift_note_new_table[1];
extern const struct fields shift_note_new_fields;
/* Into the shift that runs now; notes are added and never changed. */
int shift_note_add(struct ctx *cx, const struct shift_note_new *in, int64_t *ret_id) MUST_USE;
/* Of the days from … to, band 0 = all; newest first. */
int shift_note_list(struct ctx *cx, int from, int to, int band, size_t most,
		    struct shift_note **ret, size_t *ret_count) MUST_USE;

/* ---- handing over ---- */

enum handover_state {
	HANDOVER_OPEN = 1,  /* 待交接 */
	HANDOVER_ACCEPTED,  /* 已交接 */
	HANDOVER_RETURNED,  /* 已退回 */
	HANDOVER_WITHDRAWN, /* 已撤回 */
};
extern const struct choice handover_states[];

/* 交接班 */
struct handover {
	int64_t id;
	int day, band, state;
	int64_t from_id, to_id;
	const char *from_name, *to_name; /* joined for reading */
	const char *remark;
	int keys, receipts;
	int64_t cash_fen;
	int item_count;
	int64_t opened_at, ended_at;
	const char *reason;
	int64_t version;
};
extern const struct fields handover_fields;
extern const struct machine handover_machine;
extern const struct norm handover_accept_norm;

/* 未完事项: a record that somebody owes something on */
struct handover_item {
	const char *subject;
	int64_t subject_id;
	const char *number, *title, *room;
	int64_t due_at; /* the nearest duty of this person on it */
	int taken;
};
extern const struct fields handover_item_fields;

enum { HANDOVER_ITEMS = 500 };
struct handover_new {
	int day, band; /* 0 = the shift that runs now */
	int64_t to;
	const char *remark;
	int keys, receipts;
	int64_t cash_fen;
	/* what is handed over: all that is open must be among it */
	struct handover_item items[HANDOVER_ITEMS];
	size_t item_count;
};
enum { HANDOVER_NEW_FIELDS = 7 };
extern const struct field handover_new_table[HANDOVER_NEW_FIELDS];
extern const struct fields handover_new_fields;
/* Fields and the list: items.N.subject, items.N.id. */
int handover_read(struct ctx *cx, const struct input *in, int zone_minutes,
		  struct handover_new *ret) MUST_USE;
/* Everything open that this person owes. What is his in person is not handed on: signing for a
 * handover, reading a document (阅知). */
int handover_open_items(struct ctx *cx, int64_t account, struct handover_item **ret,
			size_t *ret_count) MUST_USE;
/* The actor hands over and signs. ERR_INVALID names what would be left behind. */
int handover_open(struct ctx *cx, const struct handover_new *in, int64_t *ret_id) MUST_USE;
int handover_get(struct ctx *cx, int64_t id, struct handover *ret) MUST_USE;
/* accept (接班人 signs and owns it all from then on), return, withdraw. */
int handover_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct handover *ret) MUST_USE;
int handover_items(struct ctx *cx, int64_t id, struct handover_item **ret,
		   size_t *ret_count) MUST_USE;
/* state 0 = all; person 0 = all (either side); newest first, after = id of the last one seen. */
struct handover_filter {
	int state;
	int64_t person, after;
	size_t most;
};
/* state (a word, mine, all) as the page and the sheet take it. */
int handover_filter_read(struct ctx *cx, const struct input *in,
			 struct handover_filter *ret) MUST_USE;
int handover_list(struct ctx *cx, const struct handover_filter *f, struct handover **ret,
		  size_t *ret_count) MUST_USE;
int handover_total(struct ctx *cx, const struct handover_filter *f, int64_t *ret) MUST_USE;
/* The one that waits for this person's signature; id 0 = none. */
int handover_waiting(struct ctx *cx, int64_t account, struct handover *ret) MUST_USE;
/* Before a step on any record: what was handed to the actor and is not signed for yet waits for the
 * signature, but for emergencies. */
int handover_guard(struct ctx *cx, const char *subject, int64_t id, const char *action) MUST_USE;
/* Somebody left (离职): what he handed over or was to take over unsigned is withdrawn. */
int handovers_of_leaver(struct ctx *cx, int64_t account) MUST_USE;

extern const struct setting shift_settings[];
#endif
