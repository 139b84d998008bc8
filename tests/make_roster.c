/* Makes a roster of an invented estate for trials and measurements: one person a room, the same
 * from run to run.
 *
 *	make-roster FILE.xlsx|FILE.csv HOUSEHOLDS
 */
#include "base/text.h"
#include "output/sheet_write.h"

enum { ROOMS_A_FLOOR = 4, FLOORS = 33, ENTRANCES = 4 };

static const char *const families[] = { "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴" };
static const char *const given[] = { "秀兰", "建国", "敏", "伟", "丽娟", "志强", "晓梅", "子涵" };
static const char *const states[] = { "自住", "自住", "自住", "出租", "空置", "装修" };

static const struct sheet_column columns[] = {
	{ .title = "房号" },	{ .title = "建筑面积（㎡）" }, { .title = "户型" },
	{ .title = "房屋状态" }, { .title = "交付日期" },	{ .title = "业主姓名" },
	{ .title = "联系电话" }, { .title = "与房屋关系" },	{ .title = "备注" },
};

static int write_row(struct ctx *cx, struct sheet_writer *w, int64_t i)
{
	int64_t n = i / ROOMS_A_FLOOR, building;
	int door = (int)(i % ROOMS_A_FLOOR) + 1, floor = (int)(n % FLOORS) + 1, entrance;

	entrance = (int)(n / FLOORS % ENTRANCES) + 1;
	building = n / FLOORS / ENTRANCES + 1;
	sheet_write_text(w, arena_printf(cx->arena, "%" PRId64 "-%d-%d%02d", building, entrance,
					 floor, door));
	sheet_write_mass(w, 60000 + i * 37 % 90000);
	sheet_write_text(w, i % 3 ? "三房两厅" : "两房一厅");
	sheet_write_text(w, states[(size_t)i % COUNT(states)]);
	sheet_write_date(w, 18000 + (int32_t)(i % 900));
	sheet_write_text(w, arena_printf(cx->arena, "%s%s", families[(size_t)i % COUNT(families)],
					 given[(size_t)(i / 7) % COUNT(given)]));
	sheet_write_text(w, arena_printf(cx->arena, "138%08" PRId64, i * 7919 % 100000000));
	sheet_write_text(w, "业主");
	sheet_write_text(w, "");
	return sheet_write_row_end(w);
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 }, scratch = { 0 };
	struct ctx cx = { .arena = &arena };
	struct sheet_writer *w;
	int64_t count = 0;
	int r;

	if (argc != 3 || text_int(argv[2], &count) < 0 || count < 1) {
		fprintf(stderr, "make-roster FILE.xlsx|FILE.csv HOUSEHOLDS\n");
		return 2;
	}
	r = sheet_write_open(&cx, argv[1], strstr(argv[1], ".csv") ? SHEET_CSV : SHEET_XLSX, "名册", &w);
	if (r == OK)
		r = sheet_write_header(w, columns, COUNT(columns));
	for (int64_t i = 0; r == OK && i < count; i++) {
		struct ctx row = { .arena = &scratch };
		r = write_row(&row, w, i);
		arena_clear(&scratch);
	}
	if (r == OK)
		r = sheet_write_close(w);
	if (r < 0)
		fprintf(stderr, "make-roster: %s\n", cx.why);
	arena_free(&scratch);
	arena_free(&arena);
	return r < 0;
}
