/* 本页帮助: each row stands for a page there is, and rests on a document there is. */
#include "app/help.h"
#include "app/module.h"
#include "modules/rules/rules.h"
#include "office.h"

static bool is_page(const struct route *r)
{
	return !strcmp(r->method, "GET") && !r->bare && !r->home &&
	       (r->door == DOOR_BOTH || r->door == DOOR_PAGE);
}

static const struct route *page_of(const char *path)
{
	for (const struct module *const *m = modules; *m; m++)
		for (const struct route *r = (*m)->routes; r && r->method; r++)
			if (!strcmp(r->path, path) && is_page(r))
				return r;
	return NULL;
}

TEST(what_helps_on_a_page_names_a_page_there_is_and_a_rule_document_there_is)
{
	size_t rows = 0;

	for (const struct module *const *m = modules; *m; m++)
		for (const struct page_help *h = (*m)->help; h && h->path; h++, rows++) {
			char *end;
			long document = strtol(h->rule, &end, 10);
			CHECK(page_of(h->path) != NULL);
			CHECK(help_of(h->path) == h); /* once */
			CHECK(document >= 1 && document <= 20);
			CHECK(!strncmp(end, " (", 2) && end[2] && !strcmp(end + 3, ")"));
		}
	CHECK(rows > 100);
	CHECK(help_of("/nowhere") == NULL);
}
