/* What tests/record/sample.html.t shows. */
#ifndef ANJU_SAMPLE_H
#define ANJU_SAMPLE_H
#include "base/base.h"

struct sample_row {
	int64_t id;
	const char *name;
	bool late;
	int64_t at;
};
struct sample_list {
	const struct sample_row *rows;
	size_t count;
};
#endif
