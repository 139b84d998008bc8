#include "modules/keys/key_sheet.h"
#include "app/calendar.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/keys/keys.h"
#include "record/form.h"
#include "store/store.h"

static const char *const kind_labels[] = { "空置单元", "样板房", "信箱", "设备房", "办公室",
					   "公共门窗", "返修", NULL };
static const char *const trial_labels[] = { "未试开", "能开", "不能开", NULL };
static const char *const source_labels[] = { "施工单位", "开发商", "业主", "自配", NULL };
static const struct import_column columns[] = {
	{ "intake", "接收单号", "移交单号|清单编号|单号", true, "JS-2026-01", NULL },
	{ "room", "房号", "房间号|单元房号|门牌号|房屋", false, "3-2-501", NULL },
	{ "place", "设备或部位", "设备名|设备|部位|位置", false, "", NULL },
	{ "kind", "类别", "钥匙类别", false, "空置单元", kind_labels },
	{ "lock", "门类", "钥匙名称|名称|门", false, "防盗门", NULL },
	{ "listed", "应交把数", "应交|应交数|清单数量|数量", true, "6", NULL },
	{ "count", "实收把数", "实收|实交|实交把数|实收数", false, "5", NULL },
	{ "trial", "试开", "试开结果", false, "能开", trial_labels },
	{ "cabinet", "柜号", "钥匙柜", false, "C1", NULL },
	{ "hook", "位号", "挂钩号|位", false, "01", NULL },
	{ "seal", "封条号", "封条", false, "", NULL },
	{ "source", "来源", "移交方|移交单位", false, "施工单位", source_labels },
	{ "giver", "移交人", "交出人", false, "何工", NULL },
};

/* What the sheet leaves unsaid: a room's keys are a flat's, and the builder hands them over. */
static void fill_in(struct ctx *cx, const struct input *row, struct input *ret)
{
	input_init(ret, cx->arena);
	for (size_t i = 0; i < row->count; i++)
		input_add(ret, row->pair[i].name, row->pair[i].value);
	if (text_blank(input_text(row, "kind")))
		input_add(ret, "kind", text_blank(input_text(row, "room")) ? "plant" : "flat");
	if (text_blank(input_text(row, "source")))
		input_add(ret, "source", "builder");
}

/* The same line of the same list, imported before. */
static int find_before(struct ctx *cx, const struct key_intake *in, int64_t *ret)
{
	struct room room = { .room = "" };
	int r = text_blank(in->room) ? OK : room_find(cx, in->room, &room);

	*ret = 0;
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "room", "%s", cx->why);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT id FROM office_key WHERE community_id = ? AND intake = ?"
				  " AND room = ? AND place = ? AND lock = ? ORDER BY id LIMIT 1"),
			      BINDS(cx->community, in->intake, room.room, in->place ? in->place : "",
				    in->lock ? in->lock : ""),
			      ret);
	return r == ERR_NOT_FOUND ? OK : r;
}

/* Counted and tried again since. */
static int count_again(struct ctx *cx, const struct key *k, const struct key_intake *in, int zone,
		       enum import_outcome *ret)
{
	int trial = in->trial ? in->trial : k->trial;
	struct input again;
	struct key after;

	*ret = IMPORT_SAME;
	if (in->listed != k->listed)
		return fail_field(cx, "listed", T(cx, "这一行以前导入时应交 %d 把，清单改了请换一个接收单号。"),
				  k->listed);
	if (k->state != KEY_PENDING || (in->count == k->count && trial == k->trial))
		return OK;
	*ret = IMPORT_CHANGED;
	input_init(&again, cx->arena);
	input_add(&again, "count", arena_printf(cx->arena, "%d", in->count));
	input_add(&again, "trial", choice_of(key_trials, trial)->word);
	return key_step(cx, k->id, "check", 0, &again, zone, &after);
}

static int import_row(struct ctx *cx, const struct input *row, enum import_outcome *ret)
{
	struct key_intake in = { 0 };
	struct input sent;
	struct key k;
	int64_t before;
	int zone, r = calendar_zone(cx, &zone);

	fill_in(cx, row, &sent);
	if (r == OK)
		r = form_read(cx, &sent, "", key_intake_fields, zone, &in);
	if (r == OK && text_blank(in.intake))
		return fail_field(cx, "intake", T(cx, "请填接收单号，再次导入时靠它认出同一行。"));
	if (r == OK)
		r = find_before(cx, &in, &before);
	if (r < 0)
		return r;
	if (!before) {
		*ret = IMPORT_NEW;
		return key_take_in(cx, &in, &k);
	}
	r = key_get(cx, before, &k);
	return r == OK ? count_again(cx, &k, &in, zone, ret) : r;
}

static const struct import_kind importer = { "keys", "钥匙清单", columns, COUNT(columns), import_row };

/* ---- the register as a sheet ---- */

static const struct sheet_column sheet_columns[] = {
	{ "编号", 18, false, false, NULL },	  { "状态", 10, false, false, NULL },
	{ "类别", 10, false, false, NULL },	  { "房号", 12, false, false, NULL },
	{ "设备或部位", 20, false, false, NULL }, { "门类", 20, false, false, NULL },
	{ "应交把数", 8, false, false, NULL },	  { "实收把数", 8, false, false, NULL },
	{ "试开", 8, false, false, NULL },	  { "接收差异", 24, false, false, NULL },
	{ "柜号", 8, false, false, NULL },	  { "位号", 8, false, false, NULL },
	{ "封条号", 12, false, false, NULL },	  { "来源", 10, false, false, NULL },
	{ "接收单号", 16, false, false, NULL },	  { "移交人", 12, false, false, NULL },
	{ "借用人", 12, false, false, NULL },	  { "借出时间", 20, false, false, NULL },
	{ "应还时间", 20, false, false, NULL },
};

static const char *label_of(const struct choice *choices, int value)
{
	const struct choice *c = choice_of(choices, value);

	return c ? c->label : "";
}

static int write_row(struct ctx *cx, struct sheet_writer *out, const void *record, int zone)
{
	const struct key *k = record;

	(void)cx;
	sheet_write_text(out, k->number);
	sheet_write_text(out, label_of(key_states, k->state));
	sheet_write_text(out, label_of(key_kinds, k->kind));
	sheet_write_text(out, k->room);
	sheet_write_text(out, k->place);
	sheet_write_text(out, k->lock);
	sheet_write_int(out, k->listed);
	sheet_write_int(out, k->count);
	sheet_write_text(out, label_of(key_trials, k->trial));
	sheet_write_text(out, k->difference);
	sheet_write_text(out, k->cabinet);
	sheet_write_text(out, k->hook);
	sheet_write_text(out, k->seal);
	sheet_write_text(out, label_of(key_sources, k->source));
	sheet_write_text(out, k->intake);
	sheet_write_text(out, k->giver);
	sheet_write_text(out, k->borrower ? k->borrower : "");
	sheet_write_time(out, k->lent_at, zone);
	sheet_write_time(out, k->due_at, zone);
	return sheet_write_row_end(out);
}

static int read_filter(struct ctx *cx, const struct input *in, int zone_minutes, void *ret)
{
	(void)zone_minutes;
	return key_filter_read(cx, in, ret);
}

static int next_page(struct ctx *cx, void *filter, void **ret, size_t *ret_count)
{
	struct key_filter *f = filter;
	struct key *rows;
	int r;

	f->most = LIMIT_PAGE_SIZE;
	r = key_list(cx, f, &rows, ret_count);
	if (r == OK && *ret_count)
		f->after = rows[*ret_count - 1].id;
	*ret = rows;
	return r;
}

static const struct list_sheet sheet = {
	.fields = &key_fields,
	.heads = sheet_columns,
	.head_count = COUNT(sheet_columns),
	.row = write_row,
	.filter_size = sizeof(struct key_filter),
	.filter = read_filter,
	.page = next_page,
};

const struct exchange key_exchanges[] = {
	{ "keys", "钥匙", PERM_KEY_LEND, PERM_KEY_EXPORT, &importer, .sheet = &sheet },
	{ "key-loans", "钥匙借用", PERM_UNSET, PERM_KEY_EXPORT, .sheet = &key_loan_sheet,
	  .read = PERM_KEY_READ },
	{ 0 },
};
