#include "app/outbound_child.h"
#include "base/civil.h"
#include "outside.h"
#include <linux/landlock.h>
#include <sys/syscall.h>

static struct arena test_arena;
static struct ctx test_cx = { .arena = &test_arena };
static struct outbound *sender;

static void stop_sender(void)
{
	outbound_stop(sender);
}

static struct outside *start(void)
{
	CHECK_OK(outbound_start(&test_cx, &sender));
	(void)atexit(stop_sender);
	return outside_start(NULL, NULL);
}

static const char *url(const char *path)
{
	return arena_printf(&test_arena, "http://127.0.0.1:%d%s", http_port(outside_only.server),
			    path);
}

static int64_t post(const char *to, bool inside, int seconds)
{
	int64_t ticket;

	CHECK_OK(outbound_post(&test_cx, sender,
			       &(struct outbound_message){ .kind = OUTBOUND_HTTP, .url = to,
							   .headers = "Content-Type: application/json\n"
								      "Authorization: abc\n",
							   .body = "{\"a\":\"水\"}", .inside = inside,
							   .seconds = seconds },
			       &ticket));
	return ticket;
}

static struct outbound_answer call(const char *to, bool inside)
{
	struct outbound_answer a;

	outbound_wait(sender, post(to, inside, 5), &a);
	return a;
}

static bool is_public(const char *text)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return address_is_public((struct sockaddr *)&v4);
	CHECK(inet_pton(AF_INET6, text, &v6.sin6_addr) == 1);
	return address_is_public((struct sockaddr *)&v6);
}

TEST(private_loopback_and_link_local_addresses_are_not_public_in_any_wrapping)
{
	static const char *const inside[] = {
		"127.0.0.1", "127.255.1.2", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
		"192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "224.0.0.1",
		"255.255.255.255", "198.18.0.1", "::", "::1", "fe80::1", "fc00::1", "fd12::1",
		"ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::1",
		"2001:db8::1", "2001::1", "::127.0.0.1",
	};
	static const char *const outside_[] = {
		"8.8.8.8", "114.114.114.114", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1",
		"192.169.0.1", "223.5.5.5", "2400:3200::1", "2001:4860:4860::8888", "::ffff:8.8.8.8",
		"64:ff9b::808:808",
	};

	for (size_t i = 0; i < COUNT(inside); i++)
		if (is_public(inside[i]))
			test_failed(__FILE__, __LINE__, "%s is not public", inside[i]);
	for (size_t i = 0; i < COUNT(outside_); i++)
		if (!is_public(outside_[i]))
			test_failed(__FILE__, __LINE__, "%s is public", outside_[i]);
	CHECK(!address_is_public(&(struct sockaddr){ .sa_family = AF_UNIX }));
}

TEST(a_call_arrives_whole_with_its_headers_and_the_answer_comes_back)
{
	struct outside *o = start();
	struct outbound_answer a = call(url("/robot?key=1"), true);

	CHECK_INT(a.result, OUTBOUND_DONE);
	CHECK_INT(a.status, 200);
	CHECK_HAS(a.text, "\"errcode\":0");
	CHECK_INT(o->count, 1);
	CHECK_STR(o->call[0].target, "/robot?key=1");
	CHECK_STR(o->call[0].body, "{\"a\":\"水\"}");
	CHECK_STR(o->call[0].token, "abc");
}

TEST(without_leave_no_connection_is_made_to_a_private_address_nor_without_tls)
{
	struct outside *o = start();
	struct outbound_answer a = call(url("/robot"), false);

	CHECK_INT(a.result, OUTBOUND_WRONG); /* http */
	a = call(arena_printf(&test_arena, "https://127.0.0.1:%d/", http_port(o->server)), false);
	CHECK_INT(a.result, OUTBOUND_PRIVATE);
	a = call(arena_printf(&test_arena, "https://localhost:%d/", http_port(o->server)), false);
	CHECK_INT(a.result, OUTBOUND_PRIVATE);
	a = call("https://[::ffff:127.0.0.1]/", false);
	CHECK_INT(a.result, OUTBOUND_PRIVATE);
	CHECK(outbound_is_final(OUTBOUND_HTTP, &a));
	a = call("file:///etc/passwd", true);
	CHECK_INT(a.result, OUTBOUND_WRONG);
	CHECK_INT(o->count, 0);
}

TEST(a_redirect_is_not_followed_to_a_private_address_nor_anywhere)
{
	struct outside *o = start();
	struct outbound_answer a = call(url("/redirect"), true);

	CHECK_INT(a.result, OUTBOUND_REDIRECT);
	CHECK_HAS(a.text, "169.254.169.254");
	CHECK_INT(o->count, 1);
}

TEST(a_webhook_that_hangs_holds_up_nobody_else_and_ends_with_its_time)
{
	struct outside *o = start();
	const char *silent = arena_printf(&test_arena, "http://127.0.0.1:%d/", outside_silent());
	int64_t hung[OUTBOUND_AT_ONCE - 1], began = clock_steady_us();
	struct outbound_answer a;

	for (size_t i = 0; i < COUNT(hung); i++)
		hung[i] = post(silent, true, 2);
	for (int i = 0; i < 5; i++) {
		a = call(url("/robot"), true);
		CHECK_INT(a.result, OUTBOUND_DONE);
	}
	CHECK(!outbound_poll(sender, hung[0], &a));
	CHECK(clock_steady_us() - began < 1500000);
	CHECK_INT(o->count, 5);
	for (size_t i = 0; i < COUNT(hung); i++) {
		outbound_wait(sender, hung[i], &a);
		CHECK_INT(a.result, OUTBOUND_SLOW);
	}
}

TEST(more_than_may_be_on_the_way_is_refused_and_not_lost_silently)
{
	const char *silent;
	int64_t ticket;
	int taken = 0;

	(void)start();
	silent = arena_printf(&test_arena, "http://127.0.0.1:%d/", outside_silent());
	while (outbound_post(&test_cx, sender,
			     &(struct outbound_message){ .kind = OUTBOUND_HTTP, .url = silent,
							 .inside = true, .seconds = 1 },
			     &ticket) == OK)
		taken++;
	CHECK_INT(taken, 2 * OUTBOUND_AT_ONCE);
	CHECK_HAS(test_cx.why, "太多");
}

TEST(an_answer_without_end_is_cut_off)
{
	(void)start();
	CHECK_INT(call(url("/big"), true).result, OUTBOUND_TOO_LONG);
}

TEST(a_certificate_that_nobody_signed_is_refused_before_a_word_is_said)
{
	const char *cert = arena_printf(&test_arena, "%s/cert.pem", test_folder());
	const char *key = arena_printf(&test_arena, "%s/key.pem", test_folder());
	struct outbound_answer a;
	struct outside *o;

	CHECK_OK(outbound_start(&test_cx, &sender));
	(void)atexit(stop_sender);
	if (system(arena_printf(&test_arena,
				"openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj "
				"/CN=localhost -out %s -keyout %s 2>/dev/null",
				cert, key)))
		test_skip("needs openssl");
	o = outside_start(cert, key);
	a = call(arena_printf(&test_arena, "https://localhost:%d/", http_port(o->server)), true);
	CHECK_INT(a.result, OUTBOUND_UNSAFE);
	CHECK_INT(o->count, 0);
}

TEST(a_mail_server_without_tls_is_refused_unless_it_is_within_the_own_network)
{
	struct outside *o = start();
	char text[4096];
	struct outbound_message m = { .kind = OUTBOUND_MAIL, .from = "<office@example.com>",
				      .to = "<lin@example.com>", .seconds = 5, .inside = true,
				      .body = "Subject: x\r\n\r\nhello\r\n.\r\n..\r\nend\r\n" };
	struct outbound_answer a;
	int64_t ticket;

	outside_mail(o);
	m.url = arena_printf(&test_arena, "smtp://127.0.0.1:%d", o->mail_port);
	m.user = "office";
	m.password = "secret";
	CHECK_OK(outbound_post(&test_cx, sender, &m, &ticket));
	outbound_wait(sender, ticket, &a);
	CHECK_INT(a.result, OUTBOUND_UNSAFE);
	m.user = m.password = NULL;
	CHECK_OK(outbound_post(&test_cx, sender, &m, &ticket));
	outbound_wait(sender, ticket, &a);
	CHECK_INT(a.result, OUTBOUND_DONE);
	CHECK_INT(outside_mails(o, text, sizeof text), 1);
	CHECK_HAS(text, "hello\n.\n..\nend");
	m.inside = false;
	CHECK_OK(outbound_post(&test_cx, sender, &m, &ticket));
	outbound_wait(sender, ticket, &a);
	CHECK_INT(a.result, OUTBOUND_PRIVATE);
}

static pid_t sender_pid(void)
{
	return outside_child(outside_child(getpid(), "anju-outbound"), "anju-outbound");
}

TEST(a_sender_that_is_killed_is_started_again_and_its_transfers_are_told_as_lost)
{
	struct outside *o = start();
	struct outbound_answer a;
	int64_t ticket = post(arena_printf(&test_arena, "http://127.0.0.1:%d/", outside_silent()),
			      true, 5);

	CHECK_INT(call(url("/robot"), true).result, OUTBOUND_DONE);
	CHECK(sender_pid() > 1);
	CHECK_OK(kill(sender_pid(), SIGKILL));
	outbound_wait(sender, ticket, &a);
	CHECK_INT(a.result, OUTBOUND_LOST);
	CHECK_INT(call(url("/robot"), true).result, OUTBOUND_DONE);
	CHECK_INT(o->count, 2);
}

/* What a confined process may do: bit 1, reads the office's file; 2, writes; 4, reads /etc. */
static int confined(const char *path)
{
	int status, fd = open("/dev/null", O_RDONLY);
	pid_t child = fork();

	if (!child) {
		outbound_confine(&fd);
		_exit((open(path, O_RDONLY) >= 0 ? 1 : 0) |
		      (open("/tmp/anju-outbound-test", O_WRONLY | O_CREAT, 0600) >= 0 ? 2 : 0) |
		      (open("/etc/passwd", O_RDONLY) >= 0 ? 4 : 0));
	}
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

TEST(the_sender_cannot_read_a_file_of_the_office_nor_write_one)
{
	char path[300];
	FILE *out;

	if (syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
		test_skip("the kernel has no Landlock");
	(void)snprintf(path, sizeof path, "%s/office.db", test_folder());
	out = fopen(path, "w");
	CHECK(out && !fclose(out));
	CHECK_INT(confined(path), 4);
}

#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
TEST(the_sender_cannot_start_another_program)
{
	int status, fd = open("/dev/null", O_RDONLY);
	pid_t child = fork();

	if (!child) {
		outbound_confine(&fd);
		(void)execl("/bin/true", "true", (char *)NULL);
		_exit(3);
	}
	CHECK_INT(waitpid(child, &status, 0), child);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		test_skip("the kernel filters no system calls");
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}
#endif
