/* What the pages of return visits show. */
#ifndef ANJU_VISITS_WEB_H
#define ANJU_VISITS_WEB_H
#include "app/help.h"
#include "app/attachment.h"
#include "app/journal.h"
#include "app/module.h"
#include "modules/people/people.h"
#include "modules/requests/requests.h"
#include "modules/visits/visit_figures.h"
#include "modules/visits/visit_plans.h"
#include "modules/visits/visits.h"

extern const struct route visit_routes[];

struct visit_list_page {
	struct visit_filter filter;
	const char *kind;           /* word of filter.kind; NULL = all */
	struct visit *rows;
	size_t count;
	int64_t total;
	const char *next;
	int64_t now;
};
/* <tr>s of a list, also of the records around. */
struct visit_rows {
	const struct visit *rows;
	size_t count;
	int64_t now;
};
struct visit_show_page {
	struct visit v;
	struct visit_record *records;
	size_t record_count;
	struct visit_try *tries;
	size_t try_count;
	struct visit *rounds;       /* the other visits of the same matter */
	size_t round_count;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	struct attachment *attachments;
	size_t attachment_count;
	struct chooser *people, *posts;
	size_t people_count, post_count;
	const struct step *actions[32];
	size_t action_count;
	int64_t now;
};
/* One step's form on the page of the visit. */
struct visit_step_form {
	const struct visit_show_page *p;
	const struct step *step;
	bool first;
};
struct visit_new_page {
	struct chooser *people, *posts;
	size_t people_count, post_count;
	const char *room;
};
/* Which of the area's pages this is: "list", "plans", "coverage", "figures". */
struct visit_tabs {
	const char *here;
};
struct visit_plans_page {
	int year;
	struct visit_plan *plans;
	size_t count;
	struct chooser *people, *posts;
	size_t people_count, post_count;
};
struct visit_plan_page {
	struct visit_plan plan;
	struct plan_room *rooms;
	size_t count;
};
struct visit_coverage_page {
	int year;
	struct coverage all;
	struct coverage_row *rows;
	size_t row_count;
	struct unvisited *missing;
	size_t missing_count, shown;
	const char *rate;           /* NULL = 无数据 */
};
struct visit_figures_page {
	struct visit_month m;
	const char *before, *after; /* "2026-04" */
};
/* One line of the month's table. */
struct visit_figure_row {
	const char *label;
	const struct visit_figure *f;
	int64_t target;
};
/* Recorded by the large form, or taken by the system: no button. */
bool visit_goes_by_itself(const char *action);
const char *visit_state_colour(int state);
const char *visit_grade_colour(int grade);
int visit_reply(struct request *rq, int64_t id, bool created) MUST_USE;
int visit_show_page(struct request *rq);
/* visit_plans_web.c */
int visit_plans(struct request *rq);
int visit_plan_create(struct request *rq);
int visit_plan_show(struct request *rq);
int visit_coverage_show(struct request *rq);
int visit_figures_show(struct request *rq);
/* visit_files_web.c */
int visit_at_door(struct request *rq);
int visit_signature(struct request *rq);
int visit_attach(struct request *rq);
int visit_download(struct request *rq);
/* 回访记录表 */
int visit_paper(struct request *rq);
extern const struct page_help visits_help[];
#endif
