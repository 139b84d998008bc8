/* What an inspection, a line and a defect are made of, as tables. */
#include "modules/houses/houses.h"
#include "modules/inspection/inspection_parts.h"

const struct choice inspection_states[] = {
	{ INSPECTION_RUNNING, "running", "验房中" },
	{ INSPECTION_CLEAN, "clean", "验房合格" },
	{ INSPECTION_ACCEPTED, "accepted", "带问题接收" },
	{ INSPECTION_REFUSED, "refused", "业主拒收" },
	{ INSPECTION_CLOSED, "closed", "遗留问题已清" },
	{ INSPECTION_CANCELLED, "cancelled", "已取消" },
	CHOICE_END,
};
const struct choice line_results[] = {
	{ LINE_PASSED, "passed", "合格" },
	{ LINE_DEFECT, "defect", "有问题" },
	{ LINE_NONE, "none", "没有这项" },
	CHOICE_END,
};
const struct choice refusals[] = {
	{ REFUSAL_STRUCTURE, "structure", "主体结构不合格" },
	{ REFUSAL_LIVING, "living", "严重影响居住使用" },
	{ REFUSAL_PAPERS, "papers", "交付条件或资料不全" },
	{ REFUSAL_DEFECTS, "defects", "质量问题要求修好再收" },
	{ REFUSAL_OTHER, "other", "其他原因" },
	CHOICE_END,
};
const struct choice inspection_places[] = {
	{ PLACE_HALL, "hall", "入户玄关" },	{ PLACE_LIVING, "living", "客厅餐厅" },
	{ PLACE_BEDROOM, "bedroom", "卧室" },	{ PLACE_KITCHEN, "kitchen", "厨房" },
	{ PLACE_BATH, "bath", "卫生间" },	{ PLACE_BALCONY, "balcony", "阳台" },
	{ PLACE_SHOP, "shop", "营业区" },	{ PLACE_STORE, "store", "库房" },
	{ PLACE_OUTSIDE, "outside", "外墙屋面" }, CHOICE_END,
};
const struct choice inspection_parts[] = {
	{ PART_STRUCTURE, "structure", "地基基础和主体结构" },
	{ PART_LEAK, "leak", "屋面、卫生间和外墙防渗漏" },
	{ PART_HEATING, "heating", "供热供冷系统" },
	{ PART_ELECTRIC, "electric", "电气和弱电管线" },
	{ PART_PIPES, "pipes", "给排水和燃气管道" },
	{ PART_EQUIPMENT, "equipment", "门窗和设备安装" },
	{ PART_FINISH, "finish", "墙地顶装修" },
	CHOICE_END,
};
const struct choice defect_states[] = {
	{ DEFECT_NEW, "new", "待签认" },     { DEFECT_OPEN, "open", "整改中" },
	{ DEFECT_FIXED, "fixed", "待复验" }, { DEFECT_PASSED, "passed", "复验合格" },
	{ DEFECT_SELF, "self", "业主自行修复" }, { DEFECT_WITHDRAWN, "withdrawn", "已撤回" },
	CHOICE_END,
};
const struct choice severities[] = {
	{ SEVERITY_MINOR, "minor", "轻微" },
	{ SEVERITY_MAJOR, "major", "较大" },
	{ SEVERITY_GRAVE, "grave", "影响结构或居住" },
	CHOICE_END,
};

/* The least of a warranty is what the law gives: it cannot be set shorter. */
const struct setting inspection_settings[] = {
	{ "inspection.small_days", SETTING_INT, 15, 1, 60, NULL, "轻微问题施工单位几天内修好", "10 (c)" },
	{ "inspection.big_days", SETTING_INT, 30, 1, 180, NULL, "较大问题施工单位几天内修好", "10 (c)" },
	{ "inspection.again_days", SETTING_INT, 7, 1, 60, NULL, "复验不合格的几天内再修好", "10 (c)" },
	{ "inspection.refused_days", SETTING_INT, 15, 1, 90, NULL, "业主拒收后几天内整改并请业主复验",
	  "10 (c)" },
	{ "inspection.check_days", SETTING_INT, 3, 1, 30, NULL, "报告修好后几天内复验", "10 (d)" },
	{ "inspection.report_hours", SETTING_HOURS, 48, 0, 720, NULL,
	  "接收后多少小时内还可以补报问题（以后按报修办理，不影响法定保修）", "19 (d)" },
	{ "inspection.leak_months", SETTING_INT, 60, 60, 600, NULL,
	  "防渗漏保修多少个月（法定最低 60 个月）", "10 (d)" },
	{ "inspection.heating_months", SETTING_INT, 24, 24, 600, NULL,
	  "供热供冷系统保修多少个月（法定最低 2 个采暖期、供冷期）", "10 (d)" },
	{ "inspection.electric_months", SETTING_INT, 24, 24, 600, NULL,
	  "电气管线保修多少个月（法定最低 24 个月）", "10 (d)" },
	{ "inspection.pipes_months", SETTING_INT, 24, 24, 600, NULL,
	  "给排水管道保修多少个月（法定最低 24 个月）", "10 (d)" },
	{ "inspection.equipment_months", SETTING_INT, 24, 24, 600, NULL,
	  "设备安装保修多少个月（法定最低 24 个月）", "10 (d)" },
	{ "inspection.finish_months", SETTING_INT, 24, 24, 600, NULL,
	  "装修工程保修多少个月（法定最低 24 个月）", "10 (d)" },
	{ 0 },
};

const struct norm defect_minor_norm = { "mend", "整改", "10 (c)", "inspection.small_days",
					.ladder = LADDER_ENGINEERING, .count = BY_DAYS };
const struct norm defect_major_norm = { "mend", "整改", "10 (c)", "inspection.big_days",
					.ladder = LADDER_ENGINEERING, .count = BY_DAYS };
const struct norm defect_again_norm = { "mend", "再次整改", "10 (c)", "inspection.again_days",
					.ladder = LADDER_ENGINEERING, .count = BY_DAYS };
const struct norm defect_check_norm = { "check", "复验", "10 (d)", "inspection.check_days",
					.ladder = LADDER_ENGINEERING, .count = BY_DAYS };
const struct norm inspection_rectify_norm = { "rectify", "整改后请业主复验", "10 (c)",
					      "inspection.refused_days",
					      .ladder = LADDER_ENGINEERING, .count = BY_DAYS };
const struct norm_of inspection_norms[] = {
	{ "defect", &defect_minor_norm }, { "defect", &defect_major_norm },
	{ "defect", &defect_again_norm }, { "defect", &defect_check_norm },
	{ "inspection", &inspection_rectify_norm }, { NULL, NULL },
};

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
static const struct field fields[] = {
	FIELD(inspection, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(inspection, number, .label = "编号", .flags = HEAD),
	FIELD(inspection, state, .label = "状态", .show = SHOW_ENUM, .choices = inspection_states,
	      .flags = HEAD),
	FIELD(inspection, room_id, .show = SHOW_ID),
	FIELD(inspection, room, .label = "房号", .show = SHOW_ROOM, .flags = HEAD),
	FIELD(inspection, use, .label = "用途", .show = SHOW_ENUM, .choices = room_uses, .flags = SHOWN),
	FIELD(inspection, owner, .label = "业主", .flags = SHOWN),
	FIELD(inspection, builder, .label = "施工单位", .flags = SHOWN),
	FIELD(inspection, notice_on, .label = "通知交付日", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(inspection, companion_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(inspection, companion, .label = "陪验人", .flags = SHOWN),
	FIELD(inspection, started_at, .label = "开始", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(inspection, refusal, .label = "拒收原因", .show = SHOW_ENUM, .choices = refusals,
	      .flags = SHOWN),
	FIELD(inspection, refusal_text, .label = "拒收说明", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(inspection, refused_at, .label = "拒收时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(inspection, accepted_at, .label = "接收时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(inspection, signed_by, .label = "签字人", .flags = SHOWN),
	FIELD(inspection, picture_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(inspection, closed_at, .label = "结清时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(inspection, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(inspection, version, .flags = IN_JSON),
	FIELD(inspection, lines, .label = "项目", .flags = IN_JSON),
	FIELD(inspection, answered, .label = "已验", .flags = IN_JSON),
	FIELD(inspection, defects, .label = "问题", .flags = IN_JSON),
	FIELD(inspection, open_defects, .label = "未修好", .flags = IN_JSON),
};
const struct fields inspection_fields = FIELDS(inspection, fields);
const struct field inspection_new_table[INSPECTION_NEW_FIELDS] = {
	FIELD(inspection_new, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM | REQUIRED),
	FIELD(inspection_new, owner, .label = "验房的业主", .flags = IN_FORM | REQUIRED, .max = 60),
	FIELD(inspection_new, builder, .label = "施工单位", .flags = IN_FORM | REQUIRED, .max = 60,
	      .hint = "负责整改的单位，如总包项目部"),
	FIELD(inspection_new, notice_on, .label = "通知交付日", .show = SHOW_DATE, .flags = IN_FORM,
	      .hint = "入伙通知书写的交付日"),
};
const struct fields inspection_new_fields = FIELDS(inspection_new, inspection_new_table);
static const struct field line_fields[] = {
	FIELD(inspection_line, line, .label = "序号", .flags = SHOWN),
	FIELD(inspection_line, place, .label = "部位", .show = SHOW_ENUM, .choices = inspection_places,
	      .flags = SHOWN),
	FIELD(inspection_line, part, .label = "工种", .show = SHOW_ENUM, .choices = inspection_parts,
	      .flags = SHOWN),
	FIELD(inspection_line, item, .label = "项目", .flags = SHOWN),
	FIELD(inspection_line, standard, .label = "标准", .flags = SHOWN),
	FIELD(inspection_line, result, .label = "结果", .show = SHOW_ENUM, .choices = line_results,
	      .flags = SHOWN | IN_FORM),
	FIELD(inspection_line, note, .label = "备注", .flags = SHOWN | IN_FORM, .max = 100),
};
const struct fields inspection_line_fields = FIELDS(inspection_line, line_fields);
static const struct field item_fields[] = {
	FIELD(inspection_item, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(inspection_item, use, .label = "用途", .show = SHOW_ENUM, .choices = room_uses,
	      .flags = SHOWN),
	FIELD(inspection_item, place, .label = "部位", .show = SHOW_ENUM, .choices = inspection_places,
	      .flags = SHOWN),
	FIELD(inspection_item, part, .label = "工种", .show = SHOW_ENUM, .choices = inspection_parts,
	      .flags = SHOWN),
	FIELD(inspection_item, item, .label = "项目", .flags = SHOWN),
	FIELD(inspection_item, standard, .label = "标准", .flags = SHOWN),
	FIELD(inspection_item, position, .label = "序号", .flags = SHOWN),
};
const struct fields inspection_item_fields = FIELDS(inspection_item, item_fields);
const struct field item_form_table[ITEM_FORM_FIELDS] = {
	FIELD(inspection_item, place, .label = "部位", .show = SHOW_ENUM, .choices = inspection_places,
	      .flags = IN_FORM | REQUIRED),
	FIELD(inspection_item, part, .label = "工种", .show = SHOW_ENUM, .choices = inspection_parts,
	      .flags = IN_FORM | REQUIRED),
	FIELD(inspection_item, item, .label = "项目", .flags = IN_FORM | REQUIRED, .max = 40),
	FIELD(inspection_item, standard, .label = "标准", .flags = IN_FORM | REQUIRED, .max = 100),
};
const struct fields item_form_fields = FIELDS(inspection_item, item_form_table);
