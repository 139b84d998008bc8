#include "http/parse.h"
#include "base/limits.h"
#include "base/text.h"

bool token_valid(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c <= 0x20 || c >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", c))
			return false;
	}
	return n > 0;
}

bool header_value_valid(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

bool host_valid(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c >= 0x80 || (!isalnum(c) && !(c && strchr("-._:[]", c))))
			return false;
	}
	return n > 0 && n <= 255;
}

int length_parse(const char *s, int64_t *ret)
{
	int64_t value = 0;

	if (!*s)
		return ERR_INVALID;
	for (; *s; s++)
		if (!isdigit((unsigned char)*s) || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, *s - '0', &value))
			return ERR_INVALID;
	*ret = value;
	return OK;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Decodes %XX, and "+" when it is a form. A NUL is refused: texts end in one. */
static int decode(struct arena *a, const char *s, size_t n, bool form, char **ret, size_t *ret_n)
{
	char *out = arena_alloc(a, n + 1);
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		int c = (unsigned char)s[i];
		if (c == '%') {
			int high = n - i > 2 ? hex_digit(s[i + 1]) : -1;
			int low = n - i > 2 ? hex_digit(s[i + 2]) : -1;
			if (high < 0 || low < 0)
				return ERR_INVALID;
			c = high * 16 + low;
			i += 2;
		} else if (form && c == '+') {
			c = ' ';
		}
		if (!c)
			return ERR_INVALID;
		out[at++] = (char)c;
	}
	*ret = out;
	*ret_n = at;
	return text_valid(out, at) ? OK : ERR_INVALID;
}

static bool dot_segment(const char *s, size_t n)
{
	return (n == 1 && s[0] == '.') || (n == 2 && s[0] == '.' && s[1] == '.');
}

int path_decode(struct arena *a, const char *s, size_t n, const char **ret)
{
	char *path;
	size_t length, start = 1;

	if (!n || s[0] != '/')
		return ERR_INVALID;
	for (size_t i = 0; i + 2 < n; i++)
		if (s[i] == '%' && s[i + 1] == '2' && (s[i + 2] | 0x20) == 'f')
			return ERR_INVALID;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] <= 0x20 || s[i] == 0x7f || s[i] == '#')
			return ERR_INVALID;
	if (decode(a, s, n, false, &path, &length) < 0)
		return ERR_INVALID;
	for (size_t i = 1; i <= length; i++) {
		if ((unsigned char)path[i - 1] < 0x20 || path[i - 1] == 0x7f || path[i - 1] == '\\')
			return ERR_INVALID;
		if (i < length && path[i] != '/')
			continue;
		if (dot_segment(path + start, i - start))
			return ERR_INVALID;
		start = i + 1;
	}
	*ret = path;
	return OK;
}

static int pair_parse(struct arena *a, const char *s, size_t n, struct http_pair *ret)
{
	const char *equals = memchr(s, '=', n);
	size_t name_n = equals ? (size_t)(equals - s) : n, length;
	char *name, *value;

	if (decode(a, s, name_n, true, &name, &length) < 0)
		return ERR_INVALID;
	if (!equals)
		value = name + length;
	else if (decode(a, equals + 1, n - name_n - 1, true, &value, &length) < 0)
		return ERR_INVALID;
	*ret = (struct http_pair){ name, value };
	return OK;
}

int query_parse(struct arena *a, const char *s, size_t n, struct http_pair **ret, size_t *ret_count)
{
	struct http_pair *pairs;
	size_t count = 0, most = 1;

	for (size_t i = 0; i < n; i++)
		most += s[i] == '&';
	if (most > LIMIT_FIELDS)
		return ERR_TOO_BIG;
	pairs = arena_array(a, most, sizeof *pairs);
	for (size_t i = 0; i <= n;) {
		const char *end = i < n ? memchr(s + i, '&', n - i) : NULL;
		size_t length = end ? (size_t)(end - s) - i : n - i;
		if (length && pair_parse(a, s + i, length, &pairs[count++]) < 0)
			return ERR_INVALID;
		i += length + 1;
	}
	*ret = pairs;
	*ret_count = count;
	return OK;
}

const char *cookie_value(struct arena *a, const char *header, const char *name)
{
	size_t name_n = strlen(name);

	while (header && *header) {
		const char *value = header + strspn(header, " \t;");
		size_t n = strcspn(value, ";");
		header = value + n;
		if (n <= name_n || value[name_n] != '=' || memcmp(value, name, name_n))
			continue;
		value += name_n + 1;
		n -= name_n + 1;
		while (n && (value[n - 1] == ' ' || value[n - 1] == '\t'))
			n--;
		if (n >= 2 && value[0] == '"' && value[n - 1] == '"') {
			value++;
			n -= 2;
		}
		return arena_strndup(a, value, n);
	}
	return NULL;
}

bool media_type_is(const char *header, const char *type)
{
	size_t n = strlen(type);
	return header && !strncasecmp(header, type, n) &&
	       (!header[n] || header[n] == ';' || header[n] == ' ' || header[n] == '\t');
}

/* A quoted value; s stands behind the opening quote. Browsers and curl escape \" and \\ only. */
static const char *quoted_read(struct strbuf *b, const char *s)
{
	for (; *s && *s != '"'; s++) {
		if (*s == '\\' && (s[1] == '"' || s[1] == '\\'))
			s++;
		strbuf_char(b, *s);
	}
	return *s ? s + 1 : NULL;
}

int header_parameter(struct arena *a, const char *header, const char *name, const char **ret)
{
	const char *s = header + strcspn(header, ";"), *found = NULL;

	while (*s) {
		struct strbuf value;
		const char *key;
		size_t key_n;

		if (*s != ';')
			return ERR_INVALID;
		key = s + 1 + strspn(s + 1, " \t");
		if (!*key)
			break; /* a lone ";" at the end is common */
		key_n = strcspn(key, "=; \t");
		if (key[key_n] != '=' || !token_valid(key, key_n))
			return ERR_INVALID;
		s = key + key_n + 1;
		strbuf_init(&value, a, strlen(header));
		if (*s == '"') {
			s = quoted_read(&value, s + 1);
		} else {
			size_t n = strcspn(s, "; \t");
			strbuf_add(&value, s, n);
			s += n;
		}
		if (!s)
			return ERR_INVALID;
		s += strspn(s, " \t");
		if (key_n != strlen(name) || strncasecmp(key, name, key_n))
			continue;
		if (found)
			return ERR_INVALID;
		found = value.s;
	}
	*ret = found;
	return OK;
}

static const struct {
	int status;
	const char *phrase;
} phrases[] = {
	{ 400, "Bad Request" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 408, "Request Timeout" },
	{ 413, "Content Too Large" },
	{ 415, "Unsupported Media Type" },
	{ 417, "Expectation Failed" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 503, "Service Unavailable" },
	{ 505, "HTTP Version Not Supported" },
};

const char *status_phrase(int status)
{
	for (size_t i = 0; i < COUNT(phrases); i++)
		if (phrases[i].status == status)
			return phrases[i].phrase;
	return "Error";
}
