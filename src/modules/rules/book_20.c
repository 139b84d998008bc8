/* Document 20, 大厦管理处主任岗位职责: its articles in our own words and what enforces each. */
#include "modules/rules/rules.h"

static const struct article articles[] = {
	{ "d1", "月、季、年报按期报公司和业委会", NOT_BUILT, { { 0 } } },
	{ "d2", "收支定期公布", NOT_BUILT, { { 0 } } },
	{ "d3", "每周巡查各区域", NOT_BUILT, { { 0 } } },
	{ "d4", "开支超过限额报公司", NOT_BUILT, { { 0 } } },
	{ "d5", "重大事情当天报公司", BY_PEOPLE, { { 0 } } },
	{ "d6", "权限按岗位分，代理有起止日期", BY_PROGRAM,
	  { MAY("people.write"), MAY("deputies.write") } },
	{ "d7", "参数变更有生效日期和记录", BY_PROGRAM,
	  { MAY("settings.write") } },
	{ "d8", "带好队伍，组织学习", BY_PEOPLE, { { 0 } } },
};

const struct book book_20 = {
	20, "大厦管理处主任岗位职责",
	"主任全面负责，对公司和业委会负责。", articles, COUNT(articles),
};
