/* What the pages of this module show. */
#ifndef ANJU_DUTIES_WEB_H
#define ANJU_DUTIES_WEB_H
#include "app/help.h"
#include "app/journal.h"
#include "app/subject.h"
#include "modules/duties/duties.h"
#include "modules/people/people.h"

struct duty_row {
	const struct obligation *o;
	struct subject_name name;
	const char *path;      /* of the record; NULL = none */
};
struct duties_page {
	struct obligation_filter filter;
	const char *state, *view;
	struct obligation *all;
	struct duty_row *rows;
	size_t count;
	int64_t total;         /* for machines; -1 = not counted */
	const char *next;
	int64_t mine, posts, office, climbed, waive; /* open; the counters of the tabs */
};
struct duty_page {
	struct obligation o;
	struct subject_name name;
	const char *path;
	struct journal_entry *events;
	size_t event_count;
	bool may_ask, may_agree;
};
struct deputies_page {
	struct deputy *rows;
	size_t count;
	struct staff *people;
	size_t people_count;
	bool may_write;
	int64_t self;
};
extern const struct page_help duties_help[];
extern const struct list_sheet duty_sheet;
#endif
