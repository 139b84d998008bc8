/* One line an event on standard error: time, level, event, name=value. No personal data. */
#ifndef ANJU_LOG_H
#define ANJU_LOG_H
#include "base/base.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

void log_level_set(enum log_level least);
/* log_line(LOG_INFO, "serve.start", "listen=%s", addr). Control characters are escaped. */
void log_line(enum log_level level, const char *event, const char *format, ...) PRINTF(3, 4);
#endif
