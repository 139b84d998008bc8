#include "app/pack.h"

static int by_name(const void *name, const void *packed)
{
	return strcmp(name, ((const struct packed *)packed)->name);
}

const struct packed *pack_find(const char *name)
{
	return bsearch(name, pack_table, pack_table_count, sizeof *pack_table, by_name);
}

size_t pack_count(void)
{
	return pack_table_count;
}

const struct packed *pack_at(size_t i)
{
	assert(i < pack_table_count);
	return &pack_table[i];
}
