/* What each page is for and what to do on it (本页帮助). */
#include "modules/documents/documents_web.h"

const struct page_help documents_help[] = {
	{ "/policy", "12 (c)", "现在生效的质量方针。要改就起草新版本，由另一位主任批准，起草人不能自批。" },
	{ "/documents", "12 (c)", "制度文件的每一版。新版批准以后，生效日一到旧版自动作废，人人要阅知。" },
	{ "/documents/:id", "12 (c)", "这一版的全文、谁起草谁批准、谁已经阅知。没阅知的人有到期提醒。" },
	{ "/readings", "12 (d)", "等你阅知的文件和最迟的日子。打开读完再确认。" },
	{ "/readings/:id", "12 (d)", "打开全文，读完再确认。确认以后就算阅知。" },
	{ NULL, NULL, NULL },
};
