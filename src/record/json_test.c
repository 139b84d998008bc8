#include "record/json.h"
#include "base/civil.h"
#include "record/input.h"
#include "test.h"

static const struct choice states[] = {{1, "open", "待处理"}, {2, "done", "已完成"}, CHOICE_END};

struct ticket {
	int64_t id, owner_id, due_at, closed_at, amount_fen, price, area;
	int state, day, none, from, count;
	bool urgent;
	const char *title, *empty, *phone, *card, *password;
};
static const struct field fields[] = {
	FIELD(ticket, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(ticket, owner_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(ticket, due_at, .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(ticket, closed_at, .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(ticket, amount_fen, .show = SHOW_MONEY, .flags = IN_JSON),
	FIELD(ticket, price, .show = SHOW_MONEY),
	FIELD(ticket, area, .show = SHOW_MASS, .flags = IN_JSON),
	FIELD(ticket, state, .show = SHOW_ENUM, .choices = states, .flags = IN_JSON),
	FIELD(ticket, day, .show = SHOW_DATE, .flags = IN_JSON),
	FIELD(ticket, none, .show = SHOW_DATE, .flags = IN_JSON),
	FIELD(ticket, from, .show = SHOW_CLOCK, .flags = IN_JSON),
	FIELD(ticket, count, .flags = IN_JSON),
	FIELD(ticket, urgent, .flags = IN_JSON),
	FIELD(ticket, title, .flags = IN_JSON),
	FIELD(ticket, empty, .flags = IN_JSON),
	FIELD(ticket, phone, .show = SHOW_PHONE, .flags = IN_JSON),
	FIELD(ticket, card, .show = SHOW_SECRET, .flags = IN_JSON),
	FIELD(ticket, password, .show = SHOW_PASSWORD, .flags = IN_JSON),
};

static struct arena arena;
static struct ctx cx = {.arena = &arena};
static struct strbuf out;
static struct json j;

static void begin(void)
{
	strbuf_init(&out, &arena, 100000);
	json_init(&j, &cx, &out, ZONE_SHANGHAI);
}

static struct ticket sample(void)
{
	return (struct ticket){
		.id = INT64_C(9007199254740993),
		.due_at = civil_ms(civil_day(2026, 11, 23), 845, ZONE_SHANGHAI),
		.amount_fen = 7500,
		.area = 1500,
		.state = 2,
		.day = civil_day(2026, 4, 5),
		.from = 510,
		.count = -3,
		.urgent = true,
		.title = "\"漏水\"\n\\",
		.phone = "13800135612",
		.card = "330106199001011234",
		.password = "x",
	};
}

TEST(a_record_is_written_by_its_table)
{
	struct ticket t = sample();

	begin();
	json_object(&j, NULL);
	json_record(&j, FIELDS(ticket, fields), &t);
	json_object_end(&j);
	CHECK_STR(
		out.s,
		"{\"id\":\"9007199254740993\",\"owner_id\":null,\"due_at\":\"2026-11-23T14:05:00+"
		"08:00\","
		"\"closed_at\":null,\"amount\":\"75.00\",\"amount_fen\":7500,\"area\":\"1.5\","
		"\"state\":\"done\",\"state_label\":\"已完成\",\"day\":\"2026-04-05\",\"none\":"
		"null,"
		"\"from\":\"08:30\",\"count\":-3,\"urgent\":true,\"title\":\"\\\"漏水\\\"\\n\\\\\","
		"\"empty\":null,\"phone\":\"138****5612\",\"card\":\"3301**********1234\"}");
}

TEST(a_phone_is_whole_only_for_those_who_may_see_it_and_a_secret_never)
{
	struct ticket t = sample();

	begin();
	j.may_see_phones = true;
	json_object(&j, NULL);
	json_record(&j, FIELDS(ticket, fields), &t);
	json_object_end(&j);
	CHECK_HAS(out.s, "\"phone\":\"13800135612\"");
	CHECK(!strstr(out.s, "330106199001011234"));
}

TEST(labels_are_in_the_language_of_the_work)
{
	static const char catalogue[] = "已完成\tDone\n";

	text_catalogue(catalogue, sizeof catalogue - 1);
	cx.language = LANGUAGE_EN;
	begin();
	json_object(&j, NULL);
	json_choice(&j, "state", states, 2);
	json_choice(&j, "other", states, 9);
	json_object_end(&j);
	CHECK_STR(out.s, "{\"state\":\"done\",\"state_label\":\"Done\",\"other\":null,\"other_"
			 "label\":null}");
}

TEST(nested_lists_and_objects_are_parted_by_commas)
{
	struct input in;

	begin();
	json_object(&j, NULL);
	json_array(&j, "rows");
	for (int i = 0; i < 2; i++) {
		json_object(&j, NULL);
		json_int(&j, "n", i);
		json_array(&j, "tags");
		json_text(&j, NULL, "a");
		json_text(&j, NULL, NULL);
		json_array_end(&j);
		json_object(&j, "empty");
		json_object_end(&j);
		json_bool(&j, "last", i == 1);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_int(&j, "total", INT64_MIN);
	json_object_end(&j);
	CHECK_STR(out.s, "{\"rows\":[{\"n\":0,\"tags\":[\"a\",null],\"empty\":{},\"last\":false},"
			 "{\"n\":1,\"tags\":[\"a\",null],\"empty\":{},\"last\":true}],"
			 "\"total\":-9223372036854775808}");
	input_init(&in, &arena);
	CHECK_OK(input_json(&cx, out.s, out.len, &in));
	CHECK_STR(input_text(&in, "rows.1.tags.0"), "a");
	CHECK_STR(input_text(&in, "total"), "-9223372036854775808");
}
