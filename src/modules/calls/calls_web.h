/* What the pages of this module show. */
#ifndef ANJU_CALLS_WEB_H
#define ANJU_CALLS_WEB_H
#include "app/help.h"
#include "app/journal.h"
#include "app/module.h"
#include "modules/calls/calls.h"
#include "modules/contacts/contacts.h"
#include "modules/scripts/scripts.h"

struct call_list_page {
	struct call_filter filter;
	struct call *rows;
	size_t count;
	int64_t total;  /* for machines */
	const char *next;
	const char *state;
};
struct call_show_page {
	struct call c;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	const struct step *actions[16];
	size_t action_count;
	struct call_person *people; /* to transfer to */
	size_t people_count;
	struct contact contact;     /* id 0 = none */
};
struct call_step_form {
	const struct call_show_page *page;
	const struct step *step;
	bool first;
};
/* The card that opens by itself when the telephone rings. */
struct call_card_page {
	struct call c;              /* id 0 = nobody calls */
	struct caller_card card;
	const char *greeting, *apology; /* to say; apology NULL = picked up in time */
	bool has_card;              /* the number was not withheld */
	bool over;                  /* somebody else answered, or nobody: no longer this person's */
};
struct call_duty_page {
	int day;                    /* Monday */
	int today;
	struct call_duty rows[7 * BANDS];
	struct call_person *people;
	size_t people_count;
	int gaps;                   /* of the bands that have not ended */
	bool may_write;
};
struct call_duty_cell {
	const struct call_duty_page *page;
	const struct call_duty *d;
	int index; /* of the band in the week */
};
struct call_setup_page {
	struct call_extension *extensions;
	size_t extension_count;
	struct call_person *people;
	size_t people_count;
	struct call_key *keys;
	size_t key_count;
	const char *new_id, *new_secret; /* once, after making one */
	bool may_write, may_keys;
};
const char *call_state_colour(int state);
/* "2", "—" when it is not known. */
void call_rings_html(struct page *pg, int rings);
/* "97.4%", 无数据 */
const char *call_share_text(struct ctx *cx, int64_t n, int64_t of);
/* The Chinese word of a step or another event of the time line. */
const char *call_action_label(struct ctx *cx, const char *action);
/* The tabs every page of this area has. here: the path. */
void call_tabs_html(struct page *pg, const char *here);

/* calls_setup_web.c */
int call_duty_show(struct request *rq);
int call_duty_save(struct request *rq);
int call_setup_show(struct request *rq);
int call_extension_save(struct request *rq);
int call_key_make(struct request *rq);
int call_key_stop(struct request *rq);
extern const struct page_help calls_help[];
#endif
