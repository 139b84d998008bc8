#include "modules/households/households.h"
#include "office.h"

static void household(struct ctx *cx, const char *name, int state)
{
	struct room room = { .room = name, .state = state };
	struct resident owner = { .name = "王秀兰", .relation = RELATION_OWNER };
	int64_t person;
	enum put put;
	bool changed;

	CHECK_OK(room_put(cx, &room, &room.id, &put));
	CHECK_OK(room_get(cx, room.id, &room));
	CHECK_OK(resident_put(cx, &room, &owner, &person, &changed));
}

TEST(the_total_of_found_households_counts_what_the_list_shows)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct household_filter f = { .q = "王秀兰", .most = 50 };
	struct household *rows;
	int64_t total;
	size_t count;

	for (int i = 1; i <= 40; i++)
		household(cx, arena_printf(cx->arena, "%d-%d01", i % 4 ? 1 : 2, i),
			  i % 2 ? ROOM_LET : ROOM_OCCUPIED);
	CHECK_OK(household_total(cx, &f, &total));
	CHECK_INT(total, 40);
	f.building = "2";
	CHECK_OK(household_total(cx, &f, &total));
	CHECK_INT(total, 10);
	CHECK_OK(household_list(cx, &f, &rows, &count));
	CHECK_INT(count, 10);
	f.building = "1";
	f.state = ROOM_LET;
	CHECK_OK(household_total(cx, &f, &total));
	CHECK_INT(total, 20);
}
