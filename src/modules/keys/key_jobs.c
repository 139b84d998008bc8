/* What happens to keys without anybody's doing: reminders, the call of the next day. */
#include "app/app.h"
#include "app/calendar.h"
#include "app/notice.h"
#include "app/post.h"
#include "base/civil.h"
#include "modules/keys/key_parts.h"
#include "store/store.h"

enum { AT_ONCE = 100 };

#define LOANS_OUT \
	"SELECT l.id, l.number, l.key_id, k.number AS key_number, k.room, k.place, l.borrower_id," \
	" l.borrower_name, l.lent_at, l.due_at FROM key_loan l" \
	" JOIN office_key k ON k.community_id = l.community_id AND k.id = l.key_id" \
	" WHERE l.community_id = ? AND l.returned_at = 0"

/* To the borrower; for one from outside, to the desk. */
static int remind_one(struct ctx *cx, const struct key_loan *l)
{
	int64_t post = 0;
	int r = l->borrower_id ? OK : post_of_role(cx, ROLE_FRONT_DESK, &post);

	if (r == OK)
		r = notice_tell(cx, &(struct notice){
					    .account = l->borrower_id, .post = post, .kind = "key",
					    .subject = "key", .subject_id = l->key_id,
					    .title = arena_printf(cx->arena, T(cx, "%s %s%s 的钥匙今天要还"),
								  l->borrower_name, l->room, l->place) });
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE key_loan SET reminded_at = ? WHERE community_id = ? AND id = ?"),
				  BINDS(cx->now, cx->community, l->id));
}

static int remind_due(struct ctx *cx)
{
	struct key_loan *rows;
	size_t count;
	int64_t before;
	int r = setting_int(cx, "keys.remind_minutes", &before);

	if (r == OK)
		r = store_list(cx,
			       SQL(LOANS_OUT " AND l.reminded_at = 0 AND l.due_at <= ? AND l.due_at > ?"
					     " ORDER BY l.due_at LIMIT ?"),
			       BINDS(cx->community, cx->now + MINUTES(before), cx->now, AT_ONCE),
			       key_loan_fields, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = remind_one(cx, &rows[i]);
	return r;
}

/* The day after it was due, at the hour of the setting. */
static bool call_time(int64_t due, int64_t now, int minute, int zone)
{
	return civil_ms(civil_day_of(due, zone) + 1, minute, zone) <= now;
}

static int owe_call(struct ctx *cx, const struct key_loan *l, int64_t post)
{
	int r = obligation_open(cx, &key_call_norm, "key", l->key_id, 0, 0, post, NULL);

	/* the duty begins with a line of the journal, or verify finds it begun by nobody */
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "key", .subject_id = l->key_id,
							     .action = "overdue",
							     .note = l->borrower_name });
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE key_loan SET called_at = ? WHERE community_id = ? AND id = ?"),
				  BINDS(cx->now, cx->community, l->id));
}

static int call_overdue(struct ctx *cx)
{
	struct key_loan *rows;
	size_t count;
	int64_t minute, post;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = setting_int(cx, "keys.call_at", &minute);
	if (r == OK)
		r = post_of_role(cx, ROLE_FRONT_DESK, &post);
	if (r == OK)
		r = store_list(cx,
			       SQL(LOANS_OUT " AND l.called_at = 0 AND l.due_at < ? ORDER BY l.due_at LIMIT ?"),
			       BINDS(cx->community, cx->now, AT_ONCE), key_loan_fields, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		if (call_time(rows[i].due_at, cx->now, (int)minute, zone))
			r = owe_call(cx, &rows[i], post);
	return r;
}

static int warn_one(struct ctx *cx, const struct key *k)
{
	int64_t post;
	int r = post_of_role(cx, ROLE_FRONT_DESK, &post);

	if (r == OK)
		r = notice_tell(cx, &(struct notice){
					    .post = post, .kind = "key", .subject = "key", .subject_id = k->id,
					    .title = arena_printf(cx->arena,
								  T(cx, "%s 的钥匙委托快到期，请联系业主续签或领回"),
								  k->room) });
	return r < 0 ? r
		     : store_exec(cx,
				  SQL("UPDATE office_key SET warned_at = ? WHERE community_id = ? AND id = ?"),
				  BINDS(cx->now, cx->community, k->id));
}

static int warn_commissions(struct ctx *cx)
{
	struct key *rows;
	size_t count;
	int64_t days;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = setting_int(cx, "keys.commission_days", &days);
	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT id, room FROM office_key WHERE community_id = ? AND kind = 6"
				   " AND state < 4 AND warned_at = 0 AND until_on <= ? ORDER BY id LIMIT ?"),
			       BINDS(cx->community, civil_day_of(cx->now, zone) + days, AT_ONCE),
			       key_fields, &rows, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = warn_one(cx, &rows[i]);
	return r;
}

static int work(struct ctx *cx, void *arg)
{
	int r = remind_due(cx);

	(void)arg;
	if (r == OK)
		r = call_overdue(cx);
	return r == OK ? warn_commissions(cx) : r;
}

int key_remind(struct ctx *cx)
{
	return app_write(cx, work, NULL);
}
