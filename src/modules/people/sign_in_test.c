#include "app/journal.h"
#include "app/password.h"
#include "modules/people/people.h"
#include "store/writer.h"
#include "office.h"

static const char desk[] = "192.0.2.10", stranger[] = "203.0.113.9";
static const char right[] = "lotus-41-pond";

static struct sign_in last;

static int64_t person(struct ctx *cx, const char *login)
{
	int64_t id = office_person(cx, login, ROLE_FRONT_DESK);
	char *hash;

	CHECK_OK(password_hash(cx, right, &hash));
	CHECK_OK(store_exec(cx, SQL_ALL("UPDATE account SET password_hash = ? WHERE id = ?"),
			    BINDS(hash, id)));
	return id;
}

static int try_from(struct ctx *cx, const char *peer, const char *login, const char *password)
{
	cx->why[0] = '\0';
	cx->errors = NULL;
	last = (struct sign_in){ .login = login, .password = password, .peer = peer,
				 .agent = "Firefox" };
	return sign_in(cx, &last);
}

static int known(struct ctx *cx, const char *cookie)
{
	struct actor who;
	const char *hash;
	bool touch;

	return session_actor(cx, cookie, &who, &hash, &touch);
}

TEST(the_right_password_opens_a_session)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = person(cx, "linxy");

	CHECK_OK(try_from(cx, desk, "LinXY", right));
	CHECK_INT(last.account, id);
	CHECK_INT(last.community, 1);
	CHECK_OK(known(cx, last.cookie));
	CHECK(cx->actor == NULL);
}

TEST(signing_in_again_ends_the_session_that_was_sent_along)
{
	struct ctx *cx = office("2026-11-23 09:00");
	struct sign_in again;
	struct actor who;
	const char *hash;
	bool touch;

	person(cx, "linxy");
	CHECK_OK(try_from(cx, desk, "linxy", right));
	CHECK_OK(session_actor(cx, last.cookie, &who, &hash, &touch));
	again = (struct sign_in){ .login = "linxy", .password = right, .peer = desk,
				  .old_session = hash };
	CHECK_OK(sign_in(cx, &again));
	CHECK(strcmp(last.cookie, again.cookie) != 0);
	CHECK_ERR(known(cx, last.cookie), ERR_UNAUTHENTICATED);
	CHECK_OK(known(cx, again.cookie));
}

TEST(an_unknown_login_a_wrong_password_and_a_lock_are_refused_in_the_same_words)
{
	struct ctx *cx = office("2026-11-23 09:00");
	char words[sizeof cx->why];

	person(cx, "linxy");
	CHECK_ERR(try_from(cx, desk, "nobody", right), ERR_UNAUTHENTICATED);
	(void)snprintf(words, sizeof words, "%s", cx->why);
	CHECK(words[0]);
	for (int i = 0; i < 5; i++) {
		CHECK_ERR(try_from(cx, desk, "linxy", "wrong-41-pond"), ERR_UNAUTHENTICATED);
		CHECK_STR(cx->why, words);
	}
	CHECK_ERR(try_from(cx, desk, "linxy", right), ERR_UNAUTHENTICATED);
	CHECK_STR(cx->why, words);
}

TEST(five_wrong_passwords_lock_the_account_for_fifteen_minutes_and_then_for_longer)
{
	struct ctx *cx = office("2026-11-23 09:00");

	person(cx, "linxy");
	for (int i = 0; i < 5; i++)
		CHECK_ERR(try_from(cx, stranger, "linxy", "wrong-41-pond"), ERR_UNAUTHENTICATED);
	cx->now += MINUTES(15) - 1;
	CHECK_ERR(try_from(cx, stranger, "linxy", right), ERR_UNAUTHENTICATED);
	cx->now += 1;
	CHECK_ERR(try_from(cx, stranger, "linxy", "wrong-41-pond"), ERR_UNAUTHENTICATED);
	cx->now += MINUTES(30) - 1;
	CHECK_ERR(try_from(cx, stranger, "linxy", right), ERR_UNAUTHENTICATED);
	cx->now += 1;
	CHECK_OK(try_from(cx, stranger, "linxy", right));
	/* and the count begins anew */
	CHECK_ERR(try_from(cx, stranger, "linxy", "wrong-41-pond"), ERR_UNAUTHENTICATED);
	CHECK_OK(try_from(cx, stranger, "linxy", right));
}

TEST(a_stranger_cannot_lock_a_person_out_of_the_office)
{
	struct ctx *cx = office("2026-11-23 09:00");
	char open[SESSION_COOKIE];

	person(cx, "linxy");
	CHECK_OK(try_from(cx, desk, "linxy", right));
	memcpy(open, last.cookie, sizeof open);
	for (int i = 0; i < 6; i++)
		CHECK_ERR(try_from(cx, stranger, "linxy", "wrong-41-pond"), ERR_UNAUTHENTICATED);
	CHECK_ERR(try_from(cx, stranger, "linxy", right), ERR_UNAUTHENTICATED);
	CHECK_OK(known(cx, open));
	CHECK_OK(try_from(cx, desk, "linxy", right));
	/* the familiar address has five tries of its own, no more */
	for (int i = 0; i < 5; i++)
		CHECK_ERR(try_from(cx, desk, "linxy", "wrong-41-pond"), ERR_UNAUTHENTICATED);
	CHECK_ERR(try_from(cx, desk, "linxy", right), ERR_UNAUTHENTICATED);
}

TEST(an_address_with_thirty_failures_in_a_quarter_of_an_hour_must_wait)
{
	struct ctx *cx = office("2026-11-23 09:00");

	person(cx, "linxy");
	person(cx, "zhaomin");
	CHECK_OK(try_from(cx, stranger, "zhaomin", right));
	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO sign_in_failure (source, since_at, failed_count)"
				    " VALUES (?, ?, 29)"),
			    BINDS(stranger, cx->now - MINUTES(1))));
	CHECK_ERR(try_from(cx, stranger, "nobody", right), ERR_UNAUTHENTICATED);
	CHECK_ERR(try_from(cx, stranger, "nobody", right), ERR_RATE_LIMITED);
	CHECK_ERR(try_from(cx, stranger, "linxy", right), ERR_RATE_LIMITED);
	/* who works there, and everybody elsewhere, goes on */
	CHECK_OK(try_from(cx, stranger, "zhaomin", right));
	CHECK_OK(try_from(cx, desk, "linxy", right));
	cx->now += MINUTES(15);
	CHECK_OK(try_from(cx, stranger, "linxy", right));
}

TEST(a_network_with_a_hundred_failures_must_wait_too)
{
	struct ctx *cx = office("2026-11-23 09:00");

	person(cx, "linxy");
	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO sign_in_failure (source, since_at, failed_count)"
				    " VALUES ('203.0.113.0/24', ?, 100), ('2001:db8:0:7::/64', ?, 100)"),
			    BINDS(cx->now, cx->now)));
	CHECK_ERR(try_from(cx, "203.0.113.200", "linxy", right), ERR_RATE_LIMITED);
	CHECK_ERR(try_from(cx, "2001:db8:0:7:1:2:3:4", "linxy", right), ERR_RATE_LIMITED);
	CHECK_OK(try_from(cx, "203.0.114.200", "linxy", right));
	CHECK_OK(try_from(cx, "2001:db8:0:8:1:2:3:4", "linxy", right));
	CHECK_OK(sign_in_sweep(cx));
	CHECK_ERR(try_from(cx, "203.0.113.201", "linxy", right), ERR_RATE_LIMITED);
	cx->now += MINUTES(15);
	CHECK_OK(sign_in_sweep(cx));
	CHECK_OK(try_from(cx, "203.0.113.201", "linxy", right));
}

TEST(changing_the_password_needs_the_old_one_and_ends_every_session)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t id = person(cx, "linxy");
	char first[SESSION_COOKIE], fresh[SESSION_COOKIE];

	CHECK_OK(try_from(cx, desk, "linxy", right));
	memcpy(first, last.cookie, sizeof first);
	office_as(cx, id);
	CHECK_ERR(password_change(cx, "wrong-41-pond", "willow-52-river", desk, NULL, fresh),
		  ERR_INVALID);
	CHECK_STR(cx->errors->field, "old_password");
	CHECK_ERR(password_change(cx, right, right, desk, NULL, fresh), ERR_INVALID);
	CHECK_ERR(password_change(cx, right, "short", desk, NULL, fresh), ERR_INVALID);
	CHECK_OK(known(cx, first));
	CHECK_OK(password_change(cx, right, "willow-52-river", desk, NULL, fresh));
	CHECK_ERR(known(cx, first), ERR_UNAUTHENTICATED);
	CHECK_OK(known(cx, fresh));
	office_as(cx, 0);
	CHECK_ERR(try_from(cx, desk, "linxy", right), ERR_UNAUTHENTICATED);
	CHECK_OK(try_from(cx, desk, "linxy", "willow-52-river"));
}

TEST(who_was_given_a_one_time_password_must_change_it)
{
	struct ctx *cx = office("2026-11-23 09:00");
	struct staff_new in = { .login = "chenwei", .name = "陈伟", .role = ROLE_TECHNICIAN };
	const char *once;
	char cookie[SESSION_COOKIE];
	int64_t id;

	CHECK_OK(staff_add(cx, &in, &id, &once));
	CHECK_OK(try_from(cx, desk, "chenwei", once));
	CHECK(last.must_change_password);
	office_as(cx, id);
	CHECK_OK(password_change(cx, once, "willow-52-river", desk, NULL, cookie));
	office_as(cx, 0);
	CHECK_OK(try_from(cx, desk, "chenwei", "willow-52-river"));
	CHECK(!last.must_change_password);
}

/* Somebody else at work in a community: a line in its journal, again and again. */
struct busy {
	struct ctx cx;
	struct arena arena;
	pthread_t thread;
	_Atomic bool stop;
	int result;
};

static int note_run(struct ctx *cx, void *arg)
{
	(void)arg;
	return journal_add(cx, &(struct journal_entry){ .subject = "account",
							.subject_id = 1,
							.action = "edit" });
}

static void *busy_run(void *arg)
{
	struct busy *b = arg;

	while (!b->stop && b->result == OK)
		b->result = writer_run(b->cx.app->writer, &b->cx, note_run, NULL);
	return NULL;
}

static void busy_start(struct busy *b, const struct ctx *cx, int64_t community)
{
	b->cx = *cx;
	b->cx.arena = &b->arena;
	b->cx.store = NULL;
	b->cx.community = community;
	CHECK(pthread_create(&b->thread, NULL, busy_run, b) == 0);
}

static void busy_stop(struct busy *b)
{
	b->stop = true;
	CHECK(pthread_join(b->thread, NULL) == 0);
	CHECK_OK(b->result);
	arena_free(&b->arena);
}

/* The person of community 1 signs in, and goes on in community 2. */
static void sign_in_and_switch(struct ctx *cx)
{
	char cookie[SESSION_COOKIE];
	struct actor who;
	const char *hash;
	bool touch;

	CHECK_OK(try_from(cx, desk, "linxy", right));
	CHECK_INT(cx->community, 0);
	CHECK_OK(session_actor(cx, last.cookie, &who, &hash, &touch));
	cx->actor = &who;
	cx->community = who.community;
	CHECK_OK(own_switch(cx, 2, hash, desk, NULL, cookie));
	CHECK_INT(cx->community, 2);
	CHECK_OK(known(cx, cookie));
	cx->actor = NULL;
	cx->community = 0;
}

/* PostgreSQL has two lanes; both on one journal would refuse one another. */
TEST(signing_in_and_switching_write_in_the_lane_of_their_journal)
{
	struct ctx *cx = office("2026-11-23 09:00"), door = *cx;
	struct busy first = { .result = OK }, second = { .result = OK };

	CHECK_OK(store_exec(cx,
			    SQL_ALL("INSERT INTO community (id, name, zone_minutes, created_at)"
				    " VALUES (2, '翠湖花园', 480, 1)"),
			    BINDS()));
	CHECK_OK(store_exec(cx,
			    SQL("INSERT INTO staff (community_id, account_id, joined_on)"
				" VALUES (2, ?, 1)"),
			    BINDS(person(cx, "linxy"))));
	CHECK_OK(store_commit(cx));
	CHECK_OK(writer_start(cx, cx->app->where, &cx->app->writer));
	CHECK_OK(store_open(&door, cx->app->where, STORE_READ, &door.store));
	door.community = 0;
	busy_start(&first, cx, 1);
	busy_start(&second, cx, 2);
	for (int i = 0; i < 20; i++)
		sign_in_and_switch(&door);
	busy_stop(&first);
	busy_stop(&second);
	store_close(door.store);
	writer_stop(cx->app->writer);
	cx->app->writer = NULL;
	CHECK_OK(store_begin(cx));
}
