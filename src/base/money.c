#include "base/money.h"
#include "base/text.h"

int money_parse(const char *text, int64_t *ret_fen)
{
	char plain[64];
	int64_t fen = 0;
	int decimals = -1;
	bool digits = false, negative = false;
	const char *s = plain;

	if (text_plain_digits(text, plain, sizeof plain) < 0)
		return ERR_INVALID;
	if (*s == '-' || *s == '+')
		negative = *s++ == '-';
	for (; *s; s++) {
		/* 1,234 groups thousands; 12,5 may mean 12.5 and is refused */
		if (*s == ',' && digits && decimals < 0 && strspn(s + 1, "0123456789") == 3)
			continue;
		if (*s == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (!isdigit((unsigned char)*s) || decimals == 2)
			return ERR_INVALID;
		digits = true;
		fen = fen * 10 + (*s - '0');
		if (decimals >= 0)
			decimals++;
		if (fen > MONEY_MAX)
			return ERR_INVALID;
	}
	for (decimals = MAX(decimals, 0); decimals < 2; decimals++)
		fen *= 10;
	if (!digits || fen > MONEY_MAX)
		return ERR_INVALID;
	*ret_fen = negative ? -fen : fen;
	return OK;
}

const char *money_text(int64_t fen, char buffer[MONEY_TEXT])
{
	uint64_t n = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;

	(void)snprintf(buffer, MONEY_TEXT, "%s%" PRIu64 ".%02" PRIu64, fen < 0 ? "-" : "", n / 100,
		       n % 100);
	return buffer;
}

int money_times(int64_t fen, int64_t thousandths, int64_t *ret_fen)
{
	int64_t product;

	if (__builtin_mul_overflow(fen, thousandths, &product))
		return ERR_INVALID;
	product = product / 1000 + (product % 1000 >= 500) - (product % 1000 <= -500);
	if (product > MONEY_MAX || product < -MONEY_MAX)
		return ERR_INVALID;
	*ret_fen = product;
	return OK;
}
