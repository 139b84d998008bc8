/* The household file (一户一档): everything of one room on a page: people, open matters, contacts,
 * history; and finding it by whatever the caller says. */
#ifndef ANJU_HOUSEHOLDS_H
#define ANJU_HOUSEHOLDS_H
#include "app/journal.h"
#include "app/timeline.h"
#include "modules/contacts/contacts.h"

/* a row of the list */
struct household {
	int64_t id;
	const char *room, *building;
	int state;
	int64_t area_mass;
	const char *name, *phone; /* of the owner, else of who lives there */
	int relation, care;
	int64_t open_count;       /* 在办 */
};
extern const struct fields household_fields;

struct household_filter {
	const char *q;        /* room, name, initials, phone or its end */
	const char *building;
	int state;            /* room_state, 0 = all */
	int64_t after;        /* id; newest first when searched, else rising */
	size_t most;
};
int household_list(struct ctx *cx, const struct household_filter *f, struct household **ret,
		   size_t *ret_count) MUST_USE;
int household_total(struct ctx *cx, const struct household_filter *f, int64_t *ret) MUST_USE;

struct household_file {
	struct room room;
	struct occupancy *people;
	size_t people_count;
	struct request_record *open, *history;
	size_t open_count, history_count;
	struct contact *contacts;
	size_t contact_count;
	struct journal_entry *events;
	size_t event_count;
	struct timeline_entry *timeline; /* of all areas, newest first */
	size_t timeline_count;
};
/* What was changed in the file itself, for the time line. */
int household_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		       size_t *ret_count) MUST_USE;
int household_read(struct ctx *cx, const char *room, struct household_file *ret) MUST_USE;
#endif
