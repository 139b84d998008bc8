/* What the pages of this module show. */
#ifndef ANJU_COMPLAINTS_WEB_H
#define ANJU_COMPLAINTS_WEB_H
#include "app/help.h"
#include "app/attachment.h"
#include "app/journal.h"
#include "app/module.h"
#include "modules/complaints/complaint_month.h"
#include "modules/complaints/complaints.h"
#include "modules/incidents/incidents.h"
#include "pages/bulk.h"

struct complaint_list_page {
	struct complaint_filter filter;
	struct complaint *rows;
	size_t count;
	int64_t total;    /* -1 = not counted */
	const char *next; /* cursor, NULL = the last page */
	int64_t now;
	struct bulk_bar bar; /* what may be done with many at once */
};
struct complaint_show_page {
	struct complaint c, main; /* main: what it was merged into */
	bool has_main;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	struct incident incident; /* what it belongs to; id 0 = none */
	struct complaint_party *parties;
	size_t party_count;
	struct complaint *merged, *repeats;
	size_t merged_count, repeat_count;
	struct attachment *attachments;
	size_t attachment_count;
	struct complaint_chooser *people, *workers, *posts;
	size_t people_count, worker_count, post_count;
	const struct step *actions[32];
	size_t action_count;
	int64_t now;
};
/* One step's form on the page of the record. */
struct complaint_step_form {
	const struct complaint_show_page *page;
	const struct step *step;
	bool first; /* the step most often taken next */
};
/* 登记投诉 */
struct complaint_new_page {
	struct complaint_chooser *people;
	size_t people_count;
};
/* <tr>s of a list, also for other modules' pages. */
struct complaint_rows {
	const struct complaint *rows;
	size_t count;
	int64_t now;
	bool pick;           /* with boxes for a bulk step */
};
/* 逐户回复 */
struct complaint_reply_page {
	struct complaint_party party;
	struct complaint c;
};
/* A table of the month: one choice a row. */
struct complaint_sums_part {
	const char *title;
	const struct choice *choices;
	const struct complaint_sum *rows;
	size_t count;
	const char *query; /* of the list: "grade" */
	const struct complaint_month *month;
};
struct complaint_month_page {
	struct complaint_month m;
	const char *name, *before, *after; /* 2026-11; after NULL = this month */
	const char *from, *until;          /* days, for links to the list */
	const char *average;               /* 平均办结 */
};
/* The class of the tag. */
const char *complaint_state_colour(int state);
const char *complaint_grade_colour(int grade);
const char *complaint_action_label(struct ctx *cx, const char *action);
/* The JSON of one record with what may be done now. */
void complaint_json(struct json *j, const struct complaint *c);

/* complaint_more_web.c */
handler complaint_attach, complaint_download, complaint_reveal, complaint_reply_show,
	complaint_reply_tell, complaint_month_show, complaint_month_done;
/* complaints_web.c: the record after a change. */
int complaint_reply_shown(struct request *rq, int64_t id, bool created) MUST_USE;
/* 投诉处理单 */
int complaint_paper(struct request *rq);
extern const struct page_help complaints_help[];
#endif
