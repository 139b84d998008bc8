#include "app/session.h"
#include "office.h"

static struct actor who;
static const char *hash;
static bool touch;

static int ask(struct ctx *cx, const char *cookie)
{
	return session_actor(cx, cookie, &who, &hash, &touch);
}

static int ask_token(struct ctx *cx, const char *text, int64_t wanted)
{
	return token_actor(cx, text, wanted, &who, &hash, &touch);
}

static void later(struct ctx *cx, int64_t ms)
{
	cx->now += ms;
}

TEST(a_session_is_known_by_its_cookie_and_the_database_keeps_only_a_hash)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = office_person(cx, "linxy", ROLE_FRONT_DESK), found;
	char cookie[SESSION_COOKIE];

	CHECK_OK(session_open(cx, id, 1, "192.0.2.7", "Firefox", cookie));
	CHECK_INT(strlen(cookie), 64);
	CHECK_OK(ask(cx, cookie));
	CHECK_INT(who.id, id);
	CHECK_INT(who.community, 1);
	CHECK_STR(who.login, "linxy");
	CHECK_STR(who.community_name, "安居苑");
	CHECK_INT(who.roles, 1 << ROLE_FRONT_DESK);
	CHECK_INT(strlen(who.form_token), 32);
	CHECK(!touch);
	CHECK(strcmp(hash, cookie) != 0);
	CHECK_OK(store_int(cx, SQL_ALL("SELECT count(*) FROM session WHERE token_hash = ?"),
			   BINDS(cookie), &found));
	CHECK_INT(found, 0);
	/* the hash itself opens nothing */
	CHECK_ERR(ask(cx, hash), ERR_UNAUTHENTICATED);
	CHECK_ERR(ask(cx, ""), ERR_UNAUTHENTICATED);
	CHECK_ERR(ask(cx, "x' OR '1'='1"), ERR_UNAUTHENTICATED);
}

TEST(a_session_ends_after_thirty_idle_minutes)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = office_person(cx, "linxy", ROLE_FRONT_DESK);
	char cookie[SESSION_COOKIE];

	CHECK_OK(session_open(cx, id, 1, NULL, NULL, cookie));
	later(cx, MINUTES(29));
	CHECK_OK(ask(cx, cookie));
	CHECK(touch);
	CHECK_OK(session_touch(cx, hash));
	CHECK_OK(ask(cx, cookie));
	CHECK(!touch);
	later(cx, MINUTES(29));
	CHECK_OK(ask(cx, cookie));
	later(cx, MINUTES(1));
	CHECK_ERR(ask(cx, cookie), ERR_UNAUTHENTICATED);
	/* a late touch does not bring it back */
	CHECK_OK(session_touch(cx, hash));
	CHECK_ERR(ask(cx, cookie), ERR_UNAUTHENTICATED);
}

TEST(a_session_ends_twelve_hours_after_signing_in_however_much_it_is_used)
{
	struct ctx *cx = office("2026-11-23 08:00");
	int64_t id = office_person(cx, "linxy", ROLE_FRONT_DESK);
	char cookie[SESSION_COOKIE];

	CHECK_OK(session_open(cx, id, 1, NULL, NULL, cookie));
	for (int quarter = 1; quarter < 48; quarter++) {
		later(cx, MINUTES(15));
		CHECK_OK(ask(cx, cookie));
		CHECK_OK(session_touch(cx, hash));
	}
	later(cx, MINUTES(15));
	CHECK_ERR(ask(cx, cookie), ERR_UNAUTHENTICATED);
}

TEST(the_session_of_who_was_dismissed_or_left_the_community_is_refused)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t a = office_person(cx, "linxy", ROLE_FRONT_DESK);
	int64_t b = office_person(cx, "zhaomin", ROLE_SUPERVISOR);
	char cookie_a[SESSION_COOKIE], cookie_b[SESSION_COOKIE];

	CHECK_OK(session_open(cx, a, 1, NULL, NULL, cookie_a));
	CHECK_OK(session_open(cx, b, 1, NULL, NULL, cookie_b));
	CHECK_OK(store_exec(cx, SQL_ALL("UPDATE account SET state = 2 WHERE id = ?"), BINDS(a)));
	CHECK_ERR(ask(cx, cookie_a), ERR_UNAUTHENTICATED);
	CHECK_OK(ask(cx, cookie_b));
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE staff SET left_on = ?"
				" WHERE community_id = 1 AND account_id = ?"),
			    BINDS((int)civil_day_of(cx->now, ZONE_SHANGHAI), b)));
	CHECK_ERR(ask(cx, cookie_b), ERR_UNAUTHENTICATED);
}

TEST(signing_out_everywhere_may_spare_one_session)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = office_person(cx, "linxy", ROLE_FRONT_DESK);
	char one[SESSION_COOKIE], two[SESSION_COOKIE], three[SESSION_COOKIE];
	struct session *list;
	size_t count;

	CHECK_OK(session_open(cx, id, 1, "192.0.2.1", "Firefox", one));
	CHECK_OK(session_open(cx, id, 1, "192.0.2.2", NULL, two));
	CHECK_OK(session_open(cx, id, 1, "192.0.2.3", "\x01", three));
	CHECK_OK(ask(cx, two));
	CHECK_OK(session_list(cx, id, 0, hash, &list, &count));
	CHECK_INT(count, 3);
	for (size_t i = 0; i < count; i++)
		CHECK_INT(list[i].current, !strcmp(list[i].peer, "192.0.2.2"));
	CHECK_OK(session_list(cx, id, 2, hash, &list, &count));
	CHECK_INT(count, 0);
	CHECK_OK(session_list(cx, id, 1, hash, &list, &count));
	CHECK_INT(count, 3);
	CHECK_OK(session_close_all(cx, id, hash));
	CHECK_ERR(ask(cx, one), ERR_UNAUTHENTICATED);
	CHECK_ERR(ask(cx, three), ERR_UNAUTHENTICATED);
	CHECK_OK(ask(cx, two));
	CHECK_ERR(session_close_one(cx, id + 1, list[0].id), ERR_NOT_FOUND);
	CHECK_OK(session_list(cx, id, 0, hash, &list, &count));
	CHECK_OK(session_close_one(cx, id, list[0].id));
	CHECK_ERR(ask(cx, two), ERR_UNAUTHENTICATED);
}

TEST(the_twenty_first_session_closes_the_longest_unused_one)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = office_person(cx, "linxy", ROLE_FRONT_DESK);
	char first[SESSION_COOKIE], other[SESSION_COOKIE];

	CHECK_OK(session_open(cx, id, 1, NULL, NULL, first));
	for (int i = 0; i < 19; i++) {
		later(cx, 1000);
		CHECK_OK(session_open(cx, id, 1, NULL, NULL, other));
	}
	CHECK_OK(ask(cx, first));
	later(cx, 1000);
	CHECK_OK(session_open(cx, id, 1, NULL, NULL, other));
	CHECK_ERR(ask(cx, first), ERR_UNAUTHENTICATED);
	CHECK_OK(ask(cx, other));
}

TEST(an_api_token_acts_for_its_person_until_it_is_revoked)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = office_person(cx, "linxy", ROLE_FRONT_DESK), token, found;
	char text[TOKEN_TEXT];
	struct token *list;
	size_t count;

	CHECK_OK(token_create(cx, id, 1, "来电盒", &token, text));
	CHECK_INT(strlen(text), 45);
	CHECK(!strncmp(text, "anju_", 5));
	CHECK_OK(ask_token(cx, text, 0));
	CHECK_INT(who.id, id);
	CHECK_INT(who.roles, 1 << ROLE_FRONT_DESK);
	CHECK(!who.form_token);
	CHECK(touch);
	CHECK_OK(token_touch(cx, hash));
	later(cx, MINUTES(59));
	CHECK_OK(ask_token(cx, text, 0));
	CHECK(!touch);
	later(cx, MINUTES(1));
	CHECK_OK(ask_token(cx, text, 0));
	CHECK(touch);
	CHECK_OK(store_int(cx, SQL_ALL("SELECT count(*) FROM api_token WHERE token_hash = ?"),
			   BINDS(text), &found));
	CHECK_INT(found, 0);
	CHECK_OK(token_list(cx, id, 0, &list, &count));
	CHECK_INT(count, 1);
	CHECK_STR(list[0].name, "来电盒");
	CHECK_OK(token_list(cx, id, 1, &list, &count));
	CHECK_INT(count, 1);
	CHECK_OK(token_list(cx, id, 2, &list, &count));
	CHECK_INT(count, 0);
	CHECK_ERR(token_revoke(cx, id + 1, token), ERR_NOT_FOUND);
	CHECK_OK(token_revoke(cx, id, token));
	CHECK_ERR(ask_token(cx, text, 0), ERR_UNAUTHENTICATED);
	CHECK_ERR(token_revoke(cx, id, token), ERR_NOT_FOUND);
	CHECK_ERR(ask_token(cx, "anju_", 0), ERR_UNAUTHENTICATED);
	CHECK_ERR(ask_token(cx, "anju_zzzz", 0), ERR_UNAUTHENTICATED);
}

TEST(a_token_goes_to_another_community_only_where_its_person_serves)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = office_person(cx, "linxy", ROLE_FRONT_DESK), token;
	char text[TOKEN_TEXT];

	CHECK_OK(token_create(cx, id, 1, "来电盒", &token, text));
	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO community (id, name, zone_minutes, created_at)"
				    " VALUES (2, '翠湖花园', 480, 1), (3, '金桂园', 480, 1)"),
			    BINDS()));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff (community_id, account_id, roles, joined_on)"
				" VALUES (2, ?, ?, 1)"),
			    BINDS(id, 1 << ROLE_STEWARD)));
	CHECK_OK(ask_token(cx, text, 2));
	CHECK_INT(who.community, 2);
	CHECK_INT(who.roles, 1 << ROLE_STEWARD);
	CHECK_OK(ask_token(cx, text, 1));
	CHECK_INT(who.roles, 1 << ROLE_FRONT_DESK);
	CHECK_ERR(ask_token(cx, text, 3), ERR_UNAUTHENTICATED);
}

TEST(a_form_token_looks_different_on_every_page_and_only_its_own_is_right)
{
	struct arena a = { 0 };
	const char *token = "00112233445566778899aabbccddeeff";
	const char *one = form_token_masked(&a, token), *two = form_token_masked(&a, token);

	CHECK_INT(strlen(one), 64);
	CHECK(strcmp(one, two) != 0);
	CHECK(form_token_right(one, token));
	CHECK(form_token_right(two, token));
	CHECK(!form_token_right(token, token));
	CHECK(!form_token_right("", token));
	CHECK(!form_token_right(one + 2, token));
	CHECK(!form_token_right(arena_printf(&a, "%s00", one), token));
	CHECK(!form_token_right(one, "ff112233445566778899aabbccddeeff"));
	arena_free(&a);
}
