#include "modules/notices/outbox_parts.h"
#include "app/app.h"
#include "app/journal.h"
#include "app/setting.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "modules/notices/channels.h"
#include "store/store.h"

enum { SWEPT = 5000 };

static const struct field fields[] = {
	FIELD(outbox_row, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(outbox_row, channel_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(outbox_row, channel_name, .label = "渠道", .flags = IN_JSON),
	FIELD(outbox_row, kind, .label = "种类", .show = SHOW_ENUM, .choices = channel_kinds,
	      .flags = IN_JSON),
	FIELD(outbox_row, account_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(outbox_row, account_name, .label = "收件人", .flags = IN_JSON),
	FIELD(outbox_row, address, .label = "地址", .show = SHOW_SECRET, .flags = IN_JSON),
	FIELD(outbox_row, urgent, .label = "紧急", .flags = IN_JSON),
	FIELD(outbox_row, state, .label = "状态", .show = SHOW_ENUM, .choices = outbox_states,
	      .flags = IN_JSON),
	FIELD(outbox_row, attempts, .label = "已试", .flags = IN_JSON),
	FIELD(outbox_row, due_at, .label = "最早发送", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(outbox_row, claimed_at, .label = "最近一次", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(outbox_row, done_at, .label = "结束", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(outbox_row, created_at, .label = "建立时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(outbox_row, answer, .label = "回应", .show = SHOW_LONG, .flags = IN_JSON),
	FIELD(outbox_row, count, .label = "消息数", .flags = IN_JSON),
	FIELD(outbox_row, title, .label = "标题", .flags = IN_JSON),
};
const struct fields outbox_fields = FIELDS(outbox_row, fields);

#define COLUMNS \
	"SELECT o.id, o.channel_id, c.name AS channel_name, COALESCE(c.kind, 5) AS kind," \
	" o.account_id, a.name AS account_name, o.address, o.urgent, o.state, o.attempts," \
	" o.due_at, o.claimed_at, o.done_at, o.created_at, o.answer," \
	" (SELECT COUNT(*) FROM outbox_notice x WHERE x.community_id = o.community_id" \
	"  AND x.outbox_id = o.id) AS count," \
	/* a resident's code is nobody's of the office to read */ \
	" (SELECT CASE WHEN n.kind = 'portal_code' THEN '******' ELSE n.title END" \
	"  FROM notice n WHERE n.community_id = o.community_id AND n.id =" \
	"  (SELECT MIN(x.notice_id) FROM outbox_notice x WHERE x.community_id = o.community_id" \
	"  AND x.outbox_id = o.id)) AS title" \
	" FROM outbox o LEFT JOIN notice_channel c ON c.community_id = o.community_id" \
	" AND c.id = o.channel_id LEFT JOIN account a ON a.id = o.account_id" \
	" WHERE o.community_id = ?"

int outbox_list(struct ctx *cx, const struct outbox_filter *f, struct outbox_row **ret,
		size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(COLUMNS), BINDS(cx->community));
	q.has_where = true;
	if (f->state)
		query_and(&q, PIECE("o.state = ?"), BINDS(f->state));
	if (f->after)
		query_and(&q, PIECE("o.id < ?"), BINDS(f->after));
	query_add(&q, PIECE(" ORDER BY o.id DESC LIMIT ?"),
		  BINDS((int64_t)(f->most ? f->most : LIMIT_PAGE_SIZE)));
	return query_list(cx, &q, outbox_fields, ret, ret_count);
}

int outbox_total(struct ctx *cx, const struct outbox_filter *f, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE community_id = ?"
			     " AND (? = 0 OR state = ?) LIMIT ?) AS counted"),
			 BINDS(cx->community, f->state, f->state, (int64_t)LIMIT_TOTAL + 1), ret);
}

int outbox_get(struct ctx *cx, int64_t id, struct outbox_row *ret)
{
	int r;

	*ret = (struct outbox_row){ 0 };
	r = store_one(cx, SQL(COLUMNS " AND o.id = ?"), BINDS(cx->community, id), outbox_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "发件箱里没有这一条。")) : r;
}

static int count_state(struct ctx *cx, enum outbox_state state, int64_t since, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE community_id = ?"
			     " AND state = ? AND id >= ? LIMIT ?) AS counted"),
			 BINDS(cx->community, (int)state, since ? id_floor(since) : 0, LIMIT_TOTAL),
			 ret);
}

int outbox_count(struct ctx *cx, struct outbox_counts *ret)
{
	int r = count_state(cx, OUTBOX_WAITING, 0, &ret->waiting);

	if (r == OK)
		r = count_state(cx, OUTBOX_AWAY, 0, &ret->away);
	if (r == OK)
		r = count_state(cx, OUTBOX_FAILED, 0, &ret->failed);
	if (r == OK)
		r = count_state(cx, OUTBOX_SENT, cx->now - DAYS(1), &ret->sent);
	if (r < 0)
		return r;
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND account_id = 0"
			     " AND phone = ''"),
			 BINDS(cx->community), &ret->unheld);
}

static int journal(struct ctx *cx, const struct outbox_row *o, const char *action)
{
	return journal_add(cx, &(struct journal_entry){ .subject = "outbox", .subject_id = o->id,
							.action = action, .note = o->title });
}

static int must_serve_here(struct ctx *cx, int64_t account)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT account_id FROM staff WHERE community_id = ? AND account_id = ?"
			      " AND left_on = 0"),
			  BINDS(cx->community, account), &found);

	return r == ERR_NOT_FOUND ? fail(cx, ERR_CONFLICT, T(cx, "收件人已离职，不能再发给他。")) : r;
}

int outbox_retry(struct ctx *cx, int64_t id)
{
	struct outbox_row o;
	int64_t channel = 0;
	int r = outbox_get(cx, id, &o);

	if (r == OK && o.state != OUTBOX_FAILED && o.state != OUTBOX_GIVEN_UP)
		return fail(cx, ERR_CONFLICT, T(cx, "只有失败的和不再发的才能重发。"));
	if (r == OK && o.account_id)
		r = must_serve_here(cx, o.account_id);
	/* its channel may be gone, or there was none: then the first of the kind */
	if (r == OK && !o.channel_name)
		r = channel_of_kind(cx, *o.address && strchr(o.address, '@') ? VIA_MAIL : VIA_SMS,
				    &channel);
	if (r == OK && !o.channel_name && (!channel || !*o.address))
		return fail(cx, ERR_CONFLICT, T(cx, "它的渠道已经没有了，请先设好渠道。"));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE outbox SET state = 1, attempts = 0, due_at = ?, done_at = 0,"
				   " channel_id = ? WHERE community_id = ? AND id = ?"),
			       BINDS(cx->now, channel ? channel : o.channel_id, cx->community, id));
	return r == OK ? journal(cx, &o, "retry") : r;
}

int outbox_give_up(struct ctx *cx, int64_t id)
{
	struct outbox_row o;
	int r = outbox_get(cx, id, &o);

	if (r == OK && o.state != OUTBOX_WAITING && o.state != OUTBOX_FAILED)
		return fail(cx, ERR_CONFLICT, T(cx, "已经发出的和正在发的不能取消。"));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE outbox SET state = 5, done_at = ?"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(cx->now, cx->community, id));
	return r == OK ? journal(cx, &o, "give_up") : r;
}

/* ---- what is no longer kept ---- */

static int sweep_run(struct ctx *cx, void *arg)
{
	const int64_t *before = arg;
	int64_t id = id_floor(*before);
	int r = store_exec(cx,
			   SQL("DELETE FROM outbox_notice WHERE community_id = ? AND outbox_id IN"
			       " (SELECT id FROM outbox WHERE community_id = ? AND id < ?"
			       "  AND state NOT IN (1, 2) ORDER BY id LIMIT ?)"),
			   BINDS(cx->community, cx->community, id, SWEPT));

	if (r == OK)
		r = store_exec(cx,
			       SQL("DELETE FROM outbox WHERE community_id = ? AND id < ?"
				   " AND state NOT IN (1, 2) AND NOT EXISTS (SELECT 1"
				   "  FROM outbox_notice x WHERE x.community_id = outbox.community_id"
				   "  AND x.outbox_id = outbox.id)"),
			       BINDS(cx->community, id));
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("DELETE FROM notice WHERE community_id = ? AND id IN"
			      " (SELECT id FROM notice WHERE community_id = ? AND id < ?"
			      "  AND (read_at <> 0 OR phone <> '') AND routed_at <> 0"
			      "  ORDER BY id LIMIT ?)"
			      " AND NOT EXISTS (SELECT 1 FROM outbox_notice x"
			      "  WHERE x.community_id = notice.community_id"
			      "  AND x.notice_id = notice.id)"),
			  BINDS(cx->community, cx->community, id, SWEPT));
}

int outbox_sweep(struct ctx *cx)
{
	int64_t days, before;
	int r = setting_int(cx, "notices.keep_days", &days);

	if (r < 0)
		return r;
	before = cx->now - DAYS(days);
	return app_write(cx, sweep_run, &before);
}
