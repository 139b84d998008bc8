/* What people type: rooms, phones, money, dates, times, names, search words. What was understood
 * and is written out again is understood the same. */
#include "base/civil.h"
#include "base/money.h"
#include "base/text.h"
#include "store/search_token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void numbers(const char *s)
{
	char text[MONEY_TEXT];
	int64_t n, again, product;

	if (money_parse(s, &n) == OK) {
		require(n <= MONEY_MAX && n >= -MONEY_MAX);
		require(money_parse(money_text(n, text), &again) == OK && again == n);
		require(money_times(n, 1000, &product) == OK && product == n);
	}
	if (text_int(s, &n) == OK) {
		char digits[32];
		(void)snprintf(digits, sizeof digits, "%" PRId64, n);
		require(text_int(digits, &again) == OK && again == n);
	}
}

static void times(const char *s)
{
	char text[CIVIL_TEXT];
	int32_t day, day_again;
	int64_t at, again;
	int minute, minute_again;

	if (civil_parse(s, 480, &at) == OK) {
		require(civil_parse(civil_rfc3339(at, 480, text), 0, &again) == OK);
		require(again / 1000 == at / 1000);
	}
	if (civil_parse_day(s, &day) == OK)
		require(civil_parse_day(civil_date(day, text), &day_again) == OK &&
			day_again == day);
	if (civil_parse_clock(s, &minute) == OK) {
		require(minute >= 0 && minute <= 24 * 60);
		require(civil_parse_clock(civil_clock(minute, text), &minute_again) == OK &&
			minute_again == minute);
	}
}

/* A text made comparable stays as it is when it is made so once more. */
static void comparable(struct arena *a, const char *s)
{
	char *room = text_room(a, s), *phone = text_phone(a, s), *fold = text_fold(a, s), *again;

	again = room ? text_room(a, room) : NULL;
	require(!room || (again && !strcmp(room, again)));
	again = phone ? text_phone(a, phone) : NULL;
	require(!phone || (again && !strcmp(phone, again) && strlen(phone) <= 16));
	require(!strcmp(fold, text_fold(a, fold)));
	require(text_valid(fold, strlen(fold)));
	again = text_trim(a, s);
	require(!strcmp(again, text_trim(a, again)));
	again = text_initials(a, s);
	require(text_valid(again, strlen(again)));
	(void)text_mask(a, s);
	again = text_mask_name(a, s);
	require(text_valid(again, strlen(again)));
}

/* Neither a quote nor a sign of the engine's own language comes out of what was typed. */
static void search(struct arena *a, const char *s)
{
	char *line = search_line(a, s);
	struct search_query q;

	require(!strpbrk(line, "'\"&|!()*<>:\\"));
	require(!strcmp(line, search_line(a, search_unline(a, line))));
	if (!search_query_read(a, s, &q))
		return;
	require(q.count <= SEARCH_PHRASES);
	for (size_t i = 0; i < q.count; i++) {
		require(q.phrase[i].count && q.phrase[i].count <= SEARCH_TOKENS);
		for (size_t k = 0; k < q.phrase[i].count; k++)
			require(!strpbrk(q.phrase[i].token[k], " '\"&|!()*<>:\\"));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(arena) a = { 0 };
	char *s;

	if (size > 4096)
		return 0;
	s = malloc(size + 1); /* its own block, so that the sanitizer sees a step too far */
	require(s);
	memcpy(s, data, size);
	s[size] = '\0';
	if (text_valid(s, strlen(s))) {
		numbers(s);
		times(s);
		comparable(&a, s);
		search(&a, s);
	}
	free(s);
	return 0;
}
