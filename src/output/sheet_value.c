#include "output/sheet_value.h"
#include "base/civil.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

/* Skips what a format shows literally or as colour, locale and padding. Elapsed times like [h] are
 * told through ret_elapsed. */
static const char *skip_literal(const char *s, bool *ret_elapsed)
{
	const char *end;

	switch (*s) {
	case '"':
		end = strchr(s + 1, '"');
		return end ? end + 1 : s + strlen(s);
	case '\\':
	case '_':
	case '*':
		return s[1] ? s + 2 : s + 1;
	case '[':
		end = strchr(s, ']');
		if (end && end > s + 1 && s + 1 + strspn(s + 1, "hHmMsS") == end)
			*ret_elapsed = true;
		return end ? end + 1 : s + strlen(s);
	default:
		return s;
	}
}

enum sheet_kind sheet_kind_of(const char *s)
{
	bool elapsed = false, date = false, hours = false, month = false;

	if (!strncasecmp(s, "General", 7))
		return KIND_NUMBER;
	while (*s && *s != ';') {
		const char *next = skip_literal(s, &elapsed);
		if (next != s) {
			s = next;
			continue;
		}
		switch (*s) {
		case 'y': case 'Y': case 'd': case 'D': case 'b': case 'B':
			date = true;
			break;
		case 'e': case 'E':
			date |= s[1] != '+' && s[1] != '-';
			break;
		case 'h': case 'H': case 's': case 'S':
			hours = true;
			break;
		case 'm': case 'M':
			month = true;
			break;
		}
		/* the M of AM/PM is no month; "aaa" is a day of the week */
		if (!strncasecmp(s, "AM/PM", 5)) {
			hours = true;
			s += 5;
			continue;
		}
		date |= !strncasecmp(s, "aaa", 3);
		s++;
	}
	if (elapsed)
		return KIND_ELAPSED;
	date |= month && !hours;
	return date && hours ? KIND_DATETIME : date ? KIND_DATE : hours ? KIND_TIME : KIND_NUMBER;
}

enum sheet_kind sheet_kind_builtin(unsigned id)
{
	static const struct {
		unsigned first, last;
		enum sheet_kind kind;
	} formats[] = {
		{ 14, 17, KIND_DATE }, { 18, 21, KIND_TIME }, { 22, 22, KIND_DATETIME },
		/* 27 to 36 and 50 to 58 as Excel in Chinese has them */
		{ 27, 31, KIND_DATE }, { 32, 35, KIND_TIME }, { 36, 36, KIND_DATE },
		{ 45, 45, KIND_TIME }, { 46, 46, KIND_ELAPSED }, { 47, 47, KIND_TIME },
		{ 50, 54, KIND_DATE }, { 55, 56, KIND_TIME }, { 57, 58, KIND_DATE },
	};

	for (size_t i = 0; i < COUNT(formats); i++)
		if (id >= formats[i].first && id <= formats[i].last)
			return formats[i].kind;
	return KIND_NUMBER;
}

static bool whole_number(const char *s)
{
	size_t n;

	s += *s == '-';
	n = strspn(s, "0123456789");
	return n && !s[n] && (n == 1 || *s != '0');
}

static void plain_number(double value, char text[SHEET_NUMBER])
{
	double size = fabs(value);
	int places = 15;

	if (size >= 1e21 || (size < 1e-9 && size > 0)) {
		(void)snprintf(text, SHEET_NUMBER, "%.15g", value);
		return;
	}
	if (size >= 1e15) {
		(void)snprintf(text, SHEET_NUMBER, "%.0f", value);
		return;
	}
	for (double limit = 1; limit <= size; limit *= 10)
		places--;
	for (double limit = 0.1; size > 0 && limit > size; limit /= 10)
		places++;
	(void)snprintf(text, SHEET_NUMBER, "%.*f", places, value);
	if (strchr(text, '.')) {
		size_t n = strlen(text);
		while (text[n - 1] == '0')
			n--;
		n -= text[n - 1] == '.';
		text[n] = '\0';
	}
	if (!strcmp(text, "-0"))
		(void)snprintf(text, SHEET_NUMBER, "0");
}

/* Excel believes that 1900 was a leap year: day 60 is its 29th of February. */
static void date_text(int64_t serial_day, int clock, enum sheet_kind kind, char text[SHEET_NUMBER])
{
	struct civil c = { .year = 1900, .month = 2, .day = 29 };
	int n;

	if (serial_day != 60)
		civil_from_day((int32_t)(serial_day - 25569 + (serial_day < 60)), &c);
	n = snprintf(text, SHEET_NUMBER, "%04d-%02d-%02d", c.year, c.month, c.day);
	if (kind != KIND_DATE)
		(void)snprintf(text + n, SHEET_NUMBER - (size_t)n, " %02d:%02d:%02d", clock / 3600,
			       clock / 60 % 60, clock % 60);
}

int sheet_number_text(const char *number, enum sheet_kind kind, bool date_1904,
		      char text[SHEET_NUMBER])
{
	size_t n = strlen(number);
	double value;
	int64_t seconds;
	char *end;

	if (!n || n >= SHEET_NUMBER || strspn(number, "0123456789+-.eE") != n)
		return ERR_INVALID;
	if (kind == KIND_NUMBER && whole_number(number)) {
		memcpy(text, number, n + 1);
		return OK;
	}
	value = strtod(number, &end);
	if (*end || !isfinite(value))
		return ERR_INVALID;
	if (kind == KIND_NUMBER || value < 0 || value >= 2958466 - (date_1904 ? 1462 : 0)) {
		plain_number(value, text);
		return OK;
	}
	seconds = llround(value * DAY_SECONDS);
	if (kind == KIND_ELAPSED || (kind == KIND_TIME && seconds < DAY_SECONDS)) {
		(void)snprintf(text, SHEET_NUMBER, "%02d:%02d:%02d", (int)(seconds / 3600),
			       (int)(seconds / 60 % 60), (int)(seconds % 60));
		return OK;
	}
	date_text((kind == KIND_DATE ? (int64_t)value : seconds / DAY_SECONDS) +
			  (date_1904 ? 1462 : 0),
		  (int)(seconds % DAY_SECONDS), kind, text);
	return OK;
}

void sheet_text_clear(struct sheet_text *t)
{
	t->len = 0;
	t->over = false;
}

void sheet_text_add(struct sheet_text *t, const char *s, size_t n)
{
	if (n > LIMIT_CELL_BYTES - t->len) {
		t->over = true;
		return;
	}
	memcpy(t->bytes + t->len, s, n);
	t->len += n;
}

/* _xHHHH_ at s; -1 when it is none. */
static int32_t escape_at(const char *s, size_t n)
{
	int32_t code = 0;

	if (n < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		unsigned char c = (unsigned char)s[i];
		if (!isxdigit(c))
			return -1;
		code = code * 16 + (isdigit(c) ? c - '0' : (c | 32) - 'a' + 10);
	}
	return code;
}

/* Only ASCII is escaped in practice; anything else, and NUL, stays as it is written. */
void sheet_text_finish(struct sheet_text *t)
{
	size_t to = 0;

	t->bytes[t->len] = '\0';
	if (!strchr(t->bytes, '\r') && !strstr(t->bytes, "_x"))
		return;
	for (size_t from = 0; from < t->len; from++) {
		int32_t code = escape_at(t->bytes + from, t->len - from);
		char c = t->bytes[from];
		if (code > 0 && code < 0x80) {
			c = (char)code;
			from += 6;
		}
		if (c == '\r')
			c = t->bytes[from + 1] == '\n' ? '\0' : '\n';
		if (c)
			t->bytes[to++] = c;
	}
	t->len = to;
	t->bytes[to] = '\0';
}
