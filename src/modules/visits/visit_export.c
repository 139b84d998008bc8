/* 回访记录, as a sheet for the year's file (按年成册): each visit with the record in force. */
#include "app/module.h"
#include "base/limits.h"
#include "modules/visits/visit_export.h"
#include "modules/visits/visits.h"

static const struct sheet_column sheet_columns[] = {
	{ "编号", 18, false, false, NULL },	{ "类别", 10, false, false, NULL },
	{ "关联单号", 18, false, false, NULL }, { "房号", 12, false, false, NULL },
	{ "受访人", 12, false, false, NULL },	{ "事由", 40, true, false, NULL },
	{ "为何回访", 12, false, false, NULL }, { "应回访", 20, false, false, NULL },
	{ "回访时间", 20, false, false, NULL }, { "回访人", 12, false, false, NULL },
	{ "方式", 10, false, false, NULL },	{ "满意度", 10, false, false, NULL },
	{ "备注", 40, true, false, NULL },	{ "缺点不足", 40, true, false, NULL },
	{ "建议", 40, true, false, NULL },	{ "新问题", 40, true, false, NULL },
	{ "业主签名", 20, false, false, NULL }, { "审核人", 12, false, false, NULL },
	{ "审核意见", 30, true, false, NULL },	{ "状态", 10, false, false, NULL },
};

static const char *label_of(const struct choice *choices, int value)
{
	const struct choice *c = choice_of(choices, value);

	return c ? c->label : "";
}

static int write_row(struct ctx *cx, struct sheet_writer *out, const void *record, int zone)
{
	const struct visit *v = record;
	struct visit_record *rows, none = { 0 }, *last = &none;
	size_t count;
	int r = visit_records(cx, v->id, &rows, &count);

	if (r < 0)
		return r;
	if (count)
		last = &rows[count - 1];
	sheet_write_text(out, v->number);
	sheet_write_text(out, label_of(visit_kinds, v->kind));
	sheet_write_text(out, v->subject_number);
	sheet_write_text(out, v->room);
	sheet_write_text(out, v->person_name);
	sheet_write_text(out, v->title);
	sheet_write_text(out, label_of(visit_reasons, v->reason));
	sheet_write_time(out, v->due_at, zone);
	sheet_write_time(out, v->visited_at, zone);
	sheet_write_text(out, v->visitor_name);
	/* 9 (d): what stands where the signature would be */
	sheet_write_text(out, v->channel == BY_PHONE ? "电话回访" : label_of(visit_channels, v->channel));
	sheet_write_text(out, label_of(visit_grades, v->grade));
	sheet_write_text(out, last->remarks);
	sheet_write_text(out, last->shortcomings);
	sheet_write_text(out, last->suggestions);
	sheet_write_text(out, last->new_issue);
	sheet_write_time(out, v->signed_at, zone);
	sheet_write_text(out, v->reviewer_name);
	sheet_write_text(out, v->review_text);
	sheet_write_text(out, label_of(visit_states, v->state));
	return sheet_write_row_end(out);
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	struct visit_filter *f = ret;
	int r = visit_filter_of(cx, in, zone_minutes, f);

	/* newest first, from the first to the last, whatever page was looked at */
	f->by_due = false;
	f->after_id = f->after_due = 0;
	return r;
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct visit_filter *f = filter;
	struct visit *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = visit_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count)
		f->after_id = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

static const struct list_sheet sheet = {
	.fields = &visit_fields,
	.heads = sheet_columns,
	.head_count = COUNT(sheet_columns),
	.row = write_row,
	.filter_size = sizeof(struct visit_filter),
	.filter = read_filter,
	.page = next_page,
};

const struct exchange visit_exchanges[] = {
	{ "visits", "回访", PERM_VISIT_EXPORT, PERM_VISIT_EXPORT, .sheet = &sheet },
	{ 0 },
};
