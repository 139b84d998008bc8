/* cluster PROGRAM NODES DIR TIMES: the ledger's load on a Patroni cluster whose primary is killed
 * again and again; see README.md. TEST_PG is its URL. One line, then "N passed, N failed". */
#include "../prove/prove.h"
#include <sys/wait.h>

enum { CALM_MS = 3000, BACK_MS = 60000, PAUSE_US = 20000 };

struct cluster {
	struct arena arena;
	struct office office;
	struct ledger ledger;
	struct clients clients;
	const char *nodes, *dir, *ledger_path;
	pthread_t reader;
	_Atomic bool stopping, outage;
	_Atomic int64_t read, unread, read_meanwhile, unread_meanwhile;
	int64_t slowest_ms, sum_ms;
};

static void die(const char *what)
{
	fprintf(stderr, "cluster: %s\n", what);
	exit(2);
}

static char *must_run(struct cluster *c, const char *command)
{
	struct strbuf out;
	int code;

	strbuf_init(&out, &c->arena, STORY_TEXT);
	code = office_run(&c->office, command, &out);
	if (code) {
		fprintf(stderr, "cluster: anju %s ended with %d: %s\n", command, code, out.s);
		(void)!system(arena_printf(&c->arena, "tail -n 5 '%s/stderr' >&2", c->office.folder));
		exit(2);
	}
	out.s[strcspn(out.s, "\n")] = '\0';
	return out.s;
}

/* nodes.sh WORD DIR N: the first line it prints */
static char *nodes(struct cluster *c, const char *word, const char *n)
{
	FILE *f = popen(arena_printf(&c->arena, "%s %s %s %s", c->nodes, word, c->dir, n), "re");
	char line[100] = "";

	if (!f)
		die("popen");
	(void)!fgets(line, sizeof line, f);
	if (pclose(f) && strcmp(word, "kill") != 0)
		die(word);
	line[strcspn(line, "\n")] = '\0';
	return arena_strdup(&c->arena, line);
}

static const char *technician(struct cluster *c, const char *token)
{
	struct message m;
	const char *at, *item = NULL;

	http_ask(&c->arena, c->office.port,
		 arena_printf(&c->arena, "GET /api/v1/people HTTP/1.1\r\nHost: localhost\r\n"
					 "Authorization: Bearer %s\r\n", token), "", 0, &m);
	for (at = m.body; (at = strstr(at, "{\"id\":\"")); at++) {
		const char *login = strstr(at, "\"login\":\"");
		if (login && !strncmp(login, "\"login\":\"tech\"", 14))
			item = at + 7;
	}
	if (!item)
		die("no technician");
	return arena_strndup(&c->arena, item, strcspn(item, "\""));
}

static void begin(struct cluster *c, char **argv)
{
	const char *admin;

	c->nodes = argv[2];
	c->dir = argv[3];
	office_make(&c->office, &c->arena, argv[1]);
	c->ledger_path = arena_printf(&c->arena, "%s/ledger", c->office.folder);
	must_run(c, "init --community 翠湖花园");
	must_run(c, "import households tests/http/roster.csv");
	must_run(c, "user add --login desk --name 李前台 --role front_desk");
	must_run(c, "user add --login tech --name 陈师傅 --role technician");
	c->clients.token = must_run(c, "token --user desk");
	admin = must_run(c, "token --user admin");
	if (!ledger_open(&c->ledger, c->ledger_path) || !office_serve(&c->office))
		die("cannot begin");
	c->clients.assignee = technician(c, admin);
	c->clients.ledger = &c->ledger;
	c->clients.port = c->office.port;
}

/* A clerk who looks at the list all the time. */
static void *look(void *arg)
{
	struct cluster *c = arg;
	struct arena arena = { 0 };
	struct message m;

	while (!c->stopping) {
		bool meanwhile = c->outage;
		arena_clear(&arena);
		http_ask(&arena, c->office.port,
			 arena_printf(&arena, "GET /api/v1/requests HTTP/1.1\r\nHost: localhost\r\n"
					      "Authorization: Bearer %s\r\n", c->clients.token),
			 "", 0, &m);
		if (m.status == 200)
			(*(meanwhile ? &c->read_meanwhile : &c->read))++;
		else
			(*(meanwhile ? &c->unread_meanwhile : &c->unread))++;
		usleep(PAUSE_US);
	}
	arena_free(&arena);
	return NULL;
}

/* From the kill to writes that nobody had asked for before it; -1: not within BACK_MS. */
static int64_t until_written(struct cluster *c)
{
	int64_t began = now_ms(), before = c->ledger.count;

	while (now_ms() - began < BACK_MS) {
		usleep(PAUSE_US);
		if (c->ledger.count > before + 2 * CLIENTS)
			return now_ms() - began;
	}
	return -1;
}

static bool kill_one(struct cluster *c, int i)
{
	char *primary;
	int64_t took;

	usleep((CALM_MS + (int)chance(2000)) * 1000);
	primary = nodes(c, "primary", "");
	if (!primary[0])
		die("there is no primary");
	c->outage = true;
	nodes(c, "kill", primary);
	took = until_written(c);
	c->outage = false;
	fprintf(stderr, "cluster: %d: node %s killed, writes back after %" PRId64 " ms\n", i, primary,
		took);
	c->slowest_ms = MAX(c->slowest_ms, took);
	c->sum_ms += took;
	nodes(c, "run", primary);
	nodes(c, "whole", "");
	return took >= 0;
}

/* The office is moved to SQLite, where the checker of the other proofs looks at it. */
static bool finish(struct cluster *c, struct verdict *v)
{
	const char *there = arena_printf(&c->arena, "%s/moved", c->office.folder);
	struct ledger l;
	bool stopped;

	clients_stop(&c->clients);
	c->stopping = true;
	pthread_join(c->reader, NULL);
	stopped = office_stop(&c->office);
	must_run(c, "verify");
	must_run(c, arena_printf(&c->arena, "move '%s' '%s'", c->office.db, there));
	if (!ledger_read(&l, c->ledger_path))
		die("the ledger cannot be read");
	check_ledger(&l, there, v);
	free(l.entry);
	return stopped && verdict_good(v) && !v->unanswered;
}

static void say(struct cluster *c, const struct verdict *v, bool good, int times)
{
	printf("%s cluster: primary killed %d times, writes back after %" PRId64 " ms at most, %" PRId64
	       " on average; reads meanwhile %" PRId64 " answered, %" PRId64 " refused (else %" PRId64
	       ", %" PRId64 "); %" PRId64 " acknowledged, %" PRId64 " lost, %" PRId64
	       " doubled, %" PRId64 " invented, %" PRId64 " wrong%s%s\n",
	       good ? "ok" : "FAILED", times, c->slowest_ms, c->sum_ms / MAX(times, 1),
	       (int64_t)c->read_meanwhile, (int64_t)c->unread_meanwhile, (int64_t)c->read,
	       (int64_t)c->unread, v->acknowledged, v->lost, v->doubled, v->invented, v->wrong,
	       v->first[0] ? "; first: " : "", v->first);
	printf("%d passed, %d failed\n", good, !good);
}

int main(int argc, char **argv)
{
	static struct cluster c;
	struct verdict v;
	bool good = true;
	int i = 0, times;

	signal(SIGPIPE, SIG_IGN);
	if (argc != 5 || !getenv("TEST_PG"))
		die("PROGRAM NODES DIR TIMES, and TEST_PG");
	times = (int)strtol(argv[4], NULL, 10);
	begin(&c, argv);
	clients_start(&c.clients);
	if (pthread_create(&c.reader, NULL, look, &c))
		die("no thread");
	for (; i < times && good; i++)
		good = kill_one(&c, i + 1);
	good = finish(&c, &v) && good;
	say(&c, &v, good, i);
	if (!getenv("PROVE_KEEP"))
		office_remove(&c.office);
	arena_free(&c.arena);
	return !good;
}
