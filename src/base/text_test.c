#include "base/text.h"
#include "test.h"

static struct arena arena;

TEST(well_formed_text_is_valid)
{
	static const char *const rows[] = { "", "abc", "中文", "😀", "a\tb\r\nc", "\u00e9", "\uFFFD",
					    "\U0010FFFF", "\u200B" };

	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK(text_valid(rows[i], strlen(rows[i])));
}

TEST(broken_bytes_controls_and_bidi_overrides_are_not_valid)
{
	static const char *const rows[] = {
		"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE4\xB8", "\xE0\x80\x80", "\xED\xA0\x80",
		"\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
		"\xF8\x90\x80\x80", "a\x01", "\x7F",
		"\xC2\x85", "\u202E", "\u2066", "\u2069", "\x1B[0m", "\xE4\xB8\xE4\xB8\xAD",
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (text_valid(rows[i], strlen(rows[i])))
			test_failed(__FILE__, __LINE__, "row %zu is taken", i);
	CHECK(!text_valid("a\0b", 3));
	CHECK(!text_valid("中", 2));
}

TEST(each_character_comes_back_as_it_was_put)
{
	for (uint32_t c = 1; c <= 0x10FFFF; c++) {
		struct strbuf b;
		const char *s;

		strbuf_init(&b, &arena, 8);
		text_put(&b, c);
		s = b.s;
		CHECK_INT(text_next(&s), c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
		CHECK_INT(text_next(&s), 0);
		if (c % 4096 == 0)
			arena_clear(&arena);
	}
}

TEST(a_broken_byte_is_one_character)
{
	const char *s = "a\xE4\xB8中";

	CHECK_INT(text_length(s), 4);
	CHECK_INT(text_next(&s), 'a');
	CHECK_INT(text_next(&s), 0xFFFD);
	CHECK_INT(text_next(&s), 0xFFFD);
	CHECK_INT(text_next(&s), 0x4E2D);
	CHECK_INT(text_length(NULL), 0);
}

TEST(blanks_of_every_width_are_trimmed)
{
	CHECK_STR(text_trim(&arena, "　 \t王 小明 \u00A0\uFEFF\n"), "王 小明");
	CHECK_STR(text_trim(&arena, " \u3000 "), "");
	CHECK_STR(text_trim(&arena, NULL), "");
	CHECK(text_blank(NULL) && text_blank("") && text_blank("　\n") && !text_blank(" a"));
}

TEST(full_width_signs_become_narrow)
{
	char buffer[8];

	CHECK_OK(text_plain_digits("　１２．５０ ", buffer, sizeof buffer));
	CHECK_STR(buffer, "12.50");
	CHECK_OK(text_plain_digits("Ａ－１\u2212\u2014", buffer, sizeof buffer));
	CHECK_STR(buffer, "A-1--");
	CHECK_OK(text_plain_digits("1234567", buffer, sizeof buffer));
	CHECK_ERR(text_plain_digits("12345678", buffer, sizeof buffer), ERR_TOO_BIG);
	CHECK_ERR(text_plain_digits("中文字", buffer, sizeof buffer), ERR_TOO_BIG);
	CHECK_OK(text_plain_digits(NULL, buffer, sizeof buffer));
	CHECK_STR(buffer, "");
	CHECK_ERR(text_plain_digits("", buffer, 0), ERR_TOO_BIG);
}

TEST(texts_people_call_the_same_fold_to_the_same)
{
	CHECK_STR(text_fold(&arena, " ＡＢＣ　 物业\t１ "), "abc 物业 1");
	CHECK_STR(text_fold(&arena, "abc 物业 1"), "abc 物业 1");
	CHECK_STR(text_fold(&arena, NULL), "");
}

TEST(an_integer_is_the_whole_text_and_fits)
{
	static const char *const wrong[] = { "", "-", "+", "1x", "1 2", "9223372036854775808",
					     "-9223372036854775809", "0x1", "1.0", "--1", NULL };
	int64_t n = 0;

	CHECK_OK(text_int(" -9223372036854775808", &n));
	CHECK_INT(n, INT64_MIN);
	CHECK_OK(text_int("9223372036854775807 ", &n));
	CHECK_INT(n, INT64_MAX);
	CHECK_OK(text_int("＋００７", &n));
	CHECK_INT(n, 7);
	for (size_t i = 0; i < COUNT(wrong); i++)
		CHECK_ERR(text_int(wrong[i], &n), ERR_INVALID);
	CHECK_INT(n, 7);
}

TEST(comparisons_take_null)
{
	CHECK(text_equal("a", "a") && text_equal(NULL, NULL) && !text_equal("a", NULL) &&
	      !text_equal(NULL, "") && !text_equal("a", "b"));
	CHECK(text_starts("abc", "ab") && text_starts("a", "") && !text_starts("a", "ab") &&
	      !text_starts(NULL, "a"));
	CHECK(text_contains("abc", "bc") && !text_contains("abc", "cb"));
	CHECK(!text_contains(NULL, "a"));
}

TEST(a_text_is_split_until_nothing_is_left)
{
	char text[] = "a,,b,", *rest = text, *nothing = NULL;

	CHECK_STR(text_split(&rest, ','), "a");
	CHECK_STR(text_split(&rest, ','), "");
	CHECK_STR(text_split(&rest, ','), "b");
	CHECK_STR(text_split(&rest, ','), NULL);
	CHECK_STR(text_split(&rest, ','), NULL);
	CHECK_STR(text_split(&nothing, ','), NULL);
}

TEST(a_room_has_one_spelling_however_it_is_typed)
{
	static const struct {
		const char *typed, *room;
	} rows[] = {
		{ "3-2-501", "3-2-501" },    { "３栋２单元５０１", "3-2-501" },
		{ "3#2-501", "3-2-501" },    { "3 2 501", "3-2-501" },
		{ "3#-2-501", "3-2-501" },   { "3栋2单元501室", "3-2-501" },
		{ "3号楼2单元501", "3-2-501" }, { "03-02-0501", "3-2-501" },
		{ "3幢2单元501号", "3-2-501" }, { " 3栋 2单元 501室 ", "3-2-501" },
		{ "3/2/501", "3-2-501" },    { "３－２－５０１", "3-2-501" },
		{ "3—2—501", "3-2-501" },    { "3号楼2门501房", "3-2-501" },
		{ "3-2-501a", "3-2-501A" },  { "3-501", "3-501" },
		{ "3栋501", "3-501" },	     { "3 501", "3-501" },
		{ "3号501", "3-501" },	     { "A座-1203", "A-1203" },
		{ "A座1203", "A-1203" },     { "a-1203", "A-1203" },
		{ "B2-015", "B2-15" },	     { "S-12", "S-12" },
		{ "32-1201", "32-1201" },    { "32栋 1201", "32-1201" },
		{ "10-1-2702", "10-1-2702" }, { "3-2-501 室", "3-2-501" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		CHECK_STR(text_room(&arena, rows[i].typed), rows[i].room);
		CHECK_STR(text_room(&arena, rows[i].room), rows[i].room);
	}
}

TEST(what_is_no_room_or_may_be_two_is_not_read)
{
	static const char *const rows[] = {
		"", " ", "501", "3", "王小明", "3栋", "2单元501", "3栋2单元", "32 1201", "1 2 3", "3-",
		"-3-501", "2026-11-23", "138-1234-5678", "13812345678", "3-2-5-501", "3-2-501234",
		"3栋2单元501室漏水", "3-501栋", "3-2栋501", "3室501", "3单元-2-501", "abc-501", "A座-B", "3.5",
		"9:30", "BX20261123-0007", NULL,
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK_STR(text_room(&arena, rows[i]), NULL);
}

TEST(a_phone_loses_what_is_no_digit)
{
	CHECK_STR(text_phone(&arena, " +86 138-1234-5612 "), "13812345612");
	CHECK_STR(text_phone(&arena, "008613812345612"), "13812345612");
	CHECK_STR(text_phone(&arena, "１３８　１２３４　５６１２"), "13812345612");
	CHECK_STR(text_phone(&arena, "(0571) 8800-1234"), "057188001234");
	CHECK_STR(text_phone(&arena, "+852 2123 4567"), "+85221234567");
	CHECK_STR(text_phone(&arena, "110"), "110");
	CHECK_STR(text_phone(&arena, "12"), NULL);
	CHECK_STR(text_phone(&arena, "+86"), NULL);
	CHECK_STR(text_phone(&arena, "0086008613812345612"), NULL);
	CHECK_STR(text_phone(&arena, "1381234561213812"), NULL);
	CHECK_STR(text_phone(&arena, "1381234561x"), NULL);
	CHECK_STR(text_phone(&arena, "1+38"), NULL);
	CHECK_STR(text_phone(&arena, ""), NULL);
	CHECK_STR(text_phone(&arena, NULL), NULL);
}

TEST(a_mask_leaves_what_the_rule_allows)
{
	CHECK_STR(text_mask(&arena, "13812345612"), "138****5612");
	CHECK_STR(text_mask(&arena, "330106198001011234"), "3301**********1234");
	CHECK_STR(text_mask(&arena, "88001234"), "******34");
	CHECK_STR(text_mask(&arena, "110"), "*10");
	CHECK_STR(text_mask(&arena, "12"), "**");
	CHECK_STR(text_mask(&arena, "京A12345"), "*****45");
	CHECK_STR(text_mask(&arena, ""), "");
	CHECK_STR(text_mask(&arena, NULL), "");
	CHECK_STR(text_mask_name(&arena, " 王小明"), "王**");
	CHECK_STR(text_mask_name(&arena, "John"), "J**");
	CHECK_STR(text_mask_name(&arena, NULL), "");
}
