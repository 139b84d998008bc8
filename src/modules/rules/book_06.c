/* Document 6, ISO9001-物管部工作职责: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "维修工接单后按时到场", BY_PROGRAM,
	  { STEP("request", "arrive") } },
	{ "d2", "急修先到，夜里也不等", BY_PROGRAM,
	  { SETTING("requests.arrive_minutes") } },
	{ "d3", "有偿维修先报价、业主同意再动手", BY_PROGRAM,
	  { STEP("request", "quote") } },
	{ "d4", "修完由业主签收", BY_PROGRAM,
	  { STEP("request", "sign") } },
	{ "d5", "疑难问题交领班评审", BY_PROGRAM,
	  { STEP("request", "review"), MAY("requests.review") } },
	{ "d6", "保修期内的问题转给建设单位", NOT_BUILT, { { 0 } } },
	{ "d7", "设备台账、年度保养计划", NOT_BUILT, { { 0 } } },
	{ "d8", "电梯、特种作业人员持证", NOT_BUILT, { { 0 } } },
	{ "d9", "每月统计及时率、返修率", NOT_BUILT, { { 0 } } },
};

const struct book book_06 = {
	6, "ISO9001-物管部工作职责",
	"工程管理、设备运行和维修，是客服的技术后盾。", articles, COUNT(articles),
};
