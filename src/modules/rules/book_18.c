/* Document 18, 管理处钥匙管理规定: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "接收时点数试开，差异写明，补齐合格才入库", BY_PROGRAM,
	  { STEP("key", "check"), STEP("key", "accept"), MAY("keys.lend") } },
	{ "d2", "当天借当天还，过夜要批准，不能借给自己", BY_PROGRAM,
	  { DUTY("key", "return"), SETTING("keys.return_by"), STEP("key", "lend"),
	    STEP("key", "return"), STEP("key", "extend") } },
	{ "d3", "逾期次日催还并记录", BY_PROGRAM,
	  { DUTY("key", "call"), SETTING("keys.call_at"), SETTING("keys.call_minutes"),
	    SETTING("keys.remind_minutes"), STEP("key", "remind") } },
	{ "d4", "外单位借用要批准，要押证或押金；别人来还，押金由主管决定", BY_PROGRAM,
	  { SETTING("keys.deposit_fen"), STEP("key", "approve"), DUTY("key", "decide"),
	    SETTING("keys.decide_hours"), STEP("key", "settle") } },
	{ "d5", "业主的钥匙要有委托书，动用先联系、主任批准", BY_PROGRAM,
	  { STEP("key", "owner_call"), MAY("keys.head"), SETTING("keys.approval_hours"),
	    SETTING("keys.commission_days"), STEP("key", "reclaim_by") } },
	{ "d6", "遗失立即报告、换锁", BY_PROGRAM,
	  { DUTY("key", "lock"), SETTING("keys.lock_hours"), STEP("key", "lose"),
	    STEP("key", "changed") } },
	{ "d7", "每月盘点，差异要说明，另一人监盘", BY_PROGRAM,
	  { DUTY("key_check", "count"), SETTING("keys.check_day"), SETTING("keys.check_days"),
	    STEP("key_check", "close"), MAY("keys.approve") } },
	{ "d8", "不因私事借用", BY_PEOPLE, { { 0 } } },
	{ "d9", "应急开门要两个人，随后告知业主", BY_PROGRAM,
	  { STEP("key", "emergency"), DUTY("key", "tell"), SETTING("keys.tell_minutes"),
	    STEP("key", "tell_owner"), MAY("keys.head") } },
	{ "d10", "移交业主要核对证件，签收后保管结束", BY_PROGRAM,
	  { STEP("key", "hand"), STEP("key", "reclaim") } },
};

const struct book book_18 = {
	18, "管理处钥匙管理规定",
	"空置房、样板房、设备房和业主托管钥匙的保管借还。", articles, COUNT(articles),
};
