#include "base/field.h"
#include "test.h"

struct sample {
	int state;
	int64_t price_fen;
	bool urgent;
	const char *title;
	char *note;
};

static const struct choice states[] = {
	{ 1, "open", "处理中" },
	{ 2, "closed", "已关闭" },
	CHOICE_END,
};

static const struct field table[] = {
	FIELD(sample, state, .show = SHOW_ENUM, .choices = states, .label = "状态"),
	FIELD(sample, price_fen, .show = SHOW_MONEY),
	FIELD(sample, urgent),
	FIELD(sample, title, .flags = IN_FORM | REQUIRED),
	FIELD(sample, note),
};

TEST(a_field_takes_its_type_and_place_from_the_member)
{
	struct fields f = FIELDS(sample, table);

	CHECK_INT(f.count, 5);
	CHECK_INT(f.size, sizeof(struct sample));
	CHECK_INT(field_find(f, "state")->type, F_INT);
	CHECK_INT(field_find(f, "price_fen")->type, F_INT64);
	CHECK_INT(field_find(f, "urgent")->type, F_BOOL);
	CHECK_INT(field_find(f, "title")->type, F_TEXT);
	CHECK_INT(field_find(f, "note")->type, F_TEXT);
	CHECK_INT(field_find(f, "title")->at, offsetof(struct sample, title));
	CHECK(!field_find(f, "titl"));
}

TEST(a_choice_is_found_by_value_word_and_label)
{
	CHECK_STR(choice_of(states, 2)->word, "closed");
	CHECK_INT(choice_named(states, "open")->value, 1);
	CHECK_INT(choice_named(states, "已关闭")->value, 2);
	CHECK(!choice_of(states, 0) && !choice_of(NULL, 1));
	CHECK(!choice_named(states, "") && !choice_named(NULL, "open"));
}

TEST(each_error_code_has_a_name_of_its_own)
{
	for (int a = OK; a >= ERR_INTERNAL; a--)
		for (int b = a - 1; b >= ERR_INTERNAL; b--)
			CHECK(strcmp(error_name(a), error_name(b)) != 0);
	CHECK_STR(error_name(ERR_NOT_FOUND), "not_found");
}
