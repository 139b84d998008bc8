#include "base/money.h"
#include "test.h"

TEST(money_is_read_as_people_write_it)
{
	static const struct {
		const char *text;
		int64_t fen;
	} rows[] = {
		{ "75", 7500 },	      { "75.5", 7550 },	     { "75.05", 7505 },	   { "-0.05", -5 },
		{ "+3", 300 },	      { "1,234.50", 123450 }, { "1,234,567", 123456700 },
		{ "７５．５０", 7550 }, { " 75 ", 7500 },	     { "1，000", 100000 }, { "0", 0 },
		{ "999999999999.99", MONEY_MAX }, { "-999999999999.99", -MONEY_MAX }, { ".5", 50 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t fen = -1;
		CHECK_OK(money_parse(rows[i].text, &fen));
		CHECK_INT(fen, rows[i].fen);
	}
}

TEST(what_is_no_amount_is_refused)
{
	static const char *const rows[] = { "", " ", "-", ".", "1.234", "1..2", "1.2.3", "1 2",
					    "12,5", "1,23", ",123", "1.5,000", "1e3", "0x10", "75元",
					    "--1",
					    "1000000000000", "99999999999999999999999", NULL };

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t fen = 7;
		if (money_parse(rows[i], &fen) != ERR_INVALID || fen != 7)
			test_failed(__FILE__, __LINE__, "\"%s\" was taken", rows[i]);
	}
}

TEST(an_amount_written_is_the_amount_read)
{
	static const int64_t rows[] = { 0, 1, -1, 99, 100, -100, 7500, MONEY_MAX, -MONEY_MAX };
	char text[MONEY_TEXT];

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t fen;
		CHECK_OK(money_parse(money_text(rows[i], text), &fen));
		CHECK_INT(fen, rows[i]);
	}
	CHECK_STR(money_text(7500, text), "75.00");
	CHECK_STR(money_text(-5, text), "-0.05");
	CHECK_STR(money_text(INT64_MIN, text), "-92233720368547758.08");
}

TEST(amount_times_quantity_rounds_halves_away_from_zero)
{
	int64_t fen;

	CHECK_OK(money_times(301, 1500, &fen));
	CHECK_INT(fen, 452);
	CHECK_OK(money_times(-301, 1500, &fen));
	CHECK_INT(fen, -452);
	CHECK_OK(money_times(333, 333, &fen));
	CHECK_INT(fen, 111);
	CHECK_ERR(money_times(MONEY_MAX, 1001, &fen), ERR_INVALID);
	CHECK_ERR(money_times(INT64_MAX, 1, &fen), ERR_INVALID);
	CHECK_ERR(money_times(INT64_MIN, 1, &fen), ERR_INVALID);
	CHECK_ERR(money_times(MONEY_MAX, INT64_MAX, &fen), ERR_INVALID);
	CHECK_INT(fen, 111);
}
