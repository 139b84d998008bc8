/* 批量办理 at the foot of a list: boxes `ids.N` in the rows, this bar after the table, one form around
 * both. */
#ifndef ANJU_BULK_PAGE_H
#define ANJU_BULK_PAGE_H
#include "app/bulk.h"

struct bulk_bar {
	const struct step *steps[16];
	size_t count;
};
#endif
