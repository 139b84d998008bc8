#include "store/reach.h"
#include "store/store.h"
#include "base/text.h"
#include <libpq-fe.h>

static const char *option_of(const PQconninfoOption *list, const char *name)
{
	for (const PQconninfoOption *o = list; o && o->keyword; o++)
		if (!strcmp(o->keyword, name) && o->val && *o->val)
			return o->val;
	return NULL;
}

static void add_file(struct store_reach *ret, const char *path)
{
	if (path && ret->files < REACH_MOST)
		ret->file[ret->files++] = path;
}

/* Ports in a row, "5432,5433"; one that is no number leaves all open. */
static void add_ports(struct ctx *cx, const char *list, struct store_reach *ret)
{
	char *copy = arena_strdup(cx->arena, list ? list : "5432"), *rest = copy, *word;

	while ((word = strsep(&rest, ","))) {
		int64_t port = 5432;
		if (*word && (text_int(word, &port) < 0 || port < 1 || port > UINT16_MAX))
			ret->any_port = true;
		else if (ret->ports < REACH_MOST)
			ret->port[ret->ports++] = (uint16_t)port;
		else
			ret->any_port = true;
	}
}

/* libpq's own files, when nothing else is said. */
static void add_defaults(struct ctx *cx, struct store_reach *ret)
{
	static const char *const names[] = { ".pgpass", ".postgresql", ".pg_service.conf" };
	const char *home = getenv("HOME");

	for (size_t i = 0; home && i < COUNT(names); i++)
		add_file(ret, arena_printf(cx->arena, "%s/%s", home, names[i]));
}

void store_reach(struct ctx *cx, const char *where, struct store_reach *ret)
{
	static const char *const files[] = { "sslcert", "sslkey", "sslrootcert", "sslcrl",
					     "passfile" };
	PQconninfoOption *said, *usual;
	const char *service, *port;

	*ret = (struct store_reach){ .elsewhere = store_is_url(where) };
	if (!ret->elsewhere)
		return;
	said = PQconninfoParse(where, NULL);
	usual = PQconndefaults();
	service = option_of(said, "service");
	port = option_of(said, "port");
	ret->any_port = !said || !usual || service || getenv("PGSERVICE");
	add_ports(cx, port ? port : option_of(usual, "port"), ret);
	for (size_t i = 0; i < COUNT(files); i++) {
		const char *path = option_of(said, files[i]);
		path = path ? path : option_of(usual, files[i]);
		add_file(ret, path ? arena_strdup(cx->arena, path) : NULL);
	}
	add_file(ret, getenv("PGSERVICEFILE"));
	add_defaults(cx, ret);
	PQconninfoFree(said);
	PQconninfoFree(usual);
}
