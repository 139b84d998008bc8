#include "base/strbuf.h"

static char empty[1] = "";

void strbuf_init(struct strbuf *b, struct arena *a, size_t max)
{
	*b = (struct strbuf){ .arena = a, .s = empty, .max = max };
}

void strbuf_clear(struct strbuf *b)
{
	b->len = 0;
	b->full = false;
	if (b->size)
		b->s[0] = '\0';
}

static bool reserve(struct strbuf *b, size_t n)
{
	size_t want;

	if (b->full || n > b->max - b->len) {
		b->full = true;
		return false;
	}
	want = b->len + n + 1;
	if (want > b->size) {
		size_t size = MAX(MAX(b->size * 2, want), (size_t)256);
		b->s = arena_grow(b->arena, b->s, b->len + 1, size);
		b->size = size;
	}
	return true;
}

void strbuf_add(struct strbuf *b, const char *bytes, size_t n)
{
	/* most often there is room; a page is made of a thousand small pieces */
	if (n >= b->size - b->len || n > b->max - b->len || b->full) {
		if (!n || !reserve(b, n))
			return;
	}
	memcpy(b->s + b->len, bytes, n);
	b->len += n;
	b->s[b->len] = '\0';
}

void strbuf_text(struct strbuf *b, const char *text)
{
	if (text)
		strbuf_add(b, text, strlen(text));
}

void strbuf_char(struct strbuf *b, char c)
{
	strbuf_add(b, &c, 1);
}

void strbuf_int(struct strbuf *b, int64_t n)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n < 0)
		digits[--at] = '-';
	strbuf_add(b, digits + at, sizeof digits - at);
}

void strbuf_vprintf(struct strbuf *b, const char *format, va_list ap)
{
	size_t room = b->full ? 0 : b->size - b->len;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(b->s + b->len, room, format, ap);
	assert(n >= 0);
	if ((size_t)n < room && (size_t)n <= b->max - b->len) {
		b->len += (size_t)n;
	} else {
		if (room)
			b->s[b->len] = '\0';
		if (n && reserve(b, (size_t)n)) {
			(void)vsnprintf(b->s + b->len, (size_t)n + 1, format, again);
			b->len += (size_t)n;
		}
	}
	va_end(again);
}

void strbuf_printf(struct strbuf *b, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	strbuf_vprintf(b, format, ap);
	va_end(ap);
}

static const char *html_entity(unsigned char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void strbuf_html(struct strbuf *b, const char *text)
{
	static const bool stops[256] = { ['\0'] = true, ['&'] = true,  ['<'] = true,
					 ['>'] = true,	['"'] = true, ['\''] = true };
	const char *run = text;

	if (!text)
		return;
	for (;;) {
		while (!stops[(unsigned char)*text])
			text++;
		strbuf_add(b, run, (size_t)(text - run));
		if (!*text)
			return;
		strbuf_text(b, html_entity((unsigned char)*text));
		run = ++text;
	}
}

void strbuf_json(struct strbuf *b, const char *text)
{
	const char *run = text;

	if (!text) {
		STRBUF_LITERAL(b, "null");
		return;
	}
	strbuf_char(b, '"');
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		strbuf_add(b, run, (size_t)(text - run));
		if (c == '\n')
			STRBUF_LITERAL(b, "\\n");
		else if (c < 0x20)
			strbuf_printf(b, "\\u%04x", c);
		else
			strbuf_add(b, (char[]){ '\\', (char)c }, 2);
		run = text + 1;
	}
	strbuf_add(b, run, (size_t)(text - run));
	strbuf_char(b, '"');
}

void strbuf_url(struct strbuf *b, const char *text)
{
	static const char hex[] = "0123456789ABCDEF";

	for (; text && *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (isalnum(c) || strchr("-._~", c))
			strbuf_char(b, (char)c);
		else
			strbuf_add(b, (char[]){ '%', hex[c >> 4], hex[c & 15] }, 3);
	}
}
