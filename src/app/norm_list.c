#include "app/norm_list.h"
#include "app/module.h"

const struct norm_of *norm_of_setting(const char *setting, size_t at)
{
	for (const struct module *const *m = modules; *m; m++)
		for (const struct norm_of *n = (*m)->norms; n && n->subject; n++)
			if (n->norm->setting && !strcmp(n->norm->setting, setting) && at-- == 0)
				return n;
	return NULL;
}
