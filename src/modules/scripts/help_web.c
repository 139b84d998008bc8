/* What each page is for and what to do on it (本页帮助). */
#include "modules/scripts/scripts_web.h"

const struct page_help scripts_help[] = {
	{ "/scripts", "3 (d)", "接电话怎么说：按场景、时段和节日。公司名、部门和节日会自动填上。" },
	{ "/scripts/emergency", "3 (d)", "着火、困人、漏气这些话一出现，就照卡上的步骤问、照着派人。" },
	{ "/scripts/phrases", "3 (d)", "常写的话存成一句，打分号和缩写就写上：;dj。自己的、本小区的和系统自带的都在这里。" },
	{ NULL, NULL, NULL },
};
