#include "modules/shifts/orders.h"
#include "base/limits.h"
#include "store/store.h"

const struct choice order_states[] = {
	{ ORDER_ISSUED, "issued", "已下达" },
	{ ORDER_SIGNED, "signed", "已签收" },
	{ ORDER_WORKING, "working", "办理中" },
	{ ORDER_DONE, "done", "已完成" },
	{ ORDER_RETURNED, "returned", "已退回" },
	{ ORDER_CONFIRMED, "confirmed", "已确认" },
	{ ORDER_CANCELLED, "cancelled", "已撤销" },
	CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
static const struct field table[] = {
	FIELD(order, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(order, number, .label = "编号", .flags = HEAD),
	FIELD(order, state, .label = "状态", .show = SHOW_ENUM, .choices = order_states,
	      .flags = HEAD),
	FIELD(order, text, .label = "内容", .show = SHOW_LONG, .flags = HEAD),
	FIELD(order, undertaker_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(order, undertaker_name, .label = "承办人", .flags = SHOWN),
	FIELD(order, post_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(order, post_name, .label = "承办岗位", .flags = SHOWN),
	FIELD(order, due_at, .label = "要求完成", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(order, issued_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(order, issued_by_name, .label = "下达人", .flags = SHOWN),
	FIELD(order, issued_at, .label = "下达时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(order, signed_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(order, signed_by_name, .label = "签收人", .flags = SHOWN),
	FIELD(order, signed_at, .label = "签收时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(order, result, .label = "完成情况", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(order, finished_at, .label = "完成时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(order, confirmed_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(order, confirmed_by_name, .label = "确认人", .flags = SHOWN),
	FIELD(order, confirmed_at, .label = "确认时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(order, reason, .label = "退回原因", .flags = SHOWN),
	FIELD(order, duty_due_at, .label = "下一步到期", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(order, duty, .label = "下一步", .flags = IN_JSON),
	FIELD(order, overdue, .label = "已逾期", .flags = IN_JSON),
	FIELD(order, version, .flags = IN_JSON),
};
const struct fields order_fields = FIELDS(order, table);

const struct field order_new_table[ORDER_NEW_FIELDS] = {
	FIELD(order_new, text, .label = "内容", .show = SHOW_LONG, .min = 2, .max = 2000,
	      .flags = IN_FORM | REQUIRED),
	FIELD(order_new, undertaker, .label = "承办人", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(order_new, post, .label = "或承办岗位", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(order_new, due_at, .label = "要求完成", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED),
};
const struct fields order_new_fields = FIELDS(order_new, order_new_table);

#define NEAREST \
	" FROM obligation o WHERE o.community_id = q.community_id AND o.subject = 'order'" \
	" AND o.subject_id = q.id AND o.state = 1"
#define SELECT_ORDER \
	"SELECT q.id, q.number, q.state, q.text, q.undertaker_id, u.name AS undertaker_name," \
	" q.post_id, p.name AS post_name, q.due_at, q.issued_by, i.name AS issued_by_name," \
	" q.issued_at, q.signed_by, s.name AS signed_by_name, q.signed_at, q.result," \
	" q.finished_at, q.confirmed_by, c.name AS confirmed_by_name, q.confirmed_at, q.reason," \
	" COALESCE((SELECT MIN(o.due_at)" NEAREST "), 0) AS duty_due_at," \
	" (SELECT o.label" NEAREST " ORDER BY o.due_at, o.id LIMIT 1) AS duty, q.version" \
	" FROM office_order q LEFT JOIN account u ON u.id = q.undertaker_id" \
	" LEFT JOIN post p ON p.community_id = q.community_id AND p.id = q.post_id" \
	" LEFT JOIN account i ON i.id = q.issued_by LEFT JOIN account s ON s.id = q.signed_by" \
	" LEFT JOIN account c ON c.id = q.confirmed_by WHERE q.community_id = ?"

int order_get(struct ctx *cx, int64_t id, struct order *ret)
{
	int r = store_one(cx, SQL(SELECT_ORDER " AND q.id = ?"), BINDS(cx->community, id),
			  order_fields, ret);

	if (r == OK)
		ret->overdue = ret->duty_due_at && ret->duty_due_at < cx->now;
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这条指令。")) : r;
}

/* What the person has to do next: undertake it, or as its issuer confirm it or see to it anew. */
static void add_mine(struct ctx *cx, struct query *q, int64_t me)
{
	query_and(q,
		  PIECE("EXISTS (SELECT 1 FROM obligation o WHERE o.community_id = q.community_id"
			" AND o.subject = 'order' AND o.subject_id = q.id AND o.state = 1"
			" AND (o.owner_id = ? OR (o.owner_id = 0 AND o.post_id IN (SELECT post_id"
			" FROM staff_post WHERE community_id = ? AND account_id = ?"
			" AND from_at <= ? AND (until_at = 0 OR until_at > ?)))))"),
		  BINDS(me, cx->community, me, cx->now, cx->now));
}

static void add_filter(struct ctx *cx, struct query *q, const struct order_filter *f)
{
	q->has_where = true;
	if (f->state)
		query_and(q, PIECE("q.state = ?"), BINDS(f->state));
	if (f->open || f->overdue || f->mine)
		query_and(q, PIECE("q.state < 6"), BINDS());
	if (f->overdue)
		query_and(q,
			  PIECE("EXISTS (SELECT 1 FROM obligation o"
				" WHERE o.community_id = q.community_id AND o.subject = 'order'"
				" AND o.subject_id = q.id AND o.state = 1 AND o.due_at < ?)"),
			  BINDS(cx->now));
	if (f->mine)
		add_mine(cx, q, f->mine);
}

int order_list(struct ctx *cx, const struct order_filter *f, struct order **ret, size_t *ret_count)
{
	struct query q;
	int r;

	query_init(&q, cx->arena, PIECE(SELECT_ORDER), BINDS(cx->community));
	add_filter(cx, &q, f);
	if (f->after)
		query_and(&q, PIECE("q.id < ?"), BINDS(f->after));
	if (f->mine)
		query_add(&q, PIECE(" ORDER BY duty_due_at, q.id LIMIT ?"), BINDS((int64_t)f->most));
	else
		query_add(&q, PIECE(" ORDER BY q.id DESC LIMIT ?"), BINDS((int64_t)f->most));
	r = query_list(cx, &q, order_fields, ret, ret_count);
	for (size_t i = 0; r == OK && i < *ret_count; i++) {
		struct order *o = &(*ret)[i];
		o->overdue = o->duty_due_at && o->duty_due_at < cx->now;
	}
	return r;
}

int order_total(struct ctx *cx, const struct order_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM office_order q WHERE q.community_id = ?"),
		   BINDS(cx->community));
	add_filter(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}
