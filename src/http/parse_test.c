#include "http/parse.h"
#include "base/limits.h"
#include "base/strbuf.h"
#include "test.h"

TEST(cookies_are_found_by_their_whole_name)
{
	AUTO(arena) a = { 0 };
	CHECK_STR(cookie_value(&a, "a=1; sid=x=y ;b=2", "sid"), "x=y");
	CHECK_STR(cookie_value(&a, "sid=\"q\"", "sid"), "q");
	CHECK_STR(cookie_value(&a, "sid=", "sid"), "");
	CHECK_STR(cookie_value(&a, "xsid=1; sidx=2; sid", "sid"), NULL);
	CHECK_STR(cookie_value(&a, ";;; ;", "sid"), NULL);
	CHECK_STR(cookie_value(&a, NULL, "sid"), NULL);
}

TEST(parameters_of_a_header_are_read_strictly)
{
	AUTO(arena) a = { 0 };
	const char *v = "?";
	CHECK_ERR(header_parameter(&a, "form-data; name=a; filename = x", "name", &v), ERR_INVALID);
	CHECK_OK(header_parameter(&a, "form-data; name=\"a;b\"; File=x;", "name", &v));
	CHECK_STR(v, "a;b");
	CHECK_OK(header_parameter(&a, "form-data; name=\"C:\\dir\\\\x\\\"\"", "name", &v));
	CHECK_STR(v, "C:\\dir\\x\"");
	CHECK_OK(header_parameter(&a, "form-data", "name", &v));
	CHECK_STR(v, NULL);
	CHECK_ERR(header_parameter(&a, "form-data; name=\"a", "name", &v), ERR_INVALID);
	CHECK_ERR(header_parameter(&a, "form-data; name=a; NAME=b", "name", &v), ERR_INVALID);
	CHECK_ERR(header_parameter(&a, "form-data; name=\"a\"b", "name", &v), ERR_INVALID);
}

TEST(a_path_is_decoded_once_and_has_no_way_up)
{
	AUTO(arena) a = { 0 };
	const char *path;
	CHECK_OK(path_decode(&a, "/a%2520b", 8, &path));
	CHECK_STR(path, "/a%20b");
	CHECK_OK(path_decode(&a, "/", 1, &path));
	CHECK_OK(path_decode(&a, "/...", 4, &path));
	CHECK_OK(path_decode(&a, "//a/", 4, &path));
	CHECK_ERR(path_decode(&a, "/..", 3, &path), ERR_INVALID);
	CHECK_ERR(path_decode(&a, "/a/%2e./b", 9, &path), ERR_INVALID);
	CHECK_ERR(path_decode(&a, "a", 1, &path), ERR_INVALID);
	CHECK_ERR(path_decode(&a, "", 0, &path), ERR_INVALID);
	CHECK_ERR(path_decode(&a, "/%2", 3, &path), ERR_INVALID);
}

TEST(a_query_has_at_most_so_many_fields)
{
	AUTO(arena) a = { 0 };
	struct http_pair *pairs;
	struct strbuf b;
	size_t n;
	strbuf_init(&b, &a, 10000);
	for (int i = 0; i < LIMIT_FIELDS - 1; i++)
		strbuf_text(&b, "a&");
	CHECK_OK(query_parse(&a, b.s, b.len, &pairs, &n));
	CHECK_INT(n, LIMIT_FIELDS - 1);
	strbuf_text(&b, "&");
	CHECK_ERR(query_parse(&a, b.s, b.len, &pairs, &n), ERR_TOO_BIG);
	CHECK_OK(query_parse(&a, "", 0, &pairs, &n));
	CHECK_INT(n, 0);
	CHECK_OK(query_parse(&a, "a=b%3D&&=c", 10, &pairs, &n));
	CHECK_INT(n, 2);
	CHECK_STR(pairs[0].value, "b=");
	CHECK_STR(pairs[1].name, "");
}

TEST(a_length_is_digits_that_fit)
{
	int64_t n;
	CHECK_OK(length_parse("9223372036854775807", &n));
	CHECK_INT(n, INT64_MAX);
	CHECK_ERR(length_parse("9223372036854775808", &n), ERR_INVALID);
	CHECK_ERR(length_parse("", &n), ERR_INVALID);
	CHECK_ERR(length_parse(" 1", &n), ERR_INVALID);
	CHECK_ERR(length_parse("1 ", &n), ERR_INVALID);
}
