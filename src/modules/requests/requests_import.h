/* Letters with replies from elsewhere become closed matters (历史来信导入). */
#ifndef ANJU_REQUESTS_IMPORT_H
#define ANJU_REQUESTS_IMPORT_H
#include "app/module.h"

extern const struct exchange request_exchanges[];
#endif
