/* 来电来访登记表 as a sheet. */
#ifndef ANJU_CONTACT_EXPORT_H
#define ANJU_CONTACT_EXPORT_H
#include "app/module.h"

extern const struct exchange contact_exchanges[];
#endif
