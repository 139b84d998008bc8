/* Document 11: handing over, and what becomes of it when somebody leaves. */
#include "modules/shifts/shifts_test.h"

TEST(scenario_11_g_2_a_shift_with_open_items_is_not_handed_over_empty_and_all_go_to_who_signs)
{
	struct ctx *cx = staffed("2026-11-23 17:30");
	int64_t one = repair_of(cx, desk_a, URGENCY_NORMAL);
	int64_t two = repair_of(cx, desk_a, URGENCY_NORMAL), order, id;
	struct handover_new *in = ARENA_NEW(cx->arena, struct handover_new);
	struct handover h;
	struct request_record q;
	struct order o;

	office_as(cx, director);
	order = issued(cx, desk_a, 0, "2026-11-26 18:00");
	office_as(cx, desk_a);
	in->to = desk_b;
	CHECK_ERR(handover_open(cx, in, &id), ERR_INVALID);
	CHECK_STR(cx->errors->field, "items");
	CHECK_HAS(cx->why, "3 项");
	CHECK_HAS(cx->why, "BX20261123-0001");
	CHECK_HAS(cx->why, "BX20261123-0002");
	CHECK_HAS(cx->why, "ZL20261123-0001");
	/* two of three are not enough either */
	in->items[0] = (struct handover_item){ .subject = "request", .subject_id = one };
	in->items[1] = (struct handover_item){ .subject = "request", .subject_id = two };
	in->item_count = 2;
	CHECK_ERR(handover_open(cx, in, &id), ERR_INVALID);
	CHECK_HAS(cx->why, "1 项");

	h = handed(cx, desk_b);
	CHECK_INT(h.item_count, 3);
	CHECK_INT(owed_by(cx, "request", one, desk_b), 0);
	office_as(cx, desk_b);
	CHECK_OK(handover_take(cx, &h, "accept", NULL));
	CHECK_INT(h.state, HANDOVER_ACCEPTED);
	CHECK_INT(owed_by(cx, "request", one, desk_b), 2);
	CHECK_INT(owed_by(cx, "request", two, desk_b), 2);
	CHECK_INT(owed_by(cx, "order", order, desk_b), 2);
	CHECK_INT(owed_by(cx, "request", one, desk_a), 0);
	CHECK_OK(request_get(cx, two, &q));
	CHECK_INT(q.assignee_id, desk_b);
	CHECK_OK(order_get(cx, order, &o));
	CHECK_INT(o.undertaker_id, desk_b);
}

TEST(what_was_handed_over_is_not_worked_on_before_it_is_signed_for_but_for_emergencies)
{
	struct ctx *cx = staffed("2026-11-23 17:30");
	int64_t plain = repair_of(cx, desk_a, URGENCY_NORMAL);
	int64_t emergency = repair_of(cx, desk_a, URGENCY_EMERGENCY);
	struct handover h, waiting;

	office_as(cx, desk_a);
	h = handed(cx, desk_b);
	office_as(cx, desk_b);
	CHECK_OK(handover_waiting(cx, desk_b, &waiting));
	CHECK_INT(waiting.id, h.id);
	CHECK_ERR(request_take(cx, plain, "arrive", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "lin");
	CHECK_ERR(request_take(cx, plain, "dispatch", "assignee", id_text(cx, technician), NULL),
		  ERR_CONFLICT);
	CHECK_OK(request_take(cx, emergency, "dispatch", "assignee", id_text(cx, technician), NULL));
	office_as(cx, supervisor); /* who is not concerned is not held back */
	CHECK_OK(request_take(cx, plain, "note", "text", "业主催问", NULL));
	office_as(cx, desk_b);
	CHECK_OK(handover_take(cx, &h, "accept", NULL));
	CHECK_OK(request_take(cx, plain, "arrive", NULL));
	CHECK_INT(owed_by(cx, "request", emergency, desk_b), 0);
}

TEST(each_signs_in_person_and_an_unsigned_handover_is_a_duty_of_the_incoming_person)
{
	struct ctx *cx = staffed("2026-11-23 17:30");
	struct obligation *list;
	struct handover h;
	size_t count;

	office_as(cx, desk_a);
	h = handed(cx, desk_b);
	CHECK_INT(h.opened_at, cx->now);
	CHECK_ERR(handover_take(cx, &h, "accept", NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_ERR(handover_take(cx, &h, "accept", NULL), ERR_FORBIDDEN);
	CHECK_OK(obligation_of(cx, "handover", h.id, &list, &count));
	CHECK_INT(count, 1);
	CHECK_INT(list[0].owner_id, desk_b);
	CHECK_INT(list[0].due_at, cx->now + MINUTES(30));
	clock_to(cx, "2026-11-23 17:45");
	office_as(cx, desk_b);
	CHECK_OK(handover_take(cx, &h, "accept", NULL));
	CHECK_INT(h.ended_at, cx->now);
	CHECK_OK(obligation_of(cx, "handover", h.id, &list, &count));
	CHECK_INT(list[0].state, OBLIGATION_MET);
	CHECK_ERR(handover_take(cx, &h, "accept", NULL), ERR_CONFLICT);
}

TEST(a_handover_sent_back_or_withdrawn_leaves_everything_with_who_had_it)
{
	static const char *const ends[] = { "return", "withdraw" };
	struct ctx *cx = staffed("2026-11-23 17:30");
	int64_t repair = repair_of(cx, desk_a, URGENCY_NORMAL);

	for (size_t i = 0; i < COUNT(ends); i++) {
		struct handover h;
		office_as(cx, desk_a);
		h = handed(cx, desk_b);
		office_as(cx, i ? desk_a : desk_b);
		CHECK_ERR(handover_take(cx, &h, ends[i], NULL), ERR_INVALID);
		CHECK_OK(handover_take(cx, &h, ends[i], "reason", "钥匙少一把", NULL));
		CHECK_STR(h.reason, "钥匙少一把");
		CHECK_INT(owed_by(cx, "request", repair, desk_a), 2);
		CHECK_INT(owed_by(cx, "handover", h.id, desk_b), 0);
		office_as(cx, desk_b);
		CHECK_OK(request_take(cx, repair, "note", "text", "x", NULL));
	}
}

TEST(nobody_hands_over_twice_nor_before_he_has_signed_nor_to_who_cannot_take_over)
{
	struct ctx *cx = staffed("2026-11-23 17:30");
	int64_t admin = office_person(cx, "admin", ROLE_ADMINISTRATOR), id;
	struct handover_new *in = ARENA_NEW(cx->arena, struct handover_new);

	office_as(cx, desk_a);
	in->to = desk_a;
	CHECK_ERR(handover_open(cx, in, &id), ERR_INVALID);
	in->to = admin;
	CHECK_ERR(handover_open(cx, in, &id), ERR_INVALID);
	in->to = 12345;
	CHECK_ERR(handover_open(cx, in, &id), ERR_INVALID);
	in->to = desk_b;
	in->items[0] = (struct handover_item){ .subject = "request", .subject_id = 1 };
	in->item_count = 1;
	CHECK_ERR(handover_open(cx, in, &id), ERR_INVALID);
	in->item_count = 0;
	CHECK_OK(handover_open(cx, in, &id));
	CHECK_ERR(handover_open(cx, in, &id), ERR_CONFLICT);
	office_as(cx, desk_b);
	in->to = supervisor;
	CHECK_ERR(handover_open(cx, in, &id), ERR_CONFLICT);
}

TEST(only_a_supervisor_of_the_roster_withdraws_the_handover_of_another)
{
	struct ctx *cx = staffed("2026-11-23 17:30");
	struct handover h;

	office_as(cx, desk_a);
	h = handed(cx, desk_b);
	office_as(cx, guard);
	CHECK_ERR(handover_take(cx, &h, "withdraw", "reason", "x", NULL), ERR_FORBIDDEN);
	office_as(cx, supervisor);
	CHECK_OK(handover_take(cx, &h, "withdraw", "reason", "指错了人", NULL));
	CHECK_INT(h.state, HANDOVER_WITHDRAWN);
}

/* Handovers at random between three people: whatever happens, every repair has one owner. */
TEST(no_sequence_of_handovers_loses_or_doubles_an_item)
{
	static const char *const actions[] = { "accept", "return", "withdraw" };
	struct ctx *cx = staffed("2026-11-23 09:00");
	int64_t people[] = { desk_a, desk_b, supervisor }, repairs[6];
	uint64_t x = 7;
	int accepted = 0;

	for (size_t i = 0; i < COUNT(repairs); i++)
		repairs[i] = repair_of(cx, i % 2 ? desk_a : desk_b, URGENCY_NORMAL);
	for (int i = 0; i < 150; i++) {
		struct handover_new *in = ARENA_NEW(cx->arena, struct handover_new);
		struct handover_item *open;
		struct handover h = { 0 };
		struct handover_filter f = { .state = HANDOVER_OPEN, .most = 5 };
		struct handover *rows;
		size_t count;
		int64_t id, owners;
		x = x * 6364136223846793005u + 1442695040888963407u;
		cx->now += MINUTES(2);
		office_as(cx, people[(x >> 33) % 3]);
		in->to = people[(x >> 40) % 3];
		CHECK_OK(handover_open_items(cx, cx->actor->id, &open, &in->item_count));
		for (size_t k = 0; k < in->item_count; k++)
			in->items[k] = open[k];
		cx->errors = NULL;
		(void)!handover_open(cx, in, &id);
		CHECK_OK(handover_list(cx, &f, &rows, &count));
		if (count) {
			h.id = rows[(x >> 50) % count].id;
			office_as(cx, people[(x >> 45) % 3]);
			accepted += handover_take(cx, &h, actions[(x >> 55) % 3], "reason", "x", NULL) ==
				    OK;
		}
		for (size_t k = 0; k < COUNT(repairs); k++) {
			CHECK_OK(store_int(cx,
					   SQL("SELECT COUNT(DISTINCT owner_id) FROM obligation"
					       " WHERE community_id = ? AND subject = 'request'"
					       " AND subject_id = ? AND state = 1 AND owner_id <> 0"),
					   BINDS(cx->community, repairs[k]), &owners));
			CHECK_INT(owners, 1);
		}
	}
	CHECK(accepted > 10);
}

/* ---- somebody leaves ---- */

TEST(who_leaves_leaves_no_shift_no_order_and_no_unsigned_handover_behind)
{
	struct ctx *cx = staffed("2026-11-23 10:00");
	int64_t repair = repair_of(cx, desk_a, URGENCY_NORMAL), order;
	int64_t post = post_held(cx, desk_a);
	struct handover h;
	struct roster *rows;
	struct order o;
	size_t count;
	int monday = civil_day_of(cx->now, ZONE_SHANGHAI);

	office_as(cx, director);
	order = issued(cx, desk_a, 0, "2026-11-26 18:00");
	office_as(cx, supervisor);
	CHECK_OK(put_on(cx, "2026-11-24", BAND_DAY, ROLE_FRONT_DESK, desk_a));
	CHECK_OK(put_on(cx, "2026-11-25", BAND_DAY, ROLE_FRONT_DESK, desk_a));
	CHECK_OK(put_on(cx, "2026-11-26", BAND_DAY, ROLE_FRONT_DESK, desk_b));
	CHECK_OK(roster_list(cx, monday, monday + 6, &rows, &count));
	CHECK_OK(roster_stand_in(cx, rows[1].id, 0, desk_b));
	CHECK_OK(roster_stand_in(cx, rows[2].id, 0, desk_a));
	office_as(cx, desk_a);
	h = handed(cx, desk_b);
	office_as(cx, director);
	CHECK_OK(staff_dismiss(cx, desk_a, 0));

	CHECK_OK(handover_get(cx, h.id, &h));
	CHECK_INT(h.state, HANDOVER_WITHDRAWN);
	CHECK_HAS(h.reason, "离职");
	CHECK_INT(owed_by(cx, "handover", h.id, desk_b), 0);
	CHECK_OK(order_get(cx, order, &o));
	CHECK_INT(o.undertaker_id, 0);
	CHECK_INT(o.post_id, post);
	CHECK_INT(o.state, ORDER_ISSUED);
	CHECK_OK(roster_list(cx, monday, monday + 6, &rows, &count));
	CHECK_INT(count, 2); /* the one a mate stood in for, and the mate's own */
	CHECK_INT(rows[0].account_id, desk_b);
	CHECK_INT(rows[0].stand_in_id, 0);
	CHECK_INT(rows[1].account_id, desk_b);
	CHECK_INT(rows[1].stand_in_id, 0);
	CHECK_INT(owed_by(cx, "request", repair, desk_a), 0);
	CHECK_INT(cx->actor->id, director);
}

TEST(a_handover_to_who_leaves_is_withdrawn_and_its_items_stay_with_who_handed_over)
{
	struct ctx *cx = staffed("2026-11-23 17:30");
	int64_t repair = repair_of(cx, desk_a, URGENCY_NORMAL), open;
	struct handover h;

	office_as(cx, desk_a);
	h = handed(cx, desk_b);
	office_as(cx, director);
	CHECK_OK(staff_dismiss(cx, desk_b, 0));
	CHECK_OK(handover_get(cx, h.id, &h));
	CHECK_INT(h.state, HANDOVER_WITHDRAWN);
	CHECK_OK(obligation_open_count(cx, "handover", h.id, &open));
	CHECK_INT(open, 0);
	CHECK_INT(owed_by(cx, "request", repair, desk_a), 2);
	office_as(cx, desk_a);
	h = handed(cx, supervisor);
}

TEST(nobody_takes_over_nor_reads_in_a_handover_what_he_is_kept_off)
{
	struct ctx *cx = staffed("2026-11-23 17:30");
	int64_t repair = repair_of(cx, desk_a, URGENCY_NORMAL), id;
	struct handover_new *in = ARENA_NEW(cx->arena, struct handover_new);
	struct handover_item *items;
	struct handover h;
	size_t count;

	CHECK_OK(obligation_hide(cx, "request", repair, desk_b));
	office_as(cx, desk_a);
	in->items[in->item_count++] = (struct handover_item){ .subject = "request",
							      .subject_id = repair };
	in->to = desk_b;
	CHECK_ERR(handover_open(cx, in, &id), ERR_INVALID);
	CHECK_STR(cx->errors->field, "to");
	h = handed(cx, supervisor);
	CHECK_OK(handover_items(cx, h.id, &items, &count));
	CHECK_INT(count, 1);
	office_as(cx, desk_b);
	CHECK_OK(handover_items(cx, h.id, &items, &count));
	CHECK_INT(count, 0);
}

TEST(what_is_a_persons_own_is_not_handed_on_such_as_reading_a_document)
{
	struct ctx *cx = staffed("2026-11-23 17:30");
	struct handover_item *items;
	size_t count;

	office_as(cx, desk_a);
	CHECK_OK(obligation_promise(cx, &handover_accept_norm, "reading", 5, cx->now + DAYS(7), desk_a,
				    0));
	CHECK_OK(handover_open_items(cx, desk_a, &items, &count));
	CHECK_INT(count, 0);
}
