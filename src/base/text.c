#include "base/text.h"

enum { BROKEN = 0xFFFD };

/* The length of the character at s and its value; 0 when the bytes are no character. Stops before
 * a NUL, so that n may be SIZE_MAX for a text that ends in one. */
static size_t decode(const unsigned char *s, size_t n, uint32_t *ret)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	uint32_t c = len == 1 ? s[0] : s[0] & (0x7Fu >> len);

	if (!len || s[0] > 0xF4)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if (i >= n || (s[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3F);
	}
	if (c < least[len] || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF)
		return 0;
	*ret = c;
	return len;
}

static bool forbidden(uint32_t c)
{
	if (c < 0x20)
		return c != '\t' && c != '\n' && c != '\r';
	return (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

bool text_valid(const char *s, size_t n)
{
	uint32_t c;

	for (size_t at = 0, len; at < n; at += len) {
		len = decode((const unsigned char *)s + at, n - at, &c);
		if (!len || forbidden(c))
			return false;
	}
	return true;
}

uint32_t text_next(const char **s)
{
	uint32_t c;
	size_t len;

	if (!**s)
		return 0;
	len = decode((const unsigned char *)*s, SIZE_MAX, &c);
	*s += len ? len : 1;
	return len ? c : BROKEN;
}

size_t text_length(const char *s)
{
	size_t n = 0;

	while (s && text_next(&s))
		n++;
	return n;
}

static size_t encode(uint32_t c, char out[4])
{
	static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t len;

	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = BROKEN;
	len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(lead[len] | c);
	return len;
}

void text_put(struct strbuf *b, uint32_t character)
{
	char bytes[4];

	strbuf_add(b, bytes, encode(character, bytes));
}

/* Blanks of every width, also the invisible ones that come along from a web page or a sheet. */
static bool is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
	       c == 0xFEFF;
}

/* The part of s between its blanks. */
static const char *inner(const char *s, size_t *ret_n)
{
	const char *first = NULL, *end = s;
	uint32_t c;

	for (const char *p = s, *before = p; p && (c = text_next(&p)); before = p) {
		if (is_blank(c))
			continue;
		if (!first)
			first = before;
		end = p;
	}
	*ret_n = first ? (size_t)(end - first) : 0;
	return first ? first : "";
}

char *text_trim(struct arena *a, const char *s)
{
	size_t n;
	const char *from = inner(s, &n);

	return arena_strndup(a, from, n);
}

bool text_blank(const char *s)
{
	size_t n;

	(void)inner(s, &n);
	return n == 0;
}

/* Full-width forms and the many dashes, as an input method leaves them, to their ASCII sign. */
static uint32_t narrow(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFEE0;
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	return is_blank(c) ? ' ' : c;
}

int text_plain_digits(const char *s, char *buffer, size_t size)
{
	size_t n, used = 0;
	const char *p = inner(s, &n), *end = p + n;

	while (p < end) {
		char bytes[4];
		const char *from = p;
		uint32_t c = text_next(&p);
		size_t len = (size_t)(p - from);

		/* what is not made narrow is kept byte by byte, a broken byte too */
		if (narrow(c) != c) {
			len = encode(narrow(c), bytes);
			from = bytes;
		}
		if (used + len >= size)
			return ERR_TOO_BIG;
		memcpy(buffer + used, from, len);
		used += len;
	}
	if (!size)
		return ERR_TOO_BIG;
	buffer[used] = '\0';
	return OK;
}

char *text_fold(struct arena *a, const char *s)
{
	size_t n;
	const char *p = inner(s, &n), *end = p + n;
	struct strbuf b;
	bool blank = false;

	strbuf_init(&b, a, SIZE_MAX / 2);
	while (p < end) {
		uint32_t c = narrow(text_next(&p));
		if (c == ' ' && blank)
			continue;
		blank = c == ' ';
		text_put(&b, c < 0x80 ? (uint32_t)tolower((int)c) : c);
	}
	return b.len ? b.s : arena_strdup(a, "");
}

int text_int(const char *s, int64_t *ret)
{
	char plain[64];
	const char *p = plain;
	int64_t n = 0;
	bool negative;

	if (text_plain_digits(s, plain, sizeof plain) < 0)
		return ERR_INVALID;
	negative = *p == '-';
	p += *p == '-' || *p == '+';
	if (!*p)
		return ERR_INVALID;
	for (; *p; p++) {
		int digit = negative ? '0' - *p : *p - '0';
		if (!isdigit((unsigned char)*p) || __builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, digit, &n))
			return ERR_INVALID;
	}
	*ret = n;
	return OK;
}

bool text_equal(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

bool text_starts(const char *s, const char *prefix)
{
	return s && prefix && !strncmp(s, prefix, strlen(prefix));
}

bool text_contains(const char *s, const char *part)
{
	return s && part && strstr(s, part);
}

char *text_split(char **rest, char separator)
{
	char *part = *rest, *end;

	if (!part || !*part)
		return NULL;
	end = strchr(part, separator);
	*rest = end ? end + 1 : part + strlen(part);
	if (end)
		*end = '\0';
	return part;
}

/* The words between the parts of a room, the longer first. after: behind which part they may stand
 * (1 building, 2 unit, 3 room at the end of the text), as a set of bits. */
static const struct {
	const char *word;
	unsigned after;
} room_words[] = {
	{ "号楼", 1 << 1 }, { "栋", 1 << 1 },	{ "幢", 1 << 1 },
	{ "座", 1 << 1 },   { "楼", 1 << 1 },	{ "#", 1 << 1 },
	{ "单元", 1 << 2 }, { "门", 1 << 2 },	{ "号", 1 << 1 | 1 << 3 },
	{ "室", 1 << 3 },   { "房", 1 << 3 },	{ "户", 1 << 3 },
	{ "-", 1 << 1 | 1 << 2 }, { "/", 1 << 1 | 1 << 2 }, { " ", 1 << 1 | 1 << 2 | 1 << 3 },
};

enum { ROOM_PARTS = 3, ROOM_PART_BYTES = 6 };

struct room {
	char part[ROOM_PARTS][ROOM_PART_BYTES];
	unsigned after[ROOM_PARTS]; /* what all the words behind this part allow it to be */
	size_t count;
	bool only_blanks; /* nothing but blanks between the parts */
};

/* Letters and digits up to the next sign, without leading zeros, in capitals. */
static bool room_part_read(const char **s, char part[ROOM_PART_BYTES])
{
	size_t n = 0, letters = 0;

	while (**s == '0' && isalnum((unsigned char)(*s)[1]))
		(*s)++;
	for (; isalnum((unsigned char)**s); (*s)++) {
		if (n + 1 == ROOM_PART_BYTES)
			return false;
		letters += isalpha((unsigned char)**s) != 0;
		part[n++] = (char)toupper((unsigned char)**s);
	}
	part[n] = '\0';
	return n && letters <= 2;
}

static const char *room_word_at(const char *s, unsigned *ret_after)
{
	for (size_t i = 0; i < COUNT(room_words); i++)
		if (text_starts(s, room_words[i].word)) {
			*ret_after = room_words[i].after;
			return s + strlen(room_words[i].word);
		}
	return NULL;
}

static bool room_read(const char *s, struct room *r)
{
	*r = (struct room){ .only_blanks = true };
	while (*s) {
		unsigned *after = &r->after[r->count], allowed;
		const char *next;

		if (r->count == ROOM_PARTS || !room_part_read(&s, r->part[r->count]))
			return false;
		*after = ~0u;
		while ((next = room_word_at(s, &allowed))) {
			*after &= allowed;
			r->only_blanks = r->only_blanks && *s == ' ';
			s = next;
		}
		r->count++;
	}
	return true;
}

char *text_room(struct arena *a, const char *typed)
{
	struct room r;
	const char *room;
	bool three, number = false;

	if (!room_read(text_fold(a, typed), &r) || r.count < 2)
		return NULL;
	three = r.count == 3;
	room = r.part[r.count - 1];
	for (const char *p = room; *p; p++)
		number = number || isdigit((unsigned char)*p);
	if (!number || strlen(r.part[0]) > 3 || (three && strlen(r.part[1]) > 2))
		return NULL;
	if (!(r.after[0] & 1 << 1) || (three && !(r.after[1] & 1 << 2)) ||
	    !(r.after[r.count - 1] & 1 << 3))
		return NULL;
	/* "32 1201" may be building 32 or 3-2: whoever means 32 writes a dash */
	if (r.only_blanks && (strlen(room) < 3 || (!three && strlen(r.part[0]) > 1)))
		return NULL;
	return three ? arena_printf(a, "%s-%s-%s", r.part[0], r.part[1], room)
		     : arena_printf(a, "%s-%s", r.part[0], room);
}

char *text_phone(struct arena *a, const char *typed)
{
	char digits[32], *p = digits;
	size_t n = 0;

	for (const char *s = text_fold(a, typed); *s; s++) {
		if (strchr(" -()", *s))
			continue;
		if ((!isdigit((unsigned char)*s) && !(*s == '+' && n == 0)) ||
		    n + 1 == sizeof digits)
			return NULL;
		digits[n++] = *s;
	}
	digits[n] = '\0';
	if (text_starts(p, "+86"))
		p += 3;
	else if (text_starts(p, "0086"))
		p += 4;
	if (p > digits && text_starts(p, "0086")) /* twice: read again it would be another number */
		return NULL;
	n = strlen(p + (*p == '+'));
	return n >= 3 && n <= 15 ? arena_strdup(a, p) : NULL;
}

char *text_mask(struct arena *a, const char *secret)
{
	size_t n = text_length(secret), at = 0;
	size_t first = n >= 15 ? 4 : n >= 11 ? 3 : 0, last = n >= 11 ? 4 : n > 2 ? 2 : 0;
	struct strbuf b;
	uint32_t c;

	strbuf_init(&b, a, SIZE_MAX / 2);
	for (const char *s = secret; s && (c = text_next(&s)); at++)
		text_put(&b, at < first || at >= n - last ? c : '*');
	return b.len ? b.s : arena_strdup(a, "");
}

char *text_mask_name(struct arena *a, const char *name)
{
	const char *first = text_trim(a, name), *end = first;

	if (!text_next(&end))
		return arena_strdup(a, "");
	return arena_printf(a, "%.*s**", (int)(end - first), first);
}
