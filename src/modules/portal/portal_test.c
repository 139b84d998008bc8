/* The residents' entry: who comes in, what he sees, what he may do. */
#include "modules/portal/portal_test.h"

TEST(an_invitation_lets_one_person_in_once)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	char token[HOME_COOKIE], cookie[HOME_COOKIE], again[HOME_COOKIE];
	struct occupancy o = occupancy_at(cx, "3-2-501", "王秀兰");
	struct home_invite i;
	int64_t community;

	office_as(cx, desk_a);
	CHECK_OK(home_invite_make(cx, o.id, token, &i));
	CHECK_OK(home_invite_make(cx, o.id, again, &i));
	CHECK_ERR(home_invite_find(cx, token, &i, &community), ERR_NOT_FOUND);
	cx->actor = NULL;
	CHECK_OK(home_invite_use(cx, again, NULL, cookie));
	CHECK_ERR(home_invite_use(cx, again, NULL, cookie), ERR_NOT_FOUND);
	office_as(cx, desk_a);
	CHECK_OK(home_invite_make(cx, o.id, token, &i));
	cx->now += DAYS(8);
	CHECK_ERR(home_invite_find(cx, token, &i, &community), ERR_NOT_FOUND);
}

TEST(who_moved_out_is_out_at_the_next_request)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct occupancy o = occupancy_at(cx, "3-2-502", "赵敏");
	char cookie[HOME_COOKIE];
	struct home_user u;
	const char *token;
	int64_t community;

	CHECK_OK(home_session_open(cx, o.person_id, 0, NULL, cookie));
	CHECK_OK(home_session_user(cx, cookie, &u, &community, &token));
	office_as(cx, desk_a);
	CHECK_OK(occupancy_end(cx, o.id, civil_day_of(cx->now, ZONE_SHANGHAI)));
	CHECK_ERR(home_session_user(cx, cookie, &u, &community, &token), ERR_UNAUTHENTICATED);
	CHECK(text_contains(cx->why, "房屋关系已经结束"));
}

TEST(what_a_double_reported_is_still_his_when_the_two_become_one)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	int64_t kept = put_person(cx, "3-2-502", "王秀蘭", "13812340000", RELATION_OWNER);
	struct home_user u = of_person(cx, "3-2-501", "王秀兰");
	int64_t id = report(cx, &u, SAYS(MATTER_COMPLAINT, "楼上很吵"), "a");
	struct home_matter m;

	office_as(cx, desk_a);
	CHECK_OK(person_merge(cx, u.person_id, kept));
	u = inside(cx, kept, 0);
	CHECK_INT(u.room_count, 2);
	CHECK_OK(home_matter_get(cx, &u, id, &m));
}

TEST(a_report_by_the_entry_is_a_contact_with_a_matter_and_a_clock)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct home_user u = of_person(cx, "3-2-501", "王秀兰");
	int64_t id = report(cx, &u, (struct home_report){ .kind = KIND_REPAIR, .part = PART_WATER,
							   .text = "厨房水槽下面" }, "k1");
	struct obligation *duties;
	struct home_matter m;
	struct request_record q;
	struct contact c;
	size_t count;

	CHECK_OK(home_matter_get(cx, &u, id, &m));
	CHECK_INT(m.state, HOME_RECEIVED);
	CHECK_OK(request_get(cx, id, &q));
	CHECK_STR(q.text, "水管漏水：厨房水槽下面");
	CHECK_STR(q.phone, "13812345612");
	CHECK_INT(q.source, SOURCE_OWNER);
	CHECK_OK(contact_get(cx, q.contact_id, &c));
	CHECK_INT(c.channel, CHANNEL_ENTRY);
	CHECK_OK(obligation_of(cx, "request", id, &duties, &count));
	CHECK(count > 0);
	CHECK_INT(report(cx, &u, REPAIR(PART_WATER), "k1"), id);
}

TEST(a_household_the_office_should_call_reports_by_itself_and_is_off_the_list)
{
	struct ctx *cx = home_office_at("2026-03-01 09:00");
	struct outreach_filter f = { .reason = REASON_SILENT, .most = 10 };
	struct room room = { .room = "3-2-501", .state = ROOM_OCCUPIED, .use = ROOM_DWELLING,
			     .delivered_on = 20000 };
	struct outreach *rows;
	struct home_user u;
	size_t count;
	int64_t id;
	enum put put;

	CHECK_OK(room_put(cx, &room, &id, &put));
	clock_to(cx, "2026-09-01 10:00");
	CHECK_OK(outreach_find(cx));
	CHECK_OK(outreach_list(cx, &f, &rows, &count));
	CHECK_INT(count, 2);
	u = of_person(cx, "3-2-501", "王秀兰");
	(void)report(cx, &u, REPAIR(PART_WATER, .text = "漏水"), "silent-1");
	office_as(cx, desk_a);
	CHECK_OK(outreach_list(cx, &f, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_STR(rows[0].room, "3-2-502");
}

TEST(a_repair_is_the_households_and_what_else_was_said_is_whose_who_said_it)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct home_user owner = of_person(cx, "3-2-501", "王秀兰");
	int64_t repair = report(cx, &owner, REPAIR(PART_DOOR), "a");
	int64_t hidden = report(cx, &owner, REPAIR(PART_WALL, .private = true), "b");
	int64_t help = report(cx, &owner, SAYS(KIND_HELP, "请帮忙看一下门"), "c");
	int64_t complaint = report(cx, &owner, SAYS(MATTER_COMPLAINT, "楼上夜里很吵"), "d");
	struct home_user family = of_person(cx, "3-2-501", "李强");
	struct home_matter m, *list;
	size_t count;

	CHECK_OK(home_matter_get(cx, &family, repair, &m));
	CHECK(!m.own && !m.may_withdraw && !m.may_rate);
	CHECK_ERR(home_matter_get(cx, &family, hidden, &m), ERR_NOT_FOUND);
	CHECK_ERR(home_matter_get(cx, &family, help, &m), ERR_NOT_FOUND);
	CHECK_ERR(home_matter_get(cx, &family, complaint, &m), ERR_NOT_FOUND);
	CHECK_OK(home_matter_list(cx, &family, &list, &count));
	CHECK_INT(count, 1);
	owner = of_person(cx, "3-2-501", "王秀兰");
	CHECK_OK(home_matter_list(cx, &owner, &list, &count));
	CHECK_INT(count, 4);
}

TEST(nobody_sees_the_neighbours_matters_and_the_refusal_is_that_of_what_is_not_there)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct home_user owner = of_person(cx, "3-2-501", "王秀兰");
	int64_t repair = report(cx, &owner, REPAIR(PART_DOOR), "a");
	struct home_user neighbour = of_person(cx, "3-2-502", "赵敏");
	struct home_matter m;
	char why[400];

	CHECK_ERR(home_matter_get(cx, &neighbour, repair, &m), ERR_NOT_FOUND);
	(void)snprintf(why, sizeof why, "%s", cx->why);
	CHECK_ERR(home_matter_get(cx, &neighbour, 12345, &m), ERR_NOT_FOUND);
	CHECK_STR(cx->why, why);
	CHECK_ERR(home_urge(cx, &neighbour, repair), ERR_NOT_FOUND);
	CHECK_ERR(home_withdraw(cx, &neighbour, repair, "x"), ERR_NOT_FOUND);
}

TEST(a_tenant_sees_what_came_in_since_he_moved_in)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct request_intake in = { .kind = KIND_REPAIR, .room = "3-2-502", .text = "旧租户报的",
				     .phone = "13711119999" };
	struct resident tenant = { .name = "新租户", .phone = "13611112222",
				   .relation = RELATION_TENANT };
	struct request_record before;
	struct home_matter m;
	struct home_user u;
	struct room room;
	int64_t person;
	bool changed;

	CHECK_OK(request_open(cx, &in, &before));
	cx->now += DAYS(2);
	CHECK_OK(room_find(cx, "3-2-502", &room));
	tenant.from_on = civil_day_of(cx->now, ZONE_SHANGHAI);
	CHECK_OK(resident_put(cx, &room, &tenant, &person, &changed));
	u = inside(cx, person, 0);
	CHECK_ERR(home_matter_get(cx, &u, before.id, &m), ERR_NOT_FOUND);
}

TEST(the_end_of_a_phone_and_the_door_card_let_report_and_see_that_alone)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct home_user owner = of_person(cx, "3-2-501", "王秀兰");
	int64_t earlier = report(cx, &owner, REPAIR(PART_DOOR), "a");
	struct portal_card_filter f = { .q = "3-2-501", .most = 5 };
	struct home_report complaint = { .kind = MATTER_COMPLAINT, .text = "x", .room = "3-2-501" };
	struct portal_card *cards;
	char cookie[HOME_COOKIE];
	struct home_matter m, *list;
	struct home_user u;
	const char *token;
	size_t count;
	int64_t made, community, id;

	office_as(cx, desk_a);
	put_person(cx, "3-2-502", "王秀兰", "13812345612", RELATION_OWNER);
	CHECK_OK(portal_cards_make(cx, "", &made));
	CHECK_INT(made, 2);
	CHECK_OK(portal_card_list(cx, &f, &cards, &count));
	CHECK_INT(count, 1);
	cx->actor = NULL;
	CHECK_ERR(portal_card_enter(cx, &cards[0], "0000", NULL, cookie), ERR_INVALID);
	CHECK_OK(portal_card_enter(cx, &cards[0], "5612", NULL, cookie));
	CHECK_OK(home_session_user(cx, cookie, &u, &community, &token));
	CHECK_INT(u.kind, HOME_CARD);
	CHECK_INT(u.room_count, 1); /* not his other flat */
	CHECK_ERR(home_matter_get(cx, &u, earlier, &m), ERR_NOT_FOUND);
	CHECK_ERR(home_report(cx, &u, &complaint, "k", NULL, 0, &id), ERR_INVALID);
	id = report(cx, &u, REPAIR(PART_POWER), "b");
	CHECK_OK(home_matter_get(cx, &u, id, &m));
	CHECK_OK(home_matter_list(cx, &u, &list, &count));
	CHECK_INT(count, 1);
}

TEST(five_wrong_ends_of_a_phone_and_the_card_waits_an_hour)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct portal_card_filter f = { .q = "3-2-501", .most = 5 };
	struct portal_card *cards;
	char cookie[HOME_COOKIE];
	size_t count;
	int64_t made;

	CHECK_OK(portal_cards_make(cx, "", &made));
	CHECK_OK(portal_card_list(cx, &f, &cards, &count));
	for (int i = 0; i < 5; i++)
		CHECK_ERR(portal_card_enter(cx, &cards[0], "0000", NULL, cookie), ERR_INVALID);
	CHECK_ERR(portal_card_enter(cx, &cards[0], "5612", NULL, cookie), ERR_RATE_LIMITED);
	cx->now += HOURS(1) + 1;
	CHECK_OK(portal_card_enter(cx, &cards[0], "5612", NULL, cookie));
}

/* The code as the message says it. */
static const char *code_sent(struct ctx *cx)
{
	struct {
		const char *title;
	} row = { 0 };
	static const struct field table[] = { { .name = "title", .type = F_TEXT, .at = 0 } };
	const char *digit;

	CHECK_OK(store_one(cx,
			   SQL("SELECT title FROM notice WHERE community_id = ? AND kind = 'portal_code'"
			       " ORDER BY id DESC LIMIT 1"),
			   BINDS(cx->community), ((const struct fields){ table, 1, sizeof row }), &row));
	digit = strpbrk(row.title, "0123456789");
	return arena_strndup(cx->arena, digit, 6);
}

TEST(a_code_to_the_phone_on_file_lets_in_once_and_only_the_browser_that_asked)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	char browser[HOME_COOKIE], other[HOME_COOKIE], cookie[HOME_COOKIE];
	const char *code;

	CHECK_OK(home_code_send(cx, "138-1234-5612", "203.0.113.7", browser));
	code = code_sent(cx);
	cx->now += MINUTES(1) + 1;
	CHECK_OK(home_code_send(cx, "13900001111", "203.0.113.7", other));
	CHECK_ERR(home_code_use(cx, other, code, NULL, cookie), ERR_INVALID);
	CHECK_ERR(home_code_use(cx, browser, "", NULL, cookie), ERR_INVALID);
	CHECK_OK(home_code_use(cx, browser, code, NULL, cookie));
	CHECK_ERR(home_code_use(cx, browser, code, NULL, cookie), ERR_INVALID);
}

TEST(five_wrong_codes_and_the_right_one_is_worth_nothing)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	char browser[HOME_COOKIE], cookie[HOME_COOKIE], wrong[8];
	const char *code;
	int64_t n;

	CHECK_OK(home_code_send(cx, "13812345612", "203.0.113.7", browser));
	code = code_sent(cx);
	CHECK_OK(text_int(code, &n));
	(void)snprintf(wrong, sizeof wrong, "%06d", (int)((n + 1) % 1000000));
	for (int i = 0; i < 5; i++)
		CHECK_ERR(home_code_use(cx, browser, wrong, NULL, cookie), ERR_INVALID);
	CHECK_ERR(home_code_use(cx, browser, code, NULL, cookie), ERR_INVALID);
}

TEST(an_unknown_phone_gets_the_same_answer_and_no_message)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	char browser[HOME_COOKIE];
	int64_t told;

	CHECK_OK(home_code_send(cx, "13000000000", "203.0.113.7", browser));
	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM notice WHERE community_id = ?"
			       " AND kind = 'portal_code'"),
			   BINDS(cx->community), &told));
	CHECK_INT(told, 0);
	CHECK_ERR(home_code_send(cx, "13000000000", "203.0.113.7", browser), ERR_RATE_LIMITED);
}

static void finish(struct ctx *cx, int64_t id)
{
	office_as(cx, supervisor);
	CHECK_OK(request_take(cx, id, "dispatch", "assignee", id_text(cx, technician), NULL));
	office_as(cx, technician);
	CHECK_OK(request_take(cx, id, "arrive", NULL));
	CHECK_OK(request_take(cx, id, "finish", "result", "换了密封圈", NULL));
}

TEST(a_rating_is_the_residents_alone_once_and_two_stars_send_somebody)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct home_user u = of_person(cx, "3-2-501", "王秀兰");
	int64_t id = report(cx, &u, REPAIR(PART_WATER), "a");
	struct home_rating two = { .stars = 2, .reasons = 16 | 64, .text = "第二天又漏了" };
	struct home_matter m;
	struct visit *visits;
	size_t count;

	CHECK_ERR(home_rate(cx, &u, id, &two), ERR_CONFLICT);
	finish(cx, id);
	u = of_person(cx, "3-2-501", "李强");
	CHECK_ERR(home_rate(cx, &u, id, &two), ERR_CONFLICT);
	u = of_person(cx, "3-2-501", "王秀兰");
	CHECK_OK(home_rate(cx, &u, id, &two));
	CHECK_ERR(home_rate(cx, &u, id, &two), ERR_CONFLICT);
	CHECK_OK(home_matter_get(cx, &u, id, &m));
	CHECK_INT(m.stars, 2);
	CHECK_STR(m.rating, "来得慢、没修好 第二天又漏了");
	CHECK_OK(visit_of_subject(cx, "request", id, &visits, &count));
	CHECK_INT(count, 1);
	CHECK_INT(visits[0].reason, REASON_RATING);
	CHECK_ERR(visit_not_by_doer(cx, visits[0].id, "visitor", technician), ERR_INVALID);
}

TEST(a_week_after_the_end_there_is_nothing_to_rate_any_more)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct home_user u = of_person(cx, "3-2-501", "王秀兰");
	int64_t id = report(cx, &u, REPAIR(PART_WATER), "a");
	struct home_rating five = { .stars = 5 };

	finish(cx, id);
	u = of_person(cx, "3-2-501", "王秀兰");
	cx->now += DAYS(7) + HOURS(1);
	CHECK_ERR(home_rate(cx, &u, id, &five), ERR_CONFLICT);
}

TEST(a_matter_is_urged_not_more_than_once_in_the_hours_set)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct home_user u = of_person(cx, "3-2-501", "王秀兰");
	int64_t id = report(cx, &u, REPAIR(PART_WATER), "a");
	struct journal_entry *events;
	size_t count;

	CHECK_ERR(home_urge(cx, &u, id), ERR_CONFLICT);
	cx->now += MINUTES(20);
	CHECK_OK(home_urge(cx, &u, id));
	CHECK_ERR(home_urge(cx, &u, id), ERR_CONFLICT);
	cx->now += HOURS(4);
	CHECK_OK(home_urge(cx, &u, id));
	CHECK_OK(journal_of(cx, "request", id, &events, &count));
	CHECK_STR(events[count - 1].action, "urge");
	CHECK_STR(events[count - 1].actor_name, "住户");
}

TEST(a_resident_withdraws_until_somebody_was_sent)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct home_user u = of_person(cx, "3-2-501", "王秀兰");
	struct home_report in = { .kind = KIND_REPAIR, .part = PART_WATER };
	int64_t first = report(cx, &u, in, "a"), second = report(cx, &u, in, "b");
	struct home_matter m;

	CHECK_OK(home_withdraw(cx, &u, first, "自己修好了"));
	CHECK_OK(home_matter_get(cx, &u, first, &m));
	CHECK_INT(m.state, HOME_WITHDRAWN);
	office_as(cx, supervisor);
	CHECK_OK(request_take(cx, second, "dispatch", "assignee", id_text(cx, technician), NULL));
	u = of_person(cx, "3-2-501", "王秀兰");
	CHECK_ERR(home_withdraw(cx, &u, second, "x"), ERR_CONFLICT);
}

TEST(twenty_reports_a_day_and_then_it_is_said)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct home_user u = of_person(cx, "3-2-501", "王秀兰");
	struct home_report in = { .kind = KIND_ENQUIRY, .text = "问一下", .room = "3-2-501" };
	int64_t id;

	for (int i = 0; i < 20; i++)
		CHECK_OK(home_report(cx, &u, &in, arena_printf(cx->arena, "k%d", i), NULL, 0, &id));
	CHECK_ERR(home_report(cx, &u, &in, "k20", NULL, 0, &id), ERR_RATE_LIMITED);
}

static struct portal_card place(struct ctx *cx, const char *name)
{
	struct portal_card_filter f = { .places = true, .most = 5 };
	struct portal_card *cards;
	size_t count;
	int64_t id;

	office_as(cx, desk_a);
	CHECK_OK(portal_place_make(cx, name, &id));
	CHECK_OK(portal_card_list(cx, &f, &cards, &count));
	cx->actor = NULL;
	return cards[count - 1];
}

TEST(the_suggestion_box_keeps_nothing_of_who_wrote_and_the_receipt_shows_the_answer)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct portal_card card = place(cx, "3 栋大堂");
	struct letter_intake in = { .kind = KIND_SUGGESTION, .text = "大堂的灯太暗" };
	char receipt[RECEIPT_TEXT];
	struct home_matter m;
	struct letter_row *rows;
	struct request_record q;
	size_t count;

	CHECK_OK(letter_send(cx, &card, &in, NULL, receipt));
	CHECK_OK(letter_get(cx, text_fold(cx->arena, receipt), &m));
	CHECK_INT(m.kind, KIND_SUGGESTION);
	CHECK(!m.may_urge && !m.may_rate && !m.may_withdraw);
	CHECK_OK(request_get(cx, m.id, &q));
	CHECK_STR(q.phone, "");
	CHECK_STR(q.person_name, "");
	CHECK_STR(q.place, "");
	CHECK_ERR(letter_get(cx, "AAAA-AAAA-AA", &m), ERR_INVALID);
	office_as(cx, desk_a);
	CHECK_OK(letter_list(cx, 0, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_STR(rows[0].place, "");
}

/* Of every table of the entry: what it says of a card. */
TEST(a_letter_from_a_door_leaves_no_trace_of_the_door)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct portal_card_filter f = { .q = "3-2-501", .most = 5 };
	struct letter_intake in = { .kind = KIND_SUGGESTION, .text = "大堂的灯太暗" };
	struct portal_card *cards;
	char receipt[RECEIPT_TEXT], again[RECEIPT_TEXT];
	size_t count;
	int64_t made, traces, letters;

	CHECK_OK(portal_cards_make(cx, "", &made));
	CHECK_OK(portal_card_list(cx, &f, &cards, &count));
	CHECK_OK(letter_send(cx, &cards[0], &in, "k1", receipt));
	CHECK_OK(letter_send(cx, &cards[0], &in, "k1", again));
	CHECK_STR(again, receipt);
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM portal_letter WHERE community_id = ?"),
			   BINDS(cx->community), &letters));
	CHECK_INT(letters, 1);
	CHECK_OK(store_int(cx,
			   SQL("SELECT (SELECT COUNT(*) FROM portal_budget b WHERE b.community_id = ?"
			       " AND b.source LIKE ?) + (SELECT COUNT(*) FROM portal_letter l"
			       " WHERE l.community_id = ? AND l.card_id <> 0) + (SELECT COUNT(*)"
			       " FROM contact c WHERE c.community_id = ? AND (c.room <> '' OR c.phone <> ''))"),
			   BINDS(cx->community,
				 arena_printf(cx->arena, "%%%" PRId64 "%%", cards[0].id),
				 cx->community, cx->community), &traces));
	CHECK_INT(traces, 0);
}

TEST(a_public_fault_names_its_place_and_a_home_is_not_reported_by_the_box)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct portal_card card = place(cx, "2 号电梯"), door = { .id = 7, .room_id = 1, .room = "3-2-501" };
	struct letter_intake in = { .kind = KIND_REPAIR, .text = "门关不上" };
	char receipt[RECEIPT_TEXT];
	struct request_record q;
	struct home_matter m;

	CHECK_OK(letter_send(cx, &card, &in, NULL, receipt));
	CHECK_OK(letter_get(cx, receipt, &m));
	CHECK_OK(request_get(cx, m.id, &q));
	CHECK_STR(q.place, "2 号电梯");
	CHECK(q.public_area);
	CHECK_ERR(letter_send(cx, &door, &in, NULL, receipt), ERR_INVALID);
}

TEST(a_retired_code_leads_nowhere)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct portal_card card = place(cx, "垃圾房"), found;
	int64_t community;

	CHECK_OK(portal_card_find(cx, card.token, &found, &community));
	CHECK_INT(community, 1);
	office_as(cx, desk_a);
	CHECK_ERR(portal_place_make(cx, "垃圾房", &community), ERR_INVALID);
	CHECK_OK(portal_card_retire(cx, card.id));
	CHECK_ERR(portal_card_find(cx, card.token, &found, &community), ERR_NOT_FOUND);
	CHECK_OK(portal_place_make(cx, "垃圾房", &community));
}

TEST(reading_a_notice_is_its_delivery)
{
	struct ctx *cx = home_office_at("2026-11-23 10:00");
	struct announcement_intake in = { .kind = ANNOUNCE_WATER, .title = "停水", .text = "检修", .area = "3",
					  .way = TOLD_BY_PRINT, .effective_from = office_at("2026-11-26 09:00"),
					  .effective_to = office_at("2026-11-26 12:00") };
	struct announcement a;
	struct announcement_seen *list;
	struct home_user u;
	struct input none;
	size_t count;

	office_as(cx, supervisor);
	CHECK_OK(announcement_draft(cx, &in, &a));
	input_init(&none, cx->arena);
	CHECK_OK(announcement_step(cx, a.id, "send", 0, &none, ZONE_SHANGHAI, &a));
	u = of_person(cx, "3-2-501", "王秀兰");
	CHECK_OK(home_notice_list(cx, &u, &list, &count));
	CHECK_INT(count, 1);
	CHECK(list[0].waits);
	CHECK_OK(home_notice_read(cx, &u, a.id));
	CHECK_OK(home_notice_list(cx, &u, &list, &count));
	CHECK(!list[0].waits);
	CHECK_OK(announcement_get(cx, a.id, &a));
	CHECK_INT(a.delivered, 1);
	CHECK_ERR(home_notice_read(cx, &u, 99), ERR_NOT_FOUND);
}
