/* Warranties: what the builder mends, until when, and who pays then. Regulation on quality of works
 * 40, measures on the sale of housing 33. */
#include "app/calendar.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/inspection/inspection_parts.h"
#include "store/store.h"

/* A term without a setting is that of the structure: as long as the building is designed for. */
static const struct term {
	int part;
	const char *setting, *after;
} terms[] = {
	{ PART_STRUCTURE, NULL, "共用部位，按规定使用维修资金" },
	{ PART_LEAK, "inspection.leak_months", "屋面和外墙用维修资金，室内业主自理" },
	{ PART_HEATING, "inspection.heating_months", "户内业主自理，共用部分用维修资金" },
	{ PART_ELECTRIC, "inspection.electric_months", "户内业主自理，共用部分用维修资金" },
	{ PART_PIPES, "inspection.pipes_months", "户内业主自理，共用部分用维修资金" },
	{ PART_EQUIPMENT, "inspection.equipment_months", "户内业主自理，共用设备用维修资金" },
	{ PART_FINISH, "inspection.finish_months", "业主自理" },
};
static_assert(COUNT(terms) == PARTS, "a part without a term");

static const char *const own_words[PARTS + 1][14] = {
	[PART_ELECTRIC] = { "插座", "开关", "跳闸", "没电", "停电", "电线", "灯", "对讲", "弱电", "配电箱" },
	[PART_HEATING] = { "暖气", "地暖", "采暖", "空调", "供热", "供冷" },
	[PART_LEAK] = { "渗水", "渗漏", "防水", "屋面", "外墙", "天花漏", "楼上漏", "漏到楼下" },
	[PART_PIPES] = { "水管", "龙头", "下水", "地漏", "马桶", "坐便", "堵", "漏水", "燃气", "水表" },
	[PART_EQUIPMENT] = { "门", "窗", "锁", "玻璃", "栏杆", "电梯" },
	[PART_FINISH] = { "墙", "地砖", "瓷砖", "空鼓", "地板", "涂料", "裂缝", "踢脚" },
	[PART_STRUCTURE] = { "承重", "梁", "楼板", "结构", "沉降" },
};
/* The more telling words first: a leaking pipe is a pipe. */
static const int spoken[PARTS] = { PART_ELECTRIC, PART_HEATING, PART_LEAK, PART_PIPES,
				   PART_EQUIPMENT, PART_FINISH, PART_STRUCTURE };

static const struct field fields[] = {
	FIELD(warranty, part, .label = "部位", .show = SHOW_ENUM, .choices = inspection_parts,
	      .flags = IN_JSON | IN_LIST),
	FIELD(warranty, from_on, .label = "起（交付日）", .show = SHOW_DATE, .flags = IN_JSON | IN_LIST),
	FIELD(warranty, until_on, .label = "业主保修到", .show = SHOW_DATE, .flags = IN_JSON | IN_LIST),
	FIELD(warranty, builder_from_on, .label = "竣工验收", .show = SHOW_DATE,
	      .flags = IN_JSON | IN_LIST),
	FIELD(warranty, builder_until_on, .label = "施工方保修到", .show = SHOW_DATE,
	      .flags = IN_JSON | IN_LIST),
	FIELD(warranty, after, .label = "过保以后", .flags = IN_JSON | IN_LIST),
};
const struct fields warranty_fields = FIELDS(warranty, fields);

int warranty_end(int from_on, int months)
{
	struct civil c;
	int at;

	civil_from_day(from_on, &c);
	at = c.year * 12 + c.month - 1 + months;
	while (!civil_day_valid(at / 12, at % 12 + 1, c.day))
		c.day--;
	return civil_day(at / 12, at % 12 + 1, c.day);
}

static int begin_part(struct ctx *cx, int64_t room, const struct term *t, int delivered_on,
		      int accepted_on)
{
	int64_t months = 0;
	int r = t->setting ? setting_int(cx, t->setting, &months) : OK;

	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("INSERT INTO warranty (community_id, room_id, part, from_on, until_on,"
			      " builder_from_on, builder_until_on) VALUES (?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, room, t->part, delivered_on,
				months ? warranty_end(delivered_on, (int)months) : 0, accepted_on,
				months && accepted_on ? warranty_end(accepted_on, (int)months) : 0));
}

int warranty_begin(struct ctx *cx, int64_t room, int delivered_on, int accepted_on)
{
	struct warranty *have;
	size_t count;
	int r = warranty_of_room(cx, room, &have, &count);

	if (r == OK && count)
		return fail(cx, ERR_CONFLICT, T(cx, "这户的保修期已经起算，不能再改。"));
	for (size_t i = 0; r == OK && i < COUNT(terms); i++)
		r = begin_part(cx, room, &terms[i], delivered_on, accepted_on);
	return r;
}

int warranty_of_room(struct ctx *cx, int64_t room, struct warranty **ret, size_t *ret_count)
{
	int r = store_list(cx,
			   SQL("SELECT part, from_on, until_on, builder_from_on, builder_until_on FROM warranty"
			       " WHERE community_id = ? AND room_id = ? ORDER BY part LIMIT 20"),
			   BINDS(cx->community, room), warranty_fields, ret, ret_count);

	for (size_t i = 0; r == OK && i < *ret_count; i++)
		(*ret)[i].after = T(cx, terms[(*ret)[i].part - 1].after);
	return r;
}

bool warranty_runs(const struct warranty *w, int day)
{
	return day >= w->from_on && (!w->until_on || day <= w->until_on);
}

int warranty_part_of(const char *text)
{
	for (size_t i = 0; text && i < COUNT(spoken); i++)
		for (const char *const *word = own_words[spoken[i]]; *word; word++)
			if (text_contains(text, *word))
				return spoken[i];
	return 0;
}

static struct room_note note_of(struct ctx *cx, const struct warranty *w, int day, int meant)
{
	const char *part = T(cx, choice_of(inspection_parts, w->part)->label);
	char until[CIVIL_TEXT];
	bool runs = warranty_runs(w, day);
	const char *text = !w->until_on
		? arena_printf(cx->arena, T(cx, "%s：设计使用年限内由建设单位保修"), part)
		: runs ? arena_printf(cx->arena, T(cx, "%s：建设单位保修到 %s"), part,
				      civil_date(w->until_on, until))
		       : arena_printf(cx->arena, T(cx, "%s：%s 已过保，%s"), part,
				      civil_date(w->until_on, until), w->after);

	return (struct room_note){ .label = runs ? T(cx, "保修") : T(cx, "过保"), .text = text,
				   .colour = runs ? "green" : "grey", .meant = w->part == meant };
}

int warranty_notes(struct ctx *cx, int64_t room, int64_t at, const char *text,
		   struct room_note **ret, size_t *ret_count)
{
	struct warranty *rows;
	int zone, meant = warranty_part_of(text), r = warranty_of_room(cx, room, &rows, ret_count);

	if (r == OK)
		r = calendar_zone(cx, &zone);
	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++)
		(*ret)[i] = note_of(cx, &rows[i], civil_day_of(at, zone), meant);
	return OK;
}
