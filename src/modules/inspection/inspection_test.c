/* Documents 10 and 19 (g) on inspection, by name, and what is found, mended and checked again. */
#include "base/text.h"
#include "modules/inspection/defects.h"
#include "modules/inspection/inspection_parts.h"
#include "modules/shifts/shifts_test.h"

static int64_t steward;

static struct ctx *inspection_office(const char *now)
{
	struct ctx *cx = staffed(now);

	steward = office_person(cx, "sun", ROLE_STEWARD);
	(void)office_person(cx, "zhao", ROLE_ENGINEERING_MANAGER);
	office_as(cx, desk_a);
	return cx;
}

static struct inspection begun(struct ctx *cx)
{
	struct inspection_new in = { .room = "3-2-501", .owner = "王秀兰", .builder = "总包项目部" };
	struct inspection i;

	CHECK_OK(inspection_start(cx, &in, &i));
	CHECK_INT(i.state, INSPECTION_RUNNING);
	return i;
}

static int answer_rest(struct ctx *cx, struct inspection *i)
{
	struct input in;
	int64_t count;
	int r;

	input_init(&in, cx->arena);
	input_add(&in, "rest", "1");
	r = inspection_answer(cx, i->id, &in, &count);
	return r == OK ? inspection_get(cx, i->id, i) : r;
}

static struct defect found(struct ctx *cx, const struct inspection *i, int line, int severity)
{
	struct defect_new in = { .line = line, .place = PLACE_BATH, .part = PART_LEAK,
				 .severity = severity, .text = "闭水后楼下有水迹", .x = 70, .y = 50 };
	struct defect d;

	CHECK_OK(defect_add(cx, i->id, &in, &d));
	CHECK_INT(d.state, DEFECT_NEW);
	return d;
}

static int take(struct ctx *cx, struct inspection *i, const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return inspection_step(cx, i->id, action, 0, &in, ZONE_SHANGHAI, i);
}

static int mend(struct ctx *cx, struct defect *d, const char *action, ...)
{
	struct input in;
	va_list ap;

	va_start(ap, action);
	in = fields(cx, ap);
	va_end(ap);
	return defect_step(cx, d->id, action, 0, &in, ZONE_SHANGHAI, d);
}

static const struct obligation *open_duty(struct ctx *cx, const char *subject, int64_t id)
{
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_of(cx, subject, id, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (list[i].state == OBLIGATION_OPEN)
			return &list[i];
	return NULL;
}

static int repair_state(struct ctx *cx, const struct defect *d)
{
	struct request_record q;

	CHECK_OK(request_get(cx, d->request_id, &q));
	return q.state;
}

/* The first part of 10 (g) 2; that no fee and no warranty begins is tested with the handover. */
TEST(scenario_10_g_2_who_refuses_for_a_leak_is_asked_back_in_15_days_and_accepts_what_was_mended)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection i = begun(cx);
	struct defect d = found(cx, &i, 17, SEVERITY_MINOR);
	struct warranty *rows;
	size_t count;

	CHECK_ERR(take(cx, &i, "refuse", "refusal", "defects", NULL), ERR_INVALID);
	CHECK_OK(take(cx, &i, "refuse", "refusal", "defects", "text", "卫生间漏水，修好再收", NULL));
	CHECK_INT(i.state, INSPECTION_REFUSED);
	CHECK_INT(i.accepted_at, 0);
	CHECK_STR(i.refusal_text, "卫生间漏水，修好再收");
	CHECK_INT(open_duty(cx, "inspection", i.id)->due_at, office_at("2026-03-26 00:00"));
	CHECK_OK(defect_get(cx, d.id, &d));
	CHECK_INT(d.state, DEFECT_OPEN);
	CHECK_INT(d.due_at, office_at("2026-03-26 00:00"));
	CHECK_INT(repair_state(cx, &d), REQUEST_DISPATCHED);
	CHECK_OK(answer_rest(cx, &i) == ERR_CONFLICT ? OK : ERR_INTERNAL);
	CHECK_ERR(take(cx, &i, "accept", "signed_by", "王秀兰", NULL), ERR_CONFLICT);
	clock_to(cx, "2026-03-20 10:00");
	CHECK_OK(mend(cx, &d, "fixed", "text", "重做防水，闭水 48 小时不漏", NULL));
	CHECK_INT(repair_state(cx, &d), REQUEST_FINISHED);
	office_as(cx, steward);
	CHECK_OK(mend(cx, &d, "pass", "owner", "王秀兰", NULL));
	CHECK_INT(repair_state(cx, &d), REQUEST_CLOSED);
	CHECK_OK(take(cx, &i, "look_again", "text", "业主当天再来看", NULL));
	CHECK(!open_duty(cx, "inspection", i.id));
	CHECK_ERR(take(cx, &i, "accept", "signed_by", "王秀兰", NULL), ERR_CONFLICT);
	CHECK_OK(answer_rest(cx, &i));
	CHECK_OK(take(cx, &i, "accept", "signed_by", "王秀兰", NULL));
	CHECK_INT(i.state, INSPECTION_CLEAN);
	CHECK_INT(i.refusal, REFUSAL_DEFECTS);
	CHECK_OK(warranty_of_room(cx, i.room_id, &rows, &count));
	CHECK_INT(count, 0);
}

TEST(scenario_19_g_3_of_three_faults_two_pass_and_the_third_stays_with_the_builder_and_his_clock)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection i = begun(cx);
	struct defect d[3];

	CHECK_OK(setting_change(cx, "inspection.small_days", "14", 0));
	for (int n = 0; n < 3; n++)
		d[n] = found(cx, &i, 17 + n, SEVERITY_MINOR);
	CHECK_OK(answer_rest(cx, &i));
	CHECK_ERR(take(cx, &i, "accept", "signed_by", "王秀兰", NULL), ERR_CONFLICT);
	CHECK_OK(take(cx, &i, "accept_with", "signed_by", "王秀兰", NULL));
	CHECK_INT(i.state, INSPECTION_ACCEPTED);
	clock_to(cx, "2026-03-18 10:00");
	for (int n = 0; n < 3; n++) {
		CHECK_OK(defect_get(cx, d[n].id, &d[n]));
		CHECK_INT(d[n].due_at, office_at("2026-03-25 00:00"));
		CHECK_OK(mend(cx, &d[n], "fixed", "text", "已修", NULL));
	}
	/* who said so does not check it */
	CHECK_ERR(mend(cx, &d[0], "pass", "owner", "王秀兰", NULL), ERR_FORBIDDEN);
	office_as(cx, steward);
	CHECK_OK(mend(cx, &d[0], "pass", "owner", "王秀兰", NULL));
	CHECK_OK(mend(cx, &d[1], "pass", "owner", "王秀兰", NULL));
	CHECK_OK(mend(cx, &d[2], "fail", "text", "仍有水迹", NULL));
	CHECK_INT(d[2].state, DEFECT_OPEN);
	CHECK_INT(d[2].fails, 1);
	CHECK_INT(d[2].due_at, office_at("2026-03-26 00:00"));
	CHECK_INT(repair_state(cx, &d[2]), REQUEST_WAITING);
	CHECK_OK(inspection_get(cx, i.id, &i));
	CHECK_INT(i.open_defects, 1);
	CHECK_INT(i.state, INSPECTION_ACCEPTED);
	CHECK_ERR(take(cx, &i, "settle", NULL), ERR_CONFLICT);
	CHECK_OK(mend(cx, &d[2], "fixed", "text", "又修了一遍", NULL));
	office_as(cx, desk_a);
	CHECK_OK(mend(cx, &d[2], "pass", "owner", "王秀兰", NULL));
	/* the last one ends the inspection */
	CHECK_OK(inspection_get(cx, i.id, &i));
	CHECK_INT(i.state, INSPECTION_CLOSED);
}

TEST(scenario_10_g_4_a_socket_is_under_warranty_two_years_and_a_leak_five_from_the_delivery)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct room_note *notes;
	struct warranty *rows;
	struct room room;
	size_t count;
	int32_t day, end;

	CHECK_OK(room_find(cx, "3-2-501", &room));
	CHECK_OK(civil_parse_day("2026-03-10", &day));
	CHECK_OK(warranty_begin(cx, room.id, day, 0));
	CHECK_ERR(warranty_begin(cx, room.id, day, 0), ERR_CONFLICT);
	CHECK_OK(warranty_of_room(cx, room.id, &rows, &count));
	CHECK_INT(count, PARTS);
	CHECK_OK(civil_parse_day("2031-03-10", &end));
	CHECK_INT(rows[PART_LEAK - 1].until_on, end);
	CHECK_OK(civil_parse_day("2028-03-10", &end));
	CHECK_INT(rows[PART_ELECTRIC - 1].until_on, end);
	CHECK_INT(rows[PART_STRUCTURE - 1].until_on, 0);
	CHECK(warranty_runs(&rows[PART_ELECTRIC - 1], end));
	CHECK(!warranty_runs(&rows[PART_ELECTRIC - 1], end + 1));
	CHECK_OK(warranty_notes(cx, room.id, office_at("2028-03-10 09:00"), "客厅插座没电", &notes, &count));
	CHECK(notes[PART_ELECTRIC - 1].meant);
	CHECK_HAS(notes[PART_ELECTRIC - 1].text, "保修到 2028-03-10");
	CHECK_OK(warranty_notes(cx, room.id, office_at("2028-03-11 09:00"), "客厅插座没电", &notes, &count));
	CHECK_HAS(notes[PART_ELECTRIC - 1].text, "已过保");
	CHECK_HAS(notes[PART_LEAK - 1].text, "保修到 2031-03-10");
	CHECK(!notes[PART_LEAK - 1].meant);
}

TEST(a_warranty_cannot_be_set_shorter_than_the_law_but_longer)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");

	CHECK_ERR(setting_change(cx, "inspection.leak_months", "59", 0), ERR_INVALID);
	CHECK_ERR(setting_change(cx, "inspection.finish_months", "12", 0), ERR_INVALID);
	CHECK_OK(setting_change(cx, "inspection.leak_months", "96", 0));
}

TEST(a_warranty_that_begins_on_the_29th_of_february_ends_on_the_last_of_the_month)
{
	int32_t from, end;

	CHECK_OK(civil_parse_day("2028-02-29", &from));
	CHECK_OK(civil_parse_day("2030-02-28", &end));
	CHECK_INT(warranty_end(from, 24), end);
	CHECK_OK(civil_parse_day("2032-02-29", &end));
	CHECK_INT(warranty_end(from, 48), end);
}

TEST(a_line_with_a_defect_is_not_called_passed_until_the_defect_is_withdrawn)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection i = begun(cx);
	struct defect d = found(cx, &i, 17, SEVERITY_MINOR);
	struct inspection_line *lines;
	struct input in;
	size_t count;
	int64_t answered;

	input_init(&in, cx->arena);
	input_add(&in, "lines.0.line", "17");
	input_add(&in, "lines.0.result", "passed");
	CHECK_ERR(inspection_answer(cx, i.id, &in, &answered), ERR_INVALID);
	CHECK_STR(cx->errors->field, "lines.0.result");
	CHECK_OK(mend(cx, &d, "withdraw", "text", "看错了，是保洁留下的水", NULL));
	CHECK_INT(d.state, DEFECT_WITHDRAWN);
	CHECK_OK(inspection_answer(cx, i.id, &in, &answered));
	CHECK_INT(answered, 1);
	CHECK_OK(inspection_lines(cx, i.id, &lines, &count));
	CHECK_INT(lines[16].result, LINE_PASSED);
	input_init(&in, cx->arena);
	input_add(&in, "lines.0.line", "99");
	input_add(&in, "lines.0.result", "passed");
	CHECK_ERR(inspection_answer(cx, i.id, &in, &answered), ERR_NOT_FOUND);
}

TEST(nobody_accepts_before_every_line_was_looked_at)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection i = begun(cx);

	CHECK_ERR(take(cx, &i, "accept", "signed_by", "王秀兰", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "22 项没有记");
	CHECK_OK(answer_rest(cx, &i));
	CHECK_ERR(take(cx, &i, "accept_with", "signed_by", "王秀兰", NULL), ERR_CONFLICT);
	CHECK_ERR(take(cx, &i, "accept", NULL), ERR_INVALID);
	CHECK_OK(take(cx, &i, "accept", "signed_by", "王秀兰", NULL));
}

TEST(what_is_found_within_48_hours_of_accepting_goes_to_the_builder_later_it_is_a_repair)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection i = begun(cx);
	struct defect_new in = { .place = PLACE_LIVING, .part = PART_ELECTRIC,
				 .severity = SEVERITY_MAJOR, .text = "插座没有接地", .x = -1, .y = -1 };
	struct defect d;

	CHECK_OK(answer_rest(cx, &i));
	CHECK_OK(take(cx, &i, "accept", "signed_by", "王秀兰", NULL));
	CHECK_ERR(defect_add(cx, i.id, &in, &d), ERR_CONFLICT);
	clock_to(cx, "2026-03-12 09:00");
	CHECK_OK(take(cx, &i, "report", "text", "业主来电", NULL));
	CHECK_OK(defect_add(cx, i.id, &in, &d));
	CHECK_INT(d.state, DEFECT_OPEN);
	CHECK_INT(d.due_at, office_at("2026-04-12 00:00"));
	clock_to(cx, "2026-03-12 10:01");
	CHECK_ERR(defect_add(cx, i.id, &in, &d), ERR_CONFLICT);
	CHECK_HAS(cx->why, "登记报修");
}

TEST(an_owner_mends_at_the_builders_cost_only_when_the_builder_refuses_or_is_late)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection i = begun(cx);
	struct defect d = found(cx, &i, 17, SEVERITY_MINOR);

	CHECK_OK(answer_rest(cx, &i));
	CHECK_OK(take(cx, &i, "accept_with", "signed_by", "王秀兰", NULL));
	CHECK_ERR(mend(cx, &d, "self", "cost", "800", "text", "请人重做", NULL), ERR_INVALID);
	CHECK_STR(cx->errors->field, "refused");
	clock_to(cx, "2026-03-26 00:01");
	CHECK_OK(mend(cx, &d, "self", "cost", "800", "text", "请人重做", NULL));
	CHECK_INT(d.self_fen, 80000);
	CHECK_INT(repair_state(cx, &d), REQUEST_CLOSED);
	CHECK_OK(inspection_get(cx, i.id, &i));
	CHECK_INT(i.state, INSPECTION_CLOSED);
}

TEST(a_repair_that_is_finished_in_the_queue_puts_its_defect_up_for_checking)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection i = begun(cx);
	struct defect d = found(cx, &i, 17, SEVERITY_MINOR);

	CHECK_OK(answer_rest(cx, &i));
	CHECK_OK(take(cx, &i, "accept_with", "signed_by", "王秀兰", NULL));
	CHECK_OK(defect_get(cx, d.id, &d));
	CHECK_OK(request_take(cx, d.request_id, "arrive", NULL));
	CHECK_OK(request_take(cx, d.request_id, "finish", "result", "换了地漏", NULL));
	CHECK_OK(defect_get(cx, d.id, &d));
	CHECK_INT(d.state, DEFECT_FIXED);
	CHECK_STR(open_duty(cx, "defect", d.id)->kind, "check");
}

TEST(the_office_changes_its_list_and_what_has_begun_keeps_its_own)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection_item in = { .use = ROOM_DWELLING, .place = PLACE_HALL,
				      .part = PART_FINISH, .item = "鞋柜", .standard = "门板平整" };
	struct inspection i = begun(cx);
	struct inspection_item *rows;
	size_t count;

	CHECK_INT(i.lines, 22);
	CHECK_OK(inspection_item_add(cx, &in));
	CHECK_OK(inspection_item_remove(cx, ROOM_DWELLING, 1));
	CHECK_ERR(inspection_item_remove(cx, ROOM_DWELLING, 1), ERR_NOT_FOUND);
	CHECK_OK(inspection_items(cx, ROOM_DWELLING, &rows, &count));
	CHECK_INT(count, 22);
	CHECK_STR(rows[21].item, "鞋柜");
	CHECK_OK(inspection_get(cx, i.id, &i));
	CHECK_INT(i.lines, 22);
	in.standard = NULL;
	CHECK_ERR(inspection_item_add(cx, &in), ERR_INVALID);
	in.use = ROOM_PARKING;
	in.standard = "x";
	CHECK_ERR(inspection_item_add(cx, &in), ERR_INVALID);
}

TEST(a_room_has_one_inspection_at_a_time_and_none_when_it_was_delivered)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection_new in = { .room = "3-2-501", .owner = "王秀兰", .builder = "总包" };
	struct inspection i = begun(cx), other;

	CHECK_ERR(inspection_start(cx, &in, &other), ERR_CONFLICT);
	CHECK_OK(take(cx, &i, "cancel", "text", "业主改日再来", NULL));
	CHECK_OK(inspection_start(cx, &in, &other));
	in.room = "9-9-999";
	CHECK_ERR(inspection_start(cx, &in, &other), ERR_INVALID);
	CHECK_STR(cx->errors->field, "room");
}

TEST(who_may_only_read_takes_no_step_of_an_inspection)
{
	struct ctx *cx = inspection_office("2026-03-10 10:00");
	struct inspection i = begun(cx);

	office_as(cx, guard);
	CHECK_ERR(take(cx, &i, "cancel", "text", "x", NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_ERR(take(cx, &i, "accept", "signed_by", "王秀兰", NULL), ERR_FORBIDDEN);
}
