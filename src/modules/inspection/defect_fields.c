/* What a defect is made of, as tables. */
#include "modules/inspection/inspection_parts.h"

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
static const struct field fields[] = {
	FIELD(defect, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(defect, number, .label = "编号", .flags = HEAD),
	FIELD(defect, state, .label = "状态", .show = SHOW_ENUM, .choices = defect_states, .flags = HEAD),
	FIELD(defect, inspection_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(defect, inspection_number, .label = "验房单", .flags = SHOWN),
	FIELD(defect, room_id, .show = SHOW_ID),
	FIELD(defect, room, .label = "房号", .show = SHOW_ROOM, .flags = HEAD),
	FIELD(defect, line, .label = "项目序号", .flags = IN_JSON),
	FIELD(defect, place, .label = "部位", .show = SHOW_ENUM, .choices = inspection_places,
	      .flags = SHOWN),
	FIELD(defect, part, .label = "工种", .show = SHOW_ENUM, .choices = inspection_parts,
	      .flags = SHOWN),
	FIELD(defect, severity, .label = "程度", .show = SHOW_ENUM, .choices = severities, .flags = HEAD),
	FIELD(defect, text, .label = "问题", .show = SHOW_LONG, .flags = HEAD),
	FIELD(defect, x, .flags = IN_JSON),
	FIELD(defect, y, .flags = IN_JSON),
	FIELD(defect, builder, .label = "整改单位", .flags = SHOWN),
	FIELD(defect, sent_at, .label = "交施工单位", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(defect, due_at, .label = "整改期限", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(defect, request_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(defect, request_number, .label = "报修工单", .flags = SHOWN),
	FIELD(defect, fixed_at, .label = "报告修好", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(defect, fixed_text, .label = "整改情况", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(defect, fixed_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(defect, checked_at, .label = "复验时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(defect, checked_name, .label = "复验人", .flags = SHOWN),
	FIELD(defect, fails, .label = "复验不合格次数", .flags = SHOWN),
	FIELD(defect, self_fen, .label = "自行修复费用（施工单位承担）", .show = SHOW_MONEY, .flags = SHOWN),
	FIELD(defect, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(defect, created_at, .label = "登记时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(defect, version, .flags = IN_JSON),
	FIELD(defect, overdue, .label = "已逾期", .flags = IN_JSON),
};
const struct fields defect_fields = FIELDS(defect, fields);
const struct field defect_new_table[DEFECT_NEW_FIELDS] = {
	FIELD(defect_new, line, .label = "项目序号", .flags = IN_FORM, .min = 0, .max = 500,
	      .hint = "表上的第几项；不在表上的不填"),
	FIELD(defect_new, place, .label = "部位", .show = SHOW_ENUM, .choices = inspection_places,
	      .flags = IN_FORM | REQUIRED),
	FIELD(defect_new, part, .label = "工种", .show = SHOW_ENUM, .choices = inspection_parts,
	      .flags = IN_FORM | REQUIRED),
	FIELD(defect_new, severity, .label = "程度", .show = SHOW_ENUM, .choices = severities,
	      .flags = IN_FORM | REQUIRED),
	FIELD(defect_new, text, .label = "问题", .show = SHOW_LONG, .flags = IN_FORM | REQUIRED,
	      .max = 500),
	FIELD(defect_new, x, .label = "平面位置 横", .flags = IN_FORM, .min = -1, .max = 100),
	FIELD(defect_new, y, .label = "平面位置 纵", .flags = IN_FORM, .min = -1, .max = 100),
};
const struct fields defect_new_fields = FIELDS(defect_new, defect_new_table);
static const struct field sum_fields[] = {
	FIELD(defect_sum, building, .label = "楼栋", .flags = SHOWN),
	FIELD(defect_sum, part, .label = "工种", .show = SHOW_ENUM, .choices = inspection_parts,
	      .flags = SHOWN),
	FIELD(defect_sum, open, .label = "未修好", .flags = SHOWN),
	FIELD(defect_sum, late, .label = "已逾期", .flags = SHOWN),
};
const struct fields defect_sum_fields = FIELDS(defect_sum, sum_fields);
