/* What the files about a resident's matters share. */
#ifndef ANJU_HOME_PARTS_H
#define ANJU_HOME_PARTS_H
#include "app/calendar.h"
#include "modules/portal/home_matters.h"
#include "modules/portal/portal_parts.h"
#endif
