/* Document 14 (g), by name, and the way of a letter. */
#include "app/import.h"
#include "modules/handover/deed.h"
#include "modules/movein/movein_test.h"

TEST(scenario_14_g_1_without_a_filing_certificate_no_notice_leaves_and_none_gets_a_number)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-05-01", "2026-05-31");
	struct movein_notice n;
	int64_t id, count;

	sold_flat(cx, "8-2-1203", 98560, "李伟", NULL);
	in.filing_number = "";
	CHECK_OK(movein_batch_create(cx, &in, &id));
	CHECK_OK(movein_batch_fill(cx, id, "8栋", &count));
	CHECK_ERR(batch_take(cx, id, "issue", "channel", "post", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "竣工验收备案证书");
	CHECK(!text_contains(cx->why, "意见书"));
	office_as(cx, supervisor);
	CHECK_ERR(batch_take(cx, id, "verify", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "竣工验收备案证书");
	CHECK_OK(movein_send_some(cx, 100, &count));
	CHECK_INT(count, 0);
	n = letter(cx, id, "8-2-1203");
	CHECK_STR(n.number, "");
	CHECK_INT(n.state, NOTICE_DRAFT);
}

TEST(scenario_14_g_2_fund_and_fee_are_listed_by_payee_and_never_in_one_sum)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-05-01", "2026-05-31");
	struct movein_notice n;
	struct movein_line *lines;
	size_t count;

	sold_flat(cx, "8-2-1203", 98560, "李伟", NULL);
	n = letter(cx, sent_batch(cx, &in, "8"), "8-2-1203");
	CHECK_HAS(n.number, "SL20260302");
	CHECK_INT(n.state, NOTICE_SENT);
	CHECK_OK(movein_lines(cx, n.id, &lines, &count));
	CHECK_INT(count, 2);
	CHECK_INT(movein_sum(lines, count, PAYEE_FUND), 1034880);
	CHECK_INT(movein_sum(lines, count, PAYEE_OFFICE), 59136);
	CHECK_STR(lines[0].standard, "98.56 ㎡ × 2.00 元 × 3 月");
	/* a new price is not for letters that have left */
	office_as(cx, supervisor);
	fee(cx, "垃圾清运费", FEE_OTHER, PAYEE_OFFICE, BASIS_FLAT, 20000);
	CHECK_OK(movein_lines(cx, n.id, &lines, &count));
	CHECK_INT(count, 2);
}

TEST(scenario_14_g_4_a_letter_that_comes_back_is_not_delivered_and_somebody_calls)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-04-05", "2026-05-05"), b;
	struct movein_notice n;
	int64_t told;

	in.deemed_clause = "第十一条";
	sold_flat(cx, "8-2-1203", 98560, "李伟", "13800138000");
	n = letter(cx, sent_batch(cx, &in, "8"), "8-2-1203");
	clock_to(cx, "2026-04-10 10:00");
	CHECK_OK(letter_take(cx, &n, "bounce", "returned_on", "2026-04-10", "reason", "地址不详", NULL));
	CHECK_INT(n.state, NOTICE_RETURNED);
	CHECK_STR(n.return_reason, "地址不详");
	CHECK_INT(duty(cx, "movein_notice", n.id, "call")->due_at, cx->now + HOURS(24));
	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND phone = ?"
			       " AND title LIKE '%退回%'"),
			   BINDS(cx->community, "13800138000"), &told));
	CHECK_INT(told, 1);
	CHECK_OK(movein_batch_get(cx, n.batch_id, &b));
	CHECK_INT(b.delivered, 0);
	CHECK_INT(b.returned, 1);
	office_as(cx, director);
	CHECK_ERR(letter_take(cx, &n, "deem", "developer", "罗工", "reason", "逾期", NULL), ERR_CONFLICT);
	office_as(cx, desk_a);
	CHECK_OK(letter_take(cx, &n, "call", "text", "已告知，请寄新地址", NULL));
	CHECK(!duty(cx, "movein_notice", n.id, "call"));
	CHECK_OK(letter_take(cx, &n, "resend", "channel", "public", "waybill", "晚报", NULL));
	CHECK_INT(n.state, NOTICE_SENT);
}

TEST(scenario_14_g_5_who_refused_in_writing_is_never_deemed_to_have_taken_over)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-05-01", "2026-05-31");
	struct movein_notice n;
	struct room room;

	in.deemed_clause = "第十一条";
	sold_flat(cx, "8-2-1203", 98560, "李伟", NULL);
	n = letter(cx, sent_batch(cx, &in, "8"), "8-2-1203");
	clock_to(cx, "2026-03-10 09:00");
	CHECK_OK(letter_take(cx, &n, "deliver", "proof", "signed", "delivered_on", "2026-03-09",
			     "receiver",
			     "李伟", NULL));
	clock_to(cx, "2026-05-20 09:00");
	CHECK_OK(letter_take(cx, &n, "refuse", "refused_on", "2026-05-20", "refusal", "quality", "text",
			     "主卧外墙渗水", NULL));
	clock_to(cx, "2026-06-01 09:00");
	CHECK_OK(movein_remind(cx));
	CHECK_OK(movein_notice_get(cx, n.id, &n));
	CHECK_INT(n.state, NOTICE_REFUSED);
	office_as(cx, director);
	CHECK_ERR(letter_take(cx, &n, "deem", "developer", "罗工", "reason", "逾期", NULL), ERR_CONFLICT);
	CHECK(movein_developer_pays(&n));
	CHECK_OK(room_get(cx, n.room_id, &room));
	CHECK_INT(room.state, ROOM_UNDELIVERED);
	CHECK(duty(cx, "movein_notice", n.id, "mend"));
	/* mended, and called anew */
	office_as(cx, desk_a);
	CHECK_OK(letter_take(cx, &n, "again", "channel", "ems", "until_on", "2026-07-01", NULL));
	CHECK_INT(n.state, NOTICE_SENT);
	CHECK_INT(n.delivered_on, 0);
	CHECK(!duty(cx, "movein_notice", n.id, "mend"));
}

TEST(a_letter_read_on_the_owners_phone_is_proven_once_whoever_acts)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-05-01", "2026-05-31");
	struct actor resident = { .id = -7, .name = "李伟", .login = "", .community = 1 };
	struct movein_notice n, *rows;
	size_t count;

	sold_flat(cx, "8-2-1203", 98560, "李伟", NULL);
	n = letter(cx, sent_batch(cx, &in, "8"), "8-2-1203");
	clock_to(cx, "2026-03-05 20:00");
	cx->actor = &resident;
	CHECK_OK(movein_notices_of_room(cx, n.room_id, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_OK(movein_notice_read(cx, n.id, "李伟"));
	CHECK_OK(movein_notice_read(cx, n.id, "李伟"));
	CHECK_OK(movein_notice_get(cx, n.id, &n));
	CHECK_INT(n.state, NOTICE_DELIVERED);
	CHECK_INT(n.proof, 2);
	CHECK_STR(n.receiver, "李伟");
	CHECK_INT(n.delivered_on, day_of("2026-03-05"));
}

TEST(who_does_not_come_is_called_again_and_deemed_only_by_clause_and_proof)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-04-05", "2026-05-05");
	struct movein_notice n, other;
	struct room room;
	int64_t batch;

	in.deemed_clause = "第十一条";
	sold_flat(cx, "8-2-1203", 98560, "李伟", NULL);
	sold_flat(cx, "8-2-1204", 98560, "赵敏", NULL);
	batch = sent_batch(cx, &in, "8");
	n = letter(cx, batch, "8-2-1203");
	other = letter(cx, batch, "8-2-1204");
	clock_to(cx, "2026-03-05 09:00");
	CHECK_OK(letter_take(cx, &n, "deliver", "proof", "signed", "delivered_on", "2026-03-04",
			     "receiver",
			     "李伟", NULL));
	clock_to(cx, "2026-05-05 20:00");
	CHECK_OK(movein_remind(cx));
	CHECK_OK(movein_notice_get(cx, n.id, &n));
	CHECK_INT(n.state, NOTICE_DELIVERED);
	clock_to(cx, "2026-05-06 00:30");
	CHECK_OK(movein_remind(cx));
	CHECK_OK(movein_notice_get(cx, n.id, &n));
	CHECK_INT(n.state, NOTICE_LATE);
	CHECK(duty(cx, "movein_notice", n.id, "second"));
	CHECK_OK(letter_take(cx, &n, "second", "channel", "ems", "waybill", "EX2", NULL));
	CHECK_INT(n.until_on, day_of("2026-06-05"));
	CHECK(!duty(cx, "movein_notice", n.id, "second"));
	CHECK_OK(letter_take(cx, &other, "second", "channel", "ems", NULL));
	clock_to(cx, "2026-06-06 09:00");
	CHECK_OK(movein_remind(cx));
	CHECK_OK(movein_remind(cx));
	CHECK(duty(cx, "movein_notice", n.id, "decide"));
	CHECK_ERR(letter_take(cx, &n, "deem", "developer", "罗工", "reason", "第十一条", NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_ERR(letter_take(cx, &other, "deem", "developer", "罗工", "reason", "第十一条", NULL),
		  ERR_CONFLICT);
	CHECK_HAS(cx->why, "送达证明");
	CHECK_OK(letter_take(cx, &n, "deem", "developer", "罗工", "reason", "第十一条，3 月 4 日签收", NULL));
	CHECK_INT(n.state, NOTICE_DEEMED);
	CHECK(!movein_developer_pays(&n));
	CHECK_OK(room_get(cx, n.room_id, &room));
	CHECK_INT(room.state, ROOM_VACANT);
	CHECK_INT(room.delivered_on, day_of("2026-06-06"));
}

TEST(without_a_clause_in_the_contract_nobody_is_deemed_to_have_taken_over)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-04-05", "2026-05-05");
	struct movein_notice n;

	sold_flat(cx, "8-2-1203", 98560, "李伟", NULL);
	n = letter(cx, sent_batch(cx, &in, "8"), "8-2-1203");
	CHECK_OK(letter_take(cx, &n, "deliver", "proof", "signed", "delivered_on", "2026-03-02",
			     "receiver",
			     "李伟", NULL));
	clock_to(cx, "2026-05-06 09:00");
	CHECK_OK(movein_remind(cx));
	CHECK_OK(letter_take(cx, &n, "second", "channel", "ems", NULL));
	office_as(cx, director);
	CHECK_ERR(letter_take(cx, &n, "deem", "developer", "罗工", "reason", "逾期", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "没有视同交付的条款");
}

TEST(letters_leave_so_many_days_before_the_first_day_and_every_one_has_a_name)
{
	struct ctx *cx = movein_office("2026-04-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-05-01", "2026-05-31");
	int64_t id, count;

	sold_flat(cx, "8-2-1203", 98560, NULL, NULL);
	CHECK_OK(movein_batch_create(cx, &in, &id));
	CHECK_OK(movein_batch_fill(cx, id, "8", &count));
	CHECK_ERR(batch_take(cx, id, "verify", NULL), ERR_FORBIDDEN);
	office_as(cx, supervisor);
	CHECK_OK(batch_take(cx, id, "verify", NULL));
	CHECK_ERR(batch_take(cx, id, "issue", "channel", "post", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "2026-05-02");
	clock_to(cx, "2026-04-01 09:00");
	CHECK_ERR(batch_take(cx, id, "issue", "channel", "post", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "1 户没有买受人");
}

TEST(who_plans_a_batch_does_not_prove_it_and_a_move_in_plan_is_the_heads_to_approve)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_MOVEIN, "2026-05-01", "2026-05-31");
	int64_t id, count;

	sold_flat(cx, "8-2-1203", 98560, "李伟", NULL);
	office_as(cx, supervisor);
	CHECK_OK(movein_batch_create(cx, &in, &id));
	CHECK_INT(duty(cx, "movein_batch", id, "approve")->due_at, office_at("2026-04-01 00:00"));
	CHECK_OK(movein_batch_fill(cx, id, "8", &count));
	CHECK_ERR(batch_take(cx, id, "approve", NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_OK(batch_take(cx, id, "approve", NULL));
	CHECK(!duty(cx, "movein_batch", id, "approve"));
	in.name = "改名";
	CHECK_ERR(movein_batch_change(cx, id, 0, &in), ERR_CONFLICT);
}

TEST(a_time_slot_takes_as_many_households_as_the_batch_says_and_names_what_is_free)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-04-05", "2026-05-05");
	struct movein_notice a, b;
	int64_t batch;

	in.slot_capacity = 1;
	in.slot_minutes = 60;
	in.day_from = 9 * 60;
	in.day_until = 11 * 60;
	sold_flat(cx, "8-2-1203", 98560, "李伟", NULL);
	sold_flat(cx, "8-2-1204", 98560, "赵敏", NULL);
	batch = sent_batch(cx, &in, "8");
	a = letter(cx, batch, "8-2-1203");
	b = letter(cx, batch, "8-2-1204");
	CHECK_ERR(letter_take(cx, &a, "book", "day", "2026-04-04", "minute", "09:00", NULL), ERR_INVALID);
	CHECK_ERR(letter_take(cx, &a, "book", "day", "2026-04-06", "minute", "09:30", NULL), ERR_INVALID);
	CHECK_OK(letter_take(cx, &a, "book", "day", "2026-04-06", "minute", "09:00", "people", "3", NULL));
	CHECK_OK(letter_take(cx, &a, "book", "day", "2026-04-06", "minute", "09:00", "people", "4", NULL));
	CHECK_ERR(letter_take(cx, &b, "book", "day", "2026-04-06", "minute", "09:00", NULL), ERR_INVALID);
	CHECK_HAS(cx->errors->message, "10:00");
	CHECK_OK(letter_take(cx, &a, "unbook", NULL));
	CHECK_OK(letter_take(cx, &b, "book", "day", "2026-04-06", "minute", "09:00", NULL));
}

static int64_t messages(struct ctx *cx, const char *like)
{
	int64_t told;

	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND phone <> ''"
			       " AND title LIKE ?"),
			   BINDS(cx->community, like), &told));
	return told;
}

TEST(owners_are_reminded_seven_days_and_one_day_before_and_not_more_often)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-04-05", "2026-05-05");
	static const struct { const char *at; int64_t told; } looks[] = {
		{ "2026-03-28 09:00", 0 }, { "2026-03-29 09:00", 1 }, { "2026-04-01 09:00", 1 },
		{ "2026-04-04 09:00", 2 }, { "2026-04-05 09:00", 2 } };

	sold_flat(cx, "8-2-1203", 98560, "李伟", "13800138000");
	sent_batch(cx, &in, "8");
	CHECK_INT(messages(cx, "%已可收楼%"), 1);
	for (size_t i = 0; i < COUNT(looks); i++) {
		clock_to(cx, looks[i].at);
		CHECK_OK(movein_remind(cx));
		CHECK_OK(movein_remind(cx));
		CHECK_INT(messages(cx, "提醒%"), looks[i].told);
	}
}

TEST(a_letter_not_proven_for_a_week_is_called_for_once)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-04-05", "2026-05-05");
	struct movein_notice_filter late = { .undelivered = true, .most = 5 };
	struct movein_notice n, *rows;
	size_t count;

	sold_flat(cx, "8-2-1203", 98560, "李伟", NULL);
	n = letter(cx, sent_batch(cx, &in, "8"), "8-2-1203");
	clock_to(cx, "2026-03-09 09:00");
	CHECK_OK(movein_remind(cx));
	CHECK(!duty(cx, "movein_notice", n.id, "call"));
	clock_to(cx, "2026-03-09 09:01");
	CHECK_OK(movein_remind(cx));
	CHECK(duty(cx, "movein_notice", n.id, "call"));
	CHECK_OK(movein_notice_list(cx, &late, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_OK(letter_take(cx, &n, "deliver", "proof", "confirmed", "delivered_on", "2026-03-09",
			     "receiver", "李伟", NULL));
	CHECK(!duty(cx, "movein_notice", n.id, "call"));
	CHECK_OK(movein_remind(cx));
	CHECK(!duty(cx, "movein_notice", n.id, "call"));
}

static int import_one(struct ctx *cx, enum import_outcome *ret, ...)
{
	const struct import_kind *k = movein_exchanges[0].importer;
	struct input in;
	va_list ap;

	va_start(ap, ret);
	in = fields(cx, ap);
	va_end(ap);
	return k->row(cx, &in, ret);
}

TEST(buyers_come_from_a_sheet_into_the_draft_and_a_bad_row_names_its_column)
{
	struct ctx *cx = movein_office("2026-03-02 09:00");
	struct movein_batch in = plan(MOVEIN_TAKEOVER, "2026-04-05", "2026-05-05");
	enum import_outcome put;
	struct movein_notice n;
	int64_t id;

	sold_flat(cx, "8-2-1203", 98560, NULL, NULL);
	CHECK_ERR(import_one(cx, &put, "room", "8-2-1203", "buyers", "李伟、王芳", NULL), ERR_INVALID);
	CHECK_STR(cx->errors->field, "batch");
	CHECK_OK(movein_batch_create(cx, &in, &id));
	CHECK_OK(import_one(cx, &put, "room", "8-2-1203", "buyers", "李伟、王芳", NULL));
	CHECK_INT(put, IMPORT_NEW);
	CHECK_OK(import_one(cx, &put, "room", "8-2-1203", "buyers", "李伟、王芳", NULL));
	CHECK_INT(put, IMPORT_SAME);
	CHECK_OK(import_one(cx, &put, "room", "8-2-1203", "buyers", "宏达公司", "buyer_kind", "单位", NULL));
	CHECK_INT(put, IMPORT_CHANGED);
	n = letter(cx, id, "8-2-1203");
	CHECK_INT(n.buyer_kind, BUYER_COMPANY);
	CHECK_ERR(import_one(cx, &put, "room", "8-2-9999", "buyers", "李伟", NULL), ERR_INVALID);
	CHECK_STR(cx->errors->field, "room");
	CHECK_ERR(import_one(cx, &put, "room", "8-2-1203", "buyers", "李伟", "batch", "PC1", NULL),
		  ERR_INVALID);
	CHECK_STR(cx->errors->field, "batch");
}

TEST(the_fund_goes_to_its_account_and_nothing_else_does)
{
	struct ctx *cx = staffed("2026-03-02 09:00");
	struct movein_fee in = { .name = "专项维修资金", .kind = FEE_FUND, .payee = PAYEE_OFFICE,
				 .basis = BASIS_AREA, .price_fen = 10500, .letters = LETTERS_BOTH };
	int64_t id;

	CHECK_ERR(movein_fee_add(cx, &in, &id), ERR_INVALID);
	in.payee = PAYEE_FUND;
	CHECK_OK(movein_fee_add(cx, &in, &id));
	CHECK_ERR(movein_fee_add(cx, &in, &id), ERR_INVALID);
	in = (struct movein_fee){ .name = "水表费", .kind = FEE_OTHER, .payee = PAYEE_FUND,
				  .basis = BASIS_FLAT, .price_fen = 100, .letters = LETTERS_BOTH };
	CHECK_ERR(movein_fee_add(cx, &in, &id), ERR_INVALID);
}

TEST(scenario_19_g_1_a_prepaid_quarter_from_the_sixteenth_is_used_by_days_and_its_rest_stays)
{
	struct ctx *cx = movein_office("2026-08-01 09:00");
	struct movein_batch in = plan(MOVEIN_MOVEIN, "2026-09-15", "2026-10-15");
	static const int64_t uses[] = { 8920, 17840, 17840, 8632 };
	struct first_fee first;
	struct movein_charge c;
	struct movein_line *lines;
	size_t count;

	sold_flat(cx, "8-2-0901", 89200, "李伟", NULL);
	CHECK_OK(movein_lines(cx, letter(cx, sent_batch(cx, &in, "8"), "8-2-0901").id, &lines, &count));
	CHECK_INT(movein_sum(lines, count, PAYEE_OFFICE), 53520);
	/* handed over that day, by days: handover.fee_rule */
	CHECK_OK(first_fee(FEE_BY_DAY, 200, 89200, day_of("2026-09-16"), &first));
	CHECK_INT(first.first_fen, 8920);
	movein_charge(first.month_fen, 53520, 3, first.from_on, &c);
	CHECK_INT(c.use_count, COUNT(uses));
	for (size_t i = 0; i < COUNT(uses); i++)
		CHECK_INT(c.uses[i].amount_fen, uses[i]);
	CHECK_INT(c.end_on, day_of("2026-12-15"));
	CHECK_INT(c.used_fen, 53232);
	CHECK_INT(c.rest_fen, 288);
}

TEST(a_prepaid_quarter_of_whole_months_leaves_nothing_and_a_short_month_ends_sooner)
{
	struct movein_charge c;

	movein_charge(17840, 53520, 3, day_of("2026-10-01"), &c);
	CHECK_INT(c.rest_fen, 0);
	movein_charge(17840, 53520, 3, day_of("2026-11-30"), &c);
	CHECK_INT(c.end_on, day_of("2027-02-27"));
}
