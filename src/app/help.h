/* 本页帮助: what a page is for, what one does there, and the rule behind it; one row a page, in the
 * folder of its module. */
#ifndef ANJU_HELP_H
#define ANJU_HELP_H
#include "base/base.h"

struct page_help {
	const char *path; /* of the route: "/keys/:id" */
	const char *rule; /* document and part it rests on: "18 (d)" */
	const char *text; /* Chinese; two or three sentences */
};

/* NULL: no page of the office. */
const struct page_help *help_of(const char *route_path);
#endif
