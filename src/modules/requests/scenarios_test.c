/* The acceptance scenarios of documents 15 and 16, by name. */
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/requests/requests.h"
#include "modules/requests/step_inputs.h"
#include "office.h"

static int64_t desk, worker, guard_one, guard_two, leader, director, supervisor;

/* An office with one room and the people the scenarios speak of; the clerk acts. */
static struct ctx *front_desk(const char *now)
{
	struct ctx *cx = office(now);
	struct room room = { .room = "5-1-1801" };
	int64_t id;
	enum put put;

	desk = office_person(cx, "lin", ROLE_FRONT_DESK);
	worker = office_person(cx, "chen", ROLE_TECHNICIAN);
	guard_one = office_person(cx, "zhang", ROLE_GUARD);
	guard_two = office_person(cx, "li", ROLE_GUARD);
	leader = office_person(cx, "ma", ROLE_GUARD_LEADER);
	director = office_person(cx, "wu", ROLE_DIRECTOR);
	supervisor = office_person(cx, "zhao", ROLE_SUPERVISOR);
	CHECK_OK(room_put(cx, &room, &id, &put));
	office_as(cx, desk);
	return cx;
}

static struct request_record taken_in(struct ctx *cx, struct request_intake in)
{
	struct request_record q;

	if (!in.room)
		in.room = "5-1-1801";
	CHECK_OK(request_open(cx, &in, &q));
	return q;
}

/* A step with its fields as a person sends them: name, value, …, NULL. */
static int step(struct ctx *cx, struct request_record *q, const char *action, ...)
{
	struct input in;
	va_list ap;
	const char *name;

	input_init(&in, cx->arena);
	va_start(ap, action);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	va_end(ap);
	cx->errors = NULL;
	return request_step(cx, q->id, action, 0, &in, ZONE_SHANGHAI, q);
}

static const char *id_text(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->arena, "%" PRId64, id);
}

static struct obligation owed(struct ctx *cx, const struct request_record *q, const char *kind)
{
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_of(cx, "request", q->id, &list, &count));
	for (size_t i = count; i-- > 0;)
		if (!strcmp(list[i].kind, kind))
			return list[i];
	test_failed(__FILE__, __LINE__, "no obligation %s", kind);
}

static void clock_to(struct ctx *cx, const char *at)
{
	cx->now = office_at(at);
}

/* ---- document 16 (g) ---- */

TEST(scenario_16_g_1_an_urgent_repair_in_time_costs_75_yuan_and_records_the_way_to_pay)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .urgency = URGENCY_URGENT, .text = "跳闸" });
	struct request_material *m;
	size_t count;

	CHECK_INT(owed(cx, &q, "arrive").due_at, office_at("2026-11-23 09:15"));
	clock_to(cx, "2026-11-23 09:04");
	CHECK_OK(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), NULL));
	office_as(cx, worker);
	clock_to(cx, "2026-11-23 09:12");
	CHECK_OK(step(cx, &q, "arrive", NULL));
	CHECK_INT(owed(cx, &q, "arrive").state, OBLIGATION_MET);
	clock_to(cx, "2026-11-23 10:05");
	CHECK_OK(step(cx, &q, "finish", "result", "更换空开", "labour", "30", "materials.0.name",
		      "空开", "materials.0.quantity", "1", "materials.0.price", "45.00", NULL));
	CHECK_INT(q.total_fen, 7500);
	CHECK_OK(request_materials(cx, q.id, &m, &count));
	CHECK_INT(count, 1);
	CHECK_INT(m[0].sum_fen, 4500);
	CHECK_INT(owed(cx, &q, "finish").state, OBLIGATION_MET);
	CHECK_ERR(step(cx, &q, "sign", "signed_by", "王秀兰", NULL), ERR_INVALID);
	CHECK_OK(step(cx, &q, "sign", "signed_by", "王秀兰", "pay_way", "托收", NULL));
	CHECK_INT(q.pay_way, PAY_DEBIT);
	office_as(cx, desk);
	CHECK_OK(step(cx, &q, "close", NULL));
	CHECK_INT(q.state, REQUEST_CLOSED);
	CHECK_INT(q.closed_at, cx->now);
}

TEST(scenario_16_g_2_a_review_is_owed_within_half_an_hour)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "整层停电" });

	CHECK_OK(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), NULL));
	office_as(cx, worker);
	CHECK_OK(step(cx, &q, "arrive", NULL));
	clock_to(cx, "2026-11-23 09:20");
	CHECK_OK(step(cx, &q, "review", "reason", "要看配电图", NULL));
	CHECK_INT(q.state, REQUEST_IN_REVIEW);
	CHECK_INT(owed(cx, &q, "review").due_at, office_at("2026-11-23 09:50"));
	CHECK_ERR(step(cx, &q, "finish", "result", "好了", NULL), ERR_CONFLICT);
	clock_to(cx, "2026-11-23 09:55");
	CHECK(owed(cx, &q, "review").overdue);
}

TEST(scenario_16_g_3_three_matters_of_one_call_have_their_own_kinds_and_clocks)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	static const int kinds[] = { KIND_REPAIR, KIND_ENQUIRY, KIND_SUGGESTION };
	struct request_record *rows;
	size_t count;

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct request_record q = taken_in(cx, (struct request_intake){
			.kind = kinds[i], .source = SOURCE_STEWARD, .contact_id = 77,
			.text = "管家报的事" });
		CHECK(q.due_at > cx->now);
		CHECK_INT(q.source, SOURCE_STEWARD);
	}
	CHECK_OK(request_of_contact(cx, 77, &rows, &count));
	CHECK_INT(count, 3);
	CHECK(rows[0].due_at != rows[1].due_at);
}

TEST(scenario_16_g_5_the_owners_own_tap_costs_nothing_and_says_so)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "换水龙头" });
	struct request_material *m;
	size_t count;

	CHECK_OK(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), NULL));
	CHECK_OK(step(cx, &q, "arrive", NULL));
	CHECK_OK(step(cx, &q, "finish", "result", "已换", "labour", "30", "materials.0.name", "水龙头",
		      "materials.0.quantity", "1", "materials.0.price", "88",
		      "materials.0.owner_supplied", "1", NULL));
	CHECK_OK(request_materials(cx, q.id, &m, &count));
	CHECK(m[0].owner_supplied);
	CHECK_INT(m[0].price_fen, 0);
	CHECK_INT(q.total_fen, 3000);
}

/* ---- document 15 (g) ---- */

TEST(scenario_15_g_1_a_patient_at_night_sends_two_guards_at_once)
{
	struct ctx *cx = front_desk("2026-11-23 02:13");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_HELP, .help_class = HELP_PATIENT, .wish = WISH_HOSPITAL,
		.text = "丈夫胸痛，要去医院" });
	struct journal_entry *events;
	size_t count;

	CHECK_INT(owed(cx, &q, "answer").due_at, office_at("2026-11-23 02:18"));
	CHECK(owed(cx, &q, "arrive").post_id != 0);
	CHECK_ERR(step(cx, &q, "send", "helpers.0", id_text(cx, guard_one), NULL), ERR_INVALID);
	CHECK_HAS(cx->why, "2 名秩序维护员");
	clock_to(cx, "2026-11-23 02:14");
	CHECK_OK(step(cx, &q, "send", "helpers.0", id_text(cx, guard_one), "helpers.1",
		      id_text(cx, guard_two), NULL));
	CHECK_INT(owed(cx, &q, "answer").state, OBLIGATION_MET);
	clock_to(cx, "2026-11-23 02:16");
	CHECK_OK(step(cx, &q, "arrive", NULL));
	clock_to(cx, "2026-11-23 02:40");
	CHECK_OK(step(cx, &q, "note", "text", "到达医院", NULL));
	CHECK_OK(journal_of(cx, "request", q.id, &events, &count));
	CHECK_INT(count, 4);
	CHECK_INT(events[0].at, office_at("2026-11-23 02:13"));
	CHECK_INT(events[3].at, office_at("2026-11-23 02:40"));
}

TEST(scenario_15_g_1_one_guard_goes_only_when_it_is_said_that_hands_are_short)
{
	struct ctx *cx = front_desk("2026-11-23 02:13");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_HELP, .help_class = HELP_PATIENT, .wish = WISH_HOSPITAL, .text = "胸痛" });

	CHECK_OK(step(cx, &q, "send", "helpers.0", id_text(cx, guard_one), "short_handed", "1", NULL));
	CHECK_INT(q.state, REQUEST_HANDLING);
}

TEST(scenario_15_g_2_an_answer_after_six_minutes_is_one_minute_late)
{
	struct ctx *cx = front_desk("2026-11-23 10:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_HELP, .help_class = HELP_OTHER, .text = "快递柜打不开" });

	clock_to(cx, "2026-11-23 10:05");
	clock_to(cx, "2026-11-23 10:06");
	CHECK(owed(cx, &q, "answer").overdue);
	CHECK_OK(step(cx, &q, "answer", "text", "已联系快递公司", NULL));
	CHECK_INT(owed(cx, &q, "answer").state, OBLIGATION_LATE);
	CHECK_INT(owed(cx, &q, "answer").done_at - owed(cx, &q, "answer").due_at, MINUTES(1));
}

TEST(scenario_15_g_3_a_help_call_turned_into_a_repair_stays_open_until_the_repair_closes)
{
	struct ctx *cx = front_desk("2026-11-23 10:00");
	struct request_record help = taken_in(cx, (struct request_intake){
		.kind = KIND_HELP, .help_class = HELP_REPAIR, .person_name = "王秀兰",
		.phone = "13812345612", .text = "水管漏水" });
	struct request_record *children, repair;
	size_t count;

	CHECK_OK(step(cx, &help, "turn", "kind", "repair", NULL));
	CHECK_OK(request_children(cx, help.id, &children, &count));
	CHECK_INT(count, 1);
	repair = children[0];
	CHECK_STR(repair.room, help.room);
	CHECK_STR(repair.phone, "13812345612");
	CHECK_INT(repair.parent_id, help.id);
	CHECK_OK(step(cx, &help, "finish", "result", "已派维修", NULL));
	CHECK_ERR(step(cx, &help, "close", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, repair.number);
	CHECK_OK(step(cx, &repair, "dispatch", "assignee", id_text(cx, worker), NULL));
	CHECK_OK(step(cx, &repair, "arrive", NULL));
	CHECK_OK(step(cx, &repair, "finish", "result", "换了接头", NULL));
	CHECK_OK(step(cx, &repair, "sign", "unsigned_reason", "业主外出", NULL));
	CHECK_OK(step(cx, &repair, "close", NULL));
	CHECK_OK(step(cx, &help, "close", NULL));
	CHECK_INT(help.state, REQUEST_CLOSED);
}

TEST(scenario_15_g_4_theft_closes_only_with_the_leaders_text_the_directors_sight_and_the_police)
{
	struct ctx *cx = front_desk("2026-11-23 10:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_HELP, .help_class = HELP_CRIME, .text = "家中被盗" });

	CHECK_OK(step(cx, &q, "send", "helpers.0", id_text(cx, guard_one), NULL));
	CHECK_OK(step(cx, &q, "arrive", NULL));
	CHECK_OK(step(cx, &q, "finish", "result", "保护现场，配合调查", NULL));
	CHECK_ERR(step(cx, &q, "close", NULL), ERR_CONFLICT);
	CHECK_ERR(step(cx, &q, "security", "text", "已查监控", NULL), ERR_FORBIDDEN);
	office_as(cx, leader);
	CHECK_OK(step(cx, &q, "security", "text", "已查监控", NULL));
	CHECK_ERR(step(cx, &q, "close", NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_OK(step(cx, &q, "sight", "text", "已阅", NULL));
	CHECK_ERR(step(cx, &q, "close", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "110");
	CHECK_OK(step(cx, &q, "police", "no_police_reason", "业主不愿报警", NULL));
	CHECK_OK(step(cx, &q, "close", NULL));
}

TEST(scenario_15_g_5_what_the_office_does_not_do_closes_only_with_where_it_was_sent)
{
	struct ctx *cx = front_desk("2026-11-23 10:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_HELP, .help_class = HELP_OTHER, .text = "想做婚姻咨询" });

	CHECK_OK(step(cx, &q, "answer", "text", "我们办不了，帮您联系社区", NULL));
	CHECK_OK(step(cx, &q, "finish", "result", "转社区", "outcome", "declined", NULL));
	CHECK_ERR(step(cx, &q, "close", NULL), ERR_CONFLICT);
	CHECK_ERR(step(cx, &q, "refer", "refer_name", "社区服务中心", NULL), ERR_INVALID);
	CHECK_OK(step(cx, &q, "refer", "refer_name", "社区服务中心", "refer_phone", "26881234", NULL));
	CHECK_OK(step(cx, &q, "close", NULL));
}

/* ---- the rules between them ---- */

TEST(a_step_the_state_does_not_allow_is_refused_and_says_what_may_be_done)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "灯不亮" });

	CHECK_ERR(step(cx, &q, "finish", "result", "好了", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "派单");
}

TEST(nobody_dispatches_to_himself)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "灯不亮" });

	CHECK_ERR(step(cx, &q, "dispatch", "assignee", id_text(cx, desk), NULL), ERR_INVALID);
}

TEST(waiting_for_parts_stops_the_clock_with_its_reason)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "水泵坏" });
	int64_t due;

	CHECK_OK(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), NULL));
	CHECK_OK(step(cx, &q, "arrive", NULL));
	due = owed(cx, &q, "finish").due_at;
	CHECK_ERR(step(cx, &q, "wait", "reason", "等水泵", NULL), ERR_INVALID);
	CHECK_OK(step(cx, &q, "wait", "reason", "等水泵", "promised_at", "2026-11-25 12:00", NULL));
	CHECK_INT(q.due_at, office_at("2026-11-25 12:00"));
	clock_to(cx, "2026-11-23 11:00");
	CHECK_OK(step(cx, &q, "resume", NULL));
	CHECK_INT(owed(cx, &q, "finish").due_at, due + HOURS(2));
}

TEST(a_repair_after_closing_time_is_due_in_the_morning_and_shows_the_sum)
{
	struct ctx *cx = front_desk("2026-11-23 17:50");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "灯不亮" });
	struct obligation arrive = owed(cx, &q, "arrive");

	CHECK_INT(arrive.due_at, office_at("2026-11-24 08:35"));
	CHECK_HAS(arrive.arithmetic, "08:30");
}

TEST(a_promise_or_an_appointment_lies_ahead_but_not_beyond_what_the_office_allows)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "水泵坏" });

	CHECK_ERR(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), "appointment_at",
		       "2099-01-01 10:00", NULL), ERR_INVALID);
	CHECK_ERR(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), "appointment_at",
		       "2026-11-22 10:00", NULL), ERR_INVALID);
	CHECK_OK(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), NULL));
	CHECK_OK(step(cx, &q, "arrive", NULL));
	CHECK_ERR(step(cx, &q, "wait", "reason", "等", "promised_at", "2099-01-01 10:00", NULL),
		  ERR_INVALID);
}

TEST(an_overdue_arrival_stays_late_when_another_time_is_agreed)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "灯不亮" });
	struct obligation *list;
	size_t count, late = 0;

	clock_to(cx, "2026-11-23 10:00");
	CHECK_OK(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), "appointment_at",
		      "2026-11-24 09:00", NULL));
	CHECK_OK(obligation_of(cx, "request", q.id, &list, &count));
	for (size_t i = 0; i < count; i++)
		late += !strcmp(list[i].kind, "arrive") && list[i].state == OBLIGATION_LATE;
	CHECK_INT(late, 1);
	CHECK_INT(owed(cx, &q, "arrive").due_at, office_at("2026-11-24 09:00"));
}

TEST(only_who_was_sent_or_the_desk_records_the_arrival_at_a_help_call)
{
	struct ctx *cx = front_desk("2026-11-23 02:13");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_HELP, .help_class = HELP_CRIME, .text = "有人翻窗" });

	CHECK_OK(step(cx, &q, "send", "helpers.0", id_text(cx, guard_one), NULL));
	office_as(cx, worker);
	CHECK_ERR(step(cx, &q, "arrive", NULL), ERR_FORBIDDEN);
	office_as(cx, guard_one);
	CHECK_ERR(step(cx, &q, "arrive", "at", "2099-01-01 10:00", NULL), ERR_INVALID);
	CHECK_OK(step(cx, &q, "arrive", NULL));
}

TEST(many_pauses_never_keep_a_matter_from_going_on)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "水泵坏" });
	char reason[200];

	memset(reason, 'x', sizeof reason - 1);
	reason[sizeof reason - 1] = '\0';
	CHECK_OK(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), NULL));
	CHECK_OK(step(cx, &q, "arrive", NULL));
	for (int i = 0; i < 40; i++) {
		CHECK_OK(step(cx, &q, "wait", "reason", reason, "promised_at", "2026-12-01 10:00", NULL));
		cx->now += MINUTES(5);
		CHECK_OK(step(cx, &q, "resume", NULL));
	}
}

TEST(a_price_above_the_quote_needs_the_owners_word)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "换锁" });

	CHECK_OK(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), NULL));
	CHECK_OK(step(cx, &q, "arrive", NULL));
	CHECK_OK(step(cx, &q, "quote", "quote", "50", "agreed_by", "王秀兰", NULL));
	CHECK_ERR(step(cx, &q, "finish", "result", "已换", "labour", "60", NULL), ERR_INVALID);
	CHECK_OK(step(cx, &q, "finish", "result", "已换", "labour", "60", "over_quote_reason",
		      "业主要求换更好的锁芯", NULL));
}

TEST(two_and_a_half_metres_cost_two_and_a_half_times_the_price)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "换水管" });

	CHECK_OK(step(cx, &q, "dispatch", "assignee", id_text(cx, worker), NULL));
	CHECK_OK(step(cx, &q, "arrive", NULL));
	CHECK_OK(step(cx, &q, "finish", "result", "已换", "materials.0.name", "PPR 管",
		      "materials.0.quantity", "2.5", "materials.0.price", "12.30", NULL));
	CHECK_INT(q.material_fen, 3075);
}

TEST(a_late_entry_keeps_both_times_and_counts_from_the_call)
{
	struct ctx *cx = front_desk("2026-11-23 12:00");
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .urgency = URGENCY_URGENT, .text = "停电时的报修",
		.received_at = office_at("2026-11-23 10:00") });

	CHECK_INT(q.received_at, office_at("2026-11-23 10:00"));
	CHECK_INT(q.created_at, cx->now);
	CHECK_INT(owed(cx, &q, "arrive").due_at, office_at("2026-11-23 10:15"));
}

TEST(an_unknown_room_names_the_nearest_ones)
{
	struct ctx *cx = front_desk("2026-11-23 12:00");
	struct request_intake in = { .kind = KIND_REPAIR, .room = "5-1-1899", .text = "灯不亮" };
	struct request_record q;

	CHECK_ERR(request_open(cx, &in, &q), ERR_INVALID);
	CHECK_HAS(cx->why, "5-1-1801");
	CHECK_STR(cx->errors->field, "room");
}

TEST(a_wrong_room_is_corrected_with_a_trail)
{
	struct ctx *cx = front_desk("2026-11-23 12:00");
	struct room room = { .room = "5-1-1802" };
	struct request_record q = taken_in(cx, (struct request_intake){
		.kind = KIND_REPAIR, .text = "灯不亮" });
	struct journal_entry *events;
	size_t count;
	int64_t id;
	enum put put;

	CHECK_OK(room_put(cx, &room, &id, &put));
	office_as(cx, supervisor);
	CHECK_ERR(step(cx, &q, "correct", "room", "5-1-1802", NULL), ERR_INVALID);
	CHECK_OK(step(cx, &q, "correct", "room", "5-1-1802", "reason", "听错了", NULL));
	CHECK_STR(q.room, "5-1-1802");
	CHECK_OK(journal_of(cx, "request", q.id, &events, &count));
	CHECK_HAS(events[count - 1].note, "5-1-1801 → 5-1-1802");
}

/* Whatever steps are taken in whatever order: a closed record owes nothing. */
TEST(no_sequence_of_steps_closes_a_matter_with_an_open_duty)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	unsigned seed = 12345;

	for (int round = 0; round < 120; round++) {
		int kind = 1 + round % 5;
		struct request_record q = taken_in(cx, (struct request_intake){
			.kind = kind, .text = "随机走步",
			.help_class = kind == KIND_HELP ? 1 + round / 5 % 7 : 0,
			.wish = WISH_HOSPITAL, .urgency = 1 + round % 3 });
		for (int i = 0; i < 14; i++) {
			const struct step *s;
			int64_t people[] = { desk, worker, leader, director, supervisor };
			seed = seed * 1103515245 + 12345;
			s = &request_machine.steps[(seed >> 16) % request_machine.count];
			office_as(cx, people[(seed >> 8) % COUNT(people)]);
			cx->now += MINUTES(3);
			(void)step(cx, &q, s->action, "text", "随机", "reason", "随机", "result", "随机",
				   "assignee", id_text(cx, worker), "helpers.0", id_text(cx, guard_one),
				   "helpers.1", id_text(cx, guard_two), "promised_at", "2026-12-01 10:00",
				   "signed_by", "甲", "no_police_reason", "无", "refer_name", "社区",
				   "refer_phone", "26881234", "kind", "repair", "quote", "1",
				   "agreed_by", "甲", NULL);
			CHECK_OK(request_get(cx, q.id, &q));
			if (q.state == REQUEST_CLOSED) {
				int64_t open;
				CHECK_OK(obligation_open_count(cx, "request", q.id, &open));
				CHECK_INT(open, 0);
			}
		}
	}
}

/* Nothing leaks: as long as a matter is open somebody owes its next step by a time. */
TEST(no_sequence_of_steps_leaves_an_open_matter_that_nobody_owes)
{
	struct ctx *cx = front_desk("2026-11-23 09:00");
	unsigned seed = 54321;

	for (int round = 0; round < 120; round++) {
		int kind = 1 + round % 5;
		struct request_record q = taken_in(cx, (struct request_intake){
			.kind = kind, .text = "随机走步",
			.help_class = kind == KIND_HELP ? 1 + round / 5 % 7 : 0,
			.wish = WISH_HOSPITAL, .urgency = 1 + round % 3 });
		for (int i = 0; i < 25 && !request_machine.is_final(q.state); i++) {
			const struct step *open[32];
			int64_t people[] = { desk, worker, leader, director, supervisor }, owed;
			size_t count;
			seed = seed * 1103515245 + 12345;
			office_as(cx, people[(seed >> 8) % COUNT(people)]);
			count = steps_open(cx, &request_machine, &q, open, COUNT(open));
			cx->now += MINUTES(3);
			if (count)
				(void)step(cx, &q, open[(seed >> 16) % count]->action, "text", "随机",
					   "reason", "随机", "result", "随机", "assignee",
					   id_text(cx, worker), "helpers.0", id_text(cx, guard_one),
					   "helpers.1", id_text(cx, guard_two), "promised_at",
					   "2026-12-01 10:00", "signed_by", "甲", "no_police_reason", "无",
					   "refer_name", "社区", "refer_phone", "26881234", "kind", "repair",
					   "quote", "1", "agreed_by", "甲", "pay_way", "cash", NULL);
			CHECK_OK(request_get(cx, q.id, &q));
			CHECK_OK(obligation_open_count(cx, "request", q.id, &owed));
			if (!request_machine.is_final(q.state) && !owed)
				test_failed(__FILE__, __LINE__, "%s is owed by nobody",
					    choice_of(request_states, q.state)->word);
		}
	}
}
