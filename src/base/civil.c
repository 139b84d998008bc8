#include "base/civil.h"
#include "base/text.h"

static int64_t clock_read(clockid_t clock, int64_t per_second)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return t.tv_sec * per_second + t.tv_nsec / (1000000000 / per_second);
}

int64_t clock_now_ms(void)
{
	return clock_read(CLOCK_REALTIME, 1000);
}

int64_t clock_steady_us(void)
{
	return clock_read(CLOCK_MONOTONIC, 1000000);
}

/* Days and dates by counting in eras of 400 years that begin on the first of March. */
int32_t civil_day(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

void civil_from_day(int32_t day, struct civil *ret)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	int since_monday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	*ret = (struct civil){ .day = doy - (153 * mp + 2) / 5 + 1,
			       .month = mp < 10 ? mp + 3 : mp - 9 };
	ret->year = yoe + era * 400 + (ret->month <= 2);
	ret->weekday = (since_monday + 7) % 7 + 1;
}

bool civil_day_valid(int year, int month, int day)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= lengths[month - 1] + (month == 2 && leap);
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int32_t civil_day_of(int64_t at, int zone_minutes)
{
	return (int32_t)floor_div(at + MINUTES(zone_minutes), DAYS(1));
}

void civil_from_ms(int64_t at, int zone_minutes, struct civil *ret)
{
	int32_t day = civil_day_of(at, zone_minutes);
	int64_t rest = (at + MINUTES(zone_minutes) - DAYS(day)) / 1000;

	civil_from_day(day, ret);
	ret->hour = (int)(rest / 3600);
	ret->minute = (int)(rest / 60 % 60);
	ret->second = (int)(rest % 60);
}

int64_t civil_ms(int32_t day, int minute, int zone_minutes)
{
	return DAYS(day) + MINUTES(minute) - MINUTES(zone_minutes);
}

/* Without printf: lists and records are full of times. */
static char *add_digits(char *at, int n, int digits)
{
	for (int i = digits; i-- > 0; n /= 10)
		at[i] = (char)('0' + n % 10);
	return at + digits;
}

static char *add_date(char *at, const struct civil *c)
{
	if (c->year < 0 || c->year > 9999)
		at += snprintf(at, CIVIL_TEXT / 2, "%04d", c->year);
	else
		at = add_digits(at, c->year, 4);
	*at++ = '-';
	at = add_digits(at, c->month, 2);
	*at++ = '-';
	return add_digits(at, c->day, 2);
}

static char *add_clock(char *at, int hour, int minute)
{
	at = add_digits(at, hour, 2);
	*at++ = ':';
	return add_digits(at, minute, 2);
}

const char *civil_rfc3339(int64_t at, int zone_minutes, char text[CIVIL_TEXT])
{
	struct civil c;
	int ms = (int)(at - floor_div(at, 1000) * 1000), zone = abs(zone_minutes);
	char *end;

	civil_from_ms(at, zone_minutes, &c);
	end = add_date(text, &c);
	*end++ = 'T';
	end = add_clock(end, c.hour, c.minute);
	*end++ = ':';
	end = add_digits(end, c.second, 2);
	if (ms) {
		*end++ = '.';
		end = add_digits(end, ms, 3);
	}
	*end++ = zone_minutes < 0 ? '-' : '+';
	end = add_clock(end, zone / 60, zone % 60);
	*end = '\0';
	return text;
}

const char *civil_minute(int64_t at, int zone_minutes, char text[CIVIL_TEXT])
{
	struct civil c;
	char *end;

	civil_from_ms(at, zone_minutes, &c);
	end = add_date(text, &c);
	*end++ = ' ';
	*add_clock(end, c.hour, c.minute) = '\0';
	return text;
}

const char *civil_date(int32_t day, char text[CIVIL_TEXT])
{
	struct civil c;

	civil_from_day(day, &c);
	*add_date(text, &c) = '\0';
	return text;
}

const char *civil_clock(int minute, char text[CIVIL_TEXT])
{
	(void)snprintf(text, CIVIL_TEXT, "%02d:%02d", minute / 60, minute % 60);
	return text;
}

/* Reads up to `most` digits; -1 when there is none. */
static int number(const char **s, int most)
{
	int n = 0, count = 0;
	while (isdigit((unsigned char)**s) && count < most) {
		n = n * 10 + *(*s)++ - '0';
		count++;
	}
	return count ? n : -1;
}

static bool accept(const char **s, const char *word)
{
	size_t n = strlen(word);
	if (strncmp(*s, word, n))
		return false;
	*s += n;
	return true;
}

static int parse_date(const char **s, int32_t *ret_day)
{
	int year = number(s, 4), month, day;

	if (!accept(s, "-") && !accept(s, "/") && !accept(s, ".") && !accept(s, "年"))
		return ERR_INVALID;
	month = number(s, 2);
	if (!accept(s, "-") && !accept(s, "/") && !accept(s, ".") && !accept(s, "月"))
		return ERR_INVALID;
	day = number(s, 2);
	(void)accept(s, "日");
	if (!civil_day_valid(year, month, day))
		return ERR_INVALID;
	*ret_day = civil_day(year, month, day);
	return OK;
}

/* ".123" after the seconds, any number of digits; finer than a millisecond is dropped. */
static int parse_fraction(const char **s)
{
	int ms = 0, scale = 100;

	if (!accept(s, "."))
		return 0;
	for (; isdigit((unsigned char)**s); (*s)++, scale /= 10)
		ms += scale * (**s - '0');
	return ms;
}

static int parse_offset(const char **s, int *zone)
{
	int sign = **s == '-' ? -1 : 1, hours, minutes;

	if (accept(s, "Z") || accept(s, "z")) {
		*zone = 0;
		return OK;
	}
	if (!accept(s, "+") && !accept(s, "-"))
		return OK;
	hours = number(s, 2);
	(void)accept(s, ":");
	minutes = number(s, 2);
	if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
		return ERR_INVALID;
	*zone = sign * (hours * 60 + minutes);
	return OK;
}

int civil_parse(const char *text, int zone_minutes, int64_t *ret_at)
{
	char plain[64];
	const char *s = plain;
	int32_t day;
	int hour = 0, minute = 0, second = 0, ms = 0;

	if (text_plain_digits(text, plain, sizeof plain) < 0 || parse_date(&s, &day) < 0)
		return ERR_INVALID;
	if (*s) {
		if (!accept(&s, "T") && !accept(&s, " "))
			return ERR_INVALID;
		while (accept(&s, " "))
			;
		hour = number(&s, 2);
		if (!accept(&s, ":"))
			return ERR_INVALID;
		minute = number(&s, 2);
		if (accept(&s, ":")) {
			second = number(&s, 2);
			ms = parse_fraction(&s);
		}
		if (parse_offset(&s, &zone_minutes) < 0)
			return ERR_INVALID;
	}
	if (*s || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return ERR_INVALID;
	*ret_at = civil_ms(day, hour * 60 + minute, zone_minutes) + SECONDS(second) + ms;
	return OK;
}

int civil_parse_day(const char *text, int32_t *ret_day)
{
	char plain[64];
	const char *s = plain;

	if (text_plain_digits(text, plain, sizeof plain) < 0 || parse_date(&s, ret_day) < 0 || *s)
		return ERR_INVALID;
	return OK;
}

int civil_parse_clock(const char *text, int *ret_minute)
{
	char plain[64];
	const char *s = plain;
	int hour, minute;

	if (text_plain_digits(text, plain, sizeof plain) < 0)
		return ERR_INVALID;
	hour = number(&s, 2);
	if (!accept(&s, ":"))
		return ERR_INVALID;
	minute = number(&s, 2);
	if (*s || hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 1440)
		return ERR_INVALID;
	*ret_minute = hour * 60 + minute;
	return OK;
}
