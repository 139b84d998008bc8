/* The clocks of a request (时限): which obligations begin with it and with its steps. Defaults are
 * those of documents 3, 15 and 16; every number is a setting. */
#ifndef ANJU_REQUEST_NORMS_H
#define ANJU_REQUEST_NORMS_H
#include "app/norm_list.h"
#include "app/setting.h"
#include "modules/requests/requests.h"

extern const struct setting request_settings[];
extern const struct norm_of request_norms[]; /* all of them, for the rule book */

/* What begins when the matter is taken in. */
int norms_begin(struct ctx *cx, struct request_record *q) MUST_USE;
/* A norm of this record by its word ("review"), from now. */
int norm_start(struct ctx *cx, struct request_record *q, const char *kind, int64_t owner,
	       int64_t post) MUST_USE;
/* What is left is to close it: owed by the desk. */
int norm_start_close(struct ctx *cx, struct request_record *q) MUST_USE;
/* The same with a promised time instead of a norm. */
int norm_promise(struct ctx *cx, struct request_record *q, const char *kind, int64_t due,
		 int64_t owner, int64_t post) MUST_USE;
/* Writes the nearest open due time to the record, for the order of lists. After every step. */
int norms_refresh(struct ctx *cx, struct request_record *q) MUST_USE;
/* The same by its number, when a duty of it ended otherwise (waived). */
int request_clock_changed(struct ctx *cx, int64_t id) MUST_USE;
#endif
