/* What the steps of a complaint ask for, and what they do. The table that names them is
 * complaint_steps.c. */
#ifndef ANJU_COMPLAINT_INPUTS_H
#define ANJU_COMPLAINT_INPUTS_H
#include "app/journal.h"
#include "modules/complaints/complaints.h"

struct complaint_words {
	const char *text;
};
struct complaint_told {
	const char *text;
	int way;
};
struct verify_input {
	int validity;
	const char *reason;
	int grade, cause, unit;
	int64_t accused;
	const char *refer_name, *refer_phone;
};
struct assign_input {
	int unit;
	int64_t assignee, post;
	const char *remark;
};
struct propose_input {
	const char *proposal;
};
struct approve_input {
	const char *approval;
};
struct answer_input {
	const char *result, *answer;
	int way;
};
struct handled_input {
	const char *result;
};
struct close_input {
	int opinion;
	const char *remark;
};
struct why_input {
	const char *reason;
};
struct regrade_input {
	int grade;
	const char *reason;
};
struct company_input {
	const char *person;
	const char *remark;
};
struct join_input {
	const char *incident;
};
struct merge_input {
	const char *main;
	const char *reason;
};
struct amend_input {
	const char *room, *person_name, *phone;
	int channel, cause, unit;
	int64_t accused;
	bool nobody; /* nobody of the office is complained about after all */
	const char *reason;
};
extern const struct field complaint_words_fields[1], complaint_told_fields[2],
	complaint_verify_fields[8], complaint_assign_fields[4], complaint_propose_fields[1],
	complaint_approve_fields[1], complaint_answer_fields[3], complaint_handled_fields[1],
	complaint_close_fields[2], complaint_why_fields[1], complaint_regrade_fields[2],
	complaint_company_fields[2], complaint_merge_fields[2], complaint_amend_fields[9],
	complaint_join_fields[1];

#define MAY(name) \
	int complaint_may_##name(struct ctx *cx, const void *record, const void *input) MUST_USE
MAY(judge);
MAY(assign);
MAY(propose);
MAY(approve);
MAY(regrade);
MAY(close);
MAY(merge);
MAY(amend);
#undef MAY
#define THEN(name) \
	int complaint_then_##name(struct ctx *cx, void *record, void *input, \
				  struct journal_entry *entry) MUST_USE
THEN(first_reply);
THEN(verify);
THEN(assign);
THEN(propose);
THEN(approve);
THEN(send_back);
THEN(tell_owner);
THEN(close_handled);
THEN(close);
THEN(reopen);
THEN(progress);
THEN(tell_company);
THEN(regrade);
THEN(sight);
THEN(remark);
THEN(amend);
THEN(merge);
THEN(join);
#undef THEN
/* By number or id, for merging. ERR_INVALID beside the field. */
int complaint_find_main(struct ctx *cx, const char *typed, struct complaint *ret) MUST_USE;
/* Raises or lowers the grade with its clocks from an instant; in the journal by the caller. */
int complaint_set_grade(struct ctx *cx, struct complaint *c, int grade, int64_t from) MUST_USE;
#endif
