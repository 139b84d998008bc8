/* Keys (钥匙): what hangs where, who has it, and the history of each. Nobody lends to himself; an
 * owner's key moves only after a call to him and with the head's approval; what is out is due the
 * same day. Implements document 18 and the keys of document 10 (c). */
#ifndef ANJU_KEYS_H
#define ANJU_KEYS_H
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"
#include "app/timeline.h"
#include "base/field.h"
#include "record/input.h"

enum key_state {
	KEY_PENDING = 1, /* 待验收 */
	KEY_IN,		 /* 在库 */
	KEY_OUT,	 /* 借出 */
	KEY_LOST,	 /* 遗失 */
	KEY_CHANGING,	 /* 换锁中 */
	KEY_CHANGED,	 /* 已换锁 */
	KEY_HANDED,	 /* 已移交业主 */
	KEY_RECLAIMED,	 /* 已领回 */
	KEY_SCRAPPED,	 /* 注销 */
};
enum key_kind {
	KEY_FLAT = 1,  /* 空置单元 */
	KEY_SHOW,      /* 样板房 */
	KEY_MAILBOX,   /* 信箱 */
	KEY_PLANT,     /* 设备房 */
	KEY_OFFICE,    /* 办公室 */
	KEY_ENTRUSTED, /* 业主委托 */
	KEY_PUBLIC,    /* 公共门窗 */
	KEY_REPAIR,    /* 返修 */
};
enum key_trial { TRIAL_NONE = 1, TRIAL_OPENS, TRIAL_FAILS };
enum key_answer { ANSWER_AGREED = 1, ANSWER_REFUSED, ANSWER_UNREACHED };
enum key_unit { KEY_UNIT_OWN = 1, KEY_UNIT_DEVELOPER, KEY_UNIT_BUILDER, KEY_UNIT_OTHER };
enum key_deposit { DEPOSIT_NONE, DEPOSIT_HELD, DEPOSIT_RETURNED, DEPOSIT_ASKED, DEPOSIT_KEPT };
extern const struct choice key_states[], key_kinds[], key_trials[], key_sources[], key_answers[],
	key_units[], key_deposits[];
extern const struct setting key_settings[];

/* 钥匙 */
struct key {
	int64_t id;
	const char *number;
	int state, kind;
	int64_t room_id;
	const char *room, *place, *lock;
	int listed, count, trial;
	const char *difference, *seal, *cabinet, *hook;
	int source;
	const char *intake, *giver, *owner_name, *commission;
	int until_on;
	int answer;
	int64_t answered_at;
	const char *approved_for;
	int64_t approved_by;
	const char *approved_name; /* joined */
	int64_t approved_at, loan_id;
	const char *borrower;      /* of the loan that is out; joined, as the next three */
	int64_t borrower_id, lent_at, due_at;
	int64_t asked;             /* a loan whose deposit waits for a decision; 0 = none */
	int64_t created_by, created_at, ended_at, version;
};
extern const struct fields key_fields;
extern const struct machine key_machine;

/* 接收: what the list says against what was handed over. */
struct key_intake {
	int kind;
	const char *room, *place, *lock;
	int listed, count; /* 应交, 实收; count 0 = nothing handed over yet */
	int trial;
	const char *seal, *cabinet, *hook;
	int source;
	const char *intake, *giver, *owner_name, *commission;
	int until_on;
};
enum { KEY_INTAKE_FIELDS = 16 };
extern const struct field key_intake_table[KEY_INTAKE_FIELDS];
extern const struct fields key_intake_fields;
/* In a write. Complete and opening: 在库; else 待验收 with the difference named. */
int key_take_in(struct ctx *cx, const struct key_intake *in, struct key *ret) MUST_USE;
/* "缺 1 把；试开不能开", or "". */
const char *key_difference(struct ctx *cx, int listed, int count, int trial);
int key_get(struct ctx *cx, int64_t id, struct key *ret) MUST_USE;
int key_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	     const struct input *in, int zone_minutes, struct key *ret) MUST_USE;
struct key_filter {
	int state, kind; /* 0 = all */
	bool held;       /* still ours: no end state */
	bool different;  /* list and hand-over differed */
	const char *q;   /* room shorthand, number, place, 接收单号 */
	int64_t after;
	size_t most;
};
/* state (a word, held, different), kind, q; ERR_INVALID names the field. */
int key_filter_read(struct ctx *cx, const struct input *in, struct key_filter *ret) MUST_USE;
int key_list(struct ctx *cx, const struct key_filter *f, struct key **ret,
	     size_t *ret_count) MUST_USE;
int key_total(struct ctx *cx, const struct key_filter *f, int64_t *ret) MUST_USE;

/* ---- loans ---- */

/* 借用记录 */
struct key_loan {
	int64_t id;
	const char *number;
	int64_t key_id;
	const char *key_number, *room, *place; /* joined */
	int unit;
	int64_t borrower_id;
	const char *borrower_name, *second_name;
	int64_t request_id;
	const char *request_number, *purpose;
	int count;
	const char *paper;
	int64_t deposit_fen;
	const char *deposit_number;
	int deposit;
	int64_t approved_by, lent_by;
	const char *lent_by_name, *approved_name; /* joined */
	int64_t lent_at, due_at, reminded_at, called_at;
	bool urgent, overdue; /* overdue: filled when read */
	int64_t returned_at;
	const char *returner, *remark;
	bool lost;           /* it ended so: returned_at is when that was reported */
};
extern const struct fields key_loan_fields;
int key_loan_get(struct ctx *cx, int64_t id, struct key_loan *ret) MUST_USE;
struct key_loan_filter {
	int64_t key, borrower, after;
	int64_t from, until; /* lent in this time; 0 = any */
	const char *room;    /* shorthand as in the register; NULL = all */
	bool out, overdue;
	bool by_id;          /* overdue ones newest first too, so that reading goes on after an id */
	size_t most;
};
/* room, month=2026-05 and view=out|overdue, as the page of the loans sends them. ERR_INVALID names
 * the field. */
int key_loan_filter_read(struct ctx *cx, const struct input *in, int zone_minutes,
			 struct key_loan_filter *ret) MUST_USE;
/* Newest first; overdue ones the longest overdue first. */
int key_loan_list(struct ctx *cx, const struct key_loan_filter *f, struct key_loan **ret,
		  size_t *ret_count) MUST_USE;
/* Loans that are out and past their time. */
int key_overdue_count(struct ctx *cx, int64_t *ret) MUST_USE;
timeline_reader key_timeline;
/* A job: reminds before the time, has the desk call the day after, warns before commissions end. */
int key_remind(struct ctx *cx) MUST_USE;
#endif
