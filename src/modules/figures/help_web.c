/* What each page is for and what to do on it (本页帮助). */
#include "modules/figures/figures_web.h"

const struct page_help figures_help[] = {
	{ "/figures", "13 (d)", "一个月的数字：来了多少、多快、满意不满意。图和表是同一组数，表里的数能点开。" },
	{ NULL, NULL, NULL },
};
