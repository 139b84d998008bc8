#include "modules/residents/preference.h"
#include "office.h"

static struct ctx *begin(int64_t *ret_person)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct room room = { .room = "3-2-501" };
	struct resident in = { .name = "王秀兰", .relation = RELATION_OWNER };
	enum put put;
	bool changed;

	CHECK_OK(room_put(cx, &room, &room.id, &put));
	CHECK_OK(room_get(cx, room.id, &room));
	CHECK_OK(resident_put(cx, &room, &in, ret_person, &changed));
	office_as(cx, office_person(cx, "lin", ROLE_FRONT_DESK));
	return cx;
}

TEST(health_a_child_and_a_birthday_are_kept_only_with_their_own_consent)
{
	int64_t person;
	struct ctx *cx = begin(&person);
	struct preference p = { .person_id = person, .health = "高血压" };

	CHECK_ERR(preference_set(cx, &p), ERR_INVALID);
	CHECK_STR(cx->errors->field, "health");
	CHECK_OK(consent_give(cx, person, CONSENT_MARKETING, "书面"));
	CHECK_ERR(preference_set(cx, &p), ERR_INVALID);
	CHECK_OK(consent_give(cx, person, CONSENT_HEALTH, "书面"));
	CHECK_OK(preference_set(cx, &p));
	p.has_child = true;
	CHECK_ERR(preference_set(cx, &p), ERR_INVALID);
	p.has_child = false;
	p.birthday = 305;
	CHECK_ERR(preference_set(cx, &p), ERR_INVALID);
	CHECK_OK(consent_give(cx, person, CONSENT_BIRTHDAY, "微信"));
	CHECK_OK(preference_set(cx, &p));
}

TEST(consent_withdrawn_erases_what_rested_on_it_and_keeps_its_dates)
{
	int64_t person;
	struct ctx *cx = begin(&person);
	struct preference p = { .person_id = person, .health = "高血压", .address = "王老师" };
	struct consent *list;
	size_t count;
	bool holds;

	CHECK_OK(consent_give(cx, person, CONSENT_HEALTH, "书面"));
	CHECK_OK(preference_set(cx, &p));
	cx->now += DAYS(3);
	CHECK_OK(consent_withdraw(cx, person, CONSENT_HEALTH));
	CHECK_OK(preference_get(cx, person, &p));
	CHECK_STR(p.health, "");
	CHECK_STR(p.address, "王老师");
	CHECK_OK(consent_holds(cx, person, CONSENT_HEALTH, &holds));
	CHECK(!holds);
	CHECK_OK(consent_of(cx, person, &list, &count));
	CHECK_INT(count, 1);
	CHECK_INT(list[0].withdrawn_at - list[0].given_at, DAYS(3));
	CHECK_ERR(consent_withdraw(cx, person, CONSENT_HEALTH), ERR_CONFLICT);
}

TEST(two_rows_of_one_person_keep_the_wish_not_to_be_disturbed)
{
	int64_t person, other;
	struct ctx *cx = begin(&person);
	struct room room;
	struct resident in = { .name = "王秀", .relation = RELATION_FAMILY };
	struct preference p = { .no_disturb = true };
	bool changed;

	CHECK_OK(room_find(cx, "3-2-501", &room));
	CHECK_OK(resident_put(cx, &room, &in, &other, &changed));
	p.person_id = other;
	CHECK_OK(preference_set(cx, &p));
	CHECK_OK(person_merge(cx, other, person));
	CHECK_OK(preference_get(cx, person, &p));
	CHECK(p.no_disturb);
}

TEST(hours_are_a_span_of_the_day)
{
	int64_t person;
	struct ctx *cx = begin(&person);
	struct preference p = { .person_id = person, .hours_from = 1080, .hours_until = 540 };

	CHECK_ERR(preference_set(cx, &p), ERR_INVALID);
	p.hours_until = 1200;
	CHECK_OK(preference_set(cx, &p));
	CHECK(preference_suits(&p, 1100));
	CHECK(!preference_suits(&p, 600));
}
