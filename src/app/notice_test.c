#include "app/notice.h"
#include "app/setting.h"
#include "office.h"

struct told {
	int64_t id, account_id, post_id;
	const char *title;
	int times;
	int64_t read_at;
};
static const struct field told_fields[] = {
	FIELD(told, id, 0),    FIELD(told, account_id, 0), FIELD(told, post_id, 0),
	FIELD(told, title, 0), FIELD(told, times, 0),	   FIELD(told, read_at, 0),
};

static size_t told(struct ctx *cx, struct told **ret)
{
	size_t count;

	CHECK_OK(store_list(cx,
			    SQL("SELECT id, account_id, post_id, title, times, read_at FROM notice"
				" WHERE community_id = ? ORDER BY id LIMIT 1000"),
			    BINDS(cx->community), FIELDS(told, told_fields), ret, &count));
	return count;
}

static int64_t post_of(struct ctx *cx, int64_t account)
{
	int64_t post;

	CHECK_OK(store_int(cx,
			   SQL("SELECT post_id FROM staff_post WHERE community_id = ?"
			       " AND account_id = ?"),
			   BINDS(cx->community, account), &post));
	return post;
}

static void take_post(struct ctx *cx, int64_t account, int64_t post, int64_t until)
{
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff_post (community_id, account_id, post_id, from_at,"
				" until_at) VALUES (?, ?, ?, ?, ?)"),
			    BINDS(cx->community, account, post, cx->now - 1, until)));
}

static void leave(struct ctx *cx, int64_t account)
{
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE staff_post SET until_at = ?"
				" WHERE community_id = ? AND account_id = ?"),
			    BINDS(cx->now, cx->community, account)));
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE staff SET left_on = 20000"
				" WHERE community_id = ? AND account_id = ?"),
			    BINDS(cx->community, account)));
}

TEST(a_notice_is_a_row_of_the_person_and_counts_as_unread)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK), unread;
	struct told *list;

	CHECK_OK(notice_tell(cx, &(struct notice){ .account = lin, .kind = "assigned",
						   .subject = "request", .subject_id = 7,
						   .title = "派给您：水管漏水" }));
	CHECK_INT(told(cx, &list), 1);
	CHECK_INT(list[0].account_id, lin);
	office_as(cx, lin);
	CHECK_OK(notice_unread(cx, &unread));
	CHECK_INT(unread, 1);
	office_as(cx, office_person(cx, "wang", ROLE_FRONT_DESK));
	CHECK_OK(notice_unread(cx, &unread));
	CHECK_INT(unread, 0);
}

TEST(a_notice_to_a_post_reaches_each_who_holds_it_now_and_nobody_else)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_SUPERVISOR), post = post_of(cx, lin);
	int64_t wang = office_person(cx, "wang", ROLE_STEWARD);
	int64_t old = office_person(cx, "old", ROLE_STEWARD);
	struct told *list;

	take_post(cx, wang, post, 0);
	take_post(cx, old, post, cx->now);
	CHECK_OK(notice_tell(cx, &(struct notice){ .post = post, .kind = "escalation",
						   .title = "逾期" }));
	CHECK_INT(told(cx, &list), 2);
	CHECK(list[0].account_id != list[1].account_id);
	for (size_t i = 0; i < 2; i++) {
		CHECK(list[i].account_id == lin || list[i].account_id == wang);
		CHECK_INT(list[i].post_id, post);
	}
}

TEST(who_stands_in_for_a_person_or_a_holder_is_told_too_while_the_term_runs)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_SUPERVISOR), post = post_of(cx, lin);
	int64_t wang = office_person(cx, "wang", ROLE_STEWARD);
	struct told *list;

	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO deputy (community_id, id, account_id, deputy_id, from_at,"
				" until_at, reason, created_at) VALUES (?, 1, ?, ?, ?, ?, '休假', ?)"),
			    BINDS(cx->community, lin, wang, cx->now, cx->now + DAYS(1), cx->now)));
	CHECK_OK(notice_tell(cx, &(struct notice){ .post = post, .kind = "a", .title = "一" }));
	CHECK_INT(told(cx, &list), 2);
	CHECK_OK(notice_tell(cx, &(struct notice){ .account = lin, .kind = "a", .title = "二" }));
	CHECK_INT(told(cx, &list), 4);
	cx->now += DAYS(1);
	CHECK_OK(notice_tell(cx, &(struct notice){ .post = post, .kind = "a", .title = "三" }));
	CHECK_OK(notice_tell(cx, &(struct notice){ .account = lin, .kind = "a", .title = "四" }));
	CHECK_INT(told(cx, &list), 6);
	CHECK_INT(list[5].account_id, lin);
}

TEST(the_same_matter_told_again_within_the_window_is_one_notice_with_a_count)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	struct notice n = { .account = lin, .kind = "warning", .title = "还剩 20%",
			    .merge = "request 7" };
	struct told *list;

	CHECK_OK(setting_change(cx, "notices.merge_minutes", "10", 0));
	CHECK_OK(notice_tell(cx, &n));
	cx->now += MINUTES(5);
	n.title = "还剩 10%";
	CHECK_OK(notice_tell(cx, &n));
	CHECK_INT(told(cx, &list), 1);
	CHECK_INT(list[0].times, 2);
	CHECK_STR(list[0].title, "还剩 10%");
	cx->now += MINUTES(6);
	CHECK_OK(notice_tell(cx, &n));
	CHECK_INT(told(cx, &list), 2);
}

TEST(a_merged_notice_is_unread_again_only_when_it_says_something_new)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK), unread;
	struct notice n = { .account = lin, .kind = "warning", .title = "还剩 20%", .merge = "a" };

	CHECK_OK(notice_tell(cx, &n));
	CHECK_OK(store_exec(cx, SQL("UPDATE notice SET read_at = 1 WHERE community_id = ?"),
			    BINDS(cx->community)));
	office_as(cx, lin);
	CHECK_OK(notice_tell(cx, &n));
	CHECK_OK(notice_unread(cx, &unread));
	CHECK_INT(unread, 0);
	n.title = "已逾期";
	CHECK_OK(notice_tell(cx, &n));
	CHECK_OK(notice_unread(cx, &unread));
	CHECK_INT(unread, 1);
}

TEST(what_became_urgent_is_not_merged_into_what_may_wait)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_FRONT_DESK);
	struct notice n = { .account = lin, .kind = "warning", .title = "还剩 20%", .merge = "a" };
	struct told *list;

	CHECK_OK(notice_tell(cx, &n));
	n.urgent = true;
	CHECK_OK(notice_tell(cx, &n));
	CHECK_INT(told(cx, &list), 2);
}

TEST(a_notice_to_a_post_that_nobody_holds_is_kept_and_given_to_the_next_holders)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_SUPERVISOR), post = post_of(cx, lin), given;
	int64_t wang = office_person(cx, "wang", ROLE_STEWARD);
	int64_t zhao = office_person(cx, "zhao", ROLE_STEWARD);
	struct told *list;

	leave(cx, lin);
	CHECK_OK(notice_tell(cx, &(struct notice){ .post = post, .kind = "escalation",
						   .title = "逾期", .merge = "a" }));
	CHECK_OK(notice_tell(cx, &(struct notice){ .post = post, .kind = "escalation",
						   .title = "逾期", .merge = "a" }));
	CHECK_INT(told(cx, &list), 1);
	CHECK_INT(list[0].account_id, 0);
	CHECK_OK(notice_give(cx, &given));
	CHECK_INT(given, 0);
	take_post(cx, wang, post, 0);
	take_post(cx, zhao, post, 0);
	CHECK_OK(notice_give(cx, &given));
	CHECK_INT(given, 1);
	CHECK_INT(told(cx, &list), 2);
	CHECK(list[0].account_id && list[1].account_id);
	CHECK_OK(notice_give(cx, &given));
	CHECK_INT(given, 0);
	CHECK_INT(told(cx, &list), 2);
}

TEST(a_notice_to_who_has_left_goes_to_the_post_or_to_the_desk)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_TECHNICIAN);
	int64_t chief = office_person(cx, "chief", ROLE_TEAM_LEADER);
	int64_t desk = office_person(cx, "desk", ROLE_FRONT_DESK);
	struct told *list;

	leave(cx, lin);
	CHECK_OK(notice_tell(cx, &(struct notice){ .account = lin, .post = post_of(cx, chief),
						   .kind = "assigned", .title = "派单" }));
	CHECK_OK(notice_tell(cx, &(struct notice){ .account = lin, .kind = "assigned",
						   .title = "派单" }));
	CHECK_INT(told(cx, &list), 2);
	CHECK_INT(list[0].account_id, chief);
	CHECK_INT(list[1].account_id, desk);
}

TEST(telling_costs_at_most_four_statements)
{
	struct ctx *cx = office("2026-11-23 10:00");
	int64_t lin = office_person(cx, "lin", ROLE_TECHNICIAN), before;

	before = store_statements(cx->store);
	CHECK_OK(notice_tell(cx, &(struct notice){ .account = lin, .kind = "assigned",
						   .title = "派单", .merge = "a" }));
	CHECK(store_statements(cx->store) - before <= 4);
}
