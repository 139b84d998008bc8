/* Complaints (投诉): taken in by whoever answers, judged by the supervisor, handled by the unit
 * in charge, approved by a second person, answered to the owner, closed; never deleted. The person
 * complained about (被投诉人) is kept off the case. Implements documents 8, 13, 16. */
#ifndef ANJU_COMPLAINTS_H
#define ANJU_COMPLAINTS_H
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"
#include "base/field.h"

enum complaint_state {
	COMPLAINT_NEW = 1,  /* 受理 */
	COMPLAINT_JUDGED,   /* 已判定 */
	COMPLAINT_HANDLING, /* 处理中 */
	COMPLAINT_PROPOSED, /* 待审批 */
	COMPLAINT_APPROVED, /* 待答复 */
	COMPLAINT_ANSWERED, /* 已答复 */
	COMPLAINT_CLOSED,   /* 已关闭 */
	COMPLAINT_MERGED,   /* 已并案: goes on in the main case */
};
/* 渠道 */
enum complaint_channel {
	COMPLAINT_BY_VISIT = 1,  /* 来人 */
	COMPLAINT_BY_PHONE,      /* 来电 */
	COMPLAINT_BY_LETTER,     /* 来函 */
	COMPLAINT_BY_NET,        /* 网络 */
	COMPLAINT_BY_MAILBOX,    /* 信箱 */
	COMPLAINT_BY_HOTLINE,    /* 12345 */
	COMPLAINT_BY_COMMITTEE,  /* 业委会 */
	COMPLAINT_BY_OTHER,
};
/* 等级 */
enum complaint_grade { GRADE_MINOR = 1, GRADE_IMPORTANT, GRADE_MAJOR };
/* 性质 */
enum complaint_validity { VALIDITY_VALID = 1, VALIDITY_INVALID };
/* 原因 (document 16: 性质) */
enum complaint_cause {
	CAUSE_EQUIPMENT = 1, /* 设备 */
	CAUSE_SURROUNDINGS,  /* 环境 */
	CAUSE_ORDER,         /* 秩序 */
	CAUSE_MANNER,        /* 服务态度 */
	CAUSE_FEES,          /* 收费 */
	CAUSE_NEIGHBOURS,    /* 邻里 */
	CAUSE_DEVELOPER,     /* 地产 */
	CAUSE_REPAIR,        /* 维修 */
	CAUSE_OTHER,
};
/* 责任部门 */
enum complaint_unit {
	UNIT_SERVICE = 1, /* 客服部 */
	UNIT_ENGINEERING, /* 工程部 */
	UNIT_ORDER,       /* 秩序部 */
	UNIT_CLEANING,    /* 环境部 */
	UNIT_FINANCE,     /* 财务部 */
	UNIT_OFFICE,      /* 管理处 */
	UNIT_DEVELOPER,   /* 建设单位 */
};
/* 答复方式 */
enum complaint_way { WAY_PHONE = 1, WAY_VISIT, WAY_LETTER, WAY_MESSAGE, WAY_COUNTER };
/* 业主意见 */
enum complaint_opinion { OPINION_SATISFIED = 1, OPINION_FAIR, OPINION_DISSATISFIED };

extern const struct choice complaint_states[], complaint_channels[], complaint_grades[],
	complaint_validities[], complaint_causes[], complaint_units[], complaint_ways[],
	complaint_opinions[];
extern const struct setting complaint_settings[];

struct complaint {
	int64_t id;
	const char *number;
	int state, channel;
	bool urgent, anonymous, after_hours;
	int64_t contact_id;
	const char *origin; /* "request", "visit", "" */
	int64_t origin_id, main_id, repeat_of;
	int64_t room_id;
	const char *room, *place, *person_name, *phone, *title, *text, *wish;
	int64_t happened_at;
	int64_t accused_id; /* account; 0 = none */
	const char *accused_name;
	int validity;
	const char *validity_reason, *refer_name, *refer_phone;
	int64_t judged_by, judged_at;
	int grade, first_grade;
	int64_t upgraded_at;
	int cause, unit;
	int64_t assignee_id, post_id;
	const char *assignee_name, *post_name; /* joined for reading */
	int64_t assigned_at, first_reply_at;
	const char *proposal;
	int64_t proposed_by, proposed_at;
	const char *proposed_name;
	const char *approval;
	int64_t approved_by, approved_at;
	const char *approved_name;
	const char *sight, *company_person;
	int64_t company_at;
	const char *result, *answer;
	int answer_way;
	int64_t answered_at;
	int opinion;
	int64_t first_closed_at, closed_at;
	int reopen_count;
	int64_t reopened_at, due_at, received_at, created_by;
	const char *created_name;
	int64_t created_at, version;
};
extern const struct fields complaint_fields;
extern const struct machine complaint_machine;

/* What is said when a complaint is taken in. */
struct complaint_intake {
	int channel;
	bool urgent, anonymous;
	const char *room, *place, *person_name, *phone, *title, *text, *wish;
	int64_t happened_at;
	int64_t accused;          /* account of the office, 0 = none or not known yet */
	const char *accused_name;
	int grade;                /* 初定等级; 0 = 轻微 until it is judged */
	int cause, unit;          /* 0 = not known yet */
	int64_t received_at;      /* 0 = now; earlier = entered late (补录) */
	int64_t contact_id;
	const char *origin;       /* what it came from: "request", "visit"; NULL = itself */
	int64_t origin_id;
};
extern const struct fields complaint_intake_fields;
enum { COMPLAINT_INTAKE_FIELDS = 15 };
extern const struct field complaint_intake_table[COMPLAINT_INTAKE_FIELDS];

/* Takes a complaint in: number, clocks, journal, search. In a write. Whoever leaves neither phone
 * nor room is anonymous. Tells ("complaint", "open"). */
int complaint_open(struct ctx *cx, const struct complaint_intake *in,
		   struct complaint *ret) MUST_USE;
/* ERR_NOT_FOUND also for the person complained about: to him the case does not exist. */
int complaint_get(struct ctx *cx, int64_t id, struct complaint *ret) MUST_USE;
/* Changes hands with the shift (交接班); its duties change hands apart: obligation_hand(). */
int complaint_hand(struct ctx *cx, int64_t id, int64_t from, int64_t to) MUST_USE;
/* Takes a step of the machine; *ret is read anew. */
int complaint_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		   const struct input *in, int zone_minutes, struct complaint *ret) MUST_USE;
/* 重新处理: after a visit whose grade is C. The first closing time stays, new clocks run, and it
 * cannot be closed without a second visit. ERR_CONFLICT when it is neither answered nor closed. */
int complaint_reopen(struct ctx *cx, int64_t id, const char *reason) MUST_USE;
/* A return visit was made: the owner's opinion (enum complaint_opinion, 0 = none given); meets the
 * duty of a second visit. */
int complaint_visited(struct ctx *cx, int64_t id, int opinion) MUST_USE;

/* ---- the person complained about (被投诉人) ---- */
/* The one place that decides: may this account see the case and act on it? */
bool complaint_hidden_from(const struct complaint *c, int64_t account);
/* The same by id; false when there is no such complaint. For boards and messages. */
int complaint_is_hidden(struct ctx *cx, int64_t id, int64_t account, bool *ret) MUST_USE;
/* A list of complaints `c` leaves out what cx->actor must not see: query_and(q,
 * PIECE(COMPLAINT_VISIBLE), BINDS(complaint_viewer(cx))). */
#define COMPLAINT_VISIBLE "c.accused_id <> ?"
/* cx->actor's account; -1 for the system, to whom nothing is hidden. */
int64_t complaint_viewer(const struct ctx *cx);

/* ---- lists ---- */
struct complaint_filter {
	const char *q;          /* words, room, number */
	const char *state;      /* word; "open", "overdue", "late_reply", NULL = all */
	int grade, cause, unit, channel, validity; /* 0 = all */
	int anonymous;          /* 1 = only, 2 = none, 0 = all */
	int64_t received_from, received_to;
	bool by_due;            /* after-hours ones nobody took up first, then the soonest */
	int64_t after_key, after_id;
	size_t most;
};
int complaint_filter_of(struct ctx *cx, const struct input *in, int zone_minutes,
			struct complaint_filter *ret) MUST_USE;
int complaint_list(struct ctx *cx, const struct complaint_filter *f, struct complaint **ret,
		   size_t *ret_count) MUST_USE;
int complaint_total(struct ctx *cx, const struct complaint_filter *f, int64_t *ret) MUST_USE;
/* The sort key of by_due. */
int64_t complaint_key(const struct complaint *c);
/* 重复投诉: of the same household (or phone) and cause within the days of the setting before it,
 * newest first. */
int complaint_repeats(struct ctx *cx, const struct complaint *c, struct complaint **ret,
		      size_t *ret_count) MUST_USE;
/* Merged into this one. */
int complaint_merged(struct ctx *cx, int64_t id, struct complaint **ret,
		     size_t *ret_count) MUST_USE;
/* What came from that record: ("request", id), ("visit", id). */
int complaint_of_origin(struct ctx *cx, const char *origin, int64_t id, struct complaint **ret,
			size_t *ret_count) MUST_USE;
int complaint_of_contact(struct ctx *cx, int64_t contact, struct complaint **ret,
			 size_t *ret_count) MUST_USE;
/* Of a room, or of a phone; newest first. open: only what is not ended. */
int complaint_of_room(struct ctx *cx, int64_t room, bool open, size_t most, struct complaint **ret,
		      size_t *ret_count) MUST_USE;
int complaint_of_phone(struct ctx *cx, const char *phone, bool open, size_t most,
		       struct complaint **ret, size_t *ret_count) MUST_USE;

/* ---- everybody who complained of one thing ---- */
/* 投诉人 of a case; after merging those of the merged complaints too. */
struct complaint_party {
	int64_t id, complaint_id, source_id;
	const char *source_number; /* joined: the complaint the person made */
	const char *person_name, *phone;
	int64_t room_id;
	const char *room;
	int64_t told_at, told_by;
	const char *told_name;     /* joined */
	int told_way;
	const char *told_text;
	int64_t due_at;            /* of the open duty to reply; 0 = none is open */
};
extern const struct fields complaint_party_fields;
int complaint_parties(struct ctx *cx, int64_t complaint, struct complaint_party **ret,
		      size_t *ret_count) MUST_USE;
/* ERR_NOT_FOUND also when the case is hidden from cx->actor. */
int complaint_party_get(struct ctx *cx, int64_t id, struct complaint_party *ret) MUST_USE;
/* 逐户回复: meets the duty that closing a merged case left for this person. */
int complaint_party_told(struct ctx *cx, int64_t id, int way, const char *text) MUST_USE;

/* ---- jobs and following ---- */
/* 有效投诉满一个月未办结 becomes 重大; the director is told and owes a report to the company. */
int complaint_upgrade_due(struct ctx *cx) MUST_USE;

/* Somebody, or a post, that a step's form offers. */
struct complaint_chooser {
	int64_t id;
	const char *name;
};
/* Who works here now. workers: whose posts may handle complaints, without the person `except`. */
int complaint_people(struct ctx *cx, bool workers, int64_t except, struct complaint_chooser **ret,
		     size_t *ret_count) MUST_USE;
int complaint_posts(struct ctx *cx, struct complaint_chooser **ret, size_t *ret_count) MUST_USE;
#endif
