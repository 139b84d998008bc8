/* What was told in the demonstration office: read but for the last day; in the last three weeks it
 * also left by mail and to a group. The channels are out of use in the end, so that a demonstration
 * never speaks to a host outside. */
#include "demo_parts.h"
#include "modules/notices/channels.h"
#include "modules/notices/outbox.h"
#include "modules/notices/wishes.h"
#include "store/store.h"

enum { WEEKS_DAYS = 21, UNREAD_HOURS = 30, UNREAD = 12 };

static int route_all(struct ctx *cx)
{
	int64_t routed = 1;
	int r = OK;

	while (r == OK && routed)
		r = outbox_route(cx, &routed);
	return r;
}

static int wish(struct ctx *cx, struct demo_staff *who, int by_mail)
{
	struct notice_wish w = { .by_mail = by_mail, .quiet_from = 12 * 60, .quiet_until = 13 * 60 };

	if (!who)
		return OK;
	w.email = arena_printf(cx->arena, "%s@example.com", who->login);
	cx->actor = &who->actor;
	return wish_put(cx, &w);
}

/* What was told before there were channels stays within the program. */
static int set_up(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	struct notice_channel mail = { .kind = VIA_MAIL, .name = "管理处邮箱", .enabled = true,
				       .address = "smtps://smtp.example.com:465",
				       .sender = "office@example.com", .login = "office@example.com",
				       .secret = "demo", .per_minute = 30 };
	struct notice_channel group = { .kind = VIA_WECOM, .name = "值班群", .enabled = true,
					.address = "https://robot.example.com/send?key=demo",
					.urgent_only = true, .per_minute = 20 };
	int r = route_all(cx);

	(void)which;
	cx->actor = &demo_staff_of(e, ROLE_ADMINISTRATOR, 0)->actor;
	if (r == OK)
		r = channel_put(cx, &mail);
	if (r == OK)
		r = channel_put(cx, &group);
	if (r == OK)
		r = wish(cx, demo_staff_of(e, ROLE_DIRECTOR, 0), HEAR_URGENT);
	if (r == OK)
		r = wish(cx, demo_staff_of(e, ROLE_SUPERVISOR, 0), HEAR_ALL);
	return r == OK ? wish(cx, demo_staff_of(e, ROLE_ENGINEERING_MANAGER, 0), HEAR_ALL) : r;
}

/* Half a day's messages are answered; the group's host was away on one afternoon. */
static int post_day(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	bool away = which == 9;
	int r = route_all(cx);

	(void)e;
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE outbox SET state = ?, attempts = ?, claimed_at = due_at,"
			      " done_at = due_at + ?, answer = ?"
			      " WHERE community_id = ? AND state = 1 AND due_at <= ?"),
			  BINDS(away ? OUTBOX_FAILED : OUTBOX_SENT, away ? 10 : 1,
				away ? HOURS(5) : 900,
				away ? "对方迟迟不回应，已放弃等待" : "对方已收下 200", cx->community,
				cx->now));
}

/* Read: what is older than a day, and all but the last few of what climbed in one go. */
static int wind_up(struct ctx *cx, const struct demo_estate *e, int64_t which)
{
	int r = store_exec(cx,
			   SQL("UPDATE notice SET read_at = told_at + 1200000 + told_at % 97 * 60000"
			       " WHERE community_id = ? AND account_id <> 0 AND (told_at < ?"
			       " OR EXISTS (SELECT 1 FROM notice m WHERE m.community_id = ?"
			       "  AND m.account_id = notice.account_id AND m.id > notice.id"
			       "  ORDER BY m.id LIMIT 1 OFFSET ?))"),
			   BINDS(cx->community, e->now - HOURS(UNREAD_HOURS), cx->community, UNREAD));

	(void)which;
	if (r == OK)
		r = route_all(cx);
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE notice_channel SET enabled = 0 WHERE community_id = ?"),
			  BINDS(cx->community));
}

void demo_notices(const struct demo_estate *e)
{
	demo_plan(e, e->now - DAYS(WEEKS_DAYS), set_up, 0);
	for (int64_t i = 0; i < 2 * WEEKS_DAYS; i++)
		demo_plan(e, e->now - DAYS(WEEKS_DAYS) + HOURS(12 * i + 6), post_day, i);
	demo_plan(e, e->now - MINUTES(1), wind_up, 0);
}
