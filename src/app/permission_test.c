#include "app/permission.h"
#include "test.h"

static struct actor one(enum role r)
{
	return (struct actor){ .id = 1, .roles = INT64_C(1) << r };
}

TEST(somebody_holds_each_permission_and_nobody_of_the_office_what_is_a_residents_own)
{
	for (int p = PERM_UNSET + 1; p < PERMISSIONS; p++) {
		bool held = false;
		for (int r = 0; r < ROLES; r++)
			held = held || role_may((enum role)r, (enum permission)p);
		if (held == (p == PERM_RESIDENT))
			test_failed(__FILE__, __LINE__, "nobody holds %s, or a role what is a resident's",
				    permission_word((enum permission)p));
	}
}

TEST(each_role_and_permission_has_its_words_and_no_two_are_alike)
{
	for (int p = PERM_UNSET + 1; p < PERMISSIONS; p++) {
		CHECK(permission_word((enum permission)p));
		CHECK(permission_sentence((enum permission)p));
		for (int q = p + 1; q < PERMISSIONS; q++)
			CHECK(strcmp(permission_word((enum permission)p),
				     permission_word((enum permission)q)) != 0);
	}
	for (int r = 0; r < ROLES; r++)
		CHECK(choice_of(role_choices, r) && role_also((enum role)r));
	CHECK_INT(choice_named(role_choices, "客服主管")->value, ROLE_SUPERVISOR);
	CHECK_INT(choice_named(role_choices, "administrator")->value, ROLE_ADMINISTRATOR);
}

TEST(nobody_is_allowed_what_no_route_may_have)
{
	for (int r = 0; r < ROLES; r++)
		CHECK(!role_may((enum role)r, PERM_UNSET));
}

TEST(a_deputy_director_may_what_the_director_may)
{
	for (int p = 0; p < PERMISSIONS; p++)
		CHECK(role_may(ROLE_DIRECTOR, (enum permission)p) ==
		      role_may(ROLE_DEPUTY_DIRECTOR, (enum permission)p));
}

TEST(the_administrator_keeps_the_system_and_has_no_part_in_the_daily_work)
{
	static const enum permission his[] = { PERM_PEOPLE_READ, PERM_PEOPLE_WRITE,
					       PERM_SETTING_READ, PERM_SETTING_WRITE,
					       PERM_JOURNAL_READ, PERM_HOUSEHOLD_IMPORT,
					       PERM_REQUEST_IMPORT };
	static const enum permission not_his[] = {
		PERM_HOUSEHOLD_READ,   PERM_HOUSEHOLD_WRITE, PERM_HOUSEHOLD_REVEAL,
		PERM_HOUSEHOLD_EXPORT, PERM_CONTACT_WRITE,   PERM_REQUEST_WRITE,
		PERM_REQUEST_DISPATCH, PERM_REQUEST_WORK,    PERM_REQUEST_CLOSE,
		PERM_REQUEST_EXPORT,   PERM_REQUEST_SIGHT,   PERM_REQUEST_SECURITY,
	};

	for (size_t i = 0; i < COUNT(his); i++)
		CHECK(role_may(ROLE_ADMINISTRATOR, his[i]));
	for (size_t i = 0; i < COUNT(not_his); i++)
		CHECK(!role_may(ROLE_ADMINISTRATOR, not_his[i]));
}

TEST(who_handled_a_security_matter_does_not_sight_it_too)
{
	for (int r = 0; r < ROLES; r++)
		CHECK(!role_may((enum role)r, PERM_REQUEST_SECURITY) ||
		      !role_may((enum role)r, PERM_REQUEST_SIGHT));
	CHECK(role_may(ROLE_GUARD_LEADER, PERM_REQUEST_SECURITY));
	CHECK(role_may(ROLE_DIRECTOR, PERM_REQUEST_SIGHT));
	CHECK(!role_may(ROLE_GUARD, PERM_REQUEST_SECURITY));
}

TEST(a_technician_works_and_neither_dispatches_nor_closes_nor_takes_data_away)
{
	CHECK(role_may(ROLE_TECHNICIAN, PERM_REQUEST_WORK));
	CHECK(!role_may(ROLE_TECHNICIAN, PERM_REQUEST_DISPATCH));
	CHECK(!role_may(ROLE_TECHNICIAN, PERM_REQUEST_REVIEW));
	CHECK(!role_may(ROLE_TECHNICIAN, PERM_REQUEST_CLOSE));
	CHECK(!role_may(ROLE_TECHNICIAN, PERM_HOUSEHOLD_REVEAL));
	CHECK(!role_may(ROLE_TECHNICIAN, PERM_HOUSEHOLD_EXPORT));
	CHECK(!role_may(ROLE_TECHNICIAN, PERM_PEOPLE_READ));
}

TEST(who_answers_the_line_at_any_hour_registers_contacts_and_requests)
{
	static const enum role line[] = { ROLE_FRONT_DESK, ROLE_TECHNICIAN, ROLE_GUARD,
					  ROLE_GUARD_LEADER, ROLE_FIRE_OPERATOR };

	for (size_t i = 0; i < COUNT(line); i++) {
		CHECK(role_may(line[i], PERM_HOUSEHOLD_READ));
		CHECK(role_may(line[i], PERM_CONTACT_WRITE));
		CHECK(role_may(line[i], PERM_REQUEST_WRITE));
	}
}

TEST(two_roles_give_the_union_and_the_system_itself_may_everything)
{
	struct actor a = one(ROLE_TECHNICIAN);
	struct ctx cx = { .actor = &a };

	CHECK(!actor_may(&a, PERM_REQUEST_DISPATCH));
	CHECK_ERR(actor_must(&cx, PERM_REQUEST_DISPATCH), ERR_FORBIDDEN);
	CHECK_HAS(cx.why, "派单");
	a.roles |= INT64_C(1) << ROLE_TEAM_LEADER;
	CHECK(actor_may(&a, PERM_REQUEST_DISPATCH) && actor_may(&a, PERM_REQUEST_WORK));
	CHECK_OK(actor_must(&cx, PERM_REQUEST_DISPATCH));
	CHECK(actor_is(&a, ROLE_TEAM_LEADER) && !actor_is(&a, ROLE_DIRECTOR));
	CHECK(actor_may(NULL, PERM_REQUEST_SIGHT));
	CHECK(!actor_is(NULL, ROLE_DIRECTOR));
}

TEST(without_a_post_one_may_only_sign_in)
{
	struct actor a = { .id = 1 };

	for (int p = 0; p < PERMISSIONS; p++)
		CHECK(actor_may(&a, (enum permission)p) ==
		      (p == PERM_PUBLIC || p == PERM_SIGNED_IN));
}
