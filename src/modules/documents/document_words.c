/* The words a new office begins with. The sentence of the policy is that of document 12; all else
 * is written for this program. An office makes them its own before they are approved. */
#include "modules/documents/documents_rules.h"

enum { COURTESY = 1, RESPONSE, CALLBACK, SATISFACTION, DUNNING, PAPERS };

const struct choice quality_objectives[] = {
	{ COURTESY, "courtesy", "礼貌待客率" },
	{ RESPONSE, "response", "事务响应率" },
	{ CALLBACK, "callback", "投诉回访率" },
	{ SATISFACTION, "satisfaction", "业户满意率" },
	{ DUNNING, "dunning", "管理费催缴率" },
	{ PAPERS, "papers", "有关票据处理率" },
	CHOICE_END,
};

static const struct document_entry policy[] = {
	{ 0, "规范服务", "每一件来电来访都照书面的规矩办：有登记、有时限、有答复，谁来办都一样。", RESPONSE },
	{ 0, "建立星级家园", "让住在这里的人觉得整洁、安全、有人应，服务配得上星级两个字。", SATISFACTION },
	{ 0, "持续改进", "每月看一遍逾期和投诉，找到原因就改规矩，改过以后再量一次。", CALLBACK },
	{ 0, "创建一流管理", "人、钱、票据和档案都有据可查，用数字说话，向同行里最好的看齐。", PAPERS },
};

static const struct document_entry duties[] = {
	{ SIDE_INSIDE, "客服主管", "把业户的事交给有关部门，跟到有结果", 0 },
	{ SIDE_INSIDE, "客服主管", "每月看业户满意的情况，提出改进办法", 0 },
	{ SIDE_INSIDE, "客服主管", "订本部门的目标和办事程序，检查做到没有", 0 },
	{ SIDE_INSIDE, "客服主管", "安排新员工培训和日常考核", 0 },
	{ SIDE_INSIDE, "客服主管", "每月核对一户一档是否齐全", 0 },
	{ SIDE_INSIDE, "前台接待员", "业户资料当天收、当天归档", 0 },
	{ SIDE_INSIDE, "前台接待员", "保管表单、印章和办公用品", 0 },
	{ SIDE_INSIDE, "前台接待员", "交班时把未办完的事、钥匙和票据一件件交清", 0 },
	{ SIDE_OUTSIDE, "前台接待员", "接听来电、接待来访，每件事都登记", 0 },
	{ SIDE_OUTSIDE, "前台接待员", "受理报修、求助、投诉、咨询和建议，跟到答复", 0 },
	{ SIDE_OUTSIDE, "前台接待员", "办理收楼入住手续", 0 },
	{ SIDE_OUTSIDE, "前台接待员", "受理装修申请、延期、停工和退场", 0 },
	{ SIDE_OUTSIDE, "前台接待员", "办理施工人员出入证和门禁卡", 0 },
	{ SIDE_OUTSIDE, "前台接待员", "保管业户托管的钥匙，登记借还", 0 },
	{ SIDE_OUTSIDE, "前台接待员", "办理过户和退房的登记", 0 },
	{ SIDE_OUTSIDE, "客服主管", "组织投诉的处理和回访", 0 },
	{ SIDE_OUTSIDE, "客服主管", "突发事件时通知有关的人，事后留下经过", 0 },
	{ SIDE_OUTSIDE, "楼栋管家", "走访住户，定期收集意见", 0 },
	{ SIDE_OUTSIDE, "楼栋管家", "张贴和发送通知、温馨提示", 0 },
	{ SIDE_OUTSIDE, "财务", "提醒欠费的业户，记下每次催缴", 0 },
};

static const struct document_text policy_words = {
	"客户服务部质量方针", "规范服务，建立星级家园；持续改进，创建一流管理。", policy, COUNT(policy),
};
static const struct document_text duties_words = {
	"客户服务部职责", "客户服务部直接对经理和经理办公室负责，是业户的事进来、答复出去的地方。", duties,
	COUNT(duties),
};

const struct document_text *document_words(enum document_kind kind)
{
	return kind == DOCUMENT_POLICY ? &policy_words : &duties_words;
}
