#include "modules/scripts/phrases.h"
#include "office.h"

static const struct phrase *found(struct ctx *cx, const char *abbreviation)
{
	struct phrase *rows;
	size_t count;

	CHECK_OK(phrase_list(cx, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		CHECK(!i || strcmp(rows[i - 1].abbreviation, rows[i].abbreviation) < 0);
		if (!strcmp(rows[i].abbreviation, abbreviation))
			return &rows[i];
	}
	return NULL;
}

static int set(struct ctx *cx, int owner, const char *abbreviation, const char *text)
{
	return phrase_set(cx, &(struct phrase){ abbreviation, text, owner });
}

TEST(ones_own_phrase_goes_before_the_offices_and_that_before_the_programs)
{
	struct ctx *cx = office("2026-11-23 10:00");

	office_as(cx, office_person(cx, "desk", ROLE_FRONT_DESK));
	CHECK_INT(found(cx, "dj")->owner, PHRASE_BUILT_IN);
	CHECK_OK(set(cx, PHRASE_OFFICE, "dj", "本小区的"));
	CHECK_STR(found(cx, "dj")->text, "本小区的");
	CHECK_OK(set(cx, PHRASE_MINE, "dj", "我的"));
	CHECK_STR(found(cx, "dj")->text, "我的");
	office_as(cx, office_person(cx, "other", ROLE_FRONT_DESK));
	CHECK_STR(found(cx, "dj")->text, "本小区的");
	CHECK_INT(found(cx, "dj")->owner, PHRASE_OFFICE);
}

TEST(an_empty_text_takes_a_phrase_away_and_the_programs_own_for_the_whole_office)
{
	struct ctx *cx = office("2026-11-23 10:00");

	office_as(cx, office_person(cx, "desk", ROLE_FRONT_DESK));
	CHECK_OK(set(cx, PHRASE_MINE, "zz", "再见"));
	CHECK_OK(set(cx, PHRASE_MINE, "zz", " "));
	CHECK(!found(cx, "zz"));
	CHECK_OK(set(cx, PHRASE_OFFICE, "wc", ""));
	CHECK(!found(cx, "wc"));
	CHECK_OK(set(cx, PHRASE_OFFICE, "wc", "修好了"));
	CHECK_STR(found(cx, "wc")->text, "修好了");
}

TEST(a_short_form_is_small_letters_and_digits_and_there_are_not_too_many)
{
	struct ctx *cx = office("2026-11-23 10:00");
	char abbreviation[8];

	office_as(cx, office_person(cx, "desk", ROLE_FRONT_DESK));
	CHECK_INT(set(cx, PHRASE_MINE, "登记", "x"), ERR_INVALID);
	CHECK_INT(set(cx, PHRASE_MINE, "a b", "x"), ERR_INVALID);
	CHECK_INT(set(cx, PHRASE_MINE, "", "x"), ERR_INVALID);
	for (int i = 0; i < PHRASES_MOST; i++) {
		(void)snprintf(abbreviation, sizeof abbreviation, "p%d", i);
		CHECK_OK(set(cx, PHRASE_MINE, abbreviation, "x"));
	}
	CHECK_INT(set(cx, PHRASE_MINE, "more", "x"), ERR_INVALID);
	CHECK_OK(set(cx, PHRASE_MINE, "p1", "anew"));
}
