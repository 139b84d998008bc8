/* What the pages of this module show. */
#ifndef ANJU_RUNSHEET_WEB_H
#define ANJU_RUNSHEET_WEB_H
#include "app/journal.h"
#include "app/module.h"
#include "modules/handover/deed.h"
#include "modules/inspection/inspection.h"
#include "modules/runsheet/runsheet.h"

struct runsheet_tabs {
	const char *here; /* "sheets" */
};
struct runsheet_list_page {
	struct runsheet_filter filter;
	const char *state, *day; /* words; NULL = all */
	struct runsheet *rows;
	size_t count;
	int64_t total;
	const char *next;
	int64_t now;
};
struct runsheet_new_page {
	const struct runsheet_new *in;
};
struct runsheet_show_page {
	struct runsheet s;
	struct runsheet_desk *desks;
	size_t desk_count;
	struct runsheet_paper *papers;
	size_t paper_count;
	struct movein_line *lines;
	size_t line_count;
	struct inspection inspection; /* id 0 = none yet */
	struct deed deed;             /* likewise */
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	const struct step *actions[16];
	size_t action_count;
	int64_t now;
};
struct runsheet_board_page {
	struct board b;
	int desk;                  /* whose queue is shown; 0 = all */
	struct runsheet *rows;
	size_t count;
	int64_t now;
};
const char *sheet_state_colour(int state), *desk_state_colour(int state);
handler runsheet_board_get, runsheet_paper_get, runsheet_day_paper;
int runsheet_read_whole(struct request *rq, int64_t id, struct runsheet_show_page *ret) MUST_USE;
extern const struct page_help runsheet_help[];
#endif
