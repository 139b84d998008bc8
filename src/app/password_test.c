#include "app/password.h"
#include "app/setting.h"
#include "office.h"

TEST(a_password_has_twelve_characters_unless_the_office_decides_otherwise)
{
	struct ctx *cx = office("2026-11-23 09:00");

	CHECK_ERR(password_rules(cx, "password", "chenwei", "lotus-41-go"), ERR_INVALID);
	CHECK_HAS(cx->why, "12");
	CHECK_STR(cx->errors->field, "password");
	CHECK_OK(password_rules(cx, "password", "chenwei", "lotus-41-pond"));
	/* characters, not bytes */
	CHECK_ERR(password_rules(cx, "password", "chenwei", "荷塘月色一二三四"), ERR_INVALID);
	CHECK_OK(password_rules(cx, "password", "chenwei", "荷塘月色下走过一座小石桥"));
	CHECK_OK(setting_change(cx, "passwords.min_length", "8", 0));
	CHECK_OK(password_rules(cx, "password", "chenwei", "lotus-41"));
}

TEST(a_password_everybody_tries_or_that_is_the_login_is_refused)
{
	static const char *const bad[] = {
		"password1234", "PASSWORD1234", "123456789012", "aaaaaaaaaaaa", "121212121212",
		"qwertyuiop12", "chenweichenwei", "Chenwei12345",
	};
	struct ctx *cx = office("2026-11-23 09:00");

	for (size_t i = 0; i < COUNT(bad); i++)
		if (password_rules(cx, "password", "chenwei", bad[i]) != ERR_INVALID)
			test_failed(__FILE__, __LINE__, "%s was taken", bad[i]);
}

TEST(a_password_is_kept_as_argon2id_and_known_again)
{
	struct ctx *cx = office("2026-11-23 09:00");
	char *hash, *other;

	CHECK_OK(password_hash(cx, "lotus-41-pond", &hash));
	CHECK_HAS(hash, "$argon2id$v=19$m=65536,");
	CHECK(!strstr(hash, "lotus"));
	CHECK(password_check(hash, "lotus-41-pond"));
	CHECK(!password_check(hash, "lotus-41-ponD"));
	CHECK(!password_check(NULL, "lotus-41-pond"));
	CHECK_OK(password_hash(cx, "lotus-41-pond", &other));
	CHECK(strcmp(hash, other) != 0);
}

TEST(a_one_time_password_passes_the_rules_and_never_comes_twice)
{
	struct ctx *cx = office("2026-11-23 09:00");
	const char *first = password_random(cx), *second = password_random(cx);

	CHECK_OK(password_rules(cx, "password", "chenwei", first));
	CHECK_INT(strlen(first), 19);
	CHECK(!strpbrk(first, "01loiILO"));
	CHECK(strcmp(first, second) != 0);
}
