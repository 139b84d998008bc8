/* Document 1, 住宅小区防火手册: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "c1", "火灾等灾害求助立即派人，留下经过", BY_PROGRAM,
	  { DUTY_OF(15, "request", "arrive", "到场"), STEP("request", "send") } },
	{ "d1", "手册每户一册，签收有据，换版重发", NOT_BUILT, { { 0 } } },
	{ "d2", "公共消防设施由物业养护，每年至少全面检测一次", NOT_BUILT, { { 0 } } },
	{ "d3", "高层住宅每天巡查，留下记录", NOT_BUILT, { { 0 } } },
	{ "d4", "灭火器、防火门、灯和标志每月查一遍", NOT_BUILT, { { 0 } } },
	{ "d5", "每年至少一次有住户参加的演练", NOT_BUILT, { { 0 } } },
	{ "d6", "控制室 24 小时有两名持证人员", NOT_BUILT, { { 0 } } },
	{ "d7", "查出隐患要有责任人、期限和临时措施，改完复查", NOT_BUILT, { { 0 } } },
	{ "d8", "通告和整改单里不写罚款", NOT_BUILT, { { 0 } } },
};

const struct book book_01 = {
	1, "住宅小区防火手册",
	"每户一册的防火知识，以及背后的巡查、设施、隐患和演练。", articles, COUNT(articles),
};
