/* Answers that go on. */
#include "base/civil.h"
#include "http/test_client.h"
#include <poll.h>
#include <sys/socket.h>

enum { MANY = 200 };
static const char get[] = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n";
static const char again[] = "GET /text HTTP/1.1\r\nHost: a\r\n\r\n";

static int stream_open(void)
{
	int fd = client_connect();

	client_send(fd, get, sizeof get - 1);
	return fd;
}

/* Reads until the text is there, or the end (false), or 5 s. */
static bool reads(int fd, const char *text)
{
	char got[65536];
	size_t n = 0;

	while (n < sizeof got - 1) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t more = poll(&p, 1, 5000) == 1 ? read(fd, got + n, sizeof got - 1 - n) : -1;
		if (more <= 0)
			return false;
		n += (size_t)more;
		got[n] = '\0';
		if (memmem(got, n, text, strlen(text)))
			return true;
	}
	return false;
}

static void wait_streams(int count)
{
	for (int i = 0; i < 500 && echo_streams() != count; i++)
		usleep(10000);
	CHECK_INT(echo_streams(), count);
}

TEST(a_stream_brings_what_is_sent_and_signs_of_life)
{
	int fd;

	(void)echo_start(&(struct http_config){ .beat_ms = 30 });
	fd = stream_open();
	CHECK(reads(fd, "data: hello"));
	echo_broadcast("id: 1\ndata: {}\n\n", 16);
	CHECK(reads(fd, "id: 1"));
	CHECK(reads(fd, ":\n\n"));
	echo_broadcast("id: 2\ndata: {}\n\n", 16);
	CHECK(reads(fd, "id: 2"));
	(void)close(fd);
	wait_streams(0); /* the next sign of life finds nobody */
	echo_stop();
}

TEST(the_stop_ends_streams_properly)
{
	int fd;

	(void)echo_start(NULL);
	fd = stream_open();
	CHECK(reads(fd, "data: hello"));
	echo_stop();
	CHECK(reads(fd, "0\r\n\r\n"));
	CHECK_INT(echo_streams(), 0);
	(void)close(fd);
}

TEST(a_stream_ends_after_its_time_so_that_who_it_is_is_asked_anew)
{
	int fd;

	(void)echo_start(&(struct http_config){ .beat_ms = 20, .stream_ms = 60 });
	fd = stream_open();
	CHECK(reads(fd, "0\r\n\r\n"));
	client_send(fd, again, sizeof again - 1);
	CHECK(reads(fd, "text")); /* the connection may be used on */
	(void)close(fd);
	wait_streams(0);
	echo_stop();
}

TEST(a_reader_that_takes_nothing_is_let_go_and_the_others_go_on)
{
	char block[1000];
	int slow, quick;

	(void)echo_start(&(struct http_config){ .beat_ms = 50 });
	slow = stream_open();
	quick = stream_open();
	CHECK(reads(slow, "data: hello"));
	CHECK(reads(quick, "data: hello"));
	memset(block, 'x', sizeof block);
	memcpy(block + sizeof block - 8, "#mark#\n\n", 8);
	for (int i = 0; i < 20000 && echo_streams() == 2; i++) {
		echo_broadcast(block, sizeof block);
		CHECK(reads(quick, "#mark#"));
	}
	wait_streams(1);
	echo_broadcast("last", 4);
	CHECK(reads(quick, "last"));
	(void)close(slow);
	(void)close(quick);
	echo_stop();
}

/* Ordinary requests beside many open streams that are written to. */
TEST(nobody_waits_a_second_beside_two_hundred_streams)
{
	int fds[MANY], worker;
	int64_t longest = 0;

	(void)echo_start(&(struct http_config){ .beat_ms = 100 });
	worker = client_connect();
	for (int i = 0; i < MANY; i++)
		fds[i] = stream_open();
	for (int i = 0; i < MANY; i++)
		CHECK(reads(fds[i], "data: hello"));
	for (int n = 0; n < 300; n++) {
		int64_t began = clock_steady_us();
		const char *path = n % 2 ? "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"
					 : "GET /text HTTP/1.1\r\nHost: a\r\n\r\n";
		echo_broadcast("data: ring\n\n", 12);
		client_send(worker, path, strlen(path));
		CHECK(reads(worker, "text"));
		longest = MAX(longest, clock_steady_us() - began);
	}
	echo_broadcast("data: end\n\n", 11);
	for (int i = 0; i < MANY; i++)
		CHECK(reads(fds[i], "data: end"));
	CHECK(longest < 1000000);
	for (int i = 0; i < MANY; i++)
		(void)close(fds[i]);
	(void)close(worker);
	echo_stop();
}
