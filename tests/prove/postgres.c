/* The other engine: what is stored, and its sudden end. */
#include "prove.h"
#include <libpq-fe.h>

static void must(struct office *o, const char *command)
{
	struct strbuf out;

	strbuf_init(&out, o->arena, STORY_TEXT);
	if (office_run(o, command, &out)) {
		fprintf(stderr, "prove: anju %s: %s\n", command, out.s);
		exit(2);
	}
}

void postgres_copy(struct office *o, const char *to)
{
	const char *data = o->data, *db = o->db;
	const char *file = arena_printf(o->arena, "%s.tar", to);

	if (system(arena_printf(o->arena, "rm -rf '%s' '%s' '%s.key'", to, file, file)))
		exit(2);
	must(o, arena_printf(o->arena, "backup %s", file));
	o->data = to;
	o->db = NULL;
	must(o, arena_printf(o->arena, "restore %s", file));
	o->data = data;
	o->db = db;
}

bool postgres_crash(void)
{
	PGconn *pg = PQconnectdb(getenv("TEST_PG"));
	PGresult *r = PQexec(pg, "SELECT pid FROM pg_stat_activity WHERE backend_type ="
				 " 'client backend' AND pid <> pg_backend_pid() ORDER BY random()"
				 " LIMIT 1");
	long pid = PQntuples(r) == 1 ? strtol(PQgetvalue(r, 0, 0), NULL, 10) : 0;
	bool done = pid > 1 && kill((pid_t)pid, SIGKILL) == 0;

	if (!done)
		fprintf(stderr, "prove: no process of PostgreSQL to kill: %s\n", PQerrorMessage(pg));
	PQclear(r);
	PQfinish(pg);
	return done;
}
