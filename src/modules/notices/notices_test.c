#include "modules/notices/notices.h"
#include "modules/requests/requests.h"
#include "office.h"

static void tell(struct ctx *cx, int64_t account, const char *title)
{
	CHECK_OK(notice_tell(cx, &(struct notice){ .account = account, .kind = "assigned",
						   .subject = "request", .subject_id = 7,
						   .title = title }));
}

TEST(a_person_sees_the_own_notices_newest_first_each_leading_to_its_record)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	int64_t wang = office_person(cx, "wang", ROLE_FRONT_DESK);
	struct notice_row *list;
	size_t count;

	tell(cx, lin, "第一条");
	tell(cx, wang, "别人的");
	tell(cx, lin, "第二条");
	office_as(cx, lin);
	CHECK_OK(notice_list(cx, &(struct notice_filter){ 0 }, &list, &count));
	CHECK_INT(count, 2);
	CHECK_STR(list[0].title, "第二条");
	CHECK_STR(list[0].path, "/requests/7");
	CHECK(list[0].unread);
	CHECK_OK(notice_list(cx, &(struct notice_filter){ .after = list[0].id }, &list, &count));
	CHECK_INT(count, 1);
	CHECK_STR(list[0].title, "第一条");
}

TEST(a_person_marks_only_the_own_notices_as_read)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK), read, unread;
	int64_t wang = office_person(cx, "wang", ROLE_DIRECTOR);
	struct notice_row *list, n;
	size_t count;

	tell(cx, lin, "一");
	tell(cx, lin, "二");
	office_as(cx, lin);
	CHECK_OK(notice_list(cx, &(struct notice_filter){ .unread = true }, &list, &count));
	CHECK_INT(count, 2);
	office_as(cx, wang);
	CHECK_ERR(notice_read(cx, list[0].id), ERR_NOT_FOUND);
	CHECK_OK(notice_read_all(cx, &read));
	CHECK_INT(read, 0);
	office_as(cx, lin);
	CHECK_OK(notice_read(cx, list[0].id));
	cx->now += MINUTES(5);
	CHECK_OK(notice_read(cx, list[0].id));
	CHECK_OK(notice_get(cx, list[0].id, &n));
	CHECK_INT(n.read_at, cx->now - MINUTES(5));
	CHECK_OK(notice_read_all(cx, &read));
	CHECK_INT(read, 1);
	CHECK_OK(notice_unread(cx, &unread));
	CHECK_INT(unread, 0);
}

TEST(the_bell_counts_no_further_than_a_hundred)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK), unread;

	for (int i = 0; i < NOTICE_UNREAD_MOST + 5; i++)
		tell(cx, lin, "一");
	office_as(cx, lin);
	CHECK_OK(notice_unread(cx, &unread));
	CHECK_INT(unread, NOTICE_UNREAD_MOST);
}

static int step(struct ctx *cx, int64_t id, const char *action, const char *name, int64_t who)
{
	struct request_record q;
	struct input in;

	input_init(&in, cx->arena);
	input_add(&in, name, arena_printf(cx->arena, "%" PRId64, who));
	input_add(&in, "short_handed", "1");
	return request_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &q);
}

TEST(who_is_dispatched_or_sent_is_told_and_led_to_the_request)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	int64_t worker = office_person(cx, "worker", ROLE_TECHNICIAN);
	int64_t guard = office_person(cx, "guard", ROLE_GUARD);
	struct request_intake repair = { .kind = KIND_REPAIR, .text = "厨房水龙头漏水",
					 .place = "大堂", .public_area = true };
	struct request_intake help = { .kind = KIND_HELP, .help_class = HELP_CRIME,
				       .text = "电动车被偷", .place = "车棚", .public_area = true };
	struct request_record q;
	struct notice_row *list;
	size_t count;

	office_as(cx, lin);
	CHECK_OK(request_open(cx, &repair, &q));
	CHECK_OK(step(cx, q.id, "dispatch", "assignee", worker));
	office_as(cx, worker);
	CHECK_OK(notice_list(cx, &(struct notice_filter){ 0 }, &list, &count));
	CHECK_INT(count, 1);
	CHECK_STR(list[0].title, "派单：大堂 厨房水龙头漏水");
	CHECK_STR(list[0].path, arena_printf(cx->arena, "/requests/%" PRId64, q.id));
	CHECK(!list[0].urgent);
	office_as(cx, lin);
	CHECK_OK(request_open(cx, &help, &q));
	CHECK_OK(step(cx, q.id, "send", "helpers.0", guard));
	office_as(cx, guard);
	CHECK_OK(notice_list(cx, &(struct notice_filter){ 0 }, &list, &count));
	CHECK_INT(count, 1);
	CHECK_HAS(list[0].title, "请立即前往：车棚");
	CHECK(list[0].urgent);
}
