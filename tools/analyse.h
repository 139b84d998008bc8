/* For the analysers only (tools/analyse.sh), which see one file at a time: what the functions of
 * other files promise. fail() and its like never answer OK. */
#ifndef ANJU_ANALYSE_H
#define ANJU_ANALYSE_H
#include "base/ctx.h"

static inline __attribute__((unused)) int negative(int err)
{
	return err < 0 ? err : -1;
}
#define fail(...)       negative(fail(__VA_ARGS__))
#define fail_field(...) negative(fail_field(__VA_ARGS__))
#endif
