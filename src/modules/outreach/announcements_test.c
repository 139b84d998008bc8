#include "app/obligation.h"
#include "modules/outreach/outreach.h"
#include "modules/outreach/recipients.h"
#include "modules/residents/preference.h"
#include "office.h"

static int64_t director, desk;
static int lived;

static int64_t lives(struct ctx *cx, const char *name)
{
	struct room room = { .room = name };
	struct resident in = { .name = "王秀兰", .relation = RELATION_OWNER };
	int64_t person;
	enum put put;
	bool changed;

	in.phone = arena_printf(cx->arena, "138%08d", ++lived);
	CHECK_OK(room_put(cx, &room, &room.id, &put));
	CHECK_OK(room_get(cx, room.id, &room));
	CHECK_OK(resident_put(cx, &room, &in, &person, &changed));
	return person;
}

static struct ctx *begin(const char *now)
{
	struct ctx *cx = office(now);

	director = office_person(cx, "chen", ROLE_DIRECTOR);
	desk = office_person(cx, "li", ROLE_FRONT_DESK);
	office_as(cx, desk);
	return cx;
}

static int step(struct ctx *cx, struct announcement *a, const char *action, const char *name,
		const char *value)
{
	struct input in;

	input_init(&in, cx->arena);
	if (name)
		input_add(&in, name, value);
	input_add(&in, "way", "door");
	cx->errors = NULL;
	return announcement_step(cx, a->id, action, 0, &in, ZONE_SHANGHAI, a);
}

static struct announcement drafted(struct ctx *cx, int kind, const char *area, int way)
{
	struct announcement_intake in = { .kind = kind, .title = "温馨提示", .area = area,
					  .text = "请互相转告", .way = way };
	struct announcement a;

	if (kind == ANNOUNCE_WATER) {
		in.effective_from = office_at("2026-05-12 09:00");
		in.effective_to = office_at("2026-05-12 15:00");
	}
	CHECK_OK(announcement_draft(cx, &in, &a));
	return a;
}

TEST(scenario_2_g_3_a_water_stop_told_less_than_a_day_ahead_needs_the_directors_reason)
{
	struct ctx *cx = begin("2026-05-11 16:00");
	struct announcement a;
	const char *warning;

	(void)lives(cx, "2-1-101");
	(void)lives(cx, "3-1-101");
	a = drafted(cx, ANNOUNCE_WATER, "2栋", TOLD_BY_PRINT);
	CHECK_OK(announcement_warning(cx, &a, &warning));
	CHECK_HAS(warning, "24 小时");
	CHECK_ERR(step(cx, &a, "send", "short_reason", "来不及"), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_ERR(step(cx, &a, "send", NULL, NULL), ERR_INVALID);
	CHECK_STR(cx->errors->field, "short_reason");
	CHECK_OK(step(cx, &a, "send", "short_reason", "自来水公司临时抢修"));
	CHECK_INT(a.state, ANNOUNCEMENT_SENT);
	CHECK_INT(a.recipients, 1);
	CHECK_STR(a.short_reason, "自来水公司临时抢修");
}

TEST(a_planned_outage_told_a_day_ahead_is_sent_by_the_desk)
{
	struct ctx *cx = begin("2026-05-11 09:00");
	struct announcement a;
	const char *warning;

	(void)lives(cx, "2-1-101");
	a = drafted(cx, ANNOUNCE_WATER, "2", TOLD_BY_PRINT);
	CHECK_OK(announcement_warning(cx, &a, &warning));
	CHECK(!warning);
	CHECK_OK(step(cx, &a, "send", NULL, NULL));
}

TEST(scenario_2_g_4_a_festival_greeting_skips_who_is_not_to_be_disturbed_a_fire_notice_does_not)
{
	struct ctx *cx = begin("2026-05-11 09:00");
	struct preference p = { .no_disturb = true };
	struct announcement a;

	for (int i = 1; i <= 300; i++)
		p.person_id = lives(cx, arena_printf(cx->arena, "1-1-%d", i * 100 + 1));
	CHECK_OK(preference_set(cx, &p));
	a = drafted(cx, ANNOUNCE_FESTIVAL, "", TOLD_BY_SMS);
	CHECK_OK(step(cx, &a, "send", NULL, NULL));
	CHECK_INT(a.recipients, 299);
	CHECK_INT(a.skipped, 1);
	CHECK_INT(a.delivered, 299);
	CHECK_STR(announcement_share(cx, &a), "100.0%");
	a = drafted(cx, ANNOUNCE_FIRE, "", TOLD_BY_SMS);
	CHECK_OK(step(cx, &a, "send", NULL, NULL));
	CHECK_INT(a.recipients, 300);
	CHECK_INT(a.skipped, 0);
	CHECK_INT(a.delivered, 300);
}

TEST(marketing_goes_only_to_who_agreed_and_stops_when_the_consent_is_withdrawn)
{
	struct ctx *cx = begin("2026-05-11 09:00");
	int64_t person = lives(cx, "1-1-101");
	struct announcement a;

	(void)lives(cx, "1-1-201");
	CHECK_OK(consent_give(cx, person, CONSENT_MARKETING, "微信"));
	a = drafted(cx, ANNOUNCE_MARKETING, "", TOLD_BY_WECHAT);
	CHECK_OK(step(cx, &a, "send", NULL, NULL));
	CHECK_INT(a.recipients, 1);
	CHECK_OK(consent_withdraw(cx, person, CONSENT_MARKETING));
	a = drafted(cx, ANNOUNCE_MARKETING, "", TOLD_BY_WECHAT);
	CHECK_OK(step(cx, &a, "send", NULL, NULL));
	CHECK_INT(a.recipients, 0);
	CHECK_STR(announcement_share(cx, &a), "无数据");
}

TEST(each_household_is_told_once_by_hand_and_what_is_left_needs_a_reason)
{
	struct ctx *cx = begin("2026-05-11 09:00");
	struct announcement a;
	struct delivery *list;
	struct obligation *owed;
	size_t count;

	(void)lives(cx, "1-1-101");
	(void)lives(cx, "1-2-101");
	(void)lives(cx, "2-1-101");
	a = drafted(cx, ANNOUNCE_FEE, "1, 2-1-101", TOLD_BY_PRINT);
	CHECK_OK(step(cx, &a, "send", NULL, NULL));
	CHECK_INT(a.recipients, 3);
	CHECK_INT(a.delivered, 0);
	CHECK_OK(step(cx, &a, "told", "area", "1-1"));
	CHECK_INT(a.delivered, 1);
	CHECK_ERR(step(cx, &a, "told", "area", "1-1"), ERR_INVALID);
	CHECK_OK(step(cx, &a, "told", "area", "2-1-101"));
	CHECK_STR(announcement_share(cx, &a), "66.7%");
	CHECK_ERR(step(cx, &a, "end", NULL, NULL), ERR_INVALID);
	CHECK_OK(step(cx, &a, "end", "reason", "1-2-101 长期无人"));
	CHECK_INT(a.state, ANNOUNCEMENT_ENDED);
	CHECK_OK(obligation_of(cx, "announcement", a.id, &owed, &count));
	CHECK_INT(owed[0].state, OBLIGATION_MET);
	CHECK_OK(delivery_list(cx, &(struct delivery_filter){ .announcement = a.id, .most = 100 },
			       &list, &count));
	CHECK_INT(count, 3);
	CHECK_INT(list[0].way, TOLD_BY_DOOR);
	CHECK_OK(delivery_list(cx, &(struct delivery_filter){ .announcement = a.id, .after = "1-1-101",
							      .most = 1 }, &list, &count));
	CHECK_INT(count, 1);
	CHECK_STR(list[0].room, "1-2-101");
	CHECK_OK(delivery_list(cx, &(struct delivery_filter){ .announcement = a.id, .most = 9,
							      .state = DELIVERY_PENDING },
			       &list, &count));
	CHECK_INT(count, 1);
	CHECK_STR(list[0].room, "1-2-101");
}

TEST(an_area_that_is_nowhere_is_refused_by_name)
{
	struct ctx *cx = begin("2026-05-11 09:00");
	struct area area;

	(void)lives(cx, "1-1-101");
	(void)lives(cx, "11-1-101");
	CHECK_ERR(area_read(cx, "1栋、9栋", &area), ERR_INVALID);
	CHECK_HAS(cx->why, "9栋");
	CHECK_OK(area_read(cx, "1栋", &area));
	CHECK(area_has(&area, "1-1-101"));
	CHECK(!area_has(&area, "11-1-101"));
}

TEST(the_greeting_of_the_estate_clears_its_duty)
{
	struct ctx *cx = begin("2026-09-30 09:00");
	struct outreach_filter f = { .reason = REASON_FESTIVAL, .most = 10 };
	struct outreach *rows;
	struct announcement a;
	size_t count;

	(void)lives(cx, "1-1-101");
	CHECK_OK(outreach_find(cx));
	CHECK_OK(outreach_list(cx, &f, &rows, &count));
	CHECK_INT(count, 1);
	a = drafted(cx, ANNOUNCE_FESTIVAL, "", TOLD_BY_SMS);
	CHECK_OK(step(cx, &a, "send", NULL, NULL));
	CHECK_OK(outreach_list(cx, &f, &rows, &count));
	CHECK_INT(count, 0);
}
