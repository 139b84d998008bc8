/* Document 7, ISO9001-物管部管理规定: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "提前到岗，双方签字才交班", NOT_BUILT, { { 0 } } },
	{ "d2", "接班人没到，不离岗", NOT_BUILT, { { 0 } } },
	{ "d3", "故障没处理完，中止交接", NOT_BUILT, { { 0 } } },
	{ "d4", "换班要批准", NOT_BUILT, { { 0 } } },
	{ "d5", "按路线和时刻巡视", NOT_BUILT, { { 0 } } },
	{ "d6", "机房进出登记，外来人员有人陪同", NOT_BUILT, { { 0 } } },
	{ "d7", "值班不饮酒、不睡觉、不做别的事", BY_PEOPLE, { { 0 } } },
	{ "d8", "影响用户的停机先告诉客服", NOT_BUILT, { { 0 } } },
};

const struct book book_07 = {
	7, "ISO9001-物管部管理规定",
	"值班、交接、巡视、机房、钥匙和报告的纪律。", articles, COUNT(articles),
};
