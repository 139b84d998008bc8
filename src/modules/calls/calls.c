#include "modules/calls/calls.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/text.h"
#include "store/store.h"

const struct choice call_states[] = {
	{ CALL_RINGING, "ringing", "振铃中" },
	{ CALL_TALKING, "talking", "通话中" },
	{ CALL_ENDED, "ended", "已接" },
	{ CALL_MISSED, "missed", "待回拨" },
	{ CALL_RETURNED, "returned", "已回拨" },
	{ CALL_UNREACHABLE, "unreachable", "无法接通" },
	{ CALL_PROMISED, "promised", "待回复" },
	{ CALL_REPLIED, "replied", "已回复" },
	{ CALL_TRANSFERRED, "transferred", "待接受" },
	CHOICE_END,
};
const struct choice call_sources[] = {
	{ CALL_EXCHANGE, "exchange", "电话系统" },
	{ CALL_STOPWATCH, "stopwatch", "人工计数" },
	CHOICE_END,
};

const struct setting call_settings[] = {
	{ "calls.rings", SETTING_INT, 3, 1, 20, NULL, "电话要在几声之内接听", "3 (d)" },
	{ "calls.cadence_ms", SETTING_INT, 5000, 1000, 20000, NULL,
	  "振铃一声（响和停）共多少毫秒，用来由时间推算响铃次数", "3 (d)" },
	{ "calls.callback_minutes", SETTING_MINUTES, 15, 1, 1440, NULL, "漏接的电话多少分钟内回拨",
	  "3 (d)" },
	{ "calls.callback_night_minutes", SETTING_MINUTES, 30, 1, 1440, NULL,
	  "夜间时段漏接的电话多少分钟内回拨", "3 (d)" },
	{ "calls.tries", SETTING_INT, 3, 1, 10, NULL, "回拨几次都没打通才算无法接通", "3 (c)" },
	{ "calls.retry_minutes", SETTING_MINUTES, 10, 1, 1440, NULL, "回拨没打通，隔多少分钟再打",
	  "3 (c)" },
	{ "calls.accept_minutes", SETTING_MINUTES, 5, 1, 240, NULL, "转接的来电，被转人多少分钟内接受",
	  "3 (c)" },
	{ "calls.lost_minutes", SETTING_MINUTES, 10, 2, 240, NULL,
	  "振铃后多少分钟没有下文，按漏接处理", "3 (c)" },
	{ "calls.signature_seconds", SETTING_INT, 300, 30, 3600, NULL,
	  "电话系统的签名时间与本机相差多少秒以内才接受", "3 (d)" },
	{ "calls.repeat_hours", SETTING_HOURS, 72, 1, 720, NULL,
	  "同一房号同类报事在多少小时内再来，算重复来电", "3 (e)" },
	{ "calls.band1_from", SETTING_CLOCK, 8 * 60 + 30, 0, 1439, NULL, "电话值班第一段（白班）从几点起",
	  "3 (d)" },
	{ "calls.band2_from", SETTING_CLOCK, 13 * 60 + 30, 0, 1439, NULL,
	  "电话值班第二段（下午和晚上）从几点起", "3 (d)" },
	{ "calls.band3_from", SETTING_CLOCK, 21 * 60, 0, 1439, NULL,
	  "电话值班第三段（夜间，秩序部）从几点起", "3 (d)" },
	{ 0 },
};

enum { SHOWN = IN_JSON | IN_LIST };
static const struct field fields[] = {
	FIELD(call, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(call, number, .label = "编号", .flags = SHOWN | IN_TITLE),
	FIELD(call, source, .label = "来源", .show = SHOW_ENUM, .choices = call_sources,
	      .flags = SHOWN),
	FIELD(call, exchange_key, .label = "电话系统编号", .flags = IN_JSON),
	FIELD(call, state, .label = "状态", .show = SHOW_ENUM, .choices = call_states,
	      .flags = SHOWN | IN_TITLE),
	FIELD(call, phone, .label = "来电号码", .show = SHOW_PHONE, .flags = SHOWN),
	FIELD(call, called, .label = "被叫号码", .flags = SHOWN),
	FIELD(call, extension, .label = "分机", .flags = SHOWN),
	FIELD(call, received_at, .label = "来电时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, ringing_at, .label = "振铃", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(call, answered_at, .label = "接听时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, ended_at, .label = "结束时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, missed_at, .label = "漏接时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, rings, 0),
	FIELD(call, answered_after_ms, 0),
	FIELD(call, night, .label = "夜间时段", .flags = IN_JSON),
	FIELD(call, answerer_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(call, answerer_name, .label = "接听人", .flags = SHOWN),
	FIELD(call, duty_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(call, duty_post_id, .show = SHOW_ID),
	FIELD(call, duty_name, .label = "时段值班人", .flags = SHOWN),
	FIELD(call, contact_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(call, transfer_to, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(call, transfer_name, .label = "转接给", .flags = SHOWN),
	FIELD(call, transferred_at, .label = "转接时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, accepted_at, .label = "接受时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, promised_at, .label = "约定回复", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, promise, .label = "回复什么", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(call, replied_at, .label = "实际回复", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, back_due_at, .label = "应回拨", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, first_back_at, .label = "首次回拨", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, tries, .label = "没打通次数", .flags = IN_JSON),
	FIELD(call, last_try_at, .label = "上次回拨", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(call, returned_at, .label = "回拨接通", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(call, returned_by, .show = SHOW_ID),
	FIELD(call, returned_by_name, .label = "回拨人", .flags = SHOWN),
	FIELD(call, remark, .label = "备注", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(call, corrected, 0),
	FIELD(call, created_at, .label = "登记时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(call, version, .flags = IN_JSON),
};
const struct fields call_fields = FIELDS(call, fields);

#define SELECT_CALL \
	"SELECT c.id, c.number, c.source, c.exchange_key, c.state, c.phone, c.called, c.extension," \
	" c.received_at, c.ringing_at, c.answered_at, c.ended_at, c.missed_at, c.rings," \
	" c.answered_after_ms, c.night, c.answerer_id, a.name AS answerer_name, c.duty_id," \
	" c.duty_post_id, COALESCE(d.name, p.name) AS duty_name, c.contact_id, c.transfer_to," \
	" t.name AS transfer_name, c.transferred_at, c.accepted_at, c.promised_at, c.promise," \
	" c.replied_at, c.back_due_at, c.first_back_at, c.tries, c.last_try_at, c.returned_at," \
	" c.returned_by, b.name AS returned_by_name, c.remark, c.corrected, c.created_at," \
	" c.version FROM call c" \
	" LEFT JOIN account a ON a.id = c.answerer_id LEFT JOIN account d ON d.id = c.duty_id" \
	" LEFT JOIN account t ON t.id = c.transfer_to LEFT JOIN account b ON b.id = c.returned_by" \
	" LEFT JOIN post p ON p.community_id = c.community_id AND p.id = c.duty_post_id" \
	" WHERE c.community_id = ?"

int call_get(struct ctx *cx, int64_t id, struct call *ret)
{
	int r = store_one(cx, SQL(SELECT_CALL " AND c.id = ?"), BINDS(cx->community, id),
			  call_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这通来电。")) : r;
}

static void add_filter(struct query *q, const struct call_filter *f)
{
	q->has_where = true;
	if (!text_blank(f->phone))
		query_and(q, PIECE("c.phone = ?"), BINDS(f->phone));
	if (f->state)
		query_and(q, PIECE("c.state = ?"), BINDS(f->state));
	if (f->from)
		query_and(q, PIECE("c.received_at >= ?"), BINDS(f->from));
	if (f->to)
		query_and(q, PIECE("c.received_at < ?"), BINDS(f->to));
}

int call_list(struct ctx *cx, const struct call_filter *f, struct call **ret, size_t *ret_count)
{
	struct query q;

	query_init(&q, cx->arena, PIECE(SELECT_CALL), BINDS(cx->community));
	add_filter(&q, f);
	if (f->after_id)
		query_and(&q, PIECE("(c.received_at, c.id) < (?, ?)"),
			  BINDS(f->after_at, f->after_id));
	query_add(&q, PIECE(" ORDER BY c.received_at DESC, c.id DESC LIMIT ?"),
		  BINDS((int64_t)f->most));
	return query_list(cx, &q, call_fields, ret, ret_count);
}

int call_total(struct ctx *cx, const struct call_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM call c WHERE c.community_id = ?"),
		   BINDS(cx->community));
	add_filter(&q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

int call_of_person(struct ctx *cx, int64_t account, struct call *ret)
{
	int r;

	*ret = (struct call){ 0 };
	r = store_one(cx,
		      SQL(SELECT_CALL " AND c.received_at >= ? AND c.state IN (1, 2)"
				      " AND (c.answerer_id = ? OR (c.state = 1 AND (c.extension IN"
				      " (SELECT extension FROM call_extension WHERE community_id = ?"
				      " AND account_id = ?) OR c.duty_id = ?)))"
				      " ORDER BY c.received_at DESC, c.id DESC LIMIT 1"),
		      BINDS(cx->community, cx->now - HOURS(4), account, cx->community, account,
			    account),
		      call_fields, ret);
	return r == ERR_NOT_FOUND ? OK : r;
}

bool call_back_in_time(const struct call *c)
{
	return c->first_back_at && c->first_back_at <= c->back_due_at;
}
