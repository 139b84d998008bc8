/* Complaints into a sheet. */
#ifndef ANJU_COMPLAINT_EXPORT_H
#define ANJU_COMPLAINT_EXPORT_H
#include "app/module.h"

extern const struct exchange complaint_exchanges[];
#endif
