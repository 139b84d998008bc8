/* What each page is for and what to do on it (本页帮助). */
#include "modules/exchange/exchange_web.h"

const struct page_help exchange_help[] = {
	{ "/imports", "11 (d)", "把 Excel 或 CSV 导进来，或者把清单导出去。导入先检查，错的行写明第几行第几列，对的才进。" },
	{ "/imports/:id", "11 (d)", "这次导入的结果。改好错误清单里的行，再导一次就行，已经进来的不会重复。" },
	{ NULL, NULL, NULL },
};
