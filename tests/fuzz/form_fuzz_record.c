/* Forms: each piece up to a NUL is a value, its first byte chooses the field. A record that was
 * accepted keeps the rules when checked again, its page has no markup of the sender's, and its JSON
 * sent back makes the same record. */
#include "base/civil.h"
#include "base/text.h"
#include "record/form.h"
#include "record/html.h"
#include "record/json.h"
#include "record/member.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct choice kinds[] = {{1, "repair", "报修"}, {2, "ask", "咨询"}, CHOICE_END};
struct sample {
	int64_t owner, due_at, amount_fen, area;
	int kind, people, day, from;
	bool urgent;
	const char *room, *phone, *text, *note, *secret, *password;
};
static const struct field fields[] = {
	FIELD(sample, owner, .show = SHOW_ID, .flags = IN_FORM | IN_JSON),
	FIELD(sample, due_at, .show = SHOW_TIME, .flags = IN_FORM | IN_JSON),
	FIELD(sample, amount_fen, .show = SHOW_MONEY, .flags = IN_FORM | IN_JSON, .min = -1000000),
	FIELD(sample, area, .show = SHOW_MASS, .flags = IN_FORM | IN_JSON),
	FIELD(sample, kind, .show = SHOW_ENUM, .choices = kinds, .flags = IN_FORM | IN_JSON),
	FIELD(sample, people, .flags = IN_FORM | IN_JSON),
	FIELD(sample, day, .show = SHOW_DATE, .flags = IN_FORM | IN_JSON),
	FIELD(sample, from, .show = SHOW_CLOCK, .flags = IN_FORM | IN_JSON),
	FIELD(sample, urgent, .flags = IN_FORM | IN_JSON),
	FIELD(sample, room, .show = SHOW_ROOM, .flags = IN_FORM | IN_JSON),
	FIELD(sample, phone, .show = SHOW_PHONE, .flags = IN_FORM | IN_JSON),
	FIELD(sample, text, .flags = IN_FORM | IN_JSON | REQUIRED, .min = 2, .max = 20),
	FIELD(sample, note, .show = SHOW_LONG, .flags = IN_FORM | IN_JSON),
	FIELD(sample, secret, .show = SHOW_SECRET, .flags = IN_FORM | IN_JSON),
	FIELD(sample, password, .show = SHOW_PASSWORD, .flags = IN_FORM | IN_JSON),
};
static const struct fields table = FIELDS(sample, fields);

static void read_pieces(const uint8_t *data, size_t size, struct input *in)
{
	const uint8_t *end = data + size;

	while (data < end) {
		const uint8_t *cut = memchr(data, 0, (size_t)(end - data));
		size_t n = (size_t)((cut ? cut : end) - data);
		if (n)
			input_add(in, member_form_name(in->arena, &fields[*data % COUNT(fields)]),
				  arena_strndup(in->arena, (const char *)data + 1, n - 1));
		data += n + 1;
	}
}

static bool same_text(const char *a, const char *b)
{
	return text_equal(a ? a : "", b ? b : "");
}

static void check_json(struct ctx *cx, const struct sample *sample)
{
	struct sample again = *sample;
	struct strbuf out;
	struct input in;
	struct json j;

	strbuf_init(&out, cx->arena, SIZE_MAX / 2);
	json_init(&j, cx, &out, ZONE_SHANGHAI);
	json_object(&j, NULL);
	json_record(&j, table, sample);
	json_object_end(&j);
	input_init(&in, cx->arena);
	if (input_json(cx, out.s, out.len, &in) < 0 ||
	    form_read(cx, &in, "", table, ZONE_SHANGHAI, &again) < 0)
		abort();
	for (size_t i = 0; i < table.count; i++) {
		const struct field *f = &fields[i];
		if (f->type == F_TEXT ? !same_text(member_text(f, sample), member_text(f, &again))
				      : member_int(f, sample) != member_int(f, &again))
			abort();
	}
}

/* Between a < and its > there is no other <, and none is open at the end. */
static void check_html(struct ctx *cx, const struct input *in, const struct sample *sample)
{
	struct strbuf out;
	struct page pg = {.out = &out, .cx = cx, .input = in, .zone_minutes = ZONE_SHANGHAI};
	bool inside = false;

	strbuf_init(&out, cx->arena, SIZE_MAX / 2);
	html_inputs(&pg, "", table, sample);
	html_details(&pg, table, sample);
	html_failure(&pg);
	for (const char *s = out.s; *s; s++) {
		if (*s == '<' ? inside : *s == '>' && !inside)
			abort();
		inside = *s == '<' || (inside && *s != '>');
	}
	if (inside)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct ctx cx = {.arena = &arena};
	struct sample sample = {0};
	struct input in;

	input_init(&in, &arena);
	read_pieces(data, size, &in);
	if (form_read(&cx, &in, "", table, ZONE_SHANGHAI, &sample) < 0) {
		if (!cx.why[0] || !cx.errors)
			abort();
	} else {
		if (form_check(&cx, table, &sample) < 0)
			abort();
		check_json(&cx, &sample);
	}
	check_html(&cx, &in, &sample);
	arena_free(&arena);
	return 0;
}
