#include "base/ctx.h"

static void write_why(struct ctx *cx, const char *format, va_list ap)
{
	char text[sizeof cx->why + 1]; /* the last reason may be among the arguments */
	int n = vsnprintf(text, sizeof text, format, ap);

	/* a reason that is too long ends before a character, not inside one */
	if (n >= (int)sizeof cx->why) {
		size_t at = sizeof cx->why - 1;
		while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
			at--;
		text[at] = '\0';
	}
	memcpy(cx->why, text, strlen(text) + 1);
}

int fail(struct ctx *cx, int err, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	write_why(cx, format, ap);
	va_end(ap);
	return err;
}

int fail_field(struct ctx *cx, const char *field, const char *format, ...)
{
	struct field_error *e = ARENA_NEW(cx->arena, struct field_error);
	va_list ap;

	va_start(ap, format);
	write_why(cx, format, ap);
	va_end(ap);
	*e = (struct field_error){ cx->errors, arena_strdup(cx->arena, field),
				   arena_strdup(cx->arena, cx->why) };
	cx->errors = e;
	return ERR_INVALID;
}

struct entry {
	const char *zh, *en;
	size_t zh_len;
};

static struct {
	struct entry *entries; /* an open hash, at most half full */
	size_t size;
} catalogue;

static size_t hash(const char *s, size_t n)
{
	uint64_t h = UINT64_C(1469598103934665603);
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * UINT64_C(1099511628211);
	return (size_t)h;
}

void text_catalogue(const char *text, size_t n)
{
	static char *copy;
	size_t lines = 0;

	free(copy);
	free(catalogue.entries);
	copy = malloc(n + 2);
	assert(copy);
	memcpy(copy, text, n);
	copy[n] = '\n'; /* the last line may lack it */
	copy[n + 1] = '\0';
	for (size_t i = 0; i < n; i++)
		lines += copy[i] == '\n';
	catalogue.size = lines * 2 + 16;
	catalogue.entries = calloc(catalogue.size, sizeof *catalogue.entries);
	assert(catalogue.entries);
	for (char *line = copy, *end; *line; line = end + 1) {
		char *tab = strchr(line, '\t');
		end = strchr(line, '\n');
		*end = '\0';
		if (!tab || tab > end || *line == '#')
			continue;
		*tab = '\0';
		size_t at = hash(line, (size_t)(tab - line)) % catalogue.size;
		while (catalogue.entries[at].zh)
			at = (at + 1) % catalogue.size;
		catalogue.entries[at] = (struct entry){ line, tab + 1, (size_t)(tab - line) };
	}
}

const char *text_in(enum language language, const char *zh)
{
	size_t n, at;

	if (language == LANGUAGE_ZH || !catalogue.size || !zh)
		return zh;
	n = strlen(zh);
	at = hash(zh, n) % catalogue.size;
	for (; catalogue.entries[at].zh; at = (at + 1) % catalogue.size)
		if (catalogue.entries[at].zh_len == n && !memcmp(catalogue.entries[at].zh, zh, n))
			return catalogue.entries[at].en;
	return zh;
}
