#include "app/help.h"
#include "app/module.h"

const struct page_help *help_of(const char *route_path)
{
	for (const struct module *const *m = modules; *m; m++)
		for (const struct page_help *h = (*m)->help; h && h->path; h++)
			if (!strcmp(h->path, route_path))
				return h;
	return NULL;
}
