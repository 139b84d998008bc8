/* Settings (小区参数): the office's numbers as one table, each with the default of the rule
 * document, kept per community and by effective date (生效日期). */
#ifndef ANJU_SETTING_H
#define ANJU_SETTING_H
#include "base/ctx.h"
#include "base/field.h"

enum setting_type { SETTING_INT, SETTING_MINUTES, SETTING_HOURS, SETTING_PERCENT, SETTING_BOOL,
		    SETTING_CLOCK, SETTING_TEXT, SETTING_FEN };
struct setting {
	const char *name;      /* "requests.arrive_minutes" */
	enum setting_type type;
	int64_t value, min, max; /* the default (bool 0/1; clock: minutes after midnight) */
	const char *text;      /* default of a SETTING_TEXT */
	const char *sentence;  /* Chinese: what it decides */
	const char *rule;      /* the document, "15 (d)" */
};
/* The value in force at cx->now in cx->community. An unknown name ends the program: a test reads
 * every name the code uses. */
int setting_int(struct ctx *cx, const char *name, int64_t *ret) MUST_USE;
int setting_text(struct ctx *cx, const char *name, const char **ret) MUST_USE;
/* typed: as the person wrote it ("15", "08:30"). from: ms UTC, not before now;
 * 0 = now. Journalled. */
int setting_change(struct ctx *cx, const char *name, const char *typed, int64_t from) MUST_USE;
/* All of the program, in the order of module_list.h; ends with name NULL. */
const struct setting *setting_find(const char *name);
#endif
