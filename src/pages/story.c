#include "pages/story.h"
#include "app/steps.h"

const char *story_label(struct ctx *cx, const struct journal_entry *e)
{
	static const char *const labels[][2] = {
		{ "open", "登记" },	   { "log", "登记" },	     { "import", "导入" },
		{ "attach", "上传附件" },  { "reveal", "查看完整电话" }, { "create", "新增" },
		{ "change", "修改" },	   { "climb", "升级" },	     { "waive", "提请免办" },
		{ "agree", "同意免办" },   { "refuse", "不同意免办" }, { "hand", "交接班移交" },
		{ "visited", "回访意见" },  { "restart", "重新计时" },
		{ "plan", "拟定" },	   { "add", "加入" },	     { "fill", "加户" },
		{ "undelivered", "久未送达" }, { "expired", "期满" },
	};
	const char *step = step_label(cx, e->subject, e->action);

	for (size_t i = 0; !step && i < COUNT(labels); i++)
		if (!strcmp(labels[i][0], e->action))
			step = T(cx, labels[i][1]);
	return step ? step : e->action;
}
