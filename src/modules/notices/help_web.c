/* What each page is for and what to do on it (本页帮助). */
#include "modules/notices/notices_web.h"

const struct page_help notices_help[] = {
	{ "/notices", "16 (d)", "系统给你的提醒。点开就到那件事；看过的变灰。" },
	{ "/notices/preferences", "16 (d)", "除了系统里的消息，还怎样通知你。紧急的随时发，不紧急的在免打扰时段里先攒着，过后合成一条。" },
	{ "/notices/outbox", "16 (d)", "发到系统外面的短信、邮件和群消息，发到没有、为什么没发到。失败的可以重发。" },
	{ "/notices/unheld", "16 (d)", "发给没人在岗的岗位的消息。给岗位安排了人，一分钟内就转给他。" },
	{ "/notices/channels", "16 (d)", "短信、邮件和群机器人这些渠道。没有渠道，消息只在系统里。" },
	{ "/notices/channels/:id", "16 (d)", "这个渠道的设置。存好以后先试发一条，对方的回应会原样显示。" },
	{ NULL, NULL, NULL },
};
