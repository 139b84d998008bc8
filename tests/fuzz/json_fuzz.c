/* JSON bodies: what is read is bounded and valid, and written again by our writer it is read as the
 * same names and values. */
#include "base/limits.h"
#include "base/text.h"
#include "record/input.h"
#include "record/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* {"a":{"b":1},"a.b":2} is one name twice when it is flat */
static bool has_double(const struct input *in)
{
	for (size_t i = 0; i < in->count; i++)
		if (input_text(in, in->pair[i].name) != in->pair[i].value)
			return true;
	return false;
}

static void check_again(struct ctx *cx, const struct input *in)
{
	struct input again;
	struct strbuf out;
	struct json j;

	strbuf_init(&out, cx->arena, SIZE_MAX / 2);
	json_init(&j, cx, &out, 0);
	json_object(&j, NULL);
	for (size_t i = 0; i < in->count; i++) {
		if (j.comma)
			strbuf_char(&out, ',');
		strbuf_json(&out, in->pair[i].name);
		strbuf_char(&out, ':');
		strbuf_json(&out, in->pair[i].value);
		j.comma = true;
	}
	json_object_end(&j);
	input_init(&again, cx->arena);
	if (input_json(cx, out.s, out.len, &again) < 0 || again.count != in->count)
		abort();
	for (size_t i = 0; i < in->count; i++)
		if (strcmp(again.pair[i].name, in->pair[i].name) ||
		    strcmp(again.pair[i].value, in->pair[i].value))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct ctx cx = {.arena = &arena};
	struct input in;

	input_init(&in, &arena);
	if (input_json(&cx, (const char *)data, size, &in) < 0) {
		if (!cx.why[0])
			abort();
	} else {
		if (in.count > LIMIT_FIELDS)
			abort();
		if (!has_double(&in))
			check_again(&cx, &in);
	}
	arena_free(&arena);
	return 0;
}
