/* What the pages of this module show. */
#ifndef ANJU_KEYS_WEB_H
#define ANJU_KEYS_WEB_H
#include "app/help.h"
#include "app/attachment.h"
#include "app/journal.h"
#include "app/module.h"
#include "modules/keys/keys.h"
#include "modules/shifts/shifts_web.h"

struct key_tabs {
	const char *here; /* "/keys" */
};
struct key_list_page {
	struct key_filter filter;
	const char *state, *kind; /* words; NULL = all */
	struct key *rows;
	size_t count;
	int64_t total;
	const char *next;
	int64_t now;
};
struct key_show_page {
	struct key k;
	struct key_loan *loans;
	size_t loan_count;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	struct attachment *files;
	size_t file_count;
	const struct step *actions[24];
	size_t action_count;
	struct shift_choice *people; /* who may borrow */
	size_t people_count;
	int64_t now;
	bool own;                    /* a borrower who sees his loan only */
};
struct key_new_page {
	const struct key_intake *in;
};
struct key_loan_page {
	struct key_loan_filter filter;
	const char *view, *room, *month; /* view: "out", "overdue", "mine", NULL = all */
	struct key_loan *rows;
	size_t count;
	const char *next;
	int64_t now;
};
struct key_receipt_page {
	struct key_loan l;
	int64_t now;
};
const char *key_state_colour(int state);

handler key_loans_get, key_loan_show, key_mine, key_files_get;
/* A step, with the picture that may come with it. */
handler key_take_step;
int key_reply(struct request *rq, int64_t id, bool created) MUST_USE;
void key_loans_json(struct json *j, const struct key_loan_page *p);
handler key_show;
extern const struct page_help keys_help[];
#endif
