/* How a person wants to hear of notices (通知方式) besides the list in the program. */
#ifndef ANJU_WISHES_H
#define ANJU_WISHES_H
#include "base/ctx.h"
#include "base/field.h"

enum hear { HEAR_NONE, HEAR_URGENT, HEAR_ALL };
extern const struct choice hear_choices[];

struct notice_wish {
	int64_t account_id;
	const char *email;
	const char *phone;       /* of the account; read only */
	int by_mail, by_sms;     /* enum hear */
	int quiet_from, quiet_until; /* minutes; the same = none. The office's hold besides */
	int64_t version;
};
extern const struct fields wish_fields;
enum { WISH_INPUTS = 5 };
extern const struct field wish_inputs[WISH_INPUTS];
extern const struct fields wish_input_fields;

/* One that was never set: version 0, nothing but the list. */
int wish_get(struct ctx *cx, int64_t account, struct notice_wish *ret) MUST_USE;
/* Of the actor. */
int wish_put(struct ctx *cx, struct notice_wish *w) MUST_USE;
#endif
