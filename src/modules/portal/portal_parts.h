/* What the files of this module share among themselves. */
#ifndef ANJU_PORTAL_PARTS_H
#define ANJU_PORTAL_PARTS_H
#include "modules/portal/portal.h"

enum {
	PORTAL_HASH = 65,  /* hex SHA-256 and a NUL */
	PORTAL_PAGE = 50,  /* rows of a page */
};
void portal_hash(const char *secret, char ret[PORTAL_HASH]);
/* 64 hex digits. */
bool portal_is_token(const char *text);
#endif
