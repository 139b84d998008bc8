/* Documents of the office (制度文件): the quality policy (质量方针) and the duties of the department
 * (部门职责), as versions with an owner and an approver, one of each kind in force at a time, read
 * and confirmed by each of the staff. Implements documents 11 and 12. */
#ifndef ANJU_DOCUMENTS_H
#define ANJU_DOCUMENTS_H
#include "app/obligation.h"
#include "app/setting.h"
#include "app/steps.h"
#include "base/field.h"

/* 种类 */
enum document_kind { DOCUMENT_POLICY = 1, DOCUMENT_DUTIES };
enum document_state {
	DOCUMENT_DRAFT = 1, /* 草稿 */
	DOCUMENT_SUBMITTED, /* 待批 */
	DOCUMENT_APPROVED,  /* 已批准: waits for its day */
	DOCUMENT_IN_FORCE,  /* 生效 */
	DOCUMENT_REPLACED,  /* 被替代 */
	DOCUMENT_DISCARDED, /* 作废: never came into force */
};
/* 对内、对外 */
enum document_side { SIDE_INSIDE = 1, SIDE_OUTSIDE };
enum reading_state { READING_OPEN = 1, READING_DONE, READING_DROPPED };
extern const struct choice document_kinds[], document_states[], document_sides[],
	reading_states[], review_conclusions[];
/* The six quality objectives of document 13 by name; their figures are not built yet. */
extern const struct choice quality_objectives[];
extern const struct setting document_settings[];

struct document {
	int64_t id;
	int kind, edition;
	const char *title, *text;
	int state;
	int64_t drafter_id, submitted_by, submitted_at, approved_by, approved_at;
	const char *drafter_name, *approver_name; /* joined for reading */
	int effective_on;       /* day number */
	int64_t replaced_at;
	int reviewed_on;
	int64_t created_at, version;
	bool by_system;         /* the day acts, not a person: never read from the table */
};
extern const struct fields document_fields;

struct document_entry {
	int side;
	const char *term, *text;
	int objective;
};
extern const struct fields document_entry_fields;
enum { ENTRIES_MAX = 60 };

/* 阅知 */
struct reading {
	int64_t id, document_id, account_id;
	const char *name;       /* of the person; joined */
	int state;
	int64_t due_at, read_at, created_at, version;
	bool by_system;         /* as in a document */
};
extern const struct fields reading_fields;
/* 阅知率: confirmed of those who serve here now; of nobody there is none (无数据). */
struct reading_share {
	int64_t done, all;
};

extern const struct machine document_machine, reading_machine;

/* A new draft: the text in force, or the program's own words when there is none. ERR_CONFLICT while
 * another version of the kind is on its way. */
int document_draft(struct ctx *cx, enum document_kind kind, int64_t *ret_id) MUST_USE;
int document_get(struct ctx *cx, int64_t id, struct document *ret) MUST_USE;
int document_entries(struct ctx *cx, int64_t id, struct document_entry **ret,
		     size_t *ret_count) MUST_USE;
/* kind 0 = both. Newest edition first. */
int document_list(struct ctx *cx, int kind, struct document **ret, size_t *ret_count) MUST_USE;
/* What is in force on the day of cx->now, whether the job has run yet or not. ERR_NOT_FOUND with
 * the reason when there is none. */
int document_in_force(struct ctx *cx, enum document_kind kind, struct document *ret) MUST_USE;
int document_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		  const struct input *in, int zone_minutes, struct document *ret) MUST_USE;
/* A refusal that must leave a trace: who wanted to do what. */
int document_refused(struct ctx *cx, int64_t id, const char *action) MUST_USE;

/* Those who serve here now, who has not read it first. open: only those. */
int reading_list(struct ctx *cx, int64_t document, bool open, struct reading **ret,
		 size_t *ret_count) MUST_USE;
int reading_count(struct ctx *cx, int64_t document, struct reading_share *ret) MUST_USE;
/* What cx->actor has still to read. */
int reading_mine(struct ctx *cx, struct reading **ret, size_t *ret_count) MUST_USE;
int reading_get(struct ctx *cx, int64_t id, struct reading *ret) MUST_USE;
/* The one of cx->actor; ERR_NOT_FOUND: nothing was asked of him. */
int reading_of(struct ctx *cx, int64_t document, struct reading *ret) MUST_USE;
int reading_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		 const struct input *in, int zone_minutes, struct reading *ret) MUST_USE;

/* What a day brings (a job; catches up): approved versions come into force and replace, staff who
 * joined get their readings, those who left lose them, reviews come due. Inside a write. */
int document_daily(struct ctx *cx) MUST_USE;
#endif
