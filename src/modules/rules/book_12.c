/* Document 12, 碧桂园客服部质量方针: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "a1", "方针挂在员工看得见的地方", BY_PROGRAM,
	  { MAY("documents.read") } },
	{ "c1", "主管起草，主任批准，起草人不能自批", BY_PROGRAM,
	  { STEP("document", "submit"), STEP("document", "approve"),
	    MAY("documents.approve") } },
	{ "c2", "同一时间只有一版生效，旧版可查", BY_PROGRAM,
	  { STEP("document", "replace") } },
	{ "d1", "每句释义都有质量目标支撑", BY_PROGRAM,
	  { STEP("document", "submit"), OBJECTIVE("response"), OBJECTIVE("satisfaction"),
	    OBJECTIVE("callback") } },
	{ "d2", "生效或入职七天内人人阅知", BY_PROGRAM,
	  { DUTY("reading", "read"), SETTING("documents.read_days"),
	    STEP("reading", "confirm") } },
	{ "d3", "每十二个月评审一次，提前一个月提醒", BY_PROGRAM,
	  { DUTY("document", "review"), SETTING("documents.review_months"),
	    SETTING("documents.review_remind_days"), STEP("document", "review") } },
};

const struct book book_12 = {
	12, "碧桂园客服部质量方针",
	"一句方针和它的释义，全员阅知，按年评审。", articles, COUNT(articles),
};
