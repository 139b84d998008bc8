#include "modules/contacts/contacts.h"
#include "base/text.h"
#include "office.h"

static struct ctx *desk(void)
{
	struct ctx *cx = office("2026-11-23 10:02");
	struct room room = { .room = "5-1202" };
	struct resident owner = { .name = "王秀兰", .phone = "13812345612", .relation = RELATION_OWNER,
				  .care = CARE_ALONE, .id_type = ID_CARD,
				  .id_number = "11010519491231002X" };
	int64_t person;
	enum put put;
	bool changed;

	CHECK_OK(room_put(cx, &room, &room.id, &put));
	CHECK_OK(room_get(cx, room.id, &room));
	CHECK_OK(resident_put(cx, &room, &owner, &person, &changed));
	office_as(cx, office_person(cx, "lin", ROLE_FRONT_DESK));
	return cx;
}

/* A form or a JSON body as name, value, …, NULL. */
static int intake(struct ctx *cx, struct contact_intake *ret, ...)
{
	struct input in;
	va_list ap;
	const char *name;

	input_init(&in, cx->arena);
	va_start(ap, ret);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	va_end(ap);
	*ret = (struct contact_intake){ 0 };
	cx->errors = NULL;
	return contact_read(cx, &in, ZONE_SHANGHAI, ret);
}

TEST(scenario_3_g_1_a_call_makes_the_record_and_the_repair_linked_both_ways)
{
	struct ctx *cx = desk();
	struct contact_intake in;
	struct contact c;
	struct request_record *q;
	struct obligation *o;
	size_t count, owed;

	CHECK_OK(intake(cx, &in, "channel", "phone", "rings", "2", "room", "5-1202", "kind", "repair",
			"text", "厨房水龙头漏水", NULL));
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_INT(c.rings, 2);
	CHECK_OK(request_of_contact(cx, c.id, &q, &count));
	CHECK_INT(count, 1);
	CHECK_INT(q[0].contact_id, c.id);
	CHECK_STR(q[0].room, "5-1202");
	CHECK_OK(obligation_of(cx, "request", q[0].id, &o, &owed));
	for (size_t i = 0; i < owed; i++)
		if (!strcmp(o[i].kind, "dispatch"))
			CHECK_INT(o[i].due_at, office_at("2026-11-23 10:12"));
}

TEST(one_call_may_bring_several_matters_each_with_its_own_kind)
{
	struct ctx *cx = desk();
	struct contact_intake in;
	struct contact c;
	struct request_record *q;
	size_t count;

	CHECK_OK(intake(cx, &in, "channel", "phone", "phone", "138 1234 5612", "matters.0.kind",
			"repair", "matters.0.text", "灯不亮", "matters.1.kind", "suggestion",
			"matters.1.text", "多装路灯", "matters.2.kind", "", "matters.2.text", "", NULL));
	CHECK_INT(in.matter_count, 2);
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_OK(request_of_contact(cx, c.id, &q, &count));
	CHECK_INT(count, 2);
	CHECK(strcmp(q[0].number, q[1].number));
}

TEST(a_known_number_brings_the_room_and_the_name)
{
	struct ctx *cx = desk();
	struct contact_intake in;
	struct contact c;

	CHECK_OK(intake(cx, &in, "channel", "phone", "phone", "13812345612", "text", "问停车费", NULL));
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_STR(c.room, "5-1202");
	CHECK_STR(c.person_name, "王秀兰");
	CHECK_INT(c.source, SOURCE_OWNER);
}

TEST(a_matter_with_a_wrong_room_opens_nothing_at_all)
{
	struct ctx *cx = desk();
	struct contact_intake in;
	struct contact c;
	int64_t count;

	CHECK_OK(intake(cx, &in, "channel", "phone", "room", "5-1299", "kind", "repair", "text",
			"灯不亮", NULL));
	CHECK_ERR(contact_log(cx, &in, &c), ERR_INVALID);
	CHECK_HAS(cx->why, "5-1202");
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM contact WHERE community_id = ?"),
			   BINDS(cx->community), &count));
	CHECK_INT(count, 0);
}

TEST(a_wrong_phone_and_an_impossible_date_are_both_named)
{
	struct ctx *cx = desk();
	struct contact_intake in;
	int fields = 0;

	CHECK_ERR(intake(cx, &in, "channel", "phone", "phone", "12ab", "received_at", "2026-02-30 10:00",
			 "text", "x", NULL),
		  ERR_INVALID);
	for (const struct field_error *e = cx->errors; e; e = e->next)
		fields += !strcmp(e->field, "phone") || !strcmp(e->field, "received_at");
	CHECK_INT(fields, 2);
}

TEST(the_caller_card_shows_who_warnings_open_matters_and_last_contacts)
{
	struct ctx *cx = desk();
	struct contact_intake in;
	struct contact c;
	struct caller_card card;

	CHECK_OK(intake(cx, &in, "channel", "phone", "phone", "13812345612", "kind", "repair", "text",
			"灯不亮", NULL));
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_OK(caller_card(cx, "138-1234-5612", &card));
	CHECK_INT(card.people_count, 1);
	CHECK_STR(card.people[0].name, "王秀兰");
	CHECK_INT(card.people[0].care, CARE_ALONE);
	CHECK_INT(card.open_count, 1);
	CHECK_INT(card.last_count, 1);
	CHECK_OK(caller_card(cx, "13900000000", &card));
	CHECK_INT(card.people_count, 0);
	CHECK_ERR(caller_card(cx, "hello", &card), ERR_INVALID);
}

TEST(one_box_finds_the_household_by_room_name_initials_or_the_end_of_a_phone)
{
	static const char *const rooms[] = { "5-1202", "5栋1202", "５＃1202", "5 1202" };
	static const char *const people[] = { "王秀兰", "wxl", "秀兰", "5612" };
	struct ctx *cx = desk();
	struct caller_card card;

	for (size_t i = 0; i < COUNT(rooms); i++) {
		CHECK_OK(caller_find(cx, rooms[i], &card));
		CHECK_STR(card.room, "5-1202");
		CHECK(card.people_count > 0);
	}
	for (size_t i = 0; i < COUNT(people); i++) {
		CHECK_OK(caller_find(cx, people[i], &card));
		CHECK_INT(card.found_count, 1);
		CHECK_STR(card.found[0].name, "王秀兰");
	}
	CHECK_OK(caller_find(cx, "没有这个人", &card));
	CHECK(!card.found_count && !card.people_count && !card.phone && !card.room);
	CHECK_OK(caller_find(cx, "，。", &card));
	CHECK_OK(caller_find(cx, " ", &card));
}

TEST(of_a_pasted_message_the_room_and_the_phone_are_taken_and_the_words_stay)
{
	struct ctx *cx = desk();
	struct caller_card card;

	CHECK_OK(caller_find(cx, "5栋1202，王女士 13812345612：厨房水管漏水，下午在家", &card));
	CHECK_STR(card.phone, "13812345612");
	CHECK_STR(card.people[0].name, "王秀兰");
	CHECK_STR(card.text, "王女士 厨房水管漏水，下午在家");
	CHECK_OK(caller_find(cx, "5-1202 灯不亮", &card));
	CHECK_STR(card.room, "5-1202");
	CHECK_STR(card.text, "灯不亮");
	CHECK(!card.phone);
}

TEST(a_complaint_at_the_desk_opens_the_complaint_with_its_two_clocks)
{
	struct ctx *cx = desk();
	struct contact_intake in;
	struct contact c;
	struct request_record *q;
	struct complaint *k;
	size_t count;

	CHECK_OK(intake(cx, &in, "channel", "visit", "kind", "complaint", "text", "楼上太吵", "room",
			"5-1202", NULL));
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_OK(request_of_contact(cx, c.id, &q, &count));
	CHECK_INT(count, 0);
	CHECK_OK(complaint_of_contact(cx, c.id, &k, &count));
	CHECK_INT(count, 1);
	CHECK_HAS(k[0].number, "TS20261123-");
	CHECK_INT(k[0].channel, COMPLAINT_BY_VISIT);
	CHECK_INT(k[0].due_at, cx->now + HOURS(24));
}

TEST(the_contact_that_brought_a_complaint_is_hidden_from_the_person_complained_about)
{
	struct ctx *cx = desk();
	int64_t clerk = cx->actor->id, supervisor = office_person(cx, "zhou", ROLE_SUPERVISOR);
	struct contact_filter f = { .most = 10 };
	struct contact_intake in;
	struct contact c, *rows;
	struct complaint *k;
	struct input accuse;
	size_t count;

	CHECK_OK(intake(cx, &in, "channel", "phone", "kind", "complaint", "text", "前台骂人", NULL));
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_OK(complaint_of_contact(cx, c.id, &k, &count));
	input_init(&accuse, cx->arena);
	input_add(&accuse, "accused", arena_printf(cx->arena, "%" PRId64, clerk));
	input_add(&accuse, "reason", "点名");
	office_as(cx, supervisor);
	CHECK_OK(complaint_step(cx, k->id, "correct", 0, &accuse, ZONE_SHANGHAI, k));
	CHECK_OK(contact_get(cx, c.id, &c));
	office_as(cx, clerk);
	CHECK_ERR(contact_get(cx, c.id, &c), ERR_NOT_FOUND);
	CHECK_OK(contact_list(cx, &f, &rows, &count));
	CHECK_INT(count, 0);
}

TEST(a_contact_of_ours_names_its_household_and_keeps_mood_wish_and_answer)
{
	struct ctx *cx = desk();
	struct contact_intake in;
	struct contact c;

	CHECK_OK(intake(cx, &in, "direction", "out", "channel", "phone", "text", "问候", NULL));
	CHECK_ERR(contact_log(cx, &in, &c), ERR_INVALID);
	CHECK_STR(cx->errors->field, "room");
	CHECK_OK(intake(cx, &in, "direction", "out", "channel", "home", "room", "5-1202", "text",
			"上门看望", "mood", "unhappy", "wants", "装扶手", "answer", "下周答复", NULL));
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_INT(c.direction, DIRECTION_OUT);
	CHECK_INT(c.channel, CHANNEL_HOME);
	CHECK_INT(c.mood, MOOD_UNHAPPY);
	CHECK_STR(c.wants, "装扶手");
	CHECK_STR(c.answer, "下周答复");
	CHECK_INT(c.handling, 0);
}

TEST(a_contact_of_ours_brings_no_matters)
{
	struct ctx *cx = desk();
	struct contact_intake in;
	struct contact c;

	CHECK_OK(intake(cx, &in, "direction", "out", "channel", "phone", "room", "5-1202", "kind",
			"repair", "text", "灯坏了", NULL));
	CHECK_ERR(contact_log(cx, &in, &c), ERR_INVALID);
}

TEST(the_log_is_filtered_by_direction)
{
	struct ctx *cx = desk();
	struct contact_filter f = { .direction = DIRECTION_OUT, .most = 10 };
	struct contact_intake in;
	struct contact c, *rows;
	size_t count;

	CHECK_OK(intake(cx, &in, "channel", "phone", "room", "5-1202", "text", "问事", NULL));
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_INT(c.direction, DIRECTION_IN);
	CHECK_OK(intake(cx, &in, "direction", "out", "channel", "sms", "room", "5-1202", "text",
			"通知", NULL));
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_OK(contact_list(cx, &f, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_INT(rows[0].id, c.id);
}
