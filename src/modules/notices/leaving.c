/* Who leaves has notices that nobody read: they go to the post, as the duties do, and nothing more
 * is sent to a private address. */
#include "app/post.h"
#include "modules/notices/notices.h"
#include "store/store.h"

static int last_post(struct ctx *cx, int64_t account, int64_t *ret)
{
	int r = store_int(cx,
			  SQL("SELECT post_id FROM staff_post WHERE community_id = ? AND account_id = ?"
			      " ORDER BY from_at DESC, post_id LIMIT 1"),
			  BINDS(cx->community, account), ret);

	return r == ERR_NOT_FOUND ? post_of_role(cx, ROLE_FRONT_DESK, ret) : r;
}

/* What came through a post is there for its other holders already. */
static int release(struct ctx *cx, int64_t account, int64_t post)
{
	return store_exec(cx,
			  SQL("UPDATE notice SET account_id = 0,"
			      " post_id = CASE WHEN post_id = 0 THEN ? ELSE post_id END"
			      " WHERE community_id = ? AND account_id = ? AND read_at = 0"
			      " AND NOT EXISTS (SELECT 1 FROM notice m WHERE m.community_id = ?"
			      "  AND m.post_id = notice.post_id AND m.post_id <> 0"
			      "  AND m.created_at = notice.created_at AND m.title = notice.title"
			      "  AND m.account_id <> notice.account_id)"),
			  BINDS(post, cx->community, account, cx->community));
}

int notice_person_left(struct ctx *cx, int64_t account)
{
	int64_t post, given;
	int r = last_post(cx, account, &post);

	if (r == OK)
		r = release(cx, account, post);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE outbox SET state = 5, done_at = ?, answer = ?"
				   " WHERE community_id = ? AND account_id = ? AND state = 1"),
			       BINDS(cx->now, T(cx, "收件人已离职"), cx->community, account));
	if (r == OK)
		r = store_exec(cx,
			       SQL("DELETE FROM notice_wish"
				   " WHERE community_id = ? AND account_id = ?"),
			       BINDS(cx->community, account));
	return r == OK ? notice_give(cx, &given) : r;
}
