/* The lists of this folder as sheets. */
#ifndef ANJU_OUTREACH_SHEETS_H
#define ANJU_OUTREACH_SHEETS_H
#include "app/module.h"

extern const struct list_sheet promise_sheet, outreach_sheet, announcement_sheet;
#endif
