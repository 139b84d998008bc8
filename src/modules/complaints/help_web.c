/* What each page is for and what to do on it (本页帮助). */
#include "modules/complaints/complaints_web.h"

const struct page_help complaints_help[] = {
	{ "/complaints", "8 (d)", "每件投诉先查清、判定等级，处理意见批准了再答复。被投诉的人看不到自己的投诉。" },
	{ "/complaints/new", "8 (d)", "照住户的话写，不用先判断对不对。匿名的也收；登记以后时限就开始算。" },
	{ "/complaints/:id", "8 (d)", "判定、处理意见、批准、答复、回访，一步一步走。任何人不能删除投诉。" },
	{ "/complaint-replies/:id", "8 (c)", "并案投诉里的一户。主案办完以后，每一户都要单独答复。" },
	{ "/complaint-reports/:month", "8 (e)", "一个月的投诉分析：数量、原因、部门、满意度。数字自动算好，主管写原因和措施，主任审。" },
	{ NULL, NULL, NULL },
};
