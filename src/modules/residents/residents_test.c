#include "modules/residents/residents.h"
#include "app/journal.h"
#include "base/text.h"
#include "office.h"
#include "store/search.h"

static struct room room_of(struct ctx *cx, const char *name)
{
	struct room room = { .room = name };
	enum put put;

	CHECK_OK(room_put(cx, &room, &room.id, &put));
	CHECK_OK(room_get(cx, room.id, &room));
	return room;
}

static int64_t put(struct ctx *cx, const struct room *room, struct resident in, bool *changed)
{
	int64_t person;

	if (!in.relation)
		in.relation = RELATION_OWNER;
	CHECK_OK(resident_put(cx, room, &in, &person, changed));
	return person;
}

TEST(the_same_row_twice_is_one_person_and_changes_nothing)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	struct resident owner = { .name = "王秀兰", .phone = "13812345612" };
	struct occupancy *people;
	size_t count;
	bool changed;
	int64_t first = put(cx, &room, owner, &changed);

	CHECK(changed);
	CHECK_INT(put(cx, &room, owner, &changed), first);
	CHECK(!changed);
	owner.phone = "13900001111";
	CHECK_INT(put(cx, &room, owner, &changed), first);
	CHECK(changed);
	CHECK_OK(occupancy_of_room(cx, room.id, true, &people, &count));
	CHECK_INT(count, 1);
	CHECK_STR(people[0].phone, "13900001111");
}

TEST(one_person_of_two_rooms_is_one_person)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room here = room_of(cx, "3-2-501"), there = room_of(cx, "3-2-502");
	struct resident owner = { .name = "王秀兰", .phone = "13812345612" };
	bool changed;
	int64_t id = put(cx, &here, owner, &changed);

	CHECK_INT(put(cx, &there, owner, &changed), id);
}

TEST(an_id_number_is_sealed_and_shown_by_its_tail_only)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	struct resident owner = { .name = "王秀兰", .id_number = "11010519491231002x" };
	bool changed;
	int64_t id = put(cx, &room, owner, &changed);
	struct person p;
	char *sealed, *open;

	CHECK_OK(person_get(cx, id, &p));
	CHECK_STR(p.id_tail, "002X");
	CHECK_OK(store_text(cx, SQL("SELECT id_sealed FROM person WHERE community_id = ? AND id = ?"),
			    BINDS(cx->community, id), &sealed));
	CHECK(!strstr(sealed, "19491231"));
	CHECK_OK(person_reveal(cx, id, "id_number", &open));
	CHECK_STR(open, "11010519491231002X");
}

TEST(a_wrong_check_digit_is_refused)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	struct resident owner = { .name = "王秀兰", .relation = RELATION_OWNER,
				  .id_number = "110105194912310021" };
	int64_t person;
	bool changed;

	CHECK_ERR(resident_put(cx, &room, &owner, &person, &changed), ERR_INVALID);
	CHECK_STR(cx->errors->field, "id_number");
}

TEST(every_look_at_a_number_leaves_a_line_and_the_day_has_a_limit)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	struct resident owner = { .name = "王秀兰", .phone = "13812345612" };
	bool changed;
	int64_t id = put(cx, &room, owner, &changed), used;
	char *phone;

	office_as(cx, office_person(cx, "lin", ROLE_FRONT_DESK));
	for (int i = 0; i < 30; i++)
		CHECK_OK(person_reveal(cx, id, "phone", &phone));
	CHECK_STR(phone, "13812345612");
	CHECK_OK(journal_count(cx, "reveal", 0, &used));
	CHECK_INT(used, 30);
	CHECK_ERR(person_reveal(cx, id, "phone", &phone), ERR_RATE_LIMITED);
	cx->now += DAYS(1) + 1;
	CHECK_OK(person_reveal(cx, id, "phone", &phone));
}

TEST(who_moved_out_is_kept_with_the_period_and_no_longer_found_by_phone)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	struct resident tenant = { .name = "李雷", .phone = "13911112222",
				   .relation = RELATION_TENANT };
	struct occupancy *people;
	size_t count;
	bool changed;

	put(cx, &room, tenant, &changed);
	CHECK_OK(occupancy_of_phone(cx, "13911112222", &people, &count));
	CHECK_INT(count, 1);
	CHECK_OK(occupancy_end(cx, people[0].id, civil_day(2026, 11, 30)));
	CHECK_OK(occupancy_of_phone(cx, "13911112222", &people, &count));
	CHECK_INT(count, 0);
	CHECK_OK(occupancy_of_room(cx, room.id, true, &people, &count));
	CHECK_INT(people[0].until_on, civil_day(2026, 11, 30));
	CHECK_ERR(occupancy_end(cx, people[0].id, civil_day(2026, 12, 1)), ERR_CONFLICT);
}

TEST(doubles_become_one_with_all_their_rooms)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room here = room_of(cx, "3-2-501"), there = room_of(cx, "3-2-502");
	bool changed;
	int64_t kept = put(cx, &here, (struct resident){ .name = "王秀兰" }, &changed);
	int64_t gone = put(cx, &there, (struct resident){ .name = "王秀蘭" }, &changed);
	struct occupancy *people;
	size_t count;

	CHECK(kept != gone);
	CHECK_OK(person_merge(cx, gone, kept));
	CHECK_OK(occupancy_of_room(cx, there.id, false, &people, &count));
	CHECK_INT(people[0].person_id, kept);
}

TEST(a_household_is_found_by_name_initials_and_the_end_of_the_phone)
{
	static const char *const words[] = { "王秀兰", "秀兰", "wxl", "5612", "13812345612", "3-2-501" };
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	bool changed;

	put(cx, &room, (struct resident){ .name = "王秀兰", .phone = "13812345612" }, &changed);
	for (size_t i = 0; i < COUNT(words); i++) {
		int64_t *ids;
		size_t count;
		CHECK_OK(search_find(cx, "household", words[i], 0, 10, &ids, &count));
		if (count != 1)
			test_failed(__FILE__, __LINE__, "not found by %s", words[i]);
		CHECK_INT(ids[0], room.id);
	}
}

TEST(a_room_keeps_what_a_later_sheet_does_not_say)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room first = { .room = "３栋２单元５０１", .area_mass = 86400, .layout = "三房" };
	struct room again = { .room = "3-2-501", .state = ROOM_LET }, read;
	int64_t id, same;
	enum put put_;

	CHECK_OK(room_put(cx, &first, &id, &put_));
	CHECK_INT(put_, PUT_NEW);
	CHECK_OK(room_put(cx, &again, &same, &put_));
	CHECK_INT(put_, PUT_CHANGED);
	CHECK_INT(same, id);
	CHECK_OK(room_get(cx, id, &read));
	CHECK_STR(read.room, "3-2-501");
	CHECK_STR(read.building, "3");
	CHECK_STR(read.entrance, "2");
	CHECK_INT(read.floor, 5);
	CHECK_INT(read.area_mass, 86400);
	CHECK_INT(read.state, ROOM_LET);
	CHECK_OK(room_put(cx, &again, &same, &put_));
	CHECK_INT(put_, PUT_SAME);
}
