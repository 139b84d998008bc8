/* Return visits (回访): what was done is asked about by somebody who did not do it. A visit is owed
 * when a matter ends, drawn for repairs, or planned; what it found is a row that nobody changes.
 * Implements document 9, and the callbacks of 13, 15 (e), 16 (d). */
#ifndef ANJU_VISITS_H
#define ANJU_VISITS_H
#include "app/norm_list.h"
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"
#include "base/field.h"

/* 类别 */
enum visit_kind {
	VISIT_COMPLAINT = 1, /* 投诉 */
	VISIT_REPAIR,        /* 维修 */
	VISIT_SERVICE,       /* 特约服务: paid work */
	VISIT_HELP,          /* 求助 */
	VISIT_RENOVATION,    /* 装修 */
	VISIT_SURVEY,        /* 征询 */
	VISIT_REGULAR,       /* 定期 */
	VISIT_ACTIVITY,      /* 活动 */
};
enum visit_state {
	VISIT_PENDING = 1, /* 待回访 */
	VISIT_CONTACTED,   /* 已联系 */
	VISIT_UNREACHED,   /* 无法联系: the supervisor decides */
	VISIT_UNSIGNED,    /* 已回访, at the door and without the owner's signature: 待补签 */
	VISIT_IN_REVIEW,   /* 已回访, 待审核 */
	VISIT_PASSED,      /* 合格, and something promised is still owed */
	VISIT_FAILED,      /* 不合格: until a second visit is accepted */
	VISIT_CLOSED,      /* 已关闭 */
	VISIT_CANCELLED,   /* 已取消 */
};
enum visit_outcome { VISIT_DONE = 1, VISIT_NOBODY, VISIT_DROPPED };
/* 为何回访 */
enum visit_reason {
	REASON_COMPLAINT = 1, /* 投诉必访 */
	REASON_LEAK,          /* 漏水必访 */
	REASON_PAID,          /* 有偿必访 */
	REASON_URGENT,        /* 急修必访 */
	REASON_REDONE,        /* 返修必访 */
	REASON_GRAVE,         /* 急救、治安、灾害必访 */
	REASON_LOT,           /* 抽中 */
	REASON_PLAN,          /* 计划 */
	REASON_SECOND,        /* 二次回访 */
	REASON_HAND,          /* 另行安排 */
	REASON_RATING,        /* 评价低: a resident gave few stars */
};
/* 方式 */
enum visit_channel { BY_DOOR = 1, BY_PHONE, BY_WECHAT, BY_TALK };
/* 满意度 */
enum visit_grade { GRADE_A = 1, GRADE_B, GRADE_C };
/* 责任部门 */
enum visit_unit {
	DEPT_SERVICE = 1, /* 客服部 */
	DEPT_ENGINEERING, /* 工程部 */
	DEPT_ORDER,       /* 秩序部 */
	DEPT_CLEANING,    /* 环境部 */
	DEPT_FINANCE,     /* 财务部 */
	DEPT_OFFICE,      /* 管理处 */
	DEPT_DEVELOPER,   /* 建设单位 */
};
enum visit_verdict { VERDICT_PASSED = 1, VERDICT_FAILED };
extern const struct choice visit_kinds[], visit_states[], visit_outcomes[], visit_reasons[],
	visit_channels[], visit_grades[], visit_marks[], visit_answers[], visit_units[],
	visit_verdicts[];
extern const struct setting visit_settings[];
extern const struct norm_of visit_norms[];

struct visit {
	int64_t id;
	const char *number;
	int kind, state, outcome, reason;
	const char *subject;
	int64_t subject_id;
	const char *subject_number;
	int64_t parent_id;
	int round;
	int64_t plan_id, room_id;
	const char *room, *person_name, *phone, *title;
	int unit;
	bool major, at_home;
	int64_t assignee_id, post_id;
	const char *assignee_name, *post_name;           /* joined for reading */
	int64_t appointment_at, began_at, due_at;
	int64_t visited_at, visitor_id;
	const char *visitor_name;                        /* joined */
	int channel, grade, tries;
	int64_t signed_at, reply_at, complaint_id, reviewed_by;
	const char *reviewer_name;                       /* joined */
	const char *review_text;
	int64_t closed_at, hidden_from, created_at, version;
	int late_days;                                   /* 超期: begun days; filled when read */
};
extern const struct fields visit_fields;

/* 回访记录单 */
struct visit_record {
	int64_t id;
	int n;
	int64_t at;
	int channel;
	const char *respondent;
	int grade, quality, attitude, effect, tidy, explained;
	const char *shortcomings, *suggestions, *new_issue, *answer;
	int64_t reply_at;
	const char *remarks, *reason;
	int64_t visitor_id;
	const char *visitor_name;                        /* joined */
	int64_t created_by, created_at;
};
extern const struct fields visit_record_fields;

/* 未果 */
struct visit_try {
	int64_t at;
	int channel;
	const char *remarks, *by_name;
};
extern const struct fields visit_try_fields;

extern const struct machine visit_machine;

/* What a visit is opened with. In a write. */
struct visit_new {
	int kind, reason;
	const char *subject;
	int64_t subject_id;
	const char *subject_number;
	int64_t parent_id;
	int round;
	int64_t plan_id, room_id;
	const char *room, *person_name, *phone, *title;
	int unit;
	bool major;
	int64_t began_at;            /* 0 = now */
	int64_t due_at;              /* a planned date; 0 = by the norm of the kind */
	int64_t assignee_id, post_id; /* 0, 0 = by the kind */
	const int64_t *doers;        /* 回避 */
	size_t doer_count;
};
int visit_open(struct ctx *cx, const struct visit_new *in, struct visit *ret) MUST_USE;
/* About a request whose resident gave few stars, by who did not do it. In a write. */
int visit_of_rating(struct ctx *cx, int64_t request) MUST_USE;
int visit_get(struct ctx *cx, int64_t id, struct visit *ret) MUST_USE;
/* Changes hands with the shift (交接班); its duties change hands apart: obligation_hand(). */
int visit_hand(struct ctx *cx, int64_t id, int64_t from, int64_t to) MUST_USE;
/* Takes a step, and what follows by itself: closing, the second visit, accepting the first. */
int visit_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	       const struct input *in, int zone_minutes, struct visit *ret) MUST_USE;
/* All records of a visit, the first one first; the last is in force. */
int visit_records(struct ctx *cx, int64_t id, struct visit_record **ret,
		  size_t *ret_count) MUST_USE;
int visit_tries(struct ctx *cx, int64_t id, struct visit_try **ret, size_t *ret_count) MUST_USE;
/* The other visits about the same: of the matter, the one before, the one after. */
int visit_rounds(struct ctx *cx, const struct visit *v, struct visit **ret,
		 size_t *ret_count) MUST_USE;
/* Of one matter, oldest first; of a room, newest first. */
int visit_of_subject(struct ctx *cx, const char *subject, int64_t id, struct visit **ret,
		     size_t *ret_count) MUST_USE;
int visit_of_room(struct ctx *cx, int64_t room, size_t most, struct visit **ret,
		  size_t *ret_count) MUST_USE;
/* 一户一档: what its time line knows of visits. */
struct timeline_entry;
int visit_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		   size_t *ret_count) MUST_USE;
/* ERR_INVALID when this person did what is asked about. */
int visit_not_by_doer(struct ctx *cx, int64_t id, const char *field, int64_t account) MUST_USE;

/* A single visit arranged by hand (另行安排). */
struct visit_intake {
	const char *room, *person_name, *phone, *title;
	int kind;
	int64_t due_at, assignee;
};
enum { VISIT_INTAKE_FIELDS = 7 };
extern const struct field visit_intake_table[VISIT_INTAKE_FIELDS];
extern const struct fields visit_intake_fields;
int visit_arrange(struct ctx *cx, const struct visit_intake *in, struct visit *ret) MUST_USE;

struct visit_filter {
	const char *q;          /* room, number or part of the title */
	const char *state;      /* word; "open", "overdue", "review", NULL = all */
	int kind, grade;
	int64_t due_from, due_to; /* ms; 0 = open end */
	int64_t visited_from, visited_to;
	int64_t assignee;       /* or of a post that he holds; 0 = all */
	bool by_due;            /* soonest first; else newest first */
	int64_t after_due, after_id;
	size_t most;
};
int visit_filter_of(struct ctx *cx, const struct input *in, int zone_minutes,
		    struct visit_filter *ret) MUST_USE;
int visit_list(struct ctx *cx, const struct visit_filter *f, struct visit **ret,
	       size_t *ret_count) MUST_USE;
int visit_total(struct ctx *cx, const struct visit_filter *f, int64_t *ret) MUST_USE;
/* 房态图层: of the households lived in, those visited this year and those not. Document 9 (e). */
struct room_mark;
extern const struct choice visit_room_marks[];
int visit_layer(struct ctx *cx, const char *building, struct room_mark **ret,
		size_t *ret_count) MUST_USE;
#endif
