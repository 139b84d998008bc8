/* The workbench (工作台): the queue, the counters, the caller card and the shift on one page. */
#ifndef ANJU_WORKBENCH_WEB_H
#define ANJU_WORKBENCH_WEB_H
#include "app/help.h"
#include "app/view.h"
#include "modules/documents/documents.h"
#include "modules/contacts/contacts.h"
#include "modules/requests/requests_web.h"
#include "modules/shifts/shifts_web.h"

struct workbench_page {
	struct request_counts counts;
	int64_t contacts_today;
	int64_t complaints, visits, missed_calls, keys; /* what waits there; -1 = not for this person */
	struct request_list_page list;
	const char *view;
	struct caller_card card;
	bool has_card;
	struct shift_panel shift;
	bool has_shift;
	struct saved_view *views; /* 常用视图 of the person */
	size_t view_count;
	struct document policy; /* 质量方针 in force; id 0 = none */
	int64_t cadence_ms; /* of the telephone: 秒表键 */
};
extern const struct page_help workbench_help[];
#endif
