/* Document 3, 电话接听规范: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "c1", "回拨没打通，隔一会再打，次数够了才算无法接通", BY_PROGRAM,
	  { DUTY("call", "retry"), SETTING("calls.retry_minutes"), SETTING("calls.tries"),
	    STEP("call", "unreachable") } },
	{ "c2", "约好回复的，到时回复", BY_PROGRAM,
	  { DUTY("call", "reply"), STEP("call", "promise"), STEP("call", "reply") } },
	{ "c3", "转接的电话，被转人要接受", BY_PROGRAM,
	  { DUTY("call", "accept"), SETTING("calls.accept_minutes"),
	    STEP("call", "transfer") } },
	{ "d1", "铃响三声内接听", BY_PROGRAM,
	  { SETTING("calls.rings"), SETTING("calls.cadence_ms") } },
	{ "d2", "报出单位，节日里先道贺", BY_PROGRAM,
	  { STEP("script", "set"), MAY("calls.setup") } },
	{ "d3", "每个来电都登记，复述一遍确认", BY_PROGRAM,
	  { STEP("contact", "log"), MAY("contacts.write") } },
	{ "d4", "报修和投诉十分钟内转给有关部门", BY_PROGRAM,
	  { DUTY("request", "dispatch"), SETTING("requests.dispatch_minutes"),
	    STEP("request", "dispatch") } },
	{ "d5", "漏接的电话要回拨", BY_PROGRAM,
	  { DUTY("call", "callback"), SETTING("calls.callback_minutes"),
	    SETTING("calls.callback_night_minutes"), STEP("call", "return") } },
	{ "d6", "每个时段有人值守电话", BY_PROGRAM,
	  { SETTING("calls.band1_from"), SETTING("calls.band2_from"),
	    SETTING("calls.band3_from"), MAY("calls.setup") } },
	{ "d7", "来电里有着火、困人这样的字眼，立即亮出应急卡", BY_PROGRAM,
	  { STEP("contact", "emergency"), STEP("emergency_card", "set") } },
	{ "d8", "号码不告诉第三方", BY_PROGRAM,
	  { MAY("households.reveal") } },
	{ "d9", "不用免提接业主的电话", BY_PEOPLE, { { 0 } } },
	{ "d10", "说慢说清楚，让对方先挂", BY_PEOPLE, { { 0 } } },
	{ "d11", "录音先说明", BY_PEOPLE, { { 0 } } },
};

const struct book book_03 = {
	3, "电话接听规范",
	"怎样接服务电话，每个来电都成为一条记录。", articles, COUNT(articles),
};
