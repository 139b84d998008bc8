/* Document 10, 房(铺)交接书: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "先验房，后缴费", NOT_BUILT, { { 0 } } },
	{ "d2", "两书一表要交给业主", NOT_BUILT, { { 0 } } },
	{ "d3", "问题列明并签字，按期整改", NOT_BUILT, { { 0 } } },
	{ "d4", "表底数双方签字", NOT_BUILT, { { 0 } } },
	{ "d5", "保修期从交付日起算", NOT_BUILT, { { 0 } } },
	{ "d6", "签字不等于放弃质量主张", BY_PEOPLE, { { 0 } } },
	{ "d7", "房屋和住户登记成档", BY_PROGRAM,
	  { MAY("households.write"), MAY("households.import") } },
};

const struct book book_10 = {
	10, "房(铺)交接书",
	"交房时验房、抄表、移交钥匙和资料的凭证。", articles, COUNT(articles),
};
