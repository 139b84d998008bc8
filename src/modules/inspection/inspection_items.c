/* The list of what is inspected: the program's own by use, until the office changes it. */
#include "app/journal.h"
#include "base/random.h"
#include "modules/houses/houses.h"
#include "modules/inspection/inspection_parts.h"
#include "record/form.h"
#include "store/store.h"

enum { ITEMS_MOST = 200 };
#define FLAT ROOM_DWELLING
#define SHOP ROOM_SHOP

/* 10 (b), 房屋交接验收表 */
const struct inspection_item inspection_default_items[] = {
	{ 0, FLAT, PLACE_HALL, PART_EQUIPMENT, "入户门", "门扇无变形划伤，锁开启灵活，门铃响", 1 },
	{ 0, FLAT, PLACE_HALL, PART_ELECTRIC, "配电箱", "回路有标识，漏电开关按试验钮跳闸", 2 },
	{ 0, FLAT, PLACE_HALL, PART_ELECTRIC, "可视对讲和弱电箱", "通话开门正常，信号到箱", 3 },
	{ 0, FLAT, PLACE_LIVING, PART_FINISH, "墙面顶棚", "平整无裂缝、无空鼓、无色差", 4 },
	{ 0, FLAT, PLACE_LIVING, PART_FINISH, "地面", "平整无空鼓起砂，踢脚线牢固", 5 },
	{ 0, FLAT, PLACE_LIVING, PART_EQUIPMENT, "窗", "开关顺畅，密封完好，玻璃无划伤", 6 },
	{ 0, FLAT, PLACE_LIVING, PART_ELECTRIC, "插座和开关", "通电，相位正确，面板平整", 7 },
	{ 0, FLAT, PLACE_LIVING, PART_HEATING, "供热供冷", "末端安装牢固，管路无渗漏", 8 },
	{ 0, FLAT, PLACE_BEDROOM, PART_FINISH, "墙面顶棚", "平整无裂缝、无空鼓、无水迹", 9 },
	{ 0, FLAT, PLACE_BEDROOM, PART_FINISH, "地面", "平整无空鼓起砂", 10 },
	{ 0, FLAT, PLACE_BEDROOM, PART_EQUIPMENT, "门窗", "开关顺畅，五金齐全", 11 },
	{ 0, FLAT, PLACE_BEDROOM, PART_ELECTRIC, "插座和开关", "通电，相位正确", 12 },
	{ 0, FLAT, PLACE_KITCHEN, PART_PIPES, "给水", "龙头出水正常，接口不渗", 13 },
	{ 0, FLAT, PLACE_KITCHEN, PART_PIPES, "排水地漏", "通水 5 分钟排水通畅，不返味", 14 },
	{ 0, FLAT, PLACE_KITCHEN, PART_PIPES, "燃气管和表", "固定牢固，阀门完好，未通气有封堵", 15 },
	{ 0, FLAT, PLACE_KITCHEN, PART_FINISH, "墙砖地砖", "无空鼓缺角，缝直", 16 },
	{ 0, FLAT, PLACE_BATH, PART_LEAK, "防水", "24 小时闭水，楼下无渗漏", 17 },
	{ 0, FLAT, PLACE_BATH, PART_PIPES, "给排水和坐便", "冲水通畅，接口不渗", 18 },
	{ 0, FLAT, PLACE_BATH, PART_ELECTRIC, "等电位和排气", "端子箱完好，排气道有抽力", 19 },
	{ 0, FLAT, PLACE_BALCONY, PART_STRUCTURE, "栏杆", "高度不低于 1.1 米，牢固不晃", 20 },
	{ 0, FLAT, PLACE_BALCONY, PART_LEAK, "地面和地漏", "坡向地漏，雨后不积水", 21 },
	{ 0, FLAT, PLACE_OUTSIDE, PART_LEAK, "外墙窗边", "淋水后室内无水迹", 22 },
	{ 0, SHOP, PLACE_SHOP, PART_STRUCTURE, "梁柱和隔墙", "位置与图纸一致，隔墙到顶", 1 },
	{ 0, SHOP, PLACE_SHOP, PART_EQUIPMENT, "门面和卷帘", "启闭正常，锁具齐全", 2 },
	{ 0, SHOP, PLACE_SHOP, PART_FINISH, "地面顶棚", "平整无裂缝、无空鼓", 3 },
	{ 0, SHOP, PLACE_SHOP, PART_ELECTRIC, "用电容量和表箱", "容量与合同一致，回路有标识", 4 },
	{ 0, SHOP, PLACE_SHOP, PART_PIPES, "给排水", "预留口到位，通水不渗", 5 },
	{ 0, SHOP, PLACE_SHOP, PART_EQUIPMENT, "排烟条件", "竖井和接口与业态约定一致", 6 },
	{ 0, SHOP, PLACE_SHOP, PART_EQUIPMENT, "消防分区和喷淋", "喷头烟感齐全，未遮挡", 7 },
	{ 0, SHOP, PLACE_STORE, PART_FINISH, "库房墙地", "平整，无渗漏", 8 },
	{ 0, SHOP, PLACE_STORE, PART_ELECTRIC, "照明插座", "通电，相位正确", 9 },
	{ 0, SHOP, PLACE_OUTSIDE, PART_LEAK, "外墙屋面", "淋水后无水迹", 10 },
	{ 0, SHOP, PLACE_OUTSIDE, PART_STRUCTURE, "招牌位置", "预留位置与约定一致", 11 },
	{ 0 },
};

static int own_items(struct ctx *cx, int use, struct inspection_item **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT id, use, place, part, item, standard, position FROM inspection_item"
			      " WHERE community_id = ? AND use = ? ORDER BY position LIMIT ?"),
			  BINDS(cx->community, use, (int)ITEMS_MOST), inspection_item_fields, ret,
			  ret_count);
}

static void default_items(struct ctx *cx, int use, struct inspection_item **ret, size_t *ret_count)
{
	*ret = arena_array(cx->arena, ITEMS_MOST, sizeof **ret);
	*ret_count = 0;
	for (const struct inspection_item *i = inspection_default_items; i->item; i++) {
		if (i->use != use)
			continue;
		(*ret)[(*ret_count)++] = *i;
	}
}

int inspection_items(struct ctx *cx, int use, struct inspection_item **ret, size_t *ret_count)
{
	int r = own_items(cx, use, ret, ret_count);

	if (r == OK && !*ret_count)
		default_items(cx, use, ret, ret_count);
	return r;
}

static int insert_item(struct ctx *cx, const struct inspection_item *i, int use, int position)
{
	return store_exec(cx,
			  SQL("INSERT INTO inspection_item (community_id, id, use, place, part, item,"
			      " standard, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, id_new(cx->now), use, i->place, i->part, i->item,
				i->standard, position));
}

/* From the first change on the office keeps the list itself. */
static int keep_list(struct ctx *cx, int use)
{
	struct inspection_item *rows;
	size_t count;
	int r = own_items(cx, use, &rows, &count);

	if (r < 0 || count)
		return r;
	default_items(cx, use, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = insert_item(cx, &rows[i], use, rows[i].position);
	return r;
}

static int note_change(struct ctx *cx, const char *action, const char *item)
{
	return journal_add(cx, &(struct journal_entry){ .subject = "inspection_item",
							.subject_id = cx->community, .action = action,
							.note = item });
}

int inspection_item_add(struct ctx *cx, const struct inspection_item *in)
{
	int64_t last;
	int r = form_check(cx, item_form_fields, in);

	if (r == OK && in->use != FLAT && in->use != SHOP)
		return fail_field(cx, "use", T(cx, "只有住宅和商铺有验房项目。"));
	if (r == OK)
		r = keep_list(cx, in->use);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COALESCE(MAX(position), 0) FROM inspection_item"
				  " WHERE community_id = ? AND use = ?"),
			      BINDS(cx->community, in->use), &last);
	if (r == OK && last >= ITEMS_MOST)
		return fail(cx, ERR_CONFLICT, T(cx, "一张表最多 %d 项。"), ITEMS_MOST);
	if (r == OK)
		r = insert_item(cx, in, in->use, (int)last + 1);
	return r == OK ? note_change(cx, "add", in->item) : r;
}

int inspection_item_remove(struct ctx *cx, int use, int position)
{
	struct inspection_item *rows;
	size_t count, at = 0;
	int r = keep_list(cx, use);

	if (r == OK)
		r = own_items(cx, use, &rows, &count);
	if (r < 0)
		return r;
	while (at < count && rows[at].position != position)
		at++;
	if (at == count)
		return fail(cx, ERR_NOT_FOUND, T(cx, "表上没有这一项。"));
	if (count == 1)
		return fail(cx, ERR_CONFLICT, T(cx, "验房表至少要有一项。"));
	r = store_exec(cx, SQL("DELETE FROM inspection_item WHERE community_id = ? AND id = ?"),
		       BINDS(cx->community, rows[at].id));
	return r == OK ? note_change(cx, "remove", rows[at].item) : r;
}
