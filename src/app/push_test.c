#include "app/push.h"
#include "base/strbuf.h"
#include "test.h"

static struct arena arena;

static const char *missed(struct push *p, const char *last, int64_t account, int64_t community)
{
	struct actor who = { .id = account, .community = community,
			     .roles = INT64_C(1) << ROLE_FRONT_DESK };
	struct strbuf b;

	strbuf_init(&b, &arena, 100000);
	return push_missed(p, last, &who, &b) ? b.s : NULL;
}

static void keep(struct push *p, int64_t community, int64_t account, enum permission permission,
		 int64_t id)
{
	push_keep(p, &(struct push_line){ .community = community, .account = account, .id = id,
					  .permission = permission, .topic = "call", .version = 1 });
}

TEST(a_reader_that_lost_the_line_gets_what_it_missed_and_nothing_twice)
{
	struct push *p = push_new();
	char last[40];

	keep(p, 1, 7, PERM_CALL_ANSWER, 100);
	(void)push_last_id(p, last);
	CHECK_STR(missed(p, last, 7, 1), "");
	keep(p, 1, 7, PERM_CALL_ANSWER, 101);
	keep(p, 1, 8, PERM_CALL_ANSWER, 102); /* another's */
	CHECK_HAS(missed(p, last, 7, 1), "\"id\":\"101\"");
	CHECK(!strstr(missed(p, last, 7, 1), "\"id\":\"102\""));
	CHECK(!strstr(missed(p, last, 7, 1), "\"100\""));
	push_free(p);
}

TEST(what_is_for_everybody_needs_the_permission_and_stays_in_its_community)
{
	struct push *p = push_new();
	char last[40];

	(void)push_last_id(p, last);
	keep(p, 1, 0, PERM_CALL_ANSWER, 100);
	keep(p, 1, 0, PERM_JOURNAL_READ, 101);
	keep(p, 2, 0, PERM_CALL_ANSWER, 102);
	CHECK_HAS(missed(p, last, 7, 1), "\"100\"");
	CHECK(!strstr(missed(p, last, 7, 1), "\"id\":\"101\""));
	CHECK(!strstr(missed(p, last, 7, 1), "\"id\":\"102\""));
	push_free(p);
}

TEST(who_was_away_for_too_long_or_comes_from_another_run_is_told_to_load_again)
{
	struct push *p = push_new(), *other = push_new();
	char last[40], foreign[40];

	(void)push_last_id(p, last);
	(void)push_last_id(other, foreign);
	CHECK(!missed(p, foreign, 7, 1));
	CHECK(!missed(p, "nonsense", 7, 1));
	CHECK(!missed(p, "", 7, 1));
	for (int i = 0; i < PUSH_KEPT; i++)
		keep(p, 1, 7, PERM_CALL_ANSWER, 1000 + i);
	CHECK_HAS(missed(p, last, 7, 1), "\"1000\"");
	keep(p, 1, 7, PERM_CALL_ANSWER, 2000);
	CHECK(!missed(p, last, 7, 1));
	push_free(p);
	push_free(other);
}
