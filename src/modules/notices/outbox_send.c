#include "modules/notices/outbox_parts.h"
#include "app/app.h"
#include "app/setting.h"
#include "base/civil.h"
#include "modules/notices/message.h"
#include "store/store.h"

enum { CLAIMS = OUTBOUND_AT_ONCE, ITEMS = 2000 };

/* ---- answers ---- */

struct settled {
	int64_t id;
	bool taken, final;
	bool unsent; /* there was no room on the way: no try at all */
	const char *why;
};

static int64_t pause_after(int attempts)
{
	return MINUTES(attempts > 6 ? 60 : MIN(1 << MAX(attempts - 1, 0), 60));
}

static int give_up_on(struct ctx *cx, const struct outbox_row *o, const char *why)
{
	int r = store_exec(cx,
			   SQL("UPDATE outbox SET state = 4, done_at = ?, answer = ?"
			       " WHERE community_id = ? AND id = ?"),
			   BINDS(cx->now, why, cx->community, o->id));

	if (r < 0)
		return r;
	return outbox_tell_keeper(cx,
				  arena_printf(cx->arena, T(cx, "“%s”发不出去，试了 %d 次"),
					       o->channel_name ? o->channel_name : "", o->attempts),
				  why, o->channel_id);
}

static int try_later(struct ctx *cx, const struct outbox_row *o, const char *why)
{
	int64_t due = cx->now + pause_after(o->attempts);
	int r = o->urgent ? OK : outbox_due(cx, o->account_id, o->address, due, &due);

	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE outbox SET state = 1, due_at = ?, answer = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(due, why, cx->community, o->id));
}

static int settle_one(struct ctx *cx, void *arg)
{
	const struct settled *s = arg;
	struct outbox_row o;
	int64_t most;
	int r = outbox_get(cx, s->id, &o);

	if (r < 0 || o.state != OUTBOX_AWAY)
		return r == ERR_NOT_FOUND ? OK : r;
	if (s->taken)
		return store_exec(cx,
				  SQL("UPDATE outbox SET state = 3, done_at = ?, answer = ?"
				      " WHERE community_id = ? AND id = ?"),
				  BINDS(cx->now, s->why, cx->community, o.id));
	if (s->unsent)
		return store_exec(cx,
				  SQL("UPDATE outbox SET state = 1, attempts = attempts - 1, due_at = ?"
				      " WHERE community_id = ? AND id = ?"),
				  BINDS(cx->now + SECONDS(10), cx->community, o.id));
	r = setting_int(cx, "notices.attempts", &most);
	if (r < 0)
		return r;
	return s->final || o.attempts >= most ? give_up_on(cx, &o, s->why)
					      : try_later(cx, &o, s->why);
}

static int read_answer(struct ctx *cx, int64_t id, const struct outbound_answer *a,
		       struct settled *ret)
{
	struct notice_channel c = { 0 };
	struct outbox_row o;
	int r = outbox_get(cx, id, &o);

	if (r == OK)
		r = channel_get(cx, o.channel_id, &c);
	if (r < 0 && r != ERR_NOT_FOUND)
		return r;
	*ret = (struct settled){ .id = id };
	ret->taken = message_taken(cx, &c, a, &ret->why);
	ret->final = outbound_is_final(c.kind == VIA_MAIL ? OUTBOUND_MAIL : OUTBOUND_HTTP, a);
	return OK;
}

struct away {
	int64_t id;
};
static const struct field away_fields[] = { FIELD(away, id, 0) };

/* Claimed by a run that has ended, or whose handing over failed: it may have been sent or not. */
static int release_lost(struct ctx *cx)
{
	struct settled s = { .why = T(cx, "发送途中服务停止，再发一次") };
	struct away *list;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id FROM outbox WHERE community_id = ? AND state = 2"
			       " ORDER BY id LIMIT ?"),
			   BINDS(cx->community, ITEMS), FIELDS(away, away_fields), &list, &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		s.id = list[i].id;
		if (!outbound_carries(cx->app->outbound, cx->community, s.id))
			r = app_write(cx, settle_one, &s);
	}
	return r;
}

int outbox_settle(struct ctx *cx)
{
	struct outbound_answer a;
	struct settled s;
	int64_t id;
	int r = OK;

	while (r == OK && outbound_next(cx->app->outbound, cx->community, &id, &a)) {
		r = read_answer(cx, id, &a, &s);
		if (r == OK)
			r = app_write(cx, settle_one, &s);
	}
	return r == OK ? release_lost(cx) : r;
}

/* ---- what is due ---- */

struct claimed {
	struct away *list[32];
	size_t count[32];
	size_t channels;
};

static int claim_of(struct ctx *cx, const struct notice_channel *c, int64_t room,
		    struct away **ret, size_t *ret_count)
{
	int64_t used, away;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM outbox WHERE community_id = ? AND channel_id = ?"
			      " AND claimed_at > ? AND claimed_at <= ?"),
			  BINDS(cx->community, c->id, cx->now - MINUTES(1), cx->now), &used);

	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COUNT(*) FROM outbox WHERE community_id = ?"
				  " AND state = 2 AND channel_id = ?"),
			      BINDS(cx->community, c->id), &away);
	if (r < 0)
		return r;
	/* a channel that hangs does not take the whole room: each has at most half of it */
	room = MIN(room, CLAIMS / 2 - away);
	r = store_list(cx,
		       SQL("SELECT id FROM outbox WHERE community_id = ? AND channel_id = ?"
			   " AND state = 1 AND (due_at <= ? OR created_at > ?)"
			   " ORDER BY urgent DESC, due_at, id LIMIT ?"),
		       BINDS(cx->community, c->id, cx->now, cx->now + MINUTES(1),
			     MAX(MIN(room, c->per_minute - used), 0)),
		       FIELDS(away, away_fields), ret, ret_count);
	for (size_t i = 0; r == OK && i < *ret_count; i++)
		r = store_exec(cx,
			       SQL("UPDATE outbox SET state = 2, attempts = attempts + 1,"
				   " claimed_at = ? WHERE community_id = ? AND id = ?"),
			       BINDS(cx->now, cx->community, (*ret)[i].id));
	return r;
}

static int claim(struct ctx *cx, void *arg)
{
	struct claimed *all = arg;
	struct notice_channel *list;
	size_t count;
	int64_t away;
	int r = channel_list(cx, &list, &count);

	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COUNT(*) FROM outbox WHERE community_id = ? AND state = 2"),
			      BINDS(cx->community), &away);
	all->channels = 0;
	for (size_t i = 0; r == OK && i < count && all->channels < COUNT(all->list); i++) {
		size_t at = all->channels;
		if (!list[i].enabled || away >= CLAIMS)
			continue;
		r = claim_of(cx, &list[i], CLAIMS - away, &all->list[at], &all->count[at]);
		away += r == OK ? (int64_t)all->count[at] : 0;
		all->channels += r == OK && all->count[at];
	}
	return r;
}

/* What was made in the future was made before the clock was set back: it goes now. */
static int any_due(struct ctx *cx, bool *ret)
{
	int64_t id;
	int r = store_int(cx,
			  SQL("SELECT o.id FROM outbox o JOIN notice_channel c"
			      " ON c.community_id = o.community_id AND c.id = o.channel_id"
			      " WHERE o.community_id = ? AND o.state = 1"
			      " AND (o.due_at <= ? OR o.created_at > ?) AND c.enabled = 1 LIMIT 1"),
			  BINDS(cx->community, cx->now, cx->now + MINUTES(1)), &id);

	*ret = r == OK;
	return r == ERR_NOT_FOUND ? OK : r;
}

/* ---- handing over ---- */

static int read_items(struct ctx *cx, struct message *m, int64_t id)
{
	struct message_item *items;
	int r = store_list(cx,
			   SQL("SELECT n.id, n.title, n.body AS text, n.urgent, n.read_at,"
			       " COALESCE(p.name, a.name) AS receiver FROM outbox_notice x"
			       " JOIN notice n ON n.community_id = x.community_id"
			       "  AND n.id = x.notice_id"
			       " LEFT JOIN post p ON p.community_id = n.community_id"
			       "  AND p.id = n.post_id LEFT JOIN account a ON a.id = n.account_id"
			       " WHERE x.community_id = ? AND x.outbox_id = ? ORDER BY n.id LIMIT ?"),
			   BINDS(cx->community, id, ITEMS), message_item_fields, &items, &m->count);

	m->items = items;
	return r;
}

/* What the person has read in the program meanwhile need not go. */
static void drop_read(struct message *m, struct message_item *items)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->count; i++)
		if (!items[i].read_at)
			items[kept++] = items[i];
	m->count = kept;
}

static int needless(struct ctx *cx, void *arg)
{
	const int64_t *id = arg;

	return store_exec(cx,
			  SQL("UPDATE outbox SET state = 6, done_at = ?"
			      " WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, cx->community, *id));
}

static int fill(struct ctx *cx, const struct outbox_row *o, struct notice_channel *c,
		struct message *m)
{
	char *office = NULL;
	int64_t inside;
	int r = channel_open(cx, o->channel_id, c);

	if (r == OK)
		r = setting_int(cx, "notices.allow_private", &inside);
	if (r == OK)
		r = setting_text(cx, "notices.site_url", &m->site);
	if (r == OK)
		r = store_text(cx, SQL_ALL("SELECT name FROM community WHERE id = ?"),
			       BINDS(cx->community), &office);
	if (r == OK)
		r = read_items(cx, m, o->id);
	if (r < 0)
		return r;
	m->channel = c;
	m->address = o->address;
	m->office = office;
	m->id = o->id;
	m->now = cx->now;
	m->inside = inside;
	if (o->account_id)
		drop_read(m, (struct message_item *)(uintptr_t)m->items);
	return OK;
}

/* A message that cannot be made is a failure with its reason; one for which there is no room now
 * waits. */
static int hand_over(struct ctx *cx, int64_t id)
{
	struct outbound_message out;
	struct notice_channel c = { 0 };
	struct message m = { 0 };
	struct outbox_row o;
	struct settled s = { .id = id };
	int64_t ticket;
	int r = outbox_get(cx, id, &o);

	if (r == OK)
		r = fill(cx, &o, &c, &m);
	if (r == OK && !m.count)
		return app_write(cx, needless, &id);
	if (r == OK)
		r = message_make(cx, &m, &out);
	s.final = r == ERR_INTERNAL || r == ERR_TOO_BIG || r == ERR_INVALID || r == ERR_NOT_FOUND;
	if (r == OK) {
		out.community = cx->community;
		out.reference = id;
		r = outbound_post(cx, cx->app->outbound, &out, &ticket);
	}
	if (r == OK)
		return OK;
	s.unsent = r == ERR_UNAVAILABLE;
	s.why = arena_strdup(cx->arena, cx->why);
	return app_write(cx, settle_one, &s);
}

int outbox_send(struct ctx *cx)
{
	struct claimed all = { 0 };
	bool due;
	int r = any_due(cx, &due);

	if (r == OK && due)
		r = app_write(cx, claim, &all);
	for (size_t i = 0; r == OK && i < all.channels; i++)
		for (size_t k = 0; r == OK && k < all.count[i]; k++)
			r = hand_over(cx, all.list[i][k].id);
	return r;
}
