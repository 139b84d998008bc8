/* What every record shows of itself: its clocks (时限) and what happened to it (经过). */
#ifndef ANJU_STORY_H
#define ANJU_STORY_H
#include "app/journal.h"
#include "app/obligation.h"

struct clock_rows {
	const struct obligation *rows;
	size_t count;
	int64_t now;
};
/* What an entry of the time line is called: the step's label, or a word every record knows. */
const char *story_label(struct ctx *cx, const struct journal_entry *e);

struct timeline {
	const struct journal_entry *events; /* oldest first; shown newest first */
	size_t count;
};
#endif
