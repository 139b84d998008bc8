/* What the module's own files give to each other: jobs, following, the month. */
#ifndef ANJU_COMPLAINT_PARTS_H
#define ANJU_COMPLAINT_PARTS_H
#include "app/permission.h"
#include "app/timeline.h"
#include "modules/complaints/complaint_month.h"

/* To everybody who holds a post of that role now, but never to the person complained about; the
 * director's stands in for him when it is himself. */
int complaint_tell(struct ctx *cx, const struct complaint *c, enum role role, const char *kind,
		   const char *title, bool urgent) MUST_USE;
/* ("request", "turn"): a help call turned into a complaint becomes one and waits for it. */
int complaint_on_turn(struct ctx *cx, int64_t id) MUST_USE;
/* ("complaint", "close"): the help calls that waited for it are free. */
int complaint_on_close(struct ctx *cx, int64_t id) MUST_USE;
/* ("complaint", "open" / "verify" / "assign"): who has to hear of it. */
int complaint_on_open(struct ctx *cx, int64_t id) MUST_USE;
int complaint_on_verify(struct ctx *cx, int64_t id) MUST_USE;
int complaint_on_assign(struct ctx *cx, int64_t id) MUST_USE;
/* A duty of it ended otherwise (waived). */
int complaint_clock_changed(struct ctx *cx, int64_t id) MUST_USE;
timeline_reader complaint_timeline;
/* A job: from the 1st on the supervisor owes the analysis of the month before. */
int complaint_report_due(struct ctx *cx) MUST_USE;
#endif
