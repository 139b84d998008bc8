/* What each page is for and what to do on it (本页帮助). */
#include "modules/contacts/contacts_web.h"

const struct page_help contacts_help[] = {
	{ "/contacts", "8 (c)", "每一个来电、来访、来信。先登记再办，谁先接到谁负责到底。" },
	{ "/contacts/new", "3 (d)", "最上面的框可以输房号、姓名、拼音首字母、电话，也可以粘贴整段话。写到一半离开，草稿会留着。" },
	{ "/contacts/:id", "8 (c)", "这次联系说了什么，带出了哪几件事。事情的进展点进去看。" },
	{ NULL, NULL, NULL },
};
