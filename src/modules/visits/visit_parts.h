/* What the files of this module share: its norms, the inputs and acts of its steps. */
#ifndef ANJU_VISIT_PARTS_H
#define ANJU_VISIT_PARTS_H
#include "app/follow.h"
#include "app/journal.h"
#include "modules/visits/visits.h"

#define SELECT_VISIT \
	"SELECT v.id, v.number, v.kind, v.state, v.outcome, v.reason, v.subject, v.subject_id," \
	" v.subject_number, v.parent_id, v.round, v.plan_id, v.room_id, v.room, v.person_name," \
	" v.phone, v.title, v.unit, v.major, v.at_home, v.assignee_id, v.post_id," \
	" a.name AS assignee_name, p.name AS post_name, v.appointment_at, v.began_at, v.due_at," \
	" v.visited_at, v.visitor_id, b.name AS visitor_name, v.channel, v.grade, v.tries," \
	" v.signed_at, v.reply_at, v.complaint_id, v.reviewed_by, c.name AS reviewer_name," \
	" v.review_text, v.closed_at, v.hidden_from, v.created_at, v.version FROM visit v" \
	" LEFT JOIN account a ON a.id = v.assignee_id" \
	" LEFT JOIN account b ON b.id = v.visitor_id" \
	" LEFT JOIN account c ON c.id = v.reviewed_by" \
	" LEFT JOIN post p ON p.community_id = v.community_id AND p.id = v.post_id "

/* Lists leave out what cx->actor is kept off: BINDS(visit_viewer(cx)). */
#define VISIT_VISIBLE "v.hidden_from <> ?"
int64_t visit_viewer(const struct ctx *cx);
/* Filled when read: how many days past its time it was done, or is. */
void visit_mark_late(const struct ctx *cx, struct visit *v, size_t count);

/* ---- clocks ---- */
enum visit_clock { CLOCK_REVIEW, CLOCK_SIGN, CLOCK_DECIDE };
/* Opens the duty to visit: a promised time when due is not 0, else the norm of the kind. */
int visit_owe(struct ctx *cx, int64_t id, const struct visit_new *in, int64_t owner, int64_t post,
	      int64_t *ret_due) MUST_USE;
int visit_clock(struct ctx *cx, const struct visit *v, enum visit_clock clock, int64_t owner,
		int64_t post) MUST_USE;
/* The answer that was promised to the resident. */
int visit_promise(struct ctx *cx, const struct visit *v, int64_t due) MUST_USE;
/* Whose it is when nobody is named. */
int visit_first_post(struct ctx *cx, const struct visit_new *in, int64_t *ret) MUST_USE;

/* ---- steps ---- */
struct assign_input {
	int64_t assignee, post;
};
struct contact_input {
	int64_t appointment_at;
	const char *remarks;
};
struct unreachable_input {
	int channel;
	const char *remarks;
};
struct record_input {
	int64_t at;
	int channel;
	const char *respondent;
	int grade, quality, attitude, effect, tidy, explained;
	const char *shortcomings, *suggestions, *new_issue, *answer;
	int64_t reply_at;
	const char *remarks;
	int64_t visitor;         /* 0 = who writes it down */
	int64_t signature;       /* an attachment that the page has stored; 0 = none */
	const char *signed_by;
	const char *reason;      /* of a correction */
};
struct visit_sign_input {
	int64_t signature;
	const char *signed_by;
};
struct review_input {
	int verdict;
	const char *opinion;
};
struct visit_text_input {
	const char *text;
};
enum { RECORD_INPUT_FIELDS = 18, CORRECT_INPUT_FIELDS = 16 };
extern const struct field assign_inputs[2], contact_inputs[2], unreachable_inputs[2],
	record_inputs[RECORD_INPUT_FIELDS], correct_inputs[CORRECT_INPUT_FIELDS], sign_inputs[2],
	review_inputs[2], visit_text_inputs[1];

#define THEN(name) \
	int then_visit_##name(struct ctx *cx, void *record, void *input, \
			      struct journal_entry *entry) MUST_USE
THEN(assign);
THEN(contact);
THEN(unreachable);
THEN(record);
THEN(correct);
THEN(sign);
THEN(review);
THEN(answer);
THEN(home);
THEN(give_up);
THEN(close);
THEN(waived);
THEN(excuse);
THEN(cancel);
#undef THEN

/* A duty of the visit was waived: it goes on without. */
int visit_duty_waived(struct ctx *cx, int64_t id) MUST_USE;
/* Who was to visit has left: the post has it now. */
int visit_person_left(struct ctx *cx, int64_t account) MUST_USE;
/* A repair or help call was closed: it is asked about, or not. */
int visit_request_closed(struct ctx *cx, int64_t id) MUST_USE;
/* This account sees the visit neither on a board nor in a list, and does not make it. */
int visit_hide(struct ctx *cx, int64_t id, int64_t account) MUST_USE;
/* Whoever was kept off the one is kept off the other. */
int visit_same_doers(struct ctx *cx, int64_t from, int64_t to) MUST_USE;
/* Somebody else asks again; parent is the visit that was not accepted. */
int visit_second(struct ctx *cx, const struct visit *parent, int64_t due,
		 struct visit *ret) MUST_USE;
#endif
