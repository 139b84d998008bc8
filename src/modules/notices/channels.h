/* Channels (渠道): by what notices leave the office. Addresses and secrets are sealed and never
 * shown again; a page shows the host. */
#ifndef ANJU_CHANNELS_H
#define ANJU_CHANNELS_H
#include "app/outbound.h"
#include "base/field.h"

enum via { VIA_MAIL = 1, VIA_WECOM, VIA_DINGTALK, VIA_FEISHU, VIA_SMS };
extern const struct choice channel_kinds[];

struct notice_channel {
	int64_t id;
	int kind;
	const char *name;
	bool enabled;
	const char *address;     /* as typed; sealed in the table; NULL when read for a page */
	const char *host;        /* "oapi.dingtalk.com" */
	const char *login;
	const char *secret;      /* likewise */
	const char *sender;      /* mail: the From address */
	const char *template;    /* SMS: body, with {phone} {text} {id} */
	const char *success;     /* SMS: what a good answer holds; "" = any 2xx */
	int64_t post_id;         /* a robot: only for this post; 0 = all */
	const char *post_name;
	bool urgent_only;        /* a robot */
	int per_minute;
	int64_t created_at, version;
	bool has_secret;         /* filled when read */
};
extern const struct fields channel_fields;
enum { CHANNEL_INPUTS = 11 };
extern const struct field channel_inputs[CHANNEL_INPUTS];
extern const struct fields channel_input_fields;

static inline bool channel_is_robot(int kind)
{
	return kind >= VIA_WECOM && kind <= VIA_FEISHU;
}
int channel_list(struct ctx *cx, struct notice_channel **ret, size_t *ret_count) MUST_USE;
int channel_get(struct ctx *cx, int64_t id, struct notice_channel *ret) MUST_USE;
/* id 0 = a new one. An empty address or secret stays as it was. Journalled, without either. */
int channel_put(struct ctx *cx, struct notice_channel *c) MUST_USE;
/* What was not sent yet by it is given up. */
int channel_remove(struct ctx *cx, int64_t id) MUST_USE;
/* With address and secret opened, for sending. */
int channel_open(struct ctx *cx, int64_t id, struct notice_channel *ret) MUST_USE;
/* The first of a kind in use; 0 = none. */
int channel_of_kind(struct ctx *cx, enum via kind, int64_t *ret) MUST_USE;
#endif
