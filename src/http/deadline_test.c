/* Slow clients, with short deadlines: a lower bound proves that it is the deadline that ends them,
 * the rest of the run does not depend on the clock. */
#include "base/civil.h"
#include "http/test_client.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define TEXT "GET /text HTTP/1.1\r\nHost: a\r\n\r\n"

static const struct http_config quick = { .header_ms = 300, .body_ms = 300, .idle_ms = 300 };

/* Sends a byte each 6 ms until the connection is closed; answers the statuses. */
static const char *trickle(int fd, const char *bytes)
{
	for (; *bytes; bytes++) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		if (poll(&p, 1, 6))
			break;
		client_send(fd, bytes, 1);
	}
	return client_statuses(fd, 2);
}

TEST(a_head_that_trickles_in_is_cut)
{
	static const char slow[] =
		"GET /text HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	echo_start(&quick);
	int64_t start = clock_steady_us();
	int fd = client_connect();
	CHECK_STR(trickle(fd, slow), "408 closed");
	CHECK(clock_steady_us() - start >= 300000);
	close(fd);
	fd = client_connect();
	CHECK_STR(trickle(fd, slow + sizeof slow - 80), "closed"); /* not even a request line */
	close(fd);
	fd = client_connect();
	client_send(fd, TEXT, sizeof TEXT - 1);
	CHECK_STR(client_statuses(fd, 1), "200");
	CHECK_STR(trickle(fd, slow), "408 closed"); /* also on a connection that was kept */
	close(fd);
	CHECK_INT(echo_seen(), 1);
	echo_stop();
}

TEST(a_body_that_trickles_in_is_cut)
{
	static const char head[] = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n";
	static const char upload[] = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n"
				     "Content-Type: multipart/form-data; boundary=b\r\n\r\n";
	static const char slow[] = "--b\r\nContent-Disposition: form-data; name=a; "
				   "filename=b\r\n\r\naaaaaaaaaaaaaaaaaaaaaaaaaa";
	echo_start(&quick);
	int fd = client_connect();
	client_send(fd, head, sizeof head - 1);
	CHECK_STR(trickle(fd, slow), "408 closed");
	close(fd);
	fd = client_connect();
	client_send(fd, upload, sizeof upload - 1);
	CHECK_STR(trickle(fd, slow), "408 closed");
	close(fd);
	CHECK_INT(echo_seen(), 0);
	echo_stop();
}

TEST(an_upload_that_is_quick_enough_has_more_time)
{
	static const char begin[] =
		"--b\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n";
	char head[200], part[600];
	int n = snprintf(head, sizeof head, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: %zu\r\n"
			 "Content-Type: multipart/form-data; boundary=b\r\n\r\n%s",
			 sizeof begin - 1 + 6000 + 9, begin);
	echo_start(&quick);
	int fd = client_connect();
	memset(part, 'a', sizeof part);
	client_send(fd, head, (size_t)n);
	for (int i = 0; i < 10; i++) {
		client_send(fd, part, sizeof part);
		(void)poll(NULL, 0, 80);
	}
	client_send(fd, "\r\n--b--\r\n", 9);
	CHECK_HAS(client_read(fd, 1), "upload a b  6000 aaaaaaaa\n");
	close(fd);
	echo_stop();
}

TEST(an_idle_connection_is_closed)
{
	echo_start(&quick);
	int64_t start = clock_steady_us();
	int fd = client_connect();
	CHECK_STR(client_statuses(fd, 1), "closed");
	close(fd);
	CHECK(clock_steady_us() - start >= 300000);
	start = clock_steady_us();
	fd = client_connect();
	client_send(fd, TEXT, sizeof TEXT - 1);
	CHECK_STR(client_statuses(fd, 2), "200 closed");
	CHECK(clock_steady_us() - start >= 300000);
	close(fd);
	echo_stop();
}

TEST(a_request_that_is_worked_on_has_no_deadline)
{
	static const char never[] = "GET /never HTTP/1.1\r\nHost: a\r\n\r\n";
	echo_start(&quick);
	int fd = client_connect();
	client_send(fd, never, sizeof never - 1);
	(void)poll(NULL, 0, 700);
	echo_release();
	CHECK_STR(client_statuses(fd, 1), "200");
	close(fd);
	echo_stop();
}

TEST(a_reader_that_stands_still_is_cut_and_a_slow_one_is_not)
{
	static const char big[] = "GET /big HTTP/1.1\r\nHost: a\r\n\r\n";
	static char buffer[64 << 10];
	size_t total = 0;
	ssize_t n;
	echo_start(&quick);
	int still = client_connect(), slow = client_connect();
	client_send(still, big, sizeof big - 1);
	client_send(slow, big, sizeof big - 1);
	while (total < 8 << 20 && (n = read(slow, buffer, sizeof buffer)) > 0) {
		total += (size_t)n;
		(void)poll(NULL, 0, 10);
	}
	CHECK(total >= 8 << 20);
	for (int i = 0; i < 500 && !echo_aborted(); i++)
		(void)poll(NULL, 0, 10);
	close(still);
	close(slow);
	echo_stop();
	CHECK_INT(echo_done(), 2);
	CHECK_INT(echo_aborted(), 1);
}

TEST(others_are_served_while_slow_heads_are_open)
{
	int fd[200];
	echo_start(NULL);
	for (size_t i = 0; i < COUNT(fd); i++) {
		fd[i] = client_connect();
		client_send(fd[i], "GET /te", 7);
	}
	CHECK_STR(PROBE(TEXT, 1), "200");
	for (size_t i = 0; i < COUNT(fd); i++)
		close(fd[i]);
	echo_stop();
}

TEST(a_server_without_work_uses_no_processor)
{
	struct rusage before, after;
	echo_start(NULL);
	int fd = client_connect();
	client_send(fd, TEXT, sizeof TEXT - 1);
	CHECK_STR(client_statuses(fd, 1), "200");
	CHECK_INT(getrusage(RUSAGE_SELF, &before), 0);
	(void)poll(NULL, 0, 500);
	CHECK_INT(getrusage(RUSAGE_SELF, &after), 0);
	CHECK(after.ru_nvcsw - before.ru_nvcsw < 20); /* a loop that polls would wake up often */
	close(fd);
	echo_stop();
}

/* Sockets of this process, made before there are no more descriptors, knock then. */
static void knock(const int *fd, size_t count, int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	for (size_t i = 0; i < count; i++)
		CHECK_INT(connect(fd[i], (struct sockaddr *)(void *)&at, sizeof at), 0);
}

TEST(who_knocks_after_the_descriptors_ran_out_is_let_in_at_once)
{
	struct http_server *s = echo_start(NULL);
	struct rlimit before, few;
	int fd[40], highest = 0, late;

	for (size_t i = 0; i < COUNT(fd); i++) {
		fd[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		highest = fd[i] > highest ? fd[i] : highest;
	}
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &before), 0);
	few = (struct rlimit){ (rlim_t)highest + 4, before.rlim_max };
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &few), 0);
	knock(fd, COUNT(fd), http_port(s));
	(void)poll(NULL, 0, 200);
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &before), 0);
	late = client_connect();
	client_send(late, TEXT, sizeof TEXT - 1);
	for (size_t i = 0; i < COUNT(fd); i++)
		close(fd[i]);
	CHECK_STR(client_statuses(late, 1), "200"); /* waits 5 s at most; the deadlines are longer */
	close(late);
	echo_stop();
}
