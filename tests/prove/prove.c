/* prove PROGRAM SHIM SCENARIO[:TIMES]…: what tests/prove/README.md says. One line a scenario, with
 * its figures, then "N passed, N failed". */
#include "prove.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum { LEDGER_PATH = 300, FAULT_MS = 700, RELIEF_MS = 5000, STEPS = 60 };

struct proof {
	struct arena arena;
	struct office office;
	struct ledger ledger;
	struct clients clients;
	char ledger_path[LEDGER_PATH], copy[LEDGER_PATH];
	const char *shim;
	int64_t slowest_ms;      /* from the start of a server to its first good answer */
	struct verdict verdict;
};

/* ---- the office ---- */

static const char *must_run(struct proof *p, const char *command)
{
	struct strbuf out;
	int code;

	strbuf_init(&out, &p->arena, STORY_TEXT);
	code = office_run(&p->office, command, &out);
	if (code) {
		fprintf(stderr, "prove: anju %s ended with %d: %s\n", command, code, out.s);
		exit(2);
	}
	return out.s;
}

static const char *token_of(struct proof *p, const char *login)
{
	char *token = arena_strdup(&p->arena, must_run(p, arena_printf(&p->arena, "token --user %s",
								       login)));
	token[strcspn(token, "\n")] = '\0';
	return token;
}

static bool is_up(struct proof *p)
{
	struct message m;

	http_ask(&p->arena, p->office.port, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n", "", 0, &m);
	return m.status == 200;
}

/* shimmed: with the disk of shim.c */
static bool start(struct proof *p, bool shimmed)
{
	int64_t began = now_ms();
	bool up;

	if (shimmed) {
		setenv("PROVE_DATA", p->office.data, 1);
		setenv("LD_PRELOAD", p->shim, 1);
	}
	up = office_serve(&p->office) && is_up(p);
	unsetenv("LD_PRELOAD");
	p->slowest_ms = MAX(p->slowest_ms, now_ms() - began);
	if (up)
		p->clients.port = p->office.port;
	return up;
}

static void shoot(struct proof *p)
{
	int status;

	p->clients.port = 0;
	kill(p->office.server, SIGKILL);
	(void)waitpid(p->office.server, &status, 0);
	p->office.server = 0;
}

static const char *id_of(struct proof *p, const char *login, const char *token)
{
	struct message m;
	char *at, *item = NULL;

	http_ask(&p->arena, p->office.port,
		 arena_printf(&p->arena,
			      "GET /api/v1/people HTTP/1.1\r\nHost: localhost\r\n"
			      "Authorization: Bearer %s\r\n", token), "", 0, &m);
	for (at = m.body; (at = strstr(at, "{\"id\":\"")); at++)
		if (strstr(at, arena_printf(&p->arena, "\"login\":\"%s\"", login)))
			item = at + 7;
	return item ? arena_strndup(&p->arena, item, strcspn(item, "\"")) : "";
}

static void begin(struct proof *p, const char *program, const char *shim)
{
	const char *admin;

	*p = (struct proof){ .shim = shim };
	office_make(&p->office, &p->arena, program);
	(void)snprintf(p->ledger_path, LEDGER_PATH, "%s/ledger", p->office.folder);
	(void)snprintf(p->copy, LEDGER_PATH, "%s/copy", p->office.folder);
	must_run(p, "init --community 翠湖花园");
	must_run(p, "import households tests/http/roster.csv");
	must_run(p, "user add --login desk --name 李前台 --role front_desk");
	must_run(p, "user add --login tech --name 陈师傅 --role technician");
	p->clients.token = token_of(p, "desk");
	admin = token_of(p, "admin");
	if (!ledger_open(&p->ledger, p->ledger_path) || !start(p, false)) {
		fprintf(stderr, "prove: cannot begin\n");
		exit(2);
	}
	p->clients.assignee = id_of(p, "tech", admin);
	p->clients.ledger = &p->ledger;
	p->clients.port = 0;
	p->slowest_ms = 0;
	(void)office_stop(&p->office);
}

/* What is on the disk now, against the ledger as another process would read it. */
static bool check(struct proof *p)
{
	struct ledger l;
	bool good;

	if (!ledger_read(&l, p->ledger_path))
		exit(2);
	if (p->office.db)
		postgres_copy(&p->office, p->copy);
	else
		disk_copy_database(p->office.data, p->copy);
	check_ledger(&l, p->copy, &p->verdict);
	good = verdict_good(&p->verdict);
	free(l.entry);
	fclose(p->ledger.file);
	p->ledger.file = fopen(p->ledger_path, "ae");
	return good && p->ledger.file;
}

/* All questions answered, the server stopped in order, the chain whole. */
static bool finish(struct proof *p)
{
	bool good, stopped;

	clients_stop(&p->clients);
	stopped = office_stop(&p->office);
	good = check(p) && stopped && !p->verdict.unanswered;
	if (!stopped)
		fprintf(stderr, "prove: the server did not end in order\n");
	must_run(p, "verify");
	return good;
}

static void say(struct proof *p, const char *name, bool good, const char *format, ...)
	PRINTF(4, 5);
static void say(struct proof *p, const char *name, bool good, const char *format, ...)
{
	const struct verdict *v = &p->verdict;
	va_list ap;

	printf("%s %s: ", good ? "ok" : "FAILED", name);
	va_start(ap, format);
	vprintf(format, ap);
	va_end(ap);
	printf("; %" PRId64 " acknowledged, %" PRId64 " lost, %" PRId64 " doubled, %" PRId64
	       " invented, %" PRId64 " wrong; slowest start %" PRId64 " ms%s%s\n",
	       v->acknowledged, v->lost, v->doubled, v->invented, v->wrong, p->slowest_ms,
	       v->first[0] ? "; first: " : "", v->first);
	fflush(stdout);
}

static void leave(struct proof *p)
{
	if (p->ledger.file)
		fclose(p->ledger.file);
	free(p->ledger.entry);
	if (!getenv("PROVE_KEEP"))
		office_remove(&p->office);
	arena_free(&p->arena);
}

/* ---- the scenarios ---- */

/* Writes are taken again within RELIEF_MS of the end of a fault: how long it took, or -1. */
static int64_t relief(struct proof *p)
{
	int64_t began = now_ms(), before = p->ledger.count;

	while (now_ms() - began < RELIEF_MS) {
		usleep(10000);
		if (p->ledger.count > before + 2 * CLIENTS)
			return now_ms() - began;
	}
	return -1;
}

static bool kills(struct proof *p, int times)
{
	bool good = start(p, false);
	int i = 0;

	clients_start(&p->clients);
	for (; i < times && good; i++) {
		usleep(200000 + chance(800) * 1000);
		if (p->office.db && i % 2) {
			good = postgres_crash() && relief(p) >= 0;
			continue;
		}
		shoot(p);
		good = check(p) && start(p, false);
	}
	good = finish(p) && good;
	say(p, p->office.db ? "kill-postgres" : "kill", good, "%d times kill -9 under load", i);
	return good;
}

static bool power(struct proof *p, int times, bool weak)
{
	int i = 0, torn = 0;
	bool good;

	if (weak)
		setenv("PROVE_WEAK", "1", 1);
	disk_begin(p->office.data);
	good = start(p, true);
	clients_start(&p->clients);
	for (; i < times && good; i++) {
		bool tear = i % 2;
		usleep(200000 + chance(600) * 1000);
		shoot(p);
		disk_power_cut(p->office.data, tear);
		torn += tear;
		good = check(p) && start(p, true);
	}
	unsetenv("PROVE_WEAK");
	if (weak) {
		/* the control: a disk that lies must be found out */
		p->clients.stopping = true;
		p->clients.port = 0;
		clients_stop(&p->clients);
		(void)office_stop(&p->office);
		good = p->verdict.lost > 0 || p->verdict.wrong > 0;
		say(p, "power-weak", good, "sync swallowed: found after %d cuts", i);
		return good;
	}
	good = finish(p) && good;
	say(p, "power", good, "%d power cuts, %d of them torn", i, torn);
	return good;
}

static bool power_strong(struct proof *p, int times)
{
	return power(p, times, false);
}

static bool power_weak(struct proof *p, int times)
{
	return power(p, times, true);
}

static void fault(struct proof *p, char kind)
{
	const char *path = arena_printf(&p->arena, "%s/.fault", p->office.data);
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || pwrite(fd, &kind, 1, 0) != 1)
		exit(2);
	close(fd);
}

static bool faults(struct proof *p, int times, const char *kinds, const char *name)
{
	int64_t slowest = 0, took;
	bool good;
	int i = 0;

	disk_begin(p->office.data);
	good = start(p, true);
	clients_start(&p->clients);
	for (; i < times && good; i++) {
		usleep(200000 + chance(300) * 1000);
		fault(p, kinds[(size_t)i % strlen(kinds)]);
		usleep(FAULT_MS * 1000);
		good = kill(p->office.server, 0) == 0;
		fault(p, '-');
		took = relief(p);
		slowest = MAX(slowest, took);
		good = good && took >= 0;
		if (took < 0)
			fprintf(stderr, "prove: no writes %d ms after the fault\n", RELIEF_MS);
		/* and a power cut on top: what was answered during the fault must be there */
		if (i % 3 == 2 && good) {
			shoot(p);
			disk_power_cut(p->office.data, true);
			good = check(p) && start(p, true);
		}
	}
	good = finish(p) && good;
	say(p, name, good,
	    "%d times, %" PRId64 " refused meanwhile, writes back within %" PRId64 " ms", i,
	    (int64_t)p->clients.unavailable, slowest);
	return good;
}

static bool disk_full(struct proof *p, int times)
{
	return faults(p, times, "n", "full");
}

static bool disk_errors(struct proof *p, int times)
{
	return faults(p, times, "sw", "errors");
}

static bool descriptors(struct proof *p, int times)
{
	struct rlimit few = { 48, 48 };
	int64_t slowest = 0, took;
	bool good = start(p, false);
	int i = 0, fds[STEPS * 4];

	clients_start(&p->clients);
	for (; i < times && good; i++) {
		usleep(300000);
		(void)prlimit(p->office.server, RLIMIT_NOFILE, &few, NULL);
		for (size_t k = 0; k < COUNT(fds); k++) {
			struct sockaddr_in to = { .sin_family = AF_INET,
						  .sin_port = htons((uint16_t)p->office.port),
						  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
			fds[k] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
			(void)!connect(fds[k], (struct sockaddr *)&to, sizeof to);
		}
		usleep(FAULT_MS * 1000);
		good = kill(p->office.server, 0) == 0;
		for (size_t k = 0; k < COUNT(fds); k++)
			close(fds[k]);
		took = relief(p);
		slowest = MAX(slowest, took);
		good = good && took >= 0;
	}
	good = finish(p) && good;
	say(p, "descriptors", good,
	    "%d times all descriptors used up, writes back within %" PRId64 " ms", i, slowest);
	return good;
}

/* A body of nearly a megabyte, which is read whole before it is refused. */
static void ask_for_memory(struct proof *p)
{
	enum { BIG = 1000 * 1000 };
	char *body = arena_alloc(&p->arena, BIG + 1);
	struct message m;

	memset(body, 'x', BIG);
	memcpy(body, "{\"text\":\"", 9);
	memcpy(body + BIG - 2, "\"}", 2);
	for (int i = 0; i < STEPS; i++)
		http_ask(&p->arena, p->office.port,
			 arena_printf(&p->arena,
				      "POST /api/v1/contacts HTTP/1.1\r\nHost: localhost\r\n"
				      "Authorization: Bearer %s\r\nContent-Type: application/json\r\n",
				      p->clients.token), body, BIG, &m);
}

/* The server may end for want of memory; what it answered must be there all the same. */
static bool memory(struct proof *p, int times)
{
	int i = 0, ended = 0, status;
	bool good = start(p, false);

	clients_start(&p->clients);
	for (; i < times && good; i++) {
		struct rlimit little = { 1, 1 };
		usleep(300000);
		little.rlim_cur = little.rlim_max = (rlim_t)(1 + chance(8)) << 20;
		(void)prlimit(p->office.server, RLIMIT_AS, &little, NULL);
		ask_for_memory(p);
		if (waitpid(p->office.server, &status, WNOHANG) == p->office.server) {
			p->office.server = 0;
			p->clients.port = 0;
			ended++;
		} else {
			shoot(p);
		}
		good = check(p) && start(p, false);
	}
	good = finish(p) && good;
	say(p, "memory", good, "%d times no memory to be had, the server ended %d times", i, ended);
	return good;
}

/* ---- backups while writing ---- */

static bool restored_is_whole(struct proof *p, const char *file, int i)
{
	const char *folder = p->office.folder, *data = p->office.data;
	const char *to = arena_printf(&p->arena, "%s/restored-%d", folder, i);
	struct strbuf out;
	struct verdict v;
	struct ledger l;
	int code;

	strbuf_init(&out, &p->arena, STORY_TEXT);
	p->office.data = to;
	code = office_run(&p->office, arena_printf(&p->arena, "restore %s", file), &out);
	if (code == 0)
		code = office_run(&p->office, "verify", &out);
	p->office.data = data;
	/* at its own cut point nothing may be doubled or invented; what came later is not there */
	if (code || !ledger_read(&l, p->ledger_path))
		return false;
	check_ledger(&l, to, &v);
	free(l.entry);
	return !v.doubled && !v.invented && !v.wrong;
}

static bool damaged_is_refused(struct proof *p, const char *file, int i)
{
	const char *bad = arena_printf(&p->arena, "%s.bad", file);
	const char *to = arena_printf(&p->arena, "%s/bad-%d", p->office.folder, i);
	const char *data = p->office.data;
	struct strbuf out;
	struct stat st;
	char byte;
	int fd, code;

	strbuf_init(&out, &p->arena, STORY_TEXT);
	if (system(arena_printf(&p->arena, "cp '%s' '%s'", file, bad)) || stat(bad, &st) < 0)
		return false;
	fd = open(bad, O_RDWR | O_CLOEXEC);
	if (i % 4 == 3) {
		if (ftruncate(fd, (off_t)chance((uint32_t)st.st_size)) < 0)
			return false;
	} else {
		off_t at = (off_t)chance((uint32_t)st.st_size);
		if (pread(fd, &byte, 1, at) != 1)
			return false;
		byte = (char)(byte ^ (1 << chance(8)));
		if (pwrite(fd, &byte, 1, at) != 1)
			return false;
	}
	close(fd);
	p->office.data = to;
	code = office_run(&p->office, arena_printf(&p->arena, "restore %s", bad), &out);
	p->office.data = data;
	return code != 0 && access(to, F_OK) < 0;
}

static bool backups(struct proof *p, int times)
{
	bool good = start(p, false);
	int i = 0, refused = 0;

	/* who writes rests while the copies are looked at, or each would be twice the one before */
	for (; i < times && good; i++) {
		const char *file = arena_printf(&p->arena, "%s/backup-%d.tar", p->office.folder, i);
		clients_start(&p->clients);
		usleep(300000);
		must_run(p, arena_printf(&p->arena, "backup %s", file));
		clients_stop(&p->clients);
		good = restored_is_whole(p, file, i);
		for (int k = 0; k < 10 && good; k++)
			refused += good = damaged_is_refused(p, file, i * 10 + k);
	}
	clients_start(&p->clients);
	good = finish(p) && good;
	say(p, "backup", good,
	    "%d backups while writing restored and verified, %d damaged ones refused", i, refused);
	return good;
}

/* ---- an upgrade that is killed ---- */

static int64_t migrations_there(const char *data)
{
	char path[LEDGER_PATH];
	sqlite3_stmt *st = NULL;
	int64_t count = 0;
	sqlite3 *db;

	(void)snprintf(path, sizeof path, "%s/office.db", data);
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, "SELECT COUNT(*) FROM migration", -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		count = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return count;
}

/* *ret_log: what it says of itself, a line a step. */
static pid_t migrate_child(struct proof *p, int *ret_log)
{
	int pipes[2];
	pid_t child;

	fflush(NULL);
	if (pipe2(pipes, O_CLOEXEC) < 0 || (child = fork()) < 0)
		exit(2);
	if (child == 0) {
		dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
		dup2(pipes[1], STDERR_FILENO);
		execl(p->office.program, p->office.program, "migrate", "--data", p->office.data,
		      NULL);
		_exit(127);
	}
	close(pipes[1]);
	*ret_log = pipes[0];
	return child;
}

static void wait_for_step(int log, uint32_t steps)
{
	char byte;

	while (steps && read(log, &byte, 1) == 1)
		steps -= byte == '\n';
}

/* The first start makes all tables: killed at any moment of it, the next one finishes it. */
static bool upgrades(struct proof *p, int times)
{
	const char *data = p->office.data;
	bool good = true;
	int64_t all = migrations_there(data);
	int i = 0, half = 0, status;

	for (; i < times && good; i++) {
		const char *to = arena_printf(&p->arena, "%s/new-%d", p->office.folder, i);
		struct strbuf out;
		pid_t child;
		int log;

		strbuf_init(&out, &p->arena, STORY_TEXT);
		p->office.data = to;
		child = migrate_child(p, &log);
		wait_for_step(log, 1 + chance((uint32_t)all));
		usleep(chance(1500));
		kill(child, SIGKILL);
		(void)waitpid(child, &status, 0);
		close(log);
		half += migrations_there(to) > 0 && migrations_there(to) < all;
		good = office_run(&p->office, "init --community 翠湖花园", &out) == 0 &&
		       office_run(&p->office, "doctor", &out) == 0;
	}
	p->office.data = data;
	say(p, "upgrade", good,
	    "%d upgrades killed, %d of them between two steps, each opened and went on", i, half);
	return good;
}

static const struct scenario {
	const char *name;
	bool (*run)(struct proof *p, int times);
	int times; /* of the short form */
} scenarios[] = {
	{ "kill", kills, 5 },          { "power", power_strong, 4 },
	{ "power-weak", power_weak, 20 }, { "full", disk_full, 2 },
	{ "errors", disk_errors, 2 },   { "descriptors", descriptors, 1 },
	{ "memory", memory, 2 },        { "backup", backups, 1 },
	{ "upgrade", upgrades, 8 },
};

static const struct scenario *scenario_of(const char *word)
{
	size_t n = strcspn(word, ":");

	for (size_t i = 0; i < COUNT(scenarios); i++)
		if (strlen(scenarios[i].name) == n && !strncmp(scenarios[i].name, word, n))
			return &scenarios[i];
	return NULL;
}

int main(int argc, char **argv)
{
	static struct proof p;
	int passed = 0, failed = 0;

	signal(SIGPIPE, SIG_IGN);
	for (int i = 3; i < argc; i++) {
		const struct scenario *s = scenario_of(argv[i]);
		const char *colon = strchr(argv[i], ':');
		if (!s) {
			fprintf(stderr, "prove: no scenario %s\n", argv[i]);
			return 2;
		}
		begin(&p, argv[1], argv[2]);
		if (s->run(&p, colon ? (int)strtol(colon + 1, NULL, 10) : s->times))
			passed++;
		else
			failed++;
		leave(&p);
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed || !passed;
}
