/* Buyers come from a sheet of the seller's; the register of letters goes into one. */
#include "app/calendar.h"
#include "app/import.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/movein/movein_parts.h"
#include "record/form.h"
#include "store/store.h"

static const char *const buyer_labels[] = { "个人", "共有", "未成年", "委托代办", "单位", NULL };
static const struct import_column columns[] = {
	{ "room", "房号", "房间号|单元房号|门牌号|房屋", true, "3-2-501", NULL },
	{ "buyers", "买受人", "业主|业主姓名|购房人|客户|客户名称|姓名", true, "李伟、王芳", NULL },
	{ "buyer_kind", "买受人类别", "类别|客户类型", false, "共有", buyer_labels },
	{ "phone", "电话", "手机|手机号|联系电话", false, "13800000000", NULL, .secret = true },
	{ "address", "合同地址", "通讯地址|邮寄地址|联系地址", false, "", NULL },
	{ "contract_number", "合同编号", "合同号|买卖合同编号", false, "HT-2026-0501", NULL },
	{ "batch", "批次", "批次编号|批次名称|交付批次", false, "", NULL },
};

static int import_row(struct ctx *cx, const struct input *row, enum import_outcome *ret)
{
	struct movein_addressee in = { 0 };
	struct movein_batch b;
	int zone, put, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = form_read(cx, row, "", movein_addressee_fields, zone, &in);
	if (r == OK)
		r = movein_batch_named(cx, input_text(row, "batch"), &b);
	if (r == OK)
		r = movein_notice_put(cx, &b, &in, &put);
	if (r == OK)
		*ret = put == PUT_NEW ? IMPORT_NEW : put == PUT_CHANGED ? IMPORT_CHANGED : IMPORT_SAME;
	return r;
}

static const struct import_kind importer = { "movein", "买受人名单", columns, COUNT(columns),
					     import_row };

/* ---- 送达登记表 ---- */

static const struct sheet_column sheet_columns[] = {
	{ "编号", 18, false, false, NULL },	{ "批次", 18, false, false, NULL },
	{ "房号", 12, false, false, NULL },	{ "买受人", 16, false, false, NULL },
	{ "买受人类别", 10, false, false, NULL }, { "建筑面积", 10, false, false, NULL },
	{ "合同编号", 16, false, false, NULL },	{ "状态", 10, false, false, NULL },
	{ "送达方式", 10, false, false, NULL },	{ "运单号", 18, false, false, NULL },
	{ "发出时间", 20, false, false, NULL },	{ "送达日期", 12, false, false, NULL },
	{ "送达证明", 10, false, false, NULL },	{ "签收人", 12, false, false, NULL },
	{ "退回日期", 12, false, false, NULL },	{ "退回原因", 20, false, false, NULL },
	{ "书面拒收日期", 12, false, false, NULL }, { "拒收说明", 24, true, false, NULL },
	{ "预约日期", 12, false, false, NULL },	{ "收楼期限", 12, false, false, NULL },
};

static const char *label_of(const struct choice *choices, int value)
{
	const struct choice *c = choice_of(choices, value);

	return c ? c->label : "";
}

static int write_row(struct ctx *cx, struct sheet_writer *out, const void *record, int zone)
{
	const struct movein_notice *n = record;

	(void)cx;
	sheet_write_text(out, n->number);
	sheet_write_text(out, n->batch_name);
	sheet_write_text(out, n->room);
	sheet_write_text(out, n->buyers);
	sheet_write_text(out, label_of(movein_buyers, n->buyer_kind));
	sheet_write_mass(out, n->area_mass);
	sheet_write_text(out, n->contract_number);
	sheet_write_text(out, label_of(movein_notice_states, n->state));
	sheet_write_text(out, label_of(movein_channels, n->channel));
	sheet_write_text(out, n->waybill);
	sheet_write_time(out, n->sent_at, zone);
	sheet_write_date(out, n->delivered_on);
	sheet_write_text(out, label_of(movein_proofs, n->proof));
	sheet_write_text(out, n->receiver);
	sheet_write_date(out, n->returned_on);
	sheet_write_text(out, n->return_reason);
	sheet_write_date(out, n->refused_on);
	sheet_write_text(out, n->refusal_text);
	sheet_write_date(out, n->slot_on);
	sheet_write_date(out, n->until_on);
	return sheet_write_row_end(out);
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return movein_notice_filter_read(cx, in, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct movein_notice_filter *f = filter;
	struct movein_notice *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = movein_notice_list(cx, f, &rows, ret_count);
	if (r == OK)
		f->from += (int64_t)*ret_count;
	*ret = rows;
	return r;
}

static const struct list_sheet sheet = {
	.fields = &movein_notice_fields,
	.heads = sheet_columns,
	.head_count = COUNT(sheet_columns),
	.row = write_row,
	.filter_size = sizeof(struct movein_notice_filter),
	.filter = read_filter,
	.page = next_page,
};

const struct exchange movein_exchanges[] = {
	{ "movein", "收楼入伙通知书", PERM_MOVEIN_IMPORT, PERM_MOVEIN_EXPORT, &importer,
	  .sheet = &sheet },
	{ 0 },
};
