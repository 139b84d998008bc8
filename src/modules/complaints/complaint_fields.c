/* What a complaint is made of, as tables. */
#include "modules/complaints/complaints.h"

const struct choice complaint_states[] = {
	{ COMPLAINT_NEW, "new", "受理" },
	{ COMPLAINT_JUDGED, "judged", "已判定" },
	{ COMPLAINT_HANDLING, "handling", "处理中" },
	{ COMPLAINT_PROPOSED, "proposed", "待审批" },
	{ COMPLAINT_APPROVED, "approved", "待答复" },
	{ COMPLAINT_ANSWERED, "answered", "已答复" },
	{ COMPLAINT_CLOSED, "closed", "已关闭" },
	{ COMPLAINT_MERGED, "merged", "已并案" },
	CHOICE_END,
};
const struct choice complaint_channels[] = {
	{ COMPLAINT_BY_PHONE, "phone", "来电" },
	{ COMPLAINT_BY_VISIT, "visit", "来人" },
	{ COMPLAINT_BY_LETTER, "letter", "来函" },
	{ COMPLAINT_BY_NET, "net", "网络" },
	{ COMPLAINT_BY_MAILBOX, "mailbox", "信箱" },
	{ COMPLAINT_BY_HOTLINE, "hotline", "12345 转办" },
	{ COMPLAINT_BY_COMMITTEE, "committee", "业委会" },
	{ COMPLAINT_BY_OTHER, "other", "其他" },
	CHOICE_END,
};
const struct choice complaint_grades[] = {
	{ GRADE_MINOR, "minor", "轻微" },
	{ GRADE_IMPORTANT, "important", "重要" },
	{ GRADE_MAJOR, "major", "重大" },
	CHOICE_END,
};
const struct choice complaint_validities[] = {
	{ VALIDITY_VALID, "valid", "有效" },
	{ VALIDITY_INVALID, "invalid", "无效" },
	CHOICE_END,
};
const struct choice complaint_causes[] = {
	{ CAUSE_EQUIPMENT, "equipment", "设备" },
	{ CAUSE_SURROUNDINGS, "surroundings", "环境" },
	{ CAUSE_ORDER, "order", "秩序" },
	{ CAUSE_MANNER, "manner", "服务态度" },
	{ CAUSE_FEES, "fees", "收费" },
	{ CAUSE_NEIGHBOURS, "neighbours", "邻里" },
	{ CAUSE_DEVELOPER, "developer", "地产" },
	{ CAUSE_REPAIR, "repair", "维修" },
	{ CAUSE_OTHER, "other", "其他" },
	CHOICE_END,
};
const struct choice complaint_units[] = {
	{ UNIT_SERVICE, "service", "客服部" },
	{ UNIT_ENGINEERING, "engineering", "工程部" },
	{ UNIT_ORDER, "order", "秩序部" },
	{ UNIT_CLEANING, "cleaning", "环境部" },
	{ UNIT_FINANCE, "finance", "财务部" },
	{ UNIT_OFFICE, "office", "管理处" },
	{ UNIT_DEVELOPER, "developer", "建设单位" },
	CHOICE_END,
};
const struct choice complaint_ways[] = {
	{ WAY_PHONE, "phone", "电话" },    { WAY_VISIT, "visit", "上门" },
	{ WAY_LETTER, "letter", "书面" },  { WAY_MESSAGE, "message", "短信或微信" },
	{ WAY_COUNTER, "counter", "当面" }, CHOICE_END,
};
const struct choice complaint_opinions[] = {
	{ OPINION_SATISFIED, "satisfied", "满意" },
	{ OPINION_FAIR, "fair", "基本满意" },
	{ OPINION_DISSATISFIED, "dissatisfied", "不满意" },
	CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
#define NAMED(m, label_, flags_) FIELD(complaint, m, .label = label_, .flags = flags_)
#define TIMED(m, label_) \
	FIELD(complaint, m, .label = label_, .show = SHOW_TIME, .flags = SHOWN)
#define CHOSEN(m, label_, choices_, flags_) \
	FIELD(complaint, m, .label = label_, .show = SHOW_ENUM, .choices = choices_, \
	      .flags = flags_)
#define IDENTITY(m) FIELD(complaint, m, .show = SHOW_ID, .flags = IN_JSON)
#define WORDS(m, label_) \
	FIELD(complaint, m, .label = label_, .show = SHOW_LONG, .flags = SHOWN)
static const struct field fields[] = {
	IDENTITY(id),
	NAMED(number, "编号", HEAD),
	CHOSEN(state, "状态", complaint_states, HEAD),
	CHOSEN(grade, "等级", complaint_grades, HEAD),
	CHOSEN(first_grade, "判定时等级", complaint_grades, SHOWN),
	CHOSEN(validity, "性质", complaint_validities, HEAD),
	CHOSEN(channel, "渠道", complaint_channels, SHOWN),
	NAMED(urgent, "特急", HEAD),
	NAMED(anonymous, "匿名", HEAD),
	FIELD(complaint, after_hours, .flags = IN_JSON),
	CHOSEN(cause, "投诉原因", complaint_causes, SHOWN),
	CHOSEN(unit, "责任部门", complaint_units, SHOWN),
	NAMED(assignee_name, "责任人", SHOWN),
	NAMED(post_name, "责任岗位", SHOWN),
	IDENTITY(contact_id),
	FIELD(complaint, origin, .flags = IN_JSON),
	IDENTITY(origin_id),
	IDENTITY(main_id),
	IDENTITY(repeat_of),
	FIELD(complaint, room_id, .show = SHOW_ID),
	FIELD(complaint, room, .label = "房号", .show = SHOW_ROOM, .flags = HEAD),
	NAMED(place, "地点", SHOWN),
	NAMED(person_name, "投诉人", HEAD),
	FIELD(complaint, phone, .label = "联系电话", .show = SHOW_PHONE, .flags = HEAD),
	NAMED(title, "主题", HEAD),
	FIELD(complaint, text, .label = "投诉内容", .show = SHOW_LONG, .flags = HEAD),
	WORDS(wish, "业主要求"),
	TIMED(happened_at, "事件时间"),
	IDENTITY(accused_id),
	NAMED(accused_name, "被投诉人", SHOWN),
	WORDS(validity_reason, "判定理由"),
	NAMED(refer_name, "指引到", SHOWN),
	NAMED(refer_phone, "对方电话", SHOWN),
	IDENTITY(judged_by),
	TIMED(judged_at, "判定时间"),
	TIMED(upgraded_at, "升为重大"),
	IDENTITY(assignee_id),
	IDENTITY(post_id),
	TIMED(assigned_at, "派发时间"),
	TIMED(first_reply_at, "首次答复"),
	WORDS(proposal, "处理方案"),
	IDENTITY(proposed_by),
	NAMED(proposed_name, "方案提出人", SHOWN),
	TIMED(proposed_at, "方案时间"),
	WORDS(approval, "审批意见"),
	IDENTITY(approved_by),
	NAMED(approved_name, "审批人", SHOWN),
	TIMED(approved_at, "审批时间"),
	WORDS(sight, "主任批示"),
	NAMED(company_person, "报公司", SHOWN),
	TIMED(company_at, "报公司时间"),
	WORDS(result, "处理结果"),
	WORDS(answer, "答复业主"),
	CHOSEN(answer_way, "答复方式", complaint_ways, SHOWN),
	TIMED(answered_at, "答复时间"),
	CHOSEN(opinion, "业主意见", complaint_opinions, SHOWN),
	TIMED(first_closed_at, "首次关闭"),
	TIMED(closed_at, "关闭时间"),
	NAMED(reopen_count, "重开次数", SHOWN),
	TIMED(reopened_at, "重开时间"),
	TIMED(due_at, "最近时限"),
	TIMED(received_at, "受理时间"),
	IDENTITY(created_by),
	NAMED(created_name, "受理人", SHOWN),
	TIMED(created_at, "登记时间"),
	FIELD(complaint, version, .flags = IN_JSON),
};
const struct fields complaint_fields = FIELDS(complaint, fields);

#define SAID(m, ...) FIELD(complaint_intake, m, __VA_ARGS__)
const struct field complaint_intake_table[COMPLAINT_INTAKE_FIELDS] = {
	SAID(channel, .label = "渠道", .show = SHOW_ENUM, .choices = complaint_channels,
	     .flags = IN_FORM | REQUIRED),
	SAID(text, .label = "投诉内容", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED),
	SAID(wish, .label = "业主要求", .show = SHOW_LONG, .flags = IN_FORM),
	SAID(room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM,
	     .hint = "如 3-2-501；不知道可以不填"),
	SAID(person_name, .label = "投诉人", .flags = IN_FORM, .max = 60),
	SAID(phone, .label = "联系电话", .show = SHOW_PHONE, .flags = IN_FORM),
	SAID(anonymous, .label = "匿名", .flags = IN_FORM,
	     .hint = "匿名的照样受理，不需要答复；没留电话也没房号的按匿名算"),
	SAID(urgent, .label = "特急", .flags = IN_FORM),
	SAID(place, .label = "地点", .flags = IN_FORM),
	SAID(title, .label = "主题", .flags = IN_FORM, .hint = "不填就取内容的开头"),
	SAID(happened_at, .label = "事件时间", .show = SHOW_TIME, .flags = IN_FORM),
	SAID(accused, .label = "被投诉人", .show = SHOW_ID, .flags = IN_FORM),
	SAID(accused_name, .label = "被投诉人（业主的说法）", .flags = IN_FORM, .max = 60),
	SAID(cause, .label = "投诉原因", .show = SHOW_ENUM, .choices = complaint_causes,
	     .flags = IN_FORM),
	SAID(received_at, .label = "受理时间", .show = SHOW_TIME, .flags = IN_FORM,
	     .hint = "停电停网后补录、来函和信箱按收到的时间填，不填就是现在"),
};
const struct fields complaint_intake_fields = FIELDS(complaint_intake, complaint_intake_table);
