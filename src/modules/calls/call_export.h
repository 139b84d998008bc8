/* 来电登记 as a sheet. */
#ifndef ANJU_CALL_EXPORT_H
#define ANJU_CALL_EXPORT_H
#include "app/module.h"

extern const struct exchange call_exchanges[];
#endif
