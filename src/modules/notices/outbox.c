#include "modules/notices/outbox_parts.h"
#include "app/app.h"
#include "app/calendar.h"
#include "app/notice.h"
#include "app/post.h"
#include "app/setting.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/notices/channels.h"
#include "modules/notices/quiet.h"
#include "modules/notices/wishes.h"
#include "store/store.h"

enum { FRESH = 200, IN_ONE = 2000 };

const struct choice outbox_states[] = {
	{ OUTBOX_WAITING, "waiting", "待发" },	   { OUTBOX_AWAY, "away", "发送中" },
	{ OUTBOX_SENT, "sent", "已发" },	   { OUTBOX_FAILED, "failed", "失败" },
	{ OUTBOX_GIVEN_UP, "given_up", "不再发" }, { OUTBOX_NEEDLESS, "needless", "已读免发" },
	CHOICE_END,
};

/* A notice that has not been looked at yet. */
struct fresh {
	int64_t id, account_id, post_id;
	const char *phone, *kind;
	bool urgent;
	int64_t read_at;
};
static const struct field fresh_fields[] = {
	FIELD(fresh, id, 0),    FIELD(fresh, account_id, 0), FIELD(fresh, post_id, 0),
	FIELD(fresh, phone, 0), FIELD(fresh, kind, 0),	     FIELD(fresh, urgent, 0),
	FIELD(fresh, read_at, 0),
};

/* ---- when ---- */

int outbox_due(struct ctx *cx, int64_t account, const char *address, int64_t at, int64_t *ret)
{
	struct notice_wish w = { 0 };
	struct quiet q;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK)
		r = quiet_of_office(cx, !account && *address, &q);
	if (r == OK && account)
		r = wish_get(cx, account, &w);
	if (r < 0)
		return r;
	quiet_add(&q, w.quiet_from, w.quiet_until);
	*ret = quiet_end(&q, at, zone);
	return OK;
}

static int first_due(struct ctx *cx, const struct fresh *n, int64_t account, const char *address,
		     int64_t *ret)
{
	int64_t minutes;
	int r = setting_int(cx, "notices.merge_minutes", &minutes);

	*ret = cx->now;
	if (r < 0 || n->urgent)
		return r;
	return outbox_due(cx, account, address, cx->now + MINUTES(minutes), ret);
}

/* ---- into a message ---- */

static int join(struct ctx *cx, int64_t outbox, const struct fresh *n)
{
	return store_exec(cx,
			  SQL("INSERT INTO outbox_notice (community_id, outbox_id, notice_id)"
			      " VALUES (?, ?, ?) ON CONFLICT DO NOTHING"),
			  BINDS(cx->community, outbox, n->id));
}

/* One that has not been tried yet takes more in; what is urgent takes the rest along at once. */
static int into_waiting(struct ctx *cx, int64_t channel, int64_t account, const char *address,
			const struct fresh *n, bool *ret_found)
{
	int64_t id;
	int r = store_int(cx,
			  SQL("SELECT o.id FROM outbox o WHERE o.community_id = ? AND o.channel_id = ?"
			      " AND o.account_id = ? AND o.address = ? AND o.state = 1"
			      " AND o.attempts = 0 AND (SELECT COUNT(*) FROM outbox_notice x"
			      "  WHERE x.community_id = o.community_id AND x.outbox_id = o.id) < ?"
			      " ORDER BY o.id DESC LIMIT 1"),
			  BINDS(cx->community, channel, account, address, IN_ONE), &id);

	*ret_found = r == OK;
	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	r = join(cx, id, n);
	if (r < 0 || !n->urgent)
		return r;
	return store_exec(cx,
			  SQL("UPDATE outbox SET urgent = 1, due_at = ?"
			      " WHERE community_id = ? AND id = ? AND due_at > ?"),
			  BINDS(cx->now, cx->community, id, cx->now));
}

static int put(struct ctx *cx, int64_t channel, int64_t account, const char *address,
	       const struct fresh *n)
{
	int64_t id = id_new(cx->now), due;
	bool found;
	int r = into_waiting(cx, channel, account, address, n, &found);

	if (r < 0 || found)
		return r;
	r = first_due(cx, n, account, address, &due);
	if (r == OK)
		r = store_exec(cx,
			       SQL("INSERT INTO outbox (community_id, id, channel_id, account_id,"
				   " address, urgent, state, due_at, created_at)"
				   " VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)"),
			       BINDS(cx->community, id, channel, account, address, n->urgent, due,
				     cx->now));
	return r == OK ? join(cx, id, n) : r;
}

int outbox_tell_keeper(struct ctx *cx, const char *title, const char *text, int64_t channel)
{
	int64_t post;
	int r = post_of_role(cx, ROLE_ADMINISTRATOR, &post);

	if (r < 0)
		return r;
	return notice_tell(cx, &(struct notice){ .post = post, .kind = OUTBOX_KIND, .title = title,
						 .text = text,
						 .merge = arena_printf(cx->arena, "outbox %" PRId64,
								       channel) });
}

/* A resident's message is not lost because the office has no gateway: it stands there as failed. */
static int put_without_channel(struct ctx *cx, const struct fresh *n)
{
	int64_t id = id_new(cx->now);
	const char *why = T(cx, "没有启用的短信渠道");
	int r = store_exec(cx,
			   SQL("INSERT INTO outbox (community_id, id, channel_id, address, urgent,"
			       " state, due_at, done_at, answer, created_at)"
			       " VALUES (?, ?, 0, ?, ?, 4, ?, ?, ?, ?)"),
			   BINDS(cx->community, id, n->phone, n->urgent, cx->now, cx->now, why,
				 cx->now));

	if (r == OK)
		r = join(cx, id, n);
	if (r < 0)
		return r;
	return outbox_tell_keeper(cx, T(cx, "给住户的短信发不出去：没有启用的短信渠道"), NULL, 0);
}

/* ---- to whom ---- */

struct doors {
	struct notice_channel *list;
	size_t count;
	int64_t mail, sms;
};

static int open_doors(struct ctx *cx, struct doors *ret)
{
	int r = channel_list(cx, &ret->list, &ret->count);

	if (r == OK)
		r = channel_of_kind(cx, VIA_MAIL, &ret->mail);
	return r == OK ? channel_of_kind(cx, VIA_SMS, &ret->sms) : r;
}

static bool wants(int hear, const struct fresh *n)
{
	return hear == HEAR_ALL || (hear == HEAR_URGENT && n->urgent);
}

static int route_person(struct ctx *cx, const struct doors *d, const struct fresh *n)
{
	struct notice_wish w;
	int r = wish_get(cx, n->account_id, &w);

	if (r == OK && d->mail && wants(w.by_mail, n) && !text_blank(w.email))
		r = put(cx, d->mail, n->account_id, w.email, n);
	if (r == OK && d->sms && wants(w.by_sms, n) && !text_blank(w.phone))
		r = put(cx, d->sms, n->account_id, w.phone, n);
	return r;
}

static int route_groups(struct ctx *cx, const struct doors *d, const struct fresh *n)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < d->count; i++) {
		const struct notice_channel *c = &d->list[i];
		if (!c->enabled || !channel_is_robot(c->kind) || (c->urgent_only && !n->urgent) ||
		    (c->post_id && c->post_id != n->post_id))
			continue;
		r = put(cx, c->id, 0, "", n);
	}
	return r;
}

/* What tells of a failure to send is not sent: it would fail the same way, and tell of that. */
static int route_one(struct ctx *cx, const struct doors *d, const struct fresh *n)
{
	int r = OK;

	if (*n->phone)
		r = d->sms ? put(cx, d->sms, 0, n->phone, n) : put_without_channel(cx, n);
	else if (strcmp(n->kind, OUTBOX_KIND) && !n->read_at)
		r = route_person(cx, d, n);
	if (r == OK && !*n->phone && strcmp(n->kind, OUTBOX_KIND))
		r = route_groups(cx, d, n);
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE notice SET routed_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, n->id));
}

/* One to a post that nobody holds waits for its holder. */
int outbox_route(struct ctx *cx, int64_t *ret_count)
{
	struct doors d = { 0 };
	struct fresh *list;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id, account_id, post_id, phone, kind, urgent, read_at"
			       " FROM notice WHERE community_id = ? AND routed_at = 0"
			       " AND (account_id <> 0 OR phone <> '') ORDER BY id LIMIT ?"),
			   BINDS(cx->community, FRESH), FIELDS(fresh, fresh_fields), &list, &count);

	*ret_count = (int64_t)count;
	if (r < 0 || !count)
		return r;
	r = open_doors(cx, &d);
	for (size_t i = 0; r == OK && i < count; i++)
		r = route_one(cx, &d, &list[i]);
	return r;
}

/* ---- the job ---- */

static int route_run(struct ctx *cx, void *arg)
{
	return outbox_route(cx, arg);
}

/* Is there anything to write? A read, so that an idle office does not wake its writer. */
static int any_fresh(struct ctx *cx, bool *ret)
{
	int64_t id;
	int r = store_int(cx,
			  SQL("SELECT id FROM notice WHERE community_id = ? AND routed_at = 0"
			      " AND (account_id <> 0 OR phone <> '') LIMIT 1"),
			  BINDS(cx->community), &id);

	*ret = r == OK;
	return r == ERR_NOT_FOUND ? OK : r;
}

int outbox_job(struct ctx *cx)
{
	int64_t routed = FRESH;
	bool fresh;
	int r = any_fresh(cx, &fresh);

	while (r == OK && fresh && routed == FRESH)
		r = app_write(cx, route_run, &routed);
	if (r == OK && cx->app && cx->app->outbound)
		r = outbox_settle(cx);
	if (r == OK && cx->app && cx->app->outbound)
		r = outbox_send(cx);
	return r;
}
