/* Document 9, 业主回访制度: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "投诉办结后全部回访", NOT_BUILT, { { 0 } } },
	{ "d2", "维修抽样回访，漏水全部回访", NOT_BUILT, { { 0 } } },
	{ "d3", "做事的人不回访自己", NOT_BUILT, { { 0 } } },
	{ "d4", "联系不上，两天内试三次", NOT_BUILT, { { 0 } } },
	{ "d5", "上门回访要业主签字", NOT_BUILT, { { 0 } } },
	{ "d6", "结论只追加不修改", NOT_BUILT, { { 0 } } },
	{ "d7", "不满意的转为投诉", NOT_BUILT, { { 0 } } },
	{ "d8", "急救等求助，事后看望", NOT_BUILT, { { 0 } } },
	{ "d9", "主任和管家有走访计划", NOT_BUILT, { { 0 } } },
	{ "d10", "全年走访覆盖七成住户", NOT_BUILT, { { 0 } } },
	{ "d11", "回访记录按年成册", BY_PEOPLE, { { 0 } } },
};

const struct book book_09 = {
	9, "业主回访制度",
	"办完的事回头问一问，件件有回音。", articles, COUNT(articles),
};
