/* Document 5, 装修管理流程: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "开工前登记、签协议、告知邻里", NOT_BUILT, { { 0 } } },
	{ "d2", "三个工作日内审完", NOT_BUILT, { { 0 } } },
	{ "d3", "拆改承重、燃气、外立面要有外部批准", NOT_BUILT, { { 0 } } },
	{ "d4", "在允许的时段施工，节假日和午间不出声", NOT_BUILT, { { 0 } } },
	{ "d5", "每天巡查一遍工地", NOT_BUILT, { { 0 } } },
	{ "d6", "严重违章 24 小时内报主管部门", NOT_BUILT, { { 0 } } },
	{ "d7", "验收合格后按期退押金", NOT_BUILT, { { 0 } } },
	{ "d8", "不指定施工单位，不推销材料", BY_PEOPLE, { { 0 } } },
};

const struct book book_05 = {
	5, "装修管理流程",
	"从申请、审核、缴费、发证到巡查、验收、退款。", articles, COUNT(articles),
};
