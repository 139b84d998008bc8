/* Document 11, 碧桂园客服部工作概述: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "a1", "部门直接对经理负责，职责成文公布", BY_PROGRAM,
	  { STEP("document", "submit"), STEP("document", "approve"),
	    MAY("documents.approve") } },
	{ "b1", "一户一档：人、事、来往在一处", BY_PROGRAM,
	  { MAY("households.read") } },
	{ "c1", "经理的指令限期签收、办理、确认", BY_PROGRAM,
	  { DUTY("order", "sign"), DUTY("order", "confirm"), DUTY("order", "reissue"),
	    SETTING("shifts.order_sign_minutes") } },
	{ "c2", "交接班时未完的事一件件移交，双方签字", BY_PROGRAM,
	  { DUTY("handover", "accept"), STEP("handover", "accept"),
	    SETTING("shifts.accept_minutes") } },
	{ "c3", "指令按要求的时间完成，逾期上报主任", BY_PROGRAM,
	  { DUTY("order", "finish"), MAY("orders.issue") } },
	{ "d1", "资料当天归档", BY_PEOPLE, { { 0 } } },
	{ "d2", "每月核对档案是否齐全", BY_PEOPLE, { { 0 } } },
	{ "d3", "任何时候有人接电话", BY_PROGRAM,
	  { MAY("roster.write"), SETTING("shifts.least_callers") } },
	{ "d4", "员工离开，手上的事转给岗位", BY_PROGRAM,
	  { MAY("people.write") } },
	{ "d5", "证件和电话遮住，查看留痕", BY_PROGRAM,
	  { MAY("households.reveal"), SETTING("residents.reveal_daily") } },
};

const struct book book_11 = {
	11, "碧桂园客服部工作概述",
	"客服部是业户的事进来、各部门答复出去的枢纽。", articles, COUNT(articles),
};
