/* Document 10 (g), by name, and what a deed asks for before it is signed and delivered. */
#include "app/attachment.h"
#include "base/text.h"
#include "modules/handover/deed.h"
#include "modules/inspection/defects.h"
#include "modules/keys/keys.h"
#include "modules/residents/residents.h"
#include "modules/shifts/shifts_test.h"

static int64_t steward;
static int pictures;
static const char *flat; /* the one that is handed over */

static void own(struct ctx *cx, const char *name, int relation)
{
	struct resident in = { .name = name, .relation = relation };
	struct room room;
	int64_t person;
	bool changed;

	CHECK_OK(room_find(cx, flat, &room));
	CHECK_OK(resident_put(cx, &room, &in, &person, &changed));
}

static struct ctx *deed_office(const char *now)
{
	struct ctx *cx = staffed(now);
	struct room room;
	int64_t id;
	enum put put;

	flat = "3-2-501";
	steward = office_person(cx, "sun", ROLE_STEWARD);
	(void)office_person(cx, "zhao", ROLE_ENGINEERING_MANAGER);
	office_as(cx, desk_a);
	CHECK_OK(room_find(cx, flat, &room));
	room.area_mass = 98500;
	CHECK_OK(room_put(cx, &room, &id, &put));
	own(cx, "王秀兰", RELATION_OWNER);
	return cx;
}

static struct inspection inspected(struct ctx *cx)
{
	struct inspection_new in = { .room = flat, .owner = "王秀兰", .builder = "总包" };
	struct inspection i;
	struct input sent;
	int64_t count;

	CHECK_OK(inspection_start(cx, &in, &i));
	input_init(&sent, cx->arena);
	input_add(&sent, "rest", "1");
	CHECK_OK(inspection_answer(cx, i.id, &sent, &count));
	return i;
}

static int inspection_take(struct ctx *cx, struct inspection *i, const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return inspection_step(cx, i->id, action, 0, &in, ZONE_SHANGHAI, i);
}

static int take(struct ctx *cx, struct deed *d, const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return deed_step(cx, d->id, action, 0, &in, ZONE_SHANGHAI, d);
}

static int fill(struct ctx *cx, struct deed *d, ...)
{
	struct input in;
	va_list ap;
	int r;

	va_start(ap, d);
	in = fields(cx, ap);
	va_end(ap);
	r = deed_fill(cx, d->id, 0, &in, ZONE_SHANGHAI);
	return r == OK ? deed_get(cx, d->id, d) : r;
}

static int fill_all(struct ctx *cx, struct deed *d)
{
	return fill(cx, d, "seller", "碧水置业", "contract", "HT-2024-0817", "contract_area", "99.1",
		    "accepted_on", "2025-12-20", "quality_book", "1", "manual_book", "1",
		    "filing_copy", "1", "fund_receipt", "WX-881", NULL);
}

static const char *picture(struct ctx *cx, const struct deed *d)
{
	struct attachment a = { .id = id_new(cx->now), .subject = "deed", .subject_id = d->id,
				.name = "签名", .type = "image/png", .size_bytes = 3, .sha256 = "ab",
				.stored = id_text(cx, d->id + (int64_t)++pictures) };

	CHECK_OK(attachment_add(cx, &a));
	return id_text(cx, a.id);
}

/* A deed that is filled in, its inspection accepted. */
static struct deed ready(struct ctx *cx)
{
	struct inspection i = inspected(cx);
	struct deed d;

	CHECK_OK(inspection_take(cx, &i, "accept", "signed_by", "王秀兰", NULL));
	CHECK_OK(deed_begin(cx, flat, &d));
	CHECK_OK(fill_all(cx, &d));
	return d;
}

static int sign_both(struct ctx *cx, struct deed *d)
{
	int r = take(cx, d, "owner_sign", "signed_by", "王秀兰", "signature", picture(cx, d), NULL);

	return r < 0 ? r : take(cx, d, "seller_sign", "signed_by", "碧水置业 罗工", "signature",
				picture(cx, d), NULL);
}

static int day_of(const char *text)
{
	int32_t day;

	CHECK_OK(civil_parse_day(text, &day));
	return day;
}

TEST(scenario_10_g_1_the_fee_begins_in_the_month_after_or_by_half_months_as_the_office_decided)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct deed d = ready(cx);
	struct first_fee fee;

	CHECK_OK(first_fee(FEE_NEXT_MONTH, 280, 98500, day_of("2026-03-10"), &fee));
	CHECK_INT(fee.month_fen, 27580);
	CHECK_INT(fee.from_on, day_of("2026-04-01"));
	CHECK_OK(first_fee(FEE_FULL_OR_HALF, 280, 98500, day_of("2026-03-10"), &fee));
	CHECK_INT(fee.first_fen, 27580);
	CHECK_INT(fee.from_on, day_of("2026-03-10"));
	CHECK_OK(first_fee(FEE_FULL_OR_HALF, 280, 98500, day_of("2026-03-20"), &fee));
	CHECK_INT(fee.first_fen, 13790);
	CHECK_OK(first_fee(FEE_FULL_OR_HALF, 280, 98500, day_of("2026-03-15"), &fee));
	CHECK_INT(fee.first_fen, 27580);
	CHECK_OK(first_fee(FEE_HALF_OR_NEXT, 280, 98500, day_of("2026-03-10"), &fee));
	CHECK_INT(fee.from_on, day_of("2026-03-15"));
	CHECK_INT(fee.first_fen, 13790);
	CHECK_OK(first_fee(FEE_HALF_OR_NEXT, 280, 98500, day_of("2026-12-16"), &fee));
	CHECK_INT(fee.from_on, day_of("2027-01-01"));
	CHECK_OK(first_fee(FEE_BY_DAY, 280, 100000, day_of("2026-03-22"), &fee));
	CHECK_INT(fee.first_fen, 28000 * 10 / 31);
	/* and by the office's own setting when it is delivered */
	CHECK_OK(sign_both(cx, &d));
	CHECK_OK(take(cx, &d, "deliver", NULL));
	CHECK_INT(d.fee_month_fen, 27580);
	CHECK_INT(d.fee_from_on, day_of("2026-04-01"));
}

TEST(scenario_10_g_2_nothing_is_delivered_to_who_refused_until_he_accepts_and_then_the_dates_start)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct inspection i = inspected(cx);
	struct warranty *rows;
	struct room room;
	struct deed d;
	size_t count;

	CHECK_OK(inspection_take(cx, &i, "refuse", "refusal", "defects", "text", "卫生间漏水", NULL));
	CHECK_ERR(deed_begin(cx, "3-2-501", &d), ERR_CONFLICT);
	CHECK_HAS(cx->why, "业主拒收");
	CHECK_OK(room_find(cx, "3-2-501", &room));
	CHECK_INT(room.delivered_on, 0);
	clock_to(cx, "2026-03-24 10:00");
	CHECK_OK(inspection_take(cx, &i, "accept", "signed_by", "王秀兰", NULL));
	CHECK_OK(deed_begin(cx, "3-2-501", &d));
	CHECK_OK(fill_all(cx, &d));
	CHECK_OK(sign_both(cx, &d));
	CHECK_INT(d.delivered_on, 0);
	CHECK_OK(warranty_of_room(cx, d.room_id, &rows, &count));
	CHECK_INT(count, 0);
	CHECK_OK(take(cx, &d, "deliver", NULL));
	CHECK_INT(d.delivered_on, day_of("2026-03-24"));
	CHECK_OK(warranty_of_room(cx, d.room_id, &rows, &count));
	CHECK_INT(rows[PART_LEAK - 1].from_on, day_of("2026-03-24"));
	CHECK_INT(rows[PART_LEAK - 1].builder_from_on, day_of("2025-12-20"));
	CHECK_INT(rows[PART_LEAK - 1].builder_until_on, day_of("2030-12-20"));
	CHECK_OK(room_find(cx, "3-2-501", &room));
	CHECK_INT(room.delivered_on, day_of("2026-03-24"));
	CHECK_INT(room.state, ROOM_VACANT);
}

TEST(scenario_10_g_3_the_first_bill_counts_from_the_base_on_the_deed)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct deed d = ready(cx);
	int64_t used;

	CHECK_OK(fill(cx, &d, "water", "12", "power", "35", "gas", "0", "water_meter", "S-1", NULL));
	CHECK_INT(d.water_mass, 12000);
	CHECK_INT(d.gas_mass, 0);
	CHECK_STR(d.water_meter, "S-1");
	CHECK_STR(d.seller, "碧水置业");
	CHECK_OK(deed_used(cx, d.water_mass, 20000, &used));
	CHECK_INT(used, 8000);
	CHECK_ERR(deed_used(cx, d.power_mass, 20000, &used), ERR_INVALID);
}

TEST(scenario_10_g_5_a_key_left_for_repairs_is_asked_for_after_its_day_and_its_return_ends_it)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct deed d = ready(cx);
	struct obligation *list;
	struct deed_key *keys;
	struct key k;
	size_t count;

	CHECK_ERR(fill(cx, &d, "keys.0.name", "入户门", "keys.0.count", "3", "keys.0.kept", "1", NULL),
		  ERR_INVALID);
	CHECK_STR(cx->errors->field, "keys.0.until_on");
	CHECK_OK(fill(cx, &d, "keys.0.name", "入户门", "keys.0.count", "3", "keys.0.kept", "1",
		      "keys.0.until_on", "2026-04-10", "keys.1.name", "信箱", "keys.1.count", "2", NULL));
	CHECK_OK(sign_both(cx, &d));
	CHECK_OK(take(cx, &d, "deliver", NULL));
	CHECK_OK(deed_keys(cx, d.id, &keys, &count));
	CHECK_INT(count, 2);
	CHECK_INT(keys[0].count - keys[0].kept, 2);
	CHECK_OK(key_get(cx, keys[0].key_id, &k));
	CHECK_INT(k.kind, KEY_REPAIR);
	CHECK_INT(k.count, 1);
	CHECK_ERR(take(cx, &d, "archive", NULL), ERR_CONFLICT);
	clock_to(cx, "2026-04-10 23:59");
	CHECK_OK(obligation_of(cx, "deed", d.id, &list, &count));
	CHECK(!list[0].overdue);
	clock_to(cx, "2026-04-11 08:30");
	CHECK_OK(obligation_of(cx, "deed", d.id, &list, &count));
	CHECK_STR(list[0].kind, "key_back");
	CHECK(list[0].overdue);
	CHECK_OK(take(cx, &d, "key_back", "text", "王秀兰", NULL));
	CHECK_OK(obligation_of(cx, "deed", d.id, &list, &count));
	CHECK_INT(list[0].state, OBLIGATION_LATE);
	CHECK_OK(key_get(cx, keys[0].key_id, &k));
	CHECK_INT(k.state, KEY_HANDED);
	CHECK_OK(take(cx, &d, "archive", NULL));
}

TEST(scenario_10_g_6_a_co_owner_who_is_not_there_signs_by_who_has_a_letter_that_names_the_unit)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct deed d;

	own(cx, "李国强", RELATION_COOWNER);
	d = ready(cx);
	CHECK_STR(d.owners, "王秀兰、李国强");
	CHECK_ERR(take(cx, &d, "owner_sign", "signed_by", "王秀兰", "signature", picture(cx, &d), NULL),
		  ERR_INVALID);
	CHECK_HAS(cx->why, "李国强 没有签");
	CHECK_ERR(take(cx, &d, "letter", "owner", "李国强", "agent", "李小明", "unit", "3-2-502",
		       "signature", picture(cx, &d), NULL), ERR_INVALID);
	CHECK_STR(cx->errors->field, "unit");
	CHECK_ERR(take(cx, &d, "letter", "owner", "李国强", "agent", "李小明", "unit", "3-2-501", NULL),
		  ERR_INVALID);
	CHECK_STR(cx->errors->field, "signature");
	CHECK_OK(take(cx, &d, "letter", "owner", "李国强", "agent", "李小明", "unit", "3-2-501",
		      "signature", picture(cx, &d), NULL));
	CHECK_ERR(take(cx, &d, "owner_sign", "signed_by", "王秀兰", "signature", picture(cx, &d), NULL),
		  ERR_INVALID);
	CHECK_OK(take(cx, &d, "owner_sign", "signed_by", "王秀兰，李小明", "signature", picture(cx, &d),
		      NULL));
	CHECK_INT(d.state, DEED_OWNER_SIGNED);
}

TEST(scenario_19_g_5_a_company_without_its_seal_is_inspected_with_but_does_not_sign)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct deed d = ready(cx);

	CHECK_OK(fill(cx, &d, "company", "1", NULL));
	CHECK_ERR(sign_both(cx, &d), ERR_CONFLICT);
	CHECK_HAS(cx->why, "可以验房，不能签约");
	CHECK_OK(fill(cx, &d, "company_papers", "1", NULL));
	CHECK_OK(sign_both(cx, &d));
}

TEST(a_name_with_blanks_of_its_own_signs_beside_others)
{
	struct ctx *cx = deed_office("2026-03-01 09:00");
	struct deed d;

	own(cx, "Krishnamurthy Venkataraghavan", RELATION_COOWNER);
	d = ready(cx);
	CHECK_OK(take(cx, &d, "owner_sign", "signed_by", "王秀兰、Krishnamurthy Venkataraghavan",
		      "signature", picture(cx, &d), NULL));
}

TEST(inspection_comes_before_the_deed_and_both_before_the_delivery)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct inspection i;
	struct deed d;

	CHECK_ERR(deed_begin(cx, "3-2-501", &d), ERR_CONFLICT);
	i = inspected(cx);
	CHECK_ERR(deed_begin(cx, "3-2-501", &d), ERR_CONFLICT);
	CHECK_OK(inspection_take(cx, &i, "accept", "signed_by", "王秀兰", NULL));
	CHECK_OK(deed_begin(cx, "3-2-501", &d));
	CHECK_ERR(deed_begin(cx, "3-2-501", &d), ERR_CONFLICT);
	CHECK_ERR(take(cx, &d, "owner_sign", "signed_by", "王秀兰", "signature", picture(cx, &d), NULL),
		  ERR_CONFLICT);
	CHECK_ERR(take(cx, &d, "deliver", NULL), ERR_CONFLICT);
	CHECK_ERR(deed_begin(cx, "", &d), ERR_INVALID);
}

TEST(without_the_two_books_and_the_copy_of_the_filing_nothing_is_delivered)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct deed d = ready(cx);

	CHECK_OK(fill(cx, &d, "manual_book", "0", NULL));
	CHECK_OK(sign_both(cx, &d));
	CHECK_ERR(take(cx, &d, "deliver", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "两书一表");
	CHECK_OK(take(cx, &d, "reopen", "text", "补使用说明书", NULL));
	CHECK_STR(d.owner_signed_by, "");
	CHECK_OK(fill(cx, &d, "manual_book", "1", NULL));
	CHECK_OK(sign_both(cx, &d));
	CHECK_OK(take(cx, &d, "deliver", NULL));
}

TEST(a_key_that_waits_for_the_builder_keeps_the_flat_and_a_whole_one_goes_with_it)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct key_intake in = { .kind = KEY_FLAT, .room = "3-2-501", .lock = "入户门", .listed = 6,
				 .count = 5, .trial = TRIAL_OPENS, .source = 1 };
	struct deed_key *lines;
	struct deed d;
	struct input sent;
	struct key k;
	size_t count;

	CHECK_OK(key_take_in(cx, &in, &k));
	d = ready(cx);
	CHECK_OK(deed_keys(cx, d.id, &lines, &count));
	CHECK_INT(count, 1);
	CHECK_STR(lines[0].name, "入户门");
	CHECK_INT(lines[0].count, 5);
	CHECK_OK(sign_both(cx, &d));
	CHECK_ERR(take(cx, &d, "deliver", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "缺 1 把");
	input_init(&sent, cx->arena);
	input_add(&sent, "count", "6");
	input_add(&sent, "trial", "opens");
	CHECK_OK(key_step(cx, k.id, "check", 0, &sent, ZONE_SHANGHAI, &k));
	CHECK_OK(key_step(cx, k.id, "accept", 0, &sent, ZONE_SHANGHAI, &k));
	CHECK_OK(take(cx, &d, "deliver", NULL));
	CHECK_OK(key_get(cx, k.id, &k));
	CHECK_INT(k.state, KEY_HANDED);
}

TEST(what_was_signed_does_not_change_but_by_a_supplement_that_both_signed)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct deed d = ready(cx);
	struct deed_supplement *rows;
	size_t count;

	CHECK_OK(sign_both(cx, &d));
	CHECK_HAS(d.text, "碧水置业");
	CHECK_HAS(d.text, "98.50 平方米");
	CHECK_OK(deed_text_change(cx, ROOM_DWELLING, "{乙方} 收到 {房号}，新的正文"));
	CHECK_ERR(fill(cx, &d, "seller", "别的公司", NULL), ERR_CONFLICT);
	CHECK_OK(take(cx, &d, "deliver", NULL));
	CHECK_ERR(take(cx, &d, "reopen", "text", "改面积", NULL), ERR_CONFLICT);
	CHECK_ERR(take(cx, &d, "supplement", "text", "面积更正为 98.30", "owner_signed_by", "王秀兰",
		       "seller_signed_by", "罗工", NULL), ERR_INVALID);
	CHECK_OK(take(cx, &d, "supplement", "text", "面积更正为 98.30", "owner_signed_by", "王秀兰",
		      "seller_signed_by", "罗工", "signature", picture(cx, &d), NULL));
	CHECK_OK(deed_supplements(cx, d.id, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_HAS(rows[0].number, "BC20260310");
	CHECK_HAS(d.text, "98.50 平方米");
	CHECK_OK(take(cx, &d, "archive", NULL));
	CHECK_OK(take(cx, &d, "supplement", "text", "再补一条", "owner_signed_by", "王秀兰",
		      "seller_signed_by", "罗工", "signature", picture(cx, &d), NULL));
}

TEST(no_text_of_the_office_has_the_owner_waive_a_claim)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct deed_text t;

	CHECK_ERR(deed_text_change(cx, ROOM_DWELLING, "{乙方} 收到 {房号}，视为质量合格。"), ERR_INVALID);
	CHECK_ERR(deed_text_change(cx, ROOM_DWELLING, "{乙方} 收到 {房号}，放弃索赔。"), ERR_INVALID);
	CHECK_ERR(deed_text_change(cx, ROOM_DWELLING, "收到房屋。"), ERR_INVALID);
	CHECK_ERR(deed_text_change(cx, ROOM_PARKING, "{乙方} 收到 {房号}"), ERR_INVALID);
	CHECK_OK(deed_text_of(cx, ROOM_DWELLING, &t));
	CHECK_INT(t.version, 0);
	CHECK_OK(deed_text_change(cx, ROOM_DWELLING, "{乙方} 收到 {房号}。"));
	CHECK_OK(deed_text_change(cx, ROOM_DWELLING, "{乙方} 已经收到 {房号}。"));
	CHECK_OK(deed_text_of(cx, ROOM_DWELLING, &t));
	CHECK_INT(t.version, 2);
	CHECK_OK(deed_text_of(cx, ROOM_SHOP, &t));
	CHECK_INT(t.version, 0);
	CHECK_HAS(t.text, "业态");
}

TEST(a_picture_of_another_record_is_no_signature)
{
	struct ctx *cx = deed_office("2026-03-10 10:00");
	struct deed d = ready(cx);
	struct attachment a = { .id = id_new(cx->now), .subject = "key", .subject_id = 7, .name = "x",
				.type = "image/png", .size_bytes = 3, .sha256 = "ab", .stored = "y" };

	CHECK_OK(attachment_add(cx, &a));
	CHECK_ERR(take(cx, &d, "owner_sign", "signed_by", "王秀兰", "signature", id_text(cx, a.id), NULL),
		  ERR_INVALID);
	CHECK_ERR(take(cx, &d, "owner_sign", "signed_by", "王秀兰", NULL), ERR_INVALID);
	CHECK_STR(cx->errors->field, "signature");
	office_as(cx, guard);
	CHECK_ERR(sign_both(cx, &d), ERR_FORBIDDEN);
}

/* ---- a model: any order of clicks leads to no delivery that lacks a part ---- */

struct walk {
	struct inspection i;
	struct deed d;
	bool has_deed;
	const char *pen; /* the picture all sign with */
	int open; /* defects that are not passed */
	int64_t defect[8];
	int defects;
};

static unsigned next_of(unsigned *seed, unsigned most)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 16) % most;
}

static void find_defect(struct ctx *cx, struct walk *w)
{
	struct defect_new in = { .place = PLACE_BATH, .part = PART_LEAK, .severity = SEVERITY_MINOR,
				 .text = "渗水", .x = -1, .y = -1 };
	struct defect d;
	bool may = w->i.state != INSPECTION_CLEAN && w->i.state != INSPECTION_CLOSED;

	if (w->defects == COUNT(w->defect))
		return;
	if (defect_add(cx, w->i.id, &in, &d) < 0) {
		CHECK(!may);
		return;
	}
	CHECK(may);
	w->defect[w->defects++] = d.id;
	w->open++;
}

static void mend_defect(struct ctx *cx, struct walk *w, unsigned which)
{
	struct input in;
	struct defect d;
	int state;

	if (!w->defects)
		return;
	CHECK_OK(defect_get(cx, w->defect[which % (unsigned)w->defects], &d));
	state = d.state;
	input_init(&in, cx->arena);
	input_add(&in, "text", "补了防水");
	input_add(&in, "owner", "王秀兰");
	office_as(cx, desk_a);
	CHECK((defect_step(cx, d.id, "fixed", 0, &in, ZONE_SHANGHAI, &d) == OK) == (state == DEFECT_OPEN));
	CHECK(defect_step(cx, d.id, "pass", 0, &in, ZONE_SHANGHAI, &d) < 0); /* said so himself */
	office_as(cx, steward);
	if (defect_step(cx, d.id, "pass", 0, &in, ZONE_SHANGHAI, &d) == OK)
		w->open--;
	office_as(cx, desk_a);
}

/* What the owner may say of his flat, by document 10 (c). */
static void judge(struct ctx *cx, struct walk *w, unsigned which)
{
	static const char *const said[] = { "accept", "accept_with", "refuse", "look_again" };
	const char *action = said[which % COUNT(said)];
	bool asked = w->i.state == INSPECTION_RUNNING || w->i.state == INSPECTION_REFUSED;
	bool may = which % 4 == 0 ? asked && !w->open
		 : which % 4 == 1 ? asked && w->open
		 : which % 4 == 2 ? w->i.state == INSPECTION_RUNNING
				  : w->i.state == INSPECTION_REFUSED;
	int r = inspection_take(cx, &w->i, action, "signed_by", "王秀兰", "refusal", "living", "text",
				"漏水", NULL);

	CHECK_OK(inspection_get(cx, w->i.id, &w->i));
	CHECK((r == OK) == may);
}

/* The next step towards delivery, or a step back; what stands after it is what the model allows. */
static void paper(struct ctx *cx, struct walk *w, unsigned which)
{
	static const int from[] = { DEED_DRAFT, DEED_OWNER_SIGNED, DEED_SIGNED, DEED_SIGNED,
				    DEED_DELIVERED, DEED_DRAFT };
	static const char *const steps[] = { "owner_sign", "seller_sign", "deliver", "reopen",
					     "archive", "void" };
	int state = w->d.state;
	bool may = state == from[which % 6] || (which % 6 == 3 && state == DEED_OWNER_SIGNED);

	if (!w->has_deed || state == DEED_VOID) {
		int r = deed_begin(cx, flat, &w->d);
		bool accepted = w->i.state == INSPECTION_CLEAN || w->i.state == INSPECTION_ACCEPTED ||
				w->i.state == INSPECTION_CLOSED;
		CHECK((r == OK) == accepted);
		w->has_deed = r == OK;
		if (r == OK) {
			CHECK_OK(fill_all(cx, &w->d));
			w->pen = picture(cx, &w->d);
		}
		return;
	}
	CHECK((take(cx, &w->d, steps[which % 6], "signed_by", "王秀兰", "signature", w->pen, "text",
		    "改", NULL) == OK) == may);
	CHECK_OK(deed_get(cx, w->d.id, &w->d));
}

static void stands(struct ctx *cx, const struct walk *w)
{
	struct warranty *warranties;
	struct inspection i;
	struct room room;
	size_t count;
	bool delivered = w->has_deed &&
			 (w->d.state == DEED_DELIVERED || w->d.state == DEED_ARCHIVED);

	CHECK_OK(inspection_get(cx, w->i.id, &i));
	CHECK_INT(i.open_defects, w->open);
	CHECK(i.state != INSPECTION_CLOSED || !w->open);
	CHECK_OK(room_find(cx, flat, &room));
	CHECK_OK(warranty_of_room(cx, room.id, &warranties, &count));
	CHECK_INT(count, delivered ? PARTS : 0);
	CHECK((room.delivered_on != 0) == delivered);
	CHECK(!delivered || (w->d.fee_from_on > w->d.delivered_on && *w->d.owner_signed_by &&
			     *w->d.seller_signed_by && *w->d.text));
}

/* A flat of its own for each walk. */
static void new_flat(struct ctx *cx, unsigned run)
{
	struct room room = { .room = arena_printf(cx->arena, "9-1-%u01", run + 1), .building = "9",
			     .entrance = "1", .door = arena_printf(cx->arena, "%u01", run + 1),
			     .floor = (int)run + 1, .use = ROOM_DWELLING, .state = ROOM_UNDELIVERED,
			     .area_mass = 98500 };
	enum put put;
	int64_t id;

	flat = room.room;
	CHECK_OK(room_put(cx, &room, &id, &put));
	own(cx, "王秀兰", RELATION_OWNER);
}

static void walk(struct ctx *cx, struct walk *w, unsigned seed)
{
	for (int n = 0; n < 90 && !(w->has_deed && w->d.state == DEED_ARCHIVED); n++) {
		unsigned which = next_of(&seed, 12);
		if (which < 2)
			find_defect(cx, w);
		else if (which < 4)
			mend_defect(cx, w, next_of(&seed, 8));
		else if (which < 7)
			judge(cx, w, next_of(&seed, 4));
		else
			paper(cx, w, next_of(&seed, 6));
		CHECK_OK(inspection_get(cx, w->i.id, &w->i));
		stands(cx, w);
		cx->now += MINUTES(7);
	}
}

TEST(in_whatever_order_it_is_tried_nothing_is_delivered_unaccepted_or_unsigned)
{
	struct ctx *cx = deed_office("2026-03-01 09:00");
	int delivered = 0;

	for (unsigned run = 0; run < 20; run++) {
		struct walk w = { 0 };
		new_flat(cx, run);
		w.i = inspected(cx);
		walk(cx, &w, run + 1);
		delivered += w.has_deed && w.d.delivered_on != 0;
	}
	CHECK(delivered >= 3);
}
