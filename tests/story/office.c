#include "story.h"
#include "base/random.h"
#include <libpq-fe.h>
#include <poll.h>
#include <sys/wait.h>

enum { START_MS = 20000, STOP_MS = 20000 };

static void die(const char *what, const char *why)
{
	fprintf(stderr, "story: %s: %s\n", what, why);
	exit(2);
}

static void be_silent(void *arg, const char *notice)
{
	(void)arg;
	(void)notice;
}

/* A statement on the test server: a schema for each file of stories. */
static void postgres(const char *sql)
{
	PGconn *pg = PQconnectdb(getenv("TEST_PG"));
	PGresult *r;

	PQsetNoticeProcessor(pg, be_silent, NULL);
	r = PQexec(pg, sql);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		die(sql, PQerrorMessage(pg));
	PQclear(r);
	PQfinish(pg);
}

void office_make(struct office *o, struct arena *a, const char *program)
{
	const char *pg = getenv("TEST_PG"), *tmp = getenv("TEST_TMP");
	char random[13];

	*o = (struct office){ .arena = a, .program = program };
	char *folder = arena_printf(a, "%s/anju-story-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(folder))
		die(folder, strerror(errno));
	o->folder = folder;
	o->data = arena_printf(a, "%s/data", folder);
	if (!pg)
		return;
	random_hex(random, 12);
	o->schema = arena_printf(a, "anju_%s", random);
	postgres(arena_printf(a, "CREATE SCHEMA %s", o->schema));
	o->db = arena_printf(a, "%s%coptions=-csearch_path%%3D%s", pg, strchr(pg, '?') ? '&' : '?',
			     o->schema);
}

void office_remove(struct office *o)
{
	const char *argv[] = { "rm", "-rf", o->folder, NULL };
	pid_t child = fork();

	if (child == 0) {
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	(void)waitpid(child, NULL, 0);
	if (o->schema)
		postgres(arena_printf(o->arena, "DROP SCHEMA %s CASCADE", o->schema));
}

/* The first line of the server is its URL. */
static int read_port(int fd)
{
	struct pollfd p = { fd, POLLIN, 0 };
	char line[256];
	size_t n = 0;
	const char *colon;

	while (n < sizeof line - 1 && poll(&p, 1, START_MS) > 0 && read(fd, line + n, 1) == 1)
		if (line[n++] == '\n')
			break;
	line[n] = '\0';
	colon = strrchr(line, ':');
	return colon ? (int)strtol(colon + 1, NULL, 10) : 0;
}

bool office_serve(struct office *o)
{
	int out[2];

	if (pipe2(out, O_CLOEXEC) < 0)
		return false;
	fflush(NULL);
	o->server = fork();
	if (o->server == 0) {
		const char *log = arena_printf(o->arena, "%s/server.log", o->folder);
		const char *argv[] = { o->program, "serve", "--data", o->data, "--listen",
				       "127.0.0.1:0", o->db ? "--db" : NULL, o->db, NULL };
		dup2(out[1], STDOUT_FILENO);
		dup2(open(log, O_WRONLY | O_CREAT | O_APPEND, 0600), STDERR_FILENO);
		execv(o->program, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(out[1]);
	o->port = read_port(out[0]);
	close(out[0]);
	if (o->port)
		return true;
	(void)office_stop(o);
	fprintf(stderr, "story: the server did not start\n");
	return false;
}

bool office_stop(struct office *o)
{
	int status = -1;

	if (!o->server)
		return true;
	kill(o->server, SIGTERM);
	for (int waited = 0; waitpid(o->server, &status, WNOHANG) == 0; waited += 10) {
		if (waited > STOP_MS)
			kill(o->server, SIGKILL);
		usleep(10000);
	}
	o->server = 0;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int office_run(struct office *o, const char *command, struct strbuf *ret_out)
{
	size_t verb = strcspn(command, " ");
	const char *line = arena_printf(o->arena, "'%s' %.*s --data '%s'%s%s%s%s 2>'%s/stderr'",
					o->program, (int)verb, command, o->data,
					o->db ? " --db '" : "", o->db ? o->db : "",
					o->db ? "'" : "", command + verb, o->folder);
	FILE *p = popen(line, "re");
	char block[4096];
	size_t n;
	int status;

	if (!p)
		return -1;
	while ((n = fread(block, 1, sizeof block, p)) > 0)
		strbuf_add(ret_out, block, n);
	status = pclose(p);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
