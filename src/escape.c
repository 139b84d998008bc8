/* anju escape: tries to get out of the server's confinement, as an intruder in it would. Each
 * attempt is made twice in a process of its own: free, which shows that it is a real one, and
 * confined as the server is, where it must fail. */
#include "app/confine.h"
#include "commands.h"
#include "store/reach.h"
#include <arpa/inet.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum { SUCCEEDED = 42, REFUSED = 43, UNCONFINED = 44, PATH_BYTES = 256 };

struct bait {
	char file[PATH_BYTES]; /* outside the office's folder, and ours to read */
	int listener, port;
	int shared, shared_port; /* may be listened on twice */
	pid_t parent;
};
struct attempt {
	const char *name, *what;
	bool (*run)(const struct bait *b); /* true: it got out */
	bool alone;                        /* only of interest where the database is a file */
};

/* ---- the attempts ---- */

static bool reads_outside(const struct bait *b)
{
	return open(b->file, O_RDONLY | O_CLOEXEC) >= 0;
}

static bool writes_outside(const struct bait *b)
{
	char path[PATH_BYTES + 8];

	(void)snprintf(path, sizeof path, "%s.new", b->file);
	return open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0 && !unlink(path);
}

static bool removes_outside(const struct bait *b)
{
	return !chmod(b->file, 0600) && !unlink(b->file);
}

static bool runs_a_shell(const struct bait *b)
{
	char exits[16];

	(void)b;
	(void)snprintf(exits, sizeof exits, "exit %d", SUCCEEDED);
	(void)execl("/bin/sh", "sh", "-c", exits, (char *)NULL);
	return false;
}

static bool starts_a_process(const struct bait *b)
{
	pid_t child = fork();

	(void)b;
	if (!child)
		_exit(0);
	return child > 0;
}

static bool traces(const struct bait *b)
{
	(void)b;
	return !ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static bool opens_a_raw_socket(const struct bait *b)
{
	(void)b;
	return socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) >= 0;
}

static bool sends_a_datagram(const struct bait *b)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(53),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	(void)b;
	return fd >= 0 && sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to) == 1;
}

static bool connects(const struct bait *b)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)b->port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	return fd >= 0 && !connect(fd, (struct sockaddr *)&to, sizeof to);
}

/* Bound to that port, 0 = a free one, in a way that lets us bind it once more; else -1. */
static int local_port(int *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)*port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
	socklen_t n = sizeof at;

	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) ||
	    bind(fd, (struct sockaddr *)&at, n) || getsockname(fd, (struct sockaddr *)&at, &n))
		return -1;
	*port = ntohs(at.sin_port);
	return fd;
}

static bool listens(const struct bait *b)
{
	int port = b->shared_port;

	return local_port(&port) >= 0;
}

static bool runs_what_it_wrote(const struct bait *b)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)b;
	return page != MAP_FAILED;
}

static bool makes_it_run_later(const struct bait *b)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)b;
	return page != MAP_FAILED && !mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

static bool makes_a_namespace(const struct bait *b)
{
	(void)b;
	return !unshare(CLONE_NEWUSER);
}

static bool signals_another(const struct bait *b)
{
	return !kill(b->parent, 0);
}

static const struct attempt attempts[] = {
	{ "read", "读数据文件夹以外的文件", reads_outside, false },
	{ "write", "在数据文件夹以外写文件", writes_outside, false },
	{ "exec", "启动另一个程序（/bin/sh）", runs_a_shell, false },
	{ "fork", "另开一个进程", starts_a_process, false },
	{ "ptrace", "调试别的进程", traces, false },
	{ "raw", "打开原始套接字", opens_a_raw_socket, false },
	{ "datagram", "向外发 UDP", sends_a_datagram, true },
	{ "connect", "连接别的 TCP 端口", connects, false },
	{ "listen", "监听别的 TCP 端口", listens, false },
	{ "memory", "取得可写又可执行的内存", runs_what_it_wrote, false },
	{ "mprotect", "把写过的内存改为可执行", makes_it_run_later, false },
	{ "namespace", "另开命名空间", makes_a_namespace, false },
	{ "signal", "给别的进程发信号", signals_another, false },
	{ "remove", "删除数据文件夹以外的文件", removes_outside, false },
};

/* ---- making them ---- */

static int try(const struct attempt *a, const struct bait *b, const struct confine *c)
{
	struct confined reached;
	pid_t child = fork();
	int status;

	if (!child) {
		if (c)
			confine(c, &reached);
		_exit(a->run(b) ? SUCCEEDED : REFUSED);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		return UNCONFINED;
	return WIFEXITED(status) ? WEXITSTATUS(status) : REFUSED;
}

static int lay_bait(struct bait *ret)
{
	int fd;

	*ret = (struct bait){ .parent = getpid() };
	(void)snprintf(ret->file, sizeof ret->file, "/tmp/anju-escape-XXXXXX");
	fd = mkostemp(ret->file, O_CLOEXEC);
	if (fd < 0)
		return -1;
	(void)close(fd);
	ret->shared = local_port(&ret->shared_port);
	ret->listener = local_port(&ret->port);
	return ret->shared < 0 || ret->listener < 0 ? -1 : listen(ret->listener, 64);
}

/* How many got out. */
static int try_all(struct console *con, const struct confine *c, const struct bait *b,
		   bool elsewhere)
{
	int out = 0;

	for (size_t i = 0; i < COUNT(attempts); i++) {
		const struct attempt *a = &attempts[i];
		int confined = try(a, b, c);
		const char *found = "拦住";
		if (confined == SUCCEEDED && a->alone && elsewhere)
			found = "允许"; /* to look up the database's name */
		else if (confined != REFUSED)
			found = "没拦住";
		else if (try(a, b, NULL) != SUCCEEDED)
			found = "本来就不行";
		out += !strcmp(found, "没拦住");
		fprintf(con->out, "%s  %-10s %s\n", found, a->name, a->what);
	}
	return out;
}

int command_escape(struct console *con)
{
	struct ctx *cx = &con->cx;
	const char *where = con->db ? con->db : arena_printf(cx->arena, "%s/office.db", con->data);
	struct store_reach reach;
	struct confine c;
	struct bait b;
	int out;

	if (!options_read(con, NULL, 0, NULL, 0, NULL))
		return EXIT_NOTHING;
	if (lay_bait(&b) < 0) {
		fprintf(con->err, "anju escape: %s\n", strerror(errno));
		return EXIT_FAULT;
	}
	store_reach(cx, where, &reach);
	confine_server(&c, con->data, where, &reach, "127.0.0.1:8080");
	fflush(con->out);
	out = try_all(con, &c, &b, reach.elsewhere);
	(void)unlink(b.file);
	(void)close(b.listener);
	(void)close(b.shared);
	if (out)
		fprintf(con->out, "%d 种越界没有拦住。\n", out);
	else
		fputs("没有一种能越界。\n", con->out);
	return out ? EXIT_FAULT : EXIT_DONE;
}
