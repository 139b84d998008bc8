/* What a deed is made of, as tables. */
#include "modules/handover/deed_parts.h"
#include "modules/houses/houses.h"

const struct choice deed_states[] = {
	{ DEED_DRAFT, "draft", "待签署" },	{ DEED_OWNER_SIGNED, "owner_signed", "业主已签" },
	{ DEED_SIGNED, "signed", "双方已签" },	{ DEED_DELIVERED, "delivered", "已交付" },
	{ DEED_ARCHIVED, "archived", "已归档" }, { DEED_VOID, "void", "已作废" },
	CHOICE_END,
};
const struct setting deed_settings[] = {
	{ "handover.fee_rule", SETTING_INT, FEE_NEXT_MONTH, FEE_NEXT_MONTH, FEE_BY_DAY, NULL,
	  "首月物业费：1 交付次月起；2 当月 15 日以前交付收全月、以后收半月；3 当月 15 日以前交付从 15 日起收半月、以后从次月起；4 按日",
	  "10 (d)" },
	{ "handover.fee_fen", SETTING_FEN, 280, 0, 100000, NULL, "物业费每平方米每月多少钱", "10 (g)" },
	{ "handover.key_days", SETTING_INT, 60, 1, 365, NULL, "留用整改的钥匙最多留多少天", "10 (d)" },
	{ 0 },
};
const struct norm deed_key_norm = { "key_back", "归还留用的钥匙", "10 (e)", "handover.key_days",
				    .ladder = LADDER_DESK, .count = BY_DAYS };
const struct norm_of deed_norms[] = { { "deed", &deed_key_norm }, { NULL, NULL } };

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE, LINE = SHOWN | IN_FORM };
/* the members that are filled in, for the form and for the record alike; texts have limits */
#define DEED_TEXTS(flags_) \
	FIELD(deed, seller, .label = "甲方（建设单位）", .flags = flags_, .max = 100), \
	FIELD(deed, contract, .label = "买卖合同号", .flags = flags_, .max = 60), \
	FIELD(deed, contract_area_mass, .label = "合同面积", .show = SHOW_MASS, .flags = flags_, \
	      .max = 100000000), \
	FIELD(deed, area_mass, .label = "实测建筑面积", .show = SHOW_MASS, .flags = flags_, \
	      .max = 100000000), \
	FIELD(deed, accepted_on, .label = "竣工验收合格日期", .show = SHOW_DATE, .flags = flags_), \
	FIELD(deed, notice_on, .label = "入伙通知书日期", .show = SHOW_DATE, .flags = flags_), \
	FIELD(deed, due_on, .label = "通知交付日", .show = SHOW_DATE, .flags = flags_), \
	FIELD(deed, fund_receipt, .label = "维修资金缴存凭证", .flags = flags_, .max = 60), \
	FIELD(deed, water_meter, .label = "水表号", .flags = flags_, .max = 40), \
	FIELD(deed, water_mass, .label = "水表底数", .show = SHOW_MASS, .flags = flags_, \
	      .max = 100000000000), \
	FIELD(deed, power_meter, .label = "电表号", .flags = flags_, .max = 40), \
	FIELD(deed, power_mass, .label = "电表底数", .show = SHOW_MASS, .flags = flags_, \
	      .max = 100000000000), \
	FIELD(deed, gas_meter, .label = "燃气表号", .flags = flags_, .max = 40), \
	FIELD(deed, gas_mass, .label = "燃气表底数", .show = SHOW_MASS, .flags = flags_, \
	      .max = 100000000000), \
	FIELD(deed, heat_meter, .label = "热量表号", .flags = flags_, .max = 40), \
	FIELD(deed, heat_mass, .label = "热量表底数", .show = SHOW_MASS, .flags = flags_, \
	      .max = 100000000000), \
	FIELD(deed, quality_book, .label = "已交质量保证书原件", .flags = flags_), \
	FIELD(deed, manual_book, .label = "已交使用说明书原件", .flags = flags_), \
	FIELD(deed, filing_copy, .label = "已交竣工验收备案表", .flags = flags_), \
	FIELD(deed, other_papers, .label = "其他资料", .flags = flags_, .max = 200), \
	FIELD(deed, company, .label = "单位购房", .flags = flags_), \
	FIELD(deed, company_papers, .label = "执照、法人证明、授权书、公章齐全", .flags = flags_), \
	FIELD(deed, leftover, .label = "遗留问题处理约定", .show = SHOW_LONG, .flags = flags_, .max = 1000), \
	FIELD(deed, trade, .label = "业态", .flags = flags_, .max = 60), \
	FIELD(deed, capacity, .label = "用电容量", .flags = flags_, .max = 60), \
	FIELD(deed, fumes, .label = "排烟排水条件", .flags = flags_, .max = 100), \
	FIELD(deed, sign_place, .label = "招牌位置", .flags = flags_, .max = 100), \
	FIELD(deed, fire_zone, .label = "消防分区", .flags = flags_, .max = 60), \
	FIELD(deed, partition_wall, .label = "隔墙", .flags = flags_, .max = 100)

const struct field deed_form_table[DEED_FORM_FIELDS] = { DEED_TEXTS(IN_FORM) };
const struct fields deed_form_fields = FIELDS(deed, deed_form_table);

static const struct field fields[] = {
	FIELD(deed, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deed, number, .label = "编号", .flags = HEAD),
	FIELD(deed, state, .label = "状态", .show = SHOW_ENUM, .choices = deed_states, .flags = HEAD),
	FIELD(deed, inspection_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deed, inspection_number, .label = "验房单", .flags = SHOWN),
	FIELD(deed, room_id, .show = SHOW_ID),
	FIELD(deed, room, .label = "房号", .show = SHOW_ROOM, .flags = HEAD),
	FIELD(deed, use, .label = "用途", .show = SHOW_ENUM, .choices = room_uses, .flags = SHOWN),
	FIELD(deed, owners, .label = "乙方（业主）", .flags = SHOWN),
	DEED_TEXTS(SHOWN),
	FIELD(deed, text_version, .label = "正文版本", .flags = IN_JSON | IN_TITLE),
	FIELD(deed, text, .label = "正文", .flags = IN_JSON | IN_TITLE),
	FIELD(deed, owner_signed_by, .label = "乙方签字", .flags = SHOWN),
	FIELD(deed, owner_signed_at, .label = "乙方签字时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(deed, owner_picture_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deed, seller_signed_by, .label = "甲方签章", .flags = SHOWN),
	FIELD(deed, seller_signed_at, .label = "甲方签章时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(deed, seller_picture_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deed, delivered_on, .label = "实际交付日", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(deed, delivered_at, .label = "交付登记", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(deed, fee_from_on, .label = "物业费起算", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(deed, fee_month_fen, .label = "每月物业费", .show = SHOW_MONEY, .flags = SHOWN),
	FIELD(deed, fee_first_fen, .label = "首期物业费", .show = SHOW_MONEY, .flags = SHOWN),
	FIELD(deed, archived_at, .label = "归档时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(deed, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deed, created_at, .label = "登记时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(deed, kept, .show = SHOW_PLAIN, .flags = IN_JSON | IN_TITLE),
	FIELD(deed, version, .flags = IN_JSON),
};
const struct fields deed_fields = FIELDS(deed, fields);

static const struct field party_fields[] = {
	FIELD(deed_party, line, .label = "序号", .flags = SHOWN),
	FIELD(deed_party, name, .label = "姓名", .flags = SHOWN),
	FIELD(deed_party, id_tail, .label = "证件尾号", .flags = SHOWN),
	FIELD(deed_party, agent, .label = "代理人", .flags = SHOWN),
	FIELD(deed_party, letter_id, .show = SHOW_ID, .flags = IN_JSON),
};
const struct fields deed_party_fields = FIELDS(deed_party, party_fields);
static const struct field key_fields_[] = {
	FIELD(deed_key, line, .label = "序号", .flags = SHOWN),
	FIELD(deed_key, name, .label = "钥匙", .flags = LINE, .max = 40),
	FIELD(deed_key, count, .label = "总数", .flags = LINE, .min = 0, .max = 99),
	FIELD(deed_key, kept, .label = "留用整改", .flags = LINE, .min = 0, .max = 99),
	FIELD(deed_key, until_on, .label = "留用到", .show = SHOW_DATE, .flags = LINE),
	FIELD(deed_key, returned_at, .label = "归还时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(deed_key, key_id, .show = SHOW_ID, .flags = IN_JSON),
};
const struct fields deed_key_fields = FIELDS(deed_key, key_fields_);
static const struct field supplement_fields[] = {
	FIELD(deed_supplement, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deed_supplement, number, .label = "编号", .flags = SHOWN),
	FIELD(deed_supplement, text, .label = "补充约定", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(deed_supplement, owner_signed_by, .label = "乙方签字", .flags = SHOWN),
	FIELD(deed_supplement, seller_signed_by, .label = "甲方签章", .flags = SHOWN),
	FIELD(deed_supplement, picture_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deed_supplement, created_at, .label = "签订", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(deed_supplement, created_name, .label = "经办人", .flags = SHOWN),
};
const struct fields deed_supplement_fields = FIELDS(deed_supplement, supplement_fields);
static const struct field text_fields[] = {
	FIELD(deed_text, use, .label = "用途", .show = SHOW_ENUM, .choices = room_uses, .flags = SHOWN),
	FIELD(deed_text, version, .label = "正文版本", .flags = SHOWN),
	FIELD(deed_text, text, .label = "正文", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(deed_text, created_at, .label = "启用", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(deed_text, created_name, .label = "经办人", .flags = SHOWN),
};
const struct fields deed_text_fields = FIELDS(deed_text, text_fields);
