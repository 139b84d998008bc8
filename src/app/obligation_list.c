/* Reading obligations: those of a record, and the boards. */
#include "app/obligation.h"
#include "app/escalation.h"
#include "app/permission.h"
#include "base/limits.h"
#include "store/store.h"

enum { RECORD_MOST = 500 };

const struct choice obligation_states[] = {
	{ OBLIGATION_OPEN, "open", "待办" },
	{ OBLIGATION_MET, "met", "按时" },
	{ OBLIGATION_LATE, "late", "逾期办结" },
	{ OBLIGATION_CANCELLED, "cancelled", "已取消" },
	{ OBLIGATION_WAIVED, "waived", "免办" },
	CHOICE_END,
};

const struct choice ladders[] = {
	{ LADDER_DESK, "desk", "客服" },
	{ LADDER_ENGINEERING, "engineering", "工程" },
	{ LADDER_SECURITY, "security", "秩序" },
	{ LADDER_HEAD, "head", "管理处" },
	CHOICE_END,
};

static const struct field fields[] = {
	FIELD(obligation, id, .label = "编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(obligation, subject, .label = "对象", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, subject_id, .label = "对象编号", .show = SHOW_ID,
	      .flags = IN_JSON | IN_LIST),
	FIELD(obligation, kind, .label = "种类", .flags = IN_JSON),
	FIELD(obligation, label, .label = "应办事项", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, rule, .label = "依据", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, owner_id, .label = "责任人编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(obligation, post_id, .label = "责任岗位", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(obligation, owner_name, .label = "责任人", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, post_name, .label = "责任岗位", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, started_at, .label = "开始", .show = SHOW_TIME,
	      .flags = IN_JSON | IN_LIST),
	FIELD(obligation, norm_ms, .label = "时限（毫秒）", .flags = IN_JSON),
	FIELD(obligation, due_at, .label = "到期", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(obligation, done_at, .label = "办结", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(obligation, working, .label = "按工作时间", .flags = IN_JSON),
	FIELD(obligation, arithmetic, .label = "算式", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, paused_at, .label = "暂停自", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(obligation, paused_ms, .label = "已暂停（毫秒）", .flags = IN_JSON),
	FIELD(obligation, pause_reason, .label = "暂停原因", .flags = IN_JSON),
	FIELD(obligation, state, .label = "状态", .show = SHOW_ENUM, .choices = obligation_states,
	      .flags = IN_JSON | IN_LIST),
	FIELD(obligation, overdue, .label = "已逾期", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, setting, .label = "时限参数", .flags = IN_JSON),
	FIELD(obligation, ladder, .label = "升级路线", .show = SHOW_ENUM, .choices = ladders,
	      .flags = IN_JSON),
	FIELD(obligation, next_at, .label = "下次提醒", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(obligation, warned_at, .label = "预警", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(obligation, rung, .label = "升级级数", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, rung_post_id, .label = "升级到", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(obligation, rung_post_name, .label = "升级到", .flags = IN_JSON | IN_LIST),
	FIELD(obligation, rung_at, .label = "升级时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(obligation, waive_by, .label = "提请免办", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(obligation, waive_by_name, .label = "提请免办", .flags = IN_JSON),
	FIELD(obligation, waive_reason, .label = "免办原因", .flags = IN_JSON),
	FIELD(obligation, waived_by, .label = "同意免办", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(obligation, waived_by_name, .label = "同意免办", .flags = IN_JSON),
	FIELD(obligation, hidden_from, 0),
};
const struct fields obligation_fields = { fields, COUNT(fields), sizeof(struct obligation) };

static void mark_overdue(const struct ctx *cx, struct obligation *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		list[i].overdue = list[i].state == OBLIGATION_OPEN && !list[i].paused_at &&
				  list[i].due_at < cx->now;
}

#define COLUMNS \
	"SELECT o.id, o.subject, o.subject_id, o.kind, o.label, o.rule, o.owner_id, o.post_id," \
	" a.name AS owner_name, p.name AS post_name, o.started_at, o.norm_ms, o.due_at," \
	" o.done_at, o.working, o.arithmetic, o.paused_at, o.paused_ms, o.pause_reason, o.state," \
	" o.setting, o.ladder, o.next_at, o.warned_at, o.rung, o.rung_post_id, o.rung_at," \
	" rp.name AS rung_post_name, o.waive_by, o.waived_by, o.waive_reason," \
	" wa.name AS waive_by_name, wb.name AS waived_by_name" \
	" FROM obligation o LEFT JOIN account a ON a.id = o.owner_id" \
	" LEFT JOIN post p ON p.community_id = o.community_id AND p.id = o.post_id" \
	" LEFT JOIN post rp ON rp.community_id = o.community_id AND rp.id = o.rung_post_id" \
	" LEFT JOIN account wa ON wa.id = o.waive_by LEFT JOIN account wb ON wb.id = o.waived_by" \
	" WHERE o.community_id = ?"

int obligation_of(struct ctx *cx, const char *subject, int64_t subject_id, struct obligation **ret,
		  size_t *ret_count)
{
	struct obligation *list;
	size_t count;
	int r = store_list(cx,
			   SQL(COLUMNS " AND o.subject = ? AND o.subject_id = ?"
				       " ORDER BY o.id LIMIT ?"),
			   BINDS(cx->community, subject, subject_id, RECORD_MOST),
			   obligation_fields, &list, &count);

	if (r < 0)
		return r;
	mark_overdue(cx, list, count);
	*ret = list;
	*ret_count = count;
	return OK;
}

int obligation_open_count(struct ctx *cx, const char *subject, int64_t subject_id, int64_t *ret)
{
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM obligation WHERE community_id = ?"
			     " AND subject = ? AND subject_id = ? AND state = 1"),
			 BINDS(cx->community, subject, subject_id), ret);
}

/* Posts this person holds now, and those of whom he stands in for. */
#define HELD \
	"SELECT post_id FROM staff_post WHERE community_id = ? AND from_at <= ?" \
	" AND (until_at = 0 OR until_at > ?) AND (account_id = ? OR account_id IN (" STANDS_FOR "))"
#define STANDS_FOR \
	"SELECT account_id FROM deputy WHERE community_id = ? AND deputy_id = ?" \
	" AND from_at <= ? AND until_at > ?"
#define HELD_BINDS(cx, who) \
	(cx)->community, (cx)->now, (cx)->now, who, (cx)->community, who, (cx)->now, (cx)->now

static void add_view(struct ctx *cx, struct query *q, enum obligation_view view, int64_t who)
{
	switch (view) {
	case VIEW_OFFICE:
		return;
	case VIEW_MINE:
		query_and(q, PIECE("o.owner_id = ? OR o.owner_id IN (" STANDS_FOR ")"),
			  BINDS(who, cx->community, who, cx->now, cx->now));
		return;
	case VIEW_POSTS:
		query_and(q, PIECE("o.owner_id = 0 AND o.post_id IN (" HELD ")"),
			  BINDS(HELD_BINDS(cx, who)));
		return;
	case VIEW_CLIMBED:
		query_and(q, PIECE("o.rung_post_id > 0 AND o.rung_post_id IN (" HELD ")"),
			  BINDS(HELD_BINDS(cx, who)));
		return;
	case VIEW_WAIVE:
		query_and(q, PIECE("o.waive_by > 0"), BINDS());
		return;
	}
}

static void add_filter(struct ctx *cx, struct query *q, const struct obligation_filter *f)
{
	int64_t who = cx->actor ? cx->actor->id : 0;

	q->has_where = true;
	/* written out, not bound: the index of the open ones is for state = 1 only */
	if (!f->state || f->state == OBLIGATION_OPEN || f->overdue)
		query_and(q, PIECE("o.state = 1"), BINDS());
	else
		query_and(q, PIECE("o.state = ? AND o.state <> 1"), BINDS(f->state));
	if (f->overdue)
		query_and(q, PIECE("o.due_at < ? AND o.paused_at = 0"), BINDS(cx->now));
	if (who)
		query_and(q, PIECE("o.hidden_from <> ?"), BINDS(who));
	if (f->subject)
		query_and(q, PIECE("o.subject = ?"), BINDS(f->subject));
	if (f->kind)
		query_and(q, PIECE("o.kind = ?"), BINDS(f->kind));
	add_view(cx, q, f->view, who);
	if (f->owner) /* or whoever holds the post, as this person does now */
		query_and(q,
			  PIECE("o.owner_id = ? OR (o.owner_id = 0 AND o.post_id IN (SELECT post_id"
				" FROM staff_post WHERE community_id = ? AND account_id = ?"
				" AND from_at <= ? AND (until_at = 0 OR until_at > ?)))"),
			  BINDS(f->owner, cx->community, f->owner, cx->now, cx->now));
}

int obligation_total(struct ctx *cx, const struct obligation_filter *f, int64_t *ret)
{
	struct query q;

	query_init(&q, cx->arena,
		   PIECE("SELECT COUNT(*) FROM (SELECT 1 FROM obligation o WHERE o.community_id = ?"),
		   BINDS(cx->community));
	add_filter(cx, &q, f);
	query_add(&q, PIECE(" LIMIT ?) AS counted"), BINDS((int64_t)LIMIT_TOTAL + 1));
	return query_int(cx, &q, ret);
}

static bool is_among(const char *kind, const char *const *list, size_t most)
{
	for (size_t i = 0; i < most && list[i]; i++)
		if (!strcmp(list[i], kind))
			return true;
	return false;
}

int obligation_must_be_done(struct ctx *cx, const char *subject, int64_t subject_id,
			    const char *const *besides, size_t most)
{
	struct obligation *list;
	size_t count;
	struct strbuf open;
	int r = obligation_of(cx, subject, subject_id, &list, &count);

	if (r < 0)
		return r;
	strbuf_init(&open, cx->arena, 1024);
	for (size_t i = 0; i < count; i++)
		if (list[i].state == OBLIGATION_OPEN && !is_among(list[i].kind, besides, most))
			strbuf_printf(&open, "%s%s", open.len ? T(cx, "、") : "", T(cx, list[i].label));
	if (!open.len)
		return OK;
	return fail(cx, ERR_CONFLICT, T(cx, "还有应办事项没有完成：%s。"), open.s);
}

int obligation_count_view(struct ctx *cx, enum obligation_view view, bool overdue, int64_t *ret)
{
	struct obligation_filter f = { .view = view, .overdue = overdue };

	return obligation_total(cx, &f, ret);
}

int obligation_get(struct ctx *cx, int64_t id, struct obligation *ret)
{
	int r = store_one(cx, SQL(COLUMNS " AND o.id = ? AND (o.hidden_from = 0 OR o.hidden_from <> ?)"),
			  BINDS(cx->community, id, cx->actor ? cx->actor->id : 0), obligation_fields,
			  ret);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有找到这项应办事项。"));
	if (r == OK)
		mark_overdue(cx, ret, 1);
	return r;
}

int obligation_list(struct ctx *cx, const struct obligation_filter *f, struct obligation **ret,
		    size_t *ret_count)
{
	struct obligation *list;
	struct query q;
	size_t count;
	int r;

	query_init(&q, cx->arena, PIECE(COLUMNS), BINDS(cx->community));
	add_filter(cx, &q, f);
	if (f->after_id)
		query_and(&q, PIECE("(o.due_at, o.id) > (?, ?)"), BINDS(f->after_due, f->after_id));
	query_add(&q, PIECE(" ORDER BY o.due_at, o.id LIMIT ?"),
		  BINDS((int64_t)(f->most ? f->most : LIMIT_PAGE_SIZE)));
	r = query_list(cx, &q, obligation_fields, &list, &count);
	if (r < 0)
		return r;
	mark_overdue(cx, list, count);
	*ret = list;
	*ret_count = count;
	return OK;
}
