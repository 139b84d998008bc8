/* Document 11: orders. */
#include "modules/shifts/shifts_test.h"

TEST(scenario_11_g_1_an_order_not_signed_within_a_working_day_is_overdue_and_the_director_sees_it)
{
	struct ctx *cx = staffed("2026-11-23 09:00"); /* a Monday */
	struct order_filter late = { .overdue = true, .most = 10 };
	struct order *rows, o;
	int64_t id, total;

	office_as(cx, director);
	id = issued(cx, 0, post_held(cx, supervisor), "2026-11-26 18:00");
	CHECK_OK(order_get(cx, id, &o));
	CHECK(!strncmp(o.number, "ZL20261123-", 11));
	CHECK_INT(o.state, ORDER_ISSUED);
	CHECK_INT(waiting_orders(cx, supervisor, &rows), 1);
	CHECK_STR(rows[0].duty, "签收");
	CHECK_OK(order_total(cx, &late, &total));
	CHECK_INT(total, 0);
	clock_to(cx, "2026-11-24 09:00");
	CHECK_OK(order_list(cx, &late, &rows, &(size_t){ 0 }));
	CHECK_INT(rows[0].id, id);
	CHECK(rows[0].overdue);
	CHECK_STR(rows[0].duty, "签收");
	CHECK_OK(order_total(cx, &late, &total));
	CHECK_INT(total, 1);
}

TEST(an_order_is_signed_done_and_confirmed_by_another_and_owes_nothing_at_the_end)
{
	struct ctx *cx = staffed("2026-11-23 09:00");
	struct order o = { 0 };
	int64_t open;

	office_as(cx, director);
	o.id = issued(cx, supervisor, 0, "2026-11-26 18:00");
	CHECK_ERR(order_take(cx, &o, "sign", NULL), ERR_FORBIDDEN);
	office_as(cx, supervisor);
	CHECK_ERR(order_take(cx, &o, "finish", "result", "x", NULL), ERR_CONFLICT);
	CHECK_OK(order_take(cx, &o, "sign", NULL));
	CHECK_INT(o.signed_by, supervisor);
	CHECK_OK(order_take(cx, &o, "start", NULL));
	CHECK_ERR(order_take(cx, &o, "finish", NULL), ERR_INVALID);
	CHECK_OK(order_take(cx, &o, "finish", "result", "12 套已巡查", NULL));
	CHECK_STR(o.duty, "确认");
	CHECK_ERR(order_take(cx, &o, "confirm", NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_OK(order_take(cx, &o, "return", "reason", "漏了 3 栋", NULL));
	CHECK_INT(o.state, ORDER_WORKING);
	CHECK_STR(o.reason, "漏了 3 栋");
	office_as(cx, supervisor);
	CHECK_OK(order_take(cx, &o, "finish", "result", "15 套已巡查", NULL));
	office_as(cx, director);
	CHECK_OK(order_take(cx, &o, "confirm", NULL));
	CHECK_INT(o.state, ORDER_CONFIRMED);
	CHECK_INT(o.confirmed_by, director);
	CHECK_OK(obligation_open_count(cx, "order", o.id, &open));
	CHECK_INT(open, 0);
}

TEST(an_order_sent_back_waits_for_its_issuer_and_is_issued_anew_with_new_clocks)
{
	struct ctx *cx = staffed("2026-11-23 09:00");
	struct order o = { 0 }, *rows;

	office_as(cx, director);
	o.id = issued(cx, supervisor, 0, "2026-11-24 18:00");
	office_as(cx, supervisor);
	CHECK_ERR(order_take(cx, &o, "return", NULL), ERR_INVALID);
	CHECK_OK(order_take(cx, &o, "return", "reason", "不归客服", NULL));
	CHECK_INT(o.state, ORDER_RETURNED);
	CHECK_INT(waiting_orders(cx, supervisor, &rows), 0);
	CHECK_INT(waiting_orders(cx, director, &rows), 1);
	CHECK_STR(rows[0].duty, "重新安排");
	office_as(cx, director);
	CHECK_ERR(order_take(cx, &o, "reissue", "due_at", "2026-11-25 18:00", NULL), ERR_INVALID);
	CHECK_OK(order_take(cx, &o, "reissue", "undertaker", id_text(cx, technician), "due_at",
			    "2026-11-25 18:00", NULL));
	CHECK_INT(o.state, ORDER_ISSUED);
	CHECK_INT(o.due_at, office_at("2026-11-25 18:00"));
	CHECK_INT(waiting_orders(cx, technician, &rows), 1);
	CHECK_INT(waiting_orders(cx, director, &rows), 0);
}

TEST(an_order_is_for_one_person_or_post_other_than_its_issuer_and_due_in_reason)
{
	struct ctx *cx = staffed("2026-11-23 09:00");
	struct order_new in = { .text = "巡查", .due_at = office_at("2026-11-26 18:00") };
	int64_t id;

	office_as(cx, director);
	CHECK_ERR(order_issue(cx, &in, &id), ERR_INVALID);
	in.undertaker = director;
	CHECK_ERR(order_issue(cx, &in, &id), ERR_INVALID);
	in.undertaker = supervisor;
	in.post = post_held(cx, supervisor);
	CHECK_ERR(order_issue(cx, &in, &id), ERR_INVALID);
	in.post = 0;
	in.due_at = cx->now;
	CHECK_ERR(order_issue(cx, &in, &id), ERR_INVALID);
	CHECK_STR(cx->errors->field, "due_at");
	in.due_at = cx->now + DAYS(400);
	CHECK_ERR(order_issue(cx, &in, &id), ERR_INVALID);
	in.due_at = cx->now + DAYS(3);
	in.undertaker = 99;
	CHECK_ERR(order_issue(cx, &in, &id), ERR_INVALID);
	in.undertaker = supervisor;
	CHECK_OK(order_issue(cx, &in, &id));
}

/* Steps at random by everybody: what is final owes nothing, what is not owes something. */
TEST(no_sequence_of_steps_ends_an_order_that_owes_or_leaves_one_open_without_a_clock)
{
	static const char *const actions[] = { "sign", "start", "finish", "confirm", "sign",
					       "start", "finish", "confirm", "return", "reissue",
					       "note", "cancel" }; /* the last one late */
	struct ctx *cx = staffed("2026-11-23 09:00");
	int64_t people[] = { supervisor, director, technician, desk_a };
	uint64_t x = 42;
	int reached[8] = { 0 };

	for (int walk = 0; walk < 40; walk++) {
		struct order o = { 0 };
		int64_t open;
		office_as(cx, director);
		o.id = walk % 2 ? issued(cx, supervisor, 0, "2026-12-26 18:00")
				: issued(cx, 0, post_held(cx, technician), "2026-12-26 18:00");
		for (int i = 0; i < 90 && !order_machine.is_final(o.state); i++) {
			x = x * 6364136223846793005u + 1442695040888963407u;
			office_as(cx, people[(x >> 33) % COUNT(people)]);
			cx->now += MINUTES(1);
			(void)!order_take(cx, &o, actions[(x >> 40) % (COUNT(actions) - (i < 60))], "result",
					  "好了", "reason", "不行", "text", "记", "due_at",
					  "2026-12-28 18:00", "undertaker",
					  id_text(cx, people[(x >> 45) % 3]), NULL);
			CHECK_OK(order_get(cx, o.id, &o));
			CHECK_OK(obligation_open_count(cx, "order", o.id, &open));
			reached[o.state]++;
			if (order_machine.is_final(o.state))
				CHECK_INT(open, 0);
			else
				CHECK(open > 0);
		}
	}
	for (int state = ORDER_ISSUED; state <= ORDER_CANCELLED; state++)
		if (!reached[state])
			test_failed(__FILE__, __LINE__, "no walk came to state %d", state);
}
