/* Requests (报事工单): repairs, help in its seven classes, enquiries, suggestions, praise. One
 * table and one step table; a row says for which kinds it stands. Implements documents 15, 16. */
#ifndef ANJU_REQUESTS_H
#define ANJU_REQUESTS_H
#include "app/obligation.h"
#include "app/steps.h"
#include "base/field.h"
#include "record/input.h"

/* 类别 */
enum request_kind {
	KIND_REPAIR = 1, /* 报修 */
	KIND_HELP,       /* 求助 */
	KIND_ENQUIRY,    /* 咨询 */
	KIND_SUGGESTION, /* 建议 */
	KIND_PRAISE,     /* 表扬 */
};
/* What a help call may turn into: those, and a complaint, which its module makes (follow.h). */
enum { TURN_COMPLAINT = 100 };
/* 求助类别: the seven classes of document 15 */
enum help_class {
	HELP_PATIENT = 1, /* 急救病人 */
	HELP_REPAIR,      /* 报修 */
	HELP_COMPLAINT,   /* 投诉 */
	HELP_ENQUIRY,     /* 咨询 */
	HELP_CRIME,       /* 盗窃、斗殴、抢劫、凶杀、中毒、交通意外 */
	HELP_DISASTER,    /* 台风、水浸、火灾等灾害 */
	HELP_OTHER,       /* 其他正常求助 */
};
/* 紧急程度 */
enum urgency { URGENCY_NORMAL = 1, URGENCY_URGENT, URGENCY_EMERGENCY };
enum request_state {
	REQUEST_NEW = 1,    /* 待受理 */
	REQUEST_DISPATCHED, /* 已派单 */
	REQUEST_ARRIVED,    /* 已到场 */
	REQUEST_IN_REVIEW,  /* 待评审 */
	REQUEST_WAITING,    /* 待料改约 */
	REQUEST_FINISHED,   /* 完工待签 */
	REQUEST_SIGNED,     /* 已签收 */
	REQUEST_ANSWERED,   /* 已答复 */
	REQUEST_HANDLING,   /* 处置中 */
	REQUEST_HANDLED,    /* 已处置 */
	REQUEST_CLOSED,     /* 已关闭 */
	REQUEST_CANCELLED,  /* 已取消 */
};
/* 来源 */
enum request_source {
	SOURCE_OWNER = 1,
	SOURCE_RESIDENT,
	SOURCE_STEWARD,
	SOURCE_PATROL,
	SOURCE_OUTSIDE,
};
/* 征求意见 of a patient or the family */
enum wish { WISH_HOSPITAL = 1, WISH_AMBULANCE, WISH_CARE, WISH_NOTHING };
enum outcome { OUTCOME_DONE = 1, OUTCOME_DECLINED };
/* 付款方式 */
enum pay_way { PAY_NONE, PAY_CASH, PAY_SCAN, PAY_DEBIT };

extern const struct choice request_kinds[], turn_kinds[], help_classes[], urgencies[],
	request_states[], request_sources[], wishes[], outcomes[], pay_ways[];

struct request_record {
	int64_t id;
	const char *number;
	int kind, help_class, state, urgency, source;
	int64_t contact_id, parent_id;
	int64_t room_id;
	const char *room, *place;
	const char *person_name, *phone;
	const char *title, *text;
	bool public_area;
	int64_t received_at, answered_at;
	const char *answer;
	int64_t assignee_id, post_id;
	const char *assignee_name, *post_name; /* joined for reading */
	int64_t dispatched_by, dispatched_at, appointment_at, arrived_at;
	int64_t quote_fen; /* -1 = none was given */
	const char *waiting_reason;
	int64_t promised_at;
	const char *result;
	int outcome;
	int64_t material_fen, labour_fen, total_fen, finished_at;
	const char *signed_by, *unsigned_reason;
	int pay_way;
	int64_t signed_at;
	int wish;
	int64_t police_at;
	const char *no_police_reason, *security_text;
	int64_t sighted_by;
	const char *refer_name, *refer_phone;
	int64_t due_at, closed_at, created_by, created_at, version;
	const char *outside_key;
	int redone;            /* 返工次数 */
};
extern const struct fields request_fields;

/* 材料 */
struct request_material {
	int64_t id;
	const char *name, *spec;
	int64_t quantity_mass, price_fen;
	bool owner_supplied; /* 业主自备: price 0, no warranty of ours */
	int64_t sum_fen;
};
extern const struct fields request_material_fields;

extern const struct machine request_machine;

/* What a person says when a matter is taken in. The rest of the record is the program's. */
struct request_intake {
	int kind, help_class, urgency, source, wish;
	const char *room, *place, *person_name, *phone, *title, *text;
	bool public_area;
	int64_t appointment_at;
	int64_t received_at; /* 0 = now; earlier = entered late (补录), kept apart from created_at */
	int64_t contact_id, parent_id;
};
extern const struct fields request_intake_fields;
/* the same as a table, for the description of the API */
enum { REQUEST_INTAKE_FIELDS = 14 };
extern const struct field request_intake_table[REQUEST_INTAKE_FIELDS];

/* Takes a matter in: number, clocks, journal, search. In a write. */
int request_open(struct ctx *cx, const struct request_intake *in,
		 struct request_record *ret) MUST_USE;
int request_get(struct ctx *cx, int64_t id, struct request_record *ret) MUST_USE;
/* 回避 (document 8): it became a complaint about this account, which does not find it from now on,
 * nor its duties, by any of the functions here; 0 = nobody is kept off any more. */
int request_hide(struct ctx *cx, int64_t id, int64_t account) MUST_USE;
/* Whose view it is: -1 = the program's, which sees everything. */
int64_t request_viewer(const struct ctx *cx);
/* Takes a step of the machine; *rq is read anew first. */
int request_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		 const struct input *in, int zone_minutes, struct request_record *ret) MUST_USE;
int request_materials(struct ctx *cx, int64_t id, struct request_material **ret,
		      size_t *ret_count) MUST_USE;
/* Its text for the search, after a change of it. */
int request_index(struct ctx *cx, const struct request_record *q) MUST_USE;
/* The records made from this one. */
int request_children(struct ctx *cx, int64_t id, struct request_record **ret,
		     size_t *ret_count) MUST_USE;
/* Changes hands with the shift (交接班): whoever it was assigned or sent to, with a line in the
 * journal. Its duties change hands apart: obligation_hand(). */
int request_hand(struct ctx *cx, int64_t id, int64_t from, int64_t to, const char *note) MUST_USE;
/* Those of one contact, a room, a phone: newest first. open: only what is not closed. */
int request_of_contact(struct ctx *cx, int64_t contact, struct request_record **ret,
		       size_t *ret_count) MUST_USE;
int request_of_room(struct ctx *cx, int64_t room, bool open, size_t most,
		    struct request_record **ret, size_t *ret_count) MUST_USE;
/* What the time line of a room shows of them. */
struct timeline_entry;
int request_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		     size_t *ret_count) MUST_USE;
int request_of_phone(struct ctx *cx, const char *phone, bool open, size_t most,
		     struct request_record **ret, size_t *ret_count) MUST_USE;

/* Somebody, or a post, that a step's form offers. */
struct chooser {
	int64_t id;
	const char *name;
};
/* Who works here now, and the posts in use. */
int request_choosers(struct ctx *cx, struct chooser **ret_people, size_t *ret_people_count,
		     struct chooser **ret_posts, size_t *ret_post_count) MUST_USE;

struct request_filter {
	const char *q;         /* words, room, number, phone digits */
	const char *state;     /* word; "open", "overdue", "undispatched", NULL = all */
	int kind;              /* 0 = all */
	const char *building;
	int64_t assignee;      /* 0 = all */
	int64_t received_from, received_to; /* ms; 0 = open end */
	bool whole;            /* all columns, for machines; a page shows but a row */
	bool by_due;           /* open ones: soonest first; else newest first */
	int64_t after_due, after_id; /* the cursor: last row of the page before */
	size_t most;
};
/* From a query: q, state, kind, building, assignee, from, to, order=due, page_size, after. */
int request_filter_of(struct ctx *cx, const struct input *in, int zone_minutes,
		      struct request_filter *ret) MUST_USE;
/* Anything but "all of them". */
bool request_filter_is_narrow(const struct request_filter *f);
int request_list(struct ctx *cx, const struct request_filter *f, struct request_record **ret,
		 size_t *ret_count) MUST_USE;
/* Counts no further than LIMIT_TOTAL. */
int request_total(struct ctx *cx, const struct request_filter *f, int64_t *ret) MUST_USE;

/* The counters of the workbench. */
struct request_counts {
	int64_t fresh, working, due_soon, overdue, today;
};
int request_count(struct ctx *cx, int64_t day_start, struct request_counts *ret) MUST_USE;

enum { REQUEST_KINDS = KIND_PRAISE };
/* Since the beginning of a day (ms), and what is open now; cheap enough for a screen that asks
 * three times a minute. */
struct request_today {
	int64_t received, closed, open;
	int64_t open_of[REQUEST_KINDS]; /* by kind, from KIND_REPAIR */
};
int request_today(struct ctx *cx, int64_t day_start, struct request_today *ret) MUST_USE;
/* One kind on one day (ms): taken in and closed from `from` on, open and overdue at `to`. */
struct request_day {
	int64_t received, closed, open, overdue;
};
int request_of_day(struct ctx *cx, int kind, int64_t from, int64_t to,
		   struct request_day *ret) MUST_USE;
/* 房态图层: rooms with open matters, as many as they are; red when one is late. */
struct room_mark;
extern const struct choice request_marks[];
int request_layer(struct ctx *cx, const char *building, struct room_mark **ret,
		  size_t *ret_count) MUST_USE;
#endif
