#include "http/test_client.h"
#include "base/civil.h"
#include "base/limits.h"
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

static void pause_ms(int ms)
{
	(void)poll(NULL, 0, ms);
}

TEST(a_request_arrives_whole_with_its_headers_and_cookies)
{
	echo_start(NULL);
	CHECK_HAS(ANSWER("PUT /a/b?c=d HTTP/1.1\r\nHost: a\r\nX-TEST:  some thing \r\n"
			 "Cookie: a=1; sid=abc; xsid=2\r\nContent-Length: 4\r\n\r\nbody"),
		  "PUT /a/b\npeer=127.0.0.1 local=0 tls=0\nquery c=d\ncookie abc\nx-test [some "
		  "thing]\nbody 4 body\n");
	CHECK_HAS(ANSWER("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 23\r\n"
			 "Content-Type: "
			 "application/x-www-form-urlencoded\r\n\r\na=%E6%88%BF+1&b=&c=2%2B"),
		  "form a=房 1\nform b=\nform c=2+\n");
	echo_stop();
}

TEST(a_broken_form_is_refused)
{
	echo_start(NULL);
#define FORM(n, text) "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: " #n "\r\n" \
	"Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n\r\n" text
	CHECK_STR(PROBE(FORM(5, "a=%ff"), 2), "400 closed");
	CHECK_STR(PROBE(FORM(5, "a=%00"), 2), "400 closed");
	CHECK_STR(PROBE(FORM(4, "a=%0"), 2), "400 closed");
	CHECK_STR(PROBE(FORM(4, "a=b\0"), 2), "400 closed");
	CHECK_INT(echo_seen(), 0);
	echo_stop();
}

TEST(a_chunked_body_is_put_together)
{
	echo_start(NULL);
	CHECK_HAS(ANSWER("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
			 "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: a\r\n\r\n"),
		  "body 11 hello world\n");
	echo_stop();
}

TEST(a_client_that_asks_first_is_told_to_go_on)
{
	const char head[] =
		"POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
	echo_start(NULL);
	int fd = client_connect();
	client_send(fd, head, sizeof head - 1);
	CHECK_STR(client_read(fd, 1), "HTTP/1.1 100 Continue\r\n\r\n");
	client_send(fd, "hi", 2);
	CHECK_HAS(client_read(fd, 1), "body 2 hi\n");
	close(fd);
	CHECK_STR(PROBE("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
			"2000000\r\n\r\n",
			2),
		  "413 closed");
	CHECK_STR(PROBE("POST /a HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 2\r\n\r\nhi",
			2),
		  "417 closed");
	echo_stop();
}

/* A request with that many bytes of header lines. */
static const char *head_of(size_t bytes)
{
	static char request[80000];
	size_t n = (size_t)snprintf(request, sizeof request, "GET /text HTTP/1.1\r\nHost: a\r\n");
	while (n < bytes)
		n += (size_t)snprintf(request + n, sizeof request - n, "X-%zu: %0990d\r\n", n, 0);
	(void)snprintf(request + n, sizeof request - n, "\r\n");
	return request;
}

TEST(a_head_above_the_limit_is_refused)
{
	echo_start(NULL);
	CHECK_STR(probe(head_of(20000), strlen(head_of(20000)), 1), "200");
	CHECK_STR(probe(head_of(31000), strlen(head_of(31000)), 1), "200");
	CHECK_STR(probe(head_of(34000), strlen(head_of(34000)), 2), "431 closed");
	CHECK_STR(probe(head_of(79000), 79000, 2), "431 closed");
	CHECK_INT(echo_seen(), 2);
	echo_stop();
}

static const char *body_of(const char *type, size_t size, bool chunked)
{
	int fd = client_connect();
	char head[200], *bytes = calloc(1, size);
	const char *statuses;
	int n = chunked ? snprintf(head, sizeof head,
				   "POST /a HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\n"
				   "Transfer-Encoding: chunked\r\n\r\n%zx\r\n",
				   type, size)
			: snprintf(head, sizeof head,
				   "POST /a HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\n"
				   "Content-Length: %zu\r\n\r\n",
				   type, size);
	memset(bytes, 'a', size);
	client_send(fd, head, (size_t)n);
	client_send(fd, bytes, size);
	if (chunked)
		client_send(fd, "\r\n0\r\n\r\n", 7);
	statuses = client_statuses(fd, 2 - (size <= LIMIT_BODY_BYTES && !chunked));
	free(bytes);
	close(fd);
	return statuses;
}

TEST(a_body_above_the_limit_is_refused_and_the_sender_sees_it)
{
	echo_start(NULL);
	CHECK_STR(body_of("text/plain", LIMIT_BODY_BYTES, false), "200");
	CHECK_STR(body_of("text/plain", LIMIT_BODY_BYTES, true), "200 closed");
	CHECK_STR(body_of("text/plain", LIMIT_BODY_BYTES + 1, false), "413 closed");
	CHECK_STR(body_of("text/plain", LIMIT_BODY_BYTES + 1, true), "413 closed");
	CHECK_STR(body_of("text/plain", 8 << 20, false), "413 closed");
	CHECK_STR(body_of("multipart/form-data; boundary=b", LIMIT_UPLOAD_BYTES + 1, false),
		  "413 closed");
	CHECK_STR(PROBE("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000000\r\n\r\n", 2),
		  "413 closed");
	CHECK_INT(echo_seen(), 2);
	echo_stop();
}

TEST(a_response_header_never_breaks_a_line)
{
	echo_start(NULL);
	const char *text = ANSWER(GET("/headers"));
	CHECK_HAS(text, "X-Good: yes\r\n");
	CHECK(!strstr(text, "Set-Cookie") && !strstr(text, "X-Bad") && !strstr(text, "X Bad"));
	echo_stop();
}

TEST(a_large_body_and_a_file_are_sent_whole)
{
	echo_start(NULL);
	const char *text = ANSWER(GET("/big"));
	CHECK_INT(strlen(strstr(text, "\r\n\r\n") + 4), 8 << 20);
	text = ANSWER(GET("/file"));
	CHECK_HAS(text, "Content-Length: 1048576\r\n");
	CHECK_INT(strlen(strstr(text, "\r\n\r\n") + 4), 1 << 20);
	echo_stop();
}

TEST(a_refusal_is_json_for_who_asks_for_json)
{
	echo_start(NULL);
	const char *text =
		ANSWER("GET /%00 HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n\r\n");
	CHECK_HAS(text, "Content-Type: application/json\r\n");
	CHECK_HAS(text, "{\"error\":\"Bad Request\"}");
	CHECK_HAS(ANSWER(GET("/%00")), "400 Bad Request\n");
	CHECK_HAS(ANSWER("OPTIONS /a HTTP/1.1\r\nHost: a\r\n\r\n"),
		  "Allow: GET, HEAD, POST, PUT, PATCH, DELETE\r\n");
	echo_stop();
}

TEST(a_client_that_leaves_while_it_waits_does_no_harm)
{
	echo_start(NULL);
	int leaves = client_connect(), resets = client_connect(), stays = client_connect();
	const struct linger hard = { .l_onoff = 1 };
	client_send(leaves, GET("/never"), sizeof GET("/never") - 1);
	client_send(resets, GET("/never"), sizeof GET("/never") - 1);
	client_send(stays, GET("/never"), sizeof GET("/never") - 1);
	while (echo_seen() < 3)
		pause_ms(1);
	close(leaves);
	CHECK_INT(setsockopt(resets, SOL_SOCKET, SO_LINGER, &hard, sizeof hard), 0);
	close(resets);
	echo_release();
	CHECK_STR(client_statuses(stays, 1), "200");
	CHECK_STR(PROBE(GET("/text"), 1), "200");
	echo_stop();
	CHECK_INT(echo_done(), 4);
	CHECK(echo_aborted() >= 1);
}

TEST(a_client_that_only_stops_sending_is_answered)
{
	echo_start(NULL);
	int fd = client_connect();
	client_send(fd, GET("/later"), sizeof GET("/later") - 1);
	CHECK_INT(shutdown(fd, SHUT_WR), 0);
	CHECK_STR(client_statuses(fd, 2), "200 closed");
	close(fd);
	echo_stop();
}

static void *stop_later(void *ret)
{
	(void)ret;
	echo_stop();
	return NULL;
}

TEST(the_stop_waits_for_what_has_begun_and_ends_what_is_idle)
{
	pthread_t stopper;
	echo_start(NULL);
	int waits = client_connect(), idle = client_connect(), used = client_connect(),
	    sends = client_connect();
	client_send(used, GET("/text"), sizeof GET("/text") - 1);
	CHECK_STR(client_statuses(used, 1), "200");
	client_send(waits, GET("/never"), sizeof GET("/never") - 1);
	const char half[] = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nha";
	client_send(sends, half, sizeof half - 1);
	while (echo_seen() < 2)
		pause_ms(1);
	pause_ms(50);
	CHECK_INT(pthread_create(&stopper, NULL, stop_later, NULL), 0);
	CHECK_STR(client_statuses(idle, 1), "closed");
	CHECK_STR(client_statuses(used, 1), "closed");
	client_send(sends, "lf", 2);
	CHECK_HAS(client_read(sends, 1), "Connection: close\r\n");
	echo_release();
	CHECK_STR(client_statuses(waits, 2), "200 closed");
	pthread_join(stopper, NULL);
	CHECK_INT(echo_done(), 3);
}

static int posted;
static void post_run(void *arg)
{
	(void)arg;
	__atomic_add_fetch(&posted, 1, __ATOMIC_SEQ_CST);
}

TEST(what_is_posted_runs_on_the_loop)
{
	struct http_server *s = echo_start(NULL);
	for (int i = 0; i < 1000; i++)
		http_post(s, post_run, NULL);
	echo_stop();
	CHECK_INT(posted, 1000);
}

TEST(the_command_line_comes_by_its_own_socket)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct stat st;
	(void)snprintf(at.sun_path, sizeof at.sun_path, "%s/socket", test_folder());
	echo_start(&(struct http_config){ .unix_path = at.sun_path });
	CHECK_INT(stat(at.sun_path, &st), 0);
	CHECK_INT(st.st_mode & 0777, 0600);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK_INT(connect(fd, (struct sockaddr *)(void *)&at, sizeof at), 0);
	client_send(fd, GET("/a"), sizeof GET("/a") - 1);
	CHECK_HAS(client_read(fd, 1), "peer=local local=1 tls=0\n");
	close(fd);
	echo_stop();
	CHECK_INT(stat(at.sun_path, &st), -1);
}

TEST(one_address_has_so_many_connections_and_loopback_ten_times_that)
{
	int fd[20];
	echo_start(&(struct http_config){ .per_address = 2 });
	for (size_t i = 0; i < COUNT(fd); i++) {
		fd[i] = client_connect();
		client_send(fd[i], GET("/text"), sizeof GET("/text") - 1);
		CHECK_STR(client_statuses(fd[i], 1), "200");
	}
	int other = client_connect_from(9);
	client_send(other, GET("/text"), sizeof GET("/text") - 1);
	CHECK_STR(client_statuses(other, 1), "200");
	CHECK_STR(PROBE(GET("/text"), 1), "closed");
	close(fd[0]);
	pause_ms(50);
	CHECK_STR(PROBE(GET("/text"), 1), "200");
	echo_stop();
}

TEST(a_start_that_fails_says_why)
{
	struct http_server *s = echo_start(NULL), *second;
	char why[200], taken[40];
	(void)snprintf(taken, sizeof taken, "127.0.0.1:%d", http_port(s));
	const struct http_config busy = { .listen = taken }, wrong = { .listen = "8080" },
		tls = { .listen = "127.0.0.1:0", .tls_cert = "/nowhere", .tls_key = "/nowhere" };
	CHECK_ERR(http_start(&busy, &second, why, sizeof why), ERR_UNAVAILABLE);
	CHECK_HAS(why, "Address already in use");
	CHECK_ERR(http_start(&wrong, &second, why, sizeof why), ERR_UNAVAILABLE);
	CHECK_HAS(why, "ADDRESS:PORT");
	CHECK_ERR(http_start(&tls, &second, why, sizeof why), ERR_UNAVAILABLE);
	CHECK_HAS(why, "/nowhere");
	echo_stop();
}

enum { MANY = 1000 };

/* Reads what has come and asks again; answers how many were served. */
static int serve_round(struct pollfd *fds, int *served, const char *request, size_t n)
{
	char buffer[1000];
	int count = 0;

	CHECK(poll(fds, MANY, 30000) > 0);
	for (int i = 0; i < MANY; i++) {
		if (!fds[i].revents)
			continue;
		CHECK(read(fds[i].fd, buffer, sizeof buffer) > 0);
		served[i]++;
		count++;
		client_send(fds[i].fd, request, n);
	}
	return count;
}

static int least_of(const int *served)
{
	int least = INT_MAX;

	for (int i = 0; i < MANY; i++)
		least = MIN(least, served[i]);
	return least;
}

/* Once all are in and were answered, each asks again as soon as it was answered, until so many were
 * on average; answers the least that one of them got. Counts, no clock: a busy machine is slow with
 * all of them. */
static int least_served(const char *request, size_t n, int average)
{
	static struct pollfd fds[MANY];
	static int served[MANY];
	int least, all = 0;

	for (int i = 0; i < MANY; i++) {
		fds[i] = (struct pollfd){ .fd = client_connect(), .events = POLLIN };
		served[i] = 0;
		client_send(fds[i].fd, request, n);
	}
	while (!least_of(served)) {
		all += serve_round(fds, served, request, n);
		CHECK(all < 1000 * MANY);
	}
	memset(served, 0, sizeof served);
	for (all = 0; all < average * MANY;)
		all += serve_round(fds, served, request, n);
	least = least_of(served);
	for (int i = 0; i < MANY; i++)
		close(fds[i].fd);
	return least;
}

TEST(of_a_thousand_waiting_clients_none_gets_less_than_half_its_share)
{
#if defined __SANITIZE_THREAD__ || defined __SANITIZE_ADDRESS__
	test_skip("many times slower under a sanitizer");
#endif
	enum { SHARE = 20 };
	struct rlimit files = { 8192, 8192 };
	(void)setrlimit(RLIMIT_NOFILE, &files);
	echo_start(NULL);
	CHECK(least_served(GET("/text"), sizeof GET("/text") - 1, SHARE) >= SHARE / 2);
	CHECK(least_served(GET("/later"), sizeof GET("/later") - 1, SHARE) >= SHARE / 2);
	echo_stop();
}
