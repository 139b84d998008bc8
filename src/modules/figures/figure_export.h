/* The month's figures as a file: a line a number, so that a sheet can turn them as it likes. */
#ifndef ANJU_FIGURE_EXPORT_H
#define ANJU_FIGURE_EXPORT_H
#include "app/module.h"

extern const struct exchange figure_exchanges[];
#endif
