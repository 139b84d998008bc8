#include "modules/scripts/scripts.h"
#include "office.h"

static const char *greeting(struct ctx *cx, const char *at)
{
	struct script_card card;

	cx->now = office_at(at);
	CHECK_OK(script_card(cx, &card));
	return card.greeting;
}

TEST(the_greeting_is_that_of_the_hour_and_the_room)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_HAS(greeting(cx, "2026-11-23 10:00"), "安居苑客户服务中心");
	CHECK_HAS(greeting(cx, "2026-11-23 21:00"), "夜间");
	CHECK_HAS(greeting(cx, "2026-11-24 08:29"), "夜间");
	office_as(cx, office_person(cx, "guard", ROLE_GUARD));
	CHECK_HAS(greeting(cx, "2026-11-24 09:00"), "保安室");
	CHECK_OK(setting_change(cx, "scripts.company", "翠湖物业", 0));
	office_as(cx, 0);
	CHECK_HAS(greeting(cx, "2026-11-24 10:00"), "翠湖物业客户服务中心");
}

TEST(scenario_3_g_4_the_festival_greeting_stands_on_its_day_and_the_normal_one_on_the_next)
{
	struct ctx *cx = office("2026-02-16 10:00");

	CHECK_HAS(greeting(cx, "2026-02-16 10:00"), "您好");
	CHECK_HAS(greeting(cx, "2026-02-17 10:00"), "春节快乐");
	CHECK_HAS(greeting(cx, "2026-02-18 10:00"), "您好");
	/* one of the office's own, and one that the office does not want */
	CHECK_OK(festival_set(cx, civil_day_of(office_at("2026-03-03 08:00"), ZONE_SHANGHAI), "元宵节"));
	CHECK_OK(festival_set(cx, civil_day_of(office_at("2026-05-01 08:00"), ZONE_SHANGHAI), ""));
	CHECK_HAS(greeting(cx, "2026-03-03 10:00"), "元宵节快乐");
	CHECK_HAS(greeting(cx, "2026-05-01 10:00"), "您好");
}

TEST(a_new_version_of_a_script_is_said_from_its_date_on)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct script list[SCRIPTS];

	CHECK_ERR(script_change(cx, SCRIPT_OFFICE, " ", 0), ERR_INVALID);
	CHECK_ERR(script_change(cx, SCRIPT_OFFICE, "x", office_at("2026-11-01 08:00")), ERR_INVALID);
	CHECK_OK(script_change(cx, SCRIPT_OFFICE, "{公司名}您好", office_at("2026-12-01 00:00")));
	CHECK_OK(script_list(cx, list));
	CHECK_HAS(list[0].said, "请问有什么可以帮您");
	CHECK_STR(list[0].next_text, "{公司名}您好");
	CHECK_STR(greeting(cx, "2026-12-01 10:00"), "安居苑您好");
}

TEST(an_emergency_word_brings_its_card_and_an_ordinary_leak_does_not)
{
	static const struct {
		const char *text;
		int kind;
	} said[] = {
		{ "厨房着火了，有烟", EMERGENCY_FIRE },   { "有人被困在电梯里，困梯了", EMERGENCY_LIFT },
		{ "楼道里有燃气味道", EMERGENCY_GAS },     { "家里漏水淹了", EMERGENCY_FLOOD },
		{ "大门口有人受伤", EMERGENCY_INJURY },    { "楼下在打架", EMERGENCY_FIGHT },
	};
	struct ctx *cx = office("2026-11-23 10:00");
	struct emergency *list;
	size_t count;

	for (size_t i = 0; i < COUNT(said); i++) {
		CHECK_OK(emergency_match(cx, said[i].text, &list, &count));
		CHECK_INT(count, 1);
		CHECK_INT(list[0].kind, said[i].kind);
	}
	CHECK_OK(emergency_match(cx, "厨房水龙头漏水", &list, &count));
	CHECK_INT(count, 0);
	CHECK_OK(emergency_match(cx, "", &list, &count));
	CHECK_INT(count, 0);
}

TEST(a_changed_card_counts_from_then_on)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct emergency list[EMERGENCIES], *found;
	size_t count;

	CHECK_OK(emergency_list(cx, list));
	list[0].words = "冒火、走水";
	CHECK_OK(emergency_change(cx, &list[0]));
	CHECK_OK(emergency_match(cx, "厨房走水了", &found, &count));
	CHECK_INT(count, 1);
	CHECK_OK(emergency_match(cx, "着火了", &found, &count));
	CHECK_INT(count, 0);
}
