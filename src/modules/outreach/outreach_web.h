/* What the pages 联系与关怀 show. */
#ifndef ANJU_OUTREACH_WEB_H
#define ANJU_OUTREACH_WEB_H
#include "app/help.h"
#include "app/module.h"
#include "app/obligation.h"
#include "modules/contacts/contacts.h"
#include "modules/outreach/outreach.h"
#include "modules/requests/requests.h"

struct promise_list_page {
	struct promise_filter filter;
	bool mine;
	struct promise *rows;
	size_t count;
	const char *next;
	int64_t now;
};
struct promise_show_page {
	struct promise p;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	struct chooser *people;
	size_t people_count;
	const struct step *actions[16];
	size_t action_count;
	int64_t now;
};
struct promise_step_form {
	const struct promise_show_page *page;
	const struct step *step;
	bool first;
};
struct promise_new_page {
	struct chooser *people;
	size_t people_count;
	int64_t me;
};
struct promise_rate_page {
	const char *month;
	struct promise_rate *rows, all;
	size_t count;
};
const char *promise_state_colour(int state);
struct outreach_list_page {
	struct outreach_filter filter;
	bool mine;
	struct outreach *rows;
	size_t count;
	const char *next;
	struct outreach_cover cover;
	bool hours_open;
	const char *hours_until; /* "14:30" */
	int64_t now;
};
struct outreach_show_page {
	struct outreach o;
	struct obligation *obligations;
	size_t obligation_count;
	struct contact *last;    /* with this household, newest first */
	size_t last_count;
	bool hours_open, suits;  /* now is within the office's and the person's hours */
	const char *hours_until;
	int64_t now;
};
const char *reason_colour(int reason);
struct outreach_tab {
	int which; /* 0 list, 1 promises, 2 rate, 3 notices */
};

struct announcement_list_page {
	struct announcement_filter filter;
	struct announcement *rows;
	size_t count;
	const char *next;
};
struct announcement_show_page {
	struct announcement a;
	const char *warning; /* NULL = nothing stands against sending it */
	struct delivery_filter filter;
	struct delivery *deliveries;
	size_t delivery_count;
	const char *next; /* of the deliveries */
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	const struct step *actions[8];
	size_t action_count;
};
const char *announcement_colour(int state);

/* handlers; the routes stand in outreach_web.c */
int promise_list_page(struct request *rq);
int promise_new_form(struct request *rq);
int promise_create(struct request *rq);
int promise_show(struct request *rq);
int promise_take_step(struct request *rq);
int promise_rate_show(struct request *rq);
int outreach_list_page(struct request *rq);
int outreach_show(struct request *rq);
int outreach_contact(struct request *rq);
int outreach_take_step(struct request *rq);
int announcement_list_page(struct request *rq);
int announcement_new_form(struct request *rq);
int announcement_create(struct request *rq);
int announcement_show(struct request *rq);
int announcement_take_step(struct request *rq);
extern const struct page_help outreach_help[];
#endif
