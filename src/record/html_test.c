#include "record/html.h"
#include "base/civil.h"
#include "test.h"

static const struct choice kinds[] = {{1, "repair", "报修"}, {2, "ask", "咨询"}, CHOICE_END};

struct card {
	int64_t id, due_at, amount_fen;
	int kind, people, day;
	bool urgent;
	const char *text, *note, *phone, *secret, *password;
};
static const struct field fields[] = {
	FIELD(card, id, .show = SHOW_ID, .flags = IN_JSON, .label = "编号"),
	FIELD(card, text, .flags = IN_FORM | IN_LIST | REQUIRED | ONCE, .label = "事由", .min = 2,
	      .max = 50, .hint = "一句话 <b>"),
	FIELD(card, note, .show = SHOW_LONG, .flags = IN_FORM | IN_LIST, .label = "备注"),
	FIELD(card, kind, .show = SHOW_ENUM, .choices = kinds, .flags = IN_FORM | IN_LIST,
	      .label = "类别"),
	FIELD(card, people, .flags = IN_FORM | IN_LIST, .label = "人数", .min = 1, .max = 20),
	FIELD(card, day, .show = SHOW_DATE, .flags = IN_FORM | IN_LIST, .label = "日期"),
	FIELD(card, due_at, .show = SHOW_TIME, .flags = IN_FORM | IN_LIST, .label = "时限"),
	FIELD(card, amount_fen, .show = SHOW_MONEY, .flags = IN_FORM | IN_LIST, .label = "金额"),
	FIELD(card, urgent, .flags = IN_FORM | IN_LIST, .label = "紧急"),
	FIELD(card, phone, .show = SHOW_PHONE, .flags = IN_FORM | IN_LIST, .label = "电话"),
	FIELD(card, secret, .show = SHOW_SECRET, .flags = IN_FORM | IN_LIST, .label = "证件号"),
	FIELD(card, password, .show = SHOW_PASSWORD, .flags = IN_FORM | IN_JSON, .label = "密码",
	      .min = 8),
};
static const struct fields card_fields = FIELDS(card, fields);

static struct arena arena;
static struct ctx cx = {.arena = &arena};
static struct strbuf out;
static struct input in;
static struct page pg = {
	.out = &out, .cx = &cx, .zone_minutes = ZONE_SHANGHAI, .form_token = "tok\"en"};

static void begin(void)
{
	strbuf_init(&out, &arena, 1000000);
	cx.now = civil_ms(civil_day(2026, 11, 23), 12 * 60, ZONE_SHANGHAI);
}

static const struct field *named(const char *name)
{
	return field_find(card_fields, name);
}

static const char *input_of(const char *name, const struct card *record)
{
	begin();
	html_input(&pg, "", named(name), record);
	return out.s;
}

static const char *value_of(const char *name, const struct card *record)
{
	begin();
	html_value(&pg, named(name), record);
	return out.s;
}

TEST(what_people_typed_is_escaped_by_its_type)
{
	const char *text = "<i>&\"'";
	bool yes = true;

	begin();
	html_put(&pg, text);
	html_put(&pg, (int64_t)-7);
	html_put(&pg, (size_t)8);
	html_put(&pg, yes);
	html_url(&pg, "a/b?c=1&d");
	html_url(&pg, (int64_t)12);
	CHECK_STR(out.s, "&lt;i&gt;&amp;&quot;&#39;-781a%2Fb%3Fc%3D1%26d12");
}

TEST(a_time_is_short_today_and_whole_in_another_year)
{
	begin();
	html_time(&pg, civil_ms(civil_day(2026, 11, 23), 845, ZONE_SHANGHAI));
	CHECK_STR(out.s, "<time datetime=\"2026-11-23T14:05:00+08:00\">14:05</time>");
	begin();
	html_time(&pg, civil_ms(civil_day(2026, 1, 2), 845, ZONE_SHANGHAI));
	CHECK_HAS(out.s, ">01-02 14:05<");
	begin();
	html_time(&pg, civil_ms(civil_day(2025, 11, 23), 845, ZONE_SHANGHAI));
	CHECK_HAS(out.s, ">2025-11-23 14:05<");
	begin();
	html_time(&pg, 0);
	html_date(&pg, 0);
	CHECK_STR(out.s, "");
}

TEST(a_duration_is_said_in_its_two_largest_units)
{
	static const struct {
		int64_t ms;
		const char *text;
	} cases[] = {
		{0, "0 分"},
		{SECONDS(59), "0 分"},
		{MINUTES(5), "5 分"},
		{MINUTES(60), "1 小时"},
		{MINUTES(125), "2 小时 5 分"},
		{HOURS(24), "1 天"},
		{HOURS(51) + MINUTES(3), "2 天 3 小时"},
		{-MINUTES(65), "-1 小时 5 分"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		begin();
		html_duration(&pg, cases[i].ms);
		CHECK_STR(out.s, cases[i].text);
	}
}

TEST(a_member_is_shown_by_its_field)
{
	struct card c = {.text = "<漏>",
			 .note = "一\n二",
			 .kind = 2,
			 .people = 3,
			 .amount_fen = 7500,
			 .urgent = true,
			 .phone = "13800135612",
			 .secret = "330106199001011234",
			 .password = "geheim",
			 .day = civil_day(2026, 4, 5)};

	CHECK_STR(value_of("text", &c), "&lt;漏&gt;");
	CHECK_STR(value_of("note", &c), "<span class=\"long\">一\n二</span>");
	CHECK_STR(value_of("kind", &c), "咨询");
	CHECK_STR(value_of("amount_fen", &c), "75.00");
	CHECK_STR(value_of("urgent", &c), "是");
	CHECK_STR(value_of("day", &c), "<time datetime=\"2026-04-05\">2026-04-05</time>");
	CHECK_STR(value_of("phone", &c), "138****5612");
	CHECK_STR(value_of("password", &c), "");
	pg.may_see_phones = true;
	CHECK_STR(value_of("phone", &c), "13800135612");
	CHECK_STR(value_of("secret", &c), "3301**********1234");
}

TEST(an_input_carries_the_limits_of_its_field)
{
	CHECK_STR(input_of("text", NULL),
		  "<p class=\"field required\"><label for=\"f0-text\">事由</label>"
		  "<input type=\"text\" name=\"text\" id=\"f0-text\" "
		  "aria-describedby=\"f0-text-hint\" required"
		  " maxlength=\"50\" minlength=\"2\">"
		  "<small class=\"hint\" id=\"f0-text-hint\">一句话 &lt;b&gt;</small></p>");
	CHECK_STR(input_of("people", NULL),
		  "<p class=\"field\"><label for=\"f0-people\">人数</label><input type=\"number\""
		  " name=\"people\" id=\"f0-people\" min=\"1\" max=\"20\"></p>");
	CHECK_STR(input_of("note", NULL),
		  "<p class=\"field\"><label for=\"f0-note\">备注</label><textarea name=\"note\""
		  " id=\"f0-note\" rows=\"4\" maxlength=\"20000\">\n</textarea></p>");
	CHECK_HAS(input_of("password", NULL), "type=\"password\" autocomplete=\"new-password\"");
}

TEST(an_input_shows_the_record_in_the_form_its_type_knows)
{
	struct card c = {.id = 7,
			 .text = "a\"b",
			 .kind = 2,
			 .amount_fen = 7500,
			 .urgent = true,
			 .due_at = civil_ms(civil_day(2026, 11, 23), 845, ZONE_SHANGHAI),
			 .day = civil_day(2026, 4, 5),
			 .phone = "13800135612",
			 .password = "geheim"};

	CHECK_HAS(input_of("text", &c), "value=\"a&quot;b\"");
	CHECK_HAS(input_of("kind", &c),
		  "<option value=\"\">请选择</option><option value=\"repair\">报修</option>"
		  "<option value=\"ask\" selected>咨询</option></select>");
	CHECK_HAS(input_of("due_at", &c), "type=\"datetime-local\" name=\"due_at\" id=\"f0-due_at\""
					  " value=\"2026-11-23T14:05\"");
	CHECK_HAS(input_of("day", &c), "value=\"2026-04-05\"");
	CHECK_HAS(input_of("amount_fen", &c), "name=\"amount\" id=\"f0-amount\" value=\"75.00\"");
	CHECK_HAS(input_of("phone", &c), "value=\"138****5612\"");
	CHECK(!strstr(input_of("password", &c), "geheim"));
	CHECK_STR(input_of("urgent", &c),
		  "<p class=\"field check\"><input type=\"hidden\" name=\"urgent\" value=\"0\">"
		  "<input type=\"checkbox\" value=\"1\" name=\"urgent\" id=\"f0-urgent\" checked>"
		  "<label for=\"f0-urgent\">紧急</label></p>");
	CHECK_STR(input_of("id", &c), "<input type=\"hidden\" name=\"id\" value=\"7\">");
}

TEST(after_an_error_the_input_shows_what_was_sent_and_why_it_was_refused)
{
	struct card c = {.text = "old", .urgent = true};

	input_init(&in, &arena);
	input_add(&in, "text", "x\">");
	input_add(&in, "urgent", "0");
	input_add(&in, "day", "2026/4/5");
	input_add(&in, "password", "geheim");
	pg.input = &in;
	(void)fail_field(&cx, "text", "至少 %d 个字 <", 2);
	CHECK_HAS(input_of("text", &c),
		  "aria-describedby=\"f0-text-hint f0-text-error\" aria-invalid=\"true\""
		  " value=\"x&quot;&gt;\"");
	CHECK_HAS(out.s,
		  "<strong class=\"error\" id=\"f0-text-error\">至少 2 个字 &lt;</strong></p>");
	CHECK(!strstr(input_of("urgent", &c), "checked"));
	CHECK_HAS(input_of("day", &c), "value=\"2026-04-05\"");
	CHECK(!strstr(input_of("password", &c), "geheim"));
	begin();
	html_error(&pg, "text");
	html_error(&pg, "note");
	html_failure(&pg);
	CHECK_STR(out.s, "<strong class=\"error\">至少 2 个字 &lt;</strong>"
			 "<p class=\"failure\" role=\"alert\">至少 2 个字 &lt;</p>");
}

/* The form of a record of version 8, filled in when it had version 7; "old" stood in text then. */
static const char *merged(const char *typed, const char *stands_now)
{
	struct card c = {.text = stands_now, .kind = 2};

	cx.errors = NULL;
	input_init(&in, &arena);
	input_add(&in, "version", "7");
	input_add(&in, "was", "1");
	input_add(&in, "was.text", "old");
	input_add(&in, "text", typed);
	input_add(&in, "was.kind", "repair");
	input_add(&in, "kind", "repair");
	pg.input = &in;
	begin();
	html_form_edit(&pg, "/cards/1", "fields", 8);
	html_input(&pg, "", named("text"), &c);
	html_input(&pg, "", named("kind"), &c);
	html_form_close(&pg);
	return out.s;
}

TEST(a_stale_save_keeps_what_was_typed_and_takes_what_only_the_other_changed)
{
	CHECK_HAS(merged("mine", "old"), "value=\"mine\"");
	CHECK_HAS(out.s, "name=\"version\" value=\"8\"");
	CHECK_HAS(out.s, "<option value=\"ask\" selected>");
	CHECK_HAS(out.s, "<b>原值</b><span>报修</span><b>对方改为（已并入）</b><span>咨询</span></span>");
	CHECK_HAS(out.s, "name=\"was.text\" value=\"old\"");
	CHECK_HAS(out.s, "name=\"was.kind\" value=\"ask\"");
	CHECK(!strstr(out.s, "data-theirs"));
	CHECK_HAS(merged("old", "<new>"), "value=\"&lt;new&gt;\"");
	CHECK_HAS(merged("same", "same"), "value=\"same\"");
	CHECK(!strstr(out.s, "<span>same</span>"));
}

TEST(what_both_changed_shows_all_three_and_keeps_the_typed_value)
{
	CHECK_HAS(merged("mine", "theirs"), "value=\"mine\"");
	CHECK_HAS(out.s, "<span class=\"merge\" data-theirs=\"theirs\"><b>原值</b><span>old</span>"
			 "<b>对方改为</b><span>theirs</span><b>我填的</b><span>mine</span></span>");
	CHECK_HAS(merged("", "theirs"), "<b>我填的</b><span>空</span>");
}

TEST(a_form_of_the_same_version_or_of_no_record_is_not_merged)
{
	struct card c = {.text = "theirs"};

	input_init(&in, &arena);
	input_add(&in, "version", "8");
	input_add(&in, "was", "1");
	input_add(&in, "text", "mine");
	pg.input = &in;
	begin();
	html_form_edit(&pg, "/cards/1", NULL, 8);
	html_input(&pg, "", named("text"), &c);
	html_form_close(&pg);
	CHECK_HAS(out.s, "value=\"mine\"");
	CHECK(!strstr(out.s, "merge"));
	begin();
	html_form_edit(&pg, "/cards", NULL, 0);
	CHECK(!strstr(out.s, "version"));
	html_form_close(&pg);
	pg.input = NULL;
}

static const char *attribute_after(const char *text, const char *name)
{
	const char *at = strstr(text, name);
	CHECK(at);
	at += strlen(name);
	return arena_strndup(&arena, at, strcspn(at, "\""));
}

TEST(every_form_has_the_token_and_a_key_of_its_own)
{
	const char *first, *second;

	begin();
	html_form_open(&pg, "/requests/7/a?b=\"", "tight");
	html_form_close(&pg);
	CHECK_HAS(out.s, "<form method=\"post\" action=\"/requests/7/a?b=&quot;\" class=\"tight\">"
			 "<input type=\"hidden\" name=\"_token\" value=\"tok&quot;en\">");
	CHECK_HAS(out.s, "></form>");
	first = attribute_after(out.s, "name=\"_key\" value=\"");
	CHECK_INT(strlen(first), 32);
	CHECK_HAS(input_of("people", NULL), "id=\"f1-people\"");
	begin();
	html_form_open_upload(&pg, "/x", NULL);
	CHECK_HAS(out.s, "action=\"/x\" enctype=\"multipart/form-data\">");
	second = attribute_after(out.s, "name=\"_key\" value=\"");
	CHECK_INT(strlen(second), 32);
	CHECK(strcmp(first, second));
	CHECK_HAS(input_of("people", NULL), "id=\"f2-people\"");
}

TEST(details_leave_out_what_is_empty_or_says_nothing)
{
	struct card c = {.id = 7, .text = "漏水", .password = "geheim"};

	begin();
	html_details(&pg, card_fields, &c);
	CHECK_STR(out.s, "<dl class=\"details\"><dt>事由</dt><dd>漏水</dd><dt>紧急</"
			 "dt><dd>否</dd></dl>");
}

TEST(what_is_set_once_is_not_asked_again)
{
	struct card c = {0};

	begin();
	html_inputs(&pg, "matters.0.", card_fields, &c);
	CHECK_HAS(out.s, "name=\"matters.0.text\" id=\"f0-matters-0-text\"");
	CHECK(!strstr(out.s, "name=\"matters.0.id\""));
	c.id = 7;
	begin();
	html_inputs(&pg, "matters.0.", card_fields, &c);
	CHECK(!strstr(out.s, "name=\"matters.0.text\""));
	CHECK_HAS(out.s, "name=\"matters.0.note\"");
}
