/* What the pages of this module show. */
#ifndef ANJU_CONTACTS_WEB_H
#define ANJU_CONTACTS_WEB_H
#include "app/help.h"
#include "modules/contacts/contacts.h"
#include "modules/contacts/drafts.h"
#include "modules/scripts/scripts_web.h"

struct contact_list_page {
	struct contact_filter filter;
	struct contact *rows;
	size_t count;
	int64_t total; /* for machines */
	const char *next;
};
struct contact_show_page {
	struct contact c;
	struct emergency *emergencies; /* whose words were said, while it is fresh */
	size_t emergency_count;
	struct request_record *matters;
	size_t matter_count;
	struct complaint *complaints;
	size_t complaint_count;
	struct incident incident; /* what it reports; id 0 = none */
};
/* One matter of the form; kind 0 = none chosen yet */
struct contact_matter_form {
	int index, kind;
	bool first; /* the caller is known: typing begins here */
};
/* 主动联系: of one household */
struct contact_out_form {
	const char *room; /* NULL = to be typed */
	const char *person_name;
};
/* 登记报事 */
struct contact_new_page {
	struct contact_intake intake;
	struct caller_card card;
	bool has_card;
	struct script_card script; /* what is said on the telephone */
	struct emergency emergencies[EMERGENCIES]; /* shown when a word of theirs is typed */
	int64_t cadence_ms; /* of the telephone: 秒表键 */
	int64_t draft;              /* that is typed on; 0 = none yet */
	struct draft *drafts;       /* of the person, newest first */
	size_t draft_count;
	int rows; /* how many matters the form has room for */
	int kind; /* chosen beforehand: F2, F4 */
	struct incident incident;   /* to be attached to; id 0 = none */
	struct incident *incidents; /* open ones that cover the room */
	size_t incident_count;
};
/* 来电来访登记表 */
int contact_day_sheet(struct request *rq);
extern const struct page_help contacts_help[];
#endif
