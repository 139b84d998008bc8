/* Document 18, 管理处钥匙管理规定: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "接收时点数试开，双方签字", NOT_BUILT, { { 0 } } },
	{ "d2", "当天借当天还", NOT_BUILT, { { 0 } } },
	{ "d3", "逾期次日催还并记录", NOT_BUILT, { { 0 } } },
	{ "d4", "外单位借用要押证或押金", NOT_BUILT, { { 0 } } },
	{ "d5", "业主的钥匙要有委托书，动用先联系", NOT_BUILT, { { 0 } } },
	{ "d6", "遗失立即报告、换锁", NOT_BUILT, { { 0 } } },
	{ "d7", "每月盘点", NOT_BUILT, { { 0 } } },
	{ "d8", "不因私事借用", BY_PEOPLE, { { 0 } } },
};

const struct book book_18 = {
	18, "管理处钥匙管理规定",
	"空置房、样板房、设备房和业主托管钥匙的保管借还。", articles, COUNT(articles),
};
