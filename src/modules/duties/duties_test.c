#include "modules/duties/duties.h"
#include "app/journal.h"
#include "app/route.h"
#include "modules/people/people.h"
#include "office.h"

static const struct norm answer = { "answer", "答复", "15 (d)", "requests.help_answer_minutes",
				    false, LADDER_DESK };

static int64_t person(struct ctx *cx, int64_t id, const char *name, enum role role)
{
	int64_t post = id + 1000;

	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO account (id, login, name, created_at) VALUES (?, ?, ?, ?)"),
			    BINDS(id, name, name, cx->now)));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO post (community_id, id, name, role) VALUES (?, ?, ?, ?)"),
			    BINDS(cx->community, post, name, (int)role)));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff (community_id, account_id, joined_on) VALUES (?, ?, 1)"),
			    BINDS(cx->community, id)));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff_post (community_id, account_id, post_id, from_at)"
				" VALUES (?, ?, ?, ?)"),
			    BINDS(cx->community, id, post, cx->now - DAYS(30))));
	CHECK_OK(tenure_refresh(cx, id, NULL));
	return post;
}

static struct actor actors[3];

static void be(struct ctx *cx, int who)
{
	cx->actor = &actors[who];
}

enum { DIRECTOR, SUPERVISOR, CLERK };

static struct ctx *staffed(void)
{
	struct ctx *cx = office("2026-11-23 10:00");
	static const enum role roles[] = { ROLE_DIRECTOR, ROLE_SUPERVISOR, ROLE_FRONT_DESK };
	static const char *const names[] = { "甲", "乙", "丙" };

	for (int i = 0; i < 3; i++) {
		(void)person(cx, 501 + i, names[i], roles[i]);
		actors[i] = (struct actor){ .id = 501 + i, .name = names[i], .community = cx->community,
					    .roles = INT64_C(1) << roles[i] };
	}
	return cx;
}

static int64_t owe(struct ctx *cx, int64_t subject, int64_t owner, int64_t post)
{
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_open(cx, &answer, "thing", subject, 0, owner, post, NULL));
	CHECK_OK(obligation_of(cx, "thing", subject, &list, &count));
	return list[count - 1].id;
}

static int64_t seen(struct ctx *cx, enum obligation_view view)
{
	int64_t n;

	CHECK_OK(obligation_count_view(cx, view, false, &n));
	return n;
}

TEST(waiving_takes_a_reason_and_a_second_person)
{
	struct ctx *cx = staffed();
	int64_t id = owe(cx, 7, 503, 0);
	struct obligation o;

	be(cx, SUPERVISOR);
	CHECK_ERR(duty_waive(cx, id, " "), ERR_INVALID);
	CHECK_OK(duty_waive(cx, id, "业主已出国"));
	CHECK_ERR(duty_agree(cx, id), ERR_FORBIDDEN);
	CHECK_ERR(duty_waive(cx, id, "再来"), ERR_CONFLICT);
	CHECK_INT(seen(cx, VIEW_WAIVE), 1);
	be(cx, CLERK);
	CHECK_ERR(duty_agree(cx, id), ERR_FORBIDDEN);
	be(cx, DIRECTOR);
	CHECK_OK(duty_agree(cx, id));
	CHECK_OK(obligation_get(cx, id, &o));
	CHECK_INT(o.state, OBLIGATION_WAIVED);
	CHECK_STR(o.waive_by_name, "乙");
	CHECK_STR(o.waived_by_name, "甲");
	CHECK_ERR(duty_agree(cx, id), ERR_CONFLICT);
}

TEST(who_owes_it_cannot_agree_to_waive_it)
{
	struct ctx *cx = staffed();
	int64_t id = owe(cx, 7, 501, 0);

	be(cx, CLERK);
	CHECK_OK(duty_waive(cx, id, "说好了"));
	be(cx, DIRECTOR);
	CHECK_ERR(duty_agree(cx, id), ERR_FORBIDDEN);
	be(cx, SUPERVISOR);
	CHECK_OK(duty_agree(cx, id));
}

TEST(a_refused_waiver_stays_owed_and_may_be_asked_again)
{
	struct ctx *cx = staffed();
	int64_t id = owe(cx, 7, 503, 0);
	struct obligation o;

	be(cx, CLERK);
	CHECK_OK(duty_waive(cx, id, "忙"));
	be(cx, SUPERVISOR);
	CHECK_ERR(duty_refuse(cx, id, ""), ERR_INVALID);
	CHECK_OK(duty_refuse(cx, id, "不是理由"));
	CHECK_OK(obligation_get(cx, id, &o));
	CHECK_INT(o.state, OBLIGATION_OPEN);
	be(cx, CLERK);
	CHECK_OK(duty_waive(cx, id, "业主撤回"));
}

TEST(the_board_shows_mine_my_posts_and_the_offices)
{
	struct ctx *cx = staffed();

	(void)owe(cx, 7, 503, 0);
	(void)owe(cx, 8, 0, 1503);
	(void)owe(cx, 9, 0, 1502);
	be(cx, CLERK);
	CHECK_INT(seen(cx, VIEW_MINE), 1);
	CHECK_INT(seen(cx, VIEW_POSTS), 1);
	CHECK_INT(seen(cx, VIEW_OFFICE), 3);
}

TEST(the_overdue_come_first)
{
	struct ctx *cx = staffed();
	struct obligation_filter f = { 0 };
	struct obligation *list;
	size_t count;
	int64_t late = owe(cx, 7, 503, 0);

	cx->now += MINUTES(30);
	(void)owe(cx, 8, 503, 0);
	be(cx, CLERK);
	CHECK_OK(obligation_list(cx, &f, &list, &count));
	CHECK_INT(count, 2);
	CHECK_INT(list[0].id, late);
	CHECK(list[0].overdue && !list[1].overdue);
}

TEST(who_is_kept_off_a_record_sees_none_of_its_duties)
{
	struct ctx *cx = staffed();
	int64_t id = owe(cx, 7, 0, 1503);
	struct obligation o;

	CHECK_OK(obligation_hide(cx, "thing", 7, 503));
	be(cx, CLERK);
	CHECK_INT(seen(cx, VIEW_OFFICE), 0);
	CHECK_INT(seen(cx, VIEW_POSTS), 0);
	CHECK_ERR(obligation_get(cx, id, &o), ERR_NOT_FOUND);
	be(cx, SUPERVISOR);
	CHECK_INT(seen(cx, VIEW_OFFICE), 1);
}

/* ---- deputies ---- */

static struct deputy_new away(struct ctx *cx, int64_t who, int64_t deputy, int days)
{
	int today = civil_day_of(cx->now, ZONE_SHANGHAI);

	return (struct deputy_new){ who, deputy, 0, today + days - 1, "年假" };
}

static int64_t roles(struct ctx *cx, int64_t account)
{
	int64_t n;

	CHECK_OK(store_int(cx, SQL("SELECT roles FROM staff WHERE community_id = ? AND account_id = ?"),
			   BINDS(cx->community, account), &n));
	return n;
}

TEST(a_deputy_has_the_duties_and_the_rights_from_the_first_day_to_the_last)
{
	struct ctx *cx = staffed();
	struct deputy_new in = away(cx, 0, 503, 2);
	int64_t id;

	(void)owe(cx, 7, 502, 0);
	(void)owe(cx, 8, 0, 1502);
	be(cx, SUPERVISOR);
	CHECK_OK(deputy_add(cx, &in, &id));
	CHECK(roles(cx, 503) & (1 << ROLE_SUPERVISOR));
	be(cx, CLERK);
	CHECK_INT(seen(cx, VIEW_MINE), 1);
	CHECK_INT(seen(cx, VIEW_POSTS), 1);
	cx->now = office_at("2026-11-25 00:00");
	CHECK_OK(tenure_refresh_all(cx));
	CHECK_INT(roles(cx, 503), 1 << ROLE_FRONT_DESK);
	CHECK_INT(seen(cx, VIEW_MINE), 0);
}

TEST(nobody_names_a_deputy_for_another_without_the_right_to)
{
	struct ctx *cx = staffed();
	struct deputy_new in = away(cx, 502, 503, 2);
	int64_t id;

	be(cx, CLERK);
	CHECK_ERR(deputy_add(cx, &in, &id), ERR_FORBIDDEN);
	be(cx, DIRECTOR);
	CHECK_OK(deputy_add(cx, &in, &id));
}

TEST(a_deputy_of_a_deputy_is_refused)
{
	struct ctx *cx = staffed();
	struct deputy_new first = away(cx, 0, 503, 5), second = away(cx, 0, 501, 2);
	int64_t id;

	be(cx, SUPERVISOR);
	CHECK_OK(deputy_add(cx, &first, &id));
	be(cx, CLERK);
	CHECK_ERR(deputy_add(cx, &second, &id), ERR_CONFLICT);
}

TEST(a_deputy_for_oneself_or_for_a_day_gone_by_is_refused)
{
	struct ctx *cx = staffed();
	struct deputy_new self = away(cx, 0, 502, 2), past = away(cx, 0, 503, 0);
	int64_t id;

	be(cx, SUPERVISOR);
	CHECK_ERR(deputy_add(cx, &self, &id), ERR_INVALID);
	CHECK_ERR(deputy_add(cx, &past, &id), ERR_INVALID);
}

TEST(when_a_person_leaves_so_do_the_deputies)
{
	struct ctx *cx = staffed();
	struct deputy_new in = away(cx, 0, 503, 5);
	int64_t id;

	be(cx, SUPERVISOR);
	CHECK_OK(deputy_add(cx, &in, &id));
	be(cx, DIRECTOR);
	CHECK_OK(deputy_person_left(cx, 502));
	CHECK_INT(roles(cx, 503), 1 << ROLE_FRONT_DESK);
	CHECK_ERR(deputy_end(cx, id), ERR_CONFLICT);
}
