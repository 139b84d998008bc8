/* What the files of this module share among themselves. */
#ifndef ANJU_PORTAL_PARTS_H
#define ANJU_PORTAL_PARTS_H
#include "modules/portal/portal.h"

enum { PORTAL_PAGE = 50 }; /* rows of a page */
#endif
