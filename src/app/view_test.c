/* A person's own views: kept under a name, and no way to an address that is not ours. */
#include "app/view.h"
#include "office.h"

static struct ctx *desk(void)
{
	struct ctx *cx = office("2026-11-23 10:02");

	office_as(cx, office_person(cx, "lin", ROLE_FRONT_DESK));
	return cx;
}

TEST(a_view_is_kept_under_its_name_and_the_same_name_is_given_anew)
{
	struct ctx *cx = desk();
	struct saved_view *rows;
	size_t count;

	CHECK_OK(view_save(cx, " 3 栋报修 ", "/requests?kind=repair&building=3"));
	CHECK_OK(view_save(cx, "超时", "/requests?state=overdue"));
	CHECK_OK(view_save(cx, "3 栋报修", "/requests?kind=repair&building=3&state=open"));
	CHECK_OK(view_list(cx, &rows, &count));
	CHECK_INT(count, 2);
	CHECK_STR(rows[0].label, "3 栋报修");
	CHECK_STR(rows[0].path, "/requests?kind=repair&building=3&state=open");
}

TEST(an_address_elsewhere_or_of_no_page_is_no_view)
{
	static const char *const paths[] = { "//example.com/", "https://example.com/", "/nowhere",
					     "javascript:alert(1)", "/requests?q=<b>", "/healthz",
					     "/\\example.com", "", NULL };
	struct ctx *cx = desk();

	for (size_t i = 0; i < COUNT(paths); i++)
		CHECK_ERR(view_save(cx, "x", paths[i]), ERR_INVALID);
	CHECK_ERR(view_save(cx, " ", "/requests"), ERR_INVALID);
	CHECK_ERR(view_save(cx, "一二三四五六七八九十一二三四五六七八九十一", "/requests"), ERR_INVALID);
}

TEST(views_are_a_persons_own_and_no_more_than_a_dozen)
{
	struct ctx *cx = desk();
	struct saved_view *rows;
	size_t count;

	for (int i = 0; i < VIEWS_MOST; i++)
		CHECK_OK(view_save(cx, arena_printf(cx->arena, "视图 %d", i), "/requests"));
	CHECK_ERR(view_save(cx, "多一个", "/requests"), ERR_INVALID);
	CHECK_OK(view_list(cx, &rows, &count));
	office_as(cx, office_person(cx, "zhao", ROLE_FRONT_DESK));
	CHECK_ERR(view_drop(cx, rows[0].id), ERR_NOT_FOUND);
	CHECK_OK(view_list(cx, &rows, &count));
	CHECK_INT(count, 0);
	office_as(cx, office_person(cx, "lin2", ROLE_FRONT_DESK));
	CHECK_OK(view_save(cx, "我的", "/requests"));
	CHECK_OK(view_list(cx, &rows, &count));
	CHECK_OK(view_drop(cx, rows[0].id));
	CHECK_OK(view_list(cx, &rows, &count));
	CHECK_INT(count, 0);
}
