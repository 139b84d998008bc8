/* What each page is for and what to do on it (本页帮助). */
#include "modules/visits/visits_web.h"

const struct page_help visits_help[] = {
	{ "/visits", "9 (d)", "要回访的和回访过的。系统按比例抽样，漏水和投诉全部回访；做事的人不回访自己。" },
	{ "/visits/new", "9 (d)", "另外安排一次回访或者走访：哪一户、为什么、谁去。" },
	{ "/visits/:id", "9 (d)", "照住户说的记满意度和意见。结论只能追加，不能改；不满意会自动转成投诉。" },
	{ "/visits/plans", "9 (d)", "主任和管家这一年每月走访多少户，走了多少。差得多的人，从这里挑最久没去的人家。" },
	{ "/visits/plans/:id", "9 (d)", "一个人的走访计划和最久没有走访的住户，照着排就行。" },
	{ "/visits/coverage", "9 (d)", "全年走访覆盖了多少住户，按楼栋看。最久没有去过的人家列在下面，可以直接排进计划。" },
	{ "/visits/figures", "9 (d)", "回访的满意度按月、按类别、按人统计，数字都能点开看是哪几次。" },
	{ NULL, NULL, NULL },
};
