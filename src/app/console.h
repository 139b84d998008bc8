/* A command of `anju` beside the server: the running server does it (DIR/anju.sock), or, when there
 * is none, this process under the lock of the office. Either way the same function. */
#ifndef ANJU_CONSOLE_H
#define ANJU_CONSOLE_H
#include "app/app.h"

struct console {
	struct ctx cx;       /* the system acts (actor NULL); the first community: console_community() */
	FILE *out, *err;     /* the caller's terminal, also when the server runs the command */
	int argc;
	char **argv;         /* argv[0] = the command's name; then what is not --data or --db */
	int file;            /* the opened FILE argument, if the command has one; else -1 */
	int second_file;     /* becomes FILE and command.second when something was written; else -1 */
	int map_file;        /* the opened FILE of --map; else -1 */
	bool terminal;       /* out is a terminal: progress is drawn */
	const char *data, *db; /* as called; db NULL = DIR/office.db */
};
enum { EXIT_DONE = 0, EXIT_FAULT = 1, EXIT_NOTHING = 2, EXIT_SOME = 3 };

struct command {
	const char *name, *usage, *sentence;
	int (*run)(struct console *con);   /* answers an exit code */
	enum { FILE_NONE, FILE_READ, FILE_WRITE } file; /* which argument is a path: see file_at */
	int file_at;
	/* The ending of a second file the command writes beside FILE: ".errors.xlsx". It is written
	 * anew, unless it is to stay what it is (keeps_second): then another content is a fault. */
	const char *second;
	bool keeps_second;
	/* OFFICE_SEEN: without a server the command looks at DIR itself (con->cx.app and store are
	 * NULL) and nothing is opened, migrated or made before. OFFICE_NOT: never by a server. */
	enum { OFFICE_NEEDED, OFFICE_SEEN, OFFICE_NOT } office;
};
extern const struct command commands[]; /* ends with name NULL; src/commands.c */

/* The value of --community becomes the community of con->cx; NULL or blank: it stays the first. */
int console_community(struct console *con, const char *name) MUST_USE;
/* Runs argv as said above; answers the exit code. A FILE that is written keeps what it
 * held until the command has all of the new content; a new one is removed when it fails. */
int console_call(const char *data, const char *db, const struct command *c, int argc, char **argv);
/* The server's side: listens on DIR/anju.sock (0600) until stop. */
struct console_server;
int console_listen(struct ctx *cx, struct app *app, struct console_server **ret) MUST_USE;
/* Waits for the commands that run; connections that have not said theirs are cut. */
void console_stop(struct console_server *s);
#endif
