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
/* backup_commands.c */
int command_backup(struct console *con);
int command_restore(struct console *con);
int command_verify(struct console *con);
/* move_command.c */
int command_move(struct console *con);
/* doctor.c */
int command_doctor(struct console *con);
/* escape.c */
int command_escape(struct console *con);
/* Opens con->cx.store for reading where no server runs, and takes the lock of the office: its
 * descriptor, or -1. */
int command_look(struct console *con, int *ret_lock) MUST_USE;
/* All communities, by id; at most 1000. */
struct community;
int communities_list(struct ctx *cx, struct community **ret, size_t *ret_count) MUST_USE;
#endif
