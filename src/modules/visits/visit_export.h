/* Return visits into a sheet. */
#ifndef ANJU_VISIT_EXPORT_H
#define ANJU_VISIT_EXPORT_H
#include "app/module.h"

extern const struct exchange visit_exchanges[];
#endif
