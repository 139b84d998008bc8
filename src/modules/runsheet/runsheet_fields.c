/* What run-sheets, desks and papers are made of, as tables. */
#include "modules/runsheet/runsheet_parts.h"

const struct choice sheet_states[] = {
	{ SHEET_RUNNING, "running", "办理中" },
	{ SHEET_PAUSED, "paused", "待回" },
	{ SHEET_DONE, "done", "已办结" },
	{ SHEET_DROPPED, "dropped", "已撤销" },
	CHOICE_END,
};
const struct choice desks[] = {
	{ DESK_IDENTITY, "identity", "签到·身份核验" },
	{ DESK_BALANCE, "balance", "房款结算" },
	{ DESK_FUND, "fund", "维修资金核验" },
	{ DESK_INSPECT, "inspect", "验房" },
	{ DESK_SIGN, "sign", "签约·登记" },
	{ DESK_PAY, "pay", "缴费" },
	{ DESK_KEYS, "keys", "发资料·钥匙" },
	{ DESK_FILE, "file", "归档·办证" },
	CHOICE_END,
};
const struct choice desk_states[] = {
	{ DESK_OPEN, "open", "未办" },	     { DESK_SIGNED, "signed", "已签" },
	{ DESK_SKIPPED, "skipped", "经批准跳过" }, { DESK_SHORT, "short", "资料待补" },
	CHOICE_END,
};

const struct setting runsheet_settings[] = {
	{ "runsheet.pay_first", SETTING_BOOL, 0, 0, 1, NULL, "先缴费，后验房", "19 (c)" },
	{ "runsheet.call_days", SETTING_INT, 7, 1, 60, NULL, "没办完就走的，多少天内联系他再来", "19 (e)" },
	{ 0 },
};
const struct norm runsheet_call_norm = { "call", "联系没办完的住户", "19 (e)", "runsheet.call_days",
					 .ladder = LADDER_DESK, .count = BY_DAYS };
const struct norm_of runsheet_norms[] = { { "runsheet", &runsheet_call_norm }, { NULL, NULL } };

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
static const struct field fields[] = {
	FIELD(runsheet, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(runsheet, number, .label = "编号", .flags = HEAD),
	FIELD(runsheet, state, .label = "状态", .show = SHOW_ENUM, .choices = sheet_states,
	      .flags = HEAD),
	FIELD(runsheet, room_id, .show = SHOW_ID),
	FIELD(runsheet, room, .label = "房号", .show = SHOW_ROOM, .flags = HEAD),
	FIELD(runsheet, area_mass, .label = "建筑面积", .show = SHOW_MASS, .flags = SHOWN),
	FIELD(runsheet, owners, .label = "业主", .flags = HEAD),
	FIELD(runsheet, buyer_kind, .label = "买受人类别", .show = SHOW_ENUM, .choices = movein_buyers,
	      .flags = SHOWN),
	FIELD(runsheet, phone, .label = "电话", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(runsheet, notice_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(runsheet, resale, .label = "二次入伙", .flags = SHOWN),
	FIELD(runsheet, arrears_fen, .label = "原业主欠费", .show = SHOW_MONEY, .flags = SHOWN),
	FIELD(runsheet, arrears_note, .label = "欠费结清或说明", .flags = SHOWN),
	FIELD(runsheet, monthly, .label = "月缴", .flags = SHOWN),
	FIELD(runsheet, desk, .label = "所在台", .show = SHOW_ENUM, .choices = desks, .flags = HEAD),
	FIELD(runsheet, desk_at, .label = "到台时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(runsheet, taken_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(runsheet, taken_name, .label = "正在办理", .flags = SHOWN),
	FIELD(runsheet, came_at, .label = "到场", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(runsheet, pause_text, .label = "没办完的原因", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(runsheet, paused_at, .label = "离开", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(runsheet, closed_at, .label = "办结时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(runsheet, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(runsheet, version, .flags = IN_JSON),
	FIELD(runsheet, missing, .label = "缺的资料", .flags = IN_JSON | IN_TITLE),
	FIELD(runsheet, is_short, .label = "资料待补", .flags = IN_JSON | IN_TITLE),
};
const struct fields runsheet_fields = FIELDS(runsheet, fields);
const struct field runsheet_new_table[RUNSHEET_NEW_FIELDS] = {
	FIELD(runsheet_new, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM | REQUIRED),
	FIELD(runsheet_new, resale, .label = "二次入伙（买的二手房）", .flags = IN_FORM,
	      .hint = "没有通知书，不验房、不交接，只办身份、协议、缴费和归档"),
	FIELD(runsheet_new, arrears_fen, .label = "原业主欠费", .show = SHOW_MONEY, .flags = IN_FORM,
	      .hint = "二次入伙时填，没有就不填"),
	FIELD(runsheet_new, arrears_note, .label = "欠费结清或说明", .flags = IN_FORM, .max = 200,
	      .hint = "结清的凭证号，或双方签字的说明"),
};
const struct fields runsheet_new_fields = FIELDS(runsheet_new, runsheet_new_table);
static const struct field desk_fields[] = {
	FIELD(runsheet_desk, position, .label = "次序", .flags = SHOWN),
	FIELD(runsheet_desk, desk, .label = "环节", .show = SHOW_ENUM, .choices = desks, .flags = SHOWN),
	FIELD(runsheet_desk, state, .label = "状态", .show = SHOW_ENUM, .choices = desk_states,
	      .flags = SHOWN),
	FIELD(runsheet_desk, arrived_at, .label = "到台时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(runsheet_desk, signed_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(runsheet_desk, signed_name, .label = "签章", .flags = SHOWN),
	FIELD(runsheet_desk, signed_at, .label = "签章时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(runsheet_desk, note, .label = "凭证和备注", .flags = SHOWN),
};
const struct fields runsheet_desk_fields = FIELDS(runsheet_desk, desk_fields);
static const struct field paper_fields[] = {
	FIELD(runsheet_paper, line, .label = "序号", .flags = SHOWN),
	FIELD(runsheet_paper, name, .label = "资料", .flags = SHOWN),
	FIELD(runsheet_paper, form, .label = "形式", .flags = SHOWN),
	FIELD(runsheet_paper, checked, .label = "已验", .flags = SHOWN | IN_FORM),
	FIELD(runsheet_paper, checked_name, .label = "核验人", .flags = SHOWN),
};
const struct fields runsheet_paper_fields = FIELDS(runsheet_paper, paper_fields);
static const struct field board_fields[] = {
	FIELD(board_desk, desk, .label = "环节", .show = SHOW_ENUM, .choices = desks, .flags = SHOWN),
	FIELD(board_desk, waiting, .label = "等候", .flags = SHOWN),
	FIELD(board_desk, taken, .label = "正在办理", .flags = SHOWN),
	FIELD(board_desk, longest_at, .label = "最早到台", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(board_desk, done, .label = "今日办完", .flags = SHOWN),
	FIELD(board_desk, minutes, .label = "平均分钟", .flags = SHOWN),
};
const struct fields board_desk_fields = FIELDS(board_desk, board_fields);
