#include "base/strbuf.h"
#include "test.h"

static struct arena arena;

static struct strbuf buffer(size_t max)
{
	struct strbuf b;

	strbuf_init(&b, &arena, max);
	return b;
}

TEST(a_buffer_grows_to_its_maximum_and_then_stays_full)
{
	struct strbuf b = buffer(1000);

	for (int i = 0; i < 1000; i++)
		strbuf_char(&b, 'x');
	CHECK(!b.full && b.len == 1000 && strlen(b.s) == 1000);
	strbuf_char(&b, 'y');
	CHECK(b.full && b.len == 1000);
	strbuf_clear(&b);
	CHECK(!b.full);
	CHECK_STR(b.s, "");
	strbuf_text(&b, "neu");
	strbuf_text(&b, NULL);
	CHECK_STR(b.s, "neu");
}

TEST(what_does_not_fit_is_not_added_in_part)
{
	struct strbuf b = buffer(4);

	strbuf_text(&b, "abc");
	strbuf_printf(&b, "%d", 12);
	CHECK_STR(b.s, "abc");
	CHECK(b.full);
	strbuf_char(&b, 'd');
	CHECK_STR(b.s, "abc");
}

TEST(integers_are_written_at_both_ends_of_their_range)
{
	struct strbuf b = buffer(100);

	strbuf_int(&b, INT64_MIN);
	strbuf_char(&b, ' ');
	strbuf_int(&b, INT64_MAX);
	strbuf_char(&b, ' ');
	strbuf_int(&b, 0);
	CHECK_STR(b.s, "-9223372036854775808 9223372036854775807 0");
}

TEST(html_escapes_all_that_opens_a_tag_or_ends_an_attribute)
{
	struct strbuf b = buffer(100);

	strbuf_html(&b, "<a href=\"x\" id='y'>张&李</a>");
	strbuf_html(&b, NULL);
	CHECK_STR(b.s, "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;张&amp;李&lt;/a&gt;");
}

TEST(json_escapes_quotes_backslashes_and_controls)
{
	struct strbuf b = buffer(100);

	strbuf_json(&b, "甲\"\\\n\t\x01/");
	strbuf_json(&b, NULL);
	CHECK_STR(b.s, "\"甲\\\"\\\\\\n\\u0009\\u0001/\"null");
}

TEST(a_url_component_keeps_unreserved_signs_only)
{
	struct strbuf b = buffer(100);

	strbuf_url(&b, "a-Z_0.~ /?&=#%栋");
	CHECK_STR(b.s, "a-Z_0.~%20%2F%3F%26%3D%23%25%E6%A0%8B");
}
