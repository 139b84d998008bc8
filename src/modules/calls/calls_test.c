#include "modules/calls/calls.h"
#include "app/secret.h"
#include "base/text.h"
#include "modules/contacts/contacts.h"
#include "office.h"

static int64_t desk_person;

static struct ctx *desk(const char *now)
{
	struct ctx *cx = office(now);
	struct room room = { .room = "5-1202" };
	enum put put;

	CHECK_OK(room_put(cx, &room, &room.id, &put));
	desk_person = office_person(cx, "lin", ROLE_FRONT_DESK);
	CHECK_OK(call_extension_set(cx, "801", desk_person));
	return cx;
}

static struct call tell(struct ctx *cx, const char *key, int fact, const char *at,
			const char *extension)
{
	struct call_event e = { .call_id = key, .event = fact, .from = "138 1234 5612",
				.to = "02088880000", .extension = extension };
	struct call c;

	CHECK_OK(civil_parse(at, ZONE_SHANGHAI, &e.at));
	CHECK_OK(call_tell(cx, &e, &c));
	return c;
}

static int take(struct ctx *cx, int64_t id, const char *step, ...)
{
	struct input in;
	struct call c;
	va_list ap;
	const char *name;

	input_init(&in, cx->arena);
	va_start(ap, step);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	va_end(ap);
	cx->errors = NULL;
	return call_step(cx, id, step, 0, &in, ZONE_SHANGHAI, &c);
}

static struct obligation owed(struct ctx *cx, int64_t call, const char *kind)
{
	struct obligation *o, found = { 0 };
	size_t count;

	CHECK_OK(obligation_of(cx, "call", call, &o, &count));
	for (size_t i = 0; i < count; i++)
		if (!strcmp(o[i].kind, kind))
			found = o[i];
	return found;
}

TEST(rings_come_from_times_and_cadence_and_are_never_invented)
{
	CHECK_INT(rings_between(1000, 1000, 5000), 1);
	CHECK_INT(rings_between(1000, 5999, 5000), 1);
	CHECK_INT(rings_between(1000, 6000, 5000), 2);
	CHECK_INT(rings_between(1000, 15999, 5000), 3);
	CHECK_INT(rings_between(1000, 16000, 5000), 4);
	CHECK_INT(rings_between(0, 16000, 5000), RINGS_UNKNOWN);
	CHECK_INT(rings_between(1000, 999, 5000), RINGS_UNKNOWN);
}

TEST(an_answered_call_is_one_record_with_rings_answerer_and_times)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call c = tell(cx, "a-1", FACT_RINGING, "2026-11-23 10:01:00", "801");

	CHECK_INT(c.state, CALL_RINGING);
	CHECK_INT(c.rings, RINGS_UNKNOWN);
	CHECK_STR(c.phone, "13812345612");
	c = tell(cx, "a-1", FACT_ANSWERED, "2026-11-23 10:01:07", "801");
	CHECK_INT(c.state, CALL_TALKING);
	CHECK_INT(c.rings, 2);
	CHECK_INT(c.answered_after_ms, 7000);
	CHECK_INT(c.answerer_id, desk_person);
	c = tell(cx, "a-1", FACT_ENDED, "2026-11-23 10:01:40", "801");
	CHECK_INT(c.state, CALL_ENDED);
	CHECK_INT(c.ended_at, office_at("2026-11-23 10:01:40"));
	CHECK(text_starts(c.number, "DH20261123-"));
}

TEST(an_event_told_twice_changes_nothing)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call c = tell(cx, "a-1", FACT_RINGING, "2026-11-23 10:01:00", "801"), again;
	int64_t facts;

	c = tell(cx, "a-1", FACT_ANSWERED, "2026-11-23 10:01:07", "801");
	again = tell(cx, "a-1", FACT_ANSWERED, "2026-11-23 10:01:07", "801");
	CHECK_INT(again.version, c.version);
	CHECK_INT(again.rings, c.rings);
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM call_event WHERE community_id = ?"),
			   BINDS(cx->community), &facts));
	CHECK_INT(facts, 2);
}

/* Every order of the same facts, some told twice, gives the same record. */
TEST(events_in_any_order_give_the_same_record)
{
	static const struct {
		int fact;
		const char *at, *extension;
	} facts[] = {
		{ FACT_RINGING, "2026-11-23 10:01:00", "801" },
		{ FACT_RINGING, "2026-11-23 10:01:04", "802" },
		{ FACT_ANSWERED, "2026-11-23 10:01:11", "801" },
		{ FACT_ENDED, "2026-11-23 10:01:50", "" },
	};
	struct ctx *cx = desk("2026-11-23 10:02");
	int order[] = { 0, 1, 2, 3 };

	for (int n = 0; n < 24; n++) {
		const char *key = arena_printf(cx->arena, "any-%d", n);
		struct call c = { 0 };
		for (int i = 0, rest = n, left[] = { 0, 1, 2, 3 }; i < 4; i++) {
			int at = rest % (4 - i);
			rest /= 4 - i;
			order[i] = left[at];
			for (int k = at; k < 3; k++)
				left[k] = left[k + 1];
		}
		for (int i = 0; i < 5; i++) { /* the fifth is a repetition */
			int f = order[i % 4];
			c = tell(cx, key, facts[f].fact, facts[f].at, facts[f].extension);
		}
		CHECK_INT(c.state, CALL_ENDED);
		CHECK_INT(c.rings, 3);
		CHECK_INT(c.answerer_id, desk_person);
		CHECK_STR(c.extension, "801");
		CHECK_INT(c.missed_at, 0);
		CHECK_INT(owed(cx, c.id, "callback").state == OBLIGATION_OPEN, 0);
	}
}

TEST(an_older_fact_that_comes_late_does_not_undo_a_newer_one)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call c = tell(cx, "a-1", FACT_ENDED, "2026-11-23 10:01:40", "801");

	CHECK_INT(c.state, CALL_MISSED); /* as far as is known: nobody answered */
	CHECK_INT(owed(cx, c.id, "callback").state, OBLIGATION_OPEN);
	c = tell(cx, "a-1", FACT_ANSWERED, "2026-11-23 10:01:07", "801");
	CHECK_INT(c.state, CALL_ENDED);
	CHECK_INT(c.rings, RINGS_UNKNOWN);
	CHECK_INT(owed(cx, c.id, "callback").state, OBLIGATION_CANCELLED);
	c = tell(cx, "a-1", FACT_RINGING, "2026-11-23 10:01:00", "801");
	CHECK_INT(c.state, CALL_ENDED);
	CHECK_INT(c.rings, 2);
}

TEST(a_late_answer_leaves_what_people_did_since)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call c = tell(cx, "a-1", FACT_MISSED, "2026-11-23 10:01:40", "");

	CHECK_OK(take(cx, c.id, "return", "text", "已解释", NULL));
	c = tell(cx, "a-1", FACT_RINGING, "2026-11-23 10:01:00", "801");
	CHECK_INT(c.state, CALL_RETURNED);
	CHECK_INT(c.ringing_at, office_at("2026-11-23 10:01"));
}

TEST(an_event_of_the_future_or_of_long_ago_is_refused)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call_event e = { .call_id = "x", .event = FACT_RINGING, .at = cx->now + HOURS(1) };
	struct call c;

	CHECK_ERR(call_tell(cx, &e, &c), ERR_INVALID);
	e.at = cx->now - DAYS(40);
	CHECK_ERR(call_tell(cx, &e, &c), ERR_INVALID);
}

TEST(a_withheld_number_is_no_number)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call_event e = { .call_id = "x", .event = FACT_RINGING, .from = "anonymous" };
	struct call c;

	CHECK_OK(call_tell(cx, &e, &c));
	CHECK_STR(c.phone, "");
	e = (struct call_event){ .call_id = "y", .event = FACT_RINGING,
				 .from = "sip:13812345612@10.0.0.1" };
	CHECK_OK(call_tell(cx, &e, &c));
	CHECK_STR(c.phone, "13812345612");
}

TEST(a_missed_call_is_owed_within_fifteen_minutes_by_day_and_thirty_at_night)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call c = tell(cx, "day", FACT_MISSED, "2026-11-23 10:00", "");
	struct obligation o = owed(cx, c.id, "callback");

	CHECK_INT(o.due_at, office_at("2026-11-23 10:15"));
	CHECK_STR(o.post_name, "lin");
	cx->now = office_at("2026-11-24 02:01");
	c = tell(cx, "night", FACT_MISSED, "2026-11-24 02:00", "");
	CHECK(c.night);
	CHECK_INT(owed(cx, c.id, "callback").due_at, office_at("2026-11-24 02:30"));
	CHECK_INT(c.back_due_at, office_at("2026-11-24 02:30"));
}

TEST(the_bands_duty_person_answers_for_missed_calls_and_the_stand_in_after_him)
{
	struct ctx *cx = desk("2026-11-24 02:00");
	int64_t guard = office_person(cx, "guard", ROLE_GUARD), other;
	int32_t day = civil_day_of(cx->now, ZONE_SHANGHAI);
	struct call c;

	other = office_person(cx, "other", ROLE_GUARD);
	/* the hours after midnight are of the night that began the day before */
	CHECK_OK(call_duty_set(cx, &(struct call_duty){ .day = day - 1, .band = 3, .main_id = guard,
							.stand_in_id = other, .forward = "" }));
	c = tell(cx, "n1", FACT_MISSED, "2026-11-24 01:59", "");
	CHECK_INT(owed(cx, c.id, "callback").owner_id, guard);
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE staff SET left_on = ? WHERE community_id = ?"
				" AND account_id = ?"),
			    BINDS(day, cx->community, guard)));
	c = tell(cx, "n2", FACT_MISSED, "2026-11-24 01:59", "");
	CHECK_INT(owed(cx, c.id, "callback").owner_id, other);
}

TEST(a_band_that_nobody_takes_is_shown_as_a_gap)
{
	struct ctx *cx = desk("2026-11-23 10:00");
	struct call_duty week[7 * BANDS];
	int32_t day = civil_day_of(cx->now, ZONE_SHANGHAI);
	int gaps = 0;

	for (int d = 0; d < 7; d++)
		for (int band = 1; band <= BANDS; band++)
			if (d != 3 || band != 3)
				CHECK_OK(call_duty_set(cx, &(struct call_duty){
								   .day = day + d, .band = band,
								   .main_id = desk_person,
								   .forward = "" }));
	CHECK_OK(call_duty_week(cx, day, week));
	for (int i = 0; i < 7 * BANDS; i++)
		gaps += week[i].gap;
	CHECK_INT(gaps, 1);
	CHECK(week[3 * BANDS + 2].gap);
	CHECK_INT(week[0].from, office_at("2026-11-23 08:30"));
	CHECK_INT(week[2].to, office_at("2026-11-24 08:30"));
}

TEST(unreachable_needs_three_tries_apart_and_each_try_owes_the_next)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call c = tell(cx, "m", FACT_MISSED, "2026-11-23 10:00", "");

	CHECK_ERR(take(cx, c.id, "unreachable", NULL), ERR_CONFLICT);
	CHECK_OK(take(cx, c.id, "try", NULL));
	CHECK_INT(owed(cx, c.id, "callback").state, OBLIGATION_MET);
	CHECK_INT(owed(cx, c.id, "retry").due_at, office_at("2026-11-23 10:12"));
	cx->now += MINUTES(2);
	CHECK_ERR(take(cx, c.id, "try", NULL), ERR_CONFLICT); /* too soon */
	cx->now += MINUTES(8);
	CHECK_OK(take(cx, c.id, "try", NULL));
	cx->now += MINUTES(10);
	CHECK_ERR(take(cx, c.id, "try", NULL), ERR_CONFLICT); /* the third ends it */
	CHECK_OK(take(cx, c.id, "unreachable", NULL));
	CHECK_OK(call_get(cx, c.id, &c));
	CHECK_INT(c.state, CALL_UNREACHABLE);
	CHECK_INT(c.tries, 3);
	CHECK(call_back_in_time(&c));
}

TEST(a_promised_reply_is_owed_at_the_promised_time)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call c = tell(cx, "p", FACT_ANSWERED, "2026-11-23 10:00", "801");

	CHECK_ERR(take(cx, c.id, "promise", "promised_at", "2026-11-23 09:00", "text", "x", NULL),
		  ERR_INVALID);
	CHECK_OK(take(cx, c.id, "promise", "promised_at", "2026-11-23 16:00", "text", "车位价格", NULL));
	CHECK_INT(owed(cx, c.id, "reply").due_at, office_at("2026-11-23 16:00"));
	CHECK_INT(owed(cx, c.id, "reply").owner_id, desk_person);
	cx->now = office_at("2026-11-23 16:30");
	CHECK_OK(take(cx, c.id, "reply", "text", "每月 300 元", NULL));
	CHECK_INT(owed(cx, c.id, "reply").state, OBLIGATION_LATE);
}

TEST(a_transferred_call_is_accepted_by_the_one_it_went_to)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	int64_t steward = office_person(cx, "steward", ROLE_STEWARD);
	struct call c = tell(cx, "t", FACT_ANSWERED, "2026-11-23 10:00", "801");

	office_as(cx, desk_person);
	CHECK_OK(take(cx, c.id, "transfer", "to", arena_printf(cx->arena, "%" PRId64, steward), NULL));
	CHECK_ERR(take(cx, c.id, "accept", NULL), ERR_FORBIDDEN);
	office_as(cx, steward);
	CHECK_OK(take(cx, c.id, "accept", NULL));
	CHECK_INT(owed(cx, c.id, "accept").state, OBLIGATION_MET);
}

TEST(a_ring_that_nobody_reports_further_is_a_missed_call)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call c = tell(cx, "lost", FACT_RINGING, "2026-11-23 10:01", "801");

	CHECK_OK(call_sweep(cx));
	CHECK_OK(call_get(cx, c.id, &c));
	CHECK_INT(c.state, CALL_RINGING);
	cx->now = office_at("2026-11-23 10:12");
	CHECK_OK(call_sweep(cx));
	CHECK_OK(call_get(cx, c.id, &c));
	CHECK_INT(c.state, CALL_MISSED);
	CHECK_INT(owed(cx, c.id, "callback").state, OBLIGATION_OPEN);
	c = tell(cx, "lost", FACT_ANSWERED, "2026-11-23 10:01:08", "801");
	CHECK_INT(c.state, CALL_TALKING);
}

/* ---- with the register ---- */

static struct contact log_call(struct ctx *cx, struct contact_intake in)
{
	struct contact c;

	in.channel = CHANNEL_PHONE;
	CHECK_OK(contact_log(cx, &in, &c));
	return c;
}

TEST(scenario_3_g_1_call_record_register_and_repair_are_linked_and_dispatch_is_due_in_ten_minutes)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call call = tell(cx, "g1", FACT_RINGING, "2026-11-23 10:01:50", "801");
	struct contact_intake in = { .rings = 2, .room = "5-1202", .text = "厨房水龙头漏水",
				     .matters = { { .kind = KIND_REPAIR } }, .matter_count = 1 };
	struct request_record *q;
	struct obligation *o;
	struct contact c;
	size_t count, n;

	call = tell(cx, "g1", FACT_ANSWERED, "2026-11-23 10:01:56", "801");
	CHECK_INT(call.rings, 2);
	in.call_id = call.id;
	c = log_call(cx, in);
	CHECK_OK(call_get(cx, call.id, &call));
	CHECK_INT(call.contact_id, c.id);
	CHECK_INT(c.call_id, call.id);
	CHECK_OK(request_of_contact(cx, c.id, &q, &count));
	CHECK_INT(count, 1);
	CHECK_OK(obligation_of(cx, "request", q[0].id, &o, &n));
	for (size_t i = 0; i < n; i++)
		if (!strcmp(o[i].kind, "dispatch"))
			CHECK_INT(o[i].due_at, office_at("2026-11-23 10:12"));
}

TEST(scenario_3_g_2_a_late_dispatch_is_thirteen_minutes_over_and_counts_against_the_desk)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	int64_t tech = office_person(cx, "tech", ROLE_TECHNICIAN);
	struct contact_intake in = { .rings = 2, .room = "5-1202", .text = "厨房水龙头漏水",
				     .matters = { { .kind = KIND_REPAIR } }, .matter_count = 1 };
	struct contact c;
	struct request_record *q, now;
	struct obligation *o, dispatch = { 0 };
	struct input step;
	struct call_month m;
	size_t count, n;

	office_as(cx, desk_person);
	c = log_call(cx, in);
	CHECK_OK(request_of_contact(cx, c.id, &q, &count));
	cx->now = office_at("2026-11-23 10:25");
	input_init(&step, cx->arena);
	input_add(&step, "assignee", arena_printf(cx->arena, "%" PRId64, tech));
	CHECK_OK(request_step(cx, q[0].id, "dispatch", 0, &step, ZONE_SHANGHAI, &now));
	CHECK_OK(obligation_of(cx, "request", q[0].id, &o, &n));
	for (size_t i = 0; i < n; i++)
		if (!strcmp(o[i].kind, "dispatch"))
			dispatch = o[i];
	CHECK_INT(dispatch.state, OBLIGATION_LATE);
	CHECK_INT(dispatch.done_at - dispatch.due_at, MINUTES(13));
	CHECK_STR(dispatch.post_name, "lin"); /* the desk's post */
	CHECK_INT(dispatch.owner_id == tech, 0);
	CHECK_OK(call_month(cx, 2026, 11, &m));
	CHECK_INT(m.dispatched, 1);
	CHECK_INT(m.dispatch_late, 1);
	CHECK_INT(m.dispatch_ms, MINUTES(23));
}

TEST(the_stopwatch_fills_in_rings_and_the_time_to_answer)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct call *list;
	size_t count;

	log_call(cx, (struct contact_intake){ .text = "问停车费", .answered_after_ms = 11500 });
	CHECK_OK(call_list(cx, &(struct call_filter){ .most = 5 }, &list, &count));
	CHECK_INT(count, 1);
	CHECK_INT(list[0].rings, 3);
	CHECK_INT(list[0].answered_after_ms, 11500);
	CHECK_INT(list[0].source, CALL_STOPWATCH);
}

TEST(a_promise_written_in_the_register_becomes_a_duty_of_the_call)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct contact_intake in = { .channel = CHANNEL_PHONE, .text = "问车位",
				     .handling = HANDLING_PROMISED };
	struct contact c;
	struct call *list;
	size_t count;

	CHECK_ERR(contact_log(cx, &in, &c), ERR_INVALID); /* no time was named */
	in.reply_at = office_at("2026-11-23 15:00");
	CHECK_OK(contact_log(cx, &in, &c));
	CHECK_OK(call_list(cx, &(struct call_filter){ .state = CALL_PROMISED, .most = 5 }, &list,
			   &count));
	CHECK_INT(count, 1);
	CHECK_INT(list[0].rings, RINGS_UNKNOWN);
	CHECK_INT(owed(cx, list[0].id, "reply").due_at, office_at("2026-11-23 15:00"));
}

TEST(the_same_room_and_kind_within_three_days_leads_to_the_earlier_record)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	struct contact_intake in = { .room = "5-1202", .text = "灯不亮",
				     .matters = { { .kind = KIND_REPAIR } }, .matter_count = 1 };
	struct call_month m;

	log_call(cx, in);
	cx->now += HOURS(71);
	log_call(cx, in);
	CHECK_OK(call_month(cx, 2026, 11, &m));
	CHECK_INT(m.repeats, 1);
	cx->now += HOURS(73);
	log_call(cx, in);
	CHECK_OK(call_month(cx, 2026, 11, &m));
	CHECK_INT(m.repeats, 1);
}

TEST(scenario_3_g_5_of_120_calls_111_within_three_rings_6_missed_4_called_back_in_time)
{
	struct ctx *cx = desk("2026-11-01 09:00");
	struct call_month m;

	CHECK_OK(call_month(cx, 2026, 11, &m));
	CHECK_INT(call_share(m.within, m.counted), -1); /* 无数据 */
	for (int i = 0; i < 120; i++) {
		const char *key = arena_printf(cx->arena, "k%d", i);
		int64_t at = office_at("2026-11-01 09:00") + HOURS(i);
		struct call_event e = { .call_id = key, .event = FACT_RINGING, .at = at,
					.extension = "801" };
		struct call c;
		cx->now = at + MINUTES(1);
		CHECK_OK(call_tell(cx, &e, &c));
		e.event = i < 6 ? FACT_MISSED : FACT_ANSWERED;
		/* within three rings: before the fourth at 15 s */
		e.at += i < 6 ? SECONDS(40) : i < 9 ? SECONDS(16) : SECONDS(14);
		CHECK_OK(call_tell(cx, &e, &c));
		cx->now = e.at + (i < 4 ? MINUTES(14) : MINUTES(40));
		if (i < 5)
			CHECK_OK(take(cx, c.id, "return", NULL));
	}
	CHECK_OK(call_month(cx, 2026, 11, &m));
	CHECK_INT(m.answered, 114);
	CHECK_INT(m.within, 111);
	CHECK_INT(call_share(m.within, m.counted), 974); /* 97.4 % */
	CHECK_INT(m.missed, 6);
	CHECK_INT(m.back_in_time, 4);
	CHECK_INT(call_share(m.back_in_time, m.missed), 667); /* 66.7 % */
	CHECK_INT(m.back, 5);
	CHECK_INT(m.waiting, 1);
}

/* ---- the machine ---- */

TEST(no_walk_of_facts_and_steps_ends_a_call_that_still_owes_something)
{
	static const char *const words[] = { "return", "try", "unreachable", "promise", "reply",
					     "transfer", "accept" };
	struct ctx *cx = desk("2026-11-02 09:00");
	int64_t other = office_person(cx, "other", ROLE_STEWARD);
	const char *to = arena_printf(cx->arena, "%" PRId64, other);
	uint32_t seed = 7;

	for (int walk = 0; walk < 40; walk++) {
		const char *key = arena_printf(cx->arena, "w%d", walk);
		struct call c = tell(cx, key, FACT_RINGING, "2026-11-02 08:00", "801");
		for (int n = 0; n < 12; n++) {
			char at[CIVIL_TEXT];
			int64_t open;
			seed = seed * 1664525 + 1013904223;
			cx->now += MINUTES(seed >> 28);
			if ((seed >> 20) % 3 == 0) {
				struct call_event e = { .call_id = key, .at = cx->now,
							.event = 1 + (int)((seed >> 16) % 4),
							.extension = "801" };
				CHECK_OK(call_tell(cx, &e, &c));
			} else {
				(void)civil_minute(cx->now + HOURS(2), ZONE_SHANGHAI, at);
				(void)take(cx, c.id, words[(seed >> 12) % COUNT(words)], "text", "x",
					   "promised_at", at, "to", to, NULL);
			}
			CHECK_OK(call_get(cx, c.id, &c));
			CHECK_OK(obligation_open_count(cx, "call", c.id, &open));
			if (call_machine.is_final(c.state))
				CHECK_INT(open, 0);
			if (c.state == CALL_MISSED || c.state == CALL_PROMISED ||
			    c.state == CALL_TRANSFERRED)
				CHECK_INT(open, 1);
		}
	}
}

/* ---- keys ---- */

static const char *hmac(struct ctx *cx, const char *secret, const char *text)
{
	crypto_auth_hmacsha256_state s;
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	char *hex = arena_alloc(cx->arena, 65);

	crypto_auth_hmacsha256_init(&s, (const unsigned char *)secret, strlen(secret));
	crypto_auth_hmacsha256_update(&s, (const unsigned char *)text, strlen(text));
	crypto_auth_hmacsha256_final(&s, mac);
	return sodium_bin2hex(hex, 65, mac, sizeof mac);
}

TEST(a_signed_event_names_its_community_and_a_wrong_or_old_signature_is_refused)
{
	struct ctx *cx = desk("2026-11-23 10:02");
	const char *id, *secret, *body = "{\"call_id\":\"1\"}", *kept;
	char *row, now[24], old[24];
	int64_t community = 0;

	CHECK_OK(call_key_add(cx, "程控交换机", &id, &secret));
	CHECK_OK(store_text(cx, SQL("SELECT secret FROM call_key WHERE community_id = ?"),
			    BINDS(cx->community), &row));
	CHECK(!strstr(row, secret));
	(void)snprintf(now, sizeof now, "%" PRId64, cx->now / 1000);
	(void)snprintf(old, sizeof old, "%" PRId64, cx->now / 1000 - 301);
	kept = hmac(cx, secret, arena_printf(cx->arena, "%s.%s", now, body));
	CHECK_OK(call_key_check(cx, id, now, kept, body, strlen(body), &community));
	CHECK_INT(community, 1);
	CHECK_ERR(call_key_check(cx, id, now, kept, "{}", 2, &community), ERR_UNAUTHENTICATED);
	CHECK_ERR(call_key_check(cx, "0000", now, kept, body, strlen(body), &community),
		  ERR_UNAUTHENTICATED);
	CHECK_ERR(call_key_check(cx, id, now, "zz", body, strlen(body), &community),
		  ERR_UNAUTHENTICATED);
	kept = hmac(cx, secret, arena_printf(cx->arena, "%s.%s", old, body));
	CHECK_ERR(call_key_check(cx, id, old, kept, body, strlen(body), &community),
		  ERR_UNAUTHENTICATED);
	CHECK_OK(call_key_revoke(cx, id));
	CHECK_ERR(call_key_check(cx, id, now, kept, body, strlen(body), &community),
		  ERR_UNAUTHENTICATED);
}
