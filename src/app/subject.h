/* What a record is called where all kinds stand side by side: the board, a message, a search. */
#ifndef ANJU_SUBJECT_H
#define ANJU_SUBJECT_H
#include "app/permission.h"

struct subject_name {
	const char *number; /* BX20261123-0007 */
	const char *title;
	const char *room;   /* "" = none */
};
struct subject {
	const char *word;   /* "request": journal, obligations */
	const char *label;  /* Chinese: 工单 */
	const char *path;   /* "/requests/": the id follows */
	int (*name)(struct ctx *cx, int64_t id, struct subject_name *ret);
	/* Lists of it renew themselves: each line of its journal is told to open pages of those with
	 * this permission (push.h), without the id, since one of them may not see that record.
	 * PERM_UNSET = they do not. */
	enum permission live;
};
/* NULL when no module has it. */
const struct subject *subject_find(const char *word);
/* Its name; a record that cannot be read is called by its label alone. Never fails. */
struct subject_name subject_name(struct ctx *cx, const char *word, int64_t id);
/* "/requests/123", or NULL. */
const char *subject_path(struct ctx *cx, const char *word, int64_t id);
#endif
