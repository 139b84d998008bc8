#include "app/setting.h"
#include "app/journal.h"
#include "app/module.h"
#include "office.h"

static int64_t value(struct ctx *cx, const char *name)
{
	int64_t n = -1;

	CHECK_OK(setting_int(cx, name, &n));
	return n;
}

TEST(a_setting_has_the_default_of_its_document_until_the_office_changes_it)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_INT(value(cx, "calendar.opens"), 8 * 60 + 30);
	CHECK_OK(setting_change(cx, "calendar.opens", "９：００", 0));
	CHECK_INT(value(cx, "calendar.opens"), 9 * 60);
}

TEST(a_change_takes_effect_on_its_date_and_not_before)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_OK(setting_change(cx, "calendar.closes", "19:00", office_at("2026-12-01 00:00")));
	CHECK_INT(value(cx, "calendar.closes"), 18 * 60);
	cx->now = office_at("2026-12-01 00:00");
	CHECK_INT(value(cx, "calendar.closes"), 19 * 60);
	cx->now = office_at("2026-11-30 23:59");
	CHECK_INT(value(cx, "calendar.closes"), 18 * 60);
}

TEST(what_was_in_force_in_the_past_cannot_be_changed)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_ERR(setting_change(cx, "calendar.closes", "19:00", office_at("2026-11-22 00:00")),
		  ERR_INVALID);
	CHECK_STR(cx->errors->field, "from");
}

TEST(a_value_out_of_range_or_of_another_kind_is_refused_with_the_range)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_ERR(setting_change(cx, "calendar.first_weekday", "8", 0), ERR_INVALID);
	CHECK_HAS(cx->why, "1 到 7");
	CHECK_ERR(setting_change(cx, "calendar.first_weekday", "周一", 0), ERR_INVALID);
	CHECK_ERR(setting_change(cx, "calendar.opens", "25:00", 0), ERR_INVALID);
	CHECK_ERR(setting_change(cx, "calendar.opens", "", 0), ERR_INVALID);
	CHECK_ERR(setting_change(cx, "calendar.nothing", "1", 0), ERR_NOT_FOUND);
	CHECK_INT(value(cx, "calendar.opens"), 8 * 60 + 30);
}

TEST(a_change_is_in_the_journal_with_both_values)
{
	struct ctx *cx = office("2026-11-23 10:00");
	struct journal_entry *list;
	size_t count;

	office_as(cx, office_person(cx, "lin", ROLE_DIRECTOR));
	CHECK_OK(setting_change(cx, "requests.arrive_minutes", "20", 0));
	CHECK_OK(journal_page(cx, 0, 1, &list, &count));
	CHECK_STR(list[0].subject, "setting");
	CHECK_STR(list[0].actor_name, "lin");
	CHECK_HAS(list[0].note, "15 分钟 → 20 分钟");
	CHECK_HAS(list[0].note, "2026-11-23 10:00");
}

TEST(another_community_keeps_its_own_values)
{
	struct ctx *cx = office("2026-11-23 10:00");

	CHECK_OK(setting_change(cx, "calendar.closes", "19:00", 0));
	cx->community = 2;
	CHECK_INT(value(cx, "calendar.closes"), 18 * 60);
}

TEST(each_setting_has_a_sentence_and_a_default_within_its_range_and_no_two_share_a_name)
{
	for (const struct module *const *m = modules; *m; m++) {
		for (const struct setting *s = (*m)->settings; s && s->name; s++) {
			int64_t n = s->type == SETTING_TEXT ? (int64_t)strlen(s->text) : s->value;
			CHECK(s->sentence && s->rule);
			CHECK(setting_find(s->name) == s);
			if (s->type != SETTING_BOOL && (n < s->min || n > s->max))
				test_failed(__FILE__, __LINE__, "%s: default out of range",
					    s->name);
		}
	}
}

TEST(a_parameter_read_before_in_the_same_transaction_is_read_anew_after_a_change)
{
	struct ctx *cx = office("2026-11-23 09:00");
	int64_t before, after, zone;
	int minutes;

	CHECK_OK(setting_int(cx, "passwords.min_length", &before));
	CHECK_OK(setting_change(cx, "passwords.min_length", "16", 0));
	CHECK_OK(setting_int(cx, "passwords.min_length", &after));
	CHECK_INT(before, 12);
	CHECK_INT(after, 16);
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
	CHECK_OK(setting_int(cx, "passwords.min_length", &after));
	CHECK_INT(after, 12);
	zone = store_statements(cx->store);
	CHECK_OK(calendar_zone(cx, &minutes));
	CHECK_OK(calendar_zone(cx, &minutes));
	CHECK_OK(setting_int(cx, "passwords.min_length", &after));
	CHECK_INT(store_statements(cx->store) - zone, 1);
}
