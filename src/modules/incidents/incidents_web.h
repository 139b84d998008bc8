/* What the pages of this module show. */
#ifndef ANJU_INCIDENTS_WEB_H
#define ANJU_INCIDENTS_WEB_H
#include "app/help.h"
#include "app/journal.h"
#include "app/module.h"
#include "modules/incidents/incidents.h"

struct incident_list_page {
	int state;
	const char *word; /* of state; NULL = all */
	struct incident *rows;
	size_t count;
	int64_t total;
	const char *next;
	int64_t now;
};
/* A linked record with its name. */
struct incident_linked {
	struct incident_link link;
	const char *label, *number, *title, *page; /* page: "requests"; NULL = none */
};
struct incident_show_page {
	struct incident i;
	struct incident_reporter *reporters;
	size_t reporter_count;
	struct incident_linked *links;
	size_t link_count;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	const struct step *actions[16];
	size_t action_count;
	int64_t now;
};
struct incident_new_page {
	int rows; /* nothing to choose from */
};
/* 提示: open incidents that cover a room; attach: with a button that registers the caller as one who
 * reported it. Also for other modules' pages. */
struct incident_offer {
	const struct incident *rows;
	size_t count;
	bool attach;
	const char *phone, *room; /* of the caller, for that button */
};
void incidents_offer_html(struct page *pg, const struct incident_offer *p);
const char *incident_state_colour(int state);
extern const struct page_help incidents_help[];
#endif
