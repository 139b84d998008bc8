/* What batches, letters and fees are made of, as tables. */
#include "modules/movein/movein.h"

const struct choice movein_fee_kinds[] = {
	{ FEE_FUND, "fund", "专项维修资金" },
	{ FEE_PREPAID, "prepaid", "预缴物业费" },
	{ FEE_DEPOSIT, "deposit", "押金" },
	{ FEE_OTHER, "other", "其他" },
	CHOICE_END,
};
const struct choice movein_own_kinds[] = {
	{ FEE_FUND, "fund", "专项维修资金" },
	{ FEE_DEPOSIT, "deposit", "押金" },
	{ FEE_OTHER, "other", "其他" },
	CHOICE_END,
};
const struct choice movein_payees[] = {
	{ PAYEE_OFFICE, "office", "物业管理处" },
	{ PAYEE_DEVELOPER, "developer", "开发商" },
	{ PAYEE_FUND, "fund", "维修资金专户" },
	{ PAYEE_OTHER, "other", "其他单位" },
	CHOICE_END,
};
const struct choice movein_bases[] = {
	{ BASIS_AREA, "area", "按建筑面积" },
	{ BASIS_FLAT, "flat", "每户" },
	CHOICE_END,
};
const struct choice movein_letter_kinds[] = {
	{ LETTERS_BOTH, "both", "两种通知书" },
	{ LETTERS_TAKEOVER, "takeover", "收楼通知书" },
	{ LETTERS_MOVEIN, "movein", "入伙通知书" },
	CHOICE_END,
};
const struct choice movein_kinds[] = {
	{ MOVEIN_TAKEOVER, "takeover", "收楼通知" },
	{ MOVEIN_MOVEIN, "movein", "入伙通知" },
	CHOICE_END,
};
const struct choice movein_batch_states[] = {
	{ BATCH_DRAFT, "draft", "拟定" },	   { BATCH_VERIFIED, "verified", "已核准" },
	{ BATCH_NOTIFYING, "notifying", "通知中" }, { BATCH_HANDING, "handing", "交付中" },
	{ BATCH_ENDED, "ended", "已结束" },	   { BATCH_DROPPED, "dropped", "已撤销" },
	CHOICE_END,
};
const struct choice movein_notice_states[] = {
	{ NOTICE_DRAFT, "draft", "待发" },	  { NOTICE_SENT, "sent", "已发" },
	{ NOTICE_DELIVERED, "delivered", "已送达" }, { NOTICE_RETURNED, "returned", "退回" },
	{ NOTICE_LATE, "late", "逾期未到" },	  { NOTICE_SECOND, "second", "二次通知" },
	{ NOTICE_REFUSED, "refused", "拒收" },	  { NOTICE_CAME, "came", "已到场" },
	{ NOTICE_DEEMED, "deemed", "视同交付" },  { NOTICE_DROPPED, "dropped", "已作废" },
	CHOICE_END,
};
const struct choice movein_buyers[] = {
	{ BUYER_SINGLE, "single", "个人" }, { BUYER_JOINT, "joint", "共有" },
	{ BUYER_MINOR, "minor", "未成年" }, { BUYER_AGENT, "agent", "委托代办" },
	{ BUYER_COMPANY, "company", "单位" }, CHOICE_END,
};
const struct choice movein_channels[] = {
	{ 1, "post", "挂号信" },  { 2, "ems", "EMS" },	      { 3, "message", "短信" },
	{ 4, "phone", "电话" },	  { 5, "public", "公告" },    { 6, "person", "当面" },
	CHOICE_END,
};
const struct choice movein_proofs[] = {
	{ 1, "signed", "签收" },
	{ 2, "read", "已读回执" },
	{ 3, "confirmed", "本人确认" },
	{ 4, "public", "公告期满" },
	CHOICE_END,
};
const struct choice movein_refusals[] = {
	{ 1, "quality", "质量" },
	{ 2, "area", "面积" },
	{ 3, "papers", "手续" },
	{ 4, "other", "其他" },
	CHOICE_END,
};

const struct setting movein_settings[] = {
	{ "movein.notice_days", SETTING_INT, 30, 10, 30, NULL, "通知书在交付首日以前多少天发出", "14 (d)" },
	{ "movein.window_days", SETTING_INT, 30, 7, 90, NULL, "二次通知以后再给多少天收楼", "14 (d)" },
	{ "movein.deliver_days", SETTING_INT, 7, 1, 30, NULL, "发出多少天没有送达证明就致电核实", "14 (e)" },
	{ "movein.call_hours", SETTING_HOURS, 24, 1, 240, NULL, "退信或未送达的，多少小时内电话告知", "14 (c)" },
	{ "movein.remind_days", SETTING_INT, 7, 2, 20, NULL, "交付或预约以前多少天第一次提醒业主", "14 (e)" },
	{ "movein.remind_last_days", SETTING_INT, 1, 0, 5, NULL, "交付或预约以前多少天再提醒一次", "14 (e)" },
	{ "movein.message", SETTING_BOOL, 1, 0, 1, NULL, "通知和提醒同时发短信给留有手机的买受人", "14 (d)" },
	{ "movein.second_days", SETTING_INT, 7, 1, 30, NULL, "逾期未到的，多少天内发二次通知", "14 (c)" },
	{ "movein.decide_days", SETTING_INT, 7, 1, 30, NULL, "二次通知期满，主任多少天内决定", "14 (c)" },
	{ "movein.prepaid_months", SETTING_INT, 3, 0, 3, NULL, "入伙时预缴几个月物业费（业主可以选择月缴）", "19 (d)" },
	{ 0 },
};

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE, ASKED = SHOWN | IN_FORM };

const struct field movein_fee_table[MOVEIN_FEE_FIELDS] = {
	FIELD(movein_fee, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(movein_fee, name, .label = "项目", .flags = ASKED | REQUIRED, .min = 2, .max = 40),
	FIELD(movein_fee, kind, .label = "性质", .show = SHOW_ENUM, .choices = movein_own_kinds,
	      .flags = ASKED | REQUIRED),
	FIELD(movein_fee, payee, .label = "收款单位", .show = SHOW_ENUM, .choices = movein_payees,
	      .flags = ASKED | REQUIRED),
	FIELD(movein_fee, basis, .label = "标准", .show = SHOW_ENUM, .choices = movein_bases,
	      .flags = ASKED | REQUIRED),
	FIELD(movein_fee, price_fen, .label = "单价", .show = SHOW_MONEY, .flags = ASKED | REQUIRED),
	FIELD(movein_fee, letters, .label = "列入", .show = SHOW_ENUM, .choices = movein_letter_kinds,
	      .flags = ASKED | REQUIRED),
	FIELD(movein_fee, position, .label = "次序", .flags = ASKED, .min = 0, .max = 999),
	FIELD(movein_fee, created_at, .label = "生效", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(movein_fee, stopped_at, .label = "停用", .show = SHOW_TIME, .flags = SHOWN),
};
const struct fields movein_fee_fields = FIELDS(movein_fee, movein_fee_table);

static const struct field line_fields[] = {
	FIELD(movein_line, owner_id, .show = SHOW_ID),
	FIELD(movein_line, position, .flags = IN_JSON),
	FIELD(movein_line, kind, .label = "性质", .show = SHOW_ENUM, .choices = movein_fee_kinds,
	      .flags = SHOWN),
	FIELD(movein_line, payee, .label = "收款单位", .show = SHOW_ENUM, .choices = movein_payees,
	      .flags = SHOWN),
	FIELD(movein_line, name, .label = "项目", .flags = SHOWN),
	FIELD(movein_line, standard, .label = "标准", .flags = SHOWN),
	FIELD(movein_line, price_fen, .show = SHOW_MONEY, .flags = IN_JSON),
	FIELD(movein_line, months, .flags = IN_JSON),
	FIELD(movein_line, amount_fen, .label = "金额", .show = SHOW_MONEY, .flags = SHOWN),
	FIELD(movein_line, dropped, .label = "改为月缴", .flags = SHOWN),
};
const struct fields movein_line_fields = FIELDS(movein_line, line_fields);

const struct field movein_batch_table[MOVEIN_BATCH_FIELDS] = {
	FIELD(movein_batch, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(movein_batch, number, .label = "编号", .flags = HEAD),
	FIELD(movein_batch, state, .label = "状态", .show = SHOW_ENUM, .choices = movein_batch_states,
	      .flags = HEAD),
	FIELD(movein_batch, kind, .label = "通知书", .show = SHOW_ENUM, .choices = movein_kinds,
	      .flags = HEAD | IN_FORM | REQUIRED),
	FIELD(movein_batch, name, .label = "批次名称", .flags = HEAD | IN_FORM | REQUIRED, .min = 2,
	      .max = 60, .hint = "如 一期 3、5 栋"),
	FIELD(movein_batch, sender, .label = "落款单位", .flags = ASKED | REQUIRED, .max = 60,
	      .hint = "收楼通知书由开发商落款，入伙通知书由管理处落款"),
	FIELD(movein_batch, from_on, .label = "交付首日", .show = SHOW_DATE, .flags = ASKED | REQUIRED),
	FIELD(movein_batch, until_on, .label = "收楼期限", .show = SHOW_DATE,
	      .flags = ASKED | REQUIRED),
	FIELD(movein_batch, place, .label = "办理地点", .flags = ASKED | REQUIRED, .max = 100),
	FIELD(movein_batch, hours, .label = "办公时间", .flags = ASKED, .max = 60),
	FIELD(movein_batch, phone, .label = "咨询电话", .flags = ASKED | REQUIRED, .max = 40),
	FIELD(movein_batch, opinion_number, .label = "竣工验收意见书编号", .flags = ASKED, .max = 60,
	      .hint = "没有编号不能发通知书"),
	FIELD(movein_batch, opinion_on, .label = "竣工验收日期", .show = SHOW_DATE, .flags = ASKED),
	FIELD(movein_batch, filing_number, .label = "竣工验收备案证书编号", .flags = ASKED, .max = 60,
	      .hint = "没有编号不能发通知书"),
	FIELD(movein_batch, filing_on, .label = "备案日期", .show = SHOW_DATE, .flags = ASKED),
	FIELD(movein_batch, others, .label = "其他单项验收", .flags = ASKED, .max = 200,
	      .hint = "消防、规划、人防、电梯等"),
	FIELD(movein_batch, papers, .label = "另外要带的资料", .show = SHOW_LONG, .flags = ASKED,
	      .max = 400, .hint = "按买受人类别的资料已经列入，这里写本楼盘另外要的"),
	FIELD(movein_batch, day_from, .label = "预约开始", .show = SHOW_CLOCK, .flags = ASKED),
	FIELD(movein_batch, day_until, .label = "预约结束", .show = SHOW_CLOCK, .flags = ASKED),
	FIELD(movein_batch, slot_minutes, .label = "每个时段几分钟", .flags = ASKED, .min = 10,
	      .max = 240),
	FIELD(movein_batch, slot_capacity, .label = "每个时段几户", .flags = ASKED, .min = 1, .max = 200),
	FIELD(movein_batch, deemed_clause, .label = "视同交付的合同条款", .flags = ASKED, .max = 200,
	      .hint = "买卖合同没有约定就留空，逾期也不能视同交付"),
	FIELD(movein_batch, approved_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(movein_batch, approved_name, .label = "核准人", .flags = SHOWN),
	FIELD(movein_batch, approved_at, .label = "核准时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(movein_batch, issued_at, .label = "发出时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(movein_batch, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(movein_batch, created_at, .label = "拟定时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(movein_batch, version, .flags = IN_JSON),
	FIELD(movein_batch, rooms, .label = "户数", .flags = HEAD),
	FIELD(movein_batch, unsent, .flags = IN_JSON),
	FIELD(movein_batch, sent, .flags = IN_JSON),
	FIELD(movein_batch, delivered, .flags = IN_JSON),
	FIELD(movein_batch, returned, .flags = IN_JSON),
	FIELD(movein_batch, booked, .flags = IN_JSON),
	FIELD(movein_batch, came, .flags = IN_JSON),
	FIELD(movein_batch, refused, .flags = IN_JSON),
	FIELD(movein_batch, late, .flags = IN_JSON),
	FIELD(movein_batch, deemed, .flags = IN_JSON),
};
const struct fields movein_batch_fields = FIELDS(movein_batch, movein_batch_table);

static const struct field notice_fields[] = {
	FIELD(movein_notice, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(movein_notice, number, .label = "编号", .flags = HEAD),
	FIELD(movein_notice, batch_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(movein_notice, batch_number, .label = "批次编号", .flags = SHOWN),
	FIELD(movein_notice, batch_name, .label = "批次", .flags = HEAD),
	FIELD(movein_notice, kind, .label = "通知书", .show = SHOW_ENUM, .choices = movein_kinds,
	      .flags = HEAD),
	FIELD(movein_notice, batch_state, .flags = 0),
	FIELD(movein_notice, position, .flags = 0),
	FIELD(movein_notice, state, .label = "状态", .show = SHOW_ENUM,
	      .choices = movein_notice_states, .flags = HEAD),
	FIELD(movein_notice, room_id, .show = SHOW_ID),
	FIELD(movein_notice, room, .label = "房号", .show = SHOW_ROOM, .flags = HEAD),
	FIELD(movein_notice, building, .label = "楼栋"),
	FIELD(movein_notice, area_mass, .label = "建筑面积", .show = SHOW_MASS, .flags = SHOWN),
	FIELD(movein_notice, buyers, .label = "买受人", .flags = HEAD),
	FIELD(movein_notice, buyer_kind, .label = "买受人类别", .show = SHOW_ENUM,
	      .choices = movein_buyers, .flags = HEAD),
	FIELD(movein_notice, phone, .label = "电话", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(movein_notice, address, .label = "合同地址", .flags = SHOWN),
	FIELD(movein_notice, contract_number, .label = "合同编号", .flags = SHOWN),
	FIELD(movein_notice, from_on, .label = "交付首日", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(movein_notice, until_on, .label = "收楼期限", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(movein_notice, channel, .label = "送达方式", .show = SHOW_ENUM,
	      .choices = movein_channels, .flags = SHOWN),
	FIELD(movein_notice, waybill, .label = "运单号", .flags = SHOWN),
	FIELD(movein_notice, sent_at, .label = "发出时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(movein_notice, delivered_on, .label = "送达日期", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(movein_notice, proof, .label = "送达证明", .show = SHOW_ENUM, .choices = movein_proofs,
	      .flags = SHOWN),
	FIELD(movein_notice, receiver, .label = "签收人", .flags = SHOWN),
	FIELD(movein_notice, returned_on, .label = "退回日期", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(movein_notice, return_reason, .label = "退回原因", .flags = SHOWN),
	FIELD(movein_notice, refused_on, .label = "书面拒收日期", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(movein_notice, refusal, .label = "拒收原因", .show = SHOW_ENUM,
	      .choices = movein_refusals, .flags = SHOWN),
	FIELD(movein_notice, refusal_text, .label = "拒收说明", .flags = SHOWN),
	FIELD(movein_notice, slot_on, .label = "预约日期", .show = SHOW_DATE, .flags = SHOWN),
	FIELD(movein_notice, slot_minute, .label = "预约时段", .show = SHOW_CLOCK,
	      .flags = IN_JSON | IN_TITLE),
	FIELD(movein_notice, slot_people, .label = "预约人数", .flags = IN_JSON),
	FIELD(movein_notice, slot_agent, .label = "预约委托代办", .flags = IN_JSON | IN_TITLE),
	FIELD(movein_notice, reminded, .flags = IN_JSON),
	FIELD(movein_notice, deemed_clause, .flags = 0),
	FIELD(movein_notice, created_at, .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(movein_notice, ended_at, .label = "办结时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(movein_notice, version, .flags = IN_JSON),
};
const struct fields movein_notice_fields = FIELDS(movein_notice, notice_fields);

const struct field movein_addressee_table[MOVEIN_ADDRESSEE_FIELDS] = {
	FIELD(movein_addressee, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM | REQUIRED),
	FIELD(movein_addressee, buyers, .label = "买受人", .flags = IN_FORM | REQUIRED, .max = 120,
	      .hint = "共有人之间用顿号分开"),
	FIELD(movein_addressee, buyer_kind, .label = "买受人类别", .show = SHOW_ENUM,
	      .choices = movein_buyers, .flags = IN_FORM),
	FIELD(movein_addressee, phone, .label = "电话", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(movein_addressee, address, .label = "合同地址", .flags = IN_FORM, .max = 120),
	FIELD(movein_addressee, contract_number, .label = "合同编号", .flags = IN_FORM, .max = 60),
};
const struct fields movein_addressee_fields = FIELDS(movein_addressee, movein_addressee_table);

/* ---- papers: 14 (b) ---- */
#define KINDS(a) (1u << (a))
enum { EVERYBODY = KINDS(BUYER_SINGLE) | KINDS(BUYER_JOINT) | KINDS(BUYER_MINOR) |
		   KINDS(BUYER_AGENT),
       ALL_KINDS = EVERYBODY | KINDS(BUYER_COMPANY) };
static const struct {
	unsigned kinds;
	struct movein_paper_rule rule;
} rules[] = {
	{ ALL_KINDS, { "本通知书", "原件" } },
	{ EVERYBODY, { "身份证", "原件和复印件" } },
	{ ALL_KINDS, { "商品房买卖合同", "原件" } },
	{ ALL_KINDS, { "购房款收据或发票", "原件" } },
	{ ALL_KINDS, { "专项维修资金缴款凭证", "原件和复印件" } },
	{ EVERYBODY, { "入住人员一寸照片和身份证复印件", "每人 1 份" } },
	{ KINDS(BUYER_MINOR), { "户口本", "原件和复印件" } },
	{ KINDS(BUYER_MINOR), { "监护人身份证", "原件和复印件" } },
	{ KINDS(BUYER_AGENT), { "公证的授权委托书（写明收楼和签署文件）", "原件" } },
	{ KINDS(BUYER_AGENT), { "受托人身份证", "原件和复印件" } },
	{ KINDS(BUYER_COMPANY), { "营业执照", "复印件，加盖公章" } },
	{ KINDS(BUYER_COMPANY), { "法定代表人证明书", "原件" } },
	{ KINDS(BUYER_COMPANY), { "法人授权委托书", "原件" } },
	{ KINDS(BUYER_COMPANY), { "经办人身份证", "原件和复印件" } },
	{ KINDS(BUYER_COMPANY), { "单位公章", "随带" } },
};

size_t movein_paper_rules(enum movein_buyer kind, const struct movein_paper_rule **ret, size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < COUNT(rules) && count < most; i++)
		if (rules[i].kinds & KINDS((unsigned)kind))
			ret[count++] = &rules[i].rule;
	return count;
}
