/* What the pages 消息 show. */
#ifndef ANJU_NOTICES_WEB_H
#define ANJU_NOTICES_WEB_H
#include "app/help.h"
#include "app/request.h"
#include "modules/notices/channels.h"
#include "modules/notices/notices.h"
#include "modules/notices/outbox.h"
#include "modules/notices/wishes.h"
#include "modules/people/people.h"

struct notice_list_page {
	struct notice_filter filter;
	struct notice_row *rows;
	size_t count;
	int64_t unread; /* no further than NOTICE_UNREAD_MOST */
	int64_t total;  /* for machines */
	const char *next;
};
struct wish_page {
	struct notice_wish w;
	bool has_mail, has_sms; /* has the office such a channel? */
};
struct outbox_page {
	struct outbox_filter filter;
	struct outbox_counts counts;
	bool alive;             /* the sending process */
	struct outbox_row *rows;
	size_t count;
	int64_t total;
	const char *next;
};
struct unheld_page {
	struct notice_row *rows;
	size_t count;
	const char *next;
};
struct channel_list_page {
	struct notice_channel *rows;
	size_t count;
	struct post *posts;
	size_t post_count;
	bool inside;            /* the setting allows private addresses */
};
/* One channel, and the answer of a test that was just sent. */
struct channel_page {
	struct notice_channel c;
	struct post *posts;
	size_t post_count;
	const char *answer;     /* NULL = no test */
	bool taken;
	const char *to;
};
/* The tabs of this area: which of them may the reader see, and which is here. */
void notice_tabs(struct page *pg, const char *here);
/* <option>s of the posts, all of them first. */
void channel_post_options(struct page *pg, const struct post *posts, size_t count, int64_t chosen);

/* handlers, in the file of their topic */
int wish_show(struct request *rq);
int wish_change(struct request *rq);
int outbox_show(struct request *rq);
int outbox_again(struct request *rq);
int outbox_drop(struct request *rq);
int unheld_show(struct request *rq);
int channels_show(struct request *rq);
int channel_create(struct request *rq);
int channel_show(struct request *rq);
int channel_change(struct request *rq);
int channel_drop(struct request *rq);
int channel_test(struct request *rq);
extern const struct page_help notices_help[];
#endif
