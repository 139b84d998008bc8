/* The numbers of keeping in touch, with the defaults of document 2. */
#include "modules/outreach/outreach.h"

const struct setting outreach_settings[] = {
	{ "outreach.promise_days", SETTING_INT, 90, 1, 366, NULL, "承诺最多可以定在多少天以内",
	  "2 (c)" },
	{ "outreach.accept_minutes", SETTING_MINUTES, 30, 1, 1440, NULL,
	  "承诺移交后，对方多少分钟（工作时间）内接受或退回", "2 (d)" },
	{ "outreach.broken_hours", SETTING_HOURS, 24, 1, 168, NULL,
	  "失约后，客服主管多少小时内处理", "2 (c)" },
	{ 0 },
};
