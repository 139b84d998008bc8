/* Document 17, 管理处客服中心奖惩细则: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "c1", "提出人不能批准", NOT_BUILT, { { 0 } } },
	{ "c2", "员工可以签认、可以申诉", NOT_BUILT, { { 0 } } },
	{ "d1", "着装、工牌、仪容不整，按条目记", NOT_BUILT, { { 0 } } },
	{ "d2", "响铃超过三声或用语不当，按条目记", NOT_BUILT, { { 0 } } },
	{ "d3", "只记绩效，不直接扣款", NOT_BUILT, { { 0 } } },
};

const struct book book_17 = {
	17, "管理处客服中心奖惩细则",
	"奖惩登记和审批；本程序不扣工资。", articles, COUNT(articles),
};
