/* The workbench (工作台): the queue, the counters and the caller card on one page. */
#ifndef ANJU_WORKBENCH_WEB_H
#define ANJU_WORKBENCH_WEB_H
#include "modules/contacts/contacts.h"
#include "modules/requests/requests_web.h"

struct workbench_page {
	struct request_counts counts;
	int64_t contacts_today;
	struct request_list_page list;
	const char *view;
	struct caller_card card;
	bool has_card;
};
#endif
