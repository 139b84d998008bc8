#include "modules/residents/residents_import.h"
#include "app/calendar.h"
#include "app/journal.h"
#include "base/limits.h"
#include "base/text.h"
#include "modules/residents/residents.h"
#include "record/form.h"
#include "store/store.h"

/* A row of the roster: the room, and a person of it when one is named. */
struct roster_row {
	const char *room, *building, *entrance, *door;
	int floor;
	int64_t area_mass, inner_mass;
	const char *layout;
	int use, state, delivered_on;
	const char *name, *phone, *phone2;
	int relation, id_type;
	const char *id_number, *emergency;
	int care;
	const char *remark;
	int from_on, until_on;
};
static const struct field row_fields[] = {
	FIELD(roster_row, room, .label = "房号", .flags = IN_FORM, .max = 40),
	FIELD(roster_row, building, .label = "楼栋", .flags = IN_FORM, .max = 20),
	FIELD(roster_row, entrance, .label = "单元", .flags = IN_FORM, .max = 20),
	FIELD(roster_row, door, .label = "室号", .flags = IN_FORM, .max = 20),
	FIELD(roster_row, floor, .label = "楼层", .flags = IN_FORM, .min = -5, .max = 200),
	FIELD(roster_row, area_mass, .label = "建筑面积", .show = SHOW_MASS, .flags = IN_FORM,
	      .min = 0, .max = 100000000),
	FIELD(roster_row, inner_mass, .label = "套内面积", .show = SHOW_MASS, .flags = IN_FORM,
	      .min = 0, .max = 100000000),
	FIELD(roster_row, layout, .label = "户型", .flags = IN_FORM, .max = 40),
	FIELD(roster_row, use, .label = "用途", .show = SHOW_ENUM, .choices = room_uses,
	      .flags = IN_FORM),
	FIELD(roster_row, state, .label = "房屋状态", .show = SHOW_ENUM, .choices = room_states,
	      .flags = IN_FORM),
	FIELD(roster_row, delivered_on, .label = "交付日期", .show = SHOW_DATE, .flags = IN_FORM),
	FIELD(roster_row, name, .label = "姓名", .flags = IN_FORM, .max = 60),
	FIELD(roster_row, phone, .label = "手机", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(roster_row, phone2, .label = "备用电话", .show = SHOW_PHONE, .flags = IN_FORM),
	FIELD(roster_row, relation, .label = "与房屋关系", .show = SHOW_ENUM, .choices = relations,
	      .flags = IN_FORM),
	FIELD(roster_row, id_type, .label = "证件类型", .show = SHOW_ENUM, .choices = id_types,
	      .flags = IN_FORM),
	FIELD(roster_row, id_number, .label = "证件号", .flags = IN_FORM, .max = 40),
	FIELD(roster_row, emergency, .label = "紧急联系人", .flags = IN_FORM),
	FIELD(roster_row, care, .label = "关怀", .show = SHOW_ENUM, .choices = care_marks,
	      .flags = IN_FORM),
	FIELD(roster_row, remark, .label = "备注", .flags = IN_FORM),
	FIELD(roster_row, from_on, .label = "入住日期", .show = SHOW_DATE, .flags = IN_FORM),
	FIELD(roster_row, until_on, .label = "迁出日期", .show = SHOW_DATE, .flags = IN_FORM),
};

static const char *const use_labels[] = { "住宅", "商铺", "车位", NULL };
static const char *const state_labels[] = { "未售", "未收", "空置", "装修", "自住", "出租", NULL };
static const char *const relation_labels[] = { "业主", "共有人", "家属", "租户", "代理人", NULL };
static const char *const type_labels[] = { "身份证", "护照", "通行证", "营业执照", "其他", NULL };
static const char *const care_labels[] = { "独居老人", "行动不便", "重病", "孕产妇", NULL };
static const struct import_column columns[] = {
	{ "room", "房号", "房间号|单元房号|房屋编号|房产|门牌号|房屋|地址", false, "3-2-501", NULL },
	{ "building", "楼栋", "栋号|楼号|幢号|栋|幢|楼座|座", false, "", NULL },
	{ "entrance", "单元", "单元号|梯", false, "", NULL },
	{ "door", "室号", "室|房间|户号", false, "", NULL },
	{ "floor", "楼层", "层|所在层", false, "5", NULL },
	{ "area", "建筑面积", "面积|建面|产权面积|收费面积", false, "86.4", NULL },
	{ "inner", "套内面积", "套内|使用面积", false, "72.1", NULL },
	{ "layout", "户型", "房型", false, "三房两厅", NULL },
	{ "use", "用途", "房屋用途|物业类型|类型", false, "住宅", use_labels },
	{ "state", "房屋状态", "状态|入住状态|使用状态", false, "自住", state_labels },
	{ "delivered_on", "交付日期", "收楼日期|交房日期|接房日期", false, "2019-06-30", NULL },
	{ "name", "姓名", "业主姓名|户主|业主|业主名称|产权人|住户姓名|客户名称|联系人", false, "王秀兰", NULL },
	{ "phone", "手机", "电话|联系电话|手机号|手机号码|移动电话|联系方式|业主电话", false, "13812345612", NULL, true },
	{ "relation", "与房屋关系", "关系|身份|与业主关系|住户类型", false, "业主", relation_labels },
	{ "phone2", "备用电话", "其他电话|固定电话|电话2|第二电话", false, "", NULL, true },
	{ "id_type", "证件类型", "证件种类", false, "身份证", type_labels },
	{ "id_number", "证件号", "身份证号|证件号码|身份证号码|身份证", false, "", NULL, true },
	{ "emergency", "紧急联系人", "紧急联系电话|应急联系人", false, "", NULL, true },
	{ "care", "关怀", "特殊人群|关怀对象", false, "", care_labels },
	{ "from_on", "入住日期", "入住时间|入伙日期|起始日期|迁入日期", false, "2019-09-01", NULL },
	{ "until_on", "迁出日期", "结束日期|搬离日期", false, "", NULL },
	{ "remark", "备注", "说明|备注信息", false, "", NULL },
};

/* 房号, or 楼栋 + 单元 + 室号 where the sheet keeps them apart. */
static int room_name(struct ctx *cx, const struct roster_row *row, const char **ret)
{
	const char *name = row->room;

	if (!text_blank(row->building) && !text_blank(row->door ? row->door : row->room))
		name = arena_printf(cx->arena, "%s-%s%s%s", row->building,
				    text_blank(row->entrance) ? "" : row->entrance,
				    text_blank(row->entrance) ? "" : "-",
				    text_blank(row->door) ? row->room : row->door);
	if (text_blank(name))
		return fail_field(cx, "room", T(cx, "没有房号。"));
	*ret = text_room(cx->arena, name);
	/* a whole room name in 房号 wins when the parts beside it do not make one */
	if (!*ret || strchr(row->room ? row->room : "", '-'))
		*ret = text_room(cx->arena, row->room ? row->room : name);
	if (!*ret)
		return fail_field(cx, "room", T(cx, "“%s”不像一个房号，请写成 3-2-501。"), name);
	return OK;
}

static int put_person(struct ctx *cx, const struct roster_row *row, const struct room *room,
		      bool *ret_changed)
{
	struct resident in = { .name = row->name, .phone = row->phone, .phone2 = row->phone2,
			       .relation = row->relation ? row->relation : RELATION_OWNER,
			       .id_type = row->id_type, .id_number = row->id_number,
			       .emergency = row->emergency, .care = row->care, .remark = row->remark,
			       .from_on = row->from_on, .until_on = row->until_on };
	int64_t person;

	return resident_put(cx, room, &in, &person, ret_changed);
}

/* A sheet that was exported comes back with masked numbers, which say nothing new. */
static void leave_out_masked(struct ctx *cx, const struct input *in, struct input *ret)
{
	static const char *const secrets[] = { "phone", "phone2", "id_number", "emergency" };

	input_init(ret, cx->arena);
	for (size_t i = 0; i < in->count; i++) {
		const struct input_pair *p = &in->pair[i];
		bool masked = false;
		for (size_t k = 0; !masked && k < COUNT(secrets); k++)
			masked = !strcmp(p->name, secrets[k]) && strchr(p->value, '*');
		if (!masked)
			input_add(ret, p->name, p->value);
	}
}

static int import_row(struct ctx *cx, const struct input *sent, enum import_outcome *ret)
{
	struct roster_row row = { 0 };
	struct input told, *in = &told;
	struct room room = { 0 };
	enum put put = PUT_SAME;
	bool person_changed = false;
	int zone, r = calendar_zone(cx, &zone);

	leave_out_masked(cx, sent, in);
	if (r == OK)
		r = form_read(cx, in, "", FIELDS(roster_row, row_fields), zone, &row);
	if (r == OK)
		r = room_name(cx, &row, &room.room);
	if (r < 0)
		return r;
	if (text_blank(row.name) && !text_blank(row.phone))
		return fail_field(cx, "name", T(cx, "有电话，却没有姓名。"));
	room.floor = row.floor;
	room.area_mass = row.area_mass;
	room.inner_mass = row.inner_mass;
	room.layout = row.layout;
	room.use = row.use;
	room.state = row.state;
	room.delivered_on = row.delivered_on;
	/* who has moved in lives there, whatever the sheet forgot to say of the room */
	if (!room.state && row.from_on && !row.until_on)
		room.state = row.relation == RELATION_TENANT ? ROOM_LET : ROOM_OCCUPIED;
	r = room_put(cx, &room, &room.id, &put);
	if (r == OK && !text_blank(row.name))
		r = put_person(cx, &row, &room, &person_changed);
	if (r == OK && put != PUT_SAME && !person_changed)
		r = resident_index(cx, &room);
	*ret = put == PUT_NEW			     ? IMPORT_NEW
	       : put == PUT_CHANGED || person_changed ? IMPORT_CHANGED
						      : IMPORT_SAME;
	return r;
}

static const struct import_kind importer = { "households", "住户名册", columns, COUNT(columns),
					     import_row };

/* ---- and back ---- */

static const struct sheet_column sheet_columns[] = {
	{ "房号", 12, false, false, NULL },	{ "楼层", 6, false, false, NULL },
	{ "建筑面积", 10, false, false, NULL }, { "户型", 12, false, false, NULL },
	{ "用途", 8, false, false, NULL },	{ "房屋状态", 10, false, false, NULL },
	{ "交付日期", 12, false, false, NULL }, { "姓名", 14, false, false, NULL },
	{ "与房屋关系", 12, false, false, NULL }, { "手机", 16, false, false, NULL },
	{ "证件号", 12, false, false, NULL },	{ "紧急联系人", 20, false, false, NULL },
	{ "备注", 30, true, false, NULL },
};

struct export_row {
	int64_t id;
	const char *room;
	int floor;
	int64_t area_mass;
	const char *layout;
	int use, state, delivered_on;
	const char *name;
	int relation;
	const char *phone, *id_tail, *emergency, *remark;
};
static const struct field export_fields[] = {
	FIELD(export_row, id, 0),	   FIELD(export_row, room, 0),
	FIELD(export_row, floor, 0),	   FIELD(export_row, area_mass, 0),
	FIELD(export_row, layout, 0),	   FIELD(export_row, use, 0),
	FIELD(export_row, state, 0),	   FIELD(export_row, delivered_on, 0),
	FIELD(export_row, name, 0),	   FIELD(export_row, relation, 0),
	FIELD(export_row, phone, 0),	   FIELD(export_row, id_tail, 0),
	FIELD(export_row, emergency, 0), FIELD(export_row, remark, 0),
};

static const char *label(const struct choice *choices, int value)
{
	const struct choice *c = choice_of(choices, value);
	return c ? c->label : "";
}

/* Phones and ID numbers stay masked: a sheet that leaves the office is no list of numbers. */
static int write_row(struct ctx *cx, struct arena *a, struct sheet_writer *out,
		     const struct export_row *row)
{
	(void)cx;
	sheet_write_text(out, row->room);
	sheet_write_int(out, row->floor);
	sheet_write_mass(out, row->area_mass);
	sheet_write_text(out, row->layout);
	sheet_write_text(out, label(room_uses, row->use));
	sheet_write_text(out, label(room_states, row->state));
	sheet_write_date(out, row->delivered_on);
	sheet_write_text(out, row->name);
	sheet_write_text(out, label(relations, row->relation));
	sheet_write_text(out, row->phone && *row->phone ? text_mask(a, row->phone) : "");
	sheet_write_text(out, row->id_tail && *row->id_tail
				      ? arena_printf(a, "****%s", row->id_tail) : "");
	sheet_write_text(out, emergency_mask(a, row->emergency));
	sheet_write_text(out, row->remark);
	return sheet_write_row_end(out);
}

static int export_rows(struct ctx *cx, const struct input *filter, struct sheet_writer *out)
{
	const char *building = input_text(filter, "building");
	struct arena row_arena = { 0 };
	struct rows rows = { 0 };
	int r = sheet_write_header(out, sheet_columns, COUNT(sheet_columns));

	if (r == OK)
		r = rows_open(cx,
			SQL("SELECT h.id, h.room, h.floor, h.area_mass, h.layout, h.use, h.state,"
			    " h.delivered_on, p.name, o.relation, p.phone, p.id_tail, p.emergency,"
			    " p.remark FROM room h"
			    " LEFT JOIN occupancy o ON o.community_id = h.community_id"
			    " AND o.room_id = h.id AND o.until_on = 0"
			    " LEFT JOIN person p ON p.community_id = h.community_id AND p.id = o.person_id"
			    " WHERE h.community_id = ? AND (? = '' OR h.building = ?)"
			    " ORDER BY h.room, o.relation"),
			BINDS(cx->community, building ? building : "", building ? building : ""),
			FIELDS(export_row, export_fields), &rows);
	while (r == OK) {
		struct export_row row = { 0 };
		r = rows_next(&rows, &row_arena, &row);
		if (r <= 0)
			break;
		r = write_row(cx, &row_arena, out, &row);
		arena_clear(&row_arena);
	}
	rows_free(&rows);
	arena_free(&row_arena);
	return r;
}

const struct exchange resident_exchanges[] = {
	{ "households", "住户名册", PERM_HOUSEHOLD_IMPORT, PERM_HOUSEHOLD_EXPORT, &importer,
	  export_rows },
	{ 0 },
};
static const struct room_layer layers[] = {
	{ "care", "关怀", resident_marks, PERM_HOUSEHOLD_READ, resident_layer },
	{ 0 },
};

const struct module residents_module = {
	.name = "residents",
	.label = "住户",
	.layers = layers,
	.settings = resident_settings,
	.exchanges = resident_exchanges,
};
