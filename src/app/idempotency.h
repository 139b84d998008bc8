/* A repeated request has its effect once: the key, the answer and the effect are written in one
 * transaction. Key: header Idempotency-Key, or the field _key of a form. */
#ifndef ANJU_IDEMPOTENCY_H
#define ANJU_IDEMPOTENCY_H
#include "app/request.h"

/* 1 = the answer of the first time was put in place; 0 = it is new (or has no key). ERR_CONFLICT
 * when the key was used for something else. */
int idempotency_replay(struct request *rq) MUST_USE;
/* After the handler has answered, in the same transaction. The answer is kept sealed: it may hold a
 * phone or a name. */
int idempotency_keep(struct request *rq) MUST_USE;
/* Keys older than seven days; answers how many went. */
int idempotency_sweep(struct ctx *cx) MUST_USE;
#endif
