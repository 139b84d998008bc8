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

TEST(the_file_of_a_household_is_one_time_line_of_all_that_came_and_went)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct contact_intake in = { .channel = CHANNEL_PHONE, .room = "3-2-501", .text = "灯坏了",
				     .matters = { { .kind = KIND_REPAIR, .text = "灯坏了" } },
				     .matter_count = 1 };
	struct contact_intake out = { .direction = DIRECTION_OUT, .channel = CHANNEL_HOME,
				      .room = "3-2-501", .text = "看望", .mood = MOOD_UPSET };
	struct household_file file;
	struct contact c;

	household(cx, "3-2-501", ROOM_OCCUPIED);
	cx->now += MINUTES(5);
	CHECK_OK(contact_log(cx, &in, &c));
	cx->now += MINUTES(5);
	CHECK_OK(contact_log(cx, &out, &c));
	CHECK_OK(household_read(cx, "3-2-501", &file));
	CHECK_INT(file.timeline_count, 5);
	CHECK_STR(file.timeline[0].text, "看望");
	CHECK_STR(file.timeline[0].label, "去·上门");
	CHECK_STR(file.timeline[0].state, "激动");
	CHECK_INT(file.timeline[0].id, c.id);
	for (size_t i = 1; i < file.timeline_count; i++)
		CHECK(file.timeline[i - 1].at >= file.timeline[i].at);
}
