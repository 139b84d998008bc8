#include "app/compress.h"
#include "base/text.h"
#include <zlib.h>

/* A small window and the quickest levels: of the size that level 6 would reach a tenth more, for a
 * third of the time; the loop thread does this too. */
enum { LEVEL = 2, WINDOW_BITS = 14, GZIP_HEADER = 16, MEMORY = 7 };

static voidpf zlib_alloc(voidpf arena, uInt n, uInt size)
{
	return arena_array(arena, n, size);
}

static void zlib_free(voidpf arena, voidpf p)
{
	(void)arena;
	(void)p;
}

/* One element of the header, "gzip;q=0.5": its weight is not 0. */
static bool element_allows(const char *element, size_t n)
{
	const char *q = memchr(element, ';', n);
	const char *end = element + n;

	if (!q)
		return true;
	for (q++; q < end && (*q == ' ' || *q == '\t'); q++)
		;
	if (end - q < 3 || (q[0] != 'q' && q[0] != 'Q') || q[1] != '=')
		return true;
	for (q += 2; q < end; q++)
		if (*q >= '1' && *q <= '9')
			return true;
	return false;
}

static bool element_is(const char *element, size_t n, const char *name)
{
	size_t length = strlen(name);

	if (n < length || strncasecmp(element, name, length))
		return false;
	return n == length || element[length] == ';' || element[length] == ' ' ||
	       element[length] == '\t';
}

bool compress_accepted(const char *accepts)
{
	bool any = false;

	while (accepts && *accepts) {
		size_t n;

		accepts += strspn(accepts, " \t,");
		n = strcspn(accepts, ",");
		if (element_is(accepts, n, "gzip"))
			return element_allows(accepts, n);
		if (element_is(accepts, n, "*"))
			any = element_allows(accepts, n);
		accepts += n;
	}
	return any;
}

static bool is_text(const char *type)
{
	return type && (text_starts(type, "text/html") || text_starts(type, "application/json"));
}

void compress_response(struct http_request *rq, const char *accepts)
{
	struct http_response *r = &rq->response;
	z_stream z = { .zalloc = zlib_alloc, .zfree = zlib_free, .opaque = rq->arena };
	char *out;

	if (r->body_gzipped || r->file_fd >= 0 || r->stream || r->body_size < COMPRESS_LEAST ||
	    r->body_size > UINT32_MAX / 2 || !is_text(r->content_type))
		return;
	http_response_header(rq, "Vary", "Accept-Encoding");
	if (!compress_accepted(accepts))
		return;
	if (deflateInit2(&z, LEVEL, Z_DEFLATED, WINDOW_BITS + GZIP_HEADER, MEMORY,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		return;
	out = arena_alloc(rq->arena, r->body_size);
	z.next_in = (Bytef *)(uintptr_t)r->body; /* zlib only reads it */
	z.avail_in = (uInt)r->body_size;
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)r->body_size;
	/* what does not end within its own size has gained nothing */
	if (deflate(&z, Z_FINISH) == Z_STREAM_END) {
		r->body = out;
		r->body_size = z.total_out;
		r->body_gzipped = true;
	}
	(void)deflateEnd(&z);
}
