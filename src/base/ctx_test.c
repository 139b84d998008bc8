#include "base/ctx.h"
#include "base/text.h"
#include "test.h"

TEST(a_failure_leaves_its_reason_and_its_code)
{
	struct arena a = { 0 };
	struct ctx cx = { .arena = &a };

	CHECK_INT(fail(&cx, ERR_CONFLICT, "%s 已关闭", "BX-1"), ERR_CONFLICT);
	CHECK_STR(cx.why, "BX-1 已关闭");
	CHECK_INT(fail(&cx, ERR_NOT_FOUND, "导入：%s", cx.why), ERR_NOT_FOUND);
	CHECK_STR(cx.why, "导入：BX-1 已关闭");
	CHECK(!cx.errors);
	arena_free(&a);
}

TEST(a_field_that_is_to_blame_keeps_its_own_message)
{
	struct arena a = { 0 };
	struct ctx cx = { .arena = &a };

	CHECK_INT(fail_field(&cx, "phone", "%s", "电话有误"), ERR_INVALID);
	CHECK_INT(fail_field(&cx, "room", "%s", "房号有误"), ERR_INVALID);
	CHECK_STR(cx.why, "房号有误");
	CHECK_STR(cx.errors->field, "room");
	CHECK_STR(cx.errors->next->field, "phone");
	CHECK_STR(cx.errors->next->message, "电话有误");
	CHECK(!cx.errors->next->next);
	arena_free(&a);
}

TEST(a_long_reason_ends_before_a_character_at_every_length)
{
	struct ctx cx = { 0 };
	char filler[8] = "";

	for (int shift = 0; shift < 4; shift++) {
		struct arena a = { 0 };
		struct strbuf b;

		memset(filler, 'x', (size_t)shift);
		strbuf_init(&b, &a, 4000);
		strbuf_text(&b, filler);
		for (int i = 0; i < 300; i++)
			strbuf_text(&b, i % 7 ? "楼" : "😀");
		(void)fail(&cx, ERR_INVALID, "%s", b.s);
		CHECK(text_valid(cx.why, strlen(cx.why)));
		CHECK(strlen(cx.why) > sizeof cx.why - 5);
		CHECK(text_starts(b.s, cx.why));
		arena_free(&a);
	}
}

TEST(a_text_that_is_not_in_the_catalogue_stays_chinese)
{
	static const char lines[] = "# 注释\t x\n\n报修\tRepair\n没有译文\n%d 条\t%d rows\n投诉\tComplaint";
	struct ctx cx = { .language = LANGUAGE_EN };

	CHECK_STR(T(&cx, "报修"), "报修");
	text_catalogue(lines, sizeof lines - 1);
	CHECK_STR(T(&cx, "报修"), "Repair");
	CHECK_STR(T(&cx, "投诉"), "Complaint");
	CHECK_STR(T(&cx, "没有译文"), "没有译文");
	CHECK_STR(T(&cx, "# 注释"), "# 注释");
	CHECK_STR(T(&cx, "报"), "报");
	(void)fail(&cx, ERR_INVALID, T(&cx, "%d 条"), 3);
	CHECK_STR(cx.why, "3 rows");
	cx.language = LANGUAGE_ZH;
	CHECK_STR(T(&cx, "报修"), "报修");
}

TEST(a_new_catalogue_replaces_the_old_one)
{
	struct ctx cx = { .language = LANGUAGE_EN };

	text_catalogue("甲\tA\n", strlen("甲\tA\n"));
	text_catalogue("乙\tB\n", strlen("乙\tB\n"));
	CHECK_STR(T(&cx, "甲"), "甲");
	CHECK_STR(T(&cx, "乙"), "B");
}
