/* What each page is for and what to do on it (本页帮助). */
#include "modules/rules/rules_web.h"

const struct page_help rules_help[] = {
	{ "/rules", "20 (d)", "二十份制度，每一条现在怎么执行：系统管着、人来做，还是还没有。点一条看这个月做到没有。" },
	{ "/rules/month", "20 (d)", "每一条制度这个月该办多少、按时多少，一张表。" },
	{ "/rules/try", "20 (d)", "改一个数字以前先算算：按上个月的事，会多几件逾期。" },
	{ "/rules/:document", "20 (d)", "这份制度逐条看：靠哪个时限、哪一步、哪个权限管着，数字是多少。" },
	{ "/rules/:document/:article", "20 (d)", "证明这一条做到了的每一条记录，点进去就是那件事。" },
	{ NULL, NULL, NULL },
};
