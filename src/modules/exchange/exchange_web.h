/* What the pages of this module show. */
#ifndef ANJU_EXCHANGE_WEB_H
#define ANJU_EXCHANGE_WEB_H
#include "app/help.h"
#include "modules/exchange/exchange.h"

enum { EXCHANGES_MAX = 32 };

struct import_list_page {
	const struct exchange *imports[EXCHANGES_MAX], *exports[EXCHANGES_MAX]; /* what this person may */
	size_t import_count, export_count;
	const char *kind;           /* chosen before an error */
	struct import_job *jobs;
	size_t job_count;
};
struct import_show_page {
	struct import_job job;
	const struct exchange *x;
	int stage;                  /* 1 上传 … 5 完成; 6 = all done */
	bool working;               /* checking or writing: the page asks again */
	struct import_choice *choices;
	size_t choice_count;
	struct import_fault *faults;
	size_t fault_count;
};
const char *import_state_colour(int state);
/* Rows that a finished check found good. */
int64_t import_good(const struct import_job *job);
/* What a check or an import came to, in one sentence. */
const char *import_sentence(struct page *pg, const struct import_job *job);
/* What may be uploaded. */
const char *import_limits(struct page *pg);
/* "/imports/12/map" */
const char *import_path(struct page *pg, const struct import_job *job, const char *step);
extern const struct page_help exchange_help[];
#endif
