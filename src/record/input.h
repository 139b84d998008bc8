/* What a person or a machine sent, made flat: a form field, a query parameter and a member of a
 * JSON body are all name = value. {"matters":[{"kind":"repair"}]} is matters.0.kind = repair, and a
 * form sends the same name. One reader serves both doors. */
#ifndef ANJU_INPUT_H
#define ANJU_INPUT_H
#include "base/ctx.h"

struct input_pair {
	const char *name, *value;
};
struct input {
	struct input_pair *pair;
	size_t count, room;
	struct arena *arena;
};

void input_init(struct input *in, struct arena *a);
/* Copies both. */
void input_add(struct input *in, const char *name, const char *value);
/* The first value of that name; NULL when it was not sent. */
const char *input_text(const struct input *in, const char *name);
/* The last: a ticked box sends name=1 after the form's name=0. */
const char *input_last(const struct input *in, const char *name);
/* arena_printf("%s.%zu", list, i) and deeper: is there any name that begins so? */
bool input_has(const struct input *in, const char *prefix);
/* A JSON object: strict UTF-8, no duplicate keys, depth and members bounded (limits.h). Numbers
 * keep their digits (integers exactly), true/false are "1"/"0", null is "". */
int input_json(struct ctx *cx, const char *body, size_t n, struct input *in) MUST_USE;
#endif
