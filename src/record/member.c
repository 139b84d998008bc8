#include "record/member.h"
#include "base/text.h"

int64_t member_int(const struct field *f, const void *record)
{
	const char *at = (const char *)record + f->at;

	switch (f->type) {
	case F_INT:
		return *(const int *)(const void *)at;
	case F_INT64:
		return *(const int64_t *)(const void *)at;
	case F_BOOL:
		return *(const bool *)at;
	case F_TEXT:
		break;
	}
	assert(!"a text is no number");
	return 0;
}

void member_set_int(const struct field *f, int64_t n, void *record)
{
	char *at = (char *)record + f->at;

	assert(f->type != F_TEXT);
	if (f->type == F_INT)
		*(int *)(void *)at = (int)n;
	else if (f->type == F_INT64)
		*(int64_t *)(void *)at = n;
	else
		*(bool *)at = n != 0;
}

const char *member_text(const struct field *f, const void *record)
{
	assert(f->type == F_TEXT);
	return *(const char *const *)(const void *)((const char *)record + f->at);
}

void member_set_text(const struct field *f, const char *text, void *record)
{
	assert(f->type == F_TEXT);
	*(const char **)(void *)((char *)record + f->at) = text;
}

bool member_empty(const struct field *f, const void *record)
{
	if (f->type == F_TEXT)
		return !member_text(f, record) || !*member_text(f, record);
	if (f->choices)
		return !choice_of(f->choices, (int)member_int(f, record));
	return f->show != SHOW_CLOCK && member_int(f, record) == 0;
}

const char *member_form_name(struct arena *a, const struct field *f)
{
	const char *unit = f->show == SHOW_MONEY ? "_fen" : f->show == SHOW_MASS ? "_mass" : NULL;
	size_t n = strlen(f->name), tail = unit ? strlen(unit) : 0;

	if (!unit || n <= tail || strcmp(f->name + n - tail, unit))
		return f->name;
	return arena_strndup(a, f->name, n - tail);
}

const char *mass_text(int64_t thousandths, char buffer[MASS_TEXT])
{
	uint64_t n = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
	int length = snprintf(buffer, MASS_TEXT, "%s%" PRIu64 ".%03" PRIu64,
			      thousandths < 0 ? "-" : "", n / 1000, n % 1000);

	while (buffer[length - 1] == '0')
		buffer[--length] = '\0';
	if (buffer[length - 1] == '.')
		buffer[--length] = '\0';
	return buffer;
}

int mass_parse(const char *text, int64_t *ret)
{
	char plain[64];
	const char *s = plain;
	int64_t n = 0;
	int decimals = -1;
	bool digits = false, negative = false;

	if (text_plain_digits(text, plain, sizeof plain) < 0)
		return ERR_INVALID;
	if (*s == '-')
		negative = *s++ == '-';
	for (; *s; s++) {
		if (*s == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (!isdigit((unsigned char)*s) || decimals == 3)
			return ERR_INVALID;
		digits = true;
		n = n * 10 + (*s - '0');
		decimals += decimals >= 0;
		if (n > MASS_MAX)
			return ERR_INVALID;
	}
	for (decimals = MAX(decimals, 0); decimals < 3; decimals++)
		n *= 10;
	if (!digits || n > MASS_MAX)
		return ERR_INVALID;
	*ret = negative ? -n : n;
	return OK;
}
