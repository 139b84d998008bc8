/* Document 13, 碧桂园客服部质量目标分解: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "礼貌待客", NOT_BUILT, { { 0 } } },
	{ "d2", "事务及时响应", NOT_BUILT, { { 0 } } },
	{ "d3", "有效投诉限时回访", BY_PROGRAM,
	  { DUTY("visit", "visit"), SETTING("visits.complaint_hours") } },
	{ "d4", "业户满意", NOT_BUILT, { { 0 } } },
	{ "d5", "欠费户户催到", NOT_BUILT, { { 0 } } },
	{ "d6", "票据按时处理", NOT_BUILT, { { 0 } } },
	{ "d7", "未达标要写原因和纠正措施", NOT_BUILT, { { 0 } } },
	{ "d8", "客人走近两米时起立招呼", BY_PEOPLE, { { 0 } } },
};

const struct book book_13 = {
	13, "碧桂园客服部质量目标分解",
	"六项目标的定义和数值；本程序还没有算这些数字。", articles, COUNT(articles),
};
