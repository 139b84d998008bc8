/* Query, form, path, cookie and multipart. The first byte chooses; what decodes must encode and
 * decode to the same, and a multipart body must read the same in one piece and byte by byte. */
#include "base/limits.h"
#include "base/strbuf.h"
#include "http/multipart.h"
#include "http/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void query(struct arena *a, const char *s, size_t n)
{
	struct http_pair *pairs, *again;
	size_t count, count_again;
	struct strbuf b;

	if (query_parse(a, s, n, &pairs, &count) < 0)
		return;
	require(count <= LIMIT_FIELDS);
	strbuf_init(&b, a, SIZE_MAX / 2);
	for (size_t i = 0; i < count; i++) {
		if (i)
			strbuf_char(&b, '&');
		strbuf_url(&b, pairs[i].name);
		strbuf_char(&b, '=');
		strbuf_url(&b, pairs[i].value);
	}
	require(query_parse(a, b.s, b.len, &again, &count_again) == OK && count == count_again);
	for (size_t i = 0; i < count; i++)
		require(!strcmp(pairs[i].name, again[i].name) &&
			!strcmp(pairs[i].value, again[i].value));
}

static void path(struct arena *a, const char *s, size_t n)
{
	const char *decoded;
	if (path_decode(a, s, n, &decoded) < 0)
		return;
	require(decoded[0] == '/' && !strstr(decoded, "/../") && !strstr(decoded, "/./"));
	require(!strpbrk(decoded, "\\\r\n") && strlen(decoded) <= n);
}

static void header(struct arena *a, const char *s)
{
	const char *value;
	if (header_value_valid(s, strlen(s)) && (value = cookie_value(a, s, "sid")))
		require(!strpbrk(value, ";\r\n"));
	if (header_parameter(a, s, "filename", &value) == OK && value)
		require(strlen(value) < strlen(s));
}

static int begin(void *out, const char *name, const char *filename, const char *type)
{
	strbuf_printf(out, "[%s|%s|%s:", name, filename ? filename : "-", type);
	return OK;
}

static int add(void *out, const char *bytes, size_t n)
{
	strbuf_add(out, bytes, n);
	return OK;
}

static int end(void *out)
{
	strbuf_char(out, ']');
	return OK;
}

static bool read_in(struct arena *a, const char *s, size_t n, size_t portion, struct strbuf *ret)
{
	const struct multipart_sink sink = { begin, add, end, ret };
	struct multipart *m = multipart_new(a, "multipart/form-data; boundary=b", &sink);

	strbuf_init(ret, a, SIZE_MAX / 2);
	for (size_t i = 0; i < n; i += portion)
		if (multipart_add(m, s + i, MIN(portion, n - i)) < 0)
			return false;
	return multipart_end(m) == OK;
}

static void multipart(struct arena *a, const char *s, size_t n)
{
	struct strbuf whole, bytes;
	bool ok = read_in(a, s, n, n ? n : 1, &whole);

	require(read_in(a, s, n, 1, &bytes) == ok);
	require(!ok || (whole.len == bytes.len && !memcmp(whole.s, bytes.s, whole.len)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(arena) a = { 0 };
	size_t n = size ? size - 1 : 0;
	char *s = malloc(n + 1); /* its own block, so that the sanitizer sees a step too far */

	require(s);
	memcpy(s, size ? data + 1 : data, n);
	s[n] = '\0';
	switch (size ? data[0] % 4 : 0) {
	case 0:
		query(&a, s, n);
		break;
	case 1:
		path(&a, s, n);
		break;
	case 2:
		header(&a, s);
		break;
	default:
		multipart(&a, s, n);
	}
	free(s);
	return 0;
}
