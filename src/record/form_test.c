#include "record/form.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "test.h"

enum { REPAIR = 1, ASK = 2 };
static const struct choice kinds[] = {{REPAIR, "repair", "报修"}, {ASK, "ask", "咨询"}, CHOICE_END};

struct call {
	int64_t id, household_id, due_at, amount_fen, price, area;
	int kind, people, day, from;
	bool urgent, agreed;
	const char *room, *phone, *text, *note, *card, *password, *number;
};
static const struct field fields[] = {
	FIELD(call, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(call, household_id, .show = SHOW_ID, .flags = IN_FORM, .label = "住户"),
	FIELD(call, room, .show = SHOW_ROOM, .flags = IN_FORM | REQUIRED, .label = "房号"),
	FIELD(call, phone, .show = SHOW_PHONE, .flags = IN_FORM, .label = "电话"),
	FIELD(call, kind, .show = SHOW_ENUM, .choices = kinds, .flags = IN_FORM | REQUIRED,
	      .label = "类别"),
	FIELD(call, text, .flags = IN_FORM, .label = "事由", .min = 2),
	FIELD(call, note, .show = SHOW_LONG, .flags = IN_FORM, .label = "备注", .max = 10),
	FIELD(call, people, .flags = IN_FORM, .label = "人数", .min = 1, .max = 20),
	FIELD(call, due_at, .show = SHOW_TIME, .flags = IN_FORM, .label = "时限"),
	FIELD(call, day, .show = SHOW_DATE, .flags = IN_FORM, .label = "日期"),
	FIELD(call, from, .show = SHOW_CLOCK, .flags = IN_FORM, .label = "起"),
	FIELD(call, amount_fen, .show = SHOW_MONEY, .flags = IN_FORM, .label = "金额"),
	FIELD(call, price, .show = SHOW_MONEY, .flags = IN_FORM, .label = "单价", .min = -500,
	      .max = 10000),
	FIELD(call, area, .show = SHOW_MASS, .flags = IN_FORM, .label = "面积"),
	FIELD(call, urgent, .flags = IN_FORM, .label = "紧急"),
	FIELD(call, agreed, .flags = IN_FORM, .label = "同意"),
	FIELD(call, card, .show = SHOW_SECRET, .flags = IN_FORM, .label = "证件号"),
	FIELD(call, password, .show = SHOW_PASSWORD, .flags = IN_FORM, .label = "密码"),
	FIELD(call, number, .flags = IN_FORM | ONCE, .label = "编号"),
};
static const struct fields call_fields = FIELDS(call, fields);

static struct arena arena;
static struct ctx cx = {.arena = &arena};
static struct input in;

/* send("room", "3-2-501", …, NULL): what a person sent, read into *call */
static int send_to(struct call *call, const char *name, ...)
{
	va_list ap;

	cx.errors = NULL;
	cx.why[0] = '\0';
	input_init(&in, &arena);
	va_start(ap, name);
	for (; name; name = va_arg(ap, const char *))
		input_add(&in, name, va_arg(ap, const char *));
	va_end(ap);
	return form_read(&cx, &in, "", call_fields, ZONE_SHANGHAI, call);
}

static const char *error_of(const char *field)
{
	for (const struct field_error *e = cx.errors; e; e = e->next)
		if (!strcmp(e->field, field))
			return e->message;
	return NULL;
}

/* One field beside a valid room and kind. */
static int set_one(struct call *call, const char *name, const char *value)
{
	return send_to(call, "room", "3-2-501", "kind", "repair", name, value, NULL);
}
#define REFUSED(name, value, message)                                    \
	do {                                                             \
		struct call refused_ = {0};                              \
		CHECK_ERR(set_one(&refused_, name, value), ERR_INVALID); \
		CHECK_STR(error_of(name), message);                      \
		CHECK_STR(cx.why, message);                              \
	} while (0)

TEST(every_kind_of_value_is_read_as_people_write_it)
{
	struct call c = {0};
	int64_t at;

	CHECK_OK(civil_parse("2026-11-23 14:05", ZONE_SHANGHAI, &at));
	CHECK_OK(send_to(&c, "room", " ３栋２单元５０１ ", "phone", "+86 138-0013-5612", "kind",
			 "咨询", "text", "  漏水　", "note", "一\r\n二", "people", "１２", "due_at",
			 "2026-11-23T14:05", "day", "2026年4月5日", "from", "8:30", "amount",
			 "1,234.5", "price", "-5", "area", "86.45", "urgent", "0", "urgent", "1",
			 "household_id", "9007199254740993", "card", "330106199001011234",
			 "password", " x y ", "number", "A1", NULL));
	CHECK_STR(c.room, "3-2-501");
	CHECK_STR(c.phone, "13800135612");
	CHECK_INT(c.kind, ASK);
	CHECK_STR(c.text, "漏水");
	CHECK_STR(c.note, "一\n二");
	CHECK_INT(c.people, 12);
	CHECK_INT(c.due_at, at);
	CHECK_INT(c.day, civil_day(2026, 4, 5));
	CHECK_INT(c.from, 510);
	CHECK_INT(c.amount_fen, 123450);
	CHECK_INT(c.price, -500);
	CHECK_INT(c.area, 86450);
	CHECK(c.urgent);
	CHECK_INT(c.household_id, INT64_C(9007199254740993));
	CHECK_STR(c.card, "330106199001011234");
	CHECK_STR(c.password, " x y ");
	CHECK_STR(c.number, "A1");
}

TEST(all_faults_are_found_in_one_pass)
{
	struct call c = {0};

	CHECK_ERR(send_to(&c, "phone", "abc", "people", "21", "day", "2026-02-30", NULL),
		  ERR_INVALID);
	CHECK_STR(error_of("room"), "请填写房号");
	CHECK_STR(error_of("kind"), "请选择类别");
	CHECK_STR(error_of("phone"), "电话不像一个号码");
	CHECK_STR(error_of("people"), "人数应在 1 到 20 之间");
	CHECK_STR(error_of("day"), "日期不像一个日期，例如 2026-11-23");
	CHECK(!error_of("text"));
	CHECK_STR(cx.why, "有 5 处需要修改：请填写房号");
}

TEST(a_value_that_breaks_a_rule_is_refused_with_a_sentence)
{
	REFUSED("text", "漏", "事由至少 2 个字，现在 1 个");
	REFUSED("text", "一\n二", "事由只能写一行");
	REFUSED("text", "坏\xff字", "事由里有无法识别的字符");
	REFUSED("text", "\xe2\x80\xaexx", "事由里有无法识别的字符");
	REFUSED("note", "一二三四五六七八九十零", "备注最多 10 个字，现在 11 个");
	REFUSED("people", "1.5", "人数应为整数");
	REFUSED("people", "0", "人数应在 1 到 20 之间");
	REFUSED("people", "99999999999", "人数应在 1 到 20 之间");
	REFUSED("due_at", "明天", "时限不像一个时间，例如 2026-11-23 14:05");
	REFUSED("from", "24:01", "起不像一个钟点，例如 08:30");
	REFUSED("amount", "1.005", "金额应为金额，例如 75 或 75.50");
	REFUSED("amount", "-1", "金额应在 0.00 到 999999999999.99 之间");
	REFUSED("amount_fen", "7.5", "金额应为整数");
	REFUSED("amount_fen", "-1", "金额应在 0.00 到 999999999999.99 之间");
	REFUSED("price", "-5.01", "单价应在 -5.00 到 100.00 之间");
	REFUSED("area", "1.2345", "面积应为数量，例如 1.5");
	REFUSED("urgent", "maybe", "紧急应为是或否");
	REFUSED("household_id", "-3", "住户不是一个编号");
	REFUSED("household_id", "abc", "住户不是一个编号");
}

TEST(an_unknown_room_or_word_is_refused)
{
	struct call c = {0};

	CHECK_ERR(send_to(&c, "room", "树", "kind", "other", NULL), ERR_INVALID);
	CHECK_STR(error_of("room"), "房号不像一个房号，例如 3-2-501");
	CHECK_STR(error_of("kind"), "类别没有这个选项");
}

TEST(a_text_without_a_limit_of_its_own_is_one_line_of_200_characters)
{
	struct strbuf b;
	struct call c = {0};

	strbuf_init(&b, &arena, 10000);
	for (int i = 0; i < LIMIT_LINE; i++)
		strbuf_text(&b, "字");
	CHECK_OK(set_one(&c, "text", b.s));
	for (int i = 0; i < 13; i++)
		strbuf_text(&b, "字");
	CHECK_ERR(set_one(&c, "text", b.s), ERR_INVALID);
	CHECK_STR(cx.why, "事由最多 200 个字，现在 213 个");
}

TEST(a_name_that_was_not_sent_leaves_its_member)
{
	struct call c = {
		.room = "3-2-501", .kind = ASK, .people = 3, .text = "漏水", .urgent = true};

	CHECK_OK(send_to(&c, "people", "4", NULL));
	CHECK_STR(c.room, "3-2-501");
	CHECK_INT(c.kind, ASK);
	CHECK_INT(c.people, 4);
	CHECK(c.urgent);
	CHECK_OK(send_to(&c, "people", "", "text", "", "urgent", "0", NULL));
	CHECK_INT(c.people, 0);
	CHECK_STR(c.text, "");
	CHECK(!c.urgent);
	CHECK_ERR(send_to(&c, "room", "　", "kind", "", NULL), ERR_INVALID);
	CHECK_STR(error_of("room"), "请填写房号");
	CHECK_STR(error_of("kind"), "请选择类别");
	CHECK_STR(c.room, "3-2-501");
}

TEST(money_is_read_in_yuan_or_as_an_integer_of_fen)
{
	struct call c = {0};

	CHECK_OK(set_one(&c, "amount_fen", "7500"));
	CHECK_INT(c.amount_fen, 7500);
	CHECK_OK(set_one(&c, "amount", "75"));
	CHECK_INT(c.amount_fen, 7500);
	CHECK_OK(set_one(&c, "price_fen", "101"));
	CHECK_INT(c.price, 101);
}

TEST(a_masked_value_that_comes_back_is_left_as_it_is)
{
	struct call c = {.phone = "13800135612", .card = "330106199001011234", .password = "old"};

	CHECK_OK(send_to(&c, "room", "3-2-501", "kind", "ask", "phone", "138****5612", "card",
			 "3301**********1234", "password", "", NULL));
	CHECK_STR(c.phone, "13800135612");
	CHECK_STR(c.card, "330106199001011234");
	CHECK_STR(c.password, "old");
	CHECK_ERR(set_one(&c, "phone", "139****5612"), ERR_INVALID);
	CHECK_OK(set_one(&c, "phone", ""));
	CHECK_STR(c.phone, "");
}

TEST(a_member_that_is_set_once_keeps_its_value_in_a_stored_record)
{
	struct call c = {.id = 7, .number = "A1"};

	CHECK_OK(set_one(&c, "number", " A1 "));
	CHECK_ERR(set_one(&c, "number", "A2"), ERR_INVALID);
	CHECK_STR(error_of("number"), "编号登记后不能更改");
	CHECK_STR(c.number, "A1");
	c.id = 0;
	CHECK_OK(set_one(&c, "number", "A2"));
	CHECK_STR(c.number, "A2");
}

TEST(a_prefix_reads_one_of_many_and_its_faults_carry_it)
{
	struct call c = {0};

	input_init(&in, &arena);
	cx.errors = NULL;
	input_add(&in, "matters.1.room", "3-2-501");
	input_add(&in, "matters.1.kind", "x");
	CHECK_ERR(form_read(&cx, &in, "matters.1.", call_fields, ZONE_SHANGHAI, &c), ERR_INVALID);
	CHECK_STR(c.room, "3-2-501");
	CHECK_STR(error_of("matters.1.kind"), "类别没有这个选项");
}

TEST(a_record_filled_otherwise_keeps_the_same_rules)
{
	struct call c = {.room = "3-2-501", .kind = ASK};

	cx.errors = NULL;
	CHECK_OK(form_check(&cx, call_fields, &c));
	c = (struct call){.kind = 9, .text = "漏", .people = 21, .amount_fen = -1};
	CHECK_ERR(form_check(&cx, call_fields, &c), ERR_INVALID);
	CHECK_STR(error_of("room"), "请填写房号");
	CHECK_STR(error_of("kind"), "请选择类别");
	CHECK_STR(error_of("text"), "事由至少 2 个字，现在 1 个");
	CHECK_STR(error_of("people"), "人数应在 1 到 20 之间");
	CHECK_STR(error_of("amount"), "金额应在 0.00 到 999999999999.99 之间");
}

TEST(one_cell_of_an_import_is_set_by_the_same_rules)
{
	struct call c = {0};

	CHECK_OK(form_set(&cx, field_find(call_fields, "due_at"), "2019/4/25 9:32:09",
			  ZONE_SHANGHAI, &c));
	CHECK_INT(c.due_at,
		  civil_ms(civil_day(2019, 4, 25), 9 * 60 + 32, ZONE_SHANGHAI) + SECONDS(9));
	CHECK_ERR(form_set(&cx, field_find(call_fields, "kind"), "什么", ZONE_SHANGHAI, &c),
		  ERR_INVALID);
	CHECK_STR(cx.why, "类别没有这个选项");
	CHECK_OK(form_set(&cx, field_find(call_fields, "kind"), " 报修 ", ZONE_SHANGHAI, &c));
	CHECK_INT(c.kind, REPAIR);
	CHECK_OK(form_set(&cx, field_find(call_fields, "urgent"), "是", ZONE_SHANGHAI, &c));
	CHECK(c.urgent);
}
