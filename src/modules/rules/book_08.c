/* Document 8, 管理处接待工作制度: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "c1", "来访来信登记在册", BY_PROGRAM,
	  { STEP("contact", "log") } },
	{ "d1", "投诉当天查清，结果告诉责任部门", NOT_BUILT, { { 0 } } },
	{ "d2", "首次答复在时限内", NOT_BUILT, { { 0 } } },
	{ "d3", "按轻微、重要、重大三级限期办结", NOT_BUILT, { { 0 } } },
	{ "d4", "有效投诉满一个月未解决，升为重大", NOT_BUILT, { { 0 } } },
	{ "d5", "是否有效由主管判定并写明理由", NOT_BUILT, { { 0 } } },
	{ "d6", "被投诉的人回避", NOT_BUILT, { { 0 } } },
	{ "d7", "处理意见先批准再答复", NOT_BUILT, { { 0 } } },
	{ "d8", "匿名投诉照收", NOT_BUILT, { { 0 } } },
	{ "d9", "任何人不得删除投诉", NOT_BUILT, { { 0 } } },
	{ "d10", "逾期逐级上报", BY_PROGRAM,
	  { SETTING("duties.desk_1"), SETTING("duties.desk_2"),
	    SETTING("duties.climb_percent") } },
	{ "d11", "来信件件回复", NOT_BUILT, { { 0 } } },
	{ "d12", "公布接待地点、时间和电话", BY_PROGRAM,
	  { SETTING("calendar.opens"), SETTING("calendar.closes") } },
	{ "d13", "热情、不推诿、不吃请", BY_PEOPLE, { { 0 } } },
	{ "d14", "主任每月一个接待日", BY_PEOPLE, { { 0 } } },
	{ "d15", "建议要答复，采纳的公示", BY_PROGRAM,
	  { STEP("request", "answer") } },
};

const struct book book_08 = {
	8, "管理处接待工作制度",
	"住户有处可说，投诉件件有结果。", articles, COUNT(articles),
};
