/* The clocks of a module as a list (时限): which norm runs for which kind of record. The rule book
 * is bound to them, and a dry run finds by them what a setting decides. */
#ifndef ANJU_NORM_LIST_H
#define ANJU_NORM_LIST_H
#include "app/obligation.h"

struct norm_of {
	const char *subject; /* "request" */
	const struct norm *norm;
};
/* The at-th norm of the program that takes its time from the setting; NULL = no more. */
const struct norm_of *norm_of_setting(const char *setting, size_t at);
#endif
