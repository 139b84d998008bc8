/* The small grammars of HTTP that libmicrohttpd is not asked to read: pure functions on bytes. */
#ifndef ANJU_HTTP_PARSE_H
#define ANJU_HTTP_PARSE_H
#include "http/http.h"

/* A name of a header or method (RFC 9110 token); not empty. */
bool token_valid(const char *s, size_t n);
/* A header value: no control but tab. */
bool header_value_valid(const char *s, size_t n);
/* A host with optional port, as a Host header may have it; not empty. */
bool host_valid(const char *s, size_t n);
/* Decimal digits only, up to INT64_MAX. */
int length_parse(const char *s, int64_t *ret) MUST_USE;

/* "/a%20b" → "/a b". ERR_INVALID: does not begin with "/", a broken escape, a control, an encoded
 * slash or NUL, a backslash, a "." or ".." segment, no UTF-8. */
int path_decode(struct arena *a, const char *s, size_t n, const char **ret) MUST_USE;
/* "a=1&b=x+y" → pairs in their order; a name alone has the value "". ERR_INVALID: a broken escape,
 * NUL, no UTF-8. ERR_TOO_BIG: more than LIMIT_FIELDS. */
int query_parse(struct arena *a, const char *s, size_t n, struct http_pair **ret,
		size_t *ret_count) MUST_USE;
/* Value of a cookie in a Cookie header, quotes removed; NULL when absent. */
const char *cookie_value(struct arena *a, const char *header, const char *name);
/* Is the media type before any ";" this one? In any case. */
bool media_type_is(const char *header, const char *type);
/* Parameter of 'form-data; name="a"; filename="b\"c"'. OK and NULL when absent; ERR_INVALID when
 * the list is broken or names the parameter twice. */
int header_parameter(struct arena *a, const char *header, const char *name,
		     const char **ret) MUST_USE;
/* Reason phrase of a status. */
const char *status_phrase(int status);
#endif
