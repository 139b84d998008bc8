/* What the files that make messages share. */
#ifndef ANJU_MESSAGE_PARTS_H
#define ANJU_MESSAGE_PARTS_H
#include "modules/notices/message.h"

/* A mail with its headers (RFC 5322, MIME). */
int message_mail(struct ctx *cx, const struct message *m, const char *text,
		 struct outbound_message *ret) MUST_USE;
#endif
