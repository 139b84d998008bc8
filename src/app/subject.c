#include "app/subject.h"
#include "app/module.h"

const struct subject *subject_find(const char *word)
{
	for (const struct module *const *m = modules; *m; m++)
		for (const struct subject *s = (*m)->subjects; s && s->word; s++)
			if (!strcmp(s->word, word))
				return s;
	return NULL;
}

struct subject_name subject_name(struct ctx *cx, const char *word, int64_t id)
{
	const struct subject *s = subject_find(word);
	struct subject_name name = { "", s ? T(cx, s->label) : word, "" };
	char why[sizeof cx->why];

	memcpy(why, cx->why, sizeof why);
	if (s && s->name(cx, id, &name) < 0) {
		name = (struct subject_name){ "", T(cx, s->label), "" };
		memcpy(cx->why, why, sizeof why);
	}
	return name;
}

const char *subject_path(struct ctx *cx, const char *word, int64_t id)
{
	const struct subject *s = subject_find(word);
	return s ? arena_printf(cx->arena, "%s%" PRId64, s->path, id) : NULL;
}
