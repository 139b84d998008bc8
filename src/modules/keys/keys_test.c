/* Document 18 (g), by name, and who may do what with a key. */
#include "app/attachment.h"
#include "base/text.h"
#include "modules/keys/keys.h"
#include "modules/shifts/shifts_test.h"

static struct ctx *key_office(const char *now)
{
	struct ctx *cx = staffed(now);
	static const char *const rooms[] = { "2-1-0803", "5-2-1203" };

	for (size_t i = 0; i < COUNT(rooms); i++) {
		struct room room = { .room = rooms[i] };
		int64_t id;
		enum put put;
		CHECK_OK(room_put(cx, &room, &id, &put));
	}
	office_as(cx, desk_a);
	return cx;
}

static int take(struct ctx *cx, struct key *k, const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return key_step(cx, k->id, action, 0, &in, ZONE_SHANGHAI, k);
}

static struct key plant_key(struct ctx *cx)
{
	struct key_intake in = { .kind = KEY_PLANT, .place = "2 号水泵房", .listed = 1, .count = 1,
				 .trial = TRIAL_OPENS, .source = 4 };
	struct key k;

	CHECK_OK(key_take_in(cx, &in, &k));
	CHECK_INT(k.state, KEY_IN);
	return k;
}

static struct key entrusted_key(struct ctx *cx, const char *room)
{
	struct key_intake in = { .kind = KEY_ENTRUSTED, .room = room, .listed = 2, .count = 2,
				 .trial = TRIAL_OPENS, .source = 3, .owner_name = "王秀兰",
				 .commission = "长期外出，应急和维修时使用" };
	struct key k;

	CHECK_OK(civil_parse_day("2027-06-30", &in.until_on));
	CHECK_OK(key_take_in(cx, &in, &k));
	return k;
}

static int lend(struct ctx *cx, struct key *k, int64_t to)
{
	return take(cx, k, "lend", "unit", "own", "borrower", id_text(cx, to), "purpose", "巡查水泵", NULL);
}

static const char *picture(struct ctx *cx, const struct key *k)
{
	struct attachment a = { .id = id_new(cx->now), .subject = "key", .subject_id = k->id,
				.name = "现场照片", .type = "image/jpeg", .size_bytes = 3, .sha256 = "ab",
				.stored = "x" };

	CHECK_OK(attachment_add(cx, &a));
	return id_text(cx, a.id);
}

static const struct obligation *owed(struct ctx *cx, const struct key *k, const char *kind)
{
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_of(cx, "key", k->id, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i].kind, kind) && list[i].state == OBLIGATION_OPEN)
			return &list[i];
	return NULL;
}

TEST(scenario_18_g_1_a_missing_key_and_a_lock_that_does_not_open_keep_the_flat_from_its_owner)
{
	struct ctx *cx = key_office("2026-05-04 09:00");
	struct key_intake in = { .kind = KEY_FLAT, .room = "2-1-0803", .listed = 6, .count = 5,
				 .trial = TRIAL_FAILS, .source = 1, .intake = "YJ-2-1" };
	struct key_filter different = { .different = true, .most = 10 };
	struct key k, *rows;
	size_t count;

	CHECK_OK(key_take_in(cx, &in, &k));
	CHECK_INT(k.state, KEY_PENDING);
	CHECK_STR(k.difference, "缺 1 把；试开不合格");
	CHECK_ERR(take(cx, &k, "hand", "receiver", "王秀兰", "paper", "身份证", NULL), ERR_CONFLICT);
	CHECK_ERR(take(cx, &k, "accept", NULL), ERR_CONFLICT);
	CHECK_OK(take(cx, &k, "check", "count", "5", "trial", "opens", NULL));
	CHECK_ERR(take(cx, &k, "accept", NULL), ERR_CONFLICT);
	CHECK_OK(take(cx, &k, "check", "count", "6", "trial", "fails", NULL));
	CHECK_ERR(take(cx, &k, "accept", NULL), ERR_CONFLICT);
	CHECK_OK(take(cx, &k, "check", "count", "6", "trial", "opens", NULL));
	CHECK_STR(k.difference, "试开不合格");
	CHECK_OK(take(cx, &k, "accept", NULL));
	CHECK_INT(k.state, KEY_IN);
	/* what differed stays written */
	CHECK_OK(key_list(cx, &different, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_OK(take(cx, &k, "hand", "receiver", "王秀兰", "paper", "身份证", NULL));
	CHECK_INT(k.state, KEY_HANDED);
	CHECK_INT(k.ended_at, cx->now);
	CHECK_ERR(lend(cx, &k, technician), ERR_CONFLICT);
}

TEST(scenario_18_g_2_a_key_not_back_is_asked_for_overdue_called_for_and_not_lent_again)
{
	struct ctx *cx = key_office("2026-05-04 10:00");
	struct key k = plant_key(cx);
	struct key_loan_filter late = { .overdue = true, .most = 10 };
	struct key_loan *rows;
	size_t count;
	int64_t told;

	CHECK_OK(lend(cx, &k, technician));
	CHECK_INT(k.due_at, office_at("2026-05-04 18:00"));
	clock_to(cx, "2026-05-04 15:59");
	CHECK_OK(key_remind(cx));
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND kind = 'key'"),
			   BINDS(cx->community), &told));
	CHECK_INT(told, 0);
	clock_to(cx, "2026-05-04 16:00");
	CHECK_OK(key_remind(cx));
	CHECK_OK(key_remind(cx));
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND kind = 'key'"
				   " AND account_id = ?"),
			   BINDS(cx->community, technician), &told));
	CHECK_INT(told, 1);
	clock_to(cx, "2026-05-04 18:01");
	CHECK_OK(key_loan_list(cx, &late, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_OK(key_overdue_count(cx, &told));
	CHECK_INT(told, 1);
	clock_to(cx, "2026-05-05 08:59");
	CHECK_OK(key_remind(cx));
	CHECK(!owed(cx, &k, "call"));
	clock_to(cx, "2026-05-05 09:00");
	CHECK_OK(key_remind(cx));
	CHECK_INT(owed(cx, &k, "call")->due_at, office_at("2026-05-05 11:00"));
	CHECK_ERR(lend(cx, &k, guard), ERR_CONFLICT);
	CHECK_OK(take(cx, &k, "remind", "text", "电话徐师傅，下午送回", NULL));
	CHECK(!owed(cx, &k, "call"));
	CHECK_OK(take(cx, &k, "return", "returner", "徐师傅", "count", "1", NULL));
	CHECK(!owed(cx, &k, "return"));
	CHECK_OK(lend(cx, &k, guard));
}

TEST(scenario_18_g_3_a_contractor_without_paper_leaves_a_deposit_that_another_man_does_not_get)
{
	struct ctx *cx = key_office("2026-05-04 09:00");
	struct key k = plant_key(cx);
	struct key_loan l;
	int64_t loan;

	CHECK_ERR(take(cx, &k, "lend", "unit", "builder", "borrower_name", "刘工", "purpose", "检修",
		       "paper", "工作证", NULL), ERR_CONFLICT);
	office_as(cx, supervisor);
	CHECK_OK(take(cx, &k, "approve", "borrower", "刘工", "reason", "水泵检修", NULL));
	CHECK_ERR(take(cx, &k, "lend", "unit", "builder", "borrower_name", "刘工", "purpose", "检修",
		       "paper", "工作证", NULL), ERR_FORBIDDEN);
	office_as(cx, desk_a);
	CHECK_ERR(take(cx, &k, "lend", "unit", "builder", "borrower_name", "刘工", "purpose", "检修", NULL),
		  ERR_INVALID);
	CHECK_STR(cx->errors->field, "deposit");
	CHECK_ERR(take(cx, &k, "lend", "unit", "builder", "borrower_name", "陈工", "purpose", "检修",
		       "deposit", "100", NULL), ERR_CONFLICT);
	CHECK_OK(take(cx, &k, "lend", "unit", "builder", "borrower_name", "刘工", "purpose", "检修",
		      "deposit", "100", NULL));
	loan = k.loan_id;
	CHECK_OK(key_loan_get(cx, loan, &l));
	CHECK_INT(l.deposit_fen, 10000);
	CHECK_INT(l.deposit, DEPOSIT_HELD);
	CHECK_HAS(l.deposit_number, "YJ");
	CHECK_OK(take(cx, &k, "return", "returner", "小张", "count", "1", NULL));
	CHECK_OK(key_loan_get(cx, loan, &l));
	CHECK_INT(l.deposit, DEPOSIT_ASKED);
	CHECK(owed(cx, &k, "decide"));
	CHECK_ERR(take(cx, &k, "settle", "decision", "keep", "reason", "不是本人", NULL), ERR_FORBIDDEN);
	office_as(cx, supervisor);
	CHECK_OK(take(cx, &k, "settle", "decision", "keep", "reason", "不是本人", NULL));
	CHECK_OK(key_loan_get(cx, loan, &l));
	CHECK_INT(l.deposit, DEPOSIT_KEPT);
	CHECK(!owed(cx, &k, "decide"));
}

TEST(scenario_18_g_4_an_agent_gets_an_owners_key_only_after_a_call_in_which_he_agreed)
{
	struct ctx *cx = key_office("2026-05-04 14:00");
	struct key k = entrusted_key(cx, "5-2-1203");

	CHECK_ERR(take(cx, &k, "reclaim_by", "receiver", "中介小周", "paper", "委托书", NULL), ERR_CONFLICT);
	CHECK_OK(take(cx, &k, "owner_call", "answer", "unreached", "text", "无人接听", NULL));
	CHECK_ERR(take(cx, &k, "reclaim_by", "receiver", "中介小周", "paper", "委托书", NULL), ERR_CONFLICT);
	clock_to(cx, "2026-05-04 14:20");
	CHECK_OK(take(cx, &k, "owner_call", "answer", "agreed", "text", "业主同意", NULL));
	clock_to(cx, "2026-05-06 14:20");
	CHECK_ERR(take(cx, &k, "reclaim_by", "receiver", "中介小周", "paper", "委托书", NULL), ERR_CONFLICT);
	clock_to(cx, "2026-05-04 14:30");
	CHECK_OK(take(cx, &k, "reclaim_by", "receiver", "中介小周", "paper", "委托书", NULL));
	CHECK_INT(k.state, KEY_RECLAIMED);
}

TEST(scenario_18_g_5_water_pours_two_open_with_a_photo_and_the_owner_is_told_at_once)
{
	struct ctx *cx = key_office("2026-05-04 02:00");
	struct key k = entrusted_key(cx, "5-2-1203");
	struct timeline_entry *events;
	size_t count;
	const char *photo = picture(cx, &k), *to = id_text(cx, technician);

	CHECK_ERR(take(cx, &k, "emergency", "borrower", to, "second_name", "杨队", "purpose", "漏水",
		       "signature", photo, NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_ERR(take(cx, &k, "emergency", "borrower", to, "second_name", "杨队", "purpose", "漏水", NULL),
		  ERR_INVALID);
	CHECK_ERR(take(cx, &k, "emergency", "borrower", to, "purpose", "漏水", "signature", photo, NULL),
		  ERR_INVALID);
	CHECK_OK(take(cx, &k, "emergency", "borrower", to, "second_name", "杨队", "purpose", "漏水",
		      "signature", photo, NULL));
	CHECK_INT(k.state, KEY_OUT);
	CHECK_INT(owed(cx, &k, "tell")->due_at, cx->now + MINUTES(30));
	CHECK_OK(key_timeline(cx, k.room_id, 10, &events, &count));
	CHECK_INT(count, 1);
	CHECK_STR(events[0].label, "应急动用");
	CHECK_HAS(events[0].text, "漏水");
	office_as(cx, desk_a);
	CHECK_OK(take(cx, &k, "tell_owner", "text", "已打通业主电话，明早回来", NULL));
	CHECK(!owed(cx, &k, "tell"));
}

TEST(scenario_18_g_6_the_owner_sees_who_used_his_key_in_may)
{
	struct ctx *cx = key_office("2026-04-29 10:00");
	struct key k = entrusted_key(cx, "5-2-1203");
	struct key_loan_filter may = { .room = "5-2-1203", .from = office_at("2026-05-01 00:00"),
				       .until = office_at("2026-06-01 00:00"), .most = 10 };
	static const char *const days[] = { "2026-04-30 10:00", "2026-05-08 10:00", "2026-05-20 10:00" };
	struct key_loan *rows;
	size_t count;

	for (size_t i = 0; i < COUNT(days); i++) {
		clock_to(cx, days[i]);
		office_as(cx, desk_a);
		CHECK_OK(take(cx, &k, "owner_call", "answer", "agreed", "text", "同意进屋检查", NULL));
		office_as(cx, director);
		CHECK_OK(take(cx, &k, "approve", "borrower", "xu", "reason", "检查", NULL));
		office_as(cx, desk_a);
		CHECK_OK(lend(cx, &k, technician));
		CHECK_OK(take(cx, &k, "return", "returner", "xu", "count", "2", NULL));
	}
	CHECK_OK(key_loan_list(cx, &may, &rows, &count));
	CHECK_INT(count, 2);
	CHECK_STR(rows[0].borrower_name, "xu");
	CHECK_STR(rows[0].purpose, "巡查水泵");
	CHECK_INT(rows[0].lent_at, office_at("2026-05-20 10:00"));
}

TEST(nobody_lends_a_key_to_himself_or_takes_his_own_back)
{
	struct ctx *cx = key_office("2026-05-04 09:00");
	struct key k = plant_key(cx);

	CHECK_ERR(lend(cx, &k, desk_a), ERR_INVALID);
	CHECK_STR(cx->errors->field, "borrower");
	CHECK_OK(lend(cx, &k, desk_b));
	office_as(cx, desk_b);
	CHECK_ERR(take(cx, &k, "return", "returner", "wang", "count", "1", NULL), ERR_FORBIDDEN);
	office_as(cx, technician);
	CHECK_ERR(take(cx, &k, "return", "returner", "wang", "count", "1", NULL), ERR_FORBIDDEN);
	office_as(cx, desk_a);
	CHECK_ERR(take(cx, &k, "return", "returner", "wang", "count", "2", NULL), ERR_INVALID);
	CHECK_OK(take(cx, &k, "return", "returner", "wang", "count", "1", NULL));
}

TEST(a_loan_is_for_an_open_matter_or_a_named_purpose)
{
	struct ctx *cx = key_office("2026-05-04 09:00");
	struct key k = plant_key(cx);
	struct request_record q;
	struct key_loan l;
	int64_t repair = repair_of(cx, desk_a, 1);

	office_as(cx, desk_a);
	CHECK_OK(request_get(cx, repair, &q));
	CHECK_ERR(take(cx, &k, "lend", "unit", "own", "borrower", id_text(cx, technician), NULL),
		  ERR_INVALID);
	CHECK_STR(cx->errors->field, "purpose");
	CHECK_ERR(take(cx, &k, "lend", "unit", "own", "borrower", id_text(cx, technician), "request",
		       "BX20200101-0001", NULL), ERR_INVALID);
	CHECK_STR(cx->errors->field, "request");
	CHECK_OK(take(cx, &k, "lend", "unit", "own", "borrower", id_text(cx, technician), "request",
		      q.number, NULL));
	CHECK_OK(key_loan_get(cx, k.loan_id, &l));
	CHECK_INT(l.request_id, repair);
}

TEST(an_owners_key_moves_only_with_his_consent_and_the_heads_approval)
{
	struct ctx *cx = key_office("2026-05-04 09:00");
	struct key k = entrusted_key(cx, "5-2-1203");

	CHECK_ERR(lend(cx, &k, technician), ERR_CONFLICT);
	office_as(cx, director);
	CHECK_ERR(take(cx, &k, "approve", "borrower", "xu", "reason", "检查", NULL), ERR_CONFLICT);
	office_as(cx, desk_a);
	CHECK_OK(take(cx, &k, "owner_call", "answer", "refused", "text", "不同意", NULL));
	office_as(cx, director);
	CHECK_ERR(take(cx, &k, "approve", "borrower", "xu", "reason", "检查", NULL), ERR_CONFLICT);
	office_as(cx, desk_a);
	CHECK_OK(take(cx, &k, "owner_call", "answer", "agreed", "text", "同意", NULL));
	office_as(cx, supervisor);
	CHECK_ERR(take(cx, &k, "approve", "borrower", "xu", "reason", "检查", NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_OK(take(cx, &k, "approve", "borrower", "xu", "reason", "检查", NULL));
	office_as(cx, desk_a);
	CHECK_ERR(lend(cx, &k, guard), ERR_CONFLICT);
	CHECK_OK(lend(cx, &k, technician));
	/* used up */
	CHECK_INT(k.approved_by, 0);
	CHECK_OK(take(cx, &k, "return", "returner", "xu", "count", "2", NULL));
	CHECK_ERR(lend(cx, &k, technician), ERR_CONFLICT);
}

TEST(a_lost_key_owes_a_new_lock_and_ends_when_it_is_changed)
{
	struct ctx *cx = key_office("2026-05-04 09:00");
	struct key k = plant_key(cx), *rows;
	struct key_filter in = { .state = KEY_IN, .most = 10 };
	struct key_loan l;
	int64_t loan;
	size_t count;

	CHECK_OK(lend(cx, &k, technician));
	loan = k.loan_id;
	CHECK_OK(take(cx, &k, "lose", "text", "掉在工地", NULL));
	CHECK_INT(k.state, KEY_LOST);
	CHECK_INT(owed(cx, &k, "lock")->due_at, cx->now + HOURS(24));
	CHECK(!owed(cx, &k, "return"));
	CHECK_OK(key_loan_get(cx, loan, &l));
	CHECK(l.lost);
	CHECK_OK(take(cx, &k, "found", "text", "在工具箱里", NULL));
	CHECK(!owed(cx, &k, "lock"));
	CHECK_OK(take(cx, &k, "lose", "text", "又不见了", NULL));
	office_as(cx, supervisor);
	CHECK_OK(take(cx, &k, "change", "text", "请锁匠下午来", NULL));
	CHECK_OK(take(cx, &k, "changed", "count", "2", "payer", "徐师傅 80 元", NULL));
	CHECK_INT(k.state, KEY_CHANGED);
	CHECK_OK(key_list(cx, &in, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_STR(rows[0].place, "2 号水泵房");
	CHECK_INT(rows[0].count, 2);
}

TEST(a_key_stays_out_overnight_only_with_another_ones_approval)
{
	struct ctx *cx = key_office("2026-05-04 09:00");
	struct key k = plant_key(cx);

	CHECK_OK(lend(cx, &k, technician));
	CHECK_ERR(take(cx, &k, "extend", "due_at", "2026-05-05 12:00", "reason", "通宵抢修", NULL),
		  ERR_FORBIDDEN);
	office_as(cx, supervisor);
	CHECK_ERR(take(cx, &k, "extend", "due_at", "2026-05-03 12:00", "reason", "通宵抢修", NULL),
		  ERR_INVALID);
	CHECK_OK(take(cx, &k, "extend", "due_at", "2026-05-05 12:00", "reason", "通宵抢修", NULL));
	CHECK_INT(k.due_at, office_at("2026-05-05 12:00"));
	CHECK_INT(owed(cx, &k, "return")->due_at, k.due_at);
}

TEST(a_room_is_found_by_its_shorthand_and_a_key_by_number_or_place)
{
	struct ctx *cx = key_office("2026-05-04 09:00");
	struct key pump = plant_key(cx), flat = entrusted_key(cx, "5-2-1203"), *rows;
	const struct { const char *q; int64_t id; } looks[] = {
		{ "5栋2单元1203", flat.id }, { "5-2", flat.id }, { pump.number, pump.id }, { "水泵", pump.id } };

	for (size_t i = 0; i < COUNT(looks); i++) {
		struct key_filter f = { .q = looks[i].q, .most = 10 };
		size_t count;
		CHECK_OK(key_list(cx, &f, &rows, &count));
		CHECK_INT(count, 1);
		CHECK_INT(rows[0].id, looks[i].id);
	}
}
