#include "modules/people/people.h"
#include "app/obligation.h"
#include "office.h"

/* One post a role beside the one office_person() makes. */
static int64_t post_with(struct ctx *cx, enum role role)
{
	const char *name = arena_printf(cx->arena, "%s岗", choice_of(role_choices, role)->label);
	int64_t id = id_new(cx->now);

	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO post (community_id, id, name, role)"
				" VALUES (?, ?, ?, ?)"),
			    BINDS(cx->community, id, name, (int)role)));
	return id;
}

/* As office_person(), and able to sign in. */
static int64_t person(struct ctx *cx, const char *login, enum role role)
{
	int64_t id = office_person(cx, login, role);

	CHECK_OK(store_exec(cx, SQL_ALL("UPDATE account SET password_hash = 'x' WHERE id = ?"),
			    BINDS(id)));
	return id;
}

static int64_t roles_of(struct ctx *cx, int64_t id)
{
	struct staff s;

	CHECK_OK(staff_get(cx, id, &s));
	return s.roles;
}

static int give(struct ctx *cx, int64_t id, int64_t post)
{
	return tenure_give(cx, id, &(struct tenure_new){ .post_id = post });
}

static int64_t journal_count(struct ctx *cx, int64_t id, const char *action)
{
	int64_t count;

	CHECK_OK(store_int(cx,
			   SQL("SELECT count(*) FROM journal WHERE community_id = ?"
			       " AND subject = 'account' AND subject_id = ? AND action = ?"),
			   BINDS(cx->community, id, action), &count));
	return count;
}

TEST(a_new_person_is_found_by_name_initials_login_and_phone)
{
	static const char *const words[] = { "林小", "lxy", "LINXY", "5612", "linxy" };
	struct ctx *cx = office("2026-11-23 09:00");
	struct staff_new in = { .login = "LinXY", .name = "林小燕", .phone = "13800005612",
				.role = ROLE_FRONT_DESK };
	struct staff_filter f = { .role = -1, .most = 10 };
	struct staff *rows;
	const char *once;
	size_t count;
	int64_t id, total;

	person(cx, "director", ROLE_DIRECTOR);
	CHECK_OK(staff_add(cx, &in, &id, &once));
	CHECK_INT(strlen(once), 19);
	for (size_t i = 0; i < COUNT(words); i++) {
		f.q = words[i];
		CHECK_OK(staff_list(cx, &f, &rows, &count));
		if (count != 1)
			test_failed(__FILE__, __LINE__, "%s finds %zu", words[i], count);
		CHECK_INT(rows[0].id, id);
		CHECK_STR(rows[0].post_names, "前台接待员");
		CHECK_OK(staff_total(cx, &f, &total));
		CHECK_INT(total, 1);
	}
	f.q = "林%燕";
	CHECK_OK(staff_list(cx, &f, &rows, &count));
	CHECK_INT(count, 0);
	f = (struct staff_filter){ .role = ROLE_DIRECTOR, .state = STAFF_ACTIVE, .most = 10 };
	CHECK_OK(staff_list(cx, &f, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_STR(rows[0].login, "director");
	CHECK_INT(journal_count(cx, id, "hire"), 1);
}

TEST(a_login_is_given_once_and_has_plain_signs)
{
	static const char *const bad[] = { "a", "林小燕", "lin xy", "-lin", "lin/xy", "" };
	struct ctx *cx = office("2026-11-23 09:00");
	struct staff_new in = { .login = "linxy", .name = "林小燕", .role = -1 };
	const char *once;
	int64_t id;

	CHECK_OK(staff_add(cx, &in, &id, &once));
	CHECK_ERR(staff_add(cx, &in, &id, &once), ERR_INVALID);
	CHECK_STR(cx->errors->field, "login");
	for (size_t i = 0; i < COUNT(bad); i++) {
		in.login = bad[i];
		CHECK_ERR(staff_add(cx, &in, &id, &once), ERR_INVALID);
	}
}

TEST(nobody_changes_his_own_posts_or_account)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t admin = person(cx, "admin", ROLE_ADMINISTRATOR);
	int64_t post = post_with(cx, ROLE_FRONT_DESK);
	const char *once;

	person(cx, "second", ROLE_ADMINISTRATOR);
	office_as(cx, admin);
	CHECK_ERR(give(cx, admin, post), ERR_FORBIDDEN);
	CHECK_ERR(tenure_end(cx, admin, post), ERR_FORBIDDEN);
	CHECK_ERR(staff_dismiss(cx, admin, 0), ERR_FORBIDDEN);
	CHECK_ERR(staff_reset(cx, admin, 0, &once), ERR_FORBIDDEN);
	CHECK_INT(roles_of(cx, admin), 1 << ROLE_ADMINISTRATOR);
}

/* Every role × every role: the director appoints all but administrators, the deputy all but those
 * and the director; what anybody else lacks himself he cannot give to a mate. */
TEST(a_role_is_given_only_by_who_stands_above_it)
{
	struct ctx *cx = office("2026-11-23 09:00");

	for (int giver = 0; giver < ROLES; giver++) {
		const char *login = arena_printf(cx->arena, "giver%d", giver);
		int64_t me = person(cx, login, (enum role)giver);
		for (int given = 0; given < ROLES; given++) {
			int64_t mate, post;
			bool may = role_may((enum role)giver, PERM_PEOPLE_WRITE), covers = true;
			office_as(cx, 0);
			login = arena_printf(cx->arena, "f%d.%d", giver, given);
			mate = person(cx, login, ROLE_FRONT_DESK);
			CHECK_OK(store_int(cx,
					   SQL("SELECT max(id) FROM post WHERE community_id = ?"
					       " AND role = ?"),
					   BINDS(cx->community, given), &post));
			if (!post)
				post = post_with(cx, (enum role)given);
			for (int p = 1; p < PERMISSIONS; p++)
				if (role_may((enum role)given, (enum permission)p) &&
				    !role_may((enum role)giver, (enum permission)p))
					covers = false;
			if (giver == ROLE_DIRECTOR)
				covers = true;
			if (giver == ROLE_DEPUTY_DIRECTOR)
				covers = given != ROLE_DIRECTOR;
			may = may && (giver == ROLE_ADMINISTRATOR ||
				      (covers && given != ROLE_ADMINISTRATOR));
			if (given == ROLE_FRONT_DESK)
				post = post_with(cx, ROLE_FRONT_DESK);
			office_as(cx, me);
			CHECK_ERR(give(cx, mate, post), may ? OK : ERR_FORBIDDEN);
			CHECK_INT(!!(roles_of(cx, mate) & (1 << given)),
				  may || given == ROLE_FRONT_DESK);
			office_as(cx, 0);
			CHECK_OK(store_exec(cx,
					    SQL("UPDATE post SET name = name || CAST(id AS TEXT)"
						" WHERE community_id = ?"),
					    BINDS(cx->community)));
		}
	}
}

TEST(an_administrator_is_managed_by_administrators_alone)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t director = person(cx, "director", ROLE_DIRECTOR);
	int64_t admin = person(cx, "admin", ROLE_ADMINISTRATOR);
	int64_t second = person(cx, "second", ROLE_ADMINISTRATOR);
	const char *once;

	office_as(cx, director);
	CHECK_ERR(staff_dismiss(cx, admin, 0), ERR_FORBIDDEN);
	CHECK_ERR(staff_reset(cx, admin, 0, &once), ERR_FORBIDDEN);
	CHECK_ERR(staff_edit(cx, admin, 0, &(struct staff_edit){ .name = "x" }), ERR_FORBIDDEN);
	office_as(cx, second);
	CHECK_OK(staff_reset(cx, admin, 0, &once));
	CHECK_OK(staff_dismiss(cx, admin, 0));
}

TEST(a_password_is_reset_only_by_who_stands_above_the_post)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t director = person(cx, "director", ROLE_DIRECTOR);
	int64_t deputy = person(cx, "deputy", ROLE_DEPUTY_DIRECTOR);
	int64_t guard = person(cx, "guard", ROLE_GUARD_LEADER);
	const char *once;

	office_as(cx, deputy);
	CHECK_ERR(staff_reset(cx, director, 0, &once), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_OK(staff_reset(cx, deputy, 0, &once));
	CHECK_OK(staff_edit(cx, guard, 0, &(struct staff_edit){ .name = "周强" }));
	CHECK_OK(staff_dismiss(cx, guard, 0));
}

TEST(a_deputy_manages_nobody_above_him)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t director = person(cx, "director", ROLE_DIRECTOR);
	int64_t deputy = person(cx, "deputy", ROLE_DEPUTY_DIRECTOR);
	int64_t desk = person(cx, "linxy", ROLE_FRONT_DESK);
	int64_t post, extra = post_with(cx, ROLE_STEWARD);

	CHECK_OK(store_int(cx,
			   SQL("SELECT post_id FROM staff_post WHERE community_id = ?"
			       " AND account_id = ?"),
			   BINDS(cx->community, director), &post));
	office_as(cx, deputy);
	CHECK_ERR(staff_dismiss(cx, director, 0), ERR_FORBIDDEN);
	CHECK_ERR(tenure_end(cx, director, post), ERR_FORBIDDEN);
	CHECK_ERR(give(cx, director, extra), ERR_FORBIDDEN);
	CHECK_ERR(staff_sign_out(cx, director), ERR_FORBIDDEN);
	CHECK_ERR(staff_edit(cx, director, 0, &(struct staff_edit){ .name = "x" }), ERR_FORBIDDEN);
	CHECK_OK(staff_edit(cx, desk, 0, &(struct staff_edit){ .name = "林小燕" }));
	CHECK_OK(staff_sign_out(cx, desk));
	CHECK_OK(staff_dismiss(cx, desk, 0));
}

TEST(the_last_administrator_stays)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t admin = person(cx, "admin", ROLE_ADMINISTRATOR), post, second;

	CHECK_OK(store_int(cx, SQL("SELECT id FROM post WHERE community_id = ? AND name = 'admin'"),
			   BINDS(cx->community), &post));
	office_commit(cx);
	CHECK_ERR(staff_dismiss(cx, admin, 0), ERR_CONFLICT);
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
	CHECK_ERR(tenure_end(cx, admin, post), ERR_CONFLICT);
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
	CHECK_INT(roles_of(cx, admin), 1 << ROLE_ADMINISTRATOR);
	second = person(cx, "second", ROLE_ADMINISTRATOR);
	CHECK_OK(tenure_end(cx, admin, post));
	CHECK_INT(roles_of(cx, admin), 0);
	/* one who cannot sign in does not count */
	CHECK_OK(give(cx, admin, post));
	CHECK_OK(store_exec(cx, SQL_ALL("UPDATE account SET password_hash = NULL WHERE id = ?"),
			    BINDS(second)));
	CHECK_ERR(staff_dismiss(cx, admin, 0), ERR_CONFLICT);
}

TEST(dismissal_ends_sessions_tokens_and_posts_at_once)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t admin = person(cx, "admin", ROLE_ADMINISTRATOR);
	int64_t id = person(cx, "linxy", ROLE_FRONT_DESK), token;
	char cookie[SESSION_COOKIE], text[TOKEN_TEXT];
	struct tenure *held;
	struct actor who;
	struct staff s;
	const char *hash;
	size_t count;
	bool touch;

	CHECK_OK(session_open(cx, id, 1, NULL, NULL, cookie));
	CHECK_OK(people_token(cx, id, "来电盒", &token, text));
	CHECK_OK(tenure_give(cx, id,
			     &(struct tenure_new){ .post_id = post_with(cx, ROLE_STEWARD),
						   .from_on = civil_day_of(cx->now, 480) + 7 }));
	cx->now += 1000;
	CHECK_OK(session_actor(cx, cookie, &who, &hash, &touch));
	CHECK_OK(token_actor(cx, text, 0, &who, &hash, &touch));
	office_as(cx, admin);
	CHECK_OK(staff_dismiss(cx, id, 0));
	CHECK_ERR(session_actor(cx, cookie, &who, &hash, &touch), ERR_UNAUTHENTICATED);
	CHECK_ERR(token_actor(cx, text, 0, &who, &hash, &touch), ERR_UNAUTHENTICATED);
	CHECK_OK(tenure_list(cx, id, false, &held, &count));
	CHECK_INT(count, 0);
	CHECK_OK(staff_get(cx, id, &s));
	CHECK_INT(s.state, STAFF_LEFT);
	CHECK_INT(s.roles, 0);
	CHECK_INT(journal_count(cx, id, "dismiss"), 1);
	/* and again: the state does not allow it */
	CHECK_ERR(staff_dismiss(cx, id, 0), ERR_CONFLICT);
	CHECK_OK(staff_reinstate(cx, id, 0));
	CHECK_OK(staff_get(cx, id, &s));
	CHECK_INT(s.state, STAFF_ACTIVE);
	CHECK_INT(s.roles, 0);
	CHECK_ERR(session_actor(cx, cookie, &who, &hash, &touch), ERR_UNAUTHENTICATED);
	CHECK_ERR(token_actor(cx, text, 0, &who, &hash, &touch), ERR_UNAUTHENTICATED);
}

TEST(what_the_dismissed_person_still_owed_is_owed_by_his_post)
{
	static const struct norm arrive = { "arrive", "到场", "16 (d)", "requests.arrive_minutes",
					    true };
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = person(cx, "linxy", ROLE_FRONT_DESK), mate = person(cx, "wang", ROLE_STEWARD);
	struct obligation *list;
	size_t count;
	int64_t post, noted;

	CHECK_OK(store_int(cx,
			   SQL("SELECT post_id FROM staff_post WHERE community_id = ?"
			       " AND account_id = ?"),
			   BINDS(cx->community, id), &post));
	CHECK_OK(obligation_open(cx, &arrive, "request", 1, 0, id, 0, NULL));
	CHECK_OK(obligation_open(cx, &arrive, "request", 2, 0, id, 0, NULL));
	CHECK_OK(obligation_open(cx, &arrive, "request", 3, 0, mate, 0, NULL));
	CHECK_OK(obligation_open(cx, &arrive, "request", 4, 0, id, 0, NULL));
	CHECK_OK(obligation_meet(cx, "request", 4, "arrive", 0));
	cx->now += 1000;
	CHECK_OK(staff_dismiss(cx, id, 0));
	CHECK_OK(obligation_list(cx, &(struct obligation_filter){ 0 }, &list, &count));
	CHECK_INT(count, 3);
	for (size_t i = 0; i < count; i++) {
		bool moved = list[i].subject_id != 3;
		CHECK_INT(list[i].owner_id, moved ? 0 : mate);
		CHECK_INT(list[i].post_id, moved ? post : 0);
	}
	/* what is done stays his */
	CHECK_OK(obligation_of(cx, "request", 4, &list, &count));
	CHECK_INT(list[0].owner_id, id);
	CHECK_OK(store_int(cx,
			   SQL("SELECT count(*) FROM journal WHERE community_id = ?"
			       " AND action = 'dismiss' AND note LIKE '%2 项应办事项%'"),
			   BINDS(cx->community), &noted));
	CHECK_INT(noted, 1);
}

TEST(a_reset_password_ends_sessions_and_tokens)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t admin = person(cx, "admin", ROLE_ADMINISTRATOR);
	int64_t id = person(cx, "linxy", ROLE_FRONT_DESK), token;
	char cookie[SESSION_COOKIE], text[TOKEN_TEXT];
	struct actor who;
	struct staff s;
	const char *hash, *once;
	bool touch;

	CHECK_OK(session_open(cx, id, 1, NULL, NULL, cookie));
	CHECK_OK(people_token(cx, id, "来电盒", &token, text));
	office_as(cx, admin);
	CHECK_OK(staff_reset(cx, id, 0, &once));
	CHECK_ERR(session_actor(cx, cookie, &who, &hash, &touch), ERR_UNAUTHENTICATED);
	CHECK_ERR(token_actor(cx, text, 0, &who, &hash, &touch), ERR_UNAUTHENTICATED);
	CHECK_OK(staff_get(cx, id, &s));
	CHECK(s.must_change_password);
}

TEST(a_post_begins_and_ends_by_the_clock)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = person(cx, "zhaomin", ROLE_SUPERVISOR);
	int64_t post = post_with(cx, ROLE_DEPUTY_DIRECTOR);
	int32_t today = civil_day_of(cx->now, ZONE_SHANGHAI);
	struct tenure_new week = { .post_id = post, .from_on = today + 1, .until_on = today + 7 };
	const int64_t both = 1 << ROLE_SUPERVISOR | 1 << ROLE_DEPUTY_DIRECTOR;

	CHECK_OK(tenure_give(cx, id, &week));
	CHECK_INT(roles_of(cx, id), 1 << ROLE_SUPERVISOR);
	cx->now = office_at("2026-11-23 23:59");
	CHECK_OK(tenure_refresh_all(cx));
	CHECK_INT(roles_of(cx, id), 1 << ROLE_SUPERVISOR);
	cx->now = office_at("2026-11-24 00:00");
	CHECK_OK(tenure_refresh_all(cx));
	CHECK_INT(roles_of(cx, id), both);
	CHECK_INT(journal_count(cx, id, "roles"), 1);
	CHECK_OK(tenure_refresh_all(cx));
	CHECK_INT(journal_count(cx, id, "roles"), 1);
	cx->now = office_at("2026-11-30 23:59");
	CHECK_OK(tenure_refresh_all(cx));
	CHECK_INT(roles_of(cx, id), both);
	cx->now = office_at("2026-12-01 00:00");
	CHECK_OK(tenure_refresh_all(cx));
	CHECK_INT(roles_of(cx, id), 1 << ROLE_SUPERVISOR);
}

TEST(a_post_is_not_given_twice_for_the_same_time_nor_for_yesterday)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = person(cx, "zhaomin", ROLE_SUPERVISOR);
	int64_t post = post_with(cx, ROLE_STEWARD);
	int32_t today = civil_day_of(cx->now, ZONE_SHANGHAI);

	CHECK_ERR(tenure_give(cx, id, &(struct tenure_new){ .post_id = post,
							    .from_on = today - 1 }),
		  ERR_INVALID);
	CHECK_ERR(tenure_give(cx, id, &(struct tenure_new){ .post_id = post,
							    .from_on = today + 3,
							    .until_on = today + 2 }),
		  ERR_INVALID);
	CHECK_OK(give(cx, id, post));
	CHECK_ERR(give(cx, id, post), ERR_INVALID);
	CHECK_OK(tenure_end(cx, id, post));
	CHECK_ERR(tenure_end(cx, id, post), ERR_NOT_FOUND);
	CHECK_OK(give(cx, id, post));
	cx->now += 1000;
	CHECK_OK(tenure_end(cx, id, post));
	CHECK_OK(give(cx, id, post));
	CHECK_INT(journal_count(cx, id, "give_post"), 3);
}

TEST(a_post_somebody_holds_is_not_retired)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = person(cx, "zhaomin", ROLE_SUPERVISOR), post, other;

	CHECK_OK(post_add(cx, &(struct post){ .name = "夜班", .role = ROLE_GUARD }, &post));
	CHECK_ERR(post_add(cx, &(struct post){ .name = "夜班", .role = ROLE_GUARD }, &other),
		  ERR_INVALID);
	CHECK_OK(give(cx, id, post));
	CHECK_ERR(post_retire(cx, post), ERR_CONFLICT);
	cx->now += 1000;
	CHECK_OK(tenure_end(cx, id, post));
	CHECK_OK(post_rename(cx, post, "夜班二组"));
	CHECK_OK(post_retire(cx, post));
	CHECK_ERR(give(cx, id, post), ERR_INVALID);
}

TEST(the_second_of_two_managers_is_told_that_the_record_changed)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = person(cx, "zhaomin", ROLE_SUPERVISOR);
	struct staff s;

	CHECK_OK(staff_get(cx, id, &s));
	CHECK_OK(staff_edit(cx, id, s.version, &(struct staff_edit){ .name = "赵敏" }));
	CHECK_ERR(staff_edit(cx, id, s.version, &(struct staff_edit){ .name = "赵梅" }),
		  ERR_CONFLICT);
	CHECK_ERR(staff_dismiss(cx, id, s.version), ERR_CONFLICT);
	CHECK_OK(staff_get(cx, id, &s));
	CHECK_STR(s.name, "赵敏");
	CHECK_INT(s.state, STAFF_ACTIVE);
}

/* A second community where the same account is a steward. */
static void serve_elsewhere(struct ctx *cx, int64_t id)
{
	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO community (id, name, zone_minutes, created_at)"
				    " VALUES (2, '翠湖花园', 480, 1)"),
			    BINDS()));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff (community_id, account_id, roles, joined_on)"
				" VALUES (2, ?, ?, 1)"),
			    BINDS(id, 1 << ROLE_STEWARD)));
}

TEST(who_leaves_one_of_two_communities_stays_in_the_other)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = person(cx, "linxy", ROLE_FRONT_DESK);
	char here[SESSION_COOKIE], there[SESSION_COOKIE];
	struct actor who;
	const char *hash;
	bool touch;

	serve_elsewhere(cx, id);
	CHECK_OK(session_open(cx, id, 1, NULL, NULL, here));
	CHECK_OK(session_open(cx, id, 2, NULL, NULL, there));
	CHECK_OK(staff_dismiss(cx, id, 0));
	CHECK_ERR(session_actor(cx, here, &who, &hash, &touch), ERR_UNAUTHENTICATED);
	CHECK_OK(session_actor(cx, there, &who, &hash, &touch));
	CHECK_INT(who.community, 2);
	/* coming back on the same day does not bring the session back */
	CHECK_OK(staff_reinstate(cx, id, 0));
	CHECK_ERR(session_actor(cx, here, &who, &hash, &touch), ERR_UNAUTHENTICATED);
}

TEST(an_account_of_two_communities_is_changed_only_by_who_manages_both)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t admin = person(cx, "admin", ROLE_ADMINISTRATOR);
	int64_t id = person(cx, "linxy", ROLE_FRONT_DESK);
	const char *once;

	serve_elsewhere(cx, id);
	office_as(cx, admin);
	CHECK_ERR(staff_reset(cx, id, 0, &once), ERR_FORBIDDEN);
	CHECK_ERR(staff_edit(cx, id, 0, &(struct staff_edit){ .name = "x" }), ERR_FORBIDDEN);
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff (community_id, account_id, roles, joined_on)"
				" VALUES (2, ?, ?, 1)"),
			    BINDS(admin, 1 << ROLE_ADMINISTRATOR)));
	CHECK_OK(staff_reset(cx, id, 0, &once));
}

TEST(only_who_manages_a_person_elsewhere_lets_him_join_here)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t admin = person(cx, "admin", ROLE_ADMINISTRATOR), id, joined;
	char words[sizeof cx->why];

	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO account (id, login, name, created_at)"
				    " VALUES (77, 'zhou', '周强', 1)"),
			    BINDS()));
	id = 77;
	serve_elsewhere(cx, id);
	office_as(cx, admin);
	CHECK_ERR(staff_join(cx, "nobody", &joined), ERR_INVALID);
	(void)snprintf(words, sizeof words, "%s", cx->errors->message);
	cx->errors = NULL;
	CHECK_ERR(staff_join(cx, "zhou", &joined), ERR_INVALID);
	CHECK_STR(cx->errors->field, "login");
	CHECK_HAS(words, "nobody");
	CHECK_HAS(cx->errors->message, strstr(words, "nobody") + strlen("nobody"));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff (community_id, account_id, roles, joined_on)"
				" VALUES (2, ?, ?, 1)"),
			    BINDS(admin, 1 << ROLE_STEWARD)));
	CHECK_ERR(staff_join(cx, "zhou", &joined), ERR_INVALID);
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE staff SET roles = ? WHERE community_id = 2"
				" AND account_id = ?"),
			    BINDS(1 << ROLE_DEPUTY_DIRECTOR, admin)));
	CHECK_OK(staff_join(cx, "zhou", &joined));
	CHECK_INT(joined, id);
	CHECK_ERR(staff_join(cx, "zhou", &joined), ERR_INVALID);
	CHECK_HAS(cx->errors->message, "名册");
}

TEST(an_office_begins_with_a_post_for_each_role_and_one_administrator)
{
	struct ctx *cx = office("2026-11-23 09:00");
	const char *login, *password;
	struct post *posts;
	struct staff s;
	size_t count;
	int64_t id;

	cx->community = 0;
	CHECK_OK(people_init_office(cx, " 翠湖花园 ", &login, &password));
	CHECK(cx->community > 1);
	CHECK_STR(login, "admin");
	CHECK_OK(post_list(cx, false, &posts, &count));
	CHECK_INT(count, ROLES);
	CHECK_OK(people_find(cx, "admin", &id));
	CHECK_OK(staff_get(cx, id, &s));
	CHECK_INT(s.roles, 1 << ROLE_ADMINISTRATOR);
	CHECK(s.must_change_password);
	CHECK_INT(strlen(password), 19);
	CHECK_ERR(people_find(cx, "nobody", &id), ERR_NOT_FOUND);
	/* a second community: the same administrator, whose password stays */
	CHECK_OK(people_init_office(cx, "金桂园", &login, &password));
	CHECK(!password);
	CHECK_INT(roles_of(cx, id), 1 << ROLE_ADMINISTRATOR);
}
