/* What the module's own files give to each other. */
#ifndef ANJU_RUNSHEET_PARTS_H
#define ANJU_RUNSHEET_PARTS_H
#include "app/module.h"
#include "app/norm_list.h"
#include "modules/handover/deed.h"
#include "modules/inspection/inspection.h"
#include "modules/runsheet/runsheet.h"

extern const struct norm runsheet_call_norm;
extern const struct norm_of runsheet_norms[];
extern const struct exchange runsheet_exchanges[];
/* The desk ends so: who signed, and which is next. */
int desk_end(struct ctx *cx, const struct runsheet *s, int desk, int state,
	     const char *note) MUST_USE;
/* From that desk on all are open again. */
int desk_reopen(struct ctx *cx, const struct runsheet *s, int desk) MUST_USE;
bool desk_is(const struct runsheet_desk *rows, size_t count, int desk, int state);
/* The agreement of the room that is not void; ERR_NOT_FOUND. */
int runsheet_deed(struct ctx *cx, const struct runsheet *s, struct deed *ret) MUST_USE;
/* "授权委托书、身份证": what lacks. */
const char *runsheet_missing(struct ctx *cx, const struct runsheet *s);
#endif
