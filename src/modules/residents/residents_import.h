/* The roster of an estate from a sheet (住户名册导入), and back into one. */
#ifndef ANJU_RESIDENTS_IMPORT_H
#define ANJU_RESIDENTS_IMPORT_H
#include "app/module.h"

extern const struct exchange resident_exchanges[];
#endif
