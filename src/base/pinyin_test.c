#include "base/text.h"
#include "test.h"

static struct arena arena;

TEST(a_surname_is_found_by_the_reading_people_use)
{
	static const struct {
		const char *surname, initial;
	} rows[] = {
		{ "单", 's' }, { "單", 's' }, { "区", 'o' }, { "曾", 'z' }, { "朴", 'p' }, { "查", 'z' },
		{ "仇", 'q' }, { "翟", 'z' }, { "解", 'x' }, { "覃", 'q' }, { "盖", 'g' }, { "尉", 'y' },
		{ "车", 'c' }, { "贾", 'j' }, { "沈", 's' }, { "石", 's' }, { "万", 'w' }, { "王", 'w' },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		/* with given names that have several readings themselves */
		const char *name = arena_printf(&arena, "%s重行", rows[i].surname);
		char *spellings = text_initials(&arena, name);
		const char *want = arena_printf(&arena, " %czx", rows[i].initial);
		if (!strstr(arena_printf(&arena, " %s", spellings), want))
			test_failed(__FILE__, __LINE__, "%s: %s", rows[i].surname, spellings);
	}
}

TEST(spellings_begin_with_the_main_readings)
{
	CHECK_STR(text_initials(&arena, "王晓丽"), "wxl");
	CHECK_STR(text_initials(&arena, "曾单"), "cd cs zd zs");
	CHECK_STR(text_initials(&arena, "王曾单"), "wcd wcs wzd wzs");
	CHECK_STR(text_initials(&arena, "曾怡敏"), "cym zym");
	CHECK_STR(text_initials(&arena, "万科物业"), "wkwy mkwy");
	CHECK(text_starts(text_initials(&arena, "长重行解朴曾单"), "zzxjpcd"));
}

TEST(there_are_four_spellings_at_most_and_no_two_the_same)
{
	char *spellings = text_initials(&arena, "曾重行长解单区查仇翟覃"), *part, *before[4];
	size_t n = 0;

	for (; (part = text_split(&spellings, ' ')); n++) {
		CHECK(n < COUNT(before));
		CHECK_INT(strlen(part), 11);
		for (size_t i = 0; i < n; i++)
			CHECK(strcmp(before[i], part) != 0);
		before[n] = part;
	}
	CHECK_INT(n, 4);
}

TEST(letters_and_digits_stay_and_signs_are_dropped)
{
	CHECK_STR(text_initials(&arena, "John Smith"), "johnsmith");
	CHECK_STR(text_initials(&arena, "李·Ａ(3号)"), "la3h");
	CHECK_STR(text_initials(&arena, "。！"), "");
	CHECK_STR(text_initials(&arena, ""), "");
	CHECK_STR(text_initials(&arena, NULL), "");
	CHECK_STR(text_initials(&arena, "王\xFF"), "w");
}

TEST(every_basic_character_that_dictionaries_read_has_an_initial)
{
	int missing = 0;

	for (uint32_t c = 0x4E00; c <= 0x9FA5; c++) {
		struct strbuf b;
		const char *initials;

		strbuf_init(&b, &arena, 8);
		text_put(&b, c);
		initials = text_initials(&arena, b.s);
		missing += !*initials;
		CHECK_INT(strspn(initials, "abcdefghijklmnopqrstuvwxyz "), strlen(initials));
	}
	CHECK_INT(missing, 10); /* characters made in Japan: 兙 兡 嗧 桛 烪 瓧 瓰 瓱 瓼 甅 */
}

TEST(a_long_name_costs_little_memory)
{
	struct arena a = { 0 };
	struct strbuf b;

	strbuf_init(&b, &a, 60000);
	for (int i = 0; i < 20000; i++)
		strbuf_text(&b, "曾");
	CHECK_INT(strlen(text_initials(&a, b.s)), 4 * 20001 - 1);
	CHECK(a.total_bytes < 4 << 20);
	arena_free(&a);
}
