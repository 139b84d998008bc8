/* Document 19, 入伙通知书: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "入伙计划提前一个月批准", BY_PROGRAM,
	  { STEP("movein_batch", "approve"), DUTY("movein_batch", "approve"), MAY("movein.head"),
	    SETTING("movein.notice_days") } },
	{ "d2", "各台依次签章，跳台要主任批准", BY_PROGRAM,
	  { STEP("runsheet", "identity"), STEP("runsheet", "skip"), STEP("runsheet", "back"),
	    MAY("runsheet.head"), SETTING("runsheet.pay_first") } },
	{ "d3", "维修资金未核验，不发钥匙", BY_PROGRAM,
	  { STEP("runsheet", "fund"), STEP("runsheet", "keys"), STEP("deed", "deliver") } },
	{ "d4", "预缴不强制，按约定上限", BY_PROGRAM,
	  { SETTING("movein.prepaid_months"), STEP("runsheet", "pay") } },
	{ "d5", "验房问题限期整改、复验", BY_PROGRAM,
	  { SETTING("inspection.again_days"), SETTING("inspection.check_days"),
	    SETTING("inspection.report_hours"), STEP("defect", "pass"), STEP("defect", "fail") } },
	{ "d6", "交付前的物业费由开发商付", BY_PROGRAM, { STEP("movein_notice", "come") } },
	{ "d7", "没办完的有人按时联系", BY_PROGRAM,
	  { DUTY("runsheet", "call"), SETTING("runsheet.call_days"), STEP("runsheet", "pause"),
	    STEP("runsheet", "resume") } },
};

const struct book book_19 = {
	19, "入伙通知书",
	"入伙手续一台接一台办，不漏项。", articles, COUNT(articles),
};
