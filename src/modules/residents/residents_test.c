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
	CHECK_OK(person_reveal(cx, id, "id_number", "回电", &open));
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
		CHECK_OK(person_reveal(cx, id, "phone", "回电", &phone));
	CHECK_STR(phone, "13812345612");
	CHECK_OK(journal_count(cx, "reveal", 0, &used));
	CHECK_INT(used, 30);
	CHECK_ERR(person_reveal(cx, id, "phone", "回电", &phone), ERR_RATE_LIMITED);
	cx->now += DAYS(1) + 1;
	CHECK_OK(person_reveal(cx, id, "phone", "回电", &phone));
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

TEST(numbers_of_an_emergency_contact_are_masked_however_they_are_written)
{
	static const char *const texts[][2] = {
		{ "李四 13711112222", "李四 137****2222" },
		{ "女儿 137-1111-2222，住3-2-101", "女儿 137******2222，住3-2-101" },
		{ "儿子１３７１１１１２２２２", "儿子１３７****２２２２" },
		{ "物业内线 612345", "物业内线 612345" },
		{ "座机6123456", "座机*****56" },
		{ "", "" },
	};
	struct arena a = { 0 };

	for (size_t i = 0; i < COUNT(texts); i++)
		CHECK_STR(emergency_mask(&a, texts[i][0]), texts[i][1]);
	CHECK_STR(emergency_mask(&a, NULL), "");
	arena_free(&a);
}

static const struct occupancy *first_of(struct ctx *cx, const struct room *room)
{
	struct occupancy *people;
	size_t count;

	CHECK_OK(occupancy_of_room(cx, room->id, true, &people, &count));
	CHECK(count > 0);
	return people;
}

TEST(an_emergency_contact_is_read_masked_and_kept_when_the_mask_comes_back)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	struct resident in = { .name = "王秀兰", .phone = "13812345612",
			       .emergency = "李四 13711112222", .relation = RELATION_OWNER };
	struct occupancy *people, o;
	struct person p;
	size_t count;
	bool changed;
	char *open;
	int64_t id = put(cx, &room, in, &changed), used;

	office_as(cx, office_person(cx, "lin", ROLE_FRONT_DESK));
	CHECK_STR(first_of(cx, &room)->emergency, "李四 137****2222");
	CHECK_OK(occupancy_of_phone(cx, "13812345612", &people, &count));
	CHECK_STR(people[0].emergency, "李四 137****2222");
	CHECK_OK(occupancy_get(cx, people[0].id, &o));
	CHECK_STR(o.emergency, "李四 137****2222");
	CHECK_OK(person_get(cx, id, &p));
	CHECK_STR(p.emergency, "李四 137****2222");
	in.emergency = p.emergency;
	in.remark = "养狗";
	CHECK_OK(resident_change(cx, o.id, 0, &in));
	CHECK_OK(person_reveal(cx, id, "emergency", "回电", &open));
	CHECK_STR(open, "李四 13711112222");
	CHECK_OK(journal_count(cx, "reveal", 0, &used));
	CHECK_INT(used, 1);
	in.emergency = "弟弟李四 137****2222";
	CHECK_ERR(resident_change(cx, o.id, 0, &in), ERR_INVALID);
	CHECK_STR(cx->errors->field, "emergency");
}

TEST(looks_at_any_record_count_towards_one_limit_of_the_day)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	bool changed;
	int64_t id = put(cx, &room, (struct resident){ .name = "王秀兰", .phone = "1391" }, &changed);
	char *phone;

	office_as(cx, office_person(cx, "lin", ROLE_FRONT_DESK));
	for (int i = 0; i < 29; i++)
		CHECK_OK(reveal_note(cx, "request", 7, NULL, "回电"));
	CHECK_OK(person_reveal(cx, id, "phone", "回电", &phone));
	CHECK_ERR(reveal_note(cx, "request", 7, NULL, "回电"), ERR_RATE_LIMITED);
	CHECK_ERR(person_reveal(cx, id, "phone", "回电", &phone), ERR_RATE_LIMITED);
}

TEST(doubles_of_one_room_leave_one_row_and_lose_nothing_that_was_written)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	struct resident full = { .name = "王秀蘭", .phone = "13900001111", .phone2 = "13900002222",
				 .id_number = "11010519491231002x", .id_type = ID_CARD,
				 .emergency = "李四 13711112222", .care = CARE_ALONE,
				 .remark = "养狗", .relation = RELATION_FAMILY };
	struct occupancy *people;
	struct person p;
	size_t count;
	bool changed;
	char *open;
	int64_t kept = put(cx, &room, (struct resident){ .name = "王秀兰", .phone = "13812345612" },
			   &changed);
	int64_t gone = put(cx, &room, full, &changed);

	office_as(cx, office_person(cx, "lin", ROLE_FRONT_DESK));
	CHECK_OK(person_merge(cx, gone, kept));
	CHECK_OK(person_stored(cx, kept, &p));
	CHECK_STR(p.phone, "13812345612");
	CHECK_STR(p.phone2, "13900002222");
	CHECK_STR(p.emergency, "李四 13711112222");
	CHECK_STR(p.remark, "养狗");
	CHECK_STR(p.id_tail, "002X");
	CHECK_INT(p.id_type, ID_CARD);
	CHECK_INT(p.care, CARE_ALONE);
	CHECK_OK(person_reveal(cx, kept, "id_number", "回电", &open));
	CHECK_STR(open, "11010519491231002X");
	CHECK_OK(occupancy_of_room(cx, room.id, false, &people, &count));
	CHECK_INT(count, 1);
	CHECK_INT(people[0].relation, RELATION_OWNER);
	CHECK_OK(occupancy_of_room(cx, room.id, true, &people, &count));
	CHECK_INT(count, 2);
	CHECK_INT(people[1].until_on, civil_day(2026, 11, 23));
}

static bool told(struct ctx *cx, const char *subject, int64_t id, const char *action,
		 const char *part)
{
	struct journal_entry *list;
	size_t count;

	CHECK_OK(journal_of(cx, subject, id, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i].action, action) && list[i].note && strstr(list[i].note, part))
			return true;
	return false;
}

TEST(every_change_of_a_resident_is_told_with_the_old_value_and_the_new)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	struct resident in = { .name = "李雷", .relation = RELATION_TENANT,
			       .from_on = civil_day(2026, 1, 1) };
	bool changed;
	int64_t id = put(cx, &room, in, &changed), o = first_of(cx, &room)->id;

	in.relation = RELATION_FAMILY;
	in.from_on = civil_day(2026, 2, 1);
	in.care = CARE_ILL;
	in.id_type = ID_PASSPORT;
	CHECK_OK(resident_change(cx, o, 0, &in));
	CHECK(told(cx, "room", room.id, "change_resident", "与房屋关系 租户 → 家属"));
	CHECK(told(cx, "room", room.id, "change_resident", "起 2026-01-01 → 2026-02-01"));
	CHECK(told(cx, "person", id, "change", "关怀 — → 重病"));
	CHECK(told(cx, "person", id, "change", "证件类型 — → 护照"));
	in.until_on = civil_day(2026, 11, 30);
	CHECK_OK(resident_change(cx, o, 0, &in));
	CHECK(told(cx, "room", room.id, "end_resident", "李雷 2026-11-30"));
	CHECK(!told(cx, "room", room.id, "change_resident", "止"));
	in.until_on = civil_day(2026, 12, 31);
	CHECK_OK(resident_change(cx, o, 0, &in));
	CHECK(told(cx, "room", room.id, "change_resident", "止 2026-11-30 → 2026-12-31"));
}

TEST(a_new_phone_said_in_one_room_finds_the_other_rooms_too)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room here = room_of(cx, "3-2-501"), there = room_of(cx, "3-2-502");
	struct resident owner = { .name = "王秀兰", .phone = "13812345612" };
	int64_t *ids;
	size_t count;
	bool changed;

	put(cx, &here, owner, &changed);
	put(cx, &there, owner, &changed);
	owner.phone = "13900001111";
	put(cx, &there, owner, &changed);
	CHECK_OK(search_find(cx, "household", "13900001111", 0, 10, &ids, &count));
	CHECK_INT(count, 2);
}

/* The beginning of a room is a range; in a language's order it would not be one. */
TEST(on_postgresql_rooms_are_ordered_by_their_bytes)
{
	struct ctx *cx = office("2026-11-23 10:00");
	char *collation;

	if (!store_is_postgres(cx->store))
		test_skip("SQLite orders by bytes anyway");
	CHECK_OK(store_text(cx,
			    SQL_FLAGGED("SELECT collation_name FROM information_schema.columns"
					" WHERE table_schema = current_schema()"
					" AND table_name = 'room' AND column_name = 'room'",
					SQL_EVERYWHERE | SQL_POSTGRES),
			    BINDS(), &collation));
	CHECK_STR(collation, "C");
}

TEST(a_whole_number_is_shown_only_for_a_reason_and_the_reason_is_kept)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = room_of(cx, "3-2-501");
	struct resident owner = { .name = "王秀兰", .phone = "13812345612" };
	struct journal_entry *events;
	bool changed;
	int64_t id = put(cx, &room, owner, &changed);
	size_t count;
	char *phone;

	office_as(cx, office_person(cx, "lin", ROLE_FRONT_DESK));
	CHECK_ERR(person_reveal(cx, id, "phone", " ", &phone), ERR_INVALID);
	CHECK_STR(cx->errors->field, "reason");
	CHECK_OK(person_reveal(cx, id, "phone", "约时间上门", &phone));
	CHECK_OK(journal_of(cx, "person", id, &events, &count));
	CHECK_HAS(events[count - 1].note, "约时间上门");
}
