/* What the pages of this module show. */
#ifndef ANJU_HANDOVER_WEB_H
#define ANJU_HANDOVER_WEB_H
#include "app/help.h"
#include "app/attachment.h"
#include "app/journal.h"
#include "app/module.h"
#include "modules/handover/deed.h"
#include "modules/houses/houses.h"
#include "modules/inspection/inspection.h"

struct deed_tabs {
	const char *here; /* "deeds" */
};
struct deed_list_page {
	struct deed_filter filter;
	const char *state; /* word; NULL = all */
	struct deed *rows;
	size_t count;
	int64_t total;
	const char *next;
};
struct deed_new_page {
	const char *room;
};
struct deed_show_page {
	struct deed d;
	const char *text; /* as signed, or as it would be now */
	struct deed_party *parties;
	size_t party_count;
	struct deed_key *keys;
	size_t key_count;
	struct deed_supplement *supplements;
	size_t supplement_count;
	struct warranty *warranties;
	size_t warranty_count;
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
struct deed_texts_page {
	struct deed_text now;
	struct deed_text *rows;
	size_t count;
};
const char *deed_state_colour(int state);
handler deed_show, deed_paper, deed_texts_get, deed_texts_post;
/* All that the page and the paper show. */
int deed_read_whole(struct request *rq, int64_t id, struct deed_show_page *ret) MUST_USE;
extern const struct page_help handover_help[];
#endif
