#include "app/follow.h"
#include "app/module.h"

int follow_tell(struct ctx *cx, const char *subject, const char *action, int64_t id)
{
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct follow *f = (*m)->follows; f && f->subject; f++) {
			int r;
			if (strcmp(f->subject, subject) || strcmp(f->action, action))
				continue;
			r = f->then(cx, id);
			if (r < 0)
				return r;
		}
	}
	return OK;
}
