#include "record/input.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "test.h"

static struct arena arena;
static struct ctx cx = {.arena = &arena};

static int read_json(const char *body, struct input *in)
{
	input_init(in, &arena);
	return input_json(&cx, body, strlen(body), in);
}

TEST(a_json_body_and_a_form_have_the_same_names)
{
	struct input in;

	CHECK_OK(read_json(
		"{\"room\":\"3-2-501\",\"matters\":[{\"kind\":\"repair\"},{\"kind\":\"ask\"}]}",
		&in));
	CHECK_STR(input_text(&in, "room"), "3-2-501");
	CHECK_STR(input_text(&in, "matters.0.kind"), "repair");
	CHECK_STR(input_text(&in, "matters.1.kind"), "ask");
	CHECK(!input_text(&in, "matters.2.kind"));
	CHECK(input_has(&in, "matters.1."));
	CHECK(!input_has(&in, "matters.2."));
}

TEST(numbers_of_a_json_body_keep_their_digits)
{
	struct input in;

	CHECK_OK(read_json("{\"a\":9007199254740993,\"b\":75.10,\"c\":-0.05,\"d\":true,\"e\":false,"
			   "\"f\":null,\"g\":0.1}",
			   &in));
	CHECK_STR(input_text(&in, "a"), "9007199254740993");
	CHECK_STR(input_text(&in, "b"), "75.1");
	CHECK_STR(input_text(&in, "c"), "-0.05");
	CHECK_STR(input_text(&in, "d"), "1");
	CHECK_STR(input_text(&in, "e"), "0");
	CHECK_STR(input_text(&in, "f"), "");
	CHECK_STR(input_text(&in, "g"), "0.1");
}

TEST(a_json_body_that_is_not_strict_is_refused_with_a_reason)
{
	static const char *const bad[] = {
		"",
		"{",
		"[]",
		"1",
		"\"x\"",
		"{\"a\":1,\"a\":2}",
		"{\"a\":1} x",
		"{\"a\":\"\xff\"}",
		"{\"a\":\"\t\"}",
		"{\"a\":\"\\u0000\"}",
		"{\"a\":99999999999999999999}",
		"{\"a\":1e999}",
		"{a:1}",
		"{\"a\":'x'}",
		"{\"\xc0\x80\":1}",
		"{\"a\":NaN}",
		"{\"a\":01}",
	};
	struct input in;

	for (size_t i = 0; i < COUNT(bad); i++) {
		cx.why[0] = '\0';
		if (read_json(bad[i], &in) != ERR_INVALID)
			test_failed(__FILE__, __LINE__, "accepted: %s", bad[i]);
		CHECK(cx.why[0]);
	}
}

TEST(depth_and_number_of_json_members_are_bounded)
{
	struct strbuf b;
	struct input in;

	strbuf_init(&b, &arena, LIMIT_BODY_BYTES);
	STRBUF_LITERAL(&b, "{\"a\":");
	for (int i = 0; i < LIMIT_JSON_DEPTH; i++)
		strbuf_char(&b, '[');
	for (int i = 0; i < LIMIT_JSON_DEPTH; i++)
		strbuf_char(&b, ']');
	strbuf_char(&b, '}');
	CHECK_ERR(read_json(b.s, &in), ERR_INVALID);
	CHECK_HAS(cx.why, "32");

	strbuf_clear(&b);
	STRBUF_LITERAL(&b, "{\"a\":[0");
	for (int i = 0; i < LIMIT_FIELDS; i++)
		STRBUF_LITERAL(&b, ",0");
	STRBUF_LITERAL(&b, "]}");
	CHECK_ERR(read_json(b.s, &in), ERR_TOO_BIG);
	CHECK_OK(read_json("{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ \\\" ,,,,\"}", &in));

	strbuf_clear(&b);
	STRBUF_LITERAL(&b, "{\"");
	for (int i = 0; i < 2000; i++)
		strbuf_char(&b, 'k');
	STRBUF_LITERAL(&b, "\":1}");
	CHECK_ERR(read_json(b.s, &in), ERR_INVALID);
}

TEST(of_a_name_sent_twice_the_first_value_counts_and_of_a_box_the_last)
{
	struct input in;

	input_init(&in, &arena);
	CHECK(!input_text(&in, "a"));
	for (int i = 0; i < 100; i++)
		input_add(&in, arena_printf(&arena, "n%d", i), "x");
	input_add(&in, "a", "0");
	input_add(&in, "a", "1");
	CHECK_STR(input_text(&in, "a"), "0");
	CHECK_STR(input_last(&in, "a"), "1");
	CHECK_STR(input_text(&in, "n99"), "x");
	CHECK(!input_last(&in, "b"));
}
