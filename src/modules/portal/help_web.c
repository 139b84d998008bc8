/* What each page is for and what to do on it (本页帮助). */
#include "modules/portal/portal_web.h"

const struct page_help portal_help[] = {
	{ "/portal", "2 (d)", "每户的门牌码和公共地方的位置码。打印出来贴好，住户扫一下就能报修。" },
	{ "/portal/invites", "11 (d)", "发给住户的登录邀请，有期限、只用一次。发错了可以撤回。" },
	{ "/portal/ratings", "9 (d)", "住户自己打的分，管理处改不了。星太少的会自动安排回访。" },
	{ "/portal/letters", "8 (d)", "意见箱的来信和公共报修。不知道是谁写的，答复写在工单里，写信的人凭回执号看。" },
	{ NULL, NULL, NULL },
};
