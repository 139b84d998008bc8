#include "base/text.h"
#include "http/internal.h"
#include "http/parse.h"

/* libmicrohttpd parses the head in place and shows texts that end in NUL. That hides a NUL in a
 * value, a bare LF and a folded line; but then the texts no longer lie one behind the other with
 * exactly CR LF between them. So the gaps are measured. */
struct walk {
	struct http_exchange *x;
	const char *expected; /* where the next name must begin */
	int status;
};

/* A second one of these, or one we do not see, could be read differently by a proxy in front. */
static const char *const once[] = {
	"Host", "Content-Length", "Transfer-Encoding", "Content-Type", "Expect", "Authorization",
	"Origin", "Connection",
};

static bool is_once(const char *name)
{
	for (size_t i = 0; i < COUNT(once); i++)
		if (!strcasecmp(name, once[i]))
			return true;
	return false;
}

static int header_note(struct walk *w, const char *name, size_t name_n, const char *value, size_t n)
{
	struct http_exchange *x = w->x;

	if (!value || name != w->expected || value < name + name_n + 1)
		return 400;
	for (const char *blank = name + name_n + 1; blank < value; blank++)
		if (*blank != ' ' && *blank != '\t')
			return 400;
	w->expected = value + n + 2;
	if (!token_valid(name, name_n) || !header_value_valid(value, n))
		return 400;
	while (n && (value[n - 1] == ' ' || value[n - 1] == '\t'))
		n--;
	if (!text_valid(value, n)) /* some clients send a Referer in GBK: as if it were not there */
		return is_once(name) ? 400 : 0;
	if (x->header_count == HEADER_COUNT)
		return 431;
	x->headers[x->header_count++] = (struct http_pair){
		name, value[n] ? arena_strndup(&x->arena, value, n) : value
	};
	return 0;
}

static enum MHD_Result header_visit(void *walk, enum MHD_ValueKind kind, const char *name,
				    size_t name_n, const char *value, size_t n)
{
	struct walk *w = walk;
	(void)kind;
	w->status = header_note(w, name, name_n, value, n);
	return w->status ? MHD_NO : MHD_YES;
}

static bool repeated(const struct http_exchange *x)
{
	for (size_t i = 0; i < COUNT(once); i++) {
		int seen = 0;
		for (size_t j = 0; j < x->header_count; j++)
			seen += !strcasecmp(x->headers[j].name, once[i]);
		if (seen > 1)
			return true;
	}
	return false;
}

static int method_check(struct http_exchange *x, const char *method)
{
	static const char *const served[] = { "GET", "POST", "PUT", "PATCH", "DELETE" };
	static const char *const known[] = { "OPTIONS", "TRACE", "CONNECT" };

	x->request.method = "";
	if (!strcmp(method, "HEAD")) {
		x->request.method = "GET";
		x->request.head = true;
		return 0;
	}
	for (size_t i = 0; i < COUNT(served); i++)
		if (!strcmp(method, served[i])) {
			x->request.method = served[i];
			return 0;
		}
	for (size_t i = 0; i < COUNT(known); i++)
		if (!strcmp(method, known[i]))
			return 405;
	return token_valid(method, strlen(method)) ? 501 : 400;
}

static int length_check(struct http_exchange *x, bool old)
{
	const char *length = http_header(&x->request, "Content-Length");
	const char *encoding = http_header(&x->request, "Transfer-Encoding");
	const char *expect = http_header(&x->request, "Expect");

	x->length = -1;
	if (length && encoding)
		return 400;
	if (length && length_parse(length, &x->length) < 0)
		return 400;
	if (encoding && old)
		return 400;
	if (encoding && strcasecmp(encoding, "chunked"))
		return 501;
	if (expect && strcasecmp(expect, "100-continue"))
		return 417;
	x->chunked = encoding != NULL;
	/* libmicrohttpd takes a bare LF for the end of a chunk's line: whatever a proxy believes to
	 * follow such a body is never read */
	x->close |= x->chunked;
	return 0;
}

static int target_check(struct http_exchange *x)
{
	struct http_request *rq = &x->request;
	const char *target = rq->target, *mark = strchr(target, '?');
	size_t path_n = mark ? (size_t)(mark - target) : strlen(target);
	int r;

	if (path_decode(&x->arena, target, path_n, &rq->path) < 0) {
		rq->path = "";
		return 400;
	}
	if (!mark)
		return 0;
	if (!header_value_valid(mark, strlen(mark)) || strpbrk(mark, " #\t"))
		return 400;
	r = query_parse(&x->arena, mark + 1, strlen(mark + 1), &rq->query, &rq->query_count);
	return r == ERR_TOO_BIG ? 413 : r < 0 ? 400 : 0;
}

int framing_check(struct http_exchange *x, const char *method, const char *version)
{
	const union MHD_ConnectionInfo *size =
		MHD_get_connection_info(x->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	struct walk w = { .x = x };
	bool old;
	int status;

	if (!size || !version || !*version)
		return 400;
	if (x->target != method + strlen(method) + 1 || version != x->target + x->target_n + 1)
		return 400;
	w.expected = version + strlen(version) + 2;
	(void)MHD_get_connection_values_n(x->mhd, MHD_HEADER_KIND, header_visit, &w);
	if (w.status)
		return w.status;
	if (w.expected + 2 != method + size->header_size)
		return 400;
	if (size->header_size > LIMIT_HEADER_BYTES)
		return 431;
	old = !strcmp(version, "HTTP/1.0");
	if (!old && strcmp(version, "HTTP/1.1"))
		return 505;
	if (repeated(x))
		return 400;
	if ((status = length_check(x, old)))
		return status;
	const char *host = http_header(&x->request, "Host");
	if (host ? !host_valid(host, strlen(host)) : !old)
		return 400;
	if ((status = method_check(x, method)))
		return status;
	return target_check(x);
}
