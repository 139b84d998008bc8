/* The month sheet of the rule book (制度执行月表) as a file. */
#ifndef ANJU_RULES_EXCHANGE_H
#define ANJU_RULES_EXCHANGE_H
#include "app/module.h"

extern const struct exchange rule_exchanges[]; /* ends with kind NULL */
#endif
