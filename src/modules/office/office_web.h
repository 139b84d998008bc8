/* What the pages of this module show. */
#ifndef ANJU_OFFICE_WEB_H
#define ANJU_OFFICE_WEB_H
#include "app/journal.h"
#include "app/module.h"
#include "record/chart.h"

/* A record that is of no office: every kind of field once. */
struct sample {
	const char *name, *text, *phone, *room;
	int kind, day, clock;
	int64_t at, money_fen, area_mass;
	bool ticked;
};
extern const struct fields sample_fields;
extern const struct choice sample_kinds[];
struct styleguide_page {
	struct sample sample;
	const struct chart *chart;
	const struct journal_entry *events;
	size_t event_count;
	int64_t now;
};
handler styleguide_get;
extern const struct page_help office_help[];
#endif
