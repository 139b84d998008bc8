/* Numbers of documents for people (编号): PREFIX, day, counter: BX20261123-0007. Without gaps in a
 * community: given in the transaction that makes the document. */
#ifndef ANJU_NUMBER_H
#define ANJU_NUMBER_H
#include "base/ctx.h"

int number_next(struct ctx *cx, const char *prefix, char **ret) MUST_USE;
#endif
