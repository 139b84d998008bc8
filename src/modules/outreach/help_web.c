/* What each page is for and what to do on it (本页帮助). */
#include "modules/outreach/outreach_web.h"

const struct page_help outreach_help[] = {
	{ "/promises", "2 (d)", "答应住户的事。到期前没办到要先告诉住户改期，过了期就算失约，由主管处理。" },
	{ "/promises/new", "2 (d)", "答应了什么、哪一户、几点以前。写下来就有人盯着。" },
	{ "/promises/:id", "2 (d)", "这个承诺的期限和经过。办到了就兑现；要改期，先告诉住户再改。" },
	{ "/promises/rate", "2 (d)", "每个人答应的事兑现了多少，按月算。" },
	{ "/outreach", "2 (d)", "该主动联系的住户：很久没来往的、要照顾的、过节的、新入住的。联系了记一笔，这里就消掉。" },
	{ "/outreach/:id", "2 (d)", "为什么要联系这一户，以前有过哪些往来。联系了写一句；现在不方便打扰的，上面会写明。" },
	{ "/announcements", "2 (d)", "给住户的通知。停水停电要提前发；发了以后看送达率，没送到的人家再去敲门。" },
	{ "/announcements/new", "2 (d)", "选范围和时间，写清什么事、几点到几点、怎么办。先存草稿，批准以后再发。" },
	{ "/announcements/:id", "2 (d)", "这个通知的正文和送达名单。住户在手机上打开，就算送达。" },
	{ NULL, NULL, NULL },
};
