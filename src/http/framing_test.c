/* What two programs might read differently is refused, and the connection ends. PROBE(…, 2) asks
 * for one response more than is allowed, so that "closed" is seen. */
#include "http/test_client.h"

#define POST "POST /a HTTP/1.1\r\nHost: a\r\n"
#define LENGTH POST "Content-Length: "
#define CODING POST "Transfer-Encoding: "
#define OTHER "GET /text HTTP/1.1\r\nHost: b\r\n\r\n"

TEST(pipelined_requests_are_answered_in_order)
{
	echo_start(NULL);
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: a\r\n\r\n" OTHER OTHER, 3), "200 200 200");
	CHECK_STR(PROBE("GET /later HTTP/1.1\r\nHost: a\r\n\r\n" OTHER OTHER, 3), "200 200 200");
	CHECK_STR(PROBE(LENGTH "2\r\n\r\nhi" OTHER, 2), "200 200");
	echo_stop();
}

TEST(an_old_client_is_kept_only_when_it_asks)
{
	echo_start(NULL);
	CHECK_STR(PROBE("GET /text HTTP/1.0\r\n\r\n", 2), "200 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" OTHER, 2),
		  "200 200");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" OTHER, 2),
		  "200 closed");
	echo_stop();
}

TEST(a_head_request_has_the_length_but_no_body)
{
	echo_start(NULL);
	int fd = client_connect();
	const char head[] = "HEAD /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
	client_send(fd, head, sizeof head - 1);
	const char *text = client_read(fd, 2);
	CHECK_HAS(text, "HTTP/1.1 200 OK\r\n");
	CHECK_HAS(text, "Content-Length: 4\r\n");
	CHECK_STR(text + strlen(text) - 4, "\r\n\r\n");
	close(fd);
	echo_stop();
}

TEST(exactly_one_host_is_needed)
{
	echo_start(NULL);
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: a/b\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost:\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: 小.cn\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 1), "200");
	CHECK_INT(echo_seen(), 1);
	echo_stop();
}

/* libmicrohttpd answers this itself, and sends the head of its answer twice. */
static bool length_refused(const char *request, size_t n, const char *status)
{
	const char *got = probe(request, n, 3);
	return !strncmp(got, status, 3) && strstr(got, "closed") && !strstr(got, "200");
}
#define LENGTH_REFUSED(request, status) CHECK(length_refused(request, sizeof(request) - 1, status))

TEST(ambiguous_lengths_are_refused)
{
	echo_start(NULL);
	CHECK_STR(PROBE(LENGTH "5\r\nTransfer-Encoding: chunked\r\n"
			"\r\n0\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(CODING "chunked\r\nContent-Length: 5\r\n"
			"\r\n0\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(LENGTH "5\r\nContent-Length: 0\r\n\r\nhello"
			OTHER, 2), "400 closed");
	CHECK_STR(PROBE(LENGTH "5\r\nContent-Length: 5\r\n\r\nhello"
			OTHER, 2), "400 closed");
	LENGTH_REFUSED(LENGTH "+5\r\n\r\nhello" OTHER, "400");
	LENGTH_REFUSED(LENGTH "-5\r\n\r\nhello" OTHER, "400");
	LENGTH_REFUSED(LENGTH "5,5\r\n\r\nhello" OTHER, "400");
	LENGTH_REFUSED(LENGTH "0x5\r\n\r\nhello" OTHER, "400");
	LENGTH_REFUSED(POST "Content-Length:\r\n\r\nhello" OTHER, "400");
	LENGTH_REFUSED(LENGTH "99999999999999999999\r\n\r\n", "413");
	CHECK_INT(echo_seen(), 0);
	echo_stop();
}

TEST(only_the_chunked_coding_is_known)
{
	echo_start(NULL);
	CHECK_STR(PROBE(CODING "xchunked\r\n\r\n0\r\n\r\n" OTHER, 2),
		  "501 closed");
	CHECK_STR(PROBE(CODING "gzip, chunked\r\n\r\n0\r\n\r\n" OTHER,
			2), "501 closed");
	CHECK_STR(PROBE(CODING "chunked\r\nTransfer-Encoding: "
			"chunked\r\n\r\n0\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(CODING "\xff" "chunked\r\n\r\n0\r\n\r\n" OTHER,
			2), "400 closed");
	CHECK_STR(PROBE("POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" OTHER, 2),
		  "400 closed");
	CHECK_INT(echo_seen(), 0);
	echo_stop();
}

TEST(broken_chunks_are_refused_and_nothing_is_read_behind_chunks)
{
	echo_start(NULL);
#define CHUNKED CODING "chunked\r\n\r\n"
	CHECK_STR(PROBE(CHUNKED "zz\r\nhello\r\n0\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(CHUNKED "-5\r\nhello\r\n0\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(CHUNKED "0x5\r\nhello\r\n0\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(CHUNKED "5\r\nhelloXX0\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(CHUNKED "ffffffffffffffffff\r\nhello" OTHER, 2), "413 closed");
	CHECK_STR(PROBE(CHUNKED "5\r\nhello\r\n0\r\n\r\n" OTHER, 2), "200 closed");
	CHECK_STR(PROBE(CHUNKED "5;\nx\r\nhello\r\n0\r\n\r\n" OTHER, 2), "400 closed");
	echo_stop();
}

/* Whatever a proxy believes to follow such a body is not read: the second gets no answer. */
TEST(extensions_trailers_and_bare_line_feeds_of_chunks_hide_no_request)
{
	echo_start(NULL);
	CHECK_STR(PROBE(CHUNKED "5;a=b\r\nhello\r\n0\r\n\r\n" OTHER, 2), "200 closed");
	CHECK_STR(PROBE(CHUNKED "5\nhello\n0\n\n" OTHER, 2), "200 closed");
	CHECK_STR(PROBE(CHUNKED "0\r\nContent-Length: 5\r\n\r\nhello" OTHER, 2), "200 closed");
	CHECK_STR(PROBE(CHUNKED "0\r\n\r\nGET /text HTTP/1.1\r\nHost: a\r\n\r\n", 2),
		  "200 closed");
	CHECK_INT(echo_seen(), 4);
	echo_stop();
}

TEST(a_length_in_disguise_is_refused)
{
	echo_start(NULL);
	LENGTH_REFUSED(LENGTH "5 5\r\n\r\nhello" OTHER, "400");
	LENGTH_REFUSED(LENGTH "5\v\r\n\r\nhello" OTHER, "400");
	CHECK_STR(PROBE(POST "CONTENT-LENGTH: 5\r\ncontent-length: 5\r\n\r\nhello" OTHER, 2),
		  "400 closed");
	CHECK_STR(PROBE(POST "Content-Length : 5\r\n\r\nhello" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(POST "X: y\r\n Content-Length: 5\r\n\r\nhello" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(CODING "\r\n chunked\r\n\r\n0\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE(CODING "chunked, identity\r\n\r\n0\r\n\r\n" OTHER, 2), "501 closed");
	CHECK_STR(PROBE(CODING "\vchunked\r\n\r\n0\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" OTHER, 2), "505 closed");
	CHECK_INT(echo_seen(), 0);
	echo_stop();
}

TEST(a_header_line_is_a_token_a_colon_and_a_value_without_controls)
{
	echo_start(NULL);
#define WITH(line) "GET /text HTTP/1.1\r\nHost: a\r\n" line "\r\n" OTHER
	CHECK_STR(PROBE(WITH("X-A : b\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A\t: b\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X A: b\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH(": b\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("nocolon\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A: b\r\n folded\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A: b\r\n\tfolded\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A: b\rX-B: c\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A: b\x01\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A: b\x7f\r\n"), 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\n X-A: b\r\nHost: a\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_INT(echo_seen(), 0);
	CHECK_STR(PROBE(WITH("Referer: \xc4\xe3\r\n"), 2), "200 200");
	CHECK_STR(PROBE(WITH("X-A:\r\nX-B:c\r\nX-C: \t d \t \r\n"), 2), "200 200");
	echo_stop();
}

TEST(a_nul_anywhere_in_the_head_is_refused)
{
	echo_start(NULL);
	CHECK_STR(PROBE(WITH("X-A: b\0c\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A: b\0\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A: \0\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X\0A: b\r\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A: b\0\r\nX-B: c\r\n"), 2), "400 closed");
	CHECK_STR(PROBE("GET /text\0x HTTP/1.1\r\nHost: a\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET\0 /text HTTP/1.1\r\nHost: a\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\0\r\nHost: a\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_INT(echo_seen(), 0);
	echo_stop();
}

TEST(a_bare_line_feed_ends_no_line_of_the_head)
{
	echo_start(NULL);
	CHECK_STR(PROBE(WITH("X-A: b\n"), 2), "400 closed");
	CHECK_STR(PROBE(WITH("X-A: b\nX-B: c\r\n"), 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\nHost: a\r\n\r\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: a\r\n\n" OTHER, 2), "400 closed");
	CHECK_STR(PROBE("GET /text HTTP/1.1\r\nHost: a\n\n" OTHER, 2), "400 closed");
	CHECK_INT(echo_seen(), 0);
	echo_stop();
}

TEST(the_request_line_is_strict)
{
	echo_start(NULL);
#define LINE(line) line "\r\nHost: a\r\n\r\n" OTHER
	CHECK_STR(PROBE(LINE("GET /text HTTP/1.2"), 2), "505 closed");
	CHECK_STR(PROBE(LINE("GET /text HTTP/2.0"), 2), "505 closed");
	CHECK_STR(PROBE(LINE("GET /text"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET  /text HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /te xt HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET text HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET http://a/text HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /te#xt HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("OPTIONS * HTTP/1.1"), 2), "405 closed");
	CHECK_STR(PROBE(LINE("TRACE /text HTTP/1.1"), 2), "405 closed");
	CHECK_STR(PROBE(LINE("CONNECT a:1 HTTP/1.1"), 2), "405 closed");
	CHECK_STR(PROBE(LINE("get /text HTTP/1.1"), 2), "501 closed");
	CHECK_STR(PROBE(LINE("BREW /text HTTP/1.1"), 2), "501 closed");
	CHECK_INT(echo_seen(), 0);
	echo_stop();
}

TEST(a_path_that_could_mean_another_is_refused)
{
	echo_start(NULL);
	CHECK_STR(PROBE(LINE("GET /te%00xt HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /../text HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a/%2e%2E HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a/./text HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a%2ftext HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a%5ctext HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a%c0%aetext HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a%0d%0atext HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a%zz HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a% HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a?b=%00 HTTP/1.1"), 2), "400 closed");
	CHECK_STR(PROBE(LINE("GET /a?b=%ff HTTP/1.1"), 2), "400 closed");
	CHECK_INT(echo_seen(), 0);
	CHECK_HAS(ANSWER(LINE("GET /%E6%88%BF/..x?%E5%8F%B7=1+2&b&c==%26 HTTP/1.1")),
		  "GET /房/..x\npeer=127.0.0.1 local=0 tls=0\nquery 号=1 2\nquery b=\nquery c==&\n");
	echo_stop();
}
