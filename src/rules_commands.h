/* `anju rules`: the rule book on the command line; with an office also how it was kept. */
#ifndef ANJU_RULES_COMMANDS_H
#define ANJU_RULES_COMMANDS_H
#include "app/console.h"
#include "record/json.h"

/* The tables alone: for the printer, which knows no office. json NULL = text to out. */
void rules_print(FILE *out, struct json *json);
/* [--json] [--month 2026-11] [--community NAME] */
int command_rules(struct console *con);
#endif
