#include "app/module.h"

static const struct setting settings[] = {
	{ "notices.merge_minutes", SETTING_MINUTES, 10, 0, 1440, NULL,
	  "同一件事在这段时间内只通知同一个人一次", "2 (d)" },
	{ 0 },
};

const struct module notices_module = {
	.name = "notices",
	.label = "消息",
	.settings = settings,
};
