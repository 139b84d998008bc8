/* What each page is for and what to do on it (本页帮助). */
#include "modules/calls/calls_web.h"

const struct page_help calls_help[] = {
	{ "/calls", "3 (c)", "每一个来电。电话一响，住户卡片自己弹出；F2 登记来电，F7 记铃响。漏接的会变成回拨任务。" },
	{ "/calls/month", "3 (d)", "一个月接了多少、几声接、漏了多少、回拨多快，和制度的标准放在一起。" },
	{ "/calls/duty", "3 (d)", "每个时段谁守电话。没有排人的时段，漏接的电话由前台或秩序维护岗负责。" },
	{ "/calls/setup", "3 (d)", "哪个分机是谁的，电话系统用什么密钥签名。登记了分机，电话一响，来电人就显示在他的屏幕上。" },
	{ "/calls/:id", "3 (d)", "这个来电几声接、谁接、登记成了什么。漏接的在这里记回拨。" },
	{ NULL, NULL, NULL },
};
