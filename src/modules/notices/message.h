/* What is sent (报文): one or several notices in the shape of a channel. The shapes of the group
 * robots are those of their makers' pages: WeCom 群机器人, DingTalk 自定义机器人 (signed by HMAC-SHA256),
 * Feishu 自定义机器人. */
#ifndef ANJU_MESSAGE_H
#define ANJU_MESSAGE_H
#include "modules/notices/channels.h"

/* A notice in a message. */
struct message_item {
	int64_t id;
	const char *title, *text;
	bool urgent;
	const char *receiver;    /* for a group: the post, else the person */
	int64_t read_at;
};
extern const struct fields message_item_fields;
struct message {
	const struct notice_channel *channel; /* opened */
	const char *address;     /* of the mail, of the phone; "" = a group */
	const char *office;      /* the community's name */
	const char *site;        /* https://… of the program, "" = unknown: then no link */
	int64_t id;              /* the same at each try: the token against doubles */
	int64_t now;
	bool inside;
	const struct message_item *items;
	size_t count;
};
/* The text of the items within `most` bytes: of several the titles; how many did not find room is
 * said, for they are in the program. */
const char *message_text(struct ctx *cx, const struct message *m, size_t most);
/* ERR_INVALID when the channel's template is of no use. */
int message_make(struct ctx *cx, const struct message *m, struct outbound_message *ret) MUST_USE;
/* Did the other side accept it? Robots answer 200 also to refuse; ret_why: the sentence. */
bool message_taken(struct ctx *cx, const struct notice_channel *c, const struct outbound_answer *a,
		   const char **ret_why);
bool mail_address_valid(const char *address);
#endif
