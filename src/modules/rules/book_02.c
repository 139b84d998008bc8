/* Document 2, 业主服务黄金法则: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "c1", "失约的承诺由客服主管处理", BY_PROGRAM,
	  { DUTY("promise", "broken"), SETTING("outreach.broken_hours"),
	    STEP("promise", "settle"), MAY("promises.supervise") } },
	{ "d1", "先接到的人负责到底，记下来再转交", BY_PROGRAM,
	  { STEP("contact", "log"), DUTY("promise", "accept"), SETTING("outreach.accept_minutes"),
	    STEP("promise", "hand_over") } },
	{ "d2", "不和业主争辩，先听完再解释", BY_PEOPLE, { { 0 } } },
	{ "d3", "答应的事按约定的时间办到", BY_PROGRAM,
	  { DUTY("promise", "keep"), SETTING("outreach.promise_days"),
	    DUTY_OF(16, "request", "promise", "承诺完成"), SETTING("requests.promise_days") } },
	{ "d4", "改期要在到期前告诉业主", BY_PROGRAM,
	  { STEP("promise", "move"), MAY("promises.supervise") } },
	{ "d5", "计划停水停电提前通知", BY_PROGRAM,
	  { DUTY("announcement", "deliver"), SETTING("outreach.notice_hours"),
	    STEP("announcement", "send"), STEP("announcement", "told") } },
	{ "d6", "很久没有联系的住户，主动联系", BY_PROGRAM,
	  { DUTY("outreach", "contact"), SETTING("outreach.silent_days"),
	    STEP("outreach", "done"), STEP("outreach", "skip") } },
	{ "d7", "独居老人等要照顾的人，按自己的频次探望", BY_PROGRAM,
	  { SETTING("outreach.care_alone_days"), SETTING("outreach.care_disabled_days"),
	    SETTING("outreach.care_ill_days"), SETTING("outreach.care_pregnant_days") } },
	{ "d8", "节日和新入住时问候", BY_PROGRAM,
	  { SETTING("outreach.festival_days"), SETTING("outreach.move_in_days") } },
	{ "d9", "午休和夜里不打扰，急事除外", BY_PROGRAM,
	  { SETTING("notices.resident_quiet_from"), SETTING("notices.resident_quiet_until"),
	    SETTING("notices.resident_noon_from"),
	    SETTING("notices.resident_noon_until") } },
	{ "d10", "上门维修穿鞋套、带走垃圾、修后再查", BY_PEOPLE, { { 0 } } },
	{ "d11", "每季度开一次业主恳谈会", BY_PEOPLE, { { 0 } } },
	{ "g1", "看完整电话要有权限，每次留痕", BY_PROGRAM,
	  { MAY("households.reveal"), SETTING("residents.reveal_daily") } },
};

const struct book book_02 = {
	2, "业主服务黄金法则",
	"先听后说、首问负责、说到做到，常和住户来往。", articles, COUNT(articles),
};
