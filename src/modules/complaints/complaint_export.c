/* 住户投诉意见表, as a sheet: each complaint with how it was judged, handled and answered. */
#include "app/module.h"
#include "base/limits.h"
#include "modules/complaints/complaint_export.h"
#include "modules/complaints/complaints.h"

static const struct sheet_column sheet_columns[] = {
	{ "编号", 18, false, false, NULL },	{ "渠道", 10, false, false, NULL },
	{ "受理时间", 20, false, false, NULL }, { "房号", 12, false, false, NULL },
	{ "投诉人", 12, false, false, NULL },	{ "投诉内容", 40, true, false, NULL },
	{ "业主要求", 30, true, false, NULL },	{ "判定", 10, false, false, NULL },
	{ "等级", 10, false, false, NULL },	{ "投诉原因", 12, false, false, NULL },
	{ "责任部门", 12, false, false, NULL }, { "责任人", 12, false, false, NULL },
	{ "首次答复", 20, false, false, NULL }, { "处理结果", 40, true, false, NULL },
	{ "答复业主", 40, true, false, NULL },	{ "答复方式", 10, false, false, NULL },
	{ "答复时间", 20, false, false, NULL }, { "业主意见", 10, false, false, NULL },
	{ "主任批示", 30, true, false, NULL },	{ "状态", 10, false, false, NULL },
	{ "关闭时间", 20, false, false, NULL }, { "重开次数", 10, false, false, NULL },
};

static void write_choice(struct sheet_writer *out, const struct choice *choices, int value)
{
	const struct choice *c = choice_of(choices, value);

	sheet_write_text(out, c ? c->label : "");
}

static int write_row(struct ctx *cx, struct sheet_writer *out, const void *record, int zone)
{
	const struct complaint *c = record;

	(void)cx;
	sheet_write_text(out, c->number);
	write_choice(out, complaint_channels, c->channel);
	sheet_write_time(out, c->received_at, zone);
	sheet_write_text(out, c->room);
	sheet_write_text(out, c->anonymous ? "匿名" : c->person_name);
	sheet_write_text(out, c->text);
	sheet_write_text(out, c->wish);
	write_choice(out, complaint_validities, c->validity);
	write_choice(out, complaint_grades, c->grade);
	write_choice(out, complaint_causes, c->cause);
	write_choice(out, complaint_units, c->unit);
	sheet_write_text(out, c->assignee_name ? c->assignee_name : c->post_name);
	sheet_write_time(out, c->first_reply_at, zone);
	sheet_write_text(out, c->result);
	sheet_write_text(out, c->answer);
	write_choice(out, complaint_ways, c->answer_way);
	sheet_write_time(out, c->answered_at, zone);
	write_choice(out, complaint_opinions, c->opinion);
	sheet_write_text(out, c->sight);
	write_choice(out, complaint_states, c->state);
	sheet_write_time(out, c->closed_at, zone);
	sheet_write_int(out, c->reopen_count);
	return sheet_write_row_end(out);
}

/* Without what the reader is kept off: complaint_list() leaves it out. */
static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	struct complaint_filter *f = ret;
	int r = complaint_filter_of(cx, in, zone_minutes, f);

	/* newest first, from the first to the last, whatever page was looked at */
	f->by_due = false;
	f->after_id = f->after_key = 0;
	return r;
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct complaint_filter *f = filter;
	struct complaint *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = complaint_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count)
		f->after_id = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

static const struct list_sheet sheet = {
	.fields = &complaint_fields,
	.heads = sheet_columns,
	.head_count = COUNT(sheet_columns),
	.row = write_row,
	.filter_size = sizeof(struct complaint_filter),
	.filter = read_filter,
	.page = next_page,
};

const struct exchange complaint_exchanges[] = {
	{ "complaints", "投诉", PERM_COMPLAINT_EXPORT, PERM_COMPLAINT_EXPORT, .sheet = &sheet },
	{ 0 },
};
