/* The command line's `anju import KIND FILE` and `anju export KIND FILE`; see src/commands.c. */
#ifndef ANJU_EXCHANGE_COMMANDS_H
#define ANJU_EXCHANGE_COMMANDS_H
#include "app/console.h"

/* EXIT_DONE: all rows; EXIT_SOME: some were refused and stand in con->second_file; EXIT_NOTHING:
 * no row came in, the reason is on con->err. --dry-run keeps nothing; --map: lines header=name. */
int command_import(struct console *con);
/* EXIT_DONE or EXIT_NOTHING. The format is told by the ending of FILE: .xlsx, .csv, .json. */
int command_export(struct console *con);
#endif
