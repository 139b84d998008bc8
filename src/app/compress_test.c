#include "test.h"
#include "app/compress.h"
#include <zlib.h>

TEST(gzip_is_used_only_when_the_header_allows_it)
{
	CHECK(compress_accepted("gzip"));
	CHECK(compress_accepted("gzip, deflate, br, zstd"));
	CHECK(compress_accepted("br;q=1.0, GZIP;q=0.8"));
	CHECK(compress_accepted("*"));
	CHECK(compress_accepted("deflate, *;q=0.5"));
	CHECK(!compress_accepted(NULL));
	CHECK(!compress_accepted(""));
	CHECK(!compress_accepted("identity"));
	CHECK(!compress_accepted("gzip;q=0"));
	CHECK(!compress_accepted("gzip; q=0.000, *"));
	CHECK(!compress_accepted("x-gzipped"));
	CHECK(!compress_accepted("*;q=0"));
	CHECK(compress_accepted("gzip;q=0.001"));
}

static struct http_request answer_of(struct arena *a, char *body, size_t n)
{
	struct http_request rq = { .arena = a };

	rq.response = (struct http_response){ .status = 200, .file_fd = -1, .body = body,
					      .body_size = n,
					      .content_type = "text/html; charset=utf-8" };
	return rq;
}

TEST(an_answer_is_told_to_vary_and_left_alone_for_who_takes_no_gzip)
{
	struct arena a = { 0 };
	char body[5000];
	struct http_request rq = answer_of(&a, body, sizeof body);

	memset(body, 'x', sizeof body);
	compress_response(&rq, NULL);
	CHECK(!rq.response.body_gzipped);
	CHECK_INT(rq.response.body_size, 5000);
	CHECK_INT(rq.response.header_count, 1);
	CHECK_STR(rq.response.headers[0].name, "Vary");
	rq = answer_of(&a, body, COMPRESS_LEAST - 1);
	compress_response(&rq, NULL);
	CHECK_INT(rq.response.header_count, 0);
	arena_free(&a);
}

TEST(a_compressed_page_is_the_same_page_and_smaller)
{
	struct arena a = { 0 };
	char body[20000], back[sizeof body];
	struct http_request rq = answer_of(&a, body, sizeof body);
	z_stream z = { .next_out = (Bytef *)back, .avail_out = sizeof back };

	for (size_t i = 0; i < sizeof body; i++)
		body[i] = "<td>3-2-1201</td>"[i % 17];
	compress_response(&rq, "gzip, br");
	CHECK(rq.response.body_gzipped);
	CHECK(rq.response.body_size < sizeof body / 4);
	z.next_in = (Bytef *)(uintptr_t)rq.response.body;
	z.avail_in = (uInt)rq.response.body_size;
	CHECK_INT(inflateInit2(&z, 15 + 16), Z_OK);
	CHECK_INT(inflate(&z, Z_FINISH), Z_STREAM_END);
	CHECK_INT(z.total_out, sizeof body);
	CHECK(!memcmp(back, body, sizeof body));
	(void)inflateEnd(&z);
	arena_free(&a);
}

TEST(what_grows_when_compressed_is_sent_as_it_is)
{
	struct arena a = { 0 };
	unsigned char body[5000];
	struct http_request rq = answer_of(&a, (char *)body, sizeof body);
	uint64_t chance = 88172645463325252u;

	for (size_t i = 0; i < sizeof body; i++) {
		chance ^= chance << 13;
		chance ^= chance >> 7;
		chance ^= chance << 17;
		body[i] = (unsigned char)(chance >> 32);
	}
	compress_response(&rq, "gzip");
	CHECK(!rq.response.body_gzipped);
	CHECK_INT(rq.response.body_size, sizeof body);
	arena_free(&a);
}
