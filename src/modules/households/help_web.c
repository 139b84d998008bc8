/* What each page is for and what to do on it (本页帮助). */
#include "modules/households/households_web.h"

const struct page_help households_help[] = {
	{ "/households", "11 (b)", "一户一档的目录。输房号、姓名、拼音首字母或者电话就能找到。" },
	{ "/households/:room", "11 (b)", "这一户的人、房、来往和所有的事，按时间排。电话和证件遮住，要看完整的会留痕。" },
	{ "/households/:room/people/:id", "11 (d)", "这个人的资料。改了以后旧的留在操作记录里；看完整电话要有权限，每次留痕。" },
	{ "/search", "11 (b)", "在房、人、电话、单号和文字里一起找。" },
	{ NULL, NULL, NULL },
};
