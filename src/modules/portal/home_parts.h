/* What the files about a resident's matters share. */
#ifndef ANJU_HOME_PARTS_H
#define ANJU_HOME_PARTS_H
#include "app/calendar.h"
#include "modules/portal/home_matters.h"
#include "modules/portal/portal_parts.h"

/* What the entry knows of a matter: who reported it, how often he urged, what he thought. */
struct home_mark {
	const char *subject;
	int64_t subject_id, person_id;
	const char *session_hash;
	bool private;
	int64_t urged_at;
	int stars, reasons;
	const char *text;
};
/* A request and its mark, when it is his to see; else ERR_NOT_FOUND. */
int home_request_seen(struct ctx *cx, const struct home_user *u, int64_t id,
		      struct request_record *ret_q, struct home_mark *ret_mark) MUST_USE;
#endif
