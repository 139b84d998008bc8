#include "modules/duties/duties.h"
#include "app/follow.h"
#include "app/journal.h"
#include "app/permission.h"
#include "base/text.h"
#include "store/store.h"

static int note(struct ctx *cx, int64_t id, const char *action, const char *text)
{
	return journal_add(cx, &(struct journal_entry){ .subject = "obligation",
							.subject_id = id,
							.action = action,
							.note = text });
}

static int open_one(struct ctx *cx, int64_t id, struct obligation *ret)
{
	int r = obligation_get(cx, id, ret);

	if (r == OK && ret->state != OBLIGATION_OPEN)
		return fail(cx, ERR_CONFLICT, T(cx, "这项应办事项已经了结。"));
	return r;
}

int duty_waive(struct ctx *cx, int64_t id, const char *reason)
{
	struct obligation o;
	int r = actor_must(cx, PERM_DUTY_ASK);

	if (r == OK && text_blank(reason))
		r = fail_field(cx, "reason", T(cx, "请写明为什么可以免办。"));
	if (r == OK)
		r = open_one(cx, id, &o);
	if (r == OK && o.waive_by)
		r = fail(cx, ERR_CONFLICT, T(cx, "已经有人提请免办，正等另一人同意。"));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE obligation SET waive_by = ?, waive_reason = ?"
				   " WHERE community_id = ? AND id = ? AND state = 1"),
			       BINDS(cx->actor ? cx->actor->id : 0, reason, cx->community, id));
	return r == OK ? note(cx, id, "waive", reason) : r;
}

static int asked(struct ctx *cx, int64_t id, struct obligation *ret)
{
	int r = actor_must(cx, PERM_DUTY_WAIVE);

	if (r == OK)
		r = open_one(cx, id, ret);
	if (r == OK && !ret->waive_by)
		return fail(cx, ERR_CONFLICT, T(cx, "没有人提请免办。"));
	return r;
}

int duty_agree(struct ctx *cx, int64_t id)
{
	struct obligation o;
	int64_t self = cx->actor ? cx->actor->id : 0;
	int r = asked(cx, id, &o);

	if (r == OK && self && self == o.waive_by)
		r = fail(cx, ERR_FORBIDDEN, T(cx, "提请的人自己不能同意，请另一人来办。"));
	if (r == OK && self && self == o.owner_id)
		r = fail(cx, ERR_FORBIDDEN, T(cx, "这是你自己的应办事项，请别人来同意免办。"));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE obligation SET state = 5, done_at = ?, waived_by = ?,"
				   " next_at = 0 WHERE community_id = ? AND id = ? AND state = 1"),
			       BINDS(cx->now, self, cx->community, id));
	if (r == OK)
		r = note(cx, id, "agree", o.waive_reason);
	return r == OK ? follow_tell(cx, o.subject, "waived", o.subject_id) : r;
}

int duty_refuse(struct ctx *cx, int64_t id, const char *reason)
{
	struct obligation o;
	int r = asked(cx, id, &o);

	if (r == OK && text_blank(reason))
		r = fail_field(cx, "reason", T(cx, "请写明为什么不同意。"));
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE obligation SET waive_by = 0, waive_reason = NULL"
				   " WHERE community_id = ? AND id = ? AND state = 1"),
			       BINDS(cx->community, id));
	return r == OK ? note(cx, id, "refuse", reason) : r;
}
