/* The lists of this folder as sheets. */
#ifndef ANJU_SHIFT_SHEETS_H
#define ANJU_SHIFT_SHEETS_H
#include "app/module.h"

extern const struct list_sheet order_sheet, handover_sheet;
#endif
