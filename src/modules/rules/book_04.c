/* Document 4, 宠物饲养管理规定: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "养犬要登记，有免疫和城市证件", NOT_BUILT, { { 0 } } },
	{ "d2", "每户犬只数不超过城市规定", NOT_BUILT, { { 0 } } },
	{ "d3", "出门拴绳，随手清理", BY_PEOPLE, { { 0 } } },
	{ "d4", "免疫到期前提醒", NOT_BUILT, { { 0 } } },
	{ "d5", "家禽家畜不许养", NOT_BUILT, { { 0 } } },
	{ "d6", "违规先劝阻，再书面通知，仍不改报主管部门", NOT_BUILT, { { 0 } } },
	{ "d7", "导盲犬等工作犬不受限制", NOT_BUILT, { { 0 } } },
};

const struct book book_04 = {
	4, "宠物饲养管理规定",
	"登记限养、文明养宠，不越权处罚。", articles, COUNT(articles),
};
