/* The world outside for tests of what is sent: a web server of our own HTTP layer that answers as
 * its path says, a port where nobody ever answers, and a real mail server (aiosmtpd). All on
 * loopback; the outbound process has to be started before them. */
#ifndef ANJU_OUTSIDE_H
#define ANJU_OUTSIDE_H
#include "test.h"
#include "http/http.h"
#include <arpa/inet.h>
#include <dirent.h>
#include <sys/socket.h>
#include <sys/wait.h>

#define OUTSIDE_UNUSED __attribute__((unused))

enum { OUTSIDE_CALLS = 64 };
struct outside {
	struct http_server *server;
	pthread_mutex_t lock;
	int count;
	struct {
		char target[400], body[8192], token[100], key[100];
	} call[OUTSIDE_CALLS];
	int failures; /* this many calls of /fails are answered with 500 first */
	pid_t mail;
	int mail_port;
	char mail_folder[300];
};
static struct outside outside_only;

static void outside_note(struct outside *o, const struct http_request *rq)
{
	const char *token = http_header(rq, "Authorization");
	const char *key = http_header(rq, "Idempotency-Key");
	int at = o->count < OUTSIDE_CALLS ? o->count : OUTSIDE_CALLS - 1;

	(void)snprintf(o->call[at].target, sizeof o->call[at].target, "%s", rq->target);
	(void)snprintf(o->call[at].body, sizeof o->call[at].body, "%s", rq->body);
	(void)snprintf(o->call[at].token, sizeof o->call[at].token, "%s", token ? token : "");
	(void)snprintf(o->call[at].key, sizeof o->call[at].key, "%s", key ? key : "");
	o->count++;
}

static void outside_handle(void *context, struct http_request *rq)
{
	static char big[100 * 1024];
	struct outside *o = context;
	struct http_response *a = &rq->response;

	pthread_mutex_lock(&o->lock);
	outside_note(o, rq);
	a->content_type = "application/json";
	a->body = "{\"errcode\":0,\"errmsg\":\"ok\"}";
	if (!strncmp(rq->path, "/feishu", 7)) {
		a->body = "{\"code\":0,\"msg\":\"success\",\"data\":{}}";
	} else if (!strncmp(rq->path, "/refuses", 8)) {
		a->body = "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
	} else if (!strncmp(rq->path, "/fails", 6) && o->failures > 0) {
		o->failures--;
		a->status = 500;
		a->body = "out of order";
	} else if (!strncmp(rq->path, "/gone", 5)) {
		a->status = 404;
		a->body = "no such robot";
	} else if (!strncmp(rq->path, "/redirect", 9)) {
		a->status = 302;
		http_response_header(rq, "Location", "http://169.254.169.254/latest/meta-data");
	} else if (!strncmp(rq->path, "/big", 4)) {
		memset(big, 'x', sizeof big);
		a->body = big;
		a->body_size = sizeof big;
	}
	if (!a->body_size)
		a->body_size = strlen(a->body);
	pthread_mutex_unlock(&o->lock);
	http_answer(rq);
}

OUTSIDE_UNUSED static struct outside *outside_start(const char *cert, const char *key)
{
	struct outside *o = &outside_only;
	struct http_config config = { .listen = "127.0.0.1:0", .temp_folder = test_folder(),
				      .handle = outside_handle, .context = o, .tls_cert = cert,
				      .tls_key = key };
	char why[200] = "";

	pthread_mutex_init(&o->lock, NULL);
	if (http_start(&config, &o->server, why, sizeof why) < 0)
		test_failed(__FILE__, __LINE__, "%s", why);
	return o;
}

/* The first child of a process whose name begins so; 0 when there is none. */
OUTSIDE_UNUSED static pid_t outside_child(pid_t parent, const char *name)
{
	char path[300], line[300], called[64];
	DIR *d = opendir("/proc");
	struct dirent *e;
	pid_t found = 0;

	CHECK(d);
	while (!found && (e = readdir(d))) {
		int ppid = 0;
		FILE *in;
		(void)snprintf(path, sizeof path, "/proc/%s/stat", e->d_name);
		in = isdigit((unsigned char)e->d_name[0]) ? fopen(path, "r") : NULL;
		if (!in)
			continue;
		if (fgets(line, sizeof line, in) &&
		    sscanf(line, "%*d (%63[^)]) %*c %d", called, &ppid) == 2 && ppid == parent &&
		    !strncmp(called, name, strlen(name)))
			found = (pid_t)strtol(e->d_name, NULL, 10);
		(void)fclose(in);
	}
	(void)closedir(d);
	return found;
}

/* A port that takes connections and never says a word. */
OUTSIDE_UNUSED static int outside_silent(void)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct sockaddr_in a = { .sin_family = AF_INET,
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof a;

	CHECK(fd >= 0 && !bind(fd, (struct sockaddr *)&a, n) && !listen(fd, 64));
	CHECK(!getsockname(fd, (struct sockaddr *)&a, &n));
	return ntohs(a.sin_port);
}

static void outside_mail_stop(void)
{
	if (outside_only.mail > 0) {
		(void)kill(outside_only.mail, SIGKILL);
		(void)waitpid(outside_only.mail, NULL, 0);
	}
	outside_only.mail = 0;
}

/* aiosmtpd, which puts each mail into a Maildir, at a port that the system gives it. Skips the test
 * when it is not installed. */
OUTSIDE_UNUSED static void outside_mail(struct outside *o)
{
	static const char server[] =
		"import asyncio, sys\n"
		"from aiosmtpd.handlers import Mailbox\n"
		"from aiosmtpd.smtp import SMTP\n"
		"async def main():\n"
		"    box = Mailbox(sys.argv[1])\n"
		"    s = await asyncio.get_running_loop().create_server(lambda: SMTP(box), '127.0.0.1', 0)\n"
		"    print(s.sockets[0].getsockname()[1], flush=True)\n"
		"    await s.serve_forever()\n"
		"asyncio.run(main())\n";
	int fds[2], port = 0;
	FILE *says;

	if (system("/usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null"))
		test_skip("needs python3-aiosmtpd");
	(void)snprintf(o->mail_folder, sizeof o->mail_folder, "%s/mail", test_folder());
	CHECK(!pipe2(fds, O_CLOEXEC));
	(void)atexit(outside_mail_stop);
	o->mail = fork();
	if (!o->mail) {
		(void)dup2(fds[1], STDOUT_FILENO);
		execl("/usr/bin/python3", "python3", "-c", server, o->mail_folder, (char *)NULL);
		_exit(127);
	}
	(void)close(fds[1]);
	says = fdopen(fds[0], "r");
	CHECK(says && fscanf(says, "%d", &port) == 1);
	(void)fclose(says);
	o->mail_port = port;
}

/* The first mail that has come, whole; "" when none. Answers how many there are. */
OUTSIDE_UNUSED static int outside_mails(struct outside *o, char *ret_text, size_t size)
{
	char path[700];
	struct dirent *e;
	DIR *d;
	int count = 0;

	*ret_text = '\0';
	(void)snprintf(path, sizeof path, "%s/new", o->mail_folder);
	d = opendir(path);
	while (d && (e = readdir(d))) {
		FILE *in;
		size_t n;
		if (e->d_name[0] == '.' || count++)
			continue;
		(void)snprintf(path, sizeof path, "%s/new/%s", o->mail_folder, e->d_name);
		in = fopen(path, "r");
		n = in ? fread(ret_text, 1, size - 1, in) : 0;
		ret_text[n] = '\0';
		if (in)
			(void)fclose(in);
	}
	if (d)
		(void)closedir(d);
	return count;
}
#endif
