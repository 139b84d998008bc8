/* 入伙手续流程单: one sheet a household, which leads it from desk to desk; every desk signs when what it
 * stands for is done. Nobody goes past an open desk without the head's word, and no key past the
 * maintenance fund at all. Implements document 19 (b) to (f). */
#ifndef ANJU_RUNSHEET_H
#define ANJU_RUNSHEET_H
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"
#include "app/timeline.h"
#include "base/field.h"
#include "modules/movein/movein.h"

enum sheet_state {
	SHEET_RUNNING = 1, /* 办理中 */
	SHEET_PAUSED,	   /* 待回 */
	SHEET_DONE,	   /* 已办结 */
	SHEET_DROPPED,	   /* 已撤销 */
};
/* 环节 */
enum desk {
	DESK_IDENTITY = 1, /* 签到·身份核验 */
	DESK_BALANCE,	   /* 房款结算 */
	DESK_FUND,	   /* 维修资金核验 */
	DESK_INSPECT,	   /* 验房 */
	DESK_SIGN,	   /* 签约·登记 */
	DESK_PAY,	   /* 缴费 */
	DESK_KEYS,	   /* 发资料·钥匙 */
	DESK_FILE,	   /* 归档·办证 */
};
enum { DESKS = DESK_FILE };
enum desk_state { DESK_OPEN, DESK_SIGNED, DESK_SKIPPED, DESK_SHORT };
extern const struct choice sheet_states[], desks[], desk_states[];
extern const struct setting runsheet_settings[];

struct runsheet {
	int64_t id;
	const char *number;
	int state;
	int64_t room_id;
	const char *room;
	int64_t area_mass;
	const char *owners;
	int buyer_kind;
	const char *phone;
	int64_t notice_id;
	bool resale;
	int64_t arrears_fen;
	const char *arrears_note;
	bool monthly;
	int desk;
	int64_t desk_at, taken_by;
	const char *taken_name;          /* joined */
	int64_t came_at;
	const char *pause_text;
	int64_t paused_at, closed_at, created_by, version;
	int64_t missing;                 /* papers that lack; counted when read */
	bool is_short;                   /* 资料待补: the first desk let it go on so far */
};
extern const struct fields runsheet_fields;
extern const struct machine runsheet_machine;
struct runsheet_new {
	const char *room;
	bool resale;
	int64_t arrears_fen;
	const char *arrears_note;
};
enum { RUNSHEET_NEW_FIELDS = 4 };
extern const struct field runsheet_new_table[RUNSHEET_NEW_FIELDS];
extern const struct fields runsheet_new_fields;
struct runsheet_desk {
	int position, desk, state;
	int64_t arrived_at, signed_by;
	const char *signed_name; /* joined */
	int64_t signed_at;
	const char *note;
};
extern const struct fields runsheet_desk_fields;
struct runsheet_paper {
	int line;
	const char *name, *form;
	bool checked;
	const char *checked_name; /* joined */
};
extern const struct fields runsheet_paper_fields;

/* The household has come: its letter ends, papers, fees and desks are written down. In a write.
 * ERR_CONFLICT without a letter that was sent (but 二次入伙), or while another sheet is open. */
int runsheet_open(struct ctx *cx, const struct runsheet_new *in, struct runsheet *ret) MUST_USE;
int runsheet_get(struct ctx *cx, int64_t id, struct runsheet *ret) MUST_USE;
struct runsheet_filter {
	int state, desk;    /* 0 = all */
	const char *q;      /* room, number, owner */
	int64_t from, until; /* came in this time; 0 = any */
	int64_t after;
	size_t most;
};
/* state, desk, day, q as the list's page and its sheet take them. */
int runsheet_filter_read(struct ctx *cx, const struct input *in, int zone_minutes,
			 struct runsheet_filter *ret) MUST_USE;
int runsheet_list(struct ctx *cx, const struct runsheet_filter *f, struct runsheet **ret,
		  size_t *ret_count) MUST_USE;
int runsheet_total(struct ctx *cx, const struct runsheet_filter *f, int64_t *ret) MUST_USE;
int runsheet_desks(struct ctx *cx, int64_t id, struct runsheet_desk **ret,
		   size_t *ret_count) MUST_USE;
int runsheet_papers(struct ctx *cx, int64_t id, struct runsheet_paper **ret,
		    size_t *ret_count) MUST_USE;
/* papers.N.line, papers.N.checked; while it is not over. */
int runsheet_check(struct ctx *cx, int64_t id, const struct input *in) MUST_USE;
int runsheet_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct runsheet *ret) MUST_USE;
/* The owner refused what he was shown: his sheet waits with the reason. Follows the inspection. */
int runsheet_refused(struct ctx *cx, int64_t inspection) MUST_USE;

/* 现场: how many stand where, and how long a desk takes today. */
struct board_desk {
	int desk;
	int64_t waiting, taken, longest_at, done, minutes; /* minutes: on the average, -1 = no data */
};
extern const struct fields board_desk_fields;
struct board {
	struct board_desk desk[DESKS];
	int64_t running, paused, came, done; /* came, done: today */
};
int runsheet_board(struct ctx *cx, struct board *ret) MUST_USE;
/* Those at a desk (0 = any), who came there first first. */
int runsheet_waiting(struct ctx *cx, int desk, struct runsheet **ret, size_t *ret_count) MUST_USE;
timeline_reader runsheet_timeline;
#endif
