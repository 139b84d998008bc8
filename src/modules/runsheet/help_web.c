/* What each page is for and what to do on it (本页帮助). */
#include "modules/runsheet/runsheet_web.h"

const struct page_help runsheet_help[] = {
	{ "/runsheets", "19 (c)", "一户一张流程单，一台一台往下办。没办完走了的，有人按时联系他再来。" },
	{ "/runsheets/new", "19 (c)", "住户到场先开单。要有发出的通知书；买二手房的勾“二次入伙”。" },
	{ "/runsheets/:id", "19 (d)", "上面的按钮是现在该办的一台，办好签章就到下一台。跳台要主任批准；维修资金谁也不能跳过。" },
	{ "/runsheets/board", "19 (e)", "每一台有几户在等、等了多久、今天平均几分钟。点一台看它的队，请最前面的一户。" },
	{ NULL, NULL, NULL },
};
