/* What the module's own files give to each other. */
#ifndef ANJU_INSPECTION_PARTS_H
#define ANJU_INSPECTION_PARTS_H
#include "app/module.h"
#include "app/norm_list.h"
#include "modules/inspection/defects.h"

extern const struct norm defect_minor_norm, defect_major_norm, defect_again_norm, defect_check_norm,
	inspection_rectify_norm;
extern const struct norm_of inspection_norms[];
extern const struct exchange inspection_exchanges[];
bool defect_final(int state);
/* The default list; ends with item NULL. */
extern const struct inspection_item inspection_default_items[];
/* Every defect that waits for the owner's signature goes to the builder. */
int defects_send(struct ctx *cx, int64_t inspection) MUST_USE;
/* The last defect of an accepted inspection has ended: so has it. */
int inspection_settle(struct ctx *cx, int64_t id) MUST_USE;
/* The line says by itself that something is wrong there. */
int inspection_mark(struct ctx *cx, int64_t id, int line) MUST_USE;
/* 转报修: the repair that follows this defect, and what happens to it. */
int defect_repair_open(struct ctx *cx, const struct defect *d, int64_t due, int64_t *ret,
		       const char **ret_number) MUST_USE;
int defect_repair_done(struct ctx *cx, const struct defect *d, const char *text) MUST_USE;
int defect_repair_passed(struct ctx *cx, const struct defect *d, const char *who) MUST_USE;
int defect_repair_again(struct ctx *cx, const struct defect *d, const char *why) MUST_USE;
#endif
