/* Document 9, 业主回访制度: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "c1", "回访时提出的新问题，当场答复或约定时间答复", BY_PROGRAM,
	  { DUTY("visit", "reply"), STEP("visit", "answer") } },
	{ "c2", "重新处理的投诉答复后二次回访", BY_PROGRAM,
	  { DUTY("complaint", "visit"), SETTING("complaints.revisit_hours"),
	    STEP("complaint", "reopen") } },
	{ "d1", "投诉办结后全部回访", BY_PROGRAM,
	  { DUTY_OF(13, "visit", "visit", NULL), SETTING("visits.complaint_hours"),
	    SETTING("visits.complaint_days"), STEP("visit", "record") } },
	{ "d2", "维修抽样回访，漏水全部回访", BY_PROGRAM,
	  { DUTY_CALLED("visit", "visit", "回访"), SETTING("visits.repair_percent"),
	    SETTING("visits.leak_words"), SETTING("visits.repair_days") } },
	{ "d3", "做事的人不回访自己", BY_PROGRAM,
	  { STEP("visit", "assign"), MAY("visits.write") } },
	{ "d4", "联系不上，两天内试三次", BY_PROGRAM,
	  { DUTY("visit", "decide"), SETTING("visits.tries"), SETTING("visits.try_days"),
	    STEP("visit", "unreachable") } },
	{ "d5", "上门回访要业主签字", BY_PROGRAM,
	  { DUTY("visit", "sign"), SETTING("visits.sign_days"), STEP("visit", "sign") } },
	{ "d6", "结论只追加不修改", BY_PROGRAM,
	  { STEP("visit", "correct") } },
	{ "d7", "不满意的转为投诉", BY_PROGRAM,
	  { DUTY("visit", "review"), STEP("visit", "review"),
	    DUTY_CALLED("visit", "visit", "二次回访"), SETTING("visits.second_days") } },
	{ "d8", "急救等求助，事后看望", BY_PROGRAM,
	  { DUTY_OF(15, "visit", "visit", NULL), SETTING("visits.help_grave_hours"),
	    SETTING("visits.help_days") } },
	{ "d9", "主任和管家有走访计划", BY_PROGRAM,
	  { DUTY_CALLED("visit", "visit", "走访"), SETTING("visits.steward_rooms"),
	    SETTING("visits.plan_ahead_days"), MAY("visits.plan") } },
	{ "d10", "全年走访覆盖七成住户", BY_PROGRAM,
	  { SETTING("visits.coverage_percent"), SETTING("visits.coverage_face_only") } },
	{ "d11", "回访记录按年成册", BY_PEOPLE, { { 0 } } },
};

const struct book book_09 = {
	9, "业主回访制度",
	"办完的事回头问一问，件件有回音。", articles, COUNT(articles),
};
