/* Document 14, 收楼通知书: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "两项证明齐了才发通知", NOT_BUILT, { { 0 } } },
	{ "d2", "提前一个月通知", NOT_BUILT, { { 0 } } },
	{ "d3", "退信不算送达", NOT_BUILT, { { 0 } } },
	{ "d4", "书面拒收的不视同交付", NOT_BUILT, { { 0 } } },
	{ "d5", "维修资金未缴不能交房", NOT_BUILT, { { 0 } } },
};

const struct book book_14 = {
	14, "收楼通知书",
	"开发商给买受人的收楼信。", articles, COUNT(articles),
};
