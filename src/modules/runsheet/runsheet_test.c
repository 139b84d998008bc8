/* Documents 14 and 19 (g) on the day itself, by name; and any order of clicks against a model. */
#include "app/attachment.h"
#include "base/text.h"
#include "modules/handover/deed.h"
#include "modules/inspection/defects.h"
#include "modules/movein/movein_test.h"
#include "modules/runsheet/runsheet_parts.h"

static int pictures;

/* A letter of the flat is out, the household stands at the door. */
static struct ctx *sheet_office(void)
{
	struct ctx *cx = movein_office("2026-08-01 09:00");

	(void)office_person(cx, "zhao", ROLE_ENGINEERING_MANAGER);
	return cx;
}

static void co_own(struct ctx *cx, const char *room_name, const char *name)
{
	struct resident in = { .name = name, .relation = RELATION_COOWNER };
	struct room room;
	int64_t person;
	bool changed;

	CHECK_OK(room_find(cx, room_name, &room));
	CHECK_OK(resident_put(cx, &room, &in, &person, &changed));
}

static struct runsheet come(struct ctx *cx, const char *room, const char *owner,
			    const char *coowner)
{
	struct movein_batch in = plan(MOVEIN_MOVEIN, "2026-09-15", "2026-10-15");
	struct runsheet_new fresh = { .room = room };
	struct runsheet s;

	sold_flat(cx, room, 89200, owner, NULL);
	if (coowner)
		co_own(cx, room, coowner);
	clock_to(cx, "2026-08-01 09:00");
	(void)sent_batch(cx, &in, "8");
	clock_to(cx, "2026-09-16 09:00");
	office_as(cx, desk_a);
	CHECK_OK(runsheet_open(cx, &fresh, &s));
	CHECK_INT(s.desk, DESK_IDENTITY);
	return s;
}

static int take(struct ctx *cx, struct runsheet *s, const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return runsheet_step(cx, s->id, action, 0, &in, ZONE_SHANGHAI, s);
}

/* All papers but those whose name has the word. */
static void show_papers(struct ctx *cx, struct runsheet *s, const char *but)
{
	struct runsheet_paper *rows;
	struct input in;
	size_t count;

	CHECK_OK(runsheet_papers(cx, s->id, &rows, &count));
	input_init(&in, cx->arena);
	for (size_t i = 0; i < count; i++) {
		input_add(&in, arena_printf(cx->arena, "papers.%zu.line", i),
			  arena_printf(cx->arena, "%d", rows[i].line));
		input_add(&in, arena_printf(cx->arena, "papers.%zu.checked", i),
			  but && strstr(rows[i].name, but) ? "0" : "1");
	}
	if (s->desk == DESK_IDENTITY || s->is_short)
		CHECK_OK(runsheet_check(cx, s->id, &in));
	else
		CHECK_ERR(runsheet_check(cx, s->id, &in), ERR_CONFLICT);
	CHECK_OK(runsheet_get(cx, s->id, s));
}

static void inspect(struct ctx *cx, struct runsheet *s, const char *word)
{
	struct inspection i;
	struct input in;
	int64_t count;

	CHECK_OK(take(cx, s, "look", "builder", "总包项目部", NULL));
	CHECK_OK(inspection_of_room(cx, s->room_id, &i));
	CHECK_INT(i.notice_on, day_of("2026-09-15"));
	input_init(&in, cx->arena);
	input_add(&in, "rest", "1");
	CHECK_OK(inspection_answer(cx, i.id, &in, &count));
	input_init(&in, cx->arena);
	input_add(&in, "signed_by", s->owners);
	input_add(&in, "refusal", "living");
	input_add(&in, "text", "卫生间漏水");
	CHECK_OK(inspection_step(cx, i.id, word, 0, &in, ZONE_SHANGHAI, &i));
	CHECK_OK(runsheet_get(cx, s->id, s));
}

static const char *picture(struct ctx *cx, const struct deed *d)
{
	struct attachment a = { .id = id_new(cx->now), .subject = "deed", .subject_id = d->id,
				.name = "签名", .type = "image/png", .size_bytes = 3, .sha256 = "ab",
				.stored = id_text(cx, d->id + (int64_t)++pictures) };

	CHECK_OK(attachment_add(cx, &a));
	return id_text(cx, a.id);
}

static void sign_deed(struct ctx *cx, const struct runsheet *s)
{
	struct input in;
	struct deed d;

	CHECK_OK(runsheet_deed(cx, s, &d));
	input_init(&in, cx->arena);
	input_add(&in, "signed_by", d.owners);
	input_add(&in, "signature", picture(cx, &d));
	CHECK_OK(deed_step(cx, d.id, "owner_sign", 0, &in, ZONE_SHANGHAI, &d));
	CHECK_OK(deed_step(cx, d.id, "seller_sign", 0, &in, ZONE_SHANGHAI, &d));
}

static int begin_deed(struct ctx *cx, struct runsheet *s)
{
	return take(cx, s, "deed", "seller", "碧水置业", "contract", "HT-1", "accepted_on", "2025-12-20",
		    "water", "12", "power", "35.5", "quality_book", "1", "manual_book", "1",
		    "filing_copy", "1", NULL);
}

static int sign_all(struct ctx *cx, struct runsheet *s)
{
	return take(cx, s, "sign", "agreement", "1", "covenant", "1", "fire", "1", "renovation", "1",
		    "registered", "1", "informed", "1", NULL);
}

static void to_inspection(struct ctx *cx, struct runsheet *s)
{
	show_papers(cx, s, NULL);
	CHECK_OK(take(cx, s, "identity", NULL));
	CHECK_OK(take(cx, s, "balance", "number", "FK-1", NULL));
	CHECK_OK(take(cx, s, "fund", "number", "WX-1", NULL));
	CHECK_INT(s->desk, DESK_INSPECT);
}

static void to_keys(struct ctx *cx, struct runsheet *s)
{
	to_inspection(cx, s);
	inspect(cx, s, "accept");
	CHECK_OK(take(cx, s, "inspect", NULL));
	CHECK_OK(begin_deed(cx, s));
	sign_deed(cx, s);
	CHECK_OK(sign_all(cx, s));
	CHECK_OK(take(cx, s, "pay", "receipts", "SJ-1、SJ-2", NULL));
	CHECK_INT(s->desk, DESK_KEYS);
}

TEST(a_household_goes_from_desk_to_desk_and_its_sheet_is_collected_at_the_last)
{
	struct ctx *cx = sheet_office();
	struct runsheet s = come(cx, "8-2-0901", "李伟", NULL);
	struct deed d;
	struct room room;

	to_keys(cx, &s);
	CHECK_OK(take(cx, &s, "keys", "receiver", "李伟", "handbook", "1", NULL));
	CHECK_OK(runsheet_deed(cx, &s, &d));
	CHECK_INT(d.state, DEED_DELIVERED);
	CHECK_STR(d.fund_receipt, "WX-1"); /* typed once, at its desk */
	CHECK_INT(d.power_mass, 35500);
	CHECK_INT(d.notice_on, day_of("2026-08-01")); /* when the letter left */
	CHECK_OK(room_find(cx, "8-2-0901", &room));
	CHECK_INT(room.delivered_on, day_of("2026-09-16"));
	CHECK_OK(take(cx, &s, "file", NULL));
	CHECK_INT(s.state, SHEET_DONE);
	CHECK_OK(runsheet_deed(cx, &s, &d));
	CHECK_INT(d.state, DEED_ARCHIVED);
	CHECK_ERR(take(cx, &s, "note", "text", "x", NULL), ERR_CONFLICT);
}

TEST(scenario_14_g_3_of_joint_owners_one_without_the_others_letter_may_inspect_and_gets_no_key)
{
	struct ctx *cx = sheet_office();
	struct runsheet s = come(cx, "8-2-0902", "李伟", "王芳");

	CHECK_INT(s.buyer_kind, BUYER_JOINT);
	show_papers(cx, &s, "王芳");
	CHECK_ERR(take(cx, &s, "identity", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "公证委托书（王芳）");
	CHECK_OK(take(cx, &s, "short", "text", "王芳在外地，下周寄来", NULL));
	CHECK(s.is_short);
	CHECK_OK(take(cx, &s, "balance", "number", "FK-1", NULL));
	CHECK_OK(take(cx, &s, "fund", "number", "WX-1", NULL));
	inspect(cx, &s, "accept");
	CHECK_OK(take(cx, &s, "inspect", NULL));
	CHECK_INT(s.desk, DESK_IDENTITY); /* not on to signing */
	CHECK_ERR(sign_all(cx, &s), ERR_CONFLICT);
	CHECK_ERR(take(cx, &s, "keys", "receiver", "李伟", NULL), ERR_CONFLICT);
	show_papers(cx, &s, NULL);
	CHECK_OK(take(cx, &s, "identity", NULL));
	CHECK_INT(s.desk, DESK_SIGN);
	CHECK(!s.is_short);
}

TEST(scenario_19_g_1_the_sheet_asks_for_535_20_and_lists_it_by_payee)
{
	struct ctx *cx = sheet_office();
	struct runsheet s = come(cx, "8-2-0901", "李伟", NULL);
	struct movein_line *lines;
	size_t count;

	CHECK_OK(movein_lines(cx, s.id, &lines, &count));
	CHECK_INT(movein_sum(lines, count, PAYEE_OFFICE), 53520);
	CHECK_INT(movein_sum(lines, count, PAYEE_FUND), 936600);
}

TEST(scenario_19_g_2_no_key_while_the_fund_is_open_and_nobody_may_let_it_pass)
{
	struct ctx *cx = sheet_office();
	struct runsheet s = come(cx, "8-2-0901", "李伟", NULL);

	show_papers(cx, &s, NULL);
	CHECK_OK(take(cx, &s, "identity", NULL));
	CHECK_OK(take(cx, &s, "balance", "number", "FK-1", NULL));
	CHECK_ERR(take(cx, &s, "keys", "receiver", "李伟", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "维修资金核验");
	CHECK_ERR(take(cx, &s, "skip", "desk", "fund", "reason", "熟人", NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_ERR(take(cx, &s, "skip", "desk", "fund", "reason", "熟人", NULL), ERR_INVALID);
	CHECK_OK(take(cx, &s, "fund", "number", "WX-1", NULL));
	/* any other desk by the head, with a reason that stays */
	CHECK_ERR(take(cx, &s, "skip", "desk", "pay", "reason", "改天", NULL), ERR_INVALID);
	office_as(cx, desk_a);
	inspect(cx, &s, "accept");
	CHECK_OK(take(cx, &s, "inspect", NULL));
	CHECK_OK(begin_deed(cx, &s));
	sign_deed(cx, &s);
	CHECK_OK(sign_all(cx, &s));
	CHECK_ERR(take(cx, &s, "keys", "receiver", "李伟", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "缴费");
	office_as(cx, director);
	CHECK_OK(take(cx, &s, "skip", "desk", "pay", "reason", "月底统一转账", NULL));
	CHECK_INT(s.desk, DESK_KEYS);
}

TEST(scenario_19_g_3_with_faults_listed_the_flat_is_handed_over_all_the_same)
{
	struct ctx *cx = sheet_office();
	struct runsheet s = come(cx, "8-2-0901", "李伟", NULL);
	struct defect_new in = { .place = PLACE_BATH, .part = PART_LEAK, .severity = SEVERITY_MINOR,
				 .text = "地漏渗水", .x = -1, .y = -1 };
	struct inspection i;
	struct defect d;
	struct input said;
	int64_t count;

	to_inspection(cx, &s);
	CHECK_OK(take(cx, &s, "look", "builder", "总包", NULL));
	CHECK_ERR(take(cx, &s, "inspect", NULL), ERR_CONFLICT);
	CHECK_OK(inspection_of_room(cx, s.room_id, &i));
	for (int n = 0; n < 3; n++)
		CHECK_OK(defect_add(cx, i.id, &in, &d));
	input_init(&said, cx->arena);
	input_add(&said, "rest", "1");
	input_add(&said, "signed_by", "李伟");
	CHECK_OK(inspection_answer(cx, i.id, &said, &count));
	CHECK_OK(inspection_step(cx, i.id, "accept_with", 0, &said, ZONE_SHANGHAI, &i));
	CHECK_OK(take(cx, &s, "inspect", NULL));
	CHECK_INT(s.desk, DESK_SIGN);
	CHECK_OK(defect_get(cx, d.id, &d));
	CHECK_INT(d.state, DEFECT_OPEN);
}

TEST(scenario_19_g_4_who_will_not_prepay_pays_by_the_month_and_the_line_goes)
{
	struct ctx *cx = sheet_office();
	struct runsheet s = come(cx, "8-2-0901", "李伟", NULL);
	struct movein_line *lines;
	size_t count;

	to_inspection(cx, &s);
	inspect(cx, &s, "accept");
	CHECK_OK(take(cx, &s, "inspect", NULL));
	CHECK_OK(begin_deed(cx, &s));
	sign_deed(cx, &s);
	CHECK_OK(sign_all(cx, &s));
	CHECK_ERR(take(cx, &s, "pay", NULL), ERR_INVALID);
	CHECK_OK(take(cx, &s, "pay", "monthly", "1", "receipts", "SJ-9", NULL));
	CHECK(s.monthly);
	CHECK_OK(movein_lines(cx, s.id, &lines, &count));
	CHECK_INT(movein_sum(lines, count, PAYEE_OFFICE), 0);
	CHECK_INT(s.desk, DESK_KEYS);
}

TEST(scenario_19_g_5_a_company_without_its_seal_on_the_copy_inspects_and_does_not_sign)
{
	struct ctx *cx = sheet_office();
	struct movein_batch in = plan(MOVEIN_MOVEIN, "2026-09-15", "2026-10-15");
	struct movein_addressee who = { .room = "8-2-0903", .buyers = "临江贸易有限公司",
					.buyer_kind = BUYER_COMPANY };
	struct runsheet_new fresh = { .room = "8-2-0903" };
	struct movein_batch b;
	struct runsheet s;
	int64_t batch, count;
	int put;

	sold_flat(cx, "8-2-0903", 89200, "临江贸易有限公司", NULL);
	office_as(cx, desk_a);
	CHECK_OK(movein_batch_create(cx, &in, &batch));
	CHECK_OK(movein_batch_get(cx, batch, &b));
	CHECK_OK(movein_notice_put(cx, &b, &who, &put));
	office_as(cx, director);
	CHECK_OK(batch_take(cx, batch, "approve", NULL));
	office_as(cx, desk_a);
	CHECK_OK(batch_take(cx, batch, "issue", "channel", "post", NULL));
	CHECK_OK(movein_send_some(cx, 10, &count));
	clock_to(cx, "2026-09-16 09:00");
	CHECK_OK(runsheet_open(cx, &fresh, &s));
	show_papers(cx, &s, "营业执照");
	CHECK_ERR(take(cx, &s, "identity", NULL), ERR_CONFLICT);
	CHECK_OK(take(cx, &s, "short", "text", "营业执照没有盖章", NULL));
	CHECK_OK(take(cx, &s, "balance", "number", "FK-1", NULL));
	CHECK_OK(take(cx, &s, "fund", "number", "WX-1", NULL));
	inspect(cx, &s, "accept");
	CHECK_OK(take(cx, &s, "inspect", NULL));
	CHECK_ERR(begin_deed(cx, &s), ERR_CONFLICT);
	CHECK_INT(s.desk, DESK_IDENTITY);
}

TEST(scenario_19_g_6_a_new_owner_is_not_charged_for_the_time_before_and_arrears_are_settled_first)
{
	struct ctx *cx = sheet_office();
	struct room room = { .room = "8-2-0904", .building = "8", .entrance = "2", .door = "0904",
			     .floor = 9, .area_mass = 89200, .use = ROOM_DWELLING,
			     .state = ROOM_OCCUPIED, .delivered_on = day_of("2020-05-01") };
	struct resident owner = { .name = "新业主", .relation = RELATION_OWNER };
	struct runsheet_new in = { .room = "8-2-0904", .resale = true, .arrears_fen = 107040 };
	struct movein_line *lines;
	struct runsheet_desk *rows;
	struct runsheet s;
	int64_t id, person;
	size_t count;
	enum put put;
	bool changed;

	CHECK_OK(room_put(cx, &room, &id, &put));
	CHECK_OK(room_find(cx, "8-2-0904", &room));
	CHECK_ERR(runsheet_open(cx, &in, &s), ERR_INVALID); /* nobody is known to own it */
	CHECK_OK(resident_put(cx, &room, &owner, &person, &changed));
	CHECK_ERR(runsheet_open(cx, &(struct runsheet_new){ .room = "8-2-0904" }, &s), ERR_INVALID);
	CHECK_OK(runsheet_open(cx, &in, &s));
	CHECK_OK(movein_lines(cx, s.id, &lines, &count));
	CHECK_INT(movein_sum(lines, count, PAYEE_FUND), 0); /* the balance stays with the flat */
	CHECK_INT(movein_sum(lines, count, 0), 53520);      /* nothing of the old owner's */
	CHECK_OK(runsheet_desks(cx, s.id, &rows, &count));
	CHECK_INT(count, 4);
	show_papers(cx, &s, NULL);
	CHECK_OK(take(cx, &s, "identity", NULL));
	CHECK_ERR(sign_all(cx, &s), ERR_CONFLICT);
	CHECK_HAS(cx->why, "欠费");
	CHECK_OK(take(cx, &s, "arrears", "text", "双方签字说明 2026-09-16", NULL));
	CHECK_OK(sign_all(cx, &s));
	CHECK_OK(take(cx, &s, "pay", "receipts", "SJ-3", NULL));
	CHECK_OK(take(cx, &s, "file", NULL));
	CHECK_INT(s.state, SHEET_DONE);
}

TEST(who_refuses_his_flat_waits_with_his_reason_and_is_called)
{
	struct ctx *cx = sheet_office();
	struct runsheet s = come(cx, "8-2-0901", "李伟", NULL);
	struct board b;

	to_inspection(cx, &s);
	CHECK_OK(runsheet_board(cx, &b));
	CHECK_INT(b.desk[DESK_INSPECT - 1].waiting, 1);
	inspect(cx, &s, "refuse");
	CHECK_INT(s.state, SHEET_PAUSED);
	CHECK_HAS(s.pause_text, "卫生间漏水");
	CHECK(duty(cx, "runsheet", s.id, "call") != NULL);
	CHECK_OK(runsheet_board(cx, &b));
	CHECK_INT(b.paused, 1);
	CHECK_INT(b.desk[DESK_INSPECT - 1].waiting, 0);
	CHECK_OK(take(cx, &s, "call", "text", "说整改好了再来", NULL));
	CHECK(duty(cx, "runsheet", s.id, "call") == NULL);
	CHECK_OK(take(cx, &s, "resume", NULL));
	CHECK_INT(s.desk, DESK_INSPECT); /* where it stopped */
}

TEST(nobody_waits_for_one_person_another_clerk_takes_the_desk)
{
	struct ctx *cx = sheet_office();
	struct runsheet s = come(cx, "8-2-0901", "李伟", NULL);

	show_papers(cx, &s, NULL);
	CHECK_OK(take(cx, &s, "take", NULL));
	CHECK_INT(s.taken_by, desk_a);
	office_as(cx, desk_b);
	CHECK_OK(take(cx, &s, "identity", NULL));
	CHECK_INT(s.taken_by, 0);
	office_as(cx, guard);
	CHECK_ERR(take(cx, &s, "balance", "number", "FK-1", NULL), ERR_FORBIDDEN);
}

TEST(without_a_letter_that_was_sent_no_sheet_begins_and_a_room_has_one_at_a_time)
{
	struct ctx *cx = sheet_office();
	struct runsheet_new in = { .room = "8-2-0905" };
	struct runsheet s;

	sold_flat(cx, "8-2-0905", 89200, "李伟", NULL);
	office_as(cx, desk_a);
	CHECK_ERR(runsheet_open(cx, &in, &s), ERR_INVALID);
	s = come(cx, "8-2-0901", "李伟", NULL);
	in.room = "8-2-0901";
	CHECK_ERR(runsheet_open(cx, &in, &s), ERR_CONFLICT);
}

TEST(an_office_that_has_people_pay_before_they_look_keeps_the_fund_before_the_keys)
{
	struct ctx *cx = sheet_office();
	static const int order[] = { 1, 2, 3, 6, 4, 5, 7, 8 };
	struct runsheet_desk *rows;
	struct runsheet s;
	size_t count;

	CHECK_OK(setting_change(cx, "runsheet.pay_first", "1", 0));
	s = come(cx, "8-2-0901", "李伟", NULL);
	CHECK_OK(runsheet_desks(cx, s.id, &rows, &count));
	CHECK_INT(count, COUNT(order));
	for (size_t i = 0; i < count; i++)
		CHECK_INT(rows[i].desk, order[i]);
}

/* ---- a model: whoever presses whatever ---- */

static unsigned next_of(unsigned *seed, unsigned most)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 16) % most;
}

/* The first that is open is where the household stands; nothing after it is signed. */
static void stands(struct ctx *cx, const struct runsheet *s)
{
	struct runsheet_desk *rows;
	struct room room;
	size_t count;
	bool open = false;

	CHECK_OK(runsheet_desks(cx, s->id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].state == DESK_OPEN && !open) {
			open = true;
			CHECK(s->desk == rows[i].desk || (s->is_short && s->desk == DESK_IDENTITY));
		} else if (open) {
			CHECK_INT(rows[i].state, DESK_OPEN);
		}
	}
	CHECK_OK(room_get(cx, s->room_id, &room));
	CHECK(!room.delivered_on || desk_is(rows, count, DESK_FUND, DESK_SIGNED));
	CHECK((room.delivered_on != 0) == desk_is(rows, count, DESK_KEYS, DESK_SIGNED));
	CHECK(s->state != SHEET_DONE || !open);
}

static void press(struct ctx *cx, struct runsheet *s, unsigned which, unsigned *seed)
{
	static const char *const steps[] = { "identity", "balance", "fund", "inspect", "pay", "keys",
					     "file", "short", "pause", "resume" };
	const char *desk = desks[next_of(seed, DESKS)].word;
	struct deed d;

	if (which < COUNT(steps))
		(void)take(cx, s, steps[which], "number", "N-1", "receipts", "SJ", "receiver", "李伟",
			   "text", "缘故", NULL);
	else if (which == 10)
		(void)take(cx, s, "look", "builder", "总包", NULL);
	else if (which == 11)
		(void)begin_deed(cx, s);
	else if (which == 12 && runsheet_deed(cx, s, &d) == OK && d.state == DEED_DRAFT)
		sign_deed(cx, s);
	else if (which == 13)
		(void)sign_all(cx, s);
	else if (which == 14)
		show_papers(cx, s, next_of(seed, 2) ? NULL : "身份证");
	else if (which == 15 || !next_of(seed, 6)) { /* the head lets a household back now and then */
		office_as(cx, director);
		(void)take(cx, s, which == 15 ? "skip" : "back", "desk", desk, "reason", "特批", NULL);
		office_as(cx, desk_a);
	}
	CHECK_OK(runsheet_get(cx, s->id, s));
}

static void answer_all(struct ctx *cx, const struct runsheet *s)
{
	struct inspection i;
	struct input in;
	int64_t count;

	if (inspection_of_room(cx, s->room_id, &i) < 0 || i.state != INSPECTION_RUNNING)
		return;
	input_init(&in, cx->arena);
	input_add(&in, "rest", "1");
	input_add(&in, "signed_by", "李伟");
	CHECK_OK(inspection_answer(cx, i.id, &in, &count));
	CHECK_OK(inspection_step(cx, i.id, "accept", 0, &in, ZONE_SHANGHAI, &i));
}

TEST(in_whatever_order_desks_are_pressed_none_is_passed_and_no_key_goes_before_the_fund)
{
	struct ctx *cx = sheet_office();
	int done = 0;

	for (unsigned run = 0; run < 12; run++) {
		const char *room = arena_printf(cx->arena, "8-3-%02u01", run + 1);
		struct runsheet s = come(cx, room, "李伟", NULL);
		unsigned seed = run + 3;
		for (int n = 0; n < 900 && s.state != SHEET_DONE; n++) {
			unsigned which = next_of(&seed, 18);
			if (which == 17)
				answer_all(cx, &s);
			else
				press(cx, &s, which, &seed);
			stands(cx, &s);
			cx->now += MINUTES(3);
		}
		done += s.state == SHEET_DONE;
	}
	CHECK(done >= 4);
}
