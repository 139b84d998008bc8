#include "app/notice.h"
#include "app/post.h"
#include "app/setting.h"
#include "base/civil.h"
#include "base/random.h"
#include "store/store.h"

enum { HOLDERS = 100, WAITING = 200 };

struct receiver {
	int64_t id;
};
static const struct field receiver_fields[] = { FIELD(receiver, id, 0) };

/* ---- who ---- */

/* The person, and who stands in for them now. */
static int person(struct ctx *cx, int64_t account, struct receiver **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT s.account_id AS id FROM staff s JOIN account a"
			      " ON a.id = s.account_id WHERE s.community_id = ? AND s.left_on = 0"
			      " AND a.state = 1 AND s.account_id IN (SELECT id FROM account"
			      "  WHERE id = ? UNION SELECT deputy_id FROM deputy"
			      "  WHERE community_id = ? AND account_id = ? AND from_at <= ?"
			      "  AND until_at > ?) ORDER BY 1 LIMIT ?"),
			  BINDS(cx->community, account, cx->community, account, cx->now, cx->now,
				HOLDERS),
			  FIELDS(receiver, receiver_fields), ret, ret_count);
}

/* Those who hold it now, and their deputies. */
static int holders(struct ctx *cx, int64_t post, struct receiver **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT s.account_id AS id FROM staff s JOIN account a"
			      " ON a.id = s.account_id WHERE s.community_id = ? AND s.left_on = 0"
			      " AND a.state = 1 AND s.account_id IN (SELECT account_id"
			      "  FROM staff_post WHERE community_id = ? AND post_id = ?"
			      "  AND from_at <= ? AND (until_at = 0 OR until_at > ?)"
			      "  UNION SELECT d.deputy_id FROM deputy d JOIN staff_post sp"
			      "  ON sp.community_id = d.community_id AND sp.account_id = d.account_id"
			      "  WHERE d.community_id = ? AND d.from_at <= ? AND d.until_at > ?"
			      "  AND sp.post_id = ? AND sp.from_at <= ?"
			      "  AND (sp.until_at = 0 OR sp.until_at > ?)) ORDER BY 1 LIMIT ?"),
			  BINDS(cx->community, cx->community, post, cx->now, cx->now,
				cx->community, cx->now, cx->now, post, cx->now, cx->now, HOLDERS),
			  FIELDS(receiver, receiver_fields), ret, ret_count);
}

/* ---- the row ---- */

static int insert(struct ctx *cx, const struct notice *n, int64_t account, int64_t post)
{
	return store_exec(cx,
			  SQL("INSERT INTO notice (community_id, id, account_id, post_id, phone,"
			      " kind, subject, subject_id, title, body, urgent, merge_key,"
			      " created_at, told_at)"
			      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			  BINDS(cx->community, id_new(cx->now), account, post,
				n->phone ? n->phone : "", n->kind, n->subject ? n->subject : "",
				n->subject_id, n->title, n->text ? n->text : "", n->urgent,
				n->merge ? n->merge : "", cx->now, cx->now));
}

/* The same matter within the window: told once more, unread again only if it says something new.
 * What became urgent since is a notice of its own: the first may wait for the morning. */
static int merge(struct ctx *cx, const struct notice *n, int64_t account, int64_t post,
		 bool *ret_merged)
{
	const char *text = n->text ? n->text : "";
	int64_t minutes, id;
	int r;

	*ret_merged = false;
	if (!n->merge || !*n->merge)
		return OK;
	r = setting_int(cx, "notices.merge_minutes", &minutes);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT id FROM notice WHERE community_id = ? AND account_id = ?"
				  " AND merge_key = ? AND merge_key <> '' AND created_at > ?"
				  " AND created_at <= ? AND urgent >= ?"
				  " AND (account_id <> 0 OR (post_id = ? AND phone = ?))"
				  " ORDER BY created_at DESC LIMIT 1"),
			      BINDS(cx->community, account, n->merge, cx->now - MINUTES(minutes),
				    cx->now, n->urgent, post, n->phone ? n->phone : ""),
			      &id);
	if (r < 0)
		return r == ERR_NOT_FOUND ? OK : r;
	*ret_merged = true;
	return store_exec(cx,
			  SQL("UPDATE notice SET times = times + 1, told_at = ?,"
			      " read_at = CASE WHEN title = ? AND body = ? THEN read_at ELSE 0 END,"
			      " title = ?, body = ? WHERE community_id = ? AND id = ?"),
			  BINDS(cx->now, n->title, text, n->title, text, cx->community, id));
}

static int tell_one(struct ctx *cx, const struct notice *n, int64_t account, int64_t post)
{
	bool merged;
	int r = merge(cx, n, account, post, &merged);

	return r < 0 || merged ? r : insert(cx, n, account, post);
}

static int tell_all(struct ctx *cx, const struct notice *n, int64_t post,
		    const struct receiver *list, size_t count)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < count; i++)
		if (!n->except || list[i].id != n->except)
			r = tell_one(cx, n, list[i].id, post);
	return r;
}

static int tell_post(struct ctx *cx, const struct notice *n)
{
	struct receiver *list;
	size_t count;
	int64_t post = n->post;
	int r = post ? OK : post_of_role(cx, ROLE_FRONT_DESK, &post);

	if (r == OK)
		r = holders(cx, post, &list, &count);
	if (r == OK && !count)
		return tell_one(cx, n, 0, post);
	return r == OK ? tell_all(cx, n, post, list, count) : r;
}

static bool is_among(int64_t account, const struct receiver *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id == account)
			return true;
	return false;
}

int notice_tell(struct ctx *cx, const struct notice *n)
{
	struct receiver *list = NULL;
	size_t count = 0;
	int r;

	assert(cx->community && n->kind && n->title);
	if (n->phone && *n->phone)
		return tell_one(cx, n, 0, 0);
	r = n->account ? person(cx, n->account, &list, &count) : OK;
	if (r < 0)
		return r;
	return is_among(n->account, list, count) ? tell_all(cx, n, 0, list, count)
						 : tell_post(cx, n);
}

/* ---- what waits for a post ---- */

struct waiting {
	int64_t id, post_id;
};
static const struct field waiting_fields[] = {
	FIELD(waiting, id, 0),
	FIELD(waiting, post_id, 0),
};

/* Each holder has a row: the first the one that waited, the others a copy. */
static int give_to(struct ctx *cx, int64_t id, int64_t account, bool first)
{
	if (first)
		return store_exec(cx,
				  SQL("UPDATE notice SET account_id = ?"
				      " WHERE community_id = ? AND id = ?"),
				  BINDS(account, cx->community, id));
	return store_exec(cx,
			  SQL("INSERT INTO notice (community_id, id, account_id, post_id, phone, kind,"
			      " subject, subject_id, title, body, urgent, merge_key, times,"
			      " created_at, told_at)"
			      " SELECT community_id, ?, ?, post_id, phone, kind, subject, subject_id,"
			      " title, body, urgent, merge_key, times, created_at, told_at"
			      " FROM notice WHERE community_id = ? AND id = ?"),
			  BINDS(id_new(cx->now), account, cx->community, id));
}

int notice_give(struct ctx *cx, int64_t *ret_count)
{
	struct waiting *list;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id, post_id FROM notice WHERE community_id = ?"
			       " AND account_id = 0 AND phone = '' AND post_id IN"
			       " (SELECT post_id FROM staff_post WHERE community_id = ?"
			       "  AND from_at <= ? AND (until_at = 0 OR until_at > ?))"
			       " ORDER BY post_id, id LIMIT ?"),
			   BINDS(cx->community, cx->community, cx->now, cx->now, WAITING),
			   FIELDS(waiting, waiting_fields), &list, &count);

	*ret_count = 0;
	for (size_t i = 0; r == OK && i < count; i++) {
		struct receiver *to;
		size_t people;
		r = holders(cx, list[i].post_id, &to, &people);
		for (size_t k = 0; r == OK && k < people; k++)
			r = give_to(cx, list[i].id, to[k].id, k == 0);
		if (r == OK && people)
			++*ret_count;
	}
	return r;
}

int notice_unread(struct ctx *cx, int64_t *ret)
{
	assert(cx->actor);
	return store_int(cx,
			 SQL("SELECT COUNT(*) FROM (SELECT 1 FROM notice WHERE community_id = ?"
			     " AND account_id = ? AND read_at = 0 LIMIT ?) AS counted"),
			 BINDS(cx->community, cx->actor->id, NOTICE_UNREAD_MOST), ret);
}
