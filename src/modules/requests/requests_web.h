/* What the pages of this module show. */
#ifndef ANJU_REQUESTS_WEB_H
#define ANJU_REQUESTS_WEB_H
#include "app/help.h"
#include "app/attachment.h"
#include "app/journal.h"
#include "app/module.h"
#include "modules/incidents/incidents.h"
#include "modules/requests/requests.h"
#include "pages/bulk.h"

struct request_list_page {
	struct request_filter filter;
	const char *kind;           /* word of filter.kind; NULL = all */
	struct request_record *rows;
	size_t count;
	int64_t total;              /* -1 = not counted */
	const char *next;           /* cursor, NULL = the last page */
	int64_t now;
	struct bulk_bar bar; /* what may be done with many at once */
};

struct request_show_page {
	struct request_record q, parent;
	bool has_parent;
	struct obligation *obligations;
	size_t obligation_count;
	struct journal_entry *events;
	size_t event_count;
	struct incident incident;   /* what it belongs to; id 0 = none */
	struct incident *incidents; /* open ones that cover the room */
	size_t incident_count;
	struct request_material *materials;
	size_t material_count;
	struct request_record *children;
	size_t child_count;
	struct room_note *notes;    /* who pays for work there */
	size_t note_count;
	struct attachment *attachments;
	size_t attachment_count;
	struct chooser *people, *posts;
	size_t people_count, post_count;
	const struct step *actions[32];
	size_t action_count;
	int64_t now;
};
/* The class of the tag: red, amber, green, violet, teal, blue, grey. */
const char *request_kind_colour(int kind);
const char *request_state_colour(int state);
/* The Chinese word of a step or another event of the time line. */
const char *request_action_label(struct ctx *cx, const char *action);
/* One step's form on the page of the record. */
struct request_step_form {
	const struct request_record *q;
	const struct step *step;
	const struct chooser *people;
	size_t people_count;
	const struct chooser *posts;
	size_t post_count;
	bool first; /* the step most often taken next */
};
/* <tr>s of a list, also for other modules' pages. */
struct request_rows {
	const struct request_record *rows;
	size_t count;
	int64_t now;
	bool pick;           /* with boxes for a bulk step */
};
void requests_rows_html(struct page *pg, const struct request_rows *p);
/* The JSON of one record with what may be done now. */
void request_record_json(struct json *j, const struct request_record *q);
int request_list_read(struct request *rq, struct request_list_page *ret) MUST_USE;
/* 派工单 */
int request_slip(struct request *rq);
int request_slips(struct request *rq);
/* 我的任务 */
struct request_job {
	const struct request_record *q;
	const struct step *touch; /* taken with one touch: 到场; NULL = none */
	const struct step *next;  /* on the record's page: 完工; NULL = none */
};
struct request_jobs_page {
	struct request_job *jobs;
	size_t count;
	int64_t now;
};
int request_jobs(struct request *rq);
/* 签收, with the owner's signature as a picture */
int request_receipt(struct request *rq);
/* The record as it is now, after a change. */
int request_reply(struct request *rq, int64_t id);
extern const struct page_help requests_help[];
#endif
