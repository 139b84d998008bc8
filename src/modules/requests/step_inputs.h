/* What the steps of a request ask for, and what they do. The table that names them is steps.c. */
#ifndef ANJU_REQUEST_STEP_INPUTS_H
#define ANJU_REQUEST_STEP_INPUTS_H
#include "app/journal.h"
#include "modules/requests/requests.h"

enum { MATERIALS_MAX = 40, HELPERS_MAX = 12 };

struct dispatch_input {
	int64_t assignee, post, appointment_at;
	const char *remark;
};
struct claim_input {
	int64_t at; /* when it is said to have been; 0 = now. The clock goes by the server's time */
};
struct quote_input {
	int64_t quote_fen;
	const char *agreed_by;
};
struct finish_input {
	const char *result;
	int64_t labour_fen;
	const char *over_quote_reason;
	struct request_material materials[MATERIALS_MAX];
	size_t material_count;
	int64_t material_fen, total_fen;
};
struct reason_input {
	const char *reason;
};
struct text_input {
	const char *text;
};
struct wait_input {
	const char *reason;
	int64_t promised_at;
};
struct sign_input {
	const char *signed_by, *unsigned_reason;
	int pay_way;
};
struct send_input {
	int64_t helpers[HELPERS_MAX];
	size_t helper_count;
	bool short_handed;
	const char *remark;
};
struct turn_input {
	int kind;
	int urgency;
	const char *text;
};
struct police_input {
	int64_t police_at;
	const char *no_police_reason;
};
struct outcome_input {
	const char *result;
	int outcome;
};
struct refer_input {
	const char *refer_name, *refer_phone;
	const char *remark;
};
struct incident_input {
	const char *incident;
};
struct correct_input {
	const char *room, *person_name, *phone;
	int kind;
	const char *reason;
};

extern const struct field dispatch_fields[4], claim_fields[1], quote_fields[2], finish_fields[3],
	reason_fields[1], text_fields[1], wait_fields[2], sign_fields[3], send_fields[2],
	turn_fields[3], police_fields[2], outcome_fields[2], refer_fields[3], correct_fields[5],
	join_fields[1];

/* lists beside the fields: materials.N.name …, helpers.N */
int read_finish(struct ctx *cx, const struct input *in, void *input) MUST_USE;
int read_send(struct ctx *cx, const struct input *in, void *input) MUST_USE;

#define THEN(name) \
	int then_##name(struct ctx *cx, void *record, void *input, struct journal_entry *entry) MUST_USE
THEN(dispatch);
THEN(arrive);
THEN(quote);
THEN(finish);
THEN(review);
THEN(reviewed);
THEN(wait);
THEN(resume);
THEN(redo);
THEN(sign);
THEN(close);
THEN(answer);
THEN(send);
THEN(help_arrive);
THEN(turn);
THEN(police);
THEN(security);
THEN(sight);
THEN(outcome);
THEN(refer);
THEN(full_answer);
THEN(note);
THEN(correct);
THEN(cancel);
THEN(incident);
#undef THEN
#endif
