#include "output/sheet_value.h"
#include "test.h"

TEST(a_number_format_tells_whether_a_cell_shows_a_date_or_a_time)
{
	static const struct {
		const char *code;
		enum sheet_kind kind;
	} cases[] = {
		{ "General", KIND_NUMBER },
		{ "0.00", KIND_NUMBER },
		{ "#,##0.00_);[Red]\\(#,##0.00\\)", KIND_NUMBER },
		{ "0.00E+00", KIND_NUMBER },
		{ "\"days\" 0", KIND_NUMBER },
		{ "yyyy/m/d h:mm", KIND_DATETIME },
		{ "yyyy\\-mm\\-dd", KIND_DATE },
		{ "yyyy\"年\"m\"月\"d\"日\";@", KIND_DATE },
		{ "[$-804]aaaa", KIND_DATE },
		{ "m\"月\"", KIND_DATE },
		{ "h:mm:ss AM/PM", KIND_TIME },
		{ "mm:ss.0", KIND_TIME },
		{ "[h]:mm:ss", KIND_ELAPSED },
		{ "[Red]0", KIND_NUMBER },
		{ "\"open", KIND_NUMBER },
		{ "[open", KIND_NUMBER },
		{ "", KIND_NUMBER },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		if (sheet_kind_of(cases[i].code) != cases[i].kind)
			test_failed(__FILE__, __LINE__, "%s", cases[i].code);
	CHECK_INT(sheet_kind_builtin(14), KIND_DATE);
	CHECK_INT(sheet_kind_builtin(22), KIND_DATETIME);
	CHECK_INT(sheet_kind_builtin(57), KIND_DATE);
	CHECK_INT(sheet_kind_builtin(0), KIND_NUMBER);
	CHECK_INT(sheet_kind_builtin(49), KIND_NUMBER);
}

TEST(numbers_and_dates_are_shown_as_excel_shows_them)
{
	static const struct {
		const char *number, *text;
		enum sheet_kind kind;
		bool date_1904;
	} cases[] = {
		{ "0", "0", KIND_NUMBER, false },
		{ "75.5", "75.5", KIND_NUMBER, false },
		{ "0.1", "0.1", KIND_NUMBER, false },
		{ "0.10000000000000001", "0.1", KIND_NUMBER, false },
		{ "0.30000000000000004", "0.3", KIND_NUMBER, false },
		{ "1234567.8899999999", "1234567.89", KIND_NUMBER, false },
		{ "999999999999.99", "999999999999.99", KIND_NUMBER, false },
		{ "13800138000", "13800138000", KIND_NUMBER, false },
		{ "1.3800138E10", "13800138000", KIND_NUMBER, false },
		{ "440106198001011234", "440106198001011234", KIND_NUMBER, false },
		{ "1E+20", "100000000000000000000", KIND_NUMBER, false },
		{ "-0.5", "-0.5", KIND_NUMBER, false },
		{ "-0.0", "0", KIND_NUMBER, false },
		{ "100", "100", KIND_NUMBER, false },
		{ "100.0", "100", KIND_NUMBER, false },
		{ "0.000001", "0.000001", KIND_NUMBER, false },
		{ "1e-8", "0.00000001", KIND_NUMBER, false },
		{ "1e300", "1e+300", KIND_NUMBER, false },
		{ "43580.397326388891", "2019-04-25 09:32:09", KIND_DATETIME, false },
		{ "43580.397326388891", "2019-04-25", KIND_DATE, false },
		{ "43580.999999", "2019-04-26 00:00:00", KIND_DATETIME, false },
		{ "43580", "2019-04-25 00:00:00", KIND_DATETIME, false },
		{ "42118", "2019-04-25", KIND_DATE, true },
		{ "1", "1900-01-01", KIND_DATE, false },
		{ "59", "1900-02-28", KIND_DATE, false },
		{ "60", "1900-02-29", KIND_DATE, false },
		{ "61", "1900-03-01", KIND_DATE, false },
		{ "2958465", "9999-12-31", KIND_DATE, false },
		{ "2958466", "2958466", KIND_DATE, false },
		{ "-1", "-1", KIND_DATE, false },
		{ "0.397326388891", "09:32:09", KIND_TIME, false },
		{ "43580.397326388891", "2019-04-25 09:32:09", KIND_TIME, false },
		{ "1.5", "36:00:00", KIND_ELAPSED, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[SHEET_NUMBER];
		CHECK_OK(sheet_number_text(cases[i].number, cases[i].kind, cases[i].date_1904,
					   text));
		CHECK_STR(text, cases[i].text);
	}
}

TEST(what_is_no_number_is_refused)
{
	static const char *const cases[] = { "", "abc", "nan", "inf", "0x10",
					     "1e999", "1.2.3", "--1", " 1" };
	char text[SHEET_NUMBER];

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_ERR(sheet_number_text(cases[i], KIND_NUMBER, false, text), ERR_INVALID);
}

static const char *finished(struct sheet_text *t, const char *s)
{
	sheet_text_clear(t);
	sheet_text_add(t, s, strlen(s));
	sheet_text_finish(t);
	return t->bytes;
}

TEST(escapes_of_excel_are_resolved_and_line_ends_become_lf)
{
	static struct sheet_text t;

	CHECK_STR(finished(&t, "a_x000D_\nb\r\nc\rd"), "a\nb\nc\nd");
	CHECK_STR(finished(&t, "_x005F_x000D_"), "_x000D_");
	CHECK_STR(finished(&t, "_x0041_x000D_"), "Ax000D_");
	CHECK_STR(finished(&t, "_x0000_ _x12_ _xGGGG_ _x"), "_x0000_ _x12_ _xGGGG_ _x");
	CHECK_STR(finished(&t, "_x000D_"), "\n");
}
