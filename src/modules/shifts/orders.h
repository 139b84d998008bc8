/* Orders (指令): what the head of the office has done, by whom and until when; signed for, done and
 * confirmed. Implements document 11 (c). */
#ifndef ANJU_ORDERS_H
#define ANJU_ORDERS_H
#include "app/norm_list.h"
#include "app/steps.h"

enum order_state {
	ORDER_ISSUED = 1, /* 已下达 */
	ORDER_SIGNED,     /* 已签收 */
	ORDER_WORKING,    /* 办理中 */
	ORDER_DONE,       /* 已完成 */
	ORDER_RETURNED,   /* 已退回 */
	ORDER_CONFIRMED,  /* 已确认 */
	ORDER_CANCELLED,  /* 已撤销 */
};
extern const struct choice order_states[];

/* 指令 */
struct order {
	int64_t id;
	const char *number;
	int state;
	const char *text;
	int64_t undertaker_id, post_id;
	const char *undertaker_name, *post_name; /* joined for reading, as the names below */
	int64_t due_at;
	int64_t issued_by;
	const char *issued_by_name;
	int64_t issued_at;
	int64_t signed_by;
	const char *signed_by_name;
	int64_t signed_at;
	const char *result;
	int64_t finished_at;
	int64_t confirmed_by;
	const char *confirmed_by_name;
	int64_t confirmed_at;
	const char *reason;
	int64_t duty_due_at; /* of the nearest open obligation, 0 = none */
	const char *duty;    /* its label: 签收、完成、确认 */
	bool overdue;        /* filled when read */
	int64_t version;
};
extern const struct fields order_fields;
extern const struct machine order_machine;
extern const struct norm order_sign_norm, order_finish_norm, order_confirm_norm, order_reissue_norm;

struct order_new {
	const char *text;
	int64_t undertaker, post;
	int64_t due_at;
};
enum { ORDER_NEW_FIELDS = 4 };
extern const struct field order_new_table[ORDER_NEW_FIELDS];
extern const struct fields order_new_fields;
int order_issue(struct ctx *cx, const struct order_new *in, int64_t *ret_id) MUST_USE;
int order_get(struct ctx *cx, int64_t id, struct order *ret) MUST_USE;
/* sign, start, finish, confirm, return, reissue, cancel, note */
int order_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
	       const struct input *in, int zone_minutes, struct order *ret) MUST_USE;

struct order_filter {
	int state;       /* 0 = all */
	bool open;       /* not confirmed, not cancelled */
	bool overdue;    /* a duty of it ran out */
	int64_t mine;    /* what this person has to do next; 0 = all */
	int64_t after;   /* id of the last one seen */
	size_t most;
};
/* state (a word, open = the default, overdue, mine, all) as the page and the sheet take it. */
int order_filter_read(struct ctx *cx, const struct input *in, struct order_filter *ret) MUST_USE;
/* Newest first; of mine: what is due first. */
int order_list(struct ctx *cx, const struct order_filter *f, struct order **ret,
	       size_t *ret_count) MUST_USE;
int order_total(struct ctx *cx, const struct order_filter *f, int64_t *ret) MUST_USE;
/* Changes hands with the shift, with a line in the journal. */
int order_hand(struct ctx *cx, int64_t id, int64_t from, int64_t to, const char *note) MUST_USE;
/* The one who undertook it left: back to the post, 0 = the desk. */
int orders_of_leaver(struct ctx *cx, int64_t account) MUST_USE;
#endif
