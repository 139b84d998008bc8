/* What each page is for and what to do on it (本页帮助). */
#include "modules/workbench/workbench_web.h"

const struct page_help workbench_help[] = {
	{ "/", "16 (d)", "手上最急的事排在最前面，来了新的会提示，不会挪动你正在看的行。F4 登记，Ctrl+K 找任何东西。" },
	{ NULL, NULL, NULL },
};
