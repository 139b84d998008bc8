/* Letters of takeover and moving in on the phone: document 14 (c). */
#include "modules/portal/portal_test.h"

/* A letter to Wang for her flat, written down as if it had left. */
static void letter_to(struct ctx *cx, const char *buyers)
{
	struct movein_batch in = {
		.kind = MOVEIN_TAKEOVER, .name = "一期", .sender = "翠湖置业", .place = "会所",
		.phone = "0755-1234567", .opinion_number = "YS-1", .filing_number = "BA-1",
		.from_on = civil_day_of(cx->now, ZONE_SHANGHAI) + 40,
		.until_on = civil_day_of(cx->now, ZONE_SHANGHAI) + 70,
	};
	struct movein_addressee who = { .room = "3-2-501", .buyers = buyers };
	struct movein_batch b;
	struct input none;
	int64_t id, sent;
	int put;

	input_init(&none, cx->arena);
	input_add(&none, "channel", "post");
	office_as(cx, desk_a);
	CHECK_OK(movein_batch_create(cx, &in, &id));
	CHECK_OK(movein_batch_get(cx, id, &b));
	CHECK_OK(movein_notice_put(cx, &b, &who, &put));
	office_as(cx, supervisor);
	CHECK_OK(movein_batch_step(cx, id, "verify", 0, &none, ZONE_SHANGHAI, &b));
	office_as(cx, desk_a);
	CHECK_OK(movein_batch_step(cx, id, "issue", 0, &none, ZONE_SHANGHAI, &b));
	CHECK_OK(movein_send_some(cx, 10, &sent));
}

TEST(a_letter_is_read_by_whom_it_is_addressed_to_and_by_no_later_owner_or_family)
{
	struct ctx *cx = home_office_at("2026-03-01 09:00");
	struct movein_notice *rows;
	struct home_user u;
	size_t count;

	letter_to(cx, "王秀兰、周平");
	u = of_person(cx, "3-2-501", "王秀兰");
	CHECK_OK(home_calls(cx, &u, &rows, &count));
	CHECK_INT(count, 1);
	office_as(cx, desk_a);
	u = of_person(cx, "3-2-501", "李强");
	CHECK_OK(home_calls(cx, &u, &rows, &count));
	CHECK_INT(count, 0);
	office_as(cx, desk_a);
	put_person(cx, "3-2-501", "新业主", "13511112222", RELATION_OWNER);
	u = of_person(cx, "3-2-501", "新业主");
	CHECK_OK(home_calls(cx, &u, &rows, &count));
	CHECK_INT(count, 0);
}
