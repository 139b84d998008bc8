/* What the pages of 一户一档 show. */
#ifndef ANJU_HOUSEHOLDS_WEB_H
#define ANJU_HOUSEHOLDS_WEB_H
#include "app/help.h"
#include "modules/households/households.h"
#include "modules/residents/preference.h"

struct household_list_page {
	struct household_filter filter;
	struct household *rows;
	size_t count;
	int64_t total;
	const char *next;
};
struct household_person_page {
	struct occupancy o;
	struct preference preference;
	struct consent *consents;
	size_t consent_count;
	const char *shown, *what; /* the secret that was revealed; NULL = none */
};
struct household_search_page {
	const char *q;
	struct household *households;
	size_t household_count;
	struct request_record *requests;
	size_t request_count;
	struct complaint *complaints; /* that the reader may see */
	size_t complaint_count;
};
extern const struct page_help households_help[];
#endif
