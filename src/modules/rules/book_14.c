/* Document 14, 收楼通知书: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "两项证明齐了才发通知", BY_PROGRAM,
	  { STEP("movein_batch", "verify"), STEP("movein_batch", "issue"),
	    MAY("movein.verify") } },
	{ "d2", "提前一个月通知", BY_PROGRAM,
	  { SETTING("movein.notice_days"), STEP("movein_notice", "send"),
	    SETTING("movein.remind_days"), SETTING("movein.remind_last_days"),
	    SETTING("movein.message") } },
	{ "d3", "退信不算送达", BY_PROGRAM,
	  { STEP("movein_notice", "bounce"), DUTY("movein_notice", "call"), SETTING("movein.call_hours"),
	    STEP("movein_notice", "resend"), SETTING("movein.deliver_days") } },
	{ "d4", "书面拒收的不视同交付", BY_PROGRAM,
	  { STEP("movein_notice", "refuse"), DUTY("movein_notice", "mend"), STEP("movein_notice", "deem"),
	    DUTY("movein_notice", "decide"), MAY("movein.head") } },
	{ "d5", "维修资金未缴不能交房", BY_PROGRAM, { STEP("deed", "deliver") } },
	{ "d6", "逾期未到的发二次通知", BY_PROGRAM,
	  { DUTY("movein_notice", "second"), SETTING("movein.second_days"),
	    SETTING("movein.window_days"), STEP("movein_notice", "second"),
	    SETTING("movein.decide_days") } },
};

const struct book book_14 = {
	14, "收楼通知书",
	"开发商给买受人的收楼信。", articles, COUNT(articles),
};
