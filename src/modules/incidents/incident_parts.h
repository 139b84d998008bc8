/* What the module's own files give to each other. */
#ifndef ANJU_INCIDENT_PARTS_H
#define ANJU_INCIDENT_PARTS_H
#include "app/norm_list.h"
#include "modules/incidents/incidents.h"

/* 范围 as typed; *ret as it is shown. ERR_INVALID names what there is not. */
int incident_save_areas(struct ctx *cx, int64_t incident, const char *typed,
			const char **ret) MUST_USE;
/* 恢复: by the expected time, else by the norm. */
int incident_clock_restore(struct ctx *cx, struct incident *i) MUST_USE;
/* incident.due_at from what is open; also after a duty was waived. */
int incident_clock_changed(struct ctx *cx, int64_t id) MUST_USE;
/* All clocks of this folder, for the rule book. */
extern const struct norm_of incident_norms[];
extern const struct list_sheet incident_sheet;
#endif
