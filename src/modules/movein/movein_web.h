/* What the pages of this module show. */
#ifndef ANJU_MOVEIN_WEB_H
#define ANJU_MOVEIN_WEB_H
#include "app/journal.h"
#include "app/module.h"
#include "modules/movein/movein.h"

struct movein_tabs {
	const char *here;
};
struct movein_home_page {
	struct movein_batch *rows;
	size_t count;
	const char *next;
	int64_t now;
};
struct movein_batch_form_page {
	struct movein_batch b; /* id 0 = a new one */
};
struct movein_notices_page {
	struct movein_notice_filter filter;
	const char *state; /* word; NULL = all */
	struct movein_notice *rows;
	size_t count;
	int64_t total;
	const char *next;
};
struct movein_batch_page {
	struct movein_batch b;
	struct movein_notices_page list;
	struct movein_fee *fees;
	size_t fee_count;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	const struct step *actions[8];
	size_t action_count;
	int64_t now;
};
struct movein_notice_page {
	struct movein_notice n;
	struct movein_line *lines;
	size_t line_count;
	const struct movein_paper_rule *papers[16];
	size_t paper_count;
	struct movein_slot *slots;   /* of slots_on */
	size_t slot_count;
	int slots_on;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	const struct step *actions[16];
	size_t action_count;
	int64_t now;
};
struct movein_fees_page {
	struct movein_fee *rows;
	size_t count;
};
struct movein_day_page {
	int day;
	struct movein_notice *rows;
	size_t count;
};
/* The forms of the steps a record offers: its page is PATH/ID. */
struct movein_steps {
	const char *path;
	int64_t id, version;
	const struct step *const *actions;
	size_t count;
	const void *begun; /* what the fields begin with; NULL = nothing */
	const char *begun_step;
};
const char *movein_batch_colour(int state);
const char *movein_notice_colour(int state);
/* Steps the program takes itself: no button. */
bool movein_by_itself(const struct step *s);
/* "45.5 %"; 无数据 when there is nothing to divide by. */
const char *movein_rate(struct ctx *cx, int64_t part, int64_t whole);

handler movein_home, movein_batch_new, movein_batch_post, movein_batch_show, movein_batch_edit,
	movein_batch_save, movein_batch_rooms, movein_batch_take_step, movein_batch_letters;
handler movein_notices_get, movein_notice_show, movein_notice_take_step, movein_notice_letter,
	movein_day_get, movein_day_paper;
handler movein_fees_get, movein_fee_post, movein_fee_end;
int movein_notices_read(struct request *rq, struct movein_notices_page *p) MUST_USE;
void movein_notices_json(struct json *j, const struct movein_notices_page *p);
extern const struct page_help movein_help[];
#endif
