/* Scripts (话术) and emergency cards (应急卡): what is said on the telephone at which place and hour,
 * and what is asked and done at once when somebody says fire. Implements document 3 (b), (d). */
#ifndef ANJU_SCRIPTS_H
#define ANJU_SCRIPTS_H
#include "app/permission.h"
#include "app/setting.h"
#include "base/field.h"

/* 场景 */
enum script_place {
	SCRIPT_OFFICE = 1, /* 办公室 */
	SCRIPT_GUARD_ROOM, /* 保安室 */
	SCRIPT_NIGHT,      /* 夜间 */
	SCRIPT_FESTIVAL,   /* 节日 */
	SCRIPT_LATE,       /* 接听迟了 */
	SCRIPT_HOLD,       /* 请对方等待 */
	SCRIPT_UNCLEAR,    /* 听不清 */
	SCRIPT_TRANSFER,   /* 转接 */
	SCRIPT_REFUSE,     /* 拒绝提供业主资料 */
	SCRIPT_END,        /* 结束 */
};
enum { SCRIPTS = SCRIPT_END };
extern const struct choice script_places[];
extern const struct setting script_settings[];

struct script {
	int place;
	const char *text;     /* in force, with its variables: {公司名} {部门} {节日} */
	const char *said;     /* as it is said now */
	int64_t from_at;      /* 0 = the program's own */
	int64_t next_at;      /* a version that comes; 0 = none */
	const char *next_text;
};
extern const struct fields script_fields;
/* All places, in their order, at cx->now. */
int script_list(struct ctx *cx, struct script ret[SCRIPTS]) MUST_USE;
/* from: ms UTC, not before now; 0 = now. Journalled. */
int script_change(struct ctx *cx, int place, const char *text, int64_t from) MUST_USE;

/* What the person who answers now says first, and the rest at hand. */
struct script_card {
	const char *greeting;
	const char *festival; /* its name; "" = an ordinary day */
	int place;            /* of the greeting */
	struct script all[SCRIPTS];
};
int script_card(struct ctx *cx, struct script_card *ret) MUST_USE;

/* ---- festivals ---- */
struct festival {
	int day;
	const char *name;
	bool own;             /* the office's */
};
extern const struct fields festival_fields;
/* The festival of a day; "" = none. */
int festival_of(struct ctx *cx, int day, const char **ret) MUST_USE;
/* Those of the 400 days from a day on. */
int festival_list(struct ctx *cx, int from_day, struct festival **ret, size_t *ret_count) MUST_USE;
/* name "": no greeting on that day. */
int festival_set(struct ctx *cx, int day, const char *name) MUST_USE;

/* ---- emergency cards ---- */
enum emergency_kind { EMERGENCY_FIRE = 1, EMERGENCY_LIFT, EMERGENCY_GAS, EMERGENCY_FLOOD,
		      EMERGENCY_INJURY, EMERGENCY_FIGHT };
enum { EMERGENCIES = EMERGENCY_FIGHT, EMERGENCY_FORM_FIELDS = 5 };
extern const struct choice emergency_kinds[];
struct emergency {
	int kind;
	const char *words, *ask, *act, *phones;
	int leader;           /* enum role */
};
extern const struct field emergency_table[EMERGENCY_FORM_FIELDS + 1];
extern const struct fields emergency_fields;
int emergency_list(struct ctx *cx, struct emergency ret[EMERGENCIES]) MUST_USE;
int emergency_change(struct ctx *cx, const struct emergency *e) MUST_USE;
/* The cards whose words stand in the text; *ret_count 0 = none. */
int emergency_match(struct ctx *cx, const char *text, struct emergency **ret,
		    size_t *ret_count) MUST_USE;
/* What was written down: the record, where, and the words. */
struct emergency_report {
	const char *subject;
	int64_t id;
	const char *room, *text;
	bool secret;          /* the words are not sent, only where to read them */
};
/* The duty leaders hear at once when the text has an emergency word. In the transaction. */
int emergency_alert(struct ctx *cx, const struct emergency_report *e) MUST_USE;
#endif
