/* Who is given work hears of it at once: whom the desk dispatches, and who is sent to a call for
 * help. Documents 3 (b), 15 (c). */
#include "modules/notices/notices.h"
#include "modules/requests/requests.h"
#include "store/store.h"

enum { SENT = 20 };

static int tell(struct ctx *cx, const struct request_record *q, int64_t account, int64_t post,
		const char *prefix)
{
	bool urgent = q->urgency >= URGENCY_URGENT || q->kind == KIND_HELP;
	const char *what = arena_printf(cx->arena, "%s%s%s", *q->room ? q->room : q->place,
					*q->room || *q->place ? " " : "", q->title);

	return notice_tell(cx, &(struct notice){
				       .account = account,
				       .post = post,
				       .kind = "assigned",
				       .subject = "request",
				       .subject_id = q->id,
				       .title = arena_printf(cx->arena, "%s%s", prefix, what),
				       .text = q->number,
				       .urgent = urgent,
				       .merge = arena_printf(cx->arena, "assigned %" PRId64, q->id),
			       });
}

static int dispatched(struct ctx *cx, int64_t id)
{
	struct request_record q;
	int r = request_get(cx, id, &q);

	if (r < 0 || (!q.assignee_id && !q.post_id))
		return r;
	return tell(cx, &q, q.assignee_id, q.post_id, T(cx, "派单："));
}

struct helper {
	int64_t account_id;
};
static const struct field helper_fields[] = { FIELD(helper, account_id, 0) };

static int sent(struct ctx *cx, int64_t id)
{
	struct request_record q;
	struct helper *list;
	size_t count;
	int r = request_get(cx, id, &q);

	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT account_id FROM request_helper WHERE community_id = ?"
				   " AND request_id = ? AND sent_at = ? ORDER BY account_id LIMIT ?"),
			       BINDS(cx->community, id, cx->now, SENT),
			       FIELDS(helper, helper_fields), &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = tell(cx, &q, list[i].account_id, 0, T(cx, "请立即前往："));
	return r;
}

const struct follow notice_follows[] = {
	{ "request", "dispatch", dispatched },
	{ "request", "send", sent },
	{ "person", "leave", notice_person_left },
	{ 0 },
};
