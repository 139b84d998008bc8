/* Stories: what a client of the server asks and what it must get, as text. See tests/http/README.md
 * for how they are written. */
#ifndef ANJU_STORY_H
#define ANJU_STORY_H
#include "base/arena.h"
#include "base/base.h"
#include "base/strbuf.h"
#include <jansson.h>

enum { STORY_TEXT = 4 << 20, STORY_HEADERS = 16, STORY_VARIABLES = 400 };

/* An office of its own for one file of stories. */
struct office {
	struct arena *arena;
	const char *program, *folder, *data;
	const char *db;     /* postgres://… with a schema of its own; NULL = SQLite */
	const char *schema;
	pid_t server;       /* 0 = not running */
	int port;
};
/* The variable TEST_PG=postgres://… chooses the database. Ends the program when it cannot. */
void office_make(struct office *o, struct arena *a, const char *program);
/* false with the reason printed */
bool office_serve(struct office *o);
/* SIGTERM; false when the server does not end with 0. */
bool office_stop(struct office *o);
void office_remove(struct office *o);
/* Runs `anju COMMAND --data … ARGUMENTS…` (a shell splits them); standard output comes back. */
int office_run(struct office *o, const char *command, struct strbuf *ret_out);

struct message {
	char *headers;       /* of the answer, each line ended by CR LF */
	char *body;
	size_t body_size;
	int status;          /* 0 = no answer */
};
/* One request on a connection of its own; head ends without the empty line. */
void http_ask(struct arena *a, int port, const char *head, const char *body, size_t body_size,
	      struct message *ret);
/* Value of a header of the answer; NULL = absent. */
const char *message_header(struct arena *a, const struct message *m, const char *name);

/* One line of what is expected, "state = new". NULL when it holds, else what is wrong. May set
 * variables: "id -> request". */
struct story;
const char *check_line(struct story *s, const char *line);

struct variable {
	const char *name, *value;
};
struct story {
	struct arena *arena;
	struct office *office;
	struct variable variables[STORY_VARIABLES];
	size_t variable_count;
	const char *token;          /* of who asks; NULL = nobody */
	bool browser;               /* asks with the cookies instead */
	struct variable cookies[8];
	size_t cookie_count;
	struct message answer;      /* the last one, or what a command printed */
	json_t *json;               /* of it; NULL = it is none */
};
void story_set(struct story *s, const char *name, const char *value);
const char *story_get(const struct story *s, const char *name);
#endif
