/* What an incident is made of, as tables. */
#include "modules/incidents/incidents.h"

const struct choice incident_states[] = {
	{ INCIDENT_OPEN, "open", "进行中" },
	{ INCIDENT_ENDED, "ended", "已恢复" },
	{ INCIDENT_CLOSED, "closed", "已关闭" },
	CHOICE_END,
};
const struct choice incident_kinds[] = {
	{ INCIDENT_WATER, "water", "停水" },	 { INCIDENT_POWER, "power", "停电" },
	{ INCIDENT_LIFT, "lift", "电梯停运" },	 { INCIDENT_GAS, "gas", "停气" },
	{ INCIDENT_HEATING, "heating", "停暖" }, { INCIDENT_NETWORK, "network", "断网" },
	{ INCIDENT_FLOOD, "flood", "积水" },	 { INCIDENT_OTHER, "other", "其他" },
	CHOICE_END,
};
const struct choice incident_ways[] = {
	{ INCIDENT_BY_PHONE, "phone", "电话" },
	{ INCIDENT_BY_MESSAGE, "message", "短信" },
	{ INCIDENT_BY_VISIT, "visit", "上门" },
	CHOICE_END,
};
const struct setting incident_settings[] = {
	{ "incidents.restore_hours", SETTING_HOURS, 24, 1, 240, NULL,
	  "没有预计恢复时间的事件，多少小时内恢复", "16 (d)" },
	{ "incidents.tell_hours", SETTING_HOURS, 2, 1, 72, NULL,
	  "事件恢复后多少小时内告知每位报事人", "8 (e)" },
	{ "incidents.close_hours", SETTING_HOURS, 24, 1, 240, NULL, "事件恢复后多少小时内关闭",
	  "16 (d)" },
	{ 0 },
};

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
static const struct field fields[] = {
	FIELD(incident, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(incident, number, .label = "编号", .flags = HEAD),
	FIELD(incident, state, .label = "状态", .show = SHOW_ENUM, .choices = incident_states,
	      .flags = HEAD),
	FIELD(incident, kind, .label = "类别", .show = SHOW_ENUM, .choices = incident_kinds,
	      .flags = HEAD),
	FIELD(incident, title, .label = "主题", .flags = HEAD),
	FIELD(incident, text, .label = "情况", .show = SHOW_LONG, .flags = HEAD),
	FIELD(incident, areas, .label = "范围", .flags = SHOWN),
	FIELD(incident, began_at, .label = "开始", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(incident, expected_at, .label = "预计恢复", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(incident, ended_at, .label = "恢复时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(incident, result, .label = "告知内容", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(incident, closed_at, .label = "关闭时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(incident, due_at, .label = "最近时限", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(incident, reporters, .label = "报事人", .flags = SHOWN),
	FIELD(incident, untold, .label = "未告知", .flags = SHOWN),
	FIELD(incident, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(incident, created_at, .label = "登记时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(incident, version, .flags = IN_JSON),
};
const struct fields incident_fields = FIELDS(incident, fields);

const struct field incident_intake_table[INCIDENT_INTAKE_FIELDS] = {
	FIELD(incident_intake, kind, .label = "类别", .show = SHOW_ENUM, .choices = incident_kinds,
	      .flags = IN_FORM | REQUIRED),
	FIELD(incident_intake, title, .label = "主题", .flags = IN_FORM | REQUIRED,
	      .hint = "如 3 栋停水"),
	FIELD(incident_intake, areas, .label = "范围", .flags = IN_FORM,
	      .hint = "楼栋、单元或房号，用顿号或逗号隔开，如 3、5-2；不填就是全小区"),
	FIELD(incident_intake, text, .label = "情况", .show = SHOW_LONG, .flags = IN_FORM,
	      .hint = "原因、谁在处理，接电话的人照着说"),
	FIELD(incident_intake, began_at, .label = "开始", .show = SHOW_TIME, .flags = IN_FORM,
	      .hint = "不填就是现在"),
	FIELD(incident_intake, expected_at, .label = "预计恢复", .show = SHOW_TIME,
	      .flags = IN_FORM),
};
const struct fields incident_intake_fields = FIELDS(incident_intake, incident_intake_table);

static const struct field reporter_fields[] = {
	FIELD(incident_reporter, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(incident_reporter, incident_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(incident_reporter, person_name, .label = "姓名", .flags = SHOWN),
	FIELD(incident_reporter, phone, .label = "电话", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(incident_reporter, room_id, .show = SHOW_ID),
	FIELD(incident_reporter, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(incident_reporter, times, .label = "次数", .flags = SHOWN),
	FIELD(incident_reporter, first_at, .label = "首次", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(incident_reporter, last_at, .label = "最近", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(incident_reporter, told_at, .label = "已告知", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(incident_reporter, told_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(incident_reporter, told_name, .label = "告知人", .flags = SHOWN),
	FIELD(incident_reporter, told_way, .label = "方式", .show = SHOW_ENUM,
	      .choices = incident_ways, .flags = SHOWN),
};
const struct fields incident_reporter_fields = FIELDS(incident_reporter, reporter_fields);

const struct field incident_report_table[INCIDENT_REPORT_FIELDS] = {
	FIELD(incident_report, person_name, .label = "姓名", .flags = IN_FORM, .max = 60),
	FIELD(incident_report, phone, .label = "电话", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(incident_report, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM),
};
const struct fields incident_report_fields = FIELDS(incident_report, incident_report_table);

static const struct field link_fields[] = {
	FIELD(incident_link, subject, .flags = IN_JSON),
	FIELD(incident_link, subject_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(incident_link, linked_at, .show = SHOW_TIME, .flags = IN_JSON),
};
const struct fields incident_link_fields = FIELDS(incident_link, link_fields);
