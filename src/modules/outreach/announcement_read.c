/* Notices as the households read them. */
#include "modules/outreach/recipients.h"
#include "store/store.h"

enum { SHOWN = 30 };

static const struct field seen_table[] = {
	FIELD(announcement_seen, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(announcement_seen, kind, .label = "类型", .show = SHOW_ENUM,
	      .choices = announcement_kinds, .flags = IN_JSON),
	FIELD(announcement_seen, title, .label = "标题", .flags = IN_JSON),
	FIELD(announcement_seen, text, .label = "内容", .show = SHOW_LONG, .flags = IN_JSON),
	FIELD(announcement_seen, effective_from, .label = "从", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(announcement_seen, effective_to, .label = "到", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(announcement_seen, sent_at, .label = "发布时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(announcement_seen, waits, .flags = IN_JSON),
};
const struct fields announcement_seen_fields = FIELDS(announcement_seen, seen_table);

int announcement_of_room(struct ctx *cx, int64_t room, int64_t since,
			 struct announcement_seen **ret, size_t *ret_count)
{
	if (!room)
		return store_list(cx,
				  SQL("SELECT id, kind, title, text, effective_from, effective_to,"
				      " sent_at, 0 AS waits FROM announcement WHERE community_id = ?"
				      " AND state IN (2, 3) AND area = '' AND kind <> 9"
				      " AND sent_at > ? ORDER BY sent_at DESC LIMIT ?"),
				  BINDS(cx->community, since, SHOWN), announcement_seen_fields, ret,
				  ret_count);
	return store_list(cx,
			  SQL("SELECT a.id, a.kind, a.title, a.text, a.effective_from, a.effective_to,"
			      " a.sent_at, CASE WHEN d.state = 1 THEN 1 ELSE 0 END AS waits"
			      " FROM delivery d JOIN announcement a ON a.community_id = d.community_id"
			      " AND a.id = d.announcement_id AND a.state IN (2, 3)"
			      " WHERE d.community_id = ? AND d.room_id = ? AND a.sent_at > ?"
			      " ORDER BY a.sent_at DESC LIMIT ?"),
			  BINDS(cx->community, room, since, SHOWN), announcement_seen_fields, ret,
			  ret_count);
}

int delivery_read(struct ctx *cx, int64_t announcement, int64_t room)
{
	return store_exec(cx,
			  SQL("UPDATE delivery SET state = ?, way = ?, told_at = ?, told_by = 0"
			      " WHERE community_id = ? AND announcement_id = ? AND room_id = ?"
			      " AND state = ?"),
			  BINDS(DELIVERY_TOLD, TOLD_BY_ENTRY, cx->now, cx->community, announcement, room,
				DELIVERY_PENDING));
}
