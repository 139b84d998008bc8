#include "modules/complaints/complaint_inputs.h"

#define REASON(st) FIELD(st, reason, .label = "原因", .flags = IN_FORM | REQUIRED)

const struct field complaint_words_fields[1] = {
	FIELD(complaint_words, text, .label = "内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
};
const struct field complaint_told_fields[2] = {
	FIELD(complaint_told, text, .label = "告诉了什么", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED),
	FIELD(complaint_told, way, .label = "方式", .show = SHOW_ENUM, .choices = complaint_ways,
	      .flags = IN_FORM | REQUIRED),
};
const struct field complaint_verify_fields[8] = {
	FIELD(verify_input, validity, .label = "性质", .show = SHOW_ENUM,
	      .choices = complaint_validities, .flags = IN_FORM | REQUIRED),
	FIELD(verify_input, reason, .label = "判定理由", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED, .hint = "无效的写明法规或合同依据，讲给业主听"),
	FIELD(verify_input, grade, .label = "等级", .show = SHOW_ENUM, .choices = complaint_grades,
	      .flags = IN_FORM, .hint = "有效的必选"),
	FIELD(verify_input, cause, .label = "投诉原因", .show = SHOW_ENUM,
	      .choices = complaint_causes, .flags = IN_FORM, .hint = "有效的必选"),
	FIELD(verify_input, unit, .label = "责任部门", .show = SHOW_ENUM,
	      .choices = complaint_units, .flags = IN_FORM),
	FIELD(verify_input, accused, .label = "被投诉人", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(verify_input, refer_name, .label = "指引到", .flags = IN_FORM,
	      .hint = "无效的必填：该找哪个单位"),
	FIELD(verify_input, refer_phone, .label = "对方电话", .flags = IN_FORM, .max = 40),
};
const struct field complaint_assign_fields[4] = {
	FIELD(assign_input, unit, .label = "责任部门", .show = SHOW_ENUM, .choices = complaint_units,
	      .flags = IN_FORM, .hint = "判定时填过的可以不填"),
	FIELD(assign_input, assignee, .label = "责任人", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(assign_input, post, .label = "或责任岗位", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(assign_input, remark, .label = "交代", .flags = IN_FORM),
};
const struct field complaint_propose_fields[1] = {
	FIELD(propose_input, proposal, .label = "处理方案", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED),
};
const struct field complaint_approve_fields[1] = {
	FIELD(approve_input, approval, .label = "审批意见", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED),
};
const struct field complaint_answer_fields[3] = {
	FIELD(answer_input, answer, .label = "答复业主", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED),
	FIELD(answer_input, way, .label = "答复方式", .show = SHOW_ENUM, .choices = complaint_ways,
	      .flags = IN_FORM | REQUIRED),
	FIELD(answer_input, result, .label = "处理结果", .show = SHOW_LONG, .flags = IN_FORM,
	      .hint = "不填就用答复的内容"),
};
const struct field complaint_handled_fields[1] = {
	FIELD(handled_input, result, .label = "处理结果", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED),
};
const struct field complaint_close_fields[2] = {
	FIELD(close_input, opinion, .label = "业主意见", .show = SHOW_ENUM,
	      .choices = complaint_opinions, .flags = IN_FORM),
	FIELD(close_input, remark, .label = "备注", .flags = IN_FORM),
};
const struct field complaint_why_fields[1] = {
	REASON(why_input),
};
const struct field complaint_regrade_fields[2] = {
	FIELD(regrade_input, grade, .label = "等级", .show = SHOW_ENUM, .choices = complaint_grades,
	      .flags = IN_FORM | REQUIRED),
	REASON(regrade_input),
};
const struct field complaint_company_fields[2] = {
	FIELD(company_input, person, .label = "报给谁", .flags = IN_FORM | REQUIRED),
	FIELD(company_input, remark, .label = "公司的意见", .show = SHOW_LONG, .flags = IN_FORM),
};
const struct field complaint_merge_fields[2] = {
	FIELD(merge_input, main, .label = "主案编号", .flags = IN_FORM | REQUIRED,
	      .hint = "如 TS20261123-0007"),
	REASON(merge_input),
};
const struct field complaint_amend_fields[9] = {
	FIELD(amend_input, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM),
	FIELD(amend_input, person_name, .label = "投诉人", .flags = IN_FORM, .max = 60),
	FIELD(amend_input, phone, .label = "联系电话", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(amend_input, channel, .label = "渠道", .show = SHOW_ENUM,
	      .choices = complaint_channels, .flags = IN_FORM),
	FIELD(amend_input, cause, .label = "投诉原因", .show = SHOW_ENUM,
	      .choices = complaint_causes, .flags = IN_FORM),
	FIELD(amend_input, unit, .label = "责任部门", .show = SHOW_ENUM, .choices = complaint_units,
	      .flags = IN_FORM),
	FIELD(amend_input, accused, .label = "被投诉人", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(amend_input, nobody, .label = "没有被投诉的员工", .flags = IN_FORM),
	FIELD(amend_input, reason, .label = "更正的原因", .flags = IN_FORM | REQUIRED),
};
const struct field complaint_join_fields[1] = {
	FIELD(join_input, incident, .label = "事件编号", .flags = IN_FORM | REQUIRED,
	      .hint = "如 SJ20261123-0001"),
};
