/* 代理: who stands in for whom. */
#include "app/calendar.h"
#include "app/journal.h"
#include "app/permission.h"
#include "base/civil.h"
#include "base/random.h"
#include "modules/duties/duties.h"
#include "modules/people/people.h"
#include "store/store.h"

enum { LIST_MOST = 200 };

static const struct field fields[] = {
	FIELD(deputy, id, .label = "编号", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deputy, account_id, .label = "被代理人", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deputy, account_name, .label = "被代理人", .flags = IN_JSON | IN_LIST),
	FIELD(deputy, deputy_id, .label = "代理人", .show = SHOW_ID, .flags = IN_JSON),
	FIELD(deputy, deputy_name, .label = "代理人", .flags = IN_JSON | IN_LIST),
	FIELD(deputy, from_at, .label = "从", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(deputy, until_at, .label = "到", .show = SHOW_TIME, .flags = IN_JSON | IN_LIST),
	FIELD(deputy, reason, .label = "原因", .flags = IN_JSON | IN_LIST),
	FIELD(deputy, created_at, .label = "登记时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(deputy, now, .label = "代理中", .flags = IN_JSON),
};
const struct fields deputy_fields = { fields, COUNT(fields), sizeof(struct deputy) };

static const struct field new_fields[] = {
	FIELD(deputy_new, account_id, .label = "谁不在", .show = SHOW_ID, .flags = IN_FORM),
	FIELD(deputy_new, deputy_id, .label = "由谁代理", .show = SHOW_ID, .flags = IN_FORM | REQUIRED),
	FIELD(deputy_new, from_on, .label = "从", .show = SHOW_DATE, .flags = IN_FORM,
	      .hint = "不填就是现在"),
	FIELD(deputy_new, until_on, .label = "到（含当天）", .show = SHOW_DATE,
	      .flags = IN_FORM | REQUIRED),
	FIELD(deputy_new, reason, .label = "原因", .flags = IN_FORM | REQUIRED, .max = 200),
};
const struct fields deputy_new_fields = { new_fields, COUNT(new_fields),
					  sizeof(struct deputy_new) };

static int serves(struct ctx *cx, const char *field, int64_t account)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT account_id FROM staff WHERE community_id = ? AND account_id = ?"
			      " AND left_on = 0"),
			  BINDS(cx->community, account), &found);

	return r == ERR_NOT_FOUND ? fail_field(cx, field, T(cx, "这个人不在本管理处。")) : r;
}

/* A duty must come to rest with somebody who is there. */
static int no_chain(struct ctx *cx, const struct deputy_new *in, int64_t from, int64_t until)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT id FROM deputy WHERE community_id = ? AND (account_id = ?"
			      " OR deputy_id = ? OR account_id = ?)"
			      " AND from_at < ? AND until_at > ? LIMIT 1"),
			  BINDS(cx->community, in->deputy_id, in->account_id, in->account_id, until, from),
			  &found);

	if (r == ERR_NOT_FOUND)
		return OK;
	return r < 0 ? r : fail(cx, ERR_CONFLICT,
				T(cx, "这段时间里已有代理：代理人自己不在，或被代理人已经有人代理、正代理别人。"));
}

static int period(struct ctx *cx, const struct deputy_new *in, int64_t *from, int64_t *until)
{
	int zone, r = calendar_zone(cx, &zone);

	if (r < 0)
		return r;
	*from = in->from_on ? civil_ms(in->from_on, 0, zone) : cx->now;
	*from = MAX(*from, cx->now);
	*until = civil_ms(in->until_on + 1, 0, zone);
	if (*until <= *from)
		return fail_field(cx, "until_on", T(cx, "结束的日子应在开始之后。"));
	return OK;
}

int deputy_add(struct ctx *cx, const struct deputy_new *given, int64_t *ret_id)
{
	struct deputy_new in = *given;
	int64_t from = 0, until = 0, self = cx->actor ? cx->actor->id : 0;
	int r;

	in.account_id = in.account_id ? in.account_id : self;
	r = in.account_id == self ? OK : actor_must(cx, PERM_DEPUTY_WRITE);
	if (r == OK && in.account_id == in.deputy_id)
		r = fail_field(cx, "deputy_id", T(cx, "不能代理自己。"));
	if (r == OK)
		r = serves(cx, "account_id", in.account_id);
	if (r == OK)
		r = serves(cx, "deputy_id", in.deputy_id);
	if (r == OK)
		r = period(cx, &in, &from, &until);
	if (r == OK)
		r = no_chain(cx, &in, from, until);
	if (r < 0)
		return r;
	*ret_id = id_new(cx->now);
	r = store_exec(cx,
		       SQL("INSERT INTO deputy (community_id, id, account_id, deputy_id, from_at,"
			   " until_at, reason, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
		       BINDS(cx->community, *ret_id, in.account_id, in.deputy_id, from, until, in.reason,
			     self, cx->now));
	if (r == OK)
		r = tenure_refresh(cx, in.deputy_id, NULL);
	return r < 0 ? r : journal_add(cx, &(struct journal_entry){ .subject = "account",
								     .subject_id = in.account_id,
								     .action = "deputy",
								     .note = in.reason });
}

#define SELECT_DEPUTY \
	"SELECT d.id, d.account_id, d.deputy_id, a.name AS account_name, b.name AS deputy_name," \
	" d.from_at, d.until_at, d.reason, d.created_at FROM deputy d" \
	" JOIN account a ON a.id = d.account_id JOIN account b ON b.id = d.deputy_id" \
	" WHERE d.community_id = ?"

int deputy_list(struct ctx *cx, struct deputy **ret, size_t *ret_count)
{
	int r = store_list(cx, SQL(SELECT_DEPUTY " AND d.until_at > ? ORDER BY d.from_at DESC LIMIT ?"),
			   BINDS(cx->community, cx->now - DAYS(30), LIST_MOST), deputy_fields, ret,
			   ret_count);

	for (size_t i = 0; r == OK && i < *ret_count; i++)
		(*ret)[i].now = (*ret)[i].from_at <= cx->now && (*ret)[i].until_at > cx->now;
	return r;
}

static int end_one(struct ctx *cx, const struct deputy *d)
{
	int r = store_exec(cx,
			   SQL("UPDATE deputy SET until_at = CASE WHEN from_at > ? THEN from_at ELSE ? END"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, cx->now, cx->community, d->id));

	if (r == OK)
		r = tenure_refresh(cx, d->deputy_id, NULL);
	return r < 0 ? r : journal_add(cx, &(struct journal_entry){ .subject = "account",
								     .subject_id = d->account_id,
								     .action = "deputy_end",
								     .note = d->deputy_name });
}

int deputy_end(struct ctx *cx, int64_t id)
{
	struct deputy d;
	int r = store_one(cx, SQL(SELECT_DEPUTY " AND d.id = ?"), BINDS(cx->community, id),
			  deputy_fields, &d);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有找到这条代理。"));
	if (r == OK && d.until_at <= cx->now)
		r = fail(cx, ERR_CONFLICT, T(cx, "这段代理已经结束。"));
	if (r == OK && cx->actor && cx->actor->id != d.account_id)
		r = actor_must(cx, PERM_DEPUTY_WRITE);
	return r == OK ? end_one(cx, &d) : r;
}

int deputy_person_left(struct ctx *cx, int64_t account)
{
	struct deputy *list;
	size_t count;
	int r = store_list(cx,
			   SQL(SELECT_DEPUTY " AND (d.account_id = ? OR d.deputy_id = ?)"
					     " AND d.until_at > ? ORDER BY d.id LIMIT ?"),
			   BINDS(cx->community, account, account, cx->now, LIST_MOST), deputy_fields,
			   &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = end_one(cx, &list[i]);
	return r;
}
