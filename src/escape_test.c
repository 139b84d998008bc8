/* What the confined server can still do, and what not. The server of these tests is a process of
 * its own, as `anju serve` makes it. */
#include "app/confine.h"
#include "app/serve.h"
#include "commands.h"
#include "office.h"
#include "base/text.h"
#include "output/sheet.h"
#include "store/reach.h"
#include <arpa/inet.h>
#include <dirent.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static void need_all_of_it(void)
{
	struct confine c = { 0 };
	struct confined reached;
	int status;
	pid_t child = fork();

	if (!child) {
		confine(&c, &reached);
		_exit(reached.files && reached.ports && reached.calls ? 0 : 1);
	}
	CHECK_INT(waitpid(child, &status, 0), child);
	if (status || SANITIZED)
		test_skip("this kernel, or a build with sanitizers, cannot confine wholly");
}

static const char *escaped(const char *db, int *ret_code)
{
	struct ctx *cx = office("2026-11-23 10:00");
	char escape[] = "escape", *argv[] = { escape, NULL };
	struct console con = { .cx = *cx, .argc = 1, .argv = argv, .err = stderr,
			       .data = cx->app->data, .db = db };
	char *text = NULL, *copy;
	size_t size;

	con.out = open_memstream(&text, &size);
	*ret_code = command_escape(&con);
	fclose(con.out);
	copy = arena_strdup(cx->arena, text);
	free(text);
	return copy;
}

TEST(nothing_gets_out_of_the_confined_server)
{
	static const char *const names[] = { "read", "write", "exec", "fork", "connect", "datagram",
					     "listen", "memory", "mprotect", "signal", "remove" };
	const char *text;
	int code;

	need_all_of_it();
	text = escaped(NULL, &code);
	for (size_t i = 0; i < COUNT(names); i++)
		CHECK_HAS(text, arena_printf(&office_only.arena, "拦住  %s ", names[i]));
	CHECK(!strstr(text, "没拦住"));
	CHECK_INT(code, EXIT_DONE);
}

TEST(a_database_elsewhere_opens_its_own_port_and_no_other)
{
	const char *text;
	int code;

	need_all_of_it();
	text = escaped("postgres://anju@db.example.cn:5433/anju", &code);
	CHECK_HAS(text, "拦住  connect ");
	CHECK_HAS(text, "允许  datagram ");
	CHECK_INT(code, EXIT_DONE);
}

TEST(what_the_connection_to_postgresql_needs_is_known_beforehand)
{
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena };
	struct store_reach reach;

	store_reach(&cx, "/srv/anju/office.db", &reach);
	CHECK(!reach.elsewhere && !reach.files && !reach.ports && !reach.any_port);
	store_reach(&cx, "postgres://a@one:5433,two/anju?sslrootcert=/srv/ca.pem", &reach);
	CHECK(reach.elsewhere && !reach.any_port);
	CHECK_INT(reach.ports, 2);
	CHECK_INT(reach.port[0], 5433);
	CHECK_INT(reach.port[1], 5432);
	CHECK_STR(reach.file[0], "/srv/ca.pem");
	store_reach(&cx, "postgres:///anju?service=office", &reach);
	CHECK(reach.any_port);
	arena_free(&arena);
}

/* ---- a kernel, or a container, without it ---- */

/* Landlock's calls answer as where it is not built in. */
static void be_without_landlock(void)
{
	struct sock_filter op[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_landlock_create_ruleset, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { COUNT(op), op };

	CHECK_OK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
	CHECK_OK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program));
}

TEST(without_landlock_the_system_calls_are_still_limited)
{
	struct confine c = { 0 };
	struct confined reached;

	be_without_landlock();
	confine(&c, &reached);
	CHECK(reached.no_new_rights && !reached.files && !reached.ports);
	CHECK_INT(reached.landlock, 0);
	CHECK_INT(reached.calls, !SANITIZED);
	CHECK(SANITIZED || fork() < 0);
}

/* ---- the server as it runs ---- */

struct served {
	pid_t pid;
	int out, port;
	char data[300];
};
static struct served served_only;

static void stop_served(void)
{
	if (served_only.pid > 0) {
		(void)kill(served_only.pid, SIGKILL);
		(void)waitpid(served_only.pid, NULL, 0);
	}
}

static struct served *serve_it(enum confinement confinement)
{
	struct served *s = &served_only;
	char line[200] = "";
	int pipes[2];
	FILE *in;

	(void)snprintf(s->data, sizeof s->data, "%s/served", test_folder());
	CHECK_OK(pipe(pipes));
	s->pid = fork();
	if (!s->pid) {
		struct serve_options o = { .data = s->data, .listen = "127.0.0.1:0",
					   .confinement = confinement };
		(void)dup2(pipes[1], STDOUT_FILENO);
		(void)close(pipes[0]);
		(void)dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		_exit(serve(&o));
	}
	(void)atexit(stop_served);
	(void)close(pipes[1]);
	in = fdopen(pipes[0], "r");
	if (in && fgets(line, sizeof line, in))
		s->port = (int)strtol(line + strlen("http://127.0.0.1:"), NULL, 10);
	if (in)
		(void)fclose(in);
	return s;
}

/* How many threads' /proc/…/status lack this line. */
static int threads_without(pid_t pid, const char *line, int *ret_threads)
{
	char path[300], text[4096];
	struct dirent *e;
	int without = 0;
	DIR *d;

	(void)snprintf(path, sizeof path, "/proc/%d/task", pid);
	d = opendir(path);
	CHECK(d);
	for (*ret_threads = 0; (e = readdir(d));) {
		FILE *in;
		size_t n;
		if (e->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof path, "/proc/%d/task/%.20s/status", pid, e->d_name);
		in = fopen(path, "r");
		n = in ? fread(text, 1, sizeof text - 1, in) : 0;
		text[n] = '\0';
		if (in)
			(void)fclose(in);
		++*ret_threads;
		without += !strstr(text, line);
	}
	(void)closedir(d);
	return without;
}

TEST(every_thread_of_the_server_is_confined)
{
	struct served *s;
	int threads;

	need_all_of_it();
	s = serve_it(CONFINE_WHOLLY);
	CHECK(s->port > 0);
	CHECK_INT(threads_without(s->pid, "\nSeccomp:\t2\n", &threads), 0);
	CHECK_INT(threads_without(s->pid, "\nNoNewPrivs:\t1\n", &threads), 0);
	CHECK(threads >= 5);
}

TEST(a_server_that_must_be_confined_and_cannot_be_does_not_start)
{
	struct served *s;

	be_without_landlock();
	s = serve_it(CONFINE_WHOLLY);
	CHECK_INT(s->port, 0);
	s = serve_it(CONFINE_AS_FAR);
	CHECK(s->port > 0);
}

/* One cell of a file with this content. */
static bool reads(struct ctx *cx, const char *bytes, size_t size, const char *want)
{
	struct sheet_reader *reader;
	const struct sheet_cell *cells;
	size_t count;
	int64_t number;
	int fd = memfd_create("sheet", MFD_CLOEXEC);

	return write(fd, bytes, size) == (ssize_t)size &&
	       sheet_open(cx, fd, "a.csv", &reader) == OK &&
	       sheet_next(reader, cx->arena, &cells, &count, &number) == 1 &&
	       text_equal(cells[0].text, want);
}

/* The C library loads the tables of an encoding from files, which the server cannot open. */
TEST(a_table_in_the_encoding_of_old_excel_is_still_read_by_the_confined_server)
{
	static const char gb[] = "\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\n";
	static const char utf16[] = "\xFE\xFF\x59\x0D\x00\x09\x75\x35\x00\x0A";
	struct arena arena = { 0 };
	struct ctx cx = { .arena = &arena };
	struct store_reach reach = { 0 };
	struct confine c;
	struct confined reached;
	int status;
	pid_t child;

	if (SANITIZED)
		test_skip("a sanitizer looks for leaks in /proc, which is out of reach then");
	confine_server(&c, test_folder(), "office.db", &reach, "127.0.0.1:0");
	child = fork();
	if (!child) {
		if (sheet_prepare() < 0)
			_exit(2);
		confine(&c, &reached);
		_exit(reads(&cx, gb, sizeof gb - 1, "姓名") &&
				      reads(&cx, utf16, sizeof utf16 - 1, "复")
			      ? 0
			      : 1);
	}
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
}
