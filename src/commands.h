/* The commands that need the office: the table is `commands` of app/console.h. */
#ifndef ANJU_COMMANDS_H
#define ANJU_COMMANDS_H
#include "app/console.h"

/* An option of a command: with a value, or a flag. */
struct option {
	const char *name;   /* "--user" */
	const char **value; /* or */
	bool *flag;
};
/* Reads con->argv; what is no option goes to words, in its order. false: something is unknown or
 * lacks its value, which was said on con->err. */
bool options_read(struct console *con, const struct option *options, size_t count,
		  const char **words, size_t most, size_t *ret_words) MUST_USE;
/* The exit code for a failure: says cx->why. */
int command_failed(struct console *con, int err);
/* `anju user …`: user_commands.c */
int command_user(struct console *con);
#endif
