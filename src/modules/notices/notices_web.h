/* What the pages 消息 show. */
#ifndef ANJU_NOTICES_WEB_H
#define ANJU_NOTICES_WEB_H
#include "modules/notices/notices.h"

struct notice_list_page {
	struct notice_filter filter;
	struct notice_row *rows;
	size_t count;
	int64_t unread; /* no further than NOTICE_UNREAD_MOST */
	int64_t total;  /* for machines */
	const char *next;
};
#endif
