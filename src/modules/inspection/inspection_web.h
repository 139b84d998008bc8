/* What the pages of this module show. */
#ifndef ANJU_INSPECTION_WEB_H
#define ANJU_INSPECTION_WEB_H
#include "app/help.h"
#include "app/attachment.h"
#include "app/journal.h"
#include "app/module.h"
#include "base/limits.h"
#include "modules/houses/houses.h"
#include "modules/inspection/defects.h"

struct inspection_tabs {
	const char *here; /* "inspections" */
};
struct inspection_list_page {
	struct inspection_filter filter;
	struct inspection_counts counts;
	const char *state; /* word; NULL = all */
	struct inspection *rows;
	size_t count;
	int64_t total;
	const char *next;
};
struct inspection_new_page {
	const struct inspection_new *in;
};
/* The plan with what is marked on it; to tap when a form is around it. */
struct inspection_plan {
	int use;
	const struct defect *marks;
	size_t count;
	bool tap;
};
struct inspection_show_page {
	struct inspection i;
	struct inspection_line *lines;
	size_t line_count;
	struct defect *defects;
	size_t defect_count;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	struct attachment *files;
	size_t file_count;
	const struct step *actions[16];
	size_t action_count;
	int64_t now;
	bool may_add; /* a defect */
};
struct defect_list_page {
	struct defect_filter filter;
	const char *state, *part; /* words; NULL = all */
	struct defect *rows;
	size_t count;
	int64_t total;
	const char *next;
	struct defect_sum *sums;
	size_t sum_count;
	int64_t now;
};
struct defect_show_page {
	struct defect d;
	int use;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	struct attachment *files;
	size_t file_count;
	const struct step *actions[16];
	size_t action_count;
	int64_t now;
};
struct inspection_items_page {
	int use;
	struct inspection_item *rows;
	size_t count;
};
const char *inspection_state_colour(int state), *defect_state_colour(int state),
	*severity_colour(int severity);

/* Pictures of one field of the form, checked and on disk before the transaction. */
struct inspection_pictures {
	struct attachment kept[LIMIT_ATTACHMENTS];
	size_t count;
};
int inspection_keep(struct request *rq, const char *field, const char *name,
		    struct inspection_pictures *ret) MUST_USE;
int inspection_attach(struct ctx *cx, struct inspection_pictures *p, const char *subject,
		      int64_t id) MUST_USE;
/* :file of a record of this kind. */
int inspection_file(struct request *rq, const char *subject) MUST_USE;
handler inspection_show, defects_get, defect_show, defect_create, defect_take_step,
	defect_files_post, defect_files_get, inspection_paper, inspection_notice;
int inspection_reply(struct request *rq, int64_t id, bool created) MUST_USE;
extern const struct page_help inspection_help[];
#endif
